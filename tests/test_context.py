"""Settings and profiles: a library's own come first; faulty settings stop all, a faulty profile itself."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalog.context import prepare
from catalog.publication import shipped

if TYPE_CHECKING:
    from tests.conftest import Run


def test_a_librarys_own_profile_stands_before_ours(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    own = 'slug = "zhongguo-gongyun"\nname = "中国工运"\ncode = "ZG"\n'
    (tmp_path / "profiles" / "own.toml").write_text("\ufeff" + own, encoding="utf-8")
    (tmp_path / "catalog.toml").write_text('publications = "profiles"\n[hosts.gongyou]\n', encoding="utf-8")
    context, findings = prepare(tmp_path / "catalog.toml", {"date": "2025-12-03"})
    assert findings == []
    assert context is not None
    assert context.publication("中国工运").code == "ZG"
    assert len(context.publications) == len(shipped())
    with pytest.raises(LookupError):
        context.publication("工人论坛")


# catalog.toml, the finding, its words
CONFIGURATIONS = [
    ("organisation = ", "P302", "this is no value"),
    ('organization = "X"', "P302", "organization"),
    ('publications = "nowhere"', "P302", "no such folder"),
    ('[hosts.zhongguo]\ncontrol_number = "1"', "P302", "hosts.zhongguo"),
    ('date = "2025-13-01"', "P302", "date"),
]


@pytest.mark.parametrize(("text", "code", "words"), CONFIGURATIONS)
def test_a_faulty_configuration_is_no_configuration(tmp_path: Path, text: str, code: str, words: str) -> None:
    (tmp_path / "catalog.toml").write_text(text)
    context, findings = prepare(tmp_path / "catalog.toml", {})
    assert context is None
    assert {item.code for item in findings} == {code}
    assert words in findings[0].message()


# a line of catalog.toml, what is said; the folder has a file `file`, one `latin1` and a folder `folder`
PATHS = [
    ("publications = 'nowhere'", "catalog.toml:2:1: error P302 bad-configuration", "no such folder"),
    ("corrections = 'nowhere'", "catalog.toml:2:1: error P302 bad-configuration", "no such folder"),
    ("corrections = 'file'", "catalog.toml:2:1: error P302 bad-configuration", "no such folder"),
    ("names = 'nowhere.txt'", "catalog.toml:2:1: error P302 bad-configuration", "no such file"),
    ("names = 'folder'", "catalog.toml:2:1: error P302 bad-configuration", "no such file"),
    ("names = 'latin1'", "latin1: error P330 names-unreadable", "not UTF-8"),
]


@pytest.mark.parametrize("command", ["export page.txt -o new.xml", "validate page.txt -o new.csv", "config"])
@pytest.mark.parametrize(("line", "head", "words"), PATHS)
def test_a_path_that_leads_nowhere_stops_the_work(
    run: "Run", tmp_path: Path, line: str, head: str, words: str, command: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "latin1").write_bytes(b"\xff")
    (tmp_path / "page.txt").write_text("《中国工运》2025年第11期\n工会的一天……陈强\n", encoding="utf-8")
    (tmp_path / "catalog.toml").write_text(f"pinyin = 'ala-lc'\n{line}\n", encoding="utf-8")
    done = run(*command.split())
    assert done.code == 2
    assert head in done.err
    assert words in done.err
    assert "written" not in done.err
    assert not list(tmp_path.glob("new.*"))


def test_a_path_of_the_command_line_has_no_place_in_the_file(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_text("pinyin = 'none'\n", encoding="utf-8")
    for key in ("publications", "corrections", "names"):
        done = run("config", "--set", f"{key}=nowhere")
        assert (done.code, done.err.partition(" P302")[0]) == (2, "error")


def test_readings_that_are_not_used_need_not_be_read(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "latin1").write_bytes(b"\xff")
    assert run("config", "--set", "names=latin1").code == 0
    assert run("config", "--set", "names=latin1", "--set", "pinyin=ala-lc").code == 2


def test_a_broken_profile_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    good = 'slug = "gongren-luntan"\nname = "工人论坛"\ncode = "GRLT"\n'
    (tmp_path / "profiles" / "bad.toml").write_text('slug = "x"\nname = "x"\n')
    (tmp_path / "profiles" / "good.toml").write_text(good, encoding="utf-8")
    (tmp_path / "profiles" / "worse.toml").write_bytes(b"\xff")
    (tmp_path / "catalog.toml").write_text('publications = "profiles"\n[hosts.x]\nissn = "1234-5679"\n')
    context, findings = prepare(tmp_path / "catalog.toml", {})
    assert [item.code for item in findings] == ["P306", "P301"], "and not P302: [hosts.x] is the bad one's"
    assert context is not None
    assert context.publication("工人论坛").code == "GRLT"
    assert context.publications[1:] == shipped()


def test_the_project_file_may_hold_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.catalog]\norganisation = "CN-1"\n')
    context, findings = prepare(None, {"date": "2025-12-03", "newspaper": "工人日报"})
    assert findings == []
    assert context is not None
    assert (context.settings.organisation, context.settings.newspaper) == ("CN-1", "工人日报")
    (tmp_path / "catalog.toml").write_text('organisation = "CN-2"\n')
    context, _ = prepare(None, {})
    assert context is not None
    assert context.settings.organisation == "CN-2", "catalog.toml comes first"


def test_a_project_file_of_others_is_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_bytes(b'[project]\nname = "\xff"\n')
    context, findings = prepare(None, {})
    assert context is not None
    assert (context.settings.organisation, findings) == ("XX-XxUND", [])

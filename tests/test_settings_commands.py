"""`catalog init` and `catalog config`: a file that explains every setting, and where each value is from."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import config, resources, template
from catalog.config.model import Host, Settings
from catalog.marc.containers import CONTAINERS

if TYPE_CHECKING:
    from tests.conftest import Run

TEMPLATE = resources.lists("catalog.toml")
DEFAULTS = Settings(date=date(2025, 12, 3))
TODAY_UNDER_TEST = "2025-12-03"  # SOURCE_DATE_EPOCH of the fixture run
_SETTING = re.compile(r"^# (?=\[\w|[\w\"-]+ = |\"\w+\" = )", re.MULTILINE)


def read(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


# The commented file


def test_the_file_changes_nothing_as_it_is() -> None:
    assert read(TEMPLATE) == {}


def test_every_setting_is_in_the_file_once() -> None:
    keys = re.findall(r"^# (?:(\w+) = |\[(\w+)[\].])", TEMPLATE.partition("# [classes]")[0], re.MULTILINE)
    tables = re.findall(r"^# \[(\w+)", TEMPLATE, re.MULTILINE)
    assert sorted([*(key for key, _ in keys), *tables]) == sorted(Settings.model_fields)


def test_the_lines_of_the_file_are_the_defaults_or_examples_that_can_be_used(tmp_path: Path) -> None:
    in_force = _SETTING.sub("", TEMPLATE)
    values = read(in_force)
    settings = Settings.model_validate(values)
    assert set(values) == set(Settings.model_fields)
    examples = set(re.findall(rf"^(\w+) = .*{re.escape(template.EXAMPLE)}$", in_force, re.MULTILINE))
    for key, field in Settings.model_fields.items():
        default = getattr(DEFAULTS, key)
        if field.is_required() or default in (None, (), {}):
            assert key in examples or isinstance(values[key], dict), key
        else:
            assert key not in examples, key
            assert getattr(settings, key) == default, key
    assert set(values["hosts"]["zhongguo-gongyun"]) == set(Host.model_fields)


def test_every_setting_is_explained_in_both_languages() -> None:
    blocks = [block for block in TEMPLATE.split("\n\n")[1:] if _SETTING.search(block)]
    for block in blocks:
        comment = "\n".join(line for line in block.splitlines() if not _SETTING.match(line))
        assert re.search(r"[\u4e00-\u9fff]{2}", comment), block
        assert re.search(r"[A-Za-z ]{6}", comment), block
    assert all(len(line) <= 110 for line in TEMPLATE.splitlines())


def test_init_writes_the_file(run: "Run", tmp_path: Path) -> None:
    assert run("init") == (0, "", "catalog.toml written\n")
    assert (tmp_path / "catalog.toml").read_text(encoding="utf-8") == TEMPLATE


def test_the_comments_are_true() -> None:
    """Each stands above its setting: the formats that an encoding is for, the records that are added."""
    comments = {key: words for words, key in re.findall(r"^# (.*)\n# (\w+) =", TEMPLATE, re.MULTILINE)}
    others = [row.name for row in CONTAINERS if len(row.encodings) > 1]
    assert all(name in comments["encoding"] for name in others), others
    assert "ISO 2709" not in comments["encoding"]
    assert all(word in comments["host_records"] for word in ("issues", "periodicals", "期", "刊物"))


def test_init_puts_in_what_options_say(run: "Run", tmp_path: Path) -> None:
    options = ["--target", "koha", "--organisation", "CN-BjGHT", "--newspaper", '工人"日报']
    assert run("init", "own.toml", *options, "--lang", "zh") == (0, "", "已写出 own.toml\n")
    text = (tmp_path / "own.toml").read_text(encoding="utf-8")
    assert read(text) == {"target": "koha", "organisation": "CN-BjGHT", "newspaper": '工人"日报'}
    assert len(text.splitlines()) == len(TEMPLATE.splitlines())
    assert run("config", "--config", "own.toml").code == 0


def test_init_puts_in_any_setting(run: "Run", tmp_path: Path) -> None:
    told = {"pinyin": "ala-lc", "host_records": True, "hosts": {"zhongguo-gongyun": {"issn": "1003-7594"}}}
    done = run("init", *(f"--set={key}={template.toml(value)}" for key, value in told.items()))
    assert done.code == 0
    assert read((tmp_path / "catalog.toml").read_text(encoding="utf-8")) == told
    assert run("init", "b.toml", "--set", "pinyin").code == 2
    assert run("init", "b.toml", "--set", "unicorn=1").code == 2
    assert not (tmp_path / "b.toml").exists()


def test_every_setting_of_the_file_can_be_put_in() -> None:
    values = read(_SETTING.sub("", TEMPLATE))
    assert read(template.template(values)) == values


def test_a_setting_that_the_file_does_not_have() -> None:
    with pytest.raises(KeyError, match="unicorn"):
        template.template({"unicorn": 1})


def test_init_replaces_no_file_unless_told(run: "Run", tmp_path: Path) -> None:
    file = tmp_path / "catalog.toml"
    file.write_text('organisation = "CN-BjGHT"\n', encoding="utf-8")
    done = run("init")
    assert (done.code, done.out) == (3, "")
    assert "W702" in done.err
    assert file.read_text(encoding="utf-8") == 'organisation = "CN-BjGHT"\n'
    assert run("init", "--force").code == 0
    assert file.read_text(encoding="utf-8") == TEMPLATE


@pytest.mark.parametrize(
    "options",
    [["--target", "unicorn"], ["--organisation", "工会"], ["--newspaper", "a\nb"], ["--newspaper", "\udcff"]],
)
def test_init_writes_nothing_that_could_not_be_read(run: "Run", tmp_path: Path, options: list[str]) -> None:
    done = run("init", *options)
    assert (done.code, done.out) == (2, "")
    assert "P302" in done.err
    assert list(tmp_path.iterdir()) == []


def test_init_where_nothing_can_be_written(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("init", "file/catalog.toml")
    assert done.code == 3
    assert "W701" in done.err


# The settings in force

TOLD = """\
organisation = "CN-BjGHT"
pinyin = "ala-lc"
publications = "profiles"
local = ["942 ## $c ART"]

[levels]
L208 = "warning"

[hosts.zhongguo-gongyun]
control_number = "000123456"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "catalog.toml").write_text(TOLD, encoding="utf-8")
    return tmp_path


def origins(printed: str) -> dict[str, str]:
    """Read what stands behind each setting."""
    found = re.findall(r"^(?:# )?(\w+) =.*?# (.*)$", printed.replace("## $", "-- $"), re.MULTILINE)
    return dict(found)


@pytest.mark.usefixtures("folder")
def test_each_value_says_where_it_is_from(run: "Run") -> None:
    done = run("config", "--target", "koha")
    assert (done.code, done.err) == (0, "")
    assert list(origins(done.out)) == list(Settings.model_fields)
    expected = dict.fromkeys(Settings.model_fields, "default")
    expected |= dict.fromkeys(("format", "dialect", "encoding", "system_number"), "target koha")
    expected |= dict.fromkeys(
        ("organisation", "pinyin", "publications", "local", "levels", "hosts"), "catalog.toml"
    )
    expected |= {"target": "command line", "date": "environment"}
    assert origins(done.out) == expected


@pytest.mark.usefixtures("folder")
def test_the_origins_are_told_in_chinese(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    told = origins(run("config", "--target", "koha", "--set", "shape=both", "--lang", "zh").out)
    assert set(told.values()) == {"命令行", "目标 koha", "catalog.toml", "缺省", "当日"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert origins(run("config", "--lang", "zh").out)["date"] == "环境变量"


@pytest.mark.usefixtures("folder")
def test_what_is_printed_can_be_read_again(run: "Run") -> None:
    again = read(run("config", "--target", "koha").out)
    assert again["local"] == ["942 ## $c ART"]
    assert again["hosts"] == {"zhongguo-gongyun": {"control_number": "000123456"}}
    assert again["date"] == TODAY_UNDER_TEST
    assert "newspaper" not in again
    assert Settings.model_validate(again).target == "koha"


@pytest.mark.usefixtures("folder")
def test_both_forms_say_the_same(run: "Run") -> None:
    table = json.loads(run("config", "--format", "json", "--lang", "zh").out)
    printed = run("config").out
    assert {key: row["from"] for key, row in table.items()} == origins(printed)
    lists = {key: row["value"] for key, row in table.items() if row["value"] is not None}
    lists["hosts"] = {"zhongguo-gongyun": {"control_number": "000123456"}}
    assert lists == read(printed)


def test_a_project_file_is_named(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.catalog]\ntarget = "dp2"\n', encoding="utf-8")
    told = origins(run("config").out)
    assert (told["target"], told["dialect"]) == ("pyproject.toml", "target dp2")


@pytest.mark.parametrize(
    ("text", "code"), [("pinyin = 3\n", "P302"), ('target = "koha"\npinyin = "nlc"\n', "P320"), ("[", "P302")]
)
def test_settings_that_cannot_be_used_are_not_printed(
    run: "Run", tmp_path: Path, text: str, code: str
) -> None:
    (tmp_path / "catalog.toml").write_text(text, encoding="utf-8")
    done = run("config")
    assert (done.code, done.out) == (2, "")
    assert code in done.err
    assert "internal error" not in done.err


@pytest.mark.parametrize("command", ["target", "init", "config"])
def test_help_is_plain_ascii(run: "Run", command: str) -> None:
    done = run(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii()


VALUE = st.recursive(
    st.text() | st.booleans() | st.integers(-(2**63), 2**63 - 1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(VALUE)
def test_any_value_is_written_as_toml_on_one_line(value: object) -> None:
    line = template.toml(value)
    assert "\n" not in line
    assert "\r" not in line
    assert read(f"key = {line} # where it is from")["key"] == value


def test_the_name_of_a_file_cannot_end_its_comment(tmp_path: Path) -> None:
    file = tmp_path / "a\ntarget = 3"
    file.write_text('organisation = "X"\n', encoding="utf-8")
    printed = template.as_toml(DEFAULTS, config.origins(file, {}), "en")
    assert read(printed)["target"] == "generic"

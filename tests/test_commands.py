"""The other commands, help, and the language of what is said."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalog.cli import COMMANDS
from catalog.cli.examples import EXAMPLES, EXIT_CODES
from catalog.codes import CODES

if TYPE_CHECKING:
    from tests.conftest import Run

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "seeds" / "gongren-ribao-page.txt"
LISTING = PROJECT / "seeds" / "zhongguo-gongyun-2025-11.txt"


def test_validate_finds_nothing_in_what_export_wrote(run: "Run") -> None:
    run("export", PAGE, "-f", "json,marcxml", "-q")
    assert run("validate", "output", PAGE) == (0, "", "5 files checked (0 warnings)\n")


def test_validate_reports_to_standard_output(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("prose\n")
    result = run("validate", "page.txt", "nowhere.xml")
    assert result.code == 3
    lines = result.out.splitlines()
    assert lines[0].startswith("page.txt: warning L201 no-listing: ")
    assert lines[2].startswith("nowhere.xml: error S101 not-found: ")
    assert result.err == "1 file checked (1 error, 1 warning)\n"
    assert run("validate", "page.txt", "--fail-on", "error").code == 0
    assert run("validate", "page.txt", "-q") == (1, "", "")


@pytest.mark.parametrize(
    ("name", "code"),
    [("X501-other-file", 3), ("X502-other-xml", 3), ("X505-document-type", 3), ("X518-unknown-encoding", 3),
     ("J604-other-json", 3), ("X571-wide-encoding", 3), ("X513-raw-ampersand", 1),
     ("X545-bytes-of-other-encoding", 1)],
)  # fmt: skip
def test_a_file_of_which_nothing_can_be_read_is_no_input(name: str, code: int, run: "Run") -> None:
    folder = PROJECT / "tests" / "cases" / "diagnostics" / name
    (path,) = folder.glob("input.*")
    assert run("validate", path).code == code
    assert run("validate", path, "--exit-zero").code == (3 if code == 3 else 0)


def test_validate_reports_in_json(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("prose\n")
    report = json.loads(run("validate", "page.txt", "--format", "json").out)
    assert report["counts"] == {"error": 0, "warning": 1, "note": 0}
    (found,) = report["findings"]
    assert (found["code"], found["severity"], found["file"]) == ("L201", "warning", "page.txt")
    assert found["message_en"] != found["message_zh"]


def test_validate_reads_pages_in_the_encoding_that_was_named(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(LISTING.read_text(encoding="utf-8").encode("gb18030"))
    assert "S110" in run("validate", "page.txt", "--encoding", "utf-8").out


def test_publications_are_listed(run: "Run", tmp_path: Path) -> None:
    lines = run("publications").out.splitlines()
    assert lines[0].split() == ["SLUG", "CODE", "NAME", "ISSN", "CN", "FREQUENCY"]
    assert lines[-1].split() == ["zhongguo-gongyun", "ZGGY", "中国工运", "1003-7594", "11-1219/D", "monthly"]
    (tmp_path / "profiles").mkdir()
    own = tmp_path / "profiles" / "own.toml"
    own.write_text('slug = "own"\nname = "工人论坛"\ncode = "GRLT"\n', encoding="utf-8")
    (tmp_path / "catalog.toml").write_text('publications = "profiles"\n')
    assert "工人论坛" in run("publications").out.splitlines()[1]
    (tmp_path / "profiles" / "bad.toml").write_text('slug = "bad"\n')
    result = run("publications")
    assert result.code == 2, "a broken profile is told by the exit code"
    assert "工人论坛" in result.out.splitlines()[1], "but costs no other"


def test_codes_are_listed_and_explained(run: "Run") -> None:
    lines = run("codes").out.splitlines()
    assert [line.split()[0] for line in lines] == list(CODES)
    assert run("codes", "l204").out == run("codes", "unread").out
    assert run("codes", "L204", "--lang", "zh").out.splitlines() == [
        "L204 unread (警告)",
        f"  {CODES['L204'].zh}",
        f"  {CODES['L204'].help_zh}",
    ]


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["-h"], ["publications", "check", "-h"], *([name, "--help"] for name in COMMANDS)],
)
def test_help_is_plain_ascii(run: "Run", arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out.isascii()
    assert result.out.startswith("Usage: catalog ")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_with_examples_and_exit_codes(run: "Run", name: str) -> None:
    said = run(name, "--help").out
    for line in EXAMPLES[name]:
        assert f"    {line}\n" in said
        assert line.startswith(f"catalog {name}")
    for code, meaning in EXIT_CODES:
        assert f"    {code}  {meaning}\n" in said
    assert said.index("Options:") < said.index("Examples:") < said.index("Exit codes:")


def test_the_list_of_commands_is_whole(run: "Run") -> None:
    said = run("--help").out.partition("Commands:\n")[2].rstrip("\n").splitlines()
    assert [line.split()[0] for line in said] == list(COMMANDS)
    assert all(line.endswith(".") and not line.endswith("...") for line in said if "?" not in line)


def options(line: str) -> set[str]:
    return set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", line))


@pytest.mark.parametrize("line", [line for lines in EXAMPLES.values() for line in lines])
def test_examples_use_options_that_there_are(run: "Run", line: str) -> None:
    known = run(*line.split()[1:2], "--help").out
    assert all(re.search(rf"{option}\b", known) for option in options(line))


def test_the_command_alone_shows_its_help(run: "Run") -> None:
    result = run()
    assert result.code == 2
    assert (result.out or result.err).startswith("Usage: catalog ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_and_options(tmp_path: Path, shell: str) -> None:
    def completed(*words: str) -> str:
        environment = {
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "_CATALOG_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": " ".join(words),
            "COMP_CWORD": str(len(words) - 1),
            "_TYPER_COMPLETE_ARGS": " ".join(words),
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        command = [sys.executable, "-m", "catalog"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.stdout

    assert "validate" in completed("catalog", "val")
    assert "--to-encoding" in completed("catalog", "export", "--to")
    assert "check" in completed("catalog", "publications", "ch")


def test_no_colour_and_narrow_terminals(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("NO_COLOR", "1"), ("FORCE_COLOR", "1"), ("COLUMNS", "20"), ("TERMINAL_WIDTH", "20")):
        monkeypatch.setenv(name, value)
        assert "\x1b" not in run("export", "--help").out
    assert run("export", LISTING, "-o", "x.xml").code == 0


def test_the_version_is_that_of_the_package(run: "Run") -> None:
    assert re.fullmatch(r"kanmu-catalog \d+\.\d+\.\d+\n", run("--version").out)


# Language

# --lang, environment, language
LANGUAGES = [
    (None, {}, "en"),
    ("zh", {"CATALOG_LANG": "en"}, "zh"),
    ("en", {"CATALOG_LANG": "zh"}, "en"),
    (None, {"CATALOG_LANG": "zh", "LC_ALL": "en_GB.UTF-8"}, "zh"),
    (None, {"CATALOG_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
    (None, {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
    (None, {"LC_MESSAGES": "zh_TW", "LANG": "en_GB.UTF-8"}, "zh"),
    (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
    (None, {"LC_ALL": "", "LANG": "zh_CN.GBK"}, "zh"),
]


@pytest.mark.parametrize(("option", "environment", "expected"), LANGUAGES)
def test_the_language_is_chosen(
    run: "Run",
    monkeypatch: pytest.MonkeyPatch,
    option: str | None,
    environment: dict[str, str],
    expected: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = run("export", LISTING, "-o", "x.xml", *(["--lang", option] if option else []))
    last = {
        "en": "0 unread, 0 doubts → 7 written, 0 rejected: x.xml (0 warnings)",
        "zh": "未读 0 处，存疑 0 处 → 写出 7 篇，退回 0 篇：x.xml（0 个警告）",
    }
    assert result.err.splitlines()[-1].endswith(last[expected])


def test_the_summary_speaks_both_languages(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("prose\n")
    assert run("export", "page.txt", "--lang", "zh").err.splitlines()[-1] == (
        "0 份目次，0 篇，用 0 行，未读 0 处，存疑 0 处 → 未写出文件（1 个错误，1 个警告）"
    )
    assert run("validate", LISTING, "--lang", "zh").err == "检查了 1 个文件（0 个警告）\n"
    assert run("export", LISTING, "--lang", "zh", "-o", "-").err.endswith("：标准输出（0 个警告）\n")
    assert run("export", LISTING, "--lang", "zh").err.endswith("：output/ 中 1 个文件（0 个警告）\n")

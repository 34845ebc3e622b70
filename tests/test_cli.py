"""The command line: what it prints where, which exit code it gives, and what it costs to start."""

import gc
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from catalog import __main__ as process
from catalog import console, gather
from catalog.codes import CODES
from catalog.diagnostics import Place, finding

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "seeds" / "gongren-ribao-page.txt"
LISTING = PROJECT / "seeds" / "zhongguo-gongyun-2025-11.txt"


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in an empty folder, in English, on a fixed day."""
    monkeypatch.chdir(tmp_path)
    for name in ("CATALOG_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CATALOG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764720000")
    monkeypatch.setenv("TERMINAL_WIDTH", "100")

    def call(*arguments: object) -> Result:
        code = process.run([str(argument) for argument in arguments])
        return Result(code, *capsys.readouterr())

    return call


def catalog(*arguments: str, cwd: Path, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run the command line as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "catalog", *arguments]
    given = {"env": environment, "capture_output": True, "encoding": "utf-8", **options}
    return subprocess.run(command, cwd=cwd, timeout=60, check=False, **given)  # type: ignore[call-overload,no-any-return]


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


# Export


def test_without_arguments_the_seeds_go_into_a_file_for_each_issue(run: Run, tmp_path: Path) -> None:
    result = run("export")
    assert (result.code, result.out) == (0, "")
    assert result.err.endswith("2 listings, 13 articles → 2 files in output/ (0 warnings)\n")
    assert files(tmp_path) == [
        "output/gonghui-xinxi/2025-21.marcxml",
        "output/zhongguo-gongyun/2025-11.marcxml",
    ]


def test_seeds_of_the_working_folder_come_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "mine.txt").write_text("《工友》2025年第3期\n工会的一天……陈强\n", encoding="utf-8")
    result = run("export", "-f", "json", "-o", "-")
    issues = json.loads(result.out)["issues"]
    assert [(issue["publication"], issue["source"]["file"]) for issue in issues] == [
        ("工友", "seeds/mine.txt")
    ]


def test_all_in_one_file(run: Run, tmp_path: Path) -> None:
    result = run("export", PAGE, "-o", "new/all.json")
    assert result.code == 0
    assert result.err.endswith("2 listings, 13 articles → new/all.json (0 warnings)\n")
    file = json.loads((tmp_path / "new" / "all.json").read_text(encoding="utf-8"))
    assert [(issue["publication"], issue["number"]) for issue in file["issues"]] == [
        ("中国工运", 11),
        ("工会信息", 21),
    ]
    assert {issue["source"]["file"] for issue in file["issues"]} == {str(PAGE)}


def test_several_formats_into_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    assert run("export", PAGE, "-f", "json", "--format", "marcxml", "-o", "there", "-q") == (0, "", "")
    assert files(tmp_path / "there") == [
        "gonghui-xinxi/2025-21.json",
        "gonghui-xinxi/2025-21.marcxml",
        "zhongguo-gongyun/2025-11.json",
        "zhongguo-gongyun/2025-11.marcxml",
    ]


def test_standard_output_is_nothing_but_the_file(run: Run, tmp_path: Path) -> None:
    run("export", PAGE, "-o", "all.marcxml")
    result = run("export", PAGE, "-o", "-")
    assert result.out == (tmp_path / "all.marcxml").read_text(encoding="utf-8")
    assert "→ standard output" in result.err


def test_json_is_an_input_and_gives_the_same_records(run: Run) -> None:
    run("export", PAGE, "-o", "all.json")
    direct = run("export", PAGE, "-o", "-").out
    assert run("export", "all.json", "-o", "-").out == direct
    assert run("export", "all.json", "-f", "json", "-o", "-").out == Path("all.json").read_text(
        encoding="utf-8"
    )


def test_a_second_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("export", PAGE, "-f", "json,marcxml")
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)}
    assert run("export", PAGE, "-f", "json,marcxml").code == 0
    assert {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)} == before


def test_something_else_is_not_replaced_without_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("mine")
    result = run("export", PAGE, "-o", "x.json")
    assert result.code == 3
    assert "x.json: error W702 exists" in result.err
    assert "nothing written" in result.err
    assert (tmp_path / "x.json").read_text() == "mine"
    assert run("export", PAGE, "-o", "x.json", "--force").code == 0


def test_options_go_into_the_records(run: Run) -> None:
    options = ["--date", "2024-02-29", "--organisation", "CN-100000", "--newspaper", "工人日报"]
    result = run("export", LISTING, "-o", "-", *options)
    assert '<controlfield tag="003">CN-100000</controlfield>' in result.out
    assert '<controlfield tag="005">20240229000000.0</controlfield>' in result.out
    assert "工人日报" in result.out
    assert "P303" not in result.err


def test_the_configuration_of_the_working_folder_counts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_text('organisation = "CN-1"\n')
    (tmp_path / "other.toml").write_text('organisation = "CN-2"\n')
    assert '"003">CN-1<' in run("export", LISTING, "-o", "-").out
    assert '"003">CN-2<' in run("export", LISTING, "-o", "-", "--config", "other.toml").out


def test_an_encoding_can_be_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(LISTING.read_text(encoding="utf-8").encode("gb18030"))
    guessed = run("export", "page.txt", "-f", "json", "-o", "-")
    named = run("export", "page.txt", "-f", "json", "-o", "-", "--encoding", "gbk")
    assert "page.txt: note S108 encoding: read as GB18030" in guessed.err
    assert "S108" not in named.err
    assert json.loads(guessed.out)["issues"][0]["source"]["encoding"] == "GB18030"
    assert json.loads(named.out)["issues"][0]["source"]["encoding"] == "GBK"


def test_quiet_says_errors_only(run: Run) -> None:
    assert run("export", PAGE, "-q", "-o", "x.xml").err == ""
    result = run("export", PAGE, "nowhere.txt", "-q", "-o", "x.xml")
    assert result.code == 3
    assert [line.split(":")[0] for line in result.err.splitlines()] == ["nowhere.txt", "  help"]


def test_what_can_be_read_is_written_although_something_else_cannot(run: Run, tmp_path: Path) -> None:
    assert run("export", "nowhere.txt", LISTING).code == 3
    assert files(tmp_path) == ["output/zhongguo-gongyun/2025-11.marcxml"]


def test_no_listing_is_an_answer_in_json_but_no_marc_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("prose\n")
    result = run("export", "page.txt", "-f", "json", "-o", "-")
    assert (result.code, json.loads(result.out)["issues"]) == (1, [])
    assert "W703" not in result.err
    result = run("export", "page.txt", "-f", "marcxml", "-o", "-")
    assert (result.code, result.out) == (1, "")
    assert "<stdout>: error W703 nothing: there is nothing to write" in result.err
    assert run("export", "nowhere.txt", "-f", "json", "-o", "-")[:2] == (3, "")


# --fail-on, exit code of a page with a warning (a line that is in no record)
FAIL_ON = [("error", 0), ("warning", 1), ("note", 1), ("never", 0)]


@pytest.mark.parametrize(("fail_on", "code"), FAIL_ON)
def test_the_least_severity_that_counts(run: Run, tmp_path: Path, fail_on: str, code: int) -> None:
    (tmp_path / "page.txt").write_text("nothing but prose\n")
    options = ["--fail-on", fail_on, "-o", "x.xml"]
    assert run("export", LISTING, "page.txt", *options).code == code


def test_notes_do_not_count(run: Run) -> None:
    assert run("export", LISTING, LISTING, "-o", "x.xml").code == 0
    assert run("export", LISTING, LISTING, "-o", "x.xml", "--fail-on", "note").code == 1


# wrong usage, and what is said about it
USAGE = [
    (["export", "-f", "mods3"], "There is no format 'mods3': give marcxml or json."),
    (["export", "-f", "json,marcxml", "-o", "x.xml"], "json and marcxml do not go into one file"),
    (["export", "-f", "json,marcxml", "-o", "-"], "json and marcxml do not go into one file"),
    (["export", "-o", ""], "-o needs a name"),
    (["export", "--encoding", "base64"], "There is no encoding 'base64'"),
    (["validate", "x", "--encoding", "no-such"], "There is no encoding 'no-such'"),
    (["export", "--frobnicate"], "No such option"),
    (["export", "--lang", "fr"], "'fr' is not one of"),
    (["validate"], "Missing argument"),
    (["codes", "X999"], "There is no finding 'X999'"),
    (["transmogrify"], "No such command 'transmogrify'"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE)
def test_wrong_usage_is_explained(run: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "Usage: catalog" in result.err
    assert files(tmp_path) == []


@pytest.mark.parametrize("option", ["--date=2025-13-01", "--organisation=中国", "--config=nowhere.toml"])
def test_a_faulty_option_stops_the_export(run: Run, tmp_path: Path, option: str) -> None:
    result = run("export", option)
    assert (result.code, result.out) == (2, "")
    assert "error P302 bad-configuration" in result.err
    assert files(tmp_path) == []


@pytest.mark.parametrize("arguments", [["export"], ["validate", LISTING], ["publications"]])
def test_a_faulty_configuration_stops_every_command(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "catalog.toml").write_text('organisation = "中国"\n', encoding="utf-8")
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "catalog.toml: error P302 bad-configuration: " in result.err
    assert files(tmp_path) == ["catalog.toml"]


# The other commands


def test_validate_finds_nothing_in_what_export_wrote(run: Run) -> None:
    run("export", PAGE, "-f", "json,marcxml", "-q")
    assert run("validate", "output", PAGE) == (0, "", "5 files checked (0 warnings)\n")


def test_validate_reports_to_standard_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("prose\n")
    result = run("validate", "page.txt", "nowhere.xml")
    assert result.code == 3
    lines = result.out.splitlines()
    assert lines[0].startswith("nowhere.xml: error S101 not-found: ")
    assert lines[2].startswith("page.txt: warning L201 no-listing: ")
    assert result.err == "1 file checked (1 error, 1 warning)\n"
    assert run("validate", "page.txt", "--fail-on", "error").code == 0
    assert run("validate", "page.txt", "-q") == (1, "", "")


def test_validate_reports_in_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("prose\n")
    report = json.loads(run("validate", "page.txt", "--format", "json").out)
    assert report["counts"] == {"error": 0, "warning": 1, "note": 0}
    (found,) = report["findings"]
    assert (found["code"], found["severity"], found["file"]) == ("L201", "warning", "page.txt")
    assert found["message_en"] != found["message_zh"]


def test_validate_reads_pages_in_the_encoding_that_was_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(LISTING.read_text(encoding="utf-8").encode("gb18030"))
    assert "S110" in run("validate", "page.txt", "--encoding", "utf-8").out


def test_publications_are_listed(run: Run, tmp_path: Path) -> None:
    lines = run("publications").out.splitlines()
    assert lines[0].split() == ["SLUG", "CODE", "NAME", "ISSN", "CN", "FREQUENCY"]
    assert "zhongguo-gongyun  ZGGY  中国工运  1003-7594  11-1219/D  monthly" in lines
    (tmp_path / "own.toml").write_text('slug = "own"\nname = "工会博览"\ncode = "GHBL"\n', encoding="utf-8")
    (tmp_path / "catalog.toml").write_text('publications = "."\n')
    assert run("publications").code == 2, "catalog.toml is no profile"
    (tmp_path / "profiles").mkdir()
    (tmp_path / "own.toml").rename(tmp_path / "profiles" / "own.toml")
    (tmp_path / "catalog.toml").write_text('publications = "profiles"\n')
    assert "工会博览" in run("publications").out.splitlines()[1]


def test_codes_are_listed_and_explained(run: Run) -> None:
    lines = run("codes").out.splitlines()
    assert [line.split()[0] for line in lines] == list(CODES)
    assert run("codes", "l204").out == run("codes", "unread").out
    assert run("codes", "L204", "--lang", "zh").out.splitlines()[1:] == [
        f"  {CODES['L204'].zh}",
        f"  {CODES['L204'].help_zh}",
    ]


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["export", "--help"], ["validate", "-h"]])
def test_help_is_plain_ascii(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out.isascii()
    assert result.out.startswith("Usage: catalog ")


def test_the_version_is_that_of_the_package(run: Run) -> None:
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
    run: Run, monkeypatch: pytest.MonkeyPatch, option: str | None, environment: dict[str, str], expected: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = run("export", LISTING, "-o", "x.xml", *(["--lang", option] if option else []))
    last = {"en": "1 listing, 7 articles → x.xml (0 warnings)", "zh": "1 份目次，7 篇 → x.xml（0 个警告）"}
    assert result.err.splitlines()[-1] == last[expected]


def test_the_summary_speaks_both_languages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("prose\n")
    assert run("export", "page.txt", "--lang", "zh").err.splitlines()[-1] == (
        "0 份目次，0 篇 → 未写出文件（1 个错误，1 个警告）"
    )
    assert run("validate", LISTING, "--lang", "zh").err == "检查了 1 个文件（0 个警告）\n"
    assert run("export", LISTING, "--lang", "zh", "-o", "-").err.endswith("→ 标准输出（0 个警告）\n")
    assert run("export", LISTING, "--lang", "zh").err.endswith("→ output/ 中 1 个文件（0 个警告）\n")


# Talk


class Terminal:
    """A terminal that keeps what is written to it."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


def test_progress_is_shown_for_long_work_and_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, clock = Terminal(), [0.0]
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    talk = console.Talk("en", quiet=False)
    talk.progress(0, 9, "a.txt")
    assert terminal.text == "", "work of less than a second says nothing"
    for clock[0], name in ((1.5, "b.txt"), (1.55, "c.txt"), (2.0, "页" * 50)):
        talk.progress(3, 9, name)
    assert terminal.text == "\r3/9 b.txt" + "\r         \r" + "\r3/9"
    talk.take((None, [finding("S101", Place("x"))]))
    assert terminal.text.split("\r")[-2:] == ["   ", talk_text := terminal.text.split("\r")[-1]]
    assert talk_text.startswith("x: error S101")


def test_no_progress_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "_PATIENCE", -1.0)
    monkeypatch.setattr(console, "_INTERVAL", -1.0)
    console.Talk("en", quiet=False).progress(1, 2, "a.txt")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys, "stderr", None)
    console.Talk("en", quiet=False).progress(1, 2, "a.txt")
    console.Talk("en", quiet=False).checked(1)


def test_a_page_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "evil\x1b[31m.txt").write_text(
        "《工友》2025年第3期\n\x1b]0;title\x07 ………\n", encoding="utf-8"
    )
    result = run("export", "evil\x1b[31m.txt", "-o", "x.xml")
    assert result.code != 0
    assert "\x1b" not in result.err
    assert "\x07" not in result.err


# The process


def test_our_own_mistakes_are_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(gather, "read", broken)
    result = run("export", LISTING)
    assert result.code == 3
    assert "Traceback" not in result.err
    assert "catalog: internal error: ZeroDivisionError: by zero" in result.err
    assert "CATALOG_DEBUG=1" in result.err
    monkeypatch.setenv("CATALOG_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("export", LISTING)


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, EOFError])
def test_an_interruption_is_quiet(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    def interrupted(*_: object) -> None:
        raise interruption

    monkeypatch.setattr(gather, "read", interrupted)
    result = run("export", LISTING)
    assert result.code == 130
    assert result.err.strip() == ""
    assert files(tmp_path) == []


def test_the_process_ends_with_the_exit_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class EndError(Exception):
        pass

    def end(code: int) -> None:
        raise EndError(code)

    handlers: dict[int, Callable[..., object]] = {}
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["catalog", "export", "nowhere.txt", "-q"])
    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(signal, "signal", lambda number, handler: handlers.setdefault(number, handler))
    monkeypatch.setattr(gc, "set_threshold", lambda number: None)
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with pytest.raises(EndError, match="3"):
        process.main()
    with pytest.raises(SystemExit, match="143"):
        handlers[signal.SIGTERM](signal.SIGTERM, None)


def test_a_process_of_its_own(tmp_path: Path) -> None:
    done = catalog("export", str(PAGE), "-o", "-", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    assert done.stdout.count("<record>") == 13


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_console_of_another_script_is_no_reason_to_stop(tmp_path: Path, encoding: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": f"{encoding}:strict"}
    done = catalog("export", "😀.txt", str(LISTING), "-o", "-", cwd=tmp_path, env=environment, encoding=None)
    out, err = bytes(done.stdout), bytes(done.stderr)  # type: ignore[arg-type]
    assert done.returncode == 3
    assert "激活职工先进典型示范引领作用的湖北实践".encode() in out, "data are UTF-8 on any console"
    assert b"\\U0001f600.txt: error S101" in err
    assert catalog("codes", cwd=tmp_path, env=environment, encoding="utf-8").returncode == 0


@pytest.mark.parametrize("stream", ["1", "2"])
def test_a_stream_that_the_shell_closed(tmp_path: Path, stream: str) -> None:
    command = f'"{sys.executable}" -m catalog export "{LISTING}" -o - {stream}>&-'
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == (3 if stream == "1" else 0)
    assert b"Traceback" not in done.stderr
    assert (b"<stdout>: error W701" in done.stderr) is (stream == "1")


def imported(statement: str) -> set[str]:
    """Give the packages that a statement imports, of those that take long."""
    code = f"import sys\n{statement}\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split()) & {"pydantic", "lxml", "pymarc", "rich", "jsonschema"}


def test_starting_imports_only_what_help_needs() -> None:
    assert imported("import catalog.__main__") == set()


def test_exporting_imports_no_xml_parser(tmp_path: Path) -> None:
    export = ["export", "-q", "-o", str(tmp_path)]
    assert imported(f"from catalog.__main__ import run\nassert run({export}) == 0") == {"pydantic"}


def test_the_measure_of_starting_prints_both_ratios_and_keeps_to_its_limits() -> None:
    def measure(*limits: str) -> "subprocess.CompletedProcess[str]":
        tool = PROJECT / "tests" / "tools" / "startup.py"
        command = [sys.executable, str(tool), *limits, "--runs", "1"]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    done = measure("1000", "1000")
    assert done.returncode == 0
    assert re.findall(r"(catalog \S+) +\d+ ms +\d+\.\d\d ×", done.stdout) == [
        "catalog --help",
        "catalog export",
    ]
    assert measure("0", "1000").returncode == 1
    assert measure("1000", "0").returncode == 1

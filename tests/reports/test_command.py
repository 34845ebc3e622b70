"""`catalog validate`: its report in each form, where it goes, which exit code there is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import catalog
from catalog.diagnostics import Place, finding
from catalog.reports import REPORTS, Report
from catalog.reports.groups import grouped
from tests.reports.readers import READERS
from tests.reports.samples import FORMS

if TYPE_CHECKING:
    from tests.conftest import Run

CASES = Path(__file__).parents[1] / "cases"
each_form = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)

# what is checked, options, exit code
RUNS = [
    (["good.txt"], [], 0),
    (["prose.txt"], [], 1),
    (["prose.txt"], ["--fail-on", "error"], 0),
    (["prose.txt"], ["--fail-on", "never"], 0),
    (["prose.txt"], ["--exit-zero"], 0),
    (["prose.txt"], ["--exit-zero", "--fail-on", "note"], 0),
    (["prose.txt"], ["--ignore", "L201"], 0),
    (["prose.txt"], ["--ignore", "l203,no-listing", "--ignore", "R481"], 0),
    (["prose.txt"], ["--ignore", "L203"], 1),
    (["prose.txt"], ["-q"], 1),
    (["prose.txt", "nowhere.txt"], [], 3),
    (["nowhere.txt"], ["--exit-zero"], 3),
    (["nowhere.txt"], ["--fail-on", "never"], 3),
    (["prose.txt"], ["--config", "bad.toml"], 2),
    (["prose.txt"], ["--exit-zero", "--config", "bad.toml"], 2),
    (["prose.txt"], ["--config", "note.toml"], 0),
    (["prose.txt"], ["--config", "off.toml", "--fail-on", "note"], 0),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Put a page with a listing and two without into the working folder, and configurations."""
    listing = "《工友》2025年第3期目录\n工会的一天……陈强\n"
    for name, text in {"good.txt": listing, "prose.txt": "prose\n", "more.txt": "more prose\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "bad.toml").write_text('organisation = "中国"\n', encoding="utf-8")
    (tmp_path / "note.toml").write_text('[levels]\nL201 = "note"\n')
    (tmp_path / "off.toml").write_text('[levels]\nL201 = "off"\n')
    return tmp_path


@each_form
@pytest.mark.parametrize(("files", "options", "code"), RUNS)
def test_the_exit_code_is_the_same_in_every_form(
    run: "Run", folder: Path, report: Report, files: list[str], options: list[str], code: int
) -> None:
    assert run("validate", *files, *options, "--format", report.name).code == code
    assert run("validate", *files, *options, "--format", report.name, "-o", "report").code == code


@each_form
def test_a_report_in_a_file_is_that_of_standard_output(run: "Run", folder: Path, report: Report) -> None:
    name = f"report{report.suffixes[0]}"
    printed = run("validate", "prose.txt", "more.txt", "nowhere.txt", "--all", "--format", report.name)
    result = run("validate", "prose.txt", "more.txt", "nowhere.txt", "--all", "-o", name)
    assert result.out == ""
    assert result.err.splitlines() == [f"{name} written", *printed.err.splitlines()]
    written = (folder / name).read_bytes().decode("utf-8")
    if report.name == "text":
        written = written.removeprefix("2 files checked (1 error, 2 warnings)\n")
    assert written.replace("\r\n", "\n") == printed.out.replace("\r\n", "\n")


@each_form
def test_a_second_run_over_the_same_folder_gives_the_same_report(
    run: "Run", folder: Path, report: Report
) -> None:
    name = f"report{report.suffixes[0]}"
    assert run("validate", ".", "-o", name).code == 1
    first = (folder / name).read_bytes()
    assert run("validate", ".", "-o", name).code == 1
    assert (folder / name).read_bytes() == first


@each_form
def test_a_clean_run_leaves_a_report_too(run: "Run", folder: Path, report: Report) -> None:
    name = f"new/report{report.suffixes[0]}"
    assert run("validate", "prose.txt", "--ignore", "L201", "-o", name).code == 0
    data = (folder / name).read_bytes()
    assert READERS[report.name](data) == []
    assert run("validate", "prose.txt", "-o", name).code == 1, "it may be replaced by another"
    assert len(READERS[report.name]((folder / name).read_bytes())) == 1


@each_form
def test_nothing_of_other_origin_is_replaced(run: "Run", folder: Path, report: Report) -> None:
    (folder / "mine").write_text("mine")
    result = run("validate", "good.txt", "--format", report.name, "-o", "mine")
    assert result.code == 3
    assert "mine: error W702 exists" in result.err
    assert (folder / "mine").read_text() == "mine"
    assert run("validate", "good.txt", "--format", report.name, "-o", "mine", "--force").code == 0
    assert FORMS[report.name].ours((folder / "mine").read_bytes()) is not None


def test_what_is_checked_is_not_overwritten(run: "Run", folder: Path) -> None:
    before = (folder / "good.txt").read_bytes()
    assert run("validate", "good.txt", "-o", "good.txt").code == 3
    assert (folder / "good.txt").read_bytes() == before


@pytest.mark.parametrize("output", [".", "prose.txt/report.html", "/dev/full"])
def test_a_report_that_cannot_be_written_is_told(run: "Run", folder: Path, output: str) -> None:
    result = run("validate", "good.txt", "--format", "html", "-o", output)
    assert result.code == 3
    assert f"{output}: error W701 unwritable" in result.err


def test_a_long_report_is_printed_in_pieces(
    run: "Run", folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run("validate", "prose.txt", "more.txt", "nowhere.txt", "--format", "html")
    monkeypatch.setattr("catalog.cli.validate._PIECE", 100)
    assert run("validate", "prose.txt", "more.txt", "nowhere.txt", "--format", "html") == whole


@pytest.mark.parametrize("form", FORMS)
def test_nobody_hears_a_report_on_a_full_device(folder: Path, form: str) -> None:
    code = "import catalog.cli.validate as v, catalog.__main__ as m; v._PIECE = 10; m.main()"
    command = [sys.executable, "-c", code, "validate", "prose.txt", "--format", form]
    environment = {**os.environ, "PYTHONPATH": str(Path(catalog.__file__).parents[1]), "CATALOG_LANG": "en"}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=folder, env=environment, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    assert done.stderr.startswith(b"<stdout>: error W701 unwritable: ")
    assert b"Traceback" not in done.stderr


# options, what is said about them
USAGE = [
    (["--ignore", "X999"], "There is no finding 'X999'"),
    (["--ignore", "L201,"], "There is no finding ''"),
    (["--ignore", "S101"], "S101 not-found stops the work and cannot be ignored."),
    (["--format", "xml"], "'xml' is not one of"),
    (["--fail-on", "fatal"], "'fatal' is not one of"),
    (["-o", ""], "-o needs a name"),
]


@pytest.mark.parametrize(("options", "message"), USAGE)
def test_wrong_usage_is_explained(run: "Run", folder: Path, options: list[str], message: str) -> None:
    result = run("validate", "prose.txt", *options)
    assert (result.code, result.out) == (2, "")
    assert message in " ".join(result.err.split())


def test_what_is_alike_is_said_once_unless_all_is_asked_for(run: "Run", folder: Path) -> None:
    result = run("validate", "more.txt", "prose.txt")
    assert result.out.count("L201 no-listing") == 1
    assert "  and 1 more alike: prose.txt\n" in result.out
    assert run("validate", "more.txt", "prose.txt", "--all").out.count("L201 no-listing") == 2
    assert result.err == "2 files checked (2 warnings)\n"
    for name in ("json", "jsonl", "csv", "sarif"):
        result = run("validate", "more.txt", "prose.txt", "--format", name)
        assert len(READERS[name](result.out.encode())) == 2


def test_lengths_of_records_are_alike_and_can_be_mended(run: "Run", folder: Path) -> None:
    before = (CASES / "repair" / "lengths-xml" / "before.xml").read_text(encoding="utf-8")
    Path("in.xml").write_text(before.replace("00207naa a2200097", "00124naa a2200108"), encoding="utf-8")
    result = run("validate", "in.xml")
    assert result.out.count("R403 leader-lengths") == 2, "one for each of the two lengths"
    assert result.out.count("  and 1 more alike: in.xml:18:") == 2
    assert "`catalog validate --fix` writes the true ones" in result.out
    assert run("validate", "in.xml", "--all").out.count("R403 leader-lengths") == 4
    run("validate", "in.xml", "--fix", "-o", "out.xml")
    assert "R403" not in run("validate", "out.xml").out


def test_lengths_in_iso_2709_are_alike() -> None:
    values = [{"found": f"{n:05}", "actual": f"{n + 9:05}", "offset": n, "length": n} for n in range(3)]
    for code in ("R403", "X536", "X537", "X568", "X569"):
        found = [finding(code, Place("a.mrc"), position="00-04", **row) for row in values]
        assert [group.count for group in grouped(found, 1)[0]] == [3]
    found = [finding("R402", Place("a.mrc"), position="05", allowed="", url="", **row) for row in values]
    assert [group.count for group in grouped(found, 1)[0]] == [1, 1, 1], (
        "what is found tells other kinds apart"
    )


def test_quiet_shows_errors_and_counts_all(run: "Run", folder: Path) -> None:
    result = run("validate", "prose.txt", "nowhere.txt", "-q", "--format", "json")
    assert (result.code, result.err) == (3, "")
    report = json.loads(result.out)
    assert report["counts"] == {"error": 1, "warning": 1, "note": 0}
    assert [item["code"] for item in report["findings"]] == ["S101"]
    page = run("validate", "prose.txt", "nowhere.txt", "-q", "--format", "html").out
    assert "Only errors are shown." in page
    assert page.count("<article") == 1


def test_the_language_asked_for_is_shown_first(run: "Run", folder: Path) -> None:
    for language, chosen in (("en", "en"), ("zh", "zh-Hans")):
        page = run("validate", "prose.txt", "--format", "html", "--lang", language).out
        assert f'<html lang="{chosen}">' in page
    run("validate", "prose.txt", "-o", "report.txt", "--lang", "zh")
    assert (
        (folder / "report.txt")
        .read_text(encoding="utf-8")
        .startswith("检查了 1 个文件（1 个警告）\nprose.txt: 警告 ")
    )


def test_a_level_of_the_library_counts_in_every_form(run: "Run", folder: Path) -> None:
    for name in ("json", "sarif", "csv"):
        out = run("validate", "prose.txt", "--config", "note.toml", "--format", name).out
        ((_, severity, *_),) = READERS[name](out.encode())
        assert severity == "note"

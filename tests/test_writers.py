"""What every output format promises, over every row of the table."""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import unescape

import pytest

from catalog import gather
from catalog.config.model import Settings
from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.issue import Issue
from catalog.publication import shipped
from catalog.writers import WRITERS, Writer, choose
from tests.conftest import Run
from tests.exports import exported, once

SEEDS = Path(__file__).parents[1] / "seeds"
CONTEXT = Context(Settings(date=date(2025, 12, 3), newspaper="工人日报"), shipped())
READ = (
    issue
    for path in sorted(SEEDS.glob("*.txt"))
    for issue in gather.read(path.read_bytes(), path.name, CONTEXT.publications)[0]
)
ISSUES = [issue for issue in once(READ, CONTEXT) if isinstance(issue, Issue)]
ROWS = pytest.mark.parametrize("row", WRITERS, ids=lambda row: row.name)
DIALECTS = [("marc21", "none"), ("cnmarc-nlc", "nlc"), ("cnmarc-calis", "calis"), ("marc21", "ala-lc")]


def written(row: Writer, context: Context = CONTEXT, issues: Sequence[Issue] = ISSUES) -> bytes:
    findings: list[Diagnostic] = []
    data = b"".join(row.write(issues, context, findings))
    assert [item.code for item in findings if item.severity == "error"] == []
    return data


def text_of(data: bytes) -> str:
    """Give all text of a file, whatever it is packed in."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            data = b"".join(packed.read(name) for name in packed.namelist() if name.endswith(".xml"))
    text = data.decode("utf-8-sig")
    return unescape(text.encode().decode("unicode_escape") if "\\u" in text else text)


def test_no_name_or_alias_is_given_twice() -> None:
    names = [name for row in WRITERS for name in (row.name, *row.aliases)]
    assert len(names) == len(set(names))
    assert all(
        choose(name, "-", folder=False) == [row] for row in WRITERS for name in (row.name, *row.aliases)
    )


@ROWS
def test_a_suffix_chooses_the_format(row: Writer) -> None:
    for suffix in row.suffixes:
        (chosen,) = choose(None, f"x{suffix.upper()}", folder=False)
        assert suffix in chosen.suffixes
    assert choose(None, f"x{row.suffixes[0]}", folder=False) == [row]


@ROWS
def test_nothing_is_lost(row: Writer) -> None:
    text = text_of(written(row))
    for issue in ISSUES:
        for section in issue.sections:
            assert section.heading is None or section.heading in text or row.name in ("csl", "ris")
            for article in section.articles:
                for part in article.title.replace("——", "\n").splitlines():
                    assert part in text
                assert article.kicker is None or article.kicker in text
                assert article.id in text
                for author in article.authors:
                    unit = author.unit or ""
                    assert author.name in text or (author.name.removesuffix(unit) in text and unit in text)


@ROWS
def test_the_same_bytes_twice_on_any_day(row: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(row)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert written(row) == first


@ROWS
def test_a_file_names_the_issues_that_it_holds(row: Writer) -> None:
    both, one = (row.issues_in(written(row, issues=part), CONTEXT) for part in (ISSUES, ISSUES[:1]))
    assert both is not None
    assert one is not None
    assert one < both
    assert (len(one), len(both)) == (1, len(ISSUES))


@ROWS
@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\xff", b"[]", b"{}", b"<a/>", "题名,责任者\r\n".encode(), b"PK\x03\x04", b"TY  - JOUR"],
)
def test_the_file_of_somebody_else_is_told(row: Writer, data: bytes) -> None:
    assert row.issues_in(data, CONTEXT) is None


@ROWS
def test_no_issue_is_no_file(row: Writer, tmp_path: Path) -> None:
    receipt, findings = exported([], row.name, tmp_path / "x", CONTEXT, tmp_path / "in", folder=True)
    assert not (tmp_path / "x").exists()
    assert (receipt.files, [item.code for item in findings]) == (0, ["W703"])


@ROWS
def test_a_file_of_all_is_put_together_from_files_of_one(row: Writer) -> None:
    frame = row.frame(CONTEXT)
    if frame is None:
        assert row.name == "xlsx"
        return
    parts = [frame.within(written(row, issues=[issue])) for issue in ISSUES]
    assert frame.head + frame.between.join(parts) + frame.tail == written(row)
    assert frame.within(b"") == b""


@ROWS
def test_a_file_is_written_again_but_not_over_others(row: Writer, tmp_path: Path) -> None:
    out, work = tmp_path / "out", tmp_path / "in"
    for _ in range(2):
        receipt, findings = exported(ISSUES, row.name, out, CONTEXT, work, folder=True)
        assert receipt.files == len(ISSUES)
        assert [item for item in findings if item.severity == "error"] == []
    (path, *_) = sorted(out.glob(f"*/*{row.suffixes[0]}"))
    path.write_bytes(b"somebody's")
    receipt, findings = exported(ISSUES, row.name, out, CONTEXT, work, folder=True)
    assert receipt.files == 0
    assert [item.code for item in findings if item.severity == "error"] == ["W702"]
    assert path.read_bytes() == b"somebody's"


@ROWS
def test_one_file_of_all_is_what_the_format_writes(row: Writer, tmp_path: Path) -> None:
    out, work = tmp_path / f"all{row.suffixes[0]}", tmp_path / "in"
    receipt, _ = exported(ISSUES, row.name, out, CONTEXT, work, folder=False)
    assert receipt.files == 1
    assert out.read_bytes() == written(row)


@ROWS
@pytest.mark.parametrize(("dialect", "pinyin"), DIALECTS, ids=lambda value: value)
def test_every_dialect_goes_into_every_container(row: Writer, dialect: str, pinyin: str) -> None:
    if not row.marc or (row.name == "marcxml" and dialect != "marc21"):
        return
    for shape in ("articles", "issue", "both"):
        values = {"dialect": dialect, "pinyin": pinyin, "shape": shape, "host_records": True}
        settings = Settings.model_validate({"date": date(2025, 12, 3)} | values)
        context = Context(settings, CONTEXT.publications)
        data = written(row, context)
        assert data == written(row, context)
        assert row.issues_in(data, context) is not None
        assert row.verify("x", ISSUES, context, data) == [] or row.name in ("mrk", "worksheet")


@ROWS
@pytest.mark.usefixtures("seeds")
def test_the_command_writes_it(row: Writer, run: Run, tmp_path: Path) -> None:
    result = run("export", "-f", row.name, "-o", f"{tmp_path}/out/", "--date", "2025-12-03", "-q")
    assert (result.code, result.err) == (0, "")
    made = sorted(path.name for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert [name for name in made if name.endswith(row.suffixes[0])]
    again = run("export", "-f", row.name, "-o", f"{tmp_path}/one{row.suffixes[0]}", "-q")
    assert (again.code, again.err) == (0, "")

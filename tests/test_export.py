"""Issues become files: each once, in every format, whole or not at all, never in the place of others."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from catalog import gather
from catalog.config.model import Settings
from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.issue import Article, Author, Issue, Section, Source
from catalog.issuefile import read
from catalog.publication import shipped
from catalog.writers import choose
from tests.exports import exported, once

SETTINGS = Settings(date=date(2025, 12, 3))
CONTEXT = Context(SETTINGS, shipped())
SLIM = "{http://www.loc.gov/MARC21/slim}"


def issue(number: int = 11, file: str = "page.txt", /, **article: Any) -> Issue:
    values: dict[str, Any] = {
        "id": f"ZGGY2025{number:02}001",
        "title": "激活职工先进典型示范引领作用的湖北实践",
        "kicker": "注重系统梳理 加强制度保障",
        "authors": (Author(name="湖北省总工会", kind="corporate"), Author(name="陈强", kind="person")),
    }
    return Issue(
        publication="中国工运",
        year=2025,
        number=number,
        source=Source(file=file, line=3, end_line=9),
        sections=(Section(heading=None, articles=(Article(**values | article),)),),
    )


def written(name: str, *issues: Issue, context: Context = CONTEXT) -> tuple[str, list[Diagnostic]]:
    """Write issues in a format; give the text and the findings."""
    (row,) = choose(name, "-", folder=False)
    findings: list[Diagnostic] = []
    return b"".join(row.write(issues, context, findings)).decode(), findings


def codes(findings: list[Diagnostic]) -> list[str]:
    return [item.code for item in findings]


# Each issue once


def test_the_same_entries_again_are_taken_once() -> None:
    first, again = issue(11, "a.txt"), issue(11, "b.txt", id="OTHER")
    *kept, found = once([first, issue(12), again], CONTEXT)
    assert kept == [first, issue(12)]
    assert isinstance(found, Diagnostic)
    assert found.code == "L205"
    assert found.place.label() == "b.txt:3"
    assert found.values == {"issue": "《中国工运》2025年第11期", "other": "a.txt:3"}


OTHER_ENTRIES = [
    {"title": "另一篇"},
    {"kicker": None},
    {"pages": "12"},
    {"authors": ()},
    {
        "authors": (
            Author(name="湖北省总工会", kind="corporate"),
            Author(name="陈强", kind="person", role="整理"),
        )
    },
]


@pytest.mark.parametrize("difference", OTHER_ENTRIES, ids=lambda row: next(iter(row)))
def test_other_entries_are_an_error_and_the_first_is_kept(difference: dict[str, object]) -> None:
    kept, found = once([issue(), issue(11, "b.txt", **difference)], CONTEXT)
    assert kept == issue()
    assert isinstance(found, Diagnostic)
    assert found.code == "L206"


def test_the_same_page_again_is_a_copy_too() -> None:
    _, found = once([issue(), issue()], CONTEXT)
    assert isinstance(found, Diagnostic)
    assert found.code == "L205"


def test_json_of_a_publication_without_a_profile_is_left_out() -> None:
    text, _ = written("json", issue(), issue(12))
    data = text.replace("中国工运", "工人论坛", 1).encode()
    read, findings = gather.read(data, "x.json", CONTEXT.publications)
    assert read == [issue(12)]
    assert [(item.code, item.place.file) for item in findings] == [("W706", "x.json")]


# The formats


def test_json_has_the_published_shape() -> None:
    text, findings = written("json", issue())
    file = json.loads(text)
    assert findings == []
    assert list(file) == ["schema", "generator", "issues"]
    assert file["schema"].startswith("urn:x-kanmu:schema:issues:")
    assert file["generator"].startswith("kanmu-catalog ")
    section = file["issues"][0]["sections"][0]
    assert section["heading"] is None
    assert section["articles"][0]["kicker"] == "注重系统梳理 加强制度保障"
    assert file["issues"][0]["source"] == {"file": "page.txt", "line": 3, "end_line": 9, "encoding": "UTF-8"}
    assert "中国工运" in text, "text is not escaped"
    assert text.startswith('{\n  "schema"'), "indented by two"


def test_json_comes_back_as_it_was() -> None:
    text, _ = written("json", issue(), issue(12))
    assert list(read(text.encode(), "x.json")) == [issue(), issue(12)]


def test_marcxml_is_one_record_an_article() -> None:
    text, findings = written("marcxml", issue(), issue(12))
    records = etree.fromstring(text.encode()).findall(f"{SLIM}record")
    assert [r.findtext(f"{SLIM}controlfield[@tag='001']") for r in records] == [
        "ZGGY202511001",
        "ZGGY202512001",
    ]
    assert codes(findings) == ["P303"]


def test_a_library_with_a_code_is_not_reminded_of_it() -> None:
    context = Context(Settings(date=SETTINGS.date, organisation="CN-100000"), shipped())
    assert written("marcxml", issue(), context=context)[1] == []


GBK = Context(Settings(date=SETTINGS.date, encoding="gbk"), shipped())
LACKING = "䶮山工会的一天"  # 䶮 is not in GBK


def test_a_record_that_cannot_be_written_is_refused_and_its_neighbours_are_not(tmp_path: Path) -> None:
    section = Section(articles=(*issue(title=LACKING).articles, *issue(id="ZGGY202511002").articles))
    both = issue().model_copy(update={"sections": (section,)})
    file = tmp_path / "x.mrc"
    receipt, findings = exported([both], "marc", file, GBK, tmp_path / "in", folder=False)
    assert file.read_bytes().count(b"\x1d") == 1
    assert codes(findings) == ["W708", "P303"]
    assert (receipt.entries, receipt.written, receipt.rejected, receipt.files) == (2, 1, 1, 1)
    assert (tmp_path / "x.rejected.jsonl").exists()


def test_no_file_without_records(tmp_path: Path) -> None:
    bad, out = issue(title=LACKING), tmp_path / "x"
    receipt, findings = exported([bad], "marc,mrk", out, GBK, tmp_path / "in", folder=True)
    assert [path.name for path in out.rglob("*") if path.is_file()] == ["rejected.jsonl"]
    assert codes(findings) == ["W708"], "the same words are said once"
    assert (receipt.entries, receipt.written, receipt.rejected, receipt.files) == (1, 0, 1, 0)


def test_a_number_that_another_issue_has_is_refused(tmp_path: Path) -> None:
    pair = [issue(11, id="X1"), issue(12, id="X1")]
    receipt, findings = exported(pair, "marcxml", tmp_path / "x.xml", CONTEXT, tmp_path / "in", folder=False)
    assert codes(findings) == ["W704", "P303"]
    assert (receipt.written, receipt.rejected) == (1, 1)


# The choice of formats: --format, -o, is it a folder, the formats
CHOICES = [
    ("", "output/", True, ["marcxml"]),
    ("", "x.json", False, ["json"]),
    ("", "X.MARCXML", False, ["marcxml"]),
    ("", "x.xml", False, ["marcxml"]),
    ("", "x.dat", False, ["marcxml"]),
    ("", "folder.json", True, ["marcxml"]),
    ("json", "x.xml", False, ["json"]),
    ("xml", "-", False, ["marcxml"]),
    ("json, MARCXML,json", "output/", True, ["json", "marcxml"]),
]


def test_readings_that_a_worker_cannot_read_stop_the_run(tmp_path: Path) -> None:
    """The settings were looked at where the run began; a worker elsewhere may lack the file."""
    settings = CONTEXT.settings.model_copy(update={"pinyin": "ala-lc", "names": tmp_path / "gone.txt"})
    context = CONTEXT._replace(settings=settings)
    out = tmp_path / "out"
    receipt, findings = exported([issue(2)], "marcxml", out, context, tmp_path / "in", folder=True)
    assert "P330" in [item.code for item in findings]
    assert (receipt.files, out.exists()) == (0, False)


@pytest.mark.parametrize(("names", "output", "folder", "expected"), CHOICES)
def test_formats_are_chosen_by_name_or_suffix(
    names: str, output: str, folder: bool, expected: list[str]
) -> None:
    assert [row.name for row in choose(names or None, output, folder=folder)] == expected


@pytest.mark.parametrize(
    ("names", "output", "message"),
    [
        ("mods3", "-", "There is no format 'mods3': give marcxml, .* or ris."),
        ("json,", "-", "There is no format ''"),
        ("json,marcxml", "x.xml", "json and marcxml do not go into one file"),
        ("json", "", "-o needs a name"),
    ],
)
def test_formats_that_cannot_be_chosen(names: str, output: str, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        choose(names, output, folder=False)


def test_files_have_the_name_of_their_issue(tmp_path: Path) -> None:
    exported([issue(2), issue(11)], "marcxml,json", tmp_path / "out", CONTEXT, tmp_path / "in", folder=True)
    made = sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert [str(path.relative_to(tmp_path / "out")) for path in made] == [
        "zhongguo-gongyun/2025-02.json",
        "zhongguo-gongyun/2025-02.marcxml",
        "zhongguo-gongyun/2025-11.json",
        "zhongguo-gongyun/2025-11.marcxml",
    ]

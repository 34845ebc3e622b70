"""The workbook, opened with openpyxl."""

import io
import sys
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from catalog.context import Context
from catalog.formats import xlsx
from catalog.model import Article, Author, Issue
from tests.formats.examples import CONTEXT, NAMES, articles, issues, random_issues, written
from tests.formats.tables import HEADINGS, check_row, witnesses
from tests.formats.test_promises import an_issue

NUMBERS = {"年", "期", "总期号", "置信度"}
TEXT = {"页码", "ISSN", "统一刊号", "控制号", "来源文件", "来源行"}


def sheets(given_issues: tuple[Issue, ...] | list[Issue]) -> tuple[Worksheet, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(written(xlsx, given_issues)[0]))
    assert book.sheetnames == ["条目", "期次"]
    return book["条目"], book["期次"]


def check(given_issues: tuple[Issue, ...] | list[Issue]) -> None:
    sheet, _ = sheets(given_issues)
    headings, *rows = list(sheet.iter_rows())
    for row, (issue, section, article) in zip(rows, articles(given_issues), strict=True):
        cells = dict(zip((str(cell.value) for cell in headings), row, strict=True))
        check_row({heading: cell.value for heading, cell in cells.items()}, issue, section, article)
        for heading, cell in cells.items():
            if cell.value is not None:
                assert cell.data_type == ("n" if heading in NUMBERS else "s"), heading
            assert (cell.number_format == "@") == (heading in TEXT)


@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_in_the_file(name: str) -> None:
    check(issues(name))


@settings(max_examples=30)
@given(given_issues=random_issues)
def test_every_value_of_any_issue_is(given_issues: list[Issue]) -> None:
    check(given_issues)


def test_the_issues_have_a_sheet() -> None:
    _, sheet = sheets(issues("forms"))
    headings, *rows = sheet.iter_rows(values_only=True)
    found = [dict(zip(headings, row, strict=True)) for row in rows]
    assert found == [
        {
            "刊名": "中国工运", "年": 2024, "期": 3, "总期号": 679, "ISSN": "1003-7594",
            "统一刊号": "11-1219/D", "目次性质": "目录", "目次所题刊名": "中国工运", "篇数": 6,
            "来源文件": "pages/中国工运 2024.txt", "起行": 3, "止行": 40, "编码": "GB18030",
        },
        {
            "刊名": "工友", "年": 1998, "期": 12, "总期号": None, "ISSN": None,
            "统一刊号": None, "目次性质": "未说明", "目次所题刊名": "工友", "篇数": 1,
            "来源文件": "gongyou.html", "起行": 1, "止行": 2, "编码": "UTF-8",
        },
    ]  # fmt: skip


def test_a_librarian_finds_her_way() -> None:
    for sheet in sheets(issues("forms")):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])
        assert not any(cell.font.bold for row in sheet.iter_rows(min_row=2) for cell in row)
        for place, cell in enumerate(sheet[1], 1):
            assert sheet.column_dimensions[get_column_letter(place)].width >= len(str(cell.value)) * 2


def test_what_is_doubtful_is_coloured_and_says_why() -> None:
    sheet, _ = sheets(issues("forms"))
    marked = {
        (cell.row, HEADINGS[place]): cell.comment.text if cell.comment else ""
        for row in sheet.iter_rows(min_row=2)
        for place, cell in enumerate(row)
        if cell.fill.fill_type or cell.comment
    }
    assert marked == {
        (3, "题名"): "“大家好——我是工会主席……”——直播间里的政策宣讲（0.93）",
        (3, "责任者"): "秦红（0.62），或为题名：秦红色文化，或为of_old：秦",
        (3, "责任方式"): "本刊记者（0.90）",
        (3, "栏目"): "特别报道?（0.71），或为题名：特别报道?",
        (4, "栏目"): "特别报道?（0.71），或为题名：特别报道?",
        (5, "栏目"): "特别报道?（0.71），或为题名：特别报道?",
    }


@settings(max_examples=20)
@given(given_issues=random_issues)
def test_nothing_else_is(given_issues: list[Issue]) -> None:
    sheet, _ = sheets(given_issues)
    rows = sheet.iter_rows(min_row=2)
    for row, (_, section, article) in zip(rows, articles(given_issues), strict=True):
        found = [*witnesses(article), *section.evidence.values()]
        doubtful = {item.quoted for item in found if item.confidence < 0.95}
        comments = [cell.comment.text for cell in row if cell.comment]
        assert bool(comments) == bool(doubtful)
        assert all(quoted in "\n".join(comments) for quoted in doubtful)
        assert all(bool(cell.fill.fill_type) == (cell.comment is not None) for cell in row)


@pytest.mark.parametrize(
    "value",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")', "{=1}", "http://example.org/",
        "mailto:a@example.org", "internal:期次!A1", "0042", "1e5", "5-7", "2025-11", "TRUE", "#N/A",
        "_x0041_", "甲_x0041_乙", "<r>甲", "甲</r>",
        "&amp;", " 甲 ", "\u3000甲", "'甲", "𠮷", "e\u0301", "𫍽",
    ],
)  # fmt: skip
def test_text_stays_the_text_it_is(value: str) -> None:
    article = Article(id="X1", title=value, kicker=value, pages=value)
    sheet, _ = sheets([an_issue(article, heading=value)])
    row = {str(a.value): b for a, b in zip(sheet[1], sheet[2], strict=True)}
    for heading in ("题名", "引题", "页码", "栏目"):
        assert (row[heading].value, row[heading].data_type) == (value, "s")
        assert row[heading].hyperlink is None


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("<r>甲</r>", "<r>"),
        ("<r><t>甲</t></r>", "<r>"),
        ("甲_x005F_", "_x005F_"),
        ("_x0041_x0042_", "_x0041_x"),
    ],
)
def test_text_that_the_library_would_mistake_costs_its_article_only(value: str, reason: str) -> None:
    neighbour = Article(id="ZGGY202511009", title="铁路小站的清晨")
    data, findings = written(xlsx, [an_issue(Article(title=value), neighbour)])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [neighbour.title]
    assert [(item.code, item.values["reason"]) for item in findings] == [("W704", f"题名 {reason}")]


def test_it_is_dated_by_the_settings_and_the_zip_by_nothing() -> None:
    settings = CONTEXT.settings.model_copy(update={"date": date(2031, 5, 6)})
    data, _ = written(xlsx, issues("seeds"), Context(settings, CONTEXT.publications))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
    assert core.count("2031-05-06T00:00:00Z") == 2
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert properties.creator == "kanmu-catalog"


def test_what_a_spreadsheet_has_saved_is_its_editors() -> None:
    data, _ = written(xlsx, issues("seeds"))
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(saved)
    assert xlsx.issues_in(data) is not None
    assert xlsx.issues_in(saved.getvalue()) is None


def _changed(data: bytes, name: str, content: bytes | None) -> bytes:
    """Put another part into a workbook, or leave it out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        if content is not None:
            new.writestr(name, content)
    return made.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'


@pytest.mark.parametrize("name", ["docProps/core.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml"])
@pytest.mark.parametrize("content", [None, b"", b"<x", b"<x/>", b"\xff", ENTITY])
def test_a_workbook_with_a_broken_part_is_not_ours(name: str, content: bytes | None) -> None:
    data = _changed(written(xlsx, issues("seeds"))[0], name, content)
    assert not xlsx.issues_in(data)


def test_a_part_that_swells_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _changed(written(xlsx, issues("seeds"))[0], "xl/worksheets/sheet2.xml", b" " * 100_000)
    monkeypatch.setattr(xlsx, "_LARGEST", 99_999)
    assert xlsx.issues_in(data) is None


def test_a_text_longer_than_a_cell_costs_its_article_only() -> None:
    neighbour = Article(id="ZGGY202511009", title="铁路小站的清晨")
    longest = Article(title="𠮷" * 16_383 + "甲")
    sheet, _ = sheets([an_issue(longest, neighbour)])
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [longest.title, neighbour.title]
    for long in (
        Article(title="𠮷" * 16_384),
        Article(title="甲", authors=(Author(name="甲" * 32_768, kind="person"),)),
    ):
        data, findings = written(xlsx, [an_issue(long, neighbour)])
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [neighbour.title]
        (finding,) = findings
        assert finding.code == "W704"
        assert finding.values["reason"] in ("题名 32768 > 32767", "责任者 32768 > 32767")


def test_the_article_past_the_last_row_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 3)
    data, findings = written(xlsx, [an_issue(Article(title="甲"), Article(title="乙"), Article(title="丙"))])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows()] == ["题名", "甲", "乙"]
    assert [(item.code, item.place.record, item.values["reason"]) for item in findings] == [
        ("W704", "ZGGY202511003", "条目 4 > 3")
    ]


def test_without_the_library_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(LookupError, match=r'pip install "kanmu-catalog\[xlsx\]"'):
        xlsx.require()
    with pytest.raises(LookupError, match="XlsxWriter"):
        xlsx.write([], CONTEXT, [])
    assert xlsx.issues_in(b"PK") is None

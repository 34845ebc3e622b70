"""Pages as they should not be, with what is read and found on each; the cases are in bad_pages.txt.

A case is a name behind `===`, the page, `---`, and what is expected: issues in `《》`, headings behind `#`,
entries as `kicker > title|authors|pages`, and behind `!` the codes and lines of the findings.
"""

from pathlib import Path

import pytest

from catalog import readers
from catalog.codes import CODES
from catalog.codes.listing import CODES as LISTING
from catalog.diagnostics import Diagnostic
from catalog.issue import Article, Issue
from catalog.listing import read
from catalog.publication import shipped
from catalog.source import SourceDocument
from tests.conftest import Run
from tests.listing.test_places import evidence
from tests.pace import paced

CASES = dict(
    case.split("\n", 1)
    for case in Path(__file__).with_name("bad_pages.txt").read_text(encoding="utf-8")[4:].split("\n=== ")
)


ENTRIES = (
    "工会驿站",
    "每一位",
    "铁路小站",
    "写好",
    "新业态",
    "技能竞赛",
    "李明",
    "王建国",
    "赵国强",
    "张伟民",
)


def parts(name: str) -> tuple[SourceDocument, list[str]]:
    page, expected = CASES[name].split("\n---\n")
    return SourceDocument("page.txt", tuple(page.split("\n"))), expected.strip().split("\n")


def told(article: Article) -> str:
    kicker = f"{article.kicker} > " if article.kicker else ""
    names = "、".join(f"{author.role or ''}{author.name}" for author in article.authors)
    return f"{kicker}{article.title}|{names}" + (f"|{article.pages}" if article.pages else "")


def shown(issues: list[Issue], findings: list[Diagnostic]) -> list[str]:
    rows = []
    for issue in issues:
        rows.append(f"《{issue.publication}》{issue.year}.{issue.number}")
        for section in issue.sections:
            rows += [f"# {section.heading}"] if section.heading else []
            rows += map(told, section.articles)
    return rows + sorted({f"! {item.code}:{item.place.line or '-'}" for item in findings})


@pytest.mark.parametrize("name", CASES)
def test_a_bad_page_is_read_as_expected(name: str) -> None:
    page, expected = parts(name)
    assert shown(*read(page, shipped())) == expected


@pytest.mark.parametrize("name", CASES)
def test_what_is_quoted_stands_there(name: str) -> None:
    page, _ = parts(name)
    for issue in read(page, shipped())[0]:
        for item in evidence(issue):
            assert item.quoted == page.quote(item.spans)
        numbers = [article.id for article in issue.articles]
        assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("name", CASES)
def test_every_word_is_in_a_value_or_a_finding(name: str) -> None:
    """Lines before a masthead and behind one that is not understood are not read at all."""
    page, expected = parts(name)
    if any(row[:6] in ("! L211", "! L203", "! L244") for row in expected):
        return
    issues, findings = read(page, shipped())
    said = "".join(item.quoted for issue in issues for item in evidence(issue)).split()
    known = "".join(said) + "".join(item.place.excerpt for item in findings)
    for entry in (
        "工会驿站",
        "每一位",
        "铁路小站",
        "写好",
        "新业态",
        "技能竞赛",
        "李明",
        "王建国",
        "赵国强",
        "张伟民",
    ):
        if any(entry in line for line in page.lines):
            assert entry in known


@pytest.mark.parametrize("code", [code.code for code in LISTING if "L240" <= code.code < "L260"])
def test_every_finding_about_the_whole_of_a_page_has_a_case(code: str) -> None:
    assert any(f"! {code}:" in expected for expected in CASES.values())
    assert CODES[code].zh


def test_columns_in_html_point_into_its_file() -> None:
    text, expected = parts("side by side, then one below")
    shown_text = "\n".join(text.lines).replace("……", "&hellip;&hellip;")
    data = f"<html><meta charset=utf-8>\n<pre>{shown_text}</pre>".encode()
    page, _ = readers.reader("page.html", data).read(data, "page.html", None)
    assert page is not None
    issues, findings = read(page, shipped())
    assert shown(issues, findings) == expected
    for issue in issues:
        for item in evidence(issue):
            assert item.quoted == page.quote(item.spans)
    assert [issue.evidence["number"].spans[0].line for issue in issues] == [2, 6, 2]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("page.txt:4:1", "工会驿站的冷与暖"),
        ("page.txt:4:39", "让每一位职工都有书桌"),
        ("page.txt:4", "Several lines"),
        ("page.txt:GHXX202521001", "让每一位职工都有书桌"),
    ],
)
def test_a_line_in_columns_is_explained(run: Run, tmp_path: Path, place: str, said: str) -> None:
    page, _ = parts("two listings side by side")
    (tmp_path / "page.txt").write_text("\n".join(page.lines), encoding="utf-8")
    done = run("explain", place)
    assert done.code == 0
    assert said in done.out


SIDE = "《中国工运》2025年第11期        《工会信息》2025年第21期\n"
MASTHEAD = "《中国工运》2025年第11期\n"
HOSTILE = {
    "columns far apart": SIDE.replace(" ", " " * 40_000) + "工会 " * 20_000,
    "many columns": ("《工友》2025年第3期  " * 2000 + "\n") * 2 + "工会  " * 20_000,
    "columns over many lines": SIDE + "工会驿站的冷与暖……李明华    铁路小站……赵国强\n" * 8000,
    "brackets behind blanks": " 《年期" * 100_000,
    "upright lines": "工\n" * 40_000 + "2\n" * 40_000,
    "upright lines apart": "工\n\n" * 20_000,
    "a block over and over": MASTHEAD + "".join(f"第{n % 300}项工作……李明华\n" for n in range(9000)),
    "a page of mastheads": MASTHEAD * 3000,
    "a page of damaged mastheads": "中囯工运2025年第12期\n" * 5000,
    "pages that go down": MASTHEAD + "".join(f"第{n}项工作……李明 {9999 - n}\n" for n in range(4000)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.no_cover
def test_time_stays_bounded(name: str) -> None:
    document = SourceDocument("page.txt", tuple(HOSTILE[name].split("\n")))
    _, units = paced(lambda: read(document, shipped()))
    assert units < 100

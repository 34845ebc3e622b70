"""Articles and issues beside each other: pages, repeats, runs, sections, hosts; in a file and in a folder."""

import json
from collections.abc import Sequence

import pytest

from catalog.validate import conclude, validate
from catalog.validate.library import Library
from catalog.validate.rules.enumeration import differ, read, read_coded
from catalog.validate.survey import Survey
from tests.json_bases import FILE, ISSUE
from tests.marc_bases import ARTICLE, BOOK, CHINESE, SERIAL, in_cnmarc, leader
from tests.pace import paced
from tests.written_records import as_marcxml, records_of


def article(number: int, where: str, *rows: str, title: str = "") -> list[str]:
    named = [row for row in ARTICLE if row[:3] not in ("001", "245", "773")]
    own = [
        f"001    A{number}",
        f"245 00 $a {title or f'工会主席{number}'}",
        f"773 0# $t 勞工. $g {where}",
        *rows,
    ]
    return sorted([*named, *own], key=lambda row: "" if row[:3] == "LDR" else row[:3])


def file(records: Sequence[list[str]]) -> bytes:
    return as_marcxml(records_of("\n\n".join("\n".join(rows) for rows in records)))


def codes(*records: list[str], library: Library | None = None) -> str:
    return " ".join(item.code for item in validate(file(records), "x", library=library))


PAGES = [
    (["第1-3页", "第4-6页", "第6-9页"], ""),
    (["第1-3页", "第3页", "第3-4页"], ""),
    (["第1-3页", "第2页", "第4页"], ""),  # a box inside
    (["第5-9页", "第8-12页"], "R474"),
    (["第5-9页", "第5-7页"], "R474"),
    (["第9页", "第5页"], "R473"),
    (["第9-5页"], "R459"),
    (["p. 1501-10", "p. 1511-20"], ""),
    (["", "第3页"], ""),
    (["第5-20页", "第21-22页", "第10-12页"], "R474"),  # of the first, not only out of order
    (["第5-20页", "第21-22页", "第23-25页"], ""),
    (["第5-20页", "第21-60页", "第4页"], "R473"),
]


@pytest.mark.parametrize(("pages", "expected"), PAGES)
def test_pages(pages: list[str], expected: str) -> None:
    records = [article(at, f"2025年第11期 {text}".strip()) for at, text in enumerate(pages)]
    assert codes(*records) == expected


def test_pages_of_other_issues_do_not_matter() -> None:
    assert codes(article(1, "2025年第11期, 第9页"), article(2, "2025年第12期, 第5页")) == ""


def test_the_same_article() -> None:
    one = article(1, "2025年第11期, 第9页", title="工会主席")
    assert codes(one, article(2, "2025年第11期, 第9页", title="工会主席")) == "R449"
    assert codes(one, article(2, "2025年第11期, 第12页", title="工会主席")) == ""
    assert codes(one, article(2, "2025年第12期, 第9页", title="工会主席")) == ""
    assert codes(one, article(2, "2025年第11期, 第9页", "700 1# $a 余嘉熙", title="工会主席")) == ""
    assert codes(one, article(1, "2025年第11期, 第9页", title="工会主席")) == "R412"


SAME = [
    ("工会的路，很长", "工会的路, 很长", "第5-7页"),
    ("工会 的路", "工会的路", "第5-7页"),
    ("“工会”的路", "《工会》的路", "第5-7页"),
    ("Ａ股与工会", "A股与工会", "第5-7页"),
    ("工会的路长又长", "工会的路长又长", ""),
]
OTHERS = [
    ("工会的路（一）", "工会的路（二）", "第5-7页", "R474"),
    ("工会的路", "工会的路", "第12-13页", ""),
    ("？", "！", "第12页", ""),
]


@pytest.mark.parametrize(("one", "other", "pages"), SAME)
def test_the_same_article_but_for_signs_or_pages(one: str, other: str, pages: str) -> None:
    names = ["700 1# $a 余嘉熙", "700 1# $a 陈强"]
    second = article(2, f"2025年第11期, {pages}".strip(", "), *reversed(names), title=other)
    assert codes(article(1, "2025年第11期, 第5-7页", *names, title=one), second) == "R449"


@pytest.mark.parametrize(("one", "other", "pages", "expected"), OTHERS)
def test_two_articles_of_nearly_the_same_title(one: str, other: str, pages: str, expected: str) -> None:
    second = article(2, f"2025年第11期, {pages}", title=other)
    assert codes(article(1, "2025年第11期, 第5-7页", title=one), second) == expected


def test_a_short_title_without_names_and_page_may_stand_twice() -> None:
    one, other = (f"2025年第11期{pages}" for pages in (", 第5-7页", ""))
    assert codes(article(1, one, title="短讯"), article(2, other, title="短讯")) == ""
    assert codes(article(1, one, title="短讯"), article(2, one, title="短讯")) == "R449"
    three = [article(at, f"2025年第11期, 第{page}页", title="短讯") for at, page in enumerate((5, 9, 9))]
    assert codes(*three) == "R449"


RUNS = [
    ([1, 2, 3], ""),
    ([1, 2, 4], "R475"),
    ([3, 1, 2, 6], "R475"),
    ([1, 12], ""),  # too few to tell
    ([1, 6, 12], ""),  # a selection, no run
]


@pytest.mark.parametrize(("numbers", "expected"), RUNS)
def test_runs(numbers: list[int], expected: str) -> None:
    records = [article(at, f"2025年第{number}期") for at, number in enumerate(numbers)]
    assert codes(*records) == expected


def test_a_double_issue_is_both() -> None:
    records = [article(1, "2025年第1-2期"), article(2, "2025年第3期"), article(3, "2025年第4/5期")]
    assert codes(*records, article(4, "2025年第6期")) == ""


def section(number: int, heading: str) -> list[str]:
    return article(number, f"2025年第{number}期", f"500 ## $a 栏目: {heading}.")


def test_a_section_that_is_suddenly_empty() -> None:
    usual = [section(number, "一线观察") for number in (1, 2, 3, 4, 5)]
    assert codes(*usual) == ""
    assert codes(*usual[:3], section(4, "特别报道"), usual[4]) == "R479"
    assert codes(*usual[:4], section(5, "特别报道")) == ""  # it may have ended
    assert codes(*usual[:2], section(3, "特别报道"), *usual[3:]) == ""  # too early to be usual


def host(number: str, title: str = "勞工.", base: list[str] = SERIAL) -> list[str]:
    rows = [row for row in base if row[:3] not in ("001", "245")]
    return sorted(
        [*rows, f"001    {number}", f"245 00 $a {title}"], key=lambda row: "" if row[0] == "L" else row[:3]
    )


def linked(number: str, control: str = "", at: int = 1) -> list[str]:
    return [
        row.replace("$t", f"$7 {control} $t" if control else "$t")
        + (f" $w {number}" if row[:3] == "773" else "")
        for row in article(at, "2025年第11期")
    ]


HOSTS = [
    ([linked("(ORGCODE)P1")], ""),
    ([linked("(ORGCODE)P1"), host("P1")], ""),
    ([host("P1"), linked("(ORGCODE)P1")], ""),
    ([linked("(ORGCODE)P2"), host("P1")], "R447"),
    ([linked("(DLC)P2"), host("P1", "工友.")], ""),
    ([linked("(ORGCODE)P2"), host("P9", "工友.")], ""),
    ([linked("(ORGCODE)P1"), linked("(ORGCODE)P2", at=2), host("P1")], "R447"),
    ([linked("(ORGCODE)P1"), linked("(ORGCODE)P2", at=2)], "R527"),
    ([linked("(ORGCODE)P1"), linked("(DLC)P2", at=2)], ""),
    ([linked("(ORGCODE)P1", "nnas"), linked("(ORGCODE)P2", "nnam", at=2)], ""),
    ([linked("(ORGCODE)A1")], "R526"),
    ([linked("(ORGCODE)A2"), linked("(ORGCODE)P1", at=2)], "R526 R527"),
    ([linked("(ORGCODE)P1"), linked("(ORGCODE)A1", at=2)], "R526"),
    ([linked("(ORGCODE)P1", "nnas"), host("P1")], ""),
    ([linked("(ORGCODE)P1", "nnam"), host("P1")], "R448"),
    ([linked("(ORGCODE)P1", "nnas"), host("P1", base=BOOK)], "R448"),
]


COLUMN = [leader(host("C1", "图书博客."), 7, "b"), *host("C1", "图书博客.")[1:], "773 0# $t 勞工"]
INSIDE = [row.replace("勞工", "图书博客") for row in linked("(ORGCODE)C1")]
HOSTS += [
    ([COLUMN, INSIDE], ""),
    ([INSIDE, COLUMN], ""),
    ([[*host("P1"), "022 ## $a 1003-7594"], [*host("P2", "工人."), "022 ## $a 1003-7594"]], "R545"),
    ([[*host("P1"), "022 ## $a 1003-7594"], [*host("P2"), "022 ## $a 1003-7594"]], ""),
    ([[*host("P1"), "022 ## $a 待定"], [*host("P2", "工人."), "022 ## $a 待定"]], "R455 R455"),
]


@pytest.mark.parametrize(("records", "expected"), HOSTS)
def test_hosts(records: list[list[str]], expected: str) -> None:
    assert codes(*records) == expected


def of_issn(number: int, title: str, issn: str, year: int = 2025) -> list[str]:
    """An article in a periodical of this title and ISSN."""
    rows = [row for row in article(number, "") if row[:3] not in ("773", "008")]
    dated = f"008    251122s{year}    cc ||||| |||||||| 0|chi d"
    host = f"773 0# $t {title} $g {year}年第1期 $x {issn}"
    return sorted([*rows, dated, host], key=lambda row: "" if row[:3] == "LDR" else row[:3])


LABOUR = [("劳工", "2049-3630")] * 3
OF_ISSN = [
    ([*LABOUR, ("机械", "2049-3630")], "R554"),
    ([*LABOUR, ("机械", "2049-3630"), ("机械", "2049-3630")], "R554"),
    ([*LABOUR[1:], ("机械", "2049-3630")], ""),  # who knows which of them is right
    ([("劳工研究.", "2049-3630")] * 3 + [("勞工研究", "2049-3630")], ""),
    ([("北京大学学报", "2049-3630")] * 3 + [("北大学报", "2049-3630")], ""),
    ([("湖北学报. 社会科学版", "2049-3630")] * 3 + [("湖北学报 (人文版)", "2049-3630")], ""),
    ([("Library journal", "2049-3630")] * 3 + [("Libr. j.", "2049-3630")], ""),
    ([("Library journal", "2049-3630")] * 3 + [("机械", "2049-3630")], ""),
    ([*LABOUR, ("Labour", "2049-3630")], ""),
    ([*LABOUR, ("机械", "2049-3639")], "R456"),
    ([*LABOUR, ("劳工", "2434-561X")], "R554"),
    ([*LABOUR, ("劳工", "2434-561X", 2024)], ""),
    ([*LABOUR, ("机械", "2434-561X")], ""),
    ([("中国工运", "1003-7594")] * 3 + [("机械", "1003-7594")], "R525"),
]


@pytest.mark.parametrize(("links", "expected"), OF_ISSN)
def test_titles_and_numbers_that_links_say(links: list[tuple[str, str, int]], expected: str) -> None:
    assert codes(*(of_issn(at, *link) for at, link in enumerate(links))) == expected


def test_titles_and_numbers_in_cnmarc() -> None:
    def record(number: int, title: str) -> list[str]:
        host = f"461 #0 $1 2001# $a {title} $1 011## $a 2049-3630"
        rows = [row for row in CHINESE if row[:3] not in ("001", "200", "461")]
        return [*rows, f"001    C{number}", f"200 1# $a 工会主席{number}", host]

    records = [record(number, "劳工") for number in range(3)]
    told = validate(in_cnmarc(*records, record(3, "机械")), "x")
    assert [(item.code, item.place.record, item.severity) for item in told] == [("R554", "C3", "note")]


def saying(link: str, *rows: str, base: list[str] = SERIAL) -> list[list[str]]:
    """An article with a link, and the record of its host, whose title and ISSN are given."""
    named = [row for row in article(1, "2025年第11期") if row[:3] != "773"]
    own = [*named, f"773 0# {link} $g 2025年第11期 $w (ORGCODE)P1"]
    there = [row for row in base if row[:3] not in ("001", "022", "245")]
    return [
        sorted(own, key=lambda row: "" if row[0] == "L" else row[:3]),
        sorted([*there, "001    P1", *rows], key=lambda row: "" if row[0] == "L" else row[:3]),
    ]


WORDS = [
    (saying("$t 工友.", "245 00 $a 工友"), ""),
    (saying("$t 《工友》", "245 00 $a 工友 : $b 月刊"), ""),
    (saying("$t 工友.", "245 00 $a 时代风采"), "R510"),
    (saying("$t 工友.", "245 00 $a 时代风采", "246 3# $a 工友"), ""),
    (saying("$t Gong you.", "245 00 $a 时代风采"), ""),  # in another script, which cannot be compared
    (saying("$t Gōng yǒu.", "245 00 $6 880-01 $a Gong you", "880 00 $6 245-01/$1 $a 工友"), ""),
    (saying("$t Zhi gong.", "245 00 $6 880-01 $a Gong you", "880 00 $6 245-01/$1 $a 工友"), "R510"),
    (saying("$t 工友. $x 1000-4688", "022 ## $a 1000-4688", "245 00 $a 工友"), ""),
    (saying("$t 工友. $x 1000-467X", "022 ## $a 1000-4688", "245 00 $a 工友"), "R510"),
    (saying("$t 工友. $x 1000-467X", "022 ## $a 1000-4688 $l 1000-467X", "245 00 $a 工友"), ""),
    (saying("$t 工友. $x 1000-467X", "245 00 $a 工友"), ""),
    (saying("$t 工友.", "245 00 $a 2025年第11期", base=BOOK), ""),
]


@pytest.mark.parametrize(("records", "expected"), WORDS)
def test_what_a_link_says_of_its_host(records: list[list[str]], expected: str) -> None:
    assert codes(*records) == expected
    assert codes(*reversed(records)) == expected


@pytest.mark.parametrize(
    ("link", "title", "expected"),
    [
        ("461 #0 $1 001P1 $1 2001# $a 勞工", "勞工", ""),
        ("461 #0 $1 001P1 $1 2001# $a 勞工", "工友", "R510"),
        ("461 #0 $1 001P1 $1 2001# $a 工友 $1 011## $a 1000-467X", "工友", "R510"),
        ("461 #0 $t 勞工 $0 P1", "工友", "R510"),
    ],
)
def test_what_a_link_says_of_its_host_in_cnmarc(link: str, title: str, expected: str) -> None:
    own = [*(row for row in CHINESE if row[:3] != "461"), link]
    there = [row for row in CHINESE if row[:3] not in ("001", "200", "461", "463")]
    there[0] = there[0].replace("naa2", "nas1")
    serial = [*there, "001    P1", f"200 1# $a {title}", "011 ## $a 1000-4688", "110 ## $a ahaz   0yy0"]
    found = validate(in_cnmarc(own, serial), "x.xml")
    assert " ".join(item.code for item in found) == expected


def test_hosts_that_the_library_knows() -> None:
    library = Library("ORGCODE", frozenset(("P1",)))
    assert codes(linked("(ORGCODE)P1"), library=library) == ""
    assert codes(linked("(ORGCODE)P2"), library=library) == "R447"
    assert codes(linked("(DLC)P2"), library=library) == ""


def test_local_tags() -> None:
    rows = article(1, "2025年第11期", "942 ## $c ART", "952 ## $a 1", "747 ## $a x")
    assert codes(rows) == "R467 R444 R444"
    assert codes(rows, library=Library(local_tags=("942", "9X2", "747"))) == ""
    rows = article(1, "2025年第11期", "CAT ## $a UP", "ABC ## $a UP")
    assert codes(rows) == "R467 R444"
    assert codes(rows, library=Library(local_tags=("CAT", "ABC"))) == ""


def test_a_folder_is_seen_as_one() -> None:
    files = [file([article(at, f"2025年第{at}期", title="工会主席")]) for at in (1, 2, 4)]
    survey = Survey()
    assert [validate(data, f"{at}.xml", survey=survey) for at, data in enumerate(files)] == [[], [], []]
    (item,) = conclude(survey)
    assert (item.code, item.place.file, item.values["missing"]) == ("R475", "2.xml", "3")
    assert [validate(data, "x") for data in files] == [[], [], []]


def test_issues_in_our_json_count_too() -> None:
    survey = Survey()
    for number in (1, 2, 4):
        changed = FILE | {"issues": [ISSUE | {"number": number}]}
        validate(json.dumps(changed).encode(), f"{number}.json", survey=survey)
    assert [item.code for item in conclude(survey)] == ["R475"]


ENUMERATIONS = [
    ("2025年第11期, 第5-7页", (("2025",), None, (11,), 5, 7)),
    ("2025年第11期 (总第300期)", (("2025",), None, (11,), None, None)),
    ("第12期 (总第300期)", ((), None, (12,), None, None)),
    ("2025年第1/2期", (("2025",), None, (1, 2), None, None)),
    ("2025 nian di 11 qi", (("2025",), None, (11,), None, None)),
    ("第3卷第2期 (1999年6月), 頁12-20", (("1999",), 3, (2,), 12, 20)),
    ("Vol. 24, pt. B no. 9 (Sept. 1993), p. 235-48", (("1993",), 24, (9,), 235, 248)),
    ("N° 12 (2012/2013), p. 5-20", (("2012", "2013"), None, (12,), 5, 20)),
    ("5-7", ((), None, (), 5, 7)),
    ("2019年5月1日, 第3版", (("2019",), None, (), None, None)),
    ("", ((), None, (), None, None)),
]


@pytest.mark.parametrize(("text", "expected"), ENUMERATIONS)
def test_enumerations(text: str, expected: tuple[object, ...]) -> None:
    assert tuple(read(text)) == expected


CODED = [
    ("2025年第11期", "2025:11", False),
    ("2025年第11期", "2025:12", True),
    ("2024年第11期", "2025:11", True),
    ("2025年第11-12期", "2025:12", False),
    ("2025年第11期, 第5页", "2025:11<6", True),
    ("Vol. 24, pt. B no. 9 (Sept. 1993), p. 235-48", "24:B:9<235", False),
    ("Vol. 24, no. 9", "25:9", True),
    ("Vol. 24 (Jan. 1993), p. 5-8", "24:1<5", False),  # a month is no number
    ("1993", "<5", False),
    ("2025年第11期", "", False),
    ("2025年第11期", "a:b:c", False),
]


@pytest.mark.parametrize(("text", "coded", "expected"), CODED)
def test_coded_enumerations(text: str, coded: str, expected: bool) -> None:
    assert differ(text, coded) is expected
    assert read_coded(coded).last is None


@pytest.mark.no_cover
def test_endless_texts_cost_nothing() -> None:
    endless = ("第" * 50_000, "1" * 50_000, "(" * 50_000, "p" * 50_000, "第1-" * 20_000)
    _, units = paced(lambda: [(read(text), read_coded(text)) for text in endless])
    assert units < 20

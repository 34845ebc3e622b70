"""Articles, titles and names in tables, here and in tests/cases/rows: rows of a record are exchanged."""

import pytest

from tests.marc_bases import ARTICLE, BOOK, codes, fixed, found, leader
from tests.rows import Case, by_rows, cases


@pytest.mark.parametrize("case", cases("articles"), ids=by_rows)
def test_articles(case: Case) -> None:
    assert codes(ARTICLE, *case.of(ARTICLE)) == case.codes


TITLES = [
    (["-245"], "R430"),
    (["245 00 $a 一", "245 00 $a 二"], "R431"),
    (["245 00 $b 二"], "R432"),
    (["245 00 $a  /"], "R432"),
    (["245 00 $k Papers"], ""),
    (["245 00 $a ?"], ""),
    (["245 00 $a 一 $a 二"], "R433"),
    (["245 00 $a 一 $b 二 $b 三 $c 四 $c 五"], "R433 R433"),
    (["245 10 $a 一"], "R434"),
    (["245 10 $a 一", "100 1# $a 余嘉熙"], ""),
    (["245 00 $a 一", "100 1# $a 余嘉熙"], "R434"),
    (["245 02 $a 工会主席"], "R435"),
    (["245 01 $a “工会”主席"], "R435"),
    (["245 04 $a The union"], ""),
    (["245 04 $a The"], "R435"),
    (["245 0# $a 一"], "R464"),
    (["245 30 $a 一"], "R464"),
    (["100 1# $a 余嘉熙", "110 2# $a 总工会", "245 10 $a 一"], "R436"),
    (["100 1# $a 余嘉熙", "100 1# $a 葛慧君", "130 0# $a 一", "245 10 $a 一"], "R436"),
    (["246 1# $i 肩题: $a 同心 同德"], "R437"),
    (["246 1# $i 肩题: $a 同心 同德", "245 00 $a 工会主席 : $b 同心 同德 / $c 余嘉熙."], ""),
    (["246 1# $i 肩题: $a 同心 同德", "245 00 $a 工会主席 : $b 走近 : 同心 同德."], ""),
    (["246 1# $i At head of title: $a 同心", "245 00 $a 同心——工会主席"], "R438"),
    (["246 1# $i 肩题: $a 工会主席"], "R437"),
    (["246 1# $i 封面题名: $a 同心"], ""),
    (["246 1# $i 肩题: $a  "], "R466"),
    (["246 3# $a 同心"], ""),
    ([leader(ARTICLE, 18, "c"), "245 00 $a 工会主席 / $c 余嘉熙"], "R552"),
    ([leader(ARTICLE, 18, "c"), "245 00 $a 工会主席 : $b 同心 $c 余嘉熙"], "R552"),
    ([leader(ARTICLE, 18, "c"), "245 00 $a 工会主席 : $b 同心 / $c 余嘉熙"], "R552"),
    ([leader(ARTICLE, 18, "c"), "245 00 $a 工会主席 $b 同心 = Unity : a story $c 余嘉熙"], ""),
    ([leader(ARTICLE, 18, "c"), "245 00 $a 工会主席: $b 同心"], ""),
    ([leader(ARTICLE, 18, "c"), "245 00 $a 工会主席 ;"], ""),
    ([leader(ARTICLE, 18, "n"), "245 00 $a 工会主席 / $c 余嘉熙"], ""),
    (["245 00 $a 工会主席 $c 余嘉熙"], ""),  # many records with i have no marks
    (["245 00 $a 工会主席 / $c 余嘉熙"], ""),
]


@pytest.mark.parametrize(("rows", "expected"), TITLES)
def test_titles(rows: list[str], expected: str) -> None:
    assert codes(ARTICLE, *rows) == expected


def test_titles_of_books_of_others() -> None:
    assert codes(BOOK, "245 00 $a 一", "100 1# $a 余嘉熙") == ""  # no title entry wanted
    assert codes(BOOK, "246 1# $i At head of title: $a 同心 同德") == ""


PUNCTUATION = [
    (["245 00 $a 工会主席 : $b 同心 $c 余嘉熙"], "R555"),
    (["245 00 $a 工会主席 $b 同心 / $c 余嘉熙"], "R555"),
    (["245 00 $a 工会主席 $c 余嘉熙", "264 #1 $a 北京 : $b 工人出版社, $c 2025"], "R555"),
    (["245 00 $a 工会主席 $c 余嘉熙", "300 ## $a 310页 ; $c 24cm"], "R555"),
    (["245 00 $a 工会主席 $c 余嘉熙", "264 #1 $a 北京 $b 工人出版社, $c 2025"], ""),
    (["245 00 $a 工会主席 $c 余嘉熙", "300 ## $a 310页 : $b 图 $c 24cm"], ""),
    (["245 00 $a 工会主席 $c 余嘉熙", "264 #1 $a 北京 : $b 工人出版社", leader(BOOK, 18, " ")], ""),
    (["245 00 $a 工会主席 $c 余嘉熙", "264 #1 $a 北京 : $b 工人出版社", leader(BOOK, 18, "a")], "R555"),
    (["245 00 $a 工会主席? $b 同心", "264 #1 $a 北京 : $b 工人出版社"], ""),
    (["245 00 $a 工会主席 $b = Leaders / $c 余嘉熙"], ""),
    (["245 00 $a 工会主席 $h [电子资源] $c 余嘉熙", "264 #1 $a 北京 : $b 工人出版社"], ""),
    (["245 00 $a 工会主席 : $b 同心 / $c 余嘉熙", "264 #1 $a 北京 $b 工人出版社"], ""),
    (["245 00 $a 工会主席", "264 #1 $a 北京 : $b 工人出版社"], ""),
]


@pytest.mark.parametrize(("rows", "expected"), PUNCTUATION)
def test_punctuation(rows: list[str], expected: str) -> None:
    assert codes(BOOK, *rows) == expected


LABELS = [
    ("245 00 $a 题名：工会主席", "R520"), ("245 00 $a 正题名: 工会主席 / $c 余嘉熙", "R520"),
    ("245 00 $a 论文题目：工会主席", "R520"), ("245 00 $a 题名：", ""),
    ("245 00 $a 题名与责任者：检索点", ""),
    ("245 00 $a 关键词：改革", ""), ("245 00 $a 工会 : $b 题名：工会", ""), ("245 00 $a 标题：我的母亲", ""),
    ("245 00 $a 张三.工会主席[J].工友,2025(11):5-7", "R520"), ("245 00 $a 工会主席[J]", "R520"),
    ("245 00 $a 工会主席[J] / $c 余嘉熙", "R520"), ("245 00 $a 工会主席[N]. 工人日报", "R520"),
    ("245 00 $a 工会主席[EB/OL].", "R520"), ("245 00 $a 维生素[D]", ""), ("245 00 $a 配合物[M]的合成", ""),
    ("245 00 $a [J]型人格", ""), ("245 00 $a C大调 [C].", ""), ("245 00 $a 工会 $h [J]", ""),
    ("773 0# $t 刊名:工友 $g 2025年第11期", "R520"), ("773 0# $t 期刊名称：工友 $g 2025年第11期", "R520"),
    ("773 0# $t 来源：工友 $g 2025年第11期", "R520"), ("773 0# $t 来源 $g 2025年第11期", ""),
    ("773 0# $t 出处研究: 季刊 $g 2025年第11期", ""),
    ("773 0# $t 张三. 工会主席[J]. 工友, 2025(11) $g 2025年第11期", "R520"),
    ("773 0# $t Lee, A. Unions[J]. Labor, 2025(11) $g 2025年第11期", "R520"),
    ("653 ## $a 关键词：工会", "R520"), ("653 ## $a Key words: union", "R520"), ("653 ## $a 关键词", ""),
    ("653 ## $a 主题词表", ""), ("650 #7 $a 关键词 $2 cct", ""),
    ("700 1# $a 第一作者：葛慧君", "R520"), ("700 1# $a 责任者:欧阳佳", "R520"),
    ("700 1# $a 文／葛慧君", "R440"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), LABELS)
def test_labels(row: str, expected: str) -> None:
    assert codes(ARTICLE, row) == expected


PUBLISHED = [
    (["264 #1 $a 北京 : $b 工人出版社, $c 2025."], ""),
    (["264 #1 $c 2019."], "R553"),
    (["260 ## $c 2019."], "R553"),
    (["260 ## $c [2019?]"], "R553"),
    (["260 ## $c 2019, c2025."], ""),
    (["260 ## $c 2019 [i.e. 2025]"], ""),
    (["260 ## $c 2019 [i. e. 2020]"], ""),
    (["260 ## $c 2019-"], ""),
    (["260 ## $c [2018 or 2019]"], ""),
    (["260 ## $c 2019 (2020重印)"], ""),
    (["260 ## $c 民國114 [2025]"], ""),
    (["260 ## $c 昭和55年"], ""),
    (["260 ## $c 20019"], ""),
    (["260 2# $c 2019."], ""),
    (["260 ## $3 第2卷 $c 2019."], ""),
    (["260 ## $c 2019.", "264 #1 $c 2025."], ""),
    (["264 #4 $c ©2019"], ""),
    (["264 #1 $c [日期不详]", "264 #4 $c ©2019"], ""),
    (["264 #1 $c 2019.", "533 ## $a Photocopy"], ""),
    (["264 #1 $c 2019.", fixed(BOOK, 6, "t20252025")], "R553"),
    (["264 #1 $c 2019.", fixed(BOOK, 6, "e20250315")], "R553"),
    (["264 #1 $c 2019.", fixed(BOOK, 6, "r20252019")], ""),
    (["264 #1 $c 2019.", fixed(BOOK, 6, "m20202021")], ""),
    (["264 #1 $c 2019.", fixed(BOOK, 6, "s202u")], ""),
    (["264 #1 $c 2019.", leader(BOOK, 6, "c")], ""),
    (["264 #1 $c 2019.", leader(BOOK, 7, "c")], ""),
]


@pytest.mark.parametrize(("rows", "expected"), PUBLISHED)
def test_dates_of_books(rows: list[str], expected: str) -> None:
    assert codes(BOOK, *rows) == expected


@pytest.mark.parametrize("case", cases("names"), ids=by_rows)
def test_names(case: Case) -> None:
    title = ["245 10 $a 工会主席"] if case.rows.startswith("100") else []
    assert codes(ARTICLE, *case.of(ARTICLE), *title) == case.codes


def test_names_that_may_be_right_are_warnings() -> None:
    for row in (
        "700 1# $a 李平等",
        "700 1# $a 余嘉熙和葛慧君",
        "710 2# $a 湖北省总工会、浙江省总工会",
        "700 1# $a 王〓明",
    ):
        assert [item.severity for item in found(ARTICLE, row)] == ["warning"]
    for row in ("700 1# $a 余嘉熙等", "710 2# $a 湖北省总工会；浙江省总工会"):
        assert [item.severity for item in found(ARTICLE, row)] == ["error"]


def test_boxes_are_what_is_legible_on_stones() -> None:
    assert codes(BOOK, "700 1# $a 王□明") == ""
    assert codes(BOOK, "700 1# $a 王〓明") == "R483"


def test_names_in_other_languages_are_left_alone() -> None:
    japanese = fixed(BOOK, 35, "jpn")
    assert codes(BOOK, japanese, "880 1# $6 100-00/$1 $a 夏目, 漱石.", "710 2# $a 東京 大学") == ""
    assert codes(BOOK, "710 2# $a 北京 大学") == ""  # rules on bodies are for articles

"""A random issue, printed in a layout, reads back the same; a broken entry costs no neighbour."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.listing import read
from catalog.publication import Publication, shipped
from catalog.source import SourceDocument
from tests.listing.gold import as_gold

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志红梅"
TITLES = (
    "工会驿站的冷与暖", "让每一位职工都有一方书桌", "集体协商从“坐下来”到“谈得拢”", "一线创新的十年观察",
    "老班长和他的三本账", "新业态劳动者入会为什么难？", "把技能竞赛办进车间：来自五个工地的报告",
    "数字化时代的职工文化建设路径研究", "铁路小站的清晨", "怎样写好一份提案", "以竞赛促成长 以成长促发展",
)  # fmt: skip
BODIES = ("浙江省总工会", "中国铁路工会", "本刊编辑部", "河南省总工会研究室", "广州市总工会课题组")
KICKERS = ("强化思想引领 凝聚奋进力量", "办实事 解难题 暖人心", "立足主责主业 服务发展大局")

persons = st.builds(
    lambda surname, given: surname + given, st.sampled_from(SURNAMES), st.text(GIVEN, min_size=1, max_size=2)
)
authors = st.one_of(
    st.lists(
        persons.map(lambda name: {"name": name, "kind": "person"}), min_size=1, max_size=3, unique_by=str
    ),
    st.sampled_from(BODIES).map(lambda name: [{"name": name, "kind": "corporate"}]),
)
articles = st.fixed_dictionaries(
    {
        "kicker": st.one_of(st.none(), st.sampled_from(KICKERS)),
        "title": st.sampled_from(TITLES),
        "authors": authors,
    }
)


Case = tuple[Publication, dict[str, object]]


@st.composite
def issues(draw: st.DrawFn) -> Case:
    publication = draw(st.sampled_from(shipped()))
    printed = [name for name in publication.sections if "*" not in name]
    headings = printed or ["创新案例", "调查研究", "特别报道"]
    chosen = draw(st.lists(st.sampled_from(headings), min_size=1, max_size=4, unique=True))
    # An entry that stands twice under a heading is taken once: test_bad_pages.py.
    different = st.lists(articles, min_size=1, max_size=4, unique_by=lambda a: (a["title"], names(a)))
    sections = [{"name": name, "articles": draw(different)} for name in chosen]
    number = draw(st.integers(1, 6))
    issue = {"publication": publication.name, "year": draw(st.integers(1990, 2030)), "issue": number}
    return publication, issue | {"sections": sections}


Layout = Callable[[dict[str, object], int], list[str]]


def names(article: dict[str, object]) -> str:
    listed = article["authors"]
    assert isinstance(listed, list)
    return " ".join(author["name"] for author in listed)


LAYOUTS: dict[str, Layout] = {
    "one line": lambda a, page: [f"{a['title']}……{names(a)}"],
    "dots": lambda a, page: [f"{a['title']}............{names(a)}"],
    "author below": lambda a, page: [f"{a['title']}……", f"……{names(a)}"],
    "pages": lambda a, page: [f"{a['title']}········{names(a)}/{page}"],
    "title broken": lambda a, page: (
        [str(a["title"])[:14], f"{str(a['title'])[14:]}……{names(a)}"]
        if len(str(a["title"])) > 17
        else [f"{a['title']}……{names(a)}"]
    ),
}


def printed(issue: dict[str, object], layout: Layout) -> str:
    """Print an issue as a listing."""
    rows = [f"《{issue['publication']}》{issue['year']}年第{issue['issue']}期", ""]
    sections = issue["sections"]
    assert isinstance(sections, list)
    page = 1
    for section in sections:
        rows.append(section["name"])
        for article in section["articles"]:
            rows += [article["kicker"]] if article["kicker"] else []
            rows += layout(article, page)
            page += len(names(article)) % 3
    return "\n".join([*rows, "", f"扫一扫阅读《{issue['publication']}》第{issue['issue']}期全部目录", ""])


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60)
@given(case=issues())
def test_a_printed_issue_reads_back_the_same(
    layout: str, case: tuple[Publication, dict[str, object]]
) -> None:
    _, issue = case
    page = SourceDocument("page.txt", tuple(printed(issue, LAYOUTS[layout]).split("\n")))
    found, findings = read(page, shipped())
    assert as_gold(found) == [issue]
    assert not [item for item in findings if item.severity != "note"]


GOOD = ("工会驿站的冷与暖……王小明", "怎样写好一份提案……浙江省总工会", "铁路小站的清晨……李 强")
DAMAGE = (
    "……", "……王小明", "怎样写好一份提……案……", "？？？？", "�����", "####", "a b c d", "12", "……12",
    "\u200b\u200b", "\x00\x00", "》《", "（未完", "）", "一、", "广告", "工会工会工会……", "·", "—————",
    "工会驿站的冷与……暖王小明李小红张……",
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE, ids=ascii)
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_one_broken_entry_costs_no_neighbour_its_title(damage: str, place: int) -> None:
    """The entry before may take the broken line for its own author line; the titles all stay."""
    rows = [*GOOD[:place], damage, *GOOD[place:]]
    lines = ("《工会信息》2025年第3期", "", "创新案例", *rows, "", "扫一扫阅读《工会信息》第3期全部目录")
    found, _ = read(SourceDocument("page.txt", lines), shipped())
    titles = [article.title for issue in found for article in issue.articles]
    whole = {(article.title, tuple(author.name for author in article.authors)) for issue in found
             for article in issue.articles}  # fmt: skip
    for title in ("工会驿站的冷与暖", "怎样写好一份提案", "铁路小站的清晨"):
        assert title in titles
    expected = {
        ("工会驿站的冷与暖", ("王小明",)),
        ("怎样写好一份提案", ("浙江省总工会",)),
        ("铁路小站的清晨", ("李强",)),
    }
    assert len(expected & whole) >= 2, whole

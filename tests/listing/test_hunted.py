"""What a hunt for inputs that break the reading has found, each the shortest that shows it."""

import pytest

from catalog.issue import Article
from catalog.listing import read
from catalog.publication import shipped
from catalog.source import SourceDocument
from tests.pace import paced

M = "《中国工运》2025年第11期\n"
A = "工会驿站的冷与暖……李明华\n"
FIRST = "工会驿站的冷与暖|李明华"
B = "铁路小站的清晨……赵国强\n"
SECOND = "铁路小站的清晨|赵国强"


def told(article: Article) -> str:
    kicker = f"{article.kicker} > " if article.kicker else ""
    names = "、".join(f"{author.role or ''}{author.name}" for author in article.authors)
    return f"{kicker}{article.title}|{names}" + (f"|{article.pages}" if article.pages else "")


CASES = {
    "a title that begins like a footer": (
        M + A + "扫码入会 让职工找到家\n……王建国\n",
        [FIRST, "扫码入会 让职工找到家|王建国"],
        [],
    ),
    "an entry behind a footer": (M + A + "扫码阅读全文\n新业态维权探索……张伟民\n", [FIRST], ["L204:4"]),
    "an author in brackets": (M + "工会驿站的冷与暖……（李明华）\n", [FIRST], []),
    "a body in brackets": (M + "工会驿站的冷与暖……（本刊编辑部）\n", ["工会驿站的冷与暖|本刊编辑部"], []),
    "a bracket that no author follows": (
        M + "工会驿站的冷与暖……[美]\n" + A,
        ["工会驿站的冷与暖|", FIRST],
        ["L204:2", "L208:2", "L249:2"],
    ),
    "a kicker that no title follows": (
        M + "创新案例\n注重系统梳理 加强制度保障\n\n调查研究\n精心组织安排 认真谋划落实\n" + A,
        [f"精心组织安排 认真谋划落实 > {FIRST}"],
        ["L204:3"],
    ),
    "a page before and behind": (
        M + "04 工会驿站的冷与暖……李明华 15\n",
        [f"{FIRST}|04"],
        ["L204:2", "L208:2"],
    ),
    "a stray author before the footer": (
        M + A + "竞赛促提升的探索……王建国\n\n……张伟民\n扫一扫阅读全部目录\n",
        [FIRST, "竞赛促提升的探索|王建国"],
        ["L204:5"],
    ),
    "a subtitle on its own line": (
        M + A + "以竞赛促提升\n——广东竞赛综述……王建国\n",
        [FIRST, "以竞赛促提升——广东竞赛综述|王建国"],
        [],
    ),
    "a subtitle below a title of two phrases": (
        M + A + "以竞赛促提升 以提升促竞赛\n——广东竞赛综述……王建国\n",
        [FIRST, "以竞赛促提升 以提升促竞赛——广东竞赛综述|王建国"],
        [],
    ),
    "a subtitle behind the author": (M + A + "——广东竞赛综述\n" + B, [FIRST, SECOND], ["L204:3"]),
    "a role at the line's end": (
        M + "工会驿站的冷与暖……本刊记者\n王建国\n" + A,
        ["工会驿站的冷与暖|本刊记者王建国", FIRST],
        [],
    ),
    "a masthead in an unknown form": (
        M + A + "\n《工会信息》2025年第11-12期\n女职工工作探索……王建国\n",
        [FIRST],
        ["L211:4"],
    ),
    "a date inside": (M + A + "2025年11月5日 星期三\n" + B, [FIRST, SECOND], []),
    "and others": (M + "工会驿站的冷与暖……李明华等\n", ["工会驿站的冷与暖|等李明华"], []),
    "names joined by a word": (
        M + "工会驿站的冷与暖……张伟民和赵国强\n",
        ["工会驿站的冷与暖|张伟民、赵国强"],
        [],
    ),
    "a known body with a stray blank": (
        M + "工会驿站的冷与暖……本刊 评论员\n",
        ["工会驿站的冷与暖|本刊评论员"],
        [],
    ),
    "a body and its unit with a blank": (
        M + "工会驿站的冷与暖……中华全国总工会 基层工作部\n",
        ["工会驿站的冷与暖|中华全国总工会基层工作部"],
        ["L208:2"],
    ),
    "a body and an office of another": (
        M + "工会驿站的冷与暖……临沂市总工会 劳动报社编辑部\n",
        ["工会驿站的冷与暖|临沂市总工会、劳动报社编辑部"],
        [],
    ),
    "a committee of all the country": (
        M + "工会驿站的冷与暖……中国教科文卫体工会 全国委员会\n",
        ["工会驿站的冷与暖|中国教科文卫体工会全国委员会"],
        [],
    ),
    "an institute that has a number": (
        M + "工会驿站的冷与暖……中国航天科技集团有限公司\n第六研究院\n铁路小站的清晨……赵国强\n",
        ["工会驿站的冷与暖|中国航天科技集团有限公司第六研究院", SECOND],
        [],
    ),
    "one phrase is no kicker": (M + "记者节专刊\n" + A, [FIRST], []),
    "names without a blank": (
        M + "工会驿站的冷与暖……余嘉熙葛慧君\n",
        ["工会驿站的冷与暖|余嘉熙、葛慧君"],
        [],
    ),
    "two roles behind": (M + "工会驿站的冷与暖……李明华 文/图\n", ["工会驿站的冷与暖|文/图李明华"], []),
    "an unseen character before a leader": (M + A + "\ufeff……王建国\n", [FIRST], ["L204:3"]),
    "a heading of nothing": (M + "【\u200b】\n" + A, [FIRST], ["L204:2", "L208:3"]),
    "a number beyond reason": ("《中国工运》2025年第一〇〇〇期\n" + A, [], ["L211:1"]),
    "a sentence behind a masthead": (
        "《中国工运》2025年第11期 刊发了……\n近日，全国总工会召开会议。\n",
        [],
        ["L201:None"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_was_found(name: str) -> None:
    text, expected, codes = CASES[name]
    issues, findings = read(SourceDocument("page.txt", tuple(text.split("\n"))), shipped())
    assert [told(article) for issue in issues for article in issue.articles] == expected
    assert sorted(f"{item.code}:{item.place.line}" for item in findings) == codes


MASTHEADS = (
    "《中国工运》（2025年第11期）", "《中国工运》2025年第 十 一 期", "《中国工运》二O二五年第十一期",
    "《中国工运》2025年\n第11期", "《中国工运》\n2025年第11期", "【中国工运】2025年第11期",
    "「中国工运」2025年第11期", "目录 《中国工运》2025年第11期", "《中国工运》总第590期 2025年第11期",
    "《中国工运》2025年第11期。",
    "《中国工运》2025年第11期(半月刊)", "《中国\u200b工运》2025年第11期\u200e",
    "2025年第11期《中国工运》目录",
    "《中国工运》2025年第11期\n（总第590期）", "中国工运 2025 年 第 11 期",
    "〈中国工运〉2O25年第l1期", "《 中 国 工 运 》二〇二五年第十一期要目",
)  # fmt: skip


SAY_MORE = {  # what no field holds, and the finding that says so
    "《中国工运》2025年第11期 2025年11月5日出版": "L251", "《中国工运》2025年第11期（上半月）": "L250",
    "《中国工运》（下半月刊）2025年第11期": "L250", "中国工运·上旬刊 2025年第11期": "L250",
    "《中国工运》2025年第11期（中旬刊） 总第456期": "L250", "《中国工运》2025年第11期（增刊）": "L250",
    "《中国工运》2025年第11期 特刊": "L250", "《中国工运》2025年第11期（理论版）": "L250",
    "《中国工运》2025年第32卷第11期": "L250",
}  # fmt: skip


@pytest.mark.parametrize("masthead", SAY_MORE)
def test_a_masthead_that_says_more_than_a_record_holds(masthead: str) -> None:
    issues, findings = read(SourceDocument("page.txt", tuple(f"{masthead}\n{A}".split("\n"))), shipped())
    assert [(issue.year, issue.number, issue.whole_number) for issue in issues] == [
        (2025, 11, 456 if "456" in masthead else None)
    ]
    assert [told(article) for article in issues[0].articles] == [FIRST]
    assert [item.code for item in findings] == [SAY_MORE[masthead]]


def test_a_part_of_the_month_says_nothing_where_issues_are_counted_by_it() -> None:
    page = SourceDocument("page.txt", ("《工会博览》2024年第34期（上旬刊）", *A.split("\n")))
    issues, findings = read(page, shipped())
    assert (issues[0].number, findings) == (34, [])


@pytest.mark.parametrize("masthead", MASTHEADS)
def test_variants_of_a_masthead(masthead: str) -> None:
    issues, findings = read(SourceDocument("page.txt", tuple(f"{masthead}\n{A}".split("\n"))), shipped())
    assert [(issue.publication, issue.year, issue.number) for issue in issues] == [("中国工运", 2025, 11)]
    assert [told(article) for article in issues[0].articles] == [FIRST]
    assert findings == []


HOSTILE = {
    "blanks inside a masthead": "中国工运" + " " * 4000 + "2025年10月20日 星期一\n" + M + A,
    "indented lines": M + (" " * 3000 + "李明华\n") * 3,
    "tabs": M + "\t" * 30_000 + "李明华\n",
    "a blank line": " " * 400_000,
    "brackets": ("《" * 20_000 + "2025年第11期\n") * 2,
    "years": "2025年" * 100_000,
    "whole numbers": "《中国工运》2025年第11期" + "总第5期" * 50_000,
    "digits": "《中国工运》2025年第1期总第" + "9" * 5000 + "\n" + A,
    "short lines": M + "工\n" * 20_000,
    "short words": M + "工会 " * 20_000,
    "a line of entries": M + "工会建设标题……李明 " * 8_000,
    "a line of leaders": M + "…" * 300_000,
    "a line of numbers": M + "1、" * 50_000,
    "a line of nationalities": M + A[:-1] + "[美]" * 50_000,
    "a line of one word": M + "工" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.no_cover
def test_time_stays_bounded(name: str) -> None:
    document = SourceDocument("page.txt", tuple(HOSTILE[name].split("\n")))
    _, units = paced(lambda: read(document, shipped()))
    assert units < 100

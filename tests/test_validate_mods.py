"""Descriptions in MODS: sound ones of others and ours have no findings, one bad one costs itself alone."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from catalog.diagnostics import Diagnostic
from catalog.validate import validate
from catalog.validate.kind import Kind, sniff
from catalog.validate.mods.description import Description
from catalog.validate.rules import File
from tests.diagnostics_cases import CASES

SOUND = sorted((Path(__file__).parent / "cases" / "mods").glob("*.xml"))
BASE = (CASES / "R507-mods-no-identifier" / "input.xml").read_text(encoding="utf-8")
ONE = BASE.replace("recordContentSource", "recordIdentifier")
_ROLE = '<role><roleTerm type="code" authority="marcrelator">{}</roleTerm></role>'
_LANGUAGE = '<language><languageTerm type="code" authority="iso639-3">{}</languageTerm></language>'
_TOPIC = "<subject><topic>{}</topic></subject>"
_BODY = '<name type="corporate"><namePart>{}</namePart></name>'
_IDENTIFIER = '<identifier type="{}">{}</identifier>'
OPEN, CLOSE = '<modsCollection xmlns="http://www.loc.gov/mods/v3">\n', "</modsCollection>"


def found(text: str, encoding: str = "utf-8") -> list[Diagnostic]:
    return validate(text.encode(encoding), "x.xml")


def told(text: str) -> list[tuple[str, int | None, str]]:
    return [(item.code, item.place.line, item.place.field) for item in found(text)]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_sound_descriptions_have_no_findings(path: Path) -> None:
    assert sniff(path.read_bytes()) is Kind.MODS
    assert validate(path.read_bytes(), path.name) == []


@pytest.mark.parametrize("path", SOUND[:1] + SOUND[2:], ids=lambda path: path.stem)
def test_sound_descriptions_are_sound_by_the_published_schema(path: Path, shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(shared / "schemas" / "mods-3-7.xsd")))
    schema.assertValid(etree.parse(str(path)))


def test_the_same_number_twice_is_told_with_its_line() -> None:
    (item,) = found(OPEN + ONE + ONE + CLOSE)
    assert (item.code, item.place.line, item.values["other"]) == ("R412", 32, "#1 (x.xml:16)")


def test_one_bad_description_costs_itself() -> None:
    other = ONE.replace("工会图书馆", "2").replace("冷与暖", "暖")
    other = re.sub("<extent.*</extent>", "", other)
    text = OPEN + ONE.replace("personal", "person") + "<record/>\n" + other.replace("chi<", "cn<") + CLOSE
    assert [(code, line) for code, line, _ in told(text)] == [("X562", 4), ("X560", 18), ("R502", 23)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (ONE.replace("冷与暖", "冷\u200b与暖"), ["R481"]),
        (ONE.replace("冷与暖", "冷&amp;amp;暖"), ["R486"]),
        (ONE.replace("冷与暖", "冷&lt;br/&gt;暖"), ["R487"]),
        (ONE.replace("<genre", "<note>nan</note><genre"), ["R508"]),
        (ONE.replace("<genre", _LANGUAGE.format("nan") + "<genre"), []),
        (ONE.replace("<genre", _LANGUAGE.format("None") + "<genre"), ["R508"]),
        (re.sub("(<part>.*</part>)(\\s*</relatedItem>)", r"\2\1", ONE, flags=re.DOTALL), []),
        (
            re.sub("<part>.*</part>", "", ONE, flags=re.DOTALL).replace(
                "<name", "<genre>article</genre><name", 1
            ),
            ["R506"],
        ),
        (ONE.replace("李明", "李 明"), ["R440"]),
        (ONE.replace("李明", "李明等"), ["R441"]),
        (ONE.replace("李明", "李明2"), ["R520"]),
        (ONE.replace("1000-4688", "1000-4689"), ["R456"]),
        (ONE.replace("1000-4688", "10004688"), ["R455"]),
        (ONE.replace("李明", "李明(北京大学)"), ["R520"]),
        (ONE.replace("李明", "李〓明"), ["R483"]),
        (ONE.replace("冷与暖", "冷???暖"), ["R483"]),
        (ONE.replace("冷与暖", "冷??暖"), ["R483"]),
        (ONE.replace("工会驿站的冷与暖", "?????"), ["R483"]),
        (ONE.replace("的冷与暖", "为什么冷???暖"), []),
        (ONE.replace("的冷与暖", "冷？？？暖"), []),
        (ONE.replace("工会驿站的冷与暖", "{title}"), ["R508"]),
        (ONE.replace("工会驿站的冷与暖", "题名：工会驿站"), ["R520"]),
        (ONE.replace("冷与暖", "冷与暖[J]. 工友"), ["R520"]),
        (ONE.replace("<genre", _TOPIC.format("关键词：工会") + "<genre"), ["R520"]),
        (ONE.replace("<genre", _TOPIC.format("关键词") + "<genre"), []),
        (ONE.replace("<genre", _BODY.format("宁波市?工会") + "<genre"), ["R483"]),
        (ONE.replace("<genre", _BODY.format("宁波市总工会") + "<genre"), []),
        (ONE.replace("<genre", "<originInfo><publisher>工人出?社</publisher></originInfo><genre"), ["R483"]),
        (ONE.replace("<title>工友", "<title>工?友"), ["R483"]),
        (ONE.replace("<title>工友", "<title>刊名：工友"), ["R520"]),
        (ONE.replace("<number>11<", "<number>11.0<"), ["R508"]),
        (ONE.replace("<number>11<", "<number>第期<"), ["R508"]),
        (ONE.replace("<number>11<", "<number>第?期<"), ["R483"]),
        (ONE.replace("李明", "李, 明"), ["R440"]),
        (ONE.replace("李明", "李文明教授"), ["R520"]),
        (ONE.replace("李明", "约翰.史密斯"), ["R550"]),
        (ONE.replace("李明", "村上, 春樹"), []),
        (ONE.replace("李明", "宁波市总工会"), ["R511"]),
        (ONE.replace("<genre", _IDENTIFIER.format("isbn", "9787500860204") + "<genre"), []),
        (ONE.replace("<genre", _IDENTIFIER.format("isbn", "9787500860205") + "<genre"), ["R531"]),
        (ONE.replace("<genre", _IDENTIFIER.format("isbn", "97875008") + "<genre"), ["R530"]),
        (ONE.replace("<genre", _IDENTIFIER.format('isbn" invalid="yes', "97875008") + "<genre"), []),
        (ONE.replace("<genre", _IDENTIFIER.format("doi", "10.1234/工会") + "<genre"), []),
        (ONE.replace("<genre", _IDENTIFIER.format("doi", "10,1234/abc") + "<genre"), ["R532"]),
        (ONE.replace("<genre", "<location><url>www.acftu.org</url></location><genre"), ["R536"]),
        (ONE.replace("<genre", "<location><url>http://www.acftu.org/工</url></location><genre"), []),
        (ONE.replace("李明</namePart>", "李明</namePart>" + _ROLE.format("aut")), []),
        (ONE.replace("李明</namePart>", "李明</namePart>" + _ROLE.format("zzz")), ["R540"]),
        (ONE.replace("<end>6<", "<end>3<"), ["R459"]),
        (ONE.replace("李明</namePart>", "</namePart>"), ["R466"]),
        (ONE.replace("工会驿站的冷与暖", " "), ["R501"]),
        (ONE.replace("<titleInfo>", "<titleInfo type='main'>", 1), ["X562"]),
        (ONE.replace('"host"', '"hots"'), ["X562"]),
        (re.sub("(<recordIdentifier[^>]*>)[^<]*", r"\1", ONE), ["R507"]),
        (ONE.replace("<genre", "工友\n<genre"), ["X561"]),
        (ONE.replace("<genre ", "<genre colour='red' "), ["X532"]),
        (ONE.replace("李明", "李<i>明</i>"), ["X535"]),
        (ONE.replace("冷与暖", "冷&nbsp;暖"), ["X515"]),
        (ONE.replace("<genre", "<!DOCTYPE x><genre"), ["X514"]),
        ("<!DOCTYPE mods [<!ENTITY a 'b'>]>\n" + ONE, ["X505"]),
        (OPEN + CLOSE, ["X524"]),
        (OPEN + "工友" + ONE + CLOSE, ["X561"]),
        ('<mods xmlns="http://www.loc.gov/mods/v3"/>', ["X525", "R501", "R507"]),
        ("<mods/>", ["X566"]),
        ("<m:mods/>", ["X519"]),
        (ONE + ONE, ["X520"]),
        (ONE[:-30], ["X512"]),
    ],
)
def test_what_is_wrong_is_told(text: str, codes: list[str]) -> None:
    assert [item.code for item in found(text)] == codes


@pytest.mark.parametrize(
    ("encoding", "text", "sound"),
    [
        ("w3cdtf", "2025-11-03", True),
        ("w3cdtf", "20251103", False),
        ("iso8601", "20251103", True),
        ("iso8601", "2025-11-03", True),
        ("iso8601", "20251103/20251104", True),
        ("iso8601", "20251122060000.0", True),
        ("iso8601", "2025-W45", True),
        ("iso8601", "20251", False),
        ("iso8601", "20250230", False),
        ("iso8601", "2025年", False),
        ("marc", "2025", True),
        ("marc", "20uu", True),
        ("marc", "9999", True),
        ("marc", "251122", True),
        ("marc", "20252", False),
        ("marc", "2025年", False),
        ("edtf", "2025~", True),
        ("temper", "20252", True),
    ],
)
def test_a_date_has_the_form_that_its_encoding_names(encoding: str, text: str, sound: bool) -> None:
    date = f'<originInfo><dateIssued encoding="{encoding}">{text}</dateIssued></originInfo>'
    assert [item.code for item in found(ONE.replace("<genre", f"{date}<genre"))] == (
        [] if sound else ["R503"]
    )


@pytest.mark.parametrize(
    "empty", ["<name><namePart>李明</namePart><etal/></name>", "<accessCondition/>", "<extension/>",
              '<note xlink:href="http://example.org/" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
              "<location><holdingExternal/></location>"],
)  # fmt: skip
def test_some_elements_say_something_without_a_text(empty: str) -> None:
    assert found(ONE.replace("<genre", f"{empty}<genre")) == []
    assert [item.code for item in found(ONE.replace("<genre", "<note/><genre"))] == ["R466"]


def test_what_stands_between_descriptions_is_told_in_the_order_of_the_file() -> None:
    items = found(OPEN + "<a/>\n<b/>\n" + ONE + "<c/>\n<d/>\n" + CLOSE)
    assert [(item.code, item.values["name"]) for item in items] == [("X560", name) for name in "abcd"]


def test_a_file_of_empty_descriptions_is_given_up() -> None:
    codes = [item.code for item in found(OPEN + 1000 * "<mods/>" + ONE + 2000 * "<mods/>" + CLOSE)]
    assert codes.count("X525") == 2000
    assert codes[-1] == "X554"


trees = st.recursive(st.just(()), lambda below: st.lists(st.tuples(st.sampled_from("ab"), below), max_size=5))


def elements(name: str, below: object) -> etree._Element:
    """Make an element of what a strategy gives."""
    element = etree.Element(name)
    assert isinstance(below, list | tuple)
    element.extend(elements(*item) for item in below)
    return element


def slow_path(element: etree._Element) -> Iterator[str]:
    """Name an element and those above it by looking at all of their siblings."""
    above = element.getparent()
    if above is not None:
        yield from slow_path(above)
        same = [child for child in above if child.tag == element.tag]
        yield f"{element.tag}[{same.index(element) + 1}]" if same[1:] else str(element.tag)


@given(trees, st.randoms(use_true_random=False))
def test_elements_have_their_paths_in_whatever_order_they_are_asked_for(tree: object, random: Random) -> None:
    described = Description(elements("mods", tree), File("x"), 1)
    asked = [*described.element.iterdescendants()]
    for item in [*asked, *random.sample(asked, len(asked))]:
        assert described.place(item).field == "/".join(slow_path(item))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_the_encoding_that_is_declared_counts(encoding: str) -> None:
    assert found(f'<?xml version="1.0" encoding="{encoding}"?>\n{ONE}', encoding) == []
    assert {item.code for item in found(ONE, "gb18030")} == {"X517"}


def test_a_run_with_a_gap_is_told() -> None:
    issues = [
        ONE.replace(">11<", f">{number}<").replace("工会图书馆", str(number)) for number in (1, 2, 3, 5, 6)
    ]
    (item,) = found(OPEN + "".join(issues) + CLOSE)
    assert (item.code, item.values["missing"]) == ("R475", "4")

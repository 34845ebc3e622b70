"""The page of findings: whole in itself, readable on a phone and on paper, deaf to what files say."""

import base64
import hashlib
import re
import struct
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Language, Listing, Place, finding
from catalog.reports import View
from catalog.reports.markup import both, shown
from tests.reports.browser import chromium, measured
from tests.reports.readers import Page
from tests.reports.samples import EVERY_CODE, FORMS, HOSTILE, filled, hostile, written

LINE = '<subfield code="a">工会\u200b主席</subfield>'
ALIKE = [
    finding("R481", Place(f"batch-{n}.xml", n + 1, 22, 23, LINE, f"B{n}", "245", 2, "a"), character="U+200B")
    for n in range(70)
]
UNLIKE = [
    finding("R470", Place("long.xml", n + 1, record=f"L{n}", field="505"), length=10_000 + n)
    for n in range(40)
]
NOTES = [filled("L208", Place("page.txt", 9, 1, 5, "专家笔谈", listing=Listing("page.txt", 9)))]
MIXED = [*NOTES, *ALIKE, *UNLIKE]


def page(found: list[Diagnostic], language: Language = "en", *, each: bool = False) -> bytes:
    return written(FORMS["html"], found, View(language, 3, each, alone=True))


class Balanced(HTMLParser):
    """Every element that is opened is closed, in order."""

    EMPTY = frozenset(("meta", "input"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.EMPTY:
            self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.targets += [value or "" for name, value in attrs if name in ("href", "for")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "found", [[], EVERY_CODE, hostile(), MIXED], ids=["none", "every", "hostile", "mixed"]
)
def test_the_markup_is_sound_and_every_link_leads_somewhere(found: list[Diagnostic]) -> None:
    parser = Balanced()
    parser.feed(page(found).decode())
    parser.close()
    assert parser.open == []
    assert len(set(parser.ids)) == len(parser.ids)
    for target in parser.targets:
        assert target.removeprefix("#") in parser.ids or target.startswith("https://")


@pytest.mark.parametrize("found", [[], EVERY_CODE, hostile()], ids=["none", "every", "hostile"])
def test_nothing_is_loaded_and_nothing_else_is_run(found: list[Diagnostic]) -> None:
    data = page(found).decode()
    parser = Page()
    parser.feed(data)
    assert not parser.tags & {"link", "img", "iframe", "object", "embed", "base", "svg", "video", "audio"}
    assert not {name for name in parser.attributes if name.startswith("on")} | (
        parser.attributes & {"src", "srcset", "style", "action", "background"}
    )
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', data)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", data, re.DOTALL)
        assert "url(" not in text
        assert "@import" not in text
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]


def test_it_is_all_of_what_a_finding_says() -> None:
    item = filled(
        "R440",
        Place("目次/a.xml", 3, 2, 4, "工会主席", "B1", "700", 2, "a", "02", Listing("p.txt", 153)),
        "陈 强",
    )
    data = page([item]).decode()
    text = re.sub(r"<[^>]+>", "", data.partition("<main>")[2])
    for part in (
        *(item.message("en"), item.message("zh"), item.help("en"), item.help("zh")),
        *(
            "目次/a.xml",
            "line 3",
            "第 3 行",
            "column 2",
            "第 2 列",
            "B1",
            "700",
            "(occurrence 2)",
            "$a",
            "02",
        ),
        *("p.txt", "line 153", "第 153 行", f"R440 {CODES['R440'].slug}"),
    ):
        assert part in text
    assert "<code>工<mark>会主</mark>席</code>" in data
    assert 'href="#R440"' in data
    assert '<tr id="R440" class="error">' in data


def test_without_script_there_is_no_filter() -> None:
    assert '<form name="filter" hidden>' in page(MIXED).decode()
    assert "<form" not in page([]).decode()


def test_what_cannot_be_seen_is_shown_by_its_number() -> None:
    data = page(ALIKE[:1]).decode()
    assert '工会<mark><span class="char">U+200B</span></mark>主席' in data
    for char in ("\u202e", "\u200b", "\x00", "\x1b", "\ud800", "\ue000", "\u2028", "\ufdd0", "\n"):
        assert shown(char) == f'<span class="char">U+{ord(char):04X}</span>'
    data = page(hostile()).decode()
    assert not any(
        char in data for text in HOSTILE for char in text if ord(char) > 0x2000 and not char.isprintable()
    )


def test_what_is_alike_is_one_card_with_the_places() -> None:
    data = page(ALIKE).decode()
    assert data.count("<article") == 1
    assert "×70" in data
    assert data.count("<li><bdi>batch-") == 20
    assert "and 49 more; <code>--all</code> shows each" in data
    assert "另有 49 处，<code>--all</code> 逐条列出" in data
    assert page(ALIKE, each=True).decode().count("<article") == 70


VERDICTS = [
    ([], "none", "nothing was found"),
    (NOTES, "note", "Ready to import"),
    (ALIKE[:1], "warning", "A person should look"),
    ([*NOTES, *UNLIKE], "error", "Not ready to import"),
]


@pytest.mark.parametrize(("found", "worst", "verdict"), VERDICTS)
def test_the_verdict_is_that_of_the_worst(found: list[Diagnostic], worst: str, verdict: str) -> None:
    data = page(found).decode()
    assert f'<header class="{worst}">' in data
    assert verdict in data.partition("</title>")[0]


def test_both_languages_stand_beside_each_other() -> None:
    assert both("a", "甲", "p") == '<p class="en" lang="en">a</p><p class="zh" lang="zh-Hans">甲</p>'
    english, chinese = page(MIXED, "en").decode(), page(MIXED, "zh").decode()
    assert '<html lang="en">' in english
    assert '<html lang="zh-Hans">' in chinese
    assert english.partition("<div ")[2] == chinese.partition("<div ")[2], "only what is chosen first differs"


# Drawn

STRUCTURE = """
  const seen = element => view.getComputedStyle(element).display !== "none";
  const cards = [...page.querySelectorAll(".finding")];
  const read = selector => page.querySelector(selector).innerText;
  const wide = [...page.querySelectorAll("body *")].filter(element =>
    seen(element) && element.getBoundingClientRect().right > view.innerWidth + 0.5);
  const languages = () => ["zh", "en"].map(name => seen(page.querySelector("h1 ." + name)));
  const chosen = () => cards.filter(seen).length;
  const result = {
    title: page.title, width: view.innerWidth, scroll: page.documentElement.scrollWidth,
    wide: wide.map(element => element.outerHTML.slice(0, 80)),
    tops: cards.map(card => card.getBoundingClientRect().top), heading: read("h1"),
    severities: cards.map(card => card.className.split(" ")[1]),
    small: [...page.querySelectorAll("p, dd, small, code")].filter(element =>
      seen(element) && parseFloat(view.getComputedStyle(element).fontSize) < 11).length,
    marked: view.getComputedStyle(page.querySelector("mark")).borderBottomStyle,
    languages: [languages()], filter: !page.forms.filter.hidden, chosen: [chosen()],
  };
  page.querySelector("[for=en]").click();
  result.languages.push(languages());
  page.querySelector("[for=error]").click();
  result.chosen.push(chosen());
  page.querySelector("[for=error]").click();
  page.forms.filter.code.value = "R470";
  page.forms.filter.dispatchEvent(new Event("input"));
  result.chosen.push(chosen());
  page.forms.filter.words.value = "l7";
  page.forms.filter.dispatchEvent(new Event("input"));
  result.chosen.push(chosen());
  result.output = read("output");
  return result;
"""


@pytest.mark.needs("Chromium")
@pytest.mark.parametrize("width", [320, 390, 1100])
def test_drawn_it_fits_is_in_order_and_can_be_switched(tmp_path: Path, width: int) -> None:
    seen = measured(page(MIXED, "zh"), tmp_path, STRUCTURE, width)
    assert (seen["width"], seen["scroll"], seen["wide"]) == (width, width, [])
    assert seen["heading"] == "暂不可导入"
    assert seen["tops"] == sorted(seen["tops"])
    assert seen["severities"] == ["error"] * 40 + ["warning", "note"]
    assert seen["small"] == 0
    assert seen["marked"] == "solid", "its style is let through"
    assert seen["languages"] == [[True, False], [False, True]]
    assert seen["filter"], "its script is let through"
    assert seen["chosen"] == [42, 2, 40, 1]
    assert seen["output"] == "1 / 42"


@pytest.mark.needs("Chromium")
def test_drawn_a_hostile_file_does_nothing(tmp_path: Path) -> None:
    script = """return {
      title: page.title, scroll: page.documentElement.scrollWidth,
      cards: page.querySelectorAll("article.finding").length, scripts: page.scripts.length,
      strange: page.querySelectorAll("img, svg, script ~ script, article style").length,
    };"""
    seen = measured(page(hostile(), each=True), tmp_path, script)
    assert seen == {
        "title": "Check of records: Not ready to import",
        "scroll": 390,
        "cards": len(hostile()),
        "scripts": 1,
        "strange": 0,
    }


@pytest.mark.needs("Chromium")
def test_it_can_be_looked_at(tmp_path: Path) -> None:
    file, picture = tmp_path / "report.html", tmp_path / "report.png"
    file.write_bytes(page(MIXED, "zh"))
    chromium(file, "--window-size=800,1000", f"--screenshot={picture}")
    data = picture.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (800, 1000)
    empty = tmp_path / "empty.html"
    empty.write_text("<!DOCTYPE html>", encoding="utf-8")
    chromium(empty, "--window-size=800,1000", f"--screenshot={picture}")
    assert len(data) > 5 * picture.stat().st_size, "there is something to be seen"


@pytest.mark.needs("Chromium", "pdftotext")
@pytest.mark.parametrize(("language", "script"), [("en", True), ("zh", True), ("zh", False)])
def test_printed_it_has_every_finding(tmp_path: Path, language: Language, script: bool) -> None:
    file, paper = tmp_path / "report.html", tmp_path / "report.pdf"
    data = page(MIXED, language)
    file.write_bytes(data if script else data.partition(b"<script>")[0])
    chromium(file, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    done = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, check=True)
    text = re.sub(r"\s+", " ", done.stdout.decode("utf-8"))
    for number in range(40):
        assert re.search(rf"\bL{number}\b", text)
        assert f"{10_000 + number}" in text
    for number in range(21):
        assert f"batch-{number}.xml" in text
    assert "×70" in text
    assert ("and 49 more" in text) == (language == "en")
    assert "Search" not in text, "nobody searches on paper"

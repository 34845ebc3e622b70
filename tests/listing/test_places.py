"""Every value quotes the characters it came from, and no character of a listing is lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.issue import Evidence, Issue
from catalog.listing.locate import locate
from catalog.listing.pieces import MARKS
from catalog.publication import shipped
from catalog.source import SourceSpan
from catalog.text import LEADER_DOTS, normalize
from tests.listing.gold import document, reading

PAGES = sorted((Path(__file__).parents[1] / "cases" / "listings").glob("*.txt"))
BETWEEN = set(LEADER_DOTS + MARKS + "、,;/|()[]【】-_—~第页Pp.·:“”")
"""Characters that may stand between values: leaders, separators, brackets, marks of headings."""
COUNTED = re.compile(r"^\s*\([一二三四五六七八九十]+\)|(?:^|\s)\d{1,3}\.(?=\s)|(?<=·)。")
"""Numbers that count headings and entries, and a full stop read for the last dot of a leader."""


def evidence(issue: Issue) -> Iterator[Evidence]:
    yield from issue.evidence.values()
    for section in issue.sections:
        yield from section.evidence.values()
        for article in section.articles:
            yield from article.evidence.values()
            for author in article.authors:
                yield from author.evidence.values()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_quoted_text_is_what_stands_at_its_spans(page: Path) -> None:
    source = document(page)
    issues, _ = reading(page)
    for issue in issues:
        for item in evidence(issue):
            assert item.quoted == source.quote(item.spans)
        for article in issue.articles:
            for value, key in ((article.title, "title"), (article.kicker or "", "kicker")):
                if value:
                    assert "".join(value.split()) == "".join(article.evidence[key].quoted.split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_character_is_in_a_value_a_mark_or_a_finding(page: Path) -> None:
    source = document(page)
    issues, findings = reading(page)
    covered: set[tuple[int, int]] = set()

    def cover(span: SourceSpan) -> None:
        covered.update((span.line, column) for column in range(span.column, span.end_column))

    for issue in issues:
        for item in evidence(issue):
            for span in item.spans:
                cover(span)
    for found in findings:
        place = found.place
        if place.line and place.column and place.end_column:
            cover(SourceSpan(place.line, place.column, place.end_column))
    for region in locate(source, shipped())[0]:
        here = [issue for issue in issues if issue.source.line == region.line]
        if not here:
            assert any(found.code == "L202" and found.place.line == region.line for found in findings)
            continue
        last = max((span.line for item in evidence(here[0]) for span in item.spans), default=0)
        for number in range(region.first, min(region.end, last + 1)):
            line = normalize(source.lines[number - 1])
            line = COUNTED.sub(lambda found: " " * len(found.group()), line)
            for column, char in enumerate(line, start=1):
                if number == region.first and column < region.column:
                    continue
                loose = char not in BETWEEN and not char.isspace() and (number, column) not in covered
                assert not loose, f"{page.name}:{number}:{column} {char} in {line}"

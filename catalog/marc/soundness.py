"""Which articles of an issue can be written rightly: one look at all text of an article, before any record.

Nothing that an export writes may be an error to `catalog validate`: what that says of texts, names and ids
is asked here of each article once, and an article that would be one is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from catalog import patterns
from catalog.codes import CODES
from catalog.compact import Table
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.identity import is_of_issue, issue_number
from catalog.issue import Article, Author, Issue, Section
from catalog.marc.characters import UNFIT, examine, is_plain
from catalog.marc.isbd import SIGNS
from catalog.marc.names import ROLE_ENDINGS, enumerated, role_behind, separated, separated_body
from catalog.marc.statement import title_and_subtitle
from catalog.publication import Publication, numbered

_NUMBER = patterns.compile(r"[!-~]+")
_FIRST_SIGNS = frozenset(SIGNS)
_APART = "-"  # parts names, and is nothing that `separated` looks for
_NO_PAGES = patterns.compile(
    r"[年期卷]|\b(?:nian|no|nr|iss|vol)|N[°º]|[(（][^()（）]*(?:1[5-9]|20)[0-9]{2}", re.IGNORECASE
)
_DIGITS = 3  # of a sequence that is counted
_LAST_COUNTED = 10**_DIGITS - 1
_HIDDEN = ("R481", "R482")  # warnings on a record from elsewhere; a record made here is without them

Fault = tuple[str, int | None, str]
"""What is wrong with an article: the field, which author from 1, the reason in no language."""


class Numbers:
    """The control numbers that a file has so far; those that are counted take no room.

    `hosts` are the numbers of the periodicals; one of them with a year and a number behind it is that of an
    issue.
    """

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        self._hosts = frozenset(hosts)
        self._others: set[str] = set()
        self._issues = Table(1)  # of each, how many of its numbers are taken: those from 1 on

    def take(self, number: str, issue: str) -> bool:
        """Take a number for an article of an issue; False if another record has it, or may get it."""
        before, sequence = number[:-_DIGITS], number[-_DIGITS:]
        place = int(sequence) if sequence.isascii() and sequence.isdecimal() else None
        (taken,) = self._issues.columns
        last = taken[self._issues.row(before)[0]] if before in self._issues else 0
        if number in self._others or (place and place <= last):
            return False
        if before == issue and place == last + 1:
            taken[self._issues.row(issue)[0]] = place
            return True
        self._others.add(number)
        if before == issue and place is not None:
            return True
        return number not in self._hosts and not any(is_of_issue(number, host) for host in self._hosts)

    def take_counted(self, count: int, issue: str) -> bool:
        """Take the first numbers of an issue, those of its articles by their places.

        False, and none taken, where a closer look is needed.
        """
        if self._others or issue in self._issues or count > _LAST_COUNTED:
            return False
        row, _ = self._issues.row(issue)
        self._issues.columns[0][row] = count
        return True


def sound(
    issue: Issue,
    publication: Publication,
    numbers: Numbers,
    findings: list[Diagnostic],
    *,
    marc: bool = True,
    names: bool = True,
) -> Issue:
    """Give the issue with the articles that can be written; the others are refused (W704), all with numbers.

    With `names`, several names in one and a role behind a name count, too; with `marc` what only MARC records
    have no place for: a title of mere signs; pages that name a year or an issue.  What looks like an entity
    or like markup is told of (R486, R487) and written, as is 、 between what may be two bodies (R442).
    """
    own = issue_number(publication.code, issue.year, issue.number)
    bad: set[int] = set()
    articles, plain = issue.articles, _is_plain(issue, marc=marc, names=names)
    minted = plain and not any(article.id for article in articles)
    settled = minted and numbers.take_counted(len(articles), own)
    for index, (number, article, heading) in enumerate(() if settled else numbered(issue, publication)):
        suspect = not plain and _is_suspect(article, number, heading, marc=marc, names=names)
        fault = next(_faults(article, number, heading, marc=marc, names=names), None) if suspect else None
        if fault is None and not numbers.take(number, own):
            fault = ("id", None, "× 2")
        if fault is not None:
            bad.add(index)
            findings.append(_refused(issue, article, number, fault))
        elif suspect:
            findings += _doubtful(issue, article, number, heading, names=names)
    empty = {text for text in _headings(issue) if text.isspace() or next(_damage(text), None)}
    for heading in empty:
        where = Place(issue.source.file, issue.source.line, record=own, field="heading")
        findings.append(refused(ascii(heading), where))
    if not bad and not empty:
        return issue
    return _without(issue, bad, [number for number, _, _ in numbered(issue, publication)], empty)


def _headings(issue: Issue) -> Iterator[str]:
    """Give the headings that have no article, which would be refused with them."""
    return (section.heading for section in issue.sections if section.heading and not section.articles)


def refused(reason: str, place: Place) -> Diagnostic:
    """Say that a record is not written; the reason names field and figure, in no language."""
    at = f"{place.field}${place.subfield}" if place.subfield else place.field
    return finding("W704", place, record=place.record, reason=f"{at} {reason}".strip())


def place(issue: Issue, article: Article, number: str) -> Place:
    """Point at an article by its number, and by the line of the page where its title stands."""
    title = article.evidence.get("title")
    record = number if number.isprintable() else ascii(number)
    return Place(issue.source.file, title.spans[0].line if title else None, record=record)


def _place(issue: Issue, article: Article, number: str, field: str, occurrence: int | None) -> Place:
    """Point at a value of an article, by the line where it stands itself, if that is known."""
    at = replace(place(issue, article, number), field=field, occurrence=occurrence)
    evidence = (article.authors[occurrence - 1] if occurrence else article).evidence
    value = evidence.get(field.rpartition(".")[2])
    return replace(at, line=value.spans[0].line) if value else at


def _refused(issue: Issue, article: Article, number: str, fault: Fault) -> Diagnostic:
    field, occurrence, reason = fault
    return refused(reason, _place(issue, article, number, field, occurrence))


def _is_plain(issue: Issue, *, marc: bool, names: bool) -> bool:
    """Tell an issue of which no article is suspect: one look at all its text, which hardly ever finds any."""
    articles = issue.articles
    authors = [author for article in articles for author in article.authors]
    if any(_is_no_unit(author) for author in authors if author.unit):
        return False
    titles, named = [article.title for article in articles], [author.name for author in authors]
    pages = [article.pages for article in articles if article.pages]
    if names and (
        not ROLE_ENDINGS.isdisjoint([name[-1] for name in named])
        or (not "".join(named).isalpha() and separated(_APART.join(named)))
    ):
        return False
    if marc and (
        not _FIRST_SIGNS.isdisjoint([title[0] for title in titles]) or _NO_PAGES.search("\n".join(pages))
    ):
        return False
    ids = [article.id for article in articles if article.id]
    texts = [*titles, *named, *pages]
    texts += [section.heading for section in issue.sections if section.heading]
    texts += [article.kicker for article in articles if article.kicker]
    texts += [author.role for author in authors if author.role]
    texts += [author.affiliation for author in authors if author.affiliation]
    texts += [author.nationality for author in authors if author.nationality]
    if any(map(str.isspace, texts)) or not all(map(_NUMBER.fullmatch, ids)):
        return False
    together = "".join(texts)
    if is_plain(together):
        return True
    texts += ids
    texts += [author.unit for author in authors if author.unit]
    return not UNFIT.search(together) and not any(next(examine(text), None) for text in texts)


def _is_suspect(article: Article, number: str, heading: str | None, *, marc: bool, names: bool) -> bool:
    """Tell an article that needs a close look; what `_is_plain` asks of an issue is asked of it."""
    texts = [article.title, article.kicker or "", article.pages or "", heading or ""]
    for author in article.authors:
        name, unit = author.name, author.unit
        if unit and _is_no_unit(author):
            return True
        if names and (name[-1] in ROLE_ENDINGS or separated(name)):
            return True
        texts += (name, author.role or "", author.affiliation or "", author.nationality or "")
    return (
        any(map(str.isspace, texts))
        or (marc and article.title[0] in _FIRST_SIGNS)
        or (marc and article.pages is not None and _NO_PAGES.search(article.pages) is not None)
        or (article.id != "" and not _NUMBER.fullmatch(number))
        or not is_plain("".join(texts))
    )


def _is_no_unit(author: Author) -> bool:
    """Tell a unit that is no last part of a body's name."""
    name, unit = author.name, author.unit or ""
    return author.kind == "person" or unit == name or not name.endswith(unit)


def _faults(
    article: Article, number: str, heading: str | None, *, marc: bool, names: bool
) -> Iterator[Fault]:
    """Look closely at an article of which something may be wrong."""
    for field, occurrence, value in _values(article, number, heading):
        for code, _, values in _damage(value):
            if CODES[code].severity == "error" or code in _HIDDEN:
                shown = values.get("character") or f"{values.get('found')} ≠ {values.get('meant')}"
                yield field, occurrence, str(shown)
        if value.isspace():
            yield field, occurrence, '= ""'
    if marc and not title_and_subtitle(article.title)[0].strip(SIGNS):
        yield "title", None, '= ""'
    if marc and (found := _NO_PAGES.search(article.pages or "")):
        yield "pages", None, f"{article.pages}: {found[0]}"
    if not _NUMBER.fullmatch(number):
        yield "id", None, "≠ ASCII"
    for place, author in enumerate(article.authors, 1):
        name, unit = author.name, author.unit
        if unit and _is_no_unit(author):
            yield "authors.unit", place, f"{unit} ∉ {name}"
        if names and (separated(name) if author.kind == "person" else separated_body(name)):
            yield "authors.name", place, f"{name} > 1"
        if names and author.kind == "person" and (role := role_behind(name)):
            yield "authors.name", place, f"{name}: {role} → authors.role"


def _damage(value: str) -> Iterator[tuple[str, int, dict[str, object]]]:
    """Give the damage to a text; line ends and tabs do not fit into a record either."""
    if unfit := UNFIT.search(value):
        yield "R480", unfit.start(), {"character": f"U+{ord(unfit.group()):04X}"}
    else:
        yield from examine(value)


def _values(article: Article, number: str, heading: str | None) -> Iterator[tuple[str, int | None, str]]:
    """Give the texts that are written: the field, which author from 1, the value."""
    yield "id", None, number
    yield "title", None, article.title
    for field, value in (("kicker", article.kicker), ("pages", article.pages), ("heading", heading)):
        yield field, None, value or ""
    for place, author in enumerate(article.authors, 1):
        yield "authors.name", place, author.name
        yield "authors.unit", place, author.unit or ""
        yield "authors.role", place, author.role or ""
        yield "authors.affiliation", place, author.affiliation or ""
        yield "authors.nationality", place, author.nationality or ""


def _doubtful(
    issue: Issue, article: Article, number: str, heading: str | None, *, names: bool
) -> Iterator[Diagnostic]:
    """Tell of texts that may have been escaped twice, or have kept their markup, and of bodies with 、."""
    for field, occurrence, value in _values(article, number, heading):
        for code, _, values in examine(value):
            yield finding(code, _place(issue, article, number, field, occurrence), **values)
    for occurrence, author in enumerate(article.authors if names else (), 1):
        if author.kind != "person" and enumerated(author.name):
            where = _place(issue, article, number, "authors.name", occurrence)
            yield replace(finding("R442", where, name=author.name), level="warning")


def _without(issue: Issue, bad: set[int], numbers: list[str], headings: set[str]) -> Issue:
    """Leave articles out; the others keep the numbers that they had among them."""
    index = -1
    sections: list[Section] = []
    for section in issue.sections:
        kept: list[Article] = []
        for article in section.articles:
            index += 1
            if index not in bad:
                kept.append(article.model_copy(update={"id": numbers[index]}))
        if kept or (not section.articles and section.heading not in headings):
            sections.append(section.model_copy(update={"articles": tuple(kept)}))
    return issue.model_copy(update={"sections": tuple(sections)})

"""The cases in tests/cases/register: listings of one issue, exported one after the other.

A listing begins with `== ` and the day of its export, perhaps followed by `deletes`.  A row is what is
expected of an article (the end of its number, the status of its record, perhaps its days and leader/05) and
what the listing says: title, authors, heading, id.  Below stand what is to be deleted and the findings.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from catalog.config.model import Settings
from catalog.diagnostics import Diagnostic
from catalog.export.work import with_numbers
from catalog.issue import Issue as Record
from catalog.model import Article, Author, Issue, Section, Source
from catalog.publication import Publication, by_name, shipped
from catalog.register.outline import outlined
from catalog.register.records import History, Withdrawn
from catalog.register.register import Register

CASES = sorted((Path(__file__).parent / "cases" / "register").glob("*.txt"))
PREFIX = "ZGGY202511"
DIALECT = "marc21"


class Listing(NamedTuple):
    """One export: its day, whether a delete file is written, the rows, and what is expected below them."""

    day: date
    deletes: bool
    rows: tuple[tuple[str, ...], ...]
    below: tuple[str, ...]


class Known(NamedTuple):
    """An issue as it was recognised: numbered, the histories of its records, the withdrawn articles."""

    issue: Record
    histories: Mapping[str, History]
    withdrawn: tuple[Withdrawn, ...] = ()


def publication() -> Publication:
    """Give the periodical of all cases."""
    found = by_name("中国工运", shipped())
    assert found is not None
    return found


def listings(text: str) -> Iterator[Listing]:
    """Read the listings of a case."""
    for block in text.split("\n== ")[1:]:
        first, *lines = [line for line in block.splitlines() if line]
        day, *options = first.split()
        rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines if "|" in line)
        below = tuple(line for line in lines if "|" not in line)
        yield Listing(date.fromisoformat(day), options == ["deletes"], rows, below)


def issue(*entries: tuple[str, ...], **values: object) -> Issue:
    """Make an issue of entries: title, authors with spaces between, heading, end of the id."""
    sections = []
    for entry in entries:
        title, authors, heading, id_ = (*entry, "", "", "")[:4]
        names = authors.split() if len(authors) > 3 else [authors.replace(" ", "")] if authors else []
        article = Article(
            id=id_ and PREFIX + id_,
            title=title,
            authors=tuple(
                Author(name=name, kind="corporate" if name.endswith("会") else "person") for name in names
            ),
        )
        sections.append(Section(heading=heading or None, articles=(article,)))
    given = {"publication": "中国工运", "year": 2025, "number": 11, "sections": tuple(sections), **values}
    return Issue.model_validate({"source": Source(file="page.txt", line=3, end_line=40), **given})


def export(
    path: Path, exported: Issue, settings: Settings, *, deletes: bool = False
) -> tuple[Known, list[Diagnostic]]:
    """Recognise an issue and keep it, as an export does."""
    register, findings = Register.open(path, settings.date)
    assert register is not None, findings
    with register:
        result = recognise(register, exported, settings, deletes=deletes)
        assert register.commit() == []
    return result


def recognise(
    register: Register, exported: Issue, settings: Settings, dialect: str = DIALECT, *, deletes: bool = False
) -> tuple[Known, list[Diagnostic]]:
    """Recognise an issue."""
    outline = outlined(exported, publication(), settings)
    ruling, findings = register.recognise(outline, dialect, settings, deletes=deletes)
    return Known(with_numbers(exported, ruling.numbers), ruling.histories, ruling.withdrawn), findings


def told(known: Known, findings: list[Diagnostic]) -> tuple[list[str], list[str]]:
    """Write what came of a listing as the cases have it: a row for each article, and what stands below."""
    rows = []
    for article in known.issue.articles:
        history = known.histories[article.id]
        dates = history.dates
        days = f"{dates.entered} {dates.changed} {dates.status}"
        rows.append(f"{article.id.removeprefix(PREFIX)} {history.status} {days}")
    numbers = " ".join(one.number.removeprefix(PREFIX) for one in known.withdrawn)
    below = [f"withdrawn {numbers}"] if numbers else []
    for item in findings:
        assert all((item.message("en"), item.message("zh"), item.help("en"), item.help("zh")))
        shown = [str(value) for key, value in item.values.items() if not key.startswith("signs")]
        below.append(f"finding {item.code} {' '.join(shown)}".replace(PREFIX, ""))
    return rows, below

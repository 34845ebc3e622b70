"""A library's own fields, tried on a record before any is written: settings are checked once, not records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalog.config import find_file, unusable
from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place
from catalog.issue import Article, Author, Issue, Section, Source

_SAMPLE = Article(
    title="工会",
    kicker="职工",
    pages="5",
    authors=(
        Author(name="余嘉熙", kind="person"),
        Author(name="湖北省总工会办公室", kind="corporate", unit="办公室"),
    ),
)


def faults(context: Context, file: Path | None) -> list[Diagnostic]:
    """Say which of the library's own fields would make an error of every record (P302)."""
    if not context.settings.local:
        return []
    plain = set(_told(context, ()))
    place = Place(str(file or find_file(Path()) or ""))
    return [
        unusable(place, f"local: {line!r}: {words[0]}", f"local：{line!r}：{words[1]}")
        for line in context.settings.local
        for words in _told(context, (line,))
        if words not in plain
    ]


def _told(context: Context, local: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give in English and Chinese what the rules say of a record with each kind of field and these."""
    from catalog.marc.dialects import Crosswalk
    from catalog.validate import library
    from catalog.validate.rules import Context as Checked
    from catalog.validate.rules import File, check

    settings = context.settings.model_copy(update={"local": local, "pinyin": "none", "encoding": "utf-8"})
    profile = context.publications[0]
    source = Source(file="", line=1, end_line=1)
    section = Section(heading="栏目", articles=(_SAMPLE,))
    issue = Issue(publication=profile.name, year=2025, number=11, source=source, sections=(section,))
    findings: list[Diagnostic] = []
    for record in Crosswalk(settings, findings).articles(issue, profile):
        file = File(library=library.of(context.settings))
        findings += check(record, Checked(file, record))
    for item in findings:
        if item.severity != "note" or item.code == "W704":
            at = f"{item.place.field}${item.place.subfield}".rstrip("$")
            chinese = f"{at}：{item.message('zh')}；{item.help('zh')}"
            yield f"{at}: {item.message()}; {item.help()}", chinese

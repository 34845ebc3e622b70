"""Issues to write: those of the seeds, one of every form, and random ones; and the files they become.

`python -m tests.formats.examples` writes the files in tests/cases/formats anew from their issues; a person
reads them before they are committed.
"""

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import ModuleType

import openpyxl
from hypothesis import strategies as st

from catalog.config.model import Host, Settings
from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.formats import csl, csv, jsonl, mods, ris, xlsx
from catalog.marc.characters import examine
from catalog.marc.soundness import Numbers, sound
from catalog.model import Alternative, Article, Author, Evidence, Issue, IssueFile, Section, Source
from catalog.publication import shipped
from catalog.source import SourceSpan

CASES = Path(__file__).parents[1] / "cases" / "formats"
NAMES = ("seeds", "forms")

CONTEXT = Context(
    Settings(
        date=date(2025, 12, 3),
        organisation="CN-100000",
        newspaper="工人日报",
        hosts={"zhongguo-gongyun": Host(control_number="b123")},
        classes={"问与答": "D412.6"},
        class_edition="5",
    ),
    shipped(),
)

FORMATS: dict[str, ModuleType] = {
    "jsonl": jsonl,
    "csv": csv,
    "xlsx": xlsx,
    "mods.xml": mods,
    "csl.json": csl,
    "ris": ris,
}
"""The module of each format, by the suffix of its files."""


def issues(name: str) -> tuple[Issue, ...]:
    return IssueFile.model_validate_json((CASES / f"{name}.json").read_bytes()).issues


def written(
    module: ModuleType, given: Iterable[Issue], context: Context = CONTEXT
) -> tuple[bytes, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    return b"".join(module.write(given, context, findings)), findings


def articles(given: Iterable[Issue]) -> list[tuple[Issue, Section, Article]]:
    return [
        (issue, section, row) for issue in given for section in issue.sections for row in section.articles
    ]


def content(data: bytes) -> object:
    """Give what a file says of its articles: of a workbook the first sheet, else the bytes."""
    if not data.startswith(b"PK"):
        return data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def golden(name: str, suffix: str) -> bytes:
    """Give the bytes of a file of expected output, a workbook as text."""
    data, _ = written(FORMATS[suffix], issues(name))
    return _dump(data) if suffix == "xlsx" else data


def golden_path(name: str, suffix: str) -> Path:
    return CASES / (f"{name}.xlsx.txt" if suffix == "xlsx" else f"{name}.{suffix}")


def _dump(data: bytes) -> bytes:
    """Write the cells of a workbook as text: place, kind (s text, n number), colour, value, comment."""
    rows = []
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        rows.append(f"== {sheet.title}, {sheet.freeze_panes}, {sheet.auto_filter.ref}")
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            colour = cell.fill.fgColor.rgb if cell.fill.fill_type else "-"
            rows.append(f"{cell.coordinate} {cell.data_type} {cell.number_format} {colour} {cell.value}")
            rows += [f"    {line}" for line in (cell.comment.text.splitlines() if cell.comment else [])]
    return "".join(f"{row}\n" for row in rows).encode()


# Random issues

_TEXT = st.one_of(
    st.text(
        "工会主席的《一天》“”；;,，|\"'<>&=+-@_x0041 —…（）𠮷镕́ﬁ\u3000{}\\ER  TY", min_size=1, max_size=14
    ),
    st.text(
        st.characters(
            exclude_categories=["Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufffd"
        ),
        min_size=1,
        max_size=8,
    ),
)
texts = _TEXT.map(str.strip).filter(lambda text: text and not list(examine(text)))
"""Texts without spaces at their ends, as every listing gives them, and without damage."""

_spans = st.builds(
    lambda line, column, length: SourceSpan(line, column, column + length),
    st.integers(1, 60),
    st.integers(1, 40),
    st.integers(1, 20),
)
_shares = st.floats(0, 1).map(lambda share: round(share, 4))
_evidence = st.builds(
    Evidence,
    spans=st.lists(_spans, min_size=1, max_size=3).map(tuple),
    quoted=texts,
    rule=st.just("title"),
    confidence=_shares,
    margin=st.none() | st.floats(0, 50),
    alternatives=st.lists(
        st.builds(
            Alternative,
            reading=st.sampled_from(["title", "kicker", "of_old"]),
            text=texts,
            confidence=_shares,
        ),
        max_size=2,
    ).map(tuple),
)


def _evidence_for(*names: str) -> st.SearchStrategy[dict[str, Evidence]]:
    return st.dictionaries(st.sampled_from(names), _evidence, max_size=2)


_roles = (
    st.none() | st.sampled_from(["文", "文/图", "整理", "译", "本刊记者", "主编", "劳模代表", "漫画"]) | texts
)
_authors = st.builds(
    Author,
    name=texts,
    kind=st.sampled_from(["person", "corporate"]),
    unit=st.none(),
    role=_roles,
    affiliation=st.none() | texts,
    nationality=st.none() | texts,
    evidence=_evidence_for("name", "role", "affiliation", "nationality"),
) | texts.map(lambda unit: Author(name=f"湖北省总工会{unit}", kind="corporate", unit=unit))


def _is_sound(article: Article) -> bool:
    """Tell an article that every format takes."""
    page = Source(file="page.txt", line=1, end_line=1)
    name = shipped()[0].name
    issue = Issue(
        publication=name, year=2025, number=1, source=page, sections=(Section(articles=(article,)),)
    )
    return sound(issue, shipped()[0], Numbers(), [], marc=False) is issue


_articles = st.builds(
    Article,
    title=texts | st.tuples(texts, texts).map("——".join),
    kicker=st.none() | texts,
    pages=st.none() | st.sampled_from(["5", "05-07", "第5页", "封二", "12,18", "５～７"]) | texts,
    authors=st.lists(_authors, max_size=3).map(tuple),
    evidence=_evidence_for("title", "kicker", "pages"),
).filter(_is_sound)
_sections = st.builds(
    Section,
    heading=st.none() | texts,
    articles=st.lists(_articles, min_size=1, max_size=3).map(tuple),
    evidence=_evidence_for("heading"),
)
random_issues = st.lists(
    st.builds(
        Issue,
        publication=st.sampled_from([one.name for one in shipped()]),
        year=st.integers(1800, 2999),
        number=st.integers(1, 999),
        whole_number=st.none() | st.integers(1, 9999),
        completeness=st.sampled_from(["complete", "selection", "unstated"]),
        source=st.builds(
            Source,
            file=texts,
            line=st.integers(1, 99),
            end_line=st.integers(1, 99),
            encoding=st.just("UTF-8"),
        ),
        sections=st.lists(_sections, min_size=1, max_size=3).map(tuple),
        evidence=_evidence_for("year", "number"),
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda issue: (issue.publication, issue.year, issue.number),
)


if __name__ == "__main__":
    for name in NAMES:
        for suffix in FORMATS:
            golden_path(name, suffix).write_bytes(golden(name, suffix))

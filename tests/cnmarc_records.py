"""CNMARC records as people write them, # for a blank where it tells something, and how tests make them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from catalog.config.model import Host, Settings
from catalog.diagnostics import Diagnostic
from catalog.listing import read
from catalog.marc.dialects import Crosswalk
from catalog.marc.record import ControlField, DataField, Field, Record
from catalog.model import Article, Issue, Section, Source
from catalog.publication import Publication, shipped
from catalog.source import SourceDocument

PROJECT = Path(__file__).parents[1]
INPUTS = PROJECT / "tests" / "cases" / "cnmarc-nlc"
DIALECTS = ("cnmarc-nlc", "cnmarc-calis")
PUBLICATIONS = {publication.name: publication for publication in shipped()}
GONGYUN = PUBLICATIONS["中国工运"]
SETTINGS = Settings(
    dialect="cnmarc-nlc",
    organisation="ORGCODE",
    date=date(2025, 11, 22),
    time="060000",
    newspaper="工人日报",
    hosts={"zhongguo-gongyun": Host(control_number="ZGGY"), "gonghui-xinxi": Host(control_number="GHXX")},
)
WITH_HOSTS: dict[str, Any] = {"shape": "both", "host_records": True}
SOURCE = Source(file="page.txt", line=1, end_line=9)


def settings(**changes: Any) -> Settings:
    return Settings.model_validate(SETTINGS.model_dump() | changes)


def line(field: Field) -> str:
    if isinstance(field, ControlField):
        return f"{field.tag}    {field.value}"
    coded = field.tag in ("100", "110")
    values = [
        (code, value.replace(" ", "#") if coded or code == "1" else value) for code, value in field.subfields
    ]
    shown = " ".join(f"${code} {value}" for code, value in values)
    return f"{field.tag} {field.indicators.replace(' ', '#')} {shown}"


def text(record: Record) -> str:
    """Write a record as the cases have it, its lengths as zeros."""
    label = f"00000{record.leader[5:12]}00000{record.leader[17:]}".replace(" ", "#")
    return "\n".join([f"LDR    {label}", *map(line, record.fields)]) + "\n"


def written(
    given: Issue, publication: Publication | None = None, **changes: Any
) -> tuple[list[Record], list[Diagnostic]]:
    """Make the records that the settings ask for: articles, the issue, the periodical; and the findings."""
    findings: list[Diagnostic] = []
    chosen = settings(**changes)
    crosswalk = Crosswalk(chosen, findings)
    publication = publication or PUBLICATIONS[given.publication]
    records = [] if chosen.shape == "issue" else list(crosswalk.articles(given, publication))
    if chosen.shape != "articles" or chosen.host_records:
        records += crosswalk.issue(given, publication)
    if chosen.host_records:
        records += crosswalk.serial(given, publication)
    return records, findings


def issue(*articles: Article, heading: str | None = None, **values: Any) -> Issue:
    """Make an issue that holds these articles."""
    sections = (Section(heading=heading, articles=articles),)
    own = {"publication": GONGYUN.name, "year": 2025, "number": 11, "source": SOURCE, "sections": sections}
    return Issue.model_validate(own | values)


def lines(tag: str, given: Issue, publication: Publication | None = None, **changes: Any) -> list[str]:
    """Make the first record and give its fields of one tag, or of the tags that begin so."""
    (record, *_), findings = written(given, publication, **changes)
    assert findings == []
    return [line(field) for field in record.fields if field.tag.startswith(tag)]


def cases() -> dict[str, Issue]:
    """Give the issues of the cases by name, those of the seeds among them."""
    files = {
        path.stem: Issue.model_validate_json(path.read_bytes()) for path in sorted(INPUTS.glob("*.json"))
    }
    page = (PROJECT / "seeds" / "gongren-ribao-page.txt").read_text(encoding="utf-8")
    read_from_seeds, _ = read(SourceDocument("page.txt", tuple(page.split("\n"))), shipped())
    slugs = {name: publication.slug for name, publication in PUBLICATIONS.items()}
    seeds = {f"{slugs[one.publication]}-{one.year}-{one.number}": Issue.of(one) for one in read_from_seeds}
    return files | seeds


def fields_in(link: DataField) -> Iterator[Field]:
    """Take an embedded link apart, as a reader of UNIMARC does."""
    starts = [at for at, subfield in enumerate(link.subfields) if subfield.code == "1"]
    assert starts[0] == 0, "nothing stands before the first $1"
    for start, end in zip(starts, [*starts[1:], len(link.subfields)], strict=True):
        value, own = link.subfields[start].value, link.subfields[start + 1 : end]
        if value.startswith("00"):
            assert own == ()
            yield ControlField(value[:3], value[3:])
        else:
            assert len(value) == 5
            assert own
            yield DataField(value[:3], value[3:], own)

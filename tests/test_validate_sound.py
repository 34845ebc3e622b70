"""No false alarms: sound records of every kind have no findings, and ours have none either."""

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from catalog.config.model import Settings
from catalog.marc import containers
from catalog.marc.dialects import Crosswalk
from catalog.model import Issue
from catalog.publication import by_name, shipped
from catalog.validate import validate
from tests.written_records import FILES, as_marcxml, records_of

TESTS = Path(__file__).parent


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sound_records_have_no_findings(path: Path) -> None:
    made = records_of(path.read_text(encoding="utf-8"))
    assert validate(as_marcxml(made), path.name) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sound_records_are_sound_by_the_published_schema(path: Path, shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(shared / "schemas" / "MARC21slim.xsd")))
    schema.assertValid(etree.fromstring(as_marcxml(records_of(path.read_text(encoding="utf-8")))))


def test_there_are_enough_sound_records() -> None:
    counts = {path.stem: len(records_of(path.read_text(encoding="utf-8"))) for path in FILES}
    assert counts.pop("worked-7.1") == counts.pop("worked-7.2") == 2
    assert sum(counts.values()) >= 40


@pytest.mark.parametrize(
    "path", sorted((TESTS / "cases" / "marc21").glob("*.json")), ids=lambda path: path.stem
)
def test_the_crosswalk_makes_sound_records(path: Path) -> None:
    issue = Issue.model_validate_json(path.read_bytes())
    publication = by_name(issue.publication, shipped())
    assert publication is not None
    settings = Settings(organisation="ORGCODE", date=date(2025, 11, 22))
    made = list(Crosswalk(settings, []).articles(issue, publication))
    assert made
    assert validate(b"".join(containers.by_name("marcxml").write(made)), path.name) == []


def test_the_committed_export_is_sound() -> None:
    written = [
        path
        for path in (TESTS.parent / "output").rglob("*.*")
        if path.suffix in (".marcxml", ".xml", ".json")
    ]
    assert [item for path in written for item in validate(path.read_bytes(), path.name)] == []

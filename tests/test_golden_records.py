"""The 13 articles of the seeds in every dialect and container, as a person has read them.

`CATALOG_ACCEPT=1 python -m pytest tests/test_golden_records.py` writes the files anew, to be read again.
"""

import os
from datetime import date
from pathlib import Path

import pytest

from catalog import gather
from catalog.config.model import Host, Settings
from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.publication import shipped
from catalog.writers import WRITERS, Writer

PROJECT = Path(__file__).parents[1]
GOLDEN = PROJECT / "tests" / "cases" / "golden"
PAGE = PROJECT / "seeds" / "gongren-ribao-page.txt"
HOSTS = {"zhongguo-gongyun": Host(control_number="ZGGY"), "gonghui-xinxi": Host(control_number="GHXX")}
DIALECTS = {
    "marc21": {"dialect": "marc21"},
    "marc21-ala-lc": {"dialect": "marc21", "pinyin": "ala-lc", "language": "eng"},
    "cnmarc-nlc": {"dialect": "cnmarc-nlc", "pinyin": "nlc"},
    "cnmarc-calis": {"dialect": "cnmarc-calis", "pinyin": "calis"},
}
CONTAINERS = [row for row in WRITERS if row.marc]


@pytest.mark.parametrize("row", CONTAINERS, ids=lambda row: row.name)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_records_are_as_accepted(dialect: str, row: Writer) -> None:
    if row.name == "marcxml" and dialect.startswith("cnmarc"):
        return
    settings = Settings.model_validate(
        {"organisation": "ORGCODE", "date": date(2025, 11, 22), "newspaper": "工人日报", "hosts": HOSTS}
        | {"host_records": True}
        | DIALECTS[dialect]
    )
    context = Context(settings, shipped())
    issues, _ = gather.read(PAGE.read_bytes(), "seeds/gongren-ribao-page.txt", context.publications)
    findings: list[Diagnostic] = []
    data = b"".join(row.write(issues, context, findings))
    assert [item for item in findings if item.severity == "error"] == []
    path = GOLDEN / f"{dialect}{row.suffixes[0]}"
    if os.environ.get("CATALOG_ACCEPT"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    assert data == path.read_bytes()

"""The settings, and what is known of their values without a model."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from catalog.diagnostics import Level
from catalog.frozen import NONE, Frozen

UNDETERMINED = "XX-XxUND"
"""The code for an undetermined organisation in the MARC Code List for Organizations."""


class Host(Frozen):
    """What the library knows of a periodical: the control number of its own record, ISSN, imprint."""

    control_number: str | None = None
    issn: str | None = None
    place: str | None = None
    publisher: str | None = None


class Settings(Frozen):
    """What a library sets: local values that no listing tells, and how it wants its records.

    `organisation` is the library's MARC organisation code, `date` and `time` when the records are dated,
    `newspaper` where the listing was printed, `publications` a folder of own profiles, `corrections` a
    folder of corrections to the reading, `levels` severities by code of finding, `hosts` the library's
    records of the periodicals by slug, `classes` class numbers by heading or control number, `local` own
    fields as lines, `local_tags` tags that are known here (9XX).  `target` names a system whose data file
    fills in what is not set here; `names` is a file of readings for the romanisation, `substitutes` what to
    write for characters that `encoding` lacks.
    """

    target: str = "generic"
    format: str | None = None
    dialect: Literal["marc21", "cnmarc-nlc", "cnmarc-calis"] = "marc21"
    shape: Literal["articles", "issue", "both"] = "articles"
    host_records: bool = False
    pinyin: Literal["none", "ala-lc", "nlc", "calis"] = "none"
    names: Path | None = None
    provenance: bool = False
    links: Literal["embedded", "standard"] = "embedded"
    relators: Literal["word", "code"] = "word"
    system_number: bool = False
    encoding: Literal["utf-8", "gb18030", "gbk"] = "utf-8"
    substitutes: Mapping[str, str] = NONE
    marcxchange: Literal[1, 2] = 1
    language: Literal["chi", "eng"] = "chi"

    organisation: str = UNDETERMINED
    date: datetime.date
    time: str = "000000"
    newspaper: str | None = None
    publications: Path | None = None
    corrections: Path | None = None
    levels: Mapping[str, Level] = NONE
    hosts: Mapping[str, Host] = NONE
    classes: Mapping[str, str] = NONE
    class_edition: str | None = None
    local: tuple[str, ...] = ()
    local_tags: tuple[str, ...] = ()


PATTERNS = {
    "target": r"^[a-z0-9-]+$",
    "organisation": r"^[A-Za-z0-9/:-]+$",
    "time": r"^([01]\d|2[0-3])[0-5]\d[0-5]\d$",
    "class_edition": r"^\d+$",
}
"""How the values of some settings are written; $ is the end of the text."""

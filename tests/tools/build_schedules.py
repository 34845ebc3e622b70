"""Make schemas/*.avram.json, the field schedules of validation, from the tables beside this.

A maintainer's tool, not part of the package: `python -m tests.tools.build_schedules`.  The tables in
tests/tools/schedules say in their first lines how they are written and where the facts stand; the
same tables give the same bytes.  Avram: https://format.gbv.de/schema/avram/specification
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "schedules"
SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
ANY, NONE = "*", "-"
LC = "https://www.loc.gov/marc/"
IFLA = "https://archive.ifla.org/VI/3/p1996-1/"
LATER = "https://www.ifla.org/publications/unimarc-formats-and-related-documentation/"
NOT_IN_1996 = re.compile(
    "003|01[78]|03[36]|073|146|18[123]|203|214|231|251|283|338|346|360|371|50[67]|560|57[67]|602|617|62[13]|63[12]"
    "|703|71[36]|723|74[012]|85[02]"
)
LINKING = (
    *range(410, 414), *range(421, 426), *range(430, 438), *range(440, 449), *range(451, 457),
    *range(461, 465), 470, 481, 482, 488,
)  # fmt: skip
PINYIN = re.compile(r"200|225|5\d\d|60[0-9]|610|7[0-4]\d")
"""Fields of CNMARC whose subfields may have pinyin behind them."""
CAPITALS = {"200": "abcdefghi", "225": "adefhi"}
"""The subfields that CALIS repeats in Latin script under a capital; elsewhere ab, ef and i."""

MARC21 = {
    "title": "MARC 21 Format for Bibliographic Data",
    "description": (
        "Tags, indicators, subfields and their repetition, and codes by position, as records may have them; "
        "what is obsolete is under deprecated-. Tags with a 9 that are not here are for local use. "
        "A field with indicators and without subfields may have any."
    ),
    "url": f"{LC}bibliographic/",
}
CNMARC = {
    "title": "CNMARC as {union} records have it",
    "description": (
        "UNIMARC, on which GB/T 33286-2016 is based, the fields that Chinese libraries add, and pinyin "
        "{pinyin}. Tags with a 9 that are not here are for national and local use. A field of the block 4 "
        "without subfield 1 is read as it stands, one with it as embedded fields."
    ),
    "url": "https://archive.ifla.org/VI/3/p1996-1/sec-uni.htm",
}
UNIONS = {
    "cnmarc-nlc": {"union": "the National Library of China and its followers", "pinyin": "in $9"},
    "cnmarc-calis": {
        "union": "CALIS and its members",
        "pinyin": "under the capital of the subfield's letter, or in $9",
    },
}

Json = dict[str, Any]


def schemas() -> dict[str, str]:
    """Give the text of each schema by the name of its file."""
    made = {"marc21": _schema(MARC21, _fields("marc21", _lc), "m")}
    for name, words in UNIONS.items():
        head = {key: text.format_map(words) for key, text in CNMARC.items()}
        fields = _fields("unimarc", _ifla) | _fields("cnmarc", None)
        for tag, row in fields.items():
            if PINYIN.fullmatch(tag) and "subfields" in row:
                row["subfields"] |= _pinyin(tag, row["subfields"], capitals=name == "cnmarc-calis")
        made[name] = _schema(head, fields, "u")
    return {f"{name}.avram.json": text for name, text in made.items()}


def _pinyin(tag: str, subfields: Json, *, capitals: bool) -> Json:
    letters = CAPITALS.get(tag, "abefi") if capitals else ""
    return {"9": {"repeatable": True}} | {c.upper(): {"repeatable": True} for c in letters if c in subfields}


def _schema(head: Json, rows: dict[str, Json], family: str) -> str:
    """Put a schema together, a field a line, the fixed fields with their codes first."""
    fixed = _fixed(family)
    for key in list(fixed):
        tag, _, code = key.partition("$")
        if code:
            rows[tag]["subfields"][code] |= fixed.pop(key)
        elif tag in rows:
            rows[tag] |= fixed.pop(key)
    url = f"{LC}bibliographic/bdleader.html" if family == "m" else f"{IFLA}uni.htm"
    rows = {"LDR": {"tag": "LDR", "label": "Leader", "url": url, "repeatable": False} | fixed["LDR"]} | rows
    kinds = {"fields": [row for row in rows.values() if not row.get("obsolete")]}
    kinds["deprecated-fields"] = [row for row in rows.values() if row.pop("obsolete", False)]
    lines = ["{", '"$schema": "https://format.gbv.de/schema/avram/schema.json",', '"family": "marc",']
    lines += [f"{_json(key)}: {_json(value)}," for key, value in head.items()]
    for key, found in kinds.items():
        if found:
            lines[-1] += "" if lines[-1].endswith(",") else ","
            lines += [
                f"{_json(key)}: {{",
                ",\n".join(f"{_json(row['tag'])}: {_json(row)}" for row in found),
                "}",
            ]
    return "\n".join([*lines, "}\n"])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rows(name: str) -> Iterator[list[str]]:
    for line in (TABLES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            yield [part.strip() for part in line.split(" | ")]


def _fields(name: str, url: Any) -> dict[str, Json]:
    """Read a table of fields."""
    fields: dict[str, Json] = {}
    for columns, label, *origin in _rows(name):
        tag, kind, first, second, subfields = columns.split()
        for each in map(str, LINKING) if tag == "4LL" else [tag]:
            row: Json = {"tag": each, "label": label, "url": origin[0] if origin else url(each, kind)}
            row |= {"repeatable": kind in "Rr"} | ({"obsolete": True} if kind in "rn" else {})
            if NONE not in (first, subfields):
                row |= {"indicator1": _indicator(first), "indicator2": _indicator(second)}
                row |= _subfields(subfields)
            fields[each] = row
    return fields


def _lc(tag: str, kind: str) -> str:
    if kind in "rn":
        return f"{LC}bibliographic/ecbdlist.html"
    if tag == "850" or not "841" <= tag <= "878" or tag in ("852", "856", "857"):
        return f"{LC}bibliographic/bd{tag}.html"
    return f"{LC}holdings/hd{'841' if tag == '841' else tag}.html"


def _ifla(tag: str, kind: str) -> str:
    return LATER if NOT_IN_1996.fullmatch(tag) else f"{IFLA}uni{tag[0]}.htm"


def _indicator(text: str) -> Json:
    return {} if text == ANY else _codes(text)


def _subfields(text: str) -> Json:
    if text == ANY:
        return {}
    current, _, old = text.partition("/")
    named = {"subfields": current, "deprecated-subfields": old}
    return {
        key: {code: _subfield(*marks) for code, *marks in re.findall(r"(.)(\+?)(!?)", codes)}
        for key, codes in named.items()
        if codes
    }


def _subfield(plus: str, required: str) -> Json:
    return {"repeatable": bool(plus)} | ({"required": True} if required else {})


def _codes(text: str, kind: str = "codes") -> Json:
    """Spell out codes in force and, behind the stroke, deprecated ones."""
    current, _, old = text.partition("/")
    named = {kind: current, f"deprecated-{kind}": old}
    return {key: {code: {} for code in _spelt(codes)} for key, codes in named.items() if codes}


def _spelt(codes: str) -> list[str]:
    codes = codes.replace("#", " ")
    if "," in codes:
        return codes.split(",")
    ranges = re.compile(r"([0-9])-([0-9])")
    return list(ranges.sub(lambda m: "".join(map(str, range(int(m[1]), int(m[2]) + 1))), codes))


def _fixed(family: str) -> dict[str, Json]:
    """Read the codes by position of a family, by field or subfield."""
    found: dict[str, Json] = {}
    for columns, label in _rows("fixed"):
        of, field, kind, positions, codes = columns.split(" ")
        if of != family:
            continue
        place = found.setdefault(field, {})
        if kind != NONE:
            place = place.setdefault("types", {}).setdefault(kind.replace("_", " "), {})
        if positions == "len":
            place["pattern"] = f"^.{{{codes}}}$"
            continue
        first, _, last = positions.partition("-")
        several = bool(last) and "," not in codes
        row = {"label": label, "start": int(first), "end": int(last or first)}
        place.setdefault("positions", {})[positions] = row | _codes(codes, "flags" if several else "codes")
    return found


def main() -> None:
    """Write the schemas."""
    for name, text in schemas().items():
        (SCHEMAS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

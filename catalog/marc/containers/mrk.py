r"""The mnemonic text of MARCMaker and MarcEdit: `=245  10$aTitle`, a line a field, an empty line a record.

A blank in leader, control fields and indicators is `\`; a character with a meaning of its own stands as
a name in braces.  Manual: https://www.loc.gov/marc/makrbrkr.html
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers import lines, mnemonics
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.entry import Entry, Fault, FieldLines
from catalog.marc.containers.lines import Grammar, Line
from catalog.marc.containers.refusal import ForbiddenCharacterError, FormError, Spot
from catalog.marc.containers.shape import check_form, check_leader, encoded, raise_for
from catalog.marc.containers.wrapping import Layout, Wrapping
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield

MNEMONICS = {"$": "dollar", "\\": "bsol", "{": "lcub", "}": "rcub", "\x1b": "esc"}
"""The characters that stand as a name in braces."""

_ESCAPED = str.maketrans({character: f"{{{name}}}" for character, name in MNEMONICS.items()})
_NAMED = {name: character for character, name in MNEMONICS.items()}
_NAME = patterns.compile(r"\{(\w+)\}")
_UNFIT = patterns.compile(r"[\x00-\x08\x0a-\x1a\x1c-\x1f\x7f]")
_LINE = patterns.compile(r"=([0-9A-Za-z]{3})(?:  (.*))?", re.DOTALL)
_FIELD = patterns.compile(
    r"\s*[=＝﹦][0-9A-Z]{3} {2}|[=＝﹦]|(?:LDR|00[0-9]) {2}|[0-9]{3} {1,2}[0-9A-Za-z\\# ]{2}\$"
)  # what was meant as one, and does not go on with the text above
_SCRIPT = patterns.compile(r"(\$6[0-9]{3}-[0-9]{2}/)\$1(?=\$)")
"""The script of Chinese in $6, whose own sign was not written as a name, such as by pymarc's TextWriter."""
_LEADER = ("LDR", "000")


def layout(wrapping: Wrapping) -> Layout:
    """Give the layout of a file of mnemonic text, in UTF-8, GB18030 or GBK."""
    return Layout(partial(encode, encoding=wrapping.encoding), between=b"\n")


def encode(record: Record, encoding: str = "utf-8") -> bytes:
    """Write one record; raises ForbiddenCharacterError for controls, FormError, UnencodableError."""
    check_leader(record.leader)
    raise_for(record, _UNFIT, ForbiddenCharacterError)
    rows = [f"=LDR  {_blanks_shown(record.leader)}", *map(_row, record.fields), ""]
    return encoded("\n".join(rows), record, encoding)


def _row(field: Field) -> str:
    if isinstance(field, ControlField):
        check_form((field.tag, None, ()))
        text = _blanks_shown(field.value)
    else:
        codes = tuple([code for code, _ in field.subfields])
        check_form((field.tag, field.indicators, codes))
        if "$" in codes or field.indicators.translate(_ESCAPED) != field.indicators:
            raise FormError(f"{field.indicators!a} {''.join(codes)}", Spot(field.tag))
        values = [f"${code}{value.translate(_ESCAPED)}" for code, value in field.subfields]
        text = "".join([field.indicators.replace(" ", "\\"), *values])
    if field.tag in _LEADER:
        raise FormError("= LDR", Spot(field.tag))
    return f"={field.tag}  {text}"


def _blanks_shown(value: str) -> str:
    return value.translate(_ESCAPED).replace(" ", "\\")


def read(stream: Stream, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file and what is wrong with it; a bad record costs that record.

    A line that begins with # is a comment, one that does not look like a field goes on with the field
    before it.  Findings beside those of `lines.read`: X542 a line that is no field, X543 a field out of form,
    X544 no leader, X547 a name in braces that is not known, X572 a script code in $6 that is not masked.
    """
    return lines.read(stream, name, encoding, _GRAMMAR)


def _ignores(text: str) -> bool:
    return text.startswith("#")


def _ends(text: str) -> bool:
    return not text or text.isspace()


def _begins(text: str) -> bool:
    return text.startswith(("=LDR", "=000"))


def _record(
    block: Sequence[Line], place: Place, findings: list[Diagnostic]
) -> tuple[Record, tuple[FieldLines, ...]]:
    rows = list(_rows(block))
    if not rows or rows[0][0] not in _LEADER:
        raise Fault("X544", place.line)
    fields: list[Field] = []
    at: list[FieldLines] = []
    for tag, text, line in rows[1:]:
        if "/$1$" in text and (mended := _SCRIPT.sub(r"\1{dollar}1", text)) != text:
            text = mended
            findings.append(finding("X572", Place(place.file, line, record=place.record, field=tag)))
        field = _field(tag, text, line)
        fields.append(field)
        at.append(lines.lines_of(field, line))
        for unknown in _unknown(text) if "{" in text else ():
            where = Place(place.file, line, record=place.record, field=tag)
            findings.append(finding("X547", where, name=unknown))
    return Record(_blanks_read(rows[0][1]), tuple(fields)), tuple(at)


def _rows(block: Sequence[Line]) -> Iterator[tuple[str, str, int]]:
    """Give tag, text and line of each field, whose text may go on on further lines."""
    tag, text, start = "", "", 0
    for line in block:
        found = _LINE.fullmatch(line.text)
        if found is None and (not tag or _FIELD.match(line.text)):
            raise Fault("X542", line.number, text=line.text[:40])
        if found is None:
            text += line.text
            continue
        if tag:
            yield tag, text, start
        tag, text, start = found[1], found[2] or "", line.number
    if tag:
        yield tag, text, start


def _field(tag: str, text: str, line: int) -> Field:
    if tag.startswith("00"):
        return ControlField(tag, _blanks_read(text))
    indicators = lines.indicators(tag, text, "$", line).replace("\\", " ")
    parts = lines.subfields(tag, text[2:], "$", line)
    if "{" in text:
        parts = tuple([Subfield(code, _named(value)) for code, value in parts])
    return DataField(tag, indicators, parts)


def _unknown(text: str) -> list[str]:
    return sorted({found[1] for found in _NAME.finditer(mnemonics.read(text))} - _NAMED.keys())


def _blanks_read(text: str) -> str:
    return _named(text.replace("\\", " "))


def _named(text: str) -> str:
    """Put characters in the place of their names; a name that is not known stays as it is."""
    if "{" not in text:
        return text
    return _NAME.sub(lambda found: _NAMED.get(found[1], found[0]), mnemonics.read(text))


_GRAMMAR = Grammar(
    _ignores, _ends, _begins, _record, patterns.compile("=001  (.*)"), patterns.compile("=([0-9A-Za-z]{3})")
)

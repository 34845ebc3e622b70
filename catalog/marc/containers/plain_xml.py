"""MARCXML as programs write it, read as text, several times as quickly as a parser of XML does it.

Such a file is a collection of records, each a leader, control fields and data fields with their subfields,
and nothing else.  Its bytes are cut into fields, each of which is decoded and looked at in every character;
a field that stands in many records (a source, a type of content, a host) is read once.  What departs from
that, however little, is left to the parser: a record by itself (an attribute more, a character reference),
or all that is left where not even the end of the record is certain (a comment, a damaged file).
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from catalog.marc.containers.entry import LIMIT, Entry, FieldLines, own
from catalog.marc.containers.fieldlines import LinesLater
from catalog.marc.record import ControlField, DataField, Field, Record, data_field, subfields_of

if TYPE_CHECKING:
    from lxml import etree

REMEMBERED = 4096
"""How many fields and heads of elements are remembered."""

_CHUNK = 128 * 1024
_ROOT = re.compile(
    r"""\ufeff?(?:<\?xml version=["']1\.0["'](?: encoding=["'][Uu][Tt][Ff]-8["'])?"""
    r"""(?: standalone=["'](?:yes|no)["'])? *\?>)?\s*+(?:<!--(?:(?!--).)*+-->\s*+)*+"""
    r"<((?:[A-Za-z_][\w.-]*:)?)collection(?:\s[^<>&]*)?(?<!/)>",
    re.DOTALL,
)
_NO_TEXT = r"<>\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
"""Markup, and what is no character of XML; not all of it, for the rest is no UTF-8."""
_HEAD = re.compile(rf"[ \t\n]*<record((?: \w+=\"[^{_NO_TEXT}\"&]*\")*)")
_LEADER = re.compile(rf"[ \t\n]*<leader>([^{_NO_TEXT}&]*)")
_CONTROL = re.compile(rf"""[ \t\n]*<controlfield tag=(?:"(00[1-9])"|'(00[1-9])')>([^{_NO_TEXT}]*)""")
_ATTRIBUTE = re.compile(r""" (\w+)=(?:"([^"<&]*)"|'([^'<&]*)')""")
_SUBFIELD = {
    quote: rf"[ \t\n]*+<subfield code={quote}({codes}){quote}>([^{_NO_TEXT}]*+)</subfield>"
    for quote, codes in (('"', "[!#-%'-;=?-~]"), ("'", "[!-%(-;=?-~]"))
}
_SUBFIELDS = {quote: re.compile(rf"(?:{each})++[ \t\n]*+") for quote, each in _SUBFIELD.items()}
_EACH = {quote: re.compile(each) for quote, each in _SUBFIELD.items()}
_TAG, _INDICATOR = re.compile("(?!00)(?:[0-9A-Z]{3}|[0-9a-z]{3})"), re.compile("[0-9a-z ]")
_FIELD = re.compile(b"<(?:controlfield|datafield)")
_SUBFIELD_STARTS = re.compile(b"<subfield")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_OTHER_ENTITY = re.compile("&(?!(?:lt|gt|quot|apos|amp);)")


class Source(Protocol):
    """Gives the bytes of a file."""

    def read(self, size: int, /) -> bytes:
        """Give at most so many more, none at the end."""
        ...


class Root(NamedTuple):
    """The beginning of a file to the end of its first start tag: the text, the prefix of its elements."""

    text: str
    prefix: str

    @property
    def tag(self) -> str:
        """The start tag of the collection."""
        return self.text[self.text.rindex("<") :]

    @property
    def is_marcxchange(self) -> bool:
        """Whether its records may name their format."""
        return "info:lc/xmlns/marcxchange-v" in self.tag

    @property
    def whole(self) -> bytes:
        """The beginning as a file of its own, without records."""
        return f"{self.text}</{self.prefix}collection>".encode()

    @property
    def lines(self) -> int:
        """The line on which the beginning ends."""
        return self.text.count("\n") + 1


class Rest(NamedTuple):
    """What a parser must read: the bytes taken already, where they begin, and the records before."""

    taken: bytes
    line: int
    column: int
    number: int


class Lines(LinesLater[bytes]):
    """The lines of the elements of a record."""

    __slots__ = ()

    def _lines(self) -> Iterator[FieldLines]:
        starts = self._starts
        return (self._of_field(start, end) for start, end in pairwise((*starts, len(self._text))))

    def _one(self, at: int) -> FieldLines | None:
        starts = [*self._starts, len(self._text)]
        return self._of_field(starts[at], starts[at + 1]) if 0 <= at < len(starts) - 1 else None

    @property
    def leader(self) -> int:
        """The line on which the leader begins."""
        return self._line + self._text.count(b"\n", 0, max(0, self._text.find(b"<leader")))

    @property
    def _starts(self) -> list[int]:
        return [found.start() for found in _FIELD.finditer(self._text)]

    def _of_field(self, start: int, end: int) -> FieldLines:
        text = self._text
        first = self._line + text.count(b"\n", 0, start)
        subfields = (found.start() for found in _SUBFIELD_STARTS.finditer(text, start, end))
        return first, *(first + text.count(b"\n", start, at) for at in subfields)


def root(head: bytes) -> Root | None:
    """Give the beginning of a file that can be read as text: UTF-8, its first element a collection."""
    found = _ROOT.match(head.decode("utf-8", "replace"))
    if found is None or "\ufffd" in found[0] or "\r" in found[0].replace("\r\n", "\n"):
        return None
    if f"</{found[1]}record>" in found[0]:  # in a comment, and records are parted there
        return None
    return Root(found[0], found[1])


def read(
    source: Source, root: Root, name: str, parsed: Callable[[bytes, int, int], Entry | None]
) -> Iterator[Entry | Rest]:
    """Give the records of a file that begins so; at last the rest, where there is one for a parser.

    `parsed` makes an entry of the text of a record that needs a parser, its number and first line, or says
    that it cannot.
    """
    end, may_name_format = f"</{root.prefix}record>".encode(), root.is_marcxchange
    close = re.compile(rb"[ \t\r\n]*</%bcollection>[ \t\r\n]*" % re.escape(root.prefix.encode()))
    left, at = b"", len(root.text.encode())
    number, line, column = 0, root.lines, len(root.text.removeprefix("\ufeff").rpartition("\n")[2])
    while True:
        data = source.read(_CHUNK)
        *records, left = (left + data).split(end)
        start = 0 if records else at
        is_cut = not data and not (number + len(records) and close.fullmatch(left, start))
        if is_cut or len(left) > LIMIT:
            yield Rest(end.join((*records, left))[at:], line, column + 1, number)
            return
        for index, whole in enumerate(records):
            record, at = whole[at:], 0
            number += 1
            try:
                entry = _entry(record, root, may_name_format, name, number, line)
            except UnicodeDecodeError:
                entry = None
            entry = entry or parsed(record + end, number, line)
            if entry is None:
                yield Rest(end.join((record, *records[index + 1 :], left)), line, column + 1, number - 1)
                return
            yield entry
            ends = record.count(b"\n")
            line += ends
            behind = len(record[record.rfind(b"\n") + 1 :].decode("utf-8", "replace"))
            column = len(end) + (behind if ends else column + behind)
        if not data:
            return


def _entry(data: bytes, root: Root, may_name_format: bool, name: str, number: int, line: int) -> Entry | None:
    """Read a record; None if a parser must do it, as it must where UnicodeDecodeError is raised."""
    plain = _without(root.prefix.encode(), data) if root.prefix else data
    if b"\r" in plain:
        plain = plain.replace(b"\r\n", b"\n")
    first, *datas = plain.split(b"</datafield>")
    head, _, first = first.partition(b">")
    named = _head(head, may_name_format)
    if named is None or b"\r" in plain or not datas or datas.pop().strip(b" \t\n"):
        return None
    controls = first.split(b"</controlfield>")
    leader, closed, controls[0] = controls[0].partition(b"</leader>")
    datas.insert(0, controls.pop())
    about = _leader(leader) if closed else None
    fields: list[Field | None] = [*map(_control, controls), *map(_data, datas)]
    if about is None or not all(fields):
        return None
    record = Record(about, own(fields))  # type: ignore[arg-type]  # None is not among them
    above = line + head.count(b"\n")
    return Entry(name, number, above, record, Lines(plain, line), Unparsed(data, root), format=named)


class Unparsed:
    """The bytes of a record without its end tag, of which an element can be made."""

    __slots__ = ("data", "root")

    def __init__(self, data: bytes, root: Root) -> None:
        self.data = data
        self.root = root

    def __call__(self) -> "etree._Element":
        """Parse the bytes, in a collection as they stand in."""
        from lxml import etree

        tag, prefix = self.root.tag.encode(), self.root.prefix.encode()
        element = etree.fromstring(b"%b%b</%brecord></%bcollection>" % (tag, self.data, prefix, prefix))
        return element[0]


def _without(prefix: bytes, data: bytes) -> bytes:
    """Take the prefix off all names; the bytes stay as they are, which nobody can read, if one has none."""
    plain = data.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
    return plain if data.count(prefix) == data.count(b"<") else data


@lru_cache(maxsize=REMEMBERED)
def _head(data: bytes, may_name_format: bool) -> str | None:
    """Read the start tag of a record: the format that it names, or an empty text."""
    found = _HEAD.fullmatch(data.decode())
    if not found:
        return None
    pairs = _pairs(found[1])
    attributes = dict(pairs)
    if len(pairs) > len(attributes):  # one stands twice, which is no XML
        return None
    named = attributes.pop("format", "") if may_name_format else ""
    return named if attributes.pop("type", "Bibliographic") == "Bibliographic" and not attributes else None


def _leader(data: bytes) -> str | None:
    found = _LEADER.fullmatch(data.decode())
    return found[1] if found else None


@lru_cache(maxsize=REMEMBERED)
def _control(data: bytes) -> ControlField | None:
    """Read a control field without its end tag."""
    found = _CONTROL.fullmatch(data.decode())
    if found is None or _OTHER_ENTITY.search(found[3]):
        return None
    return ControlField(found[1] or found[2], _unescaped(found[3]))


@lru_cache(maxsize=REMEMBERED)
def _data(data: bytes) -> DataField | None:
    """Read a data field without its end tag."""
    head, closed, body = data.decode().partition(">")
    opened = _opened(head)
    quote = head[-1:]  # as behind the last indicator, so behind each code
    if not (opened and closed and _SUBFIELDS[quote].fullmatch(body)):
        return None
    found = _EACH[quote].findall(body)
    if "&" in body:
        if _OTHER_ENTITY.search(body):
            return None
        found = [(code, _unescaped(value)) for code, value in found]
    return data_field((*opened, subfields_of(found)))


@lru_cache(maxsize=REMEMBERED)
def _opened(head: str) -> tuple[str, str] | None:
    """Read the start tag of a data field: its tag and its indicators."""
    start, _, rest = head.partition("<datafield")
    if start.strip(" \t\n") or _ATTRIBUTE.sub("", rest):
        return None
    pairs = _pairs(rest)
    attributes = dict(pairs)
    if len(pairs) != 3 or attributes.keys() != {"tag", "ind1", "ind2"}:
        return None
    tag, first, second = (attributes[key] for key in ("tag", "ind1", "ind2"))
    sound = _TAG.fullmatch(tag) and _INDICATOR.fullmatch(first) and _INDICATOR.fullmatch(second)
    return (tag, first + second) if sound else None


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(key, one or other) for key, one, other in _ATTRIBUTE.findall(text)]


def _unescaped(text: str) -> str:
    """Put characters in the place of the names that XML itself has for them."""
    if "&" in text:
        for name, character in _ENTITIES:
            text = text.replace(name, character)
    return text

"""Records read as text are those that a parser of XML reads, with what it says of a damaged file."""

import random
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

import pytest

from catalog.diagnostics import Diagnostic
from catalog.marc.containers import Wrapping, by_name, plain_xml, read_xml
from catalog.marc.containers.entry import Entry
from tests.tools.compose_records import records

MADE = list(islice(records(pinyin="none"), 5))
FILE = b"".join(by_name("marcxml").write(MADE, Wrapping()))
FLAT = re.sub(rb">\s+<", b"><", FILE)
FILES = {
    "as we write it": FILE,
    "all on one line": FLAT,
    "a record a line": FLAT.replace(b"</record>", b"</record>\n"),
    "line ends of Windows": FILE.replace(b"\n", b"\r\n"),
    "single quotes": FILE.replace(b'"', b"'"),
    "a prefix": re.sub(rb"<(/?)(?=[a-z])", rb"<\1marc:", FILE).replace(b"xmlns=", b"xmlns:marc="),
    "marcxchange": b"".join(by_name("marcxchange").write(MADE, Wrapping())),
    "named entities": FILE.replace(b" :", b" &amp; &lt;br&gt; &quot;"),
    "other order": re.sub(rb'(tag="245") (ind1="." ind2=".")', rb"\2 \1", FILE),
}
PIECES = (
    *("<", ">", "&", "&amp;", "&#x4e00;", "&#1;", "&nbsp;", '"', "'", " ", "\n", "\r", "\t", "\0", "\1"),
    *("\x85", "\ufffe", "\ufeff", "工", "]]>", "text", "marc:", "<!--x-->", "<![CDATA[x]]>", "<?pi?>"),
    *("</record>", "<record>", "</datafield>", "<x/>", "<x>y</x>", "</collection>", "</controlfield>"),
    *("<leader>", "</leader>", "</subfield>", ' id="a"', ' xmlns=""', "<!DOCTYPE a>", ""),
    *('<subfield code="ab">x</subfield>', '<controlfield tag="001">q</controlfield>'),
)


def told(items: Iterator[Entry | Diagnostic]) -> list[object]:
    return [
        (item.number, item.line, item.record, *map(tuple, item.lines), item.format)
        if isinstance(item, Entry)
        else (item.code, item.place, dict(item.values))
        for item in items
    ]


def parsed(data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Read a file by the parser alone."""
    with monkeypatch.context() as patched:
        patched.setattr(plain_xml, "root", lambda head: None)
        return told(read_xml.read(BytesIO(data), "x"))


@pytest.mark.parametrize("name", FILES)
def test_records_of_sound_files(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [item for item in read_xml.read(BytesIO(FILES[name]), "x") if isinstance(item, Entry)]
    assert [entry.is_plain for entry in entries] == [True] * len(MADE)
    assert told(iter(entries)) == parsed(FILES[name], monkeypatch)


def test_an_element_of_a_record_that_was_read_as_text() -> None:
    (entry,) = read_xml.read(BytesIO(b"".join(by_name("marcxml").write(MADE[:1], Wrapping()))), "x")
    assert isinstance(entry, Entry)
    assert entry.is_plain
    assert entry.element is not None
    assert read_xml._entry(entry.element, "x", 1).record == entry.record


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", FILES)
def test_damaged_files(name: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(f"{name} {seed}")
    for _ in range(30):
        data = FILES[name]
        for _ in range(chance.choice((1, 1, 2))):
            places = [0, *(found.start() + chance.randrange(2) for found in re.finditer(rb"[<>]", data))]
            at = chance.choice(
                [*places, chance.randrange(len(data) + 1)] if chance.random() < 0.6 else range(len(data))
            )
            end = at + chance.choice((0, 0, 0, 1, 3, 40, 400))
            data = data[:at] + chance.choice(PIECES).encode() + data[end:]
        assert told(read_xml.read(BytesIO(data), "x")) == parsed(data, monkeypatch)


def test_chunks_may_end_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(read_xml.read(BytesIO(FILE), "x"))
    for size in (1, 7, 1000):
        monkeypatch.setattr(plain_xml, "_CHUNK", size)
        assert told(read_xml.read(BytesIO(FILE), "x")) == whole
        broken = FILE.replace("著".encode(), b"\xe8\x91", 3)
        assert told(read_xml.read(BytesIO(broken), "x")) == parsed(broken, monkeypatch)

"""Our MARCXML schema refuses whatever the published one refuses, and what MARC 21 forbids besides."""

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from catalog import resources

SLIM = "http://www.loc.gov/MARC21/slim"
MARCXCHANGE = b"info:lc/xmlns/marcxchange-v1"
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
LEADER = "00059naa a22000372i 4500"
CONTROL = '<controlfield tag="001">X1</controlfield>'
RECORD = (
    f"<record><leader>{LEADER}</leader>{CONTROL}"
    '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">工会</subfield></datafield></record>'
)
OURS = etree.XMLSchema(etree.parse(str(resources.schema("marcxml.xsd"))))


@pytest.fixture(scope="session")
def published(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(shared / "schemas" / "MARC21slim.xsd")))


def in_collection(text: str, attributes: str = "") -> bytes:
    return f'<collection xmlns="{SLIM}" {attributes}>{text}</collection>'.encode()


def with_change(old: str, new: str) -> bytes:
    assert RECORD.count(old) == 1
    return in_collection(RECORD.replace(old, new))


# Name, document, whether we accept it, whether the published schema does.
DOCUMENTS: list[tuple[str, bytes, bool, bool]] = [
    ("one record", in_collection(RECORD), True, True),
    ("two records", in_collection(RECORD * 2), True, True),
    ("a record as root", RECORD.replace("<record>", f'<record xmlns="{SLIM}">').encode(), True, True),
    ("a type", with_change("<record>", '<record type="Bibliographic">'), True, True),
    ("an id", with_change("<leader>", '<leader id="a1">'), True, True),
    ("blank lengths", with_change(LEADER, "     naa a22     2i 4500"), True, True),
    ("letters in tags", with_change('"245"', '"9AZ"'), True, True),
    ("small letters in tags", with_change('"245"', '"9az"'), True, True),
    ("marks for sorting", with_change("工会", "\x98The\x9c tree"), True, True),
    ("markup as text", with_change("工会", "R&amp;D &lt;x&gt;"), True, True),
    ("many fields", with_change("</record>", RECORD[RECORD.index("<data") :]), True, True),
    ("empty collection", in_collection(""), False, True),
    ("empty record", in_collection("<record/>"), False, True),
    ("record of nothing", in_collection("<record xsi:nil='true'/>", XSI), False, True),
    ("no control field", with_change(CONTROL, ""), False, True),
    ("no data field", in_collection(RECORD[: RECORD.index("<data")] + "</record>"), False, True),
    ("CNMARC leader", with_change(LEADER, "00059naa2 2200037 i 450 "), False, False),
    ("leader without 4500", with_change(LEADER, "00059naa a22000372i     "), False, True),
    ("leader without 22", with_change(LEADER, "00059naa a  000372i 4500"), False, True),
    ("lengths half blank", with_change(LEADER, "   59naa a22000372i 4500"), False, True),
    ("lengths in other digits", with_change(LEADER, "٠٠٠٥٩naa a22000372i 4500"), False, True),
    ("short leader", with_change(LEADER, LEADER[:-1]), False, False),
    ("leader padded", with_change(LEADER, f" {LEADER}"), False, False),
    ("capital as code", with_change('code="a"', 'code="A"'), False, True),
    ("no code", with_change(' code="a"', ""), False, False),
    ("two characters as code", with_change('code="a"', 'code="ab"'), False, False),
    ("no indicator", with_change(' ind2="0"', ""), False, False),
    ("capital indicator", with_change('ind1="0"', 'ind1="A"'), False, False),
    ("empty indicator", with_change('ind1="0"', 'ind1=""'), False, False),
    ("control field as data field", with_change('"245"', '"001"'), False, False),
    ("data field as control field", with_change('"001"', '"245"'), False, False),
    ("small letter in a control tag", with_change('"001"', '"00a"'), False, True),
    ("tag of both cases", with_change('"245"', '"9aZ"'), False, False),
    ("data field without subfield", with_change('<subfield code="a">工会</subfield>', ""), False, False),
    ("empty subfield", with_change("工会", ""), False, True),
    ("empty control field", with_change("X1", ""), False, True),
    ("line end in a value", with_change("工会", "工\n会"), False, True),
    ("tab in a value", with_change("X1", "X\t1"), False, True),
    ("control character", with_change("工会", "工\x85会"), False, True),
    ("text between fields", with_change("</leader>", "</leader>x"), False, False),
    ("two leaders", with_change("<leader>", f"<leader>{LEADER}</leader><leader>"), False, False),
    ("data before control", with_change("</record>", f"{CONTROL}</record>"), False, False),
    ("unknown attribute", with_change("<record>", '<record format="CNMARC">'), False, False),
    ("unknown type", with_change("<record>", '<record type="Article">'), False, False),
    ("id twice", in_collection(RECORD.replace("<record>", '<record id="a">') * 2), False, False),
    ("MarcXchange", in_collection(RECORD).replace(SLIM.encode(), MARCXCHANGE), False, False),
    ("no namespace", f"<collection>{RECORD}</collection>".encode(), False, False),
    ("another root", f'<leader xmlns="{SLIM}">{LEADER}</leader>'.encode(), False, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "accepted"), [row[1:3] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS]
)
def test_our_schema(document: bytes, accepted: bool) -> None:
    assert OURS.validate(etree.fromstring(document)) is accepted


@pytest.mark.parametrize(
    ("document", "accepted", "there"), [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS]
)
def test_our_schema_beside_the_published_one(
    document: bytes, accepted: bool, there: bool, published: etree.XMLSchema
) -> None:
    assert published.validate(etree.fromstring(document)) is there
    assert there or not accepted


CHARACTERS = [*map(chr, range(0x20, 0x7F)), "é", "１", "٣", "中", "\u3000", "𠮷"]
PLACES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "leader": (LEADER, lambda text: with_change(f">{LEADER}<", f">{quoted(text)}<")),
    "control tag": ("001", lambda text: with_change('tag="001"', f'tag="{quoted(text)}"')),
    "data tag": ("245", lambda text: with_change('tag="245"', f'tag="{quoted(text)}"')),
    "small data tag": ("24a", lambda text: with_change('tag="245"', f'tag="{quoted(text)}"')),
    "indicator": ("0", lambda text: with_change('ind2="0"', f'ind2="{quoted(text)}"')),
    "code": ("a", lambda text: with_change('code="a"', f'code="{quoted(text)}"')),
    "value": ("工", lambda text: with_change("工", quoted(text))),
}


def quoted(text: str) -> str:
    return quoteattr(text + "'")[1:-2]


@pytest.mark.parametrize("place", PLACES)
def test_every_character_at_every_position_that_we_accept_is_accepted_there(
    place: str, published: etree.XMLSchema
) -> None:
    text, document = PLACES[place]
    accepted = 0
    for position in range(len(text)):
        for character in CHARACTERS:
            tree = etree.fromstring(document(text[:position] + character + text[position + 1 :]))
            if OURS.validate(tree):
                accepted += 1
                assert published.validate(tree), (position, character)
    assert accepted >= len(text)  # the text as it was, at least


def test_codes_are_small_letters_digits_and_signs() -> None:
    accepted = {c for c in CHARACTERS if OURS.validate(etree.fromstring(PLACES["code"][1](c)))}
    assert accepted == set("abcdefghijklmnopqrstuvwxyz0123456789!\"#$%&'()*+,-./:;<=>?[\\]^_`{}~")


ATTRIBUTES = ("tag", "ind1", "ind2", "code", "id", "type", "format")
WORDS = (
    "",
    " ",
    "0",
    "a",
    "A",
    "@",
    "001",
    "00A",
    "010",
    "245",
    "24z",
    "Bibliographic",
    LEADER,
    "工会",
    "a\nb",
)
NAMES = ("collection", "record", "leader", "controlfield", "datafield", "subfield", "note")
changes = st.one_of(
    st.tuples(st.just("remove"), st.integers(0, 30)),
    st.tuples(st.just("repeat"), st.integers(0, 30)),
    st.tuples(st.just("first"), st.integers(0, 30)),
    st.tuples(st.just("rename"), st.integers(0, 30), st.sampled_from(NAMES)),
    st.tuples(st.just("text"), st.integers(0, 30), st.sampled_from(WORDS)),
    st.tuples(st.just("unset"), st.integers(0, 30), st.sampled_from(ATTRIBUTES)),
    st.tuples(st.just("set"), st.integers(0, 30), st.sampled_from(ATTRIBUTES), st.sampled_from(WORDS)),
)


def changed(root: etree._Element, change: tuple[str, int, *tuple[str, ...]]) -> None:
    """Do one change to the n-th element below the root, counted around."""
    kind, number, *words = change
    elements = [element for element in root.iter() if element is not root]
    if not elements:
        return
    element = elements[number % len(elements)]
    parent = element.getparent()
    assert parent is not None
    match kind:
        case "remove":
            parent.remove(element)
        case "repeat":
            parent.append(etree.fromstring(etree.tostring(element)))
        case "first":
            parent.insert(0, element)
        case "rename":
            element.tag = f"{{{SLIM}}}{words[0]}"
        case "text":
            element.text = words[0]
        case "unset":
            element.attrib.pop(words[0], "")
        case "set":
            element.set(words[0], words[1])


@settings(max_examples=500)
@given(st.lists(changes, min_size=1, max_size=4))
def test_a_document_changed_at_random_is_never_accepted_here_alone(
    published: etree.XMLSchema, given_changes: list[tuple[str, int, *tuple[str, ...]]]
) -> None:
    root = etree.fromstring(in_collection(RECORD * 2))
    for change in given_changes:
        changed(root, change)
    root = etree.fromstring(etree.tostring(root))
    assert published.validate(root) or not OURS.validate(root)

"""What holds for any text, and for the tables."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from catalog.romanise.pieces import cut
from catalog.romanise.romaniser import Romanised, Scheme, romaniser
from catalog.romanise.syllables import SYLLABLES, character, join, split
from catalog.romanise.tables import blocks, readings
from catalog.romanise.tokens import tokens

SCHEMES: tuple[Scheme, ...] = ("ala-lc", "nlc", "calis")
USED = "工会长行重还传乐单覃曾省市县区州旗湖北广州中国第一二十五年月日〇·，。“”《》（）—…：、？ 2025AI+.%'\"-"
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(USED)), max_size=30)
READABLE = st.text(
    st.sampled_from("工会长行重还传乐单覃曾省市县区州旗湖北广州中国第一二十五年月日〇绿女安"), min_size=1
)
SYLLABLE = st.sampled_from(sorted(SYLLABLES))


def every(text: str) -> list[Romanised]:
    made = []
    for one in map(romaniser, SCHEMES):
        made += [one.title(text), one.person(text), one.person(text, inverted=False), one.body(text)]
        made.append(one.body(text, running=True))
    return made


@given(TEXTS)
def test_any_text_is_written_and_always_alike(text: str) -> None:
    assert every(text) == every(text)


@given(READABLE)
def test_nlc_has_a_syllable_for_each_character(text: str) -> None:
    for one in (romaniser("nlc"), romaniser("calis")):
        for verb in (one.title, one.person, one.body):
            written = verb(text).text
            assert len(written.split()) == len(text)
            assert set(written.lower().split()) <= SYLLABLES


@given(TEXTS)
def test_nlc_has_no_marks_and_ala_lc_no_doubled_spaces(text: str) -> None:
    nlc = romaniser("nlc").title(text).text
    assert nlc == " ".join(nlc.split())
    assert not set(nlc) & set("，。“”《》（）—…：、？+%'\"-")
    ala = romaniser("ala-lc").title(text).text
    assert "  " not in ala
    assert not set(ala) & set("，。“”《》（）…：、？")


@given(TEXTS)
def test_pieces_and_tokens_are_the_text(text: str) -> None:
    found = list(tokens(text))
    assert "".join(token.text for token in found) == text
    for token in found:
        if token.kind == "han":
            pieces, _ = cut(text, token.start, token.start + len(token.text), {})
            assert "".join(piece.text for piece in pieces) == token.text
            assert all(len(piece.syllables) == len(piece.text) for piece in pieces)


@given(TEXTS, st.dictionaries(TEXTS, TEXTS, max_size=3))
def test_any_readings_are_borne(text: str, readings: dict[str, str]) -> None:
    one = romaniser("ala-lc", readings)
    assert one.title(text) == one.title(text)
    for name in readings:
        one.person(name)
        romaniser("nlc", readings).title(text + name)


@given(st.lists(SYLLABLE, min_size=1, max_size=4))
def test_a_joined_word_has_as_many_syllables(syllables: list[str]) -> None:
    parted = split(join(syllables), len(syllables))
    assert parted is not None
    assert "".join(parted) == "".join(syllables)


def test_tables_have_a_syllable_for_each_character() -> None:
    faults = [
        word
        for word, *written in blocks("phrases.txt")[""]
        for way in " ".join(written).split("/")
        if not _fits(way.split(), word)
    ]
    for block in ("base", "term", "people"):
        rows = readings("place_readings.txt", block)
        faults += [word for word, syllables in rows.items() if not _fits(syllables, word)]
    for block in ("single", "compound"):
        rows = readings("surnames.txt", block)
        faults += [word for word, ways in rows.items() for way in ways if split(way, len(word)) is None]
    for rows in (readings("surnames.txt", "given"), *(readings("characters.txt", b) for b in CHARACTERS)):
        faults += [word for word, ways in rows.items() for way in ways if not _fits([way], word)]
    assert faults == []


def test_proper_nouns_have_their_apostrophes() -> None:
    for word, words in readings("proper.txt").items():
        assert split(" ".join(words), len(word)) is not None, word
        if word not in USAGE:
            assert all(_joined(one) for one in words), word


CHARACTERS = ("doubtful", "plain")
USAGE = ("中华民国", "中華民國", "民国", "民國")
"""Written without an apostrophe, as catalogues do."""


def _fits(syllables: list[str], word: str) -> bool:
    return len(syllables) == len(word) and set(syllables) <= SYLLABLES


def _joined(word: str) -> bool:
    """Tell whether a word, parted in some way, is joined to itself again."""
    ways = (split(word, count) for count in range(1, 7))
    return any(join(way).lower() == word.lower() for way in ways if way)


def test_every_dictionary_syllable_is_known() -> None:
    common = (chr(code) for code in range(0x4E00, 0x9FFF))
    odd = {reading for char in common for reading in character(char)[:1]} - SYLLABLES
    assert odd <= {
        "n",
        "ng",
        "m",
        "hm",
        "hng",
        "ê",
        "lüan",
        "cei",
        "dia",
        "fiao",
        "rua",
        "eng",
        "o",
        "yai",
        "nun",
    }


def test_the_dictionary_is_loaded_only_when_it_is_needed() -> None:
    code = "import sys, catalog.romanise.romaniser as r; r.romaniser('nlc'); print('pypinyin' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"

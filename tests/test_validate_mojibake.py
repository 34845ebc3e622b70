"""Text whose encoding was mistaken, made by mistaking it; and text that only looks strange."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.marc.characters import examine
from catalog.marc.mojibake import mistaken

SOUND = Path(__file__).parent / "cases" / "sound"
TEXTS = ["工会主席", "湖北省总工会", "一线观察：车间里的变化", "《工人日报》所载要目", "激活职工先进典型"]


@pytest.mark.parametrize("text", TEXTS)
def test_utf8_read_as_gbk(text: str) -> None:
    found = mistaken(text.encode().decode("gbk", "replace"))
    assert found is not None
    assert (found.written, found.read) == ("UTF-8", "GBK")


def test_what_lost_its_characters_is_seen_as_that() -> None:
    wrong = "中国工运".encode().decode("gbk", "replace")
    assert mistaken(wrong) is None
    assert [code for code, _, _ in examine(wrong)] == ["R483"]


@pytest.mark.parametrize("text", [*TEXTS, "工会"])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_utf8_read_as_latin(text: str, encoding: str) -> None:
    found = mistaken(text.encode().decode(encoding, "ignore"))
    assert found is not None
    assert (found.written, found.read) == ("UTF-8", "Latin-1")


@pytest.mark.parametrize("text", ["工会主席", "湖北省总工会", "工会", "职工"])
def test_gbk_read_as_latin(text: str) -> None:
    found = mistaken(text.encode("gbk").decode("latin-1"))
    assert found is not None
    assert (found.written, found.read) == ("GBK", "Latin-1")
    assert text.startswith(found.meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("cafÃ©", "é"), ("MÃ¼ller", "ü"), ("itâ€™s", "’"), ("Â©2010", "©"), ("锟斤拷", "\ufffd\ufffd")],
)
def test_other_text(text: str, meant: str) -> None:
    found = mistaken(text)
    assert found is not None
    assert found.meant == meant


STRANGE = [
    "«volonté»…", "“QUALITÉ” NÃO", "Ação — AMANHÃ”", "École ½ ©", "Bücher größe", "ÀÉÈÊËÎÏ", "¡¿Qué?!", "PÂ»",
    "IRMÃ »", "涓涓细流", "珺玥琪熙喆堃", "镕 䶮 㛃 𠮷", "勞工論壇", "労働運動", "ΕΡΓΑΣΙΑ",
    "Đặng Thị Ngọc", "łódź żółw",
    "São João", "ÅÄÖ åäö", "20 °C ± 5 µm", "½ ¾ ¼", "«Österreich»", "Þórður Ævar Ó", "",
]  # fmt: skip


@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_is_not_mistaken(text: str) -> None:
    assert mistaken(text) is None


def test_sound_records_are_not_mistaken() -> None:
    for path in sorted(SOUND.rglob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert mistaken(line) is None, line


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=4, max_size=30))
def test_chinese_text_read_as_gbk_is_seen(text: str) -> None:
    """At least where no character is lost on the way."""
    try:
        wrong = text.encode().decode("gbk")
    except UnicodeDecodeError:
        return
    assert mistaken(wrong) is not None


@given(st.text(max_size=60))
def test_any_text_can_be_examined(text: str) -> None:
    for code, index, _ in examine(text):
        assert code.startswith(("R48", "R50"))
        assert 0 <= index < len(text)

"""Text whose encoding was mistaken, made by mistaking it; and text that only looks strange."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import resources
from catalog.marc.characters import examine
from catalog.marc.mojibake import mistaken
from catalog.marc.mojibake_marks import BIG5_MARKS, GBK_MARKS

SOUND = Path(__file__).parent / "cases" / "sound"
TEXTS = ["工会主席", "湖北省总工会", "一线观察：车间里的变化", "《工人日报》所载要目", "激活职工先进典型"]


@pytest.mark.parametrize("text", TEXTS)
def test_utf8_read_as_gbk(text: str) -> None:
    found = mistaken(text.encode().decode("gbk", "replace"))
    assert found is not None
    assert (found.written, found.read) == ("UTF-8", "GBK")


TITLES = ["以“146”工作体系推动宁波工会工作高质量发展", "为重庆“十五五”开篇破题贡献工会力量", "中国工运"]


@pytest.mark.parametrize("text", TITLES)
@pytest.mark.parametrize("errors", ["ignore", "replace"])
@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_what_lost_bytes_on_the_way_is_seen_as_that_alone(text: str, encoding: str, errors: str) -> None:
    wrong = text.encode().decode(encoding, errors)
    assert [code for code, _, _ in examine(wrong)] == ["R488"]
    assert [code for code, _, _ in examine(wrong.replace("\ufffd", "?"))] == ["R488"]


@pytest.mark.parametrize("text", TITLES)
def test_what_code_page_1252_has_no_letter_for_is_not_told_beside(text: str) -> None:
    assert [code for code, _, _ in examine(text.encode().decode("cp1252", "replace"))] == ["R488"]


@pytest.mark.parametrize(
    ("text", "at", "meant"),
    [
        ("论宸ヤ細宸ヤ綔的问题", 1, "工会工作"),
        ("鎹銆婂伐浜烘棩鎶ャ嬫墍杞《中国工运》", 1, "《工人日报"),
    ],
)
def test_a_stretch_inside_sound_text(text: str, at: int, meant: str) -> None:
    found = mistaken(text)
    assert found is not None
    assert (found.at, found.meant) == (at, meant)


PAIRS = [
    ("选育管用锤炼工会干部", "utf-8", "big5", "Big5"),
    ("选育管用锤炼工会干部", "utf-8", "cp932", "Shift-JIS"),
    ("选育管用锤炼工会干部", "utf-8", "cp1251", "Windows-1251"),
    ("工会主席", "utf-8", "cp437", "CP437"),
    ("中国工运", "gbk", "big5", "Big5"), ("选育管用锤炼工会干部", "gbk", "euc_kr", "EUC-KR"),
    ("选育管用锤炼工会干部", "gbk", "cp932", "Shift-JIS"), ("中國工會運動史", "big5", "gbk", "GBK"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "written", "codec", "read"), PAIRS)
def test_other_pairs_of_encodings(text: str, written: str, codec: str, read: str) -> None:
    found = mistaken(text.encode(written).decode(codec, "ignore"))
    assert found is not None
    assert (found.written, found.read) == (written.upper(), read) if written != "big5" else ("Big5", read)
    assert found.meant[0] in f"?{text}"


def test_what_is_left_of_gbk_read_as_utf8() -> None:
    found = mistaken(TITLES[0].encode("gbk").decode("utf-8", "ignore"))
    assert found is not None
    assert (found.written, found.read, found.meant) == ("GBK", "UTF-8", "????")
    for text in ("ɣβθχ ʒʃ", "gōnghuì gàibù nǚ", "αβγ Ж ƶ", "ƒ(x)=Σ"):
        assert mistaken(text) is None


def test_the_marks_of_gbk_are_what_the_codec_gives() -> None:
    pairs = [bytes((lead, trail)) for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0)]
    assert b"".join(pairs).decode("gbk") == GBK_MARKS


def test_the_marks_of_big5_are_what_the_codecs_give() -> None:
    raw = resources.table("frequent.toml")["han"].replace("\n", "").encode("gb2312", "ignore")
    pairs = [raw[at : at + 2] for at in range(0, len(raw), 2) if raw[at] >= 0xC9]
    pairs += [bytes((lead, trail)) for lead in range(0xE4, 0xEA) for trail in range(0xA1, 0xC0)]
    marks = {pair.decode("big5") for pair in pairs}
    assert "".join(sorted(mark for mark in marks if not mark.encode("gb2312", "ignore"))) == BIG5_MARKS


@pytest.mark.parametrize("text", [*TEXTS, "工会"])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_utf8_read_as_latin(text: str, encoding: str) -> None:
    found = mistaken(text.encode().decode(encoding, "ignore"))
    assert found is not None
    assert (found.written, found.read) == ("UTF-8", "Latin-1")


@pytest.mark.parametrize("text", ["工会主席", "湖北省总工会", "工会", "职工", "李明", "张三", "中明", "刘杨"])
def test_gbk_read_as_latin(text: str) -> None:
    found = mistaken(text.encode("gbk").decode("latin-1"))
    assert found is not None
    assert (found.written, found.read) == ("GBK", "Latin-1")
    assert text.startswith(found.meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("cafÃ©", "é"), ("MÃ¼ller", "ü"), ("itâ€™s", "’"), ("Â©2010", "©"), ("锟斤拷", "\ufffd\ufffd"),
        ("ï»¿工会", "U+FEFF"), ("工会Â\xa0主席", "\xa0"), ("laborÂ\xa0law", "\xa0"),
    ],
)  # fmt: skip
def test_other_text(text: str, meant: str) -> None:
    found = mistaken(text)
    assert found is not None
    assert found.meant == meant


STRANGE = [
    "«volonté»…", "“QUALITÉ” NÃO", "Ação — AMANHÃ”", "École ½ ©", "Bücher größe", "ÀÉÈÊËÎÏ", "¡¿Qué?!", "PÂ»",
    "IRMÃ »", "涓涓细流", "珺玥琪熙喆堃", "镕 䶮 㛃 𠮷", "勞工論壇", "労働運動", "ΕΡΓΑΣΙΑ",
    "Đặng Thị Ngọc", "łódź żółw",
    "CHRÉTIENTÂ\xa0: ", "『労働組合』のゆくえ", "職場のいじめと対策", "ゑひもせす", "笹の葉さらさら",
    "ｺﾝﾋﾟｭｰﾀ入門",
    "한국노동운동사", "勞動運動의 歷史와 展望", "묏자리 춤꾼 뽕", "뷁 쀍 똠방각하",
    "Рабочее движение",
    "Ελληνικά φσΣτ", "╔═╗", "Љубав „Ђурђевдан“", "锟铻、烫伤与屯溪", "姝娅婕嫣", "骁勇骐骥", "綦江渌口浔阳",
    "ÄÖÜÉ", "Éóð", "ÀÉÈÊ ËÎÏÖ", "Þóúé", "Ä×Ö", "ÁÉÍÓÚ áéíóú", "Ðórður", "À-Öà-þ",
    "São João", "ÅÄÖ åäö", "20 °C ± 5 µm", "½ ¾ ¼", "«Österreich»", "Þórður Ævar Ó", "",
]  # fmt: skip


@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_is_not_mistaken(text: str) -> None:
    assert mistaken(text) is None


TRADITIONAL = [
    "勞工運動史研究", "勞資爭議處理法之研究", "臺北市政府勞工局編", "國立中央圖書館館藏目錄",
    "紅樓夢脂硯齋評語輯校",
    "說文解字注", "莊子集釋", "墨子閒詁", "淮南鴻烈集解", "文心雕龍義證", "玉臺新詠箋注", "璩瑗瑜琮瑤珮瓊瑩",
    "龔鼎孳", "閻若璩", "瘂弦", "饒宗頤", "吳宓", "陳寅恪", "鍼灸甲乙經", "瘟疫論", "髹飾錄", "鷦鷯鸚鵡鶺鴒",
    "侘傺忉怛惝怳嬋媛", "姽嫿沆瀣澎湃潺湲瀲灩", "葳蕤蓊鬱蒹葭菡萏", "跼蹐踟躕蹉跎躑躅", "邂逅邐迤酩酊酴醾",
    "靉靆頡頏飄颻馥郁", "魍魎魑魅黽勉齟齬齷齪", "老闆與夥計", "怠工與罷工", "為什麼要參加工會",
]  # fmt: skip


def test_traditional_text_is_not_mistaken() -> None:
    for text in [*TRADITIONAL, "".join(TRADITIONAL), "，".join(TRADITIONAL)]:
        assert mistaken(text) is None, text


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
        assert code.startswith(("R48", "R50", "R51"))
        assert 0 <= index < len(text)

"""An ambiguous reading is a finding, and what a library has settled is none."""

from pathlib import Path

import pytest

from catalog.diagnostics import Place, as_text
from catalog.romanise.romaniser import Doubt, Romanised, findings, load_readings, missing, romaniser

ALA, NLC = romaniser("ala-lc"), romaniser("nlc")


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("覃丽", Doubt("覃丽", "Qin Li", ("Tan Li",))),
        ("隗斌", Doubt("隗斌", "Wei Bin", ("Kui Bin",))),
        ("牟丽", Doubt("牟丽", "Mou Li", ("Mu Li",))),
        ("莘华", Doubt("莘华", "Shen Hua", ("Xin Hua",))),
        ("单英", Doubt("单英", "Shan Ying", ("Dan Ying",))),
        ("乐平安", Doubt("乐平安", "Yue Ping'an", ("Le Ping'an",))),
        ("李茜", Doubt("李茜", "Li Qian", ("Li Xi",))),
        ("范徐丽泰", Doubt("范徐丽泰", "Fan Xu Litai", ("Fan Xulitai",))),
    ],
)
def test_doubtful_names(name: str, doubt: Doubt) -> None:
    assert ALA.person(name).doubts == (doubt,)
    assert NLC.person(name).doubts == (doubt,)


@pytest.mark.parametrize("name", ["余嘉熙", "曾国藩", "仇和平", "欧阳修", "张建国", "王重阳", "才旦卓玛"])
def test_names_without_doubt(name: str) -> None:
    assert ALA.person(name).doubts == ()


@pytest.mark.parametrize(
    ("title", "doubts"),
    [
        ("与同行对话", [Doubt("同行", "tong xing", ("tong hang",))]),
        ("新行线开工", [Doubt("新行线", "xin xing xian", ("xin hang xian",))]),
        ("工会财会人员的成长", []),
        ("重庆的行业调研", []),
    ],
)
def test_doubtful_words(title: str, doubts: list[Doubt]) -> None:
    assert list(ALA.title(title).doubts) == doubts


def test_what_the_library_settles_is_no_doubt() -> None:
    own = {"单英": "Dan Ying", "[surnames]覃": "Tan", "新行线": "xin hang xian", "石青峰": "Shi Qingfeng"}
    ala, nlc = romaniser("ala-lc", own), romaniser("nlc", own)
    assert ala.person("单英") == Romanised("Dan, Ying")
    assert ala.person("覃丽") == Romanised("Tan, Li")
    assert ala.title("新行线开工") == Romanised("Xin hang xian kai gong")
    assert ala.title("访石青峰") == Romanised("Fang Shi Qingfeng")
    assert nlc.person("单英") == Romanised("dan ying")
    assert nlc.title("访石青峰") == Romanised("fang shi qing feng")


@pytest.mark.parametrize(
    ("written", "inverted", "running"),
    [
        ("Fan Xu, Litai", "Fan Xu, Litai", "Fan Xu Litai"),
        ("Fan Xulitai", "Fan, Xulitai", "Fan Xulitai"),
        ("Fanxulitai", "Fanxulitai", "Fanxulitai"),
    ],
)
def test_the_librarys_division_of_a_name(written: str, inverted: str, running: str) -> None:
    own = romaniser("ala-lc", {"范徐丽泰": written})
    assert own.person("范徐丽泰").text == inverted
    assert own.person("范徐丽泰", inverted=False).text == running


def test_doubts_are_findings() -> None:
    place = Place("issue.json", record="X1", field="100")
    (found,) = findings(ALA.person("覃丽"), place)
    assert (found.code, found.severity, found.place) == ("W750", "note", place)
    assert "Qin Li" in found.message("zh")
    assert "覃丽 = Qin Li" in found.help("en")
    (unread,) = findings(ALA.title("工\U00032000会"), place)
    assert (unread.code, unread.values["text"]) == ("W751", "\U00032000")
    assert ALA.title("工\U00032000会").text == "Gong \U00032000 hui"


def test_a_missing_dictionary_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert missing() == []
    monkeypatch.setattr("catalog.romanise.syllables.find_spec", lambda _: None)
    (found,) = missing()
    assert found.code == "P333"
    assert "kanmu-catalog[pinyin]" in as_text(found, "zh")


def test_a_names_file(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text(
        "\ufeff# 姓名\n单田芳 = Shan Tianfang\n覃丽＝“Tan Li”  # 自称\n"
        "吕雷 = Lv Lei\n新行线 = xīn háng xiàn\n"
        '西安人 = Xi’an ren\n[surnames]\n覃 = "Tan"\n[names]\n马英 = Ma Ying\n',
        encoding="utf-8",
    )
    assert load_readings(file) == (
        {
            "单田芳": "Shan Tianfang",
            "覃丽": "Tan Li",
            "吕雷": "Lü Lei",
            "新行线": "xin hang xian",
            "西安人": "Xi'an ren",
            "[surnames]覃": "Tan",
            "马英": "Ma Ying",
        },
        [],
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("单田芳", "P331"),
        ("…… = Smith", "P331"),
        ("[other]", "P331"),
        ("陈强 = Chen Qiang\n陈强 = Chen Jiang", "P331"),
        ("单田芳 = Shan Tian", "P332"),
        ("单田芳 = Tlön Uqbar", "P332"),
        ("单田芳 =", "P332"),
    ],
)
def test_faults_of_a_names_file(tmp_path: Path, row: str, code: str) -> None:
    file = tmp_path / "names.txt"
    file.write_text(f"{row}\n李萍 = Li Ping\n", encoding="utf-8")
    found, (fault,) = load_readings(file)
    assert fault.code == code
    assert fault.place.line == 1 + row.count("\n")
    assert found["李萍"] == "Li Ping"


def test_a_names_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "gbk.txt").write_bytes("单田芳 = Shan Tianfang".encode("gbk"))
    for name in ("gbk.txt", "none.txt", "."):
        found, (fault,) = load_readings(tmp_path / name)
        assert (found, fault.code) == ({}, "P330")

"""Hand-written readings come out: names, titles and bodies in ALA-LC, NLC and CALIS."""

from pathlib import Path

import pytest

from catalog.romanise.romaniser import load_readings, romaniser
from catalog.romanise.surnames import has_surname
from tests.romanise.cases import rows, stanzas, wrong

ALA, NLC, CALIS = romaniser("ala-lc"), romaniser("nlc"), romaniser("calis")


def test_names() -> None:
    names = rows("names.txt")
    misread = {
        name for name, ala, nlc in names if (ALA.person(name).text, NLC.person(name).text) != (ala, nlc)
    }
    print(f"{len(names) - len(misread)} of {len(names)} names; wrong: {' '.join(sorted(misread)) or '-'}")
    assert len(names) >= 150
    assert len(misread) <= 0.01 * len(names)
    assert misread == wrong("names.txt")


def test_titles() -> None:
    titles = stanzas("titles.txt")
    assert len(titles) >= 60
    right = total = 0
    misread = set()
    for title, ala, nlc in titles:
        found, hoped = NLC.title(title).text.split(), nlc.split()
        assert len(found) == len(hoped), title
        right += sum(one == other for one, other in zip(found, hoped, strict=True))
        total += len(hoped)
        if (ALA.title(title).text, found) != (ala, hoped):
            misread.add(title)
    print(f"{right} of {total} syllables, {len(titles) - len(misread)} of {len(titles)} titles")
    print(f"wrong: {' '.join(sorted(misread)) or '-'}")
    assert right >= 0.97 * total
    assert misread == wrong("titles.txt")


@pytest.mark.parametrize(("body", "heading", "running", "nlc"), rows("bodies.txt"))
def test_bodies(body: str, heading: str, running: str, nlc: str) -> None:
    assert ALA.body(body).text == heading
    assert ALA.body(body, running=True).text == running
    assert NLC.body(body).text == nlc


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("注重系统梳理 加强制度保障", "zhu zhong xi tong shu li jia qiang zhi du bao zhang"),
        ("湖北的“实践”", 'Hubei de "Shi jian"'),
    ],
)
def test_titles_inside_a_field(text: str, running: str) -> None:
    assert ALA.title(text, running=True).text == running


@pytest.mark.parametrize(
    ("text", "calis"),
    [
        ("激活职工先进典型示范", "Ji Huo Zhi Gong Xian Jin Dian Xing Shi Fan"),
        ("选育管用,河南省总", "Xuan Yu Guan Yong He Nan Sheng Zong"),
        ("2025年第11期", "2025 Nian Di 11 Qi"),
        ("绿色App的一天", "Lü Se App De Yi Tian"),
    ],
)
def test_calis_has_a_capital_on_every_syllable(text: str, calis: str) -> None:
    assert CALIS.title(text).text == calis


def test_names_and_bodies_for_calis() -> None:
    assert CALIS.person("余嘉熙").text == "Yu Jia Xi"
    assert CALIS.body("湖北省总工会").text == "Hu Bei Sheng Zong Gong Hui"


@pytest.mark.parametrize(
    ("name", "running"),
    [
        ("余嘉熙", "Yu Jiaxi"),
        ("欧阳修", "Ouyang Xiu"),
        ("陈 强", "Chen Qiang"),
        ("古丽·买买提", "Guli Maimaiti"),
        ("华", "Hua"),
        ("John Smith", "John Smith"),
        ("阿Q", "A Q"),
        ("S. 韦伯", "S. Weibo"),
        ("A.K. 马克思", "A.K. Makesi"),
        ("乔治·W.布什", "Qiaozhi W. Bushi"),
    ],
)
def test_names_in_running_text(name: str, running: str) -> None:
    assert ALA.person(name, inverted=False).text == running


@pytest.mark.parametrize(
    ("text", "ala"),
    [
        ("“互联网+”行动", '"Hu lian wang+" xing dong'),
        ("《工友》：读者、作者；编者。", '"Gong you": du zhe, zuo zhe; bian zhe.'),
        ("怎么办？（上）", "Zen me ban? (shang)"),
        ("【特稿】劳动最美！", "[Te gao] lao dong zui mei!"),
        ("劳动——创造……", "Lao dong--chuang zao..."),
        ("2024—2025年", "2024-2025 nian"),
        ("2024～2025年", "2024-2025 nian"),
        ("\"成长\"与'奉献'", "\"Cheng zhang\" yu 'Feng xian'"),
        ("“五·一”与“一二·九”", '"Wu yi" yu "Yi er jiu"'),
        ("１００％覆盖", "100% fu gai"),
        ("增长3.8%，达1,000人", "Zeng zhang 3.8%, da 1,000 ren"),
        ("AI＋工会 4.0版", "AI + gong hui 4.0 ban"),
        ("一九九六年二月二十八日至三月五日", "1996 nian 2 yue 28 ri zhi 3 yue 5 ri"),
        ("第一百二十三届", "Di 123 jie"),
        ("续修第一千二百三十四至两千十九卷", "Xu xiu di 1234 zhi liang qian shi jiu juan"),
        ("“1+X”与工会&企业、C919、3·15", '"1+X" yu gong hui & qi ye, C919, 3 15'),
        ("工会#话题#与20℃高温", "Gong hui #Hua ti# yu 20℃ gao wen"),
        ("NBA与CBA、A股、App里", "NBA yu CBA, A gu, App li"),
        ("十五五、五一与二十大", "Shi wu wu, wu yi yu er shi da"),
    ],
)
def test_marks_and_figures(text: str, ala: str) -> None:
    assert ALA.title(text).text == ala


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("余嘉熙", True), ("陈 强", True), ("欧阳修", True), ("范徐丽泰", True), ("佟丽娅", True),
        ("阿不都热合曼", False), ("艾山江", False), ("阿里木", False), ("马合木提", False), ("乌兰夫", False),
        ("扎西顿珠", False), ("斯琴高娃", False), ("古丽·买买提", False), ("S. 韦伯", False),
        ("John Smith", False), ("华", False),
    ],
)  # fmt: skip
def test_a_name_is_entered_under_the_surname_if_it_has_one(name: str, surname: bool) -> None:
    assert has_surname(name) is surname


def test_a_rare_surname_that_may_be_none_is_a_doubt() -> None:
    (doubt,) = ALA.person("热孜万").doubts
    assert (doubt.chosen, doubt.others) == ("Re Ziwan", ("Reziwan",))


LIBRARY = """
迪丽热巴·迪力木拉提 = Dilraba Dilmurat
约翰・史密斯 = Smith, Steven
S. 韦伯 = Weber, S.
阿地力 = Adili
John Smith = Smith, John
"""


@pytest.mark.parametrize(
    ("name", "heading", "running", "nlc", "surname"),
    [
        ("迪丽热巴·迪力木拉提", "Dilraba Dilmurat", "Dilraba Dilmurat", "di li re ba di li mu la ti", False),
        ("迪丽热巴‧ 迪力木拉提", "Dilraba Dilmurat", "Dilraba Dilmurat", "di li re ba di li mu la ti", False),
        ("约翰·史密斯", "Smith, Steven", "Smith Steven", "yue han shi mi si", True),
        ("S.韦伯", "Weber, S.", "Weber S.", "S wei bo", True),
        ("阿地力", "Adili", "Adili", "a di li", False),
        ("John  Smith", "Smith, John", "Smith John", "JOHN SMITH", True),
    ],
)
def test_a_library_enters_names_with_dots_or_letters_as_it_wants(
    name: str, heading: str, running: str, nlc: str, surname: bool, tmp_path: Path
) -> None:
    file = tmp_path / "names.txt"
    file.write_text(LIBRARY, encoding="utf-8")
    found, findings = load_readings(file)
    assert findings == []
    assert romaniser("ala-lc", found).person(name).text == heading
    assert romaniser("ala-lc", found).person(name, inverted=False).text == running
    assert romaniser("nlc", found).person(name).text == nlc
    assert has_surname(name, found) is surname


@pytest.mark.parametrize(
    ("text", "ala"),
    [
        ("广州市场一瞥", "Guangzhou shi chang yi pie"),
        ("在海拔三千米", "Zai hai ba san qian mi"),
        ("任务完成都靠大家", "Ren wu wan cheng dou kao da jia"),
        ("和平与发展", "He ping yu fa zhan"),
        ("三明治和大理石", "San ming zhi he da li shi"),
        ("中国人民大学", "Zhongguo ren min da xue"),
        ("义乌：拨浪鼓声", "Yiwu: bo lang gu sheng"),
        ("浙江省义乌市佛堂镇工会", "Zhejiang Sheng Yiwu Shi Fotang Zhen gong hui"),
        ("泰山脚下", "Tai Shan jiao xia"),
        ("创新县乡工会机制", "Chuang xin xian xiang gong hui ji zhi"),
        ("河南省新县：大别山下", "Henan Sheng Xin Xian: Dabie Shan xia"),
    ],
)
def test_places_stand_out_only_where_they_are_places(text: str, ala: str) -> None:
    assert ALA.body(text).text == ala

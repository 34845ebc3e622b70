"""What a model finds wrong is said in English and Chinese, whatever pydantic calls it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from pydantic_core.core_schema import ErrorType

from catalog import toml, tomlplace, unfit
from catalog.config.model import Host, Settings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from tests.conftest import Run

CHINESE = re.compile(r"[\u4e00-\u9fff]")
OURS = {
    "path_type",
    "unseen_character",
    "blank",
    "day",
    "check_digit",
    "no_such_code",
    "code_stops",
    "not_one_character",
}


@pytest.mark.parametrize("kind", [*get_args(ErrorType), *sorted(OURS), "a kind of tomorrow"])
def test_every_kind_of_error_has_words(kind: str) -> None:
    told = ("pattern", "expected", "min_length", "max_length", "ge", "le", "digit", "found")
    for context in (dict.fromkeys(told, "x"), {}):
        error: ErrorDetails = {
            "type": kind,
            "loc": ("hosts", "gongyou", 1),
            "input": None,
            "msg": "Input should be something else at line 1 column 2",
            "ctx": context,
        }
        english, chinese = unfit.named(error)
        assert english.startswith("hosts.gongyou.1: ")
        assert english.isascii()
        assert chinese.startswith("hosts.gongyou.1：")
        assert CHINESE.search(chinese)
        assert "{" not in english + chinese


def test_every_pattern_has_an_example_that_fits() -> None:
    found = {}
    for model in (Settings, Host):
        for name, field in model.model_fields.items():
            if match := re.search(r"pattern='(.*?)'", repr(field)):
                found[name] = match[1]
    assert set(found) == set(unfit.EXAMPLES)
    for name, pattern in found.items():
        assert re.match(pattern.replace("\\\\", "\\"), unfit.EXAMPLES[name]), name


def test_the_table_holds_names_that_there_are() -> None:
    assert set(unfit.WORDS) - set(get_args(ErrorType)) == OURS


# bytes of a file of TOML, the place, what is said
NO_TOML = [
    (None, "", "cannot be read: No such file or directory", "无法读取：No such file"),
    (b"a = 1\nb = \xff", "", "byte 11 is not UTF-8", "第 11 个字节不是 UTF-8 编码"),
    (b"a = 1\nb = 'x", ":2:7", "the text has no quote at its end", "文字缺少收尾的引号"),
]


@pytest.mark.parametrize(("data", "place", "english", "chinese"), NO_TOML)
@pytest.mark.parametrize("file", ["catalog.toml", "page.fixes.toml", "profiles/x.toml"])
def test_what_cannot_be_read_is_said_alike_in_every_file(
    run: "Run", tmp_path: Path, file: str, data: bytes | None, place: str, english: str, chinese: str
) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "page.txt").write_text("《工友》2025年第3期\n工会的一天……陈强\n", encoding="utf-8")
    if data is not None:
        (tmp_path / file).write_bytes(data)
    path = tmp_path / file
    error = told_by(path)
    at, *words = tomlplace.unreadable(path, error)
    assert (words[0], words[1].startswith(chinese)) == (english, True)
    assert f":{at.line}:{at.column}" == place if place else at.line is None
    if data is not None:
        options = ["--set", f"publications={tmp_path}/profiles"]
        done = run("export", "page.txt", "-o", "x.xml", *options)
        assert done.code == 2
        assert f"{file}{place}: error P3" in done.err
        assert english in done.err


def told_by(path: Path) -> OSError | UnicodeDecodeError | toml.FaultError:
    """Give what reading a file as TOML raises."""
    with pytest.raises(toml.UNREADABLE) as caught:
        toml.loads(toml.text(path))
    assert isinstance(caught.value, toml.UNREADABLE)
    return caught.value


# a line of catalog.toml, what is said in English and in Chinese
LINES = [
    (
        "shape = 3",
        "shape: this should be one of: articles, issue, both",
        "shape：此处应为下列之一：articles, ",
    ),
    ("colour = 3", "colour: there is no such key", "colour：没有这个键"),
    (
        "organization = 'X'",
        "organization: there is no such key; is organisation meant?",
        "organization：没有这个键，是否指 organisation？",
    ),
    (
        "organisation = '工会'",
        "this is not written as it should be, like CN-BjGHT",
        "organisation：写法不合要求，应如 CN-BjGHT",
    ),
    ("time = '8:30'", "like 083000", "应如 083000"),
    ("class_edition = 'v'", "like 5", "应如 5"),
    ("hosts.gongyou.control_number = ' '", "like 000123456", "应如 000123456"),
    ("hosts.gongyou.issn = '10037594'", "like 1234-5679", "应如 1234-5679"),
    ("local_tags = ['9x']", "like 905", "应如 905"),
    ("hosts.gongyou.isn = '1'", "such key; is issn meant?", "没有这个键，是否指 issn？"),
    (
        "host_records = 'x'",
        "host_records: this should be true or false",
        "host_records：此处应为 true 或 false",
    ),
    ("date = 'soon'", "date: a day is written as 2025-12-03", "date：日期写作 2025-12-03"),
    ("levels = { X9 = 'note' }", "levels: there is no finding X9", "levels：没有提示 X9"),
    ("local = 'x'", "local: this should be a list", "local：此处应为列表"),
    ("local = ['x']", "local: 'x' is no field: write it as 942 ## $c ART", "local：'x' 不是字段"),
    ("local = ['942 ## $c {x}']", "there is no {x}", "没有 {x}"),
    ("substitutes = { ab = 'c' }", "substitutes: ab is not one character", "substitutes：ab 不是单个字符"),
    ("target = 'alpha'", "There is no target 'alpha'", "没有目标 'alpha'"),
    ("target = 3", "target: 3 is no name", "target：3 不是名称"),
    ("hosts = { x = {} }", "hosts.x: no profile has this slug", "hosts.x：没有这个 slug 的描述文件"),
    ("publications = 'no'", "no such folder", "这个文件夹"),
    ("pinyin = 'nlc'", "pinyin of marc21 is none or ala-lc, not nlc", "marc21 的 pinyin 可为 none、ala-lc"),
    ("newspaper = '", "the text has no quote at its end", "文字缺少收尾的引号"),
]


@pytest.mark.parametrize(("line", "english", "chinese"), LINES, ids=[line for line, _, _ in LINES])
def test_a_fault_of_the_settings_in_both_languages(
    run: "Run", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, english: str, chinese: str
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")  # which stands above the file
    (tmp_path / "catalog.toml").write_text(f"# 设置\n{line}\n", encoding="utf-8")
    for language, words in (("en", english), ("zh", chinese)):
        done = run("config", "--lang", language)
        assert done.code == 2
        assert words in done.err
        assert "Input should" not in done.err
    assert re.match(r"catalog\.toml(:\d:\d+)?: 错误 P302", done.err)


def test_faults_of_corrections_and_of_our_json_in_chinese(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("《工友》2025年第3期\n工会的一天……陈强\n", encoding="utf-8")
    (tmp_path / "page.fixes.toml").write_text('[[fix]]\nline = "工会"\nread = "verse"\n', encoding="utf-8")
    (tmp_path / "bad.json").write_text('{"issues": 3}', encoding="utf-8")
    done = run("export", "page.txt", "bad.json", "-o", "x.xml", "--lang", "zh")
    assert "P310 bad-corrections: 更正文件无法使用：read：此处应为下列之一：heading, kicker" in done.err
    assert "S111 not-our-json: 这不是 catalog 的期次文件：issues：不是数组" in done.err
    assert "Input should" not in done.err

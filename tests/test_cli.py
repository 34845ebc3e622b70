"""`catalog export`: what is written where, what is said about it, and which exit code it gives."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "seeds" / "gongren-ribao-page.txt"
LISTING = PROJECT / "seeds" / "zhongguo-gongyun-2025-11.txt"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.usefixtures("seeds")
def test_without_arguments_the_seeds_go_into_a_file_for_each_issue(run: "Run", tmp_path: Path) -> None:
    result = run("export")
    assert (result.code, result.out) == (0, "")
    receipt = "2 listings, 13 articles, 34 lines, 0 unread, 0 doubts"
    assert f"{receipt} → 13 written, 0 rejected: 2 files in output/ (0 warnings)\n" in result.err
    assert [name for name in files(tmp_path) if not name.startswith("seeds/")] == [
        "output/gonghui-xinxi/2025-21.marcxml",
        "output/register.sqlite",
        "output/zhongguo-gongyun/2025-11.marcxml",
    ]


@pytest.mark.parametrize("options", [[], ["-o", "-"], ["-o", "x.xml"], ["--jobs", "2"]])
def test_where_there_are_no_seeds_a_page_must_be_given(
    run: "Run", tmp_path: Path, options: list[str]
) -> None:
    (tmp_path / "output").mkdir()
    result = run("export", *options)
    assert (result.code, result.out) == (2, "")
    assert "Give a page, a folder of pages, or - for standard input." in result.err
    assert files(tmp_path) == [], "no sample goes into a library's register"


def test_seeds_of_the_working_folder_are_read(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "mine.txt").write_text("《工友》2025年第3期\n工会的一天……陈强\n", encoding="utf-8")
    result = run("export", "-f", "json", "-o", "-")
    issues = json.loads(result.out)["issues"]
    assert [(issue["publication"], issue["source"]["file"]) for issue in issues] == [
        ("工友", "seeds/mine.txt")
    ]


def test_all_in_one_file(run: "Run", tmp_path: Path) -> None:
    result = run("export", PAGE, "-o", "new/all.json")
    assert result.code == 0
    receipt = "2 listings, 13 articles, 34 lines, 0 unread, 0 doubts"
    assert f"{receipt} → 13 written, 0 rejected: new/all.json (0 warnings)\n" in result.err
    file = json.loads((tmp_path / "new" / "all.json").read_text(encoding="utf-8"))
    assert [(issue["publication"], issue["number"]) for issue in file["issues"]] == [
        ("中国工运", 11),
        ("工会信息", 21),
    ]
    assert {issue["source"]["file"] for issue in file["issues"]} == {str(PAGE)}


def test_several_formats_into_a_folder(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    assert run("export", PAGE, "-f", "json", "--format", "marcxml", "-o", "there", "-q") == (0, "", "")
    assert files(tmp_path / "there") == [
        "gonghui-xinxi/2025-21.json",
        "gonghui-xinxi/2025-21.marcxml",
        "register.sqlite",
        "zhongguo-gongyun/2025-11.json",
        "zhongguo-gongyun/2025-11.marcxml",
    ]


def test_standard_output_is_nothing_but_the_file(run: "Run", tmp_path: Path) -> None:
    run("export", PAGE, "-o", "all.marcxml")
    result = run("export", PAGE, "-o", "-")
    assert result.out == (tmp_path / "all.marcxml").read_text(encoding="utf-8")
    assert ": standard output" in result.err


def test_json_is_an_input_and_gives_the_same_records(run: "Run") -> None:
    run("export", PAGE, "-o", "all.json")
    direct = run("export", PAGE, "-o", "-").out
    assert run("export", "all.json", "-o", "-").out == direct
    assert run("export", "all.json", "-f", "json", "-o", "-").out == Path("all.json").read_text(
        encoding="utf-8"
    )


def test_a_second_run_changes_nothing(run: "Run", tmp_path: Path) -> None:
    run("export", PAGE, "-f", "json,marcxml")
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)}
    assert run("export", PAGE, "-f", "json,marcxml").code == 0
    assert {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)} == before


def test_something_else_is_not_replaced_without_force(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("mine")
    result = run("export", PAGE, "-o", "x.json")
    assert result.code == 3
    assert "x.json: error W702 exists" in result.err
    assert "nothing written" in result.err
    assert (tmp_path / "x.json").read_text() == "mine"
    assert run("export", PAGE, "-o", "x.json", "--force").code == 0
    other = run("export", PAGE, "-f", "csv", "-o", "x.json")
    assert "x.json: error W702 exists: another file stands there already" in other.err, "whoever wrote it"


def test_options_go_into_the_records(run: "Run") -> None:
    options = ["--date", "2024-02-29", "--organisation", "CN-100000", "--newspaper", "工人日报"]
    result = run("export", LISTING, "-o", "-", *options)
    assert '<controlfield tag="003">CN-100000</controlfield>' in result.out
    assert '<controlfield tag="005">20240229000000.0</controlfield>' in result.out
    assert "工人日报" in result.out
    assert "P303" not in result.err


def test_the_configuration_of_the_working_folder_counts(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_text('organisation = "CN-1"\n')
    (tmp_path / "other.toml").write_text('organisation = "CN-2"\n')
    assert '"003">CN-1<' in run("export", LISTING, "-o", "-").out
    assert '"003">CN-2<' in run("export", LISTING, "-o", "-", "--config", "other.toml").out


def test_an_encoding_can_be_named(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(LISTING.read_text(encoding="utf-8").encode("gb18030"))
    guessed = run("export", "page.txt", "-f", "json", "-o", "-")
    named = run("export", "page.txt", "-f", "json", "-o", "-", "--encoding", "gbk")
    assert "page.txt: note S108 encoding: read as GB18030" in guessed.err
    assert "S108" not in named.err
    assert json.loads(guessed.out)["issues"][0]["source"]["encoding"] == "GB18030"
    assert json.loads(named.out)["issues"][0]["source"]["encoding"] == "GBK"


def test_quiet_says_errors_only(run: "Run") -> None:
    assert run("export", PAGE, "-q", "-o", "x.xml").err == ""
    result = run("export", PAGE, "nowhere.txt", "-q", "-o", "x.xml")
    assert result.code == 3
    assert [line.split(":")[0] for line in result.err.splitlines()] == ["nowhere.txt", "  help"]


def test_what_can_be_read_is_written_although_something_else_cannot(run: "Run", tmp_path: Path) -> None:
    assert run("export", "nowhere.txt", LISTING).code == 3
    assert files(tmp_path) == ["output/register.sqlite", "output/zhongguo-gongyun/2025-11.marcxml"]


def test_no_listing_is_an_answer_in_json_but_no_marc_file(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("prose\n")
    result = run("export", "page.txt", "-f", "json", "-o", "-")
    assert (result.code, json.loads(result.out)["issues"]) == (1, [])
    assert "W703" not in result.err
    result = run("export", "page.txt", "-f", "marcxml", "-o", "-")
    assert (result.code, result.out) == (1, "")
    assert "<stdout>: error W703 nothing: there is nothing to write" in result.err
    assert run("export", "nowhere.txt", "-f", "json", "-o", "-")[:2] == (3, "")


# --fail-on, exit code of a page with a warning (a line that is in no record)
FAIL_ON = [("error", 0), ("warning", 1), ("note", 1), ("never", 0)]


@pytest.mark.parametrize(("fail_on", "code"), FAIL_ON)
def test_the_least_severity_that_counts(run: "Run", tmp_path: Path, fail_on: str, code: int) -> None:
    (tmp_path / "page.txt").write_text("nothing but prose\n")
    options = ["--fail-on", fail_on, "-o", "x.xml"]
    assert run("export", LISTING, "page.txt", *options).code == code


def test_notes_do_not_count(run: "Run") -> None:
    assert run("export", LISTING, LISTING, "-o", "x.xml").code == 0
    assert run("export", LISTING, LISTING, "-o", "x.xml", "--fail-on", "note").code == 1


# wrong usage, and what is said about it
USAGE = [
    (["export", "-f", "mods3"], "There is no format 'mods3': give marcxml, "),
    (["export", "-f", "json,marcxml", "-o", "x.xml"], "json and marcxml do not go into one file"),
    (["export", "-f", "json,marcxml", "-o", "-"], "json and marcxml do not go into one file"),
    (["export", "-o", ""], "-o needs a name"),
    (["export", "-f", ""], "There is no format ''"),
    (["exprt"], "No such command 'exprt'. Did you mean 'export'?\n"),
    (["export", "-o", f"{PAGE}/"], f"{PAGE} is a file and no folder"),
    (["export", "-o", f"{PAGE}/2025/"], f"{PAGE} is a file and no folder"),
    (["export", LISTING, "--register", "r.sqlite", "--no-register"], "--no-register wants none: give one"),
    (["export", LISTING, "-o", "x.foo"], "No format has the suffix .foo: give one with --format, marcxml, "),
    (["export", LISTING, "-o", "new/x.zip"], "No format has the suffix .zip"),
    (["export", LISTING, "-o", "x.txt"], "No format has the suffix .txt"),
    (
        ["validate", LISTING, "-o", "rep.foo"],
        "No report has the suffix .foo: give its form with --format, text",
    ),
    (["validate", LISTING, "-o", "rep.pdf"], "csv, sarif or html."),
    (["export", "--encoding", "base64"], "There is no encoding 'base64'"),
    (["validate", "x", "--encoding", "no-such"], "There is no encoding 'no-such'"),
    (["export", "--frobnicate"], "No such option"),
    (["export", "--lang", "fr"], "'fr' is not one of"),
    (["validate"], "Give a FILE, a folder, - for standard input, or --files-from LIST"),
    (["validate", "-", "--files-from", "-"], "Standard input is the list of --files-from or a page"),
    (["codes", "X999"], "There is no finding 'X999'"),
    (["transmogrify"], "No such command 'transmogrify'"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE)
def test_wrong_usage_is_explained(run: "Run", tmp_path: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "Usage: catalog" in result.err
    assert files(tmp_path) == []


# wrong usage, and what is said about it in Chinese
IN_CHINESE = [
    (["export", LISTING, "-f", "nope"], "没有格式 'nope'：可用 marcxml、"),
    (["export", LISTING, "-o", "x.foo"], "没有格式用后缀 .foo"),
    (["export", LISTING, "-o", ""], "-o 需要名称"),
    (["export", LISTING, "-o", f"{PAGE}/"], "是文件，不是文件夹"),
    (["export", LISTING, "-f", "json,csv", "-o", "x"], "json、csv 不能写入同一文件"),
    (["export", LISTING, "--dialect", "cnmarc-nlc", "-f", "marcxml"], "cnmarc-nlc 请用 marcxchange"),
    (["export", LISTING, "--target", "nope"], "没有目标 'nope'"),
    (["export", LISTING, "--encoding", "nope"], "没有编码 'nope'"),
    (["export", LISTING, "--set", "x"], "--set x：请写作 键=值。"),
    (["export", LISTING, "--changes", "-o", "-"], "--changes 需要登记簿"),
    (["export", LISTING, "--resume", "-o", "-"], "--resume 需要文件或文件夹"),
    (["export", LISTING, "--register", "r.sqlite", "--no-register"], "只能给一个"),
    (["export"], "请给出一页"),
    (["export", "-", "--files-from", "-"], "不能兼作两者"),
    (["validate"], "请给出文件"),
    (["validate", LISTING, "--target", "nope"], "没有目标 'nope'"),
    (["validate", LISTING, "-o", "x.foo"], "没有报告用后缀 .foo"),
    (["validate", LISTING, "-o", ""], "-o 需要名称"),
    (["validate", LISTING, "--ignore", "L999"], "没有提示 'L999'"),
    (["validate", LISTING, "--ignore", "S101"], "S101 not-found 会中止工作"),
    (["validate", LISTING, "--fix"], "--fix 需要用 -o"),
    (["validate", LISTING, "--fix", "--diff"], "先用前者，再用后者"),
    (["validate", LISTING, "--diff", "-o", "x"], "--diff 只列修改"),
    (["validate", LISTING, PAGE, "--fix", "-o", "x"], "这里有 2 个"),
    (["convert", "x.mrc"], "请用 --format 指明格式"),
    (["convert", "x.mrc", "-o", "x/"], "所有记录写入同一文件"),
    (["convert", "x.mrc", "-f", "mrk", "--encoding", "utf-7"], "可试 gb18030"),
    (["convert", "x.mrc", "-f", "marcxml", "--to-encoding", "gbk"], "marcxml 的编码可为 utf-8"),
    (["codes", "L999"], "没有提示 'L999'"),
    (["target", "nope"], "没有目标 'nope'"),
    (["publications", "check", "x.toml", "x.txt", "--encoding", "nope"], "没有编码 'nope'"),
]


@pytest.mark.parametrize(("arguments", "words"), IN_CHINESE)
def test_wrong_usage_is_explained_in_chinese(
    run: "Run", monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    result = run(*arguments, "--lang", "zh")
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert words not in run(*arguments, "--lang", "en").err
    monkeypatch.setenv("CATALOG_LANG", "zh_CN.UTF-8")
    assert words in run(*arguments).err


def test_a_group_says_the_language_of_its_commands(run: "Run") -> None:
    command = ["publications", "--lang", "zh", "check", "x.toml", "x.txt", "--encoding", "nope"]
    assert "没有编码 'nope'" in run(*command).err


# what says the format where the suffix does not: options, catalog.toml, the name that is no format's
ELSEWHERE = [
    (["export", LISTING, "-f", "marc"], "", "x.foo"),
    (["export", LISTING], "format = 'mrk'", "x.foo"),
    (["export", LISTING], "", "x"),
    (["export", LISTING], "", "x.2025/11"),
    (["export", LISTING], "", "x.foo/"),
    (["validate", LISTING, "--format", "csv"], "", "x.foo"),
    (["validate", LISTING], "", "x"),
    (["convert", "own.json", "-f", "ris"], "", "x.foo"),
]


@pytest.mark.parametrize(("command", "settings", "output"), ELSEWHERE)
def test_a_suffix_need_not_say_the_format(
    run: "Run", tmp_path: Path, command: list[str], settings: str, output: str
) -> None:
    assert run("export", LISTING, "-o", "own.json").code == 0
    (tmp_path / "catalog.toml").write_text(settings, encoding="utf-8")
    done = run(*command, "-o", output)
    assert done.code == 0, done.err
    assert (tmp_path / output).exists()


@pytest.mark.parametrize("option", ["--date=2025-13-01", "--organisation=中国", "--config=nowhere.toml"])
def test_a_faulty_option_stops_the_export(run: "Run", tmp_path: Path, option: str) -> None:
    result = run("export", PAGE, option)
    assert (result.code, result.out) == (2, "")
    assert "error P302 bad-configuration" in result.err
    assert files(tmp_path) == []


@pytest.mark.parametrize("arguments", [["export", LISTING], ["validate", LISTING], ["publications"]])
def test_a_faulty_configuration_stops_every_command(run: "Run", tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "catalog.toml").write_text('organisation = "中国"\n', encoding="utf-8")
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "catalog.toml:1:16: error P302 bad-configuration: " in result.err
    assert files(tmp_path) == ["catalog.toml"]


def test_a_name_that_promises_another_format_is_noted(run: "Run", tmp_path: Path) -> None:
    done = run("export", LISTING, "-o", "x.json", "-f", "marcxml")
    assert done.code == 0
    assert "x.json: note W744 suffix-differs: the name says .json, and what is written is marcxml" in done.err
    for name in ("x.xml", "x.txt", "x", "-"):
        assert "W744" not in run("export", LISTING, "-o", name, "-f", "marcxml").err
    assert "y.mrk: note W744" in run("convert", "x.xml", "-f", "marcjson", "-o", "y.mrk").err


def test_a_register_that_is_gone_is_missed(run: "Run", tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    listing = "《工友》2025年第3期\n工会的一天……陈强\n师徒之间……王小明\n"
    page.write_text(listing, encoding="utf-8")
    assert run("export", page).code == 0
    register = tmp_path / "output" / "register.sqlite"
    register.unlink()
    assert run("export", page).code == 0, "the same numbers again: nothing is lost"
    register.unlink()
    page.write_text(listing.replace("工会的一天", "安全生产月……李大亮\n工会的一天"), encoding="utf-8")
    done = run("export", page)
    assert done.code == 1
    assert "output/register.sqlite: warning W743 register-missing: there was no register" in done.err
    assert "gongyou/2025-03.marcxml" in done.err
    page.write_text(listing, encoding="utf-8")
    assert "W743" not in run("export", page).err, "there is a register again"
    assert "W743" not in run("export", page, "--no-register", "--force").err


def test_a_note_about_settings_names_the_file_if_there_is_one(run: "Run", tmp_path: Path) -> None:
    line = "note P303 no-organisation"
    assert f"\n{line}" in "\n" + run("export", LISTING, "-o", "x.xml").err
    (tmp_path / "own.toml").write_text('newspaper = "工人日报"\n', encoding="utf-8")
    assert f"own.toml: {line}" in run("export", LISTING, "-o", "y.xml", "--config", "own.toml").err

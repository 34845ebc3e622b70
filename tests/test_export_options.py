"""The options of an export: encodings, targets, shapes, local values, reading back."""

import json
from collections.abc import Callable
from pathlib import Path

import pymarc
import pytest

from catalog import verify
from catalog.config.settings import Settings
from catalog.frozen import fields
from catalog.marc.record import Record
from tests.conftest import Run

LISTING = """《中国工运》2025年第11期
创新案例
朱镕生同志谈工会·职工的家……朱镕生
䶮山工会的一天……𠮷田
平常的题名……陈强
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(LISTING, encoding="utf-8")
    return path


def titles(path: Path, encoding: str = "utf-8") -> list[str]:
    """Read the titles of a file of ISO 2709 with a reader of others."""
    utf8 = encoding == "utf-8"
    reader = pymarc.MARCReader(path.read_bytes(), force_utf8=utf8, file_encoding=encoding)
    return [record["245"]["a"] for record in reader if record is not None]


def test_characters_that_gbk_lacks_are_listed_and_their_records_refused(
    run: Run, page: Path, tmp_path: Path
) -> None:
    result = run("export", page, "-f", "marc", "--to-encoding", "gbk", "-o", "out/")
    assert result.code == 3
    assert "W708" in result.err
    assert "䶮 (U+4DAE, 245)" in result.err
    assert "𠮷 (U+20BB7" in result.err
    assert "page.txt:4" in result.err
    assert "镕" not in result.err.replace("朱镕生", "")
    written = titles(tmp_path / "out" / "zhongguo-gongyun" / "2025-11.mrc", "gbk")
    assert written == ["朱镕生同志谈工会·职工的家 /", "平常的题名 /"]
    rejected = (tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8").splitlines()
    (row,) = map(json.loads, rejected)
    assert row["article"]["title"] == "䶮山工会的一天"
    assert row["reasons"][0]["code"] == "W708"
    assert "䶮" in row["reasons"][0]["message_zh"]


def test_substitutes_are_written_only_where_they_are_named_and_are_told(
    run: Run, page: Path, tmp_path: Path
) -> None:
    arguments = ["-f", "marc", "--to-encoding", "gbk", "--substitute", "䶮=龑", "--substitute", "𠮷=吉"]
    result = run("export", page, *arguments, "-o", "out/")
    assert result.code == 1
    assert result.err.count("W709") >= 2
    assert "which the encoding lacks, in 245" in result.err
    assert "W708" not in result.err
    written = titles(tmp_path / "out" / "zhongguo-gongyun" / "2025-11.mrc", "gbk")
    assert written[1] == "龑山工会的一天 /"
    assert not (tmp_path / "out" / "rejected.jsonl").exists()


def test_what_was_rejected_goes_when_nothing_is(run: Run, page: Path, tmp_path: Path) -> None:
    run("export", page, "-f", "marc", "--to-encoding", "gbk", "-o", "out/")
    assert (tmp_path / "out" / "rejected.jsonl").exists()
    assert run("export", page, "-f", "marc", "-o", "out/").code == 0
    assert not (tmp_path / "out" / "rejected.jsonl").exists()


def test_gb18030_has_all_characters(run: Run, page: Path, tmp_path: Path) -> None:
    assert run("export", page, "-f", "marc", "--to-encoding", "gb18030", "-o", "x.mrc", "--verify").code == 0
    assert titles(tmp_path / "x.mrc", "gb18030")[1] == "䶮山工会的一天 /"


def test_containers_of_xml_stay_utf_8_and_say_so(run: Run, page: Path, tmp_path: Path) -> None:
    result = run("export", page, "-f", "marcxml", "--to-encoding", "gbk", "-o", "x.xml")
    assert result.code == 0
    assert "W782" in result.err
    assert "䶮" in (tmp_path / "x.xml").read_text(encoding="utf-8")


def test_a_contents_note_of_thousands_of_characters_is_split(run: Run, tmp_path: Path) -> None:
    count = 200
    entries = [f"职工之家建设的第{number}个故事写得长一些……陈强" for number in range(count)]
    page = tmp_path / "page.txt"
    page.write_text("《中国工运》2025年第11期目录\n" + "\n".join(entries) + "\n", encoding="utf-8")
    assert run("export", page, "-f", "marc", "--shape", "issue", "-o", "x.mrc", "--verify").code == 0
    (record,) = (record for record in pymarc.MARCReader((tmp_path / "x.mrc").read_bytes()) if record)
    notes = record.get_fields("505")
    assert len(notes) > 1
    assert [note.indicators[0] for note in notes] == ["0", *"8" * (len(notes) - 1)]
    said = " ".join(str(note) for note in notes)
    assert all(f"第{number}个故事" in said for number in range(count))


TARGETS = ["generic", "koha", "koha-unimarc", "folio", "alma", "dp2", "nlc", "calis"]


@pytest.mark.usefixtures("seeds")
@pytest.mark.parametrize("target", TARGETS)
def test_a_target_chooses_format_and_dialect(run: Run, tmp_path: Path, target: str) -> None:
    result = run("export", "--target", target, "-o", "out/", "--organisation", "CN-BjGHT", "--verify")
    assert result.code == 0, result.err
    made = [path for path in (tmp_path / "out").glob("*/*") if path.is_file()]
    assert len(made) == 2
    checked = run("validate", *made)
    assert checked.code == 0, checked.out


def test_what_a_target_cannot_take_is_refused(run: Run, page: Path) -> None:
    result = run("export", page, "--target", "koha-unimarc", "--pinyin", "nlc", "-o", "out/")
    assert result.code == 2
    assert "P320" in result.err
    assert "$9" in result.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--dialect", "marc22"], "dialect"),
        (["--dialect", "cnmarc-nlc", "--pinyin", "ala-lc"], "pinyin of cnmarc-nlc"),
        (["--pinyin", "nlc"], "pinyin of marc21"),
        (["--dialect", "cnmarc-calis", "-f", "marcxml"], "marcxchange"),
        (["--target", "nowhere"], "There is no target 'nowhere'"),
        (["--to-encoding", "big5"], "encoding"),
        (["--substitute", "镕"], "--substitute 镕: write it as KEY=VALUE"),
        (["--substitute", "朱镕=x"], "is not one character"),
        (["--set", "local=['942 $c']"], "942 ## $c ART"),
        (["--set", "local=['942 ## $c {nobody}']"], "nobody"),
        (["--set", "colour=red"], "colour"),
        (["--changes", "-o", "x.xml"], "--changes needs a register"),
        (["--changes", "--no-register"], "--changes needs a register"),
    ],
)
def test_options_that_do_not_fit_are_explained(
    run: Run, page: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    result = run("export", page, *arguments)
    assert result.code == 2
    assert words in result.err
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("key", fields(Settings))
@pytest.mark.parametrize("command", ["export", "init", "config"])
def test_every_setting_can_be_given_by_set(
    run: Run, page: Path, tmp_path: Path, command: str, key: str
) -> None:
    """No setting takes 3.5; one that is lost on the way is not refused."""
    result = run(command, *([page] if command == "export" else []), "--set", f"{key}=3.5")
    assert result.code == 2
    assert key in result.err


# settings by --set, options of their own, what the first record has
SET_FOR_EXPORT = [
    (["organisation=CN-1"], [], "=003  CN-1\n"),
    (["organisation=CN-1"], ["--organisation", "CN-2"], "=003  CN-2\n"),
    (["dialect=cnmarc-nlc"], [], "=461  \\0$1"),
    (["shape=issue"], [], "=245  00$a中国工运.$n2025年第11期"),
    (["date=2025-12-02"], [], "=008  251202"),
    (["date=2025-12-02"], ["--resume"], "=008  251202"),
    (["target=koha"], [], "=035  "),
    (["newspaper=工人日报"], [], "工人日报"),
    (["pinyin=ala-lc"], [], "=880  "),
]


@pytest.mark.parametrize(("given", "options", "held"), SET_FOR_EXPORT)
def test_what_is_set_is_in_the_records(
    run: Run, page: Path, tmp_path: Path, given: list[str], options: list[str], held: str
) -> None:
    done = run("export", page, "-o", "x.mrk", *(f"--set={pair}" for pair in given), *options)
    assert done.code in (0, 1), done.err
    assert held in (tmp_path / "x.mrk").read_text(encoding="utf-8")


def test_local_fields_and_classes_stand_in_their_places(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_text(
        "local = ['655 #7 $a 期刊文章 $2 local', '942 ## $c {number} $d 值$$5']\n"
        "[classes]\n'创新案例' = 'D412.6'\nZGGY202511003 = 'D412.7'\n",
        encoding="utf-8",
    )
    assert run("export", page, "-f", "marc", "-o", "x.mrc").code == 0
    records = [record for record in pymarc.MARCReader((tmp_path / "x.mrc").read_bytes()) if record]
    for record in records:
        tags = [field.tag for field in record.fields]
        assert tags == sorted(tags)
        assert record["655"]["a"] == "期刊文章"
        assert record["942"]["c"] == record["001"].data
        assert record["942"]["d"] == "值$5"
    assert [record["084"]["a"] for record in records] == ["D412.6", "D412.6", "D412.7"]


def test_hosts_are_written_once_beside_the_articles(run: Run, page: Path, tmp_path: Path) -> None:
    assert run("export", page, "-f", "marcxml", "--hosts", "-o", "out/").code == 0
    names = sorted(path.name for path in (tmp_path / "out").glob("*/*"))
    assert names == ["2025-11.marcxml", "serial.marcxml"]
    (serial,) = pymarc.parse_xml_to_array(str(tmp_path / "out" / "zhongguo-gongyun" / "serial.marcxml"))  # type: ignore[no-untyped-call]
    assert (serial["001"].data, str(serial.leader)[7]) == ("ZGGY", "s")
    made = pymarc.parse_xml_to_array(str(tmp_path / "out" / "zhongguo-gongyun" / "2025-11.marcxml"))  # type: ignore[no-untyped-call]
    assert [record["001"].data for record in made] == [
        "ZGGY202511",
        *(f"ZGGY20251100{number}" for number in (1, 2, 3)),
    ]
    assert all(record["773"]["w"] == "(XX-XxUND)ZGGY" for record in made)
    again = run("export", page, "-f", "marcxml", "--hosts", "-o", "out/")
    assert again.code == 0, "its own files are replaced"


# How a written file may differ from what was meant: bytes of ISO 2709 or MARCXML, changed
DAMAGES: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("marcxml", lambda data: data.replace("平常".encode(), "非常".encode())),
    ("marcxml", lambda data: data.replace(b'ind1="1" ind2="0"', b'ind1="0" ind2="0"', 1)),
    ("marcxml", lambda data: data[: data.index(b"</record>") + 9] + b"</collection>"),
    ("marc", lambda data: data.replace("平常".encode(), "非常".encode())),
    ("marc", lambda data: data + data),
    ("marcjson", lambda data: data.replace("平常".encode(), "非常".encode())),
]


@pytest.mark.parametrize(("container", "damage"), DAMAGES)
def test_a_second_reader_sees_what_differs(
    run: Run,
    page: Path,
    tmp_path: Path,
    container: str,
    damage: Callable[[bytes], bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = verify.verify

    def damaged(data: bytes, name: str, records: list[Record], encoding: str, file: str) -> object:
        return real(damage(data), name, records, encoding, file)

    monkeypatch.setattr(verify, "verify", damaged)
    result = run("export", page, "-f", container, "-o", "x.out", "--verify")
    assert result.code == 3
    assert "W780" in result.err
    assert not (tmp_path / "x.out").exists()


def test_machine_made_pinyin_is_marked(run: Run, page: Path, tmp_path: Path) -> None:
    arguments = ["-f", "marc", "--pinyin", "ala-lc", "--organisation", "CN-BjGHT"]
    plain = run("export", page, *arguments, "-o", "plain.mrc")
    assert "W784" in plain.err
    marked = run(
        "export", page, *arguments, "--set", "provenance=true", "--date", "2025-12-03", "-o", "x.mrc"
    )
    assert "W784" in marked.err
    (record, *_) = (record for record in pymarc.MARCReader((tmp_path / "x.mrc").read_bytes()) if record)
    assert str(record["883"]) == "=883  1\\$aromanization, unchecked$d20251203$qCN-BjGHT"
    assert "=883" not in str(next(pymarc.MARCReader((tmp_path / "plain.mrc").read_bytes())))


def test_class_numbers_that_nothing_has_are_told(run: Run, page: Path, tmp_path: Path) -> None:
    keys = ["创新案例", "创新案列", "ZGGY202511001", "ZGGY202511999", "ZGGY202401003"]
    rows = "".join(f'"{key}" = "D412.6"\n' for key in keys)
    (tmp_path / "catalog.toml").write_text(f"[classes]\n{rows}", encoding="utf-8")
    result = run("export", page, "-f", "marc", "--config", tmp_path / "catalog.toml", "-o", "x.mrc")
    told = [line for line in result.err.splitlines() if "W785" in line]
    assert len(told) == 2, "a number of another issue may be right"
    assert "创新案列" in told[0]
    assert "ZGGY202511999" in told[1]


@pytest.mark.parametrize(("shape", "told"), [("articles", True), ("both", False), ("issue", False)])
def test_a_heading_without_articles_is_told_where_no_note_has_it(
    shape: str, told: bool, run: Run, tmp_path: Path
) -> None:
    issue = {
        "publication": "中国工运", "year": 2025, "number": 11,
        "source": {"file": "p", "line": 1, "end_line": 2},
        "sections": [{"heading": "党史园地"}, {"articles": [{"title": "工会"}]}],
    }  # fmt: skip
    schema = "urn:x-kanmu:schema:issues:2026-11-23"
    (tmp_path / "x.json").write_text(json.dumps({"schema": schema, "issues": [issue]}), encoding="utf-8")
    result = run("export", tmp_path / "x.json", "-f", "mrk", "--shape", shape, "-o", "x.mrk")
    assert ("W770" in result.err) is told
    assert ("党史园地" in (tmp_path / "x.mrk").read_text(encoding="utf-8")) is not told


def test_a_delete_file_stays_as_long_as_anything_is_withdrawn(run: Run, tmp_path: Path) -> None:
    page, file = Path("page.txt"), Path("o/zhongguo-gongyun/2025-12.deleted.mrk")
    head, one, other = "《中国工运》2025年第12期", "车间里的读书会……陈强", "一封没有寄出的信……林初"

    def export(*lines: str) -> bytes:
        page.write_text("\n".join((head, "", "创新案例", *lines, "")), encoding="utf-8")
        run("export", page.name, "-f", "mrk", "-o", "o/", "--changes")
        return file.read_bytes() if file.exists() else b""

    assert export(one, other) == b""
    withdrawn = export(one)
    assert withdrawn.count(b"=001") == 1
    assert export(one) == withdrawn
    assert export("夜班公交司机的休息时间……顾小舟").count(b"=001") == 2
    assert export(one, other, "夜班公交司机的休息时间……顾小舟") == b""

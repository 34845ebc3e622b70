"""What a target system stumbles over, as findings of validate: by record, by file, and by the command."""

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalog import targets
from catalog.diagnostics import Diagnostic
from catalog.marc.containers import CONTAINERS, Wrapping, by_name
from catalog.marc.record import ControlField, Record
from catalog.targets import Choke, Target
from catalog.validate import library, validate
from catalog.validate.chokes import LEADER, hits
from catalog.validate.library import Library
from tests.chokes import record

if TYPE_CHECKING:
    from tests.conftest import Run

FOLDER = Path(__file__).parent / "cases"
CASES = tomllib.loads((FOLDER / "targets" / "chokes.toml").read_text(encoding="utf-8"))
ALL = [targets.load(name) for name in targets.names()]
CHOKES = [(target, choke) for target in ALL for choke in target.chokes]
GOLDEN = FOLDER / "golden"
each_choke = pytest.mark.parametrize(("target", "choke"), CHOKES, ids=lambda row: getattr(row, "id", ""))


def of_target(target: Target, *lines: str, container: str = "marc") -> list[Diagnostic]:
    """Write a record of the target's dialect, and say what the target stumbles over."""
    data = b"".join(by_name(container).write([in_dialect(target, record(list(lines)))], Wrapping(dialect="")))
    found = validate(data, "x", library=Library(target=target.name))
    return [item for item in found if item.code.startswith("R60")]


def in_dialect(target: Target, one: Record) -> Record:
    """Add the title and the originating source that show the dialect, unless they are there."""
    marc21 = target.settings["dialect"] == "marc21"
    wanted = ["245 1# $a 工会主席"] if marc21 else ["200 1# $a 工会主席", "801 #0 $a CN"]
    there = {field.tag for field in one.fields}
    lines = [line for line in wanted if line[:3] not in there]
    return one._replace(fields=(*one.fields, *record(lines).fields)) if lines else one


@each_choke
def test_a_choke_is_a_finding(target: Target, choke: Choke) -> None:
    found = [
        item for item in of_target(target, *CASES[choke.id]["met"]) if item.values.get("choke") == choke.id
    ]
    assert len(found) == 1
    (item,) = found
    assert (item.code, item.severity, item.values["target"]) == ("R601", choke.severity, target.name)
    assert re.fullmatch(choke.field, item.place.field), item.place
    assert item.place.subfield == choke.subfield
    assert bool(item.place.position) == bool(choke.positions)
    assert (choke.remark.en in item.message("en"), choke.remark.zh in item.message("zh")) == (True, True)
    assert f"catalog target {target.name}" in item.help("en")


@each_choke
def test_no_choke_is_no_finding(target: Target, choke: Choke) -> None:
    found = of_target(target, *CASES[choke.id]["unmet"])
    assert choke.id not in [item.values.get("choke") for item in found]


def test_each_field_is_told_at_its_place() -> None:
    places = [
        item.place.label()
        for item in of_target(
            targets.load("koha"), "001 A1", "003 X", "952 ## $a 1", "700 1# $a 甲 $9 1 $9 2", "952 ## $a 2"
        )
    ]
    assert places == ["x A1 700$9", "x A1 700$9", "x A1 952", "x A1 952[2]"]


def test_a_missing_field_is_told_where_it_should_be() -> None:
    koha = targets.load("koha-unimarc")
    (found,) = [
        item for item in of_target(koha, "100 ## $b x") if item.values.get("choke") == "koha-unimarc-no-100"
    ]
    assert (found.place.field, found.place.occurrence, found.place.subfield) == ("100", 1, "a")
    alma = [item.place.field for item in of_target(targets.load("alma"))]
    assert alma == ["001", "003"], "of 001|035 the first"


def test_a_short_leader_is_of_no_level() -> None:
    choke = next(choke for _, choke in CHOKES if choke.levels)
    assert hits(choke, Record("", ())) == ()
    everywhere = next(choke for _, choke in CHOKES if choke.field == LEADER)
    assert hits(everywhere, Record("", (ControlField("LDR", "x"),))) != ()


# Files that are not the target's own

FAMILY = {"marc21": "marc21", "cnmarc-nlc": "cnmarc", "cnmarc-calis": "cnmarc"}
REFUSED = {("koha", "cnmarc"), ("koha-unimarc", "marc21")}


@pytest.mark.parametrize("target", ALL, ids=lambda target: target.name)
@pytest.mark.parametrize("dialect", FAMILY)
def test_a_record_of_another_dialect_is_told(target: Target, dialect: str) -> None:
    data = (GOLDEN / f"{dialect}.mrc").read_bytes()
    found = validate(data, "x", library=Library(target=target.name))
    told = {(item.code, item.severity) for item in found if item.code.startswith("R60")}
    own = FAMILY.get(target.settings.get("dialect", ""), FAMILY[dialect])
    if own == FAMILY[dialect]:
        assert "R602" not in {code for code, _ in told}
    else:
        severity = "error" if (target.name, FAMILY[dialect]) in REFUSED else "warning"
        assert told == {("R602", severity)}, "and of the rest nothing is said"


@pytest.mark.parametrize("target", ALL, ids=lambda target: target.name)
@pytest.mark.parametrize("container", CONTAINERS, ids=lambda row: row.name)
def test_a_container_that_is_not_loaded_is_noted(target: Target, container: object) -> None:
    name = getattr(container, "name", "")
    found = of_target(target, "001 A1", container=name) if target.settings else []
    noted = [item for item in found if item.code == "R604"]
    assert bool(noted) == bool(target.loads and name not in target.loads)
    assert {item.severity for item in noted} <= {"note"}


def test_the_usual_container_is_the_target_s_own() -> None:
    for target in ALL:
        assert target.settings.get("format", "marc") in target.loads[:1] or not target.loads
        assert set(target.loads) <= {row.name for row in CONTAINERS}


ENCODINGS = [("koha", "error"), ("folio", "error"), ("nlc", "note"), ("generic", None)]


@pytest.mark.parametrize(("name", "severity"), ENCODINGS)
def test_an_encoding_that_is_not_read_is_told(name: str, severity: str | None) -> None:
    one = record(["001 A1", "003 X", "245 00 $a 工会主席"])._replace(leader="00000nam  2200000 i 4500")
    data = b"".join(by_name("marc").write([one], Wrapping(encoding="gb18030")))
    found = validate(data, "x", library=Library(target=name), encoding="gb18030")
    assert [item.severity for item in found if item.code == "R603"] == ([severity] if severity else [])
    assert not [item for item in found if item.code in ("X545", "X548", "R404", "R488")]


def test_records_that_are_not_bibliographic_are_passed_over() -> None:
    one = record(["LDR 00000nz##a2200000n##4500", "100 1# $a 余嘉熙 $9 17"])
    data = b"".join(by_name("marc").write([one]))
    found = validate(data, "x", library=Library(target="koha"))
    assert not [item for item in found if item.code.startswith("R60")]


# Our own exports


@pytest.mark.parametrize("target", ALL, ids=lambda target: target.name)
def test_an_export_for_a_target_pleases_it(run: "Run", target: Target) -> None:
    seed = Path(__file__).resolve().parents[1] / "seeds" / "zhongguo-gongyun-2025-11.txt"
    options = ["--target", target.name, "--set", 'organisation="CN-BjGHT"', "-q", "-o"]
    file = target.file
    assert run("export", seed, *options, file).code == 0
    result = run("validate", file, "--target", target.name, "--fail-on", "note")
    assert "R60" not in result.out
    assert "W72" not in run("validate", file, "--diff").out
    assert run("validate", file, "--diff").code == 0


# The command


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.mrk"
    path.write_bytes((FOLDER / "diagnostics" / "R604-target-container" / "input.koha.mrk").read_bytes())
    return path


def test_the_command_asks_for_the_target(run: "Run", article: Path) -> None:
    assert run("validate", article.name, "--fail-on", "note") == (0, "", "1 file checked (0 warnings)\n")
    result = run("validate", article.name, "--target", "koha", "--fail-on", "note")
    assert result.code == 1
    assert "a.mrk: note R604 target-container: target koha loads marc, marcxml, marcxchange" in result.out
    assert run("validate", article.name, "--target", "koha", "--ignore", "R604") == (
        0,
        "",
        "1 file checked (0 warnings)\n",
    )


def test_a_configured_target_counts_and_the_option_comes_before_it(run: "Run", article: Path) -> None:
    (article.parent / "catalog.toml").write_text('target = "koha"\n[levels]\nR604 = "error"\n')
    assert "error R604" in run("validate", article.name).out
    assert run("validate", article.name, "--target", "generic").out == ""
    (article.parent / "catalog.toml").write_text('pinyin = "nlc"\ndialect = "cnmarc-nlc"\n')
    assert "R604" in run("validate", article.name, "--target", "koha").out, (
        "what an export would refuse is no matter"
    )


def test_a_target_that_there_is_not_is_wrong_usage(run: "Run", article: Path) -> None:
    result = run("validate", article.name, "--target", "unicorn")
    assert (result.code, result.out) == (2, "")
    assert "There is no target 'unicorn'" in result.err


def test_the_library_s_target_is_that_of_its_settings() -> None:
    from catalog.config import load

    settings, _ = load(None, {"target": "dp2"})
    assert settings is not None
    assert library.of(settings).target == "dp2"

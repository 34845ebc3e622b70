"""Library systems: their data, what they refuse, the pages that say how to load, what they stumble over."""

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from catalog import config, gather, recipe, resources, targets
from catalog.config.model import Settings
from catalog.context import prepare
from catalog.diagnostics import Diagnostic, Language, cells
from catalog.marc.dialects import Crosswalk
from catalog.marc.fieldline import parse
from catalog.targets import STEPS, Choke, Remark, Target
from catalog.validate.chokes import met
from tests.chokes import record
from tests.prose import PROJECT

if TYPE_CHECKING:
    from tests.conftest import Run

NAMES = ("generic", "alma", "calis", "dp2", "folio", "koha", "koha-unimarc", "nlc")
ALL = [targets.load(name) for name in NAMES]
CASES = tomllib.loads((Path(__file__).parent / "cases/targets/chokes.toml").read_text(encoding="utf-8"))
LANGUAGES: tuple[Language, ...] = ("en", "zh")
each = pytest.mark.parametrize("target", ALL, ids=lambda target: target.name)


def remarks(target: Target) -> list[Remark]:
    return [
        *(remark for step in STEPS for remark in target.recipe[step]),
        *(why for values in target.refuse.values() for why in values.values()),
        *target.unconfirmed,
        *(choke.remark for choke in target.chokes),
    ]


# The data


def test_the_targets_are_those_promised() -> None:
    assert targets.names() == NAMES


@each
def test_a_data_file_has_no_key_that_is_not_read(target: Target) -> None:
    table: dict[str, Any] = tomllib.loads(resources.target(target.name))
    assert set(table) <= set(Target._fields)
    assert set(table["recipe"]) == set(STEPS)
    rows = [*table.get("unconfirmed", ()), *(row for step in table["recipe"].values() for row in step)]
    assert {key for row in rows for key in row} <= {"en", "zh", "origins"}
    assert {key for row in table.get("chokes", ()) for key in row} <= {*Choke._fields, "en", "zh", "origins"}


@each
def test_everything_is_said_in_both_languages(target: Target) -> None:
    assert set(target.title) == {"en", "zh"}
    for remark in remarks(target):
        assert re.search(r"[\u4e00-\u9fff]", remark.zh), remark
        assert re.search(r"[a-z]{3}", remark.en), remark
        assert remark.en.endswith(".") == remark.zh.endswith("。"), remark


@each
def test_every_statement_has_a_source_or_is_advice(target: Target) -> None:
    used = {origin for remark in remarks(target) for origin in remark.origins}
    assert used == set(target.origins)
    for why in (*target.unconfirmed, *(w for values in target.refuse.values() for w in values.values())):
        assert why.origins, f"{why.en}: nothing is refused, or called unconfirmed, on our own word"


@each
def test_its_settings_are_settings(target: Target) -> None:
    settings, findings = config.load(None, {"target": target.name})
    assert (settings is None, findings) == (False, [])
    assert settings is not None
    for key, value in target.settings.items():
        set_to = getattr(settings, key)
        assert (list(set_to) if isinstance(set_to, tuple) else set_to) == value
    for template in settings.local:
        parse(template)


def test_the_neutral_target_sets_nothing() -> None:
    neutral = targets.load("generic")
    assert (neutral.settings, neutral.refuse, neutral.chokes) == ({}, {}, ())


# What is refused

REFUSALS = [
    (target.name, setting, value, why)
    for target in ALL
    for setting, values in target.refuse.items()
    for value, why in values.items()
]


@pytest.mark.parametrize(("name", "setting", "value", "why"), REFUSALS, ids=str)
def test_a_setting_is_refused(name: str, setting: str, value: str, why: Remark) -> None:
    allowed = get_args(Settings.model_fields[setting].annotation)
    assert value in allowed, "else nobody could set it"
    assert setting in targets.REFUSABLE
    settings, findings = config.load(None, {"target": name, setting: value})
    assert settings is None
    (found,) = findings
    assert (found.code, found.severity) == ("P320", "error")
    assert found.message("en") == f"target {name} cannot take {setting} = {value}: {why.en}"
    assert found.message("zh") == f"目标 {name} 不能用 {setting} = {value}：{why.zh}"


@pytest.mark.parametrize("name", ["koha", "koha-unimarc", "folio"])
def test_pinyin_where_the_authority_link_stands_is_refused(name: str) -> None:
    assert config.load(None, {"target": name, "pinyin": "nlc"})[0] is None


def test_one_of_several_formats_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    target = targets.load("koha")._replace(refuse={"format": {"mrk": Remark("why", "因", ())}})
    monkeypatch.setattr(targets, "load", lambda _: target)
    assert [why["setting"] for why in targets.refused("koha", {"format": "marc, MRK"})] == ["format = mrk"]


def test_what_the_library_sets_comes_before_the_target(tmp_path: Path) -> None:
    file = tmp_path / "catalog.toml"
    file.write_text('target = "dp2"\nencoding = "gbk"\npinyin = "calis"\n', encoding="utf-8")
    settings, findings = config.load(file, {"pinyin": "none"})
    assert settings is not None
    assert (settings.dialect, settings.encoding, settings.pinyin) == ("cnmarc-nlc", "gbk", "none")
    assert findings == []


def test_a_target_that_there_is_not(tmp_path: Path) -> None:
    _, findings = config.load(None, {"target": "unicorn"})
    assert [found.code for found in findings] == ["P302"]
    assert "generic, alma, calis, dp2, folio, koha, koha-unimarc or nlc" in findings[0].message()


# The page


@each
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recipe_is_one_page(target: Target, language: Language) -> None:
    lines = recipe.page(target, language).split("\n")
    assert len(lines) <= 56
    assert max(map(cells, lines)) <= recipe.WIDTH
    assert not [line for line in lines if re.match(r"\s*[，。；：、？！）》」”]|.*[（《「“]$", line)]


@each
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recipe_says_all_there_is(target: Target, language: Language) -> None:
    page = recipe.page(target, language)
    together = re.sub(r"\s", "", page)
    said = [remark for remark in remarks(target) if remark not in [c.remark for c in target.chokes]]
    for text in (remark.text(language) for remark in said):
        assert re.sub(r"\s", "", text) in together, text
    stars = len(re.findall(r"^  \* ", page, re.MULTILINE))
    assert stars == sum(not remark.origins for remark in said)
    assert (recipe.WORDS[language]["advice"] in page) == (stars > 0)
    assert f"--target {target.name} " in page
    for key, value in target.settings.items():
        assert re.search(rf"\b{key} = ", page), (key, value)


def test_a_long_word_is_kept_whole() -> None:
    word = "x" * 200
    assert recipe.wrapped(f"a {word} b", "- ") == ["- a", f"  {word}", "  b"]


@pytest.mark.parametrize("name", NAMES)
def test_the_command_prints_the_page(run: "Run", name: str) -> None:
    english, chinese = (recipe.page(targets.load(name), language) for language in LANGUAGES)
    assert run("target", name, "--lang", "en") == (0, english, "")
    assert run("target", name, "--lang", "zh") == (0, chinese, "")
    both = run("target", name).out
    assert both.startswith(chinese)
    assert both.endswith(english)


def test_the_command_lists_the_targets(run: "Run") -> None:
    rows = [line.split()[0] for line in run("target").out.splitlines()]
    assert rows == ["TARGET", *NAMES]
    assert "成员馆" in run("target", "--lang", "zh").out


def test_the_command_does_not_know_every_name(run: "Run") -> None:
    done = run("target", "unicorn")
    assert (done.code, done.out) == (2, "")
    assert "There is no target 'unicorn'" in done.err


# What a system stumbles over

CHOKES = {choke.id: choke for target in ALL for choke in target.chokes}


def test_every_choke_has_its_case() -> None:
    ids = [choke.id for target in ALL for choke in target.chokes]
    assert sorted(ids) == sorted(CASES)
    assert len(set(ids)) == len(ids)
    assert all(choke.id.startswith(f"{target.name}-") for target in ALL for choke in target.chokes)


@pytest.mark.parametrize("name", CASES)
def test_a_choke_is_met_by_its_case_alone(name: str) -> None:
    choke = CHOKES[name]
    assert choke.when in ("present", "absent")
    assert choke.severity in ("error", "warning", "note")
    assert met(choke, record(CASES[name]["met"]))
    assert not met(choke, record(CASES[name]["unmet"]))


@each
def test_no_record_of_the_seeds_meets_a_choke(target: Target) -> None:
    context, _ = prepare(None, {"target": target.name, "organisation": "CN-BjGHT", "date": "2025-12-03"})
    assert context is not None
    findings: list[Diagnostic] = []
    crosswalk = Crosswalk(context.settings, findings)
    page = PROJECT / "seeds" / "gongren-ribao-page.txt"
    issues, _ = gather.read_page(page.read_bytes(), page.name, context.publications)
    assert [len(issue.articles) for issue in issues] == [7, 6]
    for issue in issues:
        publication = context.publication(issue.publication)
        articles = list(crosswalk.articles(issue, publication))
        assert len(articles) == len(issue.articles)
        hosts = [*crosswalk.issue(issue, publication), *crosswalk.serial(issue, publication)]
        stumbles = [choke.id for one in (*articles, *hosts) for choke in target.chokes if met(choke, one)]
        assert stumbles == []

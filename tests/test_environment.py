"""Settings from the environment: CATALOG_ORGANISATION and the like, over the file, under the command line."""

import json
from typing import TYPE_CHECKING

import pytest

from catalog.config.model import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

# variable, value, key, value in force
VARIABLES = [
    ("CATALOG_ORGANISATION", "CN-BjGHT", "organisation", "CN-BjGHT"),
    ("CATALOG_DATE", "2024-02-29", "date", "2024-02-29"),
    ("CATALOG_TIME", "120000", "time", "120000"),
    ("CATALOG_MARCXCHANGE", "2", "marcxchange", 2),
    ("CATALOG_HOST_RECORDS", "true", "host_records", True),
    ("CATALOG_CLASS_EDITION", "5", "class_edition", "5"),
    ("CATALOG_LOCAL_TAGS", '["905", "9XX"]', "local_tags", ["905", "9XX"]),
    ("CATALOG_SUBSTITUTES", '{ "䶮" = "龑" }', "substitutes", {"䶮": "龑"}),
    ("CATALOG_TARGET", "dp2", "target", "dp2"),
]


@pytest.mark.parametrize(("variable", "value", "key", "expected"), VARIABLES)
def test_a_variable_sets_a_setting(
    run: "Run", monkeypatch: pytest.MonkeyPatch, variable: str, value: str, key: str, expected: object
) -> None:
    monkeypatch.setenv(variable, value)
    assert json.loads(run("config", "--format", "json").out)[key] == {
        "value": expected,
        "from": "environment",
    }


def test_the_file_stands_below_and_the_command_line_above(
    run: "Run", tmp_path: "Path", monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "catalog.toml").write_text('organisation = "CN-1"\nnewspaper = "日报"\n', encoding="utf-8")
    monkeypatch.setenv("CATALOG_ORGANISATION", "CN-2")
    monkeypatch.setenv("CATALOG_NEWSPAPER", "晚报")
    shown = json.loads(run("config", "--set", "organisation=CN-3", "--format", "json").out)
    assert shown["organisation"] == {"value": "CN-3", "from": "command line"}
    assert shown["newspaper"] == {"value": "晚报", "from": "environment"}


def test_a_target_of_the_environment_brings_its_settings(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOG_TARGET", "dp2")
    shown = json.loads(run("config", "--format", "json").out)
    assert "target dp2" in {row["from"] for row in shown.values()}


def test_a_fault_names_its_variable_in_both_languages(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOG_SHAPE", "rounds")
    done = run("config")
    assert done.code == 2
    assert done.err.startswith(
        "error P302 bad-configuration: the settings cannot be used: CATALOG_SHAPE: shape"
    )
    assert (
        "CATALOG_SHAPE：shape：此处应为下列之一：articles, issue, both" in run("config", "--lang", "zh").err
    )


# variable, value, words
MISSPELT = [
    ("CATALOG_ORGANIZATION", "CN-X", "is CATALOG_ORGANISATION meant?"),
    ("CATALOG_CORRECTION", "fixes", "is CATALOG_CORRECTIONS meant?"),
    ("CATALOG_HOSTRECORDS", "true", "is CATALOG_HOST_RECORDS meant?"),
    ("CATALOG_DIALEKT", "", ""),
    ("CATALOG_HOST", "localhost", ""),
    ("CATALOG_NAME", "mine", ""),
    ("CATALOG_DB_URL", "sqlite:", ""),
    ("CATALOG_SHARED", "/x", ""),
    ("CATALOG_" + "X" * 100_000, "1", ""),
]


@pytest.mark.parametrize(("variable", "value", "words"), MISSPELT, ids=[row[0][:30] for row in MISSPELT])
def test_a_variable_that_is_nearly_one_of_ours_is_told(
    run: "Run", monkeypatch: pytest.MonkeyPatch, variable: str, value: str, words: str
) -> None:
    monkeypatch.setenv(variable, value)
    done = run("config")
    assert done.code == (2 if words else 0)
    assert words in done.err
    assert (f"P302 bad-configuration: the settings cannot be used: {variable}" in done.err) == bool(words)


@pytest.mark.parametrize(
    ("value", "code"), [("fr", 2), ("klingon", 2), ("zh_CN.UTF-8", 0), ("en", 0), ("EN_gb", 0), ("", 0)]
)
def test_a_language_that_there_is_not_is_told(
    run: "Run", monkeypatch: pytest.MonkeyPatch, value: str, code: int
) -> None:
    monkeypatch.setenv("CATALOG_LANG", value)
    for command in (["config"], ["codes", "L204"], ["formats"]):
        done = run(*command)
        assert done.code == code
        assert (f"CATALOG_LANG: findings are not told in {value!r}" in done.err) == (code == 2)
    assert run("config", "--lang", "zh").code == 0, "the option stands above it"


def test_other_variables_and_empty_ones_are_nothing_to_us(
    run: "Run", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOG_HOME", "/opt/catalog")
    monkeypatch.setenv("CATALOG_SHAPE", "")
    done = run("config")
    assert (done.code, done.err) == (0, "")
    assert not {"lang", "debug"} & set(Settings.model_fields), (
        "CATALOG_LANG and CATALOG_DEBUG are no settings"
    )

"""What the READMEs show is what the commands say."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from catalog.cli.examples import EXIT_CODES
from tests.prose import PROJECT, said, sessions

READMES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("name", READMES)
def test_the_console_blocks_are_true(name: str, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "seeds", tmp_path / "seeds")
    shown = sessions(PROJECT / name)
    assert len(shown) >= 3
    for command, printed in shown:
        assert said(command, tmp_path) == printed, command


def test_both_readmes_give_the_same_commands() -> None:
    texts = [(PROJECT / name).read_text(encoding="utf-8") for name in READMES]
    commands = [re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for text in texts]
    assert len(commands[0]) == 2
    assert commands[0] == commands[1]


def test_the_record_shown_is_the_record_written() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"becomes\n\n```text\n(.*?)```", text, re.DOTALL)
    assert shown
    written = (PROJECT / "output" / "zhongguo-gongyun" / "2025-11.marcxml").read_text(encoding="utf-8")
    record = next(part for part in written.split("<record>") if "ZGGY202511005" in part)
    for line in shown[1].splitlines():
        values = re.findall(r"\$\w (.*?)(?= \$\w |$)", line) or [line[7:]]
        for value in values:
            assert f">{value}<" in record, value


def test_exit_codes_have_the_words_of_help() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8").replace("`", "")
    assert [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES] == re.findall(
        r"^\| [0-9] \| .* \|$", readme, re.MULTILINE
    )


PROGRAM = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SIGNS = {">=": "≥", "<=": "≤"}


def spelt(requirement: str) -> tuple[str, str]:
    """Part a requirement into its name and the versions as the READMEs write them: typer, ≥ 0.20, < 0.26."""
    (name,) = re.findall(r"^[\w-]+", requirement)
    each = re.findall(r"([<>=]+)([\d.]+)", requirement)
    return name, ", ".join(f"{SIGNS.get(sign, sign)} {number}" for sign, number in each)


@pytest.mark.parametrize("name", READMES)
def test_every_dependency_is_explained(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    for package, versions in map(spelt, PROGRAM["dependencies"]):
        assert f"\n| `{package}` {versions} |" in text


@pytest.mark.parametrize("name", READMES)
def test_every_extra_is_explained(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    extras = dict(PROGRAM["optional-dependencies"])
    assert extras.pop("dev")
    (all_of_them,) = extras.pop("all")
    rows = dict(re.findall(r"^\| `\[(\w+)\]` \|(.*)$", text, re.MULTILINE))
    in_all = [row for row in rows if re.search(rf"\b{row}\b", all_of_them)]
    assert list(rows) == [*in_all, "all", *(extra for extra in extras if extra not in in_all)]
    for extra, packages in extras.items():
        for package, versions in map(spelt, packages):
            assert f"`{package}` {versions}" in rows[extra]

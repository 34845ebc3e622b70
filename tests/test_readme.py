"""What the READMEs show is what the commands say."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
LANGUAGE = ("LANG", "LC_ALL", "LC_MESSAGES", "CATALOG_LANG", "SOURCE_DATE_EPOCH")


def sessions(name: str) -> list[tuple[str, str]]:
    """Give the commands of a README's console blocks and what they are said to print."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    found = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for command, printed in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            found.append((command, printed))
    return found


@pytest.mark.parametrize("name", READMES)
def test_the_console_blocks_are_true(name: str, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "seeds", tmp_path / "seeds")
    script = tmp_path / "catalog"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m catalog "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if key not in LANGUAGE}
    environment = kept | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(PROJECT)}
    shown = sessions(name)
    assert len(shown) >= 3
    for command, printed in shown:
        done = subprocess.run(
            ["sh", "-c", f"{command} 2>&1"], cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.stdout.decode() == printed, command


def test_both_readmes_give_the_same_commands() -> None:
    texts = [(PROJECT / name).read_text(encoding="utf-8") for name in READMES]
    commands = [re.findall(r"```sh\n(.*?)```", text) for text in texts]
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


def test_every_dependency_is_explained() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    project = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[(.*?)\]", project, re.DOTALL | re.MULTILINE)
    assert block
    for name in re.findall(r'"([a-z0-9-]+)', block[1]):
        assert f"| `{name}`" in text

"""The commands that a text shows, run as a reader would run them."""

import os
import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
LANGUAGE = ("LANG", "LC_ALL", "LC_MESSAGES", "CATALOG_LANG", "SOURCE_DATE_EPOCH")


def sessions(text: Path) -> list[tuple[str, str]]:
    """Give the commands of a text's console blocks and what they are said to print."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", text.read_text(encoding="utf-8"), re.DOTALL):
        for command, printed in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            found.append((command, printed))
    return found


def files(text: Path) -> dict[str, str]:
    """Give the files that a text shows, each block behind its name: `page.txt`: …"""
    content = text.read_text(encoding="utf-8")
    return dict(re.findall(r"^`([\w./-]+)`[:：]\n\n```\w+\n(.*?)```", content, re.DOTALL | re.MULTILINE))


def said(command: str, folder: Path) -> str:
    """Run a command in a folder, where `catalog` is this project's; give all that it says."""
    script = folder / "catalog"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m catalog "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if key not in LANGUAGE}
    environment = kept | {"PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        ["sh", "-c", f"{{ {command}; }} 2>&1"], cwd=folder, env=environment, capture_output=True, check=False
    )
    return done.stdout.decode("utf-8")

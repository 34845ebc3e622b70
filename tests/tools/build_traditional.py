"""Make catalog/lists/traditional.toml: traditional characters and the simplified ones they are read as.

A maintainer's tool, not part of the package.  It needs `uconv` of ICU 72; the same input gives the same
bytes.  A character that simplified print uses itself, as GB 2312 has it, stays what it is (乾, 著), except
the few of ALSO.
"""

import subprocess
from pathlib import Path

LIST = Path(__file__).resolve().parents[2] / "catalog" / "lists" / "traditional.toml"
ALSO = {"後": "后", "於": "于"}
STAYS = "瞭"  # 瞭望
A_LINE = 20
TEXT = '''\
# Traditional characters, each with the simplified one that it is read as.  Made by
# tests/tools/build_traditional.py from the transform Hant-Hans of ICU 72.1: characters that are not in
# GB 2312 and become one that is.  Unicode License v3, © 1991-2022 Unicode, Inc.
pairs = """
{pairs}"""
'''


def simplified(char: str) -> bool:
    """Tell a character of GB 2312."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    """Ask ICU about every other Han character and write the list."""
    asked = [chr(code) for code in range(0x4E00, 0xA000) if not simplified(chr(code))]
    command = ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Hant-Hans"]
    done = subprocess.run(command, input="\n".join(asked), capture_output=True, text=True, check=True)
    found = zip(asked, done.stdout.split("\n"), strict=True)
    table = {one: other for one, other in found if len(other) == 1 and one != other and simplified(other)}
    pairs = [one + other for one, other in sorted((table | ALSO).items()) if one not in STAYS]
    rows = [" ".join(pairs[at : at + A_LINE]) + "\n" for at in range(0, len(pairs), A_LINE)]
    LIST.write_text(TEXT.format(pairs="".join(rows)), encoding="utf-8")


if __name__ == "__main__":
    main()

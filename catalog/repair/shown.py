"""A record in lines that a person can read and compare: those of MARCMaker, and what cannot be seen by name.

`=245  10$aTitle`, blanks of leader, control fields and indicators as `\\`; characters that cannot be seen,
combining ones, and spaces at the ends of a value stand as `{U+200B}`.
"""

import unicodedata

from catalog.marc.containers.mrk import MNEMONICS
from catalog.marc.record import ControlField, Field, Record

_ESCAPED = str.maketrans({character: f"{{{name}}}" for character, name in MNEMONICS.items()})
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me"))
_SPACES = " \u3000\xa0"


def lines(record: Record) -> list[str]:
    """Give the leader and each field as a line."""
    return [f"=LDR  {_blanks(record.leader)}", *map(line, record.fields)]


def line(field: Field) -> str:
    """Give a field as a line."""
    if isinstance(field, ControlField):
        return f"={shown(field.tag)}  {_blanks(field.value)}"
    values = "".join(f"${shown(code)}{shown(value)}" for code, value in field.subfields)
    return f"={shown(field.tag)}  {_blanks(field.indicators)}{values}"


def shown(value: str) -> str:
    r"""Give a value as it can be seen.

    >>> shown("caf\u0065\u0301 $5\u200b "), shown("工会")
    ('cafe{U+0301} {dollar}5{U+200B}{U+0020}', '工会')
    """
    if value.isascii() and value.isprintable() and value == value.strip():
        return value.translate(_ESCAPED)
    start = len(value) - len(value.lstrip(_SPACES))
    end = len(value.rstrip(_SPACES))
    return "".join(
        f"{{U+{ord(char):04X}}}" if not start <= at < end or _is_unseen(char) else char.translate(_ESCAPED)
        for at, char in enumerate(value)
    )


def _is_unseen(char: str) -> bool:
    category = unicodedata.category(char)
    return category in _UNSEEN or (category == "Zs" and char not in " \u3000") or _is_compatible(char)


def _is_compatible(char: str) -> bool:
    """Tell a character that NFC exchanges for another one, which mostly looks the same."""
    return not char.isascii() and not unicodedata.is_normalized("NFC", char)


def _blanks(value: str) -> str:
    return "".join(
        "\\" if char == " " else f"{{U+{ord(char):04X}}}" if _is_unseen(char) else char.translate(_ESCAPED)
        for char in value
    )

"""Names of Chinese persons and bodies: what shows that a value is not one name and nothing else."""

from catalog import patterns
from catalog.marc.characters import HAN

SEPARATED = patterns.compile(f"[{HAN}][\\s\u3000，,、;；/]+[{HAN}]")
ROLE = patterns.compile(f"[{HAN}]{{2,}}\\s?(\\[?等\\]?著?|［等］|编著|主编|合著|著|编)$")
ROLE_ENDINGS = frozenset("等著编]］")
"""With one of these every ROLE ends."""
ISBD = " ,.，。;；:"
_LONGEST_ENDING = 12  # characters that are searched for a role, so that endless names cost nothing


def separated(name: str) -> bool:
    """Tell a name with spaces or commas between Chinese characters: it is padded, or several names.

    >>> separated("余嘉熙，葛慧君"), separated("余 嘉熙"), separated("余嘉熙")
    (True, True, False)
    """
    return not (name.isalpha() or name.isascii()) and SEPARATED.search(name) is not None


def role_behind(name: str) -> str:
    """Give the word behind a person's name that is no part of it, or an empty string.

    >>> role_behind("余嘉熙 主编"), role_behind("余嘉熙等"), role_behind("余嘉熙")
    ('主编', '等', '')
    """
    found = None if name[-1:] not in ROLE_ENDINGS else ROLE.search(name[-_LONGEST_ENDING:])
    return found[1] if found else ""

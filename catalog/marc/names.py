"""Names of Chinese persons and bodies: what shows that a value is not one name and nothing else."""

from catalog import patterns
from catalog.marc.characters import HAN

SEPARATED = patterns.compile(f"[{HAN}][\\s\u3000，,、;；/]+[{HAN}]")
ROLE = patterns.compile(f"[{HAN}]{{2,}}\\s?(\\[?等\\]?著?|［等］|编著|主编|合著|著|编)$")
ROLE_ENDINGS = frozenset("等著编]］")
"""With one of these every ROLE ends."""
NOISE = patterns.compile(
    f"…+|\\.{{2,}}|。{{2,}}|·{{2,}}|(?<=[{HAN}])[?？]|(?<=[{HAN}])[0-9０-９]{{1,3}}$|^[0-9０-９]{{1,3}}(?=[{HAN}])"
)
LABEL = patterns.compile(
    "((?:本[报刊社台网])?(?:特约|实习|见习)?(?:记者|通讯员|撰稿人?|作者|译者|编者)\\s?[:：]?"
    f"|(?:文|图|编辑|摄影|撰文|供稿|供图|翻译|整理)\\s?[:：])\\s?([{HAN}]{{2,4}})"
)
WORK = patterns.compile(
    f"([{HAN}]{{2,4}})\\s?((?:编|翻|摘)译|整理|执笔|口述|供稿|供图|撰文|摄影|采写"
    "|[(（][^()（）]*(?:记者|通讯员|作者|编辑|译|整理|摄影|文|图|撰)[)）])"
)
TRANSLATOR = patterns.compile(f"([{HAN}]{{3}})([译摄])")
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


def noise(name: str) -> str:
    """Give leader dots, a figure or a question mark that a listing or a program left in a name.

    >>> noise("……葛慧君"), noise("余嘉熙2"), noise("葛慧?"), noise("让·保罗")
    ('……', '2', '?', '')
    """
    found = None if name.isalpha() or name.isascii() else NOISE.search(name)
    return found[0] if found else ""


def labelled(name: str) -> tuple[str, str] | None:
    """Give the word before or behind what may be a person's name, and that name.

    >>> labelled("本报记者葛慧君"), labelled("葛慧君译"), labelled("葛慧君")
    (('本报记者', '葛慧君'), ('译', '葛慧君'), None)
    """
    if found := LABEL.fullmatch(name):
        return found[1], found[2]
    found = TRANSLATOR.fullmatch(name) or WORK.fullmatch(name)
    return (found[2], found[1]) if found else None

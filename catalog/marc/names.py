"""Names of Chinese persons and bodies: what shows that a value is not one name and nothing else.

A pattern over all Chinese characters takes a millisecond to compile, as long as a hundred names take to be
judged; so each is asked only of a name that has a sign without which it finds nothing.
"""

import re
from functools import cache

from catalog import patterns
from catalog.marc.characters import HAN

_SEPARATORS = r"[\s\u3000，,、;；/／|｜]"
_IS_PARTED = patterns.compile(_SEPARATORS)
SEPARATED = patterns.compile(f"[{HAN}]{_SEPARATORS}+[{HAN}]")
INVERTED = patterns.compile(f"([{HAN}·]{{1,12}}), ([{HAN}·]{{1,12}})")
ROLE = patterns.compile(f"[{HAN}]{{2,}}\\s?(\\[?等\\]?著?|［等］|编著|主编|合著|著|编)$")
ROLE_ENDINGS = frozenset("等著编]］")
"""With one of these every ROLE ends."""
_FOOTNOTES = "¹²³⁰⁴-⁹*＊①-⑳⑴-⒇※#＃†‡"
_HAS_NOISE = patterns.compile(f"[…?？0-9０-９{_FOOTNOTES}]|[.。·]{{2}}")
NOISE = patterns.compile(
    f"…+|\\.{{2,}}|。{{2,}}|·{{2,}}|(?<=[{HAN}])[?？]|(?<=[{HAN}])[0-9０-９]{{1,3}}$|^[0-9０-９]{{1,3}}(?=[{HAN}])"
    f"|(?<=[{HAN}])[0-9]{{0,2}}[,，]?[{_FOOTNOTES}]{{1,9}}$|^[0-9０-９][0-9０-９-]*$"
)
MAIL = patterns.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}")
_OPEN, _CLOSED = "(（\\[［〔【", ")）\\]］〕】"
_OPENING = _OPEN.replace("\\", "")
_BRACKETS = f"[{_OPEN}][^{_OPEN}{_CLOSED}]{{1,40}}[{_CLOSED}]"
BRACKETED = patterns.compile(f"(?<=[{HAN}])\\s?({_BRACKETS})|^({_BRACKETS})(?=\\s?[{HAN}])")
COUNTRY = patterns.compile(f"[(（][{HAN}]{{1,4}}[)）]")
QUALIFIER = patterns.compile(r"[(（][^()（）]*[)）]")
ENUMERATED = patterns.compile(f"(?<=[{HAN}])、(?=[{HAN}])")
_BODIES_END = "会部院厂局委庭组校团馆司社处所室站厅心队办刊报学府者"
BODY = patterns.compile(f"[{HAN}]{{2,39}}[{_BODIES_END}]")
"""What may be the name of a body, by its last character; the lists of the reader tell whether it is one."""
_SHORT = patterns.compile(f"[{HAN}]{{2,4}}")
_LONGEST_LIST = 400  # characters that are parted into bodies
_LABELS_BEGIN = frozenset("本特实见记通撰作译编文图摄供翻整")
LABEL = patterns.compile(
    "((?:本[报刊社台网])?(?:特约|实习|见习)?(?:记者|通讯员|撰稿人?|作者|译者|编者)\\s?[:：]?"
    f"|(?:文|图|编辑|摄影|撰文|供稿|供图|翻译|整理)\\s?[:：])\\s?([{HAN}]{{2,4}})"
)
FIELD_LABEL = patterns.compile(
    "(?:第一|第二|通[讯信]|主要|其他)?(?:作者|著者|责任者|编者|译者|主编|记者|姓名|撰稿人)(?:姓名|名称?)?\\s?[:：]"
)
_ALSO_WORK = ("摘译",)
"""Words for what somebody did that are no role of the table."""
_TITLES_END = frozenset("授员任席记长士生志师理")
TITLED = patterns.compile(
    f"([{HAN}]{{2,4}}?)\\s?(副?(?:教授|研究员|主任|主席|书记|校长|院长|局长|处长|部长)"
    "|博士|硕士|院士|先生|女士|同志|工程师|律师|(?:副?总)?经理|董事长)"
)
_AND, _MISTAKEN_DOTS, _BY = "&＆和与及", ".•・", "译摄"
COUPLED = patterns.compile(f"([{HAN}]{{2,4}})\\s?[{_AND}]\\s?([{HAN}]{{2,4}})")
DOTS = patterns.compile(f"(?<=[{HAN}])[{_MISTAKEN_DOTS}](?=[{HAN}])")
TRANSLATOR = patterns.compile(f"([{HAN}]{{3}})([{_BY}])")
ISBD = " ,.，。;；:"
_SHORTEST_LABELLED = 4  # characters of a name of two and a word beside it
_LONGEST_ENDING = 12  # characters that are searched for a role, so that endless names cost nothing


def separated(name: str) -> bool:
    """Tell a name with spaces or commas between Chinese characters: it is padded, or several names.

    >>> separated("余嘉熙，葛慧君"), separated("余 嘉熙"), separated("余嘉熙")
    (True, True, False)
    """
    if name.isalpha() or name.isascii() or not _IS_PARTED.search(name):
        return False
    return SEPARATED.search(name) is not None


def role_behind(name: str) -> str:
    """Give the word behind a person's name that is no part of it, or an empty string.

    >>> role_behind("余嘉熙 主编"), role_behind("余嘉熙等"), role_behind("余嘉熙")
    ('主编', '等', '')
    """
    found = None if name[-1:] not in ROLE_ENDINGS else ROLE.search(name[-_LONGEST_ENDING:])
    return found[1] if found else ""


def separated_body(name: str) -> bool:
    """Tell the name of a body that is padded, or several names; brackets and 、 may be part of one.

    >>> separated_body("总工会 宣传部"), separated_body("中华书局 (香港, 中国)")
    (True, False)
    >>> separated_body("科学、文化组织")
    False
    """
    return separated(name) and separated(ENUMERATED.sub("", QUALIFIER.sub("", name)).strip())


def enumerated(name: str) -> list[str]:
    """Give the names of agents that 、 may part in the name of a body; none where it is part of one name.

    >>> enumerated("总工会、文联办公室"), enumerated("联合国教育、科学及文化组织")
    (['总工会', '文联办公室'], [])
    """
    if "、" not in name[:_LONGEST_LIST]:
        return []
    parts = [part.strip() for part in ENUMERATED.split(QUALIFIER.sub("", name[:_LONGEST_LIST]))]
    likely = all(_SHORT.fullmatch(part) or BODY.fullmatch(part) for part in parts)
    return parts if len(parts) > 1 and likely else []


def noise(name: str) -> str:
    """Give leader dots, figures, footnote marks, a mail address that a listing or a program left in a name.

    >>> noise("……葛慧君"), noise("余嘉熙2"), noise("余嘉熙①"), noise("葛慧?"), noise("让·保罗")
    ('……', '2', '①', '?', '')
    """
    if name.isalpha() or (name.isascii() and "@" not in name and not name[-1:].isdigit()):
        return ""
    found = ("@" in name and MAIL.search(name)) or (_HAS_NOISE.search(name) and NOISE.search(name))
    return found[0] if found else ""


def bracketed(name: str) -> str:
    """Give what stands in brackets before or behind a Chinese name: dates, a country, an affiliation.

    >>> bracketed("余嘉熙(1970-)"), bracketed("[美]约翰·史密斯"), bracketed("余嘉熙")
    ('(1970-)', '[美]', '')
    """
    found = BRACKETED.search(name) if any(sign in name for sign in _OPENING) else None
    return found[0].strip() if found else ""


def mistaken_dot(name: str) -> str:
    """Give another sign than the middle dot between the parts of a foreign name in Chinese characters.

    Traditional characters go with ‧ as well; the form of the dot is that of GB/T 15834-2011, 4.14.

    >>> mistaken_dot("约翰.史密斯"), mistaken_dot("约翰·史密斯"), mistaken_dot("T. S. 艾略特")
    ('.', '', '')
    """
    found = DOTS.search(name) if any(dot in name for dot in _MISTAKEN_DOTS) else None
    return found[0] if found else ""


def lost(name: str, signs: str) -> str:
    """Give the sign that stands for a character that nobody had, or an empty string.

    >>> lost("王〓明", "〓□"), lost("王明", "〓□")
    ('〓', '')
    """
    return "" if name.isalpha() else next((sign for sign in signs if sign in name), "")


def labelled(name: str) -> tuple[str, str] | None:
    """Give the word before or behind what may be a person's name, and that name.

    >>> labelled("本报记者葛慧君"), labelled("葛慧君译"), labelled("葛慧君")
    (('本报记者', '葛慧君'), ('译', '葛慧君'), None)
    >>> labelled("葛慧君副教授"), labelled("葛慧君综合整理")
    (('副教授', '葛慧君'), ('综合整理', '葛慧君'))
    """
    if len(name) < _SHORTEST_LABELLED:
        return None
    if name[0] in _LABELS_BEGIN and (found := LABEL.fullmatch(name)):
        return found[1], found[2]
    endings, work = _work()
    for ends, pattern in ((_BY, TRANSLATOR), (endings, work), (_TITLES_END, TITLED)):
        if name[-1] in ends and (found := pattern.fullmatch(name)):
            return found[2], found[1]
    return None


def coupled(name: str) -> tuple[str, str] | None:
    """Give what stands before and behind “and” in a name, if each may be the name of a person.

    >>> coupled("余嘉熙和葛慧君"), coupled("余嘉熙")
    (('余嘉熙', '葛慧君'), None)
    """
    found = COUPLED.fullmatch(name) if any(sign in name for sign in _AND) else None
    return (found[1], found[2]) if found else None


def may_be_a_body(name: str) -> bool:
    """Tell by its last character what may be the name of a body.

    >>> may_be_a_body("湖北省总工会"), may_be_a_body("葛慧君")
    (True, False)
    """
    return name[-1:] in _BODIES_END and BODY.fullmatch(name) is not None


@cache
def _work() -> tuple[frozenset[str], re.Pattern[str]]:
    """Make the pattern of what somebody did, behind the name: the roles of two characters and more.

    It begins with the characters with which they end.
    """
    from catalog import resources

    table = resources.table("relators.toml")
    roles = {
        role for row in table.values() for key in ("slash", "after", "more") for role in row.get(key, ())
    }
    words = {role for role in roles if len(role) > 1} | {*_ALSO_WORK}
    in_brackets = "[(（][^()（）]*(?:记者|通讯员|作者|编辑|译|整理|摄影|文|图|撰)[)）]"
    pattern = patterns.compile(f"([{HAN}]{{2,4}}?)\\s?({'|'.join(sorted(words))}|{in_brackets})")
    return frozenset((*(word[-1] for word in words), *")）")), pattern

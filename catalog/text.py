"""Normalise to recognise: one character for one, so that every place in the copy is a place on the page."""

from functools import cache, lru_cache

from catalog import patterns, resources

LEADER_DOTS = "…·."
PUNCTUATION = patterns.compile(r"[,。;:!?“”\"…《》、]")
"""Signs of a sentence or a quotation, in normalised text."""

_DOTS = {"…": "⋯‥︙", "·": "•・･‧⋅∙⸱‖┆┊┇┋⋮", ".": "．｡"}
_PAIRS = {
    "《": "〈＜<«≪⟪︽︿", "》": "〉＞>»≫⟫︾﹀", "(": "（﹙︵", ")": "）﹚︶", "[": "［〔︹", "]": "］〕︺",
    "-": "－–‐‑−", "—": "―─━", "“": "〝＂", "”": "〞", "【": "〖「『︻﹁﹃", "】": "〗」』︼﹂﹄",
}  # fmt: skip


@cache
def _table() -> dict[int, str]:
    table: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    spaces = (0x1680, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B))
    unseen = (0xAD, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070))
    controls = (*range(0x20), *range(0x7F, 0xA1), *unseen)
    table.update(dict.fromkeys((*spaces, *controls), " "))
    for groups in (_DOTS, _PAIRS):
        for plain, variants in groups.items():
            table.update({ord(variant): plain for variant in variants})
    pairs = resources.table("traditional.toml")["pairs"].split()
    table.update({ord(pair[0]): pair[1] for pair in pairs})
    return table


_SHORT = 200  # characters


def normalize(line: str) -> str:
    """Give a copy of the same length: half-width signs, plain spaces, few kinds of dots, simplified Han.

    >>> normalize("《中國工運》　２０２５年⋯⋯陳　強（文）")
    '《中国工运》 2025年……陈 强(文)'
    """
    return _short(line) if len(line) <= _SHORT else line.translate(_table())


@lru_cache(maxsize=2048)
def _short(line: str) -> str:
    """Normalise a line as most are: it is asked for when mastheads are sought, and when it is read."""
    return line.translate(_table())


def squeeze(text: str) -> str:
    """Drop all white space, for comparison.

    >>> squeeze("创新 案例")
    '创新案例'
    """
    return "".join(text.split())


def is_han(char: str) -> bool:
    """Tell a Han character."""
    code = ord(char)
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x3FFFF

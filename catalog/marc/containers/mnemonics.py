"""The names in braces that MARCMaker has for letters and marks beyond ASCII, read as Unicode.

Names: https://www.loc.gov/marc/makrbrkr.html; what they stand for is the extended Latin of MARC-8.  A mark
stands before its letter there, behind it in Unicode.  Marks over two letters, whose halves have no one
reading, are not among them.
"""

import unicodedata

from catalog import patterns

LETTERS = {
    "Lstrok": "Ł", "lstrok": "ł", "Ostrok": "Ø", "ostrok": "ø", "Dstrok": "Đ", "dstrok": "đ",
    "THORN": "Þ", "thorn": "þ", "eth": "ð", "AElig": "Æ", "aelig": "æ", "OElig": "Œ", "oelig": "œ",
    "Ohorn": "Ơ", "ohorn": "ơ", "Uhorn": "Ư", "uhorn": "ư", "inodot": "ı", "szlig": "ß",
    "softsign": "ʹ", "hardsign": "ʺ", "mlrhring": "ʼ", "mllhring": "ʻ", "middot": "·", "flat": "♭",
    "sharp": "♯", "reg": "®", "copy": "©", "phono": "℗", "plusmn": "±", "pound": "£", "deg": "°",
    "scriptl": "ℓ", "iquest": "¿", "iexcl": "¡",
}  # fmt: skip
MARKS = {
    "hooka": "\u0309", "grave": "\u0300", "acute": "\u0301", "circ": "\u0302", "tilde": "\u0303",
    "macr": "\u0304", "breve": "\u0306", "dot": "\u0307", "diaer": "\u0308", "uml": "\u0308",
    "caron": "\u030c", "ring": "\u030a", "rcommaa": "\u0315", "dblac": "\u030b", "candra": "\u0310",
    "cedil": "\u0327", "ogon": "\u0328", "dotb": "\u0323", "dbldotb": "\u0324", "ringb": "\u0325",
    "dblunder": "\u0333", "under": "\u0332", "commab": "\u0326", "rcedil": "\u031c",
    "breveb": "\u032e", "commaa": "\u0313",
}  # fmt: skip

_LETTER = patterns.compile(r"\{(\w+)\}")
_MARKED = patterns.compile(rf"((?:\{{(?:{'|'.join(MARKS)})\}})+)([^\W\d_])")
_MARK = patterns.compile(r"\{(\w+)\}")
_COMPOSED = patterns.compile(rf"([A-Za-z])({'|'.join(MARKS)})")


def read(text: str) -> str:
    """Put characters in the place of names; one that is not known stays as it is.

    >>> read("caf{acute}e, {Lstrok}{oacute}d{acute}z, {aeliq}")
    'café, Łódź, {aeliq}'
    """
    text = _LETTER.sub(lambda found: _letter(found[1]) or found[0], text)
    return _MARKED.sub(lambda found: _composed(found[2], _MARK.findall(found[1])), text)


def _letter(name: str) -> str:
    """Give the letter of a name, also one that is named with its mark."""
    if name in LETTERS or not (found := _COMPOSED.fullmatch(name)):
        return LETTERS.get(name, "")
    composed = _composed(found[1], [found[2]])
    return composed if len(composed) == 1 else ""


def _composed(letter: str, marks: list[str]) -> str:
    return unicodedata.normalize("NFC", letter + "".join(MARKS[name] for name in marks))

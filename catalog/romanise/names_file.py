"""A library's own readings: a text file that its cataloguers keep, which always wins.

    # 姓名和词语，每行一条
    单田芳 = Shan Tianfang
    覃丽 = "Tan Li"
    新行线 = xin hang xian
    迪丽热巴·迪力木拉提 = Dilraba Dilmurat
    S. 韦伯 = S. Weber

    [surnames]
    覃 = Tan

Characters stand left of `=`, their reading as ALA-LC writes it right of it: a name in its words, the surname
first (a surname of two words before a comma); another word with spaces between its syllables.  A name with
dots or letters stands as the library wants to enter it.  Under `[surnames]` a row is the reading of a surname
in every name; `[names]` leads back.  Quotation marks and tones may stand there or not.
"""

import unicodedata
from pathlib import Path

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.romanise.persons import SURNAME
from catalog.romanise.syllables import split, toneless
from catalog.romanise.tokens import tokens, whole_name

_HEADS = {"[surnames]": SURNAME, "[names]": ""}
_QUOTES = "\"'“”‘’ \t\u3000"


def load_readings(path: Path) -> tuple[dict[str, str], list[Diagnostic]]:
    """Read a names file into readings by characters, those of surnames under keys that begin `[surnames]`.

    A file that cannot be read is a finding (P330); so is a row that is none (P331) or whose reading does not
    fit its characters (P332), and such a row is left out.
    """
    text, faults = text_of(path)
    if text is None:
        return {}, faults
    found: dict[str, str] = {}
    findings: list[Diagnostic] = []
    before = ""
    for number, row in enumerate(text.split("\n"), 1):
        bare = row.partition("#")[0].strip()
        if not bare:
            continue
        if bare in _HEADS:
            before = _HEADS[bare]
            continue
        place = Place(str(path), number, 1, len(row) + 1, row)
        name, equals, written = bare.replace("＝", "=").partition("=")
        name, written = name.strip(_QUOTES), written.strip(_QUOTES)
        kinds = [token.kind for token in tokens(whole_name(name))]
        foreign = not before and kinds != ["han"]
        key = whole_name(name) if foreign else before + name
        if not equals or key in found or (before and kinds != ["han"]) or not {"han", "other"} & {*kinds}:
            findings.append(finding("P331", place, row=bare))
        elif foreign and written:
            found[key] = " ".join(unicodedata.normalize("NFC", written).split())
        elif split(_spelled(written), len(name)) is None:
            findings.append(finding("P332", place, text=name, reading=_spelled(written), count=len(name)))
        else:
            found[key] = _spelled(written)
    return found, findings


def text_of(path: Path) -> tuple[str | None, list[Diagnostic]]:
    """Read the text of a names file; one that cannot be read is a finding (P330)."""
    try:
        return path.read_text(encoding="utf-8-sig"), []
    except UnicodeError:
        return None, [finding("P330", Place(str(path)), problem_en="not UTF-8", problem_zh="不是 UTF-8 编码")]
    except (OSError, ValueError) as error:
        problem = (isinstance(error, OSError) and error.strerror) or str(error)
        return None, [finding("P330", Place(str(path)), problem_en=problem, problem_zh=problem)]


def _spelled(written: str) -> str:
    """Write a reading as the rest does: without tones, with ü, a straight apostrophe, single spaces."""
    return " ".join(toneless(written).replace("u:", "ü").replace("v", "ü").replace("’", "'").split())

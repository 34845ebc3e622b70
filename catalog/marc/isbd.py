"""ISBD punctuation: the mark that introduces an element, and the full stop at the end of an area.

ISBD, consolidated edition of 2011: https://www.ifla.org/g/isbd-rg/isbd-editions/
"""

from collections.abc import Sequence

from catalog.marc.record import Subfield, subfields_of

SIGNS = " \t\n\u00a0\u3000/:;=,.，。：；、…·—–_*~-"
"""What alone is no title: blanks, ISBD punctuation, dots and dashes."""
_FINAL_MARKS = (".", "。", "．", "!", "！", "?", "？", "…")


def full_stop(text: str) -> str:
    """End an area with a full stop, unless it ends with a mark that closes a sentence by itself.

    >>> full_stop("中国工运"), full_stop("工会怎么办?")
    ('中国工运.', '工会怎么办?')
    """
    return text if text.endswith(_FINAL_MARKS) else text + "."


def punctuated(elements: Sequence[tuple[str, str, str]]) -> tuple[Subfield, ...]:
    """Write elements, each its mark, subfield code and text, as subfields that end with a full stop.

    The mark that introduces an element stands at the end of the subfield before it, as MARC has it.

    >>> [subfield.value for subfield in punctuated([("", "a", "工会"), (" /", "c", "陈强")])]
    ['工会 /', '陈强.']
    """
    (_, code, text), *others = elements
    pairs = []
    for mark, next_code, next_text in others:
        pairs.append((code, text + mark))
        code, text = next_code, next_text
    pairs.append((code, full_stop(text)))
    return subfields_of(pairs)

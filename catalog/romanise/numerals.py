"""Chinese numerals that ALA-LC practice writes as figures: ordinals, years, dates."""

from catalog import patterns

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "两": "2"}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_NUMERAL = "[〇零一二两三四五六七八九十百千万]+"
_YEAR = "[一二][〇零一二三四五六七八九]{3}"

_FIGURES = patterns.compile(
    rf"(?<=第){_NUMERAL}"
    rf"|{_YEAR}(?=年)|(?<![〇零一二三四五六七八九十]){_YEAR}(?![〇零一二三四五六七八九十百千万])"
    rf"|[一二三四五六七八九十]{{1,2}}(?=月[一二三四五六七八九十]{{1,3}}日)"
    rf"|(?<=年)[一二三四五六七八九十]{{1,2}}(?=月)"
    rf"|(?<=月)[一二三四五六七八九十]{{1,3}}(?=日)"
)


def in_figures(text: str) -> str:
    """Write the numerals after 第, years of four digits, and the months and days of dates in figures.

    Source: functionality of Princeton's OCLC pinyin macro; scriptshifter's samples.

    >>> in_figures("二〇二五年第十一期"), in_figures("十五五"), in_figures("五月一日")
    ('2025年第11期', '十五五', '5月1日')
    """
    return _FIGURES.sub(lambda match: _figure(match[0]), text)


def _figure(numeral: str) -> str:
    """Give the figures of a numeral, read digit by digit or by its units."""
    if not any(unit in numeral for unit in _UNITS):
        return "".join(_DIGITS[char] for char in numeral)
    total, below, digit = 0, 0, 0
    for char in numeral:
        if char in _DIGITS:
            digit = int(_DIGITS[char])
        elif char == "万":
            total, below, digit = (total + (below + digit or 1)) * 10000, 0, 0
        else:
            below, digit = below + (digit or 1) * _UNITS[char], 0
    return str(total + below + digit)

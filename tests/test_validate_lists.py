"""Codes of lists beside those of the fixed fields, in tables: a row is added, and what is found."""

import pytest

from tests.marc_bases import BOOK, codes, codes_in_cnmarc, fixed, found

LISTS = [
    ("700 1# $a 葛慧君 $4 aut $4 edt", ""),
    ("700 1# $a 葛慧君 $e 著. $4 aut.", ""),
    ("700 1# $a 葛慧君 $4 http://id.loc.gov/vocabulary/relators/aut", ""),
    ("700 1# $a 葛慧君 $4 voc", ""),
    ("700 1# $a 葛慧君 $4 zzz", "R540"),
    ("700 1# $a 葛慧君 $4 著", "R540"),
    ("700 1# $a 葛慧君 $4 AUT", "R540"),
    ("700 1# $a 葛慧君 $4 ａｕｔ", "R540"),
    ("710 2# $a 总工会 $4 070", "R540"),
    ("270 ## $a 北京 $4 xx", ""),
    ("043 ## $a a-cc---", ""),
    ("043 ## $a n-us-ny $a a-cc-pe", ""),
    ("043 ## $a zju----", ""),
    ("043 ## $a e-ur-ru", ""),
    ("043 ## $a a-cc--- $b x-zz $2 local", ""),
    ("043 ## $a a-cc", "R540"),
    ("043 ## $a a-zz---", "R540"),
    ("043 ## $a cc-----", ""),
    ("043 ## $a A-CC---", "R540"),
    ("044 ## $a cc $a xxu", ""),
    ("044 ## $a chn", "R540"),
    ("044 ## $b chn $2 local", ""),
    ("336 ## $a 文本 $b txt $2 rdacontent", ""),
    ("336 ## $a Text $b txt $2 rdacontent/ger", ""),
    ("336 ## $a 文本 $b xyz $2 rdacontent", "R540"),
    ("336 ## $a 文本 $b xyz $2 local", ""),
    ("336 ## $a text $2 rdaco", ""),
    ("337 ## $a 无媒介 $b n $2 rdamedai", "R540"),
    ("337 ## $a 无媒介 $b n $2 rdacarrier", "R540"),
    ("338 ## $a 卷 $b n $2 rdacarrier", "R540"),
    ("338 ## $a 卷 $b nc $2 rdacarrier", ""),
    ("040 ## $a X $b chi $c X", ""),
    ("040 ## $a X $b zho $c X", "R418"),
    ("242 10 $a Title. $y eng.", ""),
    ("242 10 $a Title $y en", "R418"),
    ("041 0# $a chi $a eng", ""),
    ("041 0# $a chieng", ""),
    ("041 1# $a chi $h eng", ""),
    ("041 0# $a eng", "R541"),
    ("041 0# $a eng $a chi", "R541"),
    ("041 0# $d eng $h chi", ""),
    ("041 0# $a mul", ""),
    ("041 07 $a en $2 rfc3066", ""),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), LISTS)
def test_lists(row: str, expected: str) -> None:
    assert codes(BOOK, row) == expected


@pytest.mark.parametrize("language", ["mul", "und", "|||", "   ", "eng"])
def test_008_may_leave_the_language_to_041(language: str) -> None:
    assert codes(BOOK, fixed(BOOK, 35, language), "041 0# $a eng $a chi") == ""


IN_CNMARC = [
    ("801 #0 $a CN $b NLC $c 20251122", ""),
    ("801 #0 $a CN $b NLC", ""),
    ("801 #0 $a CN $b NLC $c 2025", ""),
    ("801 #0 $a CN $b NLC $c 202511", ""),
    ("801 #0 $a CHN $b NLC $c 20251122", "R417"),
    ("801 #0 $a CN $b NLC $c 2025-11-22", "R429"),
    ("801 #0 $a CN $b NLC $c 20251322", "R429"),
    ("801 #0 $a CN $b NLC $c 2025年", "R429"),
    ("701 #0 $a 葛慧君 $4 著", ""),
]


@pytest.mark.parametrize(("row", "expected"), IN_CNMARC)
def test_lists_in_cnmarc(row: str, expected: str) -> None:
    assert codes_in_cnmarc(row) == expected


def test_the_list_is_named() -> None:
    (item,) = found(BOOK, "043 ## $a a-cc--- $a a-cc")
    assert item.values["list"] == "marcgac"
    assert item.message("en") == "043 $a “a-cc” is not of the list marcgac"

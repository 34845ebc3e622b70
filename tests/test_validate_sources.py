"""What a field must hold: $2 where an indicator asks for it, and what the field is about."""

import pytest

from tests.marc_bases import ARTICLE, BOOK, codes, codes_in_cnmarc, found

SOURCES = [
    ("650 #7 $a 工会 $2 cct", ""),
    ("650 #7 $a 工会", "R537"),
    ("650 #0 $a Labor unions", ""),
    ("650 #0 $a Labor unions $2 fast", "R538"),
    ("650 #4 $a 工会", ""),
    ("650 #4 $a 工会 $2 cct", "R538"),
    ("655 #7 $a 期刊论文", "R537"),
    ("655 #7 $a Essays. $2 lcgft", ""),
    ("651 #7 $a 北京 $2 cct", ""),
    ("648 #7 $a 2025 $2 fast", ""),
    ("024 7# $a 10.1234/abc", "R537"),
    ("024 3# $a 6901234567892", ""),
    ("024 8# $a 10.1234/abc $2 doi", "R538"),
    ("041 07 $a zh", "R537"),
    ("041 07 $a zh $2 rfc3066", ""),
    ("041 0# $a chi", ""),
    ("082 04 $a 331.88 $2 23", ""),
    ("084 ## $a D412.6 $2 clc", ""),
    ("084 ## $a D412.6", "R537"),
    ("084 ## $q GHTSG $2 clc", ""),
    ("336 ## $a 文本 $b txt $2 rdacontent", ""),
    ("336 ## $a 文本 $b txt", "R537"),
    ("336 ## $a 文本", ""),
    ("852 7# $a X", "R537"),
    ("880 #7 $6 650-00/$1 $a 工会", ""),
]


@pytest.mark.parametrize(("row", "expected"), SOURCES)
def test_sources(row: str, expected: str) -> None:
    assert codes(BOOK, row) == expected


MAIN = [
    ("500 ## $a 附注", ""),
    ("500 ## $3 一", "R539"),
    ("500 ## $b 附注", "R468"),
    ("500 ## $9 附注", "R539"),
    ("246 1# $i At foot: $a 工", ""),
    ("246 1# $i At foot:", "R539"),
    ("650 #4 $x 研究", "R539"),
    ("700 1# $e 著. $4 aut", "R539"),
    ("700 12 $t 工会", "R539"),
    ("710 2# $b 宣传部", "R539"),
    ("730 02 $a 工会法", ""),
    ("787 08 $i 相关: $t 工运", ""),
    ("787 08 $w (ORGCODE)1", ""),
    ("787 08 $i 相关:", "R539"),
    ("776 08 $i Online version: $z 9787500860204", ""),
    ("776 1# $c Original", ""),
    ("856 40 $3 全文", "R539"),
    ("856 7# $2 http $u https://www.acftu.org/", ""),
    ("856 1# $a ftp.acftu.org $d pub", ""),
    ("880 1# $6 700-00/$1 $e 著", ""),
    ("240 10 $a 作品 $l Chinese", ""),
    ("505 00 $t 一 $r 二", ""),
    ("520 ## $u https://www.acftu.org/", ""),
    ("246 30 $6 880-01", "R493"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), MAIN)
def test_main_subfields(row: str, expected: str) -> None:
    assert codes(BOOK, row, *(["100 0# $a A", "245 10 $a 一"] if row[:3] == "240" else [])) == expected


IN_CNMARC = [
    ("606 0# $a 工会 $x 研究", ""),
    ("606 0# $x 研究", "R539"),
    ("701 #0 $9 yu jia xi $4 著", "R539"),
    ("690 ## $v 5", "R539"),
    ("300 ## $5 A", "R539"),
    ("304 ## $a 一", ""),
    ("604 ## $1 700#0 $a 鲁迅 $1 500## $a 呐喊", ""),
    ("215 ## $d 26cm", ""),
    ("210 ## $d 2025", ""),
    ("225 2# $v 1", ""),
    ("517 1# $a 工 $9 gong", ""),
    ("517 1# $e 工", "R539"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), IN_CNMARC)
def test_main_subfields_in_cnmarc(row: str, expected: str) -> None:
    assert codes_in_cnmarc(row) == expected


def test_what_is_missing_is_named() -> None:
    (item,) = found(ARTICLE, "787 08 $i 相关:")
    assert (item.code, item.values["expected"], item.place.field) == ("R539", "$t", "787")

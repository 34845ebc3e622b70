"""Numbers and addresses, in tables: a row is added to a record, and what is found."""

import pytest

from catalog.validate import validate
from tests.marc_bases import ARTICLE, BOOK, codes, codes_in_cnmarc, found
from tests.written_records import as_marcxml, records_of

NUMBERS = [
    ("020 ## $a 9787500860204", ""),
    ("020 ## $a 978-7-5008-6020-4 (平装) : $c CNY20.00", ""),
    ("020 ## $a 978‐7‐5008‐6020‐4", ""),
    ("020 ## $a ISBN 978-7-5008-6020-4", ""),
    ("020 ## $a 9787500860204 : $q pbk.", ""),
    ("020 ## $a 750086020X", ""),
    ("020 ## $a 7-5008-6020-x（精装）", ""),
    ("020 ## $a 9798602453935", ""),
    ("020 ## $z 9787500860205", ""),
    ("020 ## $c CNY20.00", ""),
    ("020 ## $a 9787500860205", "R531"),
    ("020 ## $a 7500860201 (pbk.)", "R531"),
    ("020 ## $a 978750086020", "R530"),
    ("020 ## $a 9777500860204", "R530"),
    ("020 ## $a ９７８７５００８６０２０４", "R530"),
    ("020 ## $a 9.78751E+12", "R530"),
    ("020 ## $a 精装", "R530"),
    ("776 08 $t 工运 $z 9787500860204", ""),
    ("776 08 $t 工运 $z 9787500860205", "R531"),
    ("780 00 $t 工运 $z 97875008", "R530"),
    ("024 7# $a 10.1234/abc.2025.11 $2 doi", ""),
    ("024 7# $a https://doi.org/10.1234/工会 $2 doi", ""),
    ("024 7# $a doi:10.1000.10/123<1::AID>3.0.CO;2-# $2 DOI", ""),
    ("024 7# $a 10,1234/abc $2 doi", "R532"),
    ("024 7# $a １０.1234/abc $2 doi", "R532"),
    ("024 7# $a DOI号：10.1234/abc $2 doi", "R532"),
    ("024 7# $a 10.1234 $2 doi", "R532"),
    ("024 7# $a 2027/abc $2 hdl", ""),
    ("024 3# $a 6901234567892", ""),
    ("024 7# $z 10,1234/abc $2 doi", ""),
    ("084 ## $a D412.6 $2 clc", ""),
    ("084 ## $a TP312JA $2 clc", ""),
    ("084 ## $a F426.61:D412 $2 clc", ""),
    ("084 ## $a 412.6 $2 clc", "R544"),
    ("084 ## $a 412.6 $2 other", ""),
    ("653 ## $a 工会 $a 职工", ""),
    ("653 ## $a 工会;", ""),
    ("653 ## $a 工会；职工；维权", "R546"),
    ("650 #4 $a 工会;职工", ""),
    ("035 ## $a (OCoLC)1234", ""),
    ("035 ## $a (CN-BjTSG) 012E+5a", ""),
    ("035 ## $z OCoLC1234", ""),
    ("035 ## $a OCoLC)1234", "R535"),
    ("035 ## $a ()1234", "R535"),
    ("035 ## $a （OCoLC）1234", "R535"),
    ("035 ## $a (CALIS)1.23457E+11", "R534"),
    ("035 ## $a 1E+12", "R534"),
    ("001    2.02511E+12", "R534"),
    ("001    202511E12", ""),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), NUMBERS)
def test_numbers(row: str, expected: str) -> None:
    assert codes(BOOK, row) == expected


IN_CNMARC = [
    ("010 ## $a 978-7-5008-6020-4 $b 精装 $d CNY20.00", ""),
    ("010 ## $a 978-7-5008-6020-5", "R531"),
    ("010 ## $a 978-7-5008-602", "R530"),
    ("010 ## $z 978-7-5008-6020-5", ""),
    ("020 ## $a CN $b 97-1", ""),
    ("452 #0 $1 2001# $a 工运 $1 010## $a 9787500860205", "R531"),
    ("452 #0 $1 2001# $a 工运 $1 010## $a 9787500860204", ""),
    ("452 #0 $t 工运 $y 9787500860205", "R531"),
    ("017 70 $a 10.1234/abc $2 doi", ""),
    ("017 70 $a 10,1234/abc $2 doi", "R532"),
    ("014 ## $a 10,1234/abc $2 doi", "R532"),
    ("610 0# $a 工会 $a 职工", ""),
    ("610 0# $a 工会;职工", "R546"),
    ("690 ## $a D412.6 $v 5", ""),
    ("690 ## $a K825.6=76", ""),
    ("690 ## $a I247.57/25(2)", ""),
    ("690 ## $a D412.6;D413", "R544"),
    ("690 ## $a d412.6", "R544"),
    ("690 ## $a D41O.6", "R544"),
    ("690 ## $a W412", "R544"),
    ("690 ## $a 工会", "R544"),
    ("035 ## $a 012001000123", ""),
    ("035 ## $a 1.2001E+11", "R534"),
    ("856 4# $u http:\\\\www.acftu.org", "R536"),
    ("856 4# $u http://www.acftu.org/", ""),
]


@pytest.mark.parametrize(("row", "expected"), IN_CNMARC)
def test_numbers_in_cnmarc(row: str, expected: str) -> None:
    assert codes_in_cnmarc(row) == expected


ADDRESSES = [
    ("http://www.acftu.org/a.html", ""),
    ("https://www.acftu.org/工会/（一）.html?q=工会 ", ""),
    ("HTTP://192.168.1.20:8080/a.pdf", ""),
    ("http://[::1]/", ""),
    ("https://web.archive.org/web/2020/http://www.acftu.org/", ""),
    ("http://工会.中国/", ""),
    ("https://user@host/a;b,c", ""),
    ("urn:nbn:de:101:1-2020", ""),
    ("mailto:a@acftu.org", ""),
    ("hdl:2027/abc", ""),
    ("doi:10.1234/abc", ""),
    ("info:lccn/n1", ""),
    ("ftp://ftp.acftu.org/a", ""),
    ("file:///srv/a.pdf", ""),
    ("http://www.acftu.org/a b.html", "R536"),
    ("http://www.acftu.org/a　b.html", "R536"),
    ("www.acftu.org/a.html", "R536"),
    ("www.acftu.org:8080/a.html", "R536"),
    ("/pdf/1.pdf", "R536"),
    ("http：//www.acftu.org/a.html", "R536"),
    ("htp://www.acftu.org/", "R536"),
    ("http:/www.acftu.org/", "R536"),
    ("http:www.acftu.org/", "R536"),
    ("http://", "R536"),
    ("http:///a.html", "R536"),
    ("http://www.acftu.org/ http://www.workercn.cn/", "R536"),
    ("http://www.acftu.org/；http://www.workercn.cn/", "R536"),
    ("http://www.acftu.org/。", "R536"),
    ("http://www。acftu。org/", ""),  # which browsers understand
    ("C:\\Users\\a\\1.pdf", "R536"),
    ("c:/users/a/1.pdf", "R536"),
    ("全文", "R536"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_addresses(address: str, expected: str) -> None:
    assert codes(ARTICLE, f"856 40 $u {address}") == expected


def test_a_doi_belongs_to_one_record() -> None:
    one = "024 7# $a 10.1234/abc $2 doi"
    other = [row.replace("A1", "A2").replace("工会主席", "工友之家") for row in ARTICLE]
    for second, expected in ((one, ["R533"]), (one.replace("abc", "abd"), [])):
        text = "\n".join([*ARTICLE[:5], one, *ARTICLE[5:], "", *other[:5], second, *other[5:]])
        assert [item.code for item in validate(as_marcxml(records_of(text)), "x")] == expected
    assert codes(ARTICLE, one, one) == "R547"  # which says the same twice, of one record


def test_what_is_wrong_is_said_of_the_subfield() -> None:
    (item,) = found(BOOK, "020 ## $a 9787500860204 $z 1", "020 ## $q 平装 $a 9787500860205")
    assert (item.place.field, item.place.occurrence, item.place.subfield) == ("020", 2, "a")
    assert item.values == {"found": "9787500860205", "expected": "4"}

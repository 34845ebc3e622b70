"""880 and $6 in tables: rows of a record, and what is found."""

import pytest

from tests.marc_bases import BOOK, codes, found

TWO = "245 00 $6 880-01 $a Gong hui zhu xi"
TWIN = "880 00 $6 245-01/$1 $a 工会主席"

LINKAGES = [
    ([TWO, TWIN], ""),
    ([TWO, "880 00 $6 245-01 $a 工会主席"], ""),
    ([TWO, "880 00 $6 245-01/$1/r $a 工会主席"], ""),
    ([TWO, "880 00 $6 245-01/(2/r $a הפועלים"], ""),
    ([TWO, "880 00 $6 245-01/Hans $a 工会主席"], ""),
    ([TWO, "880 00 $8 1 $6 245-01/$1 $a 工会主席"], ""),
    (["245 00 $6 880-01/$1 $a 工会主席", "880 00 $6 245-01/(B $a Gong hui zhu xi"], ""),
    (["245 00 $6 880-01 $a 工会主席", "880 00 $6 245-01 $a Gong hui zhu xi"], ""),
    (["880 ## $6 500-00/$1 $a 附注"], ""),
    (["880 ## $6 500-00/$1 $a 附注", "880 ## $6 500-00/$1 $a 又一附注"], ""),
    (["880 ## $6 300-00/$1 $a 214"], ""),  # figures have no script
    (["880 00 $a 工会主席"], "R490"),
    (["880 00 $6 245/02 $a 工会主席"], "R491"),
    (["880 00 $6 245-1/$1 $a 工会主席"], "R491"),
    (["880 00 $6 245-001/$1 $a 工会主席"], "R491"),
    (["880 00 $6 880-01/$1 $a 工会主席"], "R491"),
    (["245 00 $6 245-01/$1 $a 工会主席"], "R491"),
    (["880 00 $a 工会主席 $6 245-00/$1"], "R492"),
    ([TWO], "R493"),
    (["880 00 $6 245-01/$1 $a 工会主席"], "R493"),
    ([TWO, "880 00 $6 245-02/$1 $a 工会主席"], "R493 R493"),
    ([TWO, "880 00 $6 246-01/$1 $a 工会主席"], "R494"),
    ([TWO, "880 3# $6 246-01/$1 $a 工会主席"], "R494"),
    ([TWO, TWIN, TWIN], "R495"),
    ([TWO, TWIN, "880 00 $6 245-01/(B $a Gonghui zhuxi"], ""),
    ([TWO, "246 3# $6 880-01 $a Gong hui", TWIN], "R495"),
    ([TWO, "880 10 $6 245-01/$1 $a 工会主席"], "R496"),
    (["245 04 $6 880-01 $a The union", "880 00 $6 245-01/$1 $a 工会主席"], ""),  # nonfiling characters
    ([TWO, "880 00 $6 245-01/1 $a 工会主席"], "R497"),
    ([TWO, "880 00 $6 245-01/$2 $a 工会主席"], "R497"),
    ([TWO, "880 00 $6 245-01/$1 $a Gong hui zhu xi"], "R498"),
    ([TWO, "880 00 $6 245-01/$1 $a ろうどう"], ""),
    (["245 00 $6 880-01 $a 工会主席", TWIN], "R499"),
    (["245 00 $6 880-01 $a Gong hui $c 余嘉熙", TWIN], ""),  # only title and name
    ([TWO, "880 00 $6 245-01/$1 $z 工会主席"], "R468"),
    ([TWO, "880 07 $6 245-01/$1 $a 工会主席 $a 又"], "R469"),
    ([TWO, "880 00 $6 250-01/$1 $a 工会主席 $c 余嘉熙"], "R494"),  # judged by the field that it belongs to
    ([TWO, "880 00 $6 880-01/$1 $a 工会主席"], "R491"),
    (["880 ## $6 747-00/$1 $a 工会"], "R467"),
    (["880 zz $6 949-00/$1 $x 工会"], ""),
]


@pytest.mark.parametrize(("rows", "expected"), LINKAGES)
def test_linkage(rows: list[str], expected: str) -> None:
    assert codes(BOOK, *rows) == expected


def test_each_end_is_named() -> None:
    one, other = found(BOOK, TWO, "880 00 $6 245-02/$1 $a 工会主席")
    assert (one.place.field, one.place.subfield, one.values["expected"]) == ("245", "6", "880 $6 245-01")
    assert (other.place.field, other.values["expected"]) == ("880", "245 $6 880-02")

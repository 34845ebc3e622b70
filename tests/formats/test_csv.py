"""The table as comma-separated values, read back by Python's own reader."""

import csv
import io

import pytest
from hypothesis import given, settings

from catalog.formats import csv as ours
from catalog.model import Article, Author, Issue
from tests.formats.examples import NAMES, articles, issues, random_issues, written
from tests.formats.tables import HEADINGS, check_row
from tests.formats.test_promises import an_issue


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def check(given_issues: tuple[Issue, ...] | list[Issue]) -> None:
    rows = read(written(ours, given_issues)[0])
    for row, (issue, section, article) in zip(rows, articles(given_issues), strict=True):
        check_row(row, issue, section, article)


@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_in_the_file(name: str) -> None:
    check(issues(name))


@settings(max_examples=60)
@given(given_issues=random_issues)
def test_every_value_of_any_issue_is(given_issues: list[Issue]) -> None:
    check(given_issues)


def test_the_bytes_are_those_that_spreadsheets_and_rfc_4180_want() -> None:
    data, _ = written(
        ours, [an_issue(Article(title='他说,"干！"', authors=(Author(name="陈强", kind="person"),)))]
    )
    assert data.startswith('\ufeff"题名",'.encode())
    lines = data.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 3
    assert lines[2] == ""
    assert lines[0] == ",".join(f'"{heading}"' for heading in HEADINGS)
    assert lines[1].startswith('"他说,""干！""","","陈强","个人",')
    assert "\n" not in "".join(lines)


def test_spaces_at_the_ends_stay() -> None:
    (row,) = read(written(ours, [an_issue(Article(title=" 甲\u3000", kicker="\u00a0甲"))])[0])
    assert (row["题名"], row["引题"]) == (" 甲\u3000", "\u00a0甲")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_value_like_a_formula_is_kept_and_told_of(sign: str) -> None:
    article = Article(title=f"{sign}1+1", kicker=f"问{sign}", pages=f"{sign}5")
    data, findings = written(ours, [an_issue(article)])
    (row,) = read(data)
    assert row["题名"] == f"{sign}1+1"
    assert [(item.code, item.values["column"], item.values["sign"]) for item in findings] == [
        ("W771", "题名", sign),
        ("W771", "页码", sign),
    ]
    assert findings[0].severity == "warning"
    assert findings[0].place.record == "ZGGY202511001"


def test_what_a_spreadsheet_has_saved_is_its_editors() -> None:
    data, _ = written(ours, issues("forms"))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    saved = io.StringIO(newline="")
    csv.writer(saved).writerows(rows)  # quotation marks only where they are needed
    assert ours.issues_in(data) is not None
    assert ours.issues_in(saved.getvalue().encode("utf-8-sig")) is None
    assert ours.issues_in(data.replace(b'"kanmu-catalog"\r\n', b'"me"\r\n', 1)) is None
    assert ours.issues_in(data[:-30]) is None
    assert ours.issues_in(data.removeprefix("\ufeff".encode())) is None

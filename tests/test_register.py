"""The register: a number stays with its article, and what an export says of its records is true."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from catalog.codes import CODES
from catalog.config.model import Settings
from catalog.context import Context
from catalog.export.work import deletions, selected
from catalog.identity import Dates
from catalog.model import Issue
from catalog.publication import shipped
from catalog.register import content
from catalog.register.likeness import Entry, Likeness, Sign, compare, judge
from catalog.register.outline import outlined
from catalog.register.records import History
from catalog.register.register import Register
from tests.register_cases import (
    CASES,
    DIALECT,
    PREFIX,
    export,
    issue,
    listings,
    publication,
    recognise,
    told,
)

DAY = date(2025, 12, 3)
SETTINGS = Settings(date=DAY)
READING = ("车间里的读书会", "陈强", "基层故事")
LETTER = ("一封没有寄出的信", "林初", "灯下")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path, tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    for listing in listings(case.read_text(encoding="utf-8")):
        entries = (row[1:] for row in listing.rows)
        result = export(path, issue(*entries), Settings(date=listing.day), deletes=listing.deletes)
        rows, below = told(*result)
        assert len(rows) == len(listing.rows)
        for found, (expected, *_) in zip(rows, listing.rows, strict=True):
            assert found.split()[: len(expected.split())] == expected.split(), listing.day
        assert below == list(listing.below), listing.day


def test_there_are_cases() -> None:
    assert len(CASES) >= 20


def test_the_first_numbers_are_those_without_a_register(tmp_path: Path) -> None:
    exported = issue(READING, LETTER)
    known, findings = export(tmp_path / "x.sqlite", exported, SETTINGS)
    assert tuple(known.histories) == outlined(exported, publication()).minted
    assert [article.id for article in known.issue.articles] == [f"{PREFIX}001", f"{PREFIX}002"]
    assert findings == []
    given = issue((*READING, "007"), LETTER)
    assert outlined(given, publication()).minted == (f"{PREFIX}007", f"{PREFIX}002")


def test_another_issue_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    export(path, issue(READING, LETTER), SETTINGS)
    other, findings = export(path, issue(READING, number=12), SETTINGS)
    assert [article.id for article in other.issue.articles] == ["ZGGY202512001"]
    assert (other.withdrawn, findings) == ((), [])
    again, findings = export(path, issue(READING, LETTER), SETTINGS)
    assert {history.status for history in again.histories.values()} == {"unchanged"}
    assert (again.withdrawn, findings) == ((), [])


def test_an_id_of_another_issue_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    export(path, issue(READING, LETTER), SETTINGS)
    known, (found,) = export(path, issue((*READING, "002"), number=12), SETTINGS)
    assert [article.id for article in known.issue.articles] == ["ZGGY202512001"]
    assert found.values == {
        "title": READING[0],
        "number": "ZGGY202512001",
        "id": "ZGGY202511002",
        "owner": "ZGGY 2025 11",
    }


def test_a_number_that_another_issue_brought_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    export(path, issue((*READING, "002")), SETTINGS)
    known, _ = export(path, issue(LETTER, number=12, sections=()), SETTINGS)
    assert known.issue.articles == ()
    export(path, issue((*LETTER, "001"), number=10), SETTINGS)
    known, _ = export(path, issue(READING, ("把一张图纸画上四十遍",)), SETTINGS)
    assert [article.id for article in known.issue.articles] == [f"{PREFIX}002", f"{PREFIX}003"]


def test_dialects_have_their_own_histories_and_one_number(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    export(path, issue(READING), SETTINGS)
    register, _ = Register.open(path, DAY + timedelta(1))
    assert register is not None
    with register:
        known, _ = recognise(register, issue(READING), SETTINGS, "cnmarc-nlc")
        assert known.histories == {f"{PREFIX}001": History("new", DAY + timedelta(1), DAY + timedelta(1))}
        known, _ = recognise(register, issue(READING), SETTINGS)
        assert known.histories == {f"{PREFIX}001": History("unchanged", DAY, DAY)}


def test_only_what_is_new_or_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    drawing = ("把一张图纸画上四十遍", "史相斌", "灯下")
    export(path, issue(READING, LETTER, drawing), SETTINGS)
    known, _ = export(
        path, issue(READING, ("夜班公交",), (LETTER[0], "林初 陈强", "灯下"), drawing), SETTINGS
    )
    changed = (number for number, history in known.histories.items() if history.status != "unchanged")
    changes = selected(known.issue, frozenset(changed))
    assert [article.title for article in changes.articles] == ["夜班公交", LETTER[0]]
    assert [section.heading for section in changes.sections] == [None, "灯下"]
    assert [article.id for article in changes.articles] == [f"{PREFIX}004", f"{PREFIX}002"]


def test_a_delete_record_has_its_values(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    export(path, issue(READING, LETTER), SETTINGS)
    known, _ = export(path, issue(READING), Settings(date=DAY + timedelta(5)), deletes=True)
    assert [tuple(one) for one in known.withdrawn] == [
        (f"{PREFIX}002", LETTER[0], LETTER[2], Dates(DAY, DAY + timedelta(5), "d"))
    ]
    gone, context = deletions(known.issue, known.withdrawn, Context(SETTINGS, shipped()))
    (section,) = gone.sections
    (article,) = section.articles
    assert (section.heading, article.id, article.title) == (LETTER[2], f"{PREFIX}002", LETTER[0])
    assert known.histories[f"{PREFIX}001"].dates == Dates(DAY, DAY, "n")
    assert context.dates == {f"{PREFIX}002": Dates(DAY, DAY + timedelta(5), "d")}


def test_the_record_of_an_issue_has_a_history_too(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    both = Settings(date=DAY, shape="both")
    later = both.model_copy(update={"date": DAY + timedelta(1)})
    known, _ = export(path, issue(READING), both)
    assert known.histories == dict.fromkeys((PREFIX, f"{PREFIX}001"), History("new", DAY, DAY))
    known, _ = export(path, issue(READING), later)
    assert known.histories == dict.fromkeys((PREFIX, f"{PREFIX}001"), History("unchanged", DAY, DAY))
    known, _ = export(path, issue(READING, LETTER), later)
    assert known.histories == {
        PREFIX: History("changed", DAY, later.date, 1),
        f"{PREFIX}001": History("unchanged", DAY, DAY),
        f"{PREFIX}002": History("new", later.date, later.date),
    }
    known, _ = export(path, issue(READING, LETTER), Settings(date=DAY, shape="issue"))
    assert list(known.histories) == [PREFIX]


def test_the_record_of_a_periodical_has_a_history_too(tmp_path: Path) -> None:
    def history(described: Issue, day: date) -> History:
        register, _ = Register.open(tmp_path / "x.sqlite", day)
        assert register is not None
        with register:
            said = content.of_serial(described, publication(), SETTINGS)
            made = register.history("ZGGY", DIALECT, said)
            assert register.commit() == []
        return made

    later = DAY + timedelta(1)
    assert history(issue(READING), DAY) == History("new", DAY, DAY)
    assert history(issue(READING, LETTER), later) == History("unchanged", DAY, DAY)
    assert history(issue(READING, number=12), later) == History("changed", DAY, later, 1)


@pytest.mark.parametrize(("title", "status"), [(READING[0], "new"), (LETTER[0], "changed")])
def test_a_record_that_was_refused_is_given_again(tmp_path: Path, title: str, status: str) -> None:
    path = tmp_path / "x.sqlite"
    export(path, issue(LETTER), SETTINGS)
    exported = issue(READING, (LETTER[0], "林初 陈强"))
    for again in (status, status, "unchanged"):
        register, _ = Register.open(path, DAY)
        assert register is not None
        with register:
            known, _ = recognise(register, exported, SETTINGS)
            number = next(article.id for article in known.issue.articles if article.title == title)
            assert known.histories[number].status == again
            if again == "changed" and known.histories[number].revision < 2:
                register.refused(number, DIALECT, known.histories[number])
            elif again == "new" and not (tmp_path / "seen").exists():
                (tmp_path / "seen").touch()
                register.refused(number, DIALECT, known.histories[number])
            register.commit()


# What gets into a record

CHANGES: list[dict[str, object]] = [
    {"organisation": "CN-BjGHT"},
    {"newspaper": "工人日报"},
    {"pinyin": "ala-lc"},
    {"relators": "code"},
    {"local": ("905 ## $a x",)},
    {"classes": {"基层故事": "D412.6"}},
    {"classes": {f"{PREFIX}001": "D412.6"}},
    {"hosts": {"zhongguo-gongyun": {"control_number": "x1"}}},
]
NO_CHANGES: list[dict[str, object]] = [
    {"date": date(2026, 1, 1)},
    {"corrections": Path("elsewhere")},
    {"levels": {"W740": "note"}},
    {"classes": {"灯下": "D412.6", f"{PREFIX}002": "D412.7"}},
    {"hosts": {"gonghui-xinxi": {"control_number": "x1"}}},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_setting_that_records_show_changes_them(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "x.sqlite"
    export(path, issue(READING), SETTINGS)
    known, _ = export(path, issue(READING), Settings.model_validate({"date": DAY} | change))
    assert [history.status for history in known.histories.values()] == ["changed"]


@pytest.mark.parametrize("change", NO_CHANGES, ids=str)
def test_a_setting_that_records_do_not_show_changes_none(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "x.sqlite"
    export(path, issue(READING), SETTINGS)
    known, _ = export(path, issue(READING), Settings.model_validate({"date": DAY} | change))
    assert [history.status for history in known.histories.values()] == ["unchanged"]


def test_every_setting_is_known_to_change_records_or_not() -> None:
    groups = (content.IN_RECORDS, content.BY_RECORD, content.OUTSIDE)
    assert frozenset().union(*groups) == frozenset(Settings.model_fields)
    assert sum(map(len, groups)) == len(Settings.model_fields)


def test_other_readings_of_names_change_the_records(tmp_path: Path) -> None:
    names: list[Path] = []
    for text in ("单 Shan\n", "单 Dan\n"):
        names.append(tmp_path / f"{len(names)}.txt")
        names[-1].write_text(text, encoding="utf-8")

    def status(name: Path, pinyin: str) -> str:
        settings = Settings.model_validate({"date": DAY, "pinyin": pinyin, "names": name})
        known, _ = export(tmp_path / f"{pinyin}.sqlite", issue(READING), settings)
        return known.histories[f"{PREFIX}001"].status

    assert [status(name, "ala-lc") for name in (*names, tmp_path / "none")] == ["new", "changed", "changed"]
    assert [status(name, "none") for name in names] == ["new", "unchanged"]


# the article, differently
VALUES: list[dict[str, object]] = [
    {"title": "车间里的读书会。"},
    {"kicker": "肩题"},
    {"pages": "5"},
    {"authors": [{"name": "陈强", "kind": "corporate"}]},
    {"authors": [{"name": "陈强", "kind": "person", "role": "整理"}]},
    {"authors": [{"name": "陈强", "kind": "person", "affiliation": "东风厂"}]},
]


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_every_value_of_an_article_is_looked_at(tmp_path: Path, value: dict[str, object]) -> None:
    path = tmp_path / "x.sqlite"
    one = issue(READING)
    export(path, one, SETTINGS)
    values = one.model_dump()
    values["sections"][0]["articles"][0].update(value)
    known, findings = export(path, Issue.model_validate(values), SETTINGS)
    assert (known.histories[f"{PREFIX}001"].status, findings) == ("changed", [])


@pytest.mark.parametrize("values", [{"whole_number": 411}, {"completeness": "selection"}], ids=str)
def test_the_values_of_the_issue_are_looked_at(tmp_path: Path, values: dict[str, object]) -> None:
    path = tmp_path / "x.sqlite"
    export(path, issue(READING), SETTINGS)
    known, _ = export(path, issue(READING, **values), SETTINGS)
    assert known.histories[f"{PREFIX}001"].status == "changed"


def test_where_a_listing_stands_is_not_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    export(path, issue(READING), SETTINGS)
    moved = {"file": "elsewhere/page.html", "line": 300, "end_line": 400, "encoding": "GB18030"}
    before = path.read_bytes()
    known, _ = export(path, issue(READING, source=moved), Settings(date=DAY + timedelta(9)))
    assert known.histories[f"{PREFIX}001"] == History("unchanged", DAY, DAY)
    assert path.read_bytes() == before, "an export without changes leaves the register as it is"


# What docs/identity.md says

TEXT = (Path(__file__).parents[1] / "docs" / "identity.md").read_text(encoding="utf-8")


def test_the_table_of_likeness_is_the_one_that_is_used() -> None:
    rows = re.findall(r"^\| ([\d.]+|less) \| (\w+) \| (\w+) \| (\w+) \| (\w+) \|$", TEXT, re.MULTILINE)
    assert len(rows) == 4
    signs: list[tuple[Sign, ...]] = [("authors", "place"), ("place",), (), ("other-authors",)]
    for least, *verdicts in rows:
        title = 0.0 if least == "less" else float(least)
        said = ["other" if verdict == "another" else verdict for verdict in verdicts]
        assert [judge(Likeness(title, one)) for one in signs] == said


def test_every_finding_of_the_register_is_explained_and_found_by_a_case() -> None:
    ours = {code for code in CODES if "W730" <= code <= "W743"}
    assert ours == set(re.findall(r"W7[34]\d", TEXT)) | {"W741"}
    shown = {code for case in CASES for code in re.findall(r"W7\d\d", case.read_text(encoding="utf-8"))}
    assert shown == ours - {f"W73{digit}" for digit in range(5)} - {"W741", "W743"}, "the file's"


def test_what_speaks_against_is_never_silent() -> None:
    assert judge(Likeness(1.0, ("authors", "pages", "place", "numerals"))) == "likely"


# one entry, the other, what speaks for and against
SIGNS: list[tuple[Entry, Entry, tuple[Sign, ...]]] = [
    (Entry("图说", pages="5-7"), Entry("图谈", pages="5-7"), ("pages",)),
    (Entry("图说", pages="5-7"), Entry("图谈", pages="8"), ()),
    (Entry("图说", kicker="注重系统 加强保障"), Entry("图谈", kicker="注重系统，加强保障"), ("kicker",)),
    (Entry("图说", ("陈强",)), Entry("图谈", ("林初", "陈强")), ("authors",)),
    (Entry("图说", ("葛慧君",)), Entry("图谈", ("葛慧若",)), ("authors",)),
    (Entry("图说", ("陈强",)), Entry("图谈", ("陈弘",)), ()),
    (Entry("图说", ("河南省总工会",)), Entry("图谈", ("河北省总工会",)), ()),
    (Entry("图说", ("陈强",)), Entry("图谈", ("林初",)), ("other-authors",)),
    (Entry("图说", ("陈强",)), Entry("图谈"), ()),
    (Entry("图说①"), Entry("图说②"), ("numerals",)),
    (Entry("图说"), Entry("图说（续）"), ("numerals",)),
    (Entry("图说"), Entry("图说。"), ()),
]


@pytest.mark.parametrize(("old", "new", "signs"), SIGNS)
def test_what_speaks_for_two_entries_and_against(old: Entry, new: Entry, signs: tuple[Sign, ...]) -> None:
    assert compare(old, new).signs == signs

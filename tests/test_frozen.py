"""Records and the models that check them: the same fields and defaults, and values that do not change."""

import pickle
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from catalog import issue, model, publication
from catalog.config import model as config_model
from catalog.config import settings
from catalog.config.plain import plain
from catalog.frozen import Frozen, fields, told
from catalog.profiles import model as profile_model

PAIRS: list[tuple[type[Frozen], type[BaseModel]]] = [
    (issue.Alternative, model.Alternative),
    (issue.Evidence, model.Evidence),
    (issue.Author, model.Author),
    (issue.Article, model.Article),
    (issue.Section, model.Section),
    (issue.Source, model.Source),
    (issue.Issue, model.Issue),
    (publication.Publication, profile_model.Publication),
    (settings.Host, config_model.Host),
    (settings.Settings, config_model.Settings),
]
AUTHOR = issue.Author(name="余嘉熙", kind="person", role="文")


@pytest.mark.parametrize(("record", "checked"), PAIRS, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_a_record_and_its_model_have_the_same_fields_and_defaults(
    record: type[Frozen], checked: type[BaseModel]
) -> None:
    assert issubclass(checked, record)
    assert fields(record) == tuple(checked.model_fields) == fields(checked)
    described = checked.model_fields.items()
    assert record.defaults == {
        name: field.get_default(call_default_factory=True)
        for name, field in described
        if not field.is_required()
    }


def test_a_record_does_not_change() -> None:
    with pytest.raises(AttributeError, match="Author is frozen: name"):
        AUTHOR.name = "陈强"
    assert AUTHOR.model_copy(update={"name": "陈强"}).name == "陈强"
    assert AUTHOR.name == "余嘉熙"
    with pytest.raises(TypeError, match="unhashable"):
        hash(AUTHOR)


def test_a_record_is_what_it_says() -> None:
    source = issue.Source(file="page.txt", line=3, end_line=9)
    assert repr(source) == "Source(file='page.txt', line=3, end_line=9, encoding='UTF-8')"
    assert told(AUTHOR) == {"name": "余嘉熙", "kind": "person", "role": "文"}
    assert pickle.loads(pickle.dumps(AUTHOR)) == AUTHOR
    assert AUTHOR.model_copy(update={"role": "图"}) != AUTHOR
    assert AUTHOR != "余嘉熙"


def test_the_model_of_a_record_is_the_same_record() -> None:
    article = issue.Article(title="工会", authors=(AUTHOR,))
    made = model.Article.of(article)
    assert made == article
    assert type(made.authors[0]) is model.Author
    assert model.Article.model_validate_json(made.model_dump_json()) == article


DAY = date(2025, 12, 3)
GIVEN: dict[str, list[object]] = {
    "target": ["generic", "koha", "Koha", "", "a\n"],
    "format": ["marc,json", "\ud800"],
    "dialect": ["marc21", "cnmarc-nlc", "marc 21", 1],
    "host_records": [True, False, 1, "true", "perhaps"],
    "pinyin": ["none", "nlc", "None"],
    "names": [Path("names.txt"), "names.txt", 1],
    "substitutes": [{}, {"工": "I"}, {"工会": "x"}],
    "marcxchange": [1, 2, 3, True, 1.0, "1"],
    "organisation": ["CN-110000", "CN 110000", "CN-110000\n", "工会", 1],
    "date": ["2025-12-03", "20251203", "2025-13-03", "２０２５-12-03", 0, datetime(2025, 12, 3, tzinfo=UTC)],
    "time": ["000000", "235959", "240000", "٠٠٠٠٠٠", 0],
    "newspaper": ["工人日报", "", " ", "工人\u3000日报", "工人\ufffd", "工人\x00", "工人\ue000", "\ud800"],
    "hosts": [{}, {"gongyou": {"issn": "1005-5339"}}, {"gongyou": {"issn": "1"}}],
    "class_edition": ["23", "٢", "", "23\n", 23],
    "local": [[], ["998 ## $k {number}"], ("998 ## $k x",), ["\x00"], [1], "998"],
    "local_tags": [[], ["998"], ["9"]],
    "nothing": ["x"],
}  # fmt: skip
"""Sound values of settings, and values on the brink."""
ROWS = [(key, value) for key, values in GIVEN.items() for value in values]


@pytest.mark.parametrize(("key", "value"), ROWS, ids=ascii)
def test_settings_that_need_no_model_are_what_the_model_makes(key: str, value: object) -> None:
    quick = plain({"date": DAY, key: value})
    if quick is not None:
        checked, _ = config_model.checked({"date": DAY, key: value})
        assert checked == quick
        assert type(getattr(checked, key)) is type(getattr(quick, key))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"organisation": "CN-110000", "newspaper": "工人日报", "date": "2025-12-03", "time": "120000"},
        {"target": "dp2", "dialect": "cnmarc-nlc", "format": "marc", "local": ["998 ## $k {number}"]},
        {"corrections": Path("fixes"), "marcxchange": 2, "provenance": True, "class_edition": "23"},
    ],
)
def test_usual_settings_need_no_model(values: dict[str, Any]) -> None:
    assert plain({"date": DAY, **values}) is not None

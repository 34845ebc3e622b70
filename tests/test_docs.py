"""What docs/ shows is what happens: files and commands of a page, a rule that is added as it says."""

import re
from types import SimpleNamespace

import pytest

from catalog.codes import CODES, Code, _Codes
from catalog.diagnostics import finding
from catalog.frozen import fields
from catalog.listing import read, rules
from catalog.listing.context import Context
from catalog.listing.grammar import Kind
from catalog.listing.pieces import Cut
from catalog.listing.reading import Reading, reading
from catalog.marc.record import Record
from catalog.publication import Publication, shipped
from catalog.source import SourceDocument
from catalog.validate import rules as checking
from catalog.validate.rules import scopes, sieve
from catalog.validate.rules.context import Context as Checked
from tests.marc_bases import ARTICLE, codes, found
from tests.prose import PROJECT, files, said, sessions
from tests.tools import architecture_page

DOCS = PROJECT / "docs"


def test_the_example_of_a_periodical_is_true(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("docs")
    shown, commands = files(DOCS / "publications.md"), sessions(DOCS / "publications.md")
    assert (len(shown), len(commands)) == (3, 5)
    for name, text in shown.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for command, printed in commands:
        assert said(command, folder) == printed, command
    profile = next(text for name, text in shown.items() if name.startswith("profiles/"))
    assert len(profile.splitlines()) <= 10, "ten lines of data"


def test_every_key_of_a_profile_is_explained_in_both_languages() -> None:
    text = (DOCS / "publications.md").read_text(encoding="utf-8")
    for key in fields(Publication):
        assert len(re.findall(rf"^\| `{key}` \|", text, re.MULTILINE)) == 2, key


def test_the_example_of_a_rule_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    (page,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    function, row = re.findall(r"```python\n(.*?)```", text, re.DOTALL)

    def seen() -> list[tuple[str | None, str]]:
        (issue,), findings = read(SourceDocument("page.txt", tuple(page.split("\n"))), shipped())
        assert findings == []
        return [(section.heading, section.evidence["heading"].rule) for section in issue.sections]

    before, after = re.findall(r"`(～? ?一线观察 ?～?)`", text)[:2]
    assert seen() == [(before, "heading_by_shape"), ("～ 灯下 ～", "heading_by_shape")]
    names: dict[str, object] = {"Context": Context, "Reading": Reading, "Kind": Kind, "reading": reading}
    exec("from collections.abc import Iterator\n" + function, names)
    known = {"heading_rules": SimpleNamespace(**names), "TEXT": Cut.TEXT, "LINE": rules.LINE}
    (rule,) = eval(f"[{row}]", known)
    monkeypatch.setattr(rules, "RULES", (*rules.RULES, rule))
    assert seen() == [(after, "heading_between_waves"), ("灯下", "heading_between_waves")]


def test_the_example_of_a_rule_that_checks_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its code, its rule and its two rows are put where the page says, and tell what it says."""
    text = (DOCS / "validation-rules.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    row, source, listed, scope = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert codes(ARTICLE, *example.splitlines()) == ""
    code: Code = eval(row, {"Code": Code})
    assert code.code not in CODES, "the number of the example is free"
    names: dict[str, object] = {"Record": Record, "Context": Checked, "finding": finding}
    exec("from collections.abc import Iterator\nfrom catalog.diagnostics import Diagnostic\n" + source, names)
    known = vars(scopes) | {"notes": SimpleNamespace(**names)}
    (rule,) = eval(f"[{listed}]", known)
    (of_field,) = eval(f"[{scope}]", known)

    assert isinstance(CODES, _Codes)
    monkeypatch.setitem(CODES._table("record"), code.code, code)
    monkeypatch.setattr(checking, "_OF_MARC21", (*checking._OF_MARC21, rule))
    for table in (scopes.FIELD, (*scopes.FIELD, of_field)):
        monkeypatch.setattr(sieve, "FIELD", table)
        told = [item.message() for item in found(ARTICLE, *example.splitlines())]
        assert told == ["note 500 $a says only 无"]
        assert codes(ARTICLE, "500 ## $a 无锡市总工会编") == ""
        assert codes(ARTICLE, "520 ## $a 暂无。") == code.code
    assert "无锡市总工会编" in text


MAPS = ("architecture.md", "validation-rules.md", "rules.md", "repairs.md")


@pytest.mark.parametrize("name", MAPS)
def test_what_a_page_for_programmers_names_is_there(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    paths = re.findall(r"`((?:catalog|tests)/[\w./-]+\.\w+|(?:catalog|tests)/[\w/-]+/)`", text)
    missing = [link for link in links if not (DOCS / link).exists()]
    missing += [path for path in paths if not (PROJECT / path).exists() and "R590" not in path]
    assert not missing
    assert links or paths


def test_the_map_of_the_code_is_what_its_plan_gives() -> None:
    text = architecture_page.PAGE.read_text(encoding="utf-8")
    assert text == architecture_page.page(), "python -m tests.tools.architecture_page makes it"


def test_the_readme_leads_to_the_map() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        assert all(f"](docs/{page})" in text for page in MAPS[:3]), name

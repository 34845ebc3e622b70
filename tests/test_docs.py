"""What docs/ shows is what happens: files and commands of a page, a rule that is added as it says."""

import re
from types import SimpleNamespace

import pytest

from catalog.frozen import fields
from catalog.listing import read, rules
from catalog.listing.context import Context
from catalog.listing.grammar import Kind
from catalog.listing.pieces import Cut
from catalog.listing.reading import Reading, reading
from catalog.publication import Publication, shipped
from catalog.source import SourceDocument
from tests.prose import PROJECT, files, said, sessions

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

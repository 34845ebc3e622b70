"""What programs get: pydantic models, the same from a page and from the JSON made of it."""

import doctest
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from catalog.api import read
from catalog.model import Issue, IssueFile
from tests.prose import PROJECT

PAGE = PROJECT / "seeds" / "gongren-ribao-page.txt"


def test_a_page_is_read_into_models() -> None:
    issues, findings = read(PAGE)
    assert [type(issue) for issue in issues] == [Issue, Issue]
    assert sum(len(issue.articles) for issue in issues) == 13
    assert not [item for item in findings if item.severity == "error"]
    author = issues[0].articles[0].authors[0]
    assert author.kind in ("person", "corporate")
    assert author.evidence["name"].spans[0].line > 1
    with pytest.raises(ValidationError):
        author.name = ""


def test_they_are_what_validated_json_gives(tmp_path: Path) -> None:
    issues, _ = read(PAGE)
    file = IssueFile(issues=tuple(issues))
    path = tmp_path / "issues.json"
    path.write_text(file.model_dump_json(by_alias=True), encoding="utf-8")
    assert read(path) == (issues, [])


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.txt")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_example_is_true(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    (shown,) = re.findall(r"```python\n(.*?)```", (PROJECT / name).read_text(encoding="utf-8"), re.DOTALL)
    example = doctest.DocTestParser().get_doctest(shown, {}, name, name, 0)
    assert len(example.examples) == 6
    assert doctest.DocTestRunner(verbose=False).run(example).failed == 0

"""For programs: what stands on a page or in our JSON, as the pydantic models that JSON is made of."""

from collections.abc import Sequence
from pathlib import Path

from catalog import gather
from catalog.diagnostics import Diagnostic
from catalog.issue import Issue
from catalog.model import Issue as Model
from catalog.publication import Publication, shipped


def read(
    path: Path | str, publications: Sequence[Publication] | None = None, encoding: str | None = None
) -> tuple[list[Model], list[Diagnostic]]:
    """Read the issues on a page (text, HTML) or in a file of our JSON, and say what was wrong or doubtful.

    Without `publications`, those whose profiles come with the package are looked for.  Raises OSError for a
    file that cannot be read.
    """
    data = Path(path).read_bytes()
    known = shipped() if publications is None else publications
    issues, findings = gather.read(data, str(path), known, encoding)
    return [_modelled(issue) for issue in issues], findings


def _modelled(issue: Issue) -> Model:
    return issue if isinstance(issue, Model) else Model.of(issue)

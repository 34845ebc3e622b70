"""Our own JSON files as input: what `catalog export --format json` wrote comes back as records."""

from pydantic import ValidationError

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.model import Issue, IssueFile

_SHOWN = 5  # `catalog validate` tells all that is wrong with a file


def looks_like_json(data: bytes, name: str) -> bool:
    """Tell a file of records from a page, by its suffix or its first character."""
    return name.lower().endswith(".json") or data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read_issues(data: bytes, name: str) -> tuple[tuple[Issue, ...], list[Diagnostic]]:
    """Read an issue file in UTF-8; what is wrong with it is a finding (S111) and no records."""
    try:
        return IssueFile.model_validate_json(data.removeprefix(b"\xef\xbb\xbf")).issues, []
    except ValidationError as error:
        problems = [": ".join(filter(None, (".".join(map(str, e["loc"])), e["msg"]))) for e in error.errors()]
        return (), [finding("S111", Place(name), problem=problem) for problem in problems[:_SHOWN]]

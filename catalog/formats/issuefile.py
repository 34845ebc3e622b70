"""The issue file: our own JSON, with everything that is known of every value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from catalog import __version__, model
from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.formats import GENERATOR, Frame
from catalog.issue import Issue
from catalog.marc.soundness import Numbers, sound


def write(issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[bytes]:
    """Write the issues: every key, null where there is nothing, in the model's order.

    Articles that cannot be written rightly are refused (W704).
    """
    numbers = Numbers(context.hosts)
    kept = tuple(
        sound(issue, context.publication(issue.publication), numbers, findings, marc=False, names=False)
        for issue in issues
    )
    file = model.IssueFile(generator=f"{GENERATOR} {__version__}", issues=tuple(map(model.Issue.of, kept)))
    yield file.model_dump_json(indent=2, by_alias=True).encode() + b"\n"


def frame(context: Context) -> Frame:
    """Give what stands around the issues: it is what a file without issues consists of."""
    head, tail = b"".join(write([], context, [])).split(b"[]")
    return Frame(head + b"[\n", b",\n", b"\n  ]" + tail)


def issues_in(data: bytes) -> frozenset[str] | None:
    """Name the issues in a file, of whatever version of ours."""
    try:
        file = json.loads(data)
        if not file["generator"].startswith(GENERATOR + " "):
            return None
        return frozenset(f"《{i['publication']}》{i['year']}年第{i['number']}期" for i in file["issues"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None

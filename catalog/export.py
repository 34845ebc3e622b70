"""Output formats, one row each, and the files that an export consists of."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from catalog import __version__
from catalog.config import UNDETERMINED
from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.model import Issue, IssueFile
from catalog.output import Output

GENERATOR = "kanmu-catalog"
"""The name by which a file says that this program wrote it."""


class Writer(NamedTuple):
    """An output format.

    `write` gives the text of one file that holds these issues, all of publications with a profile;
    `issues_in` tells from the bytes of a file which issues it holds, None when this program did not
    write it.  `suffixes` are those of its files, the first is the one given to new files.
    """

    name: str
    aliases: tuple[str, ...]
    suffixes: tuple[str, ...]
    media_type: str
    write: Callable[[Sequence[Issue], Context], tuple[str, list[Diagnostic]]]
    issues_in: Callable[[bytes], frozenset[str] | None]


def outputs(
    issues: Sequence[Issue], writers: Sequence[Writer], target: Path, context: Context, *, folder: bool
) -> tuple[list[Output], list[Diagnostic]]:
    """Give the files to write: `target` itself, or `<slug>/<year>-<number><suffix>` below it for an issue.

    A file of one format may hold no issue; where the format has no such files, there is none.
    """
    made: list[Output] = []
    findings: list[Diagnostic] = []
    for row in writers:
        shares = [(target / _path(issue, row, context), [issue]) for issue in issues]
        for path, share in shares if folder else [(target, issues)]:
            text, more = row.write(share, context)
            # What is said of the settings is said once, not for every file.
            findings += [item for item in more if item not in findings]
            if text:
                made.append(Output(path, text.encode("utf-8"), row.issues_in))
    return made, findings


def choose(names: str, output: str, *, folder: bool) -> list[Writer]:
    """Choose formats: those named, with commas between, else the one that the output's suffix tells.

    Raises LookupError, with words for the user, for a name that no format has, for an output without a
    name, and where the output is one file and the formats are several.
    """
    if not output:
        raise LookupError("-o needs a name: a file, a folder that ends with /, or -.")
    if not names:
        suffixed = (row for row in WRITERS if not folder and output.lower().endswith(row.suffixes))
        return [next(suffixed, WRITERS[0])]
    chosen: dict[str, Writer] = {}
    for name in (part.strip().lower() for part in names.split(",")):
        row = next((row for row in WRITERS if name in (row.name, *row.aliases)), None)
        if row is None:
            raise LookupError(
                f"There is no format {name!r}: give {' or '.join(row.name for row in WRITERS)}."
            )
        chosen[row.name] = row
    if len(chosen) > 1 and not folder:
        raise LookupError(f"{' and '.join(chosen)} do not go into one file: end -o with / for a folder.")
    return list(chosen.values())


def _path(issue: Issue, writer: Writer, context: Context) -> str:
    return f"{context.publication(issue.publication).slug}/{issue.year}-{issue.number:02}{writer.suffixes[0]}"


def _json(issues: Sequence[Issue], context: Context) -> tuple[str, list[Diagnostic]]:
    """Write the issues as an issue file: every key, null where there is nothing, in the model's order."""
    file = IssueFile(generator=f"{GENERATOR} {__version__}", issues=tuple(issues))
    return file.model_dump_json(indent=2, by_alias=True) + "\n", []


def _issues_in_json(data: bytes) -> frozenset[str] | None:
    """Name the issues in a JSON file, of whatever version of ours."""
    import json

    try:
        file = json.loads(data)
        if not file["generator"].startswith(GENERATOR + " "):
            return None
        return frozenset(f"《{i['publication']}》{i['year']}年第{i['number']}期" for i in file["issues"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


_MARK = f"<!-- {GENERATOR} -->\n"
_CONTROL_NUMBER = re.compile(rb'<controlfield tag="001">([^<]+?)(?:-\d{4,}|\d{3})</controlfield>')


def _marcxml(issues: Sequence[Issue], context: Context) -> tuple[str, list[Diagnostic]]:
    """Write a MARC 21 record for each article; one that XML cannot carry is refused (W704)."""
    from catalog.marc import marc21, xml

    records = []
    findings: list[Diagnostic] = []
    for issue in issues:
        made, more = marc21.records(issue, context.publication(issue.publication), context.settings)
        records += made
        findings += more
    if not records:
        return "", findings
    if context.settings.organisation == UNDETERMINED:
        findings.append(finding("P303", Place("catalog.toml")))
    declaration, _, rest = "".join(xml.collection(records)).partition("\n")
    return f"{declaration}\n{_MARK}{rest}", findings


def _issues_in_marcxml(data: bytes) -> frozenset[str] | None:
    """Name the issues in a MARCXML file by what their control numbers begin with."""
    if _MARK.encode() not in data[:200]:
        return None
    return frozenset(match.decode("utf-8", "replace") for match in _CONTROL_NUMBER.findall(data))


WRITERS: tuple[Writer, ...] = (
    Writer(
        "marcxml", ("marc21",), (".marcxml", ".xml"), "application/marcxml+xml", _marcxml, _issues_in_marcxml
    ),
    Writer("json", (), (".json",), "application/json", _json, _issues_in_json),
)

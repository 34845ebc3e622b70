"""`catalog convert`: records of any container in, records of another out."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from catalog.cli.options import Config, FailOn, Lang, Quiet, finish, talk_to, usage_errors
from catalog.misuse import MisuseError

if TYPE_CHECKING:
    from catalog.context import Context
    from catalog.diagnostics import Diagnostic
    from catalog.issue import Issue
    from catalog.marc.containers import Container
    from catalog.marc.containers.entry import Entry
    from catalog.readers.inputs import Input
    from catalog.writers import Writer


def convert(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", show_default=False)],
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="marcxml, marcxchange, marc, mrk, marcjson, marcjsonl, worksheet; of our JSON any format.",
        ),
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", help="FILE, or - for standard output.")] = "-",
    force: Annotated[bool, typer.Option("--force", help="Replace a file of other content.")] = False,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", help="Encoding of input that is not UTF-8 and does not say so: gb18030."),
    ] = None,
    to_encoding: Annotated[
        Literal["utf-8", "gb18030", "gbk"],
        typer.Option("--to-encoding", help="Encoding of marc, mrk and worksheet."),
    ] = "utf-8",
    version: Annotated[
        int, typer.Option("--marcxchange-version", min=1, max=2, help="Version of marcxchange.")
    ] = 1,
    config: Config = None,
    fail_on: FailOn = "warning",
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Turn MARC records and our JSON into other formats.

    INPUT is a file of records, or of our JSON (json, jsonl), told by its content, a folder of such files, or
    - for standard input; the records of all go into one file.
    """
    from catalog.context import prepare
    from catalog.convert import Conversion, IssueConversion
    from catalog.diagnostics import Place, finding
    from catalog.marc.containers import Wrapping
    from catalog.output import is_read
    from catalog.pieces import print_pieces, write_pieces
    from catalog.readers.inputs import find
    from catalog.writers import WRITERS, misnamed, wanted

    talk = talk_to(lang, quiet=quiet)
    with usage_errors():
        writer = _chosen(form, output)
        wrapping = Wrapping(encoding=to_encoding, dialect="", version=version)
        if writer.marc:
            _container(writer).layout(wrapping)
        writer.require()
        _check(encoding)
    context = talk.take(prepare(config, {}))
    if context is None:
        raise typer.Exit(2)
    talk.levels = context.settings.levels
    talk.take((None, misnamed([writer], output, folder=False)))
    sources = talk.take(find(inputs, wanted(row for row in WRITERS if row.is_read)))
    if output != "-" and (lost := is_read(Path(output), (row.path for row in sources if not row.url))):
        talk.take((None, lost))
        finish(talk)

    def say(item: "Diagnostic") -> None:
        talk.take((None, [item]))

    def items(context: "Context") -> "Iterator[Entry | Issue | Diagnostic]":
        for done, source in enumerate(sources):
            talk.progress(done, len(sources), source.name)
            yield from _read(source, encoding, context, "" if writer.marc else writer.name)

    conversion: Conversion | IssueConversion
    if writer.marc:
        conversion = Conversion(_container(writer), wrapping, say)
    else:
        conversion = IssueConversion(partial(writer.write, context=context), say)
    pieces = conversion.pieces(items(context))
    if output == "-":
        talk.take((None, print_pieces(pieces)))
    else:
        talk.take((None, write_pieces(Path(output), pieces, force=force)))
    if not conversion.written:
        say(finding("W713", Place("<stdout>" if output == "-" else output)))
    talk.converted(conversion.written, output)
    finish(talk, fail_on)


def _read(
    source: "Input", encoding: str | None, context: "Context", issues: str
) -> "Iterator[Entry | Issue | Diagnostic]":
    """Read an input; one that cannot be read is a finding (S102)."""
    from catalog.convert import read, read_issues
    from catalog.readers.inputs import opened, unreadable

    try:
        with opened(source) as file:
            if issues:
                yield from read_issues(file, source.name, context, issues)
            else:
                yield from read(file, source.name, encoding, context)
    except OSError as error:
        yield unreadable(source.name, error)


def _container(writer: "Writer") -> "Container":
    from catalog.marc.containers import by_name

    return by_name(writer.name)


def _check(encoding: str | None) -> None:
    """Raise LookupError, with words for the user, for an encoding whose ASCII is not ASCII."""
    from catalog.marc.charset import is_ascii_compatible
    from catalog.readers import check_encoding

    check_encoding(encoding)
    if encoding and not is_ascii_compatible(encoding):
        raise MisuseError(
            f"Records are not in {encoding!r}: try gb18030.", f"记录不会用 {encoding!r} 编码：可试 gb18030。"
        )


def _chosen(form: str | None, output: str) -> "Writer":
    """Choose the format by its name, else by the suffix of the output; raises LookupError."""
    from catalog.writers import by_name, by_suffix

    if not output or output.endswith(("/", os.sep)) or os.path.isdir(output):  # noqa: PTH112
        raise MisuseError(
            "-o needs the name of a file, or -: all records go into one.",
            "-o 需要文件名，或 -：所有记录写入同一文件。",
        )
    return by_name(form) if form else by_suffix(output)

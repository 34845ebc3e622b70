"""`catalog validate --diff` and `--fix`: what repairs would change, and a new file with the changes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn, cast

import typer

from catalog.cli.options import usage_errors
from catalog.misuse import MisuseError

if TYPE_CHECKING:
    from catalog.console import Talk
    from catalog.readers.inputs import Input
    from catalog.repair import Mended
    from catalog.repair.files import Mending
    from catalog.reports import Findings

_IN_MEMORY = 1 << 24


def show(talk: Talk, sources: Sequence[Input], encoding: str | None, *, fails: bool) -> NoReturn:
    """Print the differences of all files, and end: with 1 if there are any, or errors, and that `fails`."""
    from catalog.output import print_bytes

    changes = records = 0
    for done, source in enumerate(sources):
        talk.progress(done, len(sources), source.name)
        for item in _mended(talk, source, encoding):
            changes, records = changes + len(item.changes), records + bool(item.changes)
            if failed := print_bytes(_difference(item)) if item.changes else []:
                talk.take((None, failed))
                raise typer.Exit(3)
    talk.mended(changes, records)
    is_unsound = bool(changes) or talk.severities["error"] > 0
    raise typer.Exit(3 if talk.refused() else int(fails and is_unsound))


def mend(
    talk: Talk,
    sources: Sequence[Input],
    receipts: Findings,
    encoding: str | None,
    output: str,
    *,
    force: bool,
) -> bool:
    """Write the new file of the one file that there is, and take the receipts; tell whether it is there."""
    from catalog.diagnostics import levelled

    if talk.refused():
        return False
    if len(sources) != 1:
        with usage_errors():
            raise MisuseError(
                f"--fix mends one file, and there are {len(sources)}.",
                f"--fix 一次修复一个文件，这里有 {len(sources)} 个。",
            )
    with _mending(talk, sources[0]) as mending:
        if mending is None:
            return False
        mending.say = lambda item: receipts.add(levelled([item], talk.levels))
        failed = mending.write(Path(output), _encoding(encoding), force=force)
        talk.take((None, failed))
    if not failed:
        talk.mended(mending.changes, mending.records, output)
    return not failed


def _mended(talk: Talk, source: Input, encoding: str | None) -> Iterator[Mended]:
    """Give the records of a file, mended; say what stands in the way of writing them."""
    from catalog.diagnostics import Diagnostic
    from catalog.repair.files import NotMendedError

    with _mending(talk, source) as mending:
        for item in mending.look(_encoding(encoding)) if mending else ():
            if not isinstance(item, Diagnostic):
                yield item
            elif mending and mending.loses(item):
                talk.take((None, [NotMendedError.of(item).finding]))
            elif item.severity == "error":
                talk.take((None, [item]))


def _difference(item: Mended) -> bytes:
    from catalog.repair.differences import difference

    return "".join(f"{line}\n" for line in difference(item)).encode()


@contextlib.contextmanager
def _mending(talk: Talk, source: Input) -> Iterator[Mending | None]:
    """Open a file of records; None, and a finding, if there is none (W720) or nothing to read."""
    from catalog.diagnostics import Place, finding
    from catalog.marc.containers.foreign import refused
    from catalog.repair import chosen
    from catalog.repair.files import HEAD, Mending, container_of
    from catalog.validate.kind import Kind, sniff

    repairs = chosen([code for code, level in talk.levels.items() if level == "off"])
    with _opened(talk, source) as stream:
        container = container_of(stream) if stream else None
        if stream and not container:
            stream.seek(0)
            head = stream.read(HEAD)
            is_other = sniff(head, source.name) is Kind.UNKNOWN
            found = refused(head, source.name) if is_other else finding("W720", Place(source.name))
            talk.take((None, [found]))
        yield Mending(stream, source.name, container, repairs) if stream and container else None


def _encoding(named: str | None) -> str | None:
    """Give the encoding that records may be in; one that has not the signs of ASCII is for pages alone."""
    from catalog.marc.charset import is_ascii_compatible

    return named if named and is_ascii_compatible(named) else None


@contextlib.contextmanager
def _opened(talk: Talk, source: Input) -> Iterator[BinaryIO | None]:
    """Open an input as a stream that can seek; None, and a finding, if there is nothing to read."""
    import shutil
    import tempfile

    from catalog.diagnostics import Place, finding
    from catalog.readers.inputs import opened, unreadable

    with contextlib.ExitStack() as stack:
        try:
            stream = stack.enter_context(opened(source))
            if source.member is not None or source.path is None or not stream.seekable():
                copy = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))
                shutil.copyfileobj(stream, copy)
                stream = cast("BinaryIO", copy)
            stream.seek(0)
            is_empty = not stream.read(1)
        except OSError as error:
            talk.take((None, [unreadable(source.name, error)]))
            yield None
            return
        if is_empty:
            talk.take((None, [finding("S103", Place(source.name))]))
        yield None if is_empty else stream

"""Writing: a file appears whole or not at all, and never in the place of something else."""

import contextlib
import errno
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding


class Output(NamedTuple):
    """A file to be: where, its bytes, and a way to tell which issues such a file holds.

    Without bytes there shall be no file: one of ours that is there goes; unless it `may_be_empty`.
    `issues_in` gives None for a file that this program did not write.  `check` reads the written bytes back
    and says what differs.
    """

    path: Path
    data: bytes
    issues_in: Callable[[bytes], frozenset[str] | None]
    check: Callable[[bytes], list[Diagnostic]] | None = None
    may_be_empty: bool = False


def write(outputs: Sequence[Output], *, force: bool = False) -> tuple[int, list[Diagnostic]]:
    """Write all files or none; give how many of them stand there now, and what stood in the way.

    Each is first written beside its target under a passing name and flushed to the disk; when all are
    there, they are renamed.  A file that already has these bytes is left alone.  Findings: W701 cannot be
    written, W702 a file of other origin stands there, W707 one of ours that holds other issues; the last
    two only without `force`.
    """
    waiting: list[tuple[Path, Path]] = []
    made: list[Path] = []
    findings: list[Diagnostic] = []
    outdated = [output for output in outputs if not (output.data or output.may_be_empty)]
    outputs = [output for output in outputs if output.data or output.may_be_empty]
    try:
        for output in outputs:
            with _reported(output.path, findings):
                findings += _prepare(output, force, waiting, made)
        while waiting and not _stopped(findings):
            part, target = waiting[0]
            with _reported(target, findings):
                part.replace(target)
                del waiting[0]
        for output in () if _stopped(findings) else outdated:
            with _reported(output.path, findings):
                if output.path.is_file() and output.issues_in(output.path.read_bytes()) is not None:
                    output.path.unlink()
    finally:
        for part, _ in waiting:
            part.unlink(missing_ok=True)
        for folder in made:
            with contextlib.suppress(OSError):  # those that hold a file by now stay
                folder.rmdir()
    return 0 if _stopped(findings) else len(outputs), findings


def write_stdout(outputs: Sequence[Output]) -> tuple[int, list[Diagnostic]]:
    """Write the bytes of the outputs to standard output; give how many were written."""
    findings = print_bytes(b"".join(output.data for output in outputs))
    return 0 if findings else len(outputs), findings


def print_bytes(data: bytes) -> list[Diagnostic]:
    """Write bytes to standard output, whatever encoding the console has; W701 when it is closed or full.

    Raises BrokenPipeError when nobody reads it any more, as `head` does that has seen enough.
    """
    findings: list[Diagnostic] = []
    with _reported("<stdout>", findings):
        if sys.stdout is None:  # closed by the shell
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except OSError:
            _silence()
            raise
    return findings


def _stopped(findings: Sequence[Diagnostic]) -> bool:
    return any(item.severity == "error" for item in findings)


@contextlib.contextmanager
def _reported(path: Path | str, findings: list[Diagnostic]) -> Iterator[None]:
    """Turn trouble with the disk into a finding."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        findings.append(finding("W701", Place(str(path)), reason=error.strerror or str(error)))


def _prepare(
    output: Output, force: bool, waiting: list[tuple[Path, Path]], made: list[Path]
) -> list[Diagnostic]:
    """Write one file under a passing name, unless that is needless or not allowed; raises OSError."""
    if output.path.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if output.path.exists() and not output.path.is_file():
        output.path.write_bytes(output.data)  # a device or a pipe: there is nothing to rename
        return []
    target = Path(os.path.realpath(output.path))  # through a link, to the file that it stands for
    if target.is_file():
        old = target.read_bytes()
        if old == output.data:
            return output.check(old) if output.check else []
        if not force and (obstacle := _obstacle(output, old)):
            return [obstacle]
    made += [folder for folder in target.parents if not folder.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    part = target.with_name(f".{os.getpid()}-{os.urandom(4).hex()}.part")
    with part.open("xb") as file:
        waiting.append((part, target))
        file.write(output.data)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        part.chmod(target.stat().st_mode)
    return output.check(part.read_bytes()) if output.check else []


_PART = re.compile(r"\.(\d+)-[0-9a-f]{8}\.part")


@cache
def _sweep(folder: Path) -> None:
    """Remove what an export that was killed has left under a passing name."""
    if os.name != "posix":  # elsewhere there is no harmless way to ask whether a process lives
        return
    for entry in os.scandir(folder):
        found = _PART.fullmatch(entry.name)
        if found and not _lives(int(found[1])):
            with contextlib.suppress(OSError):
                os.unlink(entry.path)  # noqa: PTH108  # an entry is no Path


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _obstacle(output: Output, old: bytes) -> Diagnostic | None:
    """Say why the file that stands there may not be replaced."""
    place = Place(str(output.path))
    held = output.issues_in(old)
    if held is None:
        return finding("W702", place)
    lost = held - (output.issues_in(output.data) or frozenset())
    return finding("W707", place, issues=", ".join(sorted(lost))) if lost else None


def _silence() -> None:
    """Let the interpreter's last flush of a broken standard output go nowhere instead of complaining."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

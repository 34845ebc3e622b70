"""Writing: a file appears whole or not at all, and never in the place of something else."""

import contextlib
import errno
import mmap
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from catalog import passing
from catalog.compact import Table
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.digest import blake2b

Held = Callable[[bytes], frozenset[str] | None]
"""Tells which issues are in the bytes of a file; None for a file that this program did not write."""
Identity = tuple[int, int]
"""What tells a file from all others, whatever names it has: its device and its number there."""

_CHUNK = 1 << 20


class Output(NamedTuple):
    """A file to be: where, its bytes, and a way to tell which issues such a file holds.

    Without bytes there shall be no file: one of ours that is there goes; unless it `may_be_empty`.
    """

    path: Path
    data: bytes
    issues_in: Held
    may_be_empty: bool = False


class Frame(NamedTuple):
    """What stands before, between and behind what a file says of each issue.

    With it files of one issue each can be put together into one of all: the same bytes as if it had been
    written at once.
    """

    head: bytes = b""
    between: bytes = b""
    tail: bytes = b""

    def within(self, file: bytes) -> bytes:
        """Give what a file says of its issues, nothing for a file that holds nothing."""
        return file[len(self.head) : len(file) - len(self.tail)]


def write(
    outputs: Sequence[Output], *, force: bool = False, read: Iterable[Path] = ()
) -> tuple[int, list[Diagnostic]]:
    """Write all files or none, as Files does; give how many stand there now, and what stood in the way."""
    findings: list[Diagnostic] = []
    with Files(force=force) as files:
        for path in read:
            files.reads(path)
        for output in outputs:
            findings += files.put(output)
        findings += files.place()
    there = sum(bool(output.data or output.may_be_empty) for output in outputs)
    return 0 if stopped(findings) else there, findings


class Files:
    """The files of a run: all of them appear, or none.

    Each is first written beside its target under a passing name and flushed to the disk; when all are there,
    `place` renames them.  A file that already has these bytes is left alone.  Findings: W701 cannot be
    written; W716 one of the files that the run `reads`; only without `force`, W702 a file of other origin
    stands there, W707 one of ours that holds other issues.  With `read_back`, what is on the disk is compared
    with what was to be written (W780).  What is not placed is gone when the files are closed.  `stopped`
    tells that nothing will be placed, `broken` that the disk is why.
    """

    def __init__(self, *, force: bool = False, read_back: bool = False) -> None:
        self._force, self._read_back = force, read_back
        self._waiting: list[tuple[str, str]] = []
        self._made: list[Path] = []
        self._growing: dict[Path, _Growing] = {}
        self._outdated: list[Output] = []
        self._read = Table(0)  # the identities of files that are read
        self.stopped = False
        self.broken = False

    def stop(self) -> None:
        """Let no file be placed."""
        self.stopped = True

    def reads(self, path: Path | None) -> None:
        """Note a file that is read, None for standard input: nothing is written in its place."""
        if there := identity(path):
            self._read.row(there)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for growing in self._growing.values():
            growing.file.close()
        for part, _ in self._waiting:
            Path(part).unlink(missing_ok=True)
        for folder in self._made:
            with contextlib.suppress(OSError):  # those that hold a file by now stay
                folder.rmdir()

    def put(self, output: Output) -> list[Diagnostic]:
        """Write a whole file, or note that there shall be none."""
        findings: list[Diagnostic] = []
        if not output.data and not output.may_be_empty:
            self._outdated.append(output)
            return findings
        with self._reported(output.path, findings):
            if _special(output.path):
                output.path.write_bytes(output.data)  # there is nothing to rename
                return findings
            target = Path(os.path.realpath(output.path))  # through a link, to the file that it stands for
            if target.is_file():
                old = target.read_bytes()
                if old == output.data:
                    return findings
                findings += self._obstacles(output.path, output.issues_in, old, output.data)
                if findings:
                    return findings
            if not self.stopped:
                part, file = self._passing(target)
                with file:
                    file.write(output.data)
                    findings += self._flushed(file, part, target, blake2b(output.data).digest())
        return findings

    def extend(self, path: Path, body: bytes, frame: Frame, issues_in: Held) -> list[Diagnostic]:
        """Add what is said of one more issue to a file that grows until all are placed."""
        findings: list[Diagnostic] = []
        if not body or self.stopped:
            return findings
        with self._reported(path, findings):
            growing = self._growing.get(path)
            if growing is None:
                growing = self._growing[path] = self._begun(path, frame, issues_in)
                growing.add(frame.head + body)
            else:
                growing.add(frame.between + body)
        return findings

    def place(self) -> list[Diagnostic]:
        """End the files that grow, and put all in their places; none if anything stood in the way."""
        findings: list[Diagnostic] = []
        for path, growing in list(self._growing.items()):
            with self._reported(path, findings):
                findings += self._ended(path, growing)
        for _, there in self._waiting:  # pages that were read later than this file was made ready
            findings += self._is_read(Path(there))
        self.stopped = self.stopped or stopped(findings)
        while self._waiting and not self.stopped:
            part, target = self._waiting[0]
            with self._reported(Path(target), findings):
                Path(part).replace(target)
                del self._waiting[0]
        for output in () if self.stopped else self._outdated:
            with self._reported(output.path, findings):
                if output.path.is_file() and output.issues_in(output.path.read_bytes()) is not None:
                    findings += (kept := self._is_read(output.path))
                    if not kept:
                        output.path.unlink()
        return findings

    def _begun(self, path: Path, frame: Frame, issues_in: Held) -> "_Growing":
        if _special(path):
            return _Growing(path.open("wb"), frame, issues_in)
        part, file = self._passing(Path(os.path.realpath(path)))
        return _Growing(file, frame, issues_in, part)

    def _ended(self, path: Path, growing: "_Growing") -> list[Diagnostic]:
        """End a file that has grown; raises OSError."""
        growing.add(growing.frame.tail)
        with growing.file as file:
            if growing.part is None:
                return []
            target = Path(os.path.realpath(path))
            findings = self._flushed(file, growing.part, target, growing.digest.digest())
        if not target.is_file():
            return findings
        if _same(growing.part, target):
            self._waiting.remove((str(growing.part), str(target)))
            growing.part.unlink()
        else:
            with _seen(target) as old, _seen(growing.part) as new:
                findings += self._obstacles(path, growing.issues_in, old, new)
        return findings

    def _is_read(self, path: Path) -> list[Diagnostic]:
        """Say that a file is one of those that are read."""
        return [finding("W716", Place(str(path)))] if len(self._read) and identity(path) in self._read else []

    def _obstacles(self, path: Path, issues_in: Held, old: bytes, new: bytes) -> list[Diagnostic]:
        """Say why the file that stands there may not be replaced."""
        place = Place(str(path))
        if (read := self._is_read(path)) or self._force:
            return read
        held = issues_in(old)
        if held is None:
            return [finding("W702", place)]
        lost = held - (issues_in(new) or frozenset())
        return [finding("W707", place, issues=", ".join(sorted(lost)))] if lost else []

    def _passing(self, target: Path) -> tuple[Path, BinaryIO]:
        """Open a file under a passing name beside its target; raises OSError."""
        if not target.parent.is_dir():
            self._made += [folder for folder in target.parents if not folder.exists()]
            target.parent.mkdir(parents=True, exist_ok=True)
        passing.sweep(target.parent)
        part = passing.beside(target)
        file = part.open("xb")
        self._waiting.append((str(part), str(target)))
        return part, file

    def _flushed(self, file: BinaryIO, part: Path, target: Path, digest: bytes) -> list[Diagnostic]:
        """Bring a passing file to the disk, and compare what is there; raises OSError."""
        file.flush()
        os.fsync(file.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode)
        if self._read_back and _digest(part) != digest:
            self.stopped = True
            return [finding("W780", Place(str(target)), record=target.name, difference="≠")]
        return []

    @contextlib.contextmanager
    def _reported(self, path: Path, findings: list[Diagnostic]) -> Iterator[None]:
        before = len(findings)
        with _reported(path, findings):
            yield
        self.stopped = self.stopped or stopped(findings)
        if any(item.code == "W701" for item in findings[before:]):
            self.broken = True
            if growing := self._growing.pop(path, None):  # of which nothing more is to be said
                with contextlib.suppress(OSError):
                    growing.file.close()


class Printed:
    """Standard output in the place of files: what is written goes there as it comes."""

    def __init__(self) -> None:
        self._begun: Frame | None = None
        self.stopped = self.broken = False

    def stop(self) -> None:
        """Print no more."""
        self.stopped = True

    def reads(self, path: Path | None) -> None:
        """Take no note of files that are read: no name is known of what is written."""

    def put(self, output: Output) -> list[Diagnostic]:
        """Print a whole file."""
        return self._print(output.data)

    def extend(self, path: Path, body: bytes, frame: Frame, issues_in: Held) -> list[Diagnostic]:
        """Print what is said of one more issue."""
        if not body:
            return []
        before, self._begun = frame.between if self._begun else frame.head, frame
        return self._print(before + body)

    def place(self) -> list[Diagnostic]:
        """Print what stands behind all issues."""
        return self._print(self._begun.tail) if self._begun else []

    def _print(self, data: bytes) -> list[Diagnostic]:
        if self.stopped:
            return []
        findings = print_bytes(data)
        self.stopped = self.broken = bool(findings)
        return findings


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


def identity(path: Path | None) -> Identity | None:
    """Tell which file has this name, None for standard input; None where there is none, or a device."""
    with contextlib.suppress(OSError, ValueError, AttributeError):  # closed, or no file of the system
        status = os.fstat(sys.stdin.fileno()) if path is None else path.stat()
        return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None
    return None


def is_read(path: Path, read: Iterable[Path | None]) -> list[Diagnostic]:
    """Say (W716) that a file is one of those that are read, None for standard input."""
    there = identity(path)
    return [finding("W716", Place(str(path)))] if there and there in map(identity, read) else []


def stopped(findings: Sequence[Diagnostic]) -> bool:
    """Tell that something stands in the way of writing."""
    return any(item.severity == "error" for item in findings)


class _Growing:
    """A file that is written piece by piece; one that stays where it is has no passing name."""

    def __init__(self, file: BinaryIO, frame: Frame, issues_in: Held, part: Path | None = None) -> None:
        self.file, self.frame, self.issues_in, self.part = file, frame, issues_in, part
        self.digest = blake2b()

    def add(self, data: bytes) -> None:
        self.file.write(data)
        self.digest.update(data)


@contextlib.contextmanager
def _reported(path: Path | str, findings: list[Diagnostic]) -> Iterator[None]:
    """Turn trouble with the disk into a finding."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        findings.append(finding("W701", Place(str(path)), reason=error.strerror or str(error)))


def _special(path: Path) -> bool:
    """Tell a device or a pipe; raises OSError for a folder."""
    if path.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    return path.exists() and not path.is_file()


def _same(one: Path, other: Path) -> bool:
    """Tell whether two files have the same bytes; raises OSError."""
    return one.stat().st_size == other.stat().st_size and _digest(one) == _digest(other)


def _digest(path: Path) -> bytes:
    digest = blake2b()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.digest()


@contextlib.contextmanager
def _seen(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file without reading all of them at once, where a reader lets one."""
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:  # which cannot be mapped
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            yield mapped  # type: ignore[misc]  # patterns search it as they search bytes


def _silence() -> None:
    """Let the interpreter's last flush of a broken standard output go nowhere instead of complaining."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

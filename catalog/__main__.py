"""The process around the command line: `catalog`, or `python -m catalog`."""

import contextlib
import gc
import importlib
import io
import os
import signal
import sys
from _thread import allocate_lock
from collections.abc import Mapping, Sequence
from functools import partial
from types import ModuleType
from typing import NoReturn

READER_GONE = 128 + 13
"""The exit code when nobody reads standard output any more: that of SIGPIPE, as shells give it."""

LATER: Mapping[str, Sequence[str]] = {
    "base64": (),
    "bz2": (),
    "difflib": ("get_close_matches",),
    "importlib.metadata": ("entry_points",),
    "json": (),
    "lzma": (),
    "mmap": (),
    "platform": (),
    "secrets": (),
    "shutil": ("get_terminal_size",),
    "subprocess": (),
    "tempfile": (),
    "tokenize": (),
    "traceback": ("FrameSummary", "StackSummary"),
    "urllib.parse": ("quote_from_bytes",),
    "uuid": ("UUID",),
    "zlib": (),
}
"""What others import and a short run hardly ever uses, with the functions and classes they take by name."""


_ONE_THREAD = allocate_lock()


def main() -> NoReturn:
    """Run the command line and end the process."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that passing files go
    # A run is short: looking for garbage while importing, and at the end taking apart what the operating
    # system takes at once, cost a quarter of its time; so would looking for plug-ins of pydantic.
    gc.set_threshold(100_000)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for name, functions in LATER.items():
        if name not in sys.modules:
            sys.modules[name] = _Later(name, functions)
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before run could see to it
        code = 130
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


class _Later(ModuleType):
    """A module that is loaded when something of it is used; some functions of it can be had before."""

    def __init__(self, name: str, functions: Sequence[str] = ()) -> None:
        super().__init__(name)
        package, _, child = name.rpartition(".")
        if package:
            setattr(importlib.import_module(package), child, self)
        self._by_name = bool(functions)
        for function in functions:
            setattr(self, function, partial(_called, name, function))

    def __getattr__(self, attribute: str) -> object:
        if attribute == "__path__" and self._by_name:  # what every import of a name looks for
            raise AttributeError(attribute)
        vars(self).update(vars(_loaded(self.__name__)))
        return object.__getattribute__(self, attribute)


def _called(name: str, function: str, *arguments: object, **options: object) -> object:
    return getattr(_loaded(name), function)(*arguments, **options)


def _loaded(name: str) -> ModuleType:
    with _ONE_THREAD:  # or two would find it waiting, and the second take away what the first has loaded
        if isinstance(sys.modules.get(name), _Later):
            del sys.modules[name]
    return importlib.import_module(name)


def run(arguments: Sequence[str]) -> int:
    """Run the command line; give the exit code.

    Whatever goes wrong is said in a line; CATALOG_DEBUG=1 in the environment lets an exception through.
    """
    import click
    import typer

    from catalog.cli import app

    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")  # a console of another script is no reason to stop
    completing = "_CATALOG_COMPLETE" in os.environ
    command = typer.main.get_command(app("" if completing or not arguments else arguments[0]))
    try:
        return int(command.main(list(arguments), "catalog", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        return READER_GONE
    except SystemExit as end:
        if end.code != 1:  # click's, for a broken pipe
            raise
        return READER_GONE
    except OSError as error:  # standard output is full or gone while help is printed
        typer.echo(f"catalog: {error.strerror or error}", err=True)
        return 3
    except Exception as error:
        if os.environ.get("CATALOG_DEBUG"):
            raise
        kind = f"{type(error).__name__}: {error}".strip()
        typer.echo(f"catalog: internal error: {kind}", err=True)
        typer.echo("  help: please report it, with the input and what CATALOG_DEBUG=1 shows", err=True)
        return 3


if __name__ == "__main__":
    main()

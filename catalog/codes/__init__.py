"""Every finding that the package can make, by code.

S source, L listing, P profiles, R record, X XML, J JSON, W writing.

A code is never renumbered or given to something else.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from catalog.codes.code import Code, Severity

__all__ = ["CODES", "Code", "Severity"]

TABLES = {
    "S": ("reading",),
    "L": ("listing",),
    "P": ("profile", "romanise"),
    "R": ("record", "target"),
    "X": ("record",),
    "J": ("record",),
    "W": ("writing", "romanise", "repair"),
}
"""The modules that hold the codes of a letter."""


class _Codes(Mapping[str, Code]):
    """All codes; a table is loaded when one of its codes is asked for, so that starting stays quick."""

    def __init__(self) -> None:
        self._loaded: dict[str, dict[str, Code]] = {}

    def __getitem__(self, code: str) -> Code:
        for name in TABLES.get(code[:1], ()):
            if code in (table := self._table(name)):
                return table[code]
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        names = dict.fromkeys(name for names in TABLES.values() for name in names)
        return (code for name in names for code in self._table(name))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _table(self, name: str) -> dict[str, Code]:
        if name not in self._loaded:
            rows: tuple[Code, ...] = import_module(f"catalog.codes.{name}").CODES
            self._loaded[name] = {row.code: row for row in rows}
        return self._loaded[name]


CODES: Mapping[str, Code] = _Codes()

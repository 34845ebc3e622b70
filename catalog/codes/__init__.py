"""Every finding that the package can make, by code.

S source, L listing, P profiles, R record, X XML, J JSON, W writing.

A code is never renumbered or given to something else.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from catalog.codes.code import Code, Severity

__all__ = ["CODES", "Code", "Severity"]

TABLES = {
    "S": "reading",
    "L": "listing",
    "P": "profile",
    "R": "record",
    "X": "record",
    "J": "record",
    "W": "writing",
}
"""The module that holds the codes of a letter."""


class _Codes(Mapping[str, Code]):
    """All codes; a table is loaded when one of its codes is asked for, so that starting stays quick."""

    def __init__(self) -> None:
        self._loaded: dict[str, dict[str, Code]] = {}

    def __getitem__(self, code: str) -> Code:
        return self._table(TABLES.get(code[:1], ""))[code]

    def __iter__(self) -> Iterator[str]:
        return (code for table in dict.fromkeys(TABLES.values()) for code in self._table(table))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _table(self, name: str) -> dict[str, Code]:
        if name and name not in self._loaded:
            rows: tuple[Code, ...] = import_module(f"catalog.codes.{name}").CODES
            self._loaded[name] = {row.code: row for row in rows}
        return self._loaded.get(name, {})


CODES: Mapping[str, Code] = _Codes()

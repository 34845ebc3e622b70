"""The lines on which the fields of a record stand, found when somebody asks: sound records need none."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import AnyStr, Generic, overload

from catalog.marc.containers.entry import FieldLines


class LinesLater(Sequence[FieldLines], Generic[AnyStr]):
    """The lines of fields and subfields in a text, which begins on the line given."""

    __slots__ = ("_found", "_line", "_text")

    def __init__(self, text: AnyStr, line: int) -> None:
        self._text: AnyStr = text
        self._line = line
        self._found: tuple[FieldLines, ...] | None = None

    @abstractmethod
    def _lines(self) -> Iterable[FieldLines]:
        """Find the lines of all fields."""

    def _one(self, at: int) -> FieldLines | None:
        """Find those of one field, where that is less work than to find all."""
        return None

    @property
    def leader(self) -> int:
        """The line of the leader; that of the record where it is not known."""
        return self._line

    @property
    def _all(self) -> tuple[FieldLines, ...]:
        if self._found is None:
            self._found = tuple(self._lines())
        return self._found

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[FieldLines]:
        return iter(self._all)

    @overload
    def __getitem__(self, at: int) -> FieldLines: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[FieldLines]: ...
    def __getitem__(self, at: int | slice) -> FieldLines | Sequence[FieldLines]:
        if self._found is None and isinstance(at, int) and (one := self._one(at)):
            return one
        return self._all[at]

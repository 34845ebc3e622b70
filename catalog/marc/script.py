"""Scripts: Chinese text as it is printed, or romanised."""

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from catalog.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from catalog.romanise.romaniser import Doubt, Romanised, Romaniser


class Script(Protocol):
    """How text is written in a field.

    `running` asks for the form inside a sentence: names in their own order, no capital at the beginning
    unless of a name.
    """

    def title(self, text: str, *, running: bool = False) -> str:
        """Write a title, or any text that is not a name."""

    def person(self, name: str, *, running: bool = False) -> str:
        """Write a person's name, as a heading unless it is running text."""

    def body(self, name: str, *, running: bool = False) -> str:
        """Write the name of a body or of its unit."""

    def inverted(self, name: str) -> bool:
        """Tell whether a person is entered under the surname."""


class Vernacular:
    """The text as it is printed."""

    def title(self, text: str, *, running: bool = False) -> str:
        """Give the text."""
        return text

    person = body = title

    def inverted(self, name: str) -> bool:
        """Tell whether the name begins with a surname."""
        return _has_surname(name)


VERNACULAR = Vernacular()


@lru_cache(maxsize=4096)
def _has_surname(name: str) -> bool:
    """Tell so of a name, once of those that recur."""
    from catalog.romanise.surnames import has_surname

    return has_surname(name)


class Latin:
    """Text romanised; what may be read otherwise is gathered in `doubts`."""

    def __init__(self, romaniser: "Romaniser") -> None:
        self._romaniser = romaniser
        self.doubts: list[Doubt] = []

    def title(self, text: str, *, running: bool = False) -> str:
        """Romanise a title, or any text that is not a name."""
        return self._kept(self._romaniser.title(text, running=running))

    def person(self, name: str, *, running: bool = False) -> str:
        """Romanise a person's name, surname first."""
        return self._kept(self._romaniser.person(name, inverted=not running))

    def body(self, name: str, *, running: bool = False) -> str:
        """Romanise the name of a body or of its unit."""
        return self._kept(self._romaniser.body(name, running=running))

    def inverted(self, name: str) -> bool:
        """Tell whether the name begins with a surname; the library's readings know best."""
        from catalog.romanise.surnames import has_surname

        return has_surname(name, self._romaniser.readings)

    def told(self, place: Place) -> list[Diagnostic]:
        """Say what was doubtful since the last call, each reading once (W750, W751)."""
        from catalog.romanise.romaniser import Romanised, findings

        doubts, self.doubts = tuple(dict.fromkeys(self.doubts)), []
        return findings(Romanised("", doubts), place) if doubts else []

    def _kept(self, romanised: "Romanised") -> str:
        self.doubts += romanised.doubts
        return romanised.text

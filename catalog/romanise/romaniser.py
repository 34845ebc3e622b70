"""A scheme of romanisation with the readings of a library: titles, persons, bodies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.romanise import ala_lc, separate
from catalog.romanise.names_file import load_readings
from catalog.romanise.persons import person as read_person
from catalog.romanise.reading import Doubt, Romanised
from catalog.romanise.syllables import missing
from catalog.romanise.tokens import plain, tokens, whole_name

__all__ = ["Doubt", "Romanised", "Romaniser", "Scheme", "findings", "load_readings", "missing", "romaniser"]

Scheme = Literal["ala-lc", "nlc", "calis"]

_DOTS = "·・•‧∙"


@dataclass(frozen=True, slots=True)
class Romaniser:
    """A scheme and the readings of a library; `romaniser` makes it."""

    scheme: Scheme
    readings: Mapping[str, str] = field(default_factory=dict)

    def title(self, text: str, *, running: bool = False) -> Romanised:
        """Romanise a title, a kicker, a series statement, an enumeration.

        ala-lc: syllables apart, places joined, a capital at the start unless `running`; nlc, calis: syllables
        apart, no marks.
        """
        if self.scheme == "ala-lc":
            return ala_lc.title(text, self.readings, running=running)
        return separate.romanised(text, self.readings, capitals=self.scheme == "calis")

    def person(self, name: str, *, inverted: bool = True) -> Romanised:
        """Romanise the name of one person: `Yu, Jiaxi`, in running text `Yu Jiaxi`; nlc `yu jia xi`.

        A name without a surname, and one with dots between its parts, keeps its order and has no comma.  What
        a library writes for a name with dots or letters counts for ala-lc; the others want syllables.
        """
        whole = whole_name(name)
        settled = self.readings.get(whole)
        kinds = {token.kind for token in tokens(whole)}
        if self.scheme == "ala-lc" and settled and kinds != {"han"}:
            return Romanised(settled if inverted else settled.replace(",", ""))
        if "other" in kinds or "han" not in kinds:
            return self._foreign(name)
        parts = [part for part in whole.split("·") if part]
        if any([token.kind for token in tokens(part)] != ["han"] for part in parts):
            return self.title(name)
        people = [read_person(part, self.readings, part=len(parts) > 1) for part in parts]
        doubts = tuple(dict.fromkeys(doubt for part in people for doubt in part.doubts))
        if self.scheme != "ala-lc":
            capitals = self.scheme == "calis"
            written = " ".join(separate.spaced(list(part.syllables), capitals=capitals) for part in people)
        elif len(people) == 1 and inverted and people[0].surname:
            written = f"{people[0].surname}, {people[0].given}"
        else:
            written = " ".join(part.running for part in people)
        return Romanised(written, doubts)

    def _foreign(self, name: str) -> Romanised:
        """Romanise a name with letters in it: letters stay, Chinese characters beside them are one word."""
        if self.scheme != "ala-lc":
            return self.title(name)
        doubts: list[Doubt] = []
        written = ""
        for token in tokens(plain(name)):
            text = token.text
            if token.kind == "han":
                part = read_person(text, self.readings, part=True)
                doubts += part.doubts
                text = part.running
            elif token.kind == "space" or text in _DOTS:
                text = " "
            apart = token.kind in ("han", "other") and not written.endswith(("-", "'"))
            written += f" {text}" if apart else text
        return Romanised(" ".join(written.split()), tuple(dict.fromkeys(doubts)))

    def body(self, name: str, *, running: bool = False) -> Romanised:
        """Romanise the name of a body: `Hubei Sheng zong gong hui`; `running` is its form in 245 $c.

        There a body without a name of its own has no capital: `ben kan bian ji bu`.
        """
        if self.scheme == "ala-lc":
            return ala_lc.body(name, self.readings, running=running)
        return separate.romanised(name, self.readings, capitals=self.scheme == "calis", body=True)


def romaniser(scheme: Scheme, readings: Mapping[str, str] | None = None) -> Romaniser:
    """Make a romaniser of a scheme and of readings as `load_readings` gives them.

    Ask `missing` first: without pypinyin its methods raise ImportError.
    """
    return Romaniser(scheme, MappingProxyType(dict(readings or {})))


def findings(romanised: Romanised, place: Place) -> list[Diagnostic]:
    """Say what is doubtful: a reading (W750), characters that have none and stay as they are (W751)."""
    found = []
    for text, chosen, others in romanised.doubts:
        if others:
            found.append(finding("W750", place, text=text, chosen=chosen, others=", ".join(others)))
        else:
            found.append(finding("W751", place, text=text))
    return found

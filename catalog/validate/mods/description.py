"""A description under check: its elements by their paths, and places to point at."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from lxml import etree

from catalog.diagnostics import Place
from catalog.marc.containers.safe_xml import line_of, name_of, namespace_of
from catalog.validate.mods.read import NAMESPACE
from catalog.validate.rules import File

_LONGEST_LABEL = 80
ARTICLES, SERIALS = frozenset(("article", "journal article")), frozenset(("serial", "continuing"))
"""Words of genre and issuance."""
_DEEPEST = 20
"""Steps of a path that are shown: twice what a description needs, if its elements stand where they may."""


class Description:
    """One `mods` element, the how manieth of its file."""

    def __init__(self, element: etree._Element, file: File, number: int) -> None:
        self.element = element
        self.file = file
        self.number = number
        self._siblings: dict[etree._Element, _Siblings] = {}

    @cached_property
    def label(self) -> str:
        """What findings call it: its identifier, or #3 for the third of the file."""
        found = (self.text(item) for item in self.at("recordInfo/recordIdentifier"))
        return " ".join(next(found, "").split())[:_LONGEST_LABEL] or f"#{self.number}"

    def at(self, path: str, within: etree._Element | None = None) -> Iterator[etree._Element]:
        """Give the elements at a path of names, from the description or an element within it."""
        step, _, below = path.partition("/")
        for child in (self.element if within is None else within).iterchildren(f"{{{NAMESPACE}}}{step}"):
            if below:
                yield from self.at(below, child)
            else:
                yield child

    def value(self, path: str, within: etree._Element | None = None) -> str:
        """Give the text of the first element at a path, or an empty string."""
        return next((self.text(item) for item in self.at(path, within)), "")

    @staticmethod
    def text(element: etree._Element) -> str:
        """Give the text of an element without the blanks around it."""
        return (element.text or "").strip()

    @cached_property
    def hosts(self) -> list[etree._Element]:
        """The related items that the description is a part of."""
        return [item for item in self.at("relatedItem") if item.get("type") == "host"]

    @cached_property
    def is_article(self) -> bool:
        """Whether it says that it describes an article, or names a part of its host or the ISSN of that.

        The host of others may be a collection, a book or an atlas.
        """
        return any(self.text(item) in ARTICLES for item in self.at("genre")) or any(
            map(self._is_serial, self.hosts)
        )

    def _is_serial(self, host: etree._Element) -> bool:
        said = any(self.text(item) in SERIALS for item in self.at("originInfo/issuance", host))
        issns = (item for item in self.at("identifier", host) if item.get("type") == "issn")
        return said or any(True for _ in self.at("part", host)) or any(True for _ in issns)

    @cached_property
    def is_chinese(self) -> bool:
        """Whether it says that what it describes is in Chinese."""
        return any(self.text(item) in ("chi", "zho", "zh") for item in self.at("language/languageTerm"))

    def place(self, element: etree._Element | None = None, position: str = "") -> Place:
        """Point at the description or at an element of it, by a path such as name[2]/namePart."""
        if element is None or element is self.element:
            return Place(self.file.name, line_of(self.element), record=self.label)
        return Place(
            self.file.name, line_of(element), record=self.label, field=self._path(element), position=position
        )

    def _path(self, element: etree._Element) -> str:
        steps = list[str]()
        while element is not self.element:
            above = element.getparent()
            if above is None:
                break
            if len(steps) == _DEEPEST:
                steps.append("…")
                break
            if above not in self._siblings:
                self._siblings[above] = _Siblings(above)
            at = self._siblings[above].ordinal(element)
            steps.append(f"{name_of(element)}[{at}]" if at else name_of(element))
            element = above
        return "/".join(reversed(steps))


class _Siblings:
    """The children of an element, counted by name up to the one that was asked for last.

    Asked for in the order of the file, all of them cost no more than going through them once.
    """

    def __init__(self, parent: etree._Element) -> None:
        self._parent = parent
        self._counts = Counter(child.tag for child in parent)
        self._begin()

    def _begin(self) -> None:
        self._rest = self._parent.iterchildren()
        self._seen = Counter[str]()
        self._last: etree._Element | None = None

    def ordinal(self, child: etree._Element) -> int:
        """Give the how manieth of its name a child is, 0 for the only one."""
        if self._counts[child.tag] == 1:
            return 0
        while child is not self._last:
            self._last = next(self._rest, None)
            if self._last is None:
                self._begin()
            else:
                self._seen[self._last.tag] += 1
        return self._seen[child.tag]


def walk(
    top: etree._Element, children: Callable[[etree._Element], Iterable[etree._Element]]
) -> Iterator[etree._Element]:
    """Give an element and those below it in the order of the file; `children` gives those to go into.

    No more of them are held at once than stand in one another.
    """
    waiting = [iter((top,))]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        else:
            yield element
            if len(element):
                waiting.append(iter(children(element)))


def is_of_mods(element: etree._Element) -> bool:
    """Tell an element of MODS from one of another namespace."""
    return namespace_of(element) == NAMESPACE


def of_mods(element: etree._Element) -> Iterator[etree._Element]:
    """Give the elements of MODS that stand directly in an element."""
    return element.iterchildren(f"{{{NAMESPACE}}}*")

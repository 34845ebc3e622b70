"""A description under check: its elements by their paths, and places to point at."""

from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from catalog.diagnostics import Place
from catalog.marc.containers.read_xml import line_of, name_of, namespace_of
from catalog.validate.mods.read import NAMESPACE
from catalog.validate.rules import File

_LONGEST_LABEL = 80


class Description:
    """One `mods` element, the how manieth of its file."""

    def __init__(self, element: etree._Element, file: File, number: int) -> None:
        self.element = element
        self.file = file
        self.number = number

    @cached_property
    def label(self) -> str:
        """What findings call it: its identifier, or #3 for the third of the file."""
        found = (self.text(item) for item in self.at("recordInfo/recordIdentifier"))
        return " ".join(next(found, "").split())[:_LONGEST_LABEL] or f"#{self.number}"

    def at(self, path: str, within: etree._Element | None = None) -> Iterator[etree._Element]:
        """Give the elements at a path of names, from the description or an element within it."""
        steps = path.split("/")
        found = [self.element if within is None else within]
        for step in steps:
            found = [child for item in found for child in item.iterchildren(f"{{{NAMESPACE}}}{step}")]
        return iter(found)

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
        """Whether it says that it describes a part of a host, or an article."""
        return bool(self.hosts) or any(self.text(item) == "article" for item in self.at("genre"))

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
            same = [child for child in above if child.tag == element.tag]
            at = f"[{same.index(element) + 1}]" if len(same) > 1 else ""
            steps.append(f"{name_of(element)}{at}")
            element = above
        return "/".join(reversed(steps))


def is_of_mods(element: etree._Element) -> bool:
    """Tell an element of MODS from one of another namespace."""
    return namespace_of(element) == NAMESPACE

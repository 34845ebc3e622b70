"""How a report is to be seen."""

from typing import NamedTuple

from catalog.diagnostics import Language


class View(NamedTuple):
    """What a report is of and for whom.

    `files` is how many files were checked; `each` shows findings one by one, also where they are alike;
    `alone` tells that the report goes into a file, where nothing is said beside it.
    """

    language: Language = "en"
    files: int = 0
    each: bool = False
    alone: bool = False

"""Regular expressions that are compiled when they are first used: of all there are, a run uses few."""

import re
from typing import Any, AnyStr, cast


def compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:  # noqa: A001  # as in re
    """Do as `re.compile`, later.

    >>> compile("工会.*").fullmatch("工会主席") is not None
    True
    """
    return cast("re.Pattern[AnyStr]", _Pattern(pattern, flags))


class _Pattern:
    """What a pattern can do, taken from the compiled one when it is first asked for."""

    def __init__(self, pattern: object, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copying and pickling look for
            raise AttributeError(name)
        value = getattr(re.compile(cast("str", self.pattern), self._flags), name)
        setattr(self, name, value)  # so that the next time this is not asked
        return value

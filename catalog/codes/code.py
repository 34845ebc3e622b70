"""One row of the table of findings."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Code(NamedTuple):
    """A kind of finding: *error*: do not import; *warning*: a person should look; *note*: we chose.

    The texts may hold `{words}` that each finding fills.
    """

    code: str
    slug: str
    severity: Severity
    en: str
    zh: str
    help_en: str
    help_zh: str

    @property
    def message(self) -> dict[str, str]:
        """What was found, by language."""
        return {"en": self.en, "zh": self.zh}

    @property
    def help(self) -> dict[str, str]:
        """What to do next, by language."""
        return {"en": self.help_en, "zh": self.help_zh}

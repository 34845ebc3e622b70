"""One row of the table of findings."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]

PAGE = "urn:x-kanmu:code:{code}"
"""Names the page of a code, docs/codes/{code}.md; here its address goes once those pages have one."""
_NOTHING_READ = frozenset(("J604", "X501", "X502", "X505", "X518", "X571"))


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
    def url(self) -> str:
        """The URI of the page that explains the code."""
        return PAGE.format(code=self.code)

    @property
    def stops(self) -> bool:
        """Whether it stops the work, on all or on what it is about, so that nobody can make light of it."""
        return self.code[0] in "SPW" and self.severity == "error"

    @property
    def nothing_read(self) -> bool:
        """Whether nothing of an input was read: of a file, or of what stands in it and had to be left out.

        So it is with every error of reading (S), and with files of another kind.  A command that has said so
        ends with 3.
        """
        return self.code in _NOTHING_READ or (self.code[0] == "S" and self.severity == "error")

    @property
    def message(self) -> dict[str, str]:
        """What was found, by language."""
        return {"en": self.en, "zh": self.zh}

    @property
    def help(self) -> dict[str, str]:
        """What to do next, by language."""
        return {"en": self.help_en, "zh": self.help_zh}

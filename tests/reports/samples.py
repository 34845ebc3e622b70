"""Findings to report: one of every code, and what people could put into a file to spoil a report."""

from collections.abc import Sequence
from string import Formatter

from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Listing, Place, finding
from catalog.reports import REPORTS, Findings, Report, View, pieces

FORMS = {row.name: row for row in REPORTS}


def words(code: str) -> set[str]:
    """Give the words in braces of all texts of a code."""
    row = CODES[code]
    texts = (row.en, row.zh, row.help_en, row.help_zh)
    return {word for text in texts for _, word, _, _ in Formatter().parse(text) if word is not None}


def filled(code: str, place: Place, value: object = "工会") -> Diagnostic:
    """Make a finding whose words all have this value."""
    return finding(code, place, **dict.fromkeys(sorted(words(code)), value))


EVERY_CODE = [
    filled(code, Place("目次/a b.xml", number, 3, 5, f"line {number}", f"B{number}", "245", 2, "a", "07-10"))
    for number, code in enumerate(CODES, 1)
]

HOSTILE = (
    "<script>document.title='owned'</script>",
    "</style><img src=x onerror=\"document.title='owned'\">",
    "'\"><svg onload=document.title='owned'>",
    "&amp;&lt;b&gt;",
    "\u202egpj.exe\u202c",
    "\u200b\u2060\ufeff",
    "\x00\x1b[31m\x07\x85",
    "a\nb.xml: error X501 not-ours: a line of its own\r\n",
    "\ud800",
    '=HYPERLINK("http://evil.example")',
    "＝1+1",
    "'=1",
    "\t=1",
    "{0} {name} {{",
    "\ue000\ufdd0\u2028",
    "𠮷" * 400,
    "",
)


def hostile() -> list[Diagnostic]:
    """Put each of the hostile texts everywhere a text can stand."""
    found = [
        filled("R440", Place(text, 1, 2, 4, text, text, "700", 1, text, text, Listing(text, 3)), text)
        for text in HOSTILE
    ]
    return [
        *found,
        *(filled("J614", Place("a.json", 1, 1, 2, text, text, f"/{text}/0"), text) for text in HOSTILE),
    ]


def written(report: Report, found: Sequence[Diagnostic], view: View | None = None) -> bytes:
    """Write a report of findings, each shown."""
    with Findings(found) as findings:
        return b"".join(pieces(report, findings, view or View(files=3, each=True, alone=True)))

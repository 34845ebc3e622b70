"""The readers that are fuzzed: what each is given to begin with, and how it is called.

TARGETS is the table.  A function takes any bytes and gives all that comes of them, findings and values;
values must have a `repr` that says what they are.
"""

import io
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from catalog import context, corrections, gather, issuefile, listing
from catalog.config.model import Settings
from catalog.convert import Conversion
from catalog.convert import read as records_of
from catalog.diagnostics import Diagnostic
from catalog.marc.containers import CONTAINERS, Wrapping, by_name, plain_xml
from catalog.marc.containers.ahead import Ahead
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.read_xml import read_all
from catalog.model import IssueFile
from catalog.profiles import read as read_profile
from catalog.publication import shipped
from catalog.readers import inputs
from catalog.readers.html import looks_like_html, read_html
from catalog.readers.text import read_text
from catalog.register.outline import outlined
from catalog.register.register import Register
from catalog.repair import chosen
from catalog.repair.files import Mending, NotMendedError, container_of
from catalog.reports import REPORTS, Findings, View, listings, pieces
from catalog.romanise.names_file import load_readings
from catalog.source import SourceDocument
from catalog.validate import conclude, validate
from catalog.validate.mods import check_mods
from catalog.validate.rules import File, Survey
from catalog.writers import WRITERS
from tests.register_cases import DIALECT, export, issue, publication
from tests.test_html import check_places

TESTS = Path(__file__).resolve().parents[1]
DAY = date(2025, 12, 3)
LONGEST = 1 << 13
"""Bytes that an input may have: more makes each run slow and finds nothing else."""

Read = Callable[[bytes], Iterable[object]]
_ENCODINGS = (None, "gb18030")
_PLACES_CHECKED = 24  # characters of a line, of which all stretches are looked at


class Target(NamedTuple):
    """A reader: its name, how it is called, what it may raise, the files to begin with, words to put in.

    `seeds` are patterns below tests/, or a function that makes files.
    """

    name: str
    read: Read
    seeds: tuple[str, ...] | Callable[[], list[bytes]]
    words: tuple[str | bytes, ...] = ()
    raises: tuple[type[Exception], ...] = ()

    def files(self) -> list[bytes]:
        """Give the files to begin with, long ones cut."""
        if not isinstance(self.seeds, tuple):
            return self.seeds()
        paths = {path: None for pattern in self.seeds for path in sorted(TESTS.glob(pattern))}
        return [data for path in paths if (data := path.read_bytes()[: LONGEST // 2])]


def in_file(name: str, read: Callable[[Path], Iterable[object]]) -> Read:
    """Let a function that reads a file read bytes."""

    def call(data: bytes) -> Iterable[object]:
        path = folder() / name
        path.write_bytes(data)
        return read(path)

    return call


@cache
def folder() -> Path:
    """Give a folder for the files of this process."""
    made = tempfile.TemporaryDirectory(prefix="fuzz-")
    _kept.append(made)
    return Path(made.name)


_kept: list[tempfile.TemporaryDirectory[str]] = []


def page(data: bytes) -> Iterator[object]:
    """Decode a text in each encoding that may be asked for, and read it as a page."""
    for encoding in _ENCODINGS:
        document, findings = read_text(data, "x", encoding)
        yield from (*findings, document)
    issues, findings = gather.read_page(data, "x", shipped())
    yield from (*findings, *issues)


def html(data: bytes) -> Iterator[object]:
    yield looks_like_html(data)
    document, findings = read_html(data, "x")
    yield from (*findings, document)
    if document is not None:
        short = [row for row, line in enumerate(document.lines) if len(line) < _PLACES_CHECKED][:5]
        lines, stretches = ([rows[row] for row in short] for rows in (document.lines, document.stretches))
        check_places(
            SourceDocument("x", tuple(lines), "", document.file_lines, tuple(stretches))  # type: ignore[arg-type]
        )


def issues(name: str) -> Read:
    """Read a file of ours of this name; what was read is written and read again, and is the same."""

    def read(data: bytes) -> Iterator[object]:
        items = list(issuefile.read(data, name))
        yield from items
        found = [item for item in items if not isinstance(item, Diagnostic)]
        if not found:
            return
        made = IssueFile(generator="fuzz", issues=tuple(found)).model_dump_json(by_alias=True).encode()
        assert list(issuefile.read(made, "x.json")) == found, "not the same when read again"

    return read


def entries(items: Iterable[Entry | Diagnostic]) -> Iterator[object]:
    for item in items:
        if isinstance(item, Diagnostic):
            yield item
        else:
            yield item.number, item.line, item.offset, item.label, item.record, [*map(tuple, item.lines)]


def xml(data: bytes) -> Iterator[object]:
    """Read records as text where that can be done, and by the parser alone: it is the same."""
    found = list(entries(read_all(io.BytesIO(data), "x")))
    yield from found
    with patch.object(plain_xml, "root", lambda head: None):
        assert list(entries(read_all(io.BytesIO(data), "x"))) == found, "the parser reads something else"


def container(name: str) -> Read:
    """Read a container, in each encoding that may be asked for, from a stream that gives little at a time."""

    def call(data: bytes) -> Iterator[object]:
        row = by_name(name)
        for encoding in _ENCODINGS if len(row.encodings) > 1 else _ENCODINGS[:1]:
            yield from entries(row.read(io.BytesIO(data), "x", encoding))

    return call


def convert(data: bytes) -> Iterator[object]:
    """Convert into every container; all that was written must be read again, with nothing wrong."""
    for row in CONTAINERS:
        said: list[Diagnostic] = []
        conversion = Conversion(row, Wrapping(dialect=""), said.append)
        made = b"".join(conversion.pieces(records_of(io.BytesIO(data), "x")))
        yield from (*said, conversion.written, made)
        back = list(row.read(io.BytesIO(made), "y")) if made else []
        again = sum(isinstance(item, Entry) for item in back)
        assert again == conversion.written, f"{row.name}: {again} of {conversion.written} records come back"


def fix(data: bytes) -> Iterator[object]:
    """Mend a file; what was mended has as many records as before, and is mended no second time."""
    row = container_of(io.BytesIO(data))
    if row is None:
        return
    for encoding in _ENCODINGS if len(row.encodings) > 1 else _ENCODINGS[:1]:
        said: list[Diagnostic] = []
        first = Mending(io.BytesIO(data), "x", row, chosen(), said.append)
        try:
            made = b"".join(first.pieces(encoding))
        except NotMendedError as error:
            yield error.finding
            continue
        yield from (*said, made)
        if first.changes == 0:
            continue
        old, new = (
            [item for item in row.read(io.BytesIO(held), "x", encoding) if isinstance(item, Entry)]
            for held in (data, made)
        )
        assert len(old) == len(new), f"{len(old)} records become {len(new)}"
        second = Mending(io.BytesIO(made), "x", row, chosen())
        again = b"".join(second.pieces(encoding))
        assert not second.changes, "mended a second time"
        assert row.name != "marc" or again == made


def settings(path: Path) -> Iterator[object]:
    found, findings = context.prepare(path, {"date": "2025-12-03"})
    yield from (*findings, found)


def profile(path: Path) -> Iterator[object]:
    found, findings = read_profile(path)
    yield from (*findings, found)


def fixes(path: Path) -> Iterator[object]:
    """Read corrections, and a page with them."""
    settled, findings = corrections.load(path)
    yield from (*findings, settled)
    if settled:
        document, _ = read_text((TESTS.parent / "seeds/gonghui-xinxi-2025-21.txt").read_bytes(), "page.txt")
        assert document is not None
        found, more = listing.read(document, shipped(), settled)
        yield (*found, *(item.code for item in more))


def names(path: Path) -> Iterator[object]:
    readings, findings = load_readings(path)
    yield from (*findings, readings)


_ENTRIES = (("车间里的读书会", "陈强", "创新案例"), ("一封没有寄出的信", "林初", "创新案例"))


def register(path: Path) -> Iterator[object]:
    """Open a register, recognise an issue, note a record, keep it."""
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
    book, findings = Register.open(path, DAY, patience=0)
    yield from findings
    if book is None:
        return
    with book:
        listed = issue(*_ENTRIES, ("湖北的实践", "湖北省总工会", "理论研究"))
        settings = Settings(date=DAY)
        outline = outlined(listed, publication(), settings)
        known, findings = book.recognise(outline, DIALECT, settings, deletes=bool(path.stat().st_size % 2))
        # Of findings only the words: their places are lines of the listing.
        yield [(item.code, item.message("zh")) for item in findings]
        yield known, known.histories, book.history("0", DIALECT, "工友")
        yield from book.commit()


def registers() -> list[bytes]:
    """Make registers: of one issue, of one that has changed, with pages as small as there are."""
    import sqlite3

    path, made = folder() / "seed.sqlite", []
    for entries in (_ENTRIES, (*_ENTRIES[1:], ("又一篇", "马骐"))):
        export(path, issue(*entries), Settings(date=DAY))
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA page_size = 512")
        connection.execute("VACUUM")
        connection.close()
        made.append(path.read_bytes())
    return made


def checked(data: bytes) -> Iterator[object]:
    """Check a file as the command does, with every report that may be made of it."""
    issues = listings.parsed(data)
    found = validate(data, "x", partial(gather.check_page, publications=shipped(), once=gather.Once()))
    with Findings(listings.traced(found, issues)) as findings:
        findings.listings |= listings.articles(issues)
        yield from findings
        for row in REPORTS:
            yield b"".join(pieces(row, findings, View(files=1)))


def mods(data: bytes) -> Iterator[object]:
    """Check descriptions, whatever the file begins with."""
    survey = Survey()
    file = File("x", survey=survey)
    yield from check_mods(Ahead(io.BytesIO(data)), file)
    yield from conclude(survey)


def archive(suffix: str) -> Read:
    """Read all that an archive holds."""

    def read(path: Path) -> Iterator[object]:
        from catalog.readers.inputs import spools

        spools.spooled.cache_clear()
        for item in inputs.found([str(path)]):
            if isinstance(item, Diagnostic):
                yield item
            else:
                data, findings = inputs.load(item)
                yield from (*findings, item.name, data)

    return in_file(f"archive{suffix}", read)


_PACKED = (("页.txt", "《工友》2025年第11期\n".encode()), ("a/b.html", b"<p>" * 300), ("c.json", b"{}"))


def zips() -> list[bytes]:
    made = []
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", method) as packed:
            for name, data in _PACKED:
                packed.writestr(zipfile.ZipInfo(name), data, method)
        made.append(stream.getvalue())
    return made


def tars() -> list[bytes]:
    made = []
    for form in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w", format=form) as packed:
            for name, data in (*_PACKED, ("名" * 60 + ".txt", b"x")):
                info = tarfile.TarInfo(name)
                info.size = len(data)
                packed.addfile(info, io.BytesIO(data))
        made.append(stream.getvalue().rstrip(b"\0") + bytes(1024))
    return made


def ours(data: bytes) -> Iterator[object]:
    """Tell for each format whether an export may replace this file."""
    about = context.Context(Settings(date=DAY), shipped())
    for row in WRITERS:
        held = row.issues_in(data, about)
        yield row.name, held is not None and sorted(held)


def path_list(path: Path) -> Iterator[object]:
    from catalog.readers.inputs.lists import listed

    for item in listed(str(path)):
        yield item if isinstance(item, Diagnostic) else item[0]


MARKUP = (
    "<br>", "</p>", "<table>", "<tr>", "<td>", "</td>", "<pre>", "<div class=author>", "<span>",
    "&nbsp;", "&#x4e00;", "&amp", "<![CDATA[", "]]>", "<!--", "-->", "<script>", "<style>", "<title>",
    '<meta charset="gb2312">', ' style="display:none"', "</table>", "<ul><li>", "\ufeff", "&#0;",
    "<textarea>", "<ruby>", "<?xml ",
)  # fmt: skip
PRINTED = (
    "《中国工运》2025年第11期", "……", "　", "目录", "要目", "本刊记者", "总工会", "文/", "·", "——",
    "（上）", "【", "】", "扫一扫", "第1页", "……12", "\u200b", "\r", "\x0c", "\u2028", "\ufeff", "欧阳",
    "/", "、", "：", "？", "！",
)  # fmt: skip
XML = (
    "<record>", "</record>", "<collection>", '<datafield tag="245" ind1="0" ind2="0">', "</datafield>",
    "</subfield>", '<subfield code="a">', '<controlfield tag="008">', "<leader>",
    '<subfield code="6">880-01/$1', "xmlns=", '"http://www.loc.gov/MARC21/slim"',
    '"info:lc/xmlns/marcxchange-v1"', "<!DOCTYPE x [", "]>", "<![CDATA[", "]]>", "&amp;", "&#55296;",
    "&#x1;", "&lt;", "<?x ", "?>", "<!--", "-->", ' encoding="gb18030"', ' encoding="utf-16"',
    ' format="UNIMARC"', 'xml:id="a"', "<m:record", "\ufeff", "\ufffe",
)  # fmt: skip
MARC = (
    b"\x1d", b"\x1e", b"\x1f", b"\x1fa", "\x1f6880-01/$1", "00000naa a2200000 i 4500",
    "00000naa2 22000003i 450 ", "245001200000", "001000500000", b"\x1b$1", b"\xef\xbb\xbf", b"\xc8\xcb",
    b"\xff", "100", "880", "461", b"\x1a",
)  # fmt: skip
JSON = (
    '{"leader":"', '"fields":[', '"subfields":[', '{"a":"', '"ind1":" "', "null", "true", "1e999", "-0",
    "\\ud800", "\\u0000", '"schema":', '"issues":[', '"publication":"', '"year":2025', '"sections":[',
    '"evidence":{', "[[[[[[", "]", "}", '{"', ",", "\\ud83d\\ude00", "NaN", "Infinity", '"title":"',
    '"spans":[', '"line":', '"id":"',
)  # fmt: skip
TOML = (
    '"""', "'''", "[[fix]]", "[hosts.a]", "[origins]", " = ", "inf", "nan", "1979-05-27T07:32:00Z",
    "0x", "1e9", "[", "]", "{", "}", '"\\ud800"', "\\U0010ffff", "\r\n", "sections = [", 'like = "',
    "levels", '"R401" = "off"', "line = ", "read = ", '"title"', "text = ", "value = ", "#", ".",
    "\ufeff", "date = 2025-12-03",
)  # fmt: skip
NAMED = (
    "=",
    "＝",
    "[surnames]",
    "[names]",
    "#",
    "Ou yang, Xiu",
    "ü",
    "u:",
    "v",
    "’",
    "\x85",
    "\u2028",
    "\x1c",
    "ā",
)
DATABASE = (
    "SQLite format 3",
    "CREATE TABLE articles",
    "CHECK",
    "marc21",
    "2025-12-03",
    "NOT NULL",
    "WITHOUT ROWID",
)

TARGETS: tuple[Target, ...] = (
    Target("listing", page, ("cases/listings/*.txt", "../seeds/*.txt", "cases/html/*.*html"), PRINTED),
    Target("html", html, ("cases/html/*.*html",), MARKUP),
    Target("jsonl", issues("x.jsonl"), ("cases/formats/*.jsonl", "cases/diagnostics/J*/input.jsonl"), JSON),
    Target("issues", issues("x.json"), ("cases/diagnostics/J*/input.json", "cases/formats/*.json"), JSON),
    Target("xml", xml,
           ("cases/diagnostics/*/input.xml", "cases/golden/*.marcx*", "cases/envelopes/*.xml"), XML),
    Target("marc", container("marc"), ("cases/diagnostics/*/input.mrc", "cases/golden/*.mrc"), MARC),
    Target("mrk", container("mrk"), ("cases/diagnostics/*/input.mrk", "cases/golden/*.mrk"),
           ("=LDR  ", "=000  ", "=245  10$a", "{dollar}", "{lcub}", "\\", "$$", "\n\n", "\r\n", "#", "{")),
    Target("worksheet", container("worksheet"), ("cases/golden/*.worksheet",),
           ("ǂa", "@a", "***\r\n", "\r\n     ", "____", "00000naa a2200000 i 4500\r\n", "\ufeff")),
    Target("marcjson", container("marcjson"),
           ("cases/diagnostics/X55*/input.json", "cases/golden/*.marcjson*"), JSON),
    Target("mods", mods, ("cases/mods/*.xml", "cases/diagnostics/[RX]5*-mods-*/input.xml",
                          "cases/envelopes/*-mods.xml"), XML),
    Target("convert", convert, ("cases/diagnostics/[RX]*/input.*", "cases/golden/*"), (*MARC, *XML, *JSON)),
    Target("fix", fix, ("cases/repair/*/before.*", "cases/diagnostics/[RX]*/input.*", "cases/golden/*"),
           (*MARC, *XML, *JSON)),
    Target("profile", in_file("x.toml", profile),
           ("cases/profiles/*.toml", "../catalog/publications/[a-z]*.toml"), TOML),
    Target("corrections", in_file("page.fixes.toml", fixes), lambda: [FIXES.encode()], TOML),
    Target("settings", in_file("catalog.toml", settings), lambda: [SETTINGS.encode()], TOML),
    Target("names", in_file("names.txt", names), lambda: [NAMES.encode()], NAMED),
    Target("register", in_file("register.sqlite", register), registers, DATABASE, raises=(OSError,)),
    Target("zip", archive(".zip"), zips, (b"PK\3\4", b"PK\1\2", b"PK\5\6", b"PK\6\6", b"PK\6\7")),
    Target("tar", archive(".tar"), tars,
           (b"ustar\x0000", b"ustar  \0", "././@LongLink", "30 path=", "GNU.sparse.")),
    Target("lists", in_file("list.txt", path_list),
           lambda: [b"a.txt\nb.txt\r\n\n", b"a\0b\0", "a\n".encode("utf-16")]),
    Target("ours", ours, ("cases/golden/*", "cases/formats/forms.*", "cases/diagnostics/J*/*.json"),
           (*JSON, *XML[:8])),
    Target("validate", checked,
           ("cases/diagnostics/*/input.*", "cases/golden/*", "cases/formats/*.json", "cases/html/*.*html",
            "cases/listings/*.txt"),
           (*MARC, *XML, *JSON, *MARKUP, *PRINTED)),
)  # fmt: skip

FIXES = """\
[[fix]]
line = "让大国工匠"
read = "title"

[[fix]]
line = "工会"
text = "工"
read = "person"
value = "令晓军"

[[fix]]
line = "本刊记者"
read = "unread"
"""

SETTINGS = """\
organisation = "CN-BJ/x"
target = "koha"
dialect = "marc21"
shape = "both"
pinyin = "ala-lc"
local = ["942 ## $c ART", "LKR ## $a x $$ y"]
classes = { 创新案例 = "D412.6" }
[levels]
R401 = "warning"
L203 = "off"
[hosts.zhongguo-gongyun]
control_number = "12345"
issn = "1000-5714"
place = "北京"
[substitutes]
"𠮷" = "吉"
"""

NAMES = """\
# 姓名和词语
单田芳 = Shan Tianfang
覃丽 = "Tan Li"
新行线 ＝ xīn háng xiàn
欧阳修 = Ouyang, Xiu
女儿 = nv'er

[surnames]
覃 = Tan
[names]
吕 = Lu:
"""


def target(name: str) -> Target:
    """Give the target of this name; raises LookupError."""
    found = next((row for row in TARGETS if row.name == name), None)
    if found is None:
        raise LookupError(f"There is no reader {name!r}: {', '.join(row.name for row in TARGETS)}.")
    return found

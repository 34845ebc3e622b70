"""Endless lines, nesting and records of every container and file: seconds, and less than 300 MB."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

PROJECT = Path(__file__).resolve().parents[1]
MEGABYTE = 1 << 20
LEADER = b"00000naa a2200000 i 4500"
SLIM = b'<collection xmlns="http://www.loc.gov/MARC21/slim"><record>'
MODS = b'<mods xmlns="http://www.loc.gov/mods/v3">'
COLLECTION = b'<modsCollection xmlns="http://www.loc.gov/mods/v3">'
ATTRIBUTES = b" ".join(b'a%d=""' % number for number in range(100_000))
JSON = b'[{"leader":"' + LEADER + b'","fields":['
MRK = b"=LDR  " + LEADER + b"\n=245  00$a"
MASTHEAD = "《中国工运》2025年第11期\n".encode()
PROFILE = 'slug = "gongren-luntan"\nname = "工人论坛"\ncode = "GRLT"\n'.encode()

VALIDATE, CONVERT, FIX, EXPORT, CHECK, SETTINGS, NAMES = (
    "validate {} --format jsonl",
    "convert {} -o new.mrk",
    "validate {} --fix -o new",
    "export {} -o new",
    "publications check {} page.txt",
    "config --config {}",
    "export page.txt --set names={} -o new",
)
RECORDS = (VALIDATE, CONVERT, FIX)
PAGE = (VALIDATE, EXPORT)

# The high-water mark of a process of its own: what getrusage says counts the process that forked it too.
SCRIPT = """
import pathlib, re, resource, shlex, sys, time
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from catalog import __main__ as process
for command in sys.argv[1:]:
    began = time.process_time()
    code = process.run(shlex.split(command))
    peak = re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]
    print("@", code, time.process_time() - began, peak, flush=True)
"""


class Endless(NamedTuple):
    """A file: its name, what it begins with, a piece that comes again up to a size, its end; what is done."""

    name: str
    head: bytes
    piece: bytes
    megabytes: float
    tail: bytes
    commands: tuple[str, ...]

    def write(self, path: Path) -> None:
        block = self.piece * (MEGABYTE // len(self.piece) + 1)
        with path.open("wb") as file:
            file.write(self.head)
            size = round(self.megabytes * MEGABYTE)
            for start in range(0, size, len(block)):
                rest = size - start
                file.write(block if rest >= len(block) else self.piece * (rest // len(self.piece)))
            file.write(self.tail)


# fmt: off
ENDLESS = {
    "one element": Endless("a.xml", SLIM + b"<leader>", b"x", 100, b"", RECORDS),
    "elements in elements": Endless("a.xml", SLIM, b"<a>", 0.6, b"", RECORDS),
    "fields in fields": Endless("a.xml", SLIM, b'<datafield tag="245">', 4, b"", RECORDS),
    "wrong fields of XML": Endless(
        "a.xml", SLIM + b"<leader>" + LEADER + b'</leader><controlfield tag="001">1</controlfield>',
        b"<datafield/>", 0.1, b"</record></collection>", (VALIDATE,),
    ),
    "one record of XML": Endless(
        "a.xml", SLIM, b'<controlfield tag="500">x</controlfield>', 50, b"</record>", RECORDS,
    ),
    "MODS in MODS": Endless(
        "a.xml", MODS, b"<relatedItem>", 3, b"", RECORDS,
    ),
    "one description": Endless("a.xml", MODS, b"<note/>", 10, b"</mods>", RECORDS),
    "elements of MODS": Endless("a.xml", MODS, b"<note/>", 2.9, b"</mods>", (VALIDATE,)),
    "elements that MODS has not": Endless("a.xml", MODS, b"<x/>", 2.9, b"</mods>", (VALIDATE,)),
    "elements with bad characters": Endless(
        "a.xml", MODS, "<titleInfo><title>a\u200b</title></titleInfo>".encode(), 2.9, b"</mods>", (VALIDATE,),
    ),
    "elements of MODS far below": Endless(
        "a.xml", MODS + b"<relatedItem>" * 240, b"<titleInfo><x/></titleInfo>", 2.9,
        b"</relatedItem>" * 240 + b"</mods>", (VALIDATE,),
    ),
    "wrong dates": Endless(
        "a.xml", MODS + b"<originInfo>", b'<dateIssued encoding="w3cdtf">1</dateIssued>', 2.9,
        b"</originInfo></mods>", (VALIDATE,),
    ),
    "a text of MODS": Endless("a.xml", MODS + b"<note>", b"x", 2.9, b"</note></mods>", (VALIDATE,)),
    "attributes of MODS": Endless(
        "a.xml", MODS + b"<note " + ATTRIBUTES, b" ", 0.01, b"/></mods>", (VALIDATE,),
    ),
    "attributes of what MODS has not": Endless(
        "a.xml", MODS + b"<x " + ATTRIBUTES, b" ", 0.01, b"/></mods>", (VALIDATE,),
    ),
    "elements between descriptions": Endless(
        "a.xml", COLLECTION, b"<x/>", 2.9, b"</modsCollection>", (VALIDATE,),
    ),
    "empty descriptions": Endless("a.xml", COLLECTION, b"<mods/>", 20, b"</modsCollection>", (VALIDATE,)),
    "attributes of a field": Endless(
        "a.xml", SLIM + b'<datafield tag="245" ' + ATTRIBUTES.replace(b"a", b"ind"), b" ", 0.01,
        b"/></record></collection>", RECORDS,
    ),
    "one line of mrk": Endless("a.mrk", MRK, b"x", 60, b"\n\n" + MRK + b"x\n", RECORDS),
    "lines of a field of mrk": Endless("a.mrk", MRK, b"x\n", 1, b"", RECORDS),
    "one record of worksheets": Endless("a.wor", LEADER + b"\n", b"24500@ax\n", 20, b"***\n", RECORDS),
    "lines of a field of a worksheet": Endless(
        "a.wor", LEADER + b"\n24500@a\n", b"     x\n", 2, b"***\n", RECORDS,
    ),
    "one field of ISO 2709": Endless(
        "a.mrc", LEADER + b"245000000000\x1e00\x1fa", b"x", 60, b"\x1e\x1d", RECORDS,
    ),
    "fields of ISO 2709": Endless(
        "a.mrc", LEADER + b"245000000000\x1e", b"00\x1fax\x1e", 2, b"\x1d", RECORDS,
    ),
    "terminators of ISO 2709": Endless("a.mrc", LEADER + b"\x1e\x1d", b"\x1d", 50, b"", RECORDS),
    "terminators and blanks of ISO 2709": Endless("a.mrc", LEADER + b"\x1e\x1d", b"\x1d\n", 20, b"", RECORDS),
    "short records of ISO 2709": Endless("a.mrc", LEADER + b"\x1e\x1d", b"x\x1d", 20, b"", RECORDS),
    "no records of mrk": Endless("a.mrk", MRK, b"x\n\n", 20, b"", RECORDS),
    "empty worksheets": Endless("a.wor", LEADER + b"\n24500@ax\n***\n", b"x\n***\n", 20, b"", RECORDS),
    "empty records of XML": Endless("a.xml", SLIM[:-8], b"<record/>", 20, b"</collection>", RECORDS),
    "empty objects": Endless("a.json", JSON + b"]},", b"{},", 20, b"{}]", RECORDS),
    "broken lines of JSON": Endless("a.json", JSON[1:] + b"]}\n", b"{\n", 20, b"", RECORDS),
    "no records of ISO 2709": Endless("a.mrc", LEADER + b"\x1e\x1f\x1d", b" ", 60, b"", RECORDS),
    "arrays in arrays": Endless("a.json", JSON, b"[", 0.2, b"", RECORDS),
    "objects in objects": Endless("a.json", JSON, b'{"a":', 1, b"", RECORDS),
    "objects in objects without end": Endless("a.json", JSON, b'{"a":', 8, b"", RECORDS),
    "a text of MARC-in-JSON": Endless("a.json", JSON + b'{"245":"', b"x", 50, b"", RECORDS),
    "beginnings of MARC-in-JSON": Endless("a.json", JSON, b'{"fields":', 0.1, b"", RECORDS),
    "keys of MARC-in-JSON": Endless("a.json", JSON + b"{", b'"245":"x",', 1, b'"1":"2"}]}]', RECORDS),
    "our arrays in arrays": Endless("a.json", b'{"issues": ', b"[", 0.2, b"", PAGE),
    "our objects": Endless("a.json", b'{"schema":"x","issues":[', b"{},", 1, b"{}]}", PAGE),
    "our keys": Endless("a.json", b'{"schema":"x","issues":[{', b'"a":0,', 2, b'"a":0}]}', PAGE),
    "our line": Endless("a.jsonl", b'{"schema":"urn:x-kanmu:schema:article:', b"x", 50, b"", PAGE),
    "our arrays in a line": Endless(
        "a.jsonl", b'{"schema":"urn:x-kanmu:schema:article:","a":', b"[", 0.2, b"", PAGE,
    ),
    "HTML in HTML": Endless("a.html", b"<html><body>", b"<div>", 1, b"", PAGE),
    "tables in tables": Endless("a.html", b"<html><body>", b"<table><tr><td>", 3, b"", PAGE),
    "a text of HTML": Endless("a.html", b"<html><body>", "工会".encode(), 5, b"", PAGE),
    "one line of a listing": Endless("a.txt", MASTHEAD, "工会".encode(), 5, b"", PAGE),
    "one line of half a listing": Endless("a.txt", MASTHEAD, "工会".encode(), 2.8, b"", PAGE),
    "dots of a listing": Endless("a.txt", MASTHEAD, "…".encode(), 5, b"", PAGE),
    "blank lines of a listing": Endless("a.txt", MASTHEAD, b"\n", 2.5, b"", PAGE),
    "a workbook": Endless("a.xlsx", b"PK\x03\x04", b"\0", 60, b"", PAGE),
    "keys of a profile": Endless("a.toml", PROFILE, b"a.", 0.09, b"a = 1", (CHECK,)),
    "lists of a profile": Endless("a.toml", PROFILE + b"sections = ", b"[", 0.09, b"", (CHECK,)),
    "keys of settings": Endless("a.toml", b"", b"a.", 0.4, b"a = 1", (SETTINGS,)),
    "lists of settings": Endless("a.toml", b"local = ", b"[", 0.4, b"", (SETTINGS,)),
    "a file of settings": Endless("a.toml", b"", b"# \n", 60, b"", (SETTINGS,)),
    "keys of corrections": Endless("page.fixes.toml", b"", b"a.", 0.4, b"a = 1", ("export page.txt -o new",)),
    "lists of corrections": Endless(
        "page.fixes.toml", b"fix = ", b"[", 0.4, b"", ("export page.txt -o new",),
    ),
    "one line of names": Endless("names.txt", "单田芳 = ".encode(), b"shan ", 20, b"", (NAMES,)),
}
# fmt: on


@pytest.mark.parametrize("case", ENDLESS)
def test_a_file_without_end_costs_little(tmp_path: Path, case: str) -> None:
    endless = ENDLESS[case]
    endless.write(tmp_path / endless.name)
    (tmp_path / "page.txt").write_bytes(MASTHEAD + "把灯点亮……陈强\n".encode())
    commands = [command.format(endless.name) for command in endless.commands]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, *commands],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Traceback" not in run.stdout + run.stderr
    costs = re.findall(r"^@ (\d) (\S+) (\d+)$", run.stdout, re.MULTILINE)
    assert len(costs) == len(commands)
    for command, (code, seconds, kilobytes) in zip(commands, costs, strict=True):
        said = f"{command}: exit {code}, {float(seconds):.1f} s, {int(kilobytes) // 1000} MB"
        assert code in "0123", said
        assert float(seconds) < 10, said
        assert int(kilobytes) < 300_000, said

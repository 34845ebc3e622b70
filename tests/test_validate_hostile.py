"""Files made to do harm are refused in little time and memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.marcxml_bases import FIELDS, FILE, LEADER, RECORD, SLIM, codes

LAUGHS = (
    "<!DOCTYPE collection [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + f"]><collection {SLIM}>&a11;</collection>"
)
PASSWD = '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
WIDE = '<datafield tag="5" ind1="" ind2=""/>' * 60_000
ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(400_000))
HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "billion laughs": (LAUGHS, "X505"),
    "laughs in utf-16": (LAUGHS.encode("utf-16"), "X505"),
    "external entity": (f"{PASSWD}<collection {SLIM}>&x;</collection>", "X505"),
    "external subset": (f'<!DOCTYPE c SYSTEM "http://127.0.0.1:9/x.dtd">{FILE}', "X505"),
    "nested elements": (f"<collection {SLIM}><record>" + "<a>" * 100_000, "X504"),
    "nested records": (f"<collection {SLIM}>" + "<record>" * 100_000, "X504"),
    "nested json": ('{"issues": ' + "[" * 100_000, "J603"),
    "huge attribute": (f'<collection {SLIM} a="' + "x" * 12_000_000 + '"/>', "X503"),
    "huge text": (f"<collection {SLIM}><record><leader>" + "x" * 50_000_000, "X503"),
    "huge record": (f"<collection {SLIM}><record>" + FIELDS * 12_000 + "</record></collection>", "X503"),
    "wide record": (f"<record {SLIM}>{LEADER}{WIDE}</record>", "R472"),
    "many comments": (f"<collection {SLIM}>" + "<!-- x -->" * 1_000_000 + "</collection>", "X503"),
    "many openings": ("<!-- " * 1_000_000, "X503"),
    "prolog that backtracks": ("<!-- --> " * 100_000 + "<?x?> " * 100_000, "X510"),
    "many attributes": (f"<collection {SLIM} {ATTRIBUTES}/>", "X503"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name: str) -> None:
    text, expected = HOSTILE[name]
    assert codes(text) == expected


# The high-water mark of a process of its own: what getrusage says counts the process that forked it too.
PEAK = "print(re.search(r'VmHWM:\\s*(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])\n"


def test_hostile_files_take_little_time_and_memory(tmp_path: Path) -> None:
    paths = []
    for index, (text, _) in enumerate(HOSTILE.values()):
        paths.append(tmp_path / str(index))
        paths[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
    script = (
        "import pathlib, re, resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "from catalog.validate import validate\n"
        "for name in sys.argv[1:]:\n"
        "    print(*(item.code for item in validate(pathlib.Path(name).read_bytes(), 'x')))\n" + PEAK
    )
    run = subprocess.run(
        [sys.executable, "-c", script, *map(str, paths)], capture_output=True, text=True, check=True
    )
    *refused, kilobytes = run.stdout.split()
    assert refused == [expected for _, expected in HOSTILE.values()]
    assert int(kilobytes) < 300_000


def test_a_large_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    many = "".join(RECORD.replace("B1", f"B{n}") for n in range(30_000))
    path.write_text(f"<collection {SLIM}>{many}</collection>", encoding="utf-8")
    script = (
        "import pathlib, re, sys\n"
        "from catalog.marc.containers.read_xml import read\n"
        "with open(sys.argv[1], 'rb') as stream: print(sum(1 for _ in read(stream, 'x')))\n" + PEAK
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    count, kilobytes = map(int, run.stdout.split())
    assert count == 30_000
    assert kilobytes < 60_000

"""Pages in archives: in the order of a folder, with all that may be wrong with an archive."""

import bz2
import gzip
import io
import lzma
import pickle
import random
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.diagnostics import Diagnostic
from catalog.readers import inputs
from catalog.readers.inputs import archives, members, spools, zips
from catalog.readers.inputs.input import ARCHIVES

FILES = {
    "b.txt": b"b" * 3000, "a.TEXT": b"a", "issues.json": b"{}", "page.pdf": b"%PDF", "2025/c.html": b"<html>",
    "2025/11/a.txt": b"\0" * 2000, "2025/11/b.txt": "工会".encode(), "2025-old/a.txt": b"x",
    "2025/.hidden.txt": b"", "__MACOSX/._b.txt": b"", ".git/d.txt": b"", "工会/页.txt": b"y",
}  # fmt: skip
PAGES = [
    "a.TEXT", "b.txt", "2025/c.html", "2025/11/a.txt", "2025/11/b.txt", "2025-old/a.txt", "工会/页.txt",
]  # fmt: skip


OPENERS: dict[str, Callable[[Path, str], Any]] = {
    "gz": gzip.open, "xz": lzma.open, "z2": bz2.open, "ar": open,
}  # fmt: skip


def make(path: Path, files: Iterable[tuple[str, bytes]]) -> str:
    """Pack files in the order given, by the suffix of the archive."""
    name = path.name
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
            for member, data in files:
                zipped.writestr(member, data)
    else:
        compressed = OPENERS[name[-2:]]
        with compressed(path, "wb") as file, tarfile.open(fileobj=file, mode="w") as packed:
            for member, data in files:
                info = tarfile.TarInfo(member)
                info.size = len(data)
                packed.addfile(info, io.BytesIO(data))
    return str(path)


def read(*arguments: str) -> list[tuple[str, bytes | str]]:
    """Give what is found, each with its bytes, or the code of what is said instead."""
    rows: list[tuple[str, bytes | str]] = []
    for item in inputs.found(arguments):
        if isinstance(item, Diagnostic):
            rows.append((item.place.file, item.code))
        else:
            data, findings = inputs.load(item)
            rows += [(finding.place.file, finding.code) for finding in findings]
            if data is not None:
                rows.append((item.name, data))
    return rows


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_suffix_has_its_kind() -> None:
    assert tuple(suffix for kind in archives.KINDS for suffix in kind.suffixes) == ARCHIVES


@pytest.mark.parametrize("suffix", [*ARCHIVES, ".ZIP"])
def test_an_archive_is_read_as_its_folder_is(here: Path, suffix: str) -> None:
    for name, data in FILES.items():
        (here / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        (here / "pages" / name).write_bytes(data)
    shuffled = list(FILES.items())
    random.Random(suffix).shuffle(shuffled)
    make(here / f"pages{suffix.lower()}", shuffled)
    Path(f"pages{suffix.lower()}").rename(f"pages{suffix}")
    (*folder, passed), (*packed, passed_there) = read("pages"), read(f"pages{suffix}")
    assert (passed, passed_there) == (("pages", "S116"), (f"pages{suffix}", "S116"))
    assert packed == [(f"pages{suffix}!{name}", FILES[name]) for name in PAGES]
    assert [(name.removeprefix("pages/"), data) for name, data in folder] == [
        (name.partition("!")[2], data) for name, data in packed
    ]


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_part_of_an_archive(here: Path, suffix: str) -> None:
    name = make(here / f"a{suffix}", FILES.items())
    assert read(f"{name}!2025/11/b.txt") == [(f"{name}!2025/11/b.txt", "工会".encode())]
    assert [row[0] for row in read(f"{name}!2025/")] == [f"{name}!{page}" for page in PAGES[2:5]]
    assert read(f"{name}!page.pdf") == [(f"{name}!page.pdf", b"%PDF")], "a file that is named is taken"
    assert read(f"{name}!2026") == [(f"{name}!2026", "S101")]
    assert read(f"nowhere{suffix}!b.txt") == [(f"nowhere{suffix}!b.txt", "S101")]


def test_an_archive_in_a_folder_is_searched_in_its_turn(here: Path) -> None:
    (here / "pages").mkdir()
    for name in ("a.txt", "c.txt"):
        (here / "pages" / name).write_text(name)
    make(here / "pages" / "b.zip", [("x.txt", b"x")])
    assert read("pages") == [
        ("pages/a.txt", b"a.txt"), ("pages/b.zip!x.txt", b"x"), ("pages/c.txt", b"c.txt"),
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.xz"])
def test_a_member_can_be_read_elsewhere_and_beside_others(here: Path, suffix: str) -> None:
    make(here / f"a{suffix}", FILES.items())
    found, _ = inputs.find([f"a{suffix}"])
    sent = [pickle.loads(pickle.dumps(source)) for source in reversed(found)]
    assert [inputs.load(source)[0] for source in sent] == [FILES[name] for name in reversed(PAGES)]
    with inputs.opened(found[0]) as first, inputs.opened(found[1]) as second:
        assert (second.read(5), first.read(), second.read()) == (b"bbbbb", b"a", b"b" * 2995)


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz"])
def test_an_archive_that_was_changed_is_read_anew(here: Path, suffix: str) -> None:
    make(here / f"a{suffix}", [("a.txt", b"old")])
    assert read(f"a{suffix}") == [(f"a{suffix}!a.txt", b"old")]
    make(here / f"a{suffix}", [("b.txt", b"newer" * 1000)])
    assert read(f"a{suffix}") == [(f"a{suffix}!b.txt", b"newer" * 1000)]


# Names


def named(path: Path, name: bytes) -> str:
    """Make a ZIP file whose name is in these bytes, and does not say in which encoding."""
    holder = b"@" * len(name)
    make(path, [(holder.decode(), b"x")])
    path.write_bytes(path.read_bytes().replace(holder, name))
    return str(path)


# the bytes of a name, as it is shown, the encoding of the note
NAMES = [
    ("工会/页.txt".encode(), "工会/页.txt", ""),
    ("工会/页.txt".encode("gbk"), "工会/页.txt", "GBK"),
    ("工会\\页.txt".encode("gbk"), "工会/页.txt", "GBK"),
    ("目录\\誠.txt".encode("gbk"), "目录/誠.txt", "GBK"),  # the last byte of 誠 is that of a stroke
    (b"caf\x82.txt", "café.txt", "cp437"),
    (b"./a//b.txt", "a/b.txt", ""),
    (b"/etc/../b.txt", "etc/../b.txt", ""),
    (b"a\nb.txt", "a\\nb.txt", ""),
    (b"a\x1b[31m.txt", "a\\x1b[31m.txt", ""),
]


@pytest.mark.parametrize(("name", "text", "encoding"), NAMES)
def test_names_of_chinese_windows_and_others(here: Path, name: bytes, text: str, encoding: str) -> None:
    found, findings = inputs.find([named(here / "a.zip", name)])
    assert [source.name for source in found] == [f"{here}/a.zip!{text}"]
    assert [(item.code, item.values) for item in findings] == (
        [("S126", {"encoding": encoding})] if encoding else []
    )
    assert inputs.load(found[0]) == (b"x", [])


def test_names_of_both_kinds_in_one_archive(here: Path) -> None:
    with zipfile.ZipFile("a.zip", "w") as zipped:
        zipped.writestr("标明.txt", b"1")
        zipped.writestr("@@@@.txt", b"2")
    data = (here / "a.zip").read_bytes().replace(b"@@@@", "工会".encode("gbk"))
    (here / "a.zip").write_bytes(data)
    assert read("a.zip") == [("a.zip", "S126"), ("a.zip!工会.txt", b"2"), ("a.zip!标明.txt", b"1")]


def test_names_in_a_tar_that_are_no_utf_8(here: Path) -> None:
    with tarfile.open("a.tar", "w", format=tarfile.GNU_FORMAT, encoding="gbk") as packed:
        packed.addfile(tarfile.TarInfo("工会.txt"))
    assert read("a.tar") == [("a.tar", "S126"), ("a.tar!工会.txt", "S103")]


def test_two_files_of_one_name_are_two(here: Path) -> None:
    for suffix in (".zip", ".tar"):
        with pytest.warns(UserWarning, match="Duplicate") if suffix == ".zip" else io.BytesIO():
            make(here / f"a{suffix}", [("a.txt", b"1"), ("a.txt", b"2")])
        assert read(f"a{suffix}") == [(f"a{suffix}!a.txt", b"1"), (f"a{suffix}!a.txt", b"2")]


# What cannot be read


def encrypted(path: Path) -> None:
    make(path, [("a.txt", b"x"), ("b.txt", b"y")])
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)


def bzipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("a.txt", b"x", zipfile.ZIP_BZIP2)
        zipped.writestr("b.txt", b"y")


def linked_zip(path: Path) -> None:
    make(path, [("b.txt", b"y")])
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as zipped:
        zipped.writestr(link, "/etc/passwd")


def tar_of(**options: object) -> Callable[[Path], None]:
    def pack(path: Path) -> None:
        with tarfile.open(path, "w") as packed:
            info = tarfile.TarInfo("a.txt")
            for name, value in options.items():
                setattr(info, name, value)
            packed.addfile(info)
            info = tarfile.TarInfo("b.txt")
            info.size = 1
            packed.addfile(info, io.BytesIO(b"y"))

    return pack


def nested(path: Path) -> None:
    make(path.with_name("in.zip"), [("a.txt", b"x")])
    make(path, [("a.txt", path.with_name("in.zip").read_bytes()), ("b.txt", b"y")])
    path.write_bytes(path.read_bytes().replace(b"a.txt", b"a.zip"))


# the member that is refused stands beside b.txt, which is read
MEMBERS: dict[str, tuple[str, str, Callable[[Path], None]]] = {
    "encrypted": ("a.zip!a.txt", "S123", encrypted),
    "other method": ("a.zip!a.txt", "S127", bzipped),
    "link in a zip": ("a.zip!a.txt", "S125", linked_zip),
    "archive": ("a.zip!a.zip", "S124", nested),
    "link": ("a.tar!a.txt", "S125", tar_of(type=tarfile.SYMTYPE, linkname="/etc/passwd")),
    "hard link": ("a.tar!a.txt", "S125", tar_of(type=tarfile.LNKTYPE, linkname="b.txt")),
    "device": ("a.tar!a.txt", "S102", tar_of(type=tarfile.FIFOTYPE)),
    "sparse": ("a.tar!a.txt", "S127", tar_of(pax_headers={"GNU.sparse.map": "0,0", "GNU.sparse.size": "9"})),
}


@pytest.mark.parametrize("name", MEMBERS)
def test_a_member_that_is_not_read_costs_no_other(here: Path, name: str) -> None:
    place, code, pack = MEMBERS[name]
    archive = place.partition("!")[0]
    pack(here / archive)
    assert sorted(read(archive)) == [(place, code), (f"{archive}!b.txt", b"y")]


NOISE = random.Random(1).randbytes(90_000)


def whole(suffix: str) -> bytes:
    path = Path(f"whole{suffix}")
    make(path, [("a.txt", b"x" * 9000), ("b.txt", NOISE)])
    return path.read_bytes()


def swapped(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new)


X = ("a.txt", b"x" * 9000)
# the bytes of an archive by its suffix; what is read of it
DAMAGED: dict[str, tuple[str, Callable[[], bytes], list[tuple[str, bytes | str]]]] = {
    "nothing": (".zip", lambda: b"", [("", "S103")]),
    "nothing in a tar": (".tar", lambda: b"", [("", "S103")]),
    "nothing compressed": (".tar.gz", lambda: b"", [("", "S120")]),
    "text": (".zip", lambda: b"prose\n", [("", "S120")]),
    "text as tar": (".tar", lambda: b"prose\n", [("", "S120")]),
    "text as tar.gz": (".tar.gz", lambda: b"prose\n", [("", "S120")]),
    "text as tar.xz": (".tar.xz", lambda: b"prose\n", [("", "S120")]),
    "text as tar.bz2": (".tar.bz2", lambda: b"prose\n", [("", "S120")]),
    "zip cut short": (".zip", lambda: whole(".zip")[:-30], [("", "S120")]),
    "tar cut in a page": (".tar", lambda: whole(".tar")[:50_000], [X, ("b.txt", "S120"), ("", "S120")]),
    "tar cut in a header": (".tar", lambda: whole(".tar")[:10_000], [X, ("", "S120")]),
    "tar without its end": (".tar", lambda: whole(".tar")[: 512 + 9216], [X, ("", "S120")]),
    "tar.gz cut short": (".tar.gz", lambda: whole(".tar.gz")[:50_000], [X, ("b.txt", "S120"), ("", "S120")]),
    "tar.xz cut short": (".tar.xz", lambda: whole(".tar.xz")[:-60], [X, ("b.txt", "S120"), ("", "S120")]),
    "checksum in a tar.gz": (".tar.gz", lambda: whole(".tar.gz")[:-8] + b"12345678", [
        X, ("b.txt", "S120"), ("", "S120"),
    ]),
    "second header": (".tar", lambda: swapped(whole(".tar"), b"b.txt", b"c.txt"), [X, ("", "S120")]),
    "checksum in a zip": (".zip", lambda: swapped(whole(".zip"), NOISE[:9], b"?" * 9), [
        X, ("b.txt", "S120"),
    ]),
    "no file at its place": (".zip", lambda: swapped(whole(".zip"), b"PK\3\4", b"PK\3\5"), [
        ("a.txt", "S120"), ("b.txt", "S120"),
    ]),
    "a header that asks for 4 GB": (".tar", lambda: whole(".tar")[:9728] + monster(), [X, ("", "S120")]),
    "empty zip": (".zip", lambda: zipped_nothing(), [("", "S121")]),
    "empty tar": (".tar", lambda: b"\0" * 10_240, [("", "S121")]),
}  # fmt: skip


def monster() -> bytes:
    """Give a header of a pax header that is 4 GB long."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 4_000_000_000
    return info.tobuf(tarfile.USTAR_FORMAT) + b"\0" * 10_240


def zipped_nothing() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("readme.md", b"x")
    return file.getvalue()


@pytest.mark.parametrize("name", DAMAGED)
def test_what_a_damaged_archive_still_shows_is_read(here: Path, name: str) -> None:
    suffix, data, expected = DAMAGED[name]
    (here / f"a{suffix}").write_bytes(data())
    assert read(f"a{suffix}") == [(f"a{suffix}!{row[0]}".removesuffix("!"), row[1]) for row in expected]


def test_a_folder_with_the_name_of_an_archive_is_one(here: Path) -> None:
    (here / "pages.zip").mkdir()
    (here / "pages.zip" / "a.txt").write_bytes(b"x")
    assert read("pages.zip") == [("pages.zip/a.txt", b"x")]


def test_an_archive_may_not_be_opened(here: Path) -> None:
    (here / "a.zip").symlink_to("nowhere")
    (here / "a.tar.gz").symlink_to("a.tar.gz")
    assert read("a.zip", "a.tar.gz") == [("a.zip", "S102"), ("a.tar.gz", "S102")]


def test_an_archive_that_vanishes_is_said(here: Path) -> None:
    make(here / "a.zip", [("a.txt", b"x")])
    ((source,), _) = inputs.find(["a.zip"])
    (here / "a.zip").unlink()
    (item,) = inputs.load(source)[1]
    assert (item.code, item.place.file) == ("S102", "a.zip!a.txt")


# Bombs: what their sizes tell is tested here, what they cost in test_inputs_size.py


def test_a_file_that_unpacks_without_end(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "PLENTY", 1_000_000)
    make(here / "a.zip", [("a.txt", b"\0" * 10_000_000), ("b.txt", b"y"), ("c.txt", b"\0" * 900_000)])
    found, (item,) = inputs.find(["a.zip"])
    assert [source.name for source in found] == ["a.zip!b.txt", "a.zip!c.txt"]
    assert (item.code, item.place.file, item.values["size"]) == ("S122", "a.zip!a.txt", 10)
    assert isinstance(item.values["ratio"], int)
    assert item.values["ratio"] > members.RATIO


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz", ".tar.xz", ".tar.bz2"])
def test_an_archive_that_unpacks_without_end(
    here: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    for module in (spools, archives):
        monkeypatch.setattr(module, "PLENTY_IN_ALL", 1_000_000)
    make(here / f"a{suffix}", ((f"{n}.txt", b"\0" * 10_000_000) for n in range(3)))
    assert read(f"a{suffix}") == [(f"a{suffix}", "S122")]


def test_a_member_that_lies_about_its_size_gives_no_more(here: Path) -> None:
    make(here / "a.zip", [("a.txt", b"\0" * 10_000_000)])
    data = (here / "a.zip").read_bytes()
    (here / "a.zip").write_bytes(swapped(data, struct.pack("<L", 10_000_000), struct.pack("<L", 10)))
    assert read("a.zip") == [("a.zip!a.txt", "S120")]


def test_a_page_that_is_too_large_is_told_by_its_size(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "PAGE_LIMIT", 1000)
    for suffix in (".zip", ".tar", ".tar.gz"):
        make(here / f"a{suffix}", [("a.txt", b"x" * 1001), ("b.txt", b"x" * 1000)])
        assert read(f"a{suffix}") == [(f"a{suffix}!a.txt", "S106"), (f"a{suffix}!b.txt", b"x" * 1000)]


# No damage is an exception


@st.composite
def damages(draw: st.DrawFn) -> tuple[str, bytes]:
    suffix = draw(st.sampled_from((".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz")))
    data = bytearray(SOUND[suffix])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data) - 1))
        data[at : at + draw(st.integers(0, 9))] = draw(st.binary(max_size=9))
    return suffix, bytes(data[: draw(st.integers(1, len(data)))] if draw(st.booleans()) else data)


@pytest.fixture(scope="module", autouse=True)
def _sound(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("sound")
    for suffix in (".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz"):
        make(folder / f"a{suffix}", FILES.items())
        SOUND[suffix] = (folder / f"a{suffix}").read_bytes()


SOUND: dict[str, bytes] = {}


@settings(max_examples=300)
@given(damages())
def test_any_damage_is_a_finding(tmp_path_factory: pytest.TempPathFactory, damage: tuple[str, bytes]) -> None:
    suffix, data = damage
    path = tmp_path_factory.getbasetemp() / f"damaged{suffix}"
    path.write_bytes(data)
    for name, said in read(str(path)):
        assert name.startswith(str(path))
        assert isinstance(said, bytes) or said[0] == "S"

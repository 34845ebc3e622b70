"""What a library's search server finds: Zebra loads the MARCXML and answers over Z39.50 and SRU."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from lxml import etree

from catalog.issue import Article
from catalog.model import IssueFile

SETUP = Path(__file__).parent / "zebra"
OUTPUT = Path(__file__).parents[1] / "output"
MODULES = "/usr/lib/*/idzebra-2.0/modules"
ARTICLES: list[tuple[str, Article]] = [
    (issue.publication, article)
    for path in sorted(OUTPUT.glob("*/*.json"))
    for issue in IssueFile.model_validate_json(path.read_bytes()).issues
    for article in issue.articles
]
SLIM = "{http://www.loc.gov/MARC21/slim}"

pytestmark = pytest.mark.needs("Zebra")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Load the records of the seeds and serve them on a free port of this machine."""
    folder = tmp_path_factory.mktemp("zebra")
    shutil.copytree(SETUP, folder, dirs_exist_ok=True)
    (modules,) = Path("/").glob(MODULES[1:])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    for name, old, new in (("zebra.cfg", "MODULES", str(modules)), ("server.xml", "PORT", str(number))):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    for arguments in (["init"], ["update", *map(str, sorted(OUTPUT.glob("*/*.marcxml")))], ["commit"]):
        command = ["zebraidx", "-c", "zebra.cfg", *arguments]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(["zebrasrv", "-f", "server.xml"], cwd=folder, stderr=log, stdout=log)
    try:
        wait_for(number, server)
        yield number
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "the server has ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def z3950(port: int, attribute: int, term: str) -> int:
    """Count the hits of a phrase over Z39.50."""
    quoted = term.replace("\\", "\\\\").replace('"', '\\"')
    query = f'@attr 1={attribute} @attr 4=1 "{quoted}"'
    commands = f"charset utf-8 utf-8\nopen 127.0.0.1:{port}/Default\nfind {query}\nquit\n"
    run = subprocess.run(["yaz-client"], input=commands.encode(), capture_output=True, check=True, timeout=30)
    (hits,) = re.findall(rb"Number of hits: (\d+)", run.stdout)
    return int(hits)


def sru(port: int, index: str, term: str) -> list[str]:
    """Give the control numbers of the records that hold a phrase, over SRU."""
    quoted = re.sub(r'(["\\*?^])', r"\\\1", term)
    query = {
        "version": "1.1",
        "operation": "searchRetrieve",
        "maximumRecords": "50",
        "recordSchema": "marcxml",
        "query": f'{index}="{quoted}"',
    }
    with urlopen(f"http://127.0.0.1:{port}/Default?{urlencode(query)}", timeout=30) as answer:
        tree = etree.fromstring(answer.read())
    assert not tree.xpath("//*[local-name()='diagnostics']"), etree.tostring(tree, encoding="unicode")
    return [field.text or "" for field in tree.iter(f"{SLIM}controlfield") if field.get("tag") == "001"]


def first_words(title: str) -> str:
    """Give a title up to the dash before its subtitle, which stands in a subfield of its own."""
    return re.split("——|--", title)[0]


@pytest.mark.parametrize(("journal", "article"), ARTICLES, ids=lambda value: getattr(value, "id", ""))
def test_every_title_author_and_host_is_found(port: int, journal: str, article: Article) -> None:
    assert article.id in sru(port, "title", first_words(article.title))
    assert z3950(port, 4, first_words(article.title)) >= 1
    if article.kicker:
        assert article.id in sru(port, "title", article.kicker)
    for author in article.authors:
        assert article.id in sru(port, "author", author.name.removesuffix(author.unit or ""))
        assert z3950(port, 1003, author.name.removesuffix(author.unit or "")) >= 1
    assert article.id in sru(port, "host", journal)
    assert z3950(port, 12, article.id) == 1


def test_what_is_not_there_is_not_found(port: int) -> None:
    assert sru(port, "title", "激活农民先进典型示范引领作用的湖北实践") == []
    assert sru(port, "author", "欧阳锋") == []
    assert z3950(port, 4, "作用的湖北实践激活") == 0
    assert z3950(port, 1033, "中国农运") == 0


def test_the_catalogue_holds_each_record_once(port: int) -> None:
    numbers = sru(port, "host", "中国工运") + sru(port, "host", "工会信息")
    assert sorted(numbers) == sorted(article.id for _, article in ARTICLES)

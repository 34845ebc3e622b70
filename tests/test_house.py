"""Who may know whom: the plan of the house, checked against the imports."""

import ast
import re
from pathlib import Path

import pytest

from catalog.publication import shipped

PACKAGE = Path(__file__).parents[1] / "catalog"
FLOORS = (
    ("patterns", "frozen", "digest"),
    (
        "source",
        "compact",
        "identity",
        "issn",
        "resources",
        "jsonplace",
        "jsonline",
        "toml",
        "codes",
        "passing",
        "parallel",
        "unfit",
        "misuse",
    ),
    ("issue", "bodies", "text"),
    ("diagnostics", "model", "targets"),
    ("tomlplace", "gold"),
    ("publication", "config", "schema", "check", "corrections", "romanise"),
    ("readers", "listing", "marc", "profiles", "register"),
    ("context", "console", "output", "issuefile"),
    ("gather", "formats", "verify", "pieces", "recipe", "template"),
    ("validate", "reports", "explanation", "convert"),
    ("judged",),
    ("writers",),
    ("export", "trial", "repair", "ownfields", "api"),
    ("cli",),
    ("__main__",),
)
"""Each part may import only what stands in a row above its own, or itself."""
APART = ("catalog.parallel", "catalog.listing.lattice", "catalog.marc.record", "catalog.source")
"""Modules that know nothing of ours."""
EAGER = (*APART, "catalog.patterns", "catalog.marc.containers.plain_xml")
"""What compiles patterns at once; validate does, too, which needs nearly all of its own for any record."""
HEAVY = ("lxml", "pymarc", "pydantic", "tomllib")
"""What may not be imported when the command line only says how it is used."""


def imports(path: Path, *, top_level: bool = False) -> set[str]:
    """Give the modules that a file imports; `top_level` leaves out those inside functions and for types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return
        if top_level and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(tree)
    return found


def part(module: str) -> str:
    return module.removeprefix("catalog.").partition(".")[0]


MODULES = {
    ".".join(("catalog", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_imports_only_from_below(module: str) -> None:
    if module == "catalog":
        return
    floor = next(i for i, names in enumerate(FLOORS) if part(module) in names)
    below = {name for names in FLOORS[:floor] for name in names} | {part(module), "__version__"}
    ours = {name for name in imports(MODULES[module]) if name.startswith("catalog.")}
    above = sorted(name for name in ours if part(name) not in below)
    assert not above, f"{module} imports {above}, which stand on its own floor or above; see FLOORS"


@pytest.mark.parametrize("module", APART)
def test_what_knows_nothing_of_ours(module: str) -> None:
    assert not {name for name in imports(MODULES[module]) if name.startswith("catalog")}


def test_the_command_line_starts_without_heavy_imports() -> None:
    reached, waiting = set(), ["catalog.__main__", *(name for name in MODULES if part(name) == "cli")]
    while waiting:
        module = waiting.pop()
        for name in imports(MODULES[module], top_level=True):
            if name in MODULES and name not in reached:
                reached.add(name)
                waiting.append(name)
            assert name.partition(".")[0] not in HEAVY, f"{module} imports {name} at its top"


@pytest.mark.parametrize(
    "module", [name for name in MODULES if name not in EAGER and part(name) != "validate"]
)
def test_patterns_of_a_module_are_compiled_when_they_are_used(module: str) -> None:
    found: list[int] = []

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            return
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            found.append(node.lineno)
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(ast.parse(MODULES[module].read_text(encoding="utf-8")))
    assert not found, f"{module}: use patterns.compile for what stands in lines {found}"


def test_every_part_has_its_floor() -> None:
    parts = {part(module) for module in MODULES if module != "catalog"}
    assert parts == {name for names in FLOORS for name in names}


LONGEST = 60
"""Lines that a function may have behind its parameters and its docstring."""


@pytest.mark.parametrize("module", [name for name in MODULES if part(name) == "cli"])
def test_a_command_is_taken_in_at_a_glance(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    long = {
        node.name: lines
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and (lines := (node.end_lineno or 0) - (node.body[0].end_lineno or 0)) > LONGEST
    }
    assert not long, f"{module}: part them: {long}"


@pytest.mark.parametrize("path", MODULES.values(), ids=lambda path: path.name)
def test_no_publication_is_named_in_code(path: Path) -> None:
    code = ast.unparse(_without_docstrings(ast.parse(path.read_text(encoding="utf-8"))))
    for publication in shipped():
        for name in (publication.name, publication.slug, publication.code):
            found = re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", code)
            assert not found, f"{path} names {name}; publications are data"


VALUES = {"with", "cnmarc", "absent", "present"}
"""Names in docstrings of classes that are of the language, or values in data."""


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_what_a_docstring_names_is_there(module: str) -> None:
    """Files of the project; and in what a class says of itself, names that its module knows."""
    text = MODULES[module].read_text(encoding="utf-8")
    named = re.findall(r"(?<![\w/])catalog/[\w./-]+\.\w+", text)
    assert [name for name in named if not (PACKAGE.parent / name).exists()] == []
    tree = ast.parse(text)
    said = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    parts = (module, ast.unparse(_without_docstrings(tree)))
    known = {word for part in parts for word in re.findall(r"\w+", part)} | VALUES
    assert {name for each in said for name in re.findall(r"(?<!`)`([a-z_]+)`(?!`)", each)} <= known


def _without_docstrings(tree: ast.AST) -> ast.AST:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [n for n in body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
            node.body = kept or [ast.Pass()]  # type: ignore[attr-defined]  # every node with a body
    return tree

"""The built wheel, installed in an empty environment elsewhere, does what the clone does."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it into an environment of its own; give that environment's Python.

    Its dependencies are those of this environment, found through a path file; the clone is not on that path.
    """
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(folder),
    ]
    subprocess.run([*build, str(PROJECT)], check=True, capture_output=True)
    venv.create(folder / "env", with_pip=False)
    site = next((folder / "env" / "lib").glob("python*")) / "site-packages"
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "-q", "--target", str(site)]
    subprocess.run([*pip, *map(str, folder.glob("*.whl"))], check=True, capture_output=True)
    here = Path(pytest.__file__).parents[1]
    (site / "dependencies.pth").write_text(f"{here}\n", encoding="utf-8")
    return folder / "env" / "bin" / "python"


def catalog(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(python), "-m", "catalog", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_package_is_not_the_clone(installed: Path, tmp_path: Path) -> None:
    code = "import catalog; print(catalog.__file__)"
    done = subprocess.run(
        [str(installed), "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert not Path(done.stdout.strip()).is_relative_to(PROJECT)
    assert (Path(done.stdout.strip()).parent / "py.typed").is_file()


def test_the_seeds_are_exported_and_validated_anywhere(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "seeds", tmp_path / "seeds")
    options = ["--date", "2025-12-03", "--newspaper", "工人日报", "-f", "marcxml,json"]
    done = catalog(installed, tmp_path, "export", *options)
    assert done.returncode == 0, done.stderr
    made = {path.relative_to(tmp_path / "output"): path.read_bytes() for path in tmp_path.glob("output/*/*")}
    committed = {
        path.relative_to(PROJECT / "output"): path.read_bytes() for path in PROJECT.glob("output/*/*")
    }
    assert made == committed
    checked = catalog(installed, tmp_path, "validate", *(str(path) for path in tmp_path.glob("output/*/*")))
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stdout

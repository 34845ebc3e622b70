"""The cases in tests/cases/profiles: a faulty profile each, named after a code it gives, and its findings.

`python -m tests.profile_cases` writes the findings anew; a person reads them before they are committed.
"""

from pathlib import Path

from catalog.diagnostics import as_text
from catalog.profiles import load

CASES = Path(__file__).parent / "cases" / "profiles"
FAULTY = sorted(CASES.glob("*.toml"))


def told(path: Path) -> str:
    """Give what is said about a profile, in English, then in Chinese."""
    profile, findings = load(path.read_text(encoding="utf-8"), path.name)
    assert profile is None
    return "".join(f"{as_text(item, language)}\n" for language in ("en", "zh") for item in findings)


if __name__ == "__main__":
    for path in FAULTY:
        path.with_suffix(".txt").write_text(told(path), encoding="utf-8")

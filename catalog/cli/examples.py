"""What stands at the end of each command's help: what a librarian would type."""

EXAMPLES = {
    "export": (
        "catalog export page.txt -o records.xml",
        "catalog export pages/ -f marc,csv -o output/",
        "catalog export pages/ --target koha --changes -o output/",
        "catalog export page.txt --dialect cnmarc-nlc --pinyin nlc -o records.mrc -f marc",
    ),
    "validate": (
        "catalog validate records.mrc",
        "catalog validate output/ --target folio --lang zh",
        "catalog validate records.xml -o report.html",
        "catalog validate records.mrc --fix -o mended.mrc",
    ),
    "convert": (
        "catalog convert records.mrc -o records.xml",
        "catalog convert old/ --encoding gb18030 -f marcxchange -o all.xml",
    ),
    "formats": ("catalog formats",),
    "codes": ("catalog codes", "catalog codes L204 --lang zh"),
    "check": ("catalog check gold/",),
    "explain": (
        "catalog explain page.txt:12",
        "catalog explain page.html:3:250",
        "catalog explain page.txt:XXXX202511005",
    ),
    "target": ("catalog target", "catalog target koha --lang zh"),
    "init": ("catalog init --target koha --organisation CN-BjGHT",),
    "config": ("catalog config", "catalog config --target dp2 --format json"),
    "publications": ("catalog publications", "catalog publications check profiles/own.toml page.txt"),
}
"""By command: examples that work, given such files."""
EXIT_CODES = (
    ("0", "clean"),
    ("1", "findings of --fail-on and worse; where a command has no --fail-on, errors"),
    ("2", "wrong usage or configuration"),
    ("3", "an input of which nothing can be read, or output refused"),
)


def epilog(command: str) -> str:
    """Give the last words of a command's help, in lines that are not to be joined."""
    examples = "\n".join(f"  {line}" for line in EXAMPLES[command])
    codes = "\n".join(f"  {code}  {meaning}" for code, meaning in EXIT_CODES)
    return f"\b\nExamples:\n{examples}\n\n\b\nExit codes:\n{codes}"

"""Findings as one page that can be mailed: no network, no other file, no need of its script.

Languages and severities are switched by the style alone, through inputs that stand before the page.
Whatever comes from a file is escaped; what cannot be seen is shown by its number.
"""

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from itertools import chain

from catalog import __version__, resources
from catalog.codes import CODES, Severity
from catalog.diagnostics import SEVERITIES, Language
from catalog.reports.card import card, untold
from catalog.reports.findings import Findings
from catalog.reports.groups import Group, grouped
from catalog.reports.markup import both, general
from catalog.reports.view import View

BEGINS = r'<!DOCTYPE html>\n.*<meta name="generator" content="kanmu-catalog '
LANGUAGES: dict[Language, tuple[str, str]] = {"zh": ("zh-Hans", "中文"), "en": ("en", "English")}
MEANINGS: dict[Severity, tuple[str, str]] = {
    "error": ("do not import", "不可导入"),
    "warning": ("a person should look", "须人工核对"),
    "note": ("a choice was made", "已作取舍"),
}
VERDICTS: dict[Severity | None, tuple[str, str]] = {
    "error": ("Not ready to import", "暂不可导入"),
    "warning": ("A person should look before it is imported", "请先人工核对，再行导入"),
    "note": ("Ready to import", "可以导入"),
    None: ("Ready to import: nothing was found", "可以导入：未发现问题"),
}
_OTHERS = 20


def write(findings: Findings, view: View) -> Iterator[str]:
    """Write the page: what came of it, how often each code occurs, the findings with the worst first."""
    yield from _head(findings, view)
    yield from _summary(findings, view)
    yield from _codes(findings)
    if len(findings):
        yield _filter(findings)
    yield "<main>\n"
    yield from _cards(findings, view)
    yield f"</main>\n{_foot()}"


def _cards(findings: Findings, view: View) -> Iterator[str]:
    """Show the findings, the worst first; to the first of a code, the code's row leads."""
    told: set[str] = set()

    def anchor(code: str) -> str:
        name = "" if code in told else f"of-{code}"
        told.add(code)
        return name

    groups, rest = grouped((), 0) if view.each else grouped(findings, _OTHERS)
    for severity in SEVERITIES["en"]:
        alone = (Group(item, at) for at, item in enumerate(findings if view.each else ()))
        of_it = (group for group in chain(groups, alone) if group.first.severity == severity)
        yield from (card(group, anchor(group.first.code)) for group in of_it)
    yield from (untold(code, number, anchor(code)) for code, number in sorted(rest.items()))


def _head(findings: Findings, view: View) -> Iterator[str]:
    """Begin the page; nothing may be loaded, and no other style or script be run than its own."""
    style, script = resources.page("page.css"), resources.page("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = {"zh": "记录检查报告", "en": "Check of records"}[view.language]
    yield (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGES[view.language][0]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="kanmu-catalog {__version__}">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}: {_verdict(findings)[view.language == 'zh']}</title>\n"
        f"<style>{style}</style>\n</head>\n<body>\n"
    )
    for name, (code, label) in LANGUAGES.items():
        checked = " checked" if name == view.language else ""
        yield (
            f'<input class="switch" type="radio" name="language" id="{name}" lang="{code}" '
            f'aria-label="{label}" autocomplete="off"{checked}>\n'
        )
    for severity, english in SEVERITIES["en"].items():
        label = f"{SEVERITIES['zh'][severity]} · {english}"
        yield (
            f'<input class="switch" type="checkbox" id="{severity}" aria-label="{label}" '
            'autocomplete="off" checked>\n'
        )
    yield '<div class="page">\n'


def _hash(text: str) -> str:
    import hashlib  # which takes as long to load as a report to write

    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _verdict(findings: Findings) -> tuple[str, str]:
    worst: Severity | None = next((name for name, number in findings.counts.items() if number), None)
    return VERDICTS[worst]


def _summary(findings: Findings, view: View) -> Iterator[str]:
    """Say what came of the check."""
    worst = next((name for name, number in findings.counts.items() if number), "none")
    languages = "".join(f'<label for="{name}">{label}</label>' for name, (_, label) in LANGUAGES.items())
    yield f'<header class="{worst}">\n<nav>{languages}</nav>\n'
    yield f'<p class="kind">{both("Check of records", "记录检查报告")}</p>\n'
    yield f"<h1>{both(*_verdict(findings))}</h1>\n"
    files = both(
        f"{view.files:,} {'file' if view.files == 1 else 'files'} checked", f"检查了 {view.files:,} 个文件"
    )
    yield f'<p>{files}</p>\n<ul class="counts">\n'
    for severity, number in findings.counts.items():
        name = both(_name(severity, number), SEVERITIES["zh"][severity])
        meaning = both(*MEANINGS[severity])
        yield (
            f'<li><label for="{severity}" class="{severity}"><b>{number:,}</b> {name}'
            f"<small>{meaning}</small></label></li>\n"
        )
    yield "</ul>\n"
    if len(findings) < sum(findings.counts.values()):
        yield f"<p>{both('Only errors are shown.', '只列出错误。')}</p>\n"
    yield "</header>\n"


def _name(severity: Severity, number: int) -> str:
    return severity if number == 1 else f"{severity}s"


def _codes(findings: Findings) -> Iterator[str]:
    """List the codes, the worst and most frequent first."""
    if not findings.by_code:
        return
    order = list(SEVERITIES["en"])
    severities = {code: severity for code, severity in findings.first if code in findings.by_code}
    rows = sorted(severities, key=lambda code: (order.index(severities[code]), -findings.by_code[code], code))
    yield f"<section>\n<h2>{both('What was found', '发现的问题')}</h2>\n<table>\n<tbody>\n"
    for code in rows:
        row, severity = CODES[code], severities[code]
        page = f' <a class="out" href="{escape(row.url)}">↗</a>' if row.url.startswith("http") else ""
        texts, steps = (both(*map(general, pair)) for pair in ((row.en, row.zh), (row.help_en, row.help_zh)))
        kind = both(*(SEVERITIES[name][severity] for name in ("en", "zh")))
        yield (
            f'<tr id="{code}" class="{severity}"><th scope="row"><a href="#of-{code}">{code}</a>{page}'
            f"<small>{row.slug}</small></th><td>{texts}<small>{steps}</small></td>"
            f'<td class="number">{findings.by_code[code]:,}<small>{kind}</small></td></tr>\n'
        )
    yield "</tbody>\n</table>\n</section>\n"


def _filter(findings: Findings) -> str:
    """Offer what the script can do; without it, nothing of this is seen."""
    options = "".join(
        f'<option value="{code}">{code} {CODES[code].slug} ({findings.by_code[code]:,})</option>'
        for code in sorted(findings.by_code)
    )
    return (
        '<form name="filter" hidden>'
        f'<label>{both("Code", "代码")} <select name="code"><option value="">全部 · all</option>'
        f"{options}</select></label>"
        f'<label>{both("Search", "查找")} <input type="search" name="words" placeholder="245 · …"></label>'
        "<output></output></form>\n"
    )


def _foot() -> str:
    """End the page."""
    explained = both(
        "What is alike is shown once, with the places where it is so. "
        "<code>catalog codes CODE</code> explains a code, and so does docs/codes/CODE.md.",
        "相同的问题只列一次，并注明各处位置。各代码的说明见 <code>catalog codes 代码</code> "
        "及 docs/codes/代码.md。",
        "p",
    )
    return (
        f"<footer>{explained}<p>kanmu-catalog {__version__}</p></footer>\n</div>\n"
        f"<script>{resources.page('page.js')}</script>\n</body>\n</html>\n"
    )

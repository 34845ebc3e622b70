"""A finding on the page: what, where, the line with what is meant marked, what to do next."""

from catalog.codes import CODES
from catalog.diagnostics import SEVERITIES, Place, around
from catalog.reports.groups import Group
from catalog.reports.markup import both, message, shown, step


def card(group: Group, anchor: str = "") -> str:
    """Show a finding, and where else the same was found; `anchor` is a further name of the card."""
    item, place = group.first, group.first.place
    number = group.number + 1
    times = f' <span class="times">×{group.count:,}</span>' if group.count > 1 else ""
    severity = both(*(SEVERITIES[name][item.severity] for name in ("en", "zh")))
    rows = [
        (("Read as", "读作"), _in_record(place)),
        (("Listing", "目次"), _file(*place.listing) if place.listing else ""),
        (("Next step", "办法"), both(step(item, "en"), step(item, "zh"))),
        (("Also in", "另见"), _others(group)),
    ]
    terms = "".join(f"<dt>{both(*name)}</dt><dd>{value}</dd>" for name, value in rows if value)
    return (
        f'<article class="finding {item.severity}" id="n{number}" data-code="{item.code}">'
        + (f'<a id="{anchor}"></a>' if anchor else "")
        + f'<p class="top"><span class="severity">{severity}</span> '
        f'<a href="#{item.code}">{item.code} {item.slug}</a>'
        f'<a class="at" href="#n{number}">{number:,}</a></p>\n'
        f"<h3>{both(message(item, 'en'), message(item, 'zh'))}{times}</h3>\n"
        f'<p class="file">{_file(place.file, place.line, place.column)}</p>\n'
        f"{_excerpt(place)}<dl>{terms}</dl></article>\n"
    )


def untold(code: str, number: int, anchor: str = "") -> str:
    """Count what is too much to be shown."""
    name = f"{code} {CODES[code].slug}"
    text = both(
        f"and {number:,} more {name}; <code>--all</code> shows each",
        f"另有 {number:,} 条 {name} 未列出，<code>--all</code> 逐条列出",
    )
    return '<p class="untold"' + (f' id="{anchor}"' if anchor else "") + f">{text}</p>\n"


def _file(name: str, line: int | None = None, column: int | None = None) -> str:
    """Name a file, and a line and column in it."""
    file = f"<bdi>{shown(name or '-')}</bdi>"
    if line is None:
        return file
    columns = both(f", column {column}", f"，第 {column} 列") if column else ""
    return f'{file} <span class="line">{both(f"line {line:,}", f"第 {line:,} 行")}{columns}</span>'


def _in_record(place: Place) -> str:
    """Say where in a record the finding was understood to be."""
    parts = [f"{both('record ', '记录 ')}<bdi>{shown(place.record)}</bdi>"] if place.record else []
    if place.field.startswith("/"):
        parts.append(f"<code>{shown(place.field)}</code>")
    elif place.field:
        field = f"<code>{shown(place.field)}</code>"
        times = both(f" (occurrence {place.occurrence})", f"（第 {place.occurrence} 个）")
        parts.append(both("field ", "字段 ") + field + (times if (place.occurrence or 1) > 1 else ""))
    if place.subfield:
        parts.append(both("subfield ", "子字段 ") + f"<code>${shown(place.subfield)}</code>")
    if place.position:
        parts.append(both("position ", "位置 ") + f"<code>{shown(place.position)}</code>")
    return " › ".join(parts)


def _excerpt(place: Place) -> str:
    """Show the line, with what stands at the columns marked."""
    if not place.excerpt:
        return ""
    before, marked, after = map(shown, around(place))
    mark = f"<mark>{marked}</mark>" if place.column else ""
    number = "" if place.line is None else f'<span class="number">{place.line}</span>'
    return f"<pre>{number}<code>{before}{mark}{after}</code></pre>\n"


def _others(group: Group) -> str:
    """Name the places of findings that are alike, and say how many are not named."""
    if group.count == 1:
        return ""
    left = group.count - 1 - len(group.others)
    more = both(
        f"and {left:,} more; <code>--all</code> shows each", f"另有 {left:,} 处，<code>--all</code> 逐条列出"
    )
    return f"<ul>{''.join(map(_other, group.others))}</ul>{more if left else ''}"


def _other(place: Place) -> str:
    record = f" <bdi>{shown(place.record)}</bdi>" if place.record else ""
    return f"<li>{_file(place.file, place.line)}{record}</li>"

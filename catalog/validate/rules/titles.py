"""Titles and main entries: 245, 1XX, 246; in CNMARC 200."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from catalog import patterns
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import HAN
from catalog.marc.isbd import SIGNS as MERE_SIGNS
from catalog.marc.record import DataField, Field, Record, Subfield
from catalog.validate.rules.context import Context

MAIN_ENTRIES = ("100", "110", "111", "130")
CHINESE_BEGINNING = patterns.compile(f"[{HAN}《〈“‘「『【（]")
KICKER = patterns.compile(r"at head of title|肩题|引题|眉题|题上项", re.IGNORECASE)
NOTED_KICKER = patterns.compile(r"(?:肩题|引题|眉题|题上项)\s*[:：]\s*(.+)")
TITLE_NOTES = ("300", "304", "312")
SIGNS = patterns.compile(r"[\W_]+")
LEADER_DOTS = patterns.compile(r"(…+|\.{3,}|·{3,}|．{3,}|。{3,})([^…]{0,20})$")
DOTS = patterns.compile("[….·．。](?:(?<=…)|[.·．。]{2})")
PAGE = patterns.compile("[(（]?[0-9０-９]{1,3}[)）]?")
PUNCTUATED, MARKED = {"b": ":", "c": "/"}, {"245": "bc", "260": "b", "264": "b", "300": "bc"}
"""What stands before subfields of a title, and where other fields have such marks."""
INCLUDED = ("a", "i")
OMITTED, ISBD_MARK = "c", patterns.compile(r"(?<=\s)[/:=;](?=\s*\Z)")
"""Leader/18 of records with ISBD punctuation and without, and a mark of it at the end of a text."""
_LONGEST, _SHOWN = 500, 40
ISBD = " \t\n\u00a0\u3000/:;=,.，。：；"


def title_field(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R430, R431: there is exactly one field 245, in CNMARC 200."""
    tag = context.dialect.title
    fields = context.fields(tag)
    if not fields:
        yield finding("R430", context.place(tag), tag=tag)
    elif len(fields) > 1:
        variant = context.dialect.variant
        yield finding("R431", context.place(fields[1]), count=len(fields), tag=tag, variant=variant)


def title_proper(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R432, R466: $a of 245 or 200 is there and says something, as does what stands behind it.

    245 $k may stand for it in a record of archives.
    """
    for field in _titles(context):
        said = [value for code, value in field.subfields if code in ("a", "k") and value.strip(MERE_SIGNS)]
        if field.subfields and not said:
            yield finding("R432", context.place(field, "a"), tag=field.tag)
        for item in field.subfields:
            if not item.value.strip(ISBD) and item.value.strip() and item.code != "a":
                yield finding("R466", context.place(field, item), name=f"${item.code}")


def has_no_dots(subfields: tuple[Subfield, ...]) -> bool:
    """Tell at a glance a title of which R520 has nothing to say."""
    return not DOTS.search("".join([value for code, value in subfields if code == "a"]))


def leader_dots(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R520: no leader dots of a listing with a page or the author behind them, and none that are long."""
    for field in _titles(context):
        for value in field.values("a"):
            dots = LEADER_DOTS.search(value[:_LONGEST].rstrip(" /:;=,"))
            if dots and _is_of_listing(dots[1], dots[2].strip(ISBD), field, context):
                words = {
                    "text": value.strip(ISBD)[:_SHOWN],
                    "responsibility": context.dialect.responsibility,
                }
                yield finding("R520", context.place(field, "a"), found=dots[0][:_SHOWN], **words)


def _is_of_listing(dots: str, behind: str, field: DataField, context: Context) -> bool:
    """Tell dots that are no ellipsis, by their number or by what is behind them."""
    if PAGE.fullmatch(behind):
        return True
    statement = "".join(field.values(context.dialect.responsibility[-1]))
    if behind:
        return len(behind) > 1 and behind in statement
    return len(dots) > (2 if dots[0] == "…" else 6)


def begins_with_words(subfields: tuple[Subfield, ...]) -> bool:
    """Tell at a glance a title of which R432 and R466 have nothing to say.

    >>> begins_with_words((Subfield("a", "工会主席 /"),)), begins_with_words((Subfield("a", "/"),))
    (True, False)
    """
    is_said = False
    for code, value in subfields:
        if not value[:1].isalnum():
            return False
        is_said = is_said or code in ("a", "k")
    return is_said


def title_subfields_once(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R433: $a, $b and $c of 245 are not repeatable."""
    for field in _titles(context):
        if len(field.subfields) < 2:
            continue
        counts = Counter(code for code, _ in field.subfields)
        for code in "abc":
            if counts[code] > 1:
                yield finding("R433", context.place(field, code), subfield=code, count=counts[code])


def title_added_entry(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R434: 245 first indicator is 1 exactly when there is a 1XX.

    A 0 beside a 1XX is asked of articles only, and may mean that no title entry is wanted: a warning.
    """
    entries = sum(len(context.data.get(tag, ())) for tag in MAIN_ENTRIES)
    for field in _titles(context):
        found = field.indicators[:1]
        if (found == "1" and not entries) or (found == "0" and entries and context.is_component):
            said = finding("R434", context.place(field), found=found, main_entry=entries)
            yield said if found == "1" else replace(said, level="warning")


def nonfiling_characters(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R435: 245 second indicator is 0 for a Chinese title and shorter than any other."""
    for field in _titles(context):
        found = field.indicators[1:2]
        title = next(iter(field.values("a")), "")
        skips = found in tuple("123456789") and bool(title.strip(ISBD))
        if skips and (CHINESE_BEGINNING.match(title) or int(found) >= len(title)):
            yield finding("R435", context.place(field), found=found, title=title[:20])


def punctuation(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R552: where leader/18 is c, no ISBD punctuation stands at the end of what precedes 245 $b and $c.

    https://www.loc.gov/marc/bibliographic/bdleader.html; many records with a or i have none, for all that.
    """
    for field in _titles(context) if record.leader[18:19] == OMITTED else ():
        for (_, text), item in zip(field.subfields, field.subfields[1:], strict=False):
            if item.code in PUNCTUATED and (mark := ISBD_MARK.search(text[-_SHOWN:])):
                values = {"found": mark[0], "subfield": item.code}
                yield finding("R552", context.place(field, item), **values)
                return


def punctuation_lacking(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R555: where leader/18 is a or i, 245 $b and $c have their mark, if what else could have one has it.

    Many records with these codes have no marks at all.
    """
    for field in _titles(context) if record.leader[18:19] in INCLUDED else ():
        item = _without_mark(field.subfields)
        if item and (other := _punctuated(field, context)):
            values = {"subfield": item.code, "expected": PUNCTUATED[item.code], "other": other}
            yield finding("R555", context.place(field, item), **values)


def lacks_mark(field: Field) -> bool:
    """Tell a title of which $b or $c follows letters and figures without a mark."""
    return isinstance(field, DataField) and _without_mark(field.subfields) is not None


def _without_mark(subfields: tuple[Subfield, ...]) -> Subfield | None:
    before = ""
    for item in subfields:
        if before.isalnum() and item[0] in PUNCTUATED and item[1][:1].isalnum():
            return item
        before = item[1][-1:]
    return None


def _punctuated(title: DataField, context: Context) -> str:
    """Name a field, perhaps the title itself, in which all that can have a mark before it does."""
    for field in (title, *context.fields("260", "264", "300")):
        pairs = zip(field.subfields, field.subfields[1:], strict=False)
        ends = [text[-_SHOWN:] for (_, text), (code, _) in pairs if code in MARKED[field.tag]]
        marked = [text for text in ends if ISBD_MARK.search(text)]
        if marked and (field is title or len(marked) == len(ends)):
            return field.tag
    return ""


def one_main_entry(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R436: there is at most one 1XX."""
    fields = context.fields(*MAIN_ENTRIES)
    if len(fields) > 1:
        tags = ", ".join(field.tag for field in fields)
        yield finding("R436", context.place(fields[1]), count=len(fields), tags=tags)


def kicker(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R437, R438: text above an article's title, named so in a note, follows the title proper.

    It is 246 with such a $i and 245 $b, in CNMARC a note and 200 $e.
    """
    if not context.is_component:
        return
    if not context.is_unimarc and "246" not in context.data:
        return
    other = context.dialect.other_title
    for noted, text in _kickers(context):
        for field in _titles(context):
            if any(text in value for value in field.values(other[-1])):
                continue
            proper, behind = _letters(field.values("a")), _letters(field.values(other[-1]))
            names = {"kicker": text, "proper": f"{field.tag} $a", "other": other, "noted": noted.tag}
            said = _letters([text])
            if not said or said in behind:  # where it belongs; a title may begin with the same words
                continue
            if proper.startswith(said) and proper != said:
                yield finding("R438", context.place(field, "a"), **names)
            elif context.is_chinese:
                yield finding("R437", context.place(field, other[-1]), **names)


def _kickers(context: Context) -> Iterator[tuple[DataField, str]]:
    """Give the fields that name a kicker, and the kicker."""
    if context.is_unimarc:
        for note in context.fields(*TITLE_NOTES):
            if named := NOTED_KICKER.match(next(iter(note.values("a")), "")):
                yield note, named[1].strip(" 。")
        return
    for variant in context.fields("246"):
        if text := _kicker(variant):
            yield variant, text


@lru_cache(maxsize=1 << 10)
def _kicker(variant: DataField) -> str:
    """Give the kicker that a field 246 names, or an empty text."""
    return " ".join(variant.values("a")).strip() if any(map(KICKER.search, variant.values("i"))) else ""


def _titles(context: Context) -> Sequence[DataField]:
    """Give the title field, or nothing when there are several, which has its own finding."""
    fields = context.data.get(context.dialect.title, ())
    return fields if len(fields) == 1 else ()


def _letters(values: list[str]) -> str:
    """Join values without case, spaces and punctuation, to compare what they say."""
    return SIGNS.sub("", "".join(values).casefold())

"""Labels that were typed or copied with a value: 题名：…, 刊名：…, 关键词：…; and a whole reference in one.

The types of documents in brackets are those of GB/T 7714, the standard for references.
"""

import re
from collections.abc import Iterator

from catalog import patterns
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import HAN
from catalog.marc.record import DataField, Record, Subfield
from catalog.validate.rules.context import Context
from catalog.validate.rules.dialect import Dialect
from catalog.validate.rules.numbers import term_tag

_TITLE = patterns.compile(
    r"\s*(?:正?题名|題名|篇名|(?:论文|文章|文献|中文)(?:题名|篇名|题目|标题|名称))\s*[:：]\s*(?=\S)"
)
_HOST = patterns.compile(
    r"\s*(?:(?:来源)?刊名|刊物名称?|期刊(?:名称?|题名)|报纸名称?|(?:文献)?来源(?:期刊|刊物|出版物)?|出处|载于)\s*[:：]"
)
_TERM = patterns.compile(
    r"\s*(?:(?:中文|英文)?关键[词字詞]|主题词|标引词|key\s?words?)\s*[:：]", re.IGNORECASE
)
# behind a title, with the source behind it, or at the end: 工会工作[J]. 工友, 2025
_REFERENCE = patterns.compile(
    rf"(?<=[\w》”）)!！?？.])\s?\[(?:J|J/OL|EB/OL)\](?:\s?[.．。,，/]|(?=[\s/:;]*\Z))"
    rf"|(?<=[{HAN}》”）！？])\s?\[(?:[NMDC]|EB|DB)(?:/OL)?\]\s?[.．。,，/]{{1,2}}\s?(?=\w)"
)
_FIRST = frozenset("正题題篇论文中来刊期报出载关英主标kK \u3000\t\n")
"""With one of these every label begins."""
_LONGEST, _SHOWN = 300, 40


def labels(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R520: no label stands before a title, the title of a host or a term, nor is one a whole reference."""
    dialect = context.dialect
    for field in context.fields(*tags(dialect)):
        for item in field.subfields:
            if found := _found(field, item):
                words = {"text": item.value.strip()[:_SHOWN], "responsibility": dialect.responsibility}
                yield finding("R520", context.place(field, item), found=found[:_SHOWN], **words)


def tags(dialect: Dialect) -> tuple[str, ...]:
    """Give the tags of titles, of links to a host and of terms."""
    return (dialect.title, *dialect.hosts, term_tag(dialect))


def has_no_label(subfields: tuple[Subfield, ...]) -> bool:
    """Tell at a glance subfields of which `labels` has nothing to say.

    >>> has_no_label((Subfield("a", "工会主席 :"),)), has_no_label((Subfield("a", "题名：工会主席"),))
    (True, False)
    """
    for code, text in subfields:
        if code not in ("a", "t"):
            continue
        if text[:1] in _FIRST and any(label.match(text) for label in (_TITLE, _HOST, _TERM)):
            return False
        if "[" in text and reference(text):
            return False
    return True


def in_title(text: str) -> str:
    """Give the label before a title, or an empty string; an article on keywords may begin with 关键词：.

    >>> in_title("题名：工会主席"), in_title("关键词：改革")
    ('题名：', '')
    """
    return _before(_TITLE, text)


def in_host(text: str) -> str:
    """Give the label before the title of a periodical, or an empty string.

    >>> in_host("刊名：工友"), in_host("来源")
    ('刊名：', '')
    """
    return _before(_HOST, text)


def in_term(text: str) -> str:
    """Give the label before a term, or an empty string.

    >>> in_term("关键词：工会"), in_term("关键词")
    ('关键词：', '')
    """
    return _before(_TERM, text)


def _before(label: re.Pattern[str], text: str) -> str:
    found = label.match(text)
    return found[0].strip() if found else ""


def reference(text: str) -> str:
    """Give what shows that text is a whole reference, or the end of one.

    >>> reference("张三. 工会工作[J]. 工友, 2025(11)"), reference("工会工作[J]"), reference("维生素[D]")
    ('[J].', '[J]', '')
    """
    found = _REFERENCE.search(text[:_LONGEST]) if "[" in text else None
    return found[0].strip() if found else ""


def _found(field: DataField, item: Subfield) -> str:
    """Give the label or the reference in a subfield."""
    code, text = item
    if code not in ("a", "t"):
        return ""
    if field.tag in ("245", "200"):
        return (in_title(text) or reference(text)) if code == "a" else ""
    if field.tag in ("653", "610"):
        return in_term(text)
    return in_host(text) or reference(text)

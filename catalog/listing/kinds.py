"""What the kinds of reading are called, for people."""

from catalog.diagnostics import Language
from catalog.listing.grammar import Kind

NAMES: dict[Kind, dict[Language, str]] = {
    kind: {"en": english, "zh": chinese}
    for kind, english, chinese in (
        (Kind.HEADING, "section heading", "栏目"),
        (Kind.KICKER, "kicker", "引题"),
        (Kind.TITLE, "title", "题名"),
        (Kind.LEADER, "leader", "引导点"),
        (Kind.PERSON, "person", "个人"),
        (Kind.BODY, "body", "团体"),
        (Kind.ROLE, "role", "责任方式"),
        (Kind.ROLE_AFTER, "role", "责任方式"),
        (Kind.AFFILIATION, "affiliation", "单位"),
        (Kind.PERSON_BEFORE, "person before the title", "题名前的个人"),
        (Kind.BODY_BEFORE, "body before the title", "题名前的团体"),
        (Kind.NATIONALITY, "nationality", "国别"),
        (Kind.SEPARATOR, "separator", "分隔号"),
        (Kind.PAGE, "page", "页码"),
        (Kind.LABEL, "label", "目录字样"),
        (Kind.UNREAD, "unread", "未读"),
        (Kind.OUTSIDE, "no listing", "目次之外"),
        (Kind.PAGE_BEFORE, "page", "页码"),
        (Kind.HEADING_BEFORE, "section heading", "栏目"),
        (Kind.PAGE_LEADER, "leader", "引导点"),
        (Kind.ORDINAL, "number of the entry", "序号"),
        (Kind.CLOSE, "closing bracket", "后括号"),
    )
}

"""A corporate body apart from its own department, as headings of MARC 710 and 711 want it."""

from catalog import patterns

_PARENTS = (
    "总工会", "工会联合会", "工会委员会", "工会工作委员会", "公司工会", "集团工会", "大学工会",
    "学院工会", "医院工会", "学校工会", "银行工会", "厂工会", "局工会", "院工会", "油田工会",
    "杂志社", "报社", "通讯社", "出版社", "党校", "国资委", "发展改革委", "发改委", "人社部",
    "社会保障部", "社会科学院", "有限公司", "集团公司", "总公司", "大学",
)  # fmt: skip
_UNITS = (
    "部", "室", "处", "科", "局", "司", "办", "组", "中心", "委员会", "党委", "党支部", "专班",
    "系", "学院", "经审会",
)  # fmt: skip
_OWN_NAME = ("委员会", "工作委员会", "全国委员会", "联合会", "分局", "总部")  # ends the parent's own name
_OTHER_BODY = ("工会", "大学", "公司", "集团", "银行", "医院", "协会", "学会", "研究会")
_SEVERAL = patterns.compile(r"[、，,；;]|[与及暨].|(?:总工会|大学)(?!工会).")
_JOINED = "和与及暨、第城生"  # belongs to what stands before: 大学城, 大学生


def unit_split(text: str) -> tuple[str, str | None]:
    """Part a body's name from the name of its own unit, or give it whole with None.

    Conservative: the first part must end as bodies with departments do, the second as departments do, and
    no other body may stand in the second.  A trade union of an enterprise is a body of its own, no unit.

    >>> unit_split("湖北省总工会经济技术劳动保护部")
    ('湖北省总工会', '经济技术劳动保护部')
    >>> unit_split("浙江省总工会"), unit_split("武汉协和医院工会")
    (('浙江省总工会', None), ('武汉协和医院工会', None))
    """
    for end in range(3, len(text) - 1) if text.endswith(_UNITS) else ():
        parent, unit = text[:end], text[end:]
        if not parent.endswith(_PARENTS):
            continue
        own = unit.startswith(_OWN_NAME) or unit[0] in _JOINED or any(other in unit for other in _OTHER_BODY)
        if not own and not _SEVERAL.search(parent):
            return parent, unit
    return text, None

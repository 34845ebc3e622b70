"""X56x and R50x: what is wrong with a description in MODS."""

from catalog.codes.code import Code

CODES = (
    Code(
        "X560", "mods-element", "error",
        "<{name}> may not stand in <{parent}>",
        "<{parent}> 之中不得有 <{name}>",
        "what may: {expected}",
        "可用：{expected}",
    ),
    Code(
        "X561", "mods-stray-text", "error",
        "text stands directly in <{name}>, which holds elements",
        "<{name}> 应只含元素，却直接写有文字",
        "put the text into one of its elements",
        "请将文字移入其下的元素",
    ),
    Code(
        "X562", "mods-value", "error",
        "“{found}” is no value of {name}",
        "“{found}”不是 {name} 的可用值",
        "what is: {expected}",
        "可用：{expected}",
    ),
    Code(
        "X563", "mods-order", "error",
        "<{name}> stands behind <{other}>",
        "<{name}> 排在 <{other}> 之后",
        "move it in front: the order is fixed here",
        "请移到前面：此处次序是固定的",
    ),
    Code(
        "X564", "mods-repeated", "error",
        "<{name}> stands in <{parent}> a second time",
        "<{parent}> 中的 <{name}> 重复",
        "keep one of the two",
        "请只保留一个",
    ),
    Code(
        "X565", "mods-lacking", "error",
        "<{name}> lacks what it must hold",
        "<{name}> 缺少必备的元素",
        "one of these belongs into it: {expected}; or delete it",
        "至少应有其一：{expected}；或将其删去",
    ),
    Code(
        "X566", "mods-namespace", "error",
        "<{name}> is in the namespace {found}, not in that of MODS; nothing was read",
        "<{name}> 的命名空间是 {found}，不是 MODS 的；未读取",
        "write xmlns=\"{expected}\" on the first element",
        "请在首个元素写明 xmlns=\"{expected}\"",
    ),
    Code(
        "R501", "mods-no-title", "error",
        "the description has no title",
        "描述没有题名",
        "write titleInfo/title, the title as printed",
        "请照原样写入 titleInfo/title",
    ),
    Code(
        "R502", "mods-language-code", "error",
        "“{found}” is no code of a language in ISO 639-2/B",
        "“{found}”不是 ISO 639-2/B 语种代码",
        "Chinese is chi; see https://www.loc.gov/standards/iso639-2/",
        "汉语为 chi；参照 https://www.loc.gov/standards/iso639-2/",
    ),
    Code(
        "R503", "mods-date", "warning",
        "“{found}” is no date of the form W3CDTF, such as 2025, 2025-11 or 2025-11-03",
        "“{found}”不是 W3CDTF 形式的日期（如 2025、2025-11、2025-11-03）",
        "write it so, or take encoding=\"w3cdtf\" away",
        "请改写，或删去 encoding=\"w3cdtf\"",
    ),
    Code(
        "R504", "mods-no-host", "error",
        "an article without relatedItem type=\"host\"",
        "论文没有 relatedItem type=\"host\"",
        "add it with the title of the periodical and the part",
        "请补写，其中写明刊名和期次",
    ),
    Code(
        "R505", "mods-host-without-title", "error",
        "the host has no title",
        "主文献没有题名",
        "write the title of the periodical into titleInfo/title of the host",
        "请将刊名写入其 titleInfo/title",
    ),
    Code(
        "R506", "mods-host-without-part", "error",
        "the host does not say in which issue the article stands",
        "主文献没有说明文章载于哪一期",
        "write part with detail type=\"issue\" and date",
        "请写入 part，含 detail type=\"issue\" 和 date",
    ),
    Code(
        "R507", "mods-no-identifier", "warning",
        "the description has no number of its own (recordInfo/recordIdentifier)",
        "描述没有自己的标识号（recordInfo/recordIdentifier）",
        "give each one that never changes: the next import finds it by that",
        "每条应有一个不变的标识号，再次导入时靠它识别",
    ),
)  # fmt: skip

"""W719-W729: repairs of records that cannot lose anything."""

from catalog.codes.code import Code

CODES = (
    Code(
        "W719", "directory-mended", "note",
        "the directory of the record was made anew",
        "已重新生成记录的目次区",
        "nothing to do: every field is where it says",
        "无需处理：各字段位置与目次区已一致",
    ),
    Code(
        "W720", "no-repairs", "warning",
        "is no file of MARC records: there are no repairs for it",
        "不是 MARC 记录文件，没有可自动修复的内容",
        "mend a listing or our JSON by hand, or by corrections beside the page, and export again",
        "目次或本程序的 JSON 请手工修改，或在原页旁写更正文件，再重新导出",
    ),
    Code(
        "W721", "not-mended", "error",
        "no new file was written, for it would lose what cannot be read: {reason}",
        "未写出新文件，否则会丢失无法读取的内容：{reason}",
        "mend that by hand first, or take the record out",
        "请先手工修改该处，或取出该记录",
    ),
    Code(
        "W722", "kept-as-it-is", "warning",
        "record {record} was not mended and stays as it is: {reason}",
        "记录 {record} 未修复，原样保留：{reason}",
        "mend it by hand",
        "请手工修改",
    ),
    Code(
        "W723", "lengths-mended", "note",
        "{where} is {new} as the record is long; it was {old}",
        "{where} 按记录实际长度改为 {new}，原为 {old}",
        "nothing to do",
        "无需处理",
    ),
    Code(
        "W724", "leader-mended", "note",
        "{where} is {new}, which it is in every record of the format; it was {old}",
        "{where} 改为该格式的固定值 {new}，原为 {old}",
        "nothing to do",
        "无需处理",
    ),
    Code(
        "W725", "encoding-mended", "note",
        "{where} is {new}, as the file is encoded; it was {old}",
        "{where} 按文件的实际编码改为 {new}，原为 {old}",
        "nothing to do",
        "无需处理",
    ),
    Code(
        "W726", "linkage-mended", "note",
        "$6 of {where} stands first: {new}; it was {old}",
        "{where} 的 $6 移到最前：{new}，原为 {old}",
        "nothing to do",
        "无需处理",
    ),
    Code(
        "W727", "composition-mended", "note",
        "{where} is in Unicode form NFC: {new}; it was {old}",
        "{where} 已转为 Unicode 规范形式 NFC：{new}，原为 {old}",
        "nothing to do: it is the same text; compatibility ideographs were left as they are",
        "无需处理：文字不变；兼容汉字未改动",
    ),
    Code(
        "W728", "padding-removed", "note",
        "{where} has no space around it: {new}; it was {old}",
        "{where} 已去掉首尾空格：{new}，原为 {old}",
        "nothing to do",
        "无需处理",
    ),
    Code(
        "W729", "invisible-removed", "note",
        "{where} has no zero-width character: {new}; it was {old}",
        "{where} 已去掉零宽字符：{new}，原为 {old}",
        "nothing to do",
        "无需处理",
    ),
)  # fmt: skip

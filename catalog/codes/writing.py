"""W7xx: output."""

from catalog.codes.code import Code

CODES = (
    Code(
        "W701", "unwritable", "error",
        "cannot be written: {reason}",
        "无法写入：{reason}",
        "choose another place with -o, or make room",
        "请用 -o 另选位置，或腾出空间",
    ),
    Code(
        "W702", "exists", "error",
        "stands there already and was not written by this command",
        "该文件已存在，且不是本命令写出的",
        "give another name, or --force to replace it",
        "请另取名称，或用 --force 覆盖",
    ),
    Code(
        "W703", "nothing", "error",
        "there is nothing to write: no article was read",
        "没有可写的内容：未读到任何条目",
        "see the findings above",
        "请看上面的各项说明",
    ),
    Code(
        "W704", "refused", "error",
        "record {record} was not written: {reason}",
        "记录 {record} 未写出：{reason}",
        "mend the entry on the page, or leave it out",
        "请修改原页该条目，或将其去掉",
    ),
    Code(
        "W705", "composed", "note",
        "record {record}: {field} was brought into Unicode form NFC",
        "记录 {record}：{field} 已转为 Unicode 规范形式 NFC",
        "nothing to do, unless a rare character must keep its compatibility form",
        "一般无需处理；若罕用字须保留兼容形式，请手工核对",
    ),
    Code(
        "W706", "no-profile", "error",
        "no profile describes 《{publication}》, so {issue} is not exported",
        "没有《{publication}》的刊物描述文件，{issue} 未导出",
        "describe the publication in a profile; `catalog publications` lists those there are",
        "请为该刊写一个描述文件；catalog publications 列出已有的刊物",
    ),
    Code(
        "W707", "other-issues", "error",
        "the file there holds {issues}, which this export does not",
        "该文件载有 {issues}，本次导出不含这些内容",
        "give another name, or --force to replace it",
        "请另取名称，或用 --force 覆盖",
    ),
)  # fmt: skip

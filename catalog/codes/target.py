"""R60x: what the system that the records are for stumbles over."""

from catalog.codes.code import Code

CODES = (
    Code(
        "R601", "target-chokes", "warning",
        "target {target}: {why_en} ({choke})",
        "目标 {target} 导入有问题：{why_zh}（{choke}）",
        "catalog target {target} says how to load records into it, and which sources say so",
        "导入说明及出处见 catalog target {target}",
    ),
    Code(
        "R602", "target-dialect", "error",
        "target {target} is for {expected}, and this is {found}: {why_en}",
        "目标 {target} 使用 {expected}，而这是 {found} 记录：{why_zh}",
        "choose the target that reads such records, see catalog target; nothing else was looked at",
        "请改用能读取此类记录的目标系统，见 catalog target；此处未再检查该系统的其他要求",
    ),
    Code(
        "R603", "target-encoding", "error",
        "target {target} reads {expected}, and the file is in {encoding}: {why_en}",
        "目标 {target} 读取 {expected}，而文件为 {encoding} 编码：{why_zh}",
        "catalog convert writes the records anew in {expected}",
        "可用 catalog convert 改写为 {expected}",
    ),
    Code(
        "R604", "target-container", "note",
        "target {target} loads {loads}, and the file is {container}",
        "目标 {target} 导入 {loads}，而文件为 {container} 格式",
        "catalog convert --format {first} makes such a file of MARC records; what is none is exported anew",
        "MARC 记录可用 catalog convert --format {first} 转换；其他请重新导出",
    ),
)  # fmt: skip

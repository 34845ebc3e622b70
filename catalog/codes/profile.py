"""P3xx: publication profiles and configuration."""

from catalog.codes.code import Code

CODES = (
    Code(
        "P301", "bad-profile", "error",
        "the publication profile cannot be used: {problem}",
        "刊物描述文件无法使用：{problem}",
        "mend the file; those in catalog/publications/ show the form",
        "请修改该文件；可参照 catalog/publications/ 中的写法",
    ),
    Code(
        "P302", "bad-configuration", "error",
        "the configuration cannot be used: {problem}",
        "配置无法使用：{problem}",
        "mend the file or the option; the README lists every key",
        "请修改该文件或选项；README 列有全部键名",
    ),
    Code(
        "P303", "no-organisation", "note",
        "no organisation code is set: 003 and 040 say XX-XxUND (undetermined)",
        "未设机构代码：003 与 040 写作 XX-XxUND（未定）",
        "set organisation in catalog.toml, or give --organisation",
        "请在 catalog.toml 中设 organisation，或用 --organisation 给出",
    ),
    Code(
        "P310", "bad-corrections", "error",
        "the corrections cannot be used: {problem}",
        "更正文件无法使用：{problem}",
        "mend the file; the README shows its form",
        "请修改该文件；写法见 README",
    ),
)  # fmt: skip

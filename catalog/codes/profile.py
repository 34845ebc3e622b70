"""P3xx: publication profiles and configuration."""

from catalog.codes.code import Code

CODES = (
    Code(
        "P301", "bad-profile", "error",
        "the publication profile cannot be read: {problem_en}",
        "刊物描述文件无法读取：{problem_zh}",
        "give a plain text file in UTF-8, as those in catalog/publications/",
        "请提供 UTF-8 编码的纯文本文件，可参照 catalog/publications/ 中的文件",
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
        "P304", "profile-not-toml", "error",
        "the profile is no TOML here: {problem_en}",
        "描述文件此处不合 TOML 语法：{problem_zh}",
        'write key = value, texts between straight quotes ", lists in [ ] with commas , between',
        "每项写作“键 = 值”；文字置于半角直引号 \" 之间，列表用半角 [ ] 与逗号 , ",
    ),
    Code(
        "P305", "profile-unknown-key", "error",
        "{key} is no key of a profile",
        "描述文件没有 {key} 这个键",
        "leave it out, or write it as it is spelt: {near}",
        "请删去，或改为正确的键名：{near}",
    ),
    Code(
        "P306", "profile-missing-key", "error",
        "the profile has no {key}",
        "描述文件缺少 {key}",
        "add {key}: {wanted_en}",
        "请补上 {key}：{wanted_zh}",
    ),
    Code(
        "P307", "profile-wrong-value", "error",
        "{key} does not hold what it should",
        "{key} 的值不合要求",
        "give {wanted_en}",
        "应填：{wanted_zh}",
    ),
    Code(
        "P308", "profile-twice", "error",
        "{key} {value} is also that of {other}; {left} is left out",
        "{key} {value} 与 {other} 相同；{left} 未被采用",
        "give each a slug, name and code of its own; yours replaces one of ours by having its slug",
        "请使各描述文件的 slug、name、code 互不相同；若要取代本程序自带的一种，请用它的 slug",
    ),
    Code(
        "P309", "profile-like-nothing", "warning",
        "no profile has the slug {like}; its headings are not taken over",
        "没有 slug 为 {like} 的描述文件，未取用其栏目",
        "`catalog publications` lists the slugs there are",
        "`catalog publications` 列有全部 slug",
    ),
    Code(
        "P310", "bad-corrections", "error",
        "the corrections cannot be used: {problem}",
        "更正文件无法使用：{problem}",
        "mend the file; the README shows its form",
        "请修改该文件；写法见 README",
    ),
    Code(
        "P311", "profile-check-digit", "error",
        "ISSN {issn} is misread: its check digit should be {digit}",
        "ISSN {issn} 有误：校验位应为 {digit}",
        "compare it with the periodical, digit by digit",
        "请逐位核对刊物上的号码",
    ),
    Code(
        "P312", "profile-expression", "error",
        "{heading} is a regular expression; headings are compared as they are printed",
        "{heading} 是正则表达式；栏目名按印出的文字比较",
        "write the heading as printed; * stands for any characters",
        "请照印出的写；* 代表任意文字",
    ),
    Code(
        "P313", "profile-more-faults", "note",
        "{count} more faults are not shown",
        "另有 {count} 处问题未列出",
        "mend those that are shown, and try again",
        "请先改正已列出的，再试一次",
    ),
    Code(
        "P314", "profile-lacks-heading", "note",
        "{heading} was read as a heading by its shape or marks; the profile does not name it",
        "{heading} 凭形状或标记读作栏目，描述文件未列出",
        "if it is one, add it to sections",
        "若确是栏目，请加入 sections",
    ),
)  # fmt: skip

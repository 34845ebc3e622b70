"""W75x: pinyin, P33x: the names file."""

from catalog.codes.code import Code

CODES = (
    Code(
        "W750", "reading-ambiguous", "note",
        "{text} was read {chosen}; it may also be {others}",
        "“{text}”读作 {chosen}，也可能读作 {others}",
        "settle it in the names file: {text} = {chosen}",
        "请在读音文件中确定：{text} = {chosen}",
    ),
    Code(
        "W751", "no-reading", "warning",
        "{text} has no reading that is known; it stands as it is",
        "“{text}”没有已知的读音，原样保留",
        "give a word or name that holds it with its reading in the names file",
        "请在读音文件中写出含该字的词语或姓名的读音",
    ),
    Code(
        "P330", "names-unreadable", "error",
        "the names file cannot be read: {problem_en}",
        "无法读取读音文件：{problem_zh}",
        "give the path of a text file in UTF-8",
        "请给出 UTF-8 文本文件的路径",
    ),
    Code(
        "P331", "names-row", "warning",
        "this row is no reading, or gives one a second time: {row}",
        "该行不是读音，或重复：{row}",
        "write 单田芳 = Shan Tianfang; surnames stand under [surnames]",
        "请写成：单田芳 = Shan Tianfang；姓氏写在 [surnames] 之下",
    ),
    Code(
        "P332", "names-reading", "warning",
        "{reading} is not the pinyin of {count} characters: {text}",
        "{reading} 不是 {count} 个字的拼音：{text}",
        "write a syllable for each character, ü as ü or v, an apostrophe where it is needed: Xi'an",
        "请为每个字写一个音节，ü 可写作 v，必要时用隔音符号：Xi'an",
    ),
    Code(
        "P333", "no-pinyin", "error",
        "pinyin needs the package pypinyin, which is not installed",
        "拼音需要 pypinyin 软件包，尚未安装",
        'pip install "kanmu-catalog[pinyin]"',
        '请运行：pip install "kanmu-catalog[pinyin]"',
    ),
)  # fmt: skip

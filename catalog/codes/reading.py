"""S1xx: files and folders that are read."""

from catalog.codes.code import Code

CODES = (
    Code(
        "S101", "not-found", "error",
        "there is no such file or folder",
        "没有这个文件或文件夹",
        "check the name, or give - to read standard input",
        "请检查名称；若从标准输入读取，请写 -",
    ),
    Code(
        "S102", "unreadable", "error",
        "cannot be read: {reason}",
        "无法读取：{reason}",
        "check that the file is an ordinary file and that you may read it",
        "请检查它是否为普通文件，以及是否有读取权限",
    ),
    Code(
        "S103", "empty", "error",
        "the file is empty",
        "文件是空的",
        "save the page again, or leave this file out",
        "请重新保存该页，或去掉此文件",
    ),
    Code(
        "S104", "no-text", "error",
        "this is not text: none of UTF-8, UTF-16 and GB18030 reads on beyond offset {offset}",
        "这不是文本：UTF-8、UTF-16、GB18030 读到偏移量 {offset} 处均无法继续",
        "save the page as UTF-8 text; if the encoding is another one, name it with --encoding",
        "请将该页另存为 UTF-8 文本；若为其他编码，请用 --encoding 指明",
    ),
    Code(
        "S105", "control-character", "warning",
        "{count} control or invisible character(s) left out of the values, the first is {character}",
        "有 {count} 个控制字符或不可见字符，未写入著录内容，第一个是 {character}",
        "look at the line; save the page again if the text looks damaged",
        "请查看该行；若文字有损，请重新保存该页",
    ),
    Code(
        "S106", "too-large", "error",
        "{size} MB is more than a page of text can be (at most {limit} MB)",
        "{size} MB 超出一页文本的可能大小（最多 {limit} MB）",
        "give the pages as single files",
        "请将各页分别存为单个文件",
    ),
    Code(
        "S107", "no-files", "error",
        "the folder holds no listing file ({suffixes})",
        "文件夹里没有目次文件（{suffixes}）",
        "give the folder that holds the pages, or name the files",
        "请给出存放各页的文件夹，或直接写出文件名",
    ),
    Code(
        "S108", "encoding", "note",
        "read as {encoding}",
        "按 {encoding} 读取",
        "if characters look wrong, name the encoding with --encoding",
        "若文字不对，请用 --encoding 指明编码",
    ),
    Code(
        "S109", "long-line", "warning",
        "a line of {length} characters is no line of a listing and was passed over",
        "一行有 {length} 个字符，不是目次的行，已略过",
        "save the page with its line ends",
        "请保留换行重新保存该页",
    ),
    Code(
        "S110", "wrong-encoding", "error",
        "the bytes at offset {offset} are no text in {encoding}",
        "偏移量 {offset} 处的字节不合 {encoding} 编码",
        "leave out --encoding, so that the encoding is told from the file, or name another one",
        "请去掉 --encoding，由程序自行判断编码，或改用其他编码",
    ),
    Code(
        "S111", "not-our-json", "error",
        "this is no issue file of catalog: {problem}",
        "这不是 catalog 的期次文件：{problem}",
        "catalog validate says all that is wrong with it; catalog export --format json writes such files",
        "catalog validate 会指出全部问题；此类文件由 catalog export --format json 写出",
    ),
)  # fmt: skip

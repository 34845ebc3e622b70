"""L2xx: listings on a page and their entries."""

from catalog.codes.code import Code

CODES = (
    Code(
        "L201", "no-listing", "warning",
        "no contents listing of a known publication was found on this page",
        "此页未找到已知刊物的目次",
        "the masthead must stand on a line of its own, such as 《刊名》2025年第11期",
        "刊头应独占一行，例如《刊名》2025年第11期",
    ),
    Code(
        "L202", "no-entries", "warning",
        "the masthead of {issue} is followed by no entry",
        "{issue} 的刊头之后没有条目",
        "check that the listing was saved together with its masthead",
        "请检查目次是否与刊头一并保存",
    ),
    Code(
        "L203", "unknown-publication", "warning",
        "a listing of 《{publication}》, which no profile describes, was left unread",
        "《{publication}》没有刊物描述文件，其目次未读",
        "describe the publication in a profile of its own, as those in catalog/publications/",
        "请仿照 catalog/publications/ 中的文件为该刊写一个描述文件",
    ),
    Code(
        "L204", "unread", "warning",
        "not understood and in no record: {text}",
        "未能读懂，未写入任何记录：{text}",
        "look at the line on the page and add to the record by hand what belongs there",
        "请对照原页，将应著录的内容手工补入记录",
    ),
    Code(
        "L205", "same-issue-again", "note",
        "{issue} stands also at {other}, word for word; it is taken once",
        "{issue} 在 {other} 处另有一份，文字相同，只取一次",
        "nothing to do",
        "无需处理",
    ),
    Code(
        "L206", "issue-differs", "error",
        "{issue} stands also at {other} with other entries; the copy here is not exported",
        "{issue} 在 {other} 处另有一份，条目不同；此处的一份未导出",
        "compare the two listings and leave one of the files out",
        "请比较两处目次，去掉其中一个文件",
    ),
    Code(
        "L207", "impossible-number", "warning",
        "{issue}: a {frequency} periodical has no number {number}",
        "{issue}：该刊每年没有第 {number} 期（{frequency}）",
        "check the masthead; a misread digit is likely",
        "请核对刊头，可能有数字误识",
    ),
    Code(
        "L208", "close-call", "note",
        "read as {reading_en}, with confidence {confidence}; the next reading is {other_en}: {other}",
        "读作{reading_zh}，把握 {confidence}；其次的读法是{other_zh}：{other}",
        "compare with the page; catalog explain {file}:{line} shows every reading",
        "请对照原页；catalog explain {file}:{line} 列出全部读法",
    ),
    Code(
        "L211", "odd-masthead", "warning",
        "this line names an issue of a known publication, but not in a form that is understood; nothing "
        "from here to the next masthead was read",
        "此行提到已知刊物的某一期，但写法未能读懂；由此至下一刊头均未读",
        "write the masthead as 《刊名》2025年第11期, one listing for each issue",
        "请将刊头写成《刊名》2025年第11期的样子，每期各为一份目次",
    ),
    Code(
        "L209", "correction-unfit", "warning",
        "the correction of “{text}” to {read} fits no line of the page, or more than one",
        "“{text}”的更正（{read}）与页上的行不符，或符合的不止一行",
        "compare its line with the page, and mend or remove it",
        "请与原页核对该更正的 line，修改或删去它",
    ),
    Code(
        "L210", "corrected", "note",
        "read as {reading_en}, because {file} says so",
        "按 {file} 读作{reading_zh}",
        "nothing to do",
        "无需处理",
    ),
)  # fmt: skip

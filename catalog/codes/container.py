"""X5xx: files that should hold records, in whatever container."""

from catalog.codes.code import Code

CODES = (
    Code(
        "X501", "other-file", "error",
        "this is {found_en}, which cannot be read here",
        "这是 {found_zh}，此处无法读取",
        "give MARC in a container that `catalog convert --help` names, or our JSON; a listing is for "
        "`catalog export` and `catalog validate`; unpack what is packed (gzip, RAR, 7z), and export what a "
        "program keeps in files of its own",
        "请给出 `catalog convert --help` 所列任一格式的 MARC 或本程序的 JSON；目次请用 `catalog export` 或 "
        "`catalog validate`；压缩文件（gzip、RAR、7z）请先解压，其他程序的专用文件请先导出",
    ),
    Code(
        "X503", "no-end-of-record", "error",
        "more than {limit} MB without the end of a record; the rest of the file was not read",
        "超过 {limit} MB 仍未见记录结束；文件其余部分未读",
        "check how the file was made: a record of MARC is shorter than 100 kB",
        "请检查文件来源：一条 MARC 记录不超过 100 kB",
    ),
    Code(
        "X524", "no-records", "warning",
        "there is no record in the file",
        "文件中没有记录",
        "check the export that made it",
        "请检查生成该文件的导出操作",
    ),
    Code(
        "X525", "empty-record", "error",
        "the record has no fields; some loaders stop at such a record",
        "记录没有任何字段；有的系统读到空记录就停止",
        "look at the file: if nothing stands there that was to be fields, delete the record",
        "请查看文件：该处若没有本应成为字段的内容，就删去这条记录",
    ),
    Code(
        "X536", "record-length", "error",
        "leader/00-04 is {found}; the record, at byte {offset}, has {actual} bytes",
        "头标区 00-04 为 {found}，而位于第 {offset} 字节的记录长 {actual} 字节",
        "`catalog convert` writes the record with its true length, unless it cannot be read",
        "记录若可读取，`catalog convert` 会按实际长度重新写出",
    ),
    Code(
        "X537", "base-address", "error",
        "leader/12-16 is {found}; the data of the record, at byte {offset}, begin at {actual}",
        "头标区 12-16 为 {found}，而位于第 {offset} 字节的记录数据始于 {actual}",
        "`catalog convert` writes the record with its true base address, unless it cannot be read",
        "记录若可读取，`catalog convert` 会按实际基地址重新写出",
    ),
    Code(
        "X538", "directory", "error",
        "lengths and places in the directory are not those of the fields, which were cut at their ends",
        "目次区所列的长度与位置同字段不符；各字段已按结束符分开",
        "compare the record with its source; `catalog convert` writes it with a true directory",
        "请与来源核对；`catalog convert` 会按实际情况重写目次区",
    ),
    Code(
        "X539", "not-in-directory", "error",
        "{length} bytes of the record are named by no entry of its directory and were not read",
        "记录中有 {length} 字节不在目次区所列之内，未读取",
        "fetch or export the record again",
        "请重新获取或导出该记录",
    ),
    Code(
        "X540", "fields-not-told-apart", "error",
        "the record was not read: its directory has {entries} entries, the data {fields} fields",
        "记录未读取：目次区有 {entries} 项，数据却有 {fields} 个字段",
        "fetch or export the record again",
        "请重新获取或导出该记录",
    ),
    Code(
        "X541", "record-cut-short", "error",
        "the file ends in the middle of a record, of which {length} bytes are there; it was not read",
        "文件在记录中途结束，该记录只有 {length} 字节，未读取",
        "fetch or export the file again: its end is missing",
        "请重新获取或导出：文件缺少结尾",
    ),
    Code(
        "X542", "no-field", "error",
        "the record was not read: this line is no field: {text}",
        "记录未读取：此行不是字段：{text}",
        "mend the line; in mnemonic text it reads =245  10$aTitle, in a worksheet 2001 ǂa and the title",
        "请修改该行；助记符文本写作 =245  10$a题名，工作单写作 2001 ǂa题名",
    ),
    Code(
        "X543", "field-form", "error",
        "the record was not read: in field {field}, {problem_en}",
        "记录未读取：字段 {field} 中{problem_zh}",
        "a field has two indicators, then subfields, each with a code of one character",
        "字段先有两个指示符，后为子字段，每个子字段有一个字符的代码",
    ),
    Code(
        "X544", "no-leader", "error",
        "the record was not read: it does not begin with a leader of 24 characters",
        "记录未读取：开头不是 24 个字符的头标区",
        "fetch or export the record again; an empty line ends one in mnemonic text: delete it",
        "请重新获取或导出该记录；助记符文本中空行即记录结束，记录中间的空行请删去",
    ),
    Code(
        "X545", "bytes-of-other-encoding", "error",
        "the record was not read: its bytes are not {encoding}: {found}",
        "记录未读取：其字节不是 {encoding} 编码：{found}",
        "if other records of the file are read, this one is damaged: export it again; if hardly any is, give "
        "this command their encoding, such as --encoding gb18030; save JSON as UTF-8",
        "若文件中其他记录可读，则此记录已损坏，请重新导出；若几乎都不可读，请用本命令的 --encoding 指明编码，"
        "如 --encoding gb18030；JSON 请存为 UTF-8",
    ),
    Code(
        "X546", "endless-record", "error",
        "more than {limit} MB without the end of a record; it was not read",
        "超过 {limit} MB 仍未见记录结束；该记录未读取",
        "check how the file was made: a record of MARC is shorter than 100 kB",
        "请检查文件来源：一条 MARC 记录不超过 100 kB",
    ),
    Code(
        "X547", "unknown-mnemonic", "warning",
        "{{{name}}} is no mnemonic that is known here; it was read as it stands",
        "{{{name}}} 不是已知的助记符，按原样读取",
        "write the character itself, or {{lcub}} and {{rcub}} for braces that are meant as such",
        "请直接写该字符；花括号本身请写作 {{lcub}}、{{rcub}}",
    ),
    Code(
        "X548", "encoding-declared", "warning",
        "{declared} does not announce {encoding}, which the bytes of the record are",
        "{declared} 并未标明 {encoding}，而记录的字节是 {encoding}",
        "nothing to do here; `catalog convert` writes leader/09 and 100 $a/26-29 as the new file needs them",
        "此处无需处理；`catalog convert` 会按新文件的编码写头标区 09 位与 100 $a/26-29",
    ),
    Code(
        "X550", "broken-json", "error",
        "the JSON is broken here, and what is broken was not read: {problem_en}",
        "JSON 在此处有误，出错部分未读取：{problem_zh}",
        "mend the line, or export the file again: all records in one array, [{{…}}, {{…}}], "
        "or each on a line of its own",
        "请修改该行，或重新导出：所有记录放入一个数组 [{{…}}, {{…}}]，或每条记录各占一行",
    ),
    Code(
        "X551", "several-keys", "warning",
        "an object of {of} has the keys {keys}, where one should stand; all were read",
        "{of} 的一个对象中有多个键 {keys}，本应只有一个；均已读取",
        "write an object for each field and each subfield",
        "每个字段、每个子字段各写一个对象",
    ),
    Code(
        "X552", "no-marc-in-json", "error",
        "the record was not read: {key} is not once there in the form of MARC-in-JSON",
        "记录未读取：{key} 未以 MARC-in-JSON 的形式出现恰好一次",
        'the form is {{"leader": "…", "fields": [{{"001": "…"}}, {{"245": {{"ind1": "1", "ind2": "0", '
        '"subfields": [{{"a": "…"}}]}}}}]}}',
        '形式为 {{"leader": "…", "fields": [{{"001": "…"}}, {{"245": {{"ind1": "1", "ind2": "0", '
        '"subfields": [{{"a": "…"}}]}}}}]}}',
    ),
    Code(
        "X553", "key-not-read", "warning",
        "the key {key} belongs to no record of MARC and was not read",
        "键 {key} 不属于 MARC 记录，未读取",
        "nothing to do, unless it holds something of worth",
        "若其中没有要紧的内容，无需处理",
    ),
    Code(
        "X554", "given-up", "error",
        "{count} records in a row cannot be read or have no fields: the rest of the file was not read",
        "连续 {count} 条记录无法读取或没有字段：文件其余部分未读取",
        "check that it is a file of records, and whole; cut off what is damaged to have the rest read",
        "请检查它是否为完整的记录文件；截去损坏部分后，其余部分才能读取",
    ),
    Code(
        "X568", "broken-off", "error",
        "the record at byte {offset} breaks off after {length} bytes, where the next begins; it was not read",
        "位于第 {offset} 字节的记录在 {length} 字节后中断，其后即为下一条记录；该记录未读取",
        "fetch or export the record again; those behind it were read",
        "请重新获取或导出该记录；其后的记录已读取",
    ),
    Code(
        "X569", "between-records", "error",
        "{length} bytes before the record, at byte {offset}, belong to none and were not read",
        "记录之前自第 {offset} 字节起有 {length} 字节不属于任何记录，未读取",
        "see what they are: what is left of another record, or a byte order mark, which has no place here",
        "请查看其内容：可能是另一条记录的残余，或此处不应有的字节顺序标记",
    ),
    Code(
        "X570", "gb18030-by-another-name", "error",
        "the file is declared as {encoding}, which has no {character}; what follows was not read",
        "文件声明为 {encoding}，其中没有 {character}；其后未读",
        'write encoding="GB18030" in the first line: it has all that GB2312 and GBK have, and this character',
        '请在首行写 encoding="GB18030"：它包含 GB2312、GBK 的全部字符及此字',
    ),
    Code(
        "X571", "wide-encoding", "error",
        "the file is {encoding}, in which it cannot be read; nothing of it was",
        "文件为 {encoding} 编码，无法按此读取；全部内容未读",
        "save the file as UTF-8; UTF-16 is read in XML that begins with a byte order mark or says so",
        "请将文件存为 UTF-8；只有以字节顺序标记开头或已声明编码的 XML 可用 UTF-16",
    ),
    Code(
        "X572", "raw-dollar", "warning",
        "$1 of the script in $6 has a bare dollar sign; it was read as the script",
        "$6 中表示文字的 $1 直接写了 $ 号；已按文字代码读取",
        "write the sign as MARCMaker does, by its name dollar in braces: other programs read a subfield $1; "
        "`catalog convert` writes it so",
        "请按 MARCMaker 的写法，以花括号中的名称 dollar 代替该符号：其他程序会读成子字段 $1；"
        "`catalog convert` 会这样写出",
    ),
    Code(
        "X576", "two-formats", "warning",
        "here begin records of {found}, while those above, such as {other}, are of {said}",
        "此处起为 {found} 记录，而此前的记录（如 {other}）为 {said}",
        "part the file: a library system loads one format at a time",
        "请拆分文件：图书馆系统一次只装载一种格式",
    ),
)  # fmt: skip

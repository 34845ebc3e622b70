"""X5xx: XML that should hold records: its syntax, its namespaces and elements, answers of servers."""

from catalog.codes.code import Code

CODES = (
    Code(
        "X502", "other-xml", "error",
        "the XML begins with <{found}>, not with a collection or record of MARCXML",
        "XML 以 <{found}> 开头，不是 MARCXML 的 collection 或 record",
        "take the MARC records out of their wrapping, or export MARCXML; answers of OAI-PMH 2.0 and SRU are "
        "read as they are, if their first element is in the namespace of either",
        "请取出其中的 MARC 记录，或重新导出 MARCXML；"
        "OAI-PMH 2.0 与 SRU 的响应可直接读取，但首个元素须有其命名空间",
    ),
    Code(
        "X504", "too-deep", "error",
        "elements are nested too deeply; the rest of the file was not read",
        "元素嵌套过深；文件其余部分未读",
        "a record of MARCXML has three levels: record, datafield, subfield",
        "MARCXML 记录只有三层：record、datafield、subfield",
    ),
    Code(
        "X505", "document-type", "error",
        "the XML declares a document type (DOCTYPE) and was not read: entities in it can harm",
        "XML 含有文档类型声明（DOCTYPE），未读取：其中的实体可能有害",
        "delete the declaration; MARCXML needs none",
        "请删去该声明；MARCXML 不需要",
    ),
    Code(
        "X510", "not-well-formed", "error",
        "the XML is broken here, and what follows was not read: {problem_en}",
        "XML 在此处有误，其后未读：{problem_zh}",
        "mend the line; records before it were checked",
        "请修改该行；此前的记录已检查",
    ),
    Code(
        "X511", "tags-do-not-match", "error",
        "<{opened}> of line {opened_line} is closed by </{closed}>; what follows was not read",
        "第 {opened_line} 行的 <{opened}> 由 </{closed}> 结束；其后未读",
        "close every element by its own name, the last one opened first",
        "每个元素须以同名标记结束，后开的先关",
    ),
    Code(
        "X512", "truncated", "error",
        "the file ends in the middle of the XML",
        "文件在 XML 中途结束",
        "fetch or export the file again: its end is missing",
        "请重新获取或导出：文件缺少结尾",
    ),
    Code(
        "X513", "raw-ampersand", "error",
        "a bare & in the text; what follows was not read",
        "文字中有未转义的 &；其后未读",
        "write &amp;",
        "请写作 &amp;",
    ),
    Code(
        "X514", "raw-less-than", "error",
        "a bare < in the text; what follows was not read",
        "文字中有未转义的 <；其后未读",
        "write &lt;",
        "请写作 &lt;",
    ),
    Code(
        "X515", "unknown-entity", "error",
        "&{name}; is no entity of XML; what follows was not read",
        "&{name}; 不是 XML 实体；其后未读",
        "write the character itself",
        "请直接写该字符",
    ),
    Code(
        "X516", "character-not-allowed", "error",
        "{character} may not stand in XML; what follows was not read",
        "{character} 不得出现在 XML 中；其后未读",
        "delete the character, also when it is written as a reference",
        "请删去该字符；写成字符引用也不行",
    ),
    Code(
        "X517", "bad-bytes", "error",
        "the bytes here do not fit the encoding {encoding}; what follows was not read",
        "此处字节不合 {encoding} 编码；其后未读",
        "save the file as UTF-8, or name its true encoding in the first line",
        "请将文件存为 UTF-8，或在首行写明实际编码",
    ),
    Code(
        "X518", "unknown-encoding", "error",
        "the encoding {encoding} named in the first line cannot be read",
        "首行所写编码 {encoding} 无法读取",
        "save the file as UTF-8",
        "请将文件存为 UTF-8",
    ),
    Code(
        "X519", "undeclared-prefix", "error",
        "the prefix {prefix} has no namespace; what follows was not read",
        "前缀 {prefix} 没有声明命名空间；其后未读",
        'declare it on the first element: xmlns:{prefix}="http://www.loc.gov/MARC21/slim"',
        '请在首个元素声明：xmlns:{prefix}="http://www.loc.gov/MARC21/slim"',
    ),
    Code(
        "X520", "after-the-end", "error",
        "there is more after the end of the first element; it was not read",
        "首个元素结束之后还有内容，未读",
        "put all records into one <collection>",
        "请将所有记录放入一个 <collection>",
    ),
    Code(
        "X521", "no-namespace", "error",
        "<{name}> is in no namespace",
        "<{name}> 没有命名空间",
        'write xmlns="http://www.loc.gov/MARC21/slim" on the first element, '
        'of CNMARC xmlns="info:lc/xmlns/marcxchange-v1"',
        '请在首个元素写明 xmlns="http://www.loc.gov/MARC21/slim"，'
        'CNMARC 为 xmlns="info:lc/xmlns/marcxchange-v1"',
    ),
    Code(
        "X522", "wrong-namespace", "error",
        "<{name}> is in the namespace {found}, not in that of MARCXML or MarcXchange",
        "<{name}> 的命名空间是 {found}，不是 MARCXML 或 MarcXchange 的",
        'write xmlns="http://www.loc.gov/MARC21/slim" on the first element, '
        'of CNMARC xmlns="info:lc/xmlns/marcxchange-v1"',
        '请在首个元素写明 xmlns="http://www.loc.gov/MARC21/slim"，'
        'CNMARC 为 xmlns="info:lc/xmlns/marcxchange-v1"',
    ),
    Code(
        "X530", "misplaced-element", "error",
        "<{name}> may not stand here",
        "此处不得有 <{name}>",
        "the order is leader, controlfield, datafield with its subfields; nothing else",
        "顺序为 leader、controlfield、datafield 及其 subfield，不得有其他元素",
    ),
    Code(
        "X531", "missing-attribute", "error",
        "<{name}> has no attribute {attribute}",
        "<{name}> 缺少属性 {attribute}",
        "write it; a blank indicator is a space in quotation marks",
        "请补写；空白指示符写成引号中的一个空格",
    ),
    Code(
        "X532", "unknown-attribute", "error",
        "<{name}> may not have the attribute {attribute}",
        "<{name}> 不得有属性 {attribute}",
        "delete it",
        "请删去",
    ),
    Code(
        "X533", "stray-text", "error",
        "text stands directly in <{name}>",
        "<{name}> 之中直接写有文字",
        "text belongs into leader, controlfield and subfield only",
        "文字只能写在 leader、controlfield、subfield 中",
    ),
    Code(
        "X534", "schema", "error",
        "<{name}> does not fit the schema of MARCXML: {problem}",
        "<{name}> 不合 MARCXML 模式：{problem}",
        "see schemas/marcxml.xsd",
        "请参照 schemas/marcxml.xsd",
    ),
    Code(
        "X535", "element-in-text", "error",
        "an element stands in <{name}>, which holds nothing but text",
        "<{name}> 中只能有文字，却含有元素",
        "delete the element, or write &lt; where the text has a <",
        "请删去该元素；文字中的 < 请写作 &lt;",
    ),
    Code(
        "X549", "more-indicators", "error",
        "a record has two indicators of one character here: what {attributes} says beyond was not read",
        "本程序的记录只有两个单字符指示符：{attributes} 多出的部分未读取",
        "check the field by hand",
        "请手工核对该字段",
    ),
    Code(
        "X573", "other-format", "error",
        "the answer of {envelope} has records of another format here, such as <{name}>, which were not read",
        "{envelope} 响应中有其他格式的记录（如 <{name}>），未读取",
        "ask the server for MARCXML: by metadataPrefix, such as marcxml or marc21, in OAI-PMH, by "
        "recordSchema in SRU; MODS is checked where the first record of a file is MODS",
        "请向服务器索取 MARCXML：OAI-PMH 用 metadataPrefix（如 marcxml、marc21），SRU 用 recordSchema；"
        "文件首条记录为 MODS 时按 MODS 检查",
    ),
    Code(
        "X574", "escaped-record", "error",
        "the record in <{name}> is packed as a text; it and others like it were not read",
        "<{name}> 中的记录以文本形式封装；此条及同类记录未读取",
        "ask the server for XML: recordPacking=xml in SRU 1.1 and 1.2, recordXMLEscaping=xml in SRU 2.0",
        "请向服务器索取 XML：SRU 1.1、1.2 用 recordPacking=xml，SRU 2.0 用 recordXMLEscaping=xml",
    ),
    Code(
        "X575", "server-error", "error",
        "the server sent an error in the place of a record: {message}",
        "服务器返回的不是记录而是错误：{message}",
        "mend the request and send it again",
        "请修改请求后重新获取",
    ),
)  # fmt: skip

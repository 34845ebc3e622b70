"""R47x-R48x: lengths and characters of any record."""

from catalog.codes.code import Code

CODES = (
    Code(
        "R470", "field-too-long", "error",
        "the field takes {length} bytes; ISO 2709 holds 9,999",
        "字段长 {length} 字节，ISO 2709 最多 9,999 字节",
        "split it: a contents note (505) may be repeated, a second one with first indicator 8",
        "请拆分：目次附注（505）可重复，后续字段第一指示符用 8",
    ),
    Code(
        "R471", "record-too-long", "error",
        "the record takes {length} bytes; ISO 2709 holds 99,999",
        "记录长 {length} 字节，ISO 2709 最多 99,999 字节",
        "shorten its notes or divide it into several records",
        "请缩短附注，或拆成几条记录",
    ),
    Code(
        "R472", "record-far-too-long", "error",
        "the record takes {length} bytes, far more than a record of MARC can; only its lengths were checked",
        "记录长 {length} 字节，远超 MARC 记录的容量；只检查了长度",
        "check how the file was made; several records may have run into one",
        "请检查文件来源；可能是多条记录并成了一条",
    ),
    Code(
        "R480", "control-in-text", "error",
        "{character} in the text: a control character",
        "文字中有控制字符 {character}",
        "delete it; a line break or tab becomes a space",
        "请删去；换行或制表符改为空格",
    ),
    Code(
        "R481", "invisible-character", "warning",
        "{character} in the text: it cannot be seen, and a search for the words fails",
        "文字中有不可见字符 {character}，会使检索落空",
        "delete it",
        "请删去",
    ),
    Code(
        "R482", "private-use-character", "warning",
        "{character} in the text: a private character that other systems show differently or not at all",
        "文字中有专用区字符 {character}，其他系统无法正确显示",
        "look up the printed character and write its Unicode one",
        "请查对原字，改用 Unicode 标准字符",
    ),
    Code(
        "R483", "replacement-character", "error",
        "{character} in the text: a character was lost when the file was converted",
        "文字中有 {character}：转换编码时丢失了字符",
        "restore it from the source",
        "请照原件补正",
    ),
    Code(
        "R484", "noncharacter", "error",
        "{character} in the text: no character at all",
        "文字中有 {character}，不是字符",
        "delete it",
        "请删去",
    ),
    Code(
        "R485", "not-normalised", "warning",
        "{character} in the text is not in Unicode's composed form (NFC), which is {composed}",
        "文字中的 {character} 不是 Unicode 合成形式（NFC），应为 {composed}",
        "normalise the file to NFC, after a look at compatibility ideographs",
        "请将文件规范化为 NFC；兼容汉字请先核对",
    ),
    Code(
        "R486", "escaped-twice", "warning",
        "the text holds {found}: it was escaped twice",
        "文字中有 {found}：被转义了两次",
        "write the character itself",
        "请改写为字符本身",
    ),
    Code(
        "R487", "markup", "warning",
        "the text holds {found}: markup of a web page",
        "文字中有网页标记 {found}",
        "delete the tag",
        "请删去标记",
    ),
    Code(
        "R488", "mistaken-encoding", "error",
        "“{found}” is text whose encoding was mistaken: {written} read as {read}; meant is perhaps “{meant}”",
        "“{found}”是误认编码的文字：把 {written} 当作 {read} 读入；原文可能是“{meant}”",
        "go back to the file as it was before it was converted, and name its true encoding",
        "请回到转换之前的文件，并指明其实际编码",
    ),
    Code(
        "R489", "decomposed-text", "note",
        "{character} in the text is not in Unicode's composed form (NFC), which is {composed}",
        "文字中的 {character} 不是 Unicode 合成形式（NFC），应为 {composed}",
        "nothing to do where the system composes text itself; else normalise the file to NFC",
        "若系统自行合成，则无需处理；否则请将文件规范化为 NFC",
    ),
)  # fmt: skip

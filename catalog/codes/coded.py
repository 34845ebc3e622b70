"""R537-R555: what a field lacks, codes of lists, pinyin, punctuation, dates."""

from catalog.codes.code import Code

CODES = (
    Code(
        "R537", "no-source", "warning",
        "{tag} has no $2, which names the list that its code, term or number is of",
        "{tag} 没有 $2：不知代码、术语或号码出自哪个表",
        "write the code of the list into $2, such as clc or fast; see {url}",
        "请在 $2 写明来源代码，例如 clc、fast；参照 {url}",
    ),
    Code(
        "R538", "source-not-asked", "warning",
        "{tag} $2 names a list, but indicator {number} is “{found}”, which names one already",
        "{tag} $2 写了来源，而第 {number} 指示符为“{found}”，已经指明来源",
        "write 7 into the indicator if $2 is right, else delete $2; see {url}",
        "$2 若正确，指示符应为 7；否则请删去 $2；参照 {url}",
    ),
    Code(
        "R539", "no-main-subfield", "error",
        "{tag} has no {expected}, without which the rest says nothing",
        "{tag} 没有 {expected}，其余子字段就没有意义",
        "write {expected}, or delete the field; see {url}",
        "请补写 {expected}，或删去该字段；参照 {url}",
    ),
    Code(
        "R540", "code-of-a-list", "warning",
        "{name} “{found}” is not of the list {list}",
        "{name}“{found}”不在代码表 {list} 中",
        "look for a mistyped code, a term or full-width letters; see {url}",
        "请查看是否误写代码、写成了文字或全角字母；参照 {url}",
    ),
    Code(
        "R541", "languages-differ", "warning",
        "041 $a begins with {found}, but 008/35-37 is {fixed}",
        "041 $a 首个语种为 {found}，而 008/35-37 为 {fixed}",
        "write the language of the text into both, the main one first",
        "两处都应写正文的语种，主要语种在前",
    ),
    Code(
        "R542", "not-pinyin", "warning",
        "{name} is for pinyin, but holds “{found}”",
        "{name} 应为拼音，却含有“{found}”",
        "write pinyin in ordinary Latin letters there, and the characters into the subfield before it",
        "此处请用半角拉丁字母写拼音，汉字写入前面的子字段",
    ),
    Code(
        "R543", "field-link", "warning",
        "$8 “{found}” is not of the form number, full stop, number, \\type of link",
        "$8“{found}”不是“编号.序号\\连接类型”的形式",
        "write such as 1 or 1.2\\c; types are a, c, p, r, u and x",
        "请写成 1 或 1.2\\c 的形式，连接类型为 a、c、p、r、u、x",
    ),
    Code(
        "R552", "isbd-punctuation", "warning",
        "leader/18 is c, ISBD punctuation omitted, but “{found}” stands before 245 ${subfield}",
        "头标 18 位为 c（省略 ISBD 标识符），而 245 ${subfield} 前有“{found}”",
        "write i into leader/18, or take the marks away: a system that adds them shows them twice",
        "头标 18 位请写 i，或删去标识符：自动加标识符的系统会重复显示",
    ),
    Code(
        "R553", "dates-differ", "warning",
        "{where} says {found}, but {coded} is {date}, the one date of publication",
        "{where} 为 {found}，而 {coded} 的出版年为 {date}",
        "write the year of publication into both; reprints and spans of years have types of their own",
        "两处都应写出版年；重印和跨年出版另有日期类型",
    ),
    Code(
        "R555", "punctuation-lacking", "warning",
        "no “{expected}” stands before 245 ${subfield}, though {other} has its ISBD punctuation",
        "245 ${subfield} 前没有“{expected}”，而 {other} 有 ISBD 标识符",
        "write the mark at the end of the subfield before it: leader/18 says that the record has them",
        "请在前一子字段末尾补写：头标 18 位表明记录含有标识符",
    ),
)  # fmt: skip

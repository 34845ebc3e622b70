"""R53x: numbers and addresses that name a publication."""

from catalog.codes.code import Code

CODES = (
    Code(
        "R530", "isbn-form", "error",
        "“{found}” is no ISBN: ten digits, or thirteen beginning with 978 or 979",
        "“{found}”不是 ISBN：应为十位数字，或以 978、979 开头的十三位数字",
        "compare it with the publication; a number that is wrong there goes into $z of 020 (010 in CNMARC)",
        "请照出版物核对；出版物上本来就错的号写入 020（CNMARC 为 010）的 $z",
    ),
    Code(
        "R531", "isbn-check-digit", "error",
        "ISBN {found} has a wrong check digit; it would end in {expected}",
        "ISBN {found} 的校验位不对，应为 {expected}",
        "compare it with the publication; a number that is wrong there goes into $z of 020 (010 in CNMARC)",
        "请照出版物核对；出版物上本来就错的号写入 020（CNMARC 为 010）的 $z",
    ),
    Code(
        "R532", "doi-form", "error",
        "“{found}” is no DOI: 10., four or more digits, a slash and what the publisher assigned",
        "“{found}”不是 DOI：应为 10.、四位以上数字、斜线和出版者所给的后缀",
        "copy it from the publication, such as 10.1000/182",
        "请照出版物核对，例如 10.1000/182",
    ),
    Code(
        "R533", "doi-twice", "warning",
        "DOI {found} stands also in record {other}",
        "DOI {found} 也出现在记录 {other}",
        "look which of the two it belongs to: no two articles have the same",
        "请核对应属哪一条：两篇文章不会有同一个 DOI",
    ),
    Code(
        "R534", "spreadsheet-number", "error",
        "“{found}” is a number as a spreadsheet shows it; its last digits are lost",
        "“{found}”是电子表格显示的数，末尾的数字已经丢失",
        "take the number from where it came; in the spreadsheet, make the column text",
        "请从原始数据取回；电子表格中应将该列设为文本",
    ),
    Code(
        "R535", "system-number-form", "warning",
        "035 $a “{found}” does not begin with the code of an organisation in parentheses",
        "035 $a “{found}”开头没有圆括号中的机构代码",
        "write whose number it is, such as (OCoLC)1234; else two systems may take it for each their own",
        "请写明是谁的编号，例如 (OCoLC)1234，否则别的系统会误认作自己的",
    ),
    Code(
        "R536", "address", "error",
        "“{found}” is no address that opens: https://, a host, then no blank, backslash or full stop 。",
        "“{found}”不是可以打开的网址：应为 https:// 加主机名，其后没有空格、反斜线和句号",
        "copy the address from the browser, one a subfield, such as https://www.example.org/a.html",
        "请从浏览器复制，每个子字段一个，例如 https://www.example.org/a.html",
    ),
    Code(
        "R544", "class-number", "warning",
        "“{found}” is no number of the Chinese Library Classification",
        "“{found}”不是《中国图书馆分类法》的分类号",
        "begin with the letter of a class, in ASCII, such as D412.6; one number a subfield",
        "请以大类字母开头，用半角字符，例如 D412.6；每个子字段一个分类号",
    ),
    Code(
        "R545", "issn-twice", "warning",
        "ISSN {found} stands also in record {other}",
        "ISSN {found} 也出现在记录 {other}",
        "look whose it is: two periodicals do not share one; of one periodical keep one record",
        "请核对应属哪一种刊物：两种刊物不会有同一个 ISSN；同一刊物只留一条记录",
    ),
    Code(
        "R546", "terms-together", "warning",
        "{tag} $a “{found}” holds several terms",
        "{tag} $a“{found}”含有多个主题词",
        "write each term into a subfield of its own: the system finds but the whole",
        "请每个子字段写一个词：系统只能按整体检索",
    ),
)  # fmt: skip

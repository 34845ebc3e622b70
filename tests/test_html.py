"""What a page of HTML shows: markup on the left, the lines of the page on the right."""

from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.diagnostics import Diagnostic
from catalog.readers.html import looks_like_html, read_html
from catalog.source import SourceDocument, SourceSpan
from tests.pace import paced

LISTINGS = sorted((Path(__file__).parent / "cases" / "listings").glob("dev-*.txt"))


def read(markup: str | bytes, encoding: str | None = None) -> tuple[SourceDocument, list[Diagnostic]]:
    data = markup if isinstance(markup, bytes) else markup.encode()
    document, findings = read_html(data, "page.html", encoding)
    assert document is not None, findings
    return document, findings


def codes(findings: list[Diagnostic]) -> list[str]:
    return [item.code for item in findings]


# fmt: off
LINES: dict[str, list[tuple[str, list[str]]]] = {
    "blocks": [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("甲<p>乙<p>丙", ["甲", "乙", "丙"]),
        ("<div><div>甲<div>乙</div></div>丙</div>", ["甲", "乙", "丙"]),
        ("<h1>甲</h1>乙<center>丙</center><dl><dt>丁<dd>戊</dl>", ["甲", "乙", "丙", "丁", "戊"]),
        ("<ul><li>甲<li>乙<ol><li>丙</ol></ul>丁", ["甲", "乙", "丙", "丁"]),
        ("甲<hr>乙<nav>丙</nav><footer>丁</footer>", ["甲", "", "乙", "", "丙", "", "丁", ""]),
        ("<span style='display:block'>甲</span><b>乙</b>", ["甲", "乙"]),
        ("<div style='display: inline'>甲</div><b>乙</b>", ["甲  乙"]),
    ],
    "breaks": [
        ("甲<br>乙<br/>丙<BR CLEAR=all>丁", ["甲", "乙", "丙", "丁"]),
        ("甲<br><br>乙", ["甲", "", "乙"]),
        ("<p>甲<br></p><p>乙", ["甲", "乙"]),
        ("<p>甲</p><br><p>乙", ["甲", "", "乙"]),
        ("甲\n乙", ["甲", "乙"]),
        ("<p>\r\n  甲\r\n\t乙  \r\n</p>", ["甲", "乙"]),
        ("甲\n<br>\n乙", ["甲", "乙"]),
        ("甲<!--\n-->乙", ["甲乙"]),
        ("甲\n<!-- -->\n乙", ["甲", "乙"]),
        ("<b>甲</b>\n<b>乙</b>", ["甲 乙"]),
        ("甲<wbr>乙<img src=x>丙", ["甲乙丙"]),
        ("甲\n<img src=x>\n乙", ["甲 乙"]),
        ("<pre>甲\n\n  乙 <b>丙\n丁</b>\n</pre>戊\n己", ["甲", "", "  乙 丙", "丁", "戊", "己"]),
        ("<p style='white-space: pre-wrap'>甲\n 乙</p>", ["甲", " 乙"]),
    ],
    "blanks": [
        ("<p>  甲　乙  </p>", ["甲　乙"]),
        ("<p>甲   乙\t丙</p>", ["甲   乙\t丙"]),
        ("<p>　　甲　　</p>", ["　　甲"]),
        ("<p>&nbsp; &nbsp;甲&nbsp;乙&emsp;丙</p>", ["\xa0 \xa0甲\xa0乙\u2003丙"]),
        ("<p>甲</p><p>&nbsp;</p><p>　</p><p> </p><p>乙</p>", ["甲", "\xa0", "　", "乙"]),
        ("甲　\n　　乙", ["甲", "　　乙"]),
    ],
    "references": [
        ("&#38472;&#x5F3A;&ldquo;&hellip;&rdquo;&middot;&times;&#150;", ["陈强“…”·×–"]),
        ("A&amp;B A&B A&&B &lt;甲&gt; &amp;lt; &unknown; &hellip",
         ["A&B A&B A&&B <甲> &lt; &unknown; &hellip"]),
        ("甲&nbsp乙&nbspB&copyC &#0;&#1;&#xD800;", ["甲\xa0乙\xa0B©C \ufffd\ufffd"]),
        ("1 < 2 <3 <<甲>> 5>4 </ 乙>丙", ["1 < 2 <3 <<甲>> 5>4 丙"]),
        ("甲&#10;乙&#13;丙", ["甲", "乙", "丙"]),
    ],
    "fields": [
        ("<a>甲</a> <span>乙</span>", ["甲  乙"]),
        ("<li>\n <a>甲</a>\n <span>乙</span>\n <em>9</em>\n</li>", ["甲  乙  9"]),
        ("<span>甲</span><span>乙</span><i>丙</i>", ["甲  乙  丙"]),
        ("<span class=t><a>甲</a></span><span class=a><a>乙</a></span>", ["甲  乙"]),
        ("<a>甲</a> 乙", ["甲  乙"]),
        ("甲 <span>乙</span>", ["甲  乙"]),
        ("甲<span class='author'>乙</span><span id=page>9</span>", ["甲  乙  9"]),
        ("甲<span style='float: right'>乙</span>", ["甲  乙"]),
        ("<a>甲</a>&nbsp;<a>乙</a>", ["甲 \xa0乙"]),
        ("<a>甲</a>　　<a>乙</a>", ["甲　　乙"]),
        ("<b>甲</b><i>乙</i>", ["甲  乙"]),
        ("<span>2025年12月3日</span> <b>《工友》2025年第3期</b> <a>更多</a>",
         ["2025年12月3日", "《工友》2025年第3期", "更多"]),
    ],
    "words": [
        ("甲<b>乙</b>丙<span class=hl>丁</span>戊<a>己</a>", ["甲乙丙丁戊己"]),
        ("<b>甲</b><b>乙</b><font color=red>丙</font><font>丁</font>", ["甲乙丙丁"]),
        ("甲<font color=red>乙</font><a>丙</a>丁", ["甲乙丙丁"]),
        ("<b>甲</b> <b>乙</b>", ["甲 乙"]),
        ("甲 <b>乙</b> 丙", ["甲 乙 丙"]),
        ("<span lang=EN-US>146</span><span style='font-size:9pt'>甲</span><span class=SpellE>乙</span>",
         ["146甲乙"]),
        ("<span>CO</span><sub>2</sub><span>甲</span>", ["CO2甲"]),
        ("<ruby>喆<rp>(</rp><rt>zhe</rt><rp>)</rp></ruby>明", ["喆明"]),
    ],
    "tables": [
        ("<table><tr><td>甲<td>乙<td>9</table>", ["甲  乙  9"]),
        ("<table><tr><td>甲</td><td> </td><td>9</td></tr><tr><th>丙</th></tr></table>", ["甲  9", "丙"]),
        ("<table><caption>题</caption><tr><td>甲<br>乙<td>丙<br>丁</table>", ["题", "甲", "乙  丙  丁"]),
        ("<table><tr><th>题名<th>作者</tr><tr><td>甲<td>乙</table>", ["甲  乙"]),
        ("<table><tr><th>序号<th>题名<tr><td><td><tr><td>1<td>甲<tr><td>栏", ["甲", "栏"]),
        ("<table><tr><td>2025年12月3日<td>《工友》2025年第3期</table>",
         ["2025年12月3日", "《工友》2025年第3期"]),
        ("<table><tr><td>一<br>二<br>三<br>四<td>甲<tr><td>乙<td>丙</table>", [*"一二三四甲乙丙"]),
        ("<table><tr><td>一<td><table><tr><td>甲<td>乙</table><td>二</table>", ["一", "甲  乙", "二"]),
        ("<table><tr><td>甲<td>乙</tr>丙<td>丁</table>", ["甲  乙", "丙", "丁"]),
        ("<table><tr><td>甲<td>乙", ["甲  乙"]),
        ("<td>甲<td>乙", ["甲", "乙"]),
    ],
    "not shown": [
        ("甲<!-- 乙 > --><script>丙<p></script><style>丁</style>戊", ["甲戊"]),
        ("<head><title>甲</title><base></head><body>乙", ["乙"]),
        ("甲<i hidden>乙<br>丙</i><div style='Display : None'><table><tr><td>丁</table></div>戊", ["甲戊"]),
        ("<select><option>甲</select><textarea>乙</textarea><noscript>丙</noscript>丁", ["丁"]),
        ("甲<![CDATA[乙]]>丙", ["甲丙"]),
        ("<?xml version='1.0'?><p>甲<![CDATA[乙<b>&amp;]]>丙</p><![CDATA[丁", ["甲乙<b>&amp;丙", "丁"]),
        ("<!DOCTYPE html [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><p>&e;", ["]>", "&e;"]),
    ],
}
# fmt: on
ROWS = [pytest.param(*row, id=f"{name}-{i}") for name, rows in LINES.items() for i, row in enumerate(rows)]


@pytest.mark.parametrize(("markup", "lines"), ROWS)
def test_lines(markup: str, lines: list[str]) -> None:
    document, findings = read(markup)
    assert list(document.lines) == lines
    assert findings == []
    check_places(document)


def check_places(document: SourceDocument) -> None:
    """Check that each character of each line stands in the file where it is said to stand."""
    for row, (line, runs) in enumerate(zip(document.lines, document.stretches, strict=True), 1):
        ends = [*(run.start for run in runs[1:]), len(line)]
        before = (0, 0)
        for run, end in zip(runs, ends, strict=True):
            text = line[run.start : end]
            assert before <= (run.line, run.column), "the file is read from its beginning to its end"
            before = (run.line, run.column + len(text) * run.width)
            there = document.file_lines[run.line - 1][run.column - 1 : run.column - 1 + len(text) * run.width]
            if run.width == 1:
                there = there.replace("\f", " ")  # which is a blank in HTML
                assert [a if b != "\ufffd" else b for a, b in zip(there, text, strict=True)] == list(text)
            elif run.width > 1:
                assert unescape(there).replace("\r", " ") == text or text in "\ufffd<>&"
            else:
                assert text.isspace() or not text
        for start in range(len(line) - 1):
            for end in range(start + 1, len(line) + 1):
                wanted = line[start:end]
                spans = document.in_file(SourceSpan(row, start + 1, end + 1))
                if wanted.strip() == wanted:
                    assert "".join(document.quote(spans).split()) == "".join(wanted.split())
                    assert {document.line_of(span) for span in spans} == {row}


def test_a_span_may_begin_and_end_in_markup() -> None:
    document, _ = read("甲\n<b>乙</b>丙 <i>丁</i>")
    assert document.lines == ("甲 乙丙 丁",)
    spans = [SourceSpan(1, 1, 2), SourceSpan(2, 1, 6), SourceSpan(2, 6, 20), SourceSpan(2, 1, 3)]
    assert [document.quote([span]) for span in spans] == ["甲", "乙", "丙 丁", ""]
    assert document.quote(spans[:2]) == "甲\n乙"


# bytes, what is said of the encoding, how the page was read
P = "<p>工会主席朱镕生</p>"
ENCODINGS = [
    (f"<meta charset=gb2312>{P}".encode("gb18030"), "S112", "gb2312", "GB18030"),
    (f"<meta charset='GBK'>{P}".encode("gb18030"), "S108", None, "GB18030"),
    ("<meta charset=gb2312><p>工会—主席".encode("gb18030"), "S108", None, "GB18030"),
    (f"<meta charset=gb2312>{P}".encode(), "S112", "gb2312", "UTF-8"),
    (f"<meta charset=gbk>{P}x".encode(), "S112", "gbk", "UTF-8"),
    (f'<META HTTP-EQUIV=Content-Type content="text/html; charset=UTF-8">{P}'.encode("gbk"),
     "S112", "UTF-8", "GB18030"),
    (f"<meta charset=iso-8859-1>{P}".encode(), "S112", "iso-8859-1", "UTF-8"),
    (f"<meta charset=utf-8>{P}".encode(), "", None, "UTF-8"),
    (f"<meta name=x>{P}".encode(), "", None, "UTF-8"),
    (b"<meta charset=gb2312><p>ok", "", None, "UTF-8"),
    (f"<?xml version='1.0' encoding='gb2312'?>{P}".encode(), "S112", "gb2312", "UTF-8"),
    (f"\ufeff<meta charset=gb2312>{P}".encode(), "S112", "gb2312", "UTF-8"),
    (f"<meta charset=utf-8>{P}".encode("utf-16"), "S108", None, "UTF-16LE"),
    ("<meta charset=big5><p>工會主席為重慶開篇".encode("big5"), "S108", None, "BIG5"),
    (f"<meta charset=big5>{P}".encode(), "S112", "big5", "UTF-8"),
    (f"<meta charset=big5>{P}<p>全国热烈".encode("gbk"), "S112", "big5", "GB18030"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "declared", "used"), ENCODINGS)
def test_encodings_are_told_from_the_bytes(data: bytes, code: str, declared: str | None, used: str) -> None:
    document, findings = read(data)
    assert document.encoding == used
    assert codes(findings) == ([code] if code else [])
    assert [item.values.get("declared") for item in findings] == ([declared] if code else [])
    assert document.lines[0].startswith(("工会主席", "工會主席", "ok", "工会—主席"))


def test_an_encoding_that_was_asked_for_is_used_and_not_discussed() -> None:
    data = "<meta charset=utf-8><p>工會主席".encode("big5")
    assert read_html(data, "page.html")[0] is None
    document, findings = read(data, "big5")
    assert (document.lines, document.encoding, findings) == (("工會主席",), "BIG5", [])
    assert codes(read_html(data, "page.html", "utf-8")[1]) == ["S110"]


# markup, the finding, its place
NOTHING = "page.html"
FINDINGS = [
    ("", "S103", NOTHING),
    ("<html></html>", "S113", NOTHING),
    ("<title>目录</title>", "S113", NOTHING),
    ("<p>&nbsp;</p> <br>", "S113", NOTHING),
    ("<frameset cols=2><frame src=a.html><noframes>不支持框架</noframes></frameset>", "S113", NOTHING),
    ("<!-- 目录", "S113", NOTHING),
    ("<div style='display:none'><p>目录", "S113", NOTHING),
    ("<p>甲\n<p>乙\n<script>丙\n<p>丁", "S115", "page.html:2"),
    ("<p>甲\n<p>乙\n<!-- 丙\n<p>丁", "S115", "page.html:2"),
    ("<p>甲\n<p>乙\n<a href='丙\n<p>丁", "S115", "page.html:2"),
    ("<p>甲\n<p>乙\n<div hidden>丙\n<p>丁", "S115", "page.html:2"),
    ("<p>甲</p>\n<p>陈\0强\u200b", "S105", "page.html:2:5"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "code", "place"), FINDINGS)
def test_what_is_wrong_with_a_page_is_said(markup: str, code: str, place: str) -> None:
    document, findings = read_html(markup.encode(), "page.html")
    assert [(item.code, item.place.label()) for item in findings] == [(code, place)]
    assert (document is None) == (place == NOTHING)
    for item in findings:
        assert item.message("zh") != item.message("en")


def test_controls_stay_in_the_lines_and_noncharacters_do_not() -> None:
    document, findings = read("<p>陈\0强\x1f\x7f\ufeff</p>\f<p>李\ufffe\ufdd0\U0010ffff\U0001fffe")
    assert document.lines == ("陈\0强\x1f\x7f\ufeff", "李\ufffd\ufffd\ufffd\ufffd")
    assert [item.values for item in findings] == [{"count": 4, "character": "U+0000"}]
    check_places(document)


N = 100_000
HOSTILE = {
    "nested": ("<b>" * N + "x" + "</b>" * N, "S114"),
    "nested and open": ("<div>" * N + "x", ""),
    "nested tables": ("<table><tr><td>" * (N // 5) + "x", ""),
    "ends of nothing": ("<p>x" + "</i>" * N, ""),
    "ends of nothing, nested": ("<b>" * N + "</i>" * N + "x", "S114"),
    "open": ("<p><font><b>x" * (N // 3), ""),
    "too many tags": ("<br>" * 600_000, "S114"),
    "comments in comments": ("x" + "<!--" * N, "S115"),
    "less than": ("x" + "<" * N, ""),
    "ampersands": ("&" * N, ""),
    "references": ("&#38472;" * N, ""),
    "attributes": ("<p " + "".join(f"a{i} " for i in range(N)) + ">x", ""),
    "a long attribute": ("<img src='" + "a" * 11_000_000 + "'>x", ""),
    "a long comment": ("<!--" + "a" * 11_000_000 + "-->x", "S106"),  # so long that it is shown
    "a long text": ("<p>" + "工" * 4_000_000 + "<b>x", "S106"),
    "blanks": ("<p>x" + " " * 2_000_000 + "y", ""),
    "line ends": ("<p>x" + "\n" * 2_000_000 + "y", ""),
    "years": ("<b>x</b> <a>" + "年 " * 500_000 + "</a>", ""),
    "fields": ("<a>x</a> " * (N // 3), ""),
    "cells": ("<table>" + "<tr><td>x<td>y<td>9" * (N // 10) + "</table>", ""),
    "tables": ("<table><tr><td>x<td>y</table>" * (N // 10), ""),
    "NUL": ("<p>x" + "工\0" * N, "S105"),
    "quotes": ("x<a b='" * N, "S115"),
    "sections of data": ("<?xml version='1.0'?>x" + "<![CDATA[" * N, ""),
    "declarations": ("x" + "<!DOCTYPE [" * N, "S115"),
}


@pytest.mark.parametrize(("markup", "code"), HOSTILE.values(), ids=HOSTILE)
@pytest.mark.no_cover
def test_hostile_pages_are_read_or_refused_in_time(markup: str, code: str) -> None:
    (document, findings), units = paced(lambda: read_html(markup.encode(), "page.html"))
    assert units < 200
    assert codes(findings) == ([code] if code else [])
    assert (document is None) == (code in ("S106", "S114"))
    assert (
        document is None or "x" in document.lines[0] or "&" in document.lines[0] or "陈" in document.lines[0]
    )


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import socket

    def connect(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", connect)
    (tmp_path / "secret").write_text("秘密")
    markup = (
        f"<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'http://localhost:9/x.dtd' "
        f"[<!ENTITY e SYSTEM 'file://{tmp_path}/secret'><!ENTITY f '&e;&e;'>]>"
        f"<base href='http://localhost:9/'><link rel=stylesheet href='file://{tmp_path}/secret'><p>&e;&f;"
        f"<iframe src='file://{tmp_path}/secret'></iframe><object data='file://{tmp_path}/secret'></object>"
    )
    assert read(markup)[0].lines[-1] == "&e;&f;"


BEGINNINGS = [
    ("<!DOCTYPE html>", True),
    (" \n<!-- saved from url=(0014)about:internet -->\r\n<HTML>", True),
    ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' ''>", True),
    ("<p>甲", True),
    ("<br/>", True),
    ("<table border=1>", True),
    ("<record>", False),
    ("<?xml version='1.0'?><collection>", False),
    ("<mods/>", False),
    ("<<中国工运>>2025年", False),
    ("<中国工运>2025年", False),
    ("<progress>", False),
    ("《工友》<html>", False),
    ("", False),
]


@pytest.mark.parametrize(("beginning", "expected"), BEGINNINGS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_html_is_known_by_its_beginning(beginning: str, expected: bool, encoding: str) -> None:
    assert looks_like_html(beginning.encode(encoding)) is expected


# The same lines in any markup

FORMS = {
    "paragraphs": "<p>{}</p>\n",
    "paragraphs, open": "<p>{}",
    "breaks": "{}<br>\n",
    "breaks on one line": "{}<br />",
    "items": "<ul>\n  <li>{}</li>\n</ul>",
    "divisions": "<div><div>\n\t<div>{}</div></div>\n</div>\n",
    "cells": "<table><tr><td>{}</td></tr></table>",
    "bold": "<p><b>{}</b></p>",
    "text": "{}\n",
    "preformatted": "<pre>{}</pre>",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_listing_has_the_same_lines_in_any_markup(form: str) -> None:
    for path in LISTINGS:
        text = path.read_text(encoding="utf-8")
        lines = [line.strip(" ") for line in text.split("\n") if line.strip()]
        page = "<html><body>" + "".join(form.format(escape(line)) for line in lines) + "</body></html>"
        document, findings = read(page)
        assert [line for line in document.lines if line] == lines, path.name
        assert findings == []


TAGS = [
    "b",
    "i",
    "span",
    "a",
    "br",
    "p",
    "div",
    "table",
    "tr",
    "td",
    "th",
    "li",
    "ul",
    "pre",
    "font",
    "script",
]
TAGS += ["style", "select", "title", "body", "html", "o:p", "sub", "nav", "h1", "ruby", "rt", "textarea"]
ATTRIBUTES = ["", " class=author", " style='display:none'", " hidden", " lang=zh", " id='a>b'"]
PIECES = st.one_of(
    st.builds(lambda tag, rest: f"<{tag}{rest}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS)),
    st.sampled_from(
        ["工会", "陈强", "9", "A", "\n", " ", "　", "\0", "\ufeff", "\U0001ffff", "<", ">", "&", "'", '"']
    ),
    st.sampled_from(
        ["&nbsp;", "&amp;", "&lt", "&#38472;", "&#10;", "&x;", "<!--", "-->", "<![CDATA[", "]]>", "<!x>"]
    ),
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_soup_of_tags_is_read_with_true_places(markup: str) -> None:
    document, findings = read_html(markup.encode(), "page.html")
    assert read_html(markup.encode(), "page.html") == (document, findings)
    if document is None:
        assert set(codes(findings)) <= {"S103", "S108", "S113"}
    else:
        check_places(document)


@given(st.binary(max_size=120))
def test_any_bytes_are_a_page_or_a_finding(data: bytes) -> None:
    document, findings = read_html(b"<p>" + data, "page.html")
    assert document is not None or findings

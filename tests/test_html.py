"""What a page of HTML shows: markup on the left, the lines of the page on the right."""

import json
from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.diagnostics import Diagnostic
from catalog.readers.html import looks_like_html, read_html
from catalog.source import SourceDocument, SourceSpan

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
        ("A&amp;B A&B A&&B &lt;甲&gt; &amp;lt; &unknown; &hellip", ["A&B A&B A&&B <甲> &lt; &unknown; &hellip"]),
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
        ("<span>2025年12月3日</span> <b>《工友》2025年第3期</b> <a>更多</a>", ["2025年12月3日", "《工友》2025年第3期", "更多"]),
    ],
    "words": [
        ("甲<b>乙</b>丙<span class=hl>丁</span>戊<a>己</a>", ["甲乙丙丁戊己"]),
        ("<b>甲</b><b>乙</b><font color=red>丙</font><font>丁</font>", ["甲乙丙丁"]),
        ("甲<font color=red>乙</font><a>丙</a>丁", ["甲乙丙丁"]),
        ("<b>甲</b> <b>乙</b>", ["甲 乙"]),
        ("甲 <b>乙</b> 丙", ["甲 乙 丙"]),
        ("<span lang=EN-US>146</span><span style='font-size:9pt'>甲</span><span class=SpellE>乙</span>", ["146甲乙"]),
        ("<span>CO</span><sub>2</sub><span>甲</span>", ["CO2甲"]),
        ("<ruby>喆<rp>(</rp><rt>zhe</rt><rp>)</rp></ruby>明", ["喆明"]),
    ],
    "tables": [
        ("<table><tr><td>甲<td>乙<td>9</table>", ["甲  乙  9"]),
        ("<table><tr><td>甲</td><td> </td><td>9</td></tr><tr><th>丙</th></tr></table>", ["甲  9", "丙"]),
        ("<table><caption>题</caption><tr><td>甲<br>乙<td>丙<br>丁</table>", ["题", "甲", "乙  丙  丁"]),
        ("<table><tr><th>题名<th>作者</tr><tr><td>甲<td>乙</table>", ["甲  乙"]),
        ("<table><tr><th>序号<th>题名<tr><td><td><tr><td>1<td>甲<tr><td>栏", ["甲", "栏"]),
        ("<table><tr><td>2025年12月3日<td>《工友》2025年第3期</table>", ["2025年12月3日", "《工友》2025年第3期"]),
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
        ("<!DOCTYPE html SYSTEM 'http://localhost:9/x' [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><p>&e;", ["]>", "&e;"]),
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
                assert there == text or text == "\ufffd"
            elif run.width > 1:
                assert unescape(there).replace("\r", " ") == text or text in "\ufffd<>&"
            else:
                assert text.isspace() or not text
        for start in range(len(line) - 1):
            for end in range(start + 1, len(line) + 1):
                wanted = line[start:end]
                spans = document.in_file(SourceSpan(row, start + 1, end + 1))
                if wanted.strip() == wanted:
                    assert document.quote(spans).split() == wanted.split()
                    assert {document.line_of(span) for span in spans} == {row}

"""HTML to blocks: small pages as agents write them, with what a reader sees."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundfilings.normalize.blocks import Block, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.normalize.html import html_blocks
from fundfilings.source import Document


def blocks(body: str, start: int = 0, line: int = 1) -> tuple[Block, ...]:
    document = Document(1, "N-Q", None, None, body, line, start, "html", True)
    return html_blocks(document).blocks


def rows(body: str) -> list[Row]:
    return [r for b in blocks(body) if isinstance(b, Table) for r in b.rows]


def printed(body: str) -> list[list[str]]:
    """The cells of all rows of all tables."""
    return [[c.text for c in r.cells] for r in rows(body)]


def said(body: str) -> list[str]:
    """Kind and text of every block."""
    out = []
    for b in blocks(body):
        if isinstance(b, Heading):
            out.append(f"H {b.text}")
        elif isinstance(b, Paragraph):
            out.append(f"P {b.text}")
        elif isinstance(b, PageBreak):
            out.append(f"page {b.page}")
        else:
            out.extend(" | ".join(c.text for c in r.cells) for r in b.rows)
    return out


def table(*lines: str) -> str:
    """A table written as "a | b | c" lines."""
    cells = ("".join(f"<td>{c.strip()}</td>" for c in ln.split("|")) for ln in lines)
    return "<table>" + "".join(f"<tr>{c}</tr>\n" for c in cells) + "</table>"


# --- signs, tails and marks in cells of their own --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("Acme Corp. | &nbsp; | $ | 310,000 | ", ["Acme Corp.", "$ 310,000"]),
        ("Net loss | | | (162,038 | ) ", ["Net loss", "(162,038)"]),
        ("Net loss | $ | (162,038 | ) ", ["Net loss", "$ (162,038)"]),
        ("Note | 5.500 | % | 1,000", ["Note", "5.500%", "1,000"]),
        ("Liabilities | (24.10 | )% ", ["Liabilities", "(24.10)%"]),
        ("Liabilities | ( | 24.10 | )% ", ["Liabilities", "(24.10)%"]),
        ("Ratio | 1.10 | %# ", ["Ratio", "1.10%#"]),
        ("Acme Corp. | 1,200 | $ | &#151; ", ["Acme Corp.", "1,200", "$ —"]),
        ("Fund | 63 | .7% ", ["Fund", "63", ".7%"]),
        ("Acme SA | EUR | 500 | 612", ["Acme SA", "EUR 500", "612"]),
        ("Acme SA | 840,000 | EUR | 912,000", ["Acme SA", "840,000 EUR", "912,000"]),
        ("Acme Corp. | (a) | 1,200 | 34,000", ["Acme Corp. (a)", "1,200", "34,000"]),
        ("Acme Corp. | 1,200 | 34,000 | (a)(b)", ["Acme Corp.", "1,200", "34,000 (a)(b)"]),
        ("* | Acme Corp. | 1,200 | 34,000", ["* Acme Corp.", "1,200", "34,000"]),
        ("5,107 | 1 | Acme Corp. | 34,000", ["5,107", "1", "Acme Corp.", "34,000"]),
        ("Acme Corp. | Level | (1)", ["Acme Corp.", "Level", "(1)"]),
        ("(a) | Non-income producing security.", ["(a) Non-income producing security."]),
        (
            "1 | The fund invests its cash reserves in the money market.",
            ["1 The fund invests its cash reserves in the money market."],
        ),
    ],
)
def test_signs_tails_and_marks_join_what_they_belong_to(cells: str, expected: list[str]) -> None:
    assert printed(table("Head | one | two | three", cells))[1] == expected


def test_a_mark_in_a_column_of_figures_stands_for_a_figure() -> None:
    got = printed(table("Acme | 100 | 4,100", "Bolt | 200 | 8,150", "Crux | 300 | *"))
    assert got[2] == ["Crux", "300", "*"]


def test_digits_in_a_cell_of_their_own_are_marks_only_beside_names() -> None:
    beside_names = table("| Acme Inc. | 1,200", "| Bolt Inc. | 900", "2,3 | Crux Inc. | 400")
    assert printed(beside_names)[2] == [
        "^{2,3} Crux Inc.",
        "400",
    ]
    assert printed(table("12 | Index futures | 1,204", "5 | Euro futures | 310"))[1] == ["5", "Euro futures", "310"]


def test_figures_of_one_column_end_at_one_place_whatever_stands_around_them() -> None:
    got = rows(table("Acme | | $ | 310,000 | ", "Bolt | | | (1,234 | )", "Crux | | | 55 | "))
    assert {r.cells[-1].x1 for r in got} == {40.0}
    assert [r.cells[-1].text for r in got] == ["$ 310,000", "(1,234)", "55"]


# --- the grid --------------------------------------------------------------------------------------------------------


def test_spanned_columns_and_rows_keep_their_places() -> None:
    got = rows(
        "<table><tr><td rowspan=2>Name</td><td colspan='2'>Year Ended</td></tr>"
        "<tr><td>2017</td><td>2016</td></tr><tr><td>Income</td><td>1,200</td><td>1,100</td></tr></table>"
    )
    assert [[(c.text, c.x0, c.x1) for c in r.cells] for r in got] == [
        [("Name", 0, 10), ("Year Ended", 10, 30)],
        [("2017", 10, 20), ("2016", 20, 30)],
        [("Income", 0, 10), ("1,200", 10, 20), ("1,100", 20, 30)],
    ]


def test_blank_rows_are_gaps_and_borders_are_rules() -> None:
    got = rows(
        "<table><tr><td>Acme</td><td style='border-bottom:1px solid #000'>100</td></tr>"
        "<tr><td>&nbsp;</td><td></td></tr>"
        "<tr><td></td><td style='border-bottom:3px double #ffffff'>100</td></tr>"
        "<tr><td>Bolt</td><td>5</td></tr></table>"
    )
    assert [(r.text, r.gap, r.ruled) for r in got] == [("Acme 100", 0, False), ("100", 1, True), ("Bolt 5", 0, False)]


@pytest.mark.parametrize(
    "cell",
    [
        "<td style='padding-left:10pt'>Acme</td>",
        "<td><p style='margin-left:2em;text-indent:-1em'>Acme</p></td>",
        "<td>&nbsp;&nbsp;&nbsp;&nbsp;Acme</td>",
        "<td style='TEXT-INDENT: 10pt'>Acme</td>",
    ],
)
def test_indentation_shows_however_it_is_made(cell: str) -> None:
    got = rows(f"<table><tr><td>Banks</td><td>1</td></tr><tr>{cell}<td>2</td></tr></table>")
    assert [r.indent for r in got] == [0.0, 10.0]


def test_bold_is_told_by_tag_and_by_style() -> None:
    got = rows(
        "<table><tr><td><b>Banks</b></td><td style='font-weight:bold'>1</td>"
        "<td style='font:normal bold 8pt Arial'>2</td>"
        "<td><b>Ba</b>nks</td><td style='font-weight:normal'>3</td></tr></table>"
    )
    assert [c.bold for c in got[0].cells] == [True, True, True, False, False]


# --- lines inside cells ----------------------------------------------------------------------------------------------


def test_headings_above_the_first_lines_of_a_column_head() -> None:
    body = (
        "<table><tr><td>Common stocks 80.84%<br><b>Staples 13.18%</b></td><td>Shares</td><td>Value"
        "<br>(000)</td></tr></table>"
    )
    assert printed(body) == [["Common stocks 80.84%"], ["Staples 13.18%", "Shares", "Value (000)"]]


def test_column_heads_of_several_lines_are_one_row() -> None:
    body = "<table><tr><td>Principal<br>Amount<br>(000)</td><td>Rating<br>(a)</td><td>Value</td></tr></table>"
    assert printed(body) == [["Principal Amount (000)", "Rating (a)", "Value"]]


def test_figures_that_stand_beside_one_another_are_rows() -> None:
    body = (
        "<table><tr><td>Acme Corp.<br>Bolt Inc.</td><td>1,200<br>900</td><td>$<br></td><td>34,000"
        "<br>9,100</td></tr></table>"
    )
    assert printed(body) == [["Acme Corp.", "1,200", "$ 34,000"], ["Bolt Inc.", "900", "9,100"]]


def test_a_heading_above_figures_that_stand_beside_one_another() -> None:
    body = (
        "<table><tr valign=bottom><td><b>Banks 3.1%</b><br>Acme Corp.<br>Bolt Inc.</td>"
        "<td>1,200<br>900</td><td>34,000<br>9,100</td>"
        "</tr></table>"
    )
    assert printed(body) == [["Banks 3.1%"], ["Acme Corp.", "1,200", "34,000"], ["Bolt Inc.", "900", "9,100"]]


def test_a_wrapped_description_is_one_row() -> None:
    body = (
        "<table><tr><td>Water District Revenue,<br>Series A, 5.00%, 12/1/23</td><td>1,200</td><td>1,310"
        "</td></tr></table>"
    )
    assert printed(body) == [["Water District Revenue, Series A, 5.00%, 12/1/23", "1,200", "1,310"]]


# --- tables that only lay out ----------------------------------------------------------------------------------------


def test_a_table_that_frames_another_is_dissolved() -> None:
    body = f"<table><tr><td><p>Schedule of Investments</p>{table('Acme | 1,200', 'Bolt | 900')}</td></tr></table>"
    assert said(body) == ["H Schedule of Investments", "Acme | 1,200", "Bolt | 900"]


def test_a_small_table_inside_a_cell_is_its_text() -> None:
    body = f"<table><tr><td>Acme</td><td>{table('$ | 1,200')}</td></tr><tr><td>Bolt</td><td>900</td></tr></table>"
    assert printed(body) == [["Acme", "$ 1,200"], ["Bolt", "900"]]


def test_a_table_of_one_column_is_running_text() -> None:
    prose = (
        "Securities are valued at their last sale price on the exchange where they trade most, and "
        "otherwise as the board of the fund decides."
    )
    assert said(table("Notes to Schedule", prose)) == ["H Notes to Schedule", f"P {prose}"]


def test_tables_of_one_row_each_are_one_table() -> None:
    got = blocks(table("Acme | 1,200") + "\n" + table("Bolt | 900"))
    assert [len(b.rows) for b in got if isinstance(b, Table)] == [2]


# --- text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Acme Corp.<sup>(a)</sup>", "Acme Corp.^{(a)}"),
        ("Acme Corp.<SUP><FONT SIZE=1>1</FONT>,</SUP><sup>2</sup>", "Acme Corp.^{1,2}"),
        ("Acme Corp.<span style='vertical-align:super'>1</span>", "Acme Corp.^{1}"),
        ("Acme Corp.<span style='position:relative;top:-3pt'>1</span>", "Acme Corp.^{1}"),
        ("June 1<sup>st</sup>", "June 1st"),
        ("7<sup>1</sup>/<sub>4</sub>%", "7 1/4%"),
        ("Children&#146;s &#147;A&#148; &#150; B&#151;C &#149;", "Children’s “A” – B—C •"),
        ("Acme&nbsp;&#8201;Corp.&#8203; &shy;Inc.", "Acme Corp. Inc."),
        ("S&amp;amp;P 500", "S&P 500"),
        ("Acme <!-- not printed > --> Corp.", "Acme Corp."),
        ("Less than <$500 or < 5%", "Less than <$500 or < 5%"),
        ("<img alt='a' title=\"x > y\">Acme", "Acme"),
        ("Cash . . . . . . . . . ", "Cash"),
    ],
)
def test_text_is_read_as_printed(html: str, text: str) -> None:
    assert said(f"<p>{html}</p>") == [f"H {text}"]


def test_what_is_hidden_is_not_read() -> None:
    body = (
        "<html><head><title>Form N-Q</title><style>.gone{display:none}</style></head><body>"
        "<ix:header><ix:hidden><ix:nonNumeric>0001 false</ix:nonNumeric></ix:hidden></ix:header>"
        "<div style='display:none'><p>hidden</p></div><p class='gone'>hidden</p>"
        "<span style='visibility:hidden'>AAAA</span>"
        "<script>if (a < b) document.write('<p>no</p>');</script>"
        "<p>Net assets <ix:nonFraction name='us-gaap:AssetsNet'>1,234</ix:nonFraction></p></body></html>"
    )
    assert said(body) == ["H Net assets 1,234"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Acme<font color='#FFFFFF'>0</font>", "Acme"),
        ("Acme<span style='color: #ffffff'>—</span>", "Acme"),
        ("Acme<span style='color:white'>00</span> Corp.", "Acme Corp."),
        ("Acme<span style='font-size:1px'>0</span>", "Acme"),
        ("Acme<span style='font-size:0'>0</span>", "Acme"),
        ("<div style='font-size:0'><span style='font-size:9pt'>Acme</span></div>", "Acme"),
        ("<span style='background:#036'><span style='color:white'>Acme</span></span>", "Acme"),
        ("<span style='color:#fffff0'>Acme</span>", "Acme"),
    ],
)
def test_filler_that_is_printed_in_white_or_in_no_size_is_not_read(cell: str, text: str) -> None:
    assert printed(f"<table><tr><td>{cell}</td><td>1,200</td></tr></table>") == [[text, "1,200"]]


@pytest.mark.parametrize("ground", ["<tr bgcolor='#003366'><td>", "<tr><td style='background-color:#036'>"])
def test_white_on_a_dark_ground_is_read(ground: str) -> None:
    body = f"<table>{ground}<font color='white'>Shares</font></td><td>Value</td></tr></table>"
    assert printed(body) == [["Shares", "Value"]]


def test_white_is_read_where_style_sheets_colour_grounds_in_ways_not_read() -> None:
    sheet = "<style>table th { background: #036 }</style>"
    assert printed(sheet + "<table><tr><th style='color:#fff'>Shares</th><th>Value</th></tr></table>") == [
        ["Shares", "Value"]
    ]


def test_bold_reaches_into_the_blocks_inside_it() -> None:
    first = blocks("<B><P ALIGN=CENTER>Banks</P></B><P>Text</P>")[0]
    assert isinstance(first, Heading) and first.bold


def test_headings_and_running_text_are_told_apart() -> None:
    prose = (
        "The Fund seeks growth of capital over a full market cycle by investing in the shares of "
        "companies of middle size."
    )
    body = (
        f"<p><b>Schedule of Investments</b><br>September 30, 2016<br>(unaudited)</p><p>{prose} {prose}"
        f"</p><p>Short text ends like this sentence does.</p>"
    )
    assert [s[:28] for s in said(body)] == [
        "H Schedule of Investments",
        "H September 30, 2016",
        "H (unaudited)",
        f"P {prose[:26]}",
        "P Short text ends like this ",
    ]
    first = blocks(body)[0]
    assert isinstance(first, Heading) and first.bold


def test_lines_broken_by_hand_are_one_paragraph() -> None:
    one = "The accompanying notes are an integral part of these statements and must be read with them,"
    two = "as the auditors of the fund have stated in their report to the board and to the shareholders."
    assert said(f"<div>{one}<br>{two}</div>") == [f"P {one} {two}"]


def test_places_are_those_of_the_whole_input() -> None:
    head = "<SEC-DOCUMENT>\nheader\n"
    body = "<html>\n<p>Acme &amp; Co.</p>\n<table>\n<tr><td>  Bolt</td>\n<td>1,200</td></tr></table>"
    found = blocks(body, start=len(head), line=3)
    whole = head + body
    assert isinstance(found[0], Heading) and isinstance(found[1], Table)
    assert (whole[found[0].start : found[0].end], found[0].line) == ("Acme &amp; Co.", 4)
    name, value = found[1].rows[0].cells
    assert (whole[name.start : name.end], whole[value.start : value.end]) == ("Bolt", "1,200")
    assert found[1].rows[0].line == 6


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "between",
    [
        "<hr>",
        "<HR SIZE=3 width='100%'>",
        "<p style='page-break-before:always'></p>",
        "<div style='page-break-after: always'></div>",
        "<p style='page-break-before:always'></p><hr>",
        "<page>",
    ],
)
def test_pages_end_where_the_markup_says(between: str) -> None:
    assert said(f"<p>One</p>{between}<p>Two</p>") == ["H One", "page 2", "H Two"]
    last = blocks(f"<p>One</p>{between}<p>Two</p>")[-1]
    assert isinstance(last, Heading)
    assert last.page == 2


def test_rules_are_ornaments_where_style_breaks_the_pages() -> None:
    page = "<p>Title</p><hr><p>Text</p><p style='page-break-before:always'></p>"
    assert said(page * 4).count("H Title") == 4
    assert [s for s in said(page * 4) if s.startswith("page")] == ["page 2", "page 3", "page 4"]


def test_a_short_rule_is_no_page_break() -> None:
    assert said("<p>One</p><hr width='20%'><p>Two</p>") == ["H One", "H Two"]


def test_a_page_may_end_inside_a_table() -> None:
    body = (
        "<table><tr><td>Acme</td><td>1</td></tr><tr style='page-break-before:always'><td>Bolt</td><td>2"
        "</td></tr></table>"
    )
    assert said(body) == ["Acme | 1", "page 2", "Bolt | 2"]


# --- pages without tables --------------------------------------------------------------------------------------------


def test_print_in_pre_is_read_as_fixed_width_text() -> None:
    body = (
        "<html><body><pre>\n"
        "<b>SCHEDULE OF INVESTMENTS</b>\n\n"
        "                       Shares        Value\n"
        "Acme &amp; Co.............    1,200     $ 34,000\n"
        "Bolt Inc...............      900        9,100\n"
        "</pre></body></html>"
    )
    assert said(body)[-2:] == ["Acme & Co. | 1,200 | $ 34,000", "Bolt Inc. | 900 | 9,100"]
    last = rows(body)[-1]
    assert last.line == 6
    assert body[last.cells[1].start : last.cells[1].end] == "900"


def test_positioned_words_become_lines_and_columns() -> None:
    def word(text: str, left: int, top: int) -> str:
        return f"<span style='position:absolute;left:{left}px;top:{top}px;font-size:10px'>{text}</span>"

    body = "<div style='position:relative'>" + "".join(
        [
            word("Bolt", 40, 121),
            word("Acme", 40, 100),
            word("Corp.", 66, 100),
            word("1,200", 300, 100),
            word("34,000", 395, 101),
            word("Inc.", 66, 120),
            word("900", 309, 120),
            word("9,100", 400, 120),
        ]
    )
    assert printed(body + "</div>") == [["Acme Corp.", "1,200", "34,000"], ["Bolt Inc.", "900", "9,100"]]


def test_floating_blocks_are_one_line() -> None:
    body = (
        "<div><div style='float:left'>Acme Fund&nbsp;</div><div style='float:left'>Schedule of "
        "Investments</div></div><div>June 30</div>"
    )
    assert said(body) == ["H Acme Fund Schedule of Investments", "H June 30"]


def test_tables_made_of_styled_blocks_are_tables() -> None:
    cell = "<div style='display:table-cell'>{}</div>"
    row = f"<div style='display:table-row'>{cell}{cell}</div>"
    body = "<div style='display:table'>" + row.format("Acme", "1,200") + row.format("Bolt", "900") + "</div><p>End</p>"
    assert said(body) == ["Acme | 1,200", "Bolt | 900", "H End"]


# --- malformed HTML --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>Acme<td>1,200<tr><td>Bolt<td>900</table>",
        "<table><tr><td>Acme</td><td>1,200</td><tr><td>Bolt</td><td>900</td></tr>",
        "<table><td>Acme</td><td>1,200</td></tr><tr><td><font>Bolt</td><td>900</b></p></td></tr></table></table>",
        "<tr><td>Acme</td><td>1,200</td></tr><tr><td>Bolt</td><td>900</td></tr>",
        "<div><b><table><tr><td>Acme</div></td><td>1,200</td></tr><tr><td>Bolt</td><td>900",
        "<!-- never closed <table><tr><td>Acme</td><td>1,200</td></tr><tr><td>Bolt</td><td>900</td></tr></table>",
        "<script><table><tr><td>Acme</td><td>1,200</td></tr><tr><td>Bolt</td><td>900</td></tr></table>",
        "<table><tr><td align=\"left>Acme</td><td class='x>1,200</td></tr><tr><td>Bolt</td><td>900</td></tr></table>",
        "<table><tr><td><b><i>Acme<td>1,200<tr><td><p>Bolt<td>900</font></div></table>",
    ],
)
def test_what_is_badly_closed_is_read_all_the_same(body: str) -> None:
    assert printed(body) == [["Acme", "1,200"], ["Bolt", "900"]]


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 200_000,
        "<table><tr><td>" * 20_000 + "x",
        "<b>" * 100_000 + "</i>" * 100_000,
        "<!--" * 200_000,
        "<style>" * 100_000,
        "<style>" + "a" * 1_000_000,
        "<p style='" + "a" * 1_000_000 + "'>x</p>",
        "<p " + "a" * 1_000_000 + ">x</p>",
        "<a" * 500_000,
        "&" * 1_000_000,
        "x " * 1_000_000,
        "<td colspan=1000 rowspan=1000>x</td>" * 3_000,
        "<sup>" * 100_000 + "x",
        "<table>" + "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * 1_000,
        "<pre>" + "x" * 1_000_000,
        "<i>" * 50_000 + "<b>" * 50_000 + "</u>" * 100_000,
        '<p title="' + "x <b> " * 200_000,
        "<p>" + "> " * 500_000,
        table("Acme | 1,200%" + "*" * 5_000 + "x | %" + "*" * 5_000 + "x"),
        table("5%" + "*#" * 5_000 + "x<br>Acme | 1,200"),
    ],
)
def test_hostile_input_is_read_in_linear_time(body: str) -> None:
    start = time.process_time()
    blocks(body)
    assert time.process_time() - start < 6


_PIECES = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<td colspan=2 rowspan=2>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<hr>",
        "<b>",
        "</b>",
        "<sup>",
        "</sup>",
        "<pre>",
        "</pre>",
        "<div style='display:none'>",
        "<div style='float:left'>",
        "$",
        "1,234",
        ")",
        "%",
        "<p style='page-break-before:always'>",
        "<span style='position:absolute;left:3px;top:9px'>",
        "</span>",
        "&nbsp;",
        "(a)",
        "Acme\n",
        "<div style='display:table'>",
        "<div style='display:table-cell'>",
        "<page>",
        "<!--",
        "-->",
        "<script>",
        "<th/>",
        "<",
        "\n",
        "\x0c",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=8), max_size=60).map("".join))
def test_any_markup_gives_blocks_with_places_inside_the_document(body: str) -> None:
    for block in blocks(body, start=7, line=3):
        for row in block.rows if isinstance(block, Table) else ():
            assert row.cells
            for cell in row.cells:
                assert 7 <= cell.start <= cell.end <= 7 + len(body)
                assert cell.text
        if isinstance(block, (Heading, Paragraph)):
            assert 7 <= block.start <= block.end <= 7 + len(body)
            assert 3 <= block.line <= 3 + body.count("\n")

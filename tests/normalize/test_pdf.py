"""PDFs that tests write themselves, with known words: read as the same print in text."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from random import Random

import pdfplumber
import pypdfium2
import pytest
from goldens import layouts, source

from conftest import FIXTURES
from fundfilings import parse
from fundfilings.errors import FundFilingsError, UnreadableInput
from fundfilings.models import Filing
from fundfilings.normalize.blocks import BlockDocument, Heading, Table
from fundfilings.normalize.pdf import pdf_blocks
from fundfilings.normalize.pdf_chars import page_sheets
from fundfilings.pipeline import explain
from fundfilings.source.pdf_file import PdfLimits
from pdf_printer import Book, columns, print_blocks, print_text

#: The layouts that are fixed-width print (a rendering's tabs and signs are no print).
PRINTED = [f for f in layouts() if (s := source(f)) and s.suffix == ".txt" and not f.name.startswith("rendered")]


def printed(folder: Path) -> bytes:
    text = (folder / "source.txt").read_text(encoding="utf-8")
    bodies = re.findall(r"<TEXT>(.*?)</TEXT>", text, re.S)
    return print_text("\n<PAGE>\n".join(bodies) if bodies else text)


def holdings(filing: Filing) -> list[dict[str, object]]:
    return [h.model_dump(exclude={"source"}) for f in filing.funds if f.schedule for h in f.schedule.holdings]


def rows(document: BlockDocument) -> list[list[str]]:
    return [[c.text for c in r.cells] for b in document.blocks if isinstance(b, Table) for r in b.rows]


@pytest.mark.parametrize("folder", PRINTED, ids=lambda f: f.name)
def test_text_and_pdf_give_the_same_holdings(folder: Path) -> None:
    text, pdf = parse(folder / "source.txt"), parse(printed(folder))
    assert holdings(text)
    assert holdings(pdf) == holdings(text)
    assert [len(f.schedule.sections) for f in pdf.funds if f.schedule] == [
        len(f.schedule.sections) for f in text.funds if f.schedule
    ]


@pytest.mark.parametrize("folder", PRINTED, ids=lambda f: f.name)
def test_words_are_those_of_pdfplumber(folder: Path) -> None:
    data = printed(folder)
    with pdfplumber.open(io.BytesIO(data)) as record, pypdfium2.PdfDocument(data) as document:
        for theirs, page in zip(record.pages, document, strict=True):
            (sheet,) = page_sheets(page, 100_000)[0] or (None,)
            ours = sorted((r.text, round(r.x0), round(r.x1)) for r in sheet.runs) if sheet else []
            words = theirs.extract_words(x_tolerance=1)
            assert ours == sorted((w["text"], round(w["x0"]), round(w["x1"])) for w in words)


def test_a_proportional_table_with_marks_and_leaders() -> None:
    book = Book()
    page = book.page()
    page.put(200, 50, "Example Fund", 12, "Helvetica-Bold")
    places = (40, 300, 400)
    table = [
        ("Common Stocks - 96.1%", "Shares", "Value"),
        ("Acme Corp.^{(a)(b)} . . . . . . . . . .", "12,400", "$ 310,000"),
        ("Bolt & Nut Co.............", "7", "1,234"),
        ("Cog Works", "900", "(5,678)"),
    ]
    columns(page, table, places, 100)
    assert rows(pdf_blocks(book.bytes()))[-4:] == [
        ["Common Stocks - 96.1%", "Shares", "Value"],
        ["Acme Corp.^{(a)(b)}", "12,400", "$ 310,000"],
        ["Bolt & Nut Co.", "7", "1,234"],
        ["Cog Works", "900", "(5,678)"],
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    book = Book()
    page = book.page()
    page.put(40, 40, "Schedule of Investments of the Example Fund, which is a title that runs across", 12)
    left = [
        ("Security", "Shares", "Value"),
        *((f"Left Company {i} Inc.", f"{i},000", f"{i}1,000") for i in range(1, 9)),
    ]
    right = [
        ("Security", "Shares", "Value"),
        *((f"Right Company {i} plc", f"{i},500", f"{i}2,000") for i in range(1, 9)),
    ]
    columns(page, left, (40, 200, 280), 80)
    columns(page, right, (320, 480, 560), 80)
    names = [r[0] for r in rows(pdf_blocks(book.bytes())) if len(r) == 3]
    assert names == [r[0] for r in (*left, *right)]


def test_rotated_text_is_read_upright_and_boxes_are_those_of_the_page() -> None:
    book = Book()
    page = book.page()
    page.canvas.saveState()
    page.canvas.translate(612, 0)
    page.canvas.rotate(90)
    turned = type(page)(page.canvas, 612)
    columns(turned, [("Acme Loan", "First Lien", "1,234,567")] * 3, (60, 300, 500), 100)
    page.canvas.restoreState()
    data = book.bytes()
    document = pdf_blocks(data)
    assert rows(document) == [["Acme Loan", "First Lien", "1,234,567"]] * 3
    (table,) = (b for b in document.blocks if isinstance(b, Table))
    box = document.span(table.rows[0], table.rows[0].cells[2]).bbox
    assert box is not None
    with pdfplumber.open(io.BytesIO(data)) as record:
        chars = record.pages[0].within_bbox((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1)).chars
    assert "".join(c["text"] for c in sorted(chars, key=lambda c: -c["top"])) == "1,234,567"


def test_page_numbers_are_taken_off_and_figures_at_the_foot_are_not() -> None:
    book = Book()
    for number in range(1, 6):
        page = book.page()
        columns(page, [("Acme Corp.", "12,400", "310,000")] * 4, (40, 300, 400), 100)
        page.put(400, 700, "1,240,000", 8, right=True)
        page.put(300, 760, str(number))
    read = rows(pdf_blocks(book.bytes()))
    assert [r for r in read if len(r) == 1] == [["1,240,000"]] * 5


def test_pages_without_text_are_named() -> None:
    book = Book()
    columns(book.page(), [("Acme Corp.", "12,400", "310,000")] * 4, (40, 300, 400), 100)
    book.page().canvas.rect(100, 100, 300, 300, fill=1)
    book.page().canvas.rect(100, 100, 300, 300, fill=1)
    (issue,) = pdf_blocks(book.bytes()).issues
    assert issue.code == "source.page-without-text"
    assert "pages 2, 3" in issue.message


def test_locked_and_damaged_files_are_refused_in_words() -> None:
    book = Book(encrypt="secret")
    book.page().put(40, 40, "Schedule of Investments")
    with pytest.raises(UnreadableInput, match="locked with a password"):
        parse(book.bytes())
    with pytest.raises(UnreadableInput, match="damaged"):
        parse(b"%PDF-1.7\n" + bytes(range(256)) * 10)


def test_a_file_that_opens_without_a_password_is_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    book = Book(encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))  # type: ignore[arg-type]
    columns(book.page(), [("Acme Corp.", "12,400", "310,000")] * 3, (40, 300, 400), 100)
    assert len(rows(pdf_blocks(book.bytes()))) == 3


def test_limits_are_kept_and_said() -> None:
    book = Book()
    for _ in range(5):
        columns(book.page(), [("Acme Corp.", "12,400", "310,000")] * 3, (40, 300, 400), 100)
    data = book.bytes()
    document = pdf_blocks(data, limits=PdfLimits(pages=2))
    assert len(rows(document)) == 6
    assert [(i.code, "last 3 pages" in i.message) for i in document.issues] == [("source.limit-reached", True)]
    assert not rows(pdf_blocks(data, limits=PdfLimits(seconds=-1.0)))


def test_a_report_without_a_cover_page_says_what_it_is() -> None:
    book = Book()
    page = book.page()
    page.put(200, 80, "Example Lending Fund", 16)
    page.put(200, 110, "Annual Report")
    page.put(200, 130, "For the Year Ended March 31, 2025")
    page = book.page()
    page.put(40, 60, "Notes to Financial Statements", 12, "Helvetica-Bold")
    for i, text in enumerate(
        (
            "1. Organization",
            'The Example Lending Fund (the "Fund") is a Delaware statutory trust registered under the Investment',
            "Company Act of 1940, as amended, as a closed-end management investment company.",
        )
    ):
        page.put(40, 90 + 11 * i, text, face="Helvetica" if i else "Helvetica-Bold")
    filing = parse(book.bytes())
    assert filing.form == "N-CSR"
    assert filing.period_of_report == date(2025, 3, 31)
    assert filing.registrant.name == "Example Lending Fund"
    assert filing.source.container == "pdf"
    (issue,) = (i for i in filing.issues if i.code == "source.form-unknown")
    assert "Form N-CSR" in issue.message


def test_letters_set_apart_and_words_drawn_twice() -> None:
    book = Book()
    page = book.page()
    x = 40.0
    for letter in "EXAMPLE GROWTH FUND":
        x = page.put(x, 60, letter, 7) + 1.2 if letter != " " else x + 3.0
    page.put(40, 90, "Schedule of Investments", 12)
    page.put(40.2, 90, "Schedule of Investments", 12)  # bold by drawing it again
    texts = [b.text for b in pdf_blocks(book.bytes()).blocks if isinstance(b, Heading)]
    assert texts == ["EXAMPLE GROWTH FUND", "Schedule of Investments"]


def test_a_quantity_close_before_its_name_stands_in_a_cell_of_its_own() -> None:
    book = Book()
    page = book.page()
    top = 100.0
    for quantity, name, more, value in (
        ("11,000", "Acme Medical Electronics", "Co. Ltd., Class A", "461,086"),
        ("374,100", "Bolt Group (Transportation)", "", "302,737"),
        ("5,900", "Cog Works Holdings Ltd.", "(Capital Goods)", "1,186,720"),
    ):
        page.put(100, top, quantity, 8, right=True)
        page.put(104, top, name, 8)
        if more:
            top += 9.6
            page.put(104, top, more, 8)
        page.put(300, top, value, 8, right=True)
        top += 9.6
    assert rows(pdf_blocks(book.bytes())) == [
        ["11,000", "Acme Medical Electronics"],
        ["Co. Ltd., Class A", "461,086"],
        ["374,100", "Bolt Group (Transportation)", "302,737"],
        ["5,900", "Cog Works Holdings Ltd."],
        ["(Capital Goods)", "1,186,720"],
    ]


def test_every_value_leads_back_to_its_box() -> None:
    data = printed(next(f for f in PRINTED if f.name == "ascii-municipal-calls"))
    filing = parse(data)
    held = [h for f in filing.funds if f.schedule for h in f.schedule.holdings]
    assert len(held) == 14
    with pdfplumber.open(io.BytesIO(data)) as record:
        for holding in held:
            page, box = holding.source.page, holding.source.bbox
            assert page is not None
            assert box is not None
            words = record.pages[page - 1].within_bbox((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1)).extract_text()
            assert f"{holding.value:,}" in words


def test_a_head_over_several_columns_has_the_extent_of_its_rule() -> None:
    book = Book()
    page = book.page()
    page.put(40, 40, "Financial Highlights", 12)
    for x0, x1, name in ((200, 330, "Class A"), (350, 480, "Class C")):
        page.put((x0 + x1) / 2 - 14, 60, name, 8)
        for piece in (x0, (x0 + x1) / 2):  # drawn in two pieces
            page.canvas.line(piece, page.height - 63, piece + (x1 - x0) / 2, page.height - 63)
    table = [
        ("", "2009", "2008", "2009", "2008"),
        ("Net asset value, beginning", "$ 10.00", "$ 9.50", "$ 10.10", "$ 9.60"),
        ("Net investment income", "0.50", "0.45", "0.40", "0.35"),
        ("Net asset value, end", "$ 10.50", "$ 10.00", "$ 10.40", "$ 10.10"),
    ]
    columns(page, table, (40, 250, 330, 400, 480), 75)
    found = {r.cells[0].text: r for b in pdf_blocks(book.bytes()).blocks if isinstance(b, Table) for r in b.rows}
    heads, figures = found["Class A"], found["Net investment income"]
    over = [[f.text for f in figures.cells[1:] if h.x0 < f.x1 and f.x0 < h.x1] for h in heads.cells]
    assert over == [["0.50", "0.45"], ["0.40", "0.35"]]


def test_a_running_head_on_the_right_is_no_head_of_a_column() -> None:
    book = Book()
    page = book.page()
    page.put(560, 30, "EXAMPLE FUNDS", 7, right=True)
    page.put(40, 70, "Statement of Operations", 12)
    columns(page, [("Dividends", "1,000", "2,000"), ("Interest", "300", "400")], (40, 400, 500), 110)
    blocks = pdf_blocks(book.bytes()).blocks
    head = next(b for b in blocks if isinstance(b, Heading) and b.text == "EXAMPLE FUNDS")
    assert head.indent == 0


#: Fields of a holding that its print in a proportional face must give again.
FIELDS = ("description", "balance", "value", "cost", "percent_of_net_assets", "coupon_rate", "section_path", "markers")
#: HTML fixtures whose print shows less than their markup: which line ends a row, which cell a mark stands in. The
#: values of all holdings come out all the same.
LESS_SHOWN = {
    "book-one-legend-symbols-1": "a sign that the printing face has not",
    "book-one-legend-symbols-2": "as above",
    "issuer-then-due-2": "a comma that stands for a line's end",
    "letter-prefix-industry-column-1": "a foot that stands right under the rows, on one page only",
    "letter-prefix-industry-column-2": "as above",
    "loans-of-a-first-named-borrower": "a comma that stands for a line's end",
    "mark-after-value-captions-over-columns": "a head of a column alone on its line",
    "positioned-quantity-first-forwards-and-money-market": "a rate in a column without a head",
    "print-principal-first-percent-in-brackets": "an indentation",
    "state-sector-issuer-all-thousands-inline": "a comma that stands for a line's end",
    "three-line-bonds-in-styled-divisions": "as above",
    "thousands-once-issuer-due-1": "as above",
    "thousands-once-issuer-due-2": "as above",
    "two-columns-a-page-in-one-table": "a comma that stands for a line's end",
    "word-an-element-filler-futures-swaps": "an amount in running text that ends where values end",
}
#: A rate printed under the head "Value" of the table above.
OTHER_COLUMNS = {"marks-lead-thousands-1", "marks-lead-thousands-2"}
MARKED_UP = sorted([*FIXTURES.glob("html*/source.htm"), *(FIXTURES / "houses").glob("*.htm")])


def fixture_name(path: Path) -> str:
    return path.parent.name if path.stem == "source" else path.stem


@pytest.mark.parametrize("path", [p for p in MARKED_UP if fixture_name(p) not in OTHER_COLUMNS], ids=fixture_name)
def test_html_printed_to_pdf_gives_the_same_holdings(path: Path) -> None:
    explained = explain(path)
    printed = parse(print_blocks([b for d in explained.documents for b in d.blocks]))
    html, pdf = (
        [[getattr(h, k) for k in FIELDS] for f in filing.funds if f.schedule for h in f.schedule.holdings]
        for filing in (explained.filing, printed)
    )
    if fixture_name(path) in LESS_SHOWN:
        html, pdf = ([[h[2]] for h in holdings] for holdings in (html, pdf))
    assert html
    assert pdf == html


def test_what_print_shows_less_of_is_a_fixture() -> None:
    assert {*LESS_SHOWN, *OTHER_COLUMNS} <= {fixture_name(p) for p in MARKED_UP}


def test_a_foot_that_pages_repeat_in_one_place_is_left_out_and_a_legend_is_not() -> None:
    book = Book()
    for number in range(1, 5):
        page = book.page()
        columns(page, [(f"Acme Corp. {number}", "12,400", "310,000")] * 4, (40, 300, 400), 100)
        page.put(40, 600 + 20 * number, "* Non-income producing security.", 7)
        page.put(200, 760, f"Quarterly Book | See the notes to the schedule. {number + 20}", 7)
    texts = [getattr(b, "text", "") for b in pdf_blocks(book.bytes()).blocks if not isinstance(b, Table)]
    assert [t for t in texts if t] == ["* Non-income producing security."] * 4


def test_damaged_bytes_raise_nothing_but_our_own_errors() -> None:
    whole = printed(next(f for f in PRINTED if f.name == "ascii-municipal-calls"))
    dice = Random(7)
    outcomes = set()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 20, 200))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        if dice.random() < 0.3:
            del data[dice.randrange(len(data)) :]
        try:
            outcomes.add(parse(bytes(data)).status)
        except FundFilingsError as error:
            outcomes.add(type(error).__name__)
    assert len(outcomes) > 1


def test_a_page_of_absurd_size_takes_no_time() -> None:
    book = Book((1e5, 1e5))
    page = book.page()
    page.put(40, 40, "Schedule of Investments")
    page.put(9e4, 40, "far off")
    blocks = pdf_blocks(book.bytes()).blocks
    assert [b.text for b in blocks if isinstance(b, Heading)] == ["Schedule of Investments"]

"""Text filings that a browser printed to PDF: tags shown, lines broken at the edge of the page."""

from __future__ import annotations

import io
from itertools import pairwise

import pdfplumber

from fundfilings.normalize.blocks import Table
from fundfilings.normalize.pdf import pdf_blocks
from pdf_printer import Book

#: So many characters fit on a line of the page.
FITS = 60

STATEMENT = """
<PAGE>
                Example Index Trust
              Statements of Operations
<TABLE>
<CAPTION>
                                  2005           2004           2003
<S>                        <C>            <C>            <C>
INVESTMENT INCOME:
   Dividends ............  $ 1,286,877    $   559,439    $   931,985
   Interest .............      304,493        318,289       (193,549)
                           -----------    -----------    -----------
   Total income .........    1,591,370        877,728        738,436
                           ===========    ===========    ===========
</TABLE>
                         3
<PAGE>
                Example Index Trust
         Statement of Assets and Liabilities
<TABLE>
<S>                                                      <C>
   Cash ...........................................        1,412,949
   Receivables ....................................              975
   Total assets ...................................        1,413,924
</TABLE>
"""


def broken(line: str) -> list[str]:
    """A line as a browser breaks it: before a word that does not fit, the blanks there hanging over the edge."""
    out: list[str] = []
    while len(line) > FITS:
        at = line.rfind(" ", 0, FITS + 1)
        out.append(line[:at].rstrip())
        line = line[at:].lstrip()
    return [*out, line]


def printed(text: str) -> bytes:
    book = Book()
    page = book.page()
    for n, line in enumerate(part for whole in text.strip("\n").split("\n") for part in broken(whole)):
        if line:
            page.put(30, 40 + 11 * n, line, 9, "Courier")
    return book.bytes()


def test_broken_lines_are_whole_again_and_tags_go() -> None:
    rows = [
        [c.text for c in r.cells] for b in pdf_blocks(printed(STATEMENT)).blocks if isinstance(b, Table) for r in b.rows
    ]
    assert [r for r in rows if len(r) > 1] == [
        ["2005", "2004", "2003"],
        ["Dividends", "$ 1,286,877", "$ 559,439", "$ 931,985"],
        ["Interest", "304,493", "318,289", "(193,549)"],
        ["Total income", "1,591,370", "877,728", "738,436"],
        ["Cash", "1,412,949"],
        ["Receivables", "975"],
        ["Total assets", "1,413,924"],
    ]
    assert not any("<" in text for r in rows for text in r)


def test_the_figures_of_a_column_stand_under_one_another() -> None:
    tables = [b for b in pdf_blocks(printed(STATEMENT)).blocks if isinstance(b, Table)]
    ends = [[c.x1 for c in r.cells[1:]] for t in tables for r in t.rows if len(r.cells) == 4]
    assert len(ends) == 3
    assert all(abs(x - y) <= 1 for a, b in pairwise(ends) for x, y in zip(a, b, strict=True))


def test_a_figure_that_was_put_elsewhere_leads_back_to_its_place() -> None:
    data = printed(STATEMENT)
    document = pdf_blocks(data)
    row = next(r for b in document.blocks if isinstance(b, Table) for r in b.rows if r.cells[0].text == "Interest")
    box = document.span(row, row.cells[3]).bbox
    assert box is not None
    with pdfplumber.open(io.BytesIO(data)) as record:
        words = record.pages[0].within_bbox((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1)).extract_text()
    assert "(193,549)" in words


def test_a_page_without_tags_is_left_as_it_is() -> None:
    plain = "\n".join(line for line in STATEMENT.split("\n") if "<" not in line)
    rows = [
        [c.text for c in r.cells] for b in pdf_blocks(printed(plain)).blocks if isinstance(b, Table) for r in b.rows
    ]
    assert ["Interest", "304,493", "318,289"] in rows

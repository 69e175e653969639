"""HTML to blocks.

    <P><B>Schedule of Investments</B></P>            Heading("Schedule of Investments", bold)
    <TABLE><TR><TD>Acme Corp.<SUP>(a)</SUP></TD>     Table[Row[Cell("Acme Corp.^{(a)}"), Cell("12,400"),
      <TD>12,400</TD><TD>$</TD><TD>310,000</TD>                Cell("$ 310,000")]]
    <HR> or page-break-before: always                PageBreak

Agents write every kind of HTML: tables for layout with tables of data inside, one <div> a line, one positioned <span> a
word, print in <pre>. What is layout is dissolved here; what is a table becomes rows (`html_rows`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from fundfilings.normalize.blocks import Block, BlockDocument, Cell, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.normalize.html_items import Break, Item, Rows
from fundfilings.normalize.html_print import Printout, Word, blocks_of_print, blocks_of_words
from fundfilings.normalize.html_reader import read_items
from fundfilings.normalize.html_rows import Line
from fundfilings.normalize.pipes import piped_items
from fundfilings.source import Document

#: A line up to this long standing alone is a heading; longer ones are running text.
_HEADING_LENGTH = 120
#: As many page breaks by style show that rules are not page breaks.
_STYLED_BREAKS = 3
_ABBREVIATED = re.compile(
    r"\b(?:Inc|Corp|Co|Cos|Ltd|L\.?P|N\.?A|S\.?A|N\.?V|p\.?l\.?c|PLC|Jr|Sr|St|No|U\.S|Bros|Intl|etc|[A-Z])\.$", re.I
)
_ENDS_SENTENCE = re.compile(r"[.;]$")


def html_blocks(document: Document) -> BlockDocument:
    """The blocks of an HTML document part; offsets and lines are those of the whole input. Never raises on bad HTML."""
    places = _Places(document.text, document.start, document.line)
    items = read_items(document.text)
    return BlockDocument(document.number, document.type, tuple(_blocks(items, places, document)))


def piped_blocks(document: Document) -> BlockDocument:
    """The blocks of a text rendering that parts cells with pipes: lines and tables as those of HTML."""
    places = _Places(document.text, document.start, document.line)
    return BlockDocument(document.number, document.type, tuple(_blocks(piped_items(document.text), places, document)))


class _Places:
    """Offsets in a document's body to offsets and line numbers of the whole input."""

    def __init__(self, text: str, start: int, line: int) -> None:
        self.start = start
        self._first = line
        self._feeds = [m.start() for m in re.finditer("\n", text)]

    def line(self, at: int) -> int:
        return self._first + bisect_right(self._feeds, at - 1)


def _blocks(items: list[Item], places: _Places, document: Document) -> Iterator[Block]:
    page: int | None = None
    pages = 1
    said = False  # something was printed since the last page break
    ending: int | None = None  # the line of a page break that nothing was printed behind yet
    # A document that breaks its pages by style uses its rules as ornaments.
    styled = sum(isinstance(x, Break) and not x.ruled for x in items) >= _STYLED_BREAKS
    for group in _groups(items):
        first = group[0]
        if isinstance(first, Break):
            if said and ending is None and not (first.ruled and styled):
                ending = places.line(first.at)
            continue
        for block in _group_blocks(group, places, document, page if ending is None else pages + 1):
            if isinstance(block, PageBreak):
                ending = block.line if said and ending is None else ending
                continue
            if ending is not None:
                pages += 1
                page = pages
                yield PageBreak(ending, page)
                ending = None
            said = True
            yield block if page is None or block.page == page else _on_page(block, page)


def _group_blocks(group: list[Item], places: _Places, document: Document, page: int | None) -> Iterable[Block]:
    """The blocks of a group; a table stands on `page`, what else there is may end pages itself."""
    first = group[0]
    if isinstance(first, Rows):
        return [_table([x for x in group if isinstance(x, Rows)], places, page)]
    if isinstance(first, Line):
        return _flow([x for x in group if isinstance(x, Line)], places)
    if isinstance(first, Word):
        return blocks_of_words([x for x in group if isinstance(x, Word)], document, places.line)
    return blocks_of_print(first, document, places.line) if isinstance(first, Printout) else ()


def _on_page(block: Block, page: int) -> Block:
    if isinstance(block, Table):
        return Table(tuple(replace(r, page=page) for r in block.rows))
    return replace(block, page=page)


def _groups(items: list[Item]) -> Iterator[list[Item]]:
    """Neighbouring items that make blocks together: lines of one block element (or floating beside one another),
    positioned words of one page, tables of one grid. Takes the items out of the list: they are larger than the blocks
    made of them, and both need not be there at once."""
    group: list[Item] = []
    items.reverse()
    while items:
        item = items.pop()
        if isinstance(item, Printout) and not item.filled:
            if group:
                yield group
            group = []
            continue
        if group and not _together(group[-1], item):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _together(a: Item, b: Item) -> bool:
    if isinstance(a, Line) and isinstance(b, Line):
        return (a.block == b.block and a.block != 0) or (a.floats and b.floats)
    if isinstance(a, Word) and isinstance(b, Word):
        return True
    return isinstance(a, Rows) and isinstance(b, Rows) and a.columns == b.columns


def _flow(lines: list[Line], places: _Places) -> Iterator[Block]:
    """Headings and paragraphs of the lines of one block element."""
    if len(lines) > 1 and lines[0].floats and lines[0].block != lines[1].block:
        yield _text_block(lines, places)
        return
    group: list[Line] = []
    for ln in lines:
        if group and not _runs_on(group[-1], ln):
            yield _text_block(group, places)
            group = []
        group.append(ln)
    if group:
        yield _text_block(group, places)


def _runs_on(above: Line, below: Line) -> bool:
    """Whether a <br> only wraps running text: a full line above, or a line below that begins in lower case."""
    if above.bold != below.bold:
        return False
    return len(above.text) > 70 or (len(above.text) > 40 and below.text[:1].islower())


def _text_block(lines: list[Line], places: _Places) -> Heading | Paragraph:
    text = " ".join(ln.text for ln in lines)
    first, stop = lines[0], places.start + lines[-1].stop
    line, start = places.line(first.start), places.start + first.start
    sentence = _ENDS_SENTENCE.search(text) and not _ABBREVIATED.search(text) and len(text) > 30
    if len(text) > _HEADING_LENGTH or first.listed or sentence:
        return Paragraph(text, line, None, start, stop, first.indent)
    return Heading(text, line, None, start, stop, all(ln.bold for ln in lines), first.indent)


def _table(tables: list[Rows], places: _Places, page: int | None) -> Table:
    rows: list[Row] = []
    for table in tables:
        table.rows.reverse()
        while table.rows:  # let go row by row: a report may be one table
            printed = table.rows.pop()
            cells = tuple(
                Cell(p.text, p.x0, p.x1, places.start + p.start, places.start + p.stop, p.bold, p.indent)
                for p in printed.pieces
            )
            first = printed.pieces[0]
            rows.append(Row(cells, places.line(first.start), page, first.x0 + first.indent, printed.gap, printed.ruled))
    return Table(tuple(rows))

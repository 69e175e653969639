"""The blocks behind a schedule as printed lines, whatever block they stand in.

    Paragraph("(i) Non-income producing ... (j) In default.")      two lines of one paragraph
    Table[Row["(a)", "Illiquid."], Row["at period end."]]          mark cell, text cell, continuation below
    Table[Row["AUD = Australian Dollars", "GBP = British Pounds"]] two columns of entries on one line

Every line keeps the place it was printed at, so that a footnote has a Span and the ledger can count its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fundfilings.normalize.blocks import Block, Cell, Heading, Origin, PageBreak, Paragraph, Row, Table
from fundfilings.normalize.grid import is_text_grid
from fundfilings.scalars import amount
from fundfilings.spans import Span

#: Where a line was printed: the index of its block, or (index of its table, index of its row).
Place = int | tuple[int, int]


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One printed line.

    cells   as printed; one for a line of running text
    indent  left edge, None inside a paragraph (only its first line's is kept)
    edges   left edges of the cells
    gap     a blank line, a rule or another kind of block stands above
    top     a page begins above
    figures numbers that stand in cells of their own
    """

    text: str
    cells: tuple[str, ...]
    place: Place
    span: Span
    indent: float | None
    edges: tuple[float, ...]
    gap: bool
    top: bool
    figures: int


def legend_lines(blocks: Sequence[Block], document: Origin) -> list[LegendLine]:
    """All lines in reading order: a table whose rows hold footnotes side by side is read column after column."""
    out: list[LegendLine] = []
    top, last = True, -9
    for i, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            top = True
            continue
        if isinstance(block, Table):
            lines = list(_row_lines(block, i, document, last, top))
            last = block.rows[-1].line
        elif isinstance(block, Paragraph):
            lines = list(_paragraph_lines(block, i, document, last, top))
            last = block.line + len(block.breaks)
        else:
            lines = [_heading_line(block, i, document, last, top)]
            last = block.line
        out.extend(lines)
        top = top and not lines
    return out


def _heading_line(block: Heading, i: int, document: Origin, last: int, top: bool) -> LegendLine:
    gap = block.line - last != 1
    return LegendLine(block.text, (block.text,), i, document.span(block), block.indent, (block.indent,), gap, top, 0)


def _paragraph_lines(block: Paragraph, i: int, document: Origin, last: int, top: bool) -> Iterator[LegendLine]:
    ends = (*block.breaks, len(block.text))
    start = 0
    for k, end in enumerate(ends):
        text = block.text[start:end].strip()
        place = document.span(block)
        span = Span(place.document, place.page, block.line + k, place.start, place.end)
        first = k == 0
        yield LegendLine(
            text,
            (text,),
            i,
            span,
            block.indent if first else None,
            (block.indent,),
            first and block.line - last != 1,
            first and top,
            0,
        )
        start = end


def _row_lines(table: Table, i: int, document: Origin, last: int, top: bool) -> Iterator[LegendLine]:
    justified = is_text_grid(table.rows)
    for j, cells in _in_columns(table.rows):
        row = table.rows[j]
        gap = row.gap > 0 or row.ruled or row.line - last not in (0, 1) or (j == 0 and row.line == last)
        place = document.span(row)
        span = Span(place.document, place.page, place.line, cells[0].start, cells[-1].end)
        texts, edges = _unjustified(cells) if justified else ([c.text for c in cells], [c.x0 for c in cells])
        figures = sum(_is_number(t) for t in texts[1:])
        yield LegendLine(" ".join(texts), tuple(texts), (i, j), span, edges[0], tuple(edges), gap, top, figures)
        last, top = row.line, False


def _in_columns(rows: Sequence[Row]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows and their cells in reading order: where footnotes stand side by side, the left ones first."""
    j = 0
    while j < len(rows):
        split = _second_column(rows[j])
        end = j + 1
        if split is None:
            if rows[j].cells:
                yield j, rows[j].cells
        else:
            while end < len(rows) and not rows[end].gap and not rows[end].ruled:
                split = min(split, _second_column(rows[end]) or split)
                end += 1
            for right in (False, True):
                for k in range(j, end):
                    if cells := tuple(c for c in rows[k].cells if (c.x0 >= split - 1) == right):
                        yield k, cells
        j = end


#: Blanks that justified print puts between words, at most; and the longest mark that stands in a cell, "(144A)".
_JUSTIFIED = 3
_LONGEST_MARK = 6
#: What begins a second footnote beside a first one: a mark in brackets or symbols, then a word.
_BESIDE = re.compile(
    r"^(?:\((?:[A-Za-z]{1,2}|\d{1,2}|[*+#†‡@~]{1,3})\)|[*+#†‡§@~]{1,4}|\^\{[^{}]+\})(?:\s*[-–—=:]*\s*[A-Z“\"].*)?$"
)


def _second_column(row: Row) -> float | None:
    """The left edge of a second footnote that begins in a row behind a first one."""
    cells = row.cells
    if len(cells) < 2 or not _BESIDE.match(cells[0].text):
        return None
    for k in range(1, len(cells)):
        alone = k + 1 < len(cells) and len(cells[k].text) <= 6 and amount(cells[k + 1].text) is None
        if _BESIDE.match(cells[k].text) and (alone or len(cells[k].text) > 12) and (k > 1 or len(cells[0].text) > 6):
            return cells[k].x0
    return None


def _unjustified(cells: tuple[Cell, ...]) -> tuple[list[str], list[float]]:
    """The cells of a printed line, those joined that only justified print or a figure inside a sentence parted: words
    apart by up to three blanks where there are many, by one where there are few. A mark keeps its cell."""
    most = _JUSTIFIED if len(cells) > 3 else 1
    texts, edges = [cells[0].text], [cells[0].x0]
    for k, (before, cell) in enumerate(pairwise(cells)):
        near = cell.x0 - before.x1 <= most
        if near and (k > 0 or len(before.text) > _LONGEST_MARK or before.text.isalpha()):
            texts[-1] = f"{texts[-1]} {cell.text}"
        else:
            texts.append(cell.text)
            edges.append(cell.x0)
    return texts, edges


def _is_number(text: str) -> bool:
    """A number; a dash between an abbreviation and its meaning is none."""
    figure = amount(text)
    return figure is not None and figure.kind == "number"

"""Fixed-width text (and text renderings of other containers) to blocks.

    SCHEDULE OF INVESTMENTS                               Heading
    Gannett Co., Inc. (A).........   87,500  $ 7,801,500  a Row of a Table
    The Fund may invest in options and other              a Paragraph, as its lines fill their measure
    derivatives.
    <PAGE>     13                                         PageBreak

Every printed line of a table becomes one Row with cells at their character columns; wrapped descriptions stay several
rows, because only the reader of the table knows what a row is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from string import ascii_letters, ascii_uppercase

from fundfilings.normalize.blocks import Block, BlockDocument, Cell, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.normalize.text_lines import NOTHING, Line, read_lines

_CAPITALS = ascii_uppercase.encode()
#: Bytes that are no letters of plain ASCII text.
_NO_LETTERS = bytes(set(range(256)) - set(ascii_letters.encode()))


def text_blocks(text: str, number: int = 1, type: str = "", line: int = 1, start: int = 0) -> BlockDocument:
    """The blocks of a text body. `line` and `start` are the body's first line and character in the whole input."""
    return BlockDocument(number, type, tuple(line_blocks(read_lines(text, line, start))))


def line_blocks(lines: Iterable[Line]) -> Iterator[Block]:
    """The blocks that printed lines make up."""
    page: int | None = None
    pages = 1
    table = _OpenTable()
    for before, run, after in _with_neighbours(_runs(lines)):
        first = run[0]
        above = first.above
        if above.cut or above.page_break:
            yield from table.closed()
        if above.page_break:
            pages += 1
            page = above.page if above.page is not None else pages
            yield PageBreak(first.number, page)
        kind = _kind(run, before, after)
        if kind == "rows":
            table.add(run, page)
            continue
        yield from table.closed()
        if kind == "paragraph":
            printed = [_folded(ln.text) for ln in run]
            breaks = tuple(accumulate(len(text) + 1 for text in printed[:-1]))
            yield Paragraph(" ".join(printed), first.number, page, first.start, run[-1].end, first.x0, breaks)
        else:
            yield from (_heading(ln, page) for ln in run)
    yield from table.closed()


def _with_neighbours(runs: Iterator[list[Line]]) -> Iterator[tuple[list[Line] | None, list[Line], list[Line] | None]]:
    before: list[Line] | None = None
    run = next(runs, None)
    while run is not None:
        after = next(runs, None)
        yield before, run, after
        before, run = run, after


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines that belong together before anything is known of them: all tabular, or one-celled without a gap."""
    run: list[Line] = []
    for ln in lines:
        if run and (ln.above is not NOTHING or ln.tabular != run[-1].tabular):
            yield run
            run = []
        run.append(ln)
    if run:
        yield run


def _kind(run: list[Line], before: list[Line] | None, after: list[Line] | None) -> str:
    """Rows of a table, a paragraph, or lines that stand alone."""
    first = run[0]
    if first.tabular:
        return "rows"
    above = first.above
    below = after[0].above if after is not None and after[0].tabular else None
    glued_above = before is not None and before[-1].tabular and not (above.gap or above.ruled or above.cut)
    glued_below = below is not None and not (below.gap or below.ruled or below.cut)
    widths = [len(ln.text) for ln in run]
    width = max(widths)
    if (glued_above or glued_below) and (len(run) <= 8 or width < 60) and width <= 140:
        return "rows"
    if len(run) == 1:
        if width > 110 or (width > 84 and first.text.endswith(".")):
            return "paragraph"
        near = (before is not None and before[-1].tabular and above.gap <= 3 and not above.cut) or (
            below is not None and below.gap <= 3 and not below.cut
        )
        return "rows" if near and (first.in_table or width <= 60) else "heading"
    if _is_prose(run, widths):
        return "paragraph"
    return "rows" if first.in_table else "heading"


def _is_prose(run: list[Line], widths: list[int]) -> bool:
    """Several lines that fill their measure and are mostly small letters."""
    width = max(widths)
    if width < 48 or sum(w >= 0.6 * width for w in widths[:-1]) < 0.7 * (len(run) - 1):
        return False
    small, letters = _letters("".join([ln.text for ln in run]))
    return small > 0.55 * letters and (len(run) > 2 or run[-1].text[-1] in ".,;:)" or widths[0] >= 60)


def _letters(text: str) -> tuple[int, int]:
    """How many small letters, and how many letters, a text has."""
    if text.isascii():
        letters = text.encode().translate(None, _NO_LETTERS)
        return len(letters.translate(None, _CAPITALS)), len(letters)
    found = [c for c in text if c.isalpha()]
    return sum(c.islower() for c in found), len(found)


class _OpenTable:
    """Runs of rows that stand under one another. Without a single tabular line among them they are headings."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._rows: list[Row] = []
        self._page: int | None = None

    def add(self, run: list[Line], page: int | None) -> None:
        self._page = page
        if self._rows or run[0].tabular:
            self._rows.extend(_row(ln, page) for ln in (*self._lines, *run))
            self._lines = []
        else:
            self._lines.extend(run)

    def closed(self) -> Iterator[Block]:
        """The table, or the headings."""
        yield from (_heading(ln, self._page) for ln in self._lines)
        if self._rows:
            yield Table(tuple(self._rows))
        self._lines, self._rows = [], []


def _folded(text: str) -> str:
    return text if "  " not in text and text.isprintable() else " ".join(text.split())


def _heading(ln: Line, page: int | None) -> Heading:
    return Heading(_folded(ln.text), ln.number, page, ln.start, ln.end, ln.bold, ln.x0)


def _row(ln: Line, page: int | None) -> Row:
    cells = tuple(ln.cells)
    if not cells:
        start = ln.start + ln.x0
        width = len(ln.text)
        cells = (Cell(ln.text, ln.x0, ln.x0 + width, start, start + width, ln.bold, 0.0, None),)  # words, see Line
    return Row(cells, ln.number, page, ln.x0, ln.above.gap, ln.above.ruled)

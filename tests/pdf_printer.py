"""PDFs written for tests: fixed-width text as a browser prints it, and words put in places."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from fundfilings.normalize.blocks import Block, Cell, Heading, PageBreak, Table

_TAG = re.compile(r"</?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d{1,2}|R|PRE|TEXT)>[^\S\n]*\d*", re.I)
_PAGE = re.compile(r"^\s*<PAGE>.*$", re.I | re.M)
_MARK = re.compile(r"(\^\{[^{}]*\})")
#: Points from one line to the next, of the font's size.
_LEADING = 1.2


@dataclass
class Page:
    """One page that is written on, from its top left corner."""

    canvas: Canvas
    height: float

    def put(
        self, x: float, top: float, text: str, size: float = 9, face: str = "Helvetica", right: bool = False
    ) -> float:
        """Print a text that begins (or, `right`, ends) at x; "^{...}" is printed small and raised. Where it ends."""
        parts = [p for p in _MARK.split(text) if p]
        width = sum(self._width(p, size, face) for p in parts if not right or not _MARK.match(p))
        x = x - width if right else x
        for part in parts:
            mark = _MARK.match(part)
            shown, small = (part[2:-1], 0.6 * size) if mark else (part, size)
            self.canvas.setFont(face, small)
            self.canvas.drawString(x, self.height - top - (0 if mark is None else -0.35 * size), shown)
            x += stringWidth(shown, face, small)
        return x

    @staticmethod
    def _width(part: str, size: float, face: str) -> float:
        mark = _MARK.match(part)
        return stringWidth(part[2:-1], face, 0.6 * size) if mark else stringWidth(part, face, size)


class Book:
    """A PDF that is written page by page."""

    def __init__(self, size: tuple[float, float] = letter, encrypt: str | None = None) -> None:
        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, pagesize=size, encrypt=encrypt)
        self._size = size
        self._open = False

    def page(self, size: tuple[float, float] | None = None) -> Page:
        if self._open:
            self._canvas.showPage()
        self._open = True
        size = size or self._size
        self._canvas.setPageSize(size)
        return Page(self._canvas, size[1])

    def bytes(self) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()


def print_text(text: str, size: float = 7.0, lines: int = 100) -> bytes:
    """Fixed-width text, without its tags, in a fixed-width face; a page ends at <PAGE> and after `lines` lines."""
    book = Book()
    for part in _PAGE.split(text):
        printed = [_TAG.sub("", ln).rstrip() for ln in part.split("\n")]
        while printed and not printed[0]:
            printed.pop(0)
        for i in range(0, len(printed), lines):
            page = book.page()
            for n, ln in enumerate(printed[i : i + lines]):
                if ln:
                    page.put(30, 30 + n * size * 1.05, ln.expandtabs(8), size, "Courier")
    return book.bytes()


def columns(page: Page, rows: Iterable[Sequence[str]], places: Sequence[float], top: float, size: float = 8) -> float:
    """Print rows of cells: the first begins at its place, others end at theirs. The next line's place."""
    for row in rows:
        for i, (cell, x) in enumerate(zip(row, places, strict=False)):
            if cell:
                page.put(x, top, cell, size, right=i > 0)
        top += _LEADING * size
    return top


def print_blocks(blocks: Iterable[Block], size: float = 8.0) -> bytes:
    """Blocks of any container in a proportional face: rows as tables, the rest as lines over the width of the page.

    A table's columns are as wide as their widest cell; figures end at the right of theirs, words begin at the left.
    """
    sheet = _Sheet(Book((1600, 792)), size)
    for block in blocks:
        if isinstance(block, Table):
            sheet.table(block)
        elif isinstance(block, PageBreak):
            sheet.new_page()
        else:
            sheet.text(block.text, isinstance(block, Heading))
    return sheet.book.bytes()


class _Sheet:
    """The place on the page where printing goes on."""

    def __init__(self, book: Book, size: float) -> None:
        self.book, self._size = book, size
        self._page, self._top = book.page(), 40.0

    def new_page(self) -> None:
        self._page, self._top = self.book.page(), 40.0

    def _line(self, lines: float = 1) -> float:
        """The baseline of the next line."""
        if self._top > 740:
            self.new_page()
        self._top += lines * _LEADING * self._size
        return self._top

    def text(self, text: str, heading: bool) -> None:
        face = "Helvetica-Bold" if heading else "Helvetica"
        self._line(0.8)
        for line in simpleSplit(text, face, self._size, 880):
            self._page.put(40, self._line(), line, self._size, face)

    def table(self, table: Table) -> None:
        columns = sorted({c.x0 for r in table.rows for c in r.cells})
        figured = Counter(self._last(c, columns) for r in table.rows for c in r.cells if c.figure is not None)
        worded = Counter(self._last(c, columns) for r in table.rows for c in r.cells if c.figure is None)
        places = self._places(table, columns)
        self._line(0.8)
        for row in table.rows:
            top = self._line(1.8 if row.gap or row.ruled else 1)
            for cell in row.cells:
                last = self._last(cell, columns)
                face = "Helvetica-Bold" if cell.bold else "Helvetica"
                right = cell.figure is not None or (cell.x0 > columns[0] and figured[last] > worded[last])
                x = places[last][1] if right else places[cell.x0][0] + 4 * min(cell.indent / 10, 8)
                self._page.put(x, top, cell.text, self._size, face, right=right)

    @staticmethod
    def _last(cell: Cell, columns: Sequence[float]) -> float:
        """The last column that a cell stands in."""
        return max((x for x in columns if cell.x0 <= x < cell.x1), default=cell.x0)

    def _places(self, table: Table, columns: Sequence[float]) -> dict[float, tuple[float, float]]:
        """(left, right) of each column: as wide as its cells, the last one of those that a wide cell covers wider."""
        width = dict.fromkeys(columns, 0.0)
        cells = [(c, self._last(c, columns)) for r in table.rows if len(r.cells) > 1 for c in r.cells]
        for cell, last in sorted(cells, key=lambda pair: pair[0].x0 != pair[1]):
            text = re.sub(r"\^\{|\}", "", cell.text)
            need = stringWidth(text, "Helvetica-Bold", self._size) + 14
            have = sum(width[x] for x in columns if cell.x0 <= x <= last)
            width[last] += max(0.0, need - have)
        out: dict[float, tuple[float, float]] = {}
        at = 40.0
        for x in columns:
            out[x] = (at, at + width[x] - 14)
            at += width[x]
        return out

"""PDFs written for tests: fixed-width text as a browser prints it, and words put in places."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

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

"""Where the lines of a PDF stand: a line's number leads to its page and to the boxes of its cells.

Columns count in characters and lines in a document, as in fixed-width text; a Span of a PDF has the page and the box in
points besides.
"""

from __future__ import annotations

from dataclasses import dataclass

from fundfilings.normalize.pdf_chars import Frame


@dataclass(frozen=True, slots=True)
class LinePlace:
    """One printed line: its page, what turns its sheet upright, top and bottom, and for every cell where it begins in
    the text of the document and what it covers from left to right."""

    page: int
    frame: Frame
    top: float
    bottom: float
    cells: tuple[tuple[int, float, float], ...]

    def box(self, start: int, end: int) -> tuple[float, float, float, float]:
        """The box of the cells that hold text[start:end] of the document."""
        first = [i for i, c in enumerate(self.cells) if c[0] <= start]
        last = [i for i, c in enumerate(self.cells) if c[0] < max(end, start + 1)]
        cells = self.cells[first[-1] if first else 0 : (last[-1] if last else 0) + 1]
        return self._shown(min(c[1] for c in cells), max(c[2] for c in cells))

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """The boxes of all cells."""
        return [self._shown(x0, x1) for _, x0, x1 in self.cells]

    def _shown(self, x0: float, x1: float) -> tuple[float, float, float, float]:
        left, top, right, bottom = self.frame.shown(x0, self.top, x1, self.bottom)
        return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)

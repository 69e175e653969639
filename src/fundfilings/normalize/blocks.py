"""The one representation after the normalizer: what every container becomes.

A document is a list of blocks in printed order:

    Heading("Schedule of Investments")
    Table[
        Row[Cell("Common Stocks 96.1%")]
        Row[Cell("Acme Corp. ^{(a)}"), Cell("12,400"), Cell("$ 310,000")]
    ]
    Paragraph("See accompanying notes ...")
    PageBreak(page=7)

Text is as printed, with white space folded, dot leaders removed, tags removed. Superscripts are written inline as
`^{...}` whatever the container (`<sup>1</sup>`, `^(a)`, `^{(a)(b)}`, U+00B9): `scalars.split_marks` takes them off.
`$`, `(`, `)` and `%` that stood in cells of their own are joined to their number: "$ 310,000", "(1,234)", "5.00%".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from fundfilings.models import Issue
from fundfilings.scalars import Amount, amount
from fundfilings.spans import Span


class _Figure(Enum):
    UNREAD = 0


# Cells and rows are never changed once made; frozen ones take three times as long to make, and a filing has 100,000.
@dataclass(slots=True, init=False, unsafe_hash=True)
class Cell:
    """One printed cell. x0 and x1 are its horizontal extent in the container's own unit (characters of a fixed-width
    line, grid columns of an HTML or tab table, points of a PDF page): only order and overlap mean anything. `indent` is
    a printed indentation inside the cell, in the same unit. `figure` is the figure that the cell prints, as
    `scalars.amount` reads it, or None."""

    text: str
    x0: float
    x1: float
    start: int
    length: int = field(init=False)  # small numbers are one object each for all cells, the offsets behind them are not
    bold: bool
    indent: float
    figure: Amount | None = field(init=False, repr=False, compare=False)

    def __init__(
        self,
        text: str,
        x0: float,
        x1: float,
        start: int = 0,
        end: int = 0,
        bold: bool = False,
        indent: float = 0.0,
        figure: Amount | _Figure | None = _Figure.UNREAD,
    ) -> None:
        """`figure` is given where whoever makes the cell has read it: every stage asks for it, so it is kept. No use of
        `dataclasses.replace`: it knows nothing of `end`."""
        if end < start:
            raise ValueError("a cell ends before it starts")
        self.text = text
        self.x0 = x0
        self.x1 = x1
        self.start = start
        self.length = end - start
        self.bold = bold
        self.indent = indent
        self.figure = amount(text) if figure is _Figure.UNREAD else figure

    @property
    def end(self) -> int:
        return self.start + self.length


@dataclass(slots=True, unsafe_hash=True)
class Row:
    """One printed line of a table: in fixed-width text a physical line (wrapped descriptions are several rows), in HTML
    a <tr> (a cell with <br> is several rows). `gap` counts blank lines above it; `ruled` says a rule stands above;
    `indent` is the left edge of the first cell, in the unit of x0 plus any printed indentation."""

    cells: tuple[Cell, ...]
    line: int
    page: int | None = None
    indent: float = 0.0
    gap: int = 0
    ruled: bool = False

    @property
    def text(self) -> str:
        cells = self.cells
        return cells[0].text if len(cells) == 1 else " ".join([c.text for c in cells])


@dataclass(frozen=True, slots=True)
class Heading:
    """A short line standing alone outside a table (titles, banners, section names, `Item 1.`)."""

    text: str
    line: int
    page: int | None = None
    start: int = 0
    end: int = 0
    bold: bool = False
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: its lines joined by one blank. `indent` as in Row. `breaks` are the offsets in `text` at which a
    printed line begins (the first excepted): a head that no blank line parts from its paragraph ends at one."""

    text: str
    line: int
    page: int | None = None
    start: int = 0
    end: int = 0
    indent: float = 0.0
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand under one another without running text between them. Column structure is not decided here:
    see `grid.columns`."""

    rows: tuple[Row, ...]

    @property
    def line(self) -> int:
        return self.rows[0].line

    @property
    def page(self) -> int | None:
        return self.rows[0].page


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page ends here; `page` is the number of the page that begins."""

    line: int
    page: int | None = None


Block = Heading | Paragraph | Table | PageBreak


class Place(Protocol):
    """Where a printed line stands on a page."""

    @property
    def page(self) -> int: ...

    def box(self, start: int, end: int) -> tuple[float, float, float, float]:
        """The box around the cells that hold text[start:end] of the document, in points."""
        ...

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """The boxes of all cells."""
        ...


@dataclass(frozen=True, slots=True)
class Origin:
    """The document of a submission that a block stands in. `number` is its 1-based place in the submission; `places`
    are those of its lines where the container sets them on pages (PDF)."""

    number: int
    type: str
    places: Mapping[int, Place] = field(default_factory=dict, kw_only=True, repr=False, compare=False)

    def span(self, place: Row | Heading | Paragraph | Table | PageBreak, cell: Cell | None = None) -> Span:
        """The Span of a block, or of one cell of a row."""
        if cell is not None:
            return self._span(place, cell.start, cell.end)
        if isinstance(place, Row) and place.cells:
            return self._span(place, place.cells[0].start, place.cells[-1].end)
        if isinstance(place, (Heading, Paragraph)):
            return self._span(place, place.start, place.end)
        return Span(self.number, place.page, place.line)

    def _span(self, place: Row | Heading | Paragraph | Table | PageBreak, start: int, end: int) -> Span:
        if (on := self.places.get(place.line)) is not None:
            return Span(self.number, on.page, place.line, bbox=on.box(start, end))
        return Span(self.number, place.page, place.line, start, end)


@dataclass(frozen=True, slots=True)
class BlockDocument(Origin):
    """All blocks of one document. What is read of it later refers to its `origin`, so that blocks can be let go.
    `issues` say what of it was not read."""

    blocks: tuple[Block, ...]
    issues: tuple[Issue, ...] = ()

    @property
    def origin(self) -> Origin:
        return Origin(self.number, self.type, places=self.places)

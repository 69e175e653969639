"""PDF pages to blocks.

    Run("Tapestry,") Run("Inc.") Run("(a)") ... Run("$") Run("19,665,154")       what the page draws (pdf_chars)
      -> columns of the page in the order they are read (pdf_columns)
      -> "Tapestry, Inc. ^{(a)}" | "179,952" | "$ 19,665,154"                    lines of cells (pdf_lines, pdf_edges)
      -> Row, Heading, Paragraph, PageBreak                                      blocks, as of fixed-width text

Points become characters of the usual width, so that all that reads columns of fixed-width text reads these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2

from fundfilings.models import make_issue
from fundfilings.normalize.blocks import BlockDocument, Cell
from fundfilings.normalize.pdf_chars import UNMAPPED, Frame, Sheet, page_sheets
from fundfilings.normalize.pdf_columns import regions
from fundfilings.normalize.pdf_edges import digit_edge, part_at_edges
from fundfilings.normalize.pdf_furniture import without_furniture
from fundfilings.normalize.pdf_lines import PdfLine, Piece, printed_lines
from fundfilings.normalize.pdf_places import LinePlace
from fundfilings.normalize.pdf_rules import extend_heads
from fundfilings.normalize.pdf_runs import without_stamps
from fundfilings.normalize.pdf_wrapped import unwrapped
from fundfilings.normalize.text import line_blocks
from fundfilings.normalize.text_lines import NOTHING, Above, Line
from fundfilings.normalize.tokens import COMMAED
from fundfilings.scalars import amount
from fundfilings.source.pdf_file import Clock, PdfLimits, open_pdf
from fundfilings.spans import Span

#: The width of a character where nothing is printed, in points.
_CHARACTER = 5.0
#: Left edges that lie so close are one, in points.
_ONE_EDGE = 1.2
#: Lines are set no looser than this, in parts of their size.
_LOOSE = 2.0
#: A distance between baselines so much above the usual one is a blank line.
_BLANK_LINE = 1.4
#: Pages with fewer characters hold no text worth the name.
_TEXT_LEAST = 8
#: A figure that stands alone so far to the right stands in a column, in characters.
_COLUMN = 20
#: A rule drawn with signs.
_RULE = re.compile(r"^(?:- )?(?:[-=_—–*~]{4,}\s?)+$")
#: So many page numbers are named in an issue.
_NAMED = 20


@dataclass(slots=True)
class PageLine:
    """A printed line with its page, the sheet it stands on, and how far its column is set off to the right."""

    page: int
    frame: Frame
    line: PdfLine
    shift: float
    gap: int
    ruled: bool


def pdf_blocks(
    data: bytes, number: int = 1, type: str = "", line: int = 1, start: int = 0, limits: PdfLimits | None = None
) -> BlockDocument:
    """The blocks of a PDF. `line` and `start` number its first line and character. Raises UnreadableInput for a file
    that cannot be opened."""
    limits = limits or PdfLimits()
    reader = _Reader(limits)
    with open_pdf(data, limits.unpacked) as document:
        pages = reader.pages(document)
    lines = unwrapped(without_furniture(pages))
    places: dict[int, LinePlace] = {}
    blocks = tuple(line_blocks(_numbered(lines, line, start, places)))
    where = Span(document=number)
    issues = tuple(make_issue(code, message, where) for code, message in reader.issues())
    return BlockDocument(number, type, blocks, issues, places=places)


class _Reader:
    """Reads pages within limits, and keeps what could not be read."""

    def __init__(self, limits: PdfLimits) -> None:
        self._limits, self._clock = limits, Clock(limits.seconds)
        self._read = 0
        self._bare: list[int] = []
        self._broken: list[int] = []
        self._cut: list[int] = []
        self._unmapped: list[int] = []
        self._left_out = 0

    def pages(self, document: pypdfium2.PdfDocument) -> list[list[PageLine]]:
        count = len(document)
        out: list[list[PageLine]] = []
        for index in range(count):
            if index >= self._limits.pages or self._clock.over:
                self._left_out = count - index
                break
            out.append(self._page(document, index))
        return out

    def _page(self, document: pypdfium2.PdfDocument, index: int) -> list[PageLine]:
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            self._broken.append(index + 1)
            return []
        try:
            sheets, characters = page_sheets(page, self._limits.characters)
            lines = [ln for sheet in sheets for ln in _sheet_lines(sheet, page, index + 1, self._limits.objects)]
        except pypdfium2.PdfiumError:
            self._broken.append(index + 1)
            return []
        finally:
            page.close()
        if sum(s.characters for s in sheets) < _TEXT_LEAST:
            self._bare.append(index + 1)
        if characters > self._limits.characters:
            self._cut.append(index + 1)
        if any(UNMAPPED in w.text for ln in lines for p in ln.line.pieces for w in p.words):
            self._unmapped.append(index + 1)
        return lines

    def issues(self) -> Iterator[tuple[str, str]]:
        if self._bare:
            yield "source.page-without-text", f"no text on {_named(self._bare)}: scanned or drawn, and not read"
        if self._unmapped:
            message = f"letters on {_named(self._unmapped)} could not be told: their fonts do not say what they are"
            yield "source.characters-unmapped", message
        if self._broken:
            yield "source.page-damaged", f"{_named(self._broken)} could not be opened"
        if self._cut:
            yield "source.limit-reached", f"more than {self._limits.characters} characters on {_named(self._cut)}"
        if self._left_out:
            yield "source.limit-reached", f"the last {self._left_out} pages were not read: too many pages, or too slow"


def _named(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:_NAMED])) + (f" and {len(pages) - _NAMED} more" if len(pages) > _NAMED else "")
    return f"page{'s'[: len(pages) > 1]} {shown}"


def _sheet_lines(sheet: Sheet, drawn: pypdfium2.PdfPage, page: int, objects: int) -> Iterator[PageLine]:
    """The lines of a sheet in the order they are read; at most so many objects of its page are looked at."""
    base = 0.0
    for n, region in enumerate(regions(without_stamps(sheet.runs))):
        lines = printed_lines(region.runs)
        part_at_edges(lines)
        if not lines:
            continue
        extend_heads(lines, drawn, sheet.frame, objects)
        left = min(ln.pieces[0].x0 for ln in lines)
        if not region.side:
            base = left
        shift = left - base if region.side else 0.0
        ruled = False
        for line, gap in zip(lines, _gaps(lines, n > 0), strict=True):
            if all(_RULE.match(p.text) for p in line.pieces):
                ruled = True
                continue
            yield PageLine(page, sheet.frame, line, shift, gap, ruled)
            ruled = False


def _gaps(lines: Sequence[PdfLine], below: bool) -> list[int]:
    """How many blank lines stand above each line; `below` says that the region stands under another one."""
    steps = [b.y - a.y for a, b in pairwise(lines)]
    out = [int(below)]
    for i, step in enumerate(steps):
        near = sorted(s for s in steps[max(0, i - 5) : i + 6] if s >= 0.9 * lines[i + 1].size)
        usual = near[len(near) // 2] if near else step
        usual = max(1.0, min(usual, _LOOSE * max(lines[i].size, lines[i + 1].size)))
        out.append(max(1, round(step / usual) - 1) if step > _BLANK_LINE * usual else 0)
    return out


def _numbered(pages: Sequence[list[PageLine]], number: int, start: int, places: dict[int, LinePlace]) -> Iterator[Line]:
    """The lines of all pages with numbers, columns and offsets, as of a fixed-width text."""
    unit = _unit(pages)
    margin = min((ln.line.pieces[0].x0 - ln.shift for page in pages for ln in page), default=0.0)
    above: Line | None = None
    for page in pages:
        edges = _edges(page)
        for i, printed in enumerate(page):
            line = _line(printed, number, start, _Scale(unit, margin + printed.shift), edges, places)
            if not i:
                above = None
                line.above = Above(printed.gap, printed.ruled, cut=True, page_break=printed.page > 1, page=printed.page)
            if above is not None and above.bold != line.bold and line.above is NOTHING and not line.tabular:
                line.above = Above()  # a title, and what it is the title of
            yield line
            above = line
            number += 1
            start = line.end + 1


def _unit(pages: Sequence[list[PageLine]]) -> float:
    """The usual width of a character in points."""
    width, characters = 0.0, 0
    for page in pages:
        for printed in page:
            for piece in printed.line.pieces:
                for word in piece.words:
                    width += word.x1 - word.x0
                    characters += len(word.text)
    return width / characters if characters and width > 0 else _CHARACTER


def _edges(page: Sequence[PageLine]) -> dict[float, float]:
    """The left edges of a page's cells, those that lie close together as one."""
    out: dict[float, float] = {}
    first = last = float("-inf")
    for x in sorted({p.x0 - ln.shift for ln in page for p in ln.line.pieces}):
        if x - last > _ONE_EDGE / 2 or x - first > _ONE_EDGE:
            first = x
        out[x] = first
        last = x
    return out


@dataclass(frozen=True, slots=True)
class _Scale:
    """Points to characters: how wide one is, and where the first one stands."""

    unit: float
    left: float

    def column(self, x: float) -> int:
        return round((x - self.left) / self.unit)


def _line(
    printed: PageLine, number: int, at: int, scale: _Scale, edges: dict[float, float], places: dict[int, LinePlace]
) -> Line:
    pieces = printed.line.pieces
    cells: list[Cell] = []
    boxes: list[tuple[int, float, float]] = []
    offset = at
    figures = False
    for piece in pieces:
        text = piece.text
        left = piece.x0 if piece.cover is None else piece.cover[0]
        x0 = scale.column(edges.get(left - printed.shift, left - printed.shift) + printed.shift)
        figure = amount(text) if len(text) < 60 else None
        edge = piece.x1 if piece.cover is None else piece.cover[1]
        if figure is not None and figure.kind != "na":
            figures, edge = True, digit_edge(piece.words)
        x1 = max(x0 + 1, scale.column(edge))
        if cells and x0 < cells[-1].x1:
            x0 = min(x1 - 1, int(cells[-1].x1))
        cells.append(Cell(text, x0, x1, offset, offset + len(text), piece.bold))
        boxes.append((offset, *(piece.drawn or (piece.x0, piece.x1))))
        offset += len(text) + 2
    size = printed.line.size
    places[number] = LinePlace(
        printed.page,
        printed.frame,
        printed.line.y - 0.8 * size,
        printed.line.y + printed.line.depth + 0.25 * size,
        tuple(boxes),
    )
    text = "  ".join(c.text for c in cells)
    above = Above(printed.gap, printed.ruled) if printed.gap or printed.ruled else NOTHING
    line = Line(number, at, at + len(text), text, int(cells[0].x0), above, False, all(c.bold for c in cells))
    if len(cells) > 1:
        line.tabular = figures or _wide(pieces, size)
    else:  # a subtotal under its column
        line.tabular = figures and cells[0].x0 > _COLUMN and (text[0] in "$€£" or COMMAED.search(text) is not None)
    line.cells = cells if len(cells) > 1 or figures or cells[0].bold else ()
    return line


def _wide(pieces: Sequence[Piece], size: float) -> bool:
    return max(b.x0 - a.x1 for a, b in pairwise(pieces)) > 1.5 * size

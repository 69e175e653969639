"""HTML that is print: text in <pre>, and pages of words each put in its place.

    <pre>Acme Corp. ......   1,200   $ 34,000</pre>
    <span style="position:absolute;left:72px;top:90px">Acme</span> <span style="position:absolute;left:98px;top:9...

Both become lines of fixed-width text and are read as such (`text_blocks`); the offsets are then led back to the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from fundfilings.normalize.blocks import Block, Cell, PageBreak, Row, Table
from fundfilings.normalize.text import text_blocks
from fundfilings.scalars import amount
from fundfilings.source import Document

#: Widths in parts of the font size: of most letters and digits, and of those that are much narrower or wider. Between
#: the usual fonts they differ by a tenth.
_WIDE = 0.5
_WIDTHS = dict.fromkeys(".,;:'’|!()[]/fijlrtI ", 0.29) | dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.67)
_WIDTHS |= dict.fromkeys("mwMW%—", 0.83)
#: One word an element: of so many words on a page only one may hold a blank. A blank between two of them is no wider
#: than this share of the font size, and what the width of the first was misjudged by.
_LONE_WORDS = 10
_BLANK, _MISJUDGED = 0.9, 0.08
#: Words whose tops lie within this share of the font size stand on one line.
_SAME_LINE = 0.45
_LINE_HEIGHT = 1.2


@dataclass(frozen=True, slots=True)
class Word:
    """Text put in a place of the page: points from its left and top. `owner` is the positioned element."""

    text: str
    left: float
    top: float
    size: float
    owner: int
    start: int
    stop: int


@dataclass(slots=True)
class Printout:
    """Text of a <pre> with the places its pieces came from."""

    parts: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    size: int = 0

    @property
    def filled(self) -> bool:
        return bool(self.parts)

    def add(self, text: str, start: int, stop: int) -> None:
        """Text that stands at [start, stop) of the source; blanks put in between stand nowhere (start = stop)."""
        self.offsets.append(self.size)
        self.places.append((start, stop))
        self.parts.append(text)
        self.size += len(text)

    def place(self, offset: int) -> int:
        """The place in the source of a character of the text."""
        i = max(0, bisect_right(self.offsets, offset) - 1)
        start, stop = self.places[i]
        return max(start, min(start + offset - self.offsets[i], stop - 1))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that a stretch of the text came from."""
        first, last = self.place(start), self.place(max(start, end - 1))
        return min(first, last), max(first, last) + 1


def blocks_of_print(printout: Printout, document: Document, line: Callable[[int], int]) -> Iterator[Block]:
    """The blocks of a <pre>, with places of the whole input; `line` gives the line of an offset in the document."""
    text = "".join(printout.parts).replace("\xa0", " ")
    ends = [0, *(m.end() for m in re.finditer("\n", text))]  # where each line of the print begins
    for block in text_blocks(text, document.number, document.type, 0, 0).blocks:
        yield _moved(block, printout, document.start, lambda at: line(printout.place(ends[min(at, len(ends) - 1)])))


def blocks_of_words(words: list[Word], document: Document, line: Callable[[int], int]) -> Iterator[Block]:
    """The blocks of one page of positioned words."""
    printout = Printout()
    sizes = sorted(w.size for w in words)
    unit = max(1.0, sizes[len(sizes) // 2] * _WIDE)
    lone = sum(" " in w.text for w in words) * _LONE_WORDS < len(words)
    previous: float | None = None
    for row in _lines(words):
        if previous is not None:
            blank = round((row[0].top - previous) / max(1.0, row[0].size * _LINE_HEIGHT)) - 1
            printout.add("\n" * (1 + max(0, min(blank, 4))), row[0].start, row[0].start)
        previous = row[0].top
        column = 0
        end = 0.0  # where the word before ends, and a blank behind it
        for word in row:
            at = round(word.left / unit)
            if (figure := amount(word.text)) is not None and figure.kind == "number":
                at = round((word.left + _width(word)) / unit) - len(word.text)
            gap = max(at - column, 1 if column else 0)
            if lone:
                width = _width(word)
                gap = min(gap, 1) if word.left < end else max(gap, 2) if column else gap
                end = word.left + width + _BLANK * word.size + _MISJUDGED * width
            printout.add(" " * gap, word.start, word.start)
            printout.add(word.text, word.start, word.stop)
            column += gap + len(word.text)
    yield from blocks_of_print(printout, document, line)


def _lines(words: list[Word]) -> Iterator[list[Word]]:
    """Words by lines from the top, each line from the left. Lines of one element flow down from its place."""
    placed: list[Word] = []
    owner, seen = 0, 0
    for word in words:
        seen = seen + 1 if word.owner == owner else 0
        owner = word.owner
        placed.append(replace(word, top=word.top + seen * word.size * _LINE_HEIGHT) if seen else word)
    placed.sort(key=lambda w: (w.top, w.left))
    line: list[Word] = []
    for word in placed:
        if line and word.top - line[0].top > _SAME_LINE * max(1.0, word.size):
            yield sorted(line, key=lambda w: w.left)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda w: w.left)


def _width(word: Word) -> float:
    return sum([_WIDTHS.get(c, _WIDE) for c in word.text]) * word.size


def _moved(block: Block, printout: Printout, start: int, line: Callable[[int], int]) -> Block:
    """A block of the print, its places led back to the whole input."""
    if isinstance(block, Table):
        return Table(tuple(_moved_row(r, printout, start, line) for r in block.rows))
    if isinstance(block, PageBreak):
        return replace(block, line=line(block.line))
    first, last = printout.span(block.start, block.end)
    return replace(block, line=line(block.line), start=start + first, end=start + last)


def _moved_row(row: Row, printout: Printout, start: int, line: Callable[[int], int]) -> Row:
    spans = [printout.span(c.start, c.end) for c in row.cells]
    cells = tuple(
        Cell(c.text, c.x0, c.x1, start + a, start + b, c.bold, c.indent, c.figure)
        for c, (a, b) in zip(row.cells, spans, strict=True)
    )
    return replace(row, cells=cells, line=line(row.line))

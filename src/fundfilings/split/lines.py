"""Blocks to printed lines: what titles, banners and tables are looked for in.

    Paragraph("Acme Income Fund Schedule of Investments July 31, 2005")     three printed lines at the top of a page
 -> Line("Acme Income Fund"), Line("Schedule of Investments"), Line("July 31, 2005")

Lines of text that stand close together become one paragraph in the normalizer; where such a paragraph is short, or
begins a page with a title, its printed lines are told apart again (`low` and `high` are their offsets in its text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from fundfilings.normalize.blocks import Block, Heading, PageBreak, Paragraph, Row, Table

#: A paragraph of so many characters and printed lines may be a stack of title lines.
_STACK_LENGTH, _STACK_LINES = 320, 7
#: Printed lines at the head of a page's first paragraph among which a title is looked for.
_HEAD_LINES = 4
_YEAR = re.compile(r"^(?:19|20)\d\d$")
#: "(000)" over a column is no amount.
_SCALE = re.compile(r"^(?:\(\$?000(?:,000)?\)|-\$000)$")
_TITLE_LIKE = re.compile(r"\b(?:schedules?|statements?|portfolios?|notes?|highlights|investments?)\b")  # small letters


@dataclass(slots=True)
class Line:
    """One printed line of a document, whatever block it stands in: `block` and `row` point at it, `low` and `high` cut
    it out of a paragraph. `figures` says that a cell prints an amount; `data` that it is a row with a caption and a
    figure that is no year, `prose` that it is running text."""

    text: str
    block: int
    row: int
    number: int
    page_top: bool
    figures: bool
    cells: int
    place: Row | Heading | Paragraph
    data: bool = False
    prose: bool = False
    low: int = 0
    high: int = -1

    @property
    def parts(self) -> tuple[str, ...]:
        """The line's cells."""
        return tuple(c.text for c in self.place.cells) if isinstance(self.place, Row) else (self.text,)


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """All printed lines in order; page breaks show as `page_top` of the line below."""
    out: list[Line] = []
    top = True
    for i, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            top = True
            continue
        if isinstance(block, Table):
            for j, row in enumerate(block.rows):
                figures = data = False
                count = len(row.cells)
                for cell in reversed(row.cells):  # a row's figures stand at its end
                    if cell.figure is not None and not (cell.text[0] == "(" and _SCALE.match(cell.text)):
                        figures = True
                        if count > 1 and not (len(cell.text) == 4 and _YEAR.match(cell.text)):
                            data = True
                            break
                out.append(Line(row.text, i, j, row.line, top, figures, count, row, data))
                top = False
        elif isinstance(block, Paragraph):
            for text, low, high, prose in _printed(block, top):
                number = block.line + sum(b <= low for b in block.breaks)
                out.append(Line(text, i, -1, number, top, False, 1, block, False, prose, low, high))
                top = False
        else:
            out.append(Line(block.text, i, -1, block.line, top, False, 1, block))
        top = False
    return out


def _printed(block: Paragraph, top: bool) -> Iterator[tuple[str, int, int, bool]]:
    """(text, low, high, whether it is running text) of a paragraph's printed lines, or of the paragraph as a whole."""
    text = block.text
    edges = (0, *block.breaks, len(text))
    count = len(edges) - 1
    if (
        1 < count <= _STACK_LINES
        and len(text) <= _STACK_LENGTH
        and _TITLE_LIKE.search(text.lower())
        and not _is_prose(text)
    ):
        for low, high in pairwise(edges):
            yield text[low:high].strip(), low, high, False
        return
    head = _title_lines(text, edges) if top and count > 1 else 0
    for low, high in pairwise(edges[: head + 1]):
        yield text[low:high].strip(), low, high, False
    if head < count:
        yield text[edges[head] :], edges[head], len(text), True


def _is_prose(text: str) -> bool:
    """Whether a text ends as sentences do, or most of its words begin small."""
    words = text.split()
    return text.rstrip().endswith((".", ";", ",")) or sum(w[:1].islower() for w in words) * 2 > len(words)


def _title_lines(text: str, edges: Sequence[int]) -> int:
    """How many printed lines at the head of a page's first paragraph are short and stand there as titles do."""
    widths = [b - a for a, b in pairwise(edges)]
    widest = max(widths)
    head = 0
    for k, longest in enumerate(accumulate(widths[:_HEAD_LINES], max)):
        if longest > 0.75 * widest:
            break
        line = text[edges[k] : edges[k + 1]]
        if _TITLE_LIKE.search(line.lower()) and not _is_prose(line):
            head = k + 1
    return head


def cut_paragraph(block: Paragraph, low: int, high: int) -> Paragraph:
    """The printed lines of a paragraph between two offsets."""
    if low <= 0 and (high < 0 or high >= len(block.text)):
        return block
    text = block.text[low : high if high >= 0 else None]
    lead = len(text) - len(text.lstrip())
    breaks = tuple(b - low - lead for b in block.breaks if low + lead < b < low + len(text))
    line = block.line + sum(b <= low for b in block.breaks)
    return Paragraph(text.strip(), line, block.page, block.start, block.end, block.indent, breaks)

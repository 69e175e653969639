"""The lines of a note as what they print: running text, and tables.

    7. FEDERAL TAX                                                             Text, heading
    At March 31, 2006 the tax cost of investments was as follows:              Text
    Cost of investments      $1,240,000                                        Rows
    $389,315  and $189,420  respectively,  for the year ended June 30, 2005.   Text, although cut into cells

Running text keeps the place of each printed line, so that a figure in it has its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from fundfilings.normalize.blocks import Heading, Origin, Row
from fundfilings.notes.lines import Line
from fundfilings.spans import Span

#: Characters between two words of justified print at most; cells of a table stand further apart.
_JUSTIFIED = 4
#: A printed line of running text is this long at least, save the last of its paragraph.
_FULL_LINE = 50
_WORD = re.compile(r"[A-Za-z][a-z'’]+|[A-Z]{2,}")
_ENDS = re.compile(r"[.:;]\W*$")
_SUB_HEAD = re.compile(r"^\W*(?:\(?[A-Za-z0-9]{1,3}[.)]\s|note\b)", re.I)
#: A mark in a cell of its own: the row is a footnote of the table.
_MARK_CELL = re.compile(r"^(?:[*†‡#+@^]{1,4}|\([a-z0-9]{1,2}\)|\^\{[^}]*\})$")


@dataclass(slots=True)
class Text:
    """Running text, or a heading. `starts` are the offsets at which printed lines begin, `places` their lines with how
    many printed lines below the place's first one they stand."""

    text: str
    heading: bool = False
    starts: list[int] = field(default_factory=lambda: [0])
    places: list[tuple[Line, int]] = field(default_factory=list)

    def span(self, document: Origin, offset: int) -> Span:
        """The place of the printed line that holds the character at `offset`."""
        line, below = self.places[bisect_right(self.starts, offset) - 1]
        span = document.span(line.place)
        number = line.number + below
        return span if not below else Span(span.document, span.page, number, span.start, span.end)


@dataclass(slots=True)
class Rows:
    """Rows of one printed table that stand under one another."""

    lines: list[Line]


Item = Text | Rows


def note_items(lines: Sequence[Line]) -> list[Item]:
    """A note's lines as running text and tables, in printed order."""
    out: list[Item] = []
    for i, line in enumerate(lines):
        last = out[-1] if out else None
        if isinstance(last, Text) and last.heading and isinstance(line.place, Heading) and _runs_on(last, line):
            _join(last, line)
        elif not isinstance(line.place, Row):
            if isinstance(last, Text) and len(last.places) > 1:
                last.heading = False
            out.append(_text(line))
        elif _is_prose(line, last) and not _is_caption(line, lines[i + 1 : i + 2], last):
            if isinstance(last, Text) and _takes(last):
                _join(last, line)
            else:
                out.append(Text(line.text, places=[(line, 0)]))
        elif isinstance(last, Rows) and last.lines[-1].table == line.table:
            last.lines.append(line)
        else:
            out.append(Rows([line]))
    return out


def _runs_on(text: Text, line: Line) -> bool:
    """Whether a short line goes on with the sentence of the one right above ("On February 4, 2005, a dividend of $0.10
    per share was declared to common", "shareholders payable March 4, 2005")."""
    near = line.number - text.places[-1][0].number == 1
    return near and len(text.places[-1][0].text) >= _FULL_LINE and not _ENDS.search(text.text[-3:])


def _takes(text: Text) -> bool:
    """Whether a row of running text goes on with the text above it: that was cut into rows too, or has not ended."""
    return not text.heading and (isinstance(text.places[-1][0].place, Row) or not _ENDS.search(text.text[-3:]))


def _text(line: Line) -> Text:
    if isinstance(line.place, Heading):
        return Text(line.text, heading=True, places=[(line, 0)])
    starts = [0, *line.breaks]
    return Text(line.text, starts=starts, places=[(line, k) for k in range(len(starts))])


def _join(text: Text, line: Line) -> None:
    text.starts.append(len(text.text) + 1)
    text.places.append((line, 0))
    text.text += " " + line.text


def _is_caption(line: Line, below: Sequence[Line], last: Item | None) -> bool:
    """Whether a long line of words is the first half of a caption: what it says goes on beside figures right below."""
    if line.cells > 1 or _ENDS.search(line.text) or (isinstance(last, Text) and not _ENDS.search(last.text[-3:])):
        return False
    row = below[0].place if below else None
    if not isinstance(row, Row) or below[0].table != line.table or len(row.cells) < 2 or not _ends_as_row(row):
        return False
    return row.cells[0].text[:1].islower() and row.line - line.number == 1


def _is_prose(line: Line, last: Item | None) -> bool:
    """Whether a row of a table is a line of running text: long, close set, mostly small words; or a footnote; or the
    short end of a sentence."""
    row = line.place
    assert isinstance(row, Row)
    cells, text = row.cells, line.text
    if len(cells) > 1 and _MARK_CELL.match(cells[0].text) and _WORD.search(cells[1].text):
        return cells[1].figure is None and all(c.figure is None for c in cells[2:])
    # In grids (HTML, tabs) a paragraph is one cell, and cells lie apart by columns, not by characters
    close = all(b.x0 - a.x1 <= _JUSTIFIED for a, b in pairwise(cells))
    if len(cells) > 1 and (not close or max(c.x1 - c.x0 for c in cells) < 3):
        return False
    words = _WORD.findall(text)
    if len(cells) >= 4 and len(text) > _FULL_LINE and _cut_apart(row):
        return True
    small = sum(w[0].islower() for w in words)
    if len(text) >= _FULL_LINE and len(words) >= 5 and small * 10 >= len(words) * 6:
        return len(cells) == 1 or not _ends_as_row(row)
    goes_on = isinstance(last, Text) and not last.heading and isinstance(last.places[-1][0].place, Row)
    if not goes_on or not isinstance(last, Text) or _ENDS.search(last.text) or _SUB_HEAD.match(text):
        return False
    near = line.number - last.places[-1][0].number == 1
    return near and (len(cells) == 1 or _ENDS.search(text) is not None)


def _cut_apart(row: Row) -> bool:
    """Whether words of a sentence stand in cells of their own ("2,080 | shares | of | Preferred | Shares")."""
    words = [c.text for c in row.cells if c.figure is None]
    return len(words) * 10 >= len(row.cells) * 6 and sum(w.split()[0].islower() for w in words if w.split()) >= 2


def _ends_as_row(row: Row) -> bool:
    """Whether a long line is a row after all: a caption of words, then figures only."""
    return row.cells[0].figure is None and all(c.figure is not None for c in row.cells[1:])

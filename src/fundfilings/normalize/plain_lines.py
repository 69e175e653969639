"""Lines of plain fixed-width print, read in one pass: cells and figures at once.

    "Gannett Co., Inc. (A)               87,500    $ 7,801,500"    three cells; figures end at 43 and 58
    "Preferred Stock 5,000               87,500    $ 7,801,500"    as above, and doubtful: "5,000" may stand in a column
    "Cash                           $    87,500"                   None: not plain, `lines` reads it

Nine in ten lines of a filing are such. What comes out is what `lines.segments` and `lines.split_at_edges` give, which
read whatever is not plain: signs apart from their figures, runs of figures with single blanks, rules drawn in columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fundfilings.normalize.blocks import Cell
from fundfilings.normalize.lines import figure_edge
from fundfilings.scalars import BEGINS_WORD, amount

_WORDS = r"[^ ]+(?: [^ ]+)*+"
#: Group 2 is the number of a figure in its most usual forms: 1,234  $ 1,234  (1,234)  5.25%  (5.25)%  (5.25%)
_PART = re.compile(
    r"(?:\$ ?)?+(\()?+((?:[0-9]{1,3}+(?:,[0-9]{3}){0,9}+|[0-9]{4,12}+)(?:\.[0-9]{1,9}+)?+)%?+(?(1)\))%?+(?! ?[^ ])|"
    + _WORDS
)
_parts = _PART.finditer
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: What a rule, or a dash for a figure, begins with; what a sign that waits for its figure ends with.
_DRAWN, _SIGNS = frozenset("-=_"), frozenset("$€£¥")
_BARE_SIGNS = frozenset(("US$", *_SIGNS))


@dataclass(slots=True)
class PlainCells:
    """The cells of a plain line. `edges` are the columns behind the last digits of its figures that count as columns
    of figures, `doubtful` those behind figures that may have run into text by a single blank."""

    cells: list[Cell]
    edges: list[int]
    doubtful: list[int]
    tabular: bool


def plain_cells(line: str, at: int, in_table: bool) -> PlainCells | None:
    """The cells of a line that begins at offset `at`; its white space is nothing but blanks. None where it is not
    plain."""
    cells: list[Cell] = []
    edges: list[int] = []
    doubtful: list[int] = []
    figures = False
    for m in _parts(line):
        x0, x1 = m.span()
        text = m[0]
        if m.lastindex == 2:
            edge: int | None = m.end(2)
        elif text[-1] in _SIGNS or (text[0] in _DRAWN and x1 - x0 > 3):
            return None
        else:
            edge = None if text[:2] in BEGINS_WORD else _edge(text, x1)
            if edge is None and " " in text:
                if text[:2] not in BEGINS_WORD and _begins_with_figure(text):
                    return None
                last = text[text.rindex(" ") + 1 :]
                if last[:2] not in BEGINS_WORD and not _YEAR.match(last) and (found := _edge(last, x1)) is not None:
                    doubtful.append(found)
        if edge is None:
            cells.append(Cell(text, x0, x1, at + x0, at + x1))
            continue
        figures = True
        cells.append(Cell(text, x0, edge, at + x0, at + x1))
        if x1 - x0 > 2 or not text.isdigit():  # one or two digits may be a mark
            edges.append(edge)
    if len(cells) < 2:
        return PlainCells(cells, edges, doubtful, False)
    tabular = figures or wide_gap([b.x0 - a.x1 for a, b in pairwise(cells)], in_table)
    return PlainCells(cells, edges, doubtful, tabular)


def _edge(text: str, x1: int) -> int | None:
    """The column behind the last digit of a figure that ends at x1, None for what is no figure."""
    figure = amount(text)
    return figure_edge(text, x1, figure) if figure is not None and figure.kind != "na" else None


def _begins_with_figure(text: str) -> bool:
    first = text[: text.index(" ")]
    return first in _BARE_SIGNS or amount(first) is not None


def wide_gap(gaps: Sequence[float], in_table: bool) -> bool:
    """Whether blanks between texts part cells, and do not justify running text."""
    return max(gaps) > 3 or (len(gaps) == 1 and in_table and gaps[0] > 2)


def is_plain_text(text: str) -> bool:
    """Whether a line without double blanks is one cell that prints no figure and neither begins nor ends with one."""
    return text[:2] in BEGINS_WORD and text[-1] not in _SIGNS and text[text.rfind(" ") + 1 :][:2] in BEGINS_WORD

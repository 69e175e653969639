"""Lines of plain fixed-width print, read in one pass: cells and figures at once.

    "Gannett Co., Inc. (A)               87,500    $ 7,801,500"    three cells; figures end at 43 and 58
    "Preferred Stock 5,000               87,500    $ 7,801,500"    as above, and doubtful: "5,000" may stand in a column
    "Swaps          1,234 (5,678) 910      US$  12"                None: not plain, `lines` reads it

Nine in ten lines of a filing are such. What comes out is what `lines.segments` and `lines.split_at_edges` give, which
read whatever is not plain: signs apart from their figures, runs of figures with single blanks, rules drawn in columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from fundfilings.normalize.blocks import Cell
from fundfilings.normalize.lines import figure_edge
from fundfilings.normalize.tokens import YEAR
from fundfilings.scalars import BEGINS_WORD, Amount, amount

#: A figure in its most usual forms: 1,234  $ 1,234  (1,234)  5.25%  (5.25)%  (5.25%)
_figure = re.compile(
    r"(\$ *+)?(\()?((?:[0-9]{1,3}+(?:,[0-9]{3}){0,9}|[0-9]{4,12}+)(?:\.[0-9]{1,9}+)?)(%)?(?(2)\))(%)?"
).fullmatch
_BEGINS_FIGURE = frozenset("0123456789$(")
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
    x1 = 0
    texts = filter(None, line.rstrip(" ").split("  "))  # what no two blanks part
    for text in texts:
        if text[0] == " ":
            text = text[1:]
        x0 = line.index(text, x1)
        x1 = x0 + len(text)
        if text[:2] in BEGINS_WORD:
            last = text[text.rfind(" ") + 1 :]
            if last[:2] not in BEGINS_WORD:
                if last in _BARE_SIGNS:
                    return None
                _doubt(last, x1, amount(last), doubtful)
            cells.append(Cell(text, x0, x1, at + x0, at + x1, False, 0.0, None))
            continue
        behind = next(texts, None) if text == "$" else None
        if behind is not None:  # a dollar sign and what it stands apart from
            text = "$ " + behind.lstrip(" ")
            x1 = line.index(text[2:], x1) + len(text) - 2
        figure: Amount | None
        if text[0] in _BEGINS_FIGURE and (m := _figure(text)) is not None:
            dollar, negative, number, percent, percent_behind = m.groups()
            value = Decimal(number.replace(",", ""))
            figure = Amount(
                -value if negative else value,
                "number",
                text,
                percent is not None or percent_behind is not None,
                "USD" if dollar else None,
            )
            edge = x1 - len(text) + m.end(3)
        elif text[-1] in _SIGNS or (text[0] in _DRAWN and x1 - x0 > 3) or behind is not None:
            return None
        elif (figure := amount(text)) is not None and figure.kind != "na":
            edge = figure_edge(text, x1, figure)
        elif " " in text and _several(text, x0, doubtful):
            return None
        else:
            cells.append(Cell(text, x0, x1, at + x0, at + x1, False, 0.0, figure))
            continue
        figures = True
        cells.append(Cell(text, x0, edge, at + x0, at + x1, False, 0.0, figure))
        if x1 - x0 > 2 or not text.isdigit():  # one or two digits may be a mark
            edges.append(edge)
    if len(cells) < 2:
        return PlainCells(cells, edges, doubtful, False)
    tabular = figures or wide_gap([b.x0 - a.x1 for a, b in pairwise(cells)], in_table)
    return PlainCells(cells, edges, doubtful, tabular)


def _several(text: str, x0: int, doubtful: list[int]) -> bool:
    """Whether a text of several words may be several figures. If not, those at its ends are doubted."""
    first, last = text[: text.index(" ")], text[text.rindex(" ") + 1 :]
    begins, ends = amount(first), amount(last)
    if first in _BARE_SIGNS or (begins is not None and ends is not None):
        return True
    _doubt(first, x0 + len(first), begins, doubtful)
    _doubt(last, x0 + len(text), ends, doubtful)
    return False


def _doubt(text: str, x1: int, figure: Amount | None, doubtful: list[int]) -> None:
    """Put down the place of a figure that stands beside text; years stand in any text."""
    if figure is not None and figure.kind != "na" and not YEAR.match(text):
        doubtful.append(figure_edge(text, x1, figure))


def wide_gap(gaps: Sequence[float], in_table: bool) -> bool:
    """Whether blanks between texts part cells, and do not justify running text."""
    return max(gaps) > 3 or (len(gaps) == 1 and in_table and gaps[0] > 2)


def plain_text(text: str, x1: int) -> Sequence[int] | None:
    """The doubtful columns (see `PlainCells`) of a line without double blanks that is one cell and no figure; None for
    any other line."""
    if text[-1] in _SIGNS:
        return None
    if text[:2] not in BEGINS_WORD and (
        not text[0].isalpha() or amount(text) is not None or amount(text.partition(" ")[0]) is not None
    ):
        return None
    doubtful: list[int] = []
    last = text[text.rfind(" ") + 1 :]
    if last[:2] not in BEGINS_WORD:
        _doubt(last, x1, amount(last), doubtful)
    return doubtful

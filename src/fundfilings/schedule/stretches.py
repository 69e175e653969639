"""Where a table of a schedule prints heads anew: its rows in stretches, each under its own head rows.

Shares   Common Stocks      Value       heads, with a section's name among them
 1,200   Acme Corp.       310,000
Principal
  Amount                                heads of the next stretch
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from fundfilings.normalize.blocks import Cell, Row
from fundfilings.normalize.grid import is_text_grid
from fundfilings.schedule.columns import is_head_cell, is_head_row, is_scale
from fundfilings.schedule.lines import IN_HEAD, Line

#: A quantity's name alone: from here on the column holds the other kind.
_QUANTITY = re.compile(
    r"^(?:shares|principal(?: amount)?|face(?: amount)?|par(?: value)?|number of shares|contracts)"
    r"(?: ?\(\$?000\))?\*?$",
    re.I,
)
_WORD = re.compile(r"\S+")
#: A cell among column heads that ends so is one, whatever words it has ("Floating Rate (b)").
_HEADS_COLUMN = re.compile(r"\b(?:rates?|dates?|yield|ratings?|price)\b\s*(?:\([a-z]\)|\^\{[^}]*\}|[*†‡]+)*$", re.I)


def stretches(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row], int]]:
    """(head rows, rows under them, index of the first of these)."""
    heads: list[Row] = []
    body: list[Row] = []
    start = 0
    left = _text_left(rows)
    for i, row in enumerate(rows):
        if _head(row, rows, i, bool(heads) and not body, left):
            if body:
                yield heads, body, start
                heads, body = [], []
            heads.append(row)
            start = i + 1
        else:
            body.append(row)
    if heads or body:
        yield heads, body, start


def parted_heads(heads: Sequence[Row]) -> list[Row]:
    """Head rows of fixed-width print; words that single blanks join are cells of their own where each stands under one
    of the row above:

    S&P        Moody's    Face
    Ratings+++ Ratings+++ Amount
    """
    out: list[Row] = []
    for row in heads:
        above = out[-1].cells if out else ()
        cells = [part for cell in row.cells for part in _parted_head(cell, above)]
        out.append(row if len(cells) == len(row.cells) else Row(tuple(cells), row.line, row.page, row.indent, row.gap))
    return out


def _parted_head(cell: Cell, above: Sequence[Cell]) -> list[Cell]:
    words = list(_WORD.finditer(cell.text))
    if len(words) < 2 or len(cell.text) != cell.x1 - cell.x0:
        return [cell]
    over = [[c for c in above if c.x0 < cell.x0 + m.end() and cell.x0 + m.start() < c.x1] for m in words]
    if any(len(c) != 1 for c in over) or len({id(c[0]) for c in over}) < len(words):
        return [cell]
    x0, start = cell.x0, cell.start
    return [Cell(m[0], x0 + m.start(), x0 + m.end(), start + m.start(), start + m.end(), cell.bold) for m in words]


def _text_left(rows: Sequence[Row]) -> float | None:
    """Where the rows of a grid begin that begin with words; None in fixed-width text."""
    if is_text_grid(rows):
        return None
    lefts = Counter(r.cells[0].x0 for r in rows if len(r.cells) > 1 and r.cells[0].figure is None)
    return lefts.most_common(1)[0][0] if lefts else None


def _quantities_first(rows: Sequence[Row]) -> bool:
    """Whether most rows of a grid begin with a figure, so that a quantity's name above them begins its line too."""
    full = [r for r in rows if len(r.cells) > 2]
    return not is_text_grid(rows) and sum(r.cells[0].figure is not None for r in full) * 2 > len(full)


def _ends_beside_name(above: Row, row: Row) -> bool:
    """Whether a head ends beside a section's name: "Shares" over "Held    Short-Term Securities"."""
    first = row.cells[0]
    if len(row.cells) != 2 or not is_head_cell(first.text) or row.cells[1].figure is not None:
        return False
    return row.gap == 0 and any(c.x0 < first.x1 and first.x0 < c.x1 for c in above.cells)


def _head(row: Row, rows: Sequence[Row], i: int, going: bool, left: float | None) -> bool:
    if not is_head_row(row):
        return going and _ends_beside_name(rows[i - 1], row)
    if (
        len(row.cells) > 1
        or going
        or (_QUANTITY.match(row.text) and row.cells[0].x0 > min(c.x0 for r in rows for c in r.cells))
    ):
        return True
    if left is not None and row.cells[0].x0 > left:
        return True  # a head word beside the column of descriptions
    if _QUANTITY.match(row.text) and _quantities_first(rows):
        return True
    if is_scale(row.text):
        return True  # "($000)" stands over figures, whatever its column's head is called
    # one head word on a line of its own: only right above another head row, or set apart from the descriptions
    after = rows[i + 1] if i + 1 < len(rows) else None
    if after is None:
        return i == 0
    return i == 0 or (len(after.cells) > 1 and (is_head_row(after) or _ends_beside_name(row, after)))


def head_lines(row: Row, block: int, index: int, text: bool) -> Iterator[Line]:
    """A head row counts as furniture; a section's name among its cells is a line of its own."""
    own = [c for c in row.cells if not is_head_cell(c.text) and not _HEADS_COLUMN.search(c.text)]
    line = Line(
        row, " ".join(c.text for c in row.cells), row.indent, block=block, row=index, gap=row.gap, ruled=row.ruled
    )
    if own and len(own[0].text) > 3 and not own[0].figure:
        line.text, line.x, line.bold = own[0].text, own[0].x0 + own[0].indent, text or any(c.bold for c in row.cells)
        line.reason = IN_HEAD
    else:
        line.mark("furniture", "column head")
    yield line

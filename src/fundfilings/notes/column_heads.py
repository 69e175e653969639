"""The words over each column of a table in a note.

 Income Fund          Growth Fund       two heads over four columns: each goes to its two
2010      2009       2010      2009     one head a column: "Income Fund 2010", "Income Fund 2009", ...
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fundfilings.normalize.blocks import Cell, Row
from fundfilings.normalize.grid import Column, heads

_RULES = re.compile(r"[─━═_=-]{4,}|\s+")


def column_labels(rows: Sequence[Row], columns: Sequence[Column], left: float) -> tuple[list[str], str]:
    """The words over each column, and those over the captions. A row of as many heads as columns, or of as many as
    divide them (a fund over two years), is dealt out in order; others by place."""
    words: list[list[str]] = [[] for _ in columns]
    stub: list[str] = []
    n = len(columns)
    for row in rows:
        cells = list(row.cells)
        while (
            cells and cells[0].x1 <= left and cells[0].x0 < left - 2 and (len(cells) > n or _far(cells[0], columns[0]))
        ):
            stub.append(cells.pop(0).text)
        k = len(cells)
        if k and n % k == 0 and (k > 1 or n == 1 or _covers(cells[0], columns)) and _in_order(cells, columns):
            for i in range(n):
                words[i].append(cells[i * k // n].text)
        elif k:
            for i, label in enumerate(heads([Row(tuple(cells), row.line)], columns)):
                if label:
                    words[i].append(label)
    return [_RULES.sub(" ", " ".join(w)).strip() for w in words], " ".join(stub)


def _far(cell: Cell, column: Column) -> bool:
    return cell.x1 < column.x0 - 1 and column.x0 - cell.x1 > (cell.x1 - cell.x0) * 0.2


def _covers(cell: Cell, columns: Sequence[Column]) -> bool:
    return columns[0].x0 - 2 < (cell.x0 + cell.x1) / 2 < columns[-1].x1 + 2


def _in_order(cells: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Whether heads stand over their share of the columns: each one's middle nearest to its own group's."""
    k, n = len(cells), len(columns)
    each = n // k
    middles = [(c.x0 + c.x1) / 2 for c in columns]
    centres = [(columns[i * each].x0 + columns[(i + 1) * each - 1].x1) / 2 for i in range(k)]
    for i, cell in enumerate(cells):
        middle = (cell.x0 + cell.x1) / 2
        off = abs(centres[i] - middle)
        if off > min(abs(c - middle) for c in centres):
            return False
        if each > 1 and off > min(abs(m - middle) for m in middles):
            return False  # it stands over one column of its share
    return True

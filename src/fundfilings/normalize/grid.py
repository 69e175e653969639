"""Columns of a table out of the geometry of its cells.

Acme Corp.          1,200   $ 34,000        figures whose last digits end at one column stand in one column,
Bolt & Nut Inc.    12,500      9,000        whatever their width
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fundfilings.normalize.blocks import Cell, Row


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures: `right` where its last digits end, [x0, x1) what its cells cover, `count` its cells."""

    right: float
    x0: float
    x1: float
    count: int


def is_text_grid(rows: Sequence[Row]) -> bool:
    """Whether x is in characters of a line (fixed-width text) and not in grid columns."""
    return any(c.x1 - c.x0 > 2 and c.x0 % 10 for r in rows[:20] for c in r.cells)


def numeric_columns(rows: Sequence[Row], tolerance: float | None = None) -> list[Column]:
    """The columns of figures, left to right. `tolerance` is how far right edges in one column may lie apart (default:
    2 characters in fixed-width text, 0 in grids). Linear in the cells, but for a sort of the edges."""
    if tolerance is None:
        tolerance = 2.0 if is_text_grid(rows) else 0.0
    cells: list[tuple[float, float, int]] = []
    for i, row in enumerate(rows):
        for c in row.cells:
            if c.figure is not None:
                cells.append((c.x1, c.x0, i))
    cells.sort()
    groups: list[list[tuple[float, float, int]]] = []
    for cell in cells:
        if groups and cell[0] - groups[-1][-1][0] <= tolerance and cell[0] - groups[-1][0][0] <= 3 * tolerance:
            groups[-1].append(cell)
        else:
            groups.append([cell])
    merged: list[list[tuple[float, float, int]]] = []
    for group in groups:
        if merged and _one_column(merged[-1], group):
            merged[-1].extend(group)
        else:
            merged.append(group)
    return [Column(_usual(g), min(c[1] for c in g), max(c[0] for c in g), len(g)) for g in merged]


def _usual(group: list[tuple[float, float, int]]) -> float:
    edges = [c[0] for c in group]
    kinds = set(edges)
    return edges[0] if len(kinds) == 1 else max(kinds, key=Counter(edges).__getitem__)


def _one_column(left: list[tuple[float, float, int]], right: list[tuple[float, float, int]]) -> bool:
    """Two groups are one column when their cells overlap sideways and no row has a cell in both."""
    if min(c[1] for c in right) >= max(c[0] for c in left):
        return False
    rows = {c[2] for c in left}
    return not any(c[2] in rows for c in right)


def column_of(cell: Cell, columns: Sequence[Column]) -> int | None:
    """The index of the column a cell stands in: the nearest right edge among the columns it overlaps, None for none."""
    best: tuple[float, int] | None = None
    for i, col in enumerate(columns):
        if cell.x0 < col.x1 and col.x0 < cell.x1:
            distance = abs(cell.x1 - col.right)
            if best is None or distance < best[0]:
                best = (distance, i)
    return best[1] if best else None


def heads(rows: Iterable[Row], columns: Sequence[Column], slack: float = 1.0) -> list[str]:
    """The words printed above each column, lines joined by blanks. A head that covers several columns goes to each."""
    words: list[list[str]] = [[] for _ in columns]
    for row in rows:
        for cell in row.cells:
            hit = [i for i, col in enumerate(columns) if cell.x0 < col.x1 + slack and col.x0 - slack < cell.x1]
            if not hit and columns:
                centre = (cell.x0 + cell.x1) / 2
                i = min(range(len(columns)), key=lambda k: abs((columns[k].x0 + columns[k].x1) / 2 - centre))
                near = abs((columns[i].x0 + columns[i].x1) / 2 - centre)
                hit = [i] if near <= (columns[i].x1 - columns[i].x0) + 4 * slack else []
            for i in hit:
                words[i].append(cell.text)
    return [" ".join(w) for w in words]


def heads_above(rows: Sequence[Row], columns: Sequence[Column], slack: float) -> list[str]:
    """The words right above each column; words beside it only where none stand above."""

    def over(cell: Cell) -> bool:
        return any(cell.x0 < c.x1 + slack and c.x0 - slack < cell.x1 for c in columns)

    above = [Row(tuple(c for c in r.cells if over(c)), r.line) for r in rows]
    pairs = zip(heads(above, columns, slack), heads(rows, columns, slack), strict=True)
    return [right or beside for right, beside in pairs]


def of_one(row: Row, columns: Sequence[Column]) -> Row:
    """The cells of a row that stand over one column only."""
    return Row(tuple(c for c in row.cells if sum(c.x0 < k.x1 and k.x0 < c.x1 for k in columns) == 1), row.line)

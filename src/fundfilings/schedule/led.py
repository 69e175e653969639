"""Rows of fixed-width print whose quantity one blank parts from the name, where the page's other rows have two.

3,505 Charlotte Certificates of     Aaa     3,767,630        "3,505" stands in the column of quantities
5,000  Cleveland Airport System     Aaa     5,363,000
"""

from __future__ import annotations

from fundfilings.normalize.blocks import Cell
from fundfilings.normalize.tokens import LED
from fundfilings.schedule.columns import Model

#: Characters that a quantity set out of line ends beside its column, at most.
_BESIDE = 3


def part_quantity(cells: tuple[Cell, ...], model: Model) -> tuple[Cell, ...]:
    """The cells of a row, the quantity that its first cell begins with in a cell of its own, where that stands in the
    column of quantities and no other cell does."""
    first = cells[0]
    led = LED.match(first.text)
    if led is None or "balance" not in model.roles:
        return cells
    at = model.roles.index("balance")
    column = model.columns[at]
    behind = len(first.text) - led.end()  # characters behind the quantity
    edge = first.x1 - behind
    if not column.x0 < edge <= column.x1 + _BESIDE or abs(edge - column.right) > _BESIDE:
        return cells
    if any(c.figure is not None and model.column_of(c) == at for c in cells[1:]):
        return cells
    end = max(first.start, first.end - behind)
    quantity = Cell(led[0], min(first.x0, edge), edge, first.start, end, first.bold)
    words = Cell(first.text[led.end() + 1 :], edge + 1, first.x1, min(end + 1, first.end), first.end, first.bold)
    return (quantity, words, *cells[1:])

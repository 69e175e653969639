"""Slips of print that the sums of two columns, value and cost, leave no doubt of.

                                 cost           value
Acme Corp.   Term Loan     75,997,308        (74,949)   the value of the row below, printed twice: the section's cost
Acme Corp.   Revolver         (67,574)       (74,949)   is the sum of its rows, its value lacks one
Bolt Ltd.    Term Loan      2,311,059       2,214,675   in none of the sums: the subtotal is the sum of the other rows,
                        2,775,132,592   2,763,424,261   in value and in cost
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fundfilings.schedule.entry import Entry

#: A value that is set right is so much of its row's cost at least, and its cost at most so much of the value.
_LIKE_COST = 2
#: Rows that a sum needs, to prove anything of one of them.
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with one row above a subtotal: `value` is what it should print, None for a row that is counted
    nowhere. `change` is how much the sum of all rows grows when it is set right."""

    row: Entry
    value: Decimal | None
    change: Decimal


def cost_of(entry: Entry) -> Decimal | None:
    """The cost of a row or of a subtotal in full units, None where none is printed."""
    figure = entry.figures.get("cost")
    if figure is None or figure.amount.value is None:
        return entry.cost
    return figure.amount.value * entry.valued.value_scale


def slip_above(subtotal: Entry, rows: Sequence[Entry]) -> Slip | None:
    """The one slip in the rows of a section that makes both of its subtotals, value and cost, sums of its rows."""
    value, cost = subtotal.value(), cost_of(subtotal)
    if value is None or cost is None or len(rows) < _LEAST_ROWS:
        return None
    values, costs = [r.value() for r in rows], [cost_of(r) for r in rows]
    more = sum((v for v in values if v is not None), Decimal(0)) - value
    dearer = sum((c for c in costs if c is not None), Decimal(0)) - cost
    if dearer == 0 and more:
        return _twice(rows, values, costs, -more)
    found = [r for r, v, c in zip(rows, values, costs, strict=True) if v == more and c == dearer and dearer]
    return Slip(found[0], None, -more) if len(found) == 1 else None


def _twice(
    rows: Sequence[Entry], values: Sequence[Decimal | None], costs: Sequence[Decimal | None], need: Decimal
) -> Slip | None:
    """The one row whose value repeats its neighbour's and, with what its section's sum lacks, is like its cost."""
    found: list[Slip] = []
    for i, row in enumerate(rows):
        value, cost = values[i], costs[i]
        beside = [*values[max(0, i - 1) : i], *values[i + 1 : i + 2]]
        if not value or not cost or value not in beside:
            continue
        right = value + need
        if _like(right, cost) and not _like(value, cost):
            found.append(Slip(row, right, need))
    return found[0] if len(found) == 1 else None


def _like(value: Decimal, cost: Decimal) -> bool:
    return value * cost > 0 and abs(cost) <= _LIKE_COST * abs(value) <= _LIKE_COST**2 * abs(cost)

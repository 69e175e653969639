"""Pages set like a newspaper: two columns of holdings side by side in one table, read left column first.

    |             | Shares |  Value  |              | Shares  |   Value   |
    | Boeing Co.  | 10,000 | 800,000 | Disney Co.   | 100,000 | 4,500,000 |
    | Raytheon    | 20,000 | 900,000 | Time Warner  |  60,000 | 3,000,000 |

One table becomes its left rows and then its right rows; quantities may stand before the descriptions. Tables of
several funds side by side print names once, and tables with a column of countries or ratings have one pair of heads:
neither is cut.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from fundfilings.normalize.blocks import Row

_VALUE = re.compile(r"\bvalue\b", re.I)
_QUANTITY = re.compile(r"shares|principal|\bpar\b|face|amount|number|held", re.I)
#: Fewer rows are no page.
_LEAST_ROWS = 3


def halves(heads: Sequence[Row], rows: Sequence[Row]) -> list[tuple[list[Row], list[tuple[int, Row]]]]:
    """(heads, [(index in `rows`, row)]) for each newspaper column from the left; one for any other table."""
    whole = [(list(heads), list(enumerate(rows)))]
    at = _boundary(heads, rows)
    if at is None:
        return whole
    left, right = ([_side(r, at, k) for r in heads] for k in (False, True))
    out: list[tuple[list[Row], list[tuple[int, Row]]]] = []
    for side, own in ((False, left), (True, right)):
        body = [(k, part) for k, r in enumerate(rows) if (part := _side(r, at, side)) is not None]
        out.append(([h for h in own if h is not None], body))
    return out


def _boundary(heads: Sequence[Row], rows: Sequence[Row]) -> float | None:
    """Where the right column's descriptions begin, None where the page has one column."""
    if len(rows) < _LEAST_ROWS:
        return None
    cells = [c for r in heads for c in r.cells]
    values = sorted({c.x0 for c in cells if _VALUE.search(c.text)})
    quantities = sorted({c.x0 for c in cells if _QUANTITY.search(c.text) and not _VALUE.search(c.text)})
    if len(values) != 2 or len(quantities) < 2 or not quantities[0] < values[0] < quantities[-1] < values[1]:
        return None
    words = Counter(c.x0 for r in rows for c in r.cells if values[0] < c.x0 < quantities[-1] and c.figure is None)
    if sum(words.values()) * 4 < len(rows):
        return _quantity_first(quantities, values, rows)
    return min(words)


def _quantity_first(quantities: Sequence[float], values: Sequence[float], rows: Sequence[Row]) -> float | None:
    """Where the right column begins if both columns print quantities before descriptions."""
    if len(quantities) != 2:
        return None
    for quantity, value in zip(quantities, values, strict=True):
        words = sum(c.figure is None and quantity < c.x0 < value for r in rows for c in r.cells)
        if words * 4 < len(rows):
            return None
    return quantities[-1]


def _side(row: Row, at: float, right: bool) -> Row | None:
    cells = tuple(c for c in row.cells if (c.x0 >= at) == right)
    if len(cells) == len(row.cells):
        return row
    return replace(row, cells=cells, indent=cells[0].x0 + cells[0].indent) if cells else None

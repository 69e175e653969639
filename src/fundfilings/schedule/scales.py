"""Principal in thousands that no column head says: what a page's bonds are worth shows it.

PAR          VALUE         "($ reported in thousands)" stood on the first page, or nowhere
9,000        8,999         values in thousands: a dollar of principal is worth one, not a thousand
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from fundfilings.schedule.lines import Line

#: Words and dates that debt prints and shares do not.
_DEBT = re.compile(
    r"\d\s?(?:%|s\b).*(?:\b\d{1,2}/\d{1,2}/\d{2,4}|\b\d{1,2}/\d{2,4}\b|\b(?:19|20)\d\d\b)|\bdue\b.*\d", re.S
)
#: What a dollar of debt is worth, in dollars, at the least and at the most; and times a thousand.
_LOW, _HIGH, _THOUSAND = Decimal("0.3"), 2, 1000
#: Rows of debt that show it at least, and the part of all such rows of the table.
_ROWS, _PART = 3, Decimal("0.75")
#: Lines over which one row may be printed.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Scaled:
    """A stretch of lines whose principal was taken in thousands: its first line and how many rows show it."""

    line: Line
    rows: int


def scale_principal(lines: Sequence[Line]) -> list[Scaled]:
    """Take the principal of a table in thousands where nearly all its debt is worth about a thousand times what is
    printed and no head says so."""
    out: list[Scaled] = []
    for (_, scale, _), group in groupby(lines, key=lambda ln: (ln.block, ln.balance_scale, ln.value_scale)):
        stretch = list(group)
        if scale != 1:
            continue
        worth = list(_worths(stretch))
        high = sum(_LOW * _THOUSAND <= w <= _HIGH * _THOUSAND for w in worth)
        if high >= _ROWS and high >= _PART * len(worth):
            for line in stretch:
                line.balance_scale, line.mixed = _THOUSAND, True  # shares among them are printed in full
            out.append(Scaled(stretch[0], high))
    return out


def _worths(lines: Sequence[Line]) -> list[Decimal]:
    """The value of a printed dollar of principal, for each row of debt."""
    out: list[Decimal] = []
    recent: list[Line] = []
    balance: Decimal | None = None
    for line in lines:
        if line.kind == "furniture":
            continue
        recent.append(line)
        held = line.figures.get("balance")
        if held is not None:
            balance = held.amount.value
        value = line.figures.get("value")
        if value is None or value.amount.value is None:
            continue
        if balance and value.amount.value > 0 and _DEBT.search(_printed(recent[-_REACH:])):
            out.append(value.amount.value * line.value_scale / (balance * line.balance_scale))
        recent, balance = [], None
    return out


def _printed(lines: Sequence[Line]) -> str:
    return " ".join([text for ln in lines for text in (ln.text, ln.coupon or "", ln.maturity or "")])

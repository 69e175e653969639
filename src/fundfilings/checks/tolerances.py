"""How far two figures may differ and still be the same: every tolerance of the checks, in one place.

Measured on real filings. A table in whole dollars should close exactly; filers round each line by itself, so that one
in about twenty additions is a dollar off. Tables in thousands drift with the square root of the lines. Percents are
forced by filers to sum to 100: a unit in the last place. Amounts per share are rounded to a cent each.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import isqrt

#: Dollars: one for each twenty addends begun.
ADDENDS_PER_DOLLAR = 20
#: Per share: a cent for a figure, at most two for a sum of several.
PER_SHARE = Decimal("0.02")
#: Net asset value per share against net assets over shares: half a cent, and the last digit of the division.
NAV_PER_SHARE = Decimal("0.0051")
#: A per-share figure printed twice is the same figure: only further decimals may differ.
SAME_PER_SHARE = Decimal("0.005")
#: Counts of the ledger agree exactly.
NONE = Decimal(0)


def money(addends: int, scale: int = 1) -> Decimal:
    """Tolerance of a sum of `addends` printed amounts in a table of `scale` (1, 1000 or 1000000), in full units."""
    if scale <= 1:
        return Decimal(-(-max(addends, 1) // ADDENDS_PER_DOLLAR))
    return Decimal((isqrt(max(addends, 1)) + 2) * scale)


def percent_unit(percents: Iterable[Decimal]) -> Decimal:
    """One unit in the last printed place: the most decimals that any of the percents has (at least a hundredth of a
    percent point is told apart, at most a whole one)."""
    places = max((decimals(p) for p in percents), default=0)
    return Decimal(1).scaleb(-min(places, 4))


def percent_of(unit: Decimal, scale: int, net_assets: Decimal) -> Decimal:
    """Tolerance of one percent against value over net assets: a unit, and the rounding of a value in thousands."""
    return unit + (Decimal(50 * scale) / abs(net_assets) if scale > 1 else 0)


def percent_sum(unit: Decimal, addends: int) -> Decimal:
    """Tolerance of a sum of percents: half a unit each, at least one."""
    return max(unit, unit * addends / 2)


def same_amount(value: Decimal) -> Decimal:
    """Tolerance of one amount printed in two places, of which one may be rounded to thousands or millions: a unit
    of the last place that is not zero, for figures that end in three zeros or more."""
    if value == 0 or value != value.to_integral_value():
        return Decimal(1)
    zeros = 0
    rest = abs(int(value))
    while rest % 10 == 0 and zeros < 6:
        rest //= 10
        zeros += 1
    return Decimal(1) if zeros < 3 else Decimal(10) ** zeros


def decimals(value: Decimal) -> int:
    """Digits after the point, closing zeros aside (saved JSON does not keep them)."""
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0

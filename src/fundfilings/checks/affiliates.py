"""Checks of the tables of affiliates (Regulation S-X 12-14): what was held, bought and sold is what is held.

72,215,887 + 0 - 4,132,000 = 68,083,887 shares
48,284 + 0 - 10,902 - 4,305 - 3,854 = 29,223 of value
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fundfilings.checks import tolerances
from fundfilings.checks.identities import check
from fundfilings.models import Affiliate, Check

_NONE = Decimal(0)


def affiliate_checks(fund: str, affiliates: Sequence[Affiliate]) -> Iterator[Check]:
    """The roll-forward of each affiliate that prints both ends of it and what came between."""
    for held in affiliates:
        first, last = held.balance_beginning, held.balance_end
        if first is not None and last is not None and (held.shares_purchased, held.shares_sold) != (None, None):
            computed = first + (held.shares_purchased or _NONE) - (held.shares_sold or _NONE)
            yield _rolled(fund, held, "shares", last, computed, (first, last))
        first, last = held.value_beginning, held.value_end
        change = held.change_in_unrealized
        if first is not None and last is not None and change is not None:
            computed = (
                first + (held.purchases or _NONE) - (held.sales or _NONE) + (held.realized_gain or _NONE) + change
            )
            yield _rolled(fund, held, "value", last, computed, (first, last, change))


def _rolled(
    fund: str, held: Affiliate, what: str, stated: Decimal, computed: Decimal, printed: Sequence[Decimal]
) -> Check:
    scale = 1000 if all(v % 1000 == 0 for v in printed) else 1
    tolerance = tolerances.money(5, scale)
    of = f"{what} of {held.description}"
    return check("affiliates.rollforward", fund, stated, computed, tolerance, of=of, source=held.source)

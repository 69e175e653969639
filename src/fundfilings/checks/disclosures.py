"""Checks of what notes disclose: sums inside a table, and the tax cost against the schedule.

551,648,674 + 571,353,296 - 38,529,747 = 1,084,472,223 = total investments
1,788,740 - 865,270 + 59,918,903 = 60,842,373 = total distributable earnings
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fundfilings.checks import tolerances
from fundfilings.checks.identities import best, check
from fundfilings.models import Check, Disclosures, NoteFigure, Schedule, TaxCost

#: How far, as a share of the schedule's total, cost for tax and value may lie apart where the tax cost leaves out what
#: floating rate notes finance (a fifth in leveraged municipal funds, 2007 to 2010) or what partnerships report.
_OTHER_BASIS = Decimal("0.4")
_ANOTHER_BASIS = "the tax cost may be stated on another basis (inverse floaters, partnerships, derivatives)"


def disclosure_checks(fund: str, disclosures: Disclosures, schedule: Schedule | None) -> Iterator[Check]:
    """All checks of one fund's disclosures. A table that prints no total gives none."""
    for tax in disclosures.tax_cost:
        yield from _tax_cost(fund, tax, schedule)
    for paid in disclosures.tax_distributions:
        of = paid.period.label if paid.period else ""
        yield from _sum("tax.distributions", fund, paid.components, paid.total, of)
    for earned in disclosures.distributable_earnings:
        yield from _sum("tax.earnings", fund, earned.components, earned.total, _day(earned.as_of))
    for carried in disclosures.capital_loss_carryforwards:
        losses = [loss.amount for loss in carried.losses]
        yield from _sum("tax.carryforward", fund, losses, carried.total, _day(carried.as_of))
    for traded in disclosures.share_transactions:
        of = " ".join(filter(None, (traded.class_name, traded.period.label if traded.period else None)))
        for side in (traded.shares, traded.amounts):
            flows = [f for f in side if f.key in ("sold", "reinvested", "redeemed")]
            net = next((f for f in side if f.key == "net"), None)
            yield from _sum("shares.net", fund, flows, net, of)
            start, end = (next((f for f in side if f.key == k), None) for k in ("beginning", "end"))
            if start is not None and flows:
                yield from _sum("shares.net", fund, [start, *flows], end, f"{of} to the end".strip())
    for rolled in disclosures.level_3_rollforward:
        yield from _sum(
            "levels.rollforward", fund, (rolled.beginning, *rolled.flows), rolled.end, rolled.category or ""
        )


def _day(as_of: object) -> str:
    return "" if as_of is None else str(as_of)


def _sum(id: str, fund: str, parts: Sequence[NoteFigure], total: NoteFigure | None, of: str) -> Iterator[Check]:
    values = [p.value for p in parts if p.value is not None]
    if total is None or total.value is None or not values:
        return
    tolerance = max(tolerances.money(len(values)), _unit([total.value, *values]))
    yield check(id, fund, total.value, sum(values, Decimal(0)), tolerance, of=of, source=total.source)


def _unit(values: Sequence[Decimal]) -> Decimal:
    """What each figure may be off where all are rounded to thousands."""
    rounded = all(v % 1000 == 0 for v in values)
    return tolerances.money(len(values), 1000) if rounded else Decimal(0)


def _tax_cost(fund: str, tax: TaxCost, schedule: Schedule | None) -> Iterator[Check]:
    figures = (tax.cost, tax.gross_appreciation, tax.gross_depreciation, tax.net_unrealized)
    cost, up, down, net = (None if f is None else f.value for f in figures)
    of = _day(tax.as_of)
    if up is not None and down is not None and net is not None:
        source = tax.net_unrealized.source if tax.net_unrealized else None
        tolerance = max(tolerances.money(3), _unit([up, down, net]))
        yield check("tax.net", fund, net, up + down, tolerance, of=of, source=source)
    total = schedule.total_investments.value if schedule and schedule.total_investments else None
    if net is None and up is not None and down is not None:
        net = up + down
    same_day = schedule is not None and (tax.as_of is None or schedule.as_of is None or tax.as_of == schedule.as_of)
    if cost is None or net is None or total is None or schedule is None or not same_day:
        return
    # Options written and short sales stand in the tax cost of some filers and not of others
    lines = [line.value for line in schedule.other_lines[:3] if line.value is not None]
    candidates = [cost + net, *(cost + net - v for v in lines), *(cost + net + v for v in lines)]
    tolerance = max(*map(tolerances.same_amount, (total, cost, net)), Decimal(2))
    source = tax.cost.source if tax.cost else None
    found = best("tax.schedule", fund, total, candidates, tolerance, of=of, source=source)
    if found.status == "fail" and abs(cost + net - total) <= abs(total) * _OTHER_BASIS:
        # the figures stay, so that the difference is seen
        found = found.model_copy(update={"status": "not_checkable", "identity": f"{found.identity}: {_ANOTHER_BASIS}"})
    yield found

"""What notes disclose proves itself, or says by how much it does not: each identity is broken here once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fundfilings.checks.disclosures import disclosure_checks
from fundfilings.models import (
    CapitalLossCarryforward,
    Check,
    Disclosures,
    NoteFigure,
    Schedule,
    ShareTransactions,
    TaxCost,
    TotalInvestments,
)
from fundfilings.models.disclosures import CapitalLoss


def figure(value: int) -> NoteFigure:
    return NoteFigure(caption="", value=Decimal(value))


def tax(cost: int, up: int, down: int, net: int) -> Disclosures:
    record = TaxCost(
        cost=figure(cost), gross_appreciation=figure(up), gross_depreciation=figure(down), net_unrealized=figure(net)
    )
    return Disclosures(tax_cost=(record,))


def checks(disclosures: Disclosures, total: int | None = None) -> dict[str, Check]:
    schedule = None
    if total is not None:
        investments = TotalInvestments(caption="Total Investments", value=Decimal(total))
        schedule = Schedule(total_investments=investments)
    return {c.id: c for c in disclosure_checks("Acme Fund", disclosures, schedule)}


@pytest.mark.parametrize(("net", "status"), [(4_000_000, "pass"), (4_000_900, "fail")])
def test_appreciation_and_depreciation_make_the_net(net: int, status: str) -> None:
    assert checks(tax(90_000_000, 6_000_000, -2_000_000, net))["tax.net"].status == status


@pytest.mark.parametrize(
    ("total", "status"),
    [(94_000_000, "pass"), (110_000_000, "not_checkable"), (940_000_000, "fail"), (40_000_000, "fail")],
)
def test_tax_cost_and_net_make_the_schedules_total_and_what_they_lack_is_shown(total: int, status: str) -> None:
    found = checks(tax(90_000_000, 6_000_000, -2_000_000, 4_000_000), total)["tax.schedule"]
    assert (found.status, found.difference) == (status, 94_000_000 - total)


def test_carryforwards_by_expiry_make_their_total() -> None:
    losses = tuple(CapitalLoss(amount=figure(v)) for v in (-100_000, -250_000))
    for total, status in ((-350_000, "pass"), (-360_000, "fail")):
        record = CapitalLossCarryforward(losses=losses, total=figure(total))
        assert checks(Disclosures(capital_loss_carryforwards=(record,)))["tax.carryforward"].status == status


def test_shares_lead_to_the_net_and_to_the_end() -> None:
    def side(**values: int) -> Disclosures:
        flows = tuple(NoteFigure(caption=k, key=k, value=Decimal(v)) for k, v in values.items())
        return Disclosures(share_transactions=(ShareTransactions(shares=flows),))

    right = {"beginning": 500, "sold": 100, "redeemed": -40, "net": 60, "end": 560}
    for wrong, expected in ({}, ["pass", "pass"]), ({"net": 70}, ["fail", "pass"]), ({"end": 570}, ["pass", "fail"]):
        found = list(disclosure_checks("Acme Fund", side(**right | wrong), None))
        assert [(c.id, c.status) for c in found] == [("shares.net", status) for status in expected]

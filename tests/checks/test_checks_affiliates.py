"""The roll-forward of affiliates proves itself, or says by how much it does not."""

from __future__ import annotations

from decimal import Decimal

from fundfilings.checks.affiliates import affiliate_checks
from fundfilings.models import Affiliate


def test_shares_and_values_roll_from_the_beginning_to_the_end() -> None:
    held = Affiliate(
        description="Acme Corp.",
        balance_beginning=Decimal(100),
        shares_purchased=Decimal(20),
        shares_sold=Decimal(50),
        balance_end=Decimal(71),
        value_beginning=Decimal(48284),
        sales=Decimal(10902),
        realized_gain=Decimal(-4305),
        change_in_unrealized=Decimal(-3854),
        value_end=Decimal(29223),
    )
    shares, value = affiliate_checks("Acme Fund", [held])
    assert (shares.status, shares.stated, shares.computed, shares.difference) == ("pass", 71, 70, -1)
    assert (value.status, value.difference) == ("pass", 0)
    (broken,) = affiliate_checks("Acme Fund", [held.model_copy(update={"shares_sold": Decimal(45), "value_end": None})])
    assert (broken.status, broken.difference, broken.id) == ("fail", 4, "affiliates.rollforward")
    assert "shares of Acme Corp." in broken.identity


def test_an_affiliate_that_prints_one_end_alone_gives_no_check() -> None:
    assert not list(affiliate_checks("Acme Fund", [Affiliate(description="Acme", balance_end=Decimal(5))]))

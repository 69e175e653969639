"""What a report lists beside the holdings of a schedule: figures of its own about securities that it holds, or owes.

None of these records is a holding: `holding` names the one of the fund's schedule that they speak of, by its index in
`schedule.holdings`, where one could be told."""

from __future__ import annotations

from datetime import date

from fundfilings.models.base import Model, Number
from fundfilings.spans import Span


class Affiliate(Model):
    """One line of the table of investments in affiliates (Regulation S-X 12-14), in full units. `balance_...`,
    `shares_...` and `net_shares` count shares (or principal), all others money."""

    description: str
    balance_beginning: Number | None = None
    shares_purchased: Number | None = None
    shares_sold: Number | None = None
    balance_end: Number | None = None
    value_beginning: Number | None = None
    purchases: Number | None = None
    sales: Number | None = None
    net_shares: Number | None = None
    net_activity: Number | None = None
    realized_gain: Number | None = None
    change_in_unrealized: Number | None = None
    value_end: Number | None = None
    income: Number | None = None
    capital_gain_distributions: Number | None = None
    cost: Number | None = None
    markers: tuple[str, ...] = ()
    holding: int | None = None
    source: Span | None = None


class RestrictedSecurity(Model):
    """When and for how much a restricted security was bought, out of a table of them or out of its description.
    `acquisition_date` is as printed (a day, a month, a range)."""

    description: str
    acquisition_date: str | None = None
    balance: Number | None = None
    cost: Number | None = None
    value: Number | None = None
    value_per_unit: Number | None = None
    percent_of_net_assets: Number | None = None
    markers: tuple[str, ...] = ()
    holding: int | None = None
    source: Span | None = None


class UnfundedCommitment(Model):
    """A loan, or a part of one, that the fund has to pay out when asked; `commitment` is what is not paid out yet."""

    description: str
    commitment: Number | None = None
    cost: Number | None = None
    value: Number | None = None
    unrealized: Number | None = None
    markers: tuple[str, ...] = ()
    holding: int | None = None
    source: Span | None = None


class RepurchaseAgreement(Model):
    """The terms in the description of a repurchase agreement that the fund holds. `rate` is a percent number;
    `repurchase_price` is what is paid back; `collateral` is as printed."""

    holding: int
    counterparty: str | None = None
    rate: Number | None = None
    dated: date | None = None
    due: date | None = None
    repurchase_price: Number | None = None
    collateral: str | None = None
    collateral_value: Number | None = None
    source: Span | None = None

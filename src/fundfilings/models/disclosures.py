"""Disclosures that rules prescribe, read from the notes of a report: one record a table, or a sentence that says it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fundfilings.models.base import Model, Number
from fundfilings.models.statements import Period
from fundfilings.spans import Span


class NoteFigure(Model):
    """One figure of a disclosure: the words that name it in print, its canonical key, its value in full units (what
    lowers net assets is negative however it is printed), and the figure as printed."""

    caption: str
    key: str | None = None
    value: Number | None = None
    printed: str = ""
    source: Span | None = None


class TaxCost(Model):
    """Cost of investments for federal income tax and the unrealized appreciation and depreciation over it (Regulation
    S-X 12-12, note). Depreciation is negative."""

    as_of: date | None = None
    cost: NoteFigure | None = None
    gross_appreciation: NoteFigure | None = None
    gross_depreciation: NoteFigure | None = None
    net_unrealized: NoteFigure | None = None


class PurchasesAndSales(Model):
    """Purchases and sales of investments over a period (Regulation S-X 6-07). `category` is the kind of securities as
    printed where several are told apart ("U.S. government securities")."""

    category: str | None = None
    period: Period | None = None
    purchases: NoteFigure | None = None
    sales: NoteFigure | None = None


class TaxDistributions(Model):
    """Distributions paid in one period by their character for tax."""

    period: Period | None = None
    components: tuple[NoteFigure, ...] = ()
    total: NoteFigure | None = None


class DistributableEarnings(Model):
    """Components of distributable earnings (of net assets, of accumulated losses) on a tax basis."""

    as_of: date | None = None
    components: tuple[NoteFigure, ...] = ()
    total: NoteFigure | None = None


class CapitalLoss(Model):
    """One capital loss carried forward: `expires` as printed, None where it does not expire or where that is not said;
    `character` where short and long term are told apart. The amount is negative."""

    expires: str | None = None
    year: int | None = None
    character: Literal["short_term", "long_term"] | None = None
    amount: NoteFigure


class CapitalLossCarryforward(Model):
    """The capital losses that a fund carries forward."""

    as_of: date | None = None
    losses: tuple[CapitalLoss, ...] = ()
    total: NoteFigure | None = None


class ShareTransactions(Model):
    """Transactions in shares of one class over one period, in shares and in money: sold, reinvested, redeemed, net."""

    class_name: str | None = None
    period: Period | None = None
    shares: tuple[NoteFigure, ...] = ()
    amounts: tuple[NoteFigure, ...] = ()


class Level3Rollforward(Model):
    """Reconciliation of investments valued with unobservable inputs (ASC 820-10-50-2): what leads from the beginning to
    the end. `category` is the class of assets as printed, None where all are one."""

    category: str | None = None
    period: Period | None = None
    beginning: NoteFigure
    flows: tuple[NoteFigure, ...] = ()
    end: NoteFigure


class SubsequentDividend(Model):
    """A dividend declared or paid after the period, for each share."""

    amount: NoteFigure
    declared: date | None = None
    record: date | None = None
    payable: date | None = None


class FeeTier(Model):
    """One step of a fee: its annual rate in percent on assets `over` one amount and `up_to` another, in full units."""

    over: Number | None = None
    up_to: Number | None = None
    rate: NoteFigure


class FeeSchedule(Model):
    """The annual fee for advice or administration in percent of assets, as agreed. `basis` names these as printed."""

    kind: Literal["advisory", "administration"]
    basis: str
    tiers: tuple[FeeTier, ...] = ()


class ExpenseLimit(Model):
    """What the adviser has agreed to hold expenses of a fund (or a class) to, in percent of assets; `basis` names these
    as printed, `until` the day to which it is agreed."""

    class_name: str | None = None
    basis: str
    until: date | None = None
    rate: NoteFigure


class PreferredShares(Model):
    """Preferred shares of one series outstanding; `liquidation_value` of each share."""

    series: str
    shares: NoteFigure
    liquidation_value: NoteFigure | None = None


class SecuritiesLending(Model):
    """Securities on loan and the collateral held for them, at value."""

    as_of: date | None = None
    on_loan: NoteFigure
    collateral: NoteFigure | None = None


class Borrowing(Model):
    """Borrowings over a period: average amount, average annual interest rate in percent; `limit` is the amount of a
    line of credit."""

    period: Period | None = None
    average: NoteFigure | None = None
    average_rate: NoteFigure | None = None
    limit: NoteFigure | None = None


class Disclosures(Model):
    """What the notes say of one fund in the tables and sentences that rules prescribe."""

    tax_cost: tuple[TaxCost, ...] = ()
    purchases_and_sales: tuple[PurchasesAndSales, ...] = ()
    tax_distributions: tuple[TaxDistributions, ...] = ()
    distributable_earnings: tuple[DistributableEarnings, ...] = ()
    capital_loss_carryforwards: tuple[CapitalLossCarryforward, ...] = ()
    share_transactions: tuple[ShareTransactions, ...] = ()
    level_3_rollforward: tuple[Level3Rollforward, ...] = ()
    subsequent_dividends: tuple[SubsequentDividend, ...] = ()
    fee_schedules: tuple[FeeSchedule, ...] = ()
    expense_limits: tuple[ExpenseLimit, ...] = ()
    preferred_shares: tuple[PreferredShares, ...] = ()
    securities_lending: tuple[SecuritiesLending, ...] = ()
    borrowings: tuple[Borrowing, ...] = ()

"""Filings of one fund beside each other: what became of each position, and one period in all of them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fundfilings.models.base import Model, Number
from fundfilings.spans import Span


class FilingRef(Model):
    """Which filing it is."""

    name: str | None = None
    accession_number: str | None = None
    form: str | None = None
    period_of_report: date | None = None


class Position(Model):
    """One position in two schedules. Holdings that print the same security are one position, their balances and values
    added. `status` goes by the balance, and by the value where a balance is not printed."""

    status: Literal["opened", "closed", "changed", "unchanged"]
    description: str
    name: str | None = None
    title: str | None = None
    section_path: tuple[str, ...] = ()
    coupon_rate: Number | None = None
    maturity: str | None = None
    units: str | None = None
    currency: str | None = None
    payoff_profile: Literal["Long", "Short"] = "Long"
    old_balance: Number | None = None
    new_balance: Number | None = None
    balance_change: Number | None = None
    old_value: Number | None = None
    new_value: Number | None = None
    value_change: Number | None = None
    score: float | None = None
    matched_on: tuple[Literal["name", "title", "coupon", "maturity"], ...] = ()
    old_holdings: tuple[int, ...] = ()
    new_holdings: tuple[int, ...] = ()


class FundComparison(Model):
    """One fund in both filings: `name` as the new one prints it."""

    name: str
    old_name: str
    series_id: str | None = None
    matched_on: Literal["series_id", "name", "likeness", "only_fund"]
    old_as_of: date | None = None
    new_as_of: date | None = None
    old_net_assets: Number | None = None
    new_net_assets: Number | None = None
    positions: tuple[Position, ...] = ()


class Comparison(Model):
    """Two filings beside each other, fund by fund. Derivatives are not compared."""

    old: FilingRef
    new: FilingRef
    funds: tuple[FundComparison, ...] = ()
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()


class HistoryPrint(Model):
    """One print of a figure."""

    filing: int
    value: Number
    source: Span | None = None


class HistoryFigure(Model):
    """One figure of a fund: a line of a statement, or an item of the highlights, for one class and one period (or day,
    where `start` and `months` are null). `value` is the newest print; `differs` where one print is not another within
    their rounding: a figure that was restated, or misread."""

    statement: Literal[
        "assets_and_liabilities", "operations", "changes_in_net_assets", "cash_flows", "financial_highlights"
    ]
    key: str | None = None
    caption: str
    group: str | None = None
    class_name: str | None = None
    start: date | None = None
    end: date
    months: int | None = None
    value: Number
    status: Literal["once", "agrees", "differs"]
    difference: Number
    prints: tuple[HistoryPrint, ...] = ()


class FundHistory(Model):
    """One fund over several filings."""

    name: str
    names: tuple[str, ...] = ()
    series_id: str | None = None
    filings: tuple[int, ...] = ()
    figures: tuple[HistoryFigure, ...] = ()

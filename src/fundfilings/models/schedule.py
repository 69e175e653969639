"""The schedule of investments (Regulation S-X 6-10, 12-12 to 12-14) and the records in it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fundfilings.models.base import Model, Number
from fundfilings.spans import Span


class Section(Model):
    """A printed heading that groups holdings. `value` and `cost` are its printed subtotal, in full units;
    `percent_of_net_assets` is the percent printed with the heading or the subtotal; `markers` are footnote marks on
    the heading."""

    path: tuple[str, ...]
    percent_of_net_assets: Number | None = None
    percent_of_total_investments: Number | None = None
    value: Number | None = None
    cost: Number | None = None
    markers: tuple[str, ...] = ()
    source: Span | None = None


class Holding(Model):
    """One printed holding (Form N-PORT Part C). Money and quantities are in full units, percents are percent numbers.

    `description` is the whole printed text, wrapped lines joined, marks and leaders removed, the carried issuer line
    included; `name` and `title` split it into issuer and issue. `asset_cat`, `issuer_cat` and `country` are inferred,
    every other field is printed (None: not printed).
    """

    description: str
    name: str | None = None
    title: str | None = None
    section_path: tuple[str, ...] = ()
    balance: Number | None = None
    units: Literal["NS", "PA", "NC", "OU"] | None = None
    currency: str | None = None
    value: Number | None = None
    value_printed: str | None = None
    cost: Number | None = None
    percent_of_net_assets: Number | None = None
    coupon_rate: Number | None = None
    coupon_kind: Literal["Fixed", "Floating", "Variable", "None"] | None = None
    coupon_text: str | None = None
    floating_rate_index: str | None = None
    floating_rate_spread: Number | None = None
    maturity_date: date | None = None
    maturity_text: str | None = None
    rating: str | None = None
    call_provision: str | None = None
    acquisition_date: str | None = None
    markers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    payoff_profile: Literal["Long", "Short"] = "Long"
    asset_cat: str | None = None
    issuer_cat: str | None = None
    country: str | None = None
    fair_value_level: int | None = None
    source: Span | None = None


class Derivative(Model):
    """One derivative contract (rules 12-13 to 12-13C). Never counted among the holdings, save that an option
    purchased stands in both."""

    kind: Literal["future", "forward", "option_written", "option_purchased", "swap", "short_sale"]
    description: str
    contracts: Number | None = None
    notional: Number | None = None
    value: Number | None = None
    unrealized: Number | None = None
    cost: Number | None = None
    exercise_price: Number | None = None
    expiration: str | None = None
    counterparty: str | None = None
    currency_bought: str | None = None
    amount_bought: Number | None = None
    currency_sold: str | None = None
    amount_sold: Number | None = None
    payoff_profile: Literal["Long", "Short"] | None = None
    rate_paid: str | None = None
    rate_received: str | None = None
    section_path: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    source: Span | None = None


class TotalInvestments(Model):
    """The printed line of total investments."""

    caption: str
    value: Number | None = None
    cost: Number | None = None
    percent_of_net_assets: Number | None = None
    source: Span | None = None


class OtherLine(Model):
    """A line between total investments and net assets, as printed."""

    caption: str
    value: Number | None = None
    percent_of_net_assets: Number | None = None
    source: Span | None = None


class Footnote(Model):
    """One entry of the schedule's legend. `flags` are from the closed vocabulary in docs/flags.md. `table_rows` are
    the rows of a table that the text announces, as printed, their cells parted by " | "."""

    marker: str
    text: str
    flags: tuple[str, ...] = ()
    table_rows: tuple[str, ...] = ()
    source: Span | None = None


class Abbreviation(Model):
    """One abbreviation explained in the schedule's legend."""

    abbreviation: str
    meaning: str
    source: Span | None = None


class Ledger(Model):
    """What every row inside the schedule was read as. `rows` is the sum of the others. A printed line that only
    continues a description counts with the row it belongs to."""

    rows: int = 0
    holding: int = 0
    heading: int = 0
    subtotal: int = 0
    total: int = 0
    other_line: int = 0
    derivative: int = 0
    footnote: int = 0
    furniture: int = 0
    noise: int = 0
    unexplained: int = 0


class Schedule(Model):
    """One fund's schedule of investments. `value_scale` and `balance_scale` are the printed scales (1000 for "(000)"),
    already applied to every figure here."""

    title: str | None = None
    as_of: date | None = None
    value_scale: int = 1
    balance_scale: int = 1
    sections: tuple[Section, ...] = ()
    holdings: tuple[Holding, ...] = ()
    total_investments: TotalInvestments | None = None
    other_lines: tuple[OtherLine, ...] = ()
    net_assets: Number | None = None
    derivatives: tuple[Derivative, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    ledger: Ledger = Ledger()
    source: Span | None = None

"""Entries to public records: what a holding's lines print, field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from fundfilings.models import Holding, made
from fundfilings.scalars import CURRENCY_CODES, folded
from fundfilings.schedule.entries import Entry
from fundfilings.schedule.securities import asset_category, country, issuer_category, read_security
from fundfilings.spans import Span

Units = Literal["NS", "PA", "NC", "OU"]
_OTHER_CURRENCY = re.compile(r"^(?:EURO?|GBP|JPY|AUD|CAD|CHF|SEK|NOK|NZD|DEM|FRF|MXN|BRL)\b")


def holding_of(
    entry: Entry, path: tuple[str, ...], flags: Mapping[str, tuple[str, ...]], as_of: date | None, span: Span
) -> Holding:
    """The holding an entry prints. `flags` are the legend's, by marker."""
    line = entry.valued
    description = f"{entry.issuer}, {entry.text}" if entry.issuer and entry.text else entry.issuer or entry.text
    description = folded(description).strip(" ,;:")
    coupon = next((ln.coupon for ln in entry.lines if ln.coupon), None)
    maturity = next((ln.maturity for ln in entry.lines if ln.maturity), None)
    security = read_security(description, section_path=path, as_of=as_of, coupon_cell=coupon, maturity_cell=maturity)
    balance = _scaled(entry, "balance")
    debt = security.coupon_rate is not None or security.maturity_text is not None
    if balance is not None and not debt and any(ln.mixed for ln in entry.lines):
        balance = entry.figures["balance"].amount.value  # "Shares/Face Amount ($000)": shares are printed in full
    value = entry.value()
    units = _units(entry, balance, debt)
    if (
        units == "NS"
        and security.coupon_rate is not None
        and security.maturity_text is not None
        and _near_par(value, balance)
    ):
        units = "PA"  # a note in a table that is headed "Shares"
    resolved = dict.fromkeys(f for m in entry.marks for f in flags.get(m, ()))
    return made(
        Holding,
        description=description,
        name=security.name,
        title=security.title,
        section_path=path,
        balance=balance,
        units=units,
        currency=_currency(entry, security.currency),
        value=value,
        value_printed=line.figures["value"].cell.text or None if "value" in line.figures else None,
        cost=entry.cost if entry.cost is not None else _scaled(entry, "cost"),
        percent_of_net_assets=entry.figures["percent"].amount.value if "percent" in entry.figures else None,
        coupon_rate=security.coupon_rate,
        coupon_kind=security.coupon_kind,
        coupon_text=security.coupon_text,
        maturity_date=security.maturity_date,
        maturity_text=security.maturity_text,
        rating=next((ln.rating for ln in entry.lines if ln.rating), security.rating),
        call_provision=next((ln.call for ln in entry.lines if ln.call), security.call_provision),
        acquisition_date=next((ln.acquired for ln in entry.lines if ln.acquired), security.acquisition_date),
        markers=entry.marks,
        flags=tuple(dict.fromkeys((*security.flags, *resolved))),
        payoff_profile="Short" if value is not None and value < 0 and (balance is None or balance <= 0) else "Long",
        asset_cat=asset_category(description, path, security, units),
        issuer_cat=issuer_category(description, path, security),
        country=security.country or country(description, path),
        source=span,
    )


def _scaled(entry: Entry, role: str) -> Decimal | None:
    figure = entry.figures.get(role)
    if figure is None or figure.amount.value is None:
        return None
    line = next(ln for ln in entry.lines if ln.figures.get(role) is figure)  # type: ignore[call-overload]
    return figure.amount.value * (line.value_scale if role == "cost" else line.balance_scale)


def _near_par(value: Decimal | None, balance: Decimal | None) -> bool:
    return bool(value and balance) and Decimal("0.5") < abs(value / balance) < Decimal("1.5")  # type: ignore[operator]


def _units(entry: Entry, balance: Decimal | None, debt: bool) -> Units | None:
    """Printed units first, then the column's head, then what the security is."""
    if balance is None:
        return None
    printed = next((ln.units for ln in entry.lines if ln.units), None)
    head = next((ln.head_units for ln in entry.lines if ln.head_units), None)
    found = printed or head
    if found in ("NS", "PA", "NC", "OU"):
        return found  # type: ignore[return-value]
    return "PA" if debt else "NS"


def _currency(entry: Entry, described: str | None) -> str | None:
    """The currency of the principal: a code or sign beside it, else one in the description, else USD."""
    for line in entry.lines:
        if line.currency:
            return line.currency
    figure = entry.figures.get("balance")
    if figure is not None and figure.amount.currency:
        return figure.amount.currency
    if described in CURRENCY_CODES:
        return described
    return "USD"

"""What a holding's printed description says.

    "Sacramento Cnty. Water Rev., 5.00%, 6/1/34, (Pre-refunded @ $100, 6/1/13) (AMBAC)"
    "Term Loan, (acquired 10/1/03; cost-$2,005,000), LIBOR + 2.50%, 9/30/10"
    "Bank, 2.35%, dated 5/30/08, repurchase price of $3,370,000 plus accrued interest on 6/2/08 collateralized by ..."

become a Security: issuer and issue, coupon, maturity, call provision, currency, country, flags. Pure functions over one
string; a coupon or maturity printed in a column of its own is given as `coupon_cell` and `maturity_cell` and wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from fundfilings.schedule.asides import read_asides, without_collateral
from fundfilings.schedule.categories import infer_asset_category, infer_issuer_category
from fundfilings.schedule.countries import read_country
from fundfilings.schedule.coupons import (
    Coupon,
    CouponKind,
    ends_in_reference,
    find_coupon,
    read_coupon_cell,
    read_reference,
)
from fundfilings.schedule.description_flags import flags_of_description
from fundfilings.schedule.lexicon import heads_of, word_heads
from fundfilings.schedule.maturities import Maturity, find_maturity, read_maturity_cell
from fundfilings.schedule.titles import split_title


class Security(NamedTuple):
    """One description, taken apart. None: not printed. `coupon_rate` is a percent number, the first of a range or step;
    `maturity_date` only where one full date is printed; `country` (alpha-2) is inferred; `flags`: see docs/flags.md."""

    name: str | None = None
    title: str | None = None
    coupon_rate: Decimal | None = None
    coupon_kind: CouponKind | None = None
    coupon_text: str | None = None
    reference: tuple[str, Decimal] | None = None  # index and spread of a floating rate
    maturity_date: date | None = None
    maturity_text: str | None = None
    call_provision: str | None = None
    rating: str | None = None
    currency: str | None = None
    country: str | None = None
    flags: tuple[str, ...] = ()
    acquisition_date: str | None = None
    acquisition_cost: Decimal | None = None


def read_security(
    description: str,
    *,
    section_path: Sequence[str] = (),
    as_of: date | None = None,
    coupon_cell: str | None = None,
    maturity_cell: str | None = None,
) -> Security:
    """Take a description apart. `as_of` is the schedule's date (for years of two digits). Never raises."""
    text = re.sub(r"\s+", " ", description) if "  " in description or "\n" in description else description
    text = text.strip()
    aside = read_asides(text)
    plain = without_collateral(aside.rest)
    figures = _DIGIT.search(plain) is not None
    coupon = find_coupon(plain) if figures or not _SPOKEN_RATE.isdisjoint(word_heads(plain)) else None
    if coupon and not coupon.indexed and ends_in_reference(plain):
        coupon = coupon._replace(indexed=True)
    maturity = None
    if figures or not _SPOKEN_DATE.isdisjoint(word_heads(plain)):
        start, end = (coupon.start, coupon.end) if coupon else (-1, -1)
        maturity = find_maturity(plain, coupon_start=start, coupon_end=end, as_of=as_of)
    place = min([found.start for found in (coupon, maturity) if found], default=-1)
    if (
        terms := _TERMS.search(text) if "ated " in text or "ssued " in text else None
    ) and not 0 <= place <= terms.start():
        place = terms.start()
    if coupon_cell and (read := read_coupon_cell(coupon_cell)):
        coupon = read._replace(indexed=True) if coupon and coupon.indexed else read
    if maturity_cell and (cell := read_maturity_cell(maturity_cell, as_of=as_of)):
        maturity = cell
    flags = flags_of_description(without_collateral(text))
    if coupon is None and maturity is None and "variable_rate" in flags and _FUND_OF_LOANS.search(text):
        flags -= {"variable_rate"}  # in the name of a fund
    name, title = split_title(text, place)
    return Security(
        name=name,
        title=title,
        coupon_rate=coupon.rate if coupon else None,
        coupon_kind=_kind(plain, coupon, maturity, flags, section_path),
        coupon_text=coupon.text if coupon else None,
        reference=_reference(coupon, coupon_cell, plain),
        maturity_date=maturity.day if maturity else None,
        maturity_text=maturity.text if maturity else None,
        call_provision=aside.call_provision,
        rating=aside.rating,
        currency=aside.currency,
        country=read_country(text, section_path),
        flags=_all_flags(flags, coupon, maturity),
        acquisition_date=aside.acquisition_date,
        acquisition_cost=aside.acquisition_cost,
    )


def _reference(coupon: Coupon | None, cell: str | None, text: str) -> tuple[str, Decimal] | None:
    if coupon is None or not coupon.indexed:
        return None
    return (read_reference(cell) if cell else None) or read_reference(text)


#: Where the terms of a repurchase agreement begin: ", dated 10/29/10".
_TERMS = re.compile(r",?\s+(?:dated|issued) (?=\d|[A-Z][a-z]{2})")

# --- coupon kind and flags -------------------------------------------------------------------------------------------

_DIGIT = re.compile(r"[0-9]")
_FUND_OF_LOANS = re.compile(
    r"\b(?:floating|variable|adjustable)[- ]rate\b.{0,60}\b(?:funds?|trust|portfolio|ETF)\b", re.I
)
#: Where no digit is printed, a coupon or a maturity can only be one of these words.
_SPOKEN_RATE = heads_of("zero floating variable adjustable auction frn tbd")
_SPOKEN_DATE = heads_of("perpetual perp undated no")
#: Rates that are no fixed coupons though nothing says so: dividends, yields of funds, and loans, which mostly float.
_NOT_FIXED = re.compile(
    r"\b(?:preferred|preference|pfd|term loan|revolver)\b",
    re.I,
)
_NO_COUPON = re.compile(r"\btreasury bills?\b|\bT-?bills?\b|\bdiscount notes?\b|\bSTRIPS?\b|\bprincipal only\b", re.I)
#: The first letters of words (see `lexicon.word_heads`) that each of these holds.
_NOT_FIXED_HEADS = heads_of("preferred preference pfd term revolver")
_NO_COUPON_HEADS = heads_of("treasury t tbills discount strips principal")
_FLOATING_HEAD = re.compile(r"\bfloating[- ]rate\b|\b(?:bank|senior|term) loans?\b", re.I)
_VARIABLE_HEAD = re.compile(r"\b(?:variable|adjustable|auction)[- ]rate\b", re.I)


@lru_cache(maxsize=256)
def _kind_of_path(path: tuple[str, ...]) -> CouponKind | None:
    """What the headings say of the coupons below them: "FLOATING RATE LOAN INTERESTS", "VARIABLE RATE NOTES"."""
    for heading in path:
        if _VARIABLE_HEAD.search(heading):
            return "Variable"
        if _FLOATING_HEAD.search(heading):
            return "Floating"
    return None


def _has_no_coupon(text: str) -> bool:
    return not _NO_COUPON_HEADS.isdisjoint(word_heads(text)) and _NO_COUPON.search(text) is not None


def _kind(
    text: str, coupon: Coupon | None, maturity: Maturity | None, flags: frozenset[str], path: Sequence[str]
) -> CouponKind | None:
    if coupon is None:
        return "None" if maturity and ("zero_coupon" in flags or _has_no_coupon(text)) else None
    if coupon.form == "zero" or _has_no_coupon(text):
        return "None"
    if coupon.form == "step" or "step_coupon" in flags:
        return "Variable"
    if coupon.form == "index" and not coupon.indexed:
        return None  # "TBD"
    if coupon.indexed:
        return "Variable" if re.search(r"(?i)variable|adjustable|auction", coupon.text) else "Floating"
    if "variable_rate" in flags:
        return "Floating" if re.search(r"FRN|LIBOR|(?i:floating)", text) else "Variable"
    if head := _kind_of_path(tuple(path)):
        return head
    if maturity is None or (not _NOT_FIXED_HEADS.isdisjoint(word_heads(text)) and _NOT_FIXED.search(text)):
        return None
    return "Fixed"


def _all_flags(flags: frozenset[str], coupon: Coupon | None, maturity: Maturity | None) -> tuple[str, ...]:
    more = set(flags)
    if coupon:
        if coupon.form == "zero":
            more.add("zero_coupon")
        if coupon.form == "step":
            more.add("step_coupon")
        if coupon.indexed:
            more.add("variable_rate")
    if maturity and maturity.perpetual:
        more.add("perpetual")
    return tuple(sorted(more))


# --- categories -------------------------------------------------------------------------------------------------------


def _is_debt(security: Security, units: str | None = None) -> bool:
    return (security.maturity_text is not None) or (security.coupon_text is not None and units == "PA")


def asset_category(description: str, section_path: Sequence[str], security: Security, units: str | None) -> str | None:
    """Form N-PORT's assetCat, inferred; None when unsure. `units` is the balance's unit (NS, PA, NC, OU)."""
    return infer_asset_category(
        description,
        section_path,
        is_debt=_is_debt(security, units),
        convertible="convertible" in security.flags,
        units=units,
    )


def issuer_category(
    description: str, section_path: Sequence[str], security: Security, counted: bool = True
) -> str | None:
    """Form N-PORT's issuerCat, inferred; None when unsure. `counted`: a quantity is printed."""
    debt = _is_debt(security, "PA")
    return infer_issuer_category(without_collateral(description), section_path, is_debt=debt, counted=counted)


def country(description: str, section_path: Sequence[str] = (), issuer: str | None = None) -> str | None:
    """ISO 3166 alpha-2, inferred from the description, the headings, or a domestic issuer (`issuer`: issuerCat)."""
    return read_country(description, section_path) or ("US" if issuer in ("UST", "USGA", "USGSE", "MUN") else None)

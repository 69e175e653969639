"""The terms of a repurchase agreement in its description.

    "Repurchase Agreement with Acme Trust Corp. dated 2-28-17 at 0.100% to be repurchased at $2,087,006 on 3-1-17,
     collateralized by $2,150,000 U.S. Treasury Notes, 2.125% due 5-15-25 (valued at $2,133,348, including interest)"

counterparty Acme Trust Corp., dated 2017-02-28, 0.100%, due 2017-03-01, repurchase price 2,087,006, collateral
"$2,150,000 U.S. Treasury Notes, ..." worth 2,133,348.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from fundfilings.models import Holding, RepurchaseAgreement, made
from fundfilings.scalars import MONTH
from fundfilings.schedule.asides import without_collateral
from fundfilings.schedule.maturities import printed_day

_DAY = rf"(?:\d{{1,2}}[/-]\d{{1,2}}[/-](?:\d{{4}}|\d\d)|(?i:{MONTH})\s+\d{{1,2}},\s*\d{{4}})"
_MONEY = r"\$\s?(\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+(?:\.\d\d)?)"
_DATED = re.compile(rf"\b(?:dated|issued)\b:?\s+({_DAY})", re.I)
_DUE = re.compile(
    rf"(?:\bdue\b|\bmatur\w+|\brepurchase date\b|\bto be repurchased\b[^%]*?\bon|(?:plus accrued interest|\d{{3}}) on)"
    rf"\W{{0,3}}(?:on |date |of )*({_DAY})",
    re.I,
)
_PRICE = re.compile(
    r"(?:repurchase(?:d)?(?: price)?(?: (?:at|of|for))?|(?:total )?(?:to be received|amount due|proceeds|maturity "
    r"value|maturity amount|delivery value|received)(?: (?:of|at|at maturity))?|proceeds? at maturity|"
    r"repurchase (?:price|value|proceeds|amount) of)"
    rf"\W{{0,5}}{_MONEY}",
    re.I,
)
_COLLATERAL = re.compile(
    r"\b(?:fully )?(?:col-?\s?laterali[sz]ed|secured)\b[^,;]{0,20}?\bby\b:?\s+(?:the following:\s*)?|"
    r"\bcollateral(?:ized)?\s*:\s*",
    re.I,
)
_WORTH = re.compile(
    r"(?:valued at|(?<!par )(?:aggregate |total |market |fair )*value(?:s|d)?"
    rf"(?: (?:of|at|is|plus accrued interest of))*)\W{{0,5}}{_MONEY}",
    re.I,
)
_RATE = re.compile(r"(\d{1,2}\.\d+|\.\d+|\d{1,2})\s?%")
#: "... Agreement with Acme Bank dated", "Acme Securities LLC, Repurchase Agreement", "(Acme Bank)".
_WITH = re.compile(
    r"\b(?:with|counterparty:?|issued by|from)\s+(?:the )?([A-Z].+?)(?=,?\s+(?:dated|at\b|\d|due|in the amount|to be|"
    r"issued|under|collateral|repurchase|bearing|agree|and\s+\w+\s+dated|for\b|maturing|rate)|[;(]|,\s+\d|,\s*$|$)"
)
_BEFORE = re.compile(
    r"^(?:joint |tri-?party |investment in )*(.*?)[,\s-]*(?:\btri-?party\s+|\bjoint\s+)?\brepurchase agreements?\b",
    re.I,
)
_BRACKETED = re.compile(r"repurchase agreements?\W*\(([A-Z][^()\d]{3,60})\)", re.I)
_AFTER = re.compile(r"\brepurchase agreements?,?\s+([A-Z].+?)(?=,?\s+(?:dated|at\b|due)|,\s+[\d.]+\s?%|[;(]|$)", re.I)
#: An amount before a name ("$7,343,000 Acme Trust ..."), and a date behind it.
_AMOUNT = re.compile(r"^\$?\s?\d[\d,]*\s+(?=[A-Z])")
_DATE_BEHIND = re.compile(r",?\s+(?:dated|issued)\b.*$", re.I)
_NO_NAME = re.compile(
    r"^(?:\W*|various.*|collateralized.*|secured.*|with|the|a|an|under|short-term|overnight|term|total|and|"
    r"investments? in|repo\w*|master|"
    r"u\.?s\.? (?:government|treasury).*)$",
    re.I,
)


#: Interest on a repurchase agreement, as a part of its price, at most.
_INTEREST = Decimal("0.02")
#: Characters of a name.
_LONGEST = 90


def repurchase_agreements(holdings: Sequence[Holding]) -> Iterator[RepurchaseAgreement]:
    """The terms of each holding that is a repurchase agreement."""
    for i, holding in enumerate(holdings):
        if holding.asset_cat == "RA":
            yield _terms(i, holding)


def _terms(index: int, holding: Holding) -> RepurchaseAgreement:
    text = holding.description
    own = without_collateral(text)
    opened = _COLLATERAL.search(text)
    collateral = _closed(text[opened.end() :]) if opened and own != text else None
    worth = _number(_WORTH.search(collateral)) if collateral else None
    dated, rate = _DATED.search(own), _RATE.search(own)
    price = _number(_PRICE.search(text))
    scale = _scale(price, holding.value)
    return made(
        RepurchaseAgreement,
        holding=index,
        counterparty=_counterparty(own, holding),
        rate=Decimal(rate[1]) if rate else holding.coupon_rate,
        dated=printed_day(dated[1].replace("-", "/")) if dated else None,
        due=_due(own, holding),
        repurchase_price=price * scale if price is not None else None,
        collateral=collateral or None,
        collateral_value=worth * scale if worth is not None else None,
        source=holding.source,
    )


def _scale(price: Decimal | None, value: Decimal | None) -> int:
    """1000 where a description prints its amounts in thousands as the table does: what is paid back is about what was
    paid."""
    if not price or not value:
        return 1
    return 1000 if abs(price * 1000 / value - 1) < _INTEREST else 1


def _closed(text: str) -> str:
    """A text up to the bracket that closes it, if one does."""
    depth = 0
    for i, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if depth < 0:
            return text[:i].strip(" ,;")
    return text.strip(" ,;.") + ")" * depth


def _due(own: str, holding: Holding) -> date | None:
    m = _DUE.search(own)
    return printed_day(m[1].replace("-", "/")) if m else holding.maturity_date


def _number(m: re.Match[str] | None) -> Decimal | None:
    return Decimal(m[1].replace(",", "")) if m else None


def _counterparty(own: str, holding: Holding) -> str | None:
    """Who buys back: behind "with", in brackets, before or behind the words, or the name of the holding."""
    for pattern in (_WITH, _BRACKETED, _BEFORE, _AFTER):
        if (m := pattern.search(own)) and (name := _name(m[1])):
            return name
    if "repurchase agreement" not in own.lower() and holding.name:
        return _name(holding.name)
    return None


def _name(text: str) -> str | None:
    name = _DATE_BEHIND.sub("", _AMOUNT.sub("", text.strip(" ,;-("))).strip(" ,;-")
    return None if _NO_NAME.match(name) or len(name) > _LONGEST else name

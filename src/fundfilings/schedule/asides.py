"""What stands beside the terms of a security in its description, and would be mistaken for them.

"..., 5.00%, 6/1/34, (Pre-refunded @ $100, 6/1/13) (AMBAC)"            the bond's call, not its maturity
"Term Loan, (acquired 10/1/03; cost-$2,005,000), LIBOR + 2.50%"        when it was bought, and for what
"Bank, 2.35%, dated 5/30/08, ... collateralized by U.S. Treasury Notes, 4.50%, 2/15/16"   another security's terms
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from fundfilings.scalars import CURRENCY_CODES

_BRACKETS = re.compile(r"\(([^()]*)(?:\)|$)")
_ACQUIRED = re.compile(
    r"\bacqui(?:red|sition dates?)\W{0,3}(\d{1,2}/{1,2}\d{1,2}/{1,2}\d{2,4}(?:\s?(?:-|–|to|,|"
    r"and)\s?\d{1,2}/{1,2}\d{1,2}/{1,2}\d{2,4})*|"
    r"[A-Z][a-z]+\.? \d{1,2}, \d{4})",
    re.I,
)
#: The same without brackets: "Series B, Acquisition Date: 3/4/14, Cost $410".
_OPEN_ACQUIRED = re.compile(
    r"\bacquisition dates?:\s*(\d{1,2}/\d{1,2}/\d{2,4}(?:\s?[-–,]\s?\d{1,2}/\d{1,2}/\d{2,4})*)"
    r"(?:,?\s*cost:?\s*\$?\s?(\d[\d,]*))?",
    re.I,
)
_COST = re.compile(r"\bcost\b\W{0,3}(?:of )?\$?\s?(\d{1,3}(?:,\d{3})+|\d+)", re.I)
_CALL = re.compile(
    r"pre-?\s?refunded|\bcallable\b|\bcalled\b|\boptional call\b|\bno opt(?:\.|ional)? call\b|\brefunded\b", re.I
)
#: Dates and percents in brackets that begin like this are not the maturity or the coupon.
_SET_ASIDE = re.compile(
    r"pre-?\s?refunded|\brefunded\b|\bconverts?\b|\bconverting\b|\bacqui|\bcost\b|\bput\b|\bcall|\bescrow|"
    r"\bowned\b|\bexp(?:\.|ir)|\btender\b|\breset\b|\bredemption\b",
    re.I,
)
_RATING = re.compile(
    r"(?:Aaa|Aa[123]?|A[123]|Baa[123]?|Ba[123]|B[123]|Caa[123]?|Ca|AAA|AA[+-]?|A[+-]|BBB[+-]?|BB[+-]?|B[+-]|"
    r"CCC[+-]?|CC|NR|N/R)"
    r"(?:\s?/\s?(?:AAA|AA[+-]?|A[+-]?|BBB[+-]?|BB[+-]?|B[+-]?|CCC[+-]?|CC|D|NR|N/R|Aaa|Aa[123]|A[123]|Baa[123]|"
    r"Ba[123]|B[123]|Caa[123]?))?"
)
_OPEN_REFUNDED = re.compile(
    r"\bpre-?\s?refunded\b[^()%]{0,90}?\d{1,2}/\d{1,2}/\d{2,4}(?:,?\s?(?:Call\s?)?@\s?\$?[\d.]+)?", re.I
)


class Asides(NamedTuple):
    """What brackets say. `rest` is the text with blanks where dates or percents in brackets say something else."""

    rest: str
    call_provision: str | None = None
    rating: str | None = None
    currency: str | None = None
    acquisition_date: str | None = None
    acquisition_cost: Decimal | None = None


def read_asides(text: str) -> Asides:
    """What stands in brackets behind an issue."""
    if "(" not in text and "efunded" not in text and "cquisition" not in text:
        return Asides(text)
    found: dict[str, str] = {}
    rest = text
    for m in _BRACKETS.finditer(text):
        inner = m[1].strip()
        if not inner:
            continue
        if len(inner) == 3 and inner in CURRENCY_CODES:
            found.setdefault("currency", inner)
        elif len(inner) <= 9 and _RATING.fullmatch(inner):
            found.setdefault("rating", inner)
        elif _SET_ASIDE.search(inner):
            if a := _ACQUIRED.search(inner):
                found.setdefault("acquired", a[1])
            if (c := _COST.search(inner)) and "acqui" in inner.lower():
                found.setdefault("cost", c[1])
            if _CALL.search(inner):
                found.setdefault("call", inner)
            rest = rest[: m.start()] + " " * (m.end() - m.start()) + rest[m.end() :]
    if "cquisition" in rest and (o := _OPEN_ACQUIRED.search(rest)):
        found.setdefault("acquired", o[1])
        if o[2]:
            found.setdefault("cost", o[2].rstrip(","))
        rest = rest[: o.start()] + " " * (o.end() - o.start()) + rest[o.end() :]
    if "call" not in found and "refunded" in rest.lower() and (o := _OPEN_REFUNDED.search(rest)):
        found["call"] = o[0]
        rest = rest[: o.start()] + " " * (o.end() - o.start()) + rest[o.end() :]
    return Asides(
        rest=rest,
        call_provision=found.get("call"),
        rating=found.get("rating"),
        currency=found.get("currency"),
        acquisition_date=found.get("acquired"),
        acquisition_cost=Decimal(found["cost"].replace(",", "")) if "cost" in found else None,
    )


_COLLATERAL = re.compile(
    r"\b(?:fully )?col-?\s?laterali[sz]ed\b.{0,12}\bby\b|\bcollateral\s*:|\(?secured by\b|\bproceeds\s*:|\bvalued at\b",
    re.I,
)


_TERM = re.compile(r"\d\s?%|\d/\d{1,2}/\d")


def without_collateral(text: str) -> str:
    """The text without the collateral of a repurchase agreement, which has rates and dates of its own: cut off, or
    blanked where it stands in brackets and the terms follow them. Left where no other figure is printed."""
    m = None
    if "ollateral" in text or "ecured by" in text or "roceeds" in text or "col-" in text:
        m = _COLLATERAL.search(text)
    if m is None:
        return text
    before = text[: m.start()]
    if _TERM.search(before):
        return before
    opened = before.rfind("(")
    if opened < 0 or opened < before.rfind(")"):
        return text
    closed = _closing(text, opened)
    after = text[closed:]
    return before + " " * (closed - m.start()) + after if _TERM.search(after) else text


def _closing(text: str, opened: int) -> int:
    """The place behind the bracket that closes the one at `opened`, or the end of the text."""
    depth = 0
    for i in range(opened, len(text)):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth == 0:
            return i + 1
    return len(text)

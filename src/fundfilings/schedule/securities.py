"""What a holding's printed description says.

    "Sacramento Cnty. Water Rev., 5.00%, 6/1/34, (Pre-refunded @ $100, 6/1/13) (AMBAC)"
    "Term Loan, (acquired 10/1/03; cost-$2,005,000), LIBOR + 2.50%, 9/30/10"
    "Bank, 2.35%, dated 5/30/08, repurchase price of $3,370,000 plus accrued interest on 6/2/08 collateralized by ..."

become a Security: issuer and issue, coupon, maturity, call provision, currency, country, flags. Pure functions over one
string; a coupon or maturity printed in a column of its own is given as `coupon_cell` and `maturity_cell` and wins.

Issuer and issue are parted at the first of: a semicolon, "Series", "Class", the words of an issue (notes, revenue
bonds, term loan, preferred, ADR, ...), the coupon, the maturity. Where the description begins with one
of these, no issuer is printed (the name is None).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from fundfilings.scalars import CURRENCY_CODES
from fundfilings.schedule.categories import infer_asset_category, infer_issuer_category
from fundfilings.schedule.countries import is_state_heading, read_country
from fundfilings.schedule.coupons import Coupon, CouponKind, find_coupon, read_coupon_cell
from fundfilings.schedule.flags import flags_of_description
from fundfilings.schedule.lexicon import word_heads
from fundfilings.schedule.maturities import Maturity, find_maturity, read_maturity_cell


@dataclass(frozen=True, slots=True)
class Security:
    """One description, taken apart. None: not printed. `coupon_rate` is a percent number, the first of a range or step;
    `maturity_date` only where one full date is printed; `country` (alpha-2) is inferred; `flags`: see docs/flags.md."""

    name: str | None = None
    title: str | None = None
    coupon_rate: Decimal | None = None
    coupon_kind: CouponKind | None = None
    coupon_text: str | None = None
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
    text = (
        re.sub(r"\s+", " ", description).strip() if "  " in description or "\n" in description else description.strip()
    )
    aside = _read_asides(text) if "(" in text or "efunded" in text else _Asides(text)
    plain = _without_collateral(aside.rest)
    coupon = find_coupon(plain) if _HAS_FIGURE.search(plain) else None
    maturity = None
    if _HAS_DATE.search(plain):
        start, end = (coupon.start, coupon.end) if coupon else (-1, -1)
        maturity = find_maturity(plain, coupon_start=start, coupon_end=end, as_of=as_of)
    cut = _first_place(coupon, maturity)
    if coupon_cell and (read := read_coupon_cell(coupon_cell)):
        coupon = read
    if maturity_cell and (cell := read_maturity_cell(maturity_cell, as_of=as_of)):
        maturity = cell
    flags = flags_of_description(_without_collateral(text))
    name, title = split_title(text, cut)
    return Security(
        name=name,
        title=title,
        coupon_rate=coupon.rate if coupon else None,
        coupon_kind=_kind(plain, coupon, maturity, flags, section_path),
        coupon_text=coupon.text if coupon else None,
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


# --- what stands in brackets ------------------------------------------------------------------------------------------

_BRACKETS = re.compile(r"\(([^()]*)(?:\)|$)")
_ACQUIRED = re.compile(
    r"\bacqui(?:red|sition dates?)\W{0,3}(\d{1,2}/{1,2}\d{1,2}/{1,2}\d{2,4}(?:\s?(?:-|–|to|,|"
    r"and)\s?\d{1,2}/{1,2}\d{1,2}/{1,2}\d{2,4})*|"
    r"[A-Z][a-z]+\.? \d{1,2}, \d{4})",
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


@dataclass(frozen=True, slots=True)
class _Asides:
    rest: str
    call_provision: str | None = None
    rating: str | None = None
    currency: str | None = None
    acquisition_date: str | None = None
    acquisition_cost: Decimal | None = None


def _read_asides(text: str) -> _Asides:
    """What stands in brackets, and the text with blanks where dates or percents in brackets say something else."""
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
    if "call" not in found and (o := _OPEN_REFUNDED.search(rest)):
        found["call"] = o[0]
        rest = rest[: o.start()] + " " * (o.end() - o.start()) + rest[o.end() :]
    return _Asides(
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


def _without_collateral(text: str) -> str:
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


# --- coupon kind and flags -------------------------------------------------------------------------------------------

_HAS_FIGURE = re.compile(r"\d|(?i:zero|rate|adjustable)|\bFRN|\bTBD")
_HAS_DATE = re.compile(r"\d|(?i:perp|undated)")
#: Rates that are no fixed coupons though nothing says so: dividends, yields of funds, and loans, which mostly float.
_NOT_FIXED = re.compile(
    r"\b(?:preferred|preference|pfd|common|depositary|depository|stock|units?|fund|portfolio|term loan|revolver)\b",
    re.I,
)
_NO_COUPON = re.compile(r"\btreasury bills?\b|\bT-?bills?\b|\bdiscount notes?\b|\bSTRIPS?\b|\bprincipal only\b", re.I)
#: The first letters of words (see `lexicon.word_heads`) that each of these holds.
_NOT_FIXED_HEADS = frozenset(("pref", "pfd", "comm", "depo", "stoc", "unit", "fund", "port", "term", "revo"))
_NO_COUPON_HEADS = frozenset(("trea", "t", "tbil", "disc", "stri", "prin"))
_FLOATING_HEAD = re.compile(r"\bfloating[- ]rate\b|\b(?:bank|senior|term) loans?\b", re.I)
_VARIABLE_HEAD = re.compile(r"\b(?:variable|adjustable|auction)[- ]rate\b", re.I)


@lru_cache(maxsize=4096)
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


# --- issuer and issue ----------------------------------------------------------------------------------------------

#: Words that begin an issue. Case tells them from names: "Preferred Bank", "Senior Housing".
_ISSUE = re.compile(
    r";\s|[,\s-]\s?(?:(?:Sub)?[Ss]eries|Ser\b\.?|Class|Cl\b\.?)(?=\s?[A-Z0-9\"“'(])"
    r"|,\s(?=[^,;]{0,60}?\b(?:[Ll]oans?|Revolver|Term [A-F]|Facility [A-Z]|Tranche [A-F])\b)"
    r"|\s(?=(?:(?:First|Second|1st|2nd|Third)[- ]Lien |Initial |Tranche [A-F]\S* )*(?:Term|Bridge|"
    r"Revolving) (?:Loan|Credit))"
    r"|[,\s]\s?(?:Revenue(?:-|\s(?:Refunding|Bonds?|Ref|Certificates))|Rev\b\.?|General Obligation|"
    r"G\.?O\.?\b(?=[,\s]|$)|RB\b|COPs?\b|Special Tax|Tax Allocation)"
    r"|[,\s]\s?(?:(?:[Ss]enior|Sr\.?|[Jj]unior|Jr\.?|[Ss]ubordinated|Sub\.?|[Ss]ecured|[Uu]nsecured|"
    r"[Cc]onvertible|Conv\.?|cv\.?|Gtd\.?|Medium[- ]Term|Discount|[Mm]ortgage)\s)*"
    r"(?:[Nn]otes?|[Bb]onds?|[Dd]ebentures?|[Dd]ebs?\.|LYONs|STRIPS?|[Bb]ills?)(?=[,\s.]|$)"
    r"|[,\s]\s?(?:(?:[Cc]onvertible|[Cc]umulative|[Nn]on-?cumulative|Conv\.?|cv\.?|"
    r"mandatory)\s)*(?:[Pp]referred(?=\s(?:[Ss]tock|[Ss]hares|\d|[Ss]er)|[,\s]*$)|[Pp]fd\b\.?)"
    r"|[,\s]\s?(?:(?:Sponsored\s)?[AG]DRs?\b|144A\b|FRN\b|[Ww]arrants?\b|CVR\b|TBA\b|\(?[Zz]ero [Cc]oupon|Exp\.)"
)

#: Behind these the words of an issue began earlier, at the comma: "..., Florida, Multifamily Housing Revenue Bonds".
_LONG_WORD = re.compile(r"[,\s]\s?(?:Revenue|Bonds)")
#: What may stand between a name and its title, and all that it can end in.
_NAME_END = re.compile(r"(?:[\s,;:(–—-]|\b(?:due|maturing|dated|[Ss]enior|and)\b)+$")
_NAME_ENDINGS = (*",;:(–—-", "due", "maturing", "dated", "enior", "and")
_TITLE_BEGIN = re.compile(r"^[\s,;:–—-]+")


def split_title(text: str, place: int = -1) -> tuple[str | None, str | None]:
    """(issuer, issue). `place` is where the coupon or the maturity stands, -1 where neither does."""
    m = _ISSUE.search(" " + text)
    cut = m.start() - 1 if m else -1
    if m and m.start() == 0:
        cut = 0
    elif m and _LONG_WORD.match(m[0]):
        cut = _comma_before(text, cut)
    if place >= 0 and (cut < 0 or place < cut):
        cut = place
    if cut < 0:
        return text.strip(" ,;:-") or None, None
    name = text[:cut]
    if name.endswith(_NAME_ENDINGS) or name[-1:].isspace():
        name = _NAME_END.sub("", name)
    title = _TITLE_BEGIN.sub("", text[len(name) :]).strip()
    return name or None, title or None


def _comma_before(text: str, cut: int) -> int:
    """The comma at which the words of an issue begin, if it is near and no state's name follows it."""
    comma = text.rfind(", ", 0, cut)
    words = text[comma + 2 : cut].split()
    if comma <= 0 or cut - comma > 40 or not words:
        return cut
    return cut if is_state_heading(words[0]) or is_state_heading(" ".join(words[:2])) else comma


def _first_place(coupon: Coupon | None, maturity: Maturity | None) -> int:
    places = [found.start for found in (coupon, maturity) if found]
    return min(places, default=-1)


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


def issuer_category(description: str, section_path: Sequence[str], security: Security) -> str | None:
    """Form N-PORT's issuerCat, inferred; None when unsure."""
    return infer_issuer_category(_without_collateral(description), section_path, is_debt=_is_debt(security, "PA"))


def country(description: str, section_path: Sequence[str] = (), issuer: str | None = None) -> str | None:
    """ISO 3166 alpha-2, inferred from the description, the headings, or a domestic issuer (`issuer`: issuerCat)."""
    return read_country(description, section_path) or ("US" if issuer in ("UST", "USGA", "USGSE", "MUN") else None)

"""The coupon in a holding's description or in a rate column.

    "5.25%"  "7 1/4s"  "11.50%-12.875%"  "6.737%-7.066"  "5.375 4/1/28"           a rate or a range of rates
    "zero coupon until 4/15/05, 14.000% thereafter"  "6.30% to 3-10-26, then ..."  "0/6.6"         steps
    "3 mo. LIBOR + 0.930%"  "7.427% (LIBOR + 508 bps)"  "floating rate"  "TBD"                     references

become a Coupon: the first (low) rate as a percent number, the text as printed, what kind it is, and where it stands.
A percent that is no coupon ("49.5% owned", "1.00% floor", "100% of par") is passed over.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from fundfilings.scalars import MONTH, folded
from fundfilings.schedule.lexicon import word_heads

CouponKind = Literal["Fixed", "Floating", "Variable", "None"]
#: What the printed form shows by itself: a plain rate, a zero coupon, a step, or a rate tied to an index.
Form = Literal["rate", "zero", "step", "index"]

# --- pieces -------------------------------------------------------------------------------------------------------

_FRACTION = r"(?:\d{1,2}[ -])?(?:[1357]|1[135]|[23]\d)/(?:2|4|8|16|32|64)(?![\d/])"
_NUMBER = r"(?:\d{1,2}(?:\.\d+)?|\.\d+)"
_RATE = rf"(?:{_FRACTION}|{_NUMBER})"
#: Not inside a word, a date, an amount of money or a longer number; not behind "@", nor behind the dash of a heading
#: ("Insurance--5.1%").
_OPEN = r"(?<![\w./$'@—])(?<!@ )(?<!--)(?<!-- )(?<!— )"
_TO = r"\s?(?:[-–—/]|\bto\b|\band\b)\s?"
_DAY = rf"(?:\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}|\d{{1,2}}/\d{{2,4}}|(?:{MONTH})\s+(?:\d{{1,2}},\s?)?\d{{4}}|\d{{4}})"
_INDEX_NAME = (
    r"(?:[A-Z]*LIBOR\w{0,3}|US00\d\dM|EUR\d{3}M|EURIBOR|TSFR\w*|SOFR\w*|SONIA\w*|ESTR|SARON\w*|CORRA|TONAR?|BBSW|BBSY|BBR|"
    r"CDOR|TIBOR|STIBOR|NIBOR|WIBOR|HIBOR|JIBAR|BSBY\w*|PRIME|Prime(?: Rate)?|"
    r"FEDL\w*|EFFR|OBFR|Fed(?:eral)? Funds?(?: Rate)?|H15T\w*|CMT|COFI|MTA|T-?Bills?|MUNIPSA\w*|SIFMA|BMA|CPI\w*|"
    r"[LSEPC](?=\s?\+)|[A-Z][A-Z0-9]{1,9}(?=\s\+\s?\d))"  # "SN + 475": any capitals before a spread
)
_SPREAD = r"\d+(?:\.\d+)?\s?(?:%|bps\b|bp\b|basis points)?"
_TENOR = r"(?:\b\d{1,2}[- ]?(?:[Mm]o(?:nth)?s?|M|[Yy]r|[Yy]ear|[Ww]eek|wk|W|[Dd]ay)s?\b\.?\s+)?"
_BEFORE_NAME = r"(?:(?:Term|USD|U\.S\.|US|EUR|GBP|CME|Daily|Compounded|Average|30-day|Overnight)\s+)*"
_INDEX = (
    rf"(?:\(?\s?[\d.]+\s?[x*]\s?\(?\s?)?"
    rf"{_TENOR}{_BEFORE_NAME}\b{_INDEX_NAME}(?:\s+USD)?(?:\s?\))?(?:\s+Rate)?(?:\s?\+\s?(?:CSA|CAS))?\s?(?:\+|[Pp]lus|PLUS|-|–|[Mm]inus)\s?"
    rf"{_SPREAD}(?:\s?[-–]\s?{_SPREAD})?"
)
#: "23.20% - (3.67 x 1-mo. LIBOR)": a formula that falls as its index rises.
_INVERSE = rf"{_RATE}\s?%\s?[-–+]\s?\(?[^%,;()]{{0,24}}\b{_INDEX_NAME}\b[^%,;()]{{0,16}}\)?"
#: Percents of something else.
_NOT_COUPON = (
    r"(?!\s*(?:of\b|owned\b|ownership|stake\b|participation|membership|limited\b|held\b|"
    r"(?:[A-Z]+\s+)?(?:floor|cap|Floor|Cap)\b))"
)
_THEREAFTER = rf"[,;]?\s*\(?\s?(?:then|and|thereafter|converting to)?\s*(?:{_RATE}\s?%(?:\s+thereafter)?|{_INDEX})\)?"
_UNTIL = rf"\s+(?:until|untill|till|to|through|thru)\s+{_DAY}"

#: "zero % (12s, 11/15/12), 2014": the later rate and its day in brackets.
_LATER = rf"\s?\(\s?{_RATE}(?:s|\s?%),?\s+(?:(?i:on|from|after|beginning|starting)\s+)?{_DAY}\s?\)"
_ZERO = (
    rf"(?i:\bzero[- ](?:coupon|cpns?\b\.?)|\bzero\s?%)(?:\s+(?i:bonds?|notes?))?"
    rf"(?:{_UNTIL}{_THEREAFTER}|{_LATER}|\s+(?i:to yield)\s+{_RATE}\s?%)?"
)
_STEP = (
    rf"{_OPEN}{_RATE}(?:s|\s?%)(?:{_UNTIL}{_THEREAFTER}|{_LATER})|(?i:\bstep[- ]?(?:up|down|coupon|"
    rf"rate)?(?:\s+bonds?)?\s+to\s+yield)\s+{_RATE}\s?%"
)
_RANGE = (
    rf"{_RATE}\s?%?{_TO}{_RATE}\s?%{_NOT_COUPON}|{_RATE}\s?%\s?[-–—]\s?\d{{1,2}}\.\d+(?![\d/%])"
    rf"|{_RATE}s\s?[-–—]\s?{_RATE}s(?=[\s,;)]|$)"
)
_PLAIN = rf"{_RATE}\s?%{_NOT_COUPON}|{_RATE}s(?=[\s,;)]|$)"
#: The percent sign left out: only right before a date, a year or the words of a note.
_BARE = (
    rf"(?:\d{{1,2}}[ -]\d{{1,2}}/(?:2|4|8|16|32)(?![\d/])|\d{{1,2}}\.\d{{1,5}})"
    rf"(?=,?\s*(?:(?i:due)\s+)?(?:\d{{1,2}}/\d{{1,2}}/\d\d|\d\d-\d\d-\d\d|(?:{MONTH})\s+\d{{1,2}},\s?\d{{4}}|"
    rf"(?:19|20)\d\d(?:[,\s]|$))"
    rf"|,?\s+(?:Sr|Senior|Sub|Conv|Cv|Notes?|Nts|Bonds?|Debs?)\b)"
)
_TOKEN = re.compile(
    rf"(?P<zero>{_ZERO})|(?P<step>{_STEP})|(?P<index>{_INVERSE}|{_INDEX})|(?P<rate>{_OPEN}(?:{_RANGE}|{_PLAIN}|{_BARE}))",
    re.UNICODE,
)
#: Most descriptions hold a rate and nothing else of this: one pattern, tried where a number begins, is enough for them.
#: "5.25%" before a stop can be nothing longer, and no rate has three digits before its point.
_SIMPLE = re.compile(rf"(?P<rate>{_OPEN}(?!\d\d\d)(?:{_NUMBER}%(?=[,;)]|$)|{_RANGE}|{_PLAIN}|{_BARE}))")
_NUMERAL = re.compile(r"[\d.]+")
#: Word heads (see `lexicon.word_heads`) that call for the whole pattern: zero, steps, indices.
_SPECIAL_WORDS = """zero step to unti till thro thru then ther libo sofr soni estr bbsw bbr cdor tibo stib nibo euri
    prim feds fed fede fedl h15t cmt cofi bill tbil sifm bma cpi cpur l s e p us00 eur0 term"""
_SPECIAL = frozenset(_SPECIAL_WORDS.split())
#: Those that names have as well ("U.S.", "L.P.", "Term Loan", "to"), and what stands beside them in coupons.
_IN_NAMES = frozenset(["s", "l", "e", "p", "to", "term", "bill"])
_IN_COUPONS = re.compile(r"\+|[s%] to |\(\s?[\d.]|T-?B")
#: Worth a scan at all: a percent, an "s" after a digit, a fraction or decimal, or one of the words.
_WORTH = re.compile(r"%|\ds\b|\d/\d|\d\.\d|(?i:zero|step|LIBOR|SOFR|PRIME)|[LSE]\s?\+")
_WORD_HEADS = frozenset(["floa", "vari", "adju", "auct", "tbd", "frn", "vrn"])
_FIRST_RATE = re.compile(_RATE)
_TAIL = re.compile(rf"\s?\([^()]*(?:{_INDEX_NAME}|\bPIK\b|\b(?i:cash)\b)[^()]*\)")
_STEPPED = re.compile(r"(?i)until|thereafter|\bto\s+\d|\(")
_INDEXED = re.compile(_INDEX_NAME)
#: "0/6.6", "0%/11%", "0.00%-12.00%": a zero coupon that steps up.
_ZERO_FIRST = re.compile(r"[0.]+\s?%?\s?(?:[-–—/]|to)\s?\d*\.?\d*[1-9]")
_WORDED = re.compile(
    r"(?i:\b(?:floating|variable|adjustable|auction)[- ]rate\b(?!\s(?:mortgages? (?:loan|trust|sec)|income|fund))"
    r"|\badjustable\b(?![- ]rate\b))|\bTBD%?|\bFRN\b|\bVRN\b"
)


class Coupon(NamedTuple):
    """One printed coupon. `rate` is None where only an index or a word is printed. `start` and `end` are its place."""

    rate: Decimal | None
    text: str
    form: Form
    start: int
    end: int
    indexed: bool = False


def find_coupon(text: str) -> Coupon | None:
    """The coupon printed in `text`, else None. A printed rate goes before an index, an index before a word."""
    heads = word_heads(text)
    if "%" in text or _WORTH.search(text):
        if "LIBOR" not in text and "+" not in text and not _calls_for_all(text, heads):
            for number in _NUMERAL.finditer(text):
                if m := _SIMPLE.match(text, number.start()):
                    return _coupon(text, m, False)
        elif found := _find_special(text):
            return found
    if not _WORD_HEADS.isdisjoint(heads) and (w := _WORDED.search(text)):
        return Coupon(None, w[0], "index", w.start(), w.end(), "TBD" not in w[0])
    return None


def _calls_for_all(text: str, heads: frozenset[str]) -> bool:
    """Whether a text holds a word that calls for the whole pattern, and where it is one that stands in many names, what
    makes it one of a coupon."""
    if _SPECIAL.isdisjoint(heads):
        return False
    words = _SPECIAL & heads
    return not words <= _IN_NAMES or _IN_COUPONS.search(text) is not None


def _find_special(text: str) -> Coupon | None:
    index: re.Match[str] | None = None
    for m in _TOKEN.finditer(text):
        if m.lastgroup != "index":
            return _coupon(text, m, index is not None)
        index = index or m
    return Coupon(None, _tidy(index[0]), "index", index.start(), index.end(), True) if index else None


def _coupon(text: str, m: re.Match[str], indexed: bool) -> Coupon:
    start, end = m.span()
    while "(" in text[end : end + 2] and (tail := _TAIL.match(text, end)):
        end = tail.end()
    tails = text[m.end() : end]
    group = m.lastgroup
    if group == "rate" and not tails:
        rate, printed, form = _plain_rate(m[0])
        return Coupon(rate, printed, form, start, end, indexed)
    printed = _tidy(text[start:end])
    if group == "zero":
        stepped = _STEPPED.search(printed) is not None
        return Coupon(Decimal(0), printed, "step" if stepped else "zero", start, end)
    first = _FIRST_RATE.search(m[0])
    rate = rate_number(first[0]) if first else None
    form = "rate"
    if group == "step":
        form = "step"
        rate = None if m[0][:4].lower() == "step" else rate
    elif rate == 0 and _ZERO_FIRST.match(m[0]):
        form = "step"
    return Coupon(rate, printed, form, start, end, indexed or _INDEXED.search(tails) is not None)


@lru_cache(maxsize=512)
def _plain_rate(printed: str) -> tuple[Decimal | None, str, Form]:
    """A rate or a range of them without anything behind it: the rate, the text, the form. (Cached: rates recur.)"""
    first = _FIRST_RATE.search(printed)
    rate = rate_number(first[0]) if first else None
    if rate == 0:
        return rate, _tidy(printed), "step" if _ZERO_FIRST.match(printed) else "zero"
    return rate, _tidy(printed), "rate"


def rate_number(printed: str) -> Decimal | None:
    """ "7 1/4" or "7-1/4" is 7.25, "5/8" is 0.625, ".90" is 0.90; None where a fraction has no sense."""
    whole, _, fraction = printed.replace("-", " ").rpartition(" ")
    if "/" not in fraction:
        return Decimal(fraction)
    top, bottom = fraction.split("/")
    if int(bottom) == 0:
        return None
    return Decimal(whole or 0) + Decimal(top) / Decimal(bottom)


def _tidy(printed: str) -> str:
    printed = folded(printed).strip(" ,;")
    if printed.count("(") > printed.count(")"):
        printed += ")"
    elif printed.count(")") > printed.count("("):
        printed = printed.rstrip(")")
    return printed


# --- cells ----------------------------------------------------------------------------------------------------------

_CELL_RANGE = re.compile(rf"^\s*\$?\s*({_RATE})\s?%?(?:\s?(?:[-–—/]|to)\s?({_RATE})\s?%?)?(?![\d/%])")
#: The index and the spread of a floating rate: "3 mo. LIBOR" and 0.93 of "3 mo. LIBOR + 0.930%".
_REFERENCE = re.compile(
    rf"(?P<index>{_TENOR}{_BEFORE_NAME}\b{_INDEX_NAME}(?:\s+USD)?)(?:\s?\))?(?:\s+Rate)?(?:\s?\+\s?(?:CSA|CAS))?"
    rf"\s?(?P<sign>\+|[Pp]lus|PLUS|-|–|[Mm]inus)\s?(?P<spread>\d+(?:\.\d+)?)\s?(?P<unit>%|bps\b|bp\b|basis points)?"
)
#: A spread without a unit from here on is in basis points: "L+450", but "S + 5.75".
_BASIS_POINTS = 25
_CELL_INDEX = re.compile(rf"^\(?\s?{_INDEX}\s?\)?(?:\s?(?:\([a-z]{{1,2}}\)|[*†‡]+|\^\{{[^}}]*\}}))*$")
_CELL_ZERO = re.compile(r"^\s*(?:zero|zero[- ]coupon|zero[- ]cpn\.?|none)\s*$", re.I)


def read_reference(text: str) -> tuple[str, Decimal] | None:
    """(index as printed, spread in percent) of a floating rate, None where no spread over an index is printed."""
    m = _REFERENCE.search(text)
    if m is None:
        return None
    spread = Decimal(m["spread"])
    if m["unit"] not in (None, "%") or (m["unit"] is None and spread >= _BASIS_POINTS):
        spread = spread.scaleb(-2)
    return m["index"], -spread if m["sign"] in ("-", "–") or m["sign"].lower() == "minus" else spread


def ends_in_reference(text: str) -> bool:
    """Whether a description ends in a base rate and a spread: "1.74%, 11/03/2022 3 Month LIBOR + 0.60%"."""
    m = _REFERENCE.search(text) if text[-1:] == "%" and "+" in text[-9:] else None
    return m is not None and m.end() == len(text) and text.count("(", 0, m.start()) == text.count(")", 0, m.start())


def is_index(cell: str) -> bool:
    """Whether a cell prints nothing but an index and a spread."""
    return _CELL_INDEX.match(cell) is not None


def read_coupon_cell(cell: str) -> Coupon | None:
    """The coupon in a cell of a rate column, where the percent sign may be left out ("5.000", "0/6.6", "6 1/4")."""
    text = cell.strip()
    if not text:
        return None
    if _CELL_ZERO.match(text):
        return Coupon(Decimal(0), text, "zero", 0, len(text))
    found = find_coupon(text)
    if found is not None and found.rate is not None:
        return found
    if (m := _CELL_RANGE.match(text)) and not (found and found.form == "index" and found.start <= m.start(1)):
        rate = rate_number(m[1])
        form: Form = "step" if rate == 0 and m[2] else "zero" if rate == 0 else "rate"
        return Coupon(rate, _tidy(m[0]), form, m.start(), m.end(), found is not None)
    return found

"""The maturity in a holding's description or in a date column.

    "due 7/30/2012"  "04-27-22"  "maturing March 31, 2011"  "5s, 2017 - 2033"  "9/1/40-11/1/50"  "Perpetual"

become a Maturity: the text as printed, and a date only where one full date is printed. Dates that say something else
(pre-refunded to, dated, acquired, callable, expiring) are told apart by the words before them.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from fundfilings.scalars import MONTH, folded, full_year, printed_date
from fundfilings.schedule.lexicon import word_heads

_FULL = (
    r"(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    rf"|\b(?:{MONTH})\s+\d{{1,2}}(?:\s?,\s?|\s)\d{{4}}|\d{{1,2}}\s+(?:{MONTH})\s+\d{{4}}|"
    rf"\d{{1,2}}-(?:{MONTH})-\d{{2,4}})(?!\d)"
)
_PART = rf"(?:\b(?:{MONTH})\s*,?\s*\d{{4}}|\d{{1,2}}/\d{{4}})(?!\d)"
_TO = r"\s?(?:[-–—]|\bto\b|\bthrough\b|\band\b)\s?"
_DATE = re.compile(rf"(?<![\d/.$])(?:{_FULL}(?:{_TO}{_FULL})?|{_PART}(?:{_TO}{_PART})?)", re.I)
#: The same without names of months, for the many descriptions that hold none.
_DIGIT_DATE = (
    r"(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{4})(?!\d)"
)
#: Begins with a digit, which lets the search pass over all else.
_DIGITS_ONLY = re.compile(
    r"\d(?<![\d/.$].)(?:\d?/\d{1,2}/(?:\d{4}|\d{2})|\d?-\d{1,2}-(?:\d{4}|\d{2})|\d{3}-\d{2}-\d{2}|\d?/\d{4})(?!\d)"
    rf"(?:{_TO}{_DIGIT_DATE})?"
)
_MONTH_WORDS = "janu febr marc apri may june july augu sept octo nove dece jan feb mar apr jun jul aug sep oct nov dec"
_MONTH_HEADS = frozenset(_MONTH_WORDS.split())
_YEAR = re.compile(
    r"(?<![\w/.$#-])((?:19|20|21)\d\d)(?:\s?(?:[-–—]|to)\s?(?:(?:19|20|21)\d\d))?"
    r"(?![\w/%]|[-.]\w|,\d{3}|\s?\)?\s*(?:Series|Ser\b|Trust|Program|Indenture|Election|Resolution))"
)
_PERPETUAL = re.compile(r"\bperpetual\b|\bperp\b\.?|\bundated\b|\bno stated maturity\b", re.I)

#: Words right before a date, and how far they speak for its being the maturity.
_CUES = re.compile(
    r"(?P<good>\b(?:due|matur(?:es|ing|ity|ities|ed)|mat)\b\.?)(?:[\s,:]|\b(?:on|date|dates|in|from|at|each|of)\b)*$"
    r"|(?P<bad>\b(?:dated|date|acquired|acquisition|purchased|expir\w+|exp|until|untill|to|on|at|by|through|"
    r"thru|callable|called|call|"
    r"put|refunded|refund|redemption|escrowed|convert\w*|then|beginning|commencing|effective|as of|reset|issued|"
    r"since|after|before|"
    r"from|settlement|tender|series|ser)\b\.?)(?:[\s,:;(@]|\b(?:on|to|at|date|dates|from)\b|\$?[\d.]+%?,?\s)*$",
    re.I,
)
_REPURCHASED = re.compile(
    r"(?:repurchase|resold|repurchased|accrued\s+interest|to be received|maturity value)\b[^%]*\bon\s+$", re.I
)
_REPO = re.compile(r"\brepurchase\b|\bdated\b|\brepo\b", re.I)
_BEFORE_YEAR = re.compile(r"\b(?:series|ser|class|cl|no|of|dated|exp\w*|trust|since|in|fiscal|issue)\b\.?\s*$", re.I)
_DUE_YEAR = re.compile(r"\b(?:due|matur\w+)(?:[\s,:]|\b(?:in|date)\b)*$", re.I)
_DEBT_NOUN = re.compile(r"\b(?:preferred|pfd|notes?|bonds?|debentures?|debs?|strips?|loan)\b\.?,?\s*$", re.I)
_NEXT_TO = re.compile(r"[\s,;()*]*(?:due\b)?[\s,]*")


class Maturity(NamedTuple):
    """One printed maturity. `day` only where one full date is printed (no range). `start`, `end`: its place."""

    day: date | None
    text: str
    start: int
    end: int
    perpetual: bool = False


def find_maturity(
    text: str, *, coupon_start: int = -1, coupon_end: int = -1, as_of: date | None = None
) -> Maturity | None:
    """The maturity printed in `text`, else None. `coupon_start` and `coupon_end` are the coupon's place, if it has one:
    a date inside it belongs to a step, a bare year is only read behind it or behind "due"."""
    best: re.Match[str] | None = None
    best_score = 0
    dates = _DIGITS_ONLY if _MONTH_HEADS.isdisjoint(word_heads(text)) else _DATE
    for m in dates.finditer(text):
        if coupon_start <= m.start() < coupon_end:
            continue
        score = _score(text, m, coupon_end)
        if score > best_score:
            best, best_score = m, score
    if best is not None:
        day, printed = _dated(best[0], as_of)
        return Maturity(day, printed, best.start(), best.end())
    if year := _find_year(text, coupon_end):
        return year
    if p := _PERPETUAL.search(text):
        return Maturity(None, p[0], p.start(), p.end(), True)
    return None


@lru_cache(maxsize=512)
def _dated(text: str, as_of: date | None) -> tuple[date | None, str]:
    """A date or a range of dates: its day, and the text. (Cached: bonds of one issue and of many fall due together.)"""
    return printed_day(text, as_of), _tidy(text)


def _score(text: str, m: re.Match[str], coupon_end: int) -> int:
    before = text[max(0, m.start() - 48) : m.start()]
    if coupon_end >= 0 and (gap := _NEXT_TO.match(text, coupon_end)) and gap.end() == m.start():
        return 3
    cue = _CUES.search(before)
    if cue is None:
        return 2
    if cue["good"]:
        return 4
    return 4 if _REPURCHASED.search(before) and _REPO.search(text) else 0


def _find_year(text: str, coupon_end: int) -> Maturity | None:
    for m in _YEAR.finditer(text):
        before = text[max(0, m.start() - 24) : m.start()]
        if m.start() >= coupon_end >= 0:
            taken = not _BEFORE_YEAR.search(before)
        else:
            taken = _DUE_YEAR.search(before) is not None
        if taken or (m.end() == len(text) and _DEBT_NOUN.search(before)):
            return Maturity(None, _tidy(m[0]), m.start(), m.end())
    return None


def _tidy(text: str) -> str:
    return folded(text)


_TWO_DIGIT = re.compile(r"^\d{1,2}[/-]\d{1,2}[/-]\d\d$")
_DAY_FIRST = re.compile(r"^(\d{1,2})([/-])(\d{1,2})[/-](\d{4}|\d\d)$")
_MONTH_NAMED = re.compile(r"^(\d{1,2})-([A-Za-z]+)\.?-(\d{4}|\d\d)$")
#: Bonds in default stay in a schedule past their maturity, but seldom for more years than this.
_YEARS_PAST = 5


def printed_day(text: str, as_of: date | None = None) -> date | None:
    """The one full date that `text` prints; None for a range, a month or a year. A day that stands first is told by
    being over 12. A two-digit year of 70 to 99 that lies long before `as_of` is read as 20xx (bonds of 100 years)."""
    text = _tidy(text).strip(" .")
    day = printed_date(text)
    if day is None and (m := _DAY_FIRST.match(text)) and int(m[1]) > 12 >= int(m[3]):
        day = printed_date(f"{m[3]}/{m[1]}/{full_year(int(m[4]))}")
    if day is None and (m := _MONTH_NAMED.match(text)):
        day = printed_date(f"{m[1]} {m[2]} {full_year(int(m[3]))}")
    if day and as_of and day.year < 2000 and _TWO_DIGIT.match(text) and day.year < as_of.year - _YEARS_PAST:
        day = day.replace(year=day.year + 100) if (day.month, day.day) != (2, 29) else day
    return day


_CELL = re.compile(rf"(?:{_FULL}|{_PART})(?:{_TO}(?:{_FULL}|{_PART}))?", re.I)
_CELL_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?:\s?(?:[-–—]|to)\s?(?:19|20|21)\d\d)?(?!\d)")
_CELL_MONTH = re.compile(r"^\s*((?:0?[1-9]|1[0-2])/\d\d)(?!\d|/)")


def read_maturity_cell(cell: str, *, as_of: date | None = None) -> Maturity | None:
    """The maturity in a cell of a date column: any date, month, year or range of them, or "Perpetual"."""
    for pattern in (_CELL, _CELL_YEAR, _CELL_MONTH):
        if m := pattern.search(cell):
            text = _tidy(m[0]).strip()
            return Maturity(printed_day(text, as_of), text, m.start(), m.end())
    if p := _PERPETUAL.search(cell):
        return Maturity(None, p[0], p.start(), p.end(), True)
    return None

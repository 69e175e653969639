"""Period labels as printed to dates.

"For the Six Months Ended August 31, 2004"          2004-08-31, 6 months
"Year Ended 10/31: 2004"                            2004-10-31, 12 months
"12/28/04 (b) to 11/30/05"                          from 2004-12-28 to 2005-11-30
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from fundfilings.models import Period, made
from fundfilings.scalars import DATE, MONTH, all_dates, full_year, printed_date

_NUMBER_WORDS = {
    w: i
    for i, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_MONTHS = re.compile(rf"\b({'|'.join(_NUMBER_WORDS)}|\d{{1,2}})[\s-]+months?\b", re.I)
_YEAR_ENDED = re.compile(r"\b(?:fiscal\s+)?years?\b(?:.{0,20}\b(?:ended|ending)\b|\s*$)|^\W*(?:19|20)\d\d\W*$", re.I)
_MONTH_DAY = re.compile(rf"\b({MONTH})\s+(\d{{1,2}})\b", re.I)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_DASHED = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{2}|\d{4})\b")
_YEARS = re.compile(r"\b((?:19|20)\d\d)\b")
_MONTH_YEAR = re.compile(rf"\b({MONTH})\s*,?\s+((?:19|20)\d\d)\b", re.I)
_SPAN = re.compile(r"\b(?:from|period|commenc\w*|inception)\b|\bto\b|\bthrough\b|[-–—]", re.I)
#: What a period's label has: used to tell labels of periods from those of classes and funds.
PERIOD = re.compile(
    rf"\b(?:years?|months?|periods?|quarter|ended|inception|commencement)\b|\b(?:19|20)\d\d\b|"
    rf"\d{{1,2}}/\d{{1,2}}|\b\d{{1,2}}-\d{{1,2}}-\d{{2}}|\b{MONTH}\s+\d",
    re.I,
)


_PHRASE = re.compile(
    rf"(?:\bfor\s+(?:the\s+)?)?(?:\b(?:fiscal\s+)?years?\s+(?:ended|ending)\b|"
    rf"\b\w+[\s-]+months?\s+(?:ended|ending)\b|\bperiods?\b|\bfor\s+(?:the\s+)?years?\b).*|"
    rf"{DATE}.*",
    re.I,
)


def period_text(title: str) -> str | None:
    """The period or date inside a title line ("STATEMENT OF OPERATIONS Year Ended October 31, 2004"), as printed."""
    m = _PHRASE.search(title)
    return m[0].strip(" -–—:,.") if m and any(ch.isdigit() for ch in m[0]) else None


@lru_cache(maxsize=1024)
def is_period(text: str) -> bool:
    """Whether a label names a period or a date."""
    return bool(PERIOD.search(text))


def read_period(label: str, context: str = "") -> Period:
    """The Period of a printed label; `context` is a heading that completes it ("Year Ended 10/31:" above "2004")."""
    bare = re.sub(r",?\s*\b(?:19|20)\d\d\b.*", "", context)  # its year is another column's
    text = re.sub(r"\^\{[^}]*\}|\([a-zA-Z0-9*+#]\)|[*+†‡#]", " ", f"{bare} {label}")
    text = _DASHED.sub(r"\1/\2/\3", re.sub(r"\s+", " ", text).strip())
    full = f"{bare} {label}".strip()
    dates = all_dates(text)
    start: date | None = None
    end: date | None = None
    if len(dates) >= 2 and _SPAN.search(text):
        start, end = dates[0], dates[-1]
        if start > end:
            start, end = None, max(dates)
    elif dates:
        end = dates[-1]
    else:
        end = _assembled(text)
    months: int | None = None
    if m := _MONTHS.search(text):
        months = _NUMBER_WORDS.get(m[1].lower()) or int(m[1])
    elif start is None and _YEAR_ENDED.search(text):
        months = 12
    if months is not None and end is not None and start is None:
        start = months_before(end, months)
    elif start is not None and end is not None and months is None:
        months = max(1, round((end - start).days / 30.44))
    return made(Period, label=full.strip(), start=start, end=end, months=months)


def _assembled(text: str) -> date | None:
    """A date whose day and year are printed apart: "October 31," over "2010", "10/31:" beside "2004"."""
    years = _YEARS.findall(text)
    if m := _MONTH_DAY.search(text):
        return printed_date(f"{m[1].rstrip('.')} {m[2]}, {years[-1]}") if years else None
    if (m := _SLASHED.search(text)) and years:
        return printed_date(f"{m[1]}/{m[2]}/{years[-1]}")
    if m := _MONTH_YEAR.search(text):
        first = printed_date(f"{m[1].rstrip('.')} 1, {full_year(int(m[2]))}")
        return first.replace(day=calendar.monthrange(first.year, first.month)[1]) if first else None
    return None


def months_before(end: date, months: int) -> date:
    """The first day of the `months` months that close with `end` (a month's end, as funds' periods do)."""
    index = end.year * 12 + end.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    month_end = end.day >= calendar.monthrange(end.year, end.month)[1]
    day = last if month_end else min(end.day, last)
    return date(year, month + 1, day) + timedelta(days=1)

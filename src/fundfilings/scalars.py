"""Numbers, percents and dates as funds print them.

    "$ 1,234,567"   "(1,234)"   "(24.10)%"   "--"   "N/A"   "63,484,515(e)"   "7 1/4"   "12/01/24"   "March 22, 2013"

What was printed and what it means stay apart: a dash is an Amount of value 0 and kind "dash", "N/A" one without value.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters
from typing import Literal

from fundfilings.marks import TRAILING_MARKS, read_marks

#: Currency signs and codes that stand before or after an amount, with their ISO code.
CURRENCY_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "U.S.$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "A$": "AUD",
    "C$": "CAD",
    "EURO": "EUR",
}
CURRENCY_CODES = frozenset(
    "AED ARS AUD BGN BRL CAD CHF CLP CNH CNY COP CZK DEM DKK EGP ESP EUR FIM FRF GBP GRD HKD HRK HUF IDR ILS INR "
    "ISK ITL JPY KES KRW KWD KZT LKR MAD MXN MYR NGN NLG NOK NZD PEN PHP PKR PLN PTE QAR RON RSD RUB SAR SEK SGD "
    "SKK THB TRY TWD UAH USD UYU VND XEU ZAR ZMW".split()
)

#: The last form is a misprint or a foreign one: points for commas.
_NUM = r"\d{1,3}(?:\.\d{3}){2,}(?!\d)|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_CUR = r"(?:EURO(?=[\s(]*[\d.])|US\$|U\.S\.\$|[AC]\$|[$€£¥]|[A-Z]{3}(?=[\s(]*[\d.]))"
_AMOUNT = re.compile(
    rf"""^\s*(?P<lead>(?:\([a-z]{{1,2}}\)|[@#*†‡+](?=[\d$(-]))*)\s*(?P<cur>{_CUR})?\s*(?P<open>\()?\s*(?P<cur2>{_CUR})?\s*(?P<sign>[-–—−+])?\s*(?P<cur3>{_CUR})?\s*
    (?P<num>{_NUM})(?:\s(?P<frac>\d/\d\d?))?\s*(?P<pct>%)?\s*(?P<close>\))?\s*(?P<pct2>%)?\s*
    (?P<code>[A-Z]{{3}}|\([A-Z]{{3}}\))?(?P<marks>{TRAILING_MARKS})\s*$""",
    re.VERBOSE,
)
#: The most usual figures, which need no look at all that may stand around a number.
_USUAL = re.compile(r"(\$ ?)?(\()?((?:[0-9]{1,3}+(?:,[0-9]{3})*|[0-9]{4,60}+)(?:\.[0-9]++)?)(%)?(?(2)\))(%)?")
_DASH = re.compile(
    rf"^\s*[@*#†‡+^~]?\s*(?P<cur>{_CUR}|[$€£¥])?\s*\(?(?:[-–—−_]\s?){{1,4}}\)?\s*(?P<pct>%)?\)?(?P<marks>{TRAILING_MARKS})\s*$"
)
_NA = re.compile(rf"^\s*(?:N/A|NA|n/a|N\.A\.|N/M|NM|NMF)(?P<marks>{TRAILING_MARKS})\s*$")

#: A cheap look before the full patterns: most texts begin with a letter that begins no currency.
_STARTS_FIGURE = re.compile(
    r"^(?:\([a-z]{1,2}\)|[@#*†‡+^~])*[\s(]*(?:[-–—−+_.\d$€£¥]|(?:US|U\.S\.|[AC])\$|[A-Z]{3,4}[\s(]*[\d.]|[Nn][/.]?[AM])"
)

#: A number that goes on as no figure does: "6/15/12", "5.25%, 10/1/37", "10 at 100", "9.5% due", "3A", "1,200,".
_GOES_ON = re.compile(
    r"\(?\$?[\d,.]++(?:/\d|[-:;]|[A-Z](?![A-Z]{2})|%?,? [a-z]{2}|%,(?:$| ?[\dA-Za-z])|% \d|(?<=[,.])$)"
)
_SPACE = re.compile(r"\s+")


def folded(text: str) -> str:
    """The text with each run of white space as one blank; printable text without double blanks has none to fold."""
    return text if "  " not in text and text.isprintable() else _SPACE.sub(" ", text)


Kind = Literal["number", "dash", "na"]


@dataclass(slots=True, unsafe_hash=True)  # never changed once made; frozen ones take three times as long to make
class Amount:
    """A printed figure. `value` is None for "N/A", 0 for a dash; parentheses and a leading minus are negative.
    `currency` is an ISO code where a sign or code was printed; `marks` are footnote marks glued to it."""

    value: Decimal | None
    kind: Kind
    text: str
    percent: bool = False
    currency: str | None = None
    marks: tuple[str, ...] = ()

    @property
    def decimals(self) -> int:
        """Digits printed after the point (0 for whole numbers)."""
        if self.text and "." not in self.text and "/" not in self.text:
            return 0
        exponent = self.value.as_tuple().exponent if self.value is not None else 0
        return -exponent if isinstance(exponent, int) and exponent < 0 else 0


#: The longest text that may be a figure, in characters: what is longer is running text.
FIGURE_LENGTH = 60
#: First two characters of the figures that begin with letters: codes of currencies, "US$", "A$", "U.S.$", "N/A", "NM".
_LETTERED = {code[:2] for code in (*CURRENCY_CODES, *CURRENCY_SIGNS)} | {"N/", "NA", "N.", "NM", "n/"}
#: First two characters (or the only one) of texts that no figure begins with: most words.
BEGINS_WORD = frozenset(
    a + b for a in ascii_letters for b in ("", *map(chr, range(0x20, 0x7F))) if a + b not in _LETTERED
)


def amount(text: str) -> Amount | None:
    """The figure that `text` prints, or None where it prints anything else.

    Accepts signs and parentheses in any order with `$` and `%`, fractions ("7 1/4"), trailing footnote marks.
    Never raises.
    """
    if text[:2] in BEGINS_WORD or len(text) > FIGURE_LENGTH:
        return None
    head = text[:3]
    if head.isalpha() and head not in CURRENCY_CODES and head[0] != "N":
        return None
    return _read_amount(text)


@lru_cache(maxsize=1024)
def _read_amount(text: str) -> Amount | None:
    if m := _USUAL.fullmatch(text):
        value = Decimal(m[3].replace(",", ""))
        percent = m[4] is not None or m[5] is not None
        return Amount(-value if m[2] else value, "number", text, percent, "USD" if m[1] else None)
    if _GOES_ON.match(text) or not _STARTS_FIGURE.match(text):
        return None
    m = _AMOUNT.match(text)
    if m is None:
        return None if text[0].isdigit() else _dash_or_na(text)
    number = m["num"].replace(",", "")
    value = Decimal(number if number.count(".") < 2 else number.replace(".", ""))
    if m["frac"]:
        top, bottom = m["frac"].split("/")
        if int(bottom) == 0:
            return None
        value += Decimal(top) / Decimal(bottom)
    if m["close"] and not m["open"]:
        return None
    if m["open"] and not m["close"] and m["marks"]:
        return None
    if m["open"] or (m["sign"] and m["sign"] != "+"):
        value = -value
    code = m["code"].strip("()") if m["code"] else None
    if code and code not in CURRENCY_CODES:
        return None
    sign = m["cur"] or m["cur2"] or m["cur3"]
    if sign and sign not in CURRENCY_SIGNS and sign not in CURRENCY_CODES:
        return None
    currency = code or (CURRENCY_SIGNS.get(sign, sign) if sign else None)
    marks = read_marks(m["lead"]) + read_marks(m["marks"])
    return Amount(value, "number", text, bool(m["pct"] or m["pct2"]), currency, marks)


def _dash_or_na(text: str) -> Amount | None:
    if m := _DASH.match(text):
        return Amount(Decimal(0), "dash", text, bool(m["pct"]), None, read_marks(m["marks"]))
    if m := _NA.match(text):
        return Amount(None, "na", text, marks=read_marks(m["marks"]))
    return None


# --- dates -------------------------------------------------------------------------------------------------------

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
MONTH += r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
#: One full date in running text.
DATE = (
    rf"(?:\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})(?!\d)|\b(?i:{MONTH})\s+\d{{1,2}}\s?,\s?\d{{4}}"
    rf"|\d{{1,2}}\s+(?i:{MONTH})\s+\d{{4}})"
)
_SLASHED = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$")
_WORDED = re.compile(rf"^(?i:({MONTH}))\s+(\d{{1,2}})\s?,?\s*(\d{{4}})$")
_DAY_FIRST = re.compile(rf"^(\d{{1,2}})\s+(?i:({MONTH}))\s+(\d{{4}})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_ANY_DATE = re.compile(DATE)


def full_year(two_digits: int, pivot: int = 70) -> int:
    """The year of a two-digit one: 00-69 is 20xx, 70-99 is 19xx (bonds of 2070 and later are printed in full)."""
    return two_digits + (2000 if two_digits < pivot else 1900) if two_digits < 100 else two_digits


def date_of(year: int, month: int, day: int) -> date | None:
    """The date, or None for a day that no calendar has ("February 30")."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def printed_date(text: str) -> date | None:
    """The date that `text` prints in full (day, month and year), else None. Two-digit years: see `full_year`."""
    text = text.strip().rstrip(".")
    if m := _SLASHED.match(text):
        return date_of(full_year(int(m[3])), int(m[1]), int(m[2]))
    if m := _WORDED.match(text):
        return date_of(int(m[3]), _MONTHS[m[1].rstrip(".").lower()], int(m[2]))
    if m := _DAY_FIRST.match(text):
        return date_of(int(m[3]), _MONTHS[m[2].rstrip(".").lower()], int(m[1]))
    if m := _ISO.match(text):
        return date_of(int(m[1]), int(m[2]), int(m[3]))
    return None


def find_date(text: str) -> date | None:
    """The first full date inside `text`, else None."""
    m = _ANY_DATE.search(text)
    return printed_date(re.sub(r"\s+", " ", m[0])) if m else None


def all_dates(text: str) -> list[date]:
    """All full dates inside `text`, in printed order."""
    found = (printed_date(re.sub(r"\s+", " ", m[0])) for m in _ANY_DATE.finditer(text))
    return [d for d in found if d]


# --- scales --------------------------------------------------------------------------------------------------------

_THOUSANDS = re.compile(
    r"\(\s*\$?\s*000'?\s?'?s?\s*\)|^-\$000$|\(\s*0+00'?s?\b|\b000'?s?\s+omitted|\bin\s+\$?000'?s|\$\s?000s?\b|\bthousands\b|\b000s\b",
    re.I,
)
_MILLIONS = re.compile(r"\(\s*\$?\s*000,000'?s?\s*\)|\bmillions\b|\$\s?mill?ions?\b", re.I)


def printed_scale(text: str) -> int | None:
    """1000 or 1000000 where `text` (a column head, a title line) says that figures are in thousands or millions."""
    low = text.lower()
    if not ("000" in low or "thousand" in low or "mil" in low):
        return None
    text = text.replace("’", "'").replace("‘", "'")
    if _MILLIONS.search(text):
        return 1_000_000
    if _THOUSANDS.search(text):
        return 1_000
    return None

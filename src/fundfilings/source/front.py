"""The front of a report that has no SEC cover page: what it is, and up to when.

N-30B-2 1 d432220dn30b2.htm N-30B-2          EDGAR's own line above a document that a browser prints
Semi-Annual Report                           filed on Form N-CSRS
For the Year Ended March 31, 2025
November 30, 2025 (Unaudited)                a line that is little else than a date
"""

from __future__ import annotations

import re
from datetime import date

from fundfilings.scalars import DATE, all_dates
from fundfilings.source.cover import Cover, canonical_form

#: The line that EDGAR's pages show above a document, and the tag in its raw text.
_EDGAR_LINE = re.compile(r"^\s*(N-?[A-Z0-9-]{1,9}(?:/A)?)\s+\d{1,3}\s+\S+\.(?:html?|txt|pdf)\b", re.M)
_TYPE_TAG = re.compile(r"<TYPE>\s*(\S{1,12})")
_PART_F = re.compile(r"\bPart F\b.{0,80}\bN-PORT\b|\bN-PORT\b.{0,80}\bPart F\b", re.I | re.S)
_SEMI = re.compile(r"\bsemi-?\s?annual\s+(?:\w+\s+)?report\b", re.I)
_ANNUAL = re.compile(r"(?<!semi-)(?<!semi )(?<!semi)\bannual\s+(?:\w+\s+)?report\b", re.I)
_ENDED = re.compile(rf"\b(?:(?:years?|period|months|quarter)\s+(?:ended|ending|ends):?|as of)\s*({DATE})", re.I)
_RANGE = re.compile(rf"{DATE}\s+(?:to|through|[-–—])\s+({DATE})", re.I)
_DATE_LINE = re.compile(
    rf"^\W*(?:[A-Z]?[a-z-]+\s+){{0,4}}(?:as of\s+)?({DATE})\W*(?:\(?unaudited\)?|\(?continued\)?)?\W*$", re.I | re.M
)
#: Characters that are the front of a report; its dates stand on the first page, or above its first table.
_FRONT = 6_000


def read_front(text: str) -> Cover:
    """What the first pages say of the report's form and period. Never raises."""
    return Cover(form=_form(text), period=_period(text[:_FRONT]) or _period(text))


def _form(text: str) -> str | None:
    for pattern in (_EDGAR_LINE, _TYPE_TAG):
        if (m := pattern.search(text)) and (form := canonical_form(m[1])):
            return form
    if _PART_F.search(text):
        return "NPORT-EX"
    semi, annual = _SEMI.search(text), _ANNUAL.search(text)
    if semi and (annual is None or semi.start() < annual.start()):
        return "N-CSRS"
    return "N-CSR" if annual else None


def _period(text: str) -> date | None:
    """The last day of the period: behind "ended", at the end of a range, or alone on a line."""
    for pattern in (_RANGE, _ENDED, _DATE_LINE):
        for m in pattern.finditer(text):
            if found := all_dates(m[1]):
                return found[0]
    return None

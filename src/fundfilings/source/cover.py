"""The cover page of a report, for files that come without an SGML header.

    FORM N-CSR                                                       FORM N-Q
    Investment Company Act file number  811-07111                    811-8042
                                                                     (Investment Company Act File Number)
    Acme California Municipal Securities                             Name of Registrant:   ACME TRUST
    (Exact name of registrant as specified in charter)
    Date of fiscal year end: 2/28                                    October 31
    Date of reporting period: 11/30/11                               Date of Fiscal Year End

A value stands behind its label, on the line above it or on the line below it. The cover of a semi-annual report says
"FORM N-CSR" nearly always, so the two dates decide, then the report's own words.
"""

from __future__ import annotations

import calendar
import html
import re
from dataclasses import dataclass
from datetime import date

from fundfilings.scalars import MONTH, all_dates, date_of, full_year

#: Characters of the first document that may hold the cover, before and after its tags are taken out.
_MARKUP = 120_000
_COVER = 12_000
#: Characters in which the report says which half of the year it covers.
_REPORT = 60_000

_FORM = re.compile(r"\bFORM\s*(N-?CSRS?|N-?Q|N-?30D|N-?30B-?2|NPORT-?EX)(\s*/\s*A)?\b", re.I)
_CANONICAL = {
    "NCSR": "N-CSR",
    "NCSRS": "N-CSRS",
    "NQ": "N-Q",
    "N30D": "N-30D",
    "N30B2": "N-30B-2",
    "NPORTEX": "NPORT-EX",
}
_OTHER_FORM = re.compile(
    r"\bFORM\s+(10-?K(?:SB)?|10-?Q(?:SB)?|8-?K|20-?F|40-?F|6-?K|11-?K|S-?\d{1,2}|F-?\d{1,2}|N-?1A|N-?2|N-?14|N-?SAR|N-?CEN|N-?PX|N-?MFP|"
    r"N-?PORT|485\s?[AB]POS|497K?|D|3|4|5|13F|13G|13D)\b"
)
_FILE_NUMBER = re.compile(r"\b811[-–—]\s?(\d{3,6})\b")
#: A name may end in one of these, and in the dot that cuts it short.
_ABBREVIATED = re.compile(r"\b(?:Inc|Corp|Co|Cos|Ltd|L\.?P|L\.?L\.?C|L\.?L\.?P|S\.?A|N\.?V)$", re.I)
_LABELS = re.compile(
    r"\(?\s*(?:exact\s+name\s+of\s+registrant[^):]{0,60}|name\s+of\s+(?:registrant|fund)|registrant\s+name)"
    r"[ \t]*\)?[ \t]*:?",
    re.I,
)
_PERIOD = re.compile(r"\(?\s*date\s+of\s+(?:the\s+)?reporting\s+period[ \t]*\)?[ \t]*:?", re.I)
_YEAR_END = re.compile(r"\(?\s*date\s+of\s+(?:the\s+)?fiscal\s+year[\s-]+end[ \t]*\)?[ \t]*:?", re.I)
#: What else stands on a cover: never the registrant's name.
_FURNITURE = re.compile(
    r"investment\s+company\s+act|file\s+(?:number|no)|address|agent\s+for\s+service|telephone|zip\s+code|securities\s+and\s+exchange|"
    r"washington,?\s+d\.?c|^form\s+n|certified\s+shareholder|management\s+investment|^compan(?:y|ies)\W*$|exact\s+name|"
    r"omb\s+(?:number|approval)|^\W*$|quarterly\s+schedule|811-",
    re.I,
)
_BLANKS = re.compile(r"[ \t\r\f]{3,}")
_NEWLINES = re.compile(r"\n\s*\n\s*")
#: A line that says something: no rule, no blank.
_WORD = re.compile(r"[A-Za-z0-9]")
_LOOSE_DATE = re.compile(rf"\b((?i:{MONTH}))\s+(\d{{1,2}})\s*,?\s*((?:19|20)\d\d)\b")
_DASHED_DATE = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})\b")
_MONTH_DAY = re.compile(rf"\b((?i:{MONTH}))\s+(\d{{1,2}})\b|\b(\d{{1,2}})[/-](\d{{1,2}})\b")
_SEMI = re.compile(r"\bsemi[\s-]*annual\b|\bsix[\s-]+months?\s+ended\b", re.I)
_ANNUAL = re.compile(r"(?<!semi-)(?<!semi )(?<!semi)\bannual\s+report\b|\b(?:fiscal\s+)?year\s+ended\b", re.I)
_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}

_BLOCK_TAG = re.compile(r"<\s*/?\s*(?:p|div|br|tr|table|h[1-6]|li|hr|center|title|page|pre)\b[^<>]*>", re.I)
_CELL_TAG = re.compile(r"<\s*/?\s*(?:td|th)\b[^<>]*>", re.I)
_DROPPED = re.compile(r"<(script|style|head|ix:header)\b.{0,60000}?</\1\s*>|<!--.{0,4000}?-->", re.I | re.S)
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover page says; None for what it does not say. `other_form` is a form this package does not read."""

    form: str | None = None
    other_form: str | None = None
    file_number: str | None = None
    registrant: str | None = None
    period: date | None = None
    fiscal_year_end: str | None = None


def read_cover(body: str, markup: bool) -> Cover:
    """The Cover of a report's body; `markup` says that it is HTML. Never raises."""
    text = plain_text(body[: _MARKUP * 2], markup)
    cover = _BLANKS.sub("  ", _NEWLINES.sub("\n\n", re.sub(r"[*_\\]+|</?u>", " ", text[:_COVER])))
    form = _form(cover)
    other = None
    if form is None and (m := _OTHER_FORM.search(cover[:4000])):
        other = m[1].upper()
    number = _FILE_NUMBER.search(cover)
    period = _period(cover, text[:_REPORT])
    year_end = _year_end(cover)
    if form in ("N-CSR", "N-CSR/A") and _semi_annual(text[:_REPORT], period, year_end):
        form = form.replace("N-CSR", "N-CSRS")
    return Cover(form, other, f"811-{number[1]:0>5}" if number else None, _registrant(cover), period, year_end)


def plain_text(body: str, markup: bool) -> str:
    """The running text of a body, one printed block a line, cells parted by blanks."""
    if not markup:
        return body
    body = _DROPPED.sub(" ", body)
    body = re.sub(r"\s+", " ", body)
    body = _TAG.sub("", _CELL_TAG.sub("  ", _BLOCK_TAG.sub("\n", body)))
    return html.unescape(body).replace("\xa0", " ")


def _form(cover: str) -> str | None:
    m = _FORM.search(cover)
    if m is None:
        return None
    return canonical_form(m[1] + ("/A" if m[2] else ""))


def canonical_form(name: str) -> str | None:
    """A form's name as EDGAR writes it ("N30B2" -> "N-30B-2"); None for forms that are no fund reports."""
    plain, slash, _ = name.upper().partition("/")
    form = _CANONICAL.get(re.sub(r"[^A-Z0-9]", "", plain))
    return form and form + ("/A" if slash else "")


def _around(text: str, label: re.Match[str]) -> tuple[str, str]:
    """(what stands behind the label on its line or the next, what stands before it on its line or the one above)."""
    end = text.find("\n", label.end())
    behind = text[label.end() : end if end >= 0 else len(text)].strip(" \t\r:.")
    if not behind:
        behind = next(filter(_WORD.search, map(str.strip, text[label.end() : label.end() + 400].split("\n"))), "")
    start = text.rfind("\n", 0, label.start()) + 1
    before = text[start : label.start()].strip()
    if not before:
        above = reversed(text[max(0, start - 600) : start].split("\n"))
        before = next(filter(_WORD.search, map(str.strip, above)), "")
    return behind, before


def _leads(text: str, label: re.Match[str]) -> bool:
    """Whether a label stands before its value: it ends in a colon, or its line runs on."""
    return (
        label[0].rstrip().endswith(":")
        or _WORD.match(text[label.end() : label.end() + 9].lstrip(" \t")[:1]) is not None
    )


def _dates(text: str) -> list[date]:
    found = all_dates(text)
    for m in _LOOSE_DATE.finditer(text):
        if day := date_of(int(m[3]), _MONTHS.get(m[1].rstrip(".").lower(), 0), int(m[2])):
            found.append(day)
    if not found:
        for m in _DASHED_DATE.finditer(text):
            if day := date_of(full_year(int(m[3])), int(m[1]), int(m[2])):
                found.append(day)
    return found


def _period(cover: str, report: str) -> date | None:
    """The last day of the period: the later date of a range. A day printed without its year ("October 31") gets the
    year from the first date in the report that falls on it."""
    for label in _PERIOD.finditer(cover):
        behind, before = _around(cover, label)
        for text in (behind, before) if _leads(cover, label) else (before, behind):
            if found := _dates(text[:200]):
                return max(found)
        if (day := _month_day(behind[:60])) is not None:
            return next((d for d in _dates(report) if (d.month, d.day) == day), None)
        if found := _dates(cover[label.end() : label.end() + 200]):
            return found[0]
    return None


def _year_end(cover: str) -> str | None:
    """The end of the fiscal year as "MMDD"."""
    label = _YEAR_END.search(cover)
    if label is None:
        return None
    behind, before = _around(cover, label)
    for text in (behind, before) if _leads(cover, label) else (before, behind):
        if (day := _month_day(text[:60])) is not None:
            return f"{day[0]:02}{day[1]:02}"
    return None


def _month_day(text: str) -> tuple[int, int] | None:
    m = _MONTH_DAY.search(text)
    if m is None:
        return None
    month = _MONTHS.get(m[1].rstrip(".").lower(), 0) if m[1] else int(m[3])
    day = int(m[2] or m[4])
    return (month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _registrant(cover: str) -> str | None:
    for label in _LABELS.finditer(cover):
        behind, before = _around(cover, label)
        exact = "exact" in label[0].lower()
        order = (before, behind) if exact and not _leads(cover, label) else (behind, before)
        for text in order:
            # "Investment Company Act file number 811-07560 Acme Trust" run into one line by a rendering
            number = _FILE_NUMBER.search(text)
            name = re.sub(r"\s+", " ", text[number.end() :] if number else text).strip(" .:,;-_")
            name += "." if _ABBREVIATED.search(name) and f"{name}." in text else ""
            if 3 <= len(name) <= 160 and not _FURNITURE.search(name):
                return name
    return None


def _semi_annual(text: str, period: date | None, year_end: str | None) -> bool:
    """Whether a report on Form N-CSR covers half a year: by its dates, else by its words."""
    if period is not None and year_end is not None:
        apart = (period.month - int(year_end[:2])) % 12
        if apart in (5, 6, 7):
            return True
        if apart in (0, 1, 11):
            return False
    semi = sum(1 for _ in _SEMI.finditer(text))
    return semi > sum(1 for _ in _ANNUAL.finditer(text))

"""Issuers' lines and the rows they are carried to.

The Goodyear Tire & Rubber Co. (m):            an issuer: carried while rows below stand deeper
  4,500,000   9.135% due 12/01/2009 (b)        -> "The Goodyear Tire & Rubber Co., 9.135% due 12/01/2009"
"""

from __future__ import annotations

import re

from fundfilings.marks import split_marks
from fundfilings.schedule.captions import is_percent_heading
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.lines import Line
from fundfilings.schedule.reading import Reading
from fundfilings.schedule.vocabulary import COLON_END, PURE_TERMS, SERIES, TRANCHE
from fundfilings.schedule.wording import is_continued
from fundfilings.schedule.wrapped import filled

#: Words that only names of companies hold ("First Alder Group LLC" is no first lien).
_COMPANY = re.compile(
    r"\b(?:Inc|Incorporated|Corp|Corporation|Co|LLC|L\.L\.C|Ltd|Limited|L\.?P|PLC|plc|Holdings|Bancorp)\b"
)
#: How the title of an issue of notes or bonds begins that stands under its issuer.
_NOTES = (
    r"(?:(?:jr|sr|senior|junior|gtd|unsec['’]?d|sec['’]?d|secured|unsecured|sub|subordinated)\b[.,]? ?)+"
    r"(?:notes|bonds|debs|debentures)\b"
)
_ISSUE = re.compile(_NOTES, re.I)
#: How a loan begins that stands under its borrower.
_TERM_LOAN = re.compile(r"(?:term|revolv\w*|delayed|synthetic|letter of credit|loan|facility|tranche)\b", re.I)
#: Rows that go on with the name of the row above, and that name.
_NAMELESS = re.compile(rf"^(?:sub-?series|first sub|series \d|\d+(?:\.\d+)?%|{_NOTES})", re.I)
_NAME_ABOVE = re.compile(
    rf"^(.{{6,}}?)(?:; |, (?=(?:sub-?)?series\b|{_NOTES})|,? (?=zero coupon|\d+(?:\.\d+)?%))", re.I
)


def is_issuer(now: Reading, group: list[Line], text: str, below: Line, last: bool) -> bool:
    if is_percent_heading(group[-1]):
        return False
    if is_continued(text) or any("balance" in g.figures for g in group):
        return False
    if PURE_TERMS.match(below.text) and below.x >= group[-1].x and not text.isupper():
        return True  # a row of nothing but coupon and maturity needs a name
    rated = any(g.rating for g in group)
    deeper = below.x > group[-1].x or now.style.grid
    tranche = bool(TRANCHE.match(below.text)) if below.text else bool(below.coupon or below.dated)
    last = last or bool(SERIES.match(below.text))  # "Alder Trust" / "Series 2013-2 Class A" / "03/20/18  1.26%"
    if COLON_END.search(text):
        nested = COLON_END.search(below.text) is not None and not below.figures  # "Acme Auth. Rev.:" / "Series A:"
        return tranche or (
            deeper and (last or nested) and bool(re.search(r"[,.(]|\b(?:Inc|Corp|Co|Ltd|LLC|Bonds|Authority)\b", text))
        )
    if text.endswith(",") and last and PURE_TERMS.match(below.text):
        return True  # "HYDI 100," over "8.00%, 6/20/08": no heading ends in a comma
    if text.isupper() and not now.style.capitals and not rated:
        return tranche and last and below.x >= group[-1].x and bool(re.search(r"\b(?:INC|CORP|LLC|LTD|L\.P)\b", text))
    if tranche and last and _stands_with_rows(now, group, below):
        return True
    if tranche and last and now.style.bold_heads and not any(g.bold for g in group):
        return True  # sections of this schedule are bold: "Quarry Resorts Group" over its term loan is none
    return (rated or tranche) and last and not _names_section(text)


def _stands_with_rows(now: Reading, group: list[Line], below: Line) -> bool:
    """Whether a line over a tranche is no heading where headings print percents: it begins where rows begin and no
    heading does, or a loan's terms stand deeper below it."""
    x = group[-1].x
    if not now.style.percent_heads:
        return False
    apart = x in now.style.starts and x not in now.style.head_starts
    return apart or (below.x > x and bool(_TERM_LOAN.match(below.text)))


def _names_section(text: str) -> bool:
    return len(text) < 4 or (
        bool(re.match(r"^(?:[A-Z][a-z]+(?: &| and|/| -)? ?){1,3}$", text))
        and not re.search(r"\b(?:Inc|Corp|Trust|Ltd)\b", text)
    )


def push_issuer(now: Reading, group: list[Line], text: str) -> None:
    x = group[0].x
    if now.over_page:
        now.issuers, now.over_page = [], False
    if now.style.grid and SERIES.match(text) and any(i[0] == x and not SERIES.match(i[1]) for i in now.issuers):
        x += 1  # a series stands under its issuer though both begin at one edge
    now.issuers = [i for i in now.issuers if i[0] < x]
    marks = [m for g in group for m in g.marks]
    name, found = split_marks(text.rstrip(" :;"), now.known)
    now.issuers.append((x, name.rstrip(" :;,"), (*marks, *found)))
    for line in group:
        line.mark("continuation", "issuer carried to the rows below")


def remember(now: Reading, parts: list[Line]) -> None:
    """The first lines of a wrapped description are the issuer of the rows that stand as deep as its last lines:

    Health Facs. Auth. Rev.,
      Beatitudes Project, 5.20%, 10/1/37       904,680
      John C. Lincoln Health Network, 7.00%  2,461,470
    """
    if not now.style.grid or TRANCHE.match(parts[0].text):
        return
    begun = 0
    for k in range(1, len(parts)):
        terms = PURE_TERMS.match(parts[k].text)
        if (parts[k].x > parts[begun].x and parts[k].text) or terms or _begins_issue(parts[k - 1], parts[k]):
            text = " ".join(p.text for p in parts[begun:k] if p.text)
            name, marks = split_marks(text.rstrip(" ,:;"), now.known)
            if not begun:
                now.issuers = [i for i in now.issuers if i[0] < parts[0].x]
            now.issuers.append((parts[begun].x, name if text.endswith(",") or terms else f"{name} ", marks))
            begun = k
        if terms:
            break


def _begins_issue(above: Line, below: Line) -> bool:
    """Whether a line of a wrapped description begins the issue: "Series 2019-1, Class A", or "Sr. Unsec'd. Notes" under
    an issuer that ends in a comma."""
    if SERIES.match(below.text):
        return True
    return above.text.endswith(",") and bool(_ISSUE.match(below.text))


def issuer_for(now: Reading, entry: Entry) -> tuple[str, tuple[str, ...]]:
    """The issuer lines an entry stands under, and their marks."""
    text = entry.text
    if now.over_page:
        now.over_page = False
        if not TRANCHE.match(text):
            now.issuers = []
    if now.issuers:
        tranche = bool(TRANCHE.match(text)) or not text
        slack = 4.0 if now.style.grid else 0.0  # points: a blank before a name is no indentation
        goes_on = tranche and PURE_TERMS.match(text)
        above = now.out[-1] if now.out else None
        deeper = above is not None and above.kind == "row" and above.x > entry.x + 1 and now.style.grid
        rows = above.issuer if above is not None and deeper and now.issuers[0][0] < entry.x else ""
        kept = [
            i
            for i in now.issuers
            if i[0] < entry.x - slack
            or (
                i[0] <= entry.x + slack
                and tranche
                and not (entry.x <= i[0] and i[1] in rows and not goes_on)  # its rows stand deeper
                and (goes_on or not _same_tranche(i[1], text))
            )
        ]
        now.issuers = kept
        if kept:
            # a name that goes on in the next line without a comma ends in a blank
            return ", ".join(i[1] for i in kept).replace(" , ", " ").rstrip(), tuple(m for i in kept for m in i[2])
    last = now.out[-1] if now.out else None
    if (
        last is not None
        and last.kind == "row"
        and len(last.lines) > 1
        and not entry.first.gap
        and last.x < entry.x == last.valued.x
        and last.first.text.endswith(",")
        # or the issuer's line ends though the next word had room in it
        and (TRANCHE.match(text) or not (now.style.grid or filled(now, last.first, last.lines[1])))
    ):  # "Republic of Ukraine," over "144A, 7.65%, 6/11/13" and "FRN, 5.361%, 8/05/09"
        name, marks = split_marks(last.first.text.rstrip(" ,"), now.known)
        now.issuers = [(last.x, name, marks)]
        return name, marks
    if not now.out or not _NAMELESS.match(text):
        return "", ()
    above = next((e for e in reversed(now.out[-3:]) if e.kind == "row"), None)
    if above is None or now.out[-1] is not above or above.x < entry.x - 2:
        return "", ()
    whole = f"{above.issuer}, {above.text}" if above.issuer else above.text
    m = _NAME_ABOVE.match(whole)
    return (m[1], ()) if m else ("", ())


def same_as_above(now: Reading, entry: Entry) -> tuple[str, tuple[str, ...]]:
    """The description of the row directly above, for a row that leaves its own blank."""
    above = now.out[-1] if now.out else None
    if above is None or above.kind != "row" or entry.first.gap or entry.first.ruled or entry.first.page_top:
        return "", ()
    return (f"{above.issuer}, {above.text}".strip(", ") if above.text else above.issuer), above.marks


def _same_tranche(above: str, text: str) -> bool:
    """Whether a carried line is a tranche as the row is, and not the series that the row is a class of."""
    return (
        bool(TRANCHE.match(above))
        and not _COMPANY.search(above)
        and not (SERIES.match(above) and SERIES.match(text) and above.split()[0].lower() != text.split()[0].lower())
    )

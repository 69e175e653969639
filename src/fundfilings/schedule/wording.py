"""Quick answers about the words of a line: the same as the vocabulary's patterns give, for lines that a glance at a few
characters does not already rule out. A schedule asks each of its lines a dozen such questions, and most say no.

is_total("Total Common Stocks (Cost $1,000)")     ->  True
heading_percent("Energy - 2.1%")["num"]            ->  "2.1"
"""

from __future__ import annotations

import re
from functools import lru_cache

from fundfilings.scalars import DATE, amount
from fundfilings.schedule.vocabulary import (
    CONTINUED,
    FURNITURE,
    HEADING_PERCENT,
    NET_ASSETS,
    OTHER_LINE,
    RUNNING_FOOT,
    TOTAL,
)

#: Words or signs with which a line breaks off.
_UNFINISHED = re.compile(
    r"(?:[,;&/(–-]|\b(?:of|and|the|for|to|due|at|by|with|plus|dated|(?-i:a|in|or|on|de|und)))$", re.I
)
_LONGEST_END = 5
COST = re.compile(
    r"\(?\s*(?:identified |aggregate |total |amortized |tax )*cost(?: basis)?\s*(?:of|[:,]|[-–—]{1,3})?\s*(?:US)?\$?\s*"
    r"(\d[\d,]*(?:\.\d+)?)(?:\s*thousand)?\s*[#*†‡]{0,3}\s*\)?",
    re.I,
)
_DATE_LINE = re.compile(
    rf"^\W*(?:as (?:of|at)|for the \w+(?: months)? ended|at)?\s*{DATE}"
    r"(?:\s*\(?(?:unaudited|continued|concluded)\)?)*\W*$",
    re.I,
)
_LONE_HEAD = re.compile(
    r"^(?:shares|(?:number of )?contracts|principal(?: amount)?|face(?: amount)?|par(?: value)?|(?:market |fair )?"
    r"value|amount|cost|number(?: of)?|usd)(?: ?\((?:000|\$)\))?$|^\(?notes? \d{1,2}\)$|^\(?rounded to$|^thousands\)$",
    re.I,
)
#: The first three letters of captions of other lines (see OTHER_LINE).
_OTHER_BEGINS = frozenset(
    """acc ass auc bor cal cas col cre def dep div due exc fin flo for fut int inv les lev lia lin loa man mar mun net
    not obl ope opt oth pay pre put rec red rev sec sho ten ter tot tru unf unr var wri""".split()
)
#: The first two letters of furniture of pages (see FURNITURE).
_FURNITURE_BEGINS = frozenset(
    "ac am an ap as at au co de ed fe fi in ja ju ma no oc pa pe qu se sh ta th un ww of".split()
)
#: A percent that may end a heading: behind those of coupons stand a comma, a date or "due".
_MAY_END = re.compile(r"%(?!,| \d| due )")
#: First words of running heads, references and lone heads.
_FIRST = frozenset(
    """see the accompanying notes note page edgar annual semi semi-annual semiannual quarterly unaudited continued an
    percentage percentages showing amounts amount in as at for january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec table this intentionally
    financial integral rounded thousands
    usd shares number contracts principal face par market fair value cost of unless""".split()
)


def is_total(text: str) -> bool:
    """Whether a caption says "total" or "subtotal" where captions of sums do."""
    return ("otal" in text or "OTAL" in text) and TOTAL.match(text) is not None


def is_net_assets(text: str) -> bool:
    """Whether a caption is that of net assets, or of a partnership's or trust's capital."""
    head = text[:40].lower()
    return ("asset" in head or "capital" in head or "equity" in head) and NET_ASSETS.match(text) is not None


def is_other_line(text: str) -> bool:
    """Whether a caption is that of a line between total investments and net assets."""
    return text[:3].lower() in _OTHER_BEGINS and OTHER_LINE.match(text) is not None


def is_continued(text: str) -> bool:
    """Whether a line ends in "(continued)" or the like."""
    return "con" in text[-16:].lower() and CONTINUED.search(text) is not None


def heading_percent(text: str) -> re.Match[str] | None:
    """The parts of a heading with its percent, None for any other line."""
    return _heading_percent(text) if "%" in text else None


@lru_cache(maxsize=1024)
def _heading_percent(text: str) -> re.Match[str] | None:
    """The same of a text with a percent sign. (Cached: a schedule's habits are counted before its lines are read.)"""
    if not _MAY_END.search(text):
        return None
    m = HEADING_PERCENT.match(text)
    if m is not None and m["name"].count("(") > m["name"].count(")"):
        return None  # "Federal Home Loan Bank (1 Mo. LIBOR - 0.13%)"
    return m


def is_unfinished(text: str) -> bool:
    """Whether a line breaks off: a comma, an open bracket or a small word at its end."""
    return _UNFINISHED.search(text, max(0, len(text) - _LONGEST_END)) is not None


def is_open(text: str) -> bool:
    """Whether a bracket is left open."""
    return text.count("(") > text.count(")") and amount(text) is None


def cost_in(text: str) -> re.Match[str] | None:
    """A cost printed inside a caption or a description."""
    return COST.search(text) if "ost" in text or "OST" in text else None


def whole_cost(text: str) -> re.Match[str] | None:
    """The cost that is all a line says."""
    return COST.fullmatch(text) if "ost" in text or "OST" in text else None


def is_page_furniture(text: str, low: str) -> bool:
    """Whether a line belongs to the page; `low` is the line in small letters."""
    if ("page" in low or "report" in low) and RUNNING_FOOT.match(text):
        return True
    if low[:1].isdigit() and len(low) > 4 and low[-1:].isalnum() and "see" not in low[:9]:
        return False  # neither a page's number nor "12  See notes to financial statements"
    head = low[:2]
    return (not head.isalpha() or head in _FURNITURE_BEGINS) and FURNITURE.match(text) is not None


def is_running_head(text: str, figures: bool) -> bool:
    """Whether a line is a running head, a page foot, a date or a lone column head; `figures`: it prints any."""
    first, low = text.partition(" ")[0].lower().strip("().,:*"), text.lower()
    if first.isalpha() and first not in _FIRST and not ("page" in low or "report" in low or "www." in low):
        return False
    if is_page_furniture(text, low):
        return True
    return not figures and (_DATE_LINE.match(text) is not None or _LONE_HEAD.match(text) is not None)

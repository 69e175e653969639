"""Lines between the tables of two pages that belong to neither: the fund's name, the schedule's title once more.

... last row of a page                     a name that no page repeats often enough to be seen as a running head
24
ACME INCOME FUND  (Cont.)
Schedule of Investments June 30, 2015
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from fundfilings.normalize.blocks import Row
from fundfilings.schedule.lines import Line
from fundfilings.schedule.style import is_page_number
from fundfilings.schedule.vocabulary import CONTINUED
from fundfilings.schedule.wording import is_continued
from fundfilings.split.names import clean_name, key_of
from fundfilings.split.titles import kind_of

#: Lines at the top of a page that may be running heads.
_TOP = 4
#: Lines at the foot of a page that may be running feet ("12 | Acme Income Fund").
_FOOT = 2
_PAGE_BESIDE = re.compile(r"^\d{1,4}[\s|–-]+|[\s|–-]+\d{1,4}$")


def mark_running_heads(lines: Sequence[Line], names: Collection[str]) -> None:
    """Mark as furniture what stands by itself outside a table, or first or last on a page, and is one of `names` (the
    filing's funds and filers) or a title of a schedule."""
    keys = {key for name in names if len(key := key_of(name)) > 5}
    left = 0
    feet = {i - k for i, line in enumerate(lines) if line.page_top for k in range(1, _FOOT + 1)}
    for i, line in enumerate(lines):
        if line.page_top:
            left = _TOP
        foot = i in feet
        outside = not isinstance(line.place, Row) or line.gap > 1
        if (left or foot or outside) and not line.kind and line.text and is_page_number(line):
            if keys and _names_fund(line.text, keys):
                line.mark("furniture", "a fund's name above a page's table")
            elif outside and (left or foot) and kind_of(line.text) == "schedule":
                line.mark("furniture", "title above a page's table")
        left -= left > 0 and bool(line.text)


def _names_fund(text: str, keys: Collection[str]) -> bool:
    """Whether a line is a fund's name, perhaps with a page number beside it."""
    if key_of(_without_continued(clean_name(text))) in keys:
        return True
    if not (text[0].isdigit() or text[-1].isdigit()):
        return False
    return key_of(_without_continued(clean_name(_PAGE_BESIDE.sub("", text)))) in keys


def _without_continued(text: str) -> str:
    return CONTINUED.sub("", text) if is_continued(text) else text

"""What stands around a schedule's table and is no part of it.

ACME INCOME FUND                                a fund's name
SCHEDULE OF INVESTMENTS   October 31, 2004      the title
Sector weightings: Energy 14%, ...              above the first column heads
                 Shares         Value           column heads
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fundfilings.schedule.asset_words import only_asset_words
from fundfilings.schedule.lines import Line
from fundfilings.schedule.vocabulary import CONTINUED
from fundfilings.schedule.wording import heading_percent, is_continued
from fundfilings.split.titles import kind_of
from fundfilings.split.vocabulary import FUND_WORDS

#: A title of one word, which heads no section above the column heads.
_LONE_TITLE = re.compile(r"investments|portfolio|holdings", re.I)
#: Captions of holdings that hold a fund's word.
_ASSET_TITLE = re.compile(
    r"^(?:common|preferred|investment|limited|mutual|exchange|money|short|long|other|total|"
    r"corporate|municipal|closed|portfolio funds|hedge|private)\b",
    re.I,
)


#: Lines at the top of a page that may repeat parts of the title; the shortest such part, in characters.
_TOP, _PART_OF_TITLE = 5, 8


def mark_titles(lines: Sequence[Line], title: str = "") -> None:
    """Titles, and the names of funds that stand around the first of them, are no part of the table. `title` is the
    part's: its lines may stand apart on each page ("STATEMENTS" / "OF NET ASSETS")."""
    whole, left = title.lower(), 0
    for line in lines:
        left = _TOP if line.page_top else left - 1
        plain = left > 0 and len(line.text) >= _PART_OF_TITLE and not line.kind and not line.figures
        if plain and _plain_name(line.text) in whole and not only_asset_words(line.text):
            line.mark("furniture", "a line of the title")
    first = next((i for i, ln in enumerate(lines[:40]) if ln.reason == "column head"), 0)
    if any({"value", "balance"} <= ln.figures.keys() for ln in lines[:first]):
        first = 0  # the first rows stand under no column heads that are told as such
    for line in lines[:first]:  # what stands above the first column heads: titles, charts, sector weights
        named = only_asset_words(line.text) and not _LONE_TITLE.fullmatch(line.text)
        sure = heading_percent(line.text) or named or is_continued(line.text)
        money = any(not f.amount.percent and "," in f.cell.text for f in line.figures.values())
        if not line.kind and not money and (not sure or line.figures):
            line.mark("furniture", "stands above the first column heads")
    names: set[str] = set()
    near = 7  # lines left in which a fund's name may stand
    for i, line in enumerate(lines):
        if line.figures or (line.kind == "furniture" and line.reason == "column head"):
            near = 0
            continue
        if line.text and _is_title(line.text):
            line.mark("furniture", "title")
            for above in lines[:i] if i < 7 else ():
                if not above.figures and not above.kind:
                    above.mark("furniture", "stands above the title")
                    names.add(above.text.lower())
            near = 5 if near else 0
        elif (names and _plain_name(line.text) in names) or (near > 0 and _is_fund_name(line.text)):
            names.add(line.text.lower())
            line.mark("furniture", "a fund's name")
        near -= near > 0


def _is_title(text: str) -> bool:
    """Whether a line is a schedule's title, perhaps behind the fund's name and "(continued)"."""
    if kind_of(text) == "schedule":
        return True
    name, continued, title = text.partition("(continued) ")
    return bool(continued) and bool(FUND_WORDS.search(name)) and kind_of(title) == "schedule"


def _plain_name(text: str) -> str:
    """A line in small letters, without "(continued)"."""
    return (CONTINUED.sub("", text).strip() if is_continued(text) else text).lower()


def _is_fund_name(text: str) -> bool:
    if not FUND_WORDS.search(text) or heading_percent(text) or only_asset_words(text):
        return False
    return text.rstrip()[-1:] not in ":;," and not _ASSET_TITLE.match(text)

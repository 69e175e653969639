"""Lines without a value that belong to what is printed above them: wrapped words, costs and percents.

Total Common Stocks                       146,302,118
  (Cost $40,401,443)                                        the cost of the caption above
Government Money Fund   22,669  5.223%   22,669
  (Cost $22,669)                                            the cost of the section, which prints no subtotal
Preferred Shares, at Liquidation Value - (219,000,000)
  (51.5)% (7)                                               its percent, and a mark
"""

from __future__ import annotations

import re
from decimal import Decimal

from fundfilings.marks import split_marks
from fundfilings.schedule.captions import in_full, take_caption
from fundfilings.schedule.coupons import is_index
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.lines import Line
from fundfilings.schedule.reading import Reading
from fundfilings.schedule.style import heading_like
from fundfilings.schedule.vocabulary import TRANCHE
from fundfilings.schedule.wording import (
    cost_in,
    heading_percent,
    is_continued,
    is_open,
    is_other_line,
    is_unfinished,
    whole_cost,
)

_MARK = re.compile(r"\((\w{1,2})\)$")


def states_cost(now: Reading, line: Line) -> bool:
    """A line of its own that gives the cost of the caption above it: "(Cost $40,401,443)"."""
    cost = whole_cost(line.text)
    if cost is None and cost_in(line.text):
        cost = whole_cost(split_marks(line.text, now.known)[0])
    if cost is None or line.figures:
        return False
    if now.waiting and not now.waiting[-1].figures:
        now.waiting[-1].cost = Decimal(cost[1].replace(",", ""))
        line.mark("continuation", "cost of the caption above")
        return True
    above = now.out[-1] if now.out and not now.waiting else None
    if above is not None and above.kind in ("heading", "total") and above.cost is None:
        above.cost = in_full(Decimal(cost[1].replace(",", "")), above)
        above.lines.append(line)
        line.mark("continuation", "cost of the caption above")
        return True
    row = above if above is not None else now.out[-1] if now.out and not now.waiting else None
    if row is not None and row.kind == "row" and row.cost is None and not (line.gap or line.page_top):
        heads = [e for e in now.out[-2:-1] if e.kind == "heading"]
        if heads and "cost" not in row.figures:  # the one row of a section that prints no subtotal
            row.cost = in_full(Decimal(cost[1].replace(",", "")), row)
            row.lines.append(line)
            line.mark("continuation", "cost of the one row of its section")
            return True
    if above is not None and above.kind == "row" and (heading := _heading_of_rows(now)) is not None:
        heading.cost = in_full(Decimal(cost[1].replace(",", "")), above)
        above.lines.append(line)
        line.mark("continuation", "cost of the section above, whose value is not printed again")
        return True
    return False


def _heading_of_rows(now: Reading) -> Entry | None:
    """The heading over the rows that were read last, without a cost as yet."""
    heading = next((e for e in reversed(now.out) if e.kind != "row"), None)
    return heading if heading is not None and heading.kind == "heading" and heading.cost is None else None


def states_share(now: Reading, line: Line) -> bool:
    """A line of its own that gives the percent, or the mark, of the caption above it:

    Preferred Shares, at Liquidation Value -      (219,000,000)
      (51.5)% (7)
    """
    if line.text or line.side or line.maturity or "balance" in line.figures:
        return False
    if line.gap or line.ruled or line.page_top:
        return False
    shares = [f.amount.value for f in line.figures.values() if f.amount.percent]
    marks = [m[1] for t in [*(f.cell.text for f in line.figures.values()), *line.extra] if (m := _MARK.search(t))]
    if now.waiting:
        above = now.waiting[-1]
        if above.figures or not above.text or not (line.coupon or shares) or heading_percent(above.text):
            return False
        above.text = f"{above.text} {line.coupon or f'{shares[0]}%'}"
    else:
        row = now.out[-1] if now.out else None
        if row is None or row.kind not in ("row", "total") or not (shares or marks):
            return False
        if shares and ("balance" in row.figures or not is_other_line(row.text)):
            return False
        if not shares and not all(m in now.known for m in marks):
            return False
        row.percent = shares[0] if shares else row.percent
        row.marks = (*row.marks, *line.marks, *(m for m in marks if m in now.known))
        row.lines.append(line)
    line.mark("continuation", "percent of the caption above")
    return True


def names_row_above(now: Reading, line: Line) -> bool:
    """Whether words are the name of the figures above, which stand without any: a page break parted the two."""
    if not now.out or now.waiting or not line.text or line.figures:
        return False
    above = now.out[-1]
    if above.kind != "row" or above.text or above.issuer or "value" not in above.figures:
        return False
    return not (heading_like(line) or line.text.isupper() or len(line.text) < 20)


def continues_above(now: Reading, line: Line, after: Line | None) -> bool:
    """Whether words belong to the description of the figures above them."""
    if not now.out or now.waiting or line.gap or line.ruled or line.page_top or not line.text or line.side:
        return False
    above = now.out[-1]
    if above.kind == "total" and now.style.grid and line.block != above.lines[-1].block:
        return False  # "a These securities ...": the legend's table below the totals
    if above.kind not in ("row", "total") or above.lines[-1].place is line.place or "balance" in line.figures:
        return False
    if above.kind == "row" and is_index(line.text):
        return True  # "3 Month USD LIBOR + 0.60%" under "1.74%, 11/03/2022"
    if (heading_percent(line.text) and not line.text[0].islower()) or is_continued(line.text):
        return False
    if line.text[0].islower() or is_unfinished(above.lines[-1].text) or is_open(above.text):
        return True
    if line.text.endswith(",") and after is not None and after.figures and not after.gap and TRANCHE.match(after.text):
        return False  # an issuer whose first issue stands below
    if now.style.grid and now.style.values_first:
        return line.x > above.x and not _wraps_into(line, after)
    if now.style.values_first:
        return line.x > above.x or (line.x == above.x and not line.text.isupper())
    return bool(re.match(r"^\(", line.text)) and line.x > above.x and not _wraps_into(line, after)


def _wraps_into(line: Line, after: Line | None) -> bool:
    return after is not None and bool(after.figures) and not after.gap and after.x > line.x


def append_above(now: Reading, line: Line) -> None:
    above = now.out[-1]
    above.lines.append(line)
    text, marks = (line.text, ()) if is_index(line.text) else split_marks(line.text, now.known)
    above.text = f"{above.text} {text}".strip()
    above.marks = (*above.marks, *line.marks, *marks)
    if above.kind == "total":
        take_caption(now, above)
    line.mark("continuation", "words of the description above")

"""Lines to entries: wrapped descriptions joined, issuers carried to their tranches, headings told from both.

The Goodyear Tire & Rubber Co. (m):            an issuer: carried while rows below stand deeper
  4,500,000   9.135% due 12/01/2009 (b)        -> "The Goodyear Tire & Rubber Co., 9.135% due 12/01/2009"
Auto Components -- 2.0%                        a heading
245,000  Compagnie Generale de Geophysique SA, the quantity on the first line,
            7.50% due 5/15/2015      246,225   the value on the last: one entry
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from fundfilings.marks import split_marks
from fundfilings.schedule.above import append_above, continues_above, names_row_above, states_cost, states_share
from fundfilings.schedule.asset_words import only_asset_words
from fundfilings.schedule.captions import description, is_percent_heading, names_class, take_caption, valued_heading
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.headings import add_side, settle_waiting
from fundfilings.schedule.issuers import issuer_for, remember, same_as_above
from fundfilings.schedule.lines import Figure, Line, Role
from fundfilings.schedule.reading import Reading
from fundfilings.schedule.style import Style, is_page_number, mark_feet, plain_text, repeated_texts, whole_text
from fundfilings.schedule.vocabulary import COLUMN_HEAD, CONTINUED, DATE_CELL, LEGEND_LINE
from fundfilings.schedule.wording import (
    heading_percent,
    is_continued,
    is_net_assets,
    is_open,
    is_other_line,
    is_running_head,
    is_total,
    whole_cost,
)
from fundfilings.schedule.wrapped import take_wrapped

#: Entries from net assets to the schedule's end, at most.
_LOWER_LINES = 8
_MARKED = re.compile(r"[*#†‡(^]")
_CONTINUED_BEGINS = frozenset(("(C", "(c"))


def entries(lines: Sequence[Line], style: Style, known: frozenset[str]) -> list[Entry]:
    """The entries of a schedule's lines in order. `known` are the legend's marks."""
    mark_feet(lines)
    now = Reading(style, known, repeated_texts(lines))
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        if line.kind in ("furniture", "continuation"):
            continue
        if line.text[:2] in _CONTINUED_BEGINS and i and _says_continued(now, line, lines[i - 1]):
            now.waiting.append(line)
        elif not _is_last_date(now, line) and _is_furniture(now, line):
            line.mark("furniture", "running head, page number or reference to notes")
        elif "value" in line.figures or (line.figures and _late_value(line)):
            now.after = after
            _figures(now, line)
        else:
            _words(now, line, after)
    now.out.extend(Entry("text", [line], line.text, x=line.x) for line in now.waiting)
    return now.out


def _says_continued(now: Reading, line: Line, above: Line) -> bool:
    """Whether a line is the last one of the words above, which say that a section goes on:

    Private Investment Vehicles
      (Continued)
    """
    if line.figures or line.gap or line.ruled or line.page_top or not now.waiting or now.waiting[-1] is not above:
        return False
    return not above.figures and not is_continued(above.text) and CONTINUED.fullmatch(line.text) is not None


def _is_last_date(now: Reading, line: Line) -> bool:
    """Whether a line is the date in which the description above it ends ("Series A, 5.00%," / "1/01/2030")."""
    if line.figures or line.gap or line.page_top or now.waiting or not now.out or not line.text[:1].isdigit():
        return False
    above = now.out[-1]
    return above.kind == "row" and above.lines[-1].text.endswith(",") and DATE_CELL.match(line.text) is not None


def _is_furniture(now: Reading, line: Line) -> bool:
    if not is_page_number(line):  # a dash alone is what is left of a rule
        return not whole_text(line) and all(f.amount.kind == "dash" for f in line.figures.values())
    text = whole_text(line)
    if line.figures and now.waiting and is_open(now.waiting[-1].text):
        return False  # "(Warrants for 16,501 Common Shares, Expires" / "March 16, 2006)    165"
    if text and not line.figures and not (text[0].isalnum() or any(c.isalnum() for c in text)):
        return True  # stray marks of a rendering
    if not text:
        alone = not line.coupon and not line.dated and not {"value", "balance", "percent"} & line.figures.keys()
        return alone and (not line.figures or line.gap > 0 or line.page_top)  # a page's number
    if is_running_head(text, bool(line.figures)):
        return True
    return _is_stray(now, line) or (plain_text(text) in now.repeated and not is_continued(line.text))


def _is_stray(now: Reading, line: Line) -> bool:
    """Whether words belong to the heads of columns or to a legend that stand between the rows of two pages."""
    if line.figures or now.style.grid or heading_percent(line.text) or is_continued(line.text) or is_total(line.text):
        return False
    over = now.style.figures_left <= line.x > max(now.style.head_starts, default=0.0)  # over the figures' columns
    parted = over or line.gap or line.ruled or line.page_top
    if parted and COLUMN_HEAD.match(line.text):
        return True
    if over and not only_asset_words(line.text) and not (now.out and now.out[-1].kind == "total"):
        return True  # behind a total it may begin another table
    if not parted or not LEGEND_LINE.match(line.text):
        return False  # behind net assets the legend proper stands
    return not any(entry.kind == "total" and is_net_assets(entry.text) for entry in now.out[-_LOWER_LINES:])


def _late_value(line: Line) -> bool:
    """A caption of totals whose figure stands outside the value column, or a lone figure."""
    money = [r for r, f in line.figures.items() if not f.amount.percent and f.amount.kind == "number"]
    if not money:
        return False
    if len(line.figures) == 1 and is_percent_heading(line) and valued_heading(line.text):
        line.figures["value"] = line.figures.pop(money[0])  # a small subtotal beside its column
        return True
    other = line.figures.get("other")
    if "balance" in line.figures and "other" in money and other:
        apart = other.cell.x0 - line.figures["balance"].cell.x1
        if apart > 20 or (apart > 0 and "," in other.cell.text):  # a value beside its column
            line.figures["value"] = line.figures.pop("other")
            return True
    captioned = is_total(line.text) or is_net_assets(line.text)
    if not captioned and (line.text or line.coupon or line.dated or len(line.figures) > 1 or line.extra):
        return False
    if not captioned and abs(line.figures[money[-1]].amount.value or Decimal(0)) < 1000:
        return False
    line.figures["value"] = line.figures.pop(money[-1])
    return True


def _words(now: Reading, line: Line, after: Line | None) -> None:
    """A line without a value: it waits for one, closes a description above it, or is a heading at once."""
    if len(line.figures) == 1 and line.text and "balance" not in line.figures and not line.coupon and not line.dated:
        (figure,) = line.figures.values()
        if figure.amount.percent or figure.amount.decimals:  # name and percent in cells of their own
            name = " ".join([line.text, *line.extra])
            line.text, line.extra = f"{name} {figure.amount.value}%", ()
            line.figures.clear()
    elif line.coupon and line.text and not line.figures and not line.dated and names_class(now, line.text):
        line.text, line.coupon = f"{line.text} {line.coupon}", None  # a section's percent, where coupons stand
    if states_cost(now, line) or states_share(now, line):
        return
    if continues_above(now, line, after):
        append_above(now, line)
        return
    if names_row_above(now, line):
        append_above(now, line)
        return
    now.waiting.append(line)


def _joined(parts: Sequence[Line]) -> dict[Role, Figure]:
    """The figures of all lines of an entry: of two in one column the first, of two values the last."""
    figures: dict[Role, Figure] = {}
    for part in parts:
        for role, figure in part.figures.items():
            if role == "value" or role not in figures:
                figures[role] = figure
    return figures


def _figures(now: Reading, line: Line) -> None:
    """A line with a value: with what waits before it, it makes an entry."""
    quantity = line.figures.get("balance")
    if quantity is not None and quantity.amount.decimals and (is_other_line(line.text) or is_total(line.text)):
        line.figures["percent"] = line.figures.pop("balance")  # "Net Other Assets  0.4  61,200"
    described = bool(line.text) or "balance" in line.figures or bool(line.coupon or line.dated)
    own = take_wrapped(now, line, described)
    settle_waiting(now, own[0] if own else line)
    parts = [*own, line]
    for part in parts:
        if part.side:
            add_side(now, part)
            break
    behind = [m for part in parts if part.rating for m in _rating_marks(now, part)]
    text = " ".join([p.text for p in parts if p.text])
    entry = Entry("row", parts, text, figures=line.figures, x=parts[0].x if parts[0].text else line.x)
    if any(part.figures for part in own):
        entry.figures = _joined(parts)
    marks: list[str] = []
    late: list[str] = []
    for part in parts:
        if part.marks:
            marks.extend(part.marks[: part.early])
            late.extend(part.marks[part.early :])
    if not text and "balance" not in entry.figures and not line.coupon and not line.dated:
        entry.kind = "bare"
    elif (cost := whole_cost(text)) and "balance" not in entry.figures:
        entry.kind, entry.text = "bare", ""
        entry.cost = Decimal(cost[1].replace(",", "")) * line.value_scale
    elif is_total(text) or is_net_assets(text):
        entry.kind = "total"
        take_caption(now, entry)
    elif "balance" not in entry.figures and not line.coupon and not line.dated and valued_heading(text):
        entry.kind = "heading"
        take_caption(now, entry)
    if entry.kind == "row":
        entry.text, own_marks = description(now, entry)
        marks.extend((*own_marks, *behind))
        entry.issuer, carried = issuer_for(now, entry)
        if not entry.text and not entry.issuer and not now.style.grid:
            entry.issuer, carried = same_as_above(now, entry)
        late.extend(m for m in carried if m not in marks)
        remember(now, parts)
    elif entry.kind in ("total", "bare"):
        now.issuers.clear()
    entry.marks = tuple(dict.fromkeys((*marks, *late, *entry.marks)))
    now.out.append(entry)


def _rating_marks(now: Reading, line: Line) -> tuple[str, ...]:
    """Marks of the legend that stand behind a rating ("AAA***", "N/R (4)") speak of the row."""
    printed = line.rating
    if printed and _MARKED.search(printed) and (not printed.startswith(("N", "*")) or printed.endswith(")")):
        rating, marks = split_marks(printed, now.known)
        if marks and all(m in now.known and m not in ("+", "-", "*") for m in marks):
            line.rating = rating
            return marks
    return ()

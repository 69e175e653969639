"""Habits of one schedule, counted before anything in it is decided, and the lines that recur on its pages.

3    ACME INCOME FUND  |  Annual Report            a running foot: the same words on every page, a number beside them
Alabama Water Pollution Control Authority,         values on the first line of a wrapped description, or on its last
  Revolving Fund Bonds, 6.750%, 8/15/17
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from fundfilings.scalars import folded
from fundfilings.schedule.asset_words import is_asset_class
from fundfilings.schedule.lines import Line
from fundfilings.schedule.vocabulary import ONLY_MARKS, PURE_TERMS, SERIES
from fundfilings.schedule.wording import heading_percent, is_continued, is_net_assets, is_open, is_total, is_unfinished

#: A word of a name, among an issue's terms.
_NAMED = re.compile(r"(?<![(.])\b[A-Z][a-z]{3,}")
#: A text this short recurs by chance.
_SHORT = 8
_PAGE_BESIDE = re.compile(r"^\d{1,4}\s|\s\d{1,4}$")


@dataclass(frozen=True, slots=True)
class Style:
    """Habits of one schedule, counted before anything is decided."""

    width: float  # right edge of its descriptions: a line that stops well short of it was not wrapped
    values_first: bool  # figures stand on the first line of a wrapped description
    capitals: bool  # descriptions are printed in capitals
    sides: bool  # a column beside the descriptions names sections
    grid: bool  # geometry is grid columns, not characters
    starts: frozenset[float] = frozenset()  # where descriptions of rows begin
    spaced: bool = False  # blank lines or rules part the entries, however many lines each has
    percent_heads: bool = False  # headings print their percents
    head_starts: frozenset[float] = frozenset()  # where those headings begin
    bold_heads: bool = False  # headings with percents are all bold, hardly any row is
    totals: frozenset[str] = frozenset()  # what the lines of totals name, in small letters
    name_starts: frozenset[float] = frozenset()  # where names begin, also those whose figures stand on a later line
    head_names: frozenset[str] = frozenset()  # what headings with percents name, in small letters
    stacked: bool = False  # headings without percents stand over many of those with one
    figures_left: float = float("inf")  # right of this edge nothing stands but figures and what heads their columns
    apart: bool = False  # blank lines or rules part most rows: one above a name is no sign of a heading


def style_of(lines: Sequence[Line]) -> Style:
    rows = [ln for ln in lines if ln.figures and ln.text and ln.kind == ""]
    ends = sorted(ln.x + len(ln.text) for ln in lines if ln.text and ln.kind == "" and len(ln.text) < 120)
    width = float(ends[int(len(ends) * 0.97)]) if ends else 0.0
    capitals = sum(ln.text.upper() == ln.text for ln in rows) * 2 > len(rows) if rows else False
    after = before = 0
    for a, b in itertools.pairwise(lines):
        if b.gap or b.ruled or a.kind or b.kind or b.page_top:
            continue
        if "value" in a.figures and not b.figures and a.text and b.text and b.x > a.x and not heading_percent(b.text):
            after += 1
        if not a.figures and "value" in b.figures and a.text and b.text and (b.x > a.x) and not heading_like(a):
            before += 1
        if "balance" in a.figures and "value" not in a.figures and "value" in b.figures and "balance" not in b.figures:
            before += 2
        elif a.x == b.x and a.text and b.text and ("value" in a.figures) != ("value" in b.figures) and _runs_on(a.text):
            # nothing is set in: a name that breaks off tells which of its lines has the figures
            after += not b.figures
            before += not a.figures
    grid = sum(ln.grid for ln in rows) * 2 > len(rows)
    heads = [(ln, m) for ln in lines if not ln.figures and not ln.kind and (m := heading_percent(ln.text))]
    held = [ln.bold for ln in rows if {"value", "balance"} <= ln.figures.keys()]
    told = len(heads) >= 3 and not grid  # names are told from headings by percents, in columns of characters
    return Style(
        width,
        after > before,
        capitals,
        _sides(lines),
        grid,
        _starts(rows),
        grid and _spaced(lines),
        len(heads) >= 3,
        frozenset(ln.x for ln, _ in heads),
        len(heads) >= 2 and all(ln.bold for ln, _ in heads) and sum(held) * 10 < len(held),
        _totals(lines),
        _name_starts(lines, rows) if told else frozenset(),
        frozenset(plain_text(m["name"]) for _, m in heads),
        len(heads) > 1 and not grid and _stacked(lines),
        _figures_left(rows) if not grid else float("inf"),
        told and _apart(lines, after > before),
    )


def _runs_on(text: str) -> bool:
    return is_open(text) or is_unfinished(text)


def _totals(lines: Sequence[Line]) -> frozenset[str]:
    """The names behind "Total", also those that run over two lines."""
    named: set[str] = set()
    for above, below in itertools.pairwise(lines):
        if above.text[:6].lower() == "total ":
            name = above.text[6:]
            named.update(plain_text(t.strip(" .:$-")) for t in (name, f"{name} {below.text}"))
    return frozenset(named)


def _starts(rows: Sequence[Line]) -> frozenset[float]:
    """The left edges at which a good part of the rows with values begin: what stands there without a figure, over
    deeper words, is no heading but a name that runs on."""
    count = Counter(ln.x for ln in rows if "value" in ln.figures and len(ln.figures) > 1)
    return frozenset(x for x, n in count.items() if n >= 3 and n * 5 >= sum(count.values()))


def _name_starts(lines: Sequence[Line], rows: Sequence[Line]) -> frozenset[float]:
    """The left edges at which names begin: those of rows, also of rows whose values stand on a later line, and those of
    words that surely run on in a deeper line, as "AIG Funding, Inc.," over "0.92%, due 7/15/03   2,365,000", where such
    words or many words between two rows stand."""
    surely: Counter[float] = Counter(ln.x for ln in rows if "balance" in ln.figures and "value" not in ln.figures)
    between: Counter[float] = Counter()
    last: Line | None = None
    for above, below in itertools.pairwise(lines):
        before, last = last, above
        if above.figures or above.kind or below.kind or below.gap or below.ruled or below.page_top or not below.text:
            continue
        if below.x <= above.x or not above.text or heading_like(above) or is_total(above.text):
            continue
        terms = SERIES.match(below.text) or (PURE_TERMS.match(below.text) and not _NAMED.search(below.text))
        if terms or below.text[0].islower() or above.text.endswith(","):
            surely[above.x] += 1
        if before is not None and "value" in before.figures and not (above.gap or above.ruled or above.page_top):
            between[above.x] += 1
    valued = sum("value" in ln.figures and len(ln.figures) > 1 for ln in rows)
    return _starts(rows) | {x for x, n in surely.items() if n >= 3 and max(n, between[x]) * 5 >= valued}


def _figures_left(rows: Sequence[Line]) -> float:
    """The left edge of the figures that stand right of the descriptions, one row in ten left out."""
    lefts: list[float] = []
    for row in rows:
        if "value" in row.figures and row.text:
            end = row.x + len(row.text)
            lefts.append(min((f.cell.x0 for f in row.figures.values() if f.cell.x0 >= end), default=float("inf")))
    return sorted(lefts)[len(lefts) // 10] if len(lefts) >= 10 else float("inf")


def _stacked(lines: Sequence[Line]) -> bool:
    """Whether words without a percent stand right over many of the headings with one: they head these, and are not
    their first lines ("Independent Power Producers & Energy" over "Traders -- 1.0%")."""
    heads = over = 0
    at_once = False  # the first of the headings has such words above it
    for above, below in itertools.pairwise(lines):
        if below.figures or below.kind or heading_percent(below.text) is None or is_asset_class(below.text):
            continue
        heads += 1
        if not above.text or below.ruled or below.page_top or above.figures or above.kind:
            continue
        if below.gap and below.number != above.number + 1:
            continue
        if above.x != below.x or heading_like(above) or is_asset_class(above.text) or is_net_assets(above.text):
            continue
        if not (is_unfinished(above.text) or below.text[0] == "&" or below.text[0].islower()):
            over += 1
            at_once = at_once or heads == 1
    return over >= 2 and at_once and over * 4 > heads


def _apart(lines: Sequence[Line], values_first: bool) -> bool:
    """Whether before most rows a blank line or a rule stands, those right below a heading or a sum left out."""
    parted = close = 0
    for above, below in itertools.pairwise(lines):
        if not below.text or not above.text or above.kind or below.kind or below.page_top:
            continue
        if ("balance" not in below.figures) if values_first else ("value" not in above.figures):
            continue  # no row begins here for sure
        if heading_like(above) or heading_like(below) or is_total(above.text) or is_total(below.text):
            continue
        if below.gap or below.ruled:
            parted += 1
        else:
            close += 1
    return parted >= 3 and parted >= close


def _sides(lines: Sequence[Line]) -> bool:
    """Whether the words beside descriptions name sections: they repeat themselves over the rows."""
    sides = [ln.side for ln in lines if ln.side and ln.figures and not ONLY_MARKS.match(ln.side)]
    return len(sides) >= 4 and len(set(sides)) * 3 <= len(sides) * 2


def _spaced(lines: Sequence[Line]) -> bool:
    """Whether behind most rows a blank line or a rule stands, also where the next entry has several lines."""
    parted = wrapped = 0
    pairs = 0
    for above, below in itertools.pairwise(lines):
        if "value" in above.figures and below.text and not above.kind and not below.kind and not below.page_top:
            pairs += 1
            parted += bool(below.gap or below.ruled)
        wrapped += bool(
            above.text and below.text and not above.figures and below.figures and not (below.gap or below.ruled)
        )
    return pairs >= 5 and parted * 10 >= pairs * 8 and wrapped * 4 >= pairs


def heading_like(line: Line) -> bool:
    m = heading_percent(line.text)
    return bool(m) or is_continued(line.text) or line.text.endswith(":")


def mark_feet(lines: Sequence[Line]) -> None:
    """The last lines of a page that end in a page number and print no other figure; below a row that waits for its
    value such a figure is that value."""
    for i in range(len(lines) - 1):
        if not lines[i + 1].page_top:
            continue
        for k in range(max(0, i - 1), i + 1):
            line, above = lines[k], lines[k - 1].figures if k else {}
            waits = "balance" in above and "value" not in above and "value" in line.figures and not line.gap
            if (
                line.kind == ""
                and not waits
                and line.text
                and "balance" not in line.figures
                and line.figures
                and is_page_number(line)
            ):
                line.mark("furniture", "page foot")


def repeated_texts(lines: Sequence[Line]) -> frozenset[str]:
    """Texts that recur at page heads and feet: running titles, names, references to notes; a page number may stand
    beside them."""
    count: Counter[str] = Counter()
    numbers: dict[str, set[Decimal | None]] = {}
    near: Counter[str] = Counter()
    for i, line in enumerate(lines):
        if line.page_top:
            near.update({plain_text(whole_text(ln)) for ln in lines[max(0, i - 4) : i + 5]})
        if not line.text or line.text.endswith(":") or line.kind or not is_page_number(line):
            continue
        if len(line.text) <= _SHORT and not (line.page_top and line.text.isupper() and not line.figures):
            continue  # "NPP", a fund's sign at the head of its pages, recurs nowhere else
        key = plain_text(whole_text(line))
        count[key] += 1
        numbers.setdefault(key, set()).update(f.amount.value for f in line.figures.values())
    return frozenset(
        t
        for t, n in count.items()
        if (n >= 3 and (near[t] * 2 >= n or len(numbers[t]) == n)) or (n == 2 and t in near and len(numbers[t]) == 2)
    )


def whole_text(line: Line) -> str:
    if not line.side and not line.extra:
        return line.text
    return " ".join(filter(None, (line.side, line.text, *line.extra)))


def is_page_number(line: Line) -> bool:
    """Whether a line prints no figure but perhaps a page number."""
    if len(line.figures) != 1:
        return not line.figures
    (f,) = line.figures.values()
    return f.amount.kind == "number" and f.cell.text.isdigit() and len(f.cell.text) <= 3


@lru_cache(maxsize=1024)
def plain_text(text: str) -> str:
    text = folded(text).strip()
    if text[:1].isdigit() or text[-1:].isdigit():
        text = _PAGE_BESIDE.sub("", text)
    return text.lower()

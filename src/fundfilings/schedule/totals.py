"""Which entry is total investments, and where the schedule ends.

Total Common Stocks      98,000
Total Investments       101,000        the last caption of its kind that closes all rows above it
Other Assets              2,000
Net Assets              103,000        the first net assets line behind rows ends the schedule
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from math import isqrt

from fundfilings.schedule.entry import Entry
from fundfilings.schedule.vocabulary import (
    DERIVATIVE_SECTIONS,
    NOT_DERIVATIVE_SECTION,
    OPTION_GROUP,
    TOTAL_INVESTMENTS,
)
from fundfilings.schedule.wording import is_net_assets, is_other_line

ZERO = Decimal(0)
#: What stands below the caption "NET ASSETS (100.0%)", before its figure.
_SHARES_FOR = re.compile(r"^\W*(?:applicable|equivalent|based on|consisting|for [\d,]+|[\d,]+ shares)\b", re.I)


def tolerance(count: int, scale: int) -> Decimal:
    """How far `count` addends may miss their printed sum by the filer's rounding, in full units."""
    return Decimal(max(1, count // 20)) if scale == 1 else Decimal(scale * (isqrt(max(count, 1)) + 1))


@lru_cache(maxsize=1024)
def derivative_kind(text: str) -> str | None:
    """The kind of derivative whose rows a caption heads, None for any other caption."""
    if len(text) > 110 or NOT_DERIVATIVE_SECTION.search(text):
        return None
    return next((kind for kind, pattern in DERIVATIVE_SECTIONS if pattern.search(text)), None)


def contracts_below(text: str, above: str | None = None) -> str | None:
    """The kind of derivative whose rows stand below a heading, `above` being the kind of those above it: "CALL OPTIONS"
    goes on with options written."""
    kind = derivative_kind(text)
    return above if kind is None and above == "option_written" and OPTION_GROUP.match(text) else kind


def rank_of(text: str) -> int | None:
    """How surely a caption is that of total investments, 0 the surest; None for other captions."""
    return next((i for i, p in enumerate(TOTAL_INVESTMENTS) if p.match(text)), None)


def grand_total(entries: Sequence[Entry]) -> tuple[int | None, int]:
    """(index of the entry that is total investments, index of net assets or of the end).

    The first net assets line with a figure that follows rows ends the schedule. Before it, a caption of total
    investments counts first (the last that closes the rows above, else the last); then any caption or bare figure that
    closes all rows, the last of them. Nothing is the total while rows with quantities still follow.
    """
    end = len(entries)
    rows = 0
    for i, e in enumerate(entries):
        rows += e.kind == "row"
        if rows and is_net_assets(e.text):
            if e.kind == "total" and e.value() is not None:
                end = i
                break
            below = entries[i + 1] if i + 1 < len(entries) else None
            if (
                e.kind == "heading"
                and below is not None
                and _SHARES_FOR.match(below.text)
                and below.value() is not None
            ):
                end = i + 1
                break
    later = _quantities_after(entries, end)
    held = list(accumulate(int(e.kind == "row" and "balance" in e.figures and e.value() is not None) for e in entries))
    named: list[tuple[int, bool]] = []
    other: list[tuple[int, int]] = []
    running, count = ZERO, 0
    derivative: str | None = None
    for i, e in enumerate(entries[:end]):
        value = e.value()
        if e.kind == "heading":
            derivative = contracts_below(e.text, derivative)
        if e.kind == "row" and value is not None and not derivative and not (named and is_other_line(e.text)):
            running += value
            count += 1
        if value is None or e.kind not in ("total", "bare") or not count:
            continue
        closes = abs(running - value) <= tolerance(count, e.valued.value_scale)
        rank = rank_of(e.text) if e.kind == "total" else 9
        if rank == 9 and end == len(entries) and held[-1] - held[i] > count:
            continue  # without net assets to end the schedule: more is held below this figure than above it
        if rank is not None and rank <= 1 and not (later[i] and not closes):
            named.append((i, closes))
        elif not later[i] and (closes or (rank is not None and rank <= 5)):
            other.append((rank if closes and rank is not None else 20, i))
    for i, closes in reversed(named):
        if closes and not later[i]:
            return i, end
    if named:
        return named[-1][0], end
    closing = [o for o in other if o[0] < 20]
    if closing:
        return min(closing, key=lambda o: (o[0] == 9, -o[1]))[1], end
    return (other[-1][1] if other else None), end


def below_summary(entries: Sequence[Entry], grand: int | None, end: int) -> int | None:
    """Index behind the last row of a schedule that stands below its own summary, which alone prints the total and net
    assets; None where there is none:

    99.1%  Common Stock               7,900,000  9,910,000      by category, without quantities
    99.6%  Total Investments          7,950,000  9,960,000
    100.0% Net Assets                           10,000,000
    Alder Bank Corp.        120,000   4,000,000                 the schedule: its rows sum to the same total
    """
    if grand is None or end >= len(entries):
        return None
    if any(e.kind == "row" and "balance" in e.figures for e in entries[:end]):
        return None
    total = entries[grand].value()
    held = [i for i, e in enumerate(entries) if i > end and e.kind == "row" and "balance" in e.figures]
    values = [entries[i].value() or ZERO for i in held]
    if (
        total is None
        or not held
        or abs(sum(values, ZERO) - total) > tolerance(len(held), entries[grand].valued.value_scale)
    ):
        return None
    last = held[-1] + 1
    while last < len(entries) and entries[last].kind in ("bare", "total"):
        last += 1
    return last


def behind_summary(entries: Sequence[Entry], grand: int | None, end: int) -> tuple[int, int] | None:
    """(index of the first entry, index of the total) where a summary stands above the schedule proper:

    Long/Short Equity     125,371       the same money by strategy
    Alpha Fund, L.P.       53,876       the schedule
    Beta Fund, L.P.        71,495
    TOTAL                 125,371
    LIABILITIES, LESS OTHER ASSETS  (21,991)
    MEMBERS' CAPITAL      103,380

    Only where the total closes the rows from there on and, with the lines below it, gives net assets.
    """
    if grand is not None or end >= len(entries):
        return None
    net = entries[end].value()
    first: dict[Decimal, int] = {}  # running sum -> the entry from which it is counted
    counts: dict[int, int] = {}
    running, count = ZERO, 0
    found: tuple[int, int, Decimal] | None = None  # first entry, total, what total and lines below it sum to
    for i, e in enumerate(entries[:end]):
        value = e.value()
        if value is None or e.kind not in ("row", "total"):
            continue
        if e.kind == "row":
            if found is not None:
                found = found if "balance" in e.figures else (found[0], found[1], found[2] + value)
            first[running] = i
            counts[i] = count
            running += value
            count += 1
            continue
        at = first.get(running - value)
        if at is not None and counts[at] and count - counts[at] >= 3:
            found = at, i, value
    if found is None or net is None or abs(found[2] - net) > tolerance(count, entries[end].valued.value_scale):
        return None
    return found[0], found[1]


def lower_lines(entries: Sequence[Entry], end: int) -> int:
    """Where the lines between investments and net assets begin in a schedule that prints no total; `end` where none are
    told. They carry no quantities, captions of theirs, and with all rows above they make net assets:

    SHORT-TERM OBLIGATIONS - 2.3%           300       300
    OTHER ASSETS & LIABILITIES, NET - 1.9%            256
    NET ASSETS - 100.0%                           $13,196
    """
    net = entries[end].value() if end < len(entries) else None
    if net is None:
        return end
    first = end
    for i in range(end - 1, -1, -1):
        e = entries[i]
        if e.kind != "row" or "balance" in e.figures or e.value() is None or not is_other_line(e.text):
            break
        first = i
    values = [e.value() or ZERO for e in entries[:end] if e.kind == "row"]
    return first if abs(sum(values, ZERO) - net) <= tolerance(len(values), entries[end].valued.value_scale) else end


def _quantities_after(entries: Sequence[Entry], end: int) -> list[bool]:
    """For each entry, whether rows with a quantity (no derivatives) follow it before the end."""
    out = [False] * len(entries)
    follows = False
    derivative = [False] * len(entries)
    inside: str | None = None
    for i, e in enumerate(entries[:end]):
        if e.kind == "heading":
            inside = contracts_below(e.text, inside)
        derivative[i] = inside is not None
    limit = end if end < len(entries) else 0
    for i in range(limit - 1, -1, -1):
        out[i] = follows
        e = entries[i]
        if e.kind == "row" and "balance" in e.figures and not derivative[i] and not is_other_line(e.text):
            follows = True
    return out

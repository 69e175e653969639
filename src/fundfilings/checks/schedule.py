"""Checks of one schedule: rows against subtotals, totals and net assets, percents, the row ledger.

95 rows of California = 52,681,573 = printed subtotal;  101 rows = 53,924,296 = total investments
53,924,296 - 3,995,000 - 416,454 = 49,512,842 = net assets;  108.91 - 8.07 - 0.84 = 100.00
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fundfilings.checks import tolerances
from fundfilings.checks.identities import best, check, not_checkable
from fundfilings.models import Check, Holding, OtherLine, Schedule, Section
from fundfilings.spans import Span

#: Captions of lines that are deducted although they are printed without parentheses.
_DEDUCTED = re.compile(
    r"liabilit|preferred|borrowing|loan payable|payable|less\b|sold short|options? written|call options|put options|"
    r"floating rate|notes? issued|leverage",
    re.I,
)
_RUNNING = re.compile(r"\btotal\b|\bnet assets\b|subtotal", re.I)


def schedule_checks(fund: str, schedule: Schedule) -> Iterator[Check]:
    """All checks of one fund's schedule."""
    yield _rows(fund, schedule, "value")
    yield _rows(fund, schedule, "cost")
    yield from _sections(fund, schedule, "value")
    yield from _sections(fund, schedule, "cost")
    yield _net_assets(fund, schedule)
    yield _percents(fund, schedule)
    yield _percent_sum(fund, schedule)
    yield _ledger(fund, schedule)


def _figures(rows: Sequence[Holding] | Sequence[Section], name: str) -> list[Decimal | None]:
    return [row.value for row in rows] if name == "value" else [row.cost for row in rows]


def _rows(fund: str, schedule: Schedule, name: str) -> Check:
    id = "schedule.total" if name == "value" else "schedule.total_cost"
    total = schedule.total_investments
    stated = None if total is None else (total.value if name == "value" else total.cost)
    if total is None or stated is None:
        return not_checkable(id, fund, "no total is printed")
    figures = [v for v in _figures(schedule.holdings, name) if v is not None]
    if not figures:
        return not_checkable(id, fund, "no holding prints one", source=total.source)
    if name == "cost" and len(figures) * 10 < len(schedule.holdings) * 9:
        return not_checkable(id, fund, "not every holding prints one", source=total.source)
    tolerance = tolerances.money(len(figures), schedule.value_scale)
    return check(id, fund, stated, sum(figures, Decimal(0)), tolerance, of=f"{len(figures)} rows", source=total.source)


def _sections(fund: str, schedule: Schedule, name: str) -> Iterator[Check]:
    """Each printed subtotal against the holdings under its path. Where a path is printed more than once (under two
    asset classes, or again on a later page), each subtotal is held against the holdings that stand below its own
    heading, before the next one of the path."""
    id = "schedule.section" if name == "value" else "schedule.section_cost"
    printed: dict[tuple[str, ...], list[_Subtotal]] = {}
    for section, figure in zip(schedule.sections, _figures(schedule.sections, name), strict=True):
        if section.path:
            printed.setdefault(section.path, []).append(_Subtotal(section.path, figure, section.source))
    rows = _by_path(schedule.holdings, _figures(schedule.holdings, name))
    every = rows if name != "cost" else _by_path(schedule.holdings, [Decimal(0)] * len(schedule.holdings))
    for path, subtotals in printed.items():
        told = next((s for s in subtotals if s.figure is not None), None)
        if told is None:
            continue
        under = rows.get(path, [])
        if not under:
            yield not_checkable(id, fund, "no holding stands in it", of=" / ".join(path), source=told.source)
            continue
        if len(under) < len(every[path]):
            reason = f"{len(every[path]) - len(under)} of its holdings print no cost"
            yield not_checkable(id, fund, reason, of=" / ".join(path), source=told.source)
            continue
        for subtotal, readings in _readings(subtotals, under):
            yield _subtotal(id, fund, subtotal, readings, schedule, name)


@dataclass(slots=True)
class _Subtotal:
    """One section as printed: its path, its subtotal (None: it prints none) and where it stands."""

    path: tuple[str, ...]
    figure: Decimal | None
    source: Span | None


#: A holding's figure, and where it stands.
_Row = tuple[Decimal, Span | None]


def _by_path(holdings: Sequence[Holding], figures: Sequence[Decimal | None]) -> dict[tuple[str, ...], list[_Row]]:
    """The holdings under each path and under those that it lies in, in printed order of their own paths."""
    own: defaultdict[tuple[str, ...], list[_Row]] = defaultdict(list)
    for holding, figure in zip(holdings, figures, strict=True):
        if figure is not None:
            own[holding.section_path].append((figure, holding.source))
    under: defaultdict[tuple[str, ...], list[_Row]] = defaultdict(list)
    for path, rows in own.items():
        for depth in range(1, len(path) + 1):
            under[path[:depth]].extend(rows)
    return under


def _readings(subtotals: Sequence[_Subtotal], under: Sequence[_Row]) -> Iterator[tuple[_Subtotal, list[list[_Row]]]]:
    """The subtotals of one path, each with the rows that it may sum: those below its heading; these and those of the
    headings beside it that print no subtotal, or the same one (a section that runs on over a page is printed once
    more)."""
    if len(subtotals) == 1:
        yield subtotals[0], [list(under)]
        return
    starts = [_place(s.source) for s in subtotals]
    parts: list[list[_Row]] = [[] for _ in subtotals]
    for row in under:
        parts[max(bisect_right(starts, _place(row[1])) - 1, 0)].append(row)
    for i, subtotal in enumerate(subtotals):
        if subtotal.figure is None:
            continue
        low, high = i, i + 1
        while low > 0 and subtotals[low - 1].figure in (None, subtotal.figure):
            low -= 1
        while high < len(subtotals) and subtotals[high].figure in (None, subtotal.figure):
            high += 1
        yield subtotal, [parts[i], [row for part in parts[low:high] for row in part]]


def _place(source: Span | None) -> tuple[int, int]:
    """Where something is printed, for putting in order."""
    if source is None:
        return (0, 0)
    return (source.document or 0, source.start if source.start is not None else source.line or 0)


def _subtotal(
    id: str, fund: str, subtotal: _Subtotal, readings: Sequence[list[_Row]], schedule: Schedule, name: str
) -> Check:
    """One subtotal against the reading nearest to it."""
    stated = subtotal.figure or Decimal(0)
    rows = min(readings, key=lambda rows: abs(sum([v for v, _ in rows], Decimal(0)) - stated))
    computed = sum([v for v, _ in rows], Decimal(0))
    tolerance = tolerances.money(len(rows), schedule.value_scale)
    of = f"{' / '.join(subtotal.path)}, {len(rows)} rows"
    if abs(computed - stated) > tolerance and (count := _on_end(subtotal, schedule, name)):
        of += f" ({count} rows on end below its heading sum to it)"
    return check(id, fund, stated, computed, tolerance, of=of, source=subtotal.source)


def _on_end(subtotal: _Subtotal, schedule: Schedule, name: str) -> int:
    """How many holdings printed on end below a section's heading sum to its subtotal, 0 if no number of them does: the
    figures are right then, and some rows were read under another heading."""
    start = _place(subtotal.source)
    rows = sorted(
        (place, figure)
        for holding, figure in zip(schedule.holdings, _figures(schedule.holdings, name), strict=True)
        if figure is not None and (place := _place(holding.source)) >= start
    )
    running = Decimal(0)
    for count, (_, figure) in enumerate(rows, start=1):
        running += figure
        if abs(running - (subtotal.figure or 0)) <= tolerances.money(count, schedule.value_scale):
            return count
    return 0


def _net_assets(fund: str, schedule: Schedule) -> Check:
    id = "schedule.net_assets"
    total, stated = schedule.total_investments, schedule.net_assets
    if total is None or total.value is None or stated is None:
        return not_checkable(id, fund, "total investments or net assets are not printed")
    lines = schedule.other_lines
    if not lines and total.value != stated:
        return not_checkable(id, fund, "no line below the total is printed", source=total.source)
    if any(line.value is None for line in lines):
        return not_checkable(id, fund, "a line below the total prints no value", source=total.source)
    tolerance = tolerances.money(len(lines) + 1, schedule.value_scale)
    candidates = [_run(total.value, lines, deduct, tolerance) for deduct in (False, True)]
    return best(id, fund, stated, candidates, tolerance, of=f"{len(lines)} lines", source=total.source)


def _run(start: Decimal, lines: Sequence[OtherLine], deduct: bool, tolerance: Decimal) -> Decimal:
    """The running sum; a line that prints the running sum itself is not added. `deduct` takes lines off whose caption
    says so though they are printed without parentheses."""
    running = start
    for line in lines:
        value = line.value or Decimal(0)
        if _RUNNING.search(line.caption) and abs(value - running) <= tolerance:
            continue
        running += -abs(value) if deduct and _DEDUCTED.search(line.caption) else value
    return running


def _percents(fund: str, schedule: Schedule) -> Check:
    """One check for all printed percents: the line that is farthest off stands for them."""
    id = "schedule.percents"
    net_assets = schedule.net_assets
    if not net_assets:
        return not_checkable(id, fund, "net assets are not printed")
    lines = list(_percent_lines(schedule))
    if not lines:
        return not_checkable(id, fund, "no line prints a value and a percent")
    unit = tolerances.percent_unit(p for p, _, _, _ in lines)
    tolerance = tolerances.percent_of(unit, schedule.value_scale, net_assets)
    stated, value, caption, source = max(lines, key=lambda ln: abs(_ratio(ln[1], net_assets, ln[0]) - ln[0]))
    computed = round(_ratio(value, net_assets, stated), 6)
    return check(id, fund, stated, computed, tolerance, of=f"{len(lines)} lines, farthest {caption}", source=source)


def _ratio(value: Decimal, net_assets: Decimal, percent: Decimal) -> Decimal:
    """Value over net assets in percent; without sign where the percent of a deduction is printed without one."""
    ratio = value / net_assets * 100
    return abs(ratio) if percent > 0 else ratio


def _percent_lines(schedule: Schedule) -> Iterator[tuple[Decimal, Decimal, str, Span | None]]:
    """(percent, value, caption, place) of every line that prints both."""
    total = schedule.total_investments
    if total and total.percent_of_net_assets is not None and total.value is not None:
        yield total.percent_of_net_assets, total.value, total.caption, total.source
    for line in schedule.other_lines:
        if line.percent_of_net_assets is not None and line.value is not None:
            yield line.percent_of_net_assets, line.value, line.caption, line.source
    for section in schedule.sections:
        if section.percent_of_net_assets is not None and section.value is not None:
            yield section.percent_of_net_assets, section.value, " / ".join(section.path), section.source
    for holding in schedule.holdings:
        if holding.percent_of_net_assets is not None and holding.value is not None:
            yield holding.percent_of_net_assets, holding.value, holding.description[:60], holding.source


def _percent_sum(fund: str, schedule: Schedule) -> Check:
    id = "schedule.percent_sum"
    total = schedule.total_investments
    if total is None or total.percent_of_net_assets is None:
        return not_checkable(id, fund, "total investments print no percent")
    percents = [total.percent_of_net_assets]
    for line in schedule.other_lines:
        if line.percent_of_net_assets is None:
            return not_checkable(id, fund, f"{line.caption} prints no percent", source=total.source)
        percent = line.percent_of_net_assets
        if _RUNNING.search(line.caption) and abs(percent - sum(percents)) < Decimal("0.2"):
            continue
        # A deduction's percent is printed with or without parentheses: its value has the sign
        percents.append(-percent if percent > 0 and line.value is not None and line.value < 0 else percent)
    if len(percents) == 1:
        return not_checkable(id, fund, "no line below the total prints a percent", source=total.source)
    unit = tolerances.percent_unit(percents)
    tolerance = tolerances.percent_sum(unit, len(percents))
    return check(id, fund, Decimal(100), sum(percents, Decimal(0)), tolerance, source=total.source)


def _ledger(fund: str, schedule: Schedule) -> Check:
    ledger = schedule.ledger
    if not ledger.rows:
        return not_checkable("schedule.ledger", fund, "no ledger was kept", source=schedule.source)
    kinds = sum(count for kind, count in ledger if kind != "rows")
    return check("schedule.ledger", fund, Decimal(ledger.rows), Decimal(kinds), tolerances.NONE, source=schedule.source)

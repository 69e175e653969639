"""Checks of one schedule: rows against subtotals, totals and net assets, percents, the row ledger.

95 rows of California = 52,681,573 = printed subtotal;  101 rows = 53,924,296 = total investments
53,924,296 - 3,995,000 - 416,454 = 49,512,842 = net assets;  108.91 - 8.07 - 0.84 = 100.00
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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
    """Each printed subtotal. A path printed twice with two subtotals may print parts (continued over pages) or one
    figure again: the reading that closes is taken."""
    printed: dict[tuple[str, ...], list[tuple[Decimal, Span | None]]] = {}
    for section, figure in zip(schedule.sections, _figures(schedule.sections, name), strict=True):
        if figure is not None and section.path:
            printed.setdefault(section.path, []).append((figure, section.source))
    if not printed:
        return
    own: defaultdict[tuple[str, ...], list[Decimal]] = defaultdict(list)
    for holding, figure in zip(schedule.holdings, _figures(schedule.holdings, name), strict=True):
        if figure is not None:
            own[holding.section_path].append(figure)
    sums: defaultdict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    counts: Counter[tuple[str, ...]] = Counter()
    for path, figures in own.items():
        value, count = sum(figures, Decimal(0)), len(figures)
        for depth in range(1, len(path) + 1):
            sums[path[:depth]] += value
            counts[path[:depth]] += count
    id = "schedule.section" if name == "value" else "schedule.section_cost"
    for path, subtotals in printed.items():
        of = " / ".join(path)
        if not counts[path]:
            yield not_checkable(id, fund, "no holding stands in it", of=of, source=subtotals[0][1])
            continue
        stated = _closest([v for v, _ in subtotals], sums[path])
        tolerance = tolerances.money(counts[path], schedule.value_scale)
        rows = f"{of}, {counts[path]} rows"
        yield check(id, fund, stated, sums[path], tolerance, of=rows, source=subtotals[-1][1])


def _closest(values: Sequence[Decimal], computed: Decimal) -> Decimal:
    """Of subtotals printed under one path: one of them, or their sum, whichever is nearest to the rows."""
    return min((*values, sum(values, Decimal(0))), key=lambda v: abs(v - computed))


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

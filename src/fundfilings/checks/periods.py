"""Checks of the statements of a period: operations, changes in net assets, cash flows.

income 13,809,499 - expenses 1,539,162 = 12,270,337;  + gains 26,989,662 = increase from operations 39,259,999
net assets, beginning 182,064,077 + increase 27,361,112 = end 209,425,189
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from fundfilings.checks import tolerances
from fundfilings.checks.columns import Entry, Sheet, sheets, total, without_subtotals
from fundfilings.checks.identities import best, check, not_checkable
from fundfilings.models import Check, Statement


def operations_checks(fund: str, statement: Statement) -> Iterator[Check]:
    """Checks within the statement of operations."""
    for sheet in sheets(statement):
        if sheet.first("net_investment_income", "net_increase_from_operations") is None:
            continue
        yield _net_investment_income(fund, sheet)
        yield _net_increase(fund, sheet)


def _net_investment_income(fund: str, sheet: Sheet) -> Check:
    id = "operations.net_investment_income"
    incomes, stated = _incomes(sheet), sheet.first("net_investment_income")
    gross, net = sheet.first("expenses_total"), sheet.first("expenses_net")
    last = net or gross
    if not incomes or stated is None or last is None:
        return not_checkable(id, fund, "income, expenses or net investment income are not printed", of=sheet.label)
    # Waivers, credits and taxes that stand between the last total of expenses and net investment income
    between = sheet.between(last, stated)
    steps = [Decimal(0), *(sign * v for v in (total(between), *(e.value for e in between)) for sign in (1, -1))]
    expenses = [abs(e.value) for e in (net, gross) if e is not None]
    candidates = [income - e + step for income in incomes for e in expenses for step in steps]
    tolerance = tolerances.money(3, sheet.scale)
    return best(id, fund, stated.value, candidates, tolerance, of=sheet.label, source=stated.source)


def _incomes(sheet: Sheet) -> list[Decimal]:
    """Total income; where lines without a total print it, their sum: down to the last one known as income, or to the
    first one known as an expense."""
    printed = sheet.value("investment_income_total")
    if printed is not None:
        return [printed]
    own = [e for e in sheet.entries if e.key is not None and e.key.startswith("income_")]
    own = own or [e for e in sheet.entries if _INCOME.search(f"{e.group or ''} {e.caption}") and e.key is None]
    expense = next((e for e in sheet.entries if e.key is not None and e.key.startswith("expense")), None)
    if not own:  # a fund of a few days has expenses alone
        return [Decimal(0)] if expense is not None else []
    down = [[e for e in sheet.entries if e.index <= own[-1].index], sheet.between(None, expense) if expense else own]
    return [total(without_subtotals(lines, tolerances.money(len(lines), sheet.scale))) for lines in down]


def _net_increase(fund: str, sheet: Sheet) -> Check:
    id = "operations.net_increase"
    income, stated = sheet.first("net_investment_income"), sheet.first("net_increase_from_operations")
    if income is None or stated is None:
        return not_checkable(id, fund, "net investment income or the increase is not printed", of=sheet.label)
    gains = _gains(sheet)
    if not gains and not sheet.between(income, stated):
        gains = [Decimal(0)]  # none are printed: the increase is the income
    if not gains and len(sheet.between(income, stated)) < 2:
        return not_checkable(id, fund, "gains and losses are not printed", of=sheet.label, source=stated.source)
    # Distributions to preferred shares stand between the gains and the increase of common shares
    between = sheet.between(sheet.first(*_GAINS), stated)
    preferred = [e.value for e in between if _PREFERRED.search(e.caption) or _PREFERRED.search(e.group or "")]
    candidates = [income.value + g for g in gains]
    # Gains without a total of their own: all lines that stand between income and the increase
    tolerance = tolerances.money(3, sheet.scale)
    lines = sheet.between(income, stated)
    candidates.append(income.value + total(without_subtotals(lines, tolerance)))
    for g in gains:
        candidates += [
            income.value + g + sign * p for p in (*preferred, sum(preferred, Decimal(0))) for sign in (1, -1)
        ]
    return best(id, fund, stated.value, candidates, tolerance, of=sheet.label, source=stated.source)


_INCOME = re.compile(r"^(?:net )?(?:investment )?income\b|\b(?:interest|dividends?)\b.*\bincome\b", re.I)
_GAINS = ("net_realized_and_unrealized", "net_change_in_unrealized", "net_realized")
_PREFERRED = re.compile(r"preferred|auction|amps|remarketed", re.I)
_ENDING = re.compile(r"net assets|capital|equity|\bend(?:ing)?\b", re.I)
_INCREASE = re.compile(r"(?:increase|decrease|change).*operations|operations.*(?:increase|decrease)", re.I)


def _gains(sheet: Sheet) -> list[Decimal]:
    """The total of gains as printed, and as realized plus unrealized."""
    found = []
    both = sheet.value("net_realized_and_unrealized")
    if both is not None:
        found.append(both)
    realized, unrealized = sheet.value("net_realized"), sheet.value("net_change_in_unrealized")
    if realized is not None and unrealized is not None:
        found.append(realized + unrealized)
    return found


def changes_checks(fund: str, statement: Statement) -> Iterator[Check]:
    """Checks within the statement of changes in net assets, period by period."""
    for column in sheets(statement):
        for sheet in _stacked(column):
            yield _changes_operations(fund, sheet)
            yield _roll(
                fund,
                sheet,
                "changes.net_assets_end",
                "net_assets_beginning",
                "net_change_in_net_assets",
                "net_assets_end",
            )


def _stacked(sheet: Sheet) -> Iterator[Sheet]:
    """A column by its periods where they stand one under the other: the end of one is the beginning of the next."""
    ends = [n for n, e in enumerate(sheet.entries) if e.key == "net_assets_end"]
    if len(ends) < 2:
        yield sheet
        return
    low = 0
    for n in ends:
        entries = sheet.entries[low : n + 1]
        if low and not any(e.key == "net_assets_beginning" for e in entries):
            entries = (replace(sheet.entries[low - 1], key="net_assets_beginning"), *entries)
        yield replace(sheet, label=", ".join(filter(None, (sheet.label, entries[-1].caption))), entries=entries)
        low = n + 1


def _changes_operations(fund: str, sheet: Sheet) -> Check:
    id = "changes.operations"
    stated, income = sheet.first("net_increase_from_operations"), sheet.first("net_investment_income")
    if stated is None or income is None:
        return not_checkable(id, fund, "income or the increase from operations are not printed", of=sheet.label)
    # Funds print more than one line of gains (currency, futures, distributions to preferred shares) before the
    # increase, and may sum them, or operations before these distributions, on a line of its own
    above = [e for e in sheet.entries if income.index <= e.index < stated.index]
    if len(above) < 2:
        return not_checkable(id, fund, "not all lines of operations are printed", of=sheet.label)
    tolerance = tolerances.money(len(above), sheet.scale)
    gains = [e for k in ("net_realized", "net_change_in_unrealized") if (e := sheet.first(k))]
    candidates = [total(above), total(without_subtotals(above, tolerance)), income.value + total(gains)]
    start = sheet.first("net_assets_beginning")
    head = sheet.between(start if start and start.index < income.index else None, stated)
    candidates.append(total(without_subtotals(head, tolerance)))  # lines of operations may stand above income
    return best(id, fund, stated.value, candidates, tolerance, of=sheet.label, source=stated.source)


def _roll(fund: str, sheet: Sheet, id: str, beginning: str, change: str, end: str) -> Check:
    start, moved, stated = (sheet.first(k) for k in (beginning, change, end))
    if start is None or stated is None:
        return not_checkable(id, fund, "the beginning or the end is not printed", of=sheet.label)
    if moved is None:  # nothing but the lines of the period
        above = sheet.between(start, stated) or sheet.between(None, start)
        tolerance = tolerances.money(len(above), sheet.scale)
        lines = without_subtotals(above, tolerance)
        if len(lines) < 2:
            return not_checkable(id, fund, "the change is not printed", of=sheet.label)
        computed = start.value + total(lines)
        return check(id, fund, stated.value, computed, tolerance, of=sheet.label, source=stated.source)
    tolerance = tolerances.money(2, sheet.scale)
    # What stands between beginning and end came in beside the change: cash of a fund that was merged into this one
    beside = [e for e in sheet.between(start, stated) if e.index != moved.index]
    candidates = [start.value + moved.value, start.value + moved.value + total(beside)]
    return best(id, fund, stated.value, candidates, tolerance, of=sheet.label, source=stated.source)


def increase_check(fund: str, operations: Statement, changes: Statement) -> Check:
    """The increase from operations in both statements: the operations' column against the changes' same period."""
    id = "changes.increase"
    found = _first(operations, "net_increase_from_operations")
    periods = [
        e for s in sheets(changes) for e in s.entries if e.key == "net_increase_from_operations" or _is_increase(e)
    ]
    if found is None or not periods:
        return not_checkable(id, fund, "one of the statements prints no increase")
    # Before or after distributions to preferred shares: either statement may print either
    increases = [found]
    increases += next(([e for e in s.entries if _is_increase(e)] for s in sheets(operations)), [])
    return min((_same(id, fund, e, periods) for e in increases), key=lambda c: abs(c.difference or Decimal(0)))


def _is_increase(entry: Entry) -> bool:
    return "operations" in entry.caption.lower() and _INCREASE.search(entry.caption) is not None


def end_check(fund: str, balance: Statement, changes: Statement) -> Check:
    """Ending net assets of the newest period against the balance sheet's net assets."""
    id = "changes.net_assets"
    found = _first(balance, "net_assets")
    # Periods that stand one under the other repeat the line, of which only the first has the key
    columns = list(sheets(changes)) if found is not None else []
    if found is None or not any(s.first("net_assets_end") for s in columns):
        return not_checkable(id, fund, "one of the statements prints no net assets")
    periods = [e for s in columns for e in s.entries if e.key == "net_assets_end" or _ENDING.search(e.caption)]
    return _same(id, fund, found, periods)


def _first(statement: Statement, key: str) -> Entry | None:
    return next((e for s in sheets(statement) if (e := s.first(key))), None)


def _same(id: str, fund: str, found: Entry, printed: list[Entry]) -> Check:
    """The nearest of the printed figures: periods run either way, and partnerships print a column for each partner."""
    nearest = min(printed, key=lambda e: abs(e.value - found.value))
    tolerance = max(tolerances.same_amount(found.value), tolerances.same_amount(nearest.value))
    return check(id, fund, nearest.value, found.value, tolerance, source=nearest.source)


def cash_checks(fund: str, statement: Statement) -> Iterator[Check]:
    """Checks within the statement of cash flows."""
    for sheet in sheets(statement):
        yield _activities(fund, sheet)
        if sheet.first("net_change_in_cash") is not None:
            yield _roll(fund, sheet, "cash.end", "cash_beginning", "net_change_in_cash", "cash_end")
        else:
            yield _cash_end(fund, sheet)


def _activities(fund: str, sheet: Sheet) -> Check:
    id = "cash.activities"
    stated, parts = sheet.first("net_change_in_cash"), _cash_parts(sheet)
    if stated is None or len(parts) < 2:
        return not_checkable(id, fund, "the change in cash or the activities are not printed", of=sheet.label)
    candidates = _cash_sums(sheet, parts, stated)
    tolerance = tolerances.money(len(parts), sheet.scale)
    return best(id, fund, stated.value, candidates, tolerance, of=sheet.label, source=stated.source)


def _cash_end(fund: str, sheet: Sheet) -> Check:
    """Ending cash where the change is not printed: by the activities."""
    id = "cash.end"
    start, end, parts = sheet.first("cash_beginning"), sheet.first("cash_end"), _cash_parts(sheet)
    if start is None or end is None or not parts:
        return not_checkable(id, fund, "the beginning, the activities or the end is not printed", of=sheet.label)
    candidates = [start.value + s for s in _cash_sums(sheet, parts, start)]
    tolerance = tolerances.money(len(parts) + 2, sheet.scale)
    return best(id, fund, end.value, candidates, tolerance, of=sheet.label, source=end.source)


def _cash_parts(sheet: Sheet) -> list[Entry]:
    keys = ("net_cash_from_operating", "net_cash_from_investing", "net_cash_from_financing")
    return [e for k in keys if (e := sheet.first(k))]


def _cash_sums(sheet: Sheet, parts: Sequence[Entry], below: Entry) -> list[Decimal]:
    """What the activities come to: alone; with what stands between them and the line below ("Effect of exchange rates
    on cash"); with the totals of further activities that stand among them ("Total distributions")."""
    first, last = min(parts, key=lambda e: e.index), max(parts, key=lambda e: e.index)
    known = {e.index for e in parts}
    among = [e for e in sheet.between(first, last) if e.index not in known]
    totals = total(e for e in among if e.caption.lower().startswith("total"))
    lines = total(
        e for e in among if "distribut" in (e.group or "").lower() and "activities" not in (e.group or "").lower()
    )
    own, behind = total(parts), total(sheet.between(last, below))
    return [own, own + behind, own + totals, own + totals + behind, own + lines, own + lines + behind]

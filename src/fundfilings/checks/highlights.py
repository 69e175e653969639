"""Checks of the financial highlights, column by column, and of the newest one against the balance sheet.

13.53 + 2.90 (operations) - 0.87 (distributions) = 15.56, printed 15.57: within two cents of rounding
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from fundfilings.checks import tolerances
from fundfilings.checks.columns import Entry, sheets, total, without_subtotals
from fundfilings.checks.identities import best, check, not_checkable
from fundfilings.models import Check, HighlightsColumn, HighlightsItem, Statement

_DISTRIBUTION = re.compile(r"distribut|dividend|return of capital|from net investment income|from .*gain", re.I)
_OPERATIONS = re.compile(r"(?:total|increase|decrease|net).*(?:operations|investment activities)", re.I)
_ALL_DISTRIBUTIONS = re.compile(r"^\W*total .*(?:distribut|dividend)", re.I)
_RESULT = frozenset(("net_investment_income", "net_gains_on_securities", "total_from_investment_operations"))
#: What the roll comes to, printed on a line of its own above the end.
_MEMO = re.compile(
    r"^\W*(?:total |net )*(?:increase|decrease|change)\b.{0,30}\bin net asset value\W*(?:per share)?\W*$", re.I
)
_CENT = Decimal("0.011")


def roll_checks(fund: str, columns: Sequence[HighlightsColumn]) -> Iterator[Check]:
    """Each column from beginning to ending net asset value."""
    for column in columns:
        yield _roll(fund, column)


def _roll(fund: str, column: HighlightsColumn) -> Check:
    id = "highlights.roll"
    of = ", ".join(filter(None, (column.class_name, column.period.label)))
    beginning, end = _index(column, "nav_beginning"), _index(column, "nav_end")
    if beginning is None or end is None or end <= beginning + 1:
        return not_checkable(id, fund, "beginning or ending net asset value is not printed", of=of)
    start, stated = column.items[beginning].value, column.items[end]
    entries = list(_entries(column.items, beginning, end))
    if start is None or stated.value is None or not any(e.key in _RESULT for e in entries):
        return not_checkable(id, fund, "a figure of the roll is not printed", of=of, source=stated.source)
    candidates = (start + c for c in _readings(entries))
    return best(id, fund, stated.value, candidates, tolerances.PER_SHARE, of=of, source=stated.source)


def _entries(items: Sequence[HighlightsItem], beginning: int, end: int) -> Iterator[Entry]:
    for n in range(beginning + 1, end):
        item = items[n]
        if item.value is not None and not _MEMO.match(item.caption):
            yield Entry(item.caption, item.key, item.value, item.group, n, item.source)


def _readings(entries: list[Entry]) -> Iterator[Decimal]:
    """What the lines between beginning and end come to: distributions are printed with or without parentheses, totals
    stand below their parts or instead of them."""
    signed = [_signed(e) for e in entries]
    totals = {"total_from_investment_operations", "total_distributions"}
    for part in (entries, signed):
        # Two lines may come to a third by chance (-.39 and -.26, with -.64 below them), the less so the nearer
        yield total(without_subtotals(part, _CENT))
        yield total(without_subtotals(part, _CENT / 10))
    for part in (entries, signed):
        yield total(e for e in part if e.key not in totals and e.caption.lower() != "total")
    # Results of operations stand before and after dividends to preferred shares: each may be the one that is rolled on
    for ops in (i for i, e in enumerate(entries) if _is_operations(e)):
        for part in (entries, signed):
            rest = part[ops + 1 :]
            done = next((i for i, e in enumerate(rest) if _is_total_distributions(e)), None)
            yield part[ops].value + total(without_subtotals(rest, _CENT))
            if done is not None:
                yield part[ops].value + total(rest[done:])


def _is_total_distributions(entry: Entry) -> bool:
    return entry.key == "total_distributions" or bool(_ALL_DISTRIBUTIONS.search(entry.caption))


def _is_operations(entry: Entry) -> bool:
    return entry.key == "total_from_investment_operations" or bool(_OPERATIONS.search(entry.caption))


def _signed(entry: Entry) -> Entry:
    """A distribution as a deduction, whatever sign it was printed with."""
    if entry.value <= 0 or entry.key in _RESULT:
        return entry
    if not (_DISTRIBUTION.search(entry.caption) or _DISTRIBUTION.search(entry.group or "")):
        return entry
    return Entry(entry.caption, entry.key, -entry.value, entry.group, entry.index, entry.source)


def newest_checks(fund: str, columns: Sequence[HighlightsColumn], balance: Statement) -> Iterator[Check]:
    """The newest column against the balance sheet: net asset value per share and net assets."""
    if len({c.class_name for c in columns}) > 1:
        return
    newest = _newest(columns)
    if newest is None or (balance.as_of and newest.period.end and balance.as_of != newest.period.end):
        return
    sheet = next((s for s in sheets(balance) if s.first("net_assets")), None)
    if sheet is None:
        return
    for id, key, other in (
        ("highlights.nav", "nav_end", "net_asset_value_per_share"),
        ("highlights.net_assets", "net_assets_end", "net_assets"),
    ):
        at = _index(newest, key)
        item = newest.items[at] if at is not None else None
        printed = sheet.value(other)
        if item is None or item.value is None or printed is None:
            yield not_checkable(id, fund, "one of the two is not printed", of=newest.period.label)
            continue
        if key == "nav_end":
            tolerance = tolerances.SAME_PER_SHARE
        else:
            tolerance = max(tolerances.same_amount(item.value), tolerances.same_amount(printed))
        yield check(id, fund, item.value, printed, tolerance, of=newest.period.label, source=item.source)


def _newest(columns: Sequence[HighlightsColumn]) -> HighlightsColumn | None:
    """The column with the latest end; the first printed where ends are not told."""
    dated = [c for c in columns if c.period.end is not None]
    if len(dated) == len(columns) and columns:
        return max(dated, key=lambda c: c.period.end or date.min)
    return columns[0] if columns else None


def _index(column: HighlightsColumn, key: str) -> int | None:
    return next((i for i, item in enumerate(column.items) if item.key == key), None)

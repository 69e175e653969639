"""Checks of the balance sheet, and of what other parts print of it again.

assets 307,748,154 - liabilities 53,022,965 - preferred 45,300,000 = net assets 209,425,189 = sum of its components
209,425,189 / 13,454,169 shares = 15.57 a share
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from fundfilings.checks import tolerances
from fundfilings.checks.columns import Entry, Sheet, sheets, total, without_group_totals, without_subtotals
from fundfilings.checks.identities import best, check, not_checkable
from fundfilings.letters import holds_any
from fundfilings.models import Check, FairValueLevel, Schedule, Statement

#: Lines of the asset side that print a cost or a part of another line and are not added.
_MEMO = re.compile(
    r"^\W*(?:total |identified |amortized |aggregate )*(?:book )?cost\b|^\W*(?:includes?|including)\b|"
    r"\bat (?:identified |amortized )?cost\b(?!.*value)",
    re.I,
)
_INVESTMENTS = re.compile(r"investments?|securities|repurchase|short-term|affiliate|collateral|funds?\b|master", re.I)
_NETTED = re.compile(r"options? .*written|written options?|sold short|short sales|short positions?", re.I)
_RECEIVABLE = re.compile(
    r"receivable|payable|sold(?! short)|purchased|dividend|interest|subscription|deposit|prepaid|due", re.I
)
_PER_SHARE = re.compile(r"net asset value.*\bper\b", re.I)
_SHARES = re.compile(r"\b(\d{1,3}(?:,\d{3})+)\s+(?:\w+\s+){0,2}(?:shares|units|interests)\b", re.I)
_OUTSTANDING = re.compile(
    r"\b(\d{1,3}(?:,\d{3})+)\s+(?:\w+\s+){0,2}(?:shares|units)\s+(?:issued\s+and\s+)?outstanding", re.I
)
COMPONENTS = frozenset(
    (
        "paid_in_capital",
        "distributable_earnings",
        "undistributed_net_investment_income",
        "accumulated_net_realized_gain",
        "net_unrealized",
    )
)


def balance_checks(fund: str, statement: Statement) -> Iterator[Check]:
    """Checks within the statement of assets and liabilities, column by column."""
    for sheet in sheets(statement):
        if sheet.label and sheet.first("total_assets", "net_assets") is None:
            continue
        yield _side(fund, sheet, "balance.assets", None, "total_assets")
        yield _side(fund, sheet, "balance.liabilities", "total_assets", "total_liabilities")
        yield _net_assets(fund, sheet)
        yield _components(fund, sheet)
        yield _nav(fund, sheet)


def _side(fund: str, sheet: Sheet, id: str, above: str | None, below: str) -> Check:
    """One side of the sheet against its total: plain, without subtotals, without memo lines, whichever is nearest."""
    stated = sheet.first(below)
    start = sheet.first(above) if above else None
    if stated is None or (above and start is None):
        return not_checkable(
            id, fund, f"{'no total' if stated is None else 'no total assets'} is printed", of=sheet.label
        )
    entries = sheet.between(start, stated)
    if len(entries) < 2 and (not entries or stated.value != entries[0].value):
        return not_checkable(id, fund, "no lines stand above the total", of=sheet.label, source=stated.source)
    tolerance = tolerances.money(len(entries), sheet.scale)
    plain = [e for e in entries if not _MEMO.search(e.caption)]
    parts = (entries, plain, without_group_totals(plain))
    candidates = [total(reading) for part in parts for reading in (part, without_subtotals(part, tolerance))]
    return best(
        id, fund, stated.value, candidates, tolerance, of=_of(sheet, f"{len(entries)} lines"), source=stated.source
    )


def _net_assets(fund: str, sheet: Sheet) -> Check:
    id = "balance.net_assets"
    assets, net = sheet.first("total_assets"), sheet.first("net_assets")
    investments = sheet.first("total_investments")
    if assets is None and investments is not None and net is not None and investments.index < net.index:
        # A statement of net assets: investments, other assets and liabilities with their signs
        lines = sheet.between(investments, net)
        tolerance = tolerances.money(len(lines) + 1, sheet.scale)
        unit = Decimal(sheet.scale)
        readings = (lines, without_subtotals(lines, tolerance), without_subtotals(lines, unit))
        candidates = [investments.value + total(r) for r in readings]
        return best(id, fund, net.value, candidates, tolerance, of=sheet.label, source=net.source)
    if assets is None or net is None:
        return not_checkable(id, fund, "total or net assets are not printed", of=sheet.label)
    liabilities = sheet.first("total_liabilities")
    owed = liabilities.value if liabilities else total(_liabilities(sheet, assets, net))
    preferred = abs(sheet.value("preferred_shares") or Decimal(0))
    rest = assets.value - abs(owed)
    tolerance = tolerances.money(3, sheet.scale)
    # Preferred shares have many names: what stands alone between the liabilities and net assets is taken off too
    last = liabilities or assets
    between = [abs(e.value) for e in sheet.between(last, net) if e.key not in COMPONENTS] if liabilities else []
    series = accumulate(between)  # several series of preferred shares stand one under the other
    candidates = [rest, rest - preferred, *(rest - b for b in between), *(rest - s for s in series)]
    return best(id, fund, net.value, candidates, tolerance, of=sheet.label, source=net.source)


def _liabilities(sheet: Sheet, assets: Entry, net: Entry) -> list[Entry]:
    """What stands between total assets and net assets where no total of liabilities is printed."""
    return [e for e in sheet.between(assets, net) if e.key not in COMPONENTS and e.key != "preferred_shares"]


def _components(fund: str, sheet: Sheet) -> Check:
    id = "balance.components"
    net = sheet.first("net_assets")
    parts = [e for e in sheet.entries if e.key in COMPONENTS]
    if net is None or not parts:
        return not_checkable(id, fund, "net assets or their components are not printed", of=sheet.label)
    run = [e for e in sheet.entries if parts[0].index <= e.index <= parts[-1].index]
    keys = {e.key for e in parts}
    if "paid_in_capital" not in keys or len(keys) < 2 or any(e.key == "total_liabilities" for e in run):
        return not_checkable(id, fund, "not all components were recognised", of=sheet.label, source=net.source)
    tolerance = tolerances.money(len(run) + 2, sheet.scale)
    above = [e for e in sheet.entries if e.index < run[0].index][-3:]
    below = [e for e in sheet.entries if e.index > run[-1].index][:2]
    spans = [[*above[len(above) - a :], *run, *below[:b]] for a in range(len(above) + 1) for b in range(len(below) + 1)]
    spans.append([*run, *sheet.between(run[-1], net)])  # unrealized gains of contracts and currencies, each on its line
    candidates = [total(reading) for span in spans for reading in (span, without_subtotals(span, tolerance))]
    preferred = sheet.value("preferred_shares") or Decimal(0)
    candidates += [total(run), total(run) - preferred]
    return best(id, fund, net.value, candidates, tolerance, of=_of(sheet, f"{len(run)} lines"), source=net.source)


def _nav(fund: str, sheet: Sheet) -> Check:
    id = "balance.nav_per_share"
    net, nav = sheet.first("net_assets"), sheet.first("net_asset_value_per_share")
    shares = _shares(sheet, nav) if nav else None
    if net is None or nav is None or not shares:
        return not_checkable(id, fund, "net assets, shares or net asset value are not printed", of=sheet.label)
    if sum(_PER_SHARE.search(e.caption) is not None for e in sheet.entries) > 1:
        return not_checkable(id, fund, "several classes stand in one column", of=sheet.label, source=nav.source)
    computed = round(net.value / shares, 6)
    rounding = Decimal(sheet.scale) / abs(shares) if sheet.scale > 1 else Decimal(0)
    return check(id, fund, nav.value, computed, tolerances.NAV_PER_SHARE + rounding, of=sheet.label, source=nav.source)


def _shares(sheet: Sheet, nav: Entry) -> Decimal | None:
    """Shares outstanding: their own line, or inside the caption of the net asset value or of the capital stock."""
    own = sheet.value("shares_outstanding")
    if own is not None:
        return own
    found = _SHARES.search(nav.caption)
    for entry in sheet.entries if found is None else ():
        found = _OUTSTANDING.search(entry.caption)
        if found is not None and "preferred" not in entry.caption.lower():
            break
        found = None
    return Decimal(found[1].replace(",", "")) if found else None


def _is_netted(caption: str) -> bool:
    return holds_any(caption.lower(), ("option", "short")) and _NETTED.search(caption) is not None


def schedule_check(fund: str, statement: Statement, schedule: Schedule) -> Check:
    """Investments at value in the balance sheet against the schedule's total."""
    id = "balance.schedule"
    printed = schedule.total_investments
    sheet = next(sheets(statement), None)
    if printed is None or printed.value is None or sheet is None:
        return not_checkable(id, fund, "the schedule prints no total")
    if statement.as_of and schedule.as_of and statement.as_of != schedule.as_of:
        return not_checkable(id, fund, "the dates differ")
    end = sheet.first("total_assets")
    head = sheet.between(None, end) if end else list(sheet.entries)
    own = [
        e
        for e in head
        if _INVESTMENTS.search(e.caption) and not _RECEIVABLE.search(e.caption) and not _MEMO.search(e.caption)
    ]
    keyed = sheet.first("total_investments", "investments_at_value")
    if keyed is None or not own:
        return not_checkable(id, fund, "the balance sheet prints no investments at value")
    runs = [total(own[: n + 1]) for n in range(len(own))]
    candidates = [keyed.value, *runs, *(e.value for e in own)]
    # The schedule may print its total before or after options written and short sales, which the balance sheet owes
    less = [line.value for line in schedule.other_lines[:2] if line.value and _is_netted(line.caption)]
    less += [e.value for e in sheet.entries if _is_netted(e.caption) and not _RECEIVABLE.search(e.caption)]
    candidates += [c + sign * v for c in (keyed.value, runs[-1]) for v in less for sign in (1, -1)]
    tolerance = max(
        tolerances.same_amount(printed.value),
        tolerances.same_amount(keyed.value),
        tolerances.money(2, statement.value_scale),
    )
    found = best(id, fund, printed.value, candidates, tolerance, source=keyed.source)
    if found.status == "fail" and len(own) > 1:
        return not_checkable(
            id, fund, "investments stand in several lines, of which none is the schedule's", source=keyed.source
        )
    return found


def level_checks(fund: str, levels: Sequence[FairValueLevel], schedule: Schedule | None, scale: int) -> Iterator[Check]:
    """Each row of the level table against its total, and the table's total against the schedule's."""
    rows = [r for r in levels if r.total is not None]
    for row in rows:
        parts = [v for v in (row.level_1, row.level_2, row.level_3) if v is not None]
        if parts and row.total is not None:
            tolerance = max(tolerances.money(3), tolerances.same_amount(row.total) if scale > 1 else Decimal(0))
            yield check(
                "levels.row", fund, row.total, sum(parts, Decimal(0)), tolerance, of=row.caption, source=row.source
            )
    printed = schedule.total_investments if schedule else None
    if not rows or printed is None or printed.value is None:
        return
    yield _levels_total(fund, rows, printed.value)


def _levels_total(fund: str, rows: Sequence[FairValueLevel], stated: Decimal) -> Check:
    totals = [r for r in rows if re.match(r"\W*total\b", r.caption, re.I)]
    figures = [r.total for r in rows if r.total is not None]
    own = sum((r.total or Decimal(0) for r in rows if r not in totals), Decimal(0))
    tolerance = max(tolerances.same_amount(stated), tolerances.money(len(rows)))
    found = best("levels.schedule", fund, stated, [*figures, own], tolerance, source=rows[-1].source)
    named = any(re.search(r"total investments", r.caption, re.I) for r in totals)
    if found.status == "fail" and not (named and len(totals) == 1):
        why = "the table prints no total of investments alone"
        return not_checkable("levels.schedule", fund, why, source=rows[-1].source)
    return found


def _of(sheet: Sheet, what: str) -> str:
    return f"{sheet.label}, {what}" if sheet.label else what

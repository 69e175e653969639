"""All checks of a filing, and the status they and the issues lead to."""

from __future__ import annotations

from collections.abc import Iterator

from fundfilings.checks.affiliates import affiliate_checks
from fundfilings.checks.balance import balance_checks, level_checks, schedule_check
from fundfilings.checks.disclosures import disclosure_checks
from fundfilings.checks.highlights import newest_checks, roll_checks
from fundfilings.checks.periods import cash_checks, changes_checks, end_check, increase_check, operations_checks
from fundfilings.checks.schedule import schedule_checks
from fundfilings.models import Check, Filing, Fund, Status

#: Failed checks that make a filing partial: something of the schedule was lost or misread.
TOTAL_CHECKS = frozenset(("schedule.total", "schedule.net_assets"))


def run_checks(filing: Filing) -> tuple[Check, ...]:
    """Every identity that the parts of the filing allow, fund by fund. Parts that are not there give no check; a part
    that lacks a figure gives one that is not checkable. Needs the models only, also those of saved JSON."""
    return tuple(check for fund in filing.funds for check in _fund_checks(fund))


def derive_status(filing: Filing) -> Status:
    """`failed`: nothing usable was read. `partial`: an issue of severity error, or a total that does not close."""
    if not any(_has_content(fund) for fund in filing.funds) and not filing.notes:
        return "failed"
    lost = any(issue.severity == "error" for issue in filing.issues)
    open_total = any(c.status == "fail" and c.id in TOTAL_CHECKS for c in filing.checks)
    return "partial" if lost or open_total else "ok"


def _has_content(fund: Fund) -> bool:
    statements = fund.statements
    return bool(
        (fund.schedule and (fund.schedule.holdings or fund.schedule.derivatives))
        or statements.assets_and_liabilities
        or statements.operations
        or statements.changes_in_net_assets
        or statements.cash_flows
        or fund.financial_highlights
        or fund.fair_value_levels
    )


def _fund_checks(fund: Fund) -> Iterator[Check]:
    name, schedule, statements = fund.name, fund.schedule, fund.statements
    balance, operations = statements.assets_and_liabilities, statements.operations
    changes = statements.changes_in_net_assets
    if schedule:
        yield from schedule_checks(name, schedule)
    if balance:
        yield from balance_checks(name, balance)
    if balance and schedule:
        yield schedule_check(name, balance, schedule)
    if operations:
        yield from operations_checks(name, operations)
    if changes:
        yield from changes_checks(name, changes)
    if operations and changes:
        yield increase_check(name, operations, changes)
    if balance and changes:
        yield end_check(name, balance, changes)
    if statements.cash_flows:
        yield from cash_checks(name, statements.cash_flows)
    if fund.fair_value_levels:
        yield from level_checks(name, fund.fair_value_levels, schedule, schedule.value_scale if schedule else 1)
    yield from disclosure_checks(name, fund.disclosures, schedule)
    yield from affiliate_checks(name, fund.affiliates)
    if fund.financial_highlights:
        yield from roll_checks(name, fund.financial_highlights)
    if balance and fund.financial_highlights:
        yield from newest_checks(name, fund.financial_highlights, balance)

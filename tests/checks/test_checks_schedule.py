"""A schedule proves itself: rows, subtotals, totals, net assets, percents, ledger."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fundfilings.checks import derive_status, run_checks
from fundfilings.models import (
    Check,
    Filing,
    Fund,
    Holding,
    Ledger,
    OtherLine,
    Schedule,
    Section,
    SourceInfo,
    TotalInvestments,
    make_issue,
)
from fundfilings.spans import Span

D = Decimal


def holding(value: int | None, *path: str, cost: int | None = None) -> Holding:
    figures = {"value": value, "cost": cost}
    return Holding.model_validate(
        {"description": "Acme Corp.", "section_path": path, "source": Span(line=1), **figures}
    )


def schedule(**changes: object) -> Schedule:
    """Two states of 300 and 500, other assets of 200: net assets 1,000."""
    given: dict[str, object] = {
        "holdings": (holding(100, "Bonds", "Ohio"), holding(200, "Bonds", "Ohio"), holding(500, "Bonds", "Utah")),
        "sections": (
            Section(path=("Bonds",), percent_of_net_assets=D("80.0")),
            Section(path=("Bonds", "Ohio"), value=D(300), percent_of_net_assets=D("30.0")),
            Section(path=("Bonds", "Utah"), value=D(500), percent_of_net_assets=D("50.0")),
        ),
        "total_investments": TotalInvestments(
            caption="Total Investments", value=D(800), percent_of_net_assets=D("80.0"), source=Span(line=9)
        ),
        "other_lines": (OtherLine(caption="Other assets", value=D(200), percent_of_net_assets=D("20.0")),),
        "net_assets": D(1000),
        "ledger": Ledger(rows=9, holding=3, heading=3, subtotal=2, total=1),
    }
    return Schedule.model_validate(given | changes)


def filing(own: Schedule | None, **fund: object) -> Filing:
    found = Fund.model_validate({"name": "Acme Fund", "schedule": own, **fund})
    return Filing(status="ok", source=SourceInfo(sha256="0", container="text", bytes=1), funds=(found,))


def checks(own: Schedule) -> dict[str, list[Check]]:
    found: dict[str, list[Check]] = {}
    for check in run_checks(filing(own)):
        found.setdefault(check.id, []).append(check)
    return found


def status(own: Schedule, id: str) -> list[str]:
    return [c.status for c in checks(own)[id]]


def test_a_schedule_that_closes_passes_all_its_checks() -> None:
    found = checks(schedule())
    for id in ("total", "section", "net_assets", "percents", "percent_sum", "ledger"):
        assert {c.status for c in found[f"schedule.{id}"]} == {"pass"}, id
    assert len(found["schedule.section"]) == 2


def test_a_lost_row_fails_with_both_figures_and_the_place_of_the_total() -> None:
    check = checks(schedule(holdings=(holding(100, "Bonds"), holding(200, "Bonds"))))["schedule.total"][0]
    assert (check.status, check.stated, check.computed, check.difference) == ("fail", 800, 300, -500)
    assert check.source == Span(line=9)
    assert "2 rows" in check.identity


def test_a_missing_total_is_not_a_failure() -> None:
    assert status(schedule(total_investments=None), "schedule.total") == ["not_checkable"]
    assert status(schedule(holdings=()), "schedule.total") == ["not_checkable"]


def test_one_dollar_in_twenty_rows_is_the_filers_rounding() -> None:
    rows = tuple(holding(40, "Bonds") for _ in range(20))
    total = TotalInvestments(caption="Total", value=D(801))
    assert status(schedule(holdings=rows, total_investments=total), "schedule.total") == ["pass"]
    total = TotalInvestments(caption="Total", value=D(802))
    assert status(schedule(holdings=rows, total_investments=total), "schedule.total") == ["fail"]


def test_tables_in_thousands_may_drift_with_the_square_root_of_their_rows() -> None:
    rows = tuple(holding(40_000, "Bonds") for _ in range(16))
    for total, expected in ((646_000, "pass"), (647_000, "fail")):
        own = schedule(
            holdings=rows, total_investments=TotalInvestments(caption="Total", value=D(total)), value_scale=1000
        )
        assert status(own, "schedule.total") == [expected]


def test_costs_are_summed_only_where_the_rows_print_them() -> None:
    total = TotalInvestments(caption="Total", value=D(800), cost=D(700))
    assert status(schedule(total_investments=total), "schedule.total_cost") == ["not_checkable"]
    rows = (holding(300, cost=250), holding(500, cost=450))
    assert status(schedule(total_investments=total, holdings=rows), "schedule.total_cost") == ["pass"]


def test_a_wrong_subtotal_fails_and_names_its_section() -> None:
    sections = (Section(path=("Bonds", "Ohio"), value=D(310)),)
    check = checks(schedule(sections=sections))["schedule.section"][0]
    assert (check.status, check.difference) == ("fail", -10)
    assert "Bonds / Ohio" in check.identity


def printed_twice(first: int | None, second: int | None) -> Schedule:
    """Ohio under two asset classes whose own headings were not printed: 100 and 200 at line 2, 40 at line 7."""
    rows = [(3, 100), (4, 200), (8, 40)]
    holdings = tuple(
        Holding(description="Acme", section_path=("Ohio",), value=D(v), source=Span(document=1, line=n, start=n * 80))
        for n, v in rows
    )
    sections = tuple(
        Section(path=("Ohio",), value=None if v is None else D(v), source=Span(document=1, line=n, start=n * 80))
        for n, v in ((2, first), (7, second))
    )
    return schedule(holdings=holdings, sections=sections)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (300, 40, ["pass", "pass"]),
        (300, None, ["pass"]),  # the second section prints no subtotal: its one row is the section
        (None, 340, ["pass"]),  # printed once more at the top of a page, its subtotal at the end
        (340, None, ["pass"]),
        (340, 340, ["pass", "pass"]),  # with its subtotal in both headings
        (340, 45, ["fail", "fail"]),  # a misread one no longer hides behind the other
        (310, 40, ["fail", "pass"]),
    ],
)
def test_each_subtotal_of_a_path_printed_twice_is_checked_by_its_own_rows(
    first: int | None, second: int | None, expected: list[str]
) -> None:
    assert status(printed_twice(first, second), "schedule.section") == expected


def test_a_subtotal_that_rows_under_other_headings_close_says_so() -> None:
    holdings = tuple(
        Holding(description="Acme", section_path=p, value=D(v), source=Span(document=1, line=n, start=n * 80))
        for n, v, p in ((3, 100, ("Bonds", "Ohio")), (5, 200, ("Utah",)), (7, 50, ("Stocks",)))
    )
    sections = (Section(path=("Bonds",), value=D(300), source=Span(document=1, line=1, start=80)),)
    check = checks(schedule(holdings=holdings, sections=sections))["schedule.section"][0]
    assert (check.status, check.difference) == ("fail", -200)
    assert "Bonds, 1 rows (2 rows on end below its heading sum to it)" in check.identity


def test_a_subtotal_without_rows_is_not_checkable() -> None:
    sections = (Section(path=("Stocks",), value=D(300)),)
    assert status(schedule(sections=sections), "schedule.section") == ["not_checkable"]


@pytest.mark.parametrize(
    ("lines", "net_assets", "expected"),
    [
        ([("Other assets", 200)], 1000, "pass"),
        ([("Other assets", 200)], 1100, "fail"),
        ([("Liabilities in excess of other assets", 100)], 700, "pass"),
        ([("Other assets", 200), ("Total net assets", 1000), ("Preferred shares", -400)], 600, "pass"),
        ([("Other assets", None)], 1000, "not_checkable"),
        ([], 1000, "not_checkable"),
    ],
)
def test_total_and_lines_below_are_net_assets(
    lines: list[tuple[str, int | None]], net_assets: int, expected: str
) -> None:
    others = tuple(OtherLine(caption=c, value=None if v is None else D(v)) for c, v in lines)
    assert status(schedule(other_lines=others, net_assets=D(net_assets)), "schedule.net_assets") == [expected]


def test_a_percent_may_be_forced_by_one_unit_of_its_last_place() -> None:
    for percent, expected in (("30.1", "pass"), ("30.2", "fail")):
        sections = (Section(path=("Bonds", "Ohio"), value=D(300), percent_of_net_assets=D(percent)),)
        assert status(schedule(sections=sections), "schedule.percents") == [expected]
    assert status(schedule(net_assets=None), "schedule.percents") == ["not_checkable"]


def test_percents_of_leverage_sum_to_a_hundred_with_or_without_sign() -> None:
    total = TotalInvestments(caption="Total", value=D(1500), percent_of_net_assets=D("150.0"))
    for printed in ("-50.0", "50.0"):
        below = (OtherLine(caption="Preferred shares", value=D(-500), percent_of_net_assets=D(printed)),)
        assert status(schedule(total_investments=total, other_lines=below), "schedule.percent_sum") == ["pass"]
    below = (OtherLine(caption="Preferred shares", value=D(-500)),)
    assert status(schedule(total_investments=total, other_lines=below), "schedule.percent_sum") == ["not_checkable"]


def test_a_ledger_that_does_not_count_every_row_fails() -> None:
    assert status(schedule(ledger=Ledger(rows=10, holding=9)), "schedule.ledger") == ["fail"]
    assert status(schedule(ledger=Ledger()), "schedule.ledger") == ["not_checkable"]


def test_checks_of_saved_json_are_the_same() -> None:
    first = filing(schedule())
    again = Filing.model_validate_json(first.model_dump_json())
    assert run_checks(again) == run_checks(first)


def test_status_follows_totals_and_errors() -> None:
    whole = filing(schedule())
    assert derive_status(whole.model_copy(update={"checks": run_checks(whole)})) == "ok"
    short = filing(schedule(holdings=(holding(1, "Bonds"),)))
    assert derive_status(short.model_copy(update={"checks": run_checks(short)})) == "partial"
    issue = make_issue("source.truncated", "the submission ends before its closing tag")
    assert derive_status(whole.model_copy(update={"issues": (issue,)})) == "partial"
    assert derive_status(filing(None)) == "failed"


def test_the_cost_of_a_section_is_left_alone_where_holdings_print_none() -> None:
    path = ("Stocks",)
    holdings = (
        Holding(description="Acme", section_path=path, value=D(100), cost=D(90)),
        Holding(description="Best", section_path=path, value=D(200)),
    )
    sections = (Section(path=path, value=D(300), cost=D(250)),)
    assert status(schedule(holdings=holdings, sections=sections), "schedule.section_cost") == ["not_checkable"]

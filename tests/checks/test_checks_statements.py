"""Statements, level tables and highlights prove one another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fundfilings.checks import run_checks
from fundfilings.models import (
    Check,
    FairValueLevel,
    Filing,
    Fund,
    HighlightsColumn,
    HighlightsItem,
    Period,
    Schedule,
    SourceInfo,
    Statement,
    StatementLine,
    Statements,
    TotalInvestments,
)

D = Decimal
#: caption, key, value (one column)
Lines = list[tuple[str, str | None, object]]

BALANCE: Lines = [
    ("Investments, at value", "investments_at_value", 900),
    ("Cash", "cash", 60),
    ("Dividends receivable", None, 40),
    ("Total assets", "total_assets", 1000),
    ("Payable for securities", None, 70),
    ("Accrued expenses", None, 30),
    ("Total liabilities", "total_liabilities", 100),
    ("Preferred shares", "preferred_shares", 300),
    ("Net assets", "net_assets", 600),
    ("Paid-in capital", "paid_in_capital", 550),
    ("Undistributed income", "undistributed_net_investment_income", -10),
    ("Unrealized appreciation", "net_unrealized", 60),
    ("Shares outstanding", "shares_outstanding", 40),
    ("Net asset value per share", "net_asset_value_per_share", "15.00"),
]
OPERATIONS: Lines = [
    ("Total income", "investment_income_total", 90),
    ("Total expenses", "expenses_total", 30),
    ("Net investment income", "net_investment_income", 60),
    ("Net realized gain", "net_realized", 15),
    ("Change in unrealized", "net_change_in_unrealized", -5),
    ("Net gain", "net_realized_and_unrealized", 10),
    ("Dividends to preferred shareholders", "distributions_to_preferred", -20),
    ("Net increase from operations", "net_increase_from_operations", 50),
]
CHANGES: Lines = [
    ("Net investment income", "net_investment_income", 60),
    ("Net realized gain", "net_realized", 15),
    ("Change in unrealized", "net_change_in_unrealized", -5),
    ("Dividends to preferred shareholders", "distributions_to_preferred", -20),
    ("Net increase from operations", "net_increase_from_operations", 50),
    ("Net increase in net assets", "net_change_in_net_assets", 25),
    ("Beginning of year", "net_assets_beginning", 575),
    ("End of year", "net_assets_end", 600),
]
CASH: Lines = [
    ("Net cash from operating activities", "net_cash_from_operating", 30),
    ("Net cash from financing activities", "net_cash_from_financing", -45),
    ("Net change in cash", "net_change_in_cash", -15),
    ("Beginning of year", "cash_beginning", 75),
    ("End of year", "cash_end", 60),
]
NAMES = {
    "balance": ("assets_and_liabilities", BALANCE),
    "operations": ("operations", OPERATIONS),
    "changes": ("changes_in_net_assets", CHANGES),
    "cash": ("cash_flows", CASH),
}


def statement(lines: Lines) -> Statement:
    rows = tuple(StatementLine(caption=c, key=k, values=(None if v is None else D(str(v)),)) for c, k, v in lines)
    return Statement(columns=("",), lines=rows, as_of=date(2012, 2, 29))


def changed(lines: Lines, key: str, value: object) -> Lines:
    return [(c, k, value if k == key else v) for c, k, v in lines]


def fund(**changes: object) -> Fund:
    statements = Statements.model_validate({field: statement(lines) for field, lines in NAMES.values()})
    total = TotalInvestments(caption="Total", value=D(900))
    given: dict[str, object] = {
        "name": "Acme Fund",
        "schedule": Schedule(total_investments=total),
        "statements": statements,
    }
    return Fund.model_validate(given | changes)


def checks(own: Fund) -> dict[str, Check]:
    filing = Filing(status="ok", source=SourceInfo(sha256="0", container="text", bytes=1), funds=(own,))
    return {c.id: c for c in run_checks(filing)}


def with_statement(name: str, key: str, value: object) -> Fund:
    field, lines = NAMES[name]
    whole = fund()
    update = {field: statement(changed(lines, key, value))}
    return whole.model_copy(update={"statements": whole.statements.model_copy(update=update)})


CASES = [
    ("balance.assets", "balance", "total_assets"),
    ("balance.liabilities", "balance", "total_liabilities"),
    ("balance.net_assets", "balance", "net_assets"),
    ("balance.components", "balance", "net_assets"),
    ("balance.nav_per_share", "balance", "net_asset_value_per_share"),
    ("operations.net_investment_income", "operations", "net_investment_income"),
    ("operations.net_increase", "operations", "net_increase_from_operations"),
    ("changes.operations", "changes", "net_increase_from_operations"),
    ("changes.net_assets_end", "changes", "net_assets_end"),
    ("changes.increase", "changes", "net_increase_from_operations"),
    ("changes.net_assets", "changes", "net_assets_end"),
    ("cash.activities", "cash", "net_change_in_cash"),
    ("cash.end", "cash", "cash_end"),
]


@pytest.mark.parametrize(("id", "name", "key"), CASES)
def test_each_identity_passes_fails_and_waits_for_its_figure(id: str, name: str, key: str) -> None:
    assert checks(fund())[id].status == "pass"
    assert checks(with_statement(name, key, 7777))[id].status == "fail"
    assert checks(with_statement(name, key, None))[id].status == "not_checkable"


def test_parts_that_are_not_there_give_no_check() -> None:
    assert not checks(Fund(name="Acme Fund"))


@pytest.mark.parametrize(
    ("nav", "stock"),
    [
        ("Net asset value per share ($600,000 / 40,000 shares of common stock outstanding)", "Paid-in capital"),
        (
            "Net asset value per share",
            "Common stock, $.01 par value, 90,000 shares authorized; 40,000 shares outstanding",
        ),
    ],
)
def test_shares_may_stand_inside_a_caption(nav: str, stock: str) -> None:
    lines: Lines = [
        ("Net assets", "net_assets", 600_000),
        (stock, "paid_in_capital", 500_000),
        (nav, "net_asset_value_per_share", "15.00"),
    ]
    own = Fund(name="A", statements=Statements(assets_and_liabilities=statement(lines)))
    assert checks(own)["balance.nav_per_share"].status == "pass"


def test_subtotals_inside_the_assets_are_not_counted_twice() -> None:
    lines: Lines = [
        ("Dividends", None, 10),
        ("Securities sold", None, 20),
        ("Total receivables", None, 30),
        ("Investments", "investments_at_value", 70),
        ("Total assets", "total_assets", 100),
    ]
    own = Fund(name="A", statements=Statements(assets_and_liabilities=statement(lines)))
    assert checks(own)["balance.assets"].status == "pass"


def test_the_schedules_total_is_looked_for_in_the_balance_sheet() -> None:
    assert checks(fund())["balance.schedule"].status == "pass"
    other = fund(schedule=Schedule(total_investments=TotalInvestments(caption="Total", value=D(850))))
    assert checks(other)["balance.schedule"].status == "fail"
    assert checks(fund(schedule=Schedule()))["balance.schedule"].status == "not_checkable"


def test_the_level_table_closes_by_rows_and_with_the_schedule() -> None:
    row = FairValueLevel(caption="Common stocks", level_1=D(800), level_2=D(0), level_3=D(100), total=D(900))
    found = checks(fund(fair_value_levels=(row,)))
    assert found["levels.row"].status == found["levels.schedule"].status == "pass"
    wrong = row.model_copy(update={"level_3": D(50)})
    assert checks(fund(fair_value_levels=(wrong,)))["levels.row"].status == "fail"
    part = FairValueLevel(caption="Swaps", level_2=D(40), total=D(40))
    assert checks(fund(fair_value_levels=(part,)))["levels.schedule"].status == "not_checkable"


def column(label: str, end: date | None, *items: tuple[str, str | None, str]) -> HighlightsColumn:
    return HighlightsColumn(
        period=Period(label=label, end=end),
        items=tuple(HighlightsItem(caption=c, key=k, value=D(v)) for c, k, v in items),
    )


def roll(*middle: tuple[str, str | None, str], end: str = "15.00") -> HighlightsColumn:
    return column(
        "2012",
        date(2012, 2, 29),
        ("Beginning", "nav_beginning", "14.00"),
        *middle,
        ("End", "nav_end", end),
        ("Net assets (000)", "net_assets_end", "600"),
    )


GAINS = (
    ("Net investment income", "net_investment_income", "1.20"),
    ("Net gains", "net_gains_on_securities", "0.30"),
    ("Total from operations", "total_from_investment_operations", "1.50"),
)


@pytest.mark.parametrize(
    "distributions",
    [
        [("From net investment income", "dividends_from_nii", "-0.50")],
        [("Less dividends from income", "dividends_from_nii", "0.50")],
        [
            ("From income", None, "-0.40"),
            ("From gains", None, "-0.10"),
            ("Total distributions", "total_distributions", "-0.50"),
        ],
        [
            ("Total distributions", "total_distributions", "-0.60"),
            ("Anti-dilutive", "anti_dilutive_repurchases", "0.10"),
        ],
    ],
)
def test_highlights_roll_from_beginning_to_end(distributions: list[tuple[str, str | None, str]]) -> None:
    assert checks(fund(financial_highlights=(roll(*GAINS, *distributions),)))["highlights.roll"].status == "pass"
    off = roll(*GAINS, *distributions, end="15.10")
    assert checks(fund(financial_highlights=(off,)))["highlights.roll"].status == "fail"


def test_highlights_roll_over_dividends_to_preferred_shares() -> None:
    preferred = [
        ("Dividends on preferred shares", None, "-0.30"),
        ("Net increase to common shareholders from operations", None, "1.20"),
        ("Total distributions", "total_distributions", "-0.20"),
    ]
    assert checks(fund(financial_highlights=(roll(*GAINS, *preferred),)))["highlights.roll"].status == "pass"


def test_a_single_line_of_income_is_its_total() -> None:
    lines = [(c, "income_interest" if k == "investment_income_total" else k, v) for c, k, v in OPERATIONS]
    own = Fund(name="A", statements=Statements(operations=statement(lines)))
    assert checks(own)["operations.net_investment_income"].status == "pass"


def test_a_column_without_beginning_is_not_checkable() -> None:
    alone = column("2012", None, ("End", "nav_end", "15.00"))
    assert checks(fund(financial_highlights=(alone,)))["highlights.roll"].status == "not_checkable"


def test_the_newest_column_is_the_balance_sheets() -> None:
    old = column("2011", date(2011, 2, 28), ("End", "nav_end", "14.00"), ("Net assets", "net_assets_end", "580"))
    found = checks(fund(financial_highlights=(old, roll(*GAINS))))
    assert found["highlights.nav"].status == found["highlights.net_assets"].status == "pass"
    off = checks(fund(financial_highlights=(roll(*GAINS, end="15.20"),)))
    assert off["highlights.nav"].status == "fail"


def test_highlights_in_thousands_meet_the_balance_sheet_in_dollars() -> None:
    large = changed(BALANCE, "net_assets", 194_238_617)
    newest = column("2012", date(2012, 2, 29), ("Net assets (000)", "net_assets_end", "194239000"))
    statements = Statements(assets_and_liabilities=statement(large))
    found = checks(Fund(name="A", statements=statements, financial_highlights=(newest,)))
    assert found["highlights.net_assets"].status == "pass"


def test_periods_one_under_the_other_roll_each_from_the_end_above() -> None:
    lines: Lines = [
        ("Capital, January 1, 2002", "net_assets_beginning", 500),
        ("Net investment loss", "net_investment_income", -10),
        ("Net realized gain", "net_realized", 30),
        ("Net increase from operations", "net_increase_from_operations", 20),
        ("Withdrawals", None, -40),
        ("Capital, December 31, 2002", "net_assets_end", 480),
        ("Net investment loss", "net_investment_income", -5),
        ("Net realized gain", "net_realized", 15),
        ("Net increase from operations", "net_increase_from_operations", 10),
        ("Contributions", None, 60),
        ("Capital, December 31, 2003", "net_assets_end", 550),
    ]
    for wrong, expected in ((None, ["pass", "pass"]), (480, ["fail", "fail"]), (550, ["pass", "fail"])):
        rows: Lines = [(c, k, 777 if v == wrong else v) for c, k, v in lines]
        own = fund(statements=Statements(changes_in_net_assets=statement(rows)))
        filing = Filing(status="ok", source=SourceInfo(sha256="0", container="text", bytes=1), funds=(own,))
        assert [c.status for c in run_checks(filing) if c.id == "changes.net_assets_end"] == expected
        assert [c.status for c in run_checks(filing) if c.id == "changes.operations"] == ["pass", "pass"]


def test_cash_closes_over_distributions_between_the_activities_and_without_the_change() -> None:
    between: Lines = [
        *CASH[:1],
        ("Total distributions", None, -5),
        ("Net cash from financing", CASH[1][1], -40),
        *CASH[2:],
    ]
    found = checks(fund(statements=Statements(cash_flows=statement(between))))
    assert (found["cash.activities"].status, found["cash.end"].status) == ("pass", "pass")
    without = [ln for ln in CASH if ln[1] != "net_change_in_cash"]
    assert checks(fund(statements=Statements(cash_flows=statement(without))))["cash.end"].status == "pass"
    wrong = changed(without, "cash_end", 61)
    assert checks(fund(statements=Statements(cash_flows=statement(wrong))))["cash.end"].difference == -1


def test_distributions_that_look_like_a_subtotal_are_not_left_out() -> None:
    printed = [
        ("Net asset value, beginning of year", "nav_beginning", "14.16"),
        ("Net investment income", "net_investment_income", ".86"),
        ("Net gains", "net_gains_on_securities", "-.39"),
        ("Distributions to preferred shareholders", "preferred_dividends", "-.26"),
        ("Total", None, ".21"),
        ("Net investment income to common shareholders", None, "-.64"),
        ("Capital gains to common shareholders", None, "0"),
        ("Total", None, "-.64"),
        ("Net asset value, end of year", "nav_end", "13.73"),
    ]
    exactly = [(c, k, "-.65" if v == "-.64" else v) for c, k, v in printed]  # just what -.39 and -.26 come to
    for lines, end, status in ((printed, "13.73", "pass"), (exactly, "13.72", "pass"), (printed, "13.70", "fail")):
        items = tuple(HighlightsItem(caption=c, key=k, value=D(end if k == "nav_end" else v)) for c, k, v in lines)
        column = HighlightsColumn(period=Period(label="2007"), items=items)
        own = fund(financial_highlights=(column,))
        assert checks(own)["highlights.roll"].status == status


def statement_check(field: str, lines: Lines, id: str, group: str | None = None) -> Check:
    """One check of a fund with this one statement; `group` stands above the lines that have no key and no total."""
    own = statement(lines)
    rows = tuple(ln.model_copy(update={"group": group if ln.key is None else None}) for ln in own.lines)
    return checks(fund(statements=Statements.model_validate({field: own.model_copy(update={"lines": rows})})))[id]


def test_series_of_preferred_shares_stand_one_under_the_other() -> None:
    lines: Lines = [
        ("Total assets", "total_assets", 1000),
        ("Total liabilities", "total_liabilities", 100),
        ("Auction shares Series A", "preferred_shares", 150),
        ("Auction shares Series B", None, 151),
        ("Common shares capital paid-in", "paid_in_capital", 500),
        ("Net unrealized appreciation", "net_unrealized", 99),
        ("Net assets applicable to common shares", "net_assets", 599),
    ]
    assert statement_check("assets_and_liabilities", lines, "balance.net_assets").status == "pass"
    wrong = statement_check("assets_and_liabilities", changed(lines, "net_assets", 744), "balance.net_assets")
    assert (wrong.status, wrong.difference) == ("fail", 5)  # the nearest: one of the series alone


def test_components_go_on_to_net_assets_whatever_lines_stand_last() -> None:
    lines: Lines = [
        ("Paid-in capital", "paid_in_capital", 500),
        ("Undistributed income", "undistributed_net_investment_income", 20),
        ("Net unrealized depreciation on investments", "net_unrealized", -30),
        ("Net unrealized appreciation on loan commitments", None, 7),
        ("Net unrealized depreciation on swaps", None, -5),
        ("Net unrealized depreciation on other assets", None, -2),
        ("Net assets", "net_assets", 490),
    ]
    assert statement_check("assets_and_liabilities", lines, "balance.components").status == "pass"
    wrong = changed(lines, "net_assets", 480)
    assert statement_check("assets_and_liabilities", wrong, "balance.components").status == "fail"


def test_a_groups_total_is_not_counted_though_its_lines_miss_it() -> None:
    lines: Lines = [
        ("Total assets", "total_assets", 900),
        ("Loans", "loans", 300),
        ("Securities purchased", None, 60),
        ("Adviser", None, 14),
        ("Payables:", "group", 84),  # misprinted: 74
        ("Total liabilities", "total_liabilities", 374),
    ]
    assert statement_check("assets_and_liabilities", lines, "balance.liabilities", "Payables:").status == "pass"
    wrong = changed(lines, "total_liabilities", 384)
    assert statement_check("assets_and_liabilities", wrong, "balance.liabilities", "Payables:").difference == -10


def test_cash_of_a_merged_fund_comes_in_beside_the_change() -> None:
    lines: Lines = [*CASH[:4], ("Acquisition of cash from Series M", None, 7), ("End of year", "cash_end", 67)]
    assert statement_check("cash_flows", lines, "cash.end").status == "pass"
    assert statement_check("cash_flows", changed(lines, "cash_end", 68), "cash.end").difference == -1


def test_a_fund_without_income_and_gains_still_closes() -> None:
    lines: Lines = [
        ("Offering costs", "expense_other", 30),
        ("Total expenses", "expenses_total", 40),
        ("Reimbursement by adviser", None, -25),
        ("Net expenses", "expenses_net", 15),
        ("Net investment loss", "net_investment_income", -15),
        ("Net decrease from operations", "net_increase_from_operations", -15),
    ]
    for id, key in (
        ("operations.net_investment_income", "net_investment_income"),
        ("operations.net_increase", "net_increase_from_operations"),
    ):
        assert statement_check("operations", lines, id).status == "pass"
        assert statement_check("operations", changed(lines, key, -20), id).status == "fail"

"""One fund over several filings: the prints of each figure."""

from __future__ import annotations

import doctest
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import fundfilings
from conftest import FIXTURES, ROOT
from fundfilings import line_up
from fundfilings.compare.history import _same
from fundfilings.models import (
    Filing,
    Fund,
    FundHistory,
    HighlightsColumn,
    HighlightsItem,
    HistoryFigure,
    Period,
    Registrant,
    SourceInfo,
    Statement,
    StatementLine,
    Statements,
)


def filing(period: date | None, *funds: Fund, cik: str | None = None) -> Filing:
    source = SourceInfo(sha256="ab" * 32, container="text", bytes=10)
    return Filing(status="ok", source=source, period_of_report=period, funds=funds, registrant=Registrant(cik=cik))


def line(caption: str, *values: str | None, key: str | None = None, group: str | None = None) -> StatementLine:
    numbers = tuple(None if v is None else Decimal(v) for v in values)
    return StatementLine(caption=caption, key=key, group=group, values=numbers)


def changes(columns: Sequence[str], *lines: StatementLine, name: str = "Acme Fund", **more: Any) -> Fund:
    statement = Statement(columns=tuple(columns), lines=lines)
    return Fund(name=name, statements=Statements(changes_in_net_assets=statement), **more)


def figures(history: FundHistory) -> list[tuple[str, str, list[tuple[int, str]], str]]:
    return [
        (f.caption, f.end.isoformat(), [(p.filing, str(p.value)) for p in f.prints], f.status) for f in history.figures
    ]


def one(*filings: Filing, fund: str | None = None) -> FundHistory:
    (history,) = line_up(filings, fund)
    return history


INCOME = "net_investment_income"
FIRST = filing(
    date(2006, 12, 31),
    changes(
        ["Year Ended Dec. 31, 2006", "Year Ended Dec. 31, 2005"], line("Net investment income", "10", "9", key=INCOME)
    ),
)
SECOND = filing(
    date(2007, 12, 31),
    changes(
        ["For the year ended December 31, 2007", "For the year ended December 31, 2006"],
        line("Investment income, net (note 2)", "11", "12", key=INCOME),
    ),
)


def test_a_prior_year_column_meets_the_earlier_filing() -> None:
    assert figures(one(FIRST, SECOND)) == [
        ("Net investment income", "2005-12-31", [(0, "9")], "once"),
        ("Investment income, net (note 2)", "2006-12-31", [(0, "10"), (1, "12")], "differs"),
        ("Investment income, net (note 2)", "2007-12-31", [(1, "11")], "once"),
    ]
    restated = one(FIRST, SECOND).figures[1]
    assert (restated.value, restated.difference, restated.start, restated.months) == (12, 2, date(2006, 1, 1), 12)


def test_filings_may_come_in_any_order() -> None:
    turned = one(SECOND, FIRST)
    assert turned.filings == (1, 0)
    assert figures(turned)[1][2] == [(1, "10"), (0, "12")]


def test_lines_without_a_key_are_the_same_by_their_words() -> None:
    columns = ["Year Ended Dec. 31, 2006"]
    first = filing(
        date(2006, 12, 31), changes(columns, line("Offering costs (Note 4)", "5"), line("Other", "1", group="A"))
    )
    again = filing(date(2007, 6, 30), changes(columns, line("OFFERING COSTS", "5"), line("Other", "1", group="B")))
    assert [f[3] for f in figures(one(first, again))] == ["agrees", "once", "once"]


def test_lines_of_one_key_are_told_apart_by_their_words() -> None:
    columns = ["Year Ended Dec. 31, 2006"]
    key = "distributions_from_net_investment_income"
    first = filing(date(2006, 12, 31), changes(columns, line("Class A", "5", key=key), line("Class B", "7", key=key)))
    again = filing(date(2007, 6, 30), changes(columns, line("Class B", "7", key=key), line("Class A", "5", key=key)))
    assert [(f[0], f[3]) for f in figures(one(first, again))] == [("Class A", "agrees"), ("Class B", "agrees")]


def test_a_line_printed_twice_in_a_filing_meets_its_like_in_order() -> None:
    columns = ["Year Ended Dec. 31, 2006"]
    twice = changes(columns, line("Total", "5"), line("Total", "7"))
    history = one(filing(date(2006, 12, 31), twice), filing(date(2007, 6, 30), twice))
    assert [f[2] for f in figures(history)] == [[(0, "5"), (1, "5")], [(0, "7"), (1, "7")]]


def test_columns_of_one_period_are_classes() -> None:
    columns = ["Members, for the year ended March 31, 2006", "For the year ended March 31, 2006 Total"]
    history = one(filing(date(2006, 3, 31), changes(columns, line("Income", "5", "7", key=INCOME))))
    assert [(f.class_name, f.value) for f in history.figures] == [("Members", 5), ("Total", 7)]


def test_words_over_the_only_column_of_a_period_are_no_class() -> None:
    first = filing(
        date(2006, 3, 31), changes(["BOND FUNDS Year Ended March 31, 2006"], line("Income", "5", key=INCOME))
    )
    again = filing(date(2007, 3, 31), changes(["Year Ended 3/31/06"], line("Income", "5", key=INCOME)))
    assert figures(one(first, again)) == [("Income", "2006-03-31", [(0, "5"), (1, "5")], "agrees")]


def test_a_half_year_is_not_the_year_that_ends_with_it() -> None:
    first = filing(date(2006, 6, 30), changes(["Six Months Ended June 30, 2006"], line("Income", "5", key=INCOME)))
    again = filing(date(2006, 6, 30), changes(["Year Ended June 30, 2006"], line("Income", "9", key=INCOME)))
    assert [(f.months, f.status) for f in one(first, again).figures] == [(6, "once"), (12, "once")]


def test_a_column_without_a_period_or_after_its_filing_is_left_out() -> None:
    untold = filing(date(2006, 6, 30), changes(["Class A"], line("Income", "5", key=INCOME)))
    later = filing(date(2006, 6, 30), changes(["Year Ended 10/31/06"], line("Income", "5", key=INCOME)))
    assert one(untold).figures == one(later).figures == ()


def highlights(name: str | None, label: str, end: date, months: int | None, value: str) -> HighlightsColumn:
    item = HighlightsItem(caption="Net asset value, end", key="nav_end", value=Decimal(value))
    return HighlightsColumn(class_name=name, period=Period(label=label, end=end, months=months), items=(item,))


def test_highlights_meet_by_class_and_period() -> None:
    day = date(2006, 12, 31)
    first = (highlights("Class A", "2006", day, 12, "10.25"), highlights("Class B", "2006", day, 12, "10.01"))
    again = (
        highlights("CLASS B SHARES", "2006", day, None, "10.01"),
        highlights("Class A", "2006", day, 12, "10.2467"),
    )
    history = one(
        filing(day, Fund(name="Acme Fund", financial_highlights=first)),
        filing(date(2007, 12, 31), Fund(name="Acme Fund", financial_highlights=again)),
    )
    assert [(f.class_name, f.months, len(f.prints), f.status) for f in history.figures] == [
        ("CLASS B SHARES", 12, 2, "agrees"),
        ("Class A", 12, 2, "agrees"),
    ]


def test_a_balance_sheet_is_of_a_day() -> None:
    statement = Statement(as_of=date(2006, 12, 31), columns=("",), lines=(line("Net assets", "7", key="net_assets"),))
    history = one(filing(date(2006, 12, 31), Fund(name="A", statements=Statements(assets_and_liabilities=statement))))
    figure = history.figures[0]
    assert (figure.statement, figure.start, figure.end, figure.months) == (
        "assets_and_liabilities",
        None,
        date(2006, 12, 31),
        None,
    )


@pytest.mark.parametrize(
    "a, b, same",
    [
        ("5388000", "5388214", True),  # thousands
        ("5388000", "5389214", False),
        ("14.36", "14.357", True),  # cents
        ("14.4", "14.36", False),
        ("10", "11", False),
        ("0", "400", False),
        ("-5", "5", False),
    ],
)
def test_prints_agree_within_the_rounding_of_the_coarser(a: str, b: str, same: bool) -> None:
    assert _same(Decimal(a), Decimal(b)) is _same(Decimal(b), Decimal(a)) is same


def test_funds_are_followed_by_series_name_likeness_and_filer() -> None:
    columns, income = ["Year Ended Dec. 31, 2006"], line("Income", "5", key=INCOME)

    def of(name: str, series: str | None = None) -> Fund:
        return changes(columns, income, name=name, series_id=series)

    days = [date(2006, 12, 31), date(2007, 12, 31)]
    first = filing(days[0], of("ALPHA FUND, INC."), of("MuniVest Quality Fund"), of("Old Name", "S000000001"))
    again = filing(
        days[1], of("New Name", "S000000001"), of("Stone MuniVest Quality Fund"), of("Alpha Fund"), of("Beta")
    )
    found = line_up([first, again])
    assert [(h.name, h.filings) for h in found] == [
        ("Alpha Fund", (0, 1)),
        ("Stone MuniVest Quality Fund", (0, 1)),
        ("New Name", (0, 1)),
        ("Beta", (1,)),
    ]
    assert found[2].names == ("Old Name", "New Name")
    assert [h.name for h in line_up([first, again], "alpha fund inc")] == ["Alpha Fund"]
    assert [h.name for h in line_up([first, again], "S000000001")] == ["New Name"]
    alone = [filing(days[0], of("Alpha"), cik="7"), filing(days[1], of("Omega"), cik="7")]
    assert [h.names for h in line_up(alone)] == [("Alpha", "Omega")]
    apart = [filing(days[0], of("Alpha"), cik="7"), filing(days[1], of("Omega"), cik="8")]
    assert [h.names for h in line_up(apart)] == [("Alpha",), ("Omega",)]


def test_every_figure_of_a_filing_has_a_print() -> None:
    """In the archive all periods are told: no figure is lost, and prior columns agree but where they were changed."""
    filings = [fundfilings.parse(path) for path in sorted((FIXTURES / "archive").glob("birchbark*.txt"))]
    printed = 0
    for filing in filings:
        (fund,) = filing.funds
        statements = (fund.statements.assets_and_liabilities, fund.statements.changes_in_net_assets)
        printed += sum(v is not None for s in statements if s for ln in s.lines for v in ln.values)
        printed += sum(i.value is not None for c in fund.financial_highlights for i in c.items)
    history = one(*filings)
    assert sum(len(f.prints) for f in history.figures) == printed > 100
    differing = [_said(f) for f in history.figures if f.status == "differs"]
    assert differing == [
        ("net_investment_income", date(2006, 12, 31), 2100),
        ("net_realized", date(2006, 12, 31), -2100),
    ]
    agree = [f.statement for f in history.figures if f.status == "agrees"]
    assert (agree.count("changes_in_net_assets"), agree.count("financial_highlights"), len(agree)) == (7, 8, 15)


def _said(figure: HistoryFigure) -> tuple[str | None, date, Decimal]:
    return figure.key, figure.end, figure.difference


def test_a_history_reads_back_from_its_json() -> None:
    history = one(FIRST, SECOND)
    assert FundHistory.model_validate_json(history.model_dump_json()) == history


def test_the_page_prints_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(ROOT / "docs/several-filings.md"), module_relative=False, encoding="utf-8")
    assert (done.failed, done.attempted) == (0, 9)

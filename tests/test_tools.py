"""The measures themselves: pairing with the answer key, hints for residuals, workers that hang, floors."""

from __future__ import annotations

import os
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import answer_key
import floors
import pytest
from answer_key import KeyRow, measure, pair
from goldens import layouts
from run_many import Failure, run_many
from statement_figures import Result, Unit, bare_text, figures, printed, units_of

from fundfilings.models import (
    Filing,
    Fund,
    Holding,
    Schedule,
    Section,
    SourceInfo,
    Statement,
    StatementLine,
    Statements,
    TotalInvestments,
)


def fund(name: str, *values: int, total: int | None = None, sections: tuple[Section, ...] = ()) -> Fund:
    holdings = tuple(Holding(description=f"Row {i}", value=Decimal(v)) for i, v in enumerate(values))
    stated = TotalInvestments(caption="Total", value=Decimal(sum(values) if total is None else total))
    return Fund(name=name, schedule=Schedule(holdings=holdings, total_investments=stated, sections=sections))


def filing(*funds: Fund) -> Filing:
    return Filing(status="ok", source=SourceInfo(sha256="0", container="text", bytes=1), funds=funds)


def key(name: str, total: int, *flags: str) -> KeyRow:
    return KeyRow(name, Decimal(total), None, frozenset(flags))


def test_names_decide_which_fund_is_which_even_against_the_total() -> None:
    rows = [key("Cedar Municipal Fund", 10), key("Cedar New York Municipal Fund", 20)]
    funds = [fund("CEDAR NEW YORK MUNICIPAL FUND, INC.", 10), fund("The Cedar Municipal Fund", 20)]
    assert pair(rows, funds) == [funds[1], funds[0]]


def test_order_decides_where_names_say_nothing() -> None:
    rows = [key("Alder Fund", 10), key("Birch Fund", 20)]
    funds = [fund("Series One", 1), fund("Series Two", 2)]
    assert pair(rows, funds) == funds


def test_of_namesakes_the_one_with_holdings_is_taken() -> None:
    empty, full = Fund(name="Alder Fund"), fund("Alder Fund", 10)
    assert pair([key("Alder Fund", 10)], [empty, full]) == [full]


def test_a_fund_that_is_missing_is_not_replaced_by_another_ones_namesake() -> None:
    rows = [key("Cedar Income Fund", 10), key("Cedar Income Fund II", 20)]
    second = fund("Cedar Income Fund II", 20)
    assert pair(rows, [second]) == [None, second]


@pytest.mark.parametrize(
    ("read", "verdict", "hint"),
    [
        (fund("A", 60, 40), "pass", ""),
        (fund("A", 60, 40, total=90), "pass", "total read as 90"),
        (fund("A", 60, 40, 60, 40), "fail", "everything counted twice"),
        (fund("A", 60_000, 40_000), "fail", "scale wrong by 1000"),
        (fund("A", 60, 40, 25, 60), "fail", "too much"),
        (fund("A", 60), "fail", "missing 40 (40.0% of the total)"),
        (fund("A", 60, sections=(Section(path=("Bonds",), value=Decimal(40)),)), "fail", "missing: as much as section"),
        (Fund(name="A"), "fail", "no schedule"),
    ],
)
def test_a_fund_passes_on_the_keys_total_or_hints_at_the_cause(read: Fund, verdict: str, hint: str) -> None:
    (result,) = measure(filing(read), [key("A", 100)])
    assert result.verdict == verdict
    assert result.reason.startswith(hint)
    assert bool(result.reason) == bool(hint)


def test_the_key_may_print_no_total_or_no_schedule() -> None:
    rows = [KeyRow("A", None, Decimal(5), frozenset({"no_total"})), KeyRow("B", None, None, frozenset({"no_schedule"}))]
    (result,) = measure(filing(fund("A", 5)), rows)
    assert result.verdict == "skip"


def test_tolerance_is_what_rounding_can_add_up_to() -> None:
    assert answer_key.tolerance(10, 1) == 1
    assert answer_key.tolerance(400, 1) == 20
    assert answer_key.tolerance(100, 1000) == 11_000


def _work(job: str) -> Any:
    if job == "hangs":
        time.sleep(60)
    if job == "dies":
        os._exit(3)
    if job == "raises":
        raise ValueError("boom")
    return job.upper()


def test_a_job_that_hangs_dies_or_raises_costs_only_itself() -> None:
    results = dict(run_many(_work, ["a", "hangs", "dies", "raises", "b", "c"], workers=2, timeout=1))
    assert {k: r for k, r in results.items() if not isinstance(r, Failure)} == {"a": "A", "b": "B", "c": "C"}
    assert {k: r.kind for k, r in results.items() if isinstance(r, Failure)} == {
        "hangs": "timeout",
        "dies": "crash",
        "raises": "crash",
    }
    assert "ValueError: boom (test_tools.py" in results["raises"].message


def test_floors_rise_and_never_fall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "FLOORS", tmp_path / "floors.json")
    floors.raise_floors("corpus", {"rows_close": 0.71239, "crashes": 2})
    assert floors.read() == {"corpus": {"rows_close": 0.712, "crashes": 2}}
    assert floors.below("corpus", {"rows_close": 0.712, "crashes": 2}) == []
    floors.raise_floors("corpus", {"rows_close": 0.5, "crashes": 0})
    assert floors.read() == {"corpus": {"rows_close": 0.712, "crashes": 0}}
    assert len(floors.below("corpus", {"rows_close": 0.5, "crashes": 1})) == 2
    assert floors.below("corpus", {"crashes": 0}) == ["corpus rows_close: not measured, floor 0.712"]


def test_there_are_at_least_a_dozen_layouts() -> None:
    assert len(layouts()) >= 14


def test_printed_statements_are_told_by_captions_with_figures_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.htm"
    page.write_text(
        "<html><p>Statement of cash flows: not presented. Total assets fell.</p><table>"
        "<tr><td>Total<br>assets</td><td>$</td><td>1,250,000</td></tr>"
        "<tr><td>Total expenses</td><td>12,500</td></tr>"
        "<tr><td>Net asset value,&nbsp;beginning of period</td><td>$</td><td>10.25</td></tr></table></html>"
    )
    assert sorted(printed(bare_text(page))) == ["balance", "highlights", "operations"]


def test_a_statement_closes_by_period_and_says_its_difference() -> None:
    figures = (
        ("Net assets at beginning of year", "net_assets_beginning", (100, 80)),
        ("Net increase in net assets", "net_change_in_net_assets", (10, 15)),
        ("Net assets at end of year", "net_assets_end", (110, 100)),
    )
    lines = tuple(StatementLine(caption=c, key=k, values=tuple(map(Decimal, v))) for c, k, v in figures)
    changes = Statement(columns=("2009", "2008"), lines=lines)
    newest, older = units_of(Fund(name="Alder Fund", statements=Statements(changes_in_net_assets=changes)))
    assert (newest.state, older.state) == ("pass", "fail")
    assert older.said[0].startswith("changes.net_assets_end: 100 printed, 95 of its parts, -5")


def test_shares_of_statements_count_what_is_printed_and_what_was_checked() -> None:
    units = [Unit("balance", "Acme Fund", state, []) for state in ("pass", "pass", "fail", "open")]
    read = Result({"balance": 7}, {"balance": 1}, {}, units, Counter())
    shares = figures({"a": read, "b": Result({"balance": 9}, {}, {}, [], Counter())})
    assert shares["balance.found"] == 0.5
    assert round(shares["balance.close"], 3) == 0.667

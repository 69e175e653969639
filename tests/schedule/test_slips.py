"""Slips of print that two columns of sums prove, and further columns of loan schedules, as pages print them."""

from __future__ import annotations

from decimal import Decimal

import fundfilings
from fundfilings.models import Filing, Schedule

ROWS = [
    ("Acme Group LLC", "Term Loan", 1_000_000, 990_000, 985_000),
    ("Bolt Parent Inc.", "Term Loan", 7_700_000, 7_599_000, 7_592_000),
    ("Bolt Parent Inc.", "Revolver", 690_000, -6_700, -7_400),
    ("Cog Tools Ltd.", "Term Loan", 2_400_000, 2_311_000, 2_214_000),
    ("Delta Foods LLC", "Term Loan", 1_500_000, 1_480_000, 1_495_000),
]


def money(value: int) -> str:
    return f"{value:,}" if value >= 0 else f"({-value:,})"


def page(printed: dict[int, int], left_out: int | None = None, cost_slip: int = 0) -> str:
    """The schedule with other values printed at some rows, and one row that its sums pass over."""
    counted = [r for i, r in enumerate(ROWS) if i != left_out]
    cost, value = sum(r[3] for r in counted) + cost_slip, sum(r[4] for r in counted)
    lines = [
        f"   {name:<26}{kind:<14}{balance:>14,}{money(own_cost):>14}{money(printed.get(i, own)):>14}"
        for i, (name, kind, balance, own_cost, own) in enumerate(ROWS)
    ]
    other = [
        f"   {'Easel Works Inc.':<26}{'Term Loan':<14}{n:>14,}{n - 900:>14,}{n - 500:>14,}" for n in (50_000, 70_000)
    ]
    total = value + 119_000, cost + 118_200
    return "\n".join(
        [
            "                      EXAMPLE LENDING FUND",
            "               CONSOLIDATED SCHEDULE OF INVESTMENTS",
            "                        March 31, 2024",
            "",
            f"{'Portfolio Company':<29}{'Type':<14}{'Principal':>14}{'Cost':>14}{'Fair Value':>14}",
            "Senior Secured Loans -- 98.0%",
            " Business Services -- 97.0%",
            *lines,
            f"{'':<57}{cost:>14,}{value:>14,}",
            " Household Goods -- 1.0%",
            *other,
            f"{'':<57}{118_200:>14,}{119_000:>14,}",
            f"{'Total Investments -- 98.0%':<57}{total[1]:>14,}{total[0]:>14,}",
            f"{'Other assets less liabilities -- 2.0%':<71}{250_000:>14,}",
            f"{'Net Assets -- 100.0%':<71}{total[0] + 250_000:>14,}",
        ]
    )


def read(text: str) -> tuple[Filing, Schedule]:
    filing = fundfilings.parse(text.encode())
    (fund,) = filing.funds
    assert fund.schedule is not None
    return filing, fund.schedule


def issues(filing: Filing, code: str) -> list[str]:
    return [i.message for i in filing.issues if i.code == code]


def test_a_page_without_slips_closes_and_says_nothing() -> None:
    filing, schedule = read(page({}))
    assert [h.value for h in schedule.holdings][:5] == [r[4] for r in ROWS]
    assert {h.section_path for h in schedule.holdings[:5]} == {("Senior Secured Loans", "Business Services")}
    assert not [c for c in filing.checks if c.status == "fail" and c.id != "schedule.percents"]


def test_a_value_that_repeats_its_neighbours_is_what_the_sums_leave_for_it() -> None:
    filing, schedule = read(page({1: -7_400}))
    assert [h.value for h in schedule.holdings][:5] == [r[4] for r in ROWS]
    (message,) = issues(filing, "schedule.value-repaired")
    assert "Bolt Parent Inc. 7,592,000" in message
    section = next(s for s in schedule.sections if s.path[-1] == "Business Services")
    assert section.value == sum(r[4] for r in ROWS)


def test_a_row_that_no_sum_counts_is_set_aside_by_name() -> None:
    filing, schedule = read(page({}, left_out=3))
    assert [h.value for h in schedule.holdings][:4] == [r[4] for i, r in enumerate(ROWS) if i != 3]
    assert issues(filing, "schedule.row-left-out") == [
        "in none of the printed sums, set aside: Cog Tools Ltd. 2,214,000"
    ]
    assert schedule.ledger.noise == 1


def test_nothing_is_set_right_where_the_cost_does_not_close_too() -> None:
    filing, schedule = read(page({1: -7_400}, cost_slip=1))
    assert schedule.holdings[1].value == Decimal(-7_400)
    assert not issues(filing, "schedule.value-repaired")
    assert len(issues(filing, "schedule.total-residual")) == 1
    filing, schedule = read(page({}, left_out=3, cost_slip=1))
    assert len(schedule.holdings) == 7
    assert len(issues(filing, "schedule.total-residual")) == 1


def test_a_section_is_continued_on_a_line_of_its_own() -> None:
    lines = page({}).split("\n")
    rows = [i for i, ln in enumerate(lines) if ln.startswith("   Cog Tools")]
    lines[rows[0] : rows[0]] = [
        "<PAGE>",
        "                      EXAMPLE LENDING FUND",
        "               CONSOLIDATED SCHEDULE OF INVESTMENTS",
        "                        March 31, 2024 (Continued)",
        "",
        f"{'Portfolio Company':<29}{'Type':<14}{'Principal':>14}{'Cost':>14}{'Fair Value':>14}",
        "Senior Secured Loans",
        " (Continued)",
        " Business Services",
        "  (Continued)",
    ]
    _, schedule = read("\n".join(lines))
    assert [s.path for s in schedule.sections] == [
        ("Senior Secured Loans",),
        ("Senior Secured Loans", "Business Services"),
        ("Senior Secured Loans", "Household Goods"),
    ]


def test_words_of_a_further_column_above_their_row_are_no_section() -> None:
    lines = page({}).split("\n")
    at = next(i for i, ln in enumerate(lines) if ln.startswith("   Cog Tools"))
    lines[at] = lines[at].replace("Term Loan", "Loan     ")
    lines.insert(at, f"{'':<29}Second Lien")
    _, schedule = read("\n".join(lines))
    assert [s.path[-1] for s in schedule.sections] == ["Senior Secured Loans", "Business Services", "Household Goods"]
    assert [h.description for h in schedule.holdings][3] == "Cog Tools Ltd."


def test_a_cost_below_the_rows_of_a_section_without_a_subtotal_is_the_sections() -> None:
    _, schedule = read(
        """
                         EXAMPLE EQUITY FUND
                       SCHEDULE OF INVESTMENTS
                           March 31, 2024

                                              Shares         Value
Common Stocks - 95.0%
  Acme Corp.                                   1,000    $  300,000
  Bolt Inc.                                    2,000       650,000
TOTAL COMMON STOCKS
(Cost $800,000)                                            950,000
Investment Company - 4.0%
  Example Treasury Fund                       30,000        30,000
  Example Government Fund                     10,000        10,000
(Cost $39,500)
TOTAL INVESTMENTS - 99.0%
(Cost $839,500)                                         $  990,000
OTHER ASSETS IN EXCESS OF LIABILITIES - 1.0%                10,000
NET ASSETS - 100.0%                                     $1,000,000
"""
    )
    assert {s.path[-1]: s.cost for s in schedule.sections} == {"Common Stocks": 800_000, "Investment Company": 39_500}
    assert schedule.ledger.unexplained == 0

"""The level table, with levels as columns or as rows."""

from __future__ import annotations

from decimal import Decimal

from fundfilings.models import FairValueLevel
from fundfilings.normalize.text import text_blocks
from fundfilings.notes import read_fair_value_levels
from fundfilings.spans import Span
from fundfilings.split import FundRef, Part

FUNDS = (FundRef("Acme Income Fund (AIF)"), FundRef("Acme Growth Fund (AGF)"))


def read(text: str, fund: int | None = 0) -> list[tuple[int | None, FairValueLevel]]:
    document = text_blocks(text)
    return read_fair_value_levels(Part("notes", "Notes", document, document.blocks, Span(line=1), fund), FUNDS)


def figures(row: FairValueLevel) -> tuple[Decimal | None, ...]:
    return row.level_1, row.level_2, row.level_3, row.total


def test_levels_as_columns() -> None:
    rows = read("""
                               Level 1        Level 2       Level 3          Total
                            ------------   ------------   ----------   ------------
Common stocks               $  2,159,269   $         --   $       --   $  2,159,269
Senior loans of the
  industrial sector                   --      1,375,000        8,600      1,383,600
Total                       $  2,159,269   $  1,375,000   $    8,600   $  3,542,869
""")
    assert [figures(r) for _, r in rows] == [
        (2159269, 0, 0, 2159269),
        (0, 1375000, 8600, 1383600),
        (2159269, 1375000, 8600, 3542869),
    ]
    assert rows[0][1].caption == "Common stocks"
    assert rows[2][1].source is not None


def test_levels_as_rows() -> None:
    rows = read("""
                                        Investments in     Written
                                          Securities       Options
Level 1 - Quoted Prices                 $  1,143,847      $ 220,400
Level 2 - Other Inputs                   616,825,242             --
Level 3 - Unobservable Inputs              5,402,669             --
Total                                   $623,371,758      $ 220,400
""")
    assert [figures(r) for _, r in rows] == [
        (1143847, 616825242, 5402669, 623371758),
        (220400, 0, 0, 220400),
    ]


def test_definitions_of_the_levels_are_no_table() -> None:
    assert read("  Level 1 -- quoted prices in active markets\n  Level 2 -- other significant inputs\n") == []


def test_each_table_belongs_to_the_fund_named_in_it() -> None:
    table = """
INCOME (AIF)                     LEVEL 1         LEVEL 2       LEVEL 3           TOTAL
Municipal Bonds             $         --   $ 646,267,891   $        --   $ 646,267,891

GROWTH (AGF)                     LEVEL 1         LEVEL 2       LEVEL 3           TOTAL
Municipal Bonds             $         --   $ 886,420,820   $ 2,337,840   $ 888,758,660
"""
    assert [(fund, r.total) for fund, r in read(table, None)] == [(0, 646267891), (1, 888758660)]


def test_the_prior_years_table_is_left_out() -> None:
    table = """
                       Level 1        Level 2       Level 3          Total
Bonds             $         --   $ {v},000,000   $        --   $ {v},000,000
"""
    now, before = "The inputs used as of May 31, 2010 were:", "The inputs used as of May 31, 2009 were:"
    text = f"{now}\n{table.format(v=12)}\n{before}\n{table.format(v=34)}"
    assert [r.total for _, r in read(text)] == [12_000_000]


def test_a_scale_under_each_level_is_a_head_and_counts() -> None:
    rows = read("""
                                    Level 1       Level 2      Level 3
Investments                          ($000)        ($000)       ($000)
Common Stocks                     1,140,172            --           --
Temporary Cash Investments            8,770           498           --
""")
    assert [(r.caption, r.level_1, r.level_2) for _, r in rows] == [
        ("Common Stocks", 1140172000, 0),
        ("Temporary Cash Investments", 8770000, 498000),
    ]

"""Financial highlights: periods across and down, several funds and classes, renderings that lost their grid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from statement_reading import FAMILY, grid_part, highlights

ACROSS = """
                             FINANCIAL HIGHLIGHTS
                                            Six Months          Year Ended December 31,
                                               Ended        -------------------------------
                                           June 30, 2006        2005      2004       2003
                                             --------         --------  --------   --------
Per Share Data
Net asset value, beginning of period......   $   5.70         $   5.62  $   5.70   $   5.81
Income from Investment Operations
   Net investment income (loss)(a)........       0.05             0.12      0.12       0.09
   Net realized and unrealized gains
     (losses).............................       0.08            (0.05)       --       0.05(b)
Total from investment operations..........       0.13             0.07      0.12       0.14
   Net asset value, end of period.........   $   5.28         $   5.70  $   5.62   $   5.70
Total investment return...................     (2.54)%           14.89%   (0.40)%  (14.06)%
Ratios/Supplemental Data:
Net assets, end of period (in thousands)..   $490,027         $522,101  $525,687   $532,763
Ratio of expenses to average net assets...      1.06%(c)          1.28%     1.03%      0.99%
Portfolio turnover rate...................        N/A             75.8%     94.1%      90.8%
(a) Computed using average shares outstanding during the whole of the period.
(b) Less than one cent.
"""


def test_each_column_is_a_period_with_its_dates() -> None:
    columns = highlights(ACROSS)[None]
    assert [(c.period.start, c.period.end, c.period.months) for c in columns] == [
        (date(2006, 1, 1), date(2006, 6, 30), 6),
        (date(2005, 1, 1), date(2005, 12, 31), 12),
        (date(2004, 1, 1), date(2004, 12, 31), 12),
        (date(2003, 1, 1), date(2003, 12, 31), 12),
    ]


def test_scales_dashes_marks_and_missing_values() -> None:
    first, _, third, last = highlights(ACROSS)[None]
    items = {i.key: i for i in first.items if i.key}
    assert items["net_assets_end"].value == 490027000
    assert items["nav_end"].value == Decimal("5.28")
    assert items["total_return"].value == Decimal("-2.54")
    assert items["ratio_expenses_to_avg_net_assets"].markers == ("c",)
    assert items["portfolio_turnover"].value is None
    gains = [i for i in third.items if i.key == "net_gains_on_securities"]
    assert [(i.value, i.dash, i.caption) for i in gains] == [
        (0, True, "Net realized and unrealized gains (losses)"),
    ]
    assert [i.markers for i in last.items if i.key == "net_gains_on_securities"] == [("b",)]


DOWN = """
Financial HIGHLIGHTS
                                                  Investment Operations
                               ------------------------------------------------
                    Beginning                     Net   Distributions                  Ending
                       Common               Realized/     from Income                  Common
                        Share         Net  Unrealized    to Preferred               Share Net
                    Net Asset  Investment  Investment          Share-            Assets (000)
                        Value      Income  Gain (Loss)        holders    Total
=============================================================================================
PREMIUM (APM)
- ---------------------------------------------------------------------------------------------
Year Ended 10/31:
2004                   $15.45       $1.04        $ .42         $(.07)    $1.39     $  950,993
2003(a)                 15.38        1.07          .05            --      1.12        925,525

DIVIDEND 2 (ADX)
- ---------------------------------------------------------------------------------------------
Year Ended 10/31:
2004                    15.62        1.11          .41          (.08)     1.44        689,190
2003                    15.41        1.13          .25          (.07)     1.31        671,147
=============================================================================================
"""


def test_periods_down_give_the_same_columns() -> None:
    read = highlights(DOWN, FAMILY, None)
    assert set(read) == {0, 2}
    premium = read[0][0]
    assert (premium.period.end, premium.period.months) == (date(2004, 10, 31), 12)
    assert [(i.caption, i.value) for i in premium.items] == [
        ("Beginning Common Share Net Asset Value", Decimal("15.45")),
        ("Net Investment Income", Decimal("1.04")),
        ("Net Realized/ Unrealized Investment Gain (Loss)", Decimal("0.42")),
        ("Distributions from Income to Preferred Shareholders", Decimal("-0.07")),
        ("Total", Decimal("1.39")),
        ("Ending Common Share Net Assets (000)", 950993000),
    ]
    assert read[0][1].items[3].dash


CLASSES = """
FINANCIAL HIGHLIGHTS
                                        Year Ended October 31,
                                          2005        2004
Class A
Net asset value, beginning of period   $  10.00    $   9.50
Net investment income                       .40         .41
Net asset value, end of period         $  10.25    $  10.00
Class B
Net asset value, beginning of period   $   9.98    $   9.49
Net investment income                       .33         .34
Net asset value, end of period         $  10.21    $   9.98
"""


def test_stacked_classes_become_columns_of_their_own() -> None:
    columns = highlights(CLASSES)[None]
    assert [(c.class_name, c.period.end, c.items[-1].value) for c in columns] == [
        ("Class A", date(2005, 10, 31), Decimal("10.25")),
        ("Class A", date(2004, 10, 31), Decimal("10.00")),
        ("Class B", date(2005, 10, 31), Decimal("10.21")),
        ("Class B", date(2004, 10, 31), Decimal("9.98")),
    ]


def test_a_grid_that_drifted_is_read_by_the_order_of_full_rows() -> None:
    """A rendering gave the signs of some rows cells of their own and broke figures; rows with gaps follow a full row
    whose cells hold theirs."""
    columns = highlights(
        grid_part(
            [
                [None, "Year ended 2012", "Year ended 2011", "2010"],
                ["Net asset value, beginning of period", "$ 1", "3.53", "$ 14.83", "$ 13.97"],
                ["Net investment income", None, "0.91", "0.31", "0.92"],
                ["Total from investment operations", None, "2.91", "1.02"],
                ["Net asset value, end of period", "$", "15.57", "$", "13.53", "$", "14.83"],
                ["Distributions from net realized gains", None, None, None, None, None, "(0.08)"],
                ["Net assets, end of period (000s omitted)", "$ 2", "09,425", "$ 1", "82,074", "$ 1", "199,530"],
            ],
            "financial_highlights",
        )
    )[None]
    assert [[i.value for i in c.items] for c in columns] == [
        [Decimal("13.53"), Decimal("0.91"), Decimal("2.91"), Decimal("15.57"), 209425000],
        [Decimal("14.83"), Decimal("0.31"), Decimal("1.02"), Decimal("13.53"), 182074000],
        [Decimal("13.97"), Decimal("0.92"), Decimal("14.83"), Decimal("-0.08"), 199530000],
    ]


def test_a_table_that_follows_the_highlights_is_no_column_of_theirs() -> None:
    text = (
        ACROSS
        + """
                                    Affirmative     Withheld
Election of a director by the
 holders of common shares             5,600,200       12,450
"""
    )
    assert len(highlights(text)[None]) == 4


def test_dates_that_touch_head_a_column_each() -> None:
    columns = highlights("""
                             FINANCIAL HIGHLIGHTS
                                                  Six Months            Year
                                                       Ended           Ended
                                               June 30, 2004December 31, 2003
                                                 (unaudited)
Net asset value, beginning of period                  $ 9.87          $ 9.46
Net investment income                                   0.16            0.33
Net asset value, end of period                       $ 10.11          $ 9.87
Total return                                            4.12%           7.58%
Ratio of net investment income to average net assets     2.41%           2.37%
""")[None]
    assert [(c.period.label, c.period.end) for c in columns] == [
        ("Six Months Ended June 30, 2004 (unaudited)", date(2004, 6, 30)),
        ("Year Ended December 31, 2003", date(2003, 12, 31)),
    ]
    assert [len(c.items) for c in columns] == [5, 5]


MARKED_ACROSS = """
FINANCIAL HIGHLIGHTS
For a share outstanding throughout each year ended May 31, unless otherwise noted:
                                          2003(1)    2003      2002(C)
                                          -------   -------    -------
Net asset value, beginning of period      $11.82    $11.69     $11.74
Net investment income a                     0.37      0.76       0.61
Net asset value, end of period            $12.12    $11.82     $11.69
Net assets, rounded to thousands       $507,000   $495,000   $489,000
Ratios to average net assets:
  Expenses                                  1.41%     1.51%      0.52%
"""
MARKED_DOWN = """
FINANCIAL HIGHLIGHTS
                   Net Asset       Net
                       Value    Investment   Net Asset
                   Beginning      Income     Value, End    Total
                   of Period      (Loss)     of Period    Return
----------------------------------------------------------------
CLASS A
   2004*             $34.66        $0.21      $34.42      (0.37)%
   2004               26.18         0.40       34.66      34.62
   2003               35.39         0.38       26.18     (25.06)
"""


def test_years_that_only_a_mark_tells_apart_are_two_periods() -> None:
    across = highlights(MARKED_ACROSS)[None]
    assert [c.period.label.split()[-1] for c in across] == ["2003(1)", "2003", "2002(C)"]
    assert [[i.value for i in c.items if i.key == "nav_end"] for c in across] == [
        [Decimal("12.12")],
        [Decimal("11.82")],
        [Decimal("11.69")],
    ]
    down = highlights(MARKED_DOWN)[None]
    assert [c.period.label for c in down] == ["2004*", "2004", "2003"]
    assert [[i.value for i in c.items][-1] for c in down] == [Decimal("-0.37"), Decimal("34.62"), Decimal("-25.06")]


def test_raised_letters_are_marks_and_rounded_figures_stand_in_full() -> None:
    first = highlights(MARKED_ACROSS)[None][0]
    items = {i.key: i for i in first.items if i.key}
    assert (items["net_investment_income"].caption, items["net_investment_income"].markers) == (
        "Net investment income",
        ("a",),
    )
    assert [i.value for i in first.items if i.caption == "Net assets, rounded to thousands"] == [507000]


DATES_SIDE_BY_SIDE = """
FINANCIAL HIGHLIGHTS
                                        Year Ended
                                        3/31/04(6) 3/31/03     3/31/02(1)   3/31/01*
Net asset value, beginning of period    $16.370    $15.150     $15.400      $14.340
Net investment income                     1.088      1.084       1.071        1.087
Net asset value, end of period          $16.200    $16.370     $15.150      $15.400
"""


def test_dates_with_marks_that_one_blank_parts_are_heads_of_their_own() -> None:
    columns = highlights(DATES_SIDE_BY_SIDE)[None]
    assert [c.period.end for c in columns] == [
        date(2004, 3, 31),
        date(2003, 3, 31),
        date(2002, 3, 31),
        date(2001, 3, 31),
    ]


PAGES_OF_CLASSES = """
Acme Index Fund Financial Highlights

  Investor Shares
  For a Share Outstanding                                Year Ended  December 31,
  Throughout Each Period                      2024     2023     2022         2021
 ────────────────────────────────────────────────────────────────────────────────
  Net Asset Value, Beginning of Period     $440.05  $354.17  $439.86      $346.60
  Net Investment Income1                     6.147    5.990    5.605        4.910
  Distributions from Realized Capital            —        —        —            —
  Gains
  Net Asset Value, End of Period           $542.84  $440.05  $354.17      $439.86
  Total Return2                             24.84%   26.11%  -18.23%       28.53%
  Ratio of Total Expenses to Average Net    0.14%3   0.14%3   0.14%3        0.14%
  Assets

  1  Calculated based on average shares outstanding.
     Excludes the value of portfolio securities received or delivered as a
  4  redemptions of the fund's capital shares, including ETF Creation Units.
<PAGE>
Acme Index Fund Financial Highlights

  ETF Shares
  For a Share Outstanding                                 Year Ended December 31,
  Throughout Each Period                      2024     2023     2022         2021
 ────────────────────────────────────────────────────────────────────────────────
  Net Asset Value, Beginning of Period     $436.63  $351.41  $436.47      $343.93
  Net Investment Income1                     6.701    6.412    6.012        5.353
  Net Asset Value, End of Period           $538.61  $436.63  $351.41      $436.47
"""


def test_classes_one_after_another_with_a_head_set_to_the_right() -> None:
    columns = highlights(PAGES_OF_CLASSES)[None]
    years = [f"Year Ended December 31, {year}" for year in (2024, 2023, 2022, 2021)]
    assert [(c.class_name, c.period.label) for c in columns] == [
        *(("Investor Shares", label) for label in years),
        *(("ETF Shares", label) for label in years),
    ]
    items = {i.caption: (i.value, i.markers) for i in columns[0].items}
    assert items == {
        "Net Asset Value, Beginning of Period": (Decimal("440.05"), ()),
        "Net Investment Income": (Decimal("6.147"), ("1",)),
        "Distributions from Realized Capital Gains": (0, ()),
        "Net Asset Value, End of Period": (Decimal("542.84"), ()),
        "Total Return": (Decimal("24.84"), ("2",)),
        "Ratio of Total Expenses to Average Net Assets": (Decimal("0.14"), ("3",)),
    }


NARROW_HEADS = """
Financial Highlights
Selected data for a Common share outstanding throughout each period:
<TABLE>
<CAPTION>
                             INVESTMENT OPERATIONS       LESS DISTRIBUTIONS
                       ------------------------------ ------------------------
                                                          NET
             BEGINNING                             INVESTMENT CAPITAL   ENDING
                COMMON        NET       NET         INCOME TO GAINS TO  COMMON ENDING
             NET ASSET INVESTMENT REALIZED/            COMMON   COMMON  SHARE- MARKET
                 VALUE     INCOME     GAINS  TOTAL    HOLDERS  HOLDERS HOLDERS  VALUE
- -----------------------------------------------------------------------------------
<S>          <C>       <C>        <C>        <C>   <C>        <C>      <C>      <C>
Year Ended 10/31:
2010            $14.52      $ .90     $ .35  $1.25     $ (.85)  $(.01) $ 14.91 $14.28
2009             12.69        .88      1.65   2.53       (.70)     --    14.52  13.48
2008             15.22        .87     (2.56) (1.69)      (.79)   (.05)   12.69  11.50
"""


def test_heads_one_blank_apart_are_told_by_where_the_figures_end() -> None:
    newest = highlights(NARROW_HEADS)[None][0]
    assert [(i.caption, i.value) for i in newest.items] == [
        ("BEGINNING COMMON NET ASSET VALUE", Decimal("14.52")),
        ("NET INVESTMENT INCOME", Decimal("0.90")),
        ("NET REALIZED/ GAINS", Decimal("0.35")),
        ("TOTAL", Decimal("1.25")),
        ("NET INVESTMENT INCOME TO COMMON HOLDERS", Decimal("-0.85")),
        ("CAPITAL GAINS TO COMMON HOLDERS", Decimal("-0.01")),
        ("ENDING COMMON SHAREHOLDERS", Decimal("14.91")),
        ("ENDING MARKET VALUE", Decimal("14.28")),
    ]


def test_no_heading_runs_on_into_the_net_asset_value_at_the_beginning() -> None:
    columns = highlights("""
Financial Highlights
                                                      SIX MONTHS
                                                        ENDED       YEAR ENDED DECEMBER 31,
                                                    JUNE 30, 2006      2005         2004
                                                    ---------------------------------------
PER SHARE OPERATING PERFORMANCE
(for a share outstanding throughout the period)
Net asset value, beginning of period ............    $  21.80       $  18.70      $  16.62
Net investment income ...........................        0.19           0.59          0.25
Net realized and unrealized gains ...............        1.30           2.51          1.83
Net asset value, end of period ..................    $  23.29       $  21.80      $  18.70
""")[None]
    assert columns[0].items[0].key == "nav_beginning"
    assert columns[0].items[0].caption == "Net asset value, beginning of period"

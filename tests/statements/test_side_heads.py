"""Heads in a column of their own beside the captions."""

from __future__ import annotations

from decimal import Decimal

from statement_reading import grid_part, highlights, line, one_statement

SIDE_HIGHLIGHTS = """\
Financial Highlights

<TABLE>
<CAPTION>
                      The following per share data have been          For the Six
                      derived from information provided               Months Ended     For the Year Ended
                      in the financial statements.                     May 31,            November 30,
                                                                    ------------- -----------------------
                                                                        2004         2003         2002
=========================================================================================================
<S>                   <C>                                           <C>           <C>          <C>
Per Share Operating   Net asset value, beginning of period .......  $  10.00      $   9.50     $   9.75
Performance:                                                        --------      --------     --------
                      Investment income--net .....................       .30           .60          .62
                      Realized and unrealized gain (loss) on
                      investments--net ...........................      (.25)          .50         (.27)
                                                                    --------      --------     --------
                      Less dividends to shareholders:
                        Investment income--net ...................      (.30)         (.60)        (.60)
                                                                    --------      --------     --------
                      Net asset value, end of period .............  $   9.75      $  10.00     $   9.50
                                                                    ========      ========     ========
=========================================================================================================
Total Investment      Based on net asset value per share .........     0.51%@       11.90%        3.70%
Return:                                                             ========      ========     ========
=========================================================================================================
Ratios to Average     Expenses ...................................     0.91%*        0.93%        0.95%
Net Assets:                                                         ========      ========     ========
                      Investment income--net .....................     6.02%*        6.11%        6.40%
                                                                    ========      ========     ========
=========================================================================================================
Supplemental          Net assets, end of period (in thousands) ...  $ 97,500      $100,000     $ 95,000
Data:                                                               ========      ========     ========
                      Portfolio turnover .........................    12.00%        33.10%       41.50%
                                                                    ========      ========     ========
</TABLE>
"""


def test_heads_of_several_lines_stand_above_the_rows_beside_them() -> None:
    newest, _, oldest = highlights(SIDE_HIGHLIGHTS)[None]
    items = [(i.caption, i.group, i.key, i.value) for i in newest.items]
    assert items == [
        ("Net asset value, beginning of period", "Per Share Operating Performance:", "nav_beginning", Decimal("10.00")),
        ("Investment income--net", "Per Share Operating Performance:", "net_investment_income", Decimal("0.30")),
        (
            "Realized and unrealized gain (loss) on investments--net",
            "Per Share Operating Performance:",
            "net_gains_on_securities",
            Decimal("-0.25"),
        ),
        ("Investment income--net", "Less dividends to shareholders:", "dividends_from_nii", Decimal("-0.30")),
        ("Net asset value, end of period", "Per Share Operating Performance:", "nav_end", Decimal("9.75")),
        ("Based on net asset value per share", "Total Investment Return:", "total_return_nav", Decimal("0.51")),
        ("Expenses", "Ratios to Average Net Assets:", "ratio_expenses_to_avg_net_assets", Decimal("0.91")),
        ("Investment income--net", "Ratios to Average Net Assets:", "ratio_nii_to_avg_net_assets", Decimal("6.02")),
        (
            "Net assets, end of period (in thousands)",
            "Supplemental Data:",
            "net_assets_end",
            Decimal("97500000"),
        ),
        ("Portfolio turnover", "Supplemental Data:", "portfolio_turnover", Decimal("12.00")),
    ]
    assert oldest.period.label == "For the Year Ended November 30, 2002"


def test_a_table_of_cells_has_side_heads_too() -> None:
    statement = one_statement(
        grid_part(
            [
                ["", "", "2009", "2008"],
                ["Operations:", "Net investment income", "500", "400"],
                ["", "Net realized gain", "200", "(100)"],
                ["", "Net change in unrealized appreciation", "300", "50"],
                ["", "Net increase in net assets resulting from operations", "1,000", "350"],
                ["Distributions:", "Net investment income", "(450)", "(380)"],
                ["Net Assets:", "Total increase (decrease) in net assets", "550", "(30)"],
                ["", "Beginning of year", "4,450", "4,480"],
                ["", "End of year", "5,000", "4,450"],
            ],
            "changes_in_net_assets",
        ),
        "changes_in_net_assets",
    )
    assert [(ln.caption, ln.group) for ln in statement.lines][4:7] == [
        ("Net investment income", "Distributions:"),
        ("Total increase (decrease) in net assets", "Net Assets:"),
        ("Beginning of year", "Net Assets:"),
    ]
    assert line(statement, "Beginning of year").key == "net_assets_beginning"


def test_captions_with_a_wide_blank_inside_have_no_head_beside_them() -> None:
    statement = one_statement("""\
Statement of Operations
For the year ended June 30, 2005
Investment income
  Dividends          (net of foreign taxes)        $  900
  Interest           (from affiliates)                100
  Total income                                      1,000
Expenses
  Management fee     (Note 3)                         300
  Other                                               100
  Total expenses                                      400
Net investment income                                 600
""")
    assert [ln.caption for ln in statement.lines][:2] == [
        "Dividends (net of foreign taxes)",
        "Interest (from affiliates)",
    ]

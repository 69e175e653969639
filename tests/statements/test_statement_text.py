"""Statements in fixed-width text: captions, groups, columns, scales, keys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from statement_reading import FAMILY, ONE_FUND, line, one_statement, part

from fundfilings.models import Issue
from fundfilings.split.parts import FundRef
from fundfilings.statements import read_statement, read_statements

BALANCE_SHEET = """
                      STATEMENT OF ASSETS AND LIABILITIES
                               December 31, 2003
<TABLE>
<S>                                                               <C>            <C>
Assets
Investments at value:
  Common stocks (cost $859,717)                                   $  1,123,233
  Short-term investments, including collateral received
    for securities on loan (cost $47,772)                               47,772   $  1,171,005
- ---------------------------------------------------------------------------------------------
Cash                                                                                  318,385
Receivables:
  Investment securities sold                                                           20,999
  Dividends and interest                                                                   --
- ---------------------------------------------------------------------------------------------
      Total Assets                                                                  1,510,389
- ---------------------------------------------------------------------------------------------
Liabilities
Payables -
  Investment securities purchased                                                      91,310
Accrued expenses and other liabilities............................                     34,042
- ---------------------------------------------------------------------------------------------
      Total Liabilities                                                               125,352
- ---------------------------------------------------------------------------------------------
      Net Assets                                                                 $  1,385,037
                                                                                 ============
Net Assets Consist of:
Paid-in capital                                                                  $  1,100,000
Net unrealized appreciation of investments and foreign
  currency translation                                                                285,037
                                                                                 ------------
      Net Assets                                                                 $  1,385,037
                                                                                 ============
Net Asset Value Per Share ($1,385,037 / 100,000 shares)                          $      13.85
                                                                                 ============
</TABLE>
The accompanying notes are an integral part of the financial statements.
                                                                                            6
"""


def test_every_figure_has_its_caption_and_group() -> None:
    sheet = one_statement(BALANCE_SHEET, "assets_and_liabilities")
    assert sheet.as_of == date(2003, 12, 31)
    assert [(ln.caption, ln.group, ln.values[0]) for ln in sheet.lines] == [
        ("Common stocks (cost $859,717)", "Investments at value:", 1123233),
        (
            "Short-term investments, including collateral received for securities on loan (cost $47,772)",
            "Investments at value:",
            47772,
        ),
        ("Investments at value:", "Assets", 1171005),  # the outer column prints the group's total beside its last row
        ("Cash", "Assets", 318385),
        ("Investment securities sold", "Receivables:", 20999),
        ("Dividends and interest", "Receivables:", 0),
        ("Total Assets", "Assets", 1510389),
        ("Investment securities purchased", "Payables -", 91310),
        ("Accrued expenses and other liabilities", "Liabilities", 34042),
        ("Total Liabilities", "Liabilities", 125352),
        ("Net Assets", None, 1385037),
        ("Paid-in capital", "Net Assets Consist of:", 1100000),
        (
            "Net unrealized appreciation of investments and foreign currency translation",
            "Net Assets Consist of:",
            285037,
        ),
        ("Net Assets", "Net Assets Consist of:", 1385037),
        ("Net Asset Value Per Share ($1,385,037 / 100,000 shares)", None, Decimal("13.85")),
    ]


def test_keys_are_given_once() -> None:
    sheet = one_statement(BALANCE_SHEET, "assets_and_liabilities")
    keys = [ln.key for ln in sheet.lines if ln.key]
    assert len(keys) == len(set(keys))
    assert {"total_assets", "total_liabilities", "net_assets", "net_asset_value_per_share", "cash"} <= set(keys)
    assert next(ln.values for ln in sheet.lines if ln.key == "net_assets") == (1385037,)


CHANGES = """
STATEMENTS OF CHANGES IN NET ASSETS
                                                          For the Year Ended
                                                    ------------------------------
                                                    Dec. 31, 2003    Dec. 31, 2002
- -----------------------------------------------------------------------------------
From Operations:
  Net investment income                            $   15,613,355  $   16,738,360
  Change in unrealized appreciation                   187,524,953    (330,406,021)
- -----------------------------------------------------------------------------------
        Change in net assets resulting from
          operations                                  203,138,308    (313,667,661)
- -----------------------------------------------------------------------------------
Distributions to Stockholders From:
  Net investment income                               (14,099,163)    (15,955,830)
- -----------------------------------------------------------------------------------
Net Assets:
  Beginning of year                                 1,024,810,092   1,354,433,583
- -----------------------------------------------------------------------------------
  End of year (including undistributed income
    of $6,386,461 and $4,872,269, respectively)    $1,213,849,237  $1,024,810,092
"""


def test_wide_heads_are_joined_to_each_column() -> None:
    changes = one_statement(CHANGES, "changes_in_net_assets")
    assert changes.columns == ("For the Year Ended Dec. 31, 2003", "For the Year Ended Dec. 31, 2002")
    assert changes.periods == changes.columns


def test_a_group_tells_like_captions_apart() -> None:
    changes = one_statement(CHANGES, "changes_in_net_assets")
    keys = {ln.key: ln.values for ln in changes.lines if ln.key}
    assert keys["net_investment_income"] == (15613355, 16738360)
    assert keys["distributions_from_net_investment_income"] == (-14099163, -15955830)
    assert keys["net_increase_from_operations"] == (203138308, -313667661)
    assert keys["net_assets_beginning"] == (1024810092, 1354433583)
    assert keys["net_assets_end"] == (1213849237, 1024810092)


FUNDS_SIDE_BY_SIDE = """
Statement of
     OPERATIONS Year Ended October 31, 2004
                                     PREMIUM         DIVIDEND      DIVIDEND 2
                                       (APM)            (ADM)           (ADX)
- -----------------------------------------------------------------------------
INVESTMENT INCOME                $73,552,668      $55,588,787     $55,311,914
- -----------------------------------------------------------------------------
EXPENSES
Preferred shares - dividend
   disbursing agent fees              50,138           50,138              --
Legal fee refund                          --         (121,443)             --
Net investment income             73,502,530       55,660,092      55,311,914
"""


def test_funds_in_columns_become_statements_of_their_own() -> None:
    read = dict(read_statement(part(FUNDS_SIDE_BY_SIDE, "operations", None), FAMILY))
    assert set(read) == {0, 1, 2}
    assert line(read[1], "Legal fee refund").values == (-121443,)
    assert line(read[2], "Legal fee refund").values == (0,)
    assert line(read[0], "Preferred shares - dividend disbursing agent fees").values == (50138,)
    assert {s.lines[0].key for s in read.values()} == {"investment_income_total"}


def test_columns_of_another_fund_than_the_filings_are_reported() -> None:
    issues: list[Issue] = []
    text = FUNDS_SIDE_BY_SIDE.replace("DIVIDEND 2", " ELSEWHERE").replace("(ADX)", "TRUST")
    read = dict(read_statement(part(text, "operations", None), FAMILY, issues))
    assert set(read) == {0, 1}
    assert [i.code for i in issues] == ["statement.unaligned"]


def test_a_second_head_opens_columns_for_another_period() -> None:
    changes = one_statement(
        """
                    Statement of Changes in Members' Capital
                        For the year ended March 31, 2006
                                        MANAGING          OTHER
                                         MEMBER          MEMBERS           TOTAL
   Net investment loss                 $    (135)      $(1,040,890)    $(1,041,025)
MEMBERS' CAPITAL AT APRIL 1, 2005         10,458        86,505,763      86,516,221
MEMBERS' CAPITAL AT MARCH 31, 2006        10,323        85,464,873      85,475,196

         For the period from August 1, 2004 (commencement of operations)
                                to March 31, 2005
                                        MANAGING          OTHER
                                         MEMBER          MEMBERS           TOTAL
   Net investment loss                 $    (542)      $    (4,237)    $    (4,779)
MEMBERS' CAPITAL AT AUGUST 1, 2004            --                --              --
MEMBERS' CAPITAL AT MARCH 31, 2005        10,458        86,505,763      86,516,221
""",
        "changes_in_net_assets",
    )
    assert len(changes.columns) == 6
    assert changes.lines[0].values == (-135, -1040890, -1041025, None, None, None)
    assert changes.lines[3].values == (None, None, None, -542, -4237, -4779)


def test_thousands_are_applied_but_not_to_per_share_lines() -> None:
    sheet = one_statement(
        """
STATEMENT OF ASSETS AND LIABILITIES
December 31, 1998
(in thousands, except per share amounts)
Investments at value             $ 2,345,678
Total Assets                       2,345,678
Total Liabilities                     45,678
Net Assets                       $ 2,300,000
Net Asset Value Per Share             $14.25
""",
        "assets_and_liabilities",
    )
    assert sheet.value_scale == 1000
    assert line(sheet, "Net Assets").values == (2300000000,)
    assert line(sheet, "Net Asset Value Per Share").values == (Decimal("14.25"),)


def test_captions_run_on_only_where_the_print_does() -> None:
    statement = one_statement("""
STATEMENT OF OPERATIONS
Six Months Ended May 31, 2008
INVESTMENT INCOME:
  Interest                                             $26,137,020
  Dividends and distributions to preferred
    shareowners from
    Net investment income                               (4,547,443)
    Net realized gains                                    (783,227)
NET DECREASE IN NET ASSETS
        DERIVED FROM OPERATIONS                        $   (29,844)
Realized loss on investments, net of foreign taxes on
Brazilian bonds                                              (1,044)
""")
    assert [(ln.caption, ln.group) for ln in statement.lines] == [
        ("Interest", "INVESTMENT INCOME:"),
        ("Net investment income", "Dividends and distributions to preferred shareowners from"),
        ("Net realized gains", "Dividends and distributions to preferred shareowners from"),
        ("NET DECREASE IN NET ASSETS DERIVED FROM OPERATIONS", None),
        ("Realized loss on investments, net of foreign taxes on Brazilian bonds", None),
    ]


def test_a_statement_without_title_is_told_by_its_opening_words() -> None:
    text = (
        BALANCE_SHEET
        + """


<TABLE>
Investment Income
    Interest and other income                                                     $ 1,736,467
      Total income                                                                  1,736,467
Expenses
    Investment research                                                               138,942
      Net Investment Income                                                         1,597,525
</TABLE>
"""
    )
    read = read_statements(part(text, "assets_and_liabilities"), ONE_FUND)
    assert [r.kind for r in read] == ["assets_and_liabilities", "operations"]
    assert read[1].statement.lines[0].caption == "Interest and other income"
    assert len(read_statement(part(text, "assets_and_liabilities"), ONE_FUND)) == 1


def test_a_right_hand_page_of_figures_takes_the_captions_of_the_left() -> None:
    rows = ("Net investment income", "Net realized gain", "Distributions", "Beginning of year", "End of year")
    left = "\n".join(f"{c:<40}{1000 + i:>12,}" for i, c in enumerate(rows))
    right = "\n".join(f"{2000 + i:>12,}" for i in range(len(rows)))
    text = f"""STATEMENTS OF CHANGES IN NET ASSETS
                                            Year ended
                                            9/30/07
{left}
<PAGE>
  Year ended
     9/30/06
{right}
"""
    changes = one_statement(text, "changes_in_net_assets")
    captions = [ln.caption for ln in changes.lines]
    assert captions == [*rows, *rows]
    assert changes.lines[5].values == (None, 2000)


def test_statements_without_figures_are_none() -> None:
    assert read_statement(part("STATEMENT OF OPERATIONS\n\nsee the next page\n", "operations"), ONE_FUND) == []


def test_the_same_statement_again_under_the_same_head_is_another_funds() -> None:
    one = """
<TABLE>
                                    For the Year Ended May 31,
Increase (Decrease) in Net Assets:        2007         2006
Operations
  Net investment income               $ 38,972     $ 39,613
Net Assets
  Beginning of year                    573,034      589,802
  End of year                         $612,006     $629,415
</TABLE>
"""
    read = read_statement(part("Statements of Changes in Net Assets\n" + one + one, "changes_in_net_assets"), ONE_FUND)
    assert [[ln.caption for ln in s.lines] for _, s in read] == [
        ["Net investment income", "Beginning of year", "End of year"],
    ] * 2


def test_captions_below_figures_are_told_from_those_above() -> None:
    sheet = one_statement(
        """
                 STATEMENT OF ASSETS AND LIABILITIES
                         (in thousands)
Undistributed investment income--net                    $     2,758
Accumulated realized capital losses on
  investments--net                                          (39,214)
(Decrease) Increase in accounts payable and
  accrued expenses                                               57
NET ASSETS APPLICABLE TO COMMON
  SHAREHOLDERS                                          $    12,330
                                                        ===========
  1,240,233 shares outstanding
  Net asset value per share                             $      9.94
""",
        "assets_and_liabilities",
    )
    assert [(ln.caption, ln.values) for ln in sheet.lines] == [
        ("Undistributed investment income--net", (2758000,)),
        ("Accumulated realized capital losses on investments--net", (-39214000,)),
        ("(Decrease) Increase in accounts payable and accrued expenses", (57000,)),
        ("NET ASSETS APPLICABLE TO COMMON SHAREHOLDERS", (12330000,)),
        ("shares outstanding", (1240233,)),
        ("Net asset value per share", (Decimal("9.94"),)),
    ]


def test_a_small_amount_in_parentheses_is_no_mark() -> None:
    changes = one_statement(
        """
STATEMENT OF CHANGES IN PARTNERS' CAPITAL
                                        MANAGER          PARTNERS            TOTAL
Contributions                        $       --     $   3,686,003     $  3,686,003
Withdrawals                          (1,833,664)      (68,619,386)     (70,453,050)
Offering costs                               --               (38)             (38)
Allocation                                  651(a)           (651)              --
""",
        "changes_in_net_assets",
    )
    assert line(changes, "Offering costs").values == (0, -38, -38)
    assert line(changes, "Allocation").values == (651, -651, 0)
    assert line(changes, "Allocation").markers == ("a",)


def test_the_balance_sheet_of_a_statement_of_net_assets_is_one_column() -> None:
    balance = one_statement(
        """
STATEMENT OF NET ASSETS
                                                        Amount       Amount
                                                         (000)        (000)
TOTAL INVESTMENTS (96.5%)                                         $ 298,291
OTHER ASSETS (6.5%)
  Foreign Currency                                    $ 16,948
  Receivable for Investments Sold                        1,853
  Dividends Receivable                                     775
  Interest Receivable                                       10       19,586
LIABILITIES (-3.0%)
  Investments Purchased                                 (8,311)
  Distribution Declared                                   (322)
  Investment Advisory Fees                                (280)
  Other Liabilities                                       (154)      (9,067)
NET ASSETS APPLICABLE TO 15,997,623
  SHARES OUTSTANDING - 100.0%                                     $ 308,810
Net Asset Value, Offering and Redemption
  Price Per Share                                                 $   19.30
""",
        "assets_and_liabilities",
    )
    assert len(balance.columns) == 1
    assert line(balance, "TOTAL INVESTMENTS (96.5%)").values == (298291000,)
    assert line(balance, "Interest Receivable").values == (10000,)
    assert line(balance, "OTHER ASSETS (6.5%)").values == (19586000,)
    net = line(balance, "NET ASSETS APPLICABLE TO 15,997,623 SHARES OUTSTANDING - 100.0%")
    assert (net.key, net.values) == ("net_assets", (308810000,))
    nav = line(balance, "Net Asset Value, Offering and Redemption Price Per Share")
    assert (nav.key, nav.values) == ("net_asset_value_per_share", (Decimal("19.30"),))


SECOND_HEAD = """
STATEMENTS OF CHANGES IN NET ASSETS
<TABLE>
                                  Acme Premium                 Acme Dividend
                                 Municipal Fund                Municipal Fund
                                   Year Ended                    Year Ended
                              3/31/06       3/31/05         3/31/06       3/31/05
Increase in Net Assets from Operations:
  Net investment income       $   1,001     $ 1,002         $   1,003    $  1,004
End of year                   $   2,001     $ 2,002         $   2,003    $  2,004

<CAPTION>
                                  Acme Dividend
                                 Municipal Fund 2
                                   Year Ended
                              3/31/06       3/31/05
<S>                           <C>           <C>
Increase in Net Assets from Operations:
  Net investment income       $   1,005     $ 1,006
End of year                   $   2,005     $ 2,006
</TABLE>
"""


def test_a_second_head_on_the_page_opens_the_columns_of_further_funds() -> None:
    read = dict(read_statement(part(SECOND_HEAD, "changes_in_net_assets", None), FAMILY))
    assert {k: [ln.values for ln in s.lines] for k, s in read.items()} == {
        0: [(1001, 1002), (2001, 2002)],
        1: [(1003, 1004), (2003, 2004)],
        2: [(1005, 1006), (2005, 2006)],
    }
    assert all(label.startswith("Year Ended 3/31/0") for s in read.values() for label in s.columns)


def test_a_number_in_the_name_of_a_fund_is_a_word_of_the_head() -> None:
    funds = (FundRef("Acme Large 500 Index Fund"), FundRef("Acme Bond Index Fund"))
    text = """
STATEMENTS OF OPERATIONS
                                   LARGE 500         BOND
                                       INDEX        INDEX
                                        FUND         FUND
Dividends                           $ 13,659      $    --
Interest                                   8        1,600
"""
    read = dict(read_statement(part(text, "operations", None), funds))
    assert {k: [ln.values for ln in s.lines] for k, s in read.items()} == {0: [(13659,), (8,)], 1: [(0,), (1600,)]}


def test_figures_in_the_parentheses_of_a_caption_are_values_of_their_own() -> None:
    read = one_statement(
        """
STATEMENT OF ASSETS AND LIABILITIES
March 31, 2010 (in thousands)
Investments, at value (cost $280,616 and securities on loan of $1,250)          $ 304,788
Preferred shares (906 shares issued; 1,812 shares authorized)                      45,300
Total assets                                                                      350,088
Net assets (including accumulated net investment income (loss) of ($1,122)
  and $235, respectively)                                                          209,425
Net asset value per share (based on 13,454,169 shares outstanding)                  15.57
""",
        "assets_and_liabilities",
    )
    found = {ln.key: tuple(zip(ln.caption_figure_words, ln.caption_figures, strict=True)) for ln in read.lines}
    income = "including accumulated net investment income (loss) of"
    assert found == {
        "investments_at_value": (("cost", 280_616_000), ("and securities on loan of", 1_250_000)),
        "preferred_shares": (("shares issued", 906), ("shares authorized", 1_812)),
        "total_assets": (),
        "net_assets": ((income, -1_122_000), (income, 235_000)),
        "net_asset_value_per_share": (("based on shares outstanding", 13_454_169),),
    }


def test_a_count_that_opens_a_parenthesis_of_words_is_no_figure() -> None:
    read = one_statement(
        """
STATEMENTS OF CHANGES IN MEMBERS' CAPITAL
                                                 SIX MONTHS ENDED       YEAR ENDED
                                                SEPTEMBER 30, 2006    MARCH 31, 2006
Net investment loss                                 $   (706,547)     $ (1,709,746)
Net increase in members' capital from operations         987,497         4,671,798
MEMBERS' CAPITAL AT BEGINNING OF PERIOD               64,813,822        78,001,548
MEMBERS'  CAPITAL AT END OF PERIOD  (51,907.81
  AND  55,804.124  UNITS OUTSTANDING AT END         $ 65,801,319      $ 82,673,346
  OF THE PERIODS)
""",
        "changes_in_net_assets",
    )
    end = next(ln for ln in read.lines if ln.key == "net_assets_end")
    assert end.values == (65801319, 82673346)
    assert end.caption.startswith("MEMBERS' CAPITAL AT END OF PERIOD (51,907.81 AND 55,804.124 UNITS")


def test_a_star_in_parentheses_leaves_the_year_a_year() -> None:
    read = one_statement("""
STATEMENT OF OPERATIONS
                                        FOR THE YEAR       FOR THE YEAR      FOR THE PERIOD
                                           ENDED              ENDED               ENDED
                                    DECEMBER 31, 1995  DECEMBER 31, 1994  DECEMBER 31, 1993(*)
                                    -----------------  -----------------  --------------------
Net investment income                  $  14,873,584      $ 12,384,776         $  6,295,014
""")
    assert read.columns[2] == "FOR THE PERIOD ENDED DECEMBER 31, 1993(*)"
    assert [ln.values for ln in read.lines] == [(14873584, 12384776, 6295014)]

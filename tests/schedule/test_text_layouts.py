"""Schedules in fixed-width text whose print makes the reading hard: what is missing, misplaced or misprinted is proved
by a printed sum, or said."""

from __future__ import annotations

from decimal import Decimal

from fundfilings import parse
from fundfilings.models import Filing, Schedule

HEAD = """FORM N-CSR

CERTIFIED SHAREHOLDER REPORT OF REGISTERED MANAGEMENT INVESTMENT COMPANIES

Investment Company Act file number 811-00002
Date of fiscal year end: December 31, 2004

"""
TITLE = """<PAGE>
ALDER INCOME FUND, INC.
SCHEDULE OF INVESTMENTS
DECEMBER 31, 2004
"""
BONDS = """
PRINCIPAL
AMOUNT (000)   DESCRIPTION                                                VALUE
------------   -----------                                           -----------
"""


def filing(*pages: str) -> Filing:
    return parse((HEAD + "\n".join(pages)).encode())


def read(body: str, heads: str = BONDS) -> tuple[Schedule, list[str]]:
    """The schedule of one page, and the codes of the issues."""
    found = filing(TITLE + heads + body)
    schedule = found.funds[0].schedule
    assert schedule is not None
    return schedule, [i.code for i in found.issues]


def closes(schedule: Schedule) -> bool:
    total = schedule.total_investments
    return total is not None and sum(h.value or 0 for h in schedule.holdings) == total.value


STATES = """               ARIZONA - 40.0%
       2,000   Mesa Water Authority, 5.000%, 1/01/17                   2,030,000
       1,000   Pima County Schools, 5.100%, 1/01/19                    1,010,000
       1,000   Yuma Hospitals, 5.100%, 1/01/20                         1,000,000
{row}
               Total Arizona                                           {sub}

               OHIO - 60.0%
       3,000   Cuyahoga Hospitals, 5.200%, 7/01/20                     3,060,000
       1,500   Toledo Port Authority, 5.300%, 7/01/21                  1,515,000
               Total Ohio                                              4,575,000

               Total Investments                                       {total}
               Other Assets Less Liabilities                             100,000
               Net Assets                                              {net}
"""


def test_a_value_that_is_not_printed_is_what_its_sections_total_leaves() -> None:
    body = STATES.format(
        row="       1,000   Tempe Sewer Bonds, 5.400%, 1/01/22",
        sub="5,065,000",
        total="9,640,000",
        net="9,740,000",
    )
    schedule, issues = read(body)
    tempe = next(h for h in schedule.holdings if h.description.startswith("Tempe"))
    assert tempe.value == 1_025_000
    assert tempe.section_path == ("ARIZONA",)
    assert closes(schedule)
    assert "schedule.value-repaired" in issues


def test_a_value_that_only_one_sum_leaves_is_not_supplied() -> None:
    """The subtotal leaves 1,025,000 for the row, but the total proves nothing: it lacks something else."""
    body = STATES.format(
        row="       1,000   Tempe Sewer Bonds, 5.400%, 1/01/22",
        sub="5,065,000",
        total="9,940,000",
        net="10,040,000",
    )
    schedule, issues = read(body)
    assert not any(h.description.startswith("Tempe") for h in schedule.holdings)
    assert "schedule.value-repaired" not in issues
    assert "schedule.total-residual" in issues


def test_a_value_on_the_last_line_of_a_page_is_no_page_number() -> None:
    body = """               VARIABLE RATE NOTES - 100.0%
       2,000   Mesa Water Authority, 5.000%, 1/01/17                       2,030
       1,000   Pima County Schools, 5.100%, 1/01/19                        1,010
         200   Tempe Local Government Assistance, Revenue Refunding
                 Bonds, 1.80% due 4/01/2020                                  200
<PAGE>
SCHEDULE OF INVESTMENTS (continued)
PRINCIPAL
AMOUNT (000)   DESCRIPTION                                           VALUE (000)
       3,000   Cuyahoga Hospitals, 5.200%, 7/01/20                         3,060
               Total Investments                                           6,300
               Net Assets                                                  6,300
"""
    heads = "\nPRINCIPAL\nAMOUNT (000)   DESCRIPTION                                           VALUE (000)\n"
    schedule, issues = read(body, heads=heads)
    assert [h.value for h in schedule.holdings] == [2_030_000, 1_010_000, 200_000, 3_060_000]
    assert "schedule.value-repaired" not in issues


def test_a_missing_value_is_left_open_where_it_would_be_unlike_its_neighbours() -> None:
    body = STATES.format(
        row="       1,000   Tempe Sewer Bonds, 5.400%, 1/01/22",
        sub="10,040,000",  # would make the row worth six times its principal
        total="14,615,000",
        net="14,715,000",
    )
    schedule, issues = read(body)
    assert not any(h.description.startswith("Tempe") for h in schedule.holdings)
    assert not closes(schedule)
    assert "schedule.value-repaired" not in issues
    assert "schedule.total-residual" in issues


def test_figures_cut_off_at_the_edge_are_completed_where_the_sum_proves_them() -> None:
    body = """               ARIZONA - 40.0%
       2,000   Mesa Water Authority, 5.000%, 1/01/17                   2,030,00
       1,000   Pima County Schools, 5.100%, 1/01/19                    1,010,50
               Total Arizona                                           3,040,500

               OHIO - 60.0%
       3,000   Cuyahoga Hospitals, 5.200%, 7/01/20                     3,060,000
       1,500   Toledo Port Authority, 5.300%, 7/01/21                  1,515,000
               Total Ohio                                              4,575,000

               Total Investments                                       7,615,500
               Net Assets                                              7,615,500
"""
    schedule, issues = read(body)
    assert [h.value for h in schedule.holdings[:2]] == [2_030_000, 1_010_500]
    assert schedule.holdings[0].description == "Mesa Water Authority, 5.000%, 1/01/17"
    assert closes(schedule)
    assert issues.count("schedule.value-repaired") == 2


def test_a_dot_for_a_comma_is_set_right_by_the_subtotal() -> None:
    body = STATES.format(
        row="       1,000   Tempe Sewer Bonds, 5.400%, 1/01/22                      661.276",
        sub="4,701,276",
        total="9,276,276",
        net="9,376,276",
    )
    schedule, issues = read(body)
    tempe = next(h for h in schedule.holdings if h.description.startswith("Tempe"))
    assert tempe.value == 661_276
    assert closes(schedule)
    assert "schedule.value-repaired" in issues


def test_headings_lost_to_another_margin_come_back_under_the_section_whose_total_sums_them() -> None:
    """The second page stands ten characters to the left, so that its heading looks like one of the first level."""
    first = """
                       SHARES                                             VALUE
                     CORPORATE LOANS - 100.0%
                     MATERIALS -- 40.0%
                     Aluminum -- 20.0%
             1,000   Norland Metals Corp.                               200,000
                     Chemicals -- 20.0%
             2,000   Solway Chemicals, Inc.                             200,000
<PAGE>
SCHEDULE OF INVESTMENTS (continued)

             SHARES                                             VALUE
           Paper -- 20.0%
   3,000   Westlake Paper Co.                                 200,000
           Total Materials                                    600,000
           UTILITIES -- 40.0%
   4,000   Tideway Power Co.                                  400,000
           Total Utilities                                    400,000
           Total Corporate Loans                            1,000,000
           Total Investments                                1,000,000
           Net Assets                                       1,000,000
"""
    schedule, _ = read(first, heads="")
    paths = {h.description: h.section_path for h in schedule.holdings}
    assert paths["Westlake Paper Co."] == ("CORPORATE LOANS", "MATERIALS", "Paper")
    assert paths["Tideway Power Co."] == ("CORPORATE LOANS", "UTILITIES")
    assert closes(schedule)


def test_a_summary_above_the_schedule_is_set_aside_by_the_total_that_closes_without_it() -> None:
    body = """
Strategy                              Cost                 Fair Value
--------                              ----                 ----------
   Long/Short Equity               $32,000,000            $34,500,000

INVESTMENT FUND:                    COST           FAIR VALUE     % OF CAPITAL
                              ------------       ------------     ------------
Alder Partners, L.P.          $ 10,000,000       $ 11,000,000            30.56%
Birch Signature Fund, L.P.      12,000,000         12,500,000            34.72%
Cedar Legacy
    Institutional Fund, L.P.    10,000,000         11,000,000            30.56%
                              ------------       ------------     ------------
TOTAL                         $ 32,000,000       $ 34,500,000            95.84%

OTHER ASSETS, LESS LIABILITIES                      1,500,000             4.16%
MEMBERS' CAPITAL                                 $ 36,000,000           100.00%
"""
    schedule, issues = read(body, heads="")
    assert [h.value for h in schedule.holdings] == [11_000_000, 12_500_000, 11_000_000]
    assert schedule.holdings[2].description == "Cedar Legacy Institutional Fund, L.P."
    assert closes(schedule)
    assert schedule.net_assets == 36_000_000
    assert [(ln.caption, ln.value) for ln in schedule.other_lines] == [("OTHER ASSETS, LESS LIABILITIES", 1_500_000)]
    assert "schedule.noise-row" in issues


def test_assets_and_liabilities_in_an_inner_column_are_lower_lines() -> None:
    body = """               BONDS - 90.0%
       2,000   Mesa Water Authority, 5.000%, 1/01/17                   2,030,000
       1,000   Pima County Schools, 5.100%, 1/01/19                    1,010,000
               TOTAL INVESTMENTS                                       3,040,000

  AMOUNT
               OTHER ASSETS - 12.0%
      50,000   Interest Receivable
      20,000   Other                                                      70,000
               LIABILITIES - (2.0)%
     (11,000)  Advisory Fees
      (9,000)  Other Liabilities                                         (20,000)
               NET ASSETS - 100.0%
               Applicable to 250,000 issued shares                    $3,090,000
"""
    schedule, _ = read(body)
    assert [ln.value for ln in schedule.other_lines] == [50_000, 20_000, -11_000, -9_000]
    assert schedule.net_assets == 3_090_000
    assert closes(schedule)


def test_contracts_between_two_totals_are_derivatives_and_their_sum_a_lower_line() -> None:
    body = """               BONDS - 100.0%
       2,000   Mesa Water Authority, 5.000%, 1/01/17                   2,030,000
       1,000   Pima County Schools, 5.100%, 1/01/19                    1,010,000
               TOTAL INVESTMENTS BEFORE CALL OPTIONS WRITTEN           3,040,000

CALL OPTIONS WRITTEN - (0.5)%
Contracts
         (20)  U.S. Treasury Bond Futures, strike price $112,
                 expires 2/18/05                                         (10,000)
         (10)  U.S. Treasury Bond Futures, strike price $113,
                 expires 2/18/05                                          (5,000)
               Total call options written                                (15,000)
               TOTAL INVESTMENTS, NET OF CALL OPTIONS WRITTEN          3,025,000
               Other Assets                                               75,000
               Net Assets                                              3,100,000
"""
    schedule, _ = read(body)
    assert [(d.kind, d.value) for d in schedule.derivatives] == [
        ("option_written", -10_000),
        ("option_written", -5_000),
    ]
    assert closes(schedule)
    assert [ln.value for ln in schedule.other_lines] == [-15_000, 3_025_000, 75_000]
    check = next(c for c in filing(TITLE + BONDS + body).checks if c.id == "schedule.net_assets")
    assert check.status == "pass"


def test_an_issuer_named_total_is_a_holding_where_no_rows_stand_above_it() -> None:
    body = """               PETROLEUM - 50.0%
       5,000   Total                                                   1,094,447
               WATER - 50.0%
      55,000   Suez                                                    1,469,842
               Total Investments                                       2,564,289
               Net Assets                                              2,564,289
"""
    schedule, _ = read(
        body, heads="\n      SHARES   DESCRIPTION                                                VALUE\n"
    )
    assert [h.description for h in schedule.holdings] == ["Total", "Suez"]
    assert closes(schedule)


def test_section_names_beside_the_rows_with_their_percent_below() -> None:
    body = """
Industry           Amount      Corporate Debt Obligations                        Value
======================================================================================
Diversified        2,000,000   Cadmire Communications Corp., 8.375%
Media--60.0%                   due 6/15/2014 (d)                             2,125,000
                               Houghley Company:
                     775,000        9.875% due 2/01/2013                       808,906
                                                                           -----------
                                                                             2,933,906
--------------------------------------------------------------------------------------
Health Care          500,000   Medwell, Term B, due 9/30/2008                  505,000
Services--           600,000   Vanway Health Systems, 9.75% due 8/01/2011      610,000
20.0%                700,000   Westcare Clinics, 9.25% due 8/01/2012           705,000
                                                                           -----------
                                                                             1,820,000
--------------------------------------------------------------------------------------
                               Total Investments                             4,753,906
                               Net Assets                                    4,753,906
"""
    schedule, _ = read(body, heads="")
    assert closes(schedule)
    assert {h.section_path[-1] for h in schedule.holdings} == {"Diversified Media", "Health Care Services"}
    percents = {s.path[-1]: s.percent_of_net_assets for s in schedule.sections}
    assert percents["Diversified Media"] == 60
    assert percents["Health Care Services"] == 20
    assert schedule.holdings[1].description == "Houghley Company, 9.875% due 2/01/2013"


def test_a_list_of_abbreviations_between_the_rows_is_read_as_legend() -> None:
    body = """               ARIZONA - 40.0%
       2,000   Mesa Water Authority, GO, 5.000%, 1/01/17               2,030,000

Portfolio Abbreviations

AMT      Alternative Minimum Tax (subject to)
GO       General Obligation Bonds
VRDN     Variable Rate Demand Notes

SCHEDULE OF INVESTMENTS (continued)
PRINCIPAL
AMOUNT (000)   DESCRIPTION                                                VALUE
               OHIO - 60.0%
       3,000   Cuyahoga Hospitals, 5.200%, 7/01/20                     3,060,000
               Total Investments                                       5,090,000
               Net Assets                                              5,090,000
"""
    schedule, _ = read(body)
    assert [s.path for s in schedule.sections] == [("ARIZONA",), ("OHIO",)]
    assert ("GO", "General Obligation Bonds") in {(a.abbreviation, a.meaning) for a in schedule.abbreviations}
    assert closes(schedule)


def test_pages_before_the_first_readable_title_belong_to_the_schedule_by_their_column_heads() -> None:
    heads = """
   SHARES               DESCRIPTION                VALUE
   ------               -----------                -----
"""
    first = f"""<PAGE>
ALDER EQUITY FUND, INC.
SCHEDULEOFINVESTMENTS
JUNE 30, 2004
{heads}              BANKS--60.0%
    90,000    Alliance Bank ................      7,487,421
    50,000    Commonwealth Bank ............      3,779,917
"""
    second = f"""<PAGE>
SCHEDULE OF INVESTMENTS
JUNE 30, 2004 (CONTINUED)
{heads}              STEEL--40.0%
    15,000    Thornton Steel ...............      2,077,196
            Total Investments ..............     13,344,534
            Net Assets .....................     13,344,534
"""
    schedule = filing(first, second).funds[0].schedule
    assert schedule is not None
    assert [h.value for h in schedule.holdings] == [7_487_421, 3_779_917, 2_077_196]
    assert closes(schedule)


def test_costs_and_percents_on_lines_of_their_own() -> None:
    body = """               DISTRESSED SECURITIES - 40.0%
               (COST $1,313,000)
               Harrow Distressed Fund, L.P.                            1,399,000
               FIXED INCOME ARBITRAGE - 60.0%
               (COST $5,750,000)
               Burnley Catastrophe Fund, L.P.                          1,509,000
               Nephew Catastrophe Fund, L.P.                           2,309,000
               Total Investments                                       5,217,000
               Preferred Shares, at Liquidation Value -               (2,000,000)
                  (62.2)%
               Net Assets                                              3,217,000
"""
    schedule, _ = read(
        body, heads="\n               DESCRIPTION                                                VALUE\n"
    )
    assert [s.cost for s in schedule.sections] == [Decimal(1_313_000), Decimal(5_750_000)]
    assert [h.description for h in schedule.holdings][1:] == [
        "Burnley Catastrophe Fund, L.P.",
        "Nephew Catastrophe Fund, L.P.",
    ]
    assert [(ln.value, ln.percent_of_net_assets) for ln in schedule.other_lines] == [(-2_000_000, Decimal("-62.2"))]
    assert schedule.ledger.unexplained == 0


def test_principal_in_thousands_that_no_head_says_is_told_by_what_bonds_are_worth() -> None:
    body = """               ARIZONA - 40.0%
       2,000   Mesa Water Authority, 5.000%, 1/01/17                   2,030,000
       1,000   Pima County Schools, 5.100%, 1/01/19                    1,010,000
       3,000   Cuyahoga Hospitals, 5.200%, 7/01/20                     3,060,000
               Total Investments                                       6,100,000
               Net Assets                                              6,100,000
"""
    schedule, issues = read(
        body, heads="\n      AMOUNT   DESCRIPTION                                                VALUE\n"
    )
    assert [h.balance for h in schedule.holdings] == [2_000_000, 1_000_000, 3_000_000]
    assert schedule.balance_scale == 1000
    assert "schedule.principal-scaled" in issues


def test_preferred_stock_at_a_thousand_dollars_a_share_keeps_its_shares() -> None:
    body = """               PREFERRED STOCKS - 100.0%
       2,000   Norland Preferred Capital, 6.075%                       2,030,000
       1,000   Solway Bancorp Series A, 8.750%                         1,010,000
       3,000   Tideway Funding, 7.200%                                 3,060,000
               Total Investments                                       6,100,000
               Net Assets                                              6,100,000
"""
    schedule, issues = read(
        body, heads="\n      SHARES   DESCRIPTION                                                VALUE\n"
    )
    assert [h.balance for h in schedule.holdings] == [2_000, 1_000, 3_000]
    assert "schedule.principal-scaled" not in issues


def test_a_head_that_ends_beside_a_sections_name_leaves_the_name() -> None:
    schedule, _ = read(
        """
   2,000       Mesa Water Authority, 5.000%, 1/01/17                   2,030,000
   1,000       Pima County Schools, 5.100%, 1/01/19                    1,010,000
   1,000       Yuma Hospitals, 5.100%, 1/01/20                         1,000,000
               Total Municipal Bonds                                   4,040,000


  Shares
    Held       Short-Term Securities

 160,000       Alder Municipal Money Fund                                160,000
               Total Short-Term Securities                               160,000

               Total Investments                                       4,200,000
               Other Assets Less Liabilities                             100,000
               Net Assets                                              4,300,000
"""
    )
    assert closes(schedule)
    assert schedule.holdings[-1].section_path == ("Short-Term Securities",)
    assert all("Held" not in s.path for s in schedule.sections)


def test_the_first_subtotal_of_a_schedule_without_a_total_is_no_total() -> None:
    schedule, issues = read(
        """
               Common Stocks (99.9%)
               Basic Materials (20.0%)
   2,000       Mesa Materials Corp.                                    2,030,000
   1,000       Pima Chemicals, Inc.                                    1,010,000
                                                                       3,040,000
               Energy (40.0%)
   1,000       Alder Oil Corp.                                         2,000,000
   1,000       Birch Gas, Inc.                                         1,000,000
   1,000       Cedar Pipelines, Inc.                                   3,000,000
                                                                       6,000,000
               Utilities (40.0%)
   1,000       Dogwood Power Co.                                       4,000,000
   1,000       Elm Water, Inc.                                         2,000,000
                                                                       6,000,000
"""
    )
    assert len(schedule.holdings) == 7
    assert schedule.total_investments is None
    assert "schedule.total-missing" in issues
    assert [s.value for s in schedule.sections[1:]] == [3_040_000, 6_000_000, 6_000_000]


def test_the_last_word_of_a_sections_name_names_no_section() -> None:
    schedule, _ = read(
        """
               Common Stocks and Other Equity
               Interests - 97.7%
               Airlines - 46.5%
   2,000       Mesa Air Corp.                                          2,000,000
               Automobiles - 51.2%
   1,000       Pima Motors, Inc.                                       1,000,000
   1,000       Yuma Motors, Inc.                                       1,200,000
               Total Investments                                       4,200,000
               Other Assets Less Liabilities - 2.3%                      100,000
               Net Assets - 100.0%                                     4,300,000
"""
    )
    assert closes(schedule)
    whole = "Common Stocks and Other Equity Interests"
    assert [s.path for s in schedule.sections] == [(whole,), (whole, "Airlines"), (whole, "Automobiles")]


def test_a_dash_apart_from_the_percent_of_a_lower_line_is_no_minus() -> None:
    schedule, _ = read(
        """
               Airlines - 97.7%
   2,000       Mesa Air Corp.                                          2,000,000
   1,000       Pima Air, Inc.                                          2,200,000
               Total Investments - 97.7%                               4,200,000
               Other Assets in Excess of Liabilities
                - 2.3%                                                   100,000
               Net Assets - 100.0%                                     4,300,000
"""
    )
    assert [(o.value, o.percent_of_net_assets) for o in schedule.other_lines] == [(100_000, Decimal("2.3"))]


# --- quantities that one blank parts from names ----------------------------------------------------------------------

GLUED = """
<TABLE>
<CAPTION>
    Shares                       Security                          Value
   -------------------------------------------------------------------------
   <C>      <S>                                                 <C>
"""


def test_quantities_one_blank_before_their_names_are_a_column_where_several_end_there() -> None:
    schedule, _ = read(
        """   COMMON STOCK -- 100.0%
     26,400 Alder International, Inc. (a).................... $  1,015,344
     30,100 Birch Corp.......................................      819,623
    108,900 Cedar Brands Inc., Class A Shares................    2,574,396
$   600,000 Dogwood Inc., 10.750% due 9/1/18.................      615,000
                                                              ------------
            TOTAL INVESTMENTS................................ $  5,024,363
                                                              ============
</TABLE>
""",
        GLUED,
    )
    assert [(h.balance, h.name) for h in schedule.holdings] == [
        (26_400, "Alder International, Inc."),
        (30_100, "Birch Corp."),
        (108_900, "Cedar Brands Inc."),
        (600_000, "Dogwood Inc."),
    ]
    assert closes(schedule)


def test_a_lone_quantity_one_blank_before_its_name_stands_in_the_column_of_the_others() -> None:
    schedule, _ = read(
        """
               NORTH CAROLINA - 100.0%
       2,000   Mesa Water Authority, 5.000%, 1/01/17                   2,030,000
       3,505 Charlotte Certificates of Participation
               Refunding, 5.100%, 1/01/19                              3,767,630
       1,000   1,000 Oaks School District, 5.100%, 1/01/20             1,000,000
               Total Investments                                       6,797,630
"""
    )
    assert [(h.balance, h.description) for h in schedule.holdings] == [
        (2_000_000, "Mesa Water Authority, 5.000%, 1/01/17"),
        (3_505_000, "Charlotte Certificates of Participation Refunding, 5.100%, 1/01/19"),
        (1_000_000, "1,000 Oaks School District, 5.100%, 1/01/20"),
    ]


def test_a_repurchase_agreement_runs_on_over_its_collateral() -> None:
    found = filing(
        TITLE
        + BONDS
        + """
               REPURCHASE AGREEMENTS - 100.0%
       2,400   Alder Bank AG, 0.18%, dated 12/29/04, repurchase
               price of $2,400,000 plus accrued interest on 1/3/05
               collateralized by the following:
                 $705,381 Federal Home Loan Mortgage Corp.,
                   4.881% - 6.206%, 4/1/25 - 7/1/27
                 $972,161 Federal National Mortgage
                   Association (ARM), 4.175% - 6.064%,
                   3/1/25 - 6/1/27
                 $721,828 Federal Giant, 5.0% - 7.0%,
                   8/1/24 - 5/1/29                                     2,400,000
       1,000   Birch Securities, 1.000% due 1/3/05; Proceeds at
               maturity -- $1,000,500; (Fully collateralized by
               Treasury Strips, due 11/15/16 to 2/15/22;
               Market value -- $1,020,000)                             1,000,000
               Total Investments                                       3,400,000
"""
    ).funds[0]
    schedule = found.schedule
    assert schedule is not None and closes(schedule)
    assert [s.path for s in schedule.sections] == [("REPURCHASE AGREEMENTS",)]
    first, second = found.repurchase_agreements
    assert (first.counterparty, first.rate, first.repurchase_price) == ("Alder Bank AG", Decimal("0.18"), 2_400_000)
    assert first.collateral is not None
    assert first.collateral.startswith("$705,381 Federal Home Loan") and "$972,161 Federal National" in first.collateral
    assert (second.counterparty, second.repurchase_price, second.collateral_value) == (
        "Birch Securities",
        1_000_500,
        1_020_000,
    )


# --- dates, heads and names told by what stands around them ----------------------------------------------------------


def test_dates_under_heads_of_purchase_and_redemption_are_no_maturities() -> None:
    schedule, _ = read(
        """LONG/SHORT EQUITY
Alder Equity Focus,
  L.P. (c)                $  25,000,000  $ 25,325,130   75.00 %  10/1/2009     Monthly      4/30/2011
Birch Partners Strategic
  Fund, L.P. (c)              8,135,557     8,441,710   25.00    4/1/2006     Quarterly
                          -------------  ------------
TOTAL INVESTMENTS         $  33,135,557  $ 33,766,840  100.00 %
""",
        """
                                                        % OF     INITIAL                    FIRST
                                                       MEMBERS' ACQUISITION               AVAILABLE
    INVESTMENT FUND            COST       FAIR VALUE   CAPITAL     DATE       LIQUIDITY   REDEMPTION
------------------------- -------------  ------------  -------  -----------  -----------  ----------
""",
    )
    assert [(h.name, h.acquisition_date, h.maturity_text, h.asset_cat) for h in schedule.holdings] == [
        ("Alder Equity Focus, L.P.", "10/1/2009", None, None),
        ("Birch Partners Strategic Fund, L.P.", "4/1/2006", None, None),
    ]
    assert [s.path for s in schedule.sections] == [("LONG/SHORT EQUITY",)]
    assert closes(schedule)


def test_heads_joined_by_single_blanks_are_those_of_the_columns_above_them() -> None:
    schedule, _ = read(
        """Arizona--40.0%   NR*    NR*      $ 3,000    Navajo County IDA, 7.20% due 6/01/2017     $  2,967
                 NR*    Baa3       1,000    Pima County IDA, 6.70% due 7/01/2018          1,019
                 AA     Aa2        2,000    Yuma Schools, 6.10% due 7/01/2019             2,040

                 Total Investments                                                     $  6,026
""",
        """
(in Thousands)
                 S&P    Moody's  Face
State            Rating Ratings Amount      Municipal Bonds                               Value
""",
    )
    assert [(h.balance, h.rating) for h in schedule.holdings] == [
        (3_000_000, "NR* NR*"),
        (1_000_000, "NR* Baa3"),
        (2_000_000, "AA Aa2"),
    ]


def test_flush_left_names_that_break_off_end_in_the_line_with_the_figures() -> None:
    schedule, _ = read(
        """Airport Revenue - 60.0%
Chicago, IL, O'Hare International Airport Rev., Third Lien,
"A", FGIC, 5%, 2033                                               345,000         353,211
New York City, NY, City Industrial Development Agency,
Special Facilities Rev. (Terminal One Group), 5.5%, 2024          275,000         287,128
Oklahoma City, OK, Airport Trust Rev., FSA, 5.75%, 2016         3,125,000       3,292,125
Port Authority, NY, Special Obligations Rev. (JFK
International), MBIA, 5.75%, 2022                               7,000,000       7,321,160
                                                                             -------------
Total Investments                                                            $  11,253,624
""",
        """
ISSUER                                                         SHARES/PAR        VALUE ($)
""",
    )
    assert [h.description[:24] for h in schedule.holdings] == [
        "Chicago, IL, O'Hare Inte",
        "New York City, NY, City ",
        "Oklahoma City, OK, Airpo",
        "Port Authority, NY, Spec",
    ]
    assert [h.maturity_text for h in schedule.holdings] == ["2033", "2024", "2016", "2022"]
    assert closes(schedule)

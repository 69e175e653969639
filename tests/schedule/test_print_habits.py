"""Habits of print that few houses have: sums under other captions, words in other columns, marks in other places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fundfilings import parse
from fundfilings.models import Fund, Schedule

COVER = """FORM N-30D

Investment Company Act file number 811-00003

"""


def fund_of(text: str) -> Fund:
    return parse((COVER + text).encode()).funds[0]


def schedule_of(text: str) -> Schedule:
    schedule = fund_of(text).schedule
    assert schedule is not None
    return schedule


NET_ASSETS = """<PAGE>   14
                            ALDER SHORT-TERM MUNICIPAL PORTFOLIO
                            STATEMENT OF NET ASSETS
                            February 29, 1996
<TABLE>
<CAPTION>
                                                                                    Face       Market
                                                                   Maturity       Amount        Value
                                                     Coupon            Date        (000)       (000)+
- -----------------------------------------------------------------------------------------------------
<S>                                                   <C>        <C>            <C>         <C>
MUNICIPAL BONDS (101.4%)
- -----------------------------------------------------------------------------------------------------
ALABAMA (26.3%)
 Juniper County AL Sewer
   Revenue                                             5.50%       9/1/1997     $  2,000    $   2,043
 Merton AL Waste Water VRDO                            3.25%       3/6/1996        1,800        1,800
- -----------------------------------------------------------------------------------------------------
    GROUP TOTAL                                                                                 3,843
- -----------------------------------------------------------------------------------------------------
ALASKA (75.1%)
 Alaska Study Loan Corp.                               5.10%       7/1/1996 (2)      910          914
 Aurora AK GO                                          6.60%       7/1/2001        5,500        5,933
 Northern Borough AK GO                                0.00%       6/30/1998(1)    4,500        4,129
- -----------------------------------------------------------------------------------------------------
    GROUP TOTAL                                                                                10,976
- -----------------------------------------------------------------------------------------------------
TOTAL MUNICIPAL BONDS
    (Cost $14,700)                                                                             14,819
- -----------------------------------------------------------------------------------------------------
OTHER ASSETS AND LIABILITIES (-1.4%)
- -----------------------------------------------------------------------------------------------------
Other Assets--Note B                                                                              301
Liabilities                                                                                      (506)
                                                                                            ---------
                                                                                                 (205)
- -----------------------------------------------------------------------------------------------------
NET ASSETS (100%)
- -----------------------------------------------------------------------------------------------------
Applicable to 941,122 outstanding shares of beneficial interest
    (unlimited authorization)                                                                 $14,614
- -----------------------------------------------------------------------------------------------------
NET ASSET VALUE PER SHARE                                                                      $15.53
=====================================================================================================
</TABLE>

+See Note A to Financial Statements.
(1) Insured by Merton Municipal Assurance.
(2) Insured by Northern Surety.
"""


def test_a_group_total_is_a_subtotal_and_marks_behind_dates_are_the_rows() -> None:
    schedule = schedule_of(NET_ASSETS)
    total = schedule.total_investments
    assert total is not None
    assert (total.value, total.cost, schedule.net_assets) == (14_819_000, 14_700_000, 14_614_000)
    assert [(h.value, h.maturity_date, h.markers) for h in schedule.holdings] == [
        (2_043_000, date(1997, 9, 1), ()),
        (1_800_000, date(1996, 3, 6), ()),
        (914_000, date(1996, 7, 1), ("2",)),
        (5_933_000, date(2001, 7, 1), ()),
        (4_129_000, date(1998, 6, 30), ("1",)),
    ]
    assert [(s.path[-1], s.value) for s in schedule.sections] == [
        ("MUNICIPAL BONDS", 14_819_000),
        ("ALABAMA", 3_843_000),
        ("ALASKA", 10_976_000),
    ]
    assert [(o.caption, o.value) for o in schedule.other_lines] == [
        ("Other Assets--Note B", 301_000),
        ("Liabilities", -506_000),
    ]


NO_TOTAL = """<PAGE>
ALDER TAX-EXEMPT FUND
                              INVESTMENT PORTFOLIO
                     MAY 31, 1996 (UNAUDITED, IN THOUSANDS)

<TABLE>
<CAPTION>
MUNICIPAL BONDS - 95.8%                                           PAR        VALUE
- ----------------------------------------------------------------------------------
<S>                                                           <C>         <C>
EDUCATION - 51.7%
IL State Development Finance Authority,
  Paulinus University, Series 1992,
    7.000%  10/01/17                                          $ 3,500     $ 3,710
MA State Industrial Finance Agency:
  Series 1990-A:
    8.375%  04/01/10                                            1,000       1,045
    6.375%  10/01/20                                            2,000       2,070
                                                                          -------
                                                                            6,825
                                                                          -------
HOSPITALS - 44.1%
FL State Elm County,
  Adult Communities Services, Inc.,
    7.625%  02/01/02                                            5,700       5,815
                                                                          -------
TOTAL MUNICIPAL BONDS (cost of $12,111)                                    12,640
                                                                          -------

SHORT-TERM OBLIGATIONS - 2.3%
- ----------------------------------------------------------------------------------
NY State Energy Research & Development,
    3.650%  10/01/29                                              300         300
                                                                          -------

OTHER ASSETS & LIABILITIES, NET - 1.9%                                        256
- ----------------------------------------------------------------------------------
NET ASSETS - 100.0%                                                       $13,196
                                                                          -------
</TABLE>
"""


def test_lines_below_investments_are_told_where_no_total_is_printed() -> None:
    schedule = schedule_of(NO_TOTAL)
    assert schedule.total_investments is None
    assert [h.value for h in schedule.holdings] == [3_710_000, 1_045_000, 2_070_000, 5_815_000, 300_000]
    assert [(o.caption, o.value, o.percent_of_net_assets) for o in schedule.other_lines] == [
        ("OTHER ASSETS & LIABILITIES, NET", 256_000, Decimal("1.9"))
    ]
    assert schedule.net_assets == 13_196_000
    assert "IN THOUSANDS" not in str([s.path for s in schedule.sections])


def test_a_caption_that_is_not_all_other_lines_keeps_its_holding() -> None:
    """Where rows and lower lines do not make net assets, nothing is taken for a lower line."""
    schedule = schedule_of(
        NO_TOTAL.replace(
            "1.9%                                        256", "1.9%                                        999"
        )
    )
    assert schedule.other_lines == ()
    assert schedule.holdings[-1].value == 999_000


HTML_COVER = (
    "<html><body><p><b>FORM N-Q</b></p><p>Investment Company Act file number 811-00003</p>"
    "<p>Date of reporting period: September 30, 2021</p><p><b>Item 1. Schedule of Investments.</b></p>"
    "<p><b>Alder Municipal Income Fund</b></p><p><b>Schedule of Investments</b></p><p>September 30, 2021</p>"
)


def table(*rows: str) -> str:
    """Rows of cells parted by "|"; blanks before a text are its indentation."""

    def cell(text: str) -> str:
        indent = len(text) - len(text.lstrip())
        return f'<td style="padding-left:{10 * indent}pt">{text.strip() or "&nbsp;"}</td>'

    printed = ["<tr>" + "".join(map(cell, row.split("|"))) + "</tr>" for row in rows]
    return f"<table>{''.join(printed)}</table>"


def html_fund(*parts: str) -> Fund:
    return parse((HTML_COVER + "".join(parts) + "</body></html>").encode()).funds[0]


def html_schedule(*parts: str) -> Schedule:
    schedule = html_fund(*parts).schedule
    assert schedule is not None
    return schedule


def test_issuers_that_end_in_colons_stand_inside_one_another() -> None:
    schedule = html_schedule(
        table(
            "Municipal Bonds - 95.0%|||",
            "|Principal Amount||Value ($)",
            "Alabama - 95.0%|||",
            "Auburn Univ. Gen. Fee Rev. Series 2018 A, 5% 6/1/43|2,565,000||3,107,000",
            "Eastern Energy Auth. Rev. Bonds:|||",
            " (Proj. No. 2) Series 2021 B1:|||",
            "  4% 6/1/29|1,475,000||1,765,000",
            "  4% 6/1/30|1,115,000||1,347,000",
            " Bonds (Proj. No. 3) Series 2021 C, 4%, tender 12/1/31|2,655,000||3,281,000",
            "TOTAL ALABAMA|||9,500,000",
            "TOTAL INVESTMENT IN SECURITIES - 95.0%|||9,500,000",
            "NET OTHER ASSETS (LIABILITIES) - 5.0%|||500,000",
            "NET ASSETS - 100%|||10,000,000",
        )
    )
    assert [(h.section_path, h.description) for h in schedule.holdings[1:]] == [
        (("Municipal Bonds", "Alabama"), text)
        for text in (
            "Eastern Energy Auth. Rev. Bonds, (Proj. No. 2) Series 2021 B1, 4% 6/1/29",
            "Eastern Energy Auth. Rev. Bonds, (Proj. No. 2) Series 2021 B1, 4% 6/1/30",
            "Eastern Energy Auth. Rev. Bonds, Bonds (Proj. No. 3) Series 2021 C, 4%, tender 12/1/31",
        )
    ]


def test_a_base_rate_below_a_row_is_no_section() -> None:
    schedule = html_schedule(
        table(
            "BONDS - 95.0%|Principal Amount (000's)||Value (000's)",
            "Banks - 95.0%|||",
            "Harbor Bank NA|||",
            "1.74%, 11/03/2022|$351,000|$|354,200",
            "3 Month USD LIBOR + 0.60%|||",
            "2.10%, 11/03/2024|590,000||595,800",
            "TOTAL BONDS||$|950,000",
            "Total Investments - 95.0%||$|950,000",
            "Other Assets and Liabilities - 5.0%|||50,000",
            "TOTAL NET ASSETS - 100.0%||$|1,000,000",
        )
    )
    assert [(h.description.replace(",", ""), h.floating_rate_spread) for h in schedule.holdings] == [
        ("Harbor Bank NA 1.74% 11/03/2022 3 Month USD LIBOR + 0.60%", Decimal("0.60")),
        ("Harbor Bank NA 2.10% 11/03/2024", None),
    ]
    assert [s.path for s in schedule.sections] == [("BONDS",), ("BONDS", "Banks")]


def test_heads_over_the_signs_left_of_their_figures_go_by_their_order() -> None:
    schedule = html_schedule(
        table(
            "|Principal Amount||Value|",
            "Municipal Bonds 155.0%||||",
            "Alder Development Authority, Revenue Bonds|$|1,805,000|$|1,807,528",
            "Elm Finance Authority, Revenue Bonds||2,405,000||2,808,859",
            "Total Investments||155.0%||4,616,387",
            "Floating Rate Note Obligations||(25.2)||(750,000)",
            "Other Assets, Less Liabilities||(29.8)||(888,058)",
            "Net Assets Applicable to Common Shares||100.0%||$ 2,978,329",
        )
    )
    assert [(h.balance, h.units, h.value) for h in schedule.holdings] == [
        (1_805_000, "PA", 1_807_528),
        (2_405_000, "PA", 2_808_859),
    ]
    assert [(o.value, o.percent_of_net_assets) for o in schedule.other_lines] == [
        (-750_000, Decimal("-25.2")),
        (-888_058, Decimal("-29.8")),
    ]


def test_a_table_of_affiliates_below_a_legend_of_restricted_securities_ends_at_the_heads_of_contracts() -> None:
    fund = html_fund(
        table(
            "Security|Shares|Value",
            "Common Stocks - 95.0%||",
            "Alder Corp. (a)|10,000|$ 250,000",
            "Elm Liquidity Fund (b)|700,000|700,000",
            "Total Investments - 95.0% (Cost $900,000)||950,000",
            "Other Assets Less Liabilities - 5.0%||50,000",
            "Net Assets - 100.0%||$ 1,000,000",
        ),
        table("(a)|Security exempt from registration under Rule 144A.", "(b)|Affiliate of the Fund."),
        "<p>Investments in issuers considered to be affiliates were as follows:</p>",
        table(
            "Affiliated Issuer|Value at 12/31/20|Purchases at Cost|Proceeds from Sale|Value at 09/30/21|Income",
            "Elm Liquidity Fund|$ 400,000|$ 300,000|$ -|$ 700,000|$ 1,234",
        ),
        "<p>Futures Contracts</p>",
        table(
            "Description|Number of Contracts|Expiration Date|Notional Amount|Unrealized Appreciation",
            "Elm 500 Index|7|12/17/21|$ 1,786,000|$ 26,439",
        ),
    )
    assert fund.restricted_securities == ()
    assert [(a.description, a.purchases, a.value_end) for a in fund.affiliates] == [
        ("Elm Liquidity Fund", 300_000, 700_000)
    ]
    assert fund.schedule is not None
    assert [(d.kind, d.description) for d in fund.schedule.derivatives] == [("future", "Elm 500 Index")]


def test_notes_name_the_seller_of_a_repurchase_agreement_by_when_it_was_issued() -> None:
    fund = html_fund(
        table(
            "|Face Amount||Value",
            "REPURCHASE AGREEMENTS - 95.0%|||",
            "Alder Securities LLC|||",
            "issued 09/30/21 at 0.05%|||",
            "due 10/01/21|$950,000|$|950,000",
            "Total Investments - 95.0%||$|950,000",
            "Other Assets & Liabilities, net - 5.0%|||50,000",
            "Total Net Assets - 100.0%||$|1,000,000",
        )
    )
    (repo,) = fund.repurchase_agreements
    assert (repo.counterparty, repo.dated, repo.due) == ("Alder Securities LLC", date(2021, 9, 30), date(2021, 10, 1))


def test_a_schedule_below_its_summary_by_category_is_the_schedule() -> None:
    schedule = html_schedule(
        table(
            "|Holdings by Category|Cost ($)|Value ($)",
            "99.1%|Common Stock|7,900,000|9,910,000",
            "0.5%|Short-Term Investment|50,000|50,000",
            "99.6%|Total Investments|7,950,000|9,960,000",
            "0.4%|Other Assets and Liabilities, Net||40,000",
            "100.0%|Net Assets||10,000,000",
        ),
        table(
            "Security|Number of Shares|Value ($)",
            "Common Stock 99.1% of net assets||",
            "Banks 40.1%||",
            "Alder Bank Corp.|120,000|4,000,000",
            "Birch Financial, Inc. *|1,000|10,000",
            "||4,010,000",
            "Software 59.0%||",
            "Cedar Software, Inc.|59,000|5,900,000",
            "Total Common Stock (Cost $7,900,000)||9,910,000",
        ),
        table(
            "Security Rate, Maturity Date|Face Amount ($)|Value ($)",
            "Short-Term Investment 0.5% of net assets||",
            "Elm Bank 0.15%, 10/04/21|50,000|50,000",
            "Total Short-Term Investment (Cost $50,000)||50,000",
        ),
        "<p>* Non-income producing security.</p>",
    )
    total = schedule.total_investments
    assert total is not None
    assert (total.value, total.cost, total.percent_of_net_assets) == (9_960_000, 7_950_000, Decimal("99.6"))
    assert schedule.net_assets == 10_000_000
    assert [(h.description, h.balance, h.value) for h in schedule.holdings] == [
        ("Alder Bank Corp.", 120_000, 4_000_000),
        ("Birch Financial, Inc.", 1_000, 10_000),
        ("Cedar Software, Inc.", 59_000, 5_900_000),
        ("Elm Bank 0.15%, 10/04/21", 50_000, 50_000),
    ]
    assert [(s.path, s.value) for s in schedule.sections] == [
        (("Common Stock",), 9_910_000),
        (("Common Stock", "Banks"), 4_010_000),
        (("Common Stock", "Software"), None),
        (("Short-Term Investment",), 50_000),
    ]
    assert [o.value for o in schedule.other_lines] == [40_000]


def test_a_column_of_footnotes_holds_marks_and_totals_close_their_own_section() -> None:
    schedule = html_schedule(
        table(
            "Issuer|Footnotes|Reference Rate & Spread|Interest Rate|Maturity Date|Par Amount|Amortized Cost|Fair Value",
            "First and Second Lien Debt - 90.0%|||||||",
            "Software|||||||",
            "Alder Systems, Inc.|(1)(3)|SOFR + 5.75%|11.14%|6/30/2028|$700,000|$690,000|$695,000",
            "Birch Data LLC (Revolver)|(1)|SOFR + 6.00%|11.40%|9/15/2029|210,000|205,000|205,000",
            "First and Second Lien Debt Total||||||$895,000|$900,000",
            "Equity Investments - 5.0%|||||||",
            "Healthcare|||||||",
            "Cedar Health Holdings, LP|(5)||||4,100|41,000|50,000",
            "Equity Investments Total||||||$41,000|$50,000",
            "Total Investments - 95.0%||||||$936,000|$950,000",
            "Other Assets Less Liabilities - 5.0%|||||||50,000",
            "Net Assets - 100.0%|||||||$1,000,000",
        ),
        table("(1)|Pays interest at a variable rate.", "(3)|Level 3 security.", "(5)|Non-income producing."),
    )
    assert [(h.markers, h.value) for h in schedule.holdings] == [
        (("1", "3"), 695_000),
        (("1",), 205_000),
        (("5",), 50_000),
    ]
    assert [(s.path, s.value, s.cost) for s in schedule.sections if len(s.path) == 1] == [
        (("First and Second Lien Debt",), 900_000, 895_000),
        (("Equity Investments",), 50_000, 41_000),
    ]


def test_rows_of_a_legend_begin_with_marks_though_none_ends_in_a_stop() -> None:
    schedule = html_schedule(
        table(
            "Shares||Company|Value",
            "||COMMON STOCKS - 95.0%|",
            "10,000|*|Alder Corp.|$ 250,000",
            "70,000|a|Birch Corp.|700,000",
            "||TOTAL INVESTMENTS - 95.0%|950,000",
            "||OTHER ASSETS & LIABILITIES, NET - 5.0%|50,000",
            "||NET ASSETS - 100.0%|$ 1,000,000",
        ),
        table("*|Non-income producing", "a|Affiliated holding", "e|All or a portion of these securities are on loan"),
    )
    assert [(f.marker, f.flags) for f in schedule.footnotes] == [
        ("*", ("non_income_producing",)),
        ("a", ("affiliated",)),
        ("e", ("on_loan",)),
    ]
    assert [(h.markers, h.flags) for h in schedule.holdings] == [
        (("*",), ("non_income_producing",)),
        (("a",), ("affiliated",)),
    ]


def test_the_fund_named_at_the_title_of_a_trust_of_another_name() -> None:
    cover = HTML_COVER.replace(
        "<p>Date of reporting", "<p>Elm Institutional Trust<br>(Exact name of registrant)</p><p>Date of reporting"
    )
    page = cover + table(
        "Security|Shares|Value",
        "Alder Corp.|10,000|$ 250,000",
        "Birch Corp.|70,000|700,000",
        "Total Investments - 95.0%||950,000",
        "Other Assets Less Liabilities - 5.0%||50,000",
        "Net Assets - 100.0%||$ 1,000,000",
    )
    filing = parse((page + "</body></html>").encode())
    assert [f.name for f in filing.funds] == ["Alder Municipal Income Fund"]


STATES_BESIDE = """<PAGE>
                        ALDER MEDIUM TERM TAX FREE FUND
                  Investment Portfolio as of June 30, 1996 (Unaudited)
<TABLE>
<CAPTION>
                                                                                       Credit
                                                                         Principal     Rating       Market
                                                                         Amount ($)    (b)         Value ($)
- --------------------------------------------------------------------------------------------------------------
<S>                                                                      <C>           <C>        <C>
4.6%  SHORT-TERM MUNICIPAL INVESTMENTS
- --------------------------------------------------------------------------------------------------------------
CALIFORNIA            Quail Ranch Water District, Daily Demand
                        Note, 3.35%, 6/1/15* .......................        500,000    A-1+          500,000
                                                                                                  ----------
                      TOTAL SHORT-TERM MUNICIPAL INVESTMENTS
                        (Cost $500,000) ............................                                 500,000
                                                                                                  ----------
95.4% LONG-TERM MUNICIPAL INVESTMENTS
- --------------------------------------------------------------------------------------------------------------
ALASKA                Elm Borough, AK, 6.0%, 6/30/04 (d) ...........      8,000,000    AAA         5,260,000
                      Aurora, AK, 6.5%, 7/1/02 .....................      1,000,000    AAA         1,075,000

ARIZONA               Mesa County, AZ, School District #28,
                        5.75%, 7/1/05 ..............................      2,000,000    AA          2,050,000
                      Tula, AZ, Water Revenue, 6.1%, 7/1/08 ........      1,900,000    A           1,987,000
                                                                                                  ----------
                      TOTAL LONG-TERM MUNICIPAL INVESTMENTS
                        (Cost $9,990,000) ..........................                              10,372,000
                                                                                                  ----------
- --------------------------------------------------------------------------------------------------------------
                      TOTAL INVESTMENT PORTFOLIO - 100.0%
                        (Cost $10,490,000) (a) .....................                              10,872,000
                                                                                                  ==========
</TABLE>

(a) The cost for federal income tax purposes was $10,490,000.
(b) Ratings are assigned by three agencies.
(d) Bond is insured by FSA.
 *  Floating rate note that may be put to the issuer on any day.
"""


def test_a_state_beside_the_first_of_its_rows_and_percents_before_names() -> None:
    schedule = schedule_of(STATES_BESIDE)
    long, short = "LONG-TERM MUNICIPAL INVESTMENTS", "SHORT-TERM MUNICIPAL INVESTMENTS"
    assert [(h.section_path, h.description, h.rating, h.value) for h in schedule.holdings] == [
        ((short, "CALIFORNIA"), "Quail Ranch Water District, Daily Demand Note, 3.35%, 6/1/15", "A-1+", 500_000),
        ((long, "ALASKA"), "Elm Borough, AK, 6.0%, 6/30/04", "AAA", 5_260_000),
        ((long, "ALASKA"), "Aurora, AK, 6.5%, 7/1/02", "AAA", 1_075_000),
        ((long, "ARIZONA"), "Mesa County, AZ, School District #28, 5.75%, 7/1/05", "AA", 2_050_000),
        ((long, "ARIZONA"), "Tula, AZ, Water Revenue, 6.1%, 7/1/08", "A", 1_987_000),
    ]
    assert [(s.path, s.percent_of_net_assets, s.value) for s in schedule.sections if len(s.path) == 1] == [
        ((short,), Decimal("4.6"), 500_000),
        ((long,), Decimal("95.4"), 10_372_000),
    ]


def test_shares_beside_principal_in_thousands_are_printed_in_full() -> None:
    schedule = schedule_of(
        """ALDER BALANCED FUND
PORTFOLIO OF INVESTMENTS
June 30, 1997
                                                         Shares/Par         Value
- ----------------------------------------------------------------------------------
                                                                     In thousands
COMMON STOCKS  45.1%
Alder Bank ..................................             6,900         $    674
Cedar Insurance .............................            19,900            1,113
                                                                        --------
Total Common Stocks (Cost  $1,501)                                         1,787
                                                                        --------
BONDS  52.9%
Elm Capital, 9.80%, 12/15/08                      $         250              291
Fir Foods, Sr. Notes, 10.25%, 8/1/03 ........               225              235
Gorse Power, 6.25%, 8/15/23 .................             1,500            1,571
                                                                        --------
Total Bonds (Cost  $2,011)                                                 2,097
                                                                        --------
Total Investments in Securities
98.0% of Net Assets (Cost $3,512)                                       $  3,884
Other Assets Less Liabilities ...............                                 79
                                                                        --------
NET ASSETS ..................................                           $  3,963
"""
    )
    assert [(h.balance, h.units) for h in schedule.holdings] == [
        (6_900, "NS"),
        (19_900, "NS"),
        (250_000, "PA"),
        (225_000, "PA"),
        (1_500_000, "PA"),
    ]

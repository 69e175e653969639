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

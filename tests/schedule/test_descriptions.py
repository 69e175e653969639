"""Descriptions over several lines: what goes on with a name, what is a mark in it and what is not."""

from __future__ import annotations

from textwrap import dedent

import pytest

import fundfilings
from fundfilings.marks import split_marks
from fundfilings.models import Schedule
from fundfilings.schedule.securities import read_security
from fundfilings.schedule.vocabulary import LEGAL_FORM
from fundfilings.schedule.wording import heading_percent


def schedule(page: str) -> Schedule:
    found = fundfilings.parse(dedent(page).encode()).funds[0].schedule
    assert found is not None
    return found


NARROW = """
                         LANTERN EAST FUND

                SCHEDULE OF INVESTMENTS, AUGUST 31, 2007

    <TABLE>
    <S>                             <C>            <C>
                                       SHARES          VALUE
                                    -----------    -----------
    COMMON STOCKS -- 98.0%
    CONSTRUCTION -- 40.0%
    Granite Development &
      Construction Co. Ltd. .....      11,271,000      6,387,094
    Rowan Development Co.
      Ltd. ......................       8,500,000     10,303,343
                                                    ------------
                                                      16,690,437
                                                    ------------
    GLASS -- 50.0%
    Taper Glass Industrial
      Corp. (a) .................       1,000,000      9,300,000
    Vale Glassworks.................     2,000,000     11,000,000
                                                    ------------
                                                      20,300,000
                                                    ------------
    TOTAL INVESTMENTS -- 98.0% (Cost $30,000,000)     36,990,437
    OTHER ASSETS AND LIABILITIES, NET -- 2.0%            754,906
                                                    ------------
    NET ASSETS -- 100.0%                            $ 37,745,343
                                                    ============
    </TABLE>

    (a)  Non-income producing.
    """


def test_a_line_of_a_legal_form_goes_on_with_the_name_above() -> None:
    read = schedule(NARROW)
    assert [(h.description, h.markers) for h in read.holdings] == [
        ("Granite Development & Construction Co. Ltd.", ()),
        ("Rowan Development Co. Ltd.", ()),
        ("Taper Glass Industrial Corp.", ("a",)),
        ("Vale Glassworks", ()),
    ]
    assert [s.path[-1] for s in read.sections] == ["COMMON STOCKS", "CONSTRUCTION", "GLASS"]


@pytest.mark.parametrize("text", ["L.P.", "Ltd.", "Partners, L.P.", "Fund, L.P. (c)", "S.A.", "Corp.*", "Fund"])
def test_legal_forms(text: str) -> None:
    assert LEGAL_FORM.match(text)


@pytest.mark.parametrize(
    "text", ["Fund of funds", "Corporate bonds", "Limited Brands, Inc.", "Portfolio hedges", "Co-op"]
)
def test_names_and_headings_that_begin_like_legal_forms(text: str) -> None:
    assert LEGAL_FORM.match(text) is None


CODES = """
                         QUARRY MUNICIPAL FUND

                STATEMENT OF NET ASSETS, MARCH 31, 2005

    <TABLE>
    <S>                                                        <C>              <C>
                                                               PRINCIPAL        MARKET
                                                                  AMOUNT         VALUE
    MUNICIPAL BONDS - 97.0%
    Housing Revenue Bonds - 97.0%
      Dell County Housing Single Family
         Mortgage Revenue 5.85% 10/1/30
         (GNMA) (FNMA) (AMT)                                  $1,000,000    $1,100,000
      Fern Valley Finance Authority (Pre-refunded
         with U.S. Government Securities to 06/15/19 @
         100) 5% 1/1/28                                          500,000       520,000
      Glen Water Revenue 6% due 8/01/2010 (a)(b):                500,000       530,000
    TOTAL MUNICIPAL BONDS (COST $2,000,000)                                  2,150,000
    TOTAL MARKET VALUE OF SECURITIES - 97.0%                                 2,150,000
    OTHER ASSETS - 3.0%                                                         66,495
    NET ASSETS - 100.0%                                                     $2,216,495
    </TABLE>

    (a) Pledged as collateral.
    (b) Subject to call.
    """


def test_words_in_brackets_on_a_line_of_their_own_are_no_marks() -> None:
    found = [(h.description, h.markers) for h in schedule(CODES).holdings]
    assert found == [
        ("Dell County Housing Single Family Mortgage Revenue 5.85% 10/1/30 (GNMA) (FNMA) (AMT)", ()),
        (
            "Fern Valley Finance Authority (Pre-refunded with U.S. Government Securities to 06/15/19 @ 100) 5% 1/1/28",
            (),
        ),
        ("Glen Water Revenue 6% due 8/01/2010", ("a", "b")),
    ]


@pytest.mark.parametrize(
    ("printed", "text", "marks"),
    [
        ("Term Loan, 4.07% (LIBOR +", "Term Loan, 4.07% (LIBOR +", ()),
        ("+ 325 bps), 10/1/25", "+ 325 bps), 10/1/25", ()),
        ("+ Acme Corp.", "Acme Corp.", ("+",)),
        ("@ $100) (FGIC Insured)", "@ $100) (FGIC Insured)", ()),
        ("Acme Corp./(b)(d)/", "Acme Corp.", ("b", "d")),
        ("Acme Corp./(d) /", "Acme Corp.", ("d",)),
        ("Acme Corp.@", "Acme Corp.", ("@",)),
    ],
)
def test_signs_of_rates_and_prices_are_no_marks(printed: str, text: str, marks: tuple[str, ...]) -> None:
    assert split_marks(printed, {"+", "@", "b", "d"}) == (text, marks)


def test_a_letter_glued_to_a_headings_percent_is_its_mark() -> None:
    m = heading_percent("REAL ESTATE 0.0%a")
    assert m is not None
    assert (m["name"], m["num"], m["tail"]) == ("REAL ESTATE", "0.0", "a")


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("Anytown Transportation Trust Fund Revenue Bonds, 5.00%, 6/15/20", "Fixed"),
        ("Acme Bank 5.4%, due 09/27/10 notes (linked to Beta common stock)", "Fixed"),
        ("Acme Corp., 7.50% preferred, 6/15/20", None),
    ],
)
def test_kind_of_coupon(description: str, kind: str | None) -> None:
    assert read_security(description).coupon_kind == kind


WRAPPED = """
                         LANTERN SOUTH FUND

                SCHEDULE OF INVESTMENTS, JUNE 30, 2005

    <TABLE>
    <S>                                             <C>            <C>
                                                 SHARES          VALUE
                                              -----------    -----------
    TRANSPORT & LOGISTICS
    SERVICES -- 40.0%
    FREIGHT -- 40.0%
    Cervantes
     Unida S.A.                                 1,111,237      5,642,449
    Andina
     Norte S.A., PNA                            1,370,000      3,076,848
    Mapocho S.A.                                  200,000      1,000,000
    Copihue
     Sur S.A., PNB                                850,000      2,025,193
                                                             -----------
    Total Transport & Logistics Services                      11,744,490
                                                             -----------
    TIMBER -- 10.0%
    Arauco S.A.                                   100,000      2,000,000
                                                             -----------
    MINES -- 20.0%
    Loa S.A.                                      100,000      4,000,000
                                                             -----------
    TOTAL INVESTMENTS -- 70.0% (Cost $15,000,000)             17,744,490
    OTHER ASSETS -- 30.0%                                      7,604,781
    NET ASSETS -- 100.0%                                     $25,349,271
    </TABLE>
    """


def test_short_names_over_deeper_rows_are_no_sections_where_sections_print_percents() -> None:
    assert [h.description for h in schedule(WRAPPED).holdings] == [
        "Cervantes Unida S.A.",
        "Andina Norte S.A., PNA",
        "Mapocho S.A.",
        "Copihue Sur S.A., PNB",
        "Arauco S.A.",
        "Loa S.A.",
    ]


def test_a_heading_over_two_lines_is_the_one_its_total_names() -> None:
    assert [s.path[-1] for s in schedule(WRAPPED).sections] == [
        "TRANSPORT & LOGISTICS SERVICES",
        "FREIGHT",
        "TIMBER",
        "MINES",
    ]

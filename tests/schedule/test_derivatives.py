"""Tables of derivatives: found by caption and heads, every printed figure read, look-alikes left alone."""

from __future__ import annotations

from decimal import Decimal
from textwrap import dedent

import pytest

from fundfilings.models import Derivative
from fundfilings.normalize.text import text_blocks
from fundfilings.schedule.derivatives import (
    add_derivatives,
    derivative_rows,
    read_derivatives,
    read_note_derivatives,
    schedule_derivatives,
    unassigned,
)
from fundfilings.schedule.reader import read_schedule
from fundfilings.spans import Span
from fundfilings.split import FundRef, Kind, Part


def part(text: str, kind: Kind = "notes", fund: int | None = 0) -> Part:
    document = text_blocks(dedent(text).strip("\n") + "\n")
    return Part(kind, "", document, document.blocks, document.span(document.blocks[0]), fund)


def read(text: str, kind: Kind = "notes") -> list[Derivative]:
    return read_derivatives(part(text, kind))


FUTURES = """
    Futures contracts outstanding at April 30, 2003 were as follows:

    <TABLE>
    <CAPTION>
                                                            # of         Expiration      Unrealized
    Fund                   Type                          Contracts         Date         Appreciation
    --------------------------------------------------------------------------------------------------
    Northern               Short: Treasury 30 Year Bond      885          6/30/03      $    681,820
                           Long: Treasury 30 Year Bond        48          9/30/03            17,062
                                                                                       ------------
                                                                                       $    698,882
                                                                                       ============
    Southern Northern      Short: Treasury 30 Year Bond      662          6/19/03      $    510,094
                                                                                       ============
    </TABLE>

    The fund is exposed to the risk that the other side does not perform. Nothing here is a contract of 1,000.
    """


def test_futures_have_contracts_expiration_and_unrealized_and_no_totals() -> None:
    found = read(FUTURES)
    assert [(d.kind, d.contracts, d.expiration, d.unrealized) for d in found] == [
        ("future", 885, "6/30/03", 681820),
        ("future", 48, "9/30/03", 17062),
        ("future", 662, "6/19/03", 510094),
    ]
    assert found[0].description == "Short: Treasury 30 Year Bond"
    assert found[0].section_path == ("Futures contracts outstanding at April 30, 2003 were as follows",)


def test_futures_are_long_or_short_by_what_is_printed() -> None:
    assert [d.payoff_profile for d in read(FUTURES)] == ["Short", "Long", "Short"]


def test_the_source_is_the_cell_of_the_main_figure() -> None:
    text = dedent(FUTURES).strip("\n") + "\n"
    spans = [d.source for d in read(FUTURES)]
    assert [text[s.start : s.end] for s in spans if s] == ["$    681,820", "17,062", "$    510,094"]


def test_a_column_of_funds_is_carried_down_and_tells_the_fund() -> None:
    rows = derivative_rows(part(FUTURES))
    assert [r.fund for r in rows] == ["Northern", "Northern", "Southern Northern"]
    funds = (FundRef("Acme Northern Fund"), FundRef("Acme Southern Northern Fund"))
    assert [fund for fund, _ in read_note_derivatives(part(FUTURES, fund=None), funds)] == [0, 0, 1]


def test_a_fund_that_cannot_be_told_is_none() -> None:
    funds = (FundRef("Acme One Fund"), FundRef("Acme Two Fund"))
    assert {fund for fund, _ in read_note_derivatives(part(FUTURES, fund=None), funds)} == {None}


def test_a_caption_tells_the_fund_where_no_row_does() -> None:
    text = """
        The Funds may buy and sell futures contracts to manage their exposure to interest rates and to keep cash at
        work in the market. A summary of the open Treasury futures contracts held by the Acme Two Fund II at April
        30, 2003, is as follows:

                                               Number of     Expiration      Unrealized
        Type                                   Contracts        Date       Appreciation
        -------------------------------------------------------------------------------
        Short: Treasury 30 Year Bond              885          6/30/03      $    681,820
        """
    funds = (FundRef("Acme One Fund"), FundRef("Acme Two Fund"), FundRef("Acme Two Fund II"))
    found = read_note_derivatives(part(text, fund=None), funds)
    assert [(fund, d.contracts) for fund, d in found] == [(2, 885)]
    assert [fund for fund, _ in read_note_derivatives(part(text, fund=None), funds[:1] * 2)] == [None]


def test_contracts_of_no_fund_are_one_issue_a_table_with_its_place() -> None:
    rows = read(FUTURES)
    (issue,) = unassigned(rows, [])
    assert (issue.code, issue.severity) == ("schedule.derivative-unassigned", "warning")
    assert issue.message.startswith("3 contracts (future) under 'Futures contracts outstanding at April 30, 2003 were")
    assert issue.source == rows[0].source and issue.source is not None
    # what a fund's schedule lists already is not lost
    assert unassigned(rows, rows) == []
    (rest,) = unassigned(rows, rows[1:])
    assert rest.message.startswith("1 contract (future)")


def test_options_written_by_strike_month_and_appreciation() -> None:
    found = read(
        """
                           SCHEDULE OF OUTSTANDING OPTION CONTRACTS

                                       December 31, 2003

        <TABLE>
        <CAPTION>
         Contracts                                            Contract
        (100 shares                                    Strike Expiration  Appreciation/
           each)                 Security              Price   Date       (Depreciation)
        ----------- ---------------------------------- ------ ----------  --------------
        <C>         <S>                                <C>    <C>   <C>   <C>

                                       COVERED CALLS

            250     Acme Insurance Group, Inc......... $ 100  Jan   04      $  26,249
            150     Bolt Corp.........................  65    Feb   04        (37,951)
           -----                                                            ---------
            400                                                              (11,702)
           -----                                                            ---------

                                    COLLATERALIZED PUTS

            100     Crane Inc......................... 32.50  Jul   04         18,299
        </TABLE>
        """,
        "schedule",
    )
    assert [(d.contracts, d.exercise_price, d.expiration, d.unrealized) for d in found] == [
        (250, 100, "Jan 04", 26249),
        (150, 65, "Feb 04", -37951),
        (100, Decimal("32.50"), "Jul 04", 18299),
    ]
    assert {d.kind for d in found} == {"option_written"}
    assert found[2].section_path == ("SCHEDULE OF OUTSTANDING OPTION CONTRACTS", "COLLATERALIZED PUTS")


def test_options_in_a_schedule_take_terms_from_their_words() -> None:
    found = read(
        """
        <TABLE>
        TOTAL INVESTMENTS, BEFORE OPTIONS WRITTEN (cost-$804,464) - 100.1%          816,616

         CALL OPTIONS WRITTEN - (0.1)%

        CONTRACTS
        ---------
                    Treasury Bond Futures, Board of Trade:
              (220)  Strike price $108, expires 8/23/03 (Put)                         (2,125)
            (1,572)  Treasury Notes 10 yr. Futures, Board of
                       Trade, Strike price $115.00, expires 5/21/04
                       (premium received-$1,758)                                      (3,888)
                                                                              ---------------
        Total options written (premiums received-$5,938)                              (6,013)
                                                                              ===============
        TOTAL INVESTMENTS, NET OF OPTIONS WRITTEN (cost-$803,871) - 100.0%          $810,603
        </TABLE>
        """,
        "schedule",
    )
    assert [(d.contracts, d.exercise_price, d.expiration, d.value) for d in found] == [
        (-220, 108, "8/23/03", -2125),
        (-1572, 115, "5/21/04", -3888),
    ]
    assert found[0].description == "Treasury Bond Futures, Board of Trade: Strike price $108, expires 8/23/03 (Put)"


def test_a_quantity_waits_for_its_value_on_the_next_line() -> None:
    found = read(
        """
        Options Written

        <TABLE>
        <CAPTION>
        Number of
        Contracts   Call Options Written                                       Value
           1,406   Acme Corporation, expiring September 2004 at $6.50,
                       Broker Bolt & Co.                                      (49,210)
             416   Crane Limited, expiring September 2004 at $46.20, Broker
                       Bolt & Co.                                             (11,232)
        </TABLE>
        """,
        "schedule",
    )
    assert [(d.contracts, d.exercise_price, d.expiration, d.value) for d in found] == [
        (1406, Decimal("6.50"), "September 2004", -49210),
        (416, Decimal("46.20"), "September 2004", -11232),
    ]
    assert found[1].counterparty == "Bolt & Co."


def test_forwards_have_both_legs_by_their_group() -> None:
    found = read(
        """
        Forward Foreign Currency Exchange Contracts

        <TABLE>
        <CAPTION>
        -----
        SALES
        -----
                                CONTRACTS TO                                    NET UNREALIZED
                                  DELIVER/      IN EXCHANGE      CONTRACTS       APPRECIATION
        SETTLEMENT DATE           RECEIVE           FOR          AT VALUE       (DEPRECIATION)
        ------------------------------------------------------------------------------------
        12/17/03-1/13/04  CAD     1,769,368      $1,346,519     $1,361,052         $(14,533)
                                                -----------    -----------        ---------
                                                 $1,346,519     $1,361,052         $(14,533)

        ---------
        PURCHASES
        ---------
        1/13/04           AUD     2,709,546      $1,895,016     $1,951,582          $56,566
        </TABLE>
        """
    )
    assert [(d.currency_sold, d.amount_sold, d.currency_bought, d.amount_bought) for d in found] == [
        ("CAD", 1769368, "USD", 1346519),
        ("USD", 1895016, "AUD", 2709546),
    ]
    assert [(d.expiration, d.value, d.unrealized) for d in found] == [
        ("12/17/03-1/13/04", 1361052, -14533),
        ("1/13/04", 1951582, 56566),
    ]


def test_parentheses_mean_what_the_head_says_and_nothing_is_guessed() -> None:
    table = """
        Open forward foreign currency contracts at May 31, 2014 were as follows:

        <TABLE>
        <CAPTION>
                     Contracts       In
                    {head}     Exchange     Settlement      US$       Unrealized
        Currency    {under}      for US$        Date         Value    Appreciation
        ---------------------------------------------------------------------------
        GBP          {amount}     $655,047     09/08/14     $651,165      $3,882
        </TABLE>
        """
    cases = [
        ("to Receive/", "(Deliver) ", "(388,695)"),
        ("to Deliver/", "(Receive) ", "(388,695)"),
        ("to Deliver/", "Receive   ", " 388,695 "),
    ]
    found = [read(table.format(head=h, under=u, amount=a))[0] for h, u, a in cases]
    assert [(d.amount_bought, d.amount_sold, d.notional) for d in found] == [
        (655047, 388695, 388695),
        (388695, 655047, 388695),
        (None, None, 388695),
    ]


def test_a_head_over_two_columns_does_not_hide_the_words_over_each() -> None:
    (found,) = read(
        """
        SCHEDULE OF OUTSTANDING OPTION CONTRACTS

        <TABLE>
         Contracts                                             Contract
        (100 shares                                    Strike Expiration Appreciation/
           each)                 Security              Price     Date    (Depreciation)
        -------------------------------------------------------------------------------
             200    Acme Products and Chemicals...... $ 110    Jan 08     $  14,399
        </TABLE>
        """,
        "schedule",
    )
    assert (found.contracts, found.exercise_price, found.expiration, found.unrealized) == (200, 110, "Jan 08", 14399)


def test_another_table_on_the_next_page_is_no_part_of_the_contracts() -> None:
    (found,) = read(
        """
        SCHEDULE OF OUTSTANDING OPTION CONTRACTS

        <TABLE>
        Contracts     Security               Strike Price   Expiration Date   Appreciation
        ----------------------------------------------------------------------------------
            200       Acme Corp..............     65            Jan 08           $ 14,399
        </TABLE>

        12

        <PAGE>

                             TRADES OF THE QUARTER

        <TABLE>
                                          Additions    Reductions      Held
                                          ---------    ----------  ----------
        Bolt Drilling Co., Inc..........    235,400                   240,000
        Crane Corp......................     15,000                   650,000
        </TABLE>
        """,
        "schedule",
    )
    assert found.unrealized == 14399


def test_short_positions_among_futures_are_futures() -> None:
    found = read(
        """
        FUTURES CONTRACTS AT DECEMBER 31, 2004

        <TABLE>
                                                      Notional      Unrealized
                          Expiration   Number of        Market    Appreciation
        Contract                Date   Contracts         Value  (Depreciation)
        ------------------------------------------------------------------------
        Long Positions:
        Acme 500 Index          3/05          12    $3,640,950        $ 48,120
        Short Positions:
        Bolt 50 Index           3/05          (8)     (320,440)         (2,811)
        </TABLE>
        """
    )
    assert [(d.kind, d.contracts, d.notional, d.section_path[-1]) for d in found] == [
        ("future", 12, 3640950, "Long Positions"),
        ("future", -8, -320440, "Short Positions"),
    ]


def test_an_amount_before_a_currency_is_the_leg_that_is_named() -> None:
    (found,) = read(
        """
        At August 31, 2007, the Fund had the following forward exchange contracts outstanding:

        <TABLE>
                                             CONTRACT      SETTLEMENT   UNREALIZED
                                              AMOUNT          DATE      GAIN (LOSS)
        ----------------------------------------------------------------------------
        CONTRACTS TO BUY
        4,200,000 Canadian Dollar .......   5,472,313 NZD   10/24/06      $  149,332
        </TABLE>
        """
    )
    assert (found.currency_bought, found.amount_bought) == ("CAD", 4200000)
    assert (found.currency_sold, found.amount_sold) == ("NZD", 5472313)


def test_a_currency_named_once_names_all_rows_below_it() -> None:
    found = read("""
        Forward foreign currency exchange contracts outstanding at March 31, 2020:

        <TABLE>
        <CAPTION>
        Purchase                                        Notional     Value at                     Unrealized
        Contracts            Counterparty               Amount       Settlement Date  Current     Appreciation
                                                                                      Value       (Depreciation)
        -----------------------------------------------------------------------------------------------------
        Brazilian Real,
          Expiring 04/02/20  Citibank, N.A.         BRL 6,309,000    $1,222,674       $1,214,013       $(8,661)
        Euro,
          Expiring 04/08/20  Deutsche Bank AG       EUR 1,860,000     2,079,214        2,051,895       (27,319)
          Expiring 04/30/20  HSBC Bank PLC          EUR 4,963,000     5,317,413        5,480,499       163,086
        </TABLE>
        """)
    assert [(d.description, d.currency_bought, d.amount_bought, d.currency_sold, d.amount_sold) for d in found] == [
        ("Brazilian Real, Expiring 04/02/20", "BRL", 6309000, "USD", 1222674),
        ("Euro, Expiring 04/08/20", "EUR", 1860000, "USD", 2079214),
        ("Euro, Expiring 04/30/20", "EUR", 4963000, "USD", 5317413),
    ]
    assert [(d.value, d.unrealized) for d in found] == [(1214013, -8661), (2051895, -27319), (5480499, 163086)]


def test_which_rate_of_a_swap_the_fund_pays() -> None:
    found = read("""
        Interest rate swaps outstanding at April 30, 2008 were as follows:

        <TABLE>
        <CAPTION>
                                    Fund
                                Pay/Receive     Floating    Fixed                       Unrealized
                      Notional    Floating        Rate      Rate         Termination  Appreciation
        Counterparty    Amount      Rate         Index   (Annualized)        Date    (Depreciation)
        -----------------------------------------------------------------------------------------
        Acme Bank   $21,500,000     Pay           SIFM      4.383%         8/06/37     $2,067,687
        Birch Bank   15,000,000     Receive       LIBOR     5.718%         8/06/28       (803,697)
        </TABLE>
        """)
    assert [(d.counterparty, d.rate_paid, d.rate_received) for d in found] == [
        ("Acme Bank", "SIFM", "4.383%"),
        ("Birch Bank", "5.718%", "LIBOR"),
    ]


def test_gains_and_losses_in_columns_of_their_own_are_one_figure() -> None:
    found = read(
        """
        At August 31, 2007, the Fund had the following forward exchange contracts
        outstanding:

        <TABLE>
        <CAPTION>
                                             CONTRACT      SETTLEMENT   UNREALIZED   UNREALIZED
                                              AMOUNT          DATE         GAIN         LOSS
        -----------------------------------------------------------------------------------------
         CONTRACTS TO BUY
          223,340,000   Japanese Yen ......   2,000,000      9/04/07    $       --   $  (70,074)
          225,000,000   Indian Rupee ......   7,285,514      9/21/07       426,733           --
        </TABLE>
        """
    )
    assert [(d.unrealized, d.currency_bought, d.amount_bought, d.amount_sold) for d in found] == [
        (-70074, "JPY", 223340000, 2000000),
        (426733, "INR", 225000000, 7285514),
    ]


def test_swaps_join_the_lines_above_their_figures_and_keep_the_rates() -> None:
    found = read(
        """
        Credit default swap contracts outstanding at April 30, 2003 were as follows:

        <TABLE>
        <CAPTION>
                              NOTIONAL
        SWAP                   AMOUNT                        FIXED
        COUNTERPARTY/        PAYABLE ON                     PAYMENTS         UNREALIZED
        REFERENCED DEBT        DEFAULT                   RECEIVED BY THE    APPRECIATION
        OBLIGATION              (000)    TERMINATION DATE     FUND         (DEPRECIATION)
        ----------------------------------------------------------------------------------
        Bolt Securities
        Acme Capital
          Corporation          $ 4,000      5/19/2004         0.61%          $   9,528

        Bolt Securities
        Crane Inc.
          0.00%, 12/6/2019      10,000       1/6/2005         2.15%           (179,266)
                                                                           ------------
                                                                             $(169,738)
        </TABLE>
        """
    )
    assert [(d.notional, d.expiration, d.unrealized) for d in found] == [
        (4_000_000, "5/19/2004", 9528),
        (10_000_000, "1/6/2005", -179266),
    ]
    assert found[1].description == "Crane Inc. 0.00%, 12/6/2019, 2.15%"
    assert [d.counterparty for d in found] == ["Bolt Securities", "Bolt Securities"]


def test_securities_sold_short_stand_under_their_sections() -> None:
    found = read(
        """
        <TABLE>
                                                             Number of
                                                              Shares        Value
                                                             --------- -----------
         SECURITIES SOLD SHORT
         MATERIALS -- 0.80%
            Acme Corp....................................     58,000   $ 3,869,760
         EXCHANGE TRADED FUNDS                         1.20%
            Small Company Index Fund.....................     89,000     5,935,410
                                                                       -----------
                Total Securities Sold Short (Proceeds $11,159,598)     $ 9,805,170
                                                                       ===========
        </TABLE>
        """,
        "schedule",
    )
    assert [(d.kind, d.contracts, d.value, d.section_path[-1]) for d in found] == [
        ("short_sale", 58000, 3869760, "MATERIALS"),
        ("short_sale", 89000, 5935410, "EXCHANGE TRADED FUNDS"),
    ]


LOOK_ALIKES = {
    "activity": """
        Options written

        <TABLE>
                                                     Contracts       Premiums
        Options outstanding, September 30, 2003          1,958    $ 2,219,267
        Options written                                  7,882      6,813,866
        Options outstanding, March 31, 2004              9,840    $ 9,033,133
        </TABLE>
        """,
    "risk": """
        The following derivative contracts, among them futures contracts, were as follows:

        <TABLE>
                                   Location on Statement         Unrealized
        Contracts                  of Assets and Liabilities     Appreciation
        Acme index                 Variation margin              $   12,000
        </TABLE>
        """,
    "levels": """
        Forward currency contracts

        <TABLE>
                               Level 1        Level 2       Unrealized
        Acme contracts       $ 100,000      $  20,000       $  12,000
        </TABLE>
        """,
    "holdings": """
        <TABLE>
                                                  Contracts        Value
        OPTIONS PURCHASED - 0.1%
        Acme Corp., Call, strike $100, expires 1/4       250     $ 26,249
        </TABLE>
        """,
    "votes": """
        To approve the change of the policy as to
        AND SHORT SALES

        <TABLE>
                          Shares        Value
        For           18,504,664        4,389
        Against        1,587,299          669
        </TABLE>
        """,
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_tables_about_derivatives_that_list_none_are_left_alone(name: str) -> None:
    assert read(LOOK_ALIKES[name], "schedule" if name == "holdings" else "notes") == []


def test_rows_read_twice_are_kept_once() -> None:
    own = part(FUTURES, "schedule")
    table = read_derivatives(own)
    assert schedule_derivatives(own, table, ()) == tuple(table)
    assert add_derivatives(table, table) == tuple(table)


@pytest.mark.parametrize(
    "text", ["", "Options written", "Futures contracts\n\n   (", "Swaps:\n\n<TABLE>\n  1  2\n</TABLE>"]
)
def test_scraps_give_nothing_and_never_fail(text: str) -> None:
    document = text_blocks(text + "\n")
    whole = Part("notes", "", document, document.blocks, Span(1), None)
    assert read_derivatives(whole) == []


def test_a_reference_behind_the_announcing_sentence_is_no_part_of_it() -> None:
    found = read(
        """
        At February 28, 2010, the Fund had the following forward exchange contracts
        outstanding. See Note 1(d).

        <TABLE>
        <CAPTION>
                                                                       SETTLEMENT    UNREALIZED      UNREALIZED
        CURRENCY         COUNTERPARTY   TYPE     QUANTITY   CONTRACT AMOUNT(a)  DATE  APPRECIATION  DEPRECIATION
        --------         ------------   ----   -----------   ---------------- --------  ------------  ------------
        Chilean Peso .....     ACME     Sell   153,220,000        284,129     3/03/10  $         --  $    (14,156)
        Romanian Leu .....     ACME      Buy     1,873,290        558,932     3/04/10       512,164            --
        </TABLE>
        """
    )
    assert [(d.currency_sold, d.amount_sold, d.amount_bought, d.unrealized) for d in found] == [
        ("CLP", 153_220_000, 284_129, -14_156),
        (None, 558_932, 1_873_290, 512_164),
    ]
    assert found[1].currency_bought == "RON"
    assert {d.counterparty for d in found} == {"ACME"}


def test_figures_under_a_head_of_losses_are_losses_unless_brackets_tell_them() -> None:
    table = """
        Futures contracts outstanding at January 31, 2005:

        <TABLE>
                                                  # OF        EXPIRATION     UNREALIZED
        TYPE                                    CONTRACTS        DATE       DEPRECIATION
        ---------------------------------------------------------------------------------
        Long: Eurodollar, September 2005           1,100      9/19/2005     $    594,471
              Eurodollar, December 2005              300     12/19/2005          {}
        Short: Treasury Note                          26      3/21/2005           10,757
        </TABLE>
        """
    assert [d.unrealized for d in read(table.format(" 162,000"))] == [-594471, -162000, -10757]
    found = read(table.format("(162,000)"))
    assert [d.unrealized for d in found] == [594471, -162000, 10757]
    assert [d.payoff_profile for d in found] == ["Long", "Long", "Short"]


def test_a_scale_over_the_amounts_in_words_holds_for_them_alone() -> None:
    (found,) = read(
        """
        (d)  Forward foreign currency contracts outstanding at October 31, 2004:

        <TABLE>
        SOLD:                            U.S.$ VALUE ON      U.S.$ VALUE        UNREALIZED
        (000)                          ORIGINATION DATE    OCTOBER 31, 2004   DEPRECIATION
        ----------------------------------------------------------------------------------
        6,045 Euro, settling 12/09/04    $  7,609,234        $  7,688,841     $     79,607
        </TABLE>
        """
    )
    assert (found.amount_sold, found.currency_sold, found.notional) == (6_045_000, "EUR", 6_045_000)
    assert (found.cost, found.value, found.unrealized) == (7_609_234, 7_688_841, -79_607)


def test_a_line_that_names_the_rows_of_terms_below_it_names_them_all() -> None:
    found = read(
        """
        CALL OPTIONS WRITTEN (d)--(0.2)%
        <TABLE>
        Contracts   Treasury Bond Futures, Acme Board of Trade
        ---------
           (196)   Strike Price $114, expires 5/21/04                        (373,625)
           (190)   Strike Price $116, expires 5/21/04                        (199,063)
                                                                         ------------
                  Total call options written (premium received-$338,749)     (572,688)
        </TABLE>
        """,
        "schedule",
    )
    assert [(d.description, d.contracts, d.value) for d in found] == [
        ("Treasury Bond Futures, Acme Board of Trade Strike Price $114, expires 5/21/04", -196, -373625),
        ("Treasury Bond Futures, Acme Board of Trade Strike Price $116, expires 5/21/04", -190, -199063),
    ]


def test_the_sum_of_one_contract_prints_its_value() -> None:
    (found,) = read(
        """
        CALL OPTIONS WRITTEN (e)--(0.5)%
        <TABLE>
             (274)  Treasury Bond Futures, Acme Board of Trade
                     strike price $112, expires 11/21/03
                    Total call options written (premiums received-$221,207)           (676,438)
        </TABLE>
        """,
        "schedule",
    )
    assert (found.contracts, found.value, found.exercise_price, found.expiration) == (-274, -676438, 112, "11/21/03")


def test_wrapped_words_in_columns_are_read_column_by_column_and_the_side_is_no_word() -> None:
    (found,) = read(
        """
        CREDIT DEFAULT SWAP CONTRACTS -- SELL PROTECTION
        <TABLE>
                                       Obligation                     Annual
        Notional         Exchange      Reference/        Pay/         Fixed   Expiration    Unrealized
        Amount ($)                     Index             Receive(2)   Rate    Date          Appreciation
        ------------------------------------------------------------------------------------------------
         1,078,000       Acme          Bolt CDX North    Receive      5.00%   6/20/20       $     25,954
                         Mercantile    America High
                         Exchange      Yield
        </TABLE>
        """,
        "schedule",
    )
    assert found.description == "Acme Mercantile Exchange Bolt CDX North America High Yield, 5.00%"
    assert (found.rate_received, found.rate_paid, found.notional) == ("5.00%", None, 1_078_000)


def test_misprints_in_a_caption_with_a_date_and_a_colon_do_not_hide_it() -> None:
    text = """
        (e) Interest rate swap contracts {} at April 30, 2005{}

        <TABLE>
        SWAP COUNTERPARTY      NOTIONAL AMOUNT     TERMINATION DATE     UNREALIZED APPRECIATION
        ---------------------------------------------------------------------------------------
        Bolt Securities          $  680,000            6/15/25                 $  23,166
        </TABLE>
        """
    assert [d.unrealized for d in read(text.format("oustanding", ":"))] == [23166]
    assert read(text.format("closed", "")) == []


def test_options_purchased_under_a_head_in_thousands_are_counted_in_full() -> None:
    schedule = read_schedule(
        part(
            """
            <TABLE>
              Principal
               Amount
                (000)                                                              Value
            ---------------------------------------------------------------------------------
                        CORPORATE BONDS--99.0%
            $   5,000   Acme Corp., 6.00%, 1/15/25                             $   4,900,000
                        PUT OPTIONS PURCHASED--1.0%
                  388   Treasury Bond Futures, strike price $105, expires 11/21/03    50,000
                                                                               ------------
                        TOTAL INVESTMENTS--100.0%                              $   4,950,000
            </TABLE>
            """,
            "schedule",
        )
    ).schedule
    assert schedule is not None
    assert [(h.balance, h.units) for h in schedule.holdings] == [(5_000_000, "PA"), (388, "NC")]
    assert [(d.kind, d.contracts, d.value) for d in schedule.derivatives] == [("option_purchased", 388, 50_000)]

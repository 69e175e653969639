"""Letters that hang left of descriptions, and what stands in columns beside them."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import fundfilings
from fundfilings.models import Holding, Schedule
from fundfilings.normalize.blocks import Paragraph
from fundfilings.schedule.hanging import lift_hanging_marks
from fundfilings.schedule.lines import Line

PAGE = """
                              HARBOR LIGHT INCOME TRUST

    STATEMENT OF INVESTMENTS, SEPTEMBER 30, 2007

    <TABLE>
    <CAPTION>
    --------------------------------------------------------------------------------------------------------------------
                                                                       COUNTRY       PRINCIPAL AMOUNT a         VALUE
    --------------------------------------------------------------------------------------------------------------------
    <S>                                                            <C>                  <C>                <C>
        BONDS 90.0%
        ENERGY 60.0%
      b Aldgate Oil Corp., senior note, FRN, 8.856%, 2/01/15 .     United States        1,800,000          $  1,827,000
        Birch Drilling LLC, senior sub. note, 9.875%,
          8/15/13 ............................................        Bermuda           4,000,000             4,275,000
    b,c Cove Pipeline Ltd., senior note, 144A, 10.75%,
          12/01/15 ...........................................     United Kingdom       3,000,000             3,337,500
        Dune Credit Co. LLC,
        b FRN, 9.81%, 4/15/12 ................................     United States        1,000,000             1,035,000
          senior note, 5.80%, 1/12/09 ........................     United States        2,000,000             1,930,000
                                                                                                           ------------
                                                                                                             12,404,500
                                                                                                           ------------
      d SUPRANATIONAL 30.0%
        Elm Development Bank,
        e Index Linked, 6.00%, 5/15/15 .......................     Luxembourg               9,400 e BRL       7,428,500
                                                                                                           ------------
        TOTAL BONDS (COST $19,000,000) .......................                                               19,833,000
                                                                                                           ------------
      f Fjord Institutional Money Market Portfolio,
          4.95% ..............................................     United States        2,167,000             2,167,000
                                                                                                           ------------
        TOTAL INVESTMENTS (COST $21,167,000) 99.9% ...........                                               22,000,000
        OTHER ASSETS, LESS LIABILITIES 0.1% ..................                                                   33,333
                                                                                                           ------------
        NET ASSETS 100.0% ....................................                                             $ 22,033,333
                                                                                                           ============
    </TABLE>

    a The principal amount is stated in U.S. dollars unless otherwise indicated.

    b The coupon rate shown represents the rate at period end.

    c Security was purchased pursuant to Rule 144A under the Securities Act of 1933.

    d A supranational organization is formed by two or more governments.

    e Principal amount is stated in 1,000 units of the currency.

    f The rate shown is the annualized yield at period end.
    """


def schedule() -> Schedule:
    filing = fundfilings.parse(dedent(PAGE).encode())
    found = filing.funds[0].schedule
    assert found is not None
    return found


def holding(name: str, title: str | None = None) -> Holding:
    return next(h for h in schedule().holdings if h.name == name and (title is None or h.title == title))


def test_hanging_letters_are_marks_and_no_part_of_names() -> None:
    assert [(h.name, h.markers) for h in schedule().holdings] == [
        ("Aldgate Oil Corp.", ("b",)),
        ("Birch Drilling LLC", ()),
        ("Cove Pipeline Ltd.", ("b", "c")),
        ("Dune Credit Co. LLC", ("b",)),
        ("Dune Credit Co. LLC", ()),
        ("Elm Development Bank, Index Linked", ("e",)),
        ("Fjord Institutional Money Market Portfolio", ("f",)),
    ]


def test_a_hanging_letter_before_a_heading_is_the_sections_mark() -> None:
    section = next(s for s in schedule().sections if s.path[-1] == "SUPRANATIONAL")
    assert section.markers == ("d",)
    assert section.percent_of_net_assets == 30


def test_countries_in_a_column_of_their_own_are_no_part_of_descriptions() -> None:
    birch = holding("Birch Drilling LLC")
    assert birch.description == "Birch Drilling LLC, senior sub. note, 9.875%, 8/15/13"
    assert birch.title == "senior sub. note, 9.875%, 8/15/13"
    assert birch.maturity_date == date(2013, 8, 15)
    assert [h.country for h in schedule().holdings] == ["US", "BM", "GB", "US", "US", "LU", "US"]


def test_a_percent_alone_on_the_last_line_of_a_name_is_its_rate() -> None:
    assert holding("Fjord Institutional Money Market Portfolio").coupon_text == "4.95%"


def test_a_letter_between_a_principal_and_its_currency_is_a_mark() -> None:
    elm = holding("Elm Development Bank, Index Linked")
    assert (elm.balance, elm.currency) == (9400, "BRL")


def test_a_word_of_one_letter_is_no_mark_where_no_margin_or_legend_says_so() -> None:
    place = Paragraph("a series of notes", 1)
    for x, known in ((8.0, {"a"}), (2.0, {"b"})):
        rows = [Line(place, "Acme Corp.", 4.0) for _ in range(4)]
        word = Line(place, "a series of notes", x)
        lift_hanging_marks([*rows, word], known)
        assert (word.text, word.x, word.marks) == ("a series of notes", x, ())
    word = Line(place, "a series of notes", 2.0)
    lift_hanging_marks([*rows, word], {"a"})
    assert (word.text, word.x, word.marks) == ("series of notes", 4.0, ("a",))

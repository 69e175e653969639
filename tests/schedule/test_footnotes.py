"""The legend of a schedule: small legends in every form that print gives them."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundfilings.normalize.blocks import Block, BlockDocument, Cell, Heading, Paragraph, Row, Table
from fundfilings.normalize.html import html_blocks
from fundfilings.normalize.text import text_blocks
from fundfilings.schedule.footnotes import Legend, read_legend
from fundfilings.source import Document


def legend(text: str) -> Legend:
    document = text_blocks(dedent(text).strip("\n") + "\n")
    return read_legend(document.blocks, document)


def footnotes(text: str) -> list[tuple[str, str]]:
    return [(f.marker, f.text) for f in legend(text).footnotes]


def abbreviations(text: str) -> dict[str, str]:
    return {a.abbreviation: a.meaning for a in legend(text).abbreviations}


def html_legend(body: str) -> Legend:
    document = html_blocks(Document(1, "N-Q", None, None, body, 1, 0, "html", True))
    return read_legend(document.blocks, document)


# --- marks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "marker", "text"),
    [
        ("(a) Non-income producing security.", "a", "Non-income producing security."),
        ("(B) Presently non-dividend paying.", "B", "Presently non-dividend paying."),
        ("(12) Security in default.", "12", "Security in default."),
        ("(aa) Security in default.", "aa", "Security in default."),
        ("(A)See note 1 to the statements.", "A", "See note 1 to the statements."),
        ("*  Non-income producing security.", "*", "Non-income producing security."),
        ("*** Security is on loan.", "***", "Security is on loan."),
        ("+ Inverse floating rate security.", "+", "Inverse floating rate security."),
        ("++ All or a portion of this security is on loan.", "++", "All or a portion of this security is on loan."),
        ("(++) Payable on demand.", "++", "Payable on demand."),
        ("# - Regulation S restriction.", "#", "Regulation S restriction."),
        ("@   Fair valued by the Board.", "@", "Fair valued by the Board."),
        ("† Affiliated company.", "†", "Affiliated company."),
        ("(1)--Segregated for open futures.", "1", "Segregated for open futures."),
        ("/(1)/ By stock split.", "1", "By stock split."),
        ("* -- Rate in effect at period end.", "*", "Rate in effect at period end."),
        ("^{1} Represents an affiliated company.", "1", "Represents an affiliated company."),
        ("^{3}Valued under fair value procedures.", "3", "Valued under fair value procedures."),
        ("(WI) Purchased on a when-issued basis.", "WI", "Purchased on a when-issued basis."),
        ("(144A) Exempt from registration under Rule 144A.", "144A", "Exempt from registration under Rule 144A."),
        ("N/R  Investment is not rated.", "N/R", "Investment is not rated."),
        ("NR - Security not rated by either agency.", "NR", "Security not rated by either agency."),
        ("- (a) Zero coupon bond issued at a discount.", "a", "Zero coupon bond issued at a discount."),
    ],
)
def test_a_footnote_begins_with_its_mark(line: str, marker: str, text: str) -> None:
    assert footnotes(line) == [(marker, text)]


def test_a_mark_for_two_stands_for_each() -> None:
    assert footnotes("(b)-(c) On loan at period end.") == [
        ("b", "On loan at period end."),
        ("c", "On loan at period end."),
    ]


def test_a_mark_may_stand_on_a_line_of_its_own() -> None:
    printed = """
        (a)
        Non-income producing security.

        *
        The rate shown is the rate at period end.
        """
    assert footnotes(printed) == [
        ("a", "Non-income producing security."),
        ("*", "The rate shown is the rate at period end."),
    ]


def test_bare_letters_and_numbers_count_in_their_order_only() -> None:
    printed = """
        a The principal amount is stated in U.S. dollars unless it is indicated
        otherwise.

        b See Note 8 regarding investments in the money market portfolio.

        16 Annual Report of Acme Income Fund
        """
    assert footnotes(printed) == [
        ("a", "The principal amount is stated in U.S. dollars unless it is indicated otherwise."),
        ("b", "See Note 8 regarding investments in the money market portfolio."),
    ]


def test_an_article_is_no_mark() -> None:
    assert footnotes("A portion of the securities was on loan at the end of the period.") == []


def test_contracts_of_an_option_are_no_marks() -> None:
    assert footnotes("(220)  Strike price $108, expires 8/23/03 (Put)          (213,125)") == []


def test_rows_of_figures_are_no_footnotes() -> None:
    assert (
        footnotes("(a)  Acme Corp.        12,400        $ 310,000\n(b)  Bolt Inc.          1,000          9,000") == []
    )


def test_what_rows_carry_keeps_its_flags() -> None:
    (note,) = legend("(a) Non-income producing security.").footnotes
    assert "non_income_producing" in note.flags


# --- text ------------------------------------------------------------------------------------------------------------


def test_wrapped_lines_are_joined_by_one_blank() -> None:
    printed = """
        (a)  Security exempt from registration under Rule 144A of the Securities
             Act of 1933. It may be resold in transactions exempt from registration.
        (b)  Floating rate note.
        """
    whole = (
        "Security exempt from registration under Rule 144A of the Securities Act of 1933. "
        "It may be resold in transactions exempt from registration."
    )
    assert footnotes(printed) == [("a", whole), ("b", "Floating rate note.")]


def test_footnotes_run_together_in_one_paragraph_are_parted() -> None:
    printed = """
        (a) Security exempt from registration under Rule 144A of the Act of 1933,
        and resold to qualified institutional buyers only.
        (b) The rate shown is the rate at the end of the period, which changes from
        time to time.
        """
    assert [m for m, _ in footnotes(printed)] == ["a", "b"]


def test_roman_numbers_inside_a_sentence_begin_nothing() -> None:
    printed = """
        *    Loans pay interest at rates that are redetermined by reference to
             (i) the lending rate offered by one or more major European banks,
             (ii) the prime rate offered by one or more major American banks or
             (iii) the certificate of deposit rate.
        (a)  Floating rate note.
        """
    found = footnotes(printed)
    assert [m for m, _ in found] == ["*", "a"]
    assert found[0][1].endswith("(iii) the certificate of deposit rate.")


def test_a_section_of_an_act_begins_nothing() -> None:
    printed = """
        (h)  Investments in companies that are affiliates of the Fund in the sense of Section 2
             (a)(3) of the Investment Company Act of 1940.
        """
    assert [m for m, _ in footnotes(printed)] == ["h"]


def test_a_further_paragraph_hangs_under_its_footnote() -> None:
    printed = """
        (a)  Security is illiquid.

             The Fund may sell it to institutional buyers only, and at a price below its value.

        Percentages are based on net assets.
        """
    assert footnotes(printed) == [
        (
            "a",
            "Security is illiquid. The Fund may sell it to institutional buyers only, and at a price below its value.",
        )
    ]


def test_a_footnote_goes_on_behind_a_page_break() -> None:
    printed = """
        (a)  Security is exempt from registration under Rule 144A, to be resold to

                                        17
        <PAGE>

        ACME INCOME FUND
        SCHEDULE OF INVESTMENTS (continued)
        October 31, 2004

             qualified institutional buyers only.
        (b)  Floating rate note.
        """
    whole = "Security is exempt from registration under Rule 144A, to be resold to qualified institutional buyers only."
    assert footnotes(printed) == [("a", whole), ("b", "Floating rate note.")]


def test_a_page_foot_belongs_to_no_footnote() -> None:
    printed = """
        +     Net unrealized appreciation for federal income tax purposes is
              $26,708,033.

        SEE ACCOMPANYING NOTES TO FINANCIAL STATEMENTS
                          3.31.04 Acme Municipal Income Funds Semi-Annual Report 11
        """
    assert footnotes(printed) == [("+", "Net unrealized appreciation for federal income tax purposes is $26,708,033.")]


def test_a_table_inside_a_footnote_is_the_footnotes_but_not_its_text() -> None:
    printed = """
        (h)  Investments in affiliates were as follows:

             Affiliate                          Net Activity      Interest Income
             Acme Liquidity Series              $ 6,858,007       $ 31,864

        (i)  Non-income producing security.
        """
    read = legend(printed)
    assert [(f.marker, f.text) for f in read.footnotes] == [
        ("h", "Investments in affiliates were as follows:"),
        ("i", "Non-income producing security."),
    ]
    rows = {place for place in read.used if isinstance(place, tuple)}
    assert len(rows) >= 2


def test_a_table_between_footnotes_is_not_swallowed() -> None:
    printed = """
        (a)  Floating rate note.

        Forward swap contracts outstanding:

        Counterparty              Notional Amount      Appreciation
        Acme Bank                 $ 20,000,000         $ (1,774,484)

        (b)  Security in default.
        """
    assert footnotes(printed) == [("a", "Floating rate note."), ("b", "Security in default.")]


def test_justified_print_is_running_text() -> None:
    printed = """
        (a)  Security exempt from registration  under Rule 144A of the Securities Act of
             1933.  These   securities  may  be  resold  in  transactions   exempt  from
             registration.  At December 31,  2003,   they   amounted  to  $147,603,951  or
             11.0%  of   investments.
        (b)  Credit-linked trust certificate.
        """
    assert footnotes(printed)[0][1].endswith(
        "At December 31, 2003, they amounted to $147,603,951 or 11.0% of investments."
    )


def test_footnotes_side_by_side_are_read_column_by_column() -> None:
    printed = """
        (a) Non-income producing security.        (c) Security is on loan, in part
        (b) Floating rate note.                       or in whole.
        """
    assert footnotes(printed) == [
        ("a", "Non-income producing security."),
        ("b", "Floating rate note."),
        ("c", "Security is on loan, in part or in whole."),
    ]


# --- where the legend begins and ends --------------------------------------------------------------------------------


def test_a_head_of_a_legend_is_used_and_no_footnote() -> None:
    read = legend("NOTES TO SCHEDULE OF INVESTMENTS:\n\n(a)  Floating rate note.\n\nSee accompanying notes.")
    assert [(f.marker, f.text) for f in read.footnotes] == [("a", "Floating rate note.")]


@pytest.mark.parametrize("title", ["STATEMENT OF ASSETS AND LIABILITIES", "NOTES TO FINANCIAL STATEMENTS"])
def test_the_legend_ends_at_the_next_title(title: str) -> None:
    printed = f"(a)  Floating rate note.\n<PAGE>\n\n{title}\nOctober 31, 2004\n\n(b)  Accrual of something else.\n"
    assert footnotes(printed) == [("a", "Floating rate note.")]


def test_full_notes_under_the_title_of_a_legend_are_not_read() -> None:
    printed = """
        NOTES TO SCHEDULE OF INVESTMENTS
        September 30, 2018

        1. Portfolio Valuation -- The net asset value is calculated once daily at the close of trading.

        (a) Foreign securities are translated into U.S. dollars at the rate of the day.
        """
    assert footnotes(printed) == []


def test_marks_of_the_level_table_are_not_the_schedules() -> None:
    printed = """
        *    Non-income producing security.

        Various inputs are used in determining the value of the Fund's investments.

        *    Transfers are calculated on the beginning of period values.
        """
    assert footnotes(printed) == [("*", "Non-income producing security.")]


def test_a_legend_does_not_run_into_the_next_funds_schedule() -> None:
    printed = """
        (a)  AMBAC insured.

        <PAGE>
        Schedule of Investments October 31, 2004

        Par (000)     Municipal Bonds                         Value
        $ 1,000       Acme Water Revenue, 5.00%, 1/1/20       $ 1,010,000
          2,000       Bolt County GO, 5.25%, 1/1/21             2,020,000
          3,000       Coil City Power, 5.50%, 1/1/22            3,030,000
          4,000       Dale School District, 5.75%, 1/1/23       4,040,000

        (a)  FGIC insured.
        """
    assert footnotes(printed) == [("a", "AMBAC insured.")]


def test_used_places_are_blocks_and_rows() -> None:
    document = BlockDocument(
        1,
        "N-Q",
        (
            Heading("* On loan.", 1),
            Table(
                (
                    Row((Cell("(a)", 0, 3), Cell("Floating rate note.", 6, 25)), 3, gap=1),
                    Row((Cell("x", 0, 1),), 9, gap=5),
                )
            ),
            Paragraph("Percentages are of net assets.", 12),
        ),
    )
    assert read_legend(document.blocks, document).used == {0, (1, 0)}


def test_a_footnote_knows_its_place() -> None:
    document = text_blocks("\n\n(a) Floating rate note.\n")
    (note,) = read_legend(document.blocks, document).footnotes
    assert note.source is not None
    assert note.source.line == 3


# --- abbreviations ---------------------------------------------------------------------------------------------------


def test_abbreviations_in_a_list() -> None:
    printed = """
        Investment Abbreviations:

        ADR      American Depositary Receipts.
        AGM      Acme Guaranty Municipal Corp.
        CHF      Swiss Franc
        """
    assert abbreviations(printed) == {
        "ADR": "American Depositary Receipts.",
        "AGM": "Acme Guaranty Municipal Corp.",
        "CHF": "Swiss Franc",
    }


def test_abbreviations_in_two_columns() -> None:
    printed = """
        A list of abbreviations is shown below:
          AUD = Australian Dollars          GBP = British Pounds
          CAD = Canadian Dollars            SEK = Swedish Kronor
          EUR = Euro
        """
    assert abbreviations(printed) == {
        "AUD": "Australian Dollars",
        "GBP": "British Pounds",
        "CAD": "Canadian Dollars",
        "SEK": "Swedish Kronor",
        "EUR": "Euro",
    }


def test_abbreviations_parted_by_bars() -> None:
    printed = """
        CURRENCY ABBREVIATIONS: | AUD - Australian Dollar | CAD - Canadian Dollar |
        DKK - Danish Krone | EUR - Euro | GBP - British Pound
        """
    assert set(abbreviations(printed)) == {"AUD", "CAD", "DKK", "EUR", "GBP"}


def test_an_abbreviations_meaning_may_be_wrapped() -> None:
    printed = """
        Glossary:

        AMBAC - insured by American Municipal Bond
                Assurance Corp.
        FRN - Floating Rate Note
        Conv. Convertible
        """
    assert abbreviations(printed) == {
        "AMBAC": "insured by American Municipal Bond Assurance Corp.",
        "FRN": "Floating Rate Note",
        "Conv.": "Convertible",
    }


def test_abbreviations_without_a_head_must_spell_their_meaning() -> None:
    assert abbreviations("REIT -- Real Estate Investment Trust") == {"REIT": "Real Estate Investment Trust"}
    assert abbreviations("JOINT -- Acme Municipal Bonds") == {}


def test_column_heads_are_no_abbreviations() -> None:
    assert abbreviations("NOTIONAL          CASH FLOWS         EXPIRATION        AMOUNT") == {}


def test_a_rating_mark_is_a_footnote_and_an_abbreviation() -> None:
    read = legend("(a) In default.\n\nGLOSSARY:\n\nNR - Not Rated\nREIT - Real Estate Investment Trust\n")
    assert [f.marker for f in read.footnotes] == ["a", "NR"]
    assert {a.abbreviation for a in read.abbreviations} == {"NR", "REIT"}


def test_the_meaning_of_grades_is_no_legend() -> None:
    read = legend('AAA        Bonds rated "AAA" have the highest rating.\n\nA          Bonds rated "A" are strong.\n')
    assert read.footnotes == ()
    assert read.abbreviations == ()


# --- HTML ------------------------------------------------------------------------------------------------------------


def test_html_rows_with_the_mark_in_a_cell_of_its_own() -> None:
    read = html_legend(
        "<table><tr><td>(a)</td><td>Non-income producing security.</td></tr>"
        "<tr><td><sup>2</sup></td><td>Purchased on a TBA basis.</td></tr></table>"
    )
    assert [(f.marker, f.text) for f in read.footnotes] == [
        ("a", "Non-income producing security."),
        ("2", "Purchased on a TBA basis."),
    ]


def test_html_paragraphs_that_hold_several_footnotes() -> None:
    read = html_legend(
        "<p>^ Includes securities on loan. 1 Represents an affiliated company of the fund under the Act of 1940, "
        "as amended from time to time.</p><p>2 Purchased on a TBA basis, to be settled in the month that follows. "
        "3 Coupon rate may change periodically. CVR&#8212;Contingent Value Right.</p>"
    )
    assert [f.marker for f in read.footnotes] == ["^", "1", "2", "3"]
    assert read.footnotes[-1].text == "Coupon rate may change periodically."
    assert [a.abbreviation for a in read.abbreviations] == ["CVR"]


# --- nothing breaks it -----------------------------------------------------------------------------------------------

_TEXT = st.text(alphabet="(a)b1*+-—:.^{} \tXYZnr/|;$%,\n", max_size=60)
_ROWS = st.builds(
    lambda texts, line: Row(tuple(Cell(t, 10.0 * i, 10.0 * i + 8) for i, t in enumerate(texts)), line),
    st.lists(_TEXT, max_size=4),
    st.integers(1, 50),
)
_BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, _TEXT, st.integers(1, 50)),
    st.builds(Paragraph, _TEXT, st.integers(1, 50)),
    st.builds(lambda rows: Table(tuple(rows)), st.lists(_ROWS, min_size=1, max_size=4)),
)


@given(st.lists(_BLOCKS, max_size=6))
def test_any_blocks_are_read_without_an_exception(blocks: list[Block]) -> None:
    document = BlockDocument(1, "", tuple(blocks))
    read = read_legend(blocks, document)
    assert all(f.marker and f.text for f in read.footnotes)


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    document = BlockDocument(1, "", (Paragraph(text, 1),))
    read_legend(document.blocks, document)


def test_a_number_of_contracts_before_words_is_no_mark() -> None:
    found = html_legend(
        "<table><tr><td>(a)</td><td>Pledged.</td></tr></table><p>Futures contracts</p>"
        "<table><tr><td>40</td><td>U.S. Treasury Bond</td></tr>"
        "<tr><td></td><td>20 Year Futures</td><td>December 2008</td><td>$4,763,062</td></tr></table>"
    )
    assert [f.marker for f in found.footnotes] == ["a"]


def test_the_rows_of_a_table_that_a_footnote_announces_are_the_footnotes() -> None:
    first, second = legend(
        """
        (a) Restricted securities as to resale, representing 0.1% of net assets, were as follows:

            <TABLE>
            Issue                      Acquisition Date         Cost         Value
            -----------------------------------------------------------------------
            Acme Package Corp.            11/25/2002          $ 12,000     $ 1,234
            Bolt Holdings                 12/13/2004            65,000     128,700
            </TABLE>

        (b) Non-income producing security.
        """
    ).footnotes
    assert first.text.endswith("were as follows:")
    assert first.table_rows == (
        "Issue | Acquisition Date | Cost | Value",
        "Acme Package Corp. | 11/25/2002 | $ 12,000 | $ 1,234",
        "Bolt Holdings | 12/13/2004 | 65,000 | 128,700",
    )
    assert (second.marker, second.table_rows) == ("b", ())

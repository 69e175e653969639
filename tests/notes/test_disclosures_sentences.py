"""Fees, dividends, preferred shares, loans and level 3: read where a sentence or a ladder says them in one way only."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from fundfilings.normalize.text import text_blocks
from fundfilings.notes import read_notes
from fundfilings.notes.records import read_disclosures
from fundfilings.spans import Span
from fundfilings.split import FundRef, Part

ONE = (FundRef("Acme Income Fund"),)
HEAD = "NOTE 1 - ORGANIZATION\n\n     The Fund is registered under the Investment Company Act of 1940 as amended.\n\n"


def read(name: str, text: str) -> list[Any]:
    document = text_blocks(HEAD + text)
    part = Part("notes", "Notes to Financial Statements", document, document.blocks, Span(line=1), 0)
    return [r for _, field, r in read_disclosures(part, read_notes(part, ONE), ONE) if field == name]


def test_level_3_from_the_beginning_to_the_end() -> None:
    text = """NOTE 2 - VALUATION

     The following is a reconciliation of assets in which significant unobservable inputs (Level 3) were used:

     BALANCE AS OF DECEMBER 31, 2007                       $ 987,507,819
     Realized gain/(loss)                                     20,534,314
     Change in unrealized appreciation/(depreciation)        (11,577,295)
     Net purchases/(sales)                                   160,569,040
     Transfers in and/or out of Level 3                               --
     BALANCE AS OF JUNE 30, 2008                          $1,157,033,878
"""
    (record,) = read("level_3_rollforward", text)
    assert (record.beginning.value, record.end.value) == (987507819, 1157033878)
    assert [(f.key, f.value) for f in record.flows] == [
        ("realized", 20534314),
        ("unrealized", -11577295),
        ("net_purchases", 160569040),
        ("transfers", 0),
    ]
    assert str(record.period.end) == "2008-06-30"
    (wrong,) = read("level_3_rollforward", text.replace("160,569,040", "260,569,040"))
    assert wrong.flows[2].value == 260569040  # as printed: the check names the difference
    unknown = text.replace("Realized gain/(loss)", "Other such movements")
    assert read("level_3_rollforward", unknown.replace("160,569,040", "260,569,040")) == []


DIVIDENDS = {
    "On February 4, 2005, a dividend of $0.100482 per share was declared to common shareholders payable March 4, 2005 "
    "to shareholders of record on February 18, 2005.": ("0.100482", "2005-02-04", "2005-02-18", "2005-03-04"),
    "The Fund paid an ordinary income dividend in the amount of $.053000 per share on September 28, 2007 to "
    "shareholders of record on September 14, 2007.": (".053000", "None", "2007-09-14", "2007-09-28"),
    "A monthly dividend was declared on December 2, 2014 of $0.0550 per common share payable December 18, 2014, to "
    "common shareowners of record on December 12, 2014.": ("0.0550", "2014-12-02", "2014-12-12", "2014-12-18"),
}


@pytest.mark.parametrize("sentence", DIVIDENDS)
def test_dividends_after_the_period(sentence: str) -> None:
    (record,) = read("subsequent_dividends", f"NOTE 2 - SUBSEQUENT EVENTS\n\n     {sentence}\n")
    found = (record.amount.value, str(record.declared), str(record.record), str(record.payable))
    amount, *dates = DIVIDENDS[sentence]
    assert found == (Decimal(amount), *dates)
    assert read("subsequent_dividends", f"NOTE 2 - DISTRIBUTIONS\n\n     {sentence}\n") == []


def test_fees_by_steps() -> None:
    text = """NOTE 3 - FEES

     The Fund pays an investment management fee to the Manager based on the average weekly net assets of the Fund as
follows:

     ANNUALIZED FEE RATE      NET ASSETS
     -------------------      ------------------------------------------------
           1.250%             Up to and including $1 billion
           1.200%             Over $1 billion, up to and including $5 billion
           1.150%             In excess of $5 billion
"""
    (record,) = read("fee_schedules", text)
    assert (record.kind, record.basis) == ("advisory", "average weekly net assets")
    assert [(t.over, t.up_to, t.rate.value) for t in record.tiers] == [
        (0, 10**9, Decimal("1.250")),
        (10**9, 5 * 10**9, Decimal("1.200")),
        (5 * 10**9, None, Decimal("1.150")),
    ]
    assert read("fee_schedules", text.replace("Over $1 billion", "Over $2 billion")) == []


def test_fees_of_one_rate() -> None:
    sentence = "The Fund pays a management fee at an annual rate of 0.65% of the Fund's average daily net assets."
    (record,) = read("fee_schedules", f"NOTE 3 - FEES\n\n     {sentence}\n")
    (tier,) = record.tiers
    assert (tier.over, tier.up_to, tier.rate.value, tier.rate.printed) == (None, None, Decimal("0.65"), "0.65%")


@pytest.mark.parametrize(
    "sentence",
    [
        "The adviser has agreed to waive its management fee at an annual rate of 0.20% of average daily net assets.",
        "The management fee was equivalent to an annual rate of 0.65% of the Fund's average daily net assets.",
        "The sub-adviser receives a fee at an annual rate of 0.25% of the Fund's average daily net assets.",
        "The adviser receives from the manager (not the Fund) a fee at an annual rate of 0.36% of average net assets.",
        "The Fund pays management fees at annual rates of 0.65% and 0.60% of average daily net assets.",
    ],
)
def test_fees_of_others_and_fees_not_agreed_are_not_read(sentence: str) -> None:
    assert read("fee_schedules", f"NOTE 3 - FEES\n\n     {sentence}\n") == []


def test_preferred_shares_by_series() -> None:
    found = read(
        "preferred_shares",
        """NOTE 4 - AUCTION PREFERRED SHARES

     The Fund has issued 4,520 shares of Preferred Shares Series M and 2,000 shares of Preferred Shares Series TH, each
with a net asset and liquidation value of $25,000 per share plus accrued dividends.
""",
    )
    assert [(r.series, r.shares.value, r.liquidation_value.value) for r in found] == [
        ("M", 4520, 25000),
        ("TH", 2000, 25000),
    ]


def test_securities_on_loan() -> None:
    (record,) = read(
        "securities_lending",
        """NOTE 4 - PORTFOLIO SECURITIES LOANED

     On June 30, 2005, the market value of the securities loaned and its collateral were $2,515,991 and $2,643,390,
respectively.
""",
    )
    assert (str(record.as_of), record.on_loan.value, record.collateral.value) == ("2005-06-30", 2515991, 2643390)


def test_average_borrowings() -> None:
    (record,) = read(
        "borrowings",
        """NOTE 4 - SHORT-TERM BORROWINGS

     The weighted average annual interest rate was 5.24% and the average borrowing was approximately $262,505,000 for
the six months ended August 31, 2006.
""",
    )
    assert (record.average.value, record.average_rate.value) == (262505000, Decimal("5.24"))
    assert str(record.period.end) == "2006-08-31"


def test_limits_of_expenses() -> None:
    for sentence, expected in (
        (
            "Expenses of Class A will not exceed 1.25% of average daily net assets through April 30, 2010.",
            ("Class A", "average daily net assets", "2010-04-30", "1.25"),
        ),
        (
            "The Manager has agreed to limit the Fund's total operating expenses to 0.95% of average net assets.",
            (None, "average net assets", "None", "0.95"),
        ),
    ):
        (record,) = read("expense_limits", f"NOTE 3 - FEES\n\n     {sentence}\n")
        found = (record.class_name, record.basis, str(record.until), record.rate.printed.rstrip("%"))
        assert found == expected
        assert record.rate.value == Decimal(expected[3])


@pytest.mark.parametrize(
    "sentence",
    [
        "The Adviser receives a fee at an annual rate of 0.65% of the Fund's average daily net assets.",
        "The Adviser may recoup waived fees so long as expenses do not exceed 1.25% or 1.50% of average net assets.",
        "Expenses reimbursed amounted to $25,000, so that expenses did not exceed 1.25% of average net assets.",
    ],
)
def test_other_rates_are_no_limits_of_expenses(sentence: str) -> None:
    assert read("expense_limits", f"NOTE 3 - FEES\n\n     {sentence}\n") == []


def test_lines_of_credit() -> None:
    for sentence, value in (
        ("The Fund entered into a $200,000,000 committed, unsecured revolving line of credit with a bank.", 200000000),
        ("The Fund has a credit facility with a bank which allows it to borrow up to $8 million.", 8000000),
        ("At year end borrowings outstanding under the $50,000,000 line of credit bore interest at 4.1%.", None),
    ):
        found = read("borrowings", f"NOTE 5 - BORROWINGS\n\n     {sentence}\n")
        assert [r.limit.value for r in found] == ([] if value is None else [value]), sentence

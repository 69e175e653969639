"""Notes: heads told by the run of their numbers, titles parted from text, pages joined."""

from __future__ import annotations

import pytest

from fundfilings.models import Note
from fundfilings.normalize.text import text_blocks
from fundfilings.notes import join_notes, read_notes, read_trailing_notes
from fundfilings.spans import Span
from fundfilings.split import FundRef, Part

ACME = (FundRef("Acme Income Fund", None, ("Acme Income Fund",)),)
BODY = (
    "The Fund is registered under the Act as a diversified, closed-end management\n"
    "investment company and began its operations a long time ago."
)


def notes_of(part: Part) -> list[Note]:
    return [r.note for r in read_notes(part, ACME)]


def part(text: str, title: str = "Notes to Financial Statements") -> Part:
    document = text_blocks(text)
    return Part("notes", title, document, document.blocks, Span(line=1), 0)


def read(text: str, title: str = "Notes to Financial Statements") -> list[tuple[str | None, str | None]]:
    return [(n.number, n.title) for n in notes_of(part(text, title))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. Organization", "2. Management Fees"),
        ("NOTE 1 -- Organization", "NOTE 2 -- Management Fees"),
        ("NOTE 1. ORGANIZATION", "NOTE 2. MANAGEMENT FEES"),
        ("Note 1 Organization", "Note 2 Management Fees"),
        ("(1) ORGANIZATION", "(2) MANAGEMENT FEES"),
        ("1 ORGANIZATION", "2 MANAGEMENT FEES"),
        ("Note A. Organization", "Note B. Management Fees"),
        ("A. Organization", "B. Management Fees"),
        ("1. ORGANIZATION:", "2. MANAGEMENT FEES:"),
    ],
)
def test_heads_on_their_own_line(first: str, second: str) -> None:
    found = read(f"{first}\n\n{BODY}\n\n{second}\n\n{BODY}\n")
    assert [t.lower() for _, t in found if t] == ["organization", "management fees"]
    assert [n for n, _ in found] in (["1", "2"], ["A", "B"])


@pytest.mark.parametrize(
    "head",
    [
        "1. Significant Accounting Policies. ",
        "1. Significant Accounting Policies: ",
        "1. Significant Accounting Policies -- ",
        "1. SIGNIFICANT ACCOUNTING POLICIES ",
        "1. Significant Accounting Policies ",
        "1. Significant Accounting Policies\n",
    ],
)
def test_a_title_run_into_its_paragraph(head: str) -> None:
    notes = notes_of(part(f"{head}{BODY}\n\n2. Fees. {BODY}\n"))
    assert (notes[0].title or "").lower() == "significant accounting policies"
    assert notes[0].text.startswith("The Fund is registered")
    assert [n.number for n in notes] == ["1", "2"]


def test_a_note_without_a_title_keeps_its_number() -> None:
    untitled = "B. At September 30, the cost of investments was $1,234 for tax\npurposes"
    text = f"A. Security Valuation: {BODY}\n\n{untitled} and {BODY}\n"
    assert read(text) == [("A", "Security Valuation"), ("B", None)]


def test_sub_heads_and_lists_belong_to_the_text() -> None:
    text = f"""1. ORGANIZATION

{BODY}

2. SIGNIFICANT ACCOUNTING POLICIES

A. Use of Estimates

{BODY}

B. Valuation

{BODY}

1. the first way is by quotes of brokers that make markets in the securities held;
2. the second way is by models of the adviser that follow the procedures of the board;

3. MANAGEMENT FEES

{BODY}
"""
    assert read(text) == [
        ("1", "ORGANIZATION"),
        ("2", "SIGNIFICANT ACCOUNTING POLICIES"),
        ("3", "MANAGEMENT FEES"),
    ]


def test_pages_join_and_running_heads_go() -> None:
    text = f"""Acme Income Fund
NOTES TO FINANCIAL STATEMENTS

1. ORGANIZATION

{BODY} The Fund seeks to provide its shareholders with

                                                                 12
<PAGE>
Acme Income Fund
NOTES TO FINANCIAL STATEMENTS (CONTINUED)

1. ORGANIZATION (CONTINUED)

current income by buying bonds of many issuers in many places of the country at all times.

2. FEES

{BODY}
"""
    notes = notes_of(part(text))
    assert [(n.number, n.title) for n in notes] == [("1", "ORGANIZATION"), ("2", "FEES")]
    assert "shareholders with current income by buying" in notes[0].text
    assert "NOTES TO" not in notes[0].text
    assert "12" not in notes[0].text


def test_feet_with_the_name_of_the_report_in_any_order_go() -> None:
    feet = (
        "Acme Income Fund 8 ANNUAL REPORT",
        "SEMIANNUAL REPORT  9  ACME INCOME FUND",
        "Acme Income Fund | Annual Report | 11/30/09  39",
        "ANNUAL REPORT                 AUGUST 31, 2008                 35",
        "                                       16   (Continued)",
    )
    for foot in feet:
        text = f"""1. ORGANIZATION

{BODY} The Fund seeks to provide its shareholders with

{foot}
<PAGE>
current income by buying bonds of many issuers, of which its annual report for 2009 tells more.

2. FEES

{BODY}
"""
        notes = notes_of(part(text))
        assert [(n.number, n.title) for n in notes] == [("1", "ORGANIZATION"), ("2", "FEES")]
        assert "shareholders with current income by buying" in notes[0].text, foot
        assert "annual report for 2009 tells more" in notes[0].text


def test_table_rows_stay_lines_of_their_own() -> None:
    text = f"""1. INCOME TAXES

At year end the Fund had capital losses for tax purposes that expire as follows:

2008                                 $  2,252,961
2009                                   22,567,406

2. FEES

{BODY}
"""
    assert "\n2009  22,567,406" in notes_of(part(text))[0].text


def test_notes_without_numbers() -> None:
    text = f"ORGANIZATION\n\n{BODY}\n\nCONCENTRATION OF RISK\n\n{BODY}\n\nCOMMON STOCK\n\n{BODY}\n"
    assert read(text) == [(None, "ORGANIZATION"), (None, "CONCENTRATION OF RISK"), (None, "COMMON STOCK")]


def test_a_legend_of_footnotes_is_no_outline() -> None:
    assert read("(a) Non-income producing security.\n\n(b) Illiquid.\n", "Notes to Schedule of Investments:") == []


def test_a_note_cut_by_another_part_is_joined() -> None:
    a = Note(number="5", title="INVESTMENTS", text="one", source=Span(line=1))
    b = Note(number="5", title="Investments", text="two")
    c = Note(number="6", title="FEES", text="three")
    assert [(n.number, n.text) for n in join_notes([a, b, c])] == [("5", "one\n\ntwo"), ("6", "three")]


def test_an_empty_part_has_no_notes() -> None:
    assert read("\n") == []


SCHEDULE = """
Acme Corp.                                   1,200      $   310,000
Beta Inc.                                      400           90,000

Net Assets                                                $ 400,000

"""


def test_notes_under_a_schedule_are_told_from_its_legend() -> None:
    legend = "* Non-income-producing security.\n\n1 Restricted security.\n\n2 Illiquid security.\n\n"
    notes = f"A. Security Valuation: {BODY}\n\nB. Various inputs may be used, and {BODY}\n"
    found = [r.note for r in read_trailing_notes(part(SCHEDULE + legend + notes), ACME)]
    assert [(n.number, n.title) for n in found] == [("A", "Security Valuation"), ("B", None)]
    assert read_trailing_notes(part(SCHEDULE + legend), ACME) == []
    assert read_trailing_notes(part(notes), ACME) == []


def test_short_notes_under_a_schedule_count_where_each_has_a_titled_line() -> None:
    notes = (
        "1. Valuation of Securities\n\nListed securities are valued at their last sale price.\n\n"
        "2. Federal Income Taxes\n\nThe Fund means to distribute all its income.\n"
    )
    found = [r.note for r in read_trailing_notes(part(SCHEDULE + notes), ACME)]
    assert [(n.number, n.title) for n in found] == [("1", "Valuation of Securities"), ("2", "Federal Income Taxes")]

"""Which lines are titles."""

from __future__ import annotations

import pytest
from splitting import BALANCE, HIGHLIGHTS, OPERATIONS, PROSE, ROWS, kinds, of_kind, split, text_of

from fundfilings.split.titles import kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SCHEDULE OF INVESTMENTS", "schedule"),
        ("Portfolio of INVESTMENTS October 31, 2004", "schedule"),
        ("Item 1. Schedule of Investments.", "schedule"),
        ("Fund's investments", "schedule"),
        ("Statement of Net Assets", "schedule"),
        ("Statement of Assets & Liabilities", "assets_and_liabilities"),
        ("STATEMENT OF ASSETS, LIABILITIES, AND PARTNERS' CAPITAL", "assets_and_liabilities"),
        ("STATEMENTOFASSETS AND LIABILITIES", "assets_and_liabilities"),
        ("Consolidated Statement of Operations (unaudited)", "operations"),
        ("Statements of Changes in Members' Capital", "changes_in_net_assets"),
        ("Financial Highlights (continued)", "financial_highlights"),
        ("Notes to Financial Statements", "notes"),
        ("Notes to Fund's investments", "notes"),
        ("REPORT OF INDEPENDENT REGISTERED PUBLIC ACCOUNTING FIRM", "other"),
    ],
)
def test_titles(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Statements of Changes in Net Assets 26-27",
        "statement of operations. During the period, the Fund sold",
        "the Fund's portfolio of bonds.",
        "The Trust's investments in certain foreign markets may",
        "Notes to Financial Statements, which are an integral part",
        "Statement of Operations. The Fund also",
        "Common stocks",
    ],
)
def test_no_titles(text: str) -> None:
    assert kind_of(text) is None


def test_contents_lines_open_nothing() -> None:
    contents = """\
    CONTENTS

    Schedule of Investments ........................  3
    Statement of Assets and Liabilities ............ 12
    Statement of Operations
    Financial Highlights
    Notes to Financial Statements
    """
    result = split(contents, "SCHEDULE OF INVESTMENTS\n\n" + ROWS, "STATEMENT OF OPERATIONS\n\n" + OPERATIONS)
    assert kinds(result) == ["schedule", "operations"]


def test_a_title_inside_a_sentence_opens_nothing() -> None:
    prose = """\
    Gains on such contracts are reported in the
    Statement of Operations
    as they arise, and so are losses.
    """
    result = split("NOTES TO FINANCIAL STATEMENTS\n\n" + PROSE + "\n" + prose + "\n" + OPERATIONS)
    assert kinds(result) == ["notes"]


def test_a_title_over_two_lines_behind_rules_and_tickers() -> None:
    pages = [
        "    | Statement of\n    | ASSETS & LIABILITIES\n\n" + BALANCE,
        "    | Statement of\n    | CHANGES in\n    | NET ASSETS\n\nOperations\n" + BALANCE,
    ]
    assert kinds(split(*pages)) == ["assets_and_liabilities", "changes_in_net_assets"]


def test_title_lines_joined_in_a_paragraph() -> None:
    head = "Acme Income Fund, Inc.\nSchedule of Investments (Unaudited)\nJuly 31, 2005\n\n"
    (part,) = of_kind(split("Some words.\n", head + ROWS), "schedule")
    assert part.title == "Schedule of Investments (Unaudited)"
    assert "Alder Industries" in text_of(part)


def test_titles_of_a_word_below_financial_statements() -> None:
    result = split(
        "FINANCIAL STATEMENTS\n\nASSETS AND\nLIABILITIES\n\n" + BALANCE,
        "FINANCIAL STATEMENTS\n\nOPERATIONS\n\n" + OPERATIONS,
    )
    assert kinds(result) == ["assets_and_liabilities", "operations"]


def test_a_caption_that_wraps_is_no_title() -> None:
    rows = OPERATIONS.replace("Advisory fees       ", "Dividend disbursing, transfer agent,\n   and accounting fees")
    (part,) = of_kind(split("STATEMENT OF OPERATIONS\n\n" + rows), "operations")
    assert "NET INVESTMENT INCOME" in text_of(part)


def test_an_item_without_a_table_is_no_schedule() -> None:
    result = split("SCHEDULE OF INVESTMENTS\n\n" + ROWS, "ITEM 6. SCHEDULE OF INVESTMENTS\n\nIncluded in Item 1.\n")
    assert kinds(result) == ["schedule"]
    assert result.parts[-1].kind == "other"


def test_a_table_of_risks_is_no_balance_sheet() -> None:
    risks = """\
    Statement of Assets and Liabilities

                                Interest Rate Risk    Credit Risk
    Swap contracts, at value         $    --           $ 163,114
    Total value                      $    --           $ 163,114
    """
    assert kinds(split("NOTES TO FINANCIAL STATEMENTS\n\n" + PROSE, risks)) == ["notes"]


def test_a_statement_of_net_assets_is_told_by_its_rows() -> None:
    assert kinds(split("STATEMENT OF NET ASSETS\n\n" + ROWS)) == ["schedule"]
    assert kinds(split("STATEMENT OF NET ASSETS\n\n" + BALANCE)) == ["assets_and_liabilities"]


def test_highlights_as_a_page_title() -> None:
    assert kinds(split("FINANCIAL HIGHLIGHTS\n\n" + HIGHLIGHTS)) == ["financial_highlights"]


def test_notes_under_titles_parted_over_two_lines_or_cut_short() -> None:
    body = "\n1. Organization\n\n" + PROSE + "\n2. Fees\n\n" + PROSE
    beside = (
        "NOTES                       ACME CLOSED-END MUNICIPAL BOND FUNDS\nTO FINANCIAL STATEMENTS     March 31, 2005\n"
    )
    for title in (beside, "NOTES TO\nSTATEMENTS\n"):
        result = split("SCHEDULE OF INVESTMENTS\n\n" + ROWS, title + body)
        assert kinds(result) == ["schedule", "notes"]

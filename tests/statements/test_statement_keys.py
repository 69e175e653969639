"""The canonical keys: the page and the table say the same, and the patterns find what they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fundfilings.statements.keys import all_keys, highlights_key, keys_of, statement_key

PAGE = Path(__file__).resolve().parents[2] / "docs" / "statement-keys.md"


def test_the_page_documents_every_key_and_no_other() -> None:
    found: dict[str, list[str]] = {}
    for text in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        kind = re.search(r"\(`(\w+)`\)", text)
        assert kind is not None
        found[kind[1]] = re.findall(r"^\| `(\w+)` \| \S", text, re.M)
    assert found == {kind: list(keys) for kind, keys in all_keys().items()}


@pytest.mark.parametrize(
    ("kind", "caption", "groups", "key"),
    [
        ("assets_and_liabilities", "TOTAL ASSETS", (), "total_assets"),
        ("assets_and_liabilities", "Net assets applicable to Common shares", (), "net_assets"),
        ("assets_and_liabilities", "MEMBERS' CAPITAL", (), "net_assets"),
        ("assets_and_liabilities", "Net asset value per share", (), "net_asset_value_per_share"),
        ("assets_and_liabilities", "Investment securities sold", ("Receivables:",), "receivable_investments_sold"),
        ("assets_and_liabilities", "Net assets consist of", (), None),
        ("operations", "Total expenses", ("Expenses",), "expenses_total"),
        ("operations", "Investment income--net", (), "net_investment_income"),
        ("operations", "Net decrease in net assets resulting from operations", (), "net_increase_from_operations"),
        (
            "changes_in_net_assets",
            "Net investment income",
            ("Distributions from:",),
            "distributions_from_net_investment_income",
        ),
        ("changes_in_net_assets", "End of period", ("NET ASSETS",), "net_assets_end"),
        ("changes_in_net_assets", "End of year", ("Undistributed net investment income:",), None),
        ("cash_flows", "Net cash used for operating activities", (), "net_cash_from_operating"),
        ("cash_flows", "Net cash provided by/(used in) financing activities", (), "net_cash_from_financing"),
        ("cash_flows", "Net (decrease)/increase in cash", (), "net_change_in_cash"),
        ("cash_flows", "Increase (decrease) in cash overdraft balances", (), None),
        ("cash_flows", "Decrease in cash due to broker for swaps", (), None),
        ("operations", "Net investment (loss)", (), "net_investment_income"),
        ("operations", "Net investment income/(loss)", (), "net_investment_income"),
        ("changes_in_net_assets", "Net change in appreciation of investments", (), "net_change_in_unrealized"),
        (
            "assets_and_liabilities",
            "Accumulated net unrealized appreciation on investments",
            ("Represented by:",),
            "net_unrealized",
        ),
        ("assets_and_liabilities", "Total Investment in Securities (cost $1,001)", (), "total_investments"),
        ("assets_and_liabilities", "Unaffiliated investments, at value", (), "investments_at_value"),
        ("assets_and_liabilities", "Receivables for Capital Shares Issued", (), "receivable_shares_sold"),
        ("assets_and_liabilities", "Receivables for Accrued Income", (), "receivable_dividends_and_interest"),
        ("assets_and_liabilities", "Payable to Advisor", (), "payable_management_fee"),
        ("assets_and_liabilities", "Capital stock and additional paid-in capital", (), "paid_in_capital"),
        (
            "assets_and_liabilities",
            "Net Asset Value, offering price and redemption price per share ($1,000 / 50 shares)",
            (),
            "net_asset_value_per_share",
        ),
        ("assets_and_liabilities", "Fund shares outstanding", (), "shares_outstanding"),
        ("operations", "Dividends - unaffiliated", ("Investment Income",), "income_dividends"),
        ("operations", "Distribution (12b-1) fees - Class A", ("Expenses",), "expense_distribution_fees"),
        ("operations", "Registration fees", ("Expenses",), "expense_registration_fees"),
        ("operations", "Printing, insurance and other expenses", ("Expenses",), None),
        ("operations", "Expense reductions", ("Expenses",), "expense_waivers"),
        ("operations", "Total expenses after reductions", ("Expenses",), "expenses_net"),
        ("operations", "Total change in net unrealized appreciation (depreciation)", (), "net_change_in_unrealized"),
        ("operations", "Net gain (loss)", (), "net_realized_and_unrealized"),
        (
            "changes_in_net_assets",
            "Distributions to shareholders from net realized gain",
            (),
            "distributions_from_realized_gains",
        ),
        ("changes_in_net_assets", "Distributions to shareholders", (), "distributions_total"),
        ("changes_in_net_assets", "Issued", ("Capital Share Transactions",), "shares_issued"),
        (
            "changes_in_net_assets",
            "Issued in Lieu of Cash Distributions",
            ("Capital Share Transactions",),
            "shares_reinvested",
        ),
        ("changes_in_net_assets", "Redeemed", ("Capital Share Transactions",), "shares_redeemed"),
        ("changes_in_net_assets", "Redeemed", ("Transactions in shares",), None),
        ("changes_in_net_assets", "Increase (decrease) during period", (), "net_change_in_net_assets"),
        ("cash_flows", "Bank overdraft, end of period", (), "cash_end"),
        ("cash_flows", "Net cash used by operating and investing activities", (), "net_cash_from_operating"),
    ],
)
def test_statement_captions_find_their_key(kind: str, caption: str, groups: tuple[str, ...], key: str | None) -> None:
    assert statement_key(kind, caption, groups) == key


@pytest.mark.parametrize(
    ("caption", "groups", "key"),
    [
        ("Net asset value, end of year", (), "nav_end"),
        ("Ending Common Share Net Asset Value", (), "nav_end"),
        ("Expenses", ("Ratios to average net assets:",), "ratio_expenses_to_avg_net_assets"),
        ("Net investment income", ("Ratios to average net assets:",), "ratio_nii_to_avg_net_assets"),
        ("Net investment income", ("Less distributions from:",), "dividends_from_nii"),
        ("Expenses to average partners' capital", (), "ratio_expenses_to_avg_net_assets"),
        (
            "Expenses, before waivers and reimbursements",
            ("Ratios to average net assets:",),
            "ratio_expenses_before_waivers_to_avg_net_assets",
        ),
        (
            "Net investment loss, net of waivers and reimbursements",
            ("Ratios to average net assets:",),
            "ratio_nii_to_avg_net_assets",
        ),
        ("Members' capital, end of period ($000)", (), "net_assets_end"),
        ("Net investment income", ("Income from investment operations:",), "net_investment_income"),
        ("Based on market price", ("Total Investment Return",), "total_return_market"),
    ],
)
def test_highlights_captions_find_their_key(caption: str, groups: tuple[str, ...], key: str | None) -> None:
    assert highlights_key(caption, groups) == key


def test_periods_one_under_the_other_have_their_keys_each() -> None:
    captions = [
        "PARTNERS' CAPITAL AT JANUARY 1, 2002",
        "Net investment loss",
        "Net decrease in partners' capital derived from operations",
        "PARTNERS' CAPITAL AT DECEMBER 31, 2002",
        "Net investment loss",
        "Net increase in partners' capital derived from operations",
        "PARTNERS' CAPITAL AT JUNE 30, 2003",
    ]
    one = ["net_investment_income", "net_increase_from_operations", "net_assets_end"]
    assert keys_of("changes_in_net_assets", [(c, ()) for c in captions]) == ["net_assets_beginning", *one, *one]


def test_the_change_is_the_last_line_that_fits_above_the_beginning() -> None:
    captions = [
        "Net increase in net assets applicable to common shareowners",  # from operations
        "Total distributions",
        "Net decrease in net assets applicable to common shareowners",
        "Beginning of year",
        "End of year",
        "Net increase",  # in shares
    ]
    assert keys_of("changes_in_net_assets", [(c, ()) for c in captions]) == [
        None,
        "distributions_total",
        "net_change_in_net_assets",
        "net_assets_beginning",
        "net_assets_end",
        None,
    ]


def test_a_first_period_has_no_beginning_and_the_next_page_says_the_end_again() -> None:
    one = ["net_investment_income", "net_increase_from_operations"]
    flows = ["Net investment loss", "Net decrease in partners' capital resulting from operation"]
    first = [*flows, "Partners' capital at December 31, 2004", *flows, "Partners' capital at December 31, 2005"]
    read = keys_of("changes_in_net_assets", [(c, ()) for c in first])
    assert read == [*one, "net_assets_end", *one, "net_assets_end"]
    pages = [
        "Members' Capital, January 2, 2003 (commencement of operations)",
        *flows,
        "MEMBERS' CAPITAL, MARCH 31, 2003",
        "MEMBERS' CAPITAL, MARCH 31, 2003",
        *flows,
        "MEMBERS' CAPITAL, MARCH 31, 2004",
    ]
    read = keys_of("changes_in_net_assets", [(c, ()) for c in pages])
    period = ["net_assets_beginning", *one, "net_assets_end"]
    assert read == [*period, *period]


def test_net_investment_income_is_what_taxes_leave() -> None:
    captions = (
        "Total investment income",
        "Total fees and expenses",
        "Net investment income",
        "Current tax expense",
        "Net investment income, net of taxes",
        "Net realized gain on investments",
    )
    assert keys_of("operations", [(c, ()) for c in captions]) == [
        "investment_income_total",
        "expenses_total",
        None,
        None,
        "net_investment_income",
        "net_realized",
    ]

"""The canonical keys: the page and the table say the same, and the patterns find what they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fundfilings.statements.keys import all_keys, highlights_key, statement_key

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
        ("Net investment income", ("Income from investment operations:",), "net_investment_income"),
        ("Based on market price", ("Total Investment Return",), "total_return_market"),
    ],
)
def test_highlights_captions_find_their_key(caption: str, groups: tuple[str, ...], key: str | None) -> None:
    assert highlights_key(caption, groups) == key

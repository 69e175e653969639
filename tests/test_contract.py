"""The output contract: names and shapes that users build on."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

import fundfilings.models as models
from conftest import ROOT
from fundfilings.models import Filing, Holding, Model
from fundfilings.write import json_schema

#: Every name of the contract (docs/output.md); a later version may add names, never take one away.
NAMES = {
    "Filing": "schema_version status source form accession_number period_of_report filed registrant series funds notes "
    "checks issues",
    "SourceInfo": "name sha256 container bytes",
    "Registrant": "name cik file_number",
    "Series": "series_id name classes",
    "ShareClass": "class_id name ticker",
    "Fund": "name series_id schedule statements financial_highlights fair_value_levels disclosures",
    "Schedule": "title as_of value_scale balance_scale sections holdings total_investments other_lines net_assets "
    "derivatives footnotes abbreviations ledger",
    "Section": "path percent_of_net_assets value cost source",
    "Holding": "description name title section_path balance units currency value cost percent_of_net_assets "
    "coupon_rate coupon_kind coupon_text maturity_date maturity_text markers flags payoff_profile asset_cat "
    "issuer_cat country fair_value_level source",
    "TotalInvestments": "value cost percent_of_net_assets",
    "OtherLine": "caption value percent_of_net_assets",
    "Derivative": "kind description contracts notional value unrealized expiration counterparty currency_bought "
    "amount_bought currency_sold amount_sold section_path source",
    "Footnote": "marker text flags table_rows",
    "Abbreviation": "abbreviation meaning",
    "Ledger": "rows holding heading subtotal total other_line derivative footnote furniture noise unexplained",
    "Statements": "assets_and_liabilities operations changes_in_net_assets cash_flows",
    "Statement": "title as_of periods columns lines",
    "StatementLine": "caption key depth values source",
    "HighlightsColumn": "class_name period items source",
    "Period": "label start end months",
    "HighlightsItem": "caption key value markers",
    "Note": "number title text funds tables source",
    "NoteTable": "caption columns scale rows source",
    "NoteTableRow": "caption group printed values source",
    "Disclosures": "tax_cost purchases_and_sales tax_distributions distributable_earnings capital_loss_carryforwards "
    "share_transactions level_3_rollforward subsequent_dividends fee_schedules preferred_shares securities_lending "
    "borrowings",
    "Level3Rollforward": "category period beginning flows end",
    "SubsequentDividend": "amount declared record payable",
    "FeeTier": "over up_to rate",
    "FeeSchedule": "kind basis tiers",
    "PreferredShares": "series shares liquidation_value",
    "SecuritiesLending": "as_of on_loan collateral",
    "Borrowing": "period average average_rate",
    "NoteFigure": "caption key value printed source",
    "TaxCost": "as_of cost gross_appreciation gross_depreciation net_unrealized",
    "PurchasesAndSales": "category period purchases sales",
    "TaxDistributions": "period components total",
    "DistributableEarnings": "as_of components total",
    "CapitalLossCarryforward": "as_of losses total",
    "CapitalLoss": "expires year character amount",
    "ShareTransactions": "class_name period shares amounts",
    "Check": "id fund identity stated computed difference tolerance status",
    "Issue": "code severity message source",
}


def public_models() -> Iterator[type[Model]]:
    for name in models.__all__:
        thing = getattr(models, name)
        if isinstance(thing, type) and issubclass(thing, Model) and thing is not Model:
            yield thing


@pytest.mark.parametrize("name", NAMES)
def test_names_of_the_contract_are_there(name: str) -> None:
    missing = set(NAMES[name].split()) - set(getattr(models, name).model_fields)
    assert not missing


@pytest.mark.parametrize("model", list(public_models()), ids=lambda m: m.__name__)
def test_models_are_frozen_closed_and_documented(model: type[Model]) -> None:
    assert model.model_config["frozen"] is True
    assert model.model_config["extra"] == "forbid"
    assert model.__doc__


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        Holding.model_validate({"description": "Acme Corp.", "price": 1})


def test_json_has_numbers_for_numbers_and_lists_for_nothing() -> None:
    holding = json.loads(
        Holding.model_validate({"description": "A", "value": "310000.00", "cost": "0.5"}).model_dump_json()
    )
    assert holding["value"] == 310000
    assert isinstance(holding["value"], int)
    assert holding["cost"] == 0.5
    assert holding["markers"] == []
    assert holding["balance"] is None


def test_the_schema_is_the_one_in_the_documentation() -> None:
    path = ROOT / "docs" / "schema.json"
    assert path.exists(), "no docs/schema.json; write it with: make docs"
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(json.dumps(json_schema())), (
        "changed; see: make docs"
    )


def test_the_schema_version_is_stated() -> None:
    assert Filing.model_fields["schema_version"].default == "1"

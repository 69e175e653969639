"""A filing as rows of tables: keys that join, every value kept, columns that the models make."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import pytest
from rebuild import Rebuilt, without_what_rows_leave_out

import fundfilings
from conftest import FIXTURES
from fundfilings.models import (
    Affiliate,
    Check,
    Disclosures,
    FeeSchedule,
    FeeTier,
    Filing,
    Fund,
    Holding,
    Model,
    NoteFigure,
    Period,
    PurchasesAndSales,
    RepurchaseAgreement,
    RestrictedSecurity,
    Schedule,
    Section,
    SourceInfo,
    Statement,
    StatementLine,
    Statements,
    UnfundedCommitment,
)
from fundfilings.spans import Span
from fundfilings.write.columns import AMOUNT, RATE
from fundfilings.write.tables import BY_NAME, TABLES, filing_id, rows_of

SOURCES = sorted(FIXTURES.glob("*/source.*"))


@cache
def parsed(name: str) -> Filing:
    return fundfilings.parse(FIXTURES / name)


def rows(table: str, filing: Filing) -> list[dict[str, Any]]:
    names = [c.name for c in BY_NAME[table].columns]
    return [dict(zip(names, row, strict=True)) for row in rows_of(BY_NAME[table], filing)]


def a_filing(*funds: Fund, **more: Any) -> Filing:
    source = SourceInfo(name="a.txt", sha256="ab" * 32, container="text", bytes=10)
    return Filing(status="ok", source=source, funds=funds, **more)


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.parent.name)
def test_a_filing_can_be_built_again_from_its_rows(source: Any) -> None:
    filing = parsed(f"{source.parent.name}/{source.name}")
    again = Rebuilt({t.name: rows_of(t, filing) for t in TABLES}).filing()
    assert again == without_what_rows_leave_out(filing)


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.parent.name)
def test_every_disclosed_figure_has_a_row(source: Any) -> None:
    filing = parsed(f"{source.parent.name}/{source.name}")
    figures = [f for fund in filing.funds for f in _figures(fund.disclosures)]
    read = rows("disclosures", filing)
    assert [(r["caption"], r["value"], r["printed"]) for r in read] == [
        (f.caption, f.value, f.printed) for f in figures
    ]


def _figures(record: object) -> Iterator[NoteFigure]:
    if isinstance(record, NoteFigure):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from _figures(item)
    elif isinstance(record, Model):
        for _, value in record:
            yield from _figures(value)


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.parent.name)
def test_keys_tell_rows_apart(source: Any) -> None:
    filing = parsed(f"{source.parent.name}/{source.name}")
    for table in TABLES:
        keys = [row[: table.key] for row in rows_of(table, filing)]
        assert len(set(keys)) == len(keys), table.name
        assert all(len(row) == len(table.columns) for row in rows_of(table, filing)), table.name


def test_records_beside_a_schedule_can_be_built_again() -> None:
    """No fixture holds them."""
    fund = Fund(
        name="One",
        schedule=Schedule(holdings=(Holding(description="A"), Holding(description="B"))),
        repurchase_agreements=(RepurchaseAgreement(holding=1, rate=Decimal("2.5"), due=date(2007, 4, 2)),),
        restricted_securities=(RestrictedSecurity(description="A", cost=Decimal(4), markers=("a",), holding=0),),
        affiliates=(Affiliate(description="C", income=Decimal(3), source=Span(line=4)),),
        unfunded_commitments=(UnfundedCommitment(description="D", unrealized=Decimal(-2)),),
    )
    filing = a_filing(fund)
    assert Rebuilt({t.name: rows_of(t, filing) for t in TABLES}).filing() == filing


def test_the_filings_of_these_tests_fill_every_table() -> None:
    """Else they would prove nothing of a table."""
    filled = {t.name for s in SOURCES for t in TABLES if rows_of(t, parsed(f"{s.parent.name}/{s.name}"))}
    beside = {"repurchase_agreements", "restricted_securities", "affiliates", "unfunded_commitments"}
    assert {t.name for t in TABLES} - filled <= beside


def test_the_accession_number_is_the_key_and_of_a_bare_file_its_hash() -> None:
    assert filing_id(a_filing()) == "ab" * 32
    assert filing_id(a_filing(accession_number="0000078713-08-000045")) == "0000078713-08-000045"


def test_names_of_columns_are_no_words_of_sql() -> None:
    reserved = {"group", "order", "values", "end", "over", "column", "table", "select", "from", "to", "check"}
    for table in TABLES:
        names = [c.name for c in table.columns]
        assert len(set(names)) == len(names)
        assert not reserved & set(names), table.name
        assert names[0] == "filing_id"


def test_amounts_and_rates_have_their_places() -> None:
    places = {c.name: c.places for c in BY_NAME["holdings"].columns if c.kind == "number"}
    assert places["value"] == places["balance"] == places["cost"] == AMOUNT
    assert places["coupon_rate"] == places["percent_of_net_assets"] == RATE
    assert [c.name for t in TABLES for c in t.columns if c.rounded and c.kind == "number"] == [
        "stated",
        "computed",
        "difference",
        "tolerance",
    ]


def test_holdings_lead_to_their_section_and_records_to_their_holding() -> None:
    schedule = Schedule(
        sections=(Section(path=("Bonds",)), Section(path=("Bonds", "Utilities"))),
        holdings=(
            Holding(description="A", section_path=("Bonds", "Utilities")),
            Holding(description="B", section_path=("Elsewhere",)),
        ),
    )
    fund = Fund(
        name="One",
        schedule=schedule,
        restricted_securities=(RestrictedSecurity(description="B", holding=1), RestrictedSecurity(description="C")),
    )
    filing = a_filing(Fund(name="None"), fund)
    assert [(r["fund_no"], r["holding_no"], r["section_no"]) for r in rows("holdings", filing)] == [
        (2, 1, 2),
        (2, 2, None),
    ]
    assert [r["holding_no"] for r in rows("restricted_securities", filing)] == [2, None]


def test_a_line_has_a_row_for_each_printed_figure_and_one_without_any() -> None:
    lines = (
        StatementLine(caption="Assets:"),
        StatementLine(caption="Cash", values=(None, Decimal(0), Decimal(7))),
    )
    statement = Statement(columns=("Class A", "Class B"), lines=lines)
    filing = a_filing(Fund(name="One", statements=Statements(operations=statement)))
    read = [
        (r["line_no"], r["caption"], r["column_no"], r["column_label"], r["value"])
        for r in rows("statement_lines", filing)
    ]
    assert read == [
        (1, "Assets:", None, None, None),
        (2, "Cash", 2, "Class B", Decimal(0)),
        (2, "Cash", 3, None, Decimal(7)),
    ]


def test_disclosures_say_which_record_and_field_a_figure_is_of() -> None:
    trades = PurchasesAndSales(
        category="Long-term",
        period=Period(label="2007", months=12),
        purchases=NoteFigure(caption="Purchases", value=Decimal(5)),
        sales=NoteFigure(caption="Sales", value=Decimal(6)),
    )
    rate = NoteFigure(caption="rate", value=Decimal("0.5"))
    fees = FeeSchedule(
        kind="advisory", basis="net assets", tiers=(FeeTier(rate=rate), FeeTier(over=Decimal(9), rate=rate))
    )
    said = Disclosures(purchases_and_sales=(trades,), fee_schedules=(fees,))
    read = rows("disclosures", a_filing(Fund(name="One", disclosures=said)))
    assert [(r["disclosure"], r["part"], r["figure_no"], r["about"], r["value"]) for r in read] == [
        ("purchases_and_sales", "purchases", 1, "Long-term", 5),
        ("purchases_and_sales", "sales", 1, "Long-term", 6),
        ("fee_schedules", "tiers", 1, "net assets", Decimal("0.5")),
        ("fee_schedules", "tiers", 2, "net assets", Decimal("0.5")),
    ]
    key = [c.name for c in BY_NAME["disclosures"].columns[: BY_NAME["disclosures"].key]]
    assert len({tuple(r[name] for name in key) for r in read}) == 4
    assert read[0]["period_months"] == 12 and read[3]["over_amount"] == 9 and read[3]["fee"] == "advisory"


def test_a_check_leads_to_its_fund_only_where_one_has_the_name() -> None:
    funds = (Fund(name="One"), Fund(name="Two"), Fund(name="Two"))
    checks = tuple(Check(id="x", identity="y", status="pass", fund=f) for f in ("One", "Two", None))
    assert [r["fund_no"] for r in rows("checks", a_filing(*funds, checks=checks))] == [1, None, None]


def test_every_field_of_a_filing_has_a_column() -> None:
    """A field that is added to a model is in the tables, or this says that it is not. Values of lines are rows of their
    own; records of disclosures are rows of another shape."""
    columns = {c.field for t in TABLES for c in t.columns if c.field}
    of_disclosures = {m.__name__ for m in _models(Disclosures)} - {"Period", "NoteFigure"}
    missing = [
        (model.__name__, name)
        for model in _models(Filing)
        if model.__name__ not in of_disclosures
        for name, info in model.model_fields.items()
        if name != "source" and not _records(info.annotation) and (model.__name__, name) not in columns
    ]
    known = {(m, "holding") for m in ("RepurchaseAgreement", "RestrictedSecurity", "Affiliate", "UnfundedCommitment")}
    assert set(missing) == {("StatementLine", "values")} | known


def _models(model: type[Model]) -> set[type[Model]]:
    """The model and all that are in its fields."""
    found = {model}
    for info in model.model_fields.values():
        for inner in _records(info.annotation):
            found |= _models(inner)
    return found


def _records(hint: Any) -> list[type[Model]]:
    if isinstance(hint, type) and issubclass(hint, Model):
        return [hint]
    return [record for inner in get_args(hint) for record in _records(inner)]

"""Frames of one filing for pandas and polars."""

from __future__ import annotations

import sys
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from subprocess import run
from typing import Any

import pandas as pd
import polars as pl
import pytest

import fundfilings
from conftest import FIXTURES
from fundfilings.errors import FundFilingsError, MissingExtra
from fundfilings.models import Filing, Fund, Holding, Note, NoteTable, NoteTableRow, Schedule, SourceInfo
from fundfilings.write.tables import TABLES, rows_of


@pytest.fixture(scope="module")
def filing() -> Filing:
    return fundfilings.parse(FIXTURES / "ascii-three-funds" / "source.txt")


def one(**fields: Any) -> Filing:
    holding = Holding(description="Acme Corp. 5.25%", **fields)
    source = SourceInfo(sha256="ab" * 32, container="text", bytes=10)
    return Filing(
        status="ok", source=source, funds=(Fund(name="Example Fund", schedule=Schedule(holdings=(holding,))),)
    )


def totals(filing: Filing) -> dict[str, Decimal]:
    """The printed total investments of each fund."""
    return {f.name: f.schedule.total_investments.value for f in filing.funds}


@pytest.mark.parametrize(
    "name, table", [("holdings", "holdings"), ("statements", "statement_lines"), ("highlights", "highlights")]
)
def test_a_frame_has_all_rows_and_columns_and_the_name_of_the_fund(name: str, table: str) -> None:
    filing = fundfilings.parse(FIXTURES / "ascii-equity-leaders" / "source.txt")
    chosen = next(t for t in TABLES if t.name == table)
    want = rows_of(chosen, filing)
    assert len(want) > 10
    assert len(filing.to_pandas(name)) == filing.to_polars(name).height == len(want)
    columns = [c.name for c in chosen.columns]
    columns.insert(2, "fund")
    assert list(filing.to_pandas(name).columns) == filing.to_polars(name).columns == columns
    assert set(filing.to_pandas(name)["fund"]) == {f.name for f in filing.funds}


def test_pandas_computes_with_them(filing: Filing) -> None:
    sums = filing.to_pandas().groupby("fund")["value"].sum()
    assert len(totals(filing)) == 3
    assert dict(sums) == totals(filing)


def test_polars_computes_with_them_exactly(filing: Filing) -> None:
    sums = dict(filing.to_polars().group_by("fund").agg(pl.col("value").sum()).rows())
    assert sums == totals(filing)


def test_types_of_pandas() -> None:
    frame = one(value=Decimal("10.05"), maturity_date=date(2124, 12, 1), markers=("a", "b")).to_pandas()
    row = frame.iloc[0]
    assert frame["value"].dtype == "float64" and row["value"] == 10.05
    assert row["maturity_date"] == datetime(2124, 12, 1)
    assert row["markers"] == ["a", "b"] and row["fund_no"] == 1 and row["fund"] == "Example Fund"
    assert pd.isna(row["cost"]) and pd.isna(row["source_line"]) and pd.isna(row["name"])


def test_exact_figures_of_pandas_are_decimals() -> None:
    frame = one(value=Decimal("10.05")).to_pandas(exact=True)
    assert frame["value"].to_list() == [Decimal("10.05")] and frame["cost"].to_list() == [None]


def test_types_of_polars() -> None:
    frame = one(value=Decimal("10.05"), maturity_date=date(2124, 12, 1), markers=("a",)).to_polars()
    assert frame.schema["value"] == pl.Decimal(38, 6) and frame.schema["markers"] == pl.List(pl.String)
    row = frame.row(0, named=True)
    assert (row["value"], row["cost"], row["maturity_date"]) == (Decimal("10.05"), None, date(2124, 12, 1))


def test_a_figure_that_no_decimal_holds_makes_a_column_of_floats() -> None:
    for value in (Decimal("0.0000001"), Decimal("1E+40")):
        assert one(value=value).to_polars()["value"].to_list() == [float(value)]
    row = NoteTableRow(caption="a", values=(None, Decimal("1E+40")))
    noted = one().model_copy(update={"notes": (Note(tables=(NoteTable(rows=(row,)),)),)})
    assert noted.to_polars("note_rows")["figures"].to_list() == [[None, 1e40]]


def test_every_table_of_every_filing_can_be_a_frame(filing: Filing) -> None:
    for table in TABLES:
        for read in (filing, one()):
            assert len(read.to_pandas(table.name)) == read.to_polars(table.name).height == len(rows_of(table, read))


def test_a_table_that_is_none_is_named() -> None:
    with pytest.raises(KeyError, match="'stocks' is no table; there are statements, filings"):
        one().to_pandas("stocks")


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_missing_library_is_named_with_its_extra(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(name: str) -> Any:
        if name == package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return import_module(name)

    monkeypatch.setattr("fundfilings.extras.import_module", without)
    with pytest.raises(MissingExtra, match=rf'{package} is needed: pip install "fundfilings\[{package}\]"') as error:
        getattr(one(), f"to_{package}")()
    assert isinstance(error.value, FundFilingsError) and isinstance(error.value, ImportError)


def test_reading_loads_none_of_them() -> None:
    script = "import sys, fundfilings; fundfilings.parse, fundfilings.read_dataset, fundfilings.to_json\n"
    script += "print([m for m in ('pandas', 'polars', 'pyarrow', 'numpy', 'duckdb') if m in sys.modules])"
    done = run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

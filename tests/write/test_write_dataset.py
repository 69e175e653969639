"""Filings as Parquet and CSV: exact, the same bytes every time, read back whole."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fundfilings
from conftest import FIXTURES
from fundfilings.errors import MissingExtra
from fundfilings.models import Check, Filing, Fund, Holding, Note, NoteTable, NoteTableRow, Schedule, SourceInfo
from fundfilings.spans import Span
from fundfilings.write import Part, read_dataset, write_part
from fundfilings.write.arrow import merge, schema
from fundfilings.write.columns import AMOUNT, RATE, fits
from fundfilings.write.dataset import partition
from fundfilings.write.tables import BY_NAME, DATASET_VERSION, TABLES, rows_of


@cache
def fixtures() -> tuple[Filing, ...]:
    return tuple(fundfilings.parse(path) for path in sorted(FIXTURES.glob("*/source.*")))


def a_filing(*holdings: Holding, form: str | None = "N-Q", day: date | None = date(2007, 3, 31), **more: Any) -> Filing:
    return Filing(
        status="ok",
        source=SourceInfo(name="a.txt", sha256="ab" * 32, container="text", bytes=10),
        form=form,
        period_of_report=day,
        funds=(Fund(name="Example Fund", schedule=Schedule(holdings=holdings)),),
        **more,
    )


def contents(part: Sequence[Filing], format: Any = "parquet") -> dict[str, bytes]:
    packed = Part(format)
    for filing in part:
        packed.add(filing)
    return dict(packed.files("1"))


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_parquet_gives_back_every_cell(table: Any, tmp_path: Path) -> None:
    write_part(fixtures(), tmp_path, "1")
    read = read_dataset(tmp_path)[table.name]
    names = [c.name for c in table.columns]
    assert read.column_names == [*names, "form", "year"]
    got = [tuple(row[n] for n in names) for row in read.to_pylist()]
    want = [_as_read(table, row) for filing in fixtures() for row in rows_of(table, filing)]
    assert sorted(map(repr, map(_normal, got))) == sorted(map(repr, map(_normal, want)))


def _as_read(table: Any, row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        v.quantize(Decimal(1).scaleb(-c.places)) if c.rounded and isinstance(v, Decimal) else v
        for c, v in zip(table.columns, row, strict=True)
    )


def _normal(row: tuple[Any, ...]) -> tuple[Any, ...]:
    def cell(value: Any) -> Any:
        if isinstance(value, Decimal):
            return value.normalize() + 0
        return tuple(map(cell, value)) if isinstance(value, (list, tuple)) else value

    return tuple(map(cell, row))


def test_form_and_year_are_folders_and_columns(tmp_path: Path) -> None:
    filings = [
        a_filing(Holding(description="A"), form="N-CSRS/A"),
        a_filing(Holding(description="B"), form=None, day=None),
        a_filing(Holding(description="C"), day=None, filed=date(2009, 1, 5)),
    ]
    write_part(filings, tmp_path, "7")
    assert sorted(p.relative_to(tmp_path).as_posix() for p in (tmp_path / "holdings").rglob("*.parquet")) == [
        "holdings/form=N-CSRS%2FA/year=2007/7.parquet",
        "holdings/form=N-Q/year=2009/7.parquet",
        "holdings/form=__HIVE_DEFAULT_PARTITION__/year=__HIVE_DEFAULT_PARTITION__/7.parquet",
    ]
    read = read_dataset(tmp_path)["holdings"].to_pylist()
    assert {(r["description"], r["form"], r["year"]) for r in read} == {
        ("A", "N-CSRS/A", 2007),
        ("B", None, None),
        ("C", "N-Q", 2009),
    }
    assert partition(filings[0]) == "form=N-CSRS%2FA/year=2007"


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_the_same_filings_give_the_same_bytes_however_they_wait(format: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = contents(fixtures(), format)
    monkeypatch.setattr("fundfilings.write.dataset._WAITING", 1)
    assert contents(fixtures(), format) == at_once
    assert len(at_once) > 20


def test_what_is_written_is_read_back_as_it_stands_and_nothing_else_is_left(tmp_path: Path) -> None:
    written = write_part(fixtures(), tmp_path, "1")
    assert {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in written} == contents(fixtures())
    assert sorted(p for p in tmp_path.rglob("*") if p.is_file()) == sorted(written)


def test_schemas_are_the_same_in_every_file_and_say_their_version(tmp_path: Path) -> None:
    for path in write_part(fixtures(), tmp_path, "1"):
        table = path.relative_to(tmp_path).parts[0]
        read = pq.read_schema(path)
        assert read.equals(schema(BY_NAME[table]))
        assert read.metadata[b"fundfilings.dataset_version"] == DATASET_VERSION.encode()
        assert read.metadata[b"fundfilings.table"] == table.encode()


def test_a_table_without_rows_is_an_empty_table_of_its_columns(tmp_path: Path) -> None:
    write_part([a_filing()], tmp_path, "1")
    read = read_dataset(tmp_path)
    assert read["holdings"].num_rows == 0
    assert read["holdings"].schema.field("value").type == pa.decimal128(38, AMOUNT)
    assert list(read) == [t.name for t in TABLES] and len(read) == len(TABLES)


def test_a_folder_without_tables_and_a_table_that_is_none_are_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no tables in Parquet"):
        read_dataset(tmp_path)
    write_part([a_filing()], tmp_path, "1")
    with pytest.raises(KeyError):
        read_dataset(tmp_path)["stocks"]


def test_row_groups_hold_a_sane_number_of_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fundfilings.write.arrow._GROUP_ROWS", 40)
    filing = a_filing(*(Holding(description=str(n)) for n in range(100)))
    write_part([filing], tmp_path, "1")
    file = pq.ParquetFile(next((tmp_path / "holdings").rglob("*.parquet")))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [40, 40, 20]


def test_row_groups_of_long_texts_hold_fewer_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fundfilings.write.arrow._GROUP_BYTES", 50_000)
    write_part([a_filing(notes=tuple(Note(text="x" * 10_000) for _ in range(12)))], tmp_path, "1")
    file = pq.ParquetFile(next((tmp_path / "notes").rglob("*.parquet")))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [4, 4, 4]


def test_small_files_merge_into_what_one_part_would_have_written(tmp_path: Path) -> None:
    halves = [a_filing(Holding(description=f"{n}", value=Decimal(n))) for n in range(6)]
    paths = []
    for n, filings in enumerate((halves[:1], halves[1:4], halves[4:])):
        write_part(filings, tmp_path, str(n))
        paths.append(tmp_path / "holdings/form=N-Q/year=2007" / f"{n}.parquet")
    assert merge(BY_NAME["holdings"], paths) == contents(halves)["holdings/form=N-Q/year=2007/1.parquet"]


# --- figures -------------------------------------------------------------------------------------------------------


@given(st.integers(-(10**32) + 1, 10**32 - 1), st.integers(0, AMOUNT))
def test_a_figure_that_fits_its_column_comes_back_exactly(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places) if abs(digits) < 10**28 else Decimal(digits)
    data = contents([a_filing(Holding(description="A", value=value))])["holdings/form=N-Q/year=2007/1.parquet"]
    assert pq.read_table(pa.BufferReader(data))["value"].to_pylist() == [value]


@pytest.mark.parametrize("figure", ["0.0000001", "1E+40", "100000000000000000000000000000000", "-12345678.12345678"])
def test_a_figure_that_does_not_fit_is_left_out_and_named(figure: str) -> None:
    holdings = (Holding(description="A", value=Decimal(1)), Holding(description="B", value=Decimal(figure)))
    files = contents([a_filing(*holdings)])
    read = pq.read_table(pa.BufferReader(files["holdings/form=N-Q/year=2007/1.parquet"]))
    assert read["value"].to_pylist() == [Decimal(1), None]
    (issue,) = pq.read_table(pa.BufferReader(files["issues/form=N-Q/year=2007/1.parquet"])).to_pylist()
    assert issue["filing_id"] == "ab" * 32 and issue["code"] == "write.figure-left-out"
    assert issue["severity"] == "error"
    assert issue["message"] == f"holdings (1, 2), value: {Decimal(figure)}"


def test_of_a_list_of_figures_only_the_one_that_does_not_fit_is_left_out() -> None:
    row = NoteTableRow(caption="a", values=(Decimal(1), None, Decimal("1E+40")))
    files = contents([a_filing(notes=(Note(tables=(NoteTable(rows=(row,)),)),))])
    read = pq.read_table(pa.BufferReader(files["note_rows/form=N-Q/year=2007/1.parquet"]))
    assert read["figures"].to_pylist() == [[Decimal(1), None, None]]
    assert "issues/form=N-Q/year=2007/1.parquet" in files


def test_only_computed_figures_are_rounded() -> None:
    check = Check(id="a", identity="b", status="pass", stated=Decimal("10.05"), computed=Decimal(1) / Decimal(3))
    files = contents([a_filing(checks=(check,))])
    read = pq.read_table(pa.BufferReader(files["checks/form=N-Q/year=2007/1.parquet"])).to_pylist()
    assert (read[0]["stated"], read[0]["computed"]) == (Decimal("10.05"), Decimal("0.3333333333"))
    assert "issues/form=N-Q/year=2007/1.parquet" not in files


@pytest.mark.parametrize(
    "value, fit", [(None, True), (Decimal("1.50"), True), (Decimal("NaN"), False), (Decimal("1E-11"), False)]
)
def test_what_fits(value: Decimal | None, fit: bool) -> None:
    assert fits(value, RATE) is fit


# --- CSV -----------------------------------------------------------------------------------------------------------


def test_csv_holds_digits_dates_lists_as_json_and_nothing_for_null() -> None:
    holding = Holding(
        description='Acme, "A"\nCorp.',
        value=Decimal("1E+3"),
        coupon_rate=Decimal("5.250"),
        maturity_date=date(2024, 12, 1),
        markers=("a", 'b"'),
        section_path=("Bonds", "Ütilities"),
        source=Span(line=12, bbox=(1.5, 2.0, 3.0, 4.0)),
    )
    text = contents([a_filing(holding)], "csv")["holdings/form=N-Q/year=2007/1.csv"].decode()
    (row,) = csv.DictReader(text.splitlines(keepends=True))
    assert list(row) == [c.name for c in BY_NAME["holdings"].columns]
    assert row["description"] == 'Acme, "A"\nCorp.'
    assert (row["value"], row["coupon_rate"], row["maturity_date"]) == ("1000", "5.250", "2024-12-01")
    assert json.loads(row["markers"]) == ["a", 'b"'] and json.loads(row["section_path"]) == ["Bonds", "Ütilities"]
    assert (row["source_line"], row["source_page"], row["cost"]) == ("12", "", "")
    assert json.loads(row["source_bbox"]) == [1.5, 2.0, 3.0, 4.0]


def test_csv_has_the_rows_of_parquet() -> None:
    tables, texts = contents(fixtures()), contents(fixtures(), "csv")
    assert [p.removesuffix(".parquet") for p in tables] == [p.removesuffix(".csv") for p in texts]
    for path, data in tables.items():
        read = list(csv.reader(texts[path.replace(".parquet", ".csv")].decode().splitlines(keepends=True)))
        assert len(read) - 1 == pq.read_metadata(pa.BufferReader(data)).num_rows, path


# --- without pyarrow -----------------------------------------------------------------------------------------------


def test_without_pyarrow_parquet_says_what_to_install_and_csv_works(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _missing(monkeypatch, "pyarrow")
    with pytest.raises(MissingExtra, match=r'pyarrow is needed: pip install "fundfilings\[parquet\]"'):
        write_part([a_filing()], tmp_path, "1")
    with pytest.raises(MissingExtra, match="pyarrow"):
        read_dataset(tmp_path)
    assert write_part([a_filing()], tmp_path, "1", "csv")


def _missing(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    from importlib import import_module

    def without(name: str) -> Any:
        if name.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)
        return import_module(name)

    monkeypatch.setattr("fundfilings.extras.import_module", without)

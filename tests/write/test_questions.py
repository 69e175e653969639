"""The questions of docs/dataset.md to a small archive, answered as its pages print it."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from docs import archive

from conftest import ROOT
from fundfilings.models import Filing, SourceInfo
from fundfilings.write import read_dataset, write_part

VIEWS, LARGEST, MARKS, NET_ASSETS, RESTRICTED, NOT_CLOSING = re.findall(
    r"```sql\n(.*?)```", (ROOT / "docs/dataset.md").read_text(encoding="utf-8"), re.S
)
BIRCHBARK, COPPERLEAF = "Birchbark High Income Fund", "Copperleaf Balanced Fund"


@pytest.fixture(scope="module")
def database() -> Iterator[Any]:
    with archive() as opened:
        opened.execute(VIEWS)
        yield opened


def test_the_largest_positions_across_funds(database: Any) -> None:
    assert database.execute(LARGEST).fetchall() == [
        ("Tern Paper Corp.", Decimal("8.25"), date(2015, 6, 15), 2, 2_443_750 + 975_000),
        ("Osprey Energy LLC", Decimal("7.5"), date(2014, 3, 1), 2, 1_376_250 + 552_000),
        ("Heron Foods, Inc.", None, None, 2, 476_000 + 952_000),
        ("Quail Software, Inc.", None, None, 2, 315_000 + 840_000),
    ]


def test_the_marks_of_one_bond_on_one_day(database: Any) -> None:
    assert database.execute(MARKS).fetchall() == [
        (COPPERLEAF, 1_000_000, 975_000, 97.5),
        (BIRCHBARK, 2_500_000, 2_443_750, 97.75),
    ]


def test_net_assets_by_fund_and_year(database: Any) -> None:
    assert database.execute(NET_ASSETS).fetchall() == [
        (BIRCHBARK, 2006, 5_388_000),
        (BIRCHBARK, 2007, 5_166_000),
        (COPPERLEAF, 2007, 4_051_000),
    ]


def test_restricted_securities_by_fund(database: Any) -> None:
    assert database.execute(RESTRICTED).fetchall() == [
        (BIRCHBARK, date(2006, 12, 31), 1, 1_488_750, 27.63),
        (BIRCHBARK, date(2007, 6, 30), 1, 1_462_500, 28.13),
        (BIRCHBARK, date(2007, 12, 31), 1, 1_376_250, 26.64),
        (COPPERLEAF, date(2007, 6, 30), 1, 583_500, 13.73),
        (COPPERLEAF, date(2007, 12, 31), 1, 552_000, 13.63),
    ]


def test_filings_that_do_not_close(database: Any) -> None:
    assert database.execute(NOT_CLOSING).fetchall() == [
        ("0009990022-08-000002", COPPERLEAF, 3_900_000, 3_891_000, -9_000)
    ]


def test_the_python_of_the_page_prints_what_it_says() -> None:
    with archive():
        done = doctest.testfile(str(ROOT / "docs/dataset.md"), module_relative=False, encoding="utf-8")
    assert (done.failed, done.attempted) == (0, 3)


def test_a_scan_of_a_table_without_rows_is_a_table_to_duckdb() -> None:
    with archive() as database:
        affiliates = read_dataset("OUT").scan("affiliates")
        assert database.register("affiliates", affiliates).execute("SELECT * FROM affiliates").fetchall() == []


def test_form_and_year_of_the_folders_are_columns(database: Any) -> None:
    found = database.execute("SELECT form, year, count(*) FROM filings GROUP BY ALL ORDER BY ALL").fetchall()
    assert found == [("N-CSR", 2006, 1), ("N-CSR", 2007, 2), ("N-CSRS", 2007, 2)]


def test_a_form_with_a_slash_comes_back_as_it_is_filed(database: Any, tmp_path: Any) -> None:
    source = SourceInfo(sha256="ab" * 32, container="text", bytes=10)
    amended = Filing(status="ok", source=source, form="N-CSRS/A", period_of_report=date(2007, 6, 30))
    bare = Filing(status="ok", source=source)
    write_part([amended, bare], tmp_path, "1")
    files = f"read_parquet('{tmp_path}/filings/*/*/*.parquet', hive_partitioning = true)"
    found = database.execute(f"SELECT form, year FROM {files} ORDER BY ALL").fetchall()
    assert found == [("N-CSRS/A", 2007), (None, None)]

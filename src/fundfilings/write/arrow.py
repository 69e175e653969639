"""Rows as Arrow record batches and Parquet files, and a folder of such files as Arrow tables.

("0000078713-08-000045", 1, 17, 3, "Acme Corp.", ..., Decimal("310000"), date(2024, 12, 1), ("a", "b"))

string, int64, int64, int64, string, ..., decimal128(38, 6), date32, list<string>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from fundfilings.extras import load
from fundfilings.issues import CODES
from fundfilings.write.columns import DIGITS, Column, Row, fits, rounded
from fundfilings.write.tables import BY_NAME, DATASET_VERSION, TABLES, Table

#: A row group: at most as many rows as DuckDB gives one thread, and not more than is well held in memory at once.
_GROUP_ROWS = 122_880
_GROUP_BYTES = 64 * 2**20
_FILES = "form=*/year=*/*.parquet"
_LEFT_OUT = "write.figure-left-out"


@cache
def schema(table: Table) -> Any:
    """The Arrow schema of a table, as its files hold it."""
    pa = _pyarrow()
    fields = [pa.field(c.name, _type(c)) for c in table.columns]
    return pa.schema(fields, metadata={"fundfilings.table": table.name, "fundfilings.dataset_version": DATASET_VERSION})


def _pyarrow() -> Any:
    return load("pyarrow", "parquet", "to write or read Arrow tables")


def _type(column: Column) -> Any:
    return _types(column.places)[column.kind]


@cache
def _types(places: int) -> dict[str, Any]:
    pa = _pyarrow()
    number = pa.decimal128(DIGITS, places)
    return {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": number,
        "date": pa.date32(),
        "true/false": pa.bool_(),
        "texts": pa.list_(pa.string()),
        "numbers": pa.list_(number),
        "floats": pa.list_(pa.float64()),
    }


# --- rows to record batches ----------------------------------------------------------------------------------------


def batch(table: Table, rows: Sequence[Row]) -> tuple[Any, list[Row]]:
    """(record batch of `rows`, rows of the table of issues that name each figure that no column could hold).

    A figure is held exactly or not at all: with more digits than its column has, the cell is null.
    """
    pa = _pyarrow()
    left_out: list[Row] = []
    cells: Iterable[Sequence[object]] = zip(*rows, strict=True) if rows else [()] * len(table.columns)
    arrays = []
    for column, values in zip(table.columns, cells, strict=True):
        if column.rounded and column.kind == "number":
            values = [rounded(v, column.places) for v in values]
        arrow_type = _type(column)
        try:
            arrays.append(pa.array(values, arrow_type))
        except pa.ArrowInvalid:
            values = list(_fitting(table, column, rows, values, left_out))
            arrays.append(pa.array(values, arrow_type))
    return pa.record_batch(arrays, schema=schema(table)), left_out


def _fitting(
    table: Table, column: Column, rows: Sequence[Row], values: Sequence[Any], left_out: list[Row]
) -> Iterator[object]:
    """The cells of a column of figures that fit it, None for others, of which `left_out` is told."""
    for row, value in zip(rows, values, strict=True):
        misfits = [v for v in (value if isinstance(value, tuple) else (value,)) if not fits(v, column.places)]
        if not misfits:
            yield value
            continue
        at = ", ".join(str(cell) for cell in row[1 : table.key])
        for misfit in misfits:
            message = f"{table.name} ({at}), {column.name}: {misfit}"
            left_out.append(_issue_row(row[0], message))
        yield tuple(v if fits(v, column.places) else None for v in value) if isinstance(value, tuple) else None


def _issue_row(filing: object, message: str) -> Row:
    said = {"filing_id": filing, "code": _LEFT_OUT, "severity": CODES[_LEFT_OUT][0], "message": message}
    return tuple(said.get(c.name) for c in BY_NAME["issues"].columns)


def packed(record_batch: Any) -> bytes:
    """A record batch in less room, for waiting: most cells of wide tables are null. 256 MB of filings wait in 200 MB of
    memory with it, in 600 MB without. (Threads would cost more than they spare: the batches are small.)"""
    pa = _pyarrow()
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pa.ipc.new_stream(sink, record_batch.schema, options=options) as stream:
        stream.write_batch(record_batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def unpacked(data: bytes) -> Any:
    """The record batch that `packed` was given."""
    pa = _pyarrow()
    options = pa.ipc.IpcReadOptions(use_threads=False)
    return pa.ipc.open_stream(data, options=options).read_next_batch()


# --- Parquet -------------------------------------------------------------------------------------------------------


def parquet(table: Table, batches: Sequence[Any]) -> bytes:
    """One Parquet file of all batches; the same batches give the same bytes, however they were cut."""
    pa = _pyarrow()
    whole = pa.Table.from_batches(batches, schema=schema(table)).combine_chunks()
    a_row = max(1, whole.nbytes // max(1, whole.num_rows))
    sink = pa.BufferOutputStream()
    load("pyarrow.parquet", "parquet", "to write Parquet").write_table(
        whole, sink, row_group_size=max(1, min(_GROUP_ROWS, _GROUP_BYTES // a_row)), compression="zstd"
    )
    data: bytes = sink.getvalue().to_pybytes()
    return data


def merge(table: Table, paths: Sequence[Path]) -> bytes:
    """One Parquet file of the rows of several, in the order of `paths`: small files become one of sane row groups."""
    files = load("pyarrow.parquet", "parquet", "to read Parquet")
    batches = [b for path in paths for b in files.ParquetFile(path).read().cast(schema(table)).to_batches()]
    return parquet(table, batches)


# --- reading it back -----------------------------------------------------------------------------------------------


class Dataset(Mapping[str, Any]):
    """The tables of a folder of Parquet files, by name: `dataset["holdings"]` is a pyarrow.Table, read when it is asked
    for. `scan` gives what pyarrow can filter without reading all of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def scan(self, table: str) -> Any:
        """The table as a pyarrow.dataset.Dataset, with the columns `form` and `year` behind its own. Raises KeyError
        for a name that no table has."""
        pa = _pyarrow()
        datasets = load("pyarrow.dataset", "parquet", "to read Parquet")
        own = schema(BY_NAME[table])
        folders = pa.schema([("form", pa.string()), ("year", pa.int32())])
        whole = pa.schema([*own, *folders], metadata=own.metadata)
        folder = self._folder / table
        paths = sorted(str(path) for path in folder.glob(_FILES))
        if not paths:
            return datasets.dataset(whole.empty_table())
        parting = datasets.partitioning(folders, flavor="hive")
        return datasets.dataset(
            paths, schema=whole, format="parquet", partitioning=parting, partition_base_dir=str(folder)
        )

    def __getitem__(self, table: str) -> Any:
        return self.scan(table).to_table()

    def __iter__(self) -> Iterator[str]:
        return (table.name for table in TABLES)

    def __len__(self) -> int:
        return len(TABLES)


def read_dataset(out: str | Path) -> Dataset:
    """The tables of the folder `out` of Parquet files (docs/dataset.md), each an Arrow table.

    Raises MissingExtra without pyarrow, FileNotFoundError where the folder holds no Parquet files of this dataset.
    """
    _pyarrow()
    folder = Path(out)
    if not any(folder.glob(f"*/{_FILES}")):
        raise FileNotFoundError(f"{folder}: no tables in Parquet here; name the folder they were written to")
    return Dataset(folder)

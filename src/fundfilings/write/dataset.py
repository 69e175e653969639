"""Many filings as files of tables, one file a table, form and year: Parquet or CSV (docs/dataset.md).

    OUT/holdings/form=N-CSR/year=2007/0001.parquet
    OUT/holdings/form=N-CSRS%2FA/year=2008/0001.parquet
    OUT/funds/form=N-CSR/year=2007/0001.parquet

The same filings in the same order give the same bytes. Files are written aside and then renamed, so that a reader meets
whole ones only. Form and year stand in the names of the folders, not in the files: readers of Parquet give them back as
columns.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

from fundfilings.extras import load
from fundfilings.models import Filing
from fundfilings.write.columns import Row
from fundfilings.write.files import write_bytes
from fundfilings.write.tables import TABLES, Table, filing_id, rows_of

Format: TypeAlias = Literal["parquet", "csv"]
#: What Hive, Arrow and DuckDB call the partition of a value that is not there.
NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
#: Rows that wait before they are packed: as many as make packing cheap, few beside what they are packed into.
_WAITING = 20_000


def partition(filing: Filing) -> str:
    """The folders that a filing's rows go to: "form=N-CSR/year=2007". The year is that of the period of report, else of
    the day of filing."""
    day = filing.period_of_report or filing.filed
    form = quote(filing.form, safe="") if filing.form else NO_VALUE
    return f"form={form}/year={day.year if day else NO_VALUE}"


class Part:
    """Filings on their way into files: `add` them in order, then take `files` or `write` them."""

    def __init__(self, format: Format = "parquet") -> None:
        self._pack = _Parquet() if format == "parquet" else _Csv()
        self._suffix = format
        self._waiting: dict[tuple[str, str], list[Row]] = {}
        self._count = 0

    def add(self, filing: Filing, id: str | None = None) -> None:
        """Take the rows of a filing. `id` stands for its own `filing_id`."""
        id = id or filing_id(filing)
        where = partition(filing)
        for table in TABLES:
            rows = rows_of(table, filing, id)
            if rows:
                self._waiting.setdefault((table.name, where), []).extend(rows)
                self._count += len(rows)
        if self._count >= _WAITING:
            self._settle()

    def _settle(self) -> None:
        for table in TABLES:
            for name, where in [k for k in self._waiting if k[0] == table.name]:
                self._pack.take(table, where, self._waiting.pop((name, where)))
        self._count = 0

    def files(self, name: str) -> Iterator[tuple[str, bytes]]:
        """(path below OUT, bytes) of each file, in the order of tables and folders. A table without rows makes none."""
        self._settle()
        for table in TABLES:
            for where, data in self._pack.packed(table):
                yield f"{table.name}/{where}/{name}.{self._suffix}", data

    def write(self, out: Path, name: str) -> list[Path]:
        """Write all files below `out` and give their paths. Raises OSError; what was renamed by then stays."""
        written = []
        for path, data in self.files(name):
            target = out / path
            target.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(target, data)
            written.append(target)
        return written


def write_part(filings: Iterable[Filing], out: Path, name: str, format: Format = "parquet") -> list[Path]:
    """Write filings as files called `name` below `out`, one a table, form and year; give their paths.

    Raises MissingExtra for Parquet without pyarrow, OSError where a file cannot be written.
    """
    part = Part(format)
    for filing in filings:
        part.add(filing)
    return part.write(out, name)


# --- Parquet -------------------------------------------------------------------------------------------------------


class _Parquet:
    def __init__(self) -> None:
        from fundfilings.write import arrow

        self._arrow = arrow
        load("pyarrow.parquet", "parquet", "to write Parquet")
        self._batches: dict[tuple[str, str], list[Any]] = {}
        self._left_out: dict[str, list[Row]] = {}

    def take(self, table: Table, where: str, rows: Sequence[Row]) -> None:
        batch, left_out = self._arrow.batch(table, rows)
        self._batches.setdefault((table.name, where), []).append(self._arrow.packed(batch))
        self._left_out.setdefault(where, []).extend(left_out)

    def packed(self, table: Table) -> Iterator[tuple[str, bytes]]:
        if table.name == "issues":
            for where, rows in self._left_out.items():
                if rows:
                    self._batches.setdefault((table.name, where), []).append(
                        self._arrow.packed(self._arrow.batch(table, rows)[0])
                    )
        for name, where in sorted(k for k in self._batches if k[0] == table.name):
            batches = [self._arrow.unpacked(data) for data in self._batches.pop((name, where))]
            yield where, self._arrow.parquet(table, batches)


# --- CSV -----------------------------------------------------------------------------------------------------------


class _Csv:
    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], io.StringIO] = {}

    def take(self, table: Table, where: str, rows: Sequence[Row]) -> None:
        text = self._texts.get((table.name, where))
        if text is None:
            text = self._texts[table.name, where] = io.StringIO(newline="")
            csv.writer(text, lineterminator="\n").writerow(c.name for c in table.columns)
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([_csv_cell(c) for c in row] for row in rows)

    def packed(self, table: Table) -> Iterator[tuple[str, bytes]]:
        for name, where in sorted(k for k in self._texts if k[0] == table.name):
            yield where, self._texts.pop((name, where)).getvalue().encode()


def _csv_cell(cell: object) -> object:
    """A cell as CSV holds it: nothing for null, digits for figures, ISO dates, JSON for lists."""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return "[" + ", ".join(_json_item(item) for item in cell) + "]"
    return cell


def _json_item(item: object) -> str:
    return format(item, "f") if isinstance(item, Decimal) else json.dumps(item, ensure_ascii=False)

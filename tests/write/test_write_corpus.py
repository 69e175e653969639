"""Real filings as tables: every value kept, every figure in its column."""

from __future__ import annotations

from pathlib import Path

import pytest
from rebuild import Rebuilt, without_what_rows_leave_out

import fundfilings
from fundfilings.write import TABLES, read_dataset, write_part
from fundfilings.write.tables import rows_of

#: Every so many-th file: the others took part when the columns were chosen.
_STEP = 30


@pytest.mark.corpus
def test_real_filings_can_be_built_again_and_no_figure_is_left_out(shared: Path, tmp_path: Path) -> None:
    files = [f for folder in ("ascii", "html") for f in sorted((shared / "filings" / folder).iterdir())]
    filings = [fundfilings.parse(file) for file in files[::_STEP] if file.suffix in (".txt", ".htm")]
    assert len(filings) > 10
    for filing in filings:
        rows = {table.name: rows_of(table, filing) for table in TABLES}
        for table in TABLES:
            assert len({row[: table.key] for row in rows[table.name]}) == len(rows[table.name]), table.name
        assert Rebuilt(rows).filing() == without_what_rows_leave_out(filing), filing.source.name
    write_part(filings, tmp_path, "1")
    read = read_dataset(tmp_path)
    assert read["holdings"].num_rows == sum(len(f.schedule.holdings) for g in filings for f in g.funds if f.schedule)
    assert "write.figure-left-out" not in read["issues"]["code"].to_pylist()

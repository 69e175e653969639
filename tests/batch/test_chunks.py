"""Many filings in few files: nothing lost, nothing twice, the same bytes however the run went."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import filings
import pyarrow.parquet as parquet
import pytest

from fundfilings import from_json, parse, to_json
from fundfilings.batch import Options, Run, find_inputs
from fundfilings.batch.chunk_plan import plan_chunks
from fundfilings.batch.engine import inline_engine
from fundfilings.batch.ledger import LEDGER, Book
from fundfilings.batch.plan import Asked, OtherSettings
from fundfilings.write import write_part

COUNT = 10
#: Bytes of three of the test's reports: chunks of three, three, three and one.
THREE = 3 * len(filings.REPORT) + 20
FORMATS = ["jsonl", "parquet", "csv"]


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    return filings.write_reports(tmp_path / "in", COUNT)


def run(sources: list[str], out: Path, **options: object) -> Run:
    """In this process where nothing is said of workers, which spares their start."""
    chosen = Options(chunk_bytes=THREE, **options)  # type: ignore[arg-type]
    return Run(find_inputs(sources).inputs, out, chosen, None if "workers" in options else inline_engine())


def convert(sources: list[str], out: Path, **options: object) -> Counter[str]:
    with run(sources, out, **options) as running:
        return Counter(done.outcome.kind for done in running)


def total_values(out: Path, format: str) -> list[str]:
    """The printed totals of the funds, in the order of the files."""
    if format == "jsonl":
        lines = [line for path in sorted(out.glob("*.jsonl")) for line in path.read_bytes().splitlines()]
        return [str(from_json(line).funds[0].schedule.total_investments.value) for line in lines]  # type: ignore[union-attr]
    paths = sorted(out.glob(f"funds/*/*/*.{format}"))
    if format == "csv":
        return [row["total_investments_value"] for p in paths for row in csv.DictReader(p.read_text().splitlines())]
    rows = [row for p in paths for row in parquet.ParquetFile(p).read().to_pylist()]
    return [format_number(row["total_investments_value"]) for row in rows]


def format_number(value: object) -> str:
    return f"{value:f}".rstrip("0").rstrip(".")  # type: ignore[str-format]


@pytest.mark.parametrize("format", FORMATS)
def test_every_filing_is_there_once_and_in_order(sources: list[str], tmp_path: Path, format: str) -> None:
    out = tmp_path / "out"
    assert convert(sources, out, format=format, workers=2) == {"ok": COUNT}
    assert total_values(out, format) == [str(15000 + number) for number in range(COUNT)]
    assert not (out / "_work").exists()


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_tables_are_those_of_the_library(sources: list[str], tmp_path: Path, format: str) -> None:
    convert(sources[:3], tmp_path / "out", format=format)
    read = [from_json(to_json(parse(s))) for s in sources[:3]]  # JSON keeps no zeros at the end of a figure
    write_part(read, tmp_path / "own", "00001", format)  # type: ignore[arg-type]
    assert filings.outputs(tmp_path / "out") == filings.outputs(tmp_path / "own")


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_output_does_not_depend_on_workers_or_on_where_a_run_was_stopped(
    sources: list[str], tmp_path: Path, format: str
) -> None:
    convert(sources, tmp_path / "whole", format=format)
    for stop in (0, 3, 4):
        with run(sources, tmp_path / "out", format=format, workers=2) as running:
            for _ in zip(range(stop), running, strict=False):
                pass
    convert(sources, tmp_path / "out", format=format, workers=2)
    assert filings.outputs(tmp_path / "out") == filings.outputs(tmp_path / "whole")
    assert convert(sources, tmp_path / "out", format=format) == {}


def test_new_inputs_come_in_new_files(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(sources[2:6], out, format="jsonl")
    before = filings.outputs(out)
    assert convert(sources, out, format="jsonl") == {"ok": COUNT - 4}
    after = filings.outputs(out)
    assert {name: after[name] for name in before} == before
    assert sorted(total_values(out, "jsonl")) == [str(15000 + number) for number in range(COUNT)]


def test_update_writes_the_chunk_again_that_has_changed(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(sources, out, format="jsonl")
    before = filings.outputs(out)
    Path(sources[4]).write_text(filings.REPORT.format(number=32, net=99))
    Path(sources[8]).touch()
    assert convert(sources, out, format="jsonl") == {}
    assert convert(sources, out, format="jsonl", update=True) == {"ok": 3}, "the chunk, and not that which was touched"
    after = filings.outputs(out)
    assert [name for name in before if after[name] != before[name]] == ["filings-00002.jsonl"]
    assert total_values(out, "jsonl")[3:6] == ["15003", "15032", "15005"]
    assert convert(sources, out, format="jsonl", update=True) == {}


def test_an_update_that_is_stopped_goes_on_without_being_asked_again(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(sources, out, format="parquet")
    Path(sources[4]).write_text(filings.REPORT.format(number=32, net=99))
    with run(sources, out, format="parquet", update=True) as running:
        next(iter(running))
    assert convert(sources, out, format="parquet").total() >= 1
    assert total_values(out, "parquet")[3:6] == ["15003", "15032", "15005"]


def test_files_that_an_update_leaves_without_rows_go(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(sources[:1], out, format="csv")
    assert list(out.glob("holdings/form=N-CSRS/year=2004/*.csv"))
    Path(sources[0]).write_text(filings.REPORT.format(number=1, net=68).replace("2004", "2009"))
    assert convert(sources[:1], out, format="csv", update=True) == {"ok": 1}
    convert(sources[:1], tmp_path / "anew", format="csv")
    assert filings.outputs(out) == filings.outputs(tmp_path / "anew")
    assert not list(out.glob("holdings/form=N-CSRS/year=2004/*.csv"))


def test_a_failed_filing_takes_its_place_when_it_is_read_at_last(sources: list[str], tmp_path: Path) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    convert(sources, whole, format="jsonl")
    text = Path(sources[1]).read_text()
    size = len(text)
    Path(sources[1]).write_bytes(b"\x00" * size)
    assert convert(sources, out, format="jsonl")["unreadable"] == 1
    assert convert(sources, out, format="jsonl") == {}
    Path(sources[1]).write_text(text)
    assert convert(sources, out, format="jsonl", retry_failed=True) == {"ok": 3}
    assert filings.outputs(out) == filings.outputs(whole)


def test_a_chunk_whose_other_inputs_are_gone_stays(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(sources[:3], out, format="jsonl")
    before = filings.outputs(out)
    Path(sources[0]).unlink()
    Path(sources[1]).write_text(filings.REPORT.format(number=32, net=99))
    with run(sources[1:3], out, format="jsonl", update=True) as running:
        assert [source for source, _ in running.plan.problems] == [sources[0]]
        assert list(running) == []
    assert filings.outputs(out) == before


def test_formats_do_not_mix(sources: list[str], tmp_path: Path) -> None:
    convert(sources[:1], tmp_path / "out", format="jsonl")
    for format in ("parquet", "json"):
        with pytest.raises(OtherSettings, match="'jsonl'; name another folder"):
            convert(sources, tmp_path / "out", format=format)


def test_a_file_that_is_gone_is_written_again(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(sources, out, format="parquet")
    whole = filings.outputs(out)
    next(out.glob("holdings/*/*/*.parquet")).unlink()
    assert convert(sources, out, format="parquet") == {"ok": 3}
    assert filings.outputs(out) == whole


def test_chunks_hold_filings_of_one_time(tmp_path: Path) -> None:
    years = ["05", "99", "93", "05", "99"]
    for number, year in enumerate(years):
        (tmp_path / f"{number:010}-{year}-000001.txt").write_bytes(b"x")
    plan = plan_chunks(find_inputs([str(tmp_path)]).inputs, Book({}, {}), tmp_path, Asked("csv", False, False), 10**9)
    assert [step.input.stem[11:13] for step in plan.steps] == ["93", "99", "99", "05", "05"]


def test_a_plan_that_was_cut_off_is_made_again(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with run(sources, out, format="jsonl"):
        pass
    ledger = out / LEDGER
    lines = ledger.read_bytes().splitlines(keepends=True)
    assert [json.loads(line)["chunk"] for line in lines] == [1, 2, 3, 4]
    ledger.write_bytes(b"".join(lines[:2]) + lines[2][:40])
    convert(sources, out, format="jsonl")
    convert(sources, tmp_path / "whole", format="jsonl")
    assert filings.outputs(out) == filings.outputs(tmp_path / "whole")

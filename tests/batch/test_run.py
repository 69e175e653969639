"""Runs over many filings: what is done stays done, whatever stops them; outputs do not depend on how they came."""

from __future__ import annotations

import errno
import json
import os
from collections import Counter
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import filings
import pytest

from fundfilings import parse, to_json
from fundfilings.batch import Options, Run, engine_of, find_inputs
from fundfilings.batch import run as runs
from fundfilings.batch.engine import inline_engine
from fundfilings.batch.ledger import LEDGER, OutputInUse
from fundfilings.batch.run import FAILED, OutputFault

COUNT = 12


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    return filings.write_reports(tmp_path / "in", COUNT)


def convert(sources: list[str], out: Path, **options: object) -> Counter[str]:
    """The outcomes of a run; in this process where nothing is said of workers, which spares their start."""
    engine = None if "workers" in options else inline_engine()
    with Run(find_inputs(sources).inputs, out, Options(**options), engine) as run:  # type: ignore[arg-type]
        return Counter(done.outcome.kind for done in run)


def test_every_filing_becomes_what_the_library_reads(sources: list[str], tmp_path: Path) -> None:
    assert convert(sources, tmp_path / "out", workers=2) == {"ok": COUNT}
    expected = {f"{Path(s).stem}.json": (to_json(parse(s), 2) + "\n").encode() for s in sources}
    assert filings.outputs(tmp_path / "out") == expected


def test_output_is_the_same_whatever_the_number_of_workers(sources: list[str], tmp_path: Path) -> None:
    for workers in (1, 3):
        convert(sources, tmp_path / str(workers), workers=workers)
    assert filings.outputs(tmp_path / "1") == filings.outputs(tmp_path / "3")


@pytest.mark.parametrize("engine", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_is_an_engine(sources: list[str], tmp_path: Path, engine: type[Executor]) -> None:
    inputs = find_inputs(sources).inputs
    with engine(2) as executor, Run(inputs, tmp_path / "out", Options(), engine_of(executor, 2)) as run:  # type: ignore[call-arg]
        assert {done.outcome.kind for done in run} == {"ok"}
    assert len(filings.outputs(tmp_path / "out")) == COUNT


def test_what_is_done_is_not_done_again(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(sources[:5], out)
    before = {p.name: p.stat().st_mtime_ns for p in out.glob("*.json")}
    assert convert(sources, out) == {"ok": COUNT - 5}
    assert convert(sources, out) == {}
    assert {name: (out / name).stat().st_mtime_ns for name in before} == before


def test_a_run_that_is_left_goes_on_where_it_was(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Run(find_inputs(sources).inputs, out, Options(workers=2)) as run:
        for _ in zip(run, range(3), strict=False):
            pass
    left = convert(sources, out, workers=2)
    assert 0 < left["ok"] < COUNT
    convert(sources, tmp_path / "whole")
    assert filings.outputs(out) == filings.outputs(tmp_path / "whole")


def test_an_output_that_is_gone_or_cut_is_written_again(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(sources, out)
    whole = filings.outputs(out)
    (out / "report-000.json").unlink()
    (out / "report-001.json").write_bytes(b"{")
    assert convert(sources, out) == {"ok": 2}
    assert filings.outputs(out) == whole


def test_names_stay_when_inputs_of_the_same_name_join(tmp_path: Path) -> None:
    first, second = (filings.write_reports(tmp_path / folder, 1)[0] for folder in ("x", "y"))
    convert([first], tmp_path / "out")
    assert convert([first, second], tmp_path / "out") == {"ok": 1}
    assert set(filings.outputs(tmp_path / "out")) == {"report-000.json", "y-report-000.json"}


def test_names_do_not_depend_on_where_a_run_was_stopped(tmp_path: Path) -> None:
    pair = [filings.write_reports(tmp_path / folder, 1)[0] for folder in ("x", "y")]
    with Run(find_inputs(pair).inputs, tmp_path / "out", Options(workers=1)) as run:
        next(iter(run))
    convert(pair, tmp_path / "out")
    assert set(filings.outputs(tmp_path / "out")) == {"x-report-000.json", "y-report-000.json"}


# --- update and retry -------------------------------------------------------------------------------------------------


def test_update_does_again_what_has_changed(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(sources, out)
    Path(sources[3]).write_text(filings.REPORT.format(number=32, net=99), encoding="ascii")
    os.utime(sources[4], (1, 1))
    assert convert(sources, out) == {}
    assert convert(sources, out, update=True) == {"ok": 1, "same": 1}
    assert b'"value": 10032' in (out / "report-003.json").read_bytes()
    assert convert(sources, out, update=True) == {}


def test_update_does_again_what_another_version_read(
    sources: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    convert(sources, tmp_path / "out")
    ledger = tmp_path / "out" / LEDGER
    ledger.write_text(ledger.read_text().replace('"versions":"0.', '"versions":"old 0.'))
    assert convert(sources, tmp_path / "out") == {}
    assert convert(sources, tmp_path / "out", update=True) == {"ok": COUNT}


def test_other_settings_are_another_output(sources: list[str], tmp_path: Path) -> None:
    convert(sources, tmp_path / "out")
    assert convert(sources, tmp_path / "out", indent=0) == {"ok": COUNT}
    assert (tmp_path / "out" / "report-000.json").read_bytes().count(b"\n") == 1


def test_failures_are_listed_and_tried_again_alone(sources: list[str], tmp_path: Path) -> None:
    out, bad = tmp_path / "out", tmp_path / "in" / "bad.txt"
    bad.write_bytes(b"")
    named = [*sources, str(bad)]
    assert convert(named, out) == {"ok": COUNT, "unreadable": 1}
    assert (out / FAILED).read_text().startswith(f"{bad}\tthe input is empty")
    bad.write_text(filings.REPORT.format(number=1, net=68))
    assert convert(named, out) == {}
    assert convert(named, out, retry_failed=True) == {"ok": 1}
    assert not (out / FAILED).exists()


def test_a_changed_input_that_cannot_be_read_leaves_no_old_output(sources: list[str], tmp_path: Path) -> None:
    convert(sources, tmp_path / "out")
    Path(sources[0]).write_bytes(b"")
    assert convert(sources, tmp_path / "out", update=True) == {"unreadable": 1}
    assert "report-000.json" not in filings.outputs(tmp_path / "out")


# --- the ledger -------------------------------------------------------------------------------------------------------


def test_the_ledger_says_what_was_done(sources: list[str], tmp_path: Path) -> None:
    convert(sources[:1], tmp_path / "out")
    (line,) = [json.loads(line) for line in (tmp_path / "out" / LEDGER).read_text().splitlines()]
    filing = parse(sources[0])
    assert line["input"] == sources[0]
    assert (line["outcome"], line["sha256"], line["output"]) == ("ok", filing.source.sha256, "report-000.json")
    assert line["seconds"] > 0 and line["versions"].startswith("0.1.0 schema 1 code ")
    assert line["holdings"] == 2


@pytest.mark.parametrize("cut", [1, 40])
def test_half_a_line_is_no_line(sources: list[str], tmp_path: Path, cut: int) -> None:
    out = tmp_path / "out"
    convert(sources, out)
    whole = filings.outputs(out)
    ledger = out / LEDGER
    ledger.write_bytes(ledger.read_bytes()[:-cut])
    left = convert(sources, out)
    assert left == ({} if cut == 1 else {"ok": 1}), "the line that lacks only its end is whole"
    assert convert(sources, out) == {}
    assert filings.outputs(out) == whole


def test_two_runs_never_write_to_one_folder(sources: list[str], tmp_path: Path) -> None:
    inputs = find_inputs(sources).inputs
    with Run(inputs, tmp_path / "out", Options()), pytest.raises(OutputInUse, match="another run"):
        Run(inputs, tmp_path / "out", Options())
    assert convert(sources, tmp_path / "out") == {"ok": COUNT}


def test_a_ledger_that_cannot_be_written_stops_the_run(
    sources: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"

    def full(self: runs.Ledger, line: dict[str, object]) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(runs.Ledger, "add", full)
        with pytest.raises(OutputFault, match="No space left on device; make room"):
            convert(sources, out, workers=2)
    assert convert(sources, out) == {"ok": COUNT}
    convert(sources, tmp_path / "whole")
    assert filings.outputs(out) == filings.outputs(tmp_path / "whole")

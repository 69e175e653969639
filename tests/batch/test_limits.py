"""One filing never stops or starves the others: limits of time and memory, and readers that die."""

from __future__ import annotations

import io
import json
import os
import time
from collections import Counter
from pathlib import Path

import filings
import pytest
from rich.console import Console

from fundfilings.batch import Options, Run, convert_to_stdout, find_inputs, guard
from fundfilings.batch.guard import Limits, NoWorker, WorkerLost, WorkFailed, guarded
from fundfilings.batch.ledger import LEDGER
from fundfilings.batch.run import FAILED

LIMITS = Limits(timeout=60, memory=1_000_000_000, run="limits")
OUTCOMES = {"loop.txt": "timeout", "hog.txt": "memory", "killer.txt": "killed", "broken.txt": "error"}


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """Poison among good filings."""
    named = filings.write_reports(tmp_path / "in", 6)
    for poison in OUTCOMES:
        (tmp_path / "in" / poison).write_text(filings.REPORT.format(number=3, net=70))
        named.insert(2, str(tmp_path / "in" / poison))
    return named


def convert(sources: list[str], out: Path, **options: object) -> dict[str, str]:
    """Name -> outcome."""
    chosen = Options(workers=2, timeout=3, memory=400, **options)  # type: ignore[arg-type]
    with Run(find_inputs(sources).inputs, out, chosen) as run:
        return {str(done.input.name): done.outcome.kind for done in run}


def test_poison_is_set_down_with_its_reason_and_the_rest_is_read(sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = convert(sources, out, parser=filings.poisoned)
    assert {name: kind for name, kind in found.items() if name in OUTCOMES} == OUTCOMES
    assert Counter(found.values())["ok"] == 6
    good = [s for s in sources if Path(s).name not in OUTCOMES]
    convert(good, tmp_path / "undisturbed")
    assert filings.outputs(out) == filings.outputs(tmp_path / "undisturbed")
    reasons = dict(line.split("\t") for line in (out / FAILED).read_text().splitlines())
    assert {Path(name).name: reason for name, reason in reasons.items()} == {
        "loop.txt": "not read within 3 s",
        "hog.txt": "takes more than 400 MB of memory",
        "killer.txt": "set aside after 3 tries: its process died (signal 9)",
        "broken.txt": "internal error (IndexError: list index out of range)",
    }
    lines = {Path(e["input"]).name: e for e in map(json.loads, (out / LEDGER).read_text().splitlines())}
    assert lines["killer.txt"]["tries"] == 3
    # cured, they are read as all others
    assert convert(sources, out, retry_failed=True) == dict.fromkeys(OUTCOMES, "ok")
    convert(sources, tmp_path / "all")
    assert filings.outputs(out) == filings.outputs(tmp_path / "all")


def test_memory_that_is_not_there_is_no_traceback(sources: list[str], tmp_path: Path) -> None:
    """A single filing is read in this process."""
    found = find_inputs(sources[:1])
    with Run(found.inputs, tmp_path / "out", Options(parser=filings.hungry)) as run:
        assert [done.outcome.kind for done in run] == ["memory"]
    err = Console(file=io.StringIO(), width=200)
    assert convert_to_stdout(found, Options(parser=filings.hungry), err) == 1
    assert isinstance(err.file, io.StringIO) and "takes more memory than there is" in err.file.getvalue()


def test_a_process_is_used_again_and_changed_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "RECYCLE_AFTER", 3)
    pids = [guarded(LIMITS, os.getpid) for _ in range(6)]
    assert pids[0] == pids[1] == pids[2] != pids[3] == pids[4] == pids[5]
    assert os.getpid() not in pids


def test_what_a_call_raises_is_told() -> None:
    with pytest.raises(WorkFailed, match="FileNotFoundError"):
        guarded(LIMITS, os.stat, "/no/such/file")
    assert guarded(LIMITS, os.getpid) != os.getpid()


def test_a_process_that_was_killed_is_replaced() -> None:
    before = guarded(LIMITS, os.getpid)
    with pytest.raises(WorkerLost, match="signal 9"):
        guarded(LIMITS, os.kill, before, 9)
    assert guarded(LIMITS, os.getpid) != before


def test_a_stopped_run_starts_no_process() -> None:
    limits = Limits(timeout=60, memory=1_000_000_000, run="stopped")
    with pytest.raises(WorkerLost):
        guarded(limits, os.kill, guarded(limits, os.getpid), 9)
    guard.stop("stopped")
    with pytest.raises(WorkerLost, match="stopped"):
        guarded(limits, os.getpid)


def test_an_installation_that_does_not_start_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = filings.write_reports(tmp_path / "in", 4)
    monkeypatch.setattr(guard, "_COMMAND", "import no_such_module")
    with pytest.raises(NoWorker, match="no_such_module"):
        convert(named, tmp_path / "out")
    monkeypatch.undo()
    assert Counter(convert(named, tmp_path / "out").values()) == {"ok": 4}


def test_processes_end_with_the_run(tmp_path: Path) -> None:
    named = filings.write_reports(tmp_path / "in", 4)
    convert(named, tmp_path / "out")
    deadline = time.monotonic() + 10
    while children(os.getpid()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [c for c in children(os.getpid()) if "batch.child" in command(c)] == []


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(c) for c in (task / "children").read_text().split()]
    return found


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""

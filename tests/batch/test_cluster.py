"""The same run on a Dask cluster: a scheduler and two workers as processes of their own, of which one is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import filings
import pytest

from fundfilings.batch import Options, Run, find_inputs
from fundfilings.batch.guard import NoWorker

COUNT = 40
NOWHERE = "tcp://127.0.0.1:9"


class Cluster:
    """A scheduler, and workers that can be killed."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self._log = (folder / "log").open("wb")
        self.scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        while not self._file.exists():
            assert self.scheduler.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
        self.workers = [self._start("dask_worker", "--nthreads", "1", "--no-dashboard", "--no-nanny") for _ in "12"]
        self.address = str(json.loads(self._file.read_text())["address"])

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--scheduler-file", str(self._file), *arguments]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "60s"}
        return subprocess.Popen(command, stdout=self._log, stderr=self._log, env=env, cwd=self._file.parent)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
        self._log.close()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.close()


def test_a_lost_worker_costs_no_filing(cluster: Cluster, tmp_path: Path) -> None:
    sources = filings.write_reports(tmp_path / "in", COUNT)
    (tmp_path / "in" / "killer.txt").write_text(filings.REPORT.format(number=1, net=68))
    sources.append(str(tmp_path / "in" / "killer.txt"))
    options = Options(format="parquet", scheduler=cluster.address, parser=filings.slow_and_poisoned)
    kinds: Counter[str] = Counter()
    with Run(find_inputs(sources).inputs, tmp_path / "out", options) as run:
        for number, done in enumerate(run):
            kinds[done.outcome.kind] += 1
            if number == 8:
                cluster.workers[0].send_signal(signal.SIGKILL)
    assert kinds == {"ok": COUNT, "killed": 1}
    with Run(find_inputs(sources[:-1]).inputs, tmp_path / "here", Options(format="parquet", workers=2)) as run:
        list(run)
    assert filings.outputs(tmp_path / "out") == filings.outputs(tmp_path / "here")


@pytest.mark.slow
def test_a_lost_scheduler_stops_the_run_and_no_filing_is_blamed(cluster: Cluster, tmp_path: Path) -> None:
    sources = filings.write_reports(tmp_path / "in", COUNT)
    options = Options(scheduler=cluster.address, parser=filings.slow)
    with pytest.raises(NoWorker), Run(find_inputs(sources).inputs, tmp_path / "out", options) as run:
        for number, _ in enumerate(run):
            if number == 3:
                cluster.scheduler.kill()
    with Run(find_inputs(sources).inputs, tmp_path / "out", Options(workers=2)) as run:
        assert 0 < sum(done.outcome.kind == "ok" for done in run) < COUNT
    assert len(filings.outputs(tmp_path / "out")) == COUNT


def test_an_address_where_nothing_answers_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fundfilings.batch.cluster._ANSWER", 1)
    sources = filings.write_reports(tmp_path / "in", 1)
    inputs = find_inputs(sources).inputs
    with pytest.raises(NoWorker, match="no cluster"), Run(inputs, tmp_path / "out", Options(scheduler=NOWHERE)) as run:
        list(run)

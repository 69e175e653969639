"""Many jobs in worker processes, each with a time limit of its own; a worker that hangs or dies costs one job.

for path, result in run_many(work, paths, workers=2, timeout=60):
    result is what work(path) returned, or Failure("timeout" | "crash", message)
"""

from __future__ import annotations

import multiprocessing
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that gave no result. `kind` is timeout or crash."""

    kind: str
    message: str


def _serve(pipe: Connection, work: Callable[[str], Any]) -> None:
    while (job := pipe.recv()) is not None:
        try:
            pipe.send(work(job))
        except BaseException as error:  # whatever escapes the parser is what is being measured
            frames = traceback.extract_tb(error.__traceback__)
            where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
            pipe.send(Failure("crash", f"{type(error).__name__}: {error} ({where})"))
            if isinstance(error, KeyboardInterrupt):
                return


class _Worker:
    def __init__(self, work: Callable[[str], Any]) -> None:
        self.pipe, far = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=_serve, args=(far, work), daemon=True)
        self.process.start()
        far.close()
        self.job: str | None = None
        self.since = 0.0

    def start(self, job: str) -> None:
        self.job, self.since = job, time.monotonic()
        self.pipe.send(job)

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run_many(
    work: Callable[[str], Any], jobs: Sequence[str], *, workers: int = 2, timeout: float = 120.0
) -> Iterator[tuple[str, Any]]:
    """(job, result) as they finish. `timeout` is in seconds for one job."""
    queue = list(reversed(jobs))
    pool = [_Worker(work) for _ in range(max(1, min(workers, len(jobs))))]
    try:
        while queue or any(w.job for w in pool):
            for worker in pool:
                if worker.job is None and queue:
                    worker.start(queue.pop())
            ready = wait([w.pipe for w in pool if w.job], timeout=0.5)
            for i, worker in enumerate(pool):
                if worker.job is None:
                    continue
                job, result, lost = worker.job, None, False
                if worker.pipe in ready:
                    try:
                        result = worker.pipe.recv()
                    except (EOFError, ConnectionResetError):
                        result, lost = Failure("crash", "the worker process died"), True
                elif time.monotonic() - worker.since > timeout:
                    result, lost = Failure("timeout", f"no result after {timeout:g} s"), True
                if result is None:
                    continue
                worker.job = None
                if lost:
                    worker.stop()
                    pool[i] = _Worker(work)
                yield job, result
    finally:
        for worker in pool:
            worker.stop()

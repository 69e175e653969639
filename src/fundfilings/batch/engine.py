"""Where the work is done: an executor, and under which limits.

Any `concurrent.futures.Executor` will do whose workers can import this package and reach the inputs and the output
folder by name. On this machine it is a pool of threads, each of which keeps a process (see `guard`).
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from fundfilings.batch.guard import Limits, MemoryLimit, guarded, stop

#: Seconds for one filing. The longest in 109 MB of real filings takes 5; one that takes sixty times as long will not
#: end.
TIMEOUT = 300.0
#: Megabytes for a worker process. Reading takes twelve times the file and the interpreter 90 MB: room for 150 MB of
#: text.
MEMORY = 2048
#: Calls given to the executor beyond the workers it has, so that none waits for this process.
_AHEAD = 2
#: Seconds for what is done once for many filings: long enough to be no limit, but for a worker that hangs.
_LONG = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Engine:
    """executor: None where calls are made in this process; width: how many run at once; closing: what ends it after the
    run, None where it is somebody else's."""

    executor: Executor | None
    width: Callable[[], int]
    limits: Limits
    closing: Callable[[], None] | None = None

    @property
    def room(self) -> int:
        """Calls that may be under way, so that their number does not grow with the work."""
        return max(1, self.width() * _AHEAD) if self.executor else 1

    def submit(self, work: Callable[..., Any], *arguments: Any, long: bool = False) -> Future[Any]:
        if self.executor is not None:
            limits = replace(self.limits, timeout=_LONG) if long else self.limits
            return self.executor.submit(guarded, limits, work, *arguments)
        done: Future[Any] = Future()
        try:
            done.set_result(work(*arguments))
        except MemoryError:
            done.set_exception(MemoryLimit("takes more memory than there is"))
        return done

    def close(self) -> None:
        """Stops what still runs."""
        if self.closing is not None:
            self.closing()


def cores() -> int:
    """Those that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not everywhere
        return os.cpu_count() or 1


def local_engine(workers: int, timeout: float, memory: int) -> Engine:
    """`workers` processes on this machine; `timeout` in seconds, `memory` in megabytes."""
    threads, limits = ThreadPoolExecutor(workers, thread_name_prefix="filings"), limits_of(timeout, memory)

    def close() -> None:
        threads.shutdown(wait=False, cancel_futures=True)
        stop(limits.run)
        threads.shutdown(wait=True)

    return Engine(threads, lambda: workers, limits, close)


def engine_of(executor: Executor, width: int, timeout: float = TIMEOUT, memory: int = MEMORY) -> Engine:
    """Somebody else's executor, which stays open after the run."""
    return Engine(executor, lambda: width, limits_of(timeout, memory))


def inline_engine() -> Engine:
    """This process, without limits."""
    return Engine(None, lambda: 1, limits_of(0, 0))


def limits_of(timeout: float, memory: int) -> Limits:
    return Limits(timeout, memory * 1_000_000, uuid.uuid4().hex)

"""A Dask cluster that is there already, as an engine (extra "dask").

    fundfilings convert /shared/filings -o /shared/out --scheduler tcp://10.0.0.7:8786

The workers read the inputs and write the outputs themselves, under the names they have here: both must lie where all of
them reach. The package must be the same version everywhere. Each thread of a worker reads filings in a process of its
own, under the same limits as on one machine; what a lost worker had in hand goes to others.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fundfilings.batch.engine import Engine, limits_of
from fundfilings.batch.guard import NoWorker, stop
from fundfilings.extras import load

#: Seconds for the scheduler to answer, and for the first worker to be there: a cluster that grows on demand starts one.
_ANSWER, _FIRST_WORKER = 15, 300
_GOODBYE = 3
#: Seconds for which the number of workers is taken to be what it was.
_RECOUNT = 5.0


def dask_engine(address: str, timeout: float, memory: int) -> Engine:
    """The cluster whose scheduler is at `address`. Raises MissingExtra without Dask, NoWorker where nothing answers."""
    distributed = load("distributed", "dask", f"to work on the cluster at {address}")
    try:
        client = distributed.Client(address, timeout=_ANSWER, set_as_default=False)
        client.wait_for_workers(1, timeout=_FIRST_WORKER)
    except (OSError, ValueError) as error:  # a TimeoutError is an OSError
        raise NoWorker(f"no cluster at {address} ({error}); check the address and that its scheduler runs") from error
    limits = limits_of(timeout, memory)

    def close() -> None:
        with suppress(Exception):  # whatever is left of the cluster, the run is over
            executor.shutdown(wait=False)
            client.run(stop, limits.run)
        client.close(timeout=_GOODBYE)

    executor = client.get_executor(pure=False)
    return Engine(executor, _threads(client), limits, close)


def _threads(client: Any) -> Callable[[], int]:
    """How many calls the cluster runs at once; it may grow and shrink."""
    counted, until = 0, 0.0

    def count() -> int:
        nonlocal counted, until
        if time.monotonic() > until:
            counted = sum(client.nthreads().values()) or counted
            until = time.monotonic() + _RECOUNT
        return counted

    return count

"""The process in which filings are read: takes calls from a pipe, one after another, and answers each.

It ends itself when its parent is gone, when it has had nothing to do for a while, and when it takes more memory than it
may. The limit of time is the parent's to watch.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

READY, DONE, RAISED = "ready", "done", "raised"
#: Exit code of a process that took more memory than it may.
OVER_MEMORY = 77
#: Seconds without a call after which a process ends: those of a cluster's workers outlive the run.
_IDLE = 300.0
#: Seconds between two looks at the parent and at the memory.
_LOOK = 0.2
_PR_SET_PDEATHSIG = 1


def main() -> None:
    pipe, parent = Connection(int(sys.argv[1])), int(sys.argv[2])
    _die_with(parent)
    watch = _Watch(parent)
    from fundfilings import pipeline  # loaded before the first filing's time begins to count

    assert pipeline
    with suppress(EOFError, OSError):
        pipe.send(READY)
        while pipe.poll(_IDLE):
            pipe.send(_answer(pipe.recv_bytes(), watch))


def _answer(call: bytes, watch: _Watch) -> tuple[str, object]:
    try:
        memory, work, arguments = pickle.loads(call)
        watch.allow(memory)
        return DONE, work(*arguments)
    except MemoryError:
        os._exit(OVER_MEMORY)
    except Exception:  # whatever it is, the one who called is to know
        return RAISED, traceback.format_exc()


def _die_with(parent: int) -> None:
    """Where the system can do it (Linux), the process is killed with its parent, even in the middle of a call into
    C."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


class _Watch:
    """Looks, in a thread, whether the parent lives and how much memory is taken.

    On Linux the system itself refuses memory over the limit, which Python meets as MemoryError; the look is for what
    does not stand in that account, and for systems that keep none.
    """

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self._memory = 0
        threading.Thread(target=self._look, daemon=True).start()

    def allow(self, memory: int) -> None:
        if memory == self._memory:
            return
        self._memory = memory
        if sys.platform == "linux":
            import resource

            with suppress(OSError, ValueError):  # a lower limit may be set from outside
                resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))

    def _look(self) -> None:
        while os.getppid() == self._parent:
            if self._memory and _resident() > self._memory:
                os._exit(OVER_MEMORY)
            time.sleep(_LOOK)
        os._exit(1)


def _resident() -> int:
    """Bytes of memory in use; where the system does not say, the most that ever were."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

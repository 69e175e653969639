"""A call in a process of its own, under limits of time and memory.

    guarded(Limits(timeout=300, memory=2_000_000_000), convert_filing, task)   ->   what it returns
                                                          raises TimeLimit, MemoryLimit, WorkerLost, WorkFailed,
                                                          NoWorker

Each thread that calls keeps one process and uses it again. That makes every `concurrent.futures.Executor` an engine: a
ThreadPoolExecutor for the cores of this machine, Dask's for a cluster. A process that runs over its limit is killed,
the thread and its executor live on.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from typing import IO, Any

from fundfilings.batch import child
from fundfilings.errors import FundFilingsError

#: Calls after which a process makes room for a fresh one: the half second it takes to start is then less than a percent
#: of what the calls took.
RECYCLE_AFTER = 500
#: Seconds in which a process must have loaded the package, on a machine that is busy with others.
_START = 120.0
_COMMAND = f"from {child.__name__} import main; main()"


@dataclass(frozen=True, slots=True)
class Limits:
    """timeout: seconds for one call; memory: bytes for the whole process, the interpreter's 90 MB too; run: the run
    that the call belongs to, by which its processes are stopped together."""

    timeout: float
    memory: int
    run: str = ""


class GuardError(FundFilingsError):
    """Base of what `guarded` raises."""


class TimeLimit(GuardError):
    """The call took longer than it may."""


class MemoryLimit(GuardError):
    """The process took more memory than it may."""


class WorkerLost(GuardError):
    """The process died: killed, or crashed outside Python."""


class WorkFailed(GuardError):
    """The call raised; the message is the traceback."""


class NoWorker(GuardError):
    """No process can be started; none of the other calls will fare better."""


_own = threading.local()
_lock = threading.Lock()
_running: dict[_Process, str] = {}
_stopped: set[str] = set()


def guarded(limits: Limits, work: Callable[..., Any], *arguments: Any) -> Any:
    """What `work(*arguments)` returns, called in this thread's process. `work` and its arguments are pickled.

    Raises GuardError, each of its kinds as said there; the process is then gone, and the next call gets a new one.
    """
    process: _Process | None = getattr(_own, "process", None)
    if process is None or process.ended:
        process = _started(limits.run)
    try:
        result = process.call(limits, work, arguments)
    except GuardError:
        _release(process)
        raise
    if process.calls >= RECYCLE_AFTER:
        _release(process)
    return result


def stop(run: str) -> None:
    """Kills the processes of a run; its calls raise WorkerLost, those that come later too."""
    with _lock:
        _stopped.add(run)
        mine = [process for process, owner in _running.items() if owner == run]
    for process in mine:
        process.kill()


def _started(run: str) -> _Process:
    with _lock:
        if run in _stopped:
            raise WorkerLost("the run was stopped")
        process = _Process()
        _running[process] = run
    _own.process = process
    return process


def _release(process: _Process) -> None:
    process.kill()
    _own.process = None
    with _lock:
        _running.pop(process, None)


class _Process:
    """One process and the pipe to it."""

    def __init__(self) -> None:
        self.calls = 0
        self._ready = False
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._pipe, far = Pipe()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _COMMAND, str(far.fileno()), str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=(far.fileno(),),
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
                start_new_session=True,  # Ctrl-C is for the parent, which stops its processes itself
            )
        except OSError as error:
            raise NoWorker(f"no process can be started: {error.strerror or error}") from error
        finally:
            far.close()

    @property
    def ended(self) -> bool:
        """Whether it has gone, having had nothing to do for long, or killed."""
        return self._process.poll() is not None

    def call(self, limits: Limits, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        try:
            if not self._ready:
                self._await_start()
            self.calls += 1
            self._pipe.send((limits.memory, work, arguments))
            if not self._pipe.poll(limits.timeout):
                raise TimeLimit(f"not read within {limits.timeout:g} s")
            how, result = self._pipe.recv()
        except (EOFError, OSError) as error:
            code = self._exit_code()
            if code == child.OVER_MEMORY:
                raise MemoryLimit(f"takes more than {limits.memory / 1e6:,.0f} MB of memory") from error
            raise WorkerLost(f"its process died ({_ending(code)})") from error
        if how == child.RAISED:
            raise WorkFailed(str(result))
        return result

    def _await_start(self) -> None:
        try:
            self._ready = self._pipe.poll(_START) and self._pipe.recv() == child.READY
        except EOFError:
            if self._exit_code() < 0:
                raise  # killed from outside, no fault of the installation
        if not self._ready:
            self._errors.seek(0)
            said = self._errors.read().decode(errors="replace").strip().splitlines()
            raise NoWorker(f"a worker process does not start: {said[-1] if said else 'it says nothing'}")

    def _exit_code(self) -> int:
        """Of a process that has closed its end of the pipe."""
        try:
            return self._process.wait(5)
        except subprocess.TimeoutExpired:
            self.kill()
            return self._process.wait()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._errors.close()


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"

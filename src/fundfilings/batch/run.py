"""A run: what is to be done goes to the engine, what comes back into the ledger.

    with Run(find_inputs(sources, out).inputs, out, Options()) as run:
        for done in run:
            done.input.shown, done.outcome.kind

Stopped at any moment, by whatever, the next run with the same arguments does what is left.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from fundfilings.batch.engine import MEMORY, TIMEOUT, Engine, cores, inline_engine, local_engine
from fundfilings.batch.guard import MemoryLimit, NoWorker, TimeLimit, WorkFailed
from fundfilings.batch.inputs import Input
from fundfilings.batch.ledger import Ledger, entry_line, same_line
from fundfilings.batch.outcome import NOT_CONVERTED, Outcome
from fundfilings.batch.plan import Plan, Step, plan_files
from fundfilings.batch.work import ASIDE, Parser, Task, convert_filing, put, standard_parser
from fundfilings.errors import FundFilingsError
from fundfilings.write import STDIN

#: The inputs that gave no output, one a line with its reason; beside the outputs, where there are any.
FAILED = "_failed.tsv"
#: How often a filing may cost a worker its life.
TRIES = 3


class OutputFault(FundFilingsError):
    """The output folder cannot be written: the disk is full, say."""


@dataclass(frozen=True, slots=True)
class Options:
    """indent: blanks a level of JSON, 0 for one line; workers: processes, 0 for one a core; timeout: seconds a filing;
    memory: megabytes a process; update: also what has changed, or was read by another version; retry_failed: also what
    failed before; parser: how a filing is read."""

    indent: int = 2
    pdf_parts: bool = False
    workers: int = 0
    timeout: float = TIMEOUT
    memory: int = MEMORY
    update: bool = False
    retry_failed: bool = False
    parser: Parser = standard_parser

    @property
    def settings(self) -> str:
        """What decides the output besides input and version."""
        return f"json indent {self.indent}" + (" pdf-parts" if self.pdf_parts else "")

    def task(self, step: Step, out: Path) -> Task:
        return Task(
            input=replace(step.input, path=step.input.place),
            out=str(out.absolute()),
            target=step.target,
            indent=self.indent,
            pdf_parts=self.pdf_parts,
            parser=self.parser,
            known=step.known,
        )


@dataclass(frozen=True, slots=True)
class Done:
    """One input that was worked on; target: its output, below the output folder."""

    input: Input
    outcome: Outcome
    target: str


class Run:
    """One run over `inputs`. Raises OutputInUse where another is writing to `out`, OutputFault where nothing can."""

    def __init__(self, inputs: Sequence[Input], out: Path, options: Options, engine: Engine | None = None) -> None:
        self._out, self._options, self._engine = out, options, engine
        self._tries: dict[str, int] = {}
        try:
            out.mkdir(parents=True, exist_ok=True)
            self._ledger = Ledger(out)
        except OSError as error:
            raise _fault(out, error) from error
        self._clear_aside()
        self.plan: Plan = plan_files(
            inputs,
            self._ledger.book,
            out,
            settings=options.settings,
            update=options.update,
            retry_failed=options.retry_failed,
        )
        entries = self._ledger.book.entries
        self._failed = {key: e.reason for key, e in entries.items() if e.outcome in NOT_CONVERTED}
        entries.clear()  # a long ledger takes room that the run needs

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear_aside()
        with suppress(OSError):  # the ledger has them too
            self._list_failed()
        self._ledger.close()

    def __iter__(self) -> Iterator[Done]:
        """What is done, as it is done. Raises OutputFault and NoWorker, after which the same run can be started
        again."""
        steps = self.plan.steps
        if not steps:
            return
        engine = self._engine or self._default_engine(len(steps))
        try:
            yield from self._work(deque(steps), engine)
        except OSError as error:
            raise _fault(self._out, error) from error
        finally:
            engine.close()

    def _default_engine(self, steps: int) -> Engine:
        """For a single filing no process is started: it would take longer than the filing."""
        options = self._options
        if steps == 1 and (options.timeout, options.memory) == (TIMEOUT, MEMORY):
            return inline_engine()
        return local_engine(min(options.workers or cores(), steps), options.timeout, options.memory)

    def _work(self, steps: deque[Step], engine: Engine) -> Iterator[Done]:
        running: dict[Future[Outcome], Step] = {}
        try:
            while steps or running:
                while steps and len(running) < engine.room:
                    step = steps.popleft()
                    here = inline_engine() if step.input.path == STDIN else engine
                    running[here.submit(convert_filing, self._options.task(step, self._out))] = step
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    step = running.pop(future)
                    outcome = self._outcome(step, future)
                    if outcome is None:
                        steps.appendleft(step)
                    else:
                        yield self._record(step, outcome)
        finally:
            for future in running:
                future.cancel()

    def _outcome(self, step: Step, future: Future[Outcome]) -> Outcome | None:
        """None where the input is to be tried again."""
        tries = self._tries[step.target] = self._tries.get(step.target, 0) + 1
        try:
            outcome = future.result()
        except NoWorker:
            raise
        except TimeLimit as error:
            return Outcome("timeout", str(error), seconds=self._options.timeout)
        except MemoryLimit as error:
            return Outcome("memory", str(error))
        except WorkFailed as error:
            last = str(error).strip().rpartition("\n")[2]
            return Outcome("error", f"internal error ({last})", trace=str(error))
        except BrokenExecutor as error:
            raise NoWorker(f"the workers are gone ({error}); run the same command again") from error
        except (Exception, CancelledError) as error:  # each executor has its own for a worker that is lost
            return None if tries < TRIES else Outcome("killed", f"set aside after {tries} tries: {error}")
        if outcome.kind == "stop":
            raise OutputFault(_stopped(outcome.reason))
        return outcome

    def _record(self, step: Step, outcome: Outcome) -> Done:
        one, tries = step.input, self._tries.pop(step.target)
        if outcome.kind == "same":
            self._ledger.add(same_line(one.key, one.stamp))
        else:
            if step.old_output and not outcome.converted:  # it is of an earlier state of the input
                (self._out / step.old_output).unlink(missing_ok=True)
            self._ledger.add(entry_line(one.key, one.stamp, self._options.settings, step.target, outcome, tries))
        if outcome.kind in NOT_CONVERTED:
            self._failed[one.key] = outcome.reason
        else:
            self._failed.pop(one.key, None)
        return Done(one, outcome, step.target)

    def _list_failed(self) -> None:
        """All inputs that gave no output, with the reason, for whoever wants to see to them."""
        if self._failed:
            lines = (f"{key}\t{' '.join(reason.split())}\n" for key, reason in sorted(self._failed.items()))
            put(self._out, FAILED, "".join(lines).encode(errors="surrogateescape"))
            self._clear_aside()
        else:
            (self._out / FAILED).unlink(missing_ok=True)

    def _clear_aside(self) -> None:
        shutil.rmtree(self._out / ASIDE, ignore_errors=True)


def _fault(out: Path, error: OSError) -> OutputFault:
    return OutputFault(_stopped(f"{out}: {error.strerror or error}"))


def _stopped(why: str) -> str:
    return f"{why}; make room or name another folder, then run the same command again: what is done stays done"

"""A run: what is to be done goes to the engine, what comes back into the ledger.

    with Run(find_inputs(sources, out).inputs, out, Options()) as run:
        for done in run:
            done.input.shown, done.outcome.kind

Stopped at any moment, by whatever, the next run with the same arguments does what is left.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any

from fundfilings.batch.chunk_files import ChunkTask, write_chunk
from fundfilings.batch.chunk_plan import CHUNK_BYTES, plan_chunks, staged
from fundfilings.batch.cluster import dask_engine
from fundfilings.batch.engine import MEMORY, TIMEOUT, Engine, cores, inline_engine, local_engine
from fundfilings.batch.guard import MemoryLimit, NoWorker, TimeLimit, WorkFailed
from fundfilings.batch.inputs import Input
from fundfilings.batch.ledger import Book, Ledger, chunk_written, entry_line, same_line
from fundfilings.batch.outcome import NOT_CONVERTED, Outcome
from fundfilings.batch.plan import Asked, Chunk, Plan, Step, plan_files
from fundfilings.batch.work import ASIDE, Parser, Task, convert_filing, put, standard_parser
from fundfilings.errors import FundFilingsError
from fundfilings.extras import load
from fundfilings.write import STDIN

#: The inputs that gave no output, one a line with its reason; beside the outputs, where there are any.
FAILED = "_failed.tsv"
#: How often a filing may cost a worker its life.
TRIES = 3


class OutputFault(FundFilingsError):
    """The output folder cannot be written: the disk is full, say."""


@dataclass(frozen=True, slots=True)
class Options:
    """format: one of FORMATS; indent: blanks a level of JSON, 0 for one line; workers: processes, 0 for one a core;
    timeout: seconds a filing; memory: megabytes a process; update: also what has changed, or was read by another
    version; retry_failed: also what failed before; scheduler: address of a Dask cluster that does the work; parser: how
    a filing is read; chunk_bytes: input whose rows are written together, in formats other than JSON."""

    format: str = "json"
    indent: int = 2
    pdf_parts: bool = False
    workers: int = 0
    timeout: float = TIMEOUT
    memory: int = MEMORY
    update: bool = False
    retry_failed: bool = False
    scheduler: str = ""
    parser: Parser = standard_parser
    chunk_bytes: int = CHUNK_BYTES

    @property
    def settings(self) -> str:
        """What decides the output besides input and version."""
        kind = f"json indent {self.indent}" if self.format == "json" else self.format
        return kind + (" pdf-parts" if self.pdf_parts else "")

    def plan(self, inputs: Sequence[Input], book: Book, out: Path) -> Plan:
        """What is to be done. Raises OtherSettings, and MissingExtra for Parquet without pyarrow."""
        if self.format == "parquet" and find_spec("pyarrow") is None:
            load("pyarrow", "parquet", "to write Parquet")
        asked = Asked(self.settings, self.update, self.retry_failed)
        if self.format == "json":
            return plan_files(inputs, book, out, asked)
        return plan_chunks(inputs, book, out, asked, self.chunk_bytes)

    def task(self, step: Step, out: Path) -> Task:
        return Task(
            input=replace(step.input, path=step.input.place),
            out=str(out.absolute()),
            target=step.target,
            indent=self.indent if self.format == "json" else 0,
            pdf_parts=self.pdf_parts,
            parser=self.parser,
            known=step.known,
        )


@dataclass(frozen=True, slots=True)
class Done:
    """One input that was worked on; target: its output, below the output folder, "" where files hold many filings."""

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
        try:
            self.plan = options.plan(inputs, self._ledger.book, out)
            for line in self.plan.lines:
                self._ledger.add(line)
        except OSError as error:
            self._ledger.close()
            raise _fault(out, error) from error
        except BaseException:
            self._ledger.close()
            raise
        book = self._ledger.book
        self._failed = {key: e.reason for key, e in book.entries.items() if e.outcome in NOT_CONVERTED}
        self._clear_aside([n for n, c in book.chunks.items() if c.files is not None and n not in self.plan.chunks])
        book.entries.clear()  # a long ledger takes room that the run needs
        book.chunks.clear()

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # the ledger has them too
            self._list_failed()
        self._clear_aside()
        self._ledger.close()

    def __iter__(self) -> Iterator[Done]:
        """What is done, as it is done. Raises OutputFault and NoWorker, after which the same run can be started
        again."""
        steps = self.plan.steps
        if not steps and not self.plan.chunks:
            return
        engine = self._engine or self._default_engine(max(1, len(steps)))
        try:
            yield from self._work(deque(steps), engine)
        except OSError as error:
            raise _fault(self._out, error) from error
        finally:
            engine.close()

    def _default_engine(self, steps: int) -> Engine:
        """For a single filing no process is started: it would take longer than the filing."""
        options = self._options
        if options.scheduler:
            return dask_engine(options.scheduler, options.timeout, options.memory)
        if steps == 1 and options.format == "json" and (options.timeout, options.memory) == (TIMEOUT, MEMORY):
            return inline_engine()
        return local_engine(min(options.workers or cores(), steps), options.timeout, options.memory)

    def _work(self, steps: deque[Step], engine: Engine) -> Iterator[Done]:
        ready = deque(chunk for chunk in self.plan.chunks.values() if not chunk.waiting)
        running: dict[Future[Any], Step | Chunk] = {}
        try:
            while steps or ready or running:
                while (steps or ready) and len(running) < engine.room:
                    if ready:
                        chunk = ready.popleft()
                        running[self._write(chunk, engine)] = chunk
                    else:
                        step = steps.popleft()
                        running[self._read(step, engine)] = step
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    done = running.pop(future)
                    if isinstance(done, Chunk):
                        ready.extend(self._chunk_done(done, future))
                    elif outcome := self._outcome(done, future):
                        yield self._record(done, outcome)
                        ready.extend(self._chunk_read(done))
                    else:
                        steps.appendleft(done)
        finally:
            for future in running:
                future.cancel()

    def _read(self, step: Step, engine: Engine) -> Future[Outcome]:
        here = inline_engine() if step.input.path == STDIN else engine
        return here.submit(convert_filing, self._options.task(step, self._out))

    # --- chunks

    def _chunk_read(self, step: Step) -> list[Chunk]:
        """The chunk that has nothing to wait for any more."""
        if not step.chunk:
            return []
        chunk = self.plan.chunks[step.chunk]
        chunk.waiting -= 1
        return [] if chunk.waiting else [chunk]

    def _write(self, chunk: Chunk, engine: Engine) -> Future[dict[str, int] | str]:
        out = str(self._out.absolute())
        return engine.submit(
            write_chunk, ChunkTask(out, chunk.number, self._options.format, tuple(chunk.targets)), long=True
        )

    def _chunk_done(self, chunk: Chunk, future: Future[dict[str, int] | str]) -> list[Chunk]:
        """Where its worker was lost, the chunk again. Raises OutputFault where it cannot be written."""
        name = staged(chunk.number)
        tries = self._tries[name] = self._tries.get(name, 0) + 1
        try:
            files = future.result()
        except NoWorker:
            raise
        except (BrokenExecutor, CancelledError) as error:
            raise _gone(error) from error
        except Exception as error:  # each executor has its own for a worker that is lost
            if tries < TRIES:
                return [chunk]
            raise OutputFault(f"the rows of chunk {chunk.number} cannot be written: {error}") from error
        if isinstance(files, str):
            raise OutputFault(_stopped(files))
        for old in chunk.old_files:
            if old not in files:
                (self._out / old).unlink(missing_ok=True)
        self._ledger.add(chunk_written(chunk.number, files))
        shutil.rmtree(self._out / name, ignore_errors=True)
        del self.plan.chunks[chunk.number]
        return []

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
        except (BrokenExecutor, CancelledError) as error:  # not this call alone: the executor is gone
            raise _gone(error) from error
        except Exception as error:  # each executor has its own for a worker that is lost
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
        return Done(one, outcome, "" if step.chunk else step.target)

    def _list_failed(self) -> None:
        """All inputs that gave no output, with the reason, for whoever wants to see to them."""
        if self._failed:
            lines = (f"{key}\t{' '.join(reason.split())}\n" for key, reason in sorted(self._failed.items()))
            put(self._out, FAILED, "".join(lines).encode(errors="surrogateescape"))
        else:
            (self._out / FAILED).unlink(missing_ok=True)

    def _clear_aside(self, chunks: Iterable[int] = ()) -> None:
        """Removes what killed processes left, and what waits of chunks that are written."""
        aside = self._out / ASIDE
        for part in aside.glob("*.part"):
            part.unlink(missing_ok=True)
        for number in chunks:
            shutil.rmtree(self._out / staged(number), ignore_errors=True)
        with suppress(OSError):  # filings of an unfinished chunk wait in it
            aside.rmdir()


def _gone(error: BaseException) -> NoWorker:
    return NoWorker(f"the workers are gone ({error or type(error).__name__}); the same command goes on where it was")


def _fault(out: Path, error: OSError) -> OutputFault:
    return OutputFault(_stopped(f"{out}: {error.strerror or error}"))


def _stopped(why: str) -> str:
    return f"{why}; make room or name another folder, then run the same command again: what is done stays done"

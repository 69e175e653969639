"""What `fundfilings convert` does, from the sources to the exit code."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from fundfilings.batch.engine import inline_engine
from fundfilings.batch.guard import MemoryLimit, NoWorker
from fundfilings.batch.inputs import Found
from fundfilings.batch.ledger import OutputInUse
from fundfilings.batch.outcome import Outcome
from fundfilings.batch.plan import OtherSettings, Step
from fundfilings.batch.report import Report
from fundfilings.batch.run import Done, Options, OutputFault, Run
from fundfilings.batch.work import read_filing
from fundfilings.errors import MissingExtra

#: Exit code of a run that was stopped with Ctrl-C, as a shell gives it.
INTERRUPTED = 130


def convert_to_folder(found: Found, out: Path, options: Options, err: Console, debug: bool = False) -> int:
    """Converts what was found into files below `out`, saying on `err` how it goes; gives the exit code."""
    report = Report(found, out, err, debug)
    code = 0
    try:
        with Run(found.inputs, out, options) as run:
            report.begin(run.plan)
            with report.progress():
                for done in run:
                    report.add(done)
    except (OutputInUse, OtherSettings, OutputFault, NoWorker, MissingExtra) as error:
        report.fault(str(error))
        code = 1
    except KeyboardInterrupt:
        report.fault("stopped; the same command goes on where it was")
        code = INTERRUPTED
    report.summary()
    return code or report.exit_code


def convert_to_stdout(found: Found, options: Options, err: Console, debug: bool = False) -> int:
    """One filing a line to standard output, one after another in this process; gives the exit code."""
    report = Report(found, None, err, debug)
    for one in found.inputs:
        try:
            outcome, text = inline_engine().submit(read_filing, options.task(Step(one, ""), Path())).result()
        except MemoryLimit as error:
            outcome, text = Outcome("memory", str(error)), b""
        if text:
            sys.stdout.buffer.write(text)
            sys.stdout.buffer.flush()
        report.add(Done(one, outcome, ""))
    report.summary()
    return report.exit_code

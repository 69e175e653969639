"""What became of one input: small, so that hundreds of thousands of them can go between processes and into the ledger.

Outcome("ok", sha256="5f2c...", size=183_402, seconds=0.21, written=391_118, reading=Reading("N-Q", ...))
Outcome("timeout", reason="not read within 300 s")
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fundfilings.checks import TOTAL_CHECKS
from fundfilings.models import Filing
from fundfilings.terminal.checks import TOTAL_CHECK
from fundfilings.terminal.style import number, plain

#: Outcomes with an output: the filing's status. In a `failed` filing nothing usable was found.
CONVERTED = frozenset({"ok", "partial", "failed"})
#: Outcomes without: no report or not readable; a fault of ours; over a limit; three workers died of it.
NOT_CONVERTED = frozenset({"unreadable", "error", "timeout", "memory", "killed"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What the line on a converted filing says.

    close, totals  funds whose holdings sum to the printed total investments, and those that print one
    other_fails    checks that fail, besides those
    gravest        the gravest thing that was found, "" where all is well
    """

    form: str | None
    period: str | None
    funds: int
    holdings: int
    close: int
    totals: int
    other_fails: int
    gravest: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """kind: one of CONVERTED or NOT_CONVERTED; "same" where an update finds the bytes it knows; "stop" where nothing
    can be written, which ends the run.

    size and written are bytes of the input and of the output; trace is the traceback of a fault of ours.
    """

    kind: str
    reason: str = ""
    sha256: str = ""
    size: int = 0
    written: int = 0
    seconds: float = 0.0
    reading: Reading | None = None
    trace: str = ""

    @property
    def converted(self) -> bool:
        return self.kind in CONVERTED


def reading_of(filing: Filing) -> Reading:
    status = Counter(c.status for c in filing.checks if c.id == TOTAL_CHECK)
    return Reading(
        form=filing.form,
        period=filing.period_of_report.isoformat() if filing.period_of_report else None,
        funds=len(filing.funds),
        holdings=sum(len(f.schedule.holdings) for f in filing.funds if f.schedule),
        close=status["pass"],
        totals=status["pass"] + status["fail"],
        other_fails=sum(c.status == "fail" and c.id != TOTAL_CHECK for c in filing.checks),
        gravest="" if filing.status == "ok" else _gravest(filing),
    )


def _gravest(filing: Filing) -> str:
    errors = [plain(i.message) for i in filing.issues if i.severity == "error"]
    if errors:
        return errors[0] + (f", and {len(errors) - 1} more" if len(errors) > 1 else "")
    for check in filing.checks:
        if check.status == "fail" and check.id in TOTAL_CHECKS:
            return f"{plain(check.identity)}: stated {number(check.stated)}, off by {number(check.difference)}"
    return ""

"""How a conversion went: progress while it runs, a line for each filing, a total at the end.

fixtures/a/source.txt: ok, N-Q 2018-09-30, 1 fund, 45 holdings, 1 of 1 totals close -> out/a-source.json
16 filings: 15 ok, 1 partial; 20 funds, 512 holdings, 19 of 20 totals close; 1.2 MB in 0.5 s
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from fundfilings.checks import TOTAL_CHECKS
from fundfilings.models import Filing
from fundfilings.terminal.checks import TOTAL_CHECK
from fundfilings.terminal.style import STATUS_STYLE, count, facts, number, plain


class Tally:
    """What a run has read so far."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._bytes = 0
        self._status: Counter[str] = Counter()
        self._found: Counter[str] = Counter()

    @property
    def failed(self) -> int:
        """Filings in which nothing usable was found."""
        return self._status["failed"]

    def add(self, filing: Filing, size: int) -> None:
        self._bytes += size
        self._status[filing.status] += 1
        self._found["funds"] += len(filing.funds)
        self._found["holdings"] += _holdings(filing)
        close, total = totals_closing(filing)
        self._found["close"] += close
        self._found["totals"] += total

    def line(self, unreadable: int) -> str:
        words = [f"{self._status[s]} {s}" for s in ("ok", "partial", "failed") if self._status[s]]
        if unreadable:
            words.append(f"{unreadable} not read")
        found = self._found
        return (
            f"{count(self._status.total() + unreadable, 'filing')}: {', '.join(words)}; "
            f"{count(found['funds'], 'fund')}, {count(found['holdings'], 'holding')}, "
            f"{found['close']} of {found['totals']} totals close; "
            f"{self._bytes / 1e6:.1f} MB in {time.perf_counter() - self._start:.1f} s"
        )


def filing_line(file: str, filing: Filing, target: Path | None) -> Text:
    """One line on one converted filing; where it is not ok, with the gravest thing that was found."""
    close, total = totals_closing(filing)
    period = filing.period_of_report.isoformat() if filing.period_of_report else None
    words = [
        facts([(filing.form or "form unknown", period or "without period")]),
        count(len(filing.funds), "fund"),
        count(_holdings(filing), "holding"),
        f"{close} of {total} totals close" if total else "no total to check",
    ]
    if fails := sum(c.status == "fail" and c.id != TOTAL_CHECK for c in filing.checks):
        words.append(f"{count(fails, 'other check')} fail{'s' if fails == 1 else ''}")
    line = Text.assemble(f"{plain(file)}: ", (filing.status, STATUS_STYLE[filing.status]), f", {', '.join(words)}")
    if filing.status != "ok" and (why := _gravest(filing)):
        line.append(f" ({why})")
    if target:
        line.append(f" -> {target}", style="dim")
    return line


def totals_closing(filing: Filing) -> tuple[int, int]:
    """(how many funds' holdings sum to the printed total investments, how many print one that can be checked)."""
    status = Counter(c.status for c in filing.checks if c.id == TOTAL_CHECK)
    return status["pass"], status["pass"] + status["fail"]


def _holdings(filing: Filing) -> int:
    return sum(len(f.schedule.holdings) for f in filing.funds if f.schedule)


def _gravest(filing: Filing) -> str:
    errors = [plain(i.message) for i in filing.issues if i.severity == "error"]
    if errors:
        return errors[0] + (f", and {len(errors) - 1} more" if len(errors) > 1 else "")
    for check in filing.checks:
        if check.status == "fail" and check.id in TOTAL_CHECKS:
            return f"{plain(check.identity)}: stated {number(check.stated)}, off by {number(check.difference)}"
    return ""


@contextmanager
def progress(files: Sequence[str], err: Console) -> Iterator[Callable[[], None]]:
    """A bar on a terminal where there is more than one file; gives the function to call after each."""
    if len(files) < 2 or not err.is_terminal:
        yield lambda: None
        return
    columns = (TextColumn("converting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("convert", total=len(files))
        yield lambda: bar.advance(task)

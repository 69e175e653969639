"""How a conversion goes: progress on a terminal, a line for a filing, a summary at the end.

fixtures/a/source.txt: ok, N-Q 2018-09-30, 1 fund, 45 holdings, 1 of 1 totals close -> out/a-source.json
16 filings: 15 ok, 1 partial; 20 funds, 512 holdings, 19 of 20 totals close; 1.2 MB in 0.5 s
"""

from __future__ import annotations

import heapq
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from fundfilings.batch.inputs import Found
from fundfilings.batch.outcome import Reading
from fundfilings.batch.plan import Plan
from fundfilings.batch.run import FAILED, Done
from fundfilings.terminal.style import STATUS_STYLE, count, facts, plain

#: With more inputs than this, a line is said only of those that gave no output.
_LINES = 100
#: With more than this the summary names the slowest.
_NAMES_SLOWEST = 20
_SLOWEST = 3
#: Failures that are said as they come, those before that the summary names, and the reasons that it counts.
_FAULTS, _NAMED, _REASONS = 50, 10, 5
#: What differs between filings with one reason.
_OWN = re.compile(r"'[^']*'|\d[\d,.]*")
#: What a filing takes whatever its size, in bytes that take as long.
_EACH = 10_000
_NOT_CONVERTED = {
    "unreadable": "not read",
    "error": "with an internal error",
    "timeout": "over the limit of time",
    "memory": "over the limit of memory",
    "killed": "set aside",
}
_REPORT = "please report it with the file (fundfilings --debug shows where)"


class Report:
    """Takes what was done, filing by filing, and says it."""

    def __init__(self, found: Found, out: Path | None, err: Console, debug: bool = False) -> None:
        self._start = time.perf_counter()
        self._out, self._err, self._debug = out, err, debug
        self._found, self._plan = found, Plan()
        self._all = len(found.inputs) + len(found.problems)
        self._kinds: Counter[str] = Counter()
        self._sums: Counter[str] = Counter()
        self._bytes = 0
        self._slowest: list[tuple[float, str]] = []
        self._reasons: Counter[str] = Counter()
        self._advance: Callable[[Done], object] = lambda done: None
        self._place: dict[str, int] = {}
        self._waiting: dict[int, Done] = {}
        self._next = 0
        for source, problem in found.problems:
            self.fault(problem, source)

    def begin(self, plan: Plan) -> None:
        """What is to be done and what was done before, where that is known."""
        self._plan = plan
        for source, problem in plan.problems:
            self.fault(problem, source)
        if self._all <= _LINES:
            self._place = {step.input.key: place for place, step in enumerate(plan.steps)}

    @property
    def exit_code(self) -> int:
        bad = sum(self._kinds[k] + self._plan.before[k] for k in ("failed", *_NOT_CONVERTED))
        return 1 if bad or self._found.problems or self._plan.problems else 0

    def add(self, done: Done) -> None:
        outcome, shown = done.outcome, done.input.shown
        self._kinds[outcome.kind] += 1
        self._advance(done)
        self._bytes += outcome.size
        heapq.heappush(self._slowest, (outcome.seconds, shown))
        if len(self._slowest) > _SLOWEST:
            heapq.heappop(self._slowest)
        if outcome.reading:
            for name in ("funds", "holdings", "close", "totals"):
                self._sums[name] += getattr(outcome.reading, name)
        self._in_order(done)

    def _in_order(self, done: Done) -> None:
        """Says few lines in the order of the inputs, whatever the order in which they finish."""
        place = self._place.get(done.input.key, -1)
        if place < 0:
            self._line(done)
            return
        self._waiting[place] = done
        while self._next in self._waiting:
            self._line(self._waiting.pop(self._next))
            self._next += 1

    def _line(self, done: Done) -> None:
        outcome, shown = done.outcome, done.input.shown
        if outcome.reading and self._all <= _LINES:
            target = self._out / done.target if self._out and done.target else None
            self._err.print(filing_line(shown, outcome.kind, outcome.reading, target), soft_wrap=True)
        elif outcome.kind in _NOT_CONVERTED:
            self._reasons[_OWN.sub("...", outcome.reason)] += 1
            if self._debug and outcome.trace:
                self._say(outcome.trace)
            if self._reasons.total() <= _FAULTS:
                self.fault(f"{outcome.reason}; {_REPORT}" if outcome.kind == "error" else outcome.reason, shown)

    def fault(self, problem: str, source: str = "") -> None:
        """What is wrong with a source, or with the run."""
        self._say(f"fundfilings: {plain(source)}: {plain(problem)}" if source else f"fundfilings: {plain(problem)}")

    def summary(self) -> None:
        """One line, and more where there is more to know."""
        say = self._say
        for place in sorted(self._waiting):  # of a run that was stopped
            self._line(self._waiting[place])
        if self._all > 1 and (self._kinds or self._found.problems):
            say(self._totals())
        if self._all > _NAMES_SLOWEST and self._slowest:
            slowest = (f"{plain(name)} {seconds:.1f} s" for seconds, name in sorted(self._slowest, reverse=True))
            say(f"slowest: {', '.join(slowest)}")
        if self._reasons.total() > _FAULTS:
            for reason, times in self._reasons.most_common(_REASONS):
                say(f"{count(times, 'filing')}: {plain(reason)}")
            say(f"{FAILED} in the output folder lists all that were not converted")
        if self._found.passed:
            say(f"passed over: {count(self._found.passed, 'file')} of other kinds")
        plan = self._plan
        if done := plan.before.total() - len(plan.failed):
            self._say(f"{count(done, 'filing')} done before (--update reads again what has changed)")
        if plan.failed:
            self._say(f"{count(len(plan.failed), 'filing')} failed before (--retry-failed tries again):")
            for one, reason in plan.failed[:_NAMED]:
                self._say(f"  {plain(one.shown)}: {plain(reason)}")
            if len(plan.failed) > _NAMED:
                self._say(f"  and {len(plan.failed) - _NAMED} more; {FAILED} in the output folder lists all")

    def _say(self, line: str) -> None:
        self._err.print(line, soft_wrap=True)

    def _totals(self) -> str:
        kinds = self._kinds + Counter(unreadable=len(self._found.problems))
        words = [f"{kinds[k]:,} {k}" for k in ("ok", "partial", "failed") if kinds[k]]
        words += [f"{kinds[k]:,} {said}" for k, said in _NOT_CONVERTED.items() if kinds[k]]
        if kinds["same"]:
            words.append(f"{kinds['same']:,} unchanged")
        sums = self._sums
        return (
            f"{count(kinds.total(), 'filing')}: {', '.join(words)}; "
            f"{count(sums['funds'], 'fund')}, {count(sums['holdings'], 'holding')}, "
            f"{sums['close']:,} of {sums['totals']:,} totals close; "
            f"{self._bytes / 1e6:.1f} MB in {time.perf_counter() - self._start:.1f} s"
        )

    @contextmanager
    def progress(self) -> Iterator[None]:
        """A bar on a terminal where there is more than one filing."""
        steps = self._plan.steps
        if len(steps) < 2 or not self._err.is_terminal:
            yield
            return
        columns = (TextColumn("converting"), BarColumn(), TextColumn("{task.fields[state]}"), TimeRemainingColumn())
        with Progress(*columns, console=self._err, transient=True) as bar:
            # what is left is told by bytes: a book of many funds takes as long as fifty small filings
            task = bar.add_task("convert", total=sum(s.input.size + _EACH for s in steps), state="")
            self._advance = lambda done: bar.update(
                task, advance=done.input.size + _EACH, state=self._state(len(steps))
            )
            yield

    def _state(self, steps: int) -> str:
        done = self._kinds.total()
        failed = sum(self._kinds[k] for k in _NOT_CONVERTED)
        rate = done / max(time.perf_counter() - self._start, 0.001)
        return f"{done:,} of {steps:,}, {rate:.1f}/s" + (f", {failed:,} failed" if failed else "")


def filing_line(file: str, status: str, reading: Reading, target: Path | None) -> Text:
    """One line on one converted filing; where it is not ok, with the gravest thing that was found."""
    close, total = reading.close, reading.totals
    words = [
        facts([(reading.form or "form unknown", reading.period or "without period")]),
        count(reading.funds, "fund"),
        count(reading.holdings, "holding"),
        f"{close} of {total} totals close" if total else "no total to check",
    ]
    if fails := reading.other_fails:
        words.append(f"{count(fails, 'other check')} fail{'s' if fails == 1 else ''}")
    line = Text.assemble(f"{plain(file)}: ", (status, STATUS_STYLE[status]), f", {', '.join(words)}")
    if reading.gravest:
        line.append(f" ({reading.gravest})")
    if target:
        line.append(f" -> {target}", style="dim")
    return line

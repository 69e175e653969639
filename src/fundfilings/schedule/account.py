"""What a schedule's reading owes its reader: every row counted once, every doubt with its place and size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from fundfilings.models import Issue, Ledger, Schedule, make_issue
from fundfilings.schedule.closing import Closing
from fundfilings.schedule.lines import Line
from fundfilings.schedule.records import span_of
from fundfilings.schedule.scales import Scaled
from fundfilings.schedule.totals import tolerance
from fundfilings.split import Part


def ledger_of(closing: Closing, lines: Sequence[Line], footnotes: int) -> Ledger:
    """Every line up to the schedule's end as exactly one kind; lines that only continue another are not rows."""
    ending = [e for e in (closing.net_assets, closing.total, *closing.other_lines[-1:]) if e is not None]
    ending += [e for e, *_ in closing.holdings[-1:]]
    wanted = {id(e.lines[-1]) for e in ending}  # not by number: a document may be one line of source
    last = max((i for i, line in enumerate(lines) if id(line) in wanted), default=0 if ending else -1)
    count: Counter[str] = Counter()
    for i, line in enumerate(lines):
        if line.kind == "continuation":
            continue
        if line.kind in ("", "unexplained"):
            if i > last:
                continue
            line.mark("unexplained", line.reason or "fits nothing around it")
        count[line.kind] += 1
    count["footnote"] = footnotes
    return Ledger(rows=sum(count.values()), **count)


def principal_issues(part: Part, scaled: Sequence[Scaled]) -> list[Issue]:
    """What was taken in thousands though no head says so."""
    return [
        make_issue(
            "schedule.principal-scaled",
            f"principal taken in thousands: {s.rows} rows of debt are worth about a thousand times what is printed",
            part.document.span(s.line.place),
        )
        for s in scaled
    ]


def issues_of(part: Part, closing: Closing, schedule: Schedule) -> list[Issue]:
    out: list[Issue] = []
    total = closing.total
    if total is None:
        out.append(
            make_issue(
                "schedule.total-missing",
                f"{len(schedule.holdings)} holdings read, no line of total investments",
                part.span,
            )
        )
    elif closing.residual is not None and abs(closing.residual) > tolerance(
        len(closing.holdings), schedule.value_scale
    ):
        printed = total.value() or Decimal(0)
        out.append(
            make_issue(
                "schedule.total-residual",
                f"total printed {printed:,}, recovered {printed - closing.residual:,}, residual {closing.residual:,}",
                span_of(part, total),
            )
        )
    for entry, difference in closing.unclosed:
        out.append(
            make_issue(
                "schedule.subtotal-residual",
                f"{entry.text or 'a bare subtotal'} {entry.value():,} differs from the rows above by {difference:,}",
                span_of(part, entry),
            )
        )
    for entry in closing.splits:
        out.append(
            make_issue(
                "schedule.cell-split",
                f"one cell holds a value and the subtotal {entry.value():,}",
                span_of(part, entry),
            )
        )
    for entry in closing.noise:
        out.append(
            make_issue("schedule.noise-row", f"set aside: {entry.text[:80] or entry.value()}", span_of(part, entry))
        )
    for entry in closing.left_out:
        out.append(
            make_issue(
                "schedule.row-left-out",
                f"in none of the printed sums, set aside: {entry.text[:80]} {entry.value():,}",
                span_of(part, entry),
            )
        )
    for entry in closing.lost:
        out.append(
            make_issue(
                "schedule.heading-lost",
                f"rows begin without a heading behind a subtotal: {entry.text[:80]} {entry.value():,}",
                span_of(part, entry),
            )
        )
    for entry in closing.repaired:
        out.append(
            make_issue(
                "schedule.value-repaired",
                f"{entry.first.reason}: {entry.text[:60]} {entry.value():,}",
                span_of(part, entry),
            )
        )
    return out

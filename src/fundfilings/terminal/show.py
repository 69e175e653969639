"""One Filing for people to read: whose it is, what its funds hold, whether it closes, what is in doubt.

Example Fund, Inc.
form N-Q, period 2018-09-30, accession 0000355767-18-000012
ok: 1 fund, 45 holdings, 12 checks passed

 Fund                                Holdings   Total investments    Net assets   Rows to total
 Example Fund                              45         190,234,122   193,332,444   closes
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import Console, RenderableType
from rich.text import Text

from fundfilings.models import Check, Filing, Fund, HighlightsColumn, Issue, Schedule, Statement
from fundfilings.terminal.checks import TOTAL_CHECK, check_counts, check_table
from fundfilings.terminal.style import count, facts, indented, number, percent, plain, status, table

#: Issues of one code shown before the rest of them is only counted.
_ISSUES_SHOWN = 3
#: Columns of the terminal kept for captions, and the least for a column of figures with its head.
_CAPTION, _COLUMN_HEAD = 32, 14
_SEVERITIES = {"error": 0, "warning": 1, "info": 2}
_STATEMENTS = {
    "assets_and_liabilities": "Statement of assets and liabilities",
    "operations": "Statement of operations",
    "changes_in_net_assets": "Statement of changes in net assets",
    "cash_flows": "Statement of cash flows",
}


def show_filing(
    filing: Filing,
    out: Console,
    *,
    top: int = 10,
    statements: bool = False,
    brief: bool = False,
    fund: int | None = None,
) -> None:
    """Prints `filing`. `top` is the number of largest holdings, `fund` the 1-based number of the only fund to show."""
    chosen = [f for i, f in enumerate(filing.funds, 1) if fund in (None, i)]
    for line in headline(filing):
        out.print(line)
    if chosen:
        _print(out, _funds(filing, chosen))
    if not brief:
        for one in chosen:
            for part in _fund(filing, one, top, statements, out.width):
                _print(out, part)
        if filing.notes:
            _print(out, _notes(filing))
        _doubts(filing, out)


def headline(filing: Filing) -> Iterator[Text]:
    """Whose filing it is, what it is, and in one line what was read."""
    yield Text(plain(filing.registrant.name or filing.source.name or "Unnamed registrant"), style="bold")
    yield Text(
        facts(
            [
                ("form", filing.form),
                ("period", filing.period_of_report.isoformat() if filing.period_of_report else None),
                ("filed", filing.filed.isoformat() if filing.filed else None),
                ("accession", filing.accession_number),
                ("CIK", filing.registrant.cik),
                ("file number", filing.registrant.file_number),
            ]
        )
    )
    yield Text(facts([("source", filing.source.name), ("", filing.source.container)]), style="dim")
    yield Text.assemble(status(filing.status), ": ", ", ".join([*contents(filing), *check_counts(filing.checks)]))


def contents(filing: Filing) -> Iterator[str]:
    """ "3 funds", "101 holdings", "8 statements", "7 notes": what was read, without what was not."""
    schedules = [f.schedule for f in filing.funds if f.schedule]
    found = {
        "fund": len(filing.funds),
        "holding": sum(len(s.holdings) for s in schedules),
        "derivative": sum(len(s.derivatives) for s in schedules),
        "statement": sum(1 for f in filing.funds for _ in _statements(f)),
        "note": len(filing.notes),
    }
    for thing, times in found.items():
        if times or thing in ("fund", "holding"):
            yield count(times, thing)


def total_check(filing: Filing, fund: Fund) -> Check | None:
    """The check that the fund's holdings sum to its printed total investments."""
    return next((c for c in filing.checks if c.id == TOTAL_CHECK and c.fund == fund.name), None)


# --- funds -----------------------------------------------------------------------------------------------------------


def _funds(filing: Filing, funds: Sequence[Fund]) -> RenderableType:
    made = table("Fund", ">Holdings", ">Total investments", ">Net assets", "Rows to total")
    for fund in funds:
        schedule = fund.schedule or Schedule()
        total = schedule.total_investments
        made.add_row(
            plain(fund.name),
            number(len(schedule.holdings)) if fund.schedule else "no schedule",
            number(total.value) if total else "",
            number(schedule.net_assets),
            _proof(total_check(filing, fund)),
        )
    return made


def _proof(check: Check | None) -> Text:
    if check is None or check.status == "not_checkable":
        return Text("not checkable", style="dim")
    if check.status == "pass":
        return Text("close" if check.difference else "exact", style="green")
    return Text(f"off by {number(check.difference)}", style="bold red")


def _fund(filing: Filing, fund: Fund, top: int, statements: bool, width: int) -> Iterator[RenderableType]:
    schedule = fund.schedule
    as_of = f"at {schedule.as_of.isoformat()}" if schedule and schedule.as_of else ""
    facts_of_fund = "  ".join(words for words in (fund.series_id, as_of) if words)
    yield Text.assemble((plain(fund.name), "bold reverse"), f"  {facts_of_fund}")
    if schedule is not None:
        yield _totals(schedule, total_check(filing, fund))
        if schedule.sections:
            yield _sections(schedule)
        if schedule.holdings and top:
            yield _largest(schedule, top)
        if schedule.derivatives:
            yield _derivatives(schedule)
    if statements:
        for key, statement in _statements(fund):
            yield from _statement(_STATEMENTS[key], statement, width)
        if fund.financial_highlights:
            yield _highlights(fund.financial_highlights)


def _totals(schedule: Schedule, check: Check | None) -> RenderableType:
    made = table("Line", ">Value", ">% of net assets", title=_schedule_title(schedule))
    if check is not None and check.computed is not None:
        made.add_row(f"Sum of {count(len(schedule.holdings), 'holding')}", number(check.computed), "", style="dim")
    total = schedule.total_investments
    if total is not None:
        caption = plain(total.caption) or "Total investments"
        made.add_row(caption, number(total.value), percent(total.percent_of_net_assets), style="bold")
        if total.cost is not None:
            made.add_row("  at cost", number(total.cost), "")
    for line in schedule.other_lines:
        made.add_row(plain(line.caption), number(line.value), percent(line.percent_of_net_assets))
    made.add_row("Net assets", number(schedule.net_assets), "", style="bold")
    return made


def _schedule_title(schedule: Schedule) -> str:
    scale = f", printed in {number(schedule.value_scale)}s" if schedule.value_scale != 1 else ""
    return f"{plain(schedule.title or 'Schedule of investments')}{scale}"


def _sections(schedule: Schedule) -> RenderableType:
    made = table("Section", ">Holdings", ">Subtotal", ">%", title="Sections")
    rows = Counter(path[:n] for path in (h.section_path for h in schedule.holdings) for n in range(1, len(path) + 1))
    for section in schedule.sections:
        depth = len(section.path) - 1
        share = section.percent_of_net_assets
        if share is None:
            share = section.percent_of_total_investments
        name = plain(section.path[-1]) if section.path else ""
        made.add_row(indented(name, depth), number(rows[section.path]), number(section.value), percent(share))
    return made


def _largest(schedule: Schedule, top: int) -> RenderableType:
    ranked = sorted(
        schedule.holdings, key=lambda h: h.value if h.value is not None else Decimal("-Infinity"), reverse=True
    )
    made = table("Holding", ">Balance", ">Value", ">%", title=f"Largest {count(min(top, len(ranked)), 'holding')}")
    net = schedule.net_assets
    for holding in ranked[:top]:
        share = holding.percent_of_net_assets
        if share is None and net and holding.value is not None:
            share = (100 * holding.value / net).quantize(Decimal("0.01"))
        made.add_row(plain(holding.description), number(holding.balance), number(holding.value), percent(share))
    return made


def _derivatives(schedule: Schedule) -> RenderableType:
    made = table("Derivative", "Kind", ">Contracts", ">Value", ">Unrealized", title="Derivatives")
    for d in schedule.derivatives:
        kind = d.kind.replace("_", " ")
        made.add_row(plain(d.description), kind, number(d.contracts), number(d.value), number(d.unrealized))
    return made


# --- statements, notes, doubts ------------------------------------------------------------------------------------


def _statements(fund: Fund) -> Iterator[tuple[str, Statement]]:
    for key in _STATEMENTS:
        statement = getattr(fund.statements, key)
        if statement is not None:
            yield key, statement


def _statement(title: str, statement: Statement, width: int) -> Iterator[RenderableType]:
    """One table, or several under one another where its columns do not fit the width of the terminal."""
    rows = [(line, [number(v) for v in line.values]) for line in statement.lines]
    columns = max((len(values) for _, values in rows), default=0)
    figure = max((len(v) for _, values in rows for v in values), default=0) + 1
    at_once = max(1, (width - _CAPTION) // max(figure, _COLUMN_HEAD))
    for first in range(0, columns, at_once):
        made = table("Line", title=title if columns <= at_once else f"{title}, columns from {first + 1}")
        for head in range(first, min(first + at_once, columns)):
            words = plain(statement.columns[head]) if head < len(statement.columns) else ""
            made.add_column(words, justify="right", overflow="fold", min_width=figure - 1)
        for line, values in rows:
            made.add_row(indented(plain(line.caption), line.depth), *values[first : first + at_once])
        yield made


def _highlights(columns: Sequence[HighlightsColumn]) -> RenderableType:
    made = table("Class", "Period", ">Items", "First and last", title="Financial highlights")
    for column in columns:
        ends = [f"{plain(i.caption)} {number(i.value)}" for i in (column.items[:1] + column.items[1:][-1:])]
        label = plain(column.period.label)
        made.add_row(plain(column.class_name or ""), label, number(len(column.items)), "; ".join(ends))
    return made


def _notes(filing: Filing) -> RenderableType:
    made = table("Note", "Title", ">Words", title="Notes")
    for note in filing.notes:
        made.add_row(plain(note.number or ""), plain(note.title or ""), number(len(note.text.split())))
    return made


def _doubts(filing: Filing, out: Console) -> None:
    failed = [c for c in filing.checks if c.status == "fail"]
    if failed:
        _print(out, check_table(failed, title="Checks that fail"))
    if filing.issues:
        _print(out, _issues(filing.issues))


def _issues(issues: Sequence[Issue]) -> RenderableType:
    made = table("What", "Severity", "Code", ">Line", title=f"Issues ({len(issues)})")
    times = Counter(i.code for i in issues)
    seen: Counter[str] = Counter()
    for issue in sorted(issues, key=lambda i: (_SEVERITIES[i.severity], i.code)):
        seen[issue.code] += 1
        if seen[issue.code] <= _ISSUES_SHOWN:
            line = str(issue.source.line or "") if issue.source else ""
            made.add_row(plain(issue.message), status(issue.severity), issue.code, line)
        elif seen[issue.code] == times[issue.code]:
            made.add_row(f"and {times[issue.code] - _ISSUES_SHOWN} more", status(issue.severity), issue.code, "")
    return made


def _print(out: Console, part: RenderableType) -> None:
    out.print()
    out.print(part)

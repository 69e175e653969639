"""One schedule part to a Schedule: lines, entries, what closes, then the public records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from fundfilings.marks import split_marks
from fundfilings.models import Issue, Schedule
from fundfilings.normalize.blocks import Block, Heading, Paragraph, Row, Table
from fundfilings.scalars import find_date, printed_date, printed_scale
from fundfilings.schedule.account import issues_of, ledger_of, principal_issues
from fundfilings.schedule.closing import Closing, close
from fundfilings.schedule.derivatives import derivative_of, schedule_derivatives
from fundfilings.schedule.entries import entries
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.footnotes import Legend, read_legend
from fundfilings.schedule.furniture import mark_titles
from fundfilings.schedule.hanging import lift_hanging_marks
from fundfilings.schedule.hierarchy import Node
from fundfilings.schedule.insets import mark_insets
from fundfilings.schedule.layout import align_pages, read_lines
from fundfilings.schedule.legend_marks import explained_marks
from fundfilings.schedule.lines import Line
from fundfilings.schedule.records import (
    carried_currencies,
    holding_of,
    options_purchased,
    other_of,
    section_of,
    span_of,
    total_of,
    varying_kinds,
    without_groups,
)
from fundfilings.schedule.running import mark_running_heads
from fundfilings.schedule.scales import scale_principal
from fundfilings.schedule.style import style_of
from fundfilings.schedule.totals import tolerance
from fundfilings.split import Part

#: "Percentages are based on net assets of $125,000,000."
_BASE = re.compile(r"(?i:percent\w*)[^.]{0,80} net assets of \$\s?(\d[\d,]*(?:\.\d+)?)(?: (million|billion))?")


@dataclass(frozen=True, slots=True)
class ReadSchedule:
    """What was read of one schedule part. `lines` carry each line's kind and reason; `weight` ranks parts of one fund:
    holdings, more when the total closes."""

    schedule: Schedule | None
    issues: tuple[Issue, ...] = ()
    lines: tuple[Line, ...] = ()
    weight: float = 0.0
    closing: Closing = field(default_factory=Closing)


def read_schedule(part: Part, names: Collection[str] = ()) -> ReadSchedule:
    """Read one schedule of investments. `names` are those of the filing's funds and filers, which running heads print.
    Never raises: a part without rows gives `schedule` None."""
    read = _read(part, names, frozenset())
    if isinstance(read, frozenset):
        read = _read(part, names, read)
    assert isinstance(read, ReadSchedule)  # marks are looked for once
    return read


def _read(part: Part, names: Collection[str], late: frozenset[str]) -> ReadSchedule | frozenset[str]:
    """As `read_schedule`. `late` are marks that the legend was found to explain when the rows had been read; if none
    are given and some are found, it is they that are returned, so that all that was read without them is let go."""
    lines = read_lines(part.blocks, _stated_scale(part))
    align_pages(lines)
    scaled = scale_principal(lines)
    mark_titles(lines, part.title)
    mark_running_heads(lines, names)
    inset = mark_insets(lines)
    known = explained_marks(part.blocks + part.legend) | late
    lift_hanging_marks(lines, known)
    found = entries(lines, style_of(lines), known)
    closing = close(found)
    if not closing.holdings and not closing.derivatives:
        return ReadSchedule(None, lines=tuple(lines))
    legend = _legend(part, found, closing)
    if not late and (found_late := _late_marks(legend, known, closing)):
        return found_late
    if inset:
        legend = replace(legend, abbreviations=legend.abbreviations + read_legend(inset, part.document).abbreviations)
    schedule = _schedule(part, closing, legend, lines)
    issues = (*issues_of(part, closing, schedule), *principal_issues(part, scaled))
    closed = closing.residual is not None and abs(closing.residual) <= tolerance(
        len(closing.holdings), schedule.value_scale
    )
    weight = len(closing.holdings) * (10.0 if closed else 1.0) + (5 if closing.net_assets else 0)
    return ReadSchedule(schedule, issues, tuple(lines), weight, closing)


_PLAIN_MARK = re.compile(r"[a-z]|[1-9]\d?")


def _late_marks(legend: Legend, known: frozenset[str], closing: Closing) -> frozenset[str]:
    """Letters and numbers that the legend explains, `known` has not, and a line carries: footnotes that run on in one
    paragraph ("... on loan.3 Includes ...") are parted only when the legend is read."""
    late = frozenset(n.marker for n in legend.footnotes if _PLAIN_MARK.fullmatch(n.marker)) - known
    if not late:
        return late
    marks = known | late
    counted = [*(e for e, _ in closing.holdings), *(n.entry for n in closing.nodes), *closing.other_lines]
    found: set[str] = set()
    for entry in counted:
        for line in entry.lines:
            found.update(late.intersection(split_marks(line.text, marks)[1]))
    return frozenset(found)


def _stated_scale(part: Part) -> int:
    """The scale stated once for the schedule ("(Amounts in thousands)") near its title."""
    for block in part.blocks[:12]:
        texts = (
            [block.text]
            if isinstance(block, (Heading, Paragraph))
            else [r.text for r in block.rows[:4]]
            if isinstance(block, Table)
            else []
        )
        for text in texts:
            if (
                len(text) < 160
                and re.search(r"thousands|millions|\bin \$?000", text, re.I)
                and (scale := printed_scale(text))
            ):
                return scale
    return 1


def _legend(part: Part, found: Sequence[Entry], closing: Closing) -> Legend:
    """The legend behind the schedule's last counted line, else the one at the head of a book of schedules."""
    counted = [e for e in found[: closing.end] if e.kind in ("row", "bare", "total", "heading")]
    last = counted[-1].lines[-1] if counted else None
    start = last.block if last is not None else 0
    blocks: list[Block] = []
    for i, block in enumerate(part.blocks[start:], start):
        if i == start and last is not None:
            if isinstance(block, Table) and last.row + 1 < len(block.rows):
                blocks.append(Table(block.rows[last.row + 1 :]))
            continue
        blocks.append(block)
    own = read_legend(blocks, part.document)
    return own if own.footnotes or not part.legend else read_legend(part.legend, part.document)


def _schedule(part: Part, closing: Closing, legend: Legend, lines: Sequence[Line]) -> Schedule:
    as_of = _as_of(part)
    flags: dict[str, tuple[str, ...]] = {}
    for note in legend.footnotes:  # later tables of a part use marks anew: the first meaning holds here
        flags.setdefault(note.marker, note.flags)
    kinds = varying_kinds(legend.footnotes)
    holdings = [holding_of(entry, path, flags, kinds, as_of, span_of(part, entry)) for entry, path in closing.holdings]
    listed = [derivative_of(entry, kind, path, span_of(part, entry)) for entry, kind, path in closing.derivatives]
    bought = [(entry, path) for entry, path in closing.holdings if options_purchased(path)]
    listed += [derivative_of(entry, "option_purchased", path, span_of(part, entry)) for entry, path in bought]
    held = [
        cell.start
        for e, _ in closing.holdings
        for ln in e.lines
        if isinstance(ln.place, Row)
        for cell in ln.place.cells
    ]
    valued = [e.valued for e, _ in closing.holdings]
    net = closing.net_assets
    return Schedule(
        title=part.title or None,
        as_of=as_of,
        value_scale=Counter(ln.value_scale for ln in valued).most_common(1)[0][0] if valued else 1,
        balance_scale=Counter(ln.balance_scale for ln in valued).most_common(1)[0][0] if valued else 1,
        sections=tuple(section_of(part, n) for n in _told_sections(closing)),
        holdings=tuple(without_groups(carried_currencies(closing, holdings))),
        total_investments=total_of(part, closing.total, net.value() if net else None),
        other_lines=tuple(other_of(part, e, net.value() if net else None) for e in closing.other_lines),
        net_assets=net.value() if net else _stated_net_assets(part),
        derivatives=schedule_derivatives(part, listed, held),
        footnotes=legend.footnotes,
        abbreviations=legend.abbreviations,
        ledger=ledger_of(closing, lines, len(legend.footnotes)),
        source=part.span,
    )


def _told_sections(closing: Closing) -> list[Node]:
    """The sections that hold something or print a figure: words that do neither are the rest of titles and heads."""
    held: set[tuple[str, ...]] = set()
    for path in {path for _, path in closing.holdings} | {path for *_, path in closing.derivatives}:
        held.update(path[: k + 1] for k in range(len(path)))
    return [n for n in closing.nodes if (n.percent, n.value, n.cost) != (None, None, None) or n.path in held]


def _stated_net_assets(part: Part) -> Decimal | None:
    """The net assets that the legend names as the base of all percents, where no line prints them."""
    for block in part.blocks:
        texts = [r.text for r in block.rows if len(r.cells) <= 2] if isinstance(block, Table) else []
        texts += [block.text] if isinstance(block, (Heading, Paragraph)) else []
        for text in texts:
            if "net assets of" in text and (m := _BASE.search(text)):
                return Decimal(m[1].replace(",", "")) * {"million": 1000000, "billion": 1000000000}.get(m[2] or "", 1)
    return None


#: Dates with dashes are dates behind these words only.
_DASHED = re.compile(r"(?i:\b(?:as of|dated|ended|at)) (\d{1,2}-\d{1,2}-(?:\d{4}|\d\d))\b")


def _find_date(text: str) -> date | None:
    found = find_date(text)
    if found is None and (m := _DASHED.search(text)):
        return printed_date(m[1])
    return found


def _as_of(part: Part) -> date | None:
    """The date in the title or in the first lines under it."""
    if found := _find_date(part.title):
        return found
    for block in part.blocks[:10]:
        texts = (
            [block.text]
            if isinstance(block, (Heading, Paragraph))
            else [r.text for r in block.rows[:3]]
            if isinstance(block, Table)
            else []
        )
        for text in texts:
            if len(text) < 160 and (found := _find_date(text)):
                return found
    return None

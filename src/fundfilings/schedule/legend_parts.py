"""Legends that stand behind a schedule under a title of their own.

    schedule   ACME INCOME FUND SCHEDULE OF INVESTMENTS        schedule   ... and with it its legend
    schedule   ACME BOND FUND SCHEDULE OF INVESTMENTS     ->   schedule   ... and with it the same legend
    notes      NOTES TO SCHEDULES OF INVESTMENTS: (a) ...      (gone)
    other      GLOSSARY: FHA - ...                             (gone)

The splitter cuts at such titles, because the notes of Form N-Q have the same; only what stands below tells the two
apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fundfilings.models import Abbreviation
from fundfilings.normalize.blocks import Block, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.scalars import amount
from fundfilings.schedule.abbreviations import HEAD as ABBREVIATIONS_HEAD
from fundfilings.schedule.footnotes import read_legend
from fundfilings.schedule.legend_bounds import ENDED, LEGEND_HEAD, heads_legend
from fundfilings.schedule.legend_lines import LegendLine, legend_lines
from fundfilings.schedule.legend_marks import read_start
from fundfilings.split.parts import Part

#: A legend's title, which may carry the name of a fund or of a family of funds.
_TITLE = re.compile(
    r"\bnotes? to (?:the )?(?:\w+ ){0,2}(?:schedules?|portfolios?|statements? of (?:investments?|net assets))\b", re.I
)
#: Headings of a legend that stands above all schedules, their length, and the marks it explains at least.
_FRONT = re.compile(r"\bfootnotes\b|\babbreviations\b", re.I)
_HEADING, _FRONT_MARKS = 80, 3
#: Blocks at the head of a part that are looked at for a legend's first lines.
_HEAD = 8


def with_legends(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of a report, each schedule with the legend that the splitter cut from it. A legend titled as notes to
    schedules goes to all the schedules directly above it. What stands behind a legend in its part (the notes of Form
    N-Q) stays there; a part of which nothing is left is dropped."""
    out: list[Part] = []
    schedules = 0  # how many schedules stand last in `out`, with nothing but legends between them
    shared = 1  # how many of them the legend above belongs to
    for part in parts:
        if part.kind == "schedule":
            if schedules and part.fund == out[-1].fund and (tail := _foot(part)):
                out[-1] = replace(out[-1], blocks=out[-1].blocks + tail)
            schedules, shared = schedules + 1, 1
            out.append(part)
            continue
        taken = _extent(part) if schedules and out[-1].document == part.document and _is_legend(part, out[-1]) else 0
        if taken:
            shared = schedules if _TITLE.search(part.title) else shared
            for k in range(len(out) - shared, len(out)):
                out[k] = replace(out[k], blocks=out[k].blocks + part.blocks[:taken])
            part = replace(part, blocks=part.blocks[taken:])
            if all(isinstance(b, PageBreak) for b in part.blocks):
                continue
        if schedules == 1 and part.kind == "assets_and_liabilities" and (tail := _foot(part)):
            out[-1] = replace(out[-1], blocks=out[-1].blocks + tail)
        schedules, shared = 0, 1
        out.append(part)
    return _with_front_legend(out)


def _with_front_legend(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, each schedule with the legend that a book of several funds prints once, above the first of them: a
    heading that speaks of footnotes or abbreviations and at least so many marks explained below it."""
    at = next((i for i, p in enumerate(parts) if p.kind in ("schedule", "other", "notes") and _is_front(p)), None)
    if at is None or sum(p.kind == "schedule" for p in parts) < 2:
        return tuple(parts)
    front = parts[at]
    return tuple(
        replace(p, legend=front.blocks) if i > at and p.kind == "schedule" and p.document == front.document else p
        for i, p in enumerate(parts)
    )


def _is_front(part: Part) -> bool:
    headed = any(
        isinstance(b, (Heading, Paragraph)) and len(b.text) < _HEADING and _FRONT.search(b.text)
        for b in part.blocks[:_HEAD]
    )
    if not headed:
        return False
    return len(read_legend(part.blocks, part.document).footnotes) >= _FRONT_MARKS


def _foot(part: Part) -> tuple[Block, ...]:
    """The legend at the foot of the balance sheet that ends a statement of net assets: it explains the marks of the
    schedule above. Empty where the foot begins with anything else."""
    at = max((i for i, b in enumerate(part.blocks) if isinstance(b, Table)), default=-1)
    table = part.blocks[at] if at >= 0 else None
    rest: tuple[Row, ...] = ()
    if isinstance(table, Table):
        last = max((k for k, row in enumerate(table.rows) if any(amount(c.text) for c in row.cells)), default=-1)
        rest = table.rows[last + 1 :]
    tail: tuple[Block, ...] = ((Table(rest),) if rest else ()) + part.blocks[at + 1 :]
    lines = legend_lines(tail[:_HEAD], part.document)
    start = read_start(lines[0].text, lines[0].cells) if lines else None
    return tail if start is not None and not start.weak else ()


def _is_legend(part: Part, schedule: Part) -> bool:
    """Whether a part goes on with the schedule above it: it is headed as a legend, begins with a footnote, or begins in
    the middle of a sentence."""
    if part.kind not in ("notes", "other"):
        return False
    lines = legend_lines(part.blocks[:_HEAD], part.document)
    if not lines:
        return False
    if _TITLE.search(part.title) or LEGEND_HEAD.match(part.title) or ABBREVIATIONS_HEAD.match(part.title):
        return heads_legend([ln for ln in lines if not _is_title(ln, part.title)][:6])
    first = lines[0]
    if (start := read_start(first.text, first.cells)) is not None and not start.weak:
        return first.figures == 0
    above = legend_lines(schedule.blocks[-1:], schedule.document)
    return bool(above) and first.text[:1].islower() and not ENDED.search(above[-1].text)


def _is_title(line: LegendLine, title: str) -> bool:
    text = line.text.strip(" *")
    return text in title or title in text


def _extent(part: Part) -> int:
    """How many of a part's blocks are legend."""
    used = read_legend(part.blocks, part.document).used
    last = max((place if isinstance(place, int) else place[0] for place in used), default=-1)
    return last + 1


def read_key(part: Part) -> tuple[Abbreviation, ...]:
    """The abbreviations under a head of their own inside a part ("Key to abbreviations and symbols" behind the tax
    table of Form N-Q), () where it has no such head."""
    for i, block in enumerate(part.blocks):
        if isinstance(block, Table):
            rows = block.rows
            at = next(
                (k for k, r in enumerate(rows) if "bbreviat" in r.text and ABBREVIATIONS_HEAD.match(r.text)), None
            )
            if at is not None:
                return read_legend((Table(rows[at:]), *part.blocks[i + 1 : i + 3]), part.document).abbreviations
        elif (
            isinstance(block, (Heading, Paragraph))
            and "bbreviat" in block.text
            and ABBREVIATIONS_HEAD.match(block.text)
        ):
            return read_legend(part.blocks[i : i + 4], part.document).abbreviations
    return ()

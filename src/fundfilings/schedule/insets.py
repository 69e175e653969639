"""A list of abbreviations set between the rows of a schedule, in a box of its own on one of its pages.

    7,500    Plaza Metropolitan District, Tax Allocation Bonds      8,266
Portfolio Abbreviations
AMT      Alternative Minimum Tax (subject to)
GO       General Obligation Bonds
                   Face
                 Amount    Municipal Bonds                           Value
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from fundfilings.normalize.blocks import Block, Heading, Paragraph, Row, Table
from fundfilings.schedule.abbreviations import HEAD
from fundfilings.schedule.lines import Line
from fundfilings.schedule.wording import heading_percent
from fundfilings.split.titles import kind_of

#: Lines that such a list has at most.
_LONGEST = 60


def mark_insets(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Mark the lines of lists of abbreviations that rows of the schedule follow as furniture; their blocks, for the
    legend to be read from."""
    blocks: list[Block] = []
    for i, line in enumerate(lines):
        if line.kind or line.figures or "bbrev" not in line.text.lower() or not HEAD.match(line.text):
            continue
        end = _end(lines, i)
        if end is None:
            continue
        for own in lines[i:end]:
            own.mark("furniture", "list of abbreviations between the rows")
        blocks.extend(_blocks(lines[i:end]))
    return tuple(blocks)


def _end(lines: Sequence[Line], start: int) -> int | None:
    """Where the list that begins at lines[start] ends: at a page, a title, column heads or a section's head; None where
    no row follows."""
    for i in range(start + 1, min(start + _LONGEST, len(lines))):
        line = lines[i]
        if line.page_top or line.kind == "furniture" or heading_percent(line.text) or kind_of(line.text):
            follows = any({"value", "balance"} <= below.figures.keys() for below in lines[i : i + _LONGEST])
            return i if follows else None
        if "value" in line.figures:
            return None
    return None


def _blocks(lines: Sequence[Line]) -> list[Block]:
    out: list[Block] = []
    for _, group in groupby(lines, key=lambda ln: ln.block):
        places = [ln.place for ln in group]
        rows = tuple(p for p in places if isinstance(p, Row))
        out.extend([Table(rows)] if rows else [p for p in places if isinstance(p, (Heading, Paragraph))][:1])
    return out

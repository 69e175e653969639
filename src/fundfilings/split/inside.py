"""Tables that are a part of their own and stand where no title of a part tells of them.

NOTE 12 -- Financial Highlights             highlights inside the notes
The following is a per share ...
                 2012     2011

Securities owned by the Fund on             a schedule without a title: its column heads tell it
April 30, 2004
ISSUER, DESCRIPTION      SHARES     VALUE
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fundfilings.normalize.blocks import Row
from fundfilings.split.evidence import Evidence
from fundfilings.split.lines import Line
from fundfilings.split.titles import Hit
from fundfilings.split.vocabulary import HELD, HIGHLIGHTS_NOTE, NOTE_HEAD, PER_SHARE, WORTH

_NOTE_NUMBER = re.compile(r"^\(?\d{1,2}[).]?$")
#: Lines above a caption "Per Share Data" that may hold its column heads.
_HEADS = 10
#: Rows with figures of a thousand or more that a schedule without a title has at least, within so many lines.
_ROWS, _WITHIN = 4, 40
#: Lines at the top of a page, perhaps with a chart of sectors, above the column heads; rows that fill a page.
_CHART, _FILLED = 25, 8
#: Lines on end that may print column heads.
_STACK = 4
#: A paragraph so long ends a table.
_PARAGRAPH = 200


@dataclass(frozen=True, slots=True)
class Stretch:
    """lines[start:end] under `title`; `end` 0 where it is not known yet."""

    start: int
    title: str
    end: int = 0


def highlights_in_notes(lines: Sequence[Line], start: int, end: int, titled: Sequence[Stretch]) -> Iterator[Stretch]:
    """The highlights in lines[start:end] of notes: under the head of a note, or under titles met there."""
    heads = {x.start: x.title for x in titled}
    for i in range(start, end):
        line = lines[i]
        if not _figures_behind(line) and len(line.text) < 90 and HIGHLIGHTS_NOTE.match(line.text):
            heads.setdefault(i, line.text)
    at = start
    for i in sorted(heads):
        if i < at:
            continue
        begin = i
        if PER_SHARE.match(heads[i]):
            while begin > start and i - begin < _HEADS and not (lines[begin - 1].prose or lines[begin - 1].data):
                begin -= 1
        at = _end_of_note(lines, i + 1, end)
        if sum(ln.data for ln in lines[i:at]) >= 3:
            yield Stretch(begin, heads[i], at)


def _end_of_note(lines: Sequence[Line], i: int, end: int) -> int:
    rows = 0
    for k in range(i, end):
        line = lines[k]
        rows += line.data
        is_head = not _figures_behind(line) and NOTE_HEAD.match(line.text) and not HIGHLIGHTS_NOTE.match(line.text)
        if rows >= 3 and is_head:
            return k
    return end


def _figures_behind(line: Line) -> bool:
    """Whether a line prints figures: the number of a note in a cell before its title ("(10)  Financial Highlights") is
    none."""
    if not line.figures or not isinstance(line.place, Row) or not _NOTE_NUMBER.match(line.place.cells[0].text):
        return line.figures
    return any(cell.figure is not None for cell in line.place.cells[1:])


def untitled_schedules(lines: Sequence[Line], evidence: Evidence, titles: Sequence[Hit]) -> Iterator[Stretch]:
    """Tables under the column heads of a schedule, outside the parts that titles opened."""
    stops = sorted(h.index for h in titles)
    at = 0
    k = 0
    for i in range(len(lines)):
        if i < at or not WORTH.search(lines[i].text) or not _are_heads(lines, i):
            continue
        while k < len(stops) and stops[k] <= i:
            k += 1
        limit = stops[k] if k < len(stops) else len(lines)
        if evidence.amounts(i, min(i + _WITHIN, limit)) < _ROWS or _in_statement(stops, k, evidence, i):
            continue
        at = _end_of_table(lines, i + 1, limit)
        begin = i
        while (
            begin > 0
            and i - begin < 2 * _STACK
            and not (lines[begin].page_top or lines[begin - 1].prose or lines[begin - 1].data)
        ):
            begin -= 1
        yield Stretch(begin, "", at)


def continued_from(lines: Sequence[Line], evidence: Evidence, body: int, floor: int, start: int) -> int:
    """Where a schedule whose first title says "continued" begins: its earlier pages had no title that could be read,
    but repeat the column heads that stand below this one (lines[body:])."""
    heads = {ln.text for ln in lines[body : body + _HEADS] if not ln.data and ln.cells > 1 and WORTH.search(ln.text)}
    top = evidence.page_of(start)
    while heads and top > floor:
        above = evidence.page_of(top - 1)
        if above < floor or not any(ln.text in heads for ln in lines[above:top]):
            break
        start = top = above
    return start


def banner_pages(lines: Sequence[Line], evidence: Evidence, titles: Sequence[Hit]) -> Iterator[int]:
    """The tops of pages without a title that begin with column heads of a schedule and go on with its rows."""
    titled = {evidence.page_of(h.index) for h in titles}
    for top in evidence.tops:
        if top in titled or lines[top].prose or lines[top].data:
            continue
        near = range(top + 1, min(top + _CHART, len(lines)))
        heads = next((i for i in near if WORTH.search(lines[i].text) and _are_heads(lines, i)), None)
        if heads is not None and evidence.rows(heads, heads + _WITHIN) >= _FILLED:
            yield top


def _are_heads(lines: Sequence[Line], i: int) -> bool:
    """Whether a line and those right above it are column heads of a schedule."""
    stack = [ln for ln in lines[max(0, i - _STACK + 1) : i + 1] if not ln.prose and not ln.data and len(ln.text) < 160]
    return lines[i].cells > 1 and not lines[i].data and bool(HELD.search(" ".join(ln.text for ln in stack)))


def _in_statement(stops: Sequence[int], k: int, evidence: Evidence, i: int) -> bool:
    """Whether the last title of a statement stands on this page."""
    return k > 0 and evidence.page_of(stops[k - 1]) == evidence.page_of(i)


def _end_of_table(lines: Sequence[Line], i: int, limit: int) -> int:
    rows = 0
    for k in range(i, limit):
        line = lines[k]
        rows += line.data
        if rows >= _ROWS and line.prose and len(line.text) > _PARAGRAPH:
            return k
        if rows >= _ROWS and not line.figures and line.cells == 1 and NOTE_HEAD.match(line.text):
            return k
    return limit

"""Documents to parts: every block belongs to the part whose title stands above it.

Titles repeated on each page ("... (continued)") join one part; a title of another kind, another fund's banner, or a new
schedule title after the net assets line opens the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fundfilings.normalize.blocks import Block, BlockDocument, Paragraph, Table
from fundfilings.split.funds import banners, fund_roster, match_fund
from fundfilings.split.parts import FundRef, Kind, Part, Split
from fundfilings.split.titles import Hit, Line, hits, lines_of

_NET_ASSETS = re.compile(r"^\W*(?:total )?net assets\b", re.I)
#: Kinds whose parts belong to one fund where a banner names one.
_OWNED = frozenset({"schedule", "assets_and_liabilities", "operations", "changes_in_net_assets", "cash_flows", "financial_highlights", "notes"})


@dataclass(slots=True)
class _Found:
    """One document's lines, titles and the names that stand at them."""

    document: BlockDocument
    lines: list[Line]
    hits: list[Hit]
    names: list[list[str]]


def split_report(
    documents: Sequence[BlockDocument], series: Sequence[tuple[str, str | None]] = (), registrant: str | None = None
) -> Split:
    """Cut a filing's report documents into parts. `series` are the header's (name, series id), in its order."""
    found: list[_Found] = []
    for document in documents:
        lines = lines_of(document.blocks)
        titles = list(hits(lines))
        found.append(_Found(document, lines, titles, [banners(lines, h) for h in titles]))
    at_schedules = [
        names
        for f in found
        for hit, names in zip(f.hits, f.names, strict=True)
        if hit.kind == "schedule" and _has_rows(f.lines, hit.index)
    ]
    funds = fund_roster(series, registrant, at_schedules)
    parts: list[Part] = []
    for f in found:
        parts.extend(_parts(f, funds))
    return Split(funds, tuple(parts))


def _has_rows(lines: Sequence[Line], index: int, within: int = 40) -> bool:
    return sum(line.figures > 0 and line.cells > 1 for line in lines[index : index + within]) >= 4


def _parts(found: _Found, funds: tuple[FundRef, ...]) -> list[Part]:
    starts: list[tuple[int, Kind, str, int | None]] = []
    current: tuple[Kind, int | None] | None = None
    last = 0
    for hit, names in zip(found.hits, found.names, strict=True):
        fund: int | None = 0 if len(funds) == 1 else match_fund(names, funds)
        if hit.kind not in _OWNED:
            fund = None
        if current is not None and current[0] == hit.kind:
            same = fund is None or fund == current[1] or current[1] is None and hit.continued
            closed = hit.kind == "schedule" and not hit.continued and _closed(found.lines, last, hit.index)
            if same and not closed:
                continue
        if fund is None and hit.kind == "schedule" and current is not None and hit.continued:
            fund = current[1]
        start = _start(found.lines, hit, last)
        starts.append((start, hit.kind, hit.title, fund))
        current, last = (hit.kind, fund), hit.index + hit.length
    parts: list[Part] = []
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, "other", "", None))
    for i, (start, kind, title, fund) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else len(found.lines)
        blocks = _cut(found, start, end)
        if blocks:
            parts.append(Part(kind, title, found.document, blocks, found.document.span(found.lines[start].place), fund))
    return parts


def _closed(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether a net assets line with a figure was met since the schedule began."""
    return any(line.figures and _NET_ASSETS.match(line.text) for line in lines[start:end])


def _start(lines: Sequence[Line], hit: Hit, floor: int) -> int:
    """Where the part of a title begins: at the top of its page's heading lines, if only such stand above it."""
    i = hit.index
    while i > floor and hit.index - i < 6 and not lines[i].page_top:
        above = lines[i - 1]
        if above.figures or isinstance(above.place, Paragraph) or above.text.rstrip().endswith((".", ";")):
            return hit.index
        i -= 1
    return i if lines[i].page_top else hit.index


def _cut(found: _Found, start: int, end: int) -> tuple[Block, ...]:
    """The blocks of lines[start:end], tables cut at rows, page breaks kept."""
    if start >= end:
        return ()
    first, last = found.lines[start], found.lines[end - 1]
    out: list[Block] = []
    for i in range(first.block, last.block + 1):
        block = found.document.blocks[i]
        if isinstance(block, Table):
            low = first.row if i == first.block else 0
            high = last.row + 1 if i == last.block else len(block.rows)
            if low > 0 or high < len(block.rows):
                block = Table(block.rows[low:high])
        out.append(block)
    return tuple(out)

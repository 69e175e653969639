"""Statements of net assets: one part that is schedule and balance sheet at once.

    STATEMENT OF NET ASSETS (concluded)
                                             Market Value
    TOTAL INVESTMENTS - 98.4%
      (cost $65,032,768)                      $67,789,793      here the balance sheet begins
    Receivables, net of liabilities             1,133,556
    NET ASSETS                                $68,923,349
    Net asset value per share                      $14.73      and here it ends
    (a) Non-income producing security.

The schedule keeps these lines; they are a statement of assets and liabilities besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fundfilings.split.evidence import Evidence
from fundfilings.split.lines import Line
from fundfilings.split.vocabulary import BELOW_INVESTMENTS, NET_ASSETS_LINE, TOTAL_INVESTMENTS, WORTH

#: Lines at the top of a page that may head its columns.
_HEADS = 12
#: Lines over which a caption may run before its figure.
_CAPTION = 3
#: Lines from the total down that a balance sheet has at least: other assets and net assets end any schedule.
_LINES = 3


@dataclass(frozen=True, slots=True)
class Balance:
    """lines[head:body] head the columns of lines[start:end], the balance sheet."""

    head: int
    body: int
    start: int
    end: int


def balance_of(lines: Sequence[Line], start: int, end: int, evidence: Evidence) -> Balance | None:
    """The balance sheet at the end of a statement of net assets in lines[start:end]; None where it has none."""
    last = _last(lines, start, end)
    if last is None:
        return None
    totals = (i for i in range(start, last) if TOTAL_INVESTMENTS.match(lines[i].text) and _figure_at(lines, i, last))
    total = max(totals, default=None)
    if total is None:
        return None
    below = sum(bool(BELOW_INVESTMENTS.search(ln.text)) for ln in lines[total + 1 : last + 1])
    if below < _LINES:
        return None
    head = max(evidence.page_of(total), start)
    body = next((i for i in range(head, min(total, head + _HEADS)) if lines[i].data or lines[i].prose), total)
    # what stands below the column heads is a section or the first line of a holding's name
    heads = [i for i in range(head, min(body, head + _HEADS)) if lines[i].cells > 1 or WORTH.search(lines[i].text)]
    return Balance(head, heads[-1] + 1 if heads else head, total, last + 1)


def _last(lines: Sequence[Line], start: int, end: int) -> int | None:
    """The last line that prints net assets or a value per share, with its figure."""
    for i in range(end - 1, start, -1):
        if NET_ASSETS_LINE.match(lines[i].text) and not lines[i].prose:
            at = _figure_at(lines, i, end)
            if at is not None:
                return at
    return None


def _figure_at(lines: Sequence[Line], i: int, end: int) -> int | None:
    """The line on which the figure of a caption that begins on lines[i] stands."""
    for k in range(i, min(i + _CAPTION, end)):
        if lines[k].prose:
            return None
        if lines[k].figures:
            return k
    return None

"""What the splitter hands on: the parts of a report, each with its kind, its fund and its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fundfilings.normalize.blocks import Block, Origin
from fundfilings.spans import Span

Kind = Literal[
    "schedule",
    "assets_and_liabilities",
    "operations",
    "changes_in_net_assets",
    "cash_flows",
    "financial_highlights",
    "notes",
    "other",
]


@dataclass(frozen=True, slots=True)
class FundRef:
    """One fund that the filing reports on; `names` are all the names it was met under, the fullest first."""

    name: str
    series_id: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a document: from its title to the next part's. Page breaks and running heads are inside.

    `title` is the printed title line(s); `fund` the index of the FundRef it belongs to, None where it speaks of several
    funds (side by side in columns, or one after another under their names) or where that could not be told.
    `legend` are the blocks of a legend that stands elsewhere in the document and holds for this part too.
    """

    kind: Kind
    title: str
    document: Origin
    blocks: tuple[Block, ...]
    span: Span
    fund: int | None = None
    legend: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """The whole filing cut into parts, in printed order, and the funds they belong to."""

    funds: tuple[FundRef, ...]
    parts: tuple[Part, ...]


def fund_in(text: str, funds: Sequence[FundRef]) -> int | None:
    """The fund that a caption, or the words above a table, name in full ("... futures contracts held by the Acme Index
    Fund ..."): the one of the longest name ("Acme Fund" stands in "Acme Fund II")."""
    low = text.lower()
    hits = [(len(n), i) for i, f in enumerate(funds) for n in (f.name, *f.names) if n and n.lower() in low]
    longest = {i for length, i in hits if length == max(hits)[0]}
    return longest.pop() if len(longest) == 1 else None

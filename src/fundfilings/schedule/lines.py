"""One printed line of a schedule, its cells already told apart by role.

$   1,995,000     Term Loan, maturing March 31, 2011      Ba2    BB     $     2,016,197
-> balance 1,995,000 USD; text "Term Loan, ..."; rating "Ba2 BB"; value 2,016,197
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from fundfilings.normalize.blocks import Cell, Heading, Paragraph, Row
from fundfilings.scalars import Amount

Role = Literal["value", "cost", "balance", "percent", "coupon", "maturity", "acquired", "mark", "other"]
#: What a line was read as in the end; the names of the ledger, and "continuation" for lines that count with another.
LineKind = Literal[
    "",
    "holding",
    "heading",
    "subtotal",
    "total",
    "other_line",
    "derivative",
    "footnote",
    "furniture",
    "noise",
    "continuation",
    "unexplained",
]


@dataclass(slots=True)
class Figure:
    """A figure with the cell it was printed in."""

    amount: Amount
    cell: Cell


@dataclass(slots=True)
class Line:
    """One printed line inside a schedule.

    `text` is what stands in the description column, `x` its left edge; `side` the text left of the quantity where the
    section has a column of its own; `extra` other words (country, strategy) by their place; `grid` says
    that x is in grid columns and points of indentation and not in characters. `kind` and `reason` are
    filled in as the line is understood.
    """

    place: Row | Heading | Paragraph
    text: str = ""
    x: float = 0.0
    figures: dict[Role, Figure] = field(default_factory=dict)
    side: str = ""
    extra: list[str] = field(default_factory=list)
    rating: str | None = None
    call: str | None = None
    maturity: str | None = None
    coupon: str | None = None
    currency: str | None = None
    country: str | None = None  # alpha-2, of a column of countries
    units: str | None = None
    acquired: str | None = None
    marks: list[str] = field(default_factory=list)
    early: int = 0  # how many of the marks stand before the description
    gap: int = 0
    ruled: bool = False
    page_top: bool = False
    bold: bool = False
    grid: bool = False
    value_scale: int = 1
    balance_scale: int = 1
    head_units: str | None = None
    mixed: bool = False
    block: int = 0
    row: int = -1
    cost: Decimal | None = None  # printed on a line of its own below, as printed
    kind: LineKind = ""
    reason: str = ""

    @property
    def number(self) -> int:
        return self.place.line

    @property
    def value(self) -> Amount | None:
        f = self.figures.get("value")
        return f.amount if f else None

    @property
    def balance(self) -> Amount | None:
        f = self.figures.get("balance")
        return f.amount if f else None

    def mark(self, kind: LineKind, reason: str) -> None:
        """Set what the line is and why (shown by `fundfilings inspect --stage rows`)."""
        self.kind, self.reason = kind, reason

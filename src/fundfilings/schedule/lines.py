"""One printed line of a schedule, its cells already told apart by role.

$   1,995,000     Term Loan, maturing March 31, 2011      Ba2    BB     $     2,016,197
-> balance 1,995,000 USD; text "Term Loan, ..."; rating "Ba2 BB"; value 2,016,197
"""

from __future__ import annotations

from dataclasses import dataclass
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


#: The reason of a line that is a section's name among column heads.
IN_HEAD = "section name inside a column head"


@dataclass(slots=True)
class Figure:
    """A figure with the cell it was printed in."""

    amount: Amount
    cell: Cell


@dataclass(slots=True, init=False)
class Line:
    """One printed line inside a schedule.

    `text` is what stands in the description column, `x` its left edge; `side` the text left of the quantity where the
    section has a column of its own; `extra` other words (country, strategy) by their place; `grid` says
    that x is in grid columns and points of indentation and not in characters. `kind` and `reason` are
    filled in as the line is understood.
    """

    place: Row | Heading | Paragraph
    text: str
    x: float
    figures: dict[Role, Figure]
    side: str
    extra: tuple[str, ...]
    rating: str | None
    call: str | None
    maturity: str | None
    coupon: str | None
    currency: str | None
    country: str | None  # alpha-2, of a column of countries
    units: str | None
    acquired: str | None
    marks: tuple[str, ...]
    early: int  # how many of the marks stand before the description
    gap: int
    ruled: bool
    page_top: bool
    bold: bool
    grid: bool
    value_scale: int
    balance_scale: int
    head_units: str | None
    mixed: bool
    block: int
    row: int
    cost: Decimal | None  # printed on a line of its own below, as printed
    kind: LineKind
    reason: str

    def __init__(
        self,
        place: Row | Heading | Paragraph,
        text: str = "",
        x: float = 0.0,
        *,
        block: int = 0,
        row: int = -1,
        gap: int = 0,
        ruled: bool = False,
    ) -> None:
        """By hand: half the time of one that takes every field, and a schedule has thousands of lines."""
        self.place, self.text, self.x, self.block, self.row = place, text, x, block, row
        self.gap, self.ruled = gap, ruled
        self.figures, self.extra, self.marks = {}, (), ()
        self.side = self.reason = self.kind = ""
        self.rating = self.call = self.maturity = self.coupon = self.currency = self.country = None
        self.units = self.acquired = self.head_units = self.cost = None
        self.page_top = self.bold = self.grid = self.mixed = False
        self.early = 0
        self.value_scale = self.balance_scale = 1

    @property
    def number(self) -> int:
        return self.place.line

    @property
    def dated(self) -> str | None:
        """A date beside the description, of maturity or of purchase: only a row prints one."""
        return self.maturity or self.acquired

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

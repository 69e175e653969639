"""One thing that a schedule says, of one or several printed lines.

Auto Components -- 2.0%                                          heading, percent 2.0
245,000  Acme SA,                                                row: balance 245,000, value 246,225,
            7.50% due 5/15/2015      246,225                     text "Acme SA, 7.50% due 5/15/2015"
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from fundfilings.schedule.lines import Figure, Line, Role

EntryKind = Literal["heading", "row", "bare", "total", "text"]


@dataclass(slots=True)
class Entry:
    """One thing a schedule says, of one or several printed lines.

    heading  a section's name, perhaps with its percent and subtotal (`figures["value"]`)
    row      a described figure: a holding, or a line below the total
    bare     a figure without words: a subtotal, or a holding that lost its words
    total    a figure whose caption says "total"
    text     words that could not be attached to anything
    """

    kind: EntryKind
    lines: list[Line]
    text: str = ""
    issuer: str = ""
    figures: dict[Role, Figure] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    percent: Decimal | None = None
    second_percent: Decimal | None = None
    cost: Decimal | None = None
    continued: bool = False
    x: float = 0.0
    reason: str = ""

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def valued(self) -> Line:
        """The line whose value counts."""
        last = self.lines[-1]
        if "value" in last.figures:
            return last
        for line in reversed(self.lines):
            if "value" in line.figures:
                return line
        return last

    def value(self) -> Decimal | None:
        """The value in full units, None where none is printed."""
        f = self.figures.get("value")
        if f is None or f.amount.value is None:
            return None
        scale = self.valued.value_scale
        return f.amount.value if scale == 1 else f.amount.value * scale

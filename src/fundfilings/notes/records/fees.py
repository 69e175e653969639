"""What a fund has agreed to pay its adviser and its administrator: an annual percent of assets, by steps or one.

    ANNUALIZED FEE RATE    NET ASSETS
          1.250%           Up to and including $1 billion                     over 0, up to 1,000,000,000
          1.200%           Over $1 billion, up to and including $5 billion    over 1,000,000,000, up to 5,000,000,000
          1.150%           In excess of $5 billion                            over 5,000,000,000

"pays a management fee at an annual rate of 0.65% of the Fund's average daily net assets"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from fundfilings.models import FeeSchedule, FeeTier, NoteFigure, made
from fundfilings.notes.grid_rows import GridRow
from fundfilings.notes.grids import Grid
from fundfilings.notes.records.context import Reading
from fundfilings.notes.records.prose import Sentence, Token, as_figure, sentences
from fundfilings.notes.records.vectors import Entry, rate_figure
from fundfilings.notes.records.vocabulary import (
    ADMINISTRATION,
    ADVISORY,
    ANNUAL_RATE,
    BASIS,
    NOT_AGREED,
    TIER,
)

_PERCENT = re.compile(r"(?<![\d.])(?P<num>\d*\.?\d+)\s?%")
_UNITS = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_Kind = Literal["advisory", "administration"]


def read_fees(note: Reading) -> Iterator[tuple[int, FeeSchedule]]:
    """Every fee for advice or administration in a note that one sentence or one closed ladder of steps states."""
    for text in note.texts:
        low = text.text.lower()
        if "%" in low and "average" in low and "assets" in low:
            for sentence in sentences(text):
                fund = note.fund_of(sentence.text)
                record = _from_sentence(sentence, note) if "%" in sentence.text and fund is not None else None
                if record is not None and fund is not None:
                    yield fund, record
    for _, grid in note.grids:
        fund = note.fund_of(f"{grid.caption} {grid.stub} {' '.join(grid.labels)}")
        record = _from_table(grid, note) if fund is not None else None
        if record is not None and fund is not None:
            yield fund, record


def _kind(text: str) -> _Kind | None:
    """Whose fee a sentence speaks of; None where of both, or of others."""
    if NOT_AGREED.search(text):
        return None
    advisory, administration = ADVISORY.search(text), ADMINISTRATION.search(text)
    if bool(advisory) == bool(administration):
        return None
    return "advisory" if advisory else "administration"


def _from_sentence(sentence: Sentence, note: Reading) -> FeeSchedule | None:
    text = sentence.text
    found = list(_PERCENT.finditer(text))
    basis, rate = BASIS.search(text), ANNUAL_RATE.search(text)
    kind = _kind(text)
    if kind is None or len(found) != 1 or basis is None or rate is None or "$" in text:
        return None
    m = found[0]
    if not m.end() < basis.start() < m.end() + 60:
        return None  # the percent is of something else
    amount = Token(m.start(), m.end(), m[0], None, Decimal(m["num"]))
    tier = made(FeeTier, rate=as_figure("rate", Token(0, 0, rate[0]), amount, sentence, note, plain=True))
    return made(FeeSchedule, kind=kind, basis=basis[0], tiers=(tier,))


def _from_table(grid: Grid, note: Reading) -> FeeSchedule | None:
    kind = _kind(grid.caption)
    basis = BASIS.search(f"{grid.caption} {' '.join(grid.labels)} {grid.stub}")
    if kind is None or basis is None or len(grid.rows) < 2:
        return None
    tiers: list[FeeTier] = []
    reached: Decimal | None = Decimal(0)
    for row in grid.rows:
        step = _step(row, reached)
        rate = _rate(row, note)
        if step is None or rate is None or reached is None or step[0] != reached:
            return None
        reached = step[1]
        tiers.append(made(FeeTier, over=step[0], up_to=step[1], rate=rate))
    return made(FeeSchedule, kind=kind, basis=basis[0], tiers=tuple(tiers)) if reached is None else None


def _step(row: GridRow, reached: Decimal | None) -> tuple[Decimal, Decimal | None] | None:
    """(over, up to) of a row's words; `reached` is where the row above ends."""
    words = " ".join([row.caption, *(c.text for c in row.cells if c is not None and c.figure is None)])
    m = TIER.search(words)
    if m is None or reached is None:
        return None
    sums = [_money(s) for s in re.findall(r"\$\s?\d[\d,]*(?:\.\d+)?(?:\s(?:thousand|million|billion))?", words)]
    kind = m.lastgroup
    if kind == "first" and len(sums) == 1:
        return Decimal(0), sums[0]
    if kind == "next" and len(sums) == 1:
        return reached, reached + sums[0]
    if kind == "over" and sums:
        return (sums[0], sums[1]) if len(sums) == 2 else (sums[0], None) if len(sums) == 1 else None
    return None


def _money(text: str) -> Decimal:
    parts = text.strip("$ ").split()
    return Decimal(parts[0].replace(",", "")) * (_UNITS[parts[1]] if len(parts) > 1 else 1)


def _rate(row: GridRow, note: Reading) -> NoteFigure | None:
    cells = [c for c in row.cells if c is not None and c.figure is not None]
    if len(cells) != 1:
        return None
    words = " ".join([row.caption, *(c.text for c in row.cells if c is not None and c.figure is None)]).strip()
    return rate_figure(Entry(words, row.group, cells[0], row.row, "rate"), note.document)

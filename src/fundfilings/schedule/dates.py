"""What the dates beside the rows of a schedule are, by the heads over them: when a security matures, when it was
bought, or when a fund gives money back.

                                  INITIAL                  FIRST AVAILABLE
INVESTMENT FUND     FAIR VALUE   ACQUISITION   LIQUIDITY     REDEMPTION
Acme Fund, L.P.     25,325,130    10/1/2009     Monthly       4/30/2011
                                  acquired                    (neither)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fundfilings.normalize.blocks import Row
from fundfilings.normalize.grid import Column, heads_above
from fundfilings.schedule.vocabulary import DATE_CELL

DateRole = Literal["acquired", "maturity", "other"]
_ACQUIRED = re.compile(r"acqui|purchase|\binitial\b|\bfirst invest|\binception\b", re.I)
_RETURNED = re.compile(r"redempt|redeem|lock-?\s?up|withdraw|\bliquidity\b", re.I)
_MATURITY = re.compile(r"matur|\bdue\b", re.I)


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of dates that are no maturities."""

    x0: float
    x1: float
    role: DateRole


def date_columns(heads: Sequence[Row], rows: Sequence[Row], slack: float) -> list[DateColumn]:
    """The columns of dates that stand under heads of another kind of date. Empty for nearly all tables."""
    words = " ".join(r.text for r in heads)
    if not (_ACQUIRED.search(words) or _RETURNED.search(words)):
        return []
    columns: list[Column] = []
    for row in rows:
        for cell in row.cells:
            if cell.figure is not None or not DATE_CELL.match(cell.text):
                continue
            i = next((k for k, c in enumerate(columns) if cell.x0 < c.x1 and c.x0 < cell.x1), None)
            if i is None:
                columns.append(Column(cell.x1, cell.x0, cell.x1, 1))
            else:
                c = columns[i]
                columns[i] = Column(c.right, min(c.x0, cell.x0), max(c.x1, cell.x1), c.count + 1)
    if not columns:
        return []
    found = heads_above(heads, columns, slack)
    told = [(c, role) for c, words in zip(columns, found, strict=True) if (role := _role(words)) != "maturity"]
    return [DateColumn(c.x0, c.x1, role) for c, role in told]


def _role(words: str) -> DateRole:
    if _RETURNED.search(words):
        return "other"
    if _ACQUIRED.search(words) and not _MATURITY.search(words):
        return "acquired"
    return "maturity"

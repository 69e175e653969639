"""Words and rates of further columns over two lines, the first of which stands alone above the row:

                  Second Lien Term      10.30%,
Acme Corp.        Loan                  2.50% PIK   5,688,017   5,517,376
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from fundfilings.normalize.blocks import Cell, Row
from fundfilings.schedule.columns import HEAD_REACH, Model
from fundfilings.schedule.lines import Line

_RATE = re.compile(r"\d{1,2}\.\d+\s?%,?")


def join_beside(lines: Sequence[Line], model: Model) -> None:
    """Give what stands alone in further columns (`model.second` says where those of words begin) to the row below it,
    which goes on in the same columns."""
    for line, below in pairwise(lines):
        if line.kind or line.bold or below.gap or below.ruled or not (below.figures and below.text):
            continue
        if {"value", "balance", "cost"} & line.figures.keys() or not isinstance(line.place, Row):
            continue
        upper, lower = line.place.cells, below.place.cells if isinstance(below.place, Row) else ()
        if upper[0].x0 < max(model.text_left, below.x) + HEAD_REACH:
            continue
        pairs = [(cell, under) for cell in upper if (under := _below(cell, lower, model)) is not None]
        if len(pairs) == len(upper):
            for cell, under in pairs:
                _join(cell, under, below)
            line.figures = {}
            line.mark("continuation", "words of the columns beside the names, above their row")


def _below(cell: Cell, lower: Sequence[Cell], model: Model) -> Cell | None:
    """The words of the row below with which a cell's words go on."""
    if _RATE.fullmatch(cell.text):
        return next((c for c in lower[1:] if c.figure is None and c.x0 < cell.x1 and cell.x0 < c.x1), None)
    if cell.figure is not None or not any(abs(cell.x0 - x) <= 1 for x in model.second):
        return None
    return next((c for c in lower[1:] if c.figure is None and abs(c.x0 - cell.x0) <= 1), None)


def _join(cell: Cell, under: Cell, below: Line) -> None:
    if _RATE.fullmatch(cell.text) and below.coupon is None:
        below.coupon = cell.text.rstrip(",")
    if under.text in below.extra:
        at = below.extra.index(under.text)
        below.extra = (*below.extra[:at], f"{cell.text} {under.text}", *below.extra[at + 1 :])
    elif below.text.endswith(f" {under.text}"):  # rates beside a name are taken for words of it
        below.text = below.text.removesuffix(f" {under.text}")
        below.extra = (*below.extra, f"{cell.text} {under.text}")

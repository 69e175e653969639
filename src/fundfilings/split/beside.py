"""Schedules of several funds side by side as columns of one table: each fund gets the columns under its name.

|                  | Acme Income Fund | Acme Growth Fund |
| Underlying funds | Shares |  Value  | Shares |  Value  |
| Acme Bond Fund   |  1,200 |  12,000 |   -    |    -    |      a row of the first fund only
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from fundfilings.normalize.blocks import Block, Cell, Row, Table
from fundfilings.split.names import key_of, name_in
from fundfilings.split.parts import FundRef, Part

#: Rows of a table in which the funds' names stand, and rows below them in which the columns' heads do.
_TOP, _HEADS = 6, 4
_VALUE = re.compile(r"\bvalues?\b", re.I)


def column_names(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The funds whose names stand side by side over columns of the first table that has such, () where none has."""
    for block in blocks:
        if isinstance(block, Table) and (found := _names_row(block)) is not None:
            return tuple(n for n in (name_in(c.text) for c in block.rows[found].cells) if n)
    return ()


def parts_by_column(part: Part, funds: Sequence[FundRef]) -> list[Part]:
    """One part for each fund whose columns stand in a schedule's tables; the part itself where one fund owns it."""
    names = column_names(part.blocks) if part.kind == "schedule" else ()
    own = [next((i for i, f in enumerate(funds) if key_of(n) in map(key_of, (f.name, *f.names))), None) for n in names]
    if len(names) < 2 or None in own or len(set(own)) < len(own):
        return [part]
    return [replace(part, blocks=tuple(_blocks(part.blocks, k)), fund=fund) for k, fund in enumerate(own)]


def _names_row(table: Table) -> int | None:
    """The row of a table in which only funds' names stand, over as many columns of values."""
    for i, row in enumerate(table.rows[:_TOP]):
        if len(row.cells) < 2:
            continue
        names = list(takewhile(bool, (name_in(c.text) for c in row.cells)))
        if len(names) < len(row.cells) or len({key_of(n) for n in names if n}) < len(names):
            continue
        edges = _edges(row)
        heads = [c for r in table.rows[i + 1 : i + 1 + _HEADS] for c in r.cells if _VALUE.search(c.text)]
        if {_column(c, edges) for c in heads} == set(range(len(names))):
            return i
    return None


def _edges(row: Row) -> list[float]:
    """Where each fund's columns begin: halfway between its name and the one before."""
    cells = row.cells
    return [cells[0].x0, *((a.x1 + b.x0) / 2 for a, b in pairwise(cells))]


def _column(cell: Cell, edges: Sequence[float]) -> int | None:
    """Whose column a cell stands in; None for the descriptions left of all."""
    middle = (cell.x0 + cell.x1) / 2
    at = sum(middle >= edge for edge in edges) - 1
    if at < 0:
        return 0 if cell.figure is not None else None
    return at


def _blocks(blocks: Sequence[Block], own: int) -> list[Block]:
    """The blocks with one fund's columns of every table under its name, and of the tables that go on with it."""
    out: list[Block] = []
    edges: list[float] = []
    right = 0.0
    for block in blocks:
        if not isinstance(block, Table):
            out.append(block)
            continue
        at = _names_row(block)
        if at is not None:
            edges, right = _edges(block.rows[at]), max(c.x1 for r in block.rows for c in r.cells)
        elif not edges or max(c.x1 for r in block.rows for c in r.cells) != right:
            out.append(block)
            continue
        rows = [_of_fund(r, edges, own) for i, r in enumerate(block.rows) if i != at]
        out.append(Table(tuple(r for r in rows if r is not None)))
    return out


def _of_fund(row: Row, edges: Sequence[float], own: int) -> Row | None:
    """A row with one fund's cells only; None where the fund has none of what other funds have."""
    places = [_column(c, edges) for c in row.cells]
    mine = [c for c, p in zip(row.cells, places, strict=True) if p == own]
    held = [c.figure for c in mine if c.figure is not None]
    others = any(c.figure is not None for c, p in zip(row.cells, places, strict=True) if p not in (own, None))
    if others and all(f.kind == "dash" for f in held):
        return None
    cells = tuple(c for c, p in zip(row.cells, places, strict=True) if p in (own, None))
    return replace(row, cells=cells) if cells else None

"""Every table of a note as it stands: caption, column heads, rows with the printed text and the figures in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fundfilings.models import NoteTable, NoteTableRow, made
from fundfilings.normalize.blocks import Cell, Origin
from fundfilings.notes.grid_rows import GridRow
from fundfilings.notes.grids import Grid, grids
from fundfilings.notes.items import note_items
from fundfilings.notes.lines import Line
from fundfilings.scalars import printed_scale


def note_tables(lines: Sequence[Line], document: Origin) -> Iterator[NoteTable]:
    """The tables among the lines of a note."""
    for _, grid in grids(note_items(lines)):
        yield made(
            NoteTable,
            caption=grid.caption or None,
            columns=tuple(grid.labels),
            scale=scale_of(grid),
            rows=tuple(_row(r, document) for r in grid.rows),
            source=document.span(grid.first),
        )


def scale_of(grid: Grid) -> int:
    """1000 where the caption or the heads say that figures are in thousands."""
    return printed_scale(f"{grid.caption} {grid.stub} {' '.join(grid.labels)}") or 1


def _row(row: GridRow, document: Origin) -> NoteTableRow:
    return made(
        NoteTableRow,
        caption=row.caption,
        group=row.group or None,
        printed=tuple([None if c is None else c.text for c in row.cells]),
        values=tuple([_value(c) for c in row.cells]),
        source=document.span(row.row),
    )


def _value(cell: Cell | None) -> Decimal | None:
    figure = None if cell is None else cell.figure
    return None if figure is None else figure.value

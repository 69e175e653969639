"""Every table of a note as it stands: caption, column heads, rows with the printed text and the figures in it."""

from __future__ import annotations

from decimal import Decimal

from fundfilings.models import NoteTable, NoteTableRow, made
from fundfilings.normalize.blocks import Cell, Origin
from fundfilings.notes.grid_rows import GridRow
from fundfilings.notes.grids import Grid
from fundfilings.scalars import printed_scale


def note_table(grid: Grid, document: Origin) -> NoteTable:
    """A grid as a plain table."""
    return made(
        NoteTable,
        caption=grid.caption or None,
        columns=tuple(grid.labels),
        scale=scale_of(grid),
        rows=tuple([_row(r, document) for r in grid.rows]),
        source=document.span(grid.first),
    )


def scale_of(grid: Grid) -> int:
    """1000 where the caption, the heads or a line of words in the table say that figures are in thousands."""
    if grid.scale:
        return grid.scale
    words = " ".join([r.row.text for r in grid.rows if not any(r.cells)])
    return printed_scale(f"{grid.caption} {grid.stub} {' '.join(grid.labels)} {words}") or 1


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

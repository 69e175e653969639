"""What HTML flows into: lines, page ends, tables; and whether a table holds data or only lays out what is inside it.

<table><tr><td>Schedule<table>...</table></td></tr></table>     dissolved: a line, then the rows of the inner table
<table><tr><td>$</td><td>1,200</td></tr></table> in a cell      one line, "$ 1,200"
<table><tr><td>one column of text</td></tr></table>             lines of running text
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from fundfilings.normalize.html_print import Printout, Word
from fundfilings.normalize.html_rows import COLUMN, GridCell, Line, Printed, lay_out, printed_rows

#: A lone cell of a table with more than this is running text that the table only frames.
_PROSE_LENGTH = 200
#: A one-row table of up to so many characters inside a cell is the cell's text.
_INLINE_LENGTH = 40


@dataclass(slots=True)
class Rows:
    """A finished table inside running text. `columns` is the width of its grid."""

    rows: list[Printed]
    columns: int


@dataclass(slots=True)
class Break:
    """A page may end here; `ruled` says that only a rule (<hr>) shows it."""

    at: int
    ruled: bool = False


Item = Line | Word | Rows | Break | Printout


@dataclass(slots=True)
class Container:
    """What text flows into: the body, or one cell. `block` numbers the cell among the block elements."""

    items: list[Item] = field(default_factory=list)
    cell: GridCell | None = None
    block: int = 0


def dissolved(rows: list[list[Container]], breaks: dict[int, int]) -> Iterator[Item]:
    """A closed table as items of running text: rows where it holds data, its contents where it only lays them out.
    `breaks` are the rows that a page ends above, with the place of the page's end."""
    grid = [[c.cell for c in row if c.cell is not None] for row in rows]
    lay_out(grid)
    columns = max((c.column + c.colspan for row in grid for c in row), default=0)
    waiting: list[list[GridCell]] = []
    for i, row in enumerate(rows):
        if i in breaks:
            yield from _table_items(waiting, columns)
            waiting = []
            yield Break(breaks[i])
        if all(_inline(c) for c in row):
            waiting.append(grid[i])
            continue
        yield from _table_items(waiting, columns)
        waiting = []
        for container in row:
            yield from (x for x in container.items if not isinstance(x, Line) or x.text)
    yield from _table_items(waiting, columns)
    if len(rows) in breaks:
        yield Break(breaks[len(rows)])


def _inline(container: Container) -> bool:
    """Whether a cell holds lines only (a one-row table inside it counts as a line). Fills the cell's lines."""
    cell = container.cell
    if cell is None:
        return False
    lines: list[Line] = []
    for item in container.items:
        if isinstance(item, Line):
            lines.append(item)
        elif isinstance(item, Word):
            lines.append(Line(item.text, item.start, item.stop))
        elif (
            isinstance(item, Rows)
            and len(item.rows) == 1
            and sum(len(p.text) for p in item.rows[0].pieces) <= _INLINE_LENGTH
        ):
            p = item.rows[0].pieces
            lines.append(Line(" ".join(x.text for x in p), p[0].start, p[-1].stop, all(x.bold for x in p)))
        elif not (isinstance(item, Printout) and not item.filled):
            return False
    while lines and not lines[-1].text:
        lines.pop()
    cell.lines = lines
    return True


def _table_items(rows: list[list[GridCell]], columns: int) -> Iterator[Item]:
    """Rows of a table; where no row has a second filled cell they are running text that the table frames."""
    if not any(c.filled for row in rows for c in row):
        return
    if not any(sum(c.filled for c in row) > 1 for row in rows):
        for cell in (c for row in rows for c in row):
            for ln in cell.lines:
                if ln.text:
                    ln.indent += cell.column * COLUMN
                    yield ln
        return
    waiting: list[Printed] = []
    for printed in printed_rows(rows):
        piece = printed.pieces[0]
        if len(printed.pieces) == 1 and len(piece.text) > _PROSE_LENGTH:
            if waiting:
                yield Rows(waiting, columns)
                waiting = []
            yield Line(piece.text, piece.start, piece.stop, piece.bold, piece.x0 + piece.indent)
        else:
            waiting.append(printed)
    if waiting:
        yield Rows(waiting, columns)

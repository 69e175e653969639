"""The tables that are open while an HTML body is read: tables in cells, rows without a table, cells without a row.

<table><tr><td>Acme<table>...</table></td>    two tables; the items of the inner one flow into the outer one's cell
<tr><td>Acme</td></tr><p>Text</p>             a table implied by its row, ended by the paragraph
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fundfilings.normalize.html_items import Break, Container, dissolved
from fundfilings.normalize.html_lines import State
from fundfilings.normalize.html_rows import GridCell
from fundfilings.normalize.html_style import PLAIN, Style

_FONT_SIZE = 10.0


@dataclass(slots=True)
class OpenTable:
    """An open table. Depths are those of its elements, 0 where there is none; floors are numbers of open elements."""

    outer: Container
    outside: State
    state: State
    depth: int
    outside_floor: int
    implied: bool
    rows: list[list[Container]] = field(default_factory=list)
    breaks: dict[int, int] = field(default_factory=dict)  # rows with a page break above, and where it stands
    row_style: Style = PLAIN
    row_open: bool = False
    row_depth: int = 0
    cell_depth: int = 0
    floor: int = 0
    stray: Container = field(default_factory=Container)  # text inside the table and outside its cells
    inside: dict[tuple[Style, Style, bool], State] = field(default_factory=dict)  # cells, by style and row's style


class OpenTables:
    """The open tables, outermost first, and what text flows into now."""

    def __init__(self) -> None:
        self.open: list[OpenTable] = []
        self.into = Container()
        self.deepest = 0  # the depth of the innermost part of a table, 0 where none is open

    @property
    def floor(self) -> int:
        """How many elements are open around the open cell, or the open table."""
        return self.open[-1].floor if self.open else 0

    def part_at(self, depth: int) -> str | None:
        """What part of a table ends where the element at this depth ends. Only asked where `deepest` is not less."""
        table = self.open[-1]
        if table.cell_depth >= depth:
            return "table-cell"
        if table.row_depth >= depth:
            return "table-row"
        if table.depth > depth or (table.depth == depth and not table.implied):
            return "table"
        return None

    def implied_at(self, depth: int) -> bool:
        """Whether what begins at this depth stands behind a table that only its rows show."""
        return bool(self.open) and self.open[-1].implied and self.open[-1].depth == depth and self.into.cell is None

    def begin(self, style: Style, outside: State, depth: int, floor: int, implied: bool) -> None:
        inside = State(
            bold=outside.bold if style.bold is None else style.bold,
            hidden=outside.hidden or style.hidden,
            white=bool(style.white),
            ground=outside.ground or bool(style.ground),
            font_size=_FONT_SIZE if style.font_size is None else style.font_size,
            place=outside.place,
        )
        table = OpenTable(self.into, outside, inside, depth, floor, implied, floor=floor)
        self.open.append(table)
        self.into, self.deepest = table.stray, depth

    def begin_row(self, style: Style, depth: int, at: int) -> None:
        self.end_row()
        table = self.open[-1]
        if style.break_before:
            table.breaks[len(table.rows)] = at
        table.rows.append([])
        table.row_open, table.row_style, table.row_depth = True, style, depth
        self.deepest = max(depth, table.depth)

    def begin_cell(self, head: bool, style: Style, depth: int, floor: int, block: int) -> State:
        """Begin a cell; the state of the text inside it."""
        table = self.open[-1]
        row = table.row_style
        cell = GridCell(style.colspan, style.rowspan, style.valign or row.valign, style.rule_above, style.rule_below)
        self.into = Container(cell=cell, block=block)
        table.rows[-1].append(self.into)
        table.cell_depth, table.floor = depth, floor
        if depth > self.deepest:
            self.deepest = depth
        state = table.inside.get((style, row, head))
        if state is None:
            state = table.inside[style, row, head] = _inside(table, style, head)
        return state

    def end_cell(self) -> State:
        """End the open cell; the state outside it."""
        table = self.open[-1]
        table.cell_depth, table.floor = 0, table.outside_floor
        self.deepest = table.row_depth or table.depth
        self.into = table.stray
        return table.state

    def end_row(self) -> None:
        """End the open row, whose cells are ended."""
        table = self.open[-1]
        table.row_open, table.row_depth = False, 0
        self.deepest = table.depth

    def end(self) -> State:
        """End the innermost table: its rows, or what it frames, flow into what is around it. The state outside it."""
        table = self.open.pop()
        self.into = table.outer
        around = self.open[-1] if self.open else None
        self.deepest = 0 if around is None else around.cell_depth or around.row_depth or around.depth
        self.into.items.extend(table.stray.items)  # in print it stands above
        self.into.items.extend(dissolved(table.rows, table.breaks))
        return table.outside

    def page_break(self, at: int) -> None:
        if self.open and self.into.cell is None:
            self.open[-1].breaks[len(self.open[-1].rows)] = at
        else:
            self.into.items.append(Break(at))


def _inside(table: OpenTable, style: Style, head: bool) -> State:
    """What a cell, its row and its table say of the text inside it."""
    row, state = table.row_style, table.state
    return State(
        bold=style.bold if style.bold is not None else row.bold if row.bold is not None else state.bold or head,
        hidden=state.hidden or style.hidden or row.hidden,
        white=style.white if style.white is not None else row.white if row.white is not None else state.white,
        ground=state.ground or bool(row.ground) or bool(style.ground),
        indent=style.indent,
        text_indent=style.text_indent,
        font_size=state.font_size if style.font_size is None else style.font_size,
        place=state.place,
    )

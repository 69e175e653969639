"""Stretches of a part to one table of rows and columns, whatever page or head they stood under.

Columns are the same where fund, label and period are the same, so a statement that runs on over a page goes on in its
columns, a second head (the next three funds, the year before) opens further ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from fundfilings.normalize.blocks import BlockDocument
from fundfilings.scalars import Amount, find_date, printed_scale
from fundfilings.spans import Span
from fundfilings.split.parts import FundRef
from fundfilings.statements.captions import Printed, Reader
from fundfilings.statements.columns import Columns, figure_rows, join_broken, read_columns
from fundfilings.statements.heads import FundHeads, split_class
from fundfilings.statements.layout import Figure, Line, Stretch
from fundfilings.statements.periods import is_period

_WHITE = re.compile(r"\s+")
_TITLE_PERIOD = re.compile(r"\b(?:for|year|years|period|months?)\b.*\d", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """One logical column: its fund (None: the part's own), class, label as printed and the period of its title."""

    fund: int | None
    label: str
    class_name: str | None = None
    period: str = ""
    spans: str = ""


@dataclass(slots=True)
class TableRow:
    """One row: its printed caption and groups, and the figure in each column (index into `Table.heads`)."""

    printed: Printed
    caption: str
    values: dict[int, Amount]
    span: Span
    depth: int = 0
    total: bool = False


@dataclass(slots=True)
class StatementTable:
    """All rows and columns of a part. `titles` are the lines above heads; `unaligned` the rows whose figures could not
    be put under columns (their values stand in printed order)."""

    heads: list[Head] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    unaligned: list[TableRow] = field(default_factory=list)
    scale: int = 1


class TableReader:
    """Reads stretches one after another into one table."""

    def __init__(self, document: BlockDocument, funds: Sequence[FundRef], own: int | None) -> None:
        self.document = document
        self.fund_heads = FundHeads(funds)
        self.own = own
        self.table = StatementTable()
        self._reader = Reader()
        self._columns: Columns | None = None
        self._index: list[int] = []
        self._fund: int | None = None
        self._class: str | None = None
        self._period = ""

    def read(self, stretch: Stretch) -> None:
        """Add one stretch's rows."""
        self._titles(stretch)
        columns = self._align(stretch)
        before = len(self._reader.printed)
        groups_before = self._reader.path()
        if stretch.head and groups_before and stretch.titles:
            self._reader.groups.clear()
        self._reader.read(stretch.body)
        levels = _levels([p.indent for p in self._reader.printed[before:]])
        for printed in self._reader.printed[before:]:
            depth = next((i for i, lvl in enumerate(levels) if printed.indent <= lvl + 1.0), 0)
            self._row(printed, columns, stretch.grid, depth)

    def _titles(self, stretch: Stretch) -> None:
        texts = [*stretch.titles]
        for text in texts:
            self.table.titles.append(text)
            if self.own is None and (fund := self.fund_heads.match(text)) is not None:
                self._fund = fund
            if _TITLE_PERIOD.search(text) or find_date(text):
                self._period = _WHITE.sub(" ", text)
        for text in (*texts, *(ln.whole for ln in stretch.head)):
            if (scale := printed_scale(text)) and not _part_scaled(text):
                self.table.scale = scale

    def _align(self, stretch: Stretch) -> Columns:
        """The stretch's columns, and which columns of the table they are."""
        columns = read_columns(stretch)
        if not any(columns.labels):
            if self._columns is not None and columns.width <= len(self._index):
                adopted = self._adopt(columns, stretch)
                if adopted is not None:
                    return adopted
            labels = [""] * columns.width
        else:
            labels = columns.labels
        index: list[int] = []
        for label, spans in zip(labels, columns.spans, strict=True):
            index.append(self._column(label, spans))
        # two columns may not fall together
        for i, (a, b) in enumerate(pairwise(index)):
            if a == b:
                index[i + 1] = self._new(Head(self.table.heads[b].fund, f"{self.table.heads[b].label} ({i + 2})"))
        self._columns, self._index = columns, index
        return columns

    def _adopt(self, columns: Columns, stretch: Stretch) -> Columns | None:
        """A stretch without heads goes on in the columns above: by place in fixed-width text, else by number."""
        previous = self._columns
        assert previous is not None
        width = len(self._index)
        if columns.width == width:
            self._columns = columns
            return columns
        if stretch.grid or columns.width > width:
            return None
        rights = [c.right for c in previous.physical]
        logical: list[int] = []
        for col in columns.physical:
            near = min(range(len(rights)), key=lambda i: abs(rights[i] - col.right))
            if abs(rights[near] - col.right) > 6:
                return None
            logical.append(previous.logical[near])
        return Columns(columns.physical, logical, previous.labels, previous.spans)

    def _column(self, label: str, spans: str) -> int:
        fund = self.fund_heads.match(label) if self.own is None else None
        rest = self.fund_heads.strip(label, spans) if fund is not None else label
        if fund is None:
            fund = self._fund
        class_name, plain_label = split_class(rest)
        period = "" if is_period(rest) else self._period
        head = Head(fund, _WHITE.sub(" ", rest), class_name, period)
        for i, have in enumerate(self.table.heads):
            if have.fund == head.fund and have.label == head.label and (have.period == head.period or not head.period):
                return i
        if not label and self._index and len(self._index) == 1 and self.table.heads[self._index[0]].fund == fund:
            return self._index[0]
        return self._new(head)

    def _new(self, head: Head) -> int:
        self.table.heads.append(head)
        return len(self.table.heads) - 1

    def _row(self, printed: Printed, columns: Columns, grid: bool, depth: int) -> None:
        figures = printed.figures
        width = columns.width
        if grid and len(figures) > width:
            figures = join_broken(figures, width)
        span = self._span(printed.line)
        if not self._index or not columns.physical:
            return
        line = Line(printed.line.row, [], figures, grid)
        places = figure_rows([line], columns.physical)[0]
        if len(figures) == width and grid:
            logical: list[int | None] = (
                list(range(width)) if None in places else [columns.logical[p] for p in places if p is not None]
            )
            if len(set(logical)) < len(logical):
                logical = list(range(width))
        else:
            logical = [columns.logical[p] if p is not None else None for p in places]
        inner: dict[int, Figure] = {}
        outer: dict[int, Figure] = {}
        lost: list[Figure] = []
        for figure, place in zip(figures, logical, strict=True):
            if place is None:
                lost.append(figure)
            elif place in inner:
                (lost.append(figure) if place in outer else outer.__setitem__(place, figure))
            else:
                inner[place] = figure
        free = [i for i in range(width) if i not in inner]
        row = TableRow(printed, printed.caption, {self._index[i]: f.amount for i, f in inner.items()}, span, depth)
        if lost:
            for figure in lost:
                if free:
                    row.values[self._index[free.pop(0)]] = figure.amount
            self.table.unaligned.append(row)
        self.table.rows.append(row)
        if outer:
            caption = printed.groups[-1] if printed.groups else ""
            values = {self._index[i]: f.amount for i, f in outer.items()}
            self.table.rows.append(TableRow(printed, caption, values, span, max(depth - 1, 0), total=True))

    def _span(self, line: Line) -> Span:
        return self.document.span(line.row)


def _part_scaled(text: str) -> bool:
    """A scale printed inside a caption or sentence holds for it alone."""
    return len(text) > 160


def _levels(indents: Sequence[float]) -> list[float]:
    out: list[float] = []
    for x in sorted(indents):
        if not out or x > out[-1] + 1.0:
            out.append(x)
        else:
            out[-1] = x
    return out

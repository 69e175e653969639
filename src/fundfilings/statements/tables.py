"""Stretches of a part to one table of rows and columns, whatever page or head they stood under.

Columns are the same where fund, label and period are the same, so a statement that runs on over a page goes on in its
columns, a second head (the next three funds, the year before) opens further ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from fundfilings.normalize.blocks import Origin
from fundfilings.periods import is_period, period_text
from fundfilings.scalars import Amount, printed_scale
from fundfilings.spans import Span
from fundfilings.split.parts import FundRef
from fundfilings.statements.captions import Printed, Reader, Section
from fundfilings.statements.columns import Columns, places_of, read_columns
from fundfilings.statements.drift import join_broken
from fundfilings.statements.heads import FundHeads, split_class
from fundfilings.statements.layout import Stretch
from fundfilings.statements.lines import Figure
from fundfilings.statements.vocabulary import class_name

_WHITE = re.compile(r"\s+")
_GOES_ON = re.compile(r"^(?:to|through|and)\b", re.I)


#: The fund of a column whose head names one that the filing's roster does not have.
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Head:
    """One logical column: its fund (None: the part's own), class, label as printed and the period of its title."""

    fund: int | None
    label: str
    class_name: str | None = None
    period: str = ""


@dataclass(slots=True)
class TableRow:
    """One row: its printed caption and groups, and the figure in each column (index into `Table.heads`)."""

    printed: Printed
    caption: str
    values: dict[int, Amount]
    span: Span
    depth: int = 0
    total: bool = False
    lost: list[Amount] = field(default_factory=list)


@dataclass(slots=True)
class StatementTable:
    """All rows and columns of a part. `titles` are the lines above heads; `unaligned` the rows whose figures could not
    be put under columns (their values stand in printed order), `joined` those with figures joined from pieces."""

    heads: list[Head] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    unaligned: list[TableRow] = field(default_factory=list)
    joined: list[TableRow] = field(default_factory=list)
    scale: int = 1

    def doubts(self, where: str) -> Iterator[tuple[str, Span]]:
        """What was doubtful, as (message, place): rows not aligned, rows whose broken figures were joined."""
        for row in self.unaligned:
            left = f"; without a column: {', '.join(a.text for a in row.lost)}" if row.lost else ""
            yield f"figures of {row.caption!r} could not be put under the columns of {where}{left}", row.span
        for row in self.joined:
            yield (
                f"figures of {row.caption!r} in {where} were printed in pieces and joined to fit the columns",
                row.span,
            )


class TableReader:
    """Reads stretches one after another into one table."""

    def __init__(self, document: Origin, funds: Sequence[FundRef], own: int | None) -> None:
        self.document = document
        self.fund_heads = FundHeads(funds)
        self.own = own
        self.table = StatementTable()
        self._reader = Reader(partial(_opened, self.fund_heads, own))
        self._columns: Columns | None = None
        self._index: list[int] = []
        self._stub: list[Printed] = []  # the last rows that had captions
        self._section = Section()  # as it was when the columns were set

    def read(self, stretch: Stretch) -> None:
        """Add one stretch's rows."""
        self._titles(stretch)
        columns = self._align(stretch)
        before = len(self._reader.printed)
        if stretch.head and stretch.titles:
            self._reader.groups.clear()
        self._reader.read(stretch.body)
        self._facing_page(self._reader.printed[before:])
        levels = _levels([p.indent for p in self._reader.printed[before:]])
        for printed in self._reader.printed[before:]:
            depth = next((i for i, lvl in enumerate(levels) if printed.indent <= lvl + 1.0), 0)
            self._row(printed, columns, stretch.grid, depth)

    def _facing_page(self, printed: Sequence[Printed]) -> None:
        """Rows of a right-hand page that prints figures only take the captions of the page on its left, if there are
        just as many."""
        bare = [p for p in printed if not p.caption]
        if len(bare) >= 4 and len(bare) * 5 >= len(printed) * 4:
            if len(bare) == len(self._stub):
                for row, stub in zip(bare, self._stub, strict=True):
                    row.caption, row.groups, row.indent = stub.caption, stub.groups, stub.indent
        elif any(p.caption for p in printed):
            self._stub = list(printed)

    def _titles(self, stretch: Stretch) -> None:
        section = self._reader.section
        for k, text in enumerate(stretch.titles):
            self.table.titles.append(text)
            if (fund := self._fund(self.fund_heads.heading(text))) is not None:
                section = replace(section, fund=fund)
            if is_class(text):
                section = replace(section, class_name=text.strip(" :"))
            if k and section.period and _GOES_ON.match(text) and len(text) < 60:
                section = replace(section, period=f"{section.period} {text}")
            elif period := period_text(text):
                section = replace(section, period=_WHITE.sub(" ", period))
        self._reader.section = section
        for text in (*stretch.titles, *(ln.whole for ln in stretch.head)):
            if len(text) <= 160 and (scale := printed_scale(text)) and not _in_full(stretch, scale):
                self.table.scale = scale

    def _fund(self, index: int | None) -> int | None:
        """A fund index as output has it: None for the part's own fund."""
        return None if index == self.own else index

    def _align(self, stretch: Stretch) -> Columns:
        """The stretch's columns, and which columns of the table they are."""
        columns = read_columns(stretch)
        section = self._reader.section
        if not any(columns.labels):
            same = self._section.fund == section.fund and self._section.period == section.period
            if self._columns is not None and columns.width <= len(self._index) and (same or len(self._index) > 1):
                adopted = self._adopt(columns, stretch)
                if adopted is not None:
                    return adopted
        index = [self._column(label) for label in columns.labels]
        for i, (a, b) in enumerate(pairwise(index)):
            if a == b:  # two columns may not fall together
                head = self.table.heads[b]
                index[i + 1] = self._new(replace(head, label=f"{head.label} ({i + 2})".strip()))
        self._columns, self._index, self._section = columns, index, section
        return columns

    def _adopt(self, columns: Columns, stretch: Stretch) -> Columns | None:
        """A stretch without heads goes on in the columns above: by number, or by place in fixed-width text."""
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
        return replace(previous, physical=columns.physical, logical=logical)

    def _column(self, label: str) -> int:
        section = self._reader.section
        matched = self.fund_heads.match(label)
        if matched is None and self.fund_heads.foreign(label):
            return self._new(Head(UNKNOWN, _WHITE.sub(" ", label)))
        rest = self.fund_heads.strip(label) if matched is not None else label
        fund = self._fund(matched) if matched is not None else section.fund
        class_name, _ = split_class(rest)
        rest = _WHITE.sub(" ", rest).strip()
        head = Head(fund, rest, class_name, section.period or "")
        for i, have in enumerate(self.table.heads):
            if (have.fund, have.label) == (head.fund, head.label) and (
                have.period == head.period or not head.period or is_period(rest)
            ):
                return i
        return self._new(head)

    def _new(self, head: Head) -> int:
        self.table.heads.append(head)
        return len(self.table.heads) - 1

    def _for_section(self, index: int, section: Section) -> int:
        """The column for rows of a section that a heading opened below the head: another fund's, in the same column."""
        head = self.table.heads[index]
        if section.fund == self._section.fund or section.fund == head.fund:
            return index
        wanted = replace(head, fund=section.fund)
        return self.table.heads.index(wanted) if wanted in self.table.heads else self._new(wanted)

    def _row(self, printed: Printed, columns: Columns, grid: bool, depth: int) -> None:
        width = columns.width
        if not self._index or not columns.physical:
            return
        inner: dict[int, Figure] = {}
        outer: dict[int, Figure] = {}
        lost: list[Figure] = []
        if (placed := columns.placed.get(printed.line.row.line)) is not None:
            inner = dict(zip(placed[1], placed[0], strict=True))
        else:
            figures = join_broken(printed.figures, width) if grid else printed.figures
            inner, outer, lost = _place(figures, columns)
        index = [self._for_section(i, printed.section) for i in self._index]
        span = self.document.span(printed.line.row)
        row = TableRow(printed, printed.caption, {index[i]: f.amount for i, f in inner.items()}, span, depth)
        if lost:
            free = [i for i in range(width) if i not in inner]
            for figure, i in zip(lost, free, strict=False):
                row.values[index[i]] = figure.amount
            row.lost = [f.amount for f in lost[len(free) :]]
            self.table.unaligned.append(row)
        if len(inner) + len(outer) + len(lost) < len(printed.figures):
            self.table.joined.append(row)
        self.table.rows.append(row)
        if outer:
            caption = printed.groups[-1] if printed.groups else ""
            values = {index[i]: f.amount for i, f in outer.items()}
            self.table.rows.append(TableRow(printed, caption, values, span, max(depth - 1, 0), total=True))


def _place(figures: Sequence[Figure], columns: Columns) -> tuple[dict[int, Figure], dict[int, Figure], list[Figure]]:
    """Figures by logical column: the first in each, the second in each (a group's total), and those without a place."""
    width = columns.width
    places = places_of(figures, columns.physical)
    logical = [columns.logical[p] if p is not None else None for p in places]
    if len(figures) == width and width > 1 and len(set(logical)) < width:
        logical = list(range(width))  # a full row, however it was shifted
    inner: dict[int, Figure] = {}
    outer: dict[int, Figure] = {}
    lost: list[Figure] = []
    for figure, place in zip(figures, logical, strict=True):
        if place is None or place in outer:
            lost.append(figure)
        elif place in inner:
            outer[place] = figure
        else:
            inner[place] = figure
    return inner, outer, lost


def _in_full(stretch: Stretch, scale: int) -> bool:
    """Whether figures said to be in (rounded to) thousands are printed in full: all of them end in zeros."""
    values = [f.amount.value for ln in stretch.figured for f in ln.figures if f.amount.value and not f.amount.decimals]
    large = [v for v in values if abs(v) >= scale]
    return len(large) >= 4 and sum(v % scale == 0 for v in large) * 10 >= len(large) * 9


def _opened(funds: FundHeads, own: int | None, text: str, section: Section) -> Section | None:
    """The section that a line between rows opens, None where it is a group. No method: a reader that holds its owner's
    methods is a cycle, and keeps the whole document until the collector comes by."""
    if is_class(text):
        return replace(section, class_name=text.strip(" :"))
    index = funds.heading(text)
    if index is not None and not text.endswith(":"):
        return replace(section, fund=None if index == own else index)
    return None


def is_class(text: str) -> bool:
    """Whether a line standing alone is a share class's heading ("Class A Shares", "Institutional Class")."""
    m = class_name(text)
    return m is not None and len(text) - len(m[0]) <= 4 and not text.rstrip().endswith(".")


def _levels(indents: Sequence[float]) -> list[float]:
    out: list[float] = []
    for x in sorted(indents):
        if not out or x > out[-1] + 1.0:
            out.append(x)
        else:
            out[-1] = x
    return out

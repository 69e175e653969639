"""The rows of a table in a note: caption, group, and a cell for each column.

Gross unrealized:                              group
  Appreciation of
    investments         42,000      12,500     caption "Appreciation of investments", two cells
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fundfilings.marks import split_marks
from fundfilings.normalize.blocks import Cell, Row
from fundfilings.normalize.grid import Column
from fundfilings.notes.vocabulary import CONNECTORS
from fundfilings.scalars import MONTH

_YEAR = re.compile(r"^\W*(?:fiscal\s+)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\W*$", re.I)
_DATE_CELL = re.compile(
    rf"^\W*(?:(?:0?[1-9]|1[0-2])[/-]\d{{1,2}}(?:[/-]\d{{2,4}})?|{MONTH}\s+\d{{1,2}}\s?,?(?:\s+\d{{4}})?|{MONTH},?\s+\d{{4}}|\d{{1,2}}\s+{MONTH}\s+\d{{4}})\W*$",
    re.I,
)
_SCALE_CELL = re.compile(r"^\(\s?[$€£¥]?\s?0{3}(?:,0{3})?(?:['’]?s)?(?:\s?omitted)?\s?\)$", re.I)
#: What a cell of a row prints besides single figures: ranges, shares of something, dates.
_VALUE = re.compile(r"^[<>~(]?\s?[$€£¥]?\s?\d[\d,.]*\s?%?\s?(?:to|through|[-–—/])\s?[$€£¥]?\d", re.I)
#: A caption without figures that fills its column goes on below: characters.
_WRAPPED = 30
_LEVELS = frozenset("123")
_SIGNS = frozenset("$€£¥")
_LEADERS = re.compile(r"[\s.…_]+$")


@dataclass(slots=True)
class GridRow:
    """One row: `caption` in full (wrapped lines joined, marks off), the `group` it stands under, a cell or None for
    each column, and the printed row. A row without any cell is a line of words inside the table."""

    caption: str
    group: str
    cells: list[Cell | None]
    row: Row
    marks: tuple[str, ...] = ()


def is_label(text: str) -> bool:
    """Whether a cell that reads as a figure is a head or a caption: a year, a date, a scale."""
    text = text.strip()
    dated = "/" in text or "-" in text or " " in text
    return bool(_YEAR.match(text) or _SCALE_CELL.match(text) or (dated and _DATE_CELL.match(text)))


def is_value(cell: Cell) -> bool:
    if cell.figure is not None:
        return not is_label(cell.text)
    return _VALUE.match(cell.text) is not None and _DATE_CELL.match(cell.text) is None


def cells_of(row: Row) -> tuple[list[Cell], list[Cell]]:
    """A row's caption cells, and the others. The caption is what stands before the first value; a year or a date before
    values is a caption too."""
    cells = row.cells
    if not cells:
        return [], []
    first = cells[0]
    if len(cells) == 1:
        return ([], [first]) if is_value(first) else ([first], [])
    if is_value(first):
        return [], list(cells)
    n = 1
    if cells[0].text[-5:].lower() == "level" and cells[1].text in _LEVELS:
        n = 2  # "Transfers out of Level | 3"
    while n < len(cells) and not is_value(cells[n]) and not _is_dash(cells[n]):
        if any(is_value(c) for c in cells[n + 1 :]) and cells[n].x0 - cells[n - 1].x1 <= 3:
            n += 1
        else:
            break
    return list(cells[:n]), list(cells[n:])


def _is_dash(cell: Cell) -> bool:
    """A dash, "N/A", or a currency sign with nothing behind it."""
    return cell.text in _SIGNS or (cell.figure is not None and cell.figure.kind != "number")


def body_rows(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[GridRow]:
    """The rows with their captions whole and the group each stands under."""
    empty: list[Cell | None] = [None] * len(columns)
    group = _Group("", 0.0)
    caption, pending = "", None
    for row in rows:
        words, others = cells_of(row)
        text = " ".join(c.text for c in words).strip()
        if not others:
            if pending is not None and not _goes_on(caption, text):
                group = _Group(clean_caption(caption)[0], pending.indent)
                yield GridRow(group.text, "", empty, pending)
                caption, pending = "", None
            caption = f"{caption} {text}".strip()
            pending = pending or row
            continue
        if pending is not None:
            if _goes_on(caption, text):
                text = f"{caption} {text}".strip()
            else:
                group = _Group(clean_caption(caption)[0], pending.indent)
                yield GridRow(group.text, "", empty, pending)
            caption, pending = "", None
        if group.ended_by(row):
            group = _Group("", 0.0)
        whole, marks = clean_caption(text)
        yield GridRow(whole, group.text, _aligned(others, columns), row, marks)
    if pending is not None:
        yield GridRow(clean_caption(caption)[0], group.text, empty, pending)


class _Group:
    """A heading inside a table. Where its rows are printed further in, it ends with the first one that is not."""

    def __init__(self, text: str, indent: float) -> None:
        self.text, self.indent, self._inner = text, indent, False

    def ended_by(self, row: Row) -> bool:
        if not self.text:
            return False
        if row.indent > self.indent:
            self._inner = True
            return False
        return self._inner


def _goes_on(above: str, text: str) -> bool:
    """Whether a caption that printed no figure goes on in the line below it."""
    if not above or above.rstrip().endswith(":"):
        return False
    if not text:
        return not is_label(above)
    if text[:1].islower() or text[:1] == "(" or above.split()[-1].lower() in CONNECTORS or above[-1:] in ",-/":
        return True
    return len(above) >= _WRAPPED and not above.isupper()


def clean_caption(text: str) -> tuple[str, tuple[str, ...]]:
    bare, marks = split_marks(_LEADERS.sub("", text))
    return _LEADERS.sub("", bare).strip(" :") if bare else bare, marks


def _aligned(cells: Sequence[Cell], columns: Sequence[Column]) -> list[Cell | None]:
    """A cell for each column: in order where there are as many, else each under the column it stands in. Two in one
    column cannot be told apart: nothing is taken."""
    if len(cells) == len(columns):
        return list(cells)
    out: list[Cell | None] = [None] * len(columns)
    for cell in cells:
        over = [i for i, k in enumerate(columns) if cell.x0 < k.x1 and k.x0 < cell.x1]
        best = min(over, key=lambda i: abs(cell.x1 - columns[i].right), default=None)
        if best is None:
            continue
        if out[best] is not None:
            return [None] * len(columns)
        out[best] = cell
    return out

"""A printed table of a note as a grid: caption above, column heads, rows with a cell for each column.

    The tax cost of investments was as follows:        above
                      Income Fund     Growth Fund      heads   -> labels "Income Fund", "Growth Fund"
    Cost of
      investments     $ 1,240,000      $  980,000      a row   -> caption "Cost of investments", two cells
    Gross unrealized:                                  group of the two rows below
      Appreciation         42,000          12,500
      Depreciation         (8,000)             --

One printed table may hold several grids under one another: each row of heads behind figures begins a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fundfilings.normalize.blocks import Cell, Row
from fundfilings.normalize.grid import Column, is_text_grid, numeric_columns
from fundfilings.notes.column_heads import column_labels
from fundfilings.notes.grid_rows import GridRow, body_rows, cells_of, clean_caption, is_label, is_value
from fundfilings.notes.items import Item, Rows, Text
from fundfilings.notes.lines import Line
from fundfilings.periods import is_period

#: Characters of the text above a table in which its caption, scale, date and fund are looked for.
_ABOVE = 900
#: Characters right of the captions at which a lone line of words stands over the columns.
_CLEAR = 8
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]])\.\s+(?=[A-Z(*])")
#: A number that may be part of a name or a page's.
_SMALL = re.compile(r"^\d{1,3}$")


@dataclass(slots=True)
class Grid:
    """One table. `above` is the text over it, nearest last, `caption` its last sentence; `stub` the words over the
    captions; `scale` what is known of it from elsewhere."""

    above: str
    stub: str
    columns: list[Column]
    labels: list[str]
    rows: list[GridRow]
    first: Row
    scale: int | None = None
    caption: str = field(init=False)

    def __post_init__(self) -> None:
        self.caption = _last_sentence(self.above)


def _last_sentence(text: str) -> str:
    """The sentence that leads to a table: the last one of the text above it."""
    cut = 0
    for m in _SENTENCE_END.finditer(text.rstrip(" .:")):
        cut = m.end()
    return text[cut:].strip()


def grids(items: Sequence[Item]) -> Iterator[tuple[int, Grid]]:
    """All tables of a note with the index of their item."""
    text, headings, fresh = "", "", False
    for i, item in enumerate(items):
        if isinstance(item, Text):
            goes_on = headings and item.text[:1].islower()
            if item.heading and not item.text.rstrip().endswith(":"):
                headings = f"{headings} {item.text}".strip()
            else:
                lead = headings if goes_on else text if item.heading and text.endswith(":") and fresh else ""
                text, headings = f"{lead} {item.text}".strip(), ""
            fresh = True
            continue
        for grid in _split(item, f"{text} {headings}".strip()[-_ABOVE:]):
            yield i, grid
        headings, fresh = "", False


# --- rows of one printed table to grids ------------------------------------------------------------------------------


def _split(item: Rows, above: str) -> Iterator[Grid]:
    """The grids of one printed table. Lines of words belong to what follows them."""
    head: list[Line] = []
    body: list[Line] = []
    words: list[Line] = []
    context = above
    for line in item.lines:
        row = line.place
        assert isinstance(row, Row)
        kind = _kind(row)
        if kind == "words":
            words.append(line)
        elif kind == "body":
            body += [*words, line]
            words = []
        else:
            if body:
                if grid := _grid(head, body, context):
                    yield grid
                head, body = [], []
                context = " ".join([above, *(w.text for w in words)])[-_ABOVE:] if words else above
                words = []
            head += [*words, line]
            words = []
    if body:
        if grid := _grid(head, body, context):
            yield grid
    elif grid := _words_only([*head, *words], context):
        yield grid


def _kind(row: Row) -> str:
    cells = row.cells
    values = [c for c in cells if is_value(c)]
    small = [c for c in values if _SMALL.match(c.text)]
    if values and len(small) == len(values) and (len(cells) == 1 or len(cells) - len(small) >= max(2, len(small))):
        return "words" if len(cells) == 1 else "head"  # a page number; "DIVIDEND ADVANTAGE 2"
    if values:
        return "body"
    if len(cells) == 1 and not _stands_over_columns(cells[0]):
        return "words"
    return "head"


def _stands_over_columns(cell: Cell) -> bool:
    """A lone head: a year, a period or a scale well to the right of where captions begin."""
    return cell.x0 >= 20 and (is_label(cell.text) or is_period(cell.text)) and len(cell.text) < 60


def _grid(head: Sequence[Line], body: Sequence[Line], above: str) -> Grid | None:
    rows = [_row(line) for line in body]
    bare = [Row(cells, r.line) for r in rows if (cells := tuple(cells_of(r)[1]))]
    columns = numeric_columns(bare)
    columns = _with_words(columns, bare)
    if not columns or (len(bare) == 1 and all(_SMALL.match(c.text) for c in bare[0].cells)):
        return None
    left = min(c.x0 for c in columns)
    over = [_row(line) for line in head]
    margin = min(r.cells[0].x0 for r in rows) + (_CLEAR if is_text_grid(rows) else 0)
    while not any(map(is_value, rows[0].cells)) and rows[0].cells[0].x0 > margin and rows[0].cells[-1].x1 > left:
        over.append(rows.pop(0))  # "Amount" and "($000)" alone over the figures
    labels, stub = column_labels(over, columns, left)
    return Grid(above, stub, columns, labels, list(body_rows(rows, columns)), rows[0])


def _row(line: Line) -> Row:
    assert isinstance(line.place, Row)
    return line.place


def _with_words(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns of figures, and those in which only words stand."""
    out = list(columns)
    loose = sorted((c.x0, c.x1) for r in rows for c in r.cells if not any(c.x0 < k.x1 and k.x0 < c.x1 for k in columns))
    for x0, x1 in loose:
        last = out[-1] if len(out) > len(columns) else None
        if last is not None and x0 < last.x1:
            out[-1] = Column(max(last.right, x1), min(last.x0, x0), max(last.x1, x1), last.count + 1)
        else:
            out.append(Column(x1, x0, x1, 1))
    return sorted(out, key=lambda c: c.x0)


def _words_only(lines: Sequence[Line], above: str) -> Grid | None:
    """A table that prints words in its columns and no figure: two rows at least with cells one under another."""
    rows = [_row(line) for line in lines]
    full = [r for r in rows if len(r.cells) > 1]
    if len(full) < 2 or len({len(r.cells) for r in full}) > 1:
        return None
    second = [r.cells[1].x0 for r in full]
    if max(second) - min(second) > 6:
        return None
    k = len(full[0].cells) - 1
    spans = [[(r.cells[j + 1].x0, r.cells[j + 1].x1) for r in full] for j in range(k)]
    columns = [Column(max(b for _, b in s), min(a for a, _ in s), max(b for _, b in s), len(s)) for s in spans]
    body = [GridRow(*_word_row(r, k)) for r in rows]
    return Grid(above, "", columns, [""] * k, body, rows[0])


def _word_row(row: Row, k: int) -> tuple[str, str, list[Cell | None], Row]:
    cells: list[Cell | None] = [*row.cells[1:]] if len(row.cells) > 1 else [None] * k
    return clean_caption(row.cells[0].text)[0] if row.cells else "", "", cells, row

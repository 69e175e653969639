"""One <table> to rows: spans laid out on a grid, lines inside cells made rows, signs joined to their numbers.

    | Acme Corp.  |  | $ | 310,000 | |        ->  "Acme Corp."  "$ 310,000"
    | Net loss    |  |   | (1,234  | ) |      ->  "Net loss"    "(1,234)"
    | Common stocks 80.84%<br>Energy 13.18% | Shares | Value<br>(000) |
                                              ->  "Common stocks 80.84%" / "Energy 13.18%"  "Shares"  "Value (000)"

A grid column is ten units wide, so that an indentation in points shows between columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fundfilings.normalize.html_joins import Piece, joined, raise_marks
from fundfilings.scalars import amount

#: Width of a grid column in the unit of Cell.x0.
COLUMN = 10.0
_EDGES = tuple(i * COLUMN for i in range(256))
#: A cell that claims to span more rows is mistaken (or hostile).
_MAX_ROWSPAN = 200
_HEADING_LINE = re.compile(r"\d\s?%\s?\)?(?:\s?(?:\^\{[^{}]*\}|\([a-z]\)|[*†‡#]++))*$|[:]$|\bcontinued\)?$", re.I)


@dataclass(slots=True)
class Line:
    """One printed line of a cell or of running text: text folded and with marks inline; blank lines have no text."""

    text: str
    start: int
    stop: int
    bold: bool = False
    indent: float = 0.0
    block: int = 0
    floats: bool = False
    listed: bool = False


@dataclass(slots=True)
class GridCell:
    """One <td>: its lines, the last of which has text, and where it lies on the grid once `lay_out` has run."""

    colspan: int
    rowspan: int
    valign: str
    rule_above: bool
    rule_below: bool
    lines: list[Line] = field(default_factory=list)
    column: int = 0

    @property
    def filled(self) -> bool:
        return bool(self.lines)


@dataclass(slots=True)
class Printed:
    """One printed row of a table."""

    pieces: list[Piece]
    gap: int = 0
    ruled: bool = False


def lay_out(rows: Iterable[Sequence[GridCell]]) -> None:
    """Give every cell its grid column; a cell that spans rows keeps its columns in the rows below."""
    held: list[tuple[int, int, int]] = []  # (first column, column behind it, row it is held to), left to right
    for i, row in enumerate(rows):
        held = [h for h in held if h[2] > i]
        column, at = 0, 0
        spanning: list[tuple[int, int, int]] = []
        for cell in row:
            while at < len(held) and held[at][0] < column + cell.colspan:
                if held[at][1] > column:
                    column = held[at][1]
                at += 1
            cell.column = column
            column += cell.colspan
            if cell.rowspan > 1:
                spanning.append((cell.column, column, i + min(cell.rowspan, _MAX_ROWSPAN)))
        if spanning:
            held = sorted([*held, *spanning])


def printed_rows(rows: Sequence[Sequence[GridCell]]) -> list[Printed]:
    """The printed rows of a laid-out table, blank ones counted as gaps, signs and marks joined."""
    out: list[Printed] = []
    gap, rule = 0, False
    for row in rows:
        filled = [c for c in row if c.filled]
        rule = rule or any(c.rule_above for c in _bordered(row, filled, above=True))
        if not filled:
            gap += 1
            rule = rule or any(c.rule_below for c in row)
            continue
        for i, pieces in enumerate(_split(filled)):
            out.append(Printed(pieces, gap if i == 0 else 0, rule if i == 0 else False))
            gap = 0
        rule = any(c.rule_below for c in _bordered(row, filled, above=False))
    # Where figures end; single digits do not count, for they may be marks.
    ends = Counter(p.x1 for r in out for p in r.pieces if len(p.text) > 2 and amount(p.text) is not None)
    named = Counter(r.pieces[0].x0 for r in out if len(r.pieces) > 1 and amount(r.pieces[0].text) is None)
    for printed in out:
        if len(printed.pieces) > 1:
            raise_marks(printed.pieces, ends, named)
            printed.pieces = joined(printed.pieces, ends)
    return out


def _bordered(row: Sequence[GridCell], filled: Sequence[GridCell], above: bool) -> Sequence[GridCell]:
    """The cells whose border is a rule over or under figures: none where the row is ruled from its first cell on."""
    first = filled[0] if filled else row[0] if row else None
    if first is None or (len(row) > 1 and (first.rule_above if above else first.rule_below)):
        return ()
    return row


# --- lines inside cells ----------------------------------------------------------------------------------------------


def _split(cells: list[GridCell]) -> list[list[Piece]]:
    """The printed rows of one <tr>: one, unless its cells hold lines that stand beside one another or headings."""
    if all(len(c.lines) == 1 for c in cells):
        return [[_piece(c, c.lines) for c in cells]]
    figures = [c for c in cells[1:] if sum(1 for ln in c.lines if amount(ln.text) is not None) > 1]
    if figures:
        return _side_by_side(cells, max(len(c.lines) for c in figures))
    first, rest = cells[0], cells[1:]
    lines = [ln for ln in first.lines if ln.text]
    if not rest:
        return [[_piece(first, group)] for group in _lone_lines(lines)]
    headings, body = _headings(lines)
    rows = [[_piece(first, [ln])] for ln in headings]
    row: list[Piece] = []
    below: list[list[Piece]] = []
    for cell in cells:
        own, issuer = _issuer_below(body if cell is first else cell.lines)
        row.append(_piece(cell, own))
        if issuer:
            below.append([_piece(cell, issuer)])
    return [*rows, row, *below]


def _issuer_below(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """(the lines of the row's description, the line behind them that names the issuer of the rows below)."""
    lines = [ln for ln in lines if ln.text]
    if len(lines) > 1 and lines[-1].text.endswith(",") and not lines[-2].text.endswith((",", "-", "&")):
        return lines[:-1], lines[-1:]
    return lines, []


def _lone_lines(lines: list[Line]) -> list[list[Line]]:
    """Lines of a row's only cell: each by itself, but running text is joined."""
    groups: list[list[Line]] = []
    for ln in lines:
        if groups and ln.block == groups[-1][-1].block and ln.text[:1].islower() and ln.bold == groups[-1][-1].bold:
            groups[-1].append(ln)
        else:
            groups.append([ln])
    return groups


def _headings(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """(lines that are headings of their own, the lines of the row's description)."""
    at = 0
    closing = _HEADING_LINE.search(lines[-1].text) is not None  # a heading ends the cell: all above are headings too
    for i, ln in enumerate(lines[:-1]):
        if closing or ln.bold != lines[i + 1].bold or _HEADING_LINE.search(ln.text):
            at = i + 1
    return lines[:at], lines[at:]


def _side_by_side(cells: list[GridCell], count: int) -> list[list[Piece]]:
    """Rows of cells whose lines stand beside one another. A cell with as many lines as the figures is read line by
    line; a shorter one stands at the top or the bottom, as its alignment says."""
    columns: list[tuple[GridCell, list[list[Line]]]] = []
    for cell in cells:
        lines = cell.lines
        if len(lines) != count:
            lines = [ln for ln in lines if ln.text]
        if len(lines) > count:
            # A longer description: its first lines wrap or head the figures; the last ones stand beside them.
            head = len(lines) - count
            slots = [lines[: head + 1], *([ln] for ln in lines[head + 1 :])]
        else:
            missing = count - len(lines)
            blank: list[list[Line]] = [[] for _ in range(missing)]
            slots = [*blank, *([ln] for ln in lines)] if cell.valign == "bottom" else [*([ln] for ln in lines), *blank]
        columns.append((cell, slots))
    rows: list[list[Piece]] = []
    for i in range(count):
        row: list[list[Piece]] = [[]]
        for j, (cell, slots) in enumerate(columns):
            lines = [ln for ln in slots[i] if ln.text]
            if not lines:
                continue
            if j == 0 and len(lines) > 1:
                headings, lines = _headings(lines)
                rows.extend([_piece(cell, [ln])] for ln in headings)
            row[0].append(_piece(cell, lines))
        if row[0]:
            rows.append(row[0])
    return rows


def _edge(column: int) -> float:
    """Where a grid column begins; the same few numbers for all cells of a report."""
    return _EDGES[column] if column < len(_EDGES) else column * COLUMN


def _piece(cell: GridCell, lines: list[Line]) -> Piece:
    said = [ln for ln in lines if ln.text]
    return Piece(
        " ".join(ln.text for ln in said),
        _edge(cell.column),
        _edge(cell.column + cell.colspan),
        said[0].start,
        said[-1].stop,
        all(ln.bold for ln in said),
        said[0].indent,
    )

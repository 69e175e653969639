"""The order in which a page is read: newspaper columns, and what stands across them.

    Schedule of Investments (continued)                          a title across: read first
    Shares  Description    Value | Shares  Description   Value
    11,000  Acme Corp.   461,086 | 16,200  Bolt Group  118,655   the left column, then the right one
    46,000  Cog Ltd.     412,034 |         Total       913,348
    The accompanying notes are part ...                          below both

A table has gutters too. Two columns are told by the order of the file, which writes the left one first, and by what
stands in them: both have words of their own, and figures in both or in neither; or by heads that print twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from fundfilings.normalize.pdf_chars import Run

#: Where a gutter may stand, in parts of the width of what is printed.
_FROM, _TO = 0.3, 0.72
#: Printed lines that a column has at least; fewer than _FEW_LINES only beside a long one (a fund's last page).
_LEAST_LINES, _FEW_LINES = 3, 6
#: Rows in both of two columns under heads that print twice.
_LEAST_ROWS = 3
#: A gutter that is looked at is so wide, in points; so many are.
_STRIP, _CANDIDATES = 4, 12
#: Columns of a table differ so much in width, in parts of both; three columns of prose are cut into one and two.
_UNEQUAL = 0.2
#: Columns of tables both have figures on so many of their lines; the right one does not begin or end its lines with
#: figures so much more often than the left one.
_FIGURED, _MORE = 0.3, 0.4
#: Heads stand on the first lines of a column.
_HEAD_LINES = 12
#: Runs closer than this, in parts of the size, are one piece.
_PIECE_GAP = 0.8
#: A gutter is so wide at least, in parts of the size.
_GUTTER = 0.7
_DEPTH = 3
_LETTERS = re.compile(r"[^\W\d_]{3}")
#: A line with a name and an amount.
_ROW = re.compile(r"[^\W\d_]{3}.*\d,\d{3}|\d,\d{3}.*[^\W\d_]{3}")
_FIGURE = re.compile(r"\d[\d,.]*\)?%?$|^[—–-]+$")


@dataclass(slots=True)
class _Piece:
    """Runs that stand close together on one line."""

    runs: list[Run]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def text(self) -> str:
        return " ".join(r.text for r in self.runs)


@dataclass(frozen=True, slots=True)
class Region:
    """Runs that are read together, line by line; `side` counts the columns that it stands right of."""

    runs: list[Run]
    side: int = 0
    left: float = 0.0


def regions(runs: Sequence[Run]) -> list[Region]:
    """The parts of a page in the order in which they are read."""
    out: list[Region] = []
    for pieces, side, left in _ordered(_pieces(runs), _DEPTH, 0, 0.0):
        members = [r for p in pieces for r in p.runs]
        if out and not side and not out[-1].side and not out[-1].left and not left:
            out[-1].runs.extend(members)
        else:
            out.append(Region(members, side, left))
    return out


def _pieces(runs: Sequence[Run]) -> list[_Piece]:
    out: list[_Piece] = []
    for run in runs:
        last = out[-1] if out else None
        if (
            last
            and abs(last.y - run.y) < 0.3 * last.size
            and -0.3 * run.size < run.x0 - last.x1 < _PIECE_GAP * run.size
        ):
            last.runs.append(run)
            last.x1 = max(last.x1, run.x1)
        else:
            out.append(_Piece([run], run.x0, run.x1, run.y, run.size))
    return out


def _ordered(pieces: list[_Piece], depth: int, side: int, left: float) -> list[tuple[list[_Piece], int, float]]:
    cut = _cut(pieces) if depth and len(pieces) >= 4 * _LEAST_LINES else None
    if cut is None:
        return [(pieces, side, left)] if pieces else []
    x, top, bottom = cut
    above = [p for p in pieces if p.y < top]
    below = [p for p in pieces if p.y > bottom]
    within = [p for p in pieces if top <= p.y <= bottom]
    halves = [p for p in within if p.x0 < x], [p for p in within if p.x0 >= x]
    return [
        *_ordered(above, depth - 1, side, left),
        *_ordered(halves[0], depth - 1, side, min(p.x0 for p in halves[0])),
        *_ordered(halves[1], depth - 1, side + 1, x),
        *_ordered(below, depth - 1, side, left),
    ]


def _cut(pieces: list[_Piece]) -> tuple[float, float, float] | None:
    """(the middle of the gutter, the first and the last baseline of the columns); None for one column. Of gutters
    between as many lines the one in the middle counts: columns are of one width."""
    found: list[tuple[int, float, float, float, float]] = []
    for x in _gutters(pieces):
        crossing = sorted(p.y for p in pieces if p.x0 < x < p.x1)
        edges = [float("-inf"), *crossing, float("inf")]
        inside: dict[int, list[_Piece]] = {}
        for p in pieces:
            if p.x0 >= x or p.x1 <= x:
                inside.setdefault(bisect_left(edges, p.y), []).append(p)
        for members in inside.values():
            columns = _columns(members, x)
            if columns is not None:
                found.append((columns[0], columns[1], x, columns[2], columns[3]))
    if not found:
        return None
    most = max(f[0] for f in found)
    best = min((f for f in found if f[0] * 4 >= most * 3), key=lambda f: f[1])
    return best[2], best[3], best[4]


def _gutters(pieces: list[_Piece]) -> list[float]:
    """Places in the middle of a page that fewer lines cross than places beside them, those fewest cross first."""
    lo, hi = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    width = max(1, int(hi - lo) + 2)
    change = [0] * (width + 2)
    for p in pieces:
        change[int(p.x0 - lo)] += 1
        change[int(p.x1 - lo) + 1] -= 1
    cover = list(accumulate(change))
    most = max(cover)
    plateaus: list[tuple[int, int, float]] = []
    begin = 0
    for x in range(1, width + 1):
        if cover[x] == cover[begin]:
            continue
        lower = (begin == 0 or cover[begin] < cover[begin - 1]) and cover[begin] < cover[x]
        middle = (begin + x) / 2
        if lower and x - begin >= _STRIP and _FROM * width < middle < _TO * width and cover[begin] < 0.75 * most:
            plateaus.append((cover[begin], -(x - begin), lo + middle))
        begin = x
    return [x for _, _, x in sorted(plateaus)[:_CANDIDATES]]


def _columns(pieces: list[_Piece], x: float) -> tuple[int, float, float, float] | None:
    """(lines, how far from equal, first and last baseline) of two columns left and right of x, None where there are
    none."""
    pieces = _trimmed(pieces)
    left, right = [p for p in pieces if p.x0 < x], [p for p in pieces if p.x0 >= x]
    if len(left) < _LEAST_LINES or len(right) < _LEAST_LINES:
        return None
    begin, end = max(p.x1 for p in left), min(p.x0 for p in right)
    if end - begin < _GUTTER * min(p.size for p in right):
        return None
    widths = begin - min(p.x0 for p in left), max(p.x1 for p in right) - end
    unequal = abs(widths[0] - widths[1]) / sum(widths)
    if unequal > 2 * _UNEQUAL:
        return None
    turns = _turns(left, right)
    head = _repeated_head(left, right)
    if head is None and turns > max(2.0, 0.25 * min(len(left), len(right))):
        return None
    if head is not None:
        left, right = [p for p in left if p.y >= head - 1], [p for p in right if p.y >= head - 1]
    a, b = _lines(left), _lines(right)
    lines = min(len(a), len(b))
    if turns > max(2.0, 0.25 * lines):
        if head is None or min(_count(a, _ROW), _count(b, _ROW)) < _LEAST_ROWS:
            return None  # heads repeat over the columns of one table too
    elif lines < _FEW_LINES and (lines < _LEAST_LINES or max(len(a), len(b)) < 2 * _FEW_LINES or turns > 1):
        return None
    if min(_share(a, _LETTERS), _share(b, _LETTERS)) < 0.3:
        return None
    figured = _share(a, _FIGURE), _share(b, _FIGURE)
    if figured[1] > 0.4 and figured[0] < 0.15:
        return None  # descriptions, and what stands behind them
    if min(figured) > _FIGURED and _parts_rows(left, right):
        return None
    if unequal > _UNEQUAL and max(figured) > 0.4 and not _in_two(left if widths[0] > widths[1] else right, min(widths)):
        return None
    y = [p.y for p in (*left, *right)]
    return lines, unequal, min(y), max(y)


def _parts_rows(left: list[_Piece], right: list[_Piece]) -> bool:
    """Whether a gutter stands inside rows: the lines right of it begin, or end, with figures where those left of it
    begin, or end, with words."""
    return any(_share(_edge(right, i), _FIGURE) - _share(_edge(left, i), _FIGURE) > _MORE for i in (0, -1))


def _in_two(pieces: list[_Piece], width: float) -> bool:
    """Whether pieces stand in two columns of about a width: the first two or the last two of three."""
    cut = _cut(pieces)
    if cut is None:
        return False
    left, right = (max(p.x1 for p in side) - min(p.x0 for p in side) for side in _sides(pieces, cut[0]))
    return all(abs(w - width) < _UNEQUAL * (w + width) for w in (left, right))


def _sides(pieces: list[_Piece], x: float) -> tuple[list[_Piece], list[_Piece]]:
    return [p for p in pieces if p.x0 < x], [p for p in pieces if p.x0 >= x]


def _trimmed(pieces: list[_Piece]) -> list[_Piece]:
    """Without the lines at the top and at the foot of the page that white space parts from the columns."""
    ys = sorted({round(p.y, 1) for p in pieces})
    if len(ys) < 2 * _LEAST_LINES:
        return pieces
    steps = [b - a for a, b in pairwise(ys)]
    wide = 2.2 * max(p.size for p in sorted(pieces, key=lambda p: p.size)[: len(pieces) * 3 // 4])
    first, last = 0, len(ys) - 1
    for i in range(min(5, len(steps))):
        if steps[i] > wide:
            first = i + 1
    for i in range(len(steps) - 1, max(len(steps) - 4, first), -1):
        if steps[i] > wide:
            last = i
    return [p for p in pieces if ys[first] - 0.1 <= p.y <= ys[last] + 0.1]


def _repeated_head(left: list[_Piece], right: list[_Piece]) -> float | None:
    """The baseline of the first line that prints the same words, two at least, in both columns."""
    top = sorted({round(p.y) for p in right})[:_HEAD_LINES]
    words: dict[int, list[tuple[float, str]]] = {y: [] for y in top}
    others: dict[int, list[tuple[float, str]]] = {y: [] for y in top}
    for column, texts in ((left, words), (right, others)):
        for p in column:
            if p.y < top[-1] + 1 and (y := round(p.y)) in texts:
                texts[y].append((p.x0, p.text))
    for y in top:
        a = " ".join(t for _, t in sorted(words[y])).split()
        b = " ".join(t for _, t in sorted(others[y])).split()
        if len(a) > 1 and _again(a, b) and not any(c.isdigit() for t in a for c in t):
            return min(p.y for p in (*left, *right) if round(p.y) == y)
    return None


def _again(a: list[str], b: list[str]) -> bool:
    """Whether both are the same words, or one prints those of the other more than once (two columns of three)."""
    short, long = sorted((a, b), key=len)
    return bool(short) and short * (len(long) // len(short)) == long


def _lines(pieces: list[_Piece]) -> list[str]:
    """The texts of the lines of a column."""
    out: dict[int, list[tuple[float, str]]] = {}
    for p in pieces:
        out.setdefault(round(p.y / 2), []).append((p.x0, p.text))
    return [" ".join(t for _, t in sorted(line)) for line in out.values()]


def _edge(pieces: list[_Piece], i: int) -> list[str]:
    """The first (0) or the last (-1) text of each line of a column."""
    out: dict[int, list[tuple[float, str]]] = {}
    for p in pieces:
        out.setdefault(round(p.y / 2), []).append((p.x0, p.text))
    return [sorted(line)[i][1] for line in out.values()]


def _count(lines: list[str], pattern: re.Pattern[str]) -> int:
    return sum(pattern.search(t) is not None for t in lines)


def _share(lines: list[str], pattern: re.Pattern[str]) -> float:
    return _count(lines, pattern) / len(lines)


def _turns(left: list[_Piece], right: list[_Piece]) -> float:
    """How often the file goes from one column to the other."""
    order = sorted([(p.runs[0].order, 0) for p in left] + [(p.runs[0].order, 1) for p in right])
    return sum(a[1] != b[1] for a, b in pairwise(order))

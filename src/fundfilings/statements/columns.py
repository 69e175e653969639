"""Columns of a stretch: figures to columns, head words to labels, noise-broken figures joined.

                    For the Year Ended                 one label each: "For the Year Ended Dec. 31, 2003",
              Dec. 31, 2003   Dec. 31, 2002            "For the Year Ended Dec. 31, 2002"

Securities sold   3,044,980     17,614,838             components in an inner, totals in an outer column: one
Total assets                 1,017,082,370             logical column, because hardly any line fills both
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from fundfilings.normalize.blocks import Cell
from fundfilings.periods import is_period
from fundfilings.scalars import amount
from fundfilings.statements.drift import drift
from fundfilings.statements.heads import PERIOD_WORDS
from fundfilings.statements.layout import Stretch
from fundfilings.statements.lines import Figure, Line, is_year

#: Figures of one column end within this many characters in fixed-width text; in grids they share the cell.
TEXT_TOLERANCE = 2.0
_MONTH_DAY = re.compile(r"^[A-Z][a-z]{2,8}\.?\s+\d{1,2},?$|^\d{1,2}/\d{1,2}:?$", re.I)
#: "Year Ended" over full dates: each of them belongs to it.
_WANTS_DATE = re.compile(r"\b(?:ended|ending)$", re.I)
_WANTS_YEAR = re.compile(r"\b(?:ended|ending)\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2},?$", re.I)
#: Blanks at most inside such words.
_APART = 3
#: How far, in characters, a head set flush right may end from the figures under it (a parenthesis or a percent sign).
_EDGE = 1.0
_BLANK = re.compile(r" ")
#: Words at least of such a row.
_FLUSH = 3
_HAS_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[A-Za-z]{3,}")
_WORD_BREAK = re.compile(r"[A-Za-z]-$")
#: Words that keep the hyphen at a line's end.
_HYPHENED = re.compile(r"\b(?:non|short|long|tax|after|before|anti|pre|re|sub|year|month|end|in|on)-$", re.I)


@dataclass(slots=True)
class Column:
    """One printed column of figures: [x0, x1) what its cells cover, `right` where most end."""

    x0: float
    x1: float
    right: float
    count: int


@dataclass(slots=True)
class Columns:
    """The columns of a stretch. `logical[i]` is the logical column of physical column i; `labels` are one a logical
    column, `leaves` the label's words that stand over this column alone, `spans` those over several. `placed` holds
    rows (by line number) whose figures were put under columns by their order (see `drift`)."""

    physical: list[Column]
    logical: list[int]
    labels: list[str]
    leaves: list[str]
    spans: list[str]
    placed: dict[int, tuple[list[Figure], list[int]]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return len(self.labels)


def physical_columns(lines: Sequence[Line], grid: bool) -> list[Column]:
    """Columns of figures by their right edges, left to right."""
    tolerance = 0.0 if grid else TEXT_TOLERANCE
    cells = sorted((f.x1, f.x0, i) for i, ln in enumerate(lines) for f in ln.figures)
    groups: list[list[tuple[float, float, int]]] = []
    for cell in cells:
        if groups and cell[0] - groups[-1][-1][0] <= tolerance and cell[0] - groups[-1][0][0] <= 2 * tolerance + 1:
            groups[-1].append(cell)
        else:
            groups.append([cell])
    merged: list[list[tuple[float, float, int]]] = []
    for group in groups:
        if merged and _overlap(merged[-1], group, 0.0 if grid else 1.0):
            merged[-1].extend(group)
        else:
            merged.append(group)
    out: list[Column] = []
    for group in merged:
        edges = [c[0] for c in group]
        right = max(set(edges), key=lambda e: (edges.count(e), e))
        out.append(Column(min(c[1] for c in group), max(edges), right, len(group)))
    return out


def _overlap(left: list[tuple[float, float, int]], right: list[tuple[float, float, int]], slack: float) -> bool:
    """Two groups of edges are one column when cells overlap sideways and hardly any line fills both."""
    if min(c[1] for c in right) + slack >= max(c[0] for c in left):
        return False
    rows = {c[2] for c in left}
    return not any(c[2] in rows for c in right)


def figure_rows(lines: Sequence[Line], columns: Sequence[Column]) -> list[list[int | None]]:
    """For each line the physical column of each figure, None where it fits none that is free."""
    return [places_of(line.figures, columns) for line in lines]


def places_of(figures: Sequence[Figure], columns: Sequence[Column]) -> list[int | None]:
    """The physical column of each figure of a line, None where it fits none that is free."""
    taken: set[int] = set()
    places: list[int | None] = []
    for figure in figures:
        x0, x1 = figure.x0 - 1, figure.x1 + 1
        best, nearest = None, 0.0
        for i, col in enumerate(columns):
            if x0 < col.x1 and col.x0 < x1 and i not in taken:
                distance = abs(figure.x1 - col.right)
                if best is None or distance < nearest:
                    best, nearest = i, distance
        if best is not None:
            taken.add(best)
        places.append(best)
    return places


def logical_columns(places: Sequence[Sequence[int | None]], count: int, apart: Collection[int]) -> list[int]:
    """Physical columns to logical ones: neighbours that hardly any line fills together are one (inner and outer),
    unless heads tell them apart (`apart` holds i where columns i - 1 and i have different heads)."""
    fill = [0] * count
    both = [0] * count  # both[i]: lines that fill i and i + 1
    for row in places:
        have = {p for p in row if p is not None}
        for p in have:
            fill[p] += 1
            both[p] += p + 1 in have
    logical = [0] * count
    for i in range(1, count):
        low, high = sorted((fill[i], fill[i - 1]))
        few = both[i - 1] <= (0.34 if apart else 0.6) * low or (not apart and both[i - 1] == 1 and high >= 5)
        logical[i] = logical[i - 1] + (0 if few and i not in apart else 1)
    return logical


def read_columns(stretch: Stretch, narrow: bool = False) -> Columns:
    """The columns of a stretch with their labels; `narrow` where heads may stand one blank apart, as they do over a
    table of many items."""
    lines = stretch.figured
    physical = physical_columns(lines, stretch.grid)
    if stretch.grid and (placed := drift(lines, len(physical))):
        return _drifted(stretch, placed)
    if not physical:
        return Columns([], [], [], [], [])
    heads = _head_rows(stretch, physical, narrow)
    covered = [_covered(cells, physical, heads, k) for k, cells in enumerate(heads)]
    apart = {i for cells in heads if len(cells) > 1 for i in _parted(cells, physical)}
    logical = logical_columns(figure_rows(lines, physical), len(physical), apart)
    return Columns(physical, logical, *_labels(heads, covered, logical, physical))


def _parted(cells: Sequence[Cell], columns: Sequence[Column]) -> list[int]:
    """The columns whose nearest head word differs from their left neighbour's."""
    nearest = [
        min(range(len(cells)), key=lambda j: (_distance(cells[j], c), _off_centre(cells[j], c))) for c in columns
    ]
    return [i for i in range(1, len(columns)) if nearest[i] != nearest[i - 1]]


def _off_centre(cell: Cell, column: Column) -> float:
    return abs((cell.x0 + cell.x1) - (column.x0 + column.x1)) / 2


def _head_rows(stretch: Stretch, physical: Sequence[Column], narrow: bool) -> list[list[Cell]]:
    """The head words over the columns, row by row; words with a rule under them as wide as their rule."""
    edge = _stub_edge(stretch, physical)
    out: list[list[Cell]] = []
    for i, line in enumerate(stretch.head):
        rules = [r for below in stretch.head[i + 1 : i + 4] for r in below.rules]
        row: list[Cell] = []
        flush = narrow and _flush_right(line, physical)
        for cell in line.texts:
            if cell.x1 <= physical[0].x0 - (0 if stretch.grid else 12) or cell.x0 <= edge:
                continue
            centre = (cell.x0 + cell.x1) / 2
            over = next(((a, b) for a, b in rules if a - 1 <= centre <= b + 1 and _stands_alone(line, a, b)), None)
            if over is not None:
                x0, x1 = min(cell.x0, over[0]), max(cell.x1, over[1])
                cell = Cell(cell.text, x0, x1, cell.start, cell.end, cell.bold, cell.indent)
            if row and not stretch.grid and _goes_on(row[-1], cell):
                before = row.pop()
                text = f"{before.text} {cell.text}"
                cell = Cell(text, before.x0, cell.x1, before.start, cell.end, before.bold, before.indent)
            row.extend(_words_apart(cell, physical) if flush and over is None else (cell,))
        if row:
            out.append(row)
    return out


def _flush_right(line: Line, columns: Sequence[Column]) -> bool:
    """Whether most words of a head row end where the figures of one column do: no words over several columns."""
    ends = sum(any(abs(c.x1 - column.right) <= _EDGE for column in columns) for c in line.texts)
    return ends >= _FLUSH and ends * 5 >= len(line.texts) * 4


def _words_apart(cell: Cell, columns: Sequence[Column]) -> list[Cell]:
    """The words of narrow columns that one blank parts, as cells of their own ("NET ASSET INVESTMENT" over two): each
    part ends where a column's figures do."""
    text = cell.text
    if " " not in text or cell.x1 - cell.x0 != len(text):
        return [cell]
    under = [c for c in columns if cell.x0 < c.right + 1 and c.x0 < cell.x1]
    if len(under) < 2 or abs(under[-1].right - cell.x1) > _EDGE:
        return [cell]
    out: list[Cell] = []
    start = 0
    for column in under[:-1]:
        cuts = [m.start() for m in _BLANK.finditer(text, start) if abs(cell.x0 + m.start() - column.right) <= _EDGE]
        if not cuts:
            return [cell]
        out.append(_part(cell, start, cuts[0]))
        start = cuts[0] + 1
    return [*out, _part(cell, start, len(text))]


def _part(cell: Cell, start: int, end: int) -> Cell:
    return Cell(
        cell.text[start:end],
        cell.x0 + start,
        cell.x0 + end,
        cell.start + start,
        cell.start + end,
        cell.bold,
        cell.indent,
    )


def _stands_alone(line: Line, x0: float, x1: float) -> bool:
    """Whether a rule underlines one head word, and not a whole row of them."""
    return sum(x0 <= (c.x0 + c.x1) / 2 <= x1 for c in line.texts) <= 1


def _goes_on(before: Cell, cell: Cell) -> bool:
    """Whether two cells are one head that is parted by its blanks: "Year Ended  December 31,"."""
    close = cell.x0 - before.x1 <= _APART
    return close and bool(_WANTS_DATE.search(before.text)) and bool(_MONTH_DAY.match(cell.text))


def _stub_edge(stretch: Stretch, physical: Sequence[Column]) -> float:
    """Right of this a head word stands over columns; left of it over the captions."""
    if stretch.grid:
        return -1.0
    captions = sorted(ln.texts[0].x0 for ln in stretch.figured if ln.texts and ln.texts[0].x0 < physical[0].x0)
    if not captions:
        return -1.0
    return captions[(len(captions) * 9) // 10] + min(8.0, physical[0].x0 / 4)


def _covered(
    cells: Sequence[Cell], columns: Sequence[Column], heads: Sequence[Sequence[Cell]], k: int
) -> list[list[int]]:
    """The columns each head cell of one head row stands over. A cell centred over several (its rule is gone) covers the
    run of columns whose middle lies nearest to its own."""
    out: list[list[int]] = []
    for cell in cells:
        hit = [i for i, c in enumerate(columns) if cell.x0 < c.x1 + 0.5 and c.x0 - 0.5 < cell.x1]
        centre = (cell.x0 + cell.x1) / 2
        if not hit:
            near = min(range(len(columns)), key=lambda i: _distance(cell, columns[i]))
            pitch = columns[near].x1 - columns[near].x0
            hit = [near] if _distance(cell, columns[near]) <= max(pitch, 8.0) else []
        elif len(hit) > 1:
            inside = [
                i
                for i in hit
                if min(cell.x1, columns[i].x1) - max(cell.x0, columns[i].x0)
                >= 0.3 * min(cell.x1 - cell.x0, columns[i].x1 - columns[i].x0)
            ]
            hit = inside or [min(hit, key=lambda i: abs((columns[i].x0 + columns[i].x1) / 2 - centre))]
        out.append(hit)
    if len(cells) == 1 and _heads_all(cells[0], columns, heads, k):
        return [list(range(len(columns)))]
    # a cell alone on its side of the row may head more columns than it touches
    for j, hit in enumerate(out):
        if not hit:
            continue
        low = out[j - 1][-1] + 1 if j > 0 and out[j - 1] else 0
        high = out[j + 1][0] - 1 if j + 1 < len(out) and out[j + 1] else len(columns) - 1
        out[j] = _widen(cells[j], hit, low, high, columns, heads, k)
    return out


def _heads_all(cell: Cell, columns: Sequence[Column], heads: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether the one wide head of a table says what all its bare years are ("Year Ended December 31,"), though it was
    set to the right of them."""
    others = [c for n, row in enumerate(heads) if n != k for c in row]
    years = bool(others) and all(is_year(c.text) for c in others) and len(others) == len(columns)
    return years and bool(_WANTS_YEAR.search(cell.text))


def _distance(cell: Cell, column: Column) -> float:
    return max(column.x0 - cell.x1, cell.x0 - column.x1, 0.0)


def _widen(
    cell: Cell, hit: list[int], low: int, high: int, columns: Sequence[Column], heads: Sequence[Sequence[Cell]], k: int
) -> list[int]:
    centre = (cell.x0 + cell.x1) / 2

    def off(i: int, j: int) -> float:
        return abs((columns[i].x0 + columns[j].x1) / 2 - centre)

    names = any(w.lower() not in PERIOD_WORDS for w in _WORD.findall(cell.text)) or _WANTS_DATE.search(cell.text)
    bare = [_bare_below(columns[i], heads, k, bool(names)) for i in range(len(columns))]
    best = (off(hit[0], hit[-1]), hit[0], hit[-1])
    # columns whose own head is a bare year or day need the words of a wider head
    if all(bare[i] for i in hit):
        i, j = hit[0], hit[-1]
        while i > low and bare[i - 1]:
            i -= 1
        while j < high and bare[j + 1]:
            j += 1
        for a in range(i, hit[0] + 1):
            for b in range(hit[-1], j + 1):
                score = off(a, b) - 2.0 * (b - a)  # a wider run is the better reading of an even centre
                if score < best[0] - 2.0 * (best[2] - best[1]) - 1e-9:
                    best = (off(a, b), a, b)
        pitch = columns[hit[0]].x1 - columns[hit[0]].x0 + 8
        if best[0] > pitch:
            return hit
    return list(range(best[1], best[2] + 1))


def _bare_below(column: Column, heads: Sequence[Sequence[Cell]], k: int, names: bool) -> bool:
    """Whether what stands over a column below head row k needs the words of a wider head: bare years, months and days;
    any period under a head that `names` a fund or class."""
    below = [c for row in heads[k + 1 :] for c in row if c.x0 < column.x1 + 1 and column.x0 - 1 < c.x1]
    if names and below:
        return is_period(below[-1].text)
    return bool(below) and all(is_year(c.text) or _MONTH_DAY.match(c.text) or amount(c.text) is not None for c in below)


def _labels(
    heads: Sequence[Sequence[Cell]],
    covered: Sequence[Sequence[list[int]]],
    logical: Sequence[int],
    columns: Sequence[Column],
) -> tuple[list[str], list[str], list[str]]:
    width = logical[-1] + 1
    words: list[list[tuple[str, bool]]] = [[] for _ in range(width)]
    for k, cells in enumerate(heads):
        row = [sorted({logical[i] for i in hit}) for hit in covered[k]]
        for j, (cell, over) in enumerate(zip(cells, row, strict=True)):
            if len(over) > 1:  # a column that another word of the row alone stands over is that word's, though touched
                alone = {o[0] for m, o in enumerate(row) if m != j and len(o) == 1}
                over = [i for i in over if i not in alone] or over
            for i in over:
                words[i].append((cell.text, len(over) > 1 or _wider(cell, covered[k][j], columns)))
    return (
        [join_words([t for t, _ in w]) for w in words],
        [join_words([t for t, wide in w if not wide]) for w in words],
        [join_words([t for t, wide in w if wide]) for w in words],
    )


def _wider(cell: Cell, over: Sequence[int], columns: Sequence[Column]) -> bool:
    """Whether a head word is wider than the room of the one column it touches: it belongs to its neighbours too."""
    if len(over) != 1 or len(columns) < 2:
        return False
    i = over[0]
    room = columns[i].x1 - (columns[i - 1].x1 if i else columns[i].x0 - (columns[1].x0 - columns[0].x1))
    return cell.x1 - cell.x0 > room + 2


def join_words(words: Sequence[str]) -> str:
    """Stacked head words as one label; a word broken by a hyphen at a line's end is joined ("Share-" "holders",
    "DISTRI-" "BUTIONS")."""
    out = ""
    for word in words:
        word = word.strip()
        if out and _WORD_BREAK.search(out) and (word[:1].islower() or (word.isupper() and out[-2:-1].isupper())):
            kept = _HYPHENED.search(out) is not None
            out = (out if kept else out[:-1]) + word
        else:
            out = f"{out} {word}" if out else word
    return out


def _drifted(stretch: Stretch, placed: dict[int, tuple[list[Figure], list[int]]]) -> Columns:
    width = max(max(places, default=0) for _, places in placed.values()) + 1
    full = [tuple((f.x0, f.x1) for f in figures) for figures, places in placed.values() if len(places) == width]
    usual = max(set(full), key=full.count)
    physical = [Column(x0, x1, x1, full.count(usual)) for x0, x1 in usual]
    dated = [c.text for ln in stretch.head for c in ln.texts if _HAS_YEAR.search(c.text)]
    logical = list(range(width))
    if len(dated) == width:
        return Columns(physical, logical, dated, dated, [""] * width, placed)
    heads = [ln.texts for ln in stretch.head]
    covered = [_covered(cells, physical, heads, k) for k, cells in enumerate(heads)]
    return Columns(physical, logical, *_labels(heads, covered, logical, physical), placed)

"""Grids that a rendering damaged: cells that drifted, figures that broke in two.

    Net asset value, beginning   | $ 1  | 3.53   | $ 14.83 | $ 13.97        "$ 13.53"
    Net investment income        |      | 0.91   | 0.31    | 0.92
    Net asset value, end         | $    | 15.57  | $       | 13.53 | $ | 14.83    the same three periods

Full rows are read by their order; a join is made only where it gives a row just as many figures as there are columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fundfilings.normalize.blocks import Cell
from fundfilings.scalars import amount
from fundfilings.statements.lines import Figure, Line

_FRAGMENT = re.compile(r"^(?:\(?\$\s?\(?)?\(?\d{1,3}$")
_REST = re.compile(r"^\d[\d,]*(?:\.\d+)?\)?%?$")


def drift(lines: Sequence[Line], columns: int) -> dict[int, tuple[list[Figure], list[int]]]:
    """Rows of a grid whose cells drifted: rows with all figures stand at different grid columns, because a rendering
    gave some rows cells of their own for signs. Full rows go by their order, others by the nearest full row whose cells
    hold theirs. Empty where the grid is sound."""
    counts = [len(ln.figures) for ln in lines]
    width = max(set(counts), key=lambda n: (counts.count(n), n), default=0)
    if width < 2 or counts.count(width) < 2 or columns <= width:
        return {}
    joined = [join_broken(ln.figures, width) for ln in lines]
    full = [(i, tuple(f.x1 for f in figures)) for i, figures in enumerate(joined) if len(figures) == width]
    if len({xs for _, xs in full}) < 2:
        return {}
    out: dict[int, tuple[list[Figure], list[int]]] = {}
    for i, figures in enumerate(joined):
        number = lines[i].row.line
        if len(figures) == width:
            out[number] = (figures, list(range(width)))
            continue
        have = [f.x1 for f in figures]
        for _, xs in sorted(full, key=lambda f: abs(f[0] - i)):
            if len(set(have)) == len(have) and set(have) <= set(xs):
                out[number] = (figures, [xs.index(x) for x in have])
                break
    return out


def join_broken(figures: Sequence[Figure], expected: int) -> list[Figure]:
    """Figures of a grid row with those broken by rendering noise joined ("$ 1" | "3.53"), where the row has too many
    figures for its columns and joining fragments gives just as many as there are."""
    surplus = len(figures) - expected
    if surplus <= 0 or expected < 1:
        return list(figures)
    pairs: list[int] = []
    i = 0
    while i + 1 < len(figures):
        a, b = figures[i].cell.text.strip(), figures[i + 1].cell.text.strip()
        if _FRAGMENT.match(a) and _REST.match(b) and _joined(a, b) is not None:
            pairs.append(i)
            i += 2
        else:
            i += 1
    if len(pairs) != surplus:
        signed = [p for p in pairs if "$" in figures[p].cell.text or figures[p + 1].cell.text.startswith("0")]
        pairs = signed if len(signed) == surplus else []
    out: list[Figure] = []
    i = 0
    while i < len(figures):
        if i in pairs:
            a_cell, b_cell = figures[i].cell, figures[i + 1].cell
            text = _joined(a_cell.text.strip(), b_cell.text.strip()) or ""
            joined = amount(text)
            if joined is not None:
                cell = Cell(text, a_cell.x0, b_cell.x1, a_cell.start, b_cell.end, a_cell.bold)
                out.append(Figure(joined, b_cell.x0, b_cell.x1, cell))
            i += 2
        else:
            out.append(figures[i])
            i += 1
    return out


def _joined(first: str, rest: str) -> str | None:
    """Two fragments as one figure; a digit that the rendering doubled ("$ 1" | "166,424") counts once."""
    text = first + rest
    if amount(text) is not None:
        return text
    digits = first.strip("$( ")
    return rest if rest.startswith(digits) and amount(rest) is not None else None

"""Heads beside the captions, in a column of their own, to group lines above the rows that they head.

Per Share Operating   Net asset value, beginning of period ...  $   9.76      a group "Per Share Operating Performance:"
Performance:                                                    --------      and under it the captions of the second
                      Investment income--net .................       .36      column, each as a line prints it
Total Investment      Based on market price per share ........      1.27%     a group "Total Investment Return:"
Return:                                                         ========

The table shows it: captions begin in a second column, and what stands left of that never runs into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from fundfilings.normalize.blocks import Cell
from fundfilings.statements.lines import GRID, Line

#: Rows at least that have words in both columns.
_BESIDE = 2
#: Characters at least from the margin to the captions: as wide as a word.
_NARROWEST = 8.0


def side_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines, with heads beside captions taken out of them and put above as lines of their own."""
    out: list[Line] = []
    for _, group in groupby(lines, key=lambda ln: ln.block):
        table = list(group)
        edge = _captions_begin(table)
        out.extend(table if edge is None else _apart(table, edge))
    return out


def _left(line: Line) -> list[Cell]:
    """The words left of a line's figures."""
    return [c for c in line.texts if c.x0 < line.figures[0].x0]


def _captions_begin(lines: Sequence[Line]) -> float | None:
    """Where the second column of a table begins whose captions have heads beside them; None for any other table."""
    rows = [words for ln in lines if ln.figures and (words := _left(ln))]
    both = [words for words in rows if len(words) == 2]
    if len(both) < _BESIDE or len(both) * 2 > len(rows):
        return None
    edge = min(words[1].x0 for words in both)
    margin = min(words[0].x0 for words in rows)
    if edge - margin < (GRID if lines[0].grid else _NARROWEST):
        return None
    if any(words[0].x1 > edge or words[0].x0 > edge - 2 for words in both):
        return None
    alone = [words[0] for words in rows if len(words) == 1]
    inside = [c for c in alone if c.x0 >= edge - 1]
    before = [c for c in alone if c.x0 < edge - 1]
    if len(inside) < 4 or len(inside) < 2 * len(before) or any(c.x1 > edge for c in before):
        return None
    # indented captions stand in the second column too, but nothing of the first one reaches it
    return edge


def _apart(lines: Sequence[Line], edge: float) -> Iterator[Line]:
    """The lines of one table with the heads out of them; a head of several lines stands above the first of them."""
    run: list[Line] = []
    begun = False  # titles and the words over columns stand above the first row
    for line in lines:
        begun = begun or bool(line.figures)
        beside = begun and any(_heads(c, edge) for c in line.texts)
        if run and (not beside or _is_over(run[-1])):
            yield from _headed(run, edge)
            run = []
        if beside:
            run.append(line)
        else:
            yield line
    yield from _headed(run, edge)


def _heads(cell: Cell, edge: float) -> bool:
    """Whether words stand in the column of heads."""
    return cell.x0 < edge - 1 and cell.x1 <= edge


def _is_over(line: Line) -> bool:
    """Whether a head is over with this line: it closes with a colon."""
    return line.texts[0].text.rstrip(" *+)(").endswith(":")


def _headed(run: Sequence[Line], edge: float) -> Iterator[Line]:
    """One head, then the lines that it stood beside without its words."""
    if not run:
        return
    words = [c for ln in run for c in ln.texts if _heads(c, edge)]
    text = " ".join(c.text for c in words)
    head = Cell(text, words[0].x0, words[0].x0 + len(text), words[0].start, words[-1].end, words[0].bold)
    first = run[0]
    row = replace(first.row, cells=(head,), indent=head.x0)
    yield replace(first, row=row, texts=[head], figures=[], text=text, whole=text, rules=[], beside=True)
    for line in run:
        texts = [c for c in line.texts if not _heads(c, edge)]
        if not texts and not line.figures:
            continue
        row = replace(
            line.row,
            cells=tuple(c for c in line.row.cells if not _heads(c, edge)),
            indent=texts[0].x0 + texts[0].indent if texts else edge,
        )
        caption = [c.text for c in texts if not line.figures or c.x0 < line.figures[0].x0]
        yield replace(line, row=row, texts=texts, text=" ".join(caption).strip())

"""Where a part prints tables of affiliates, of restricted securities, of unfunded commitments: heads and rows of each.

    Investments in "affiliated companies" at June 30, 2003 were as shown below.       announces the kind
                            SHARES HELD     GROSS       GROSS      SHARES HELD        heads
    NAME OF ISSUER          DEC. 31, 2002  ADDITIONS  REDUCTIONS  JUNE 30, 2003
    Angang New Steel                                                                  rows, over several lines
     Company Ltd., H          58,332,000       --    (58,332,000)        --

A table is known by its heads: they name the columns of its kind. It runs to running text, to a sum with nothing behind
it, or to heads of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fundfilings.letters import holds_any
from fundfilings.normalize.blocks import Block, Cell, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.normalize.grid import Column, heads, heads_above, is_text_grid, numeric_columns, of_one
from fundfilings.scalars import DATE, printed_scale
from fundfilings.schedule.side_words import (
    ANNOUNCES,
    HEAD_WORDS,
    NEEDED,
    NOT_HEADS,
    OF_AFFILIATES,
    OTHER_HEADS,
    ROLES,
    TOTAL,
    TRIGGER_LETTERS,
    Kind,
    Role,
)
from fundfilings.split import Part

#: Characters above a table that may announce it, rows that may head it, lines of words on end inside it.
_ABOVE, _HEADS, _SILENT = 700, 8, 6
#: Characters above a table among which affiliates are named, and the longest head of a column.
_NEAR, _LONGEST_HEAD = 400, 90
#: Columns that tables of all kinds have: alone they show none.
_OF_ANYTHING: frozenset[Role] = frozenset({"purchases", "sales", "percent", "value"})
_DATED = re.compile(
    rf"^(?:{DATE}|\d{{1,2}}-\d{{1,2}}-(?:\d{{4}}|\d\d)\b|\d{{1,2}}/\d{{2,4}}|(?:various|multiple)\b)", re.I
)
#: "(in Thousands)" on the line right above the heads.
_SCALE_ABOVE = re.compile(
    r"\((?:amounts |dollars )?in \$?\s?(?:thousands|millions|000['’]?s)\)\W*$|\(000['’]?s?\)\W*$", re.I
)
#: The one column of a table that only tells what affiliates paid.
_EARNED = re.compile(r"\bincome\W+earned\b", re.I)
_WORD = re.compile(r"[a-z0-9]+")
_YEAR = re.compile(r"^(?:19|20)\d\d\W*$")


@dataclass(slots=True)
class SideTable:
    """One table: its kind, what stands above it, its columns of figures with their roles, heads and scales."""

    kind: Kind
    above: str
    columns: list[Column]
    roles: list[Role | None]
    words: list[str]
    scales: list[int]
    rows: list[Row] = field(default_factory=list)
    text: bool = False  # lines of print, and not cells of a table


def side_tables(part: Part, after: int = 0) -> Iterator[SideTable]:
    """The tables of a part in printed order. `after` is where its schedule ends: above it nothing is looked for."""
    triggered = [_triggered(block, after) for block in part.blocks]
    if not any(triggered):
        return
    above = ""
    rows: list[Row] = []
    hot = False  # whether the rows, or what stands above them, hold a word without which nothing is announced
    for block, announces in zip(part.blocks, triggered, strict=True):
        if isinstance(block, PageBreak):
            continue
        if isinstance(block, Table):
            rows.extend(r for r in block.rows if r.cells and r.cells[0].start >= after)
            hot = hot or announces
            continue
        if isinstance(block, Heading) and rows and not announces:
            continue  # a page's head inside a table
        if hot:
            yield from _tables(rows, above)
        if rows:
            above, rows = " ".join(r.text for r in rows[-3:] if not _figures(r)), []
        above = f"{above} {block.text}"[-_ABOVE:]
        hot = announces or holds_any(above, TRIGGER_LETTERS)
    if hot:
        yield from _tables(rows, above)


def _triggered(block: Block, after: int) -> bool:
    if isinstance(block, (Heading, Paragraph)):
        return holds_any(block.text, TRIGGER_LETTERS)
    if not isinstance(block, Table) or (block.rows[-1].cells and block.rows[-1].cells[0].start < after):
        return False
    return holds_any("\n".join([row.text for row in block.rows]), TRIGGER_LETTERS)


def _tables(rows: Sequence[Row], above: str) -> Iterator[SideTable]:
    """The tables among rows that no running text parts. Each stretch of heads may begin one."""
    at = 0
    said = above
    while at < len(rows):
        first = next((k for k in range(at, len(rows)) if _figures(rows[k])), None)
        if first is None:
            return
        begin = max(at, first - _HEADS)
        top = rows[begin:first]
        end = _end(rows, first)
        said = f"{said} {' '.join(r.text for r in rows[at:begin])}"[-_ABOVE:]
        table = _table(top, rows[first:end], said)
        if table is not None:
            yield table
        said = " ".join(r.text for r in rows[max(first, end - 3) : end] if not _figures(r))[-_ABOVE:]
        at = end


def _end(rows: Sequence[Row], first: int) -> int:
    """Behind the last row of the table whose first figures stand in row `first`."""
    silent = 0
    for k in range(first, len(rows)):
        row = rows[k]
        if _figures(row):
            silent = 0
            continue
        silent += 1
        if (k > first and (_is_head(row) or _is_other_head(row))) or silent > _SILENT:
            return k - silent + 1
    return len(rows)


def _is_head(row: Row) -> bool:
    """A row of several column heads."""
    return len(row.cells) > 1 and any(_WORD.search(c.text.lower()) for c in row.cells) and _of_heads(row)


def _is_other_head(row: Row) -> bool:
    """A row of several heads of a table of derivatives."""
    return len(row.cells) > 2 and OTHER_HEADS.search(row.text) is not None


def _figures(row: Row) -> list[Cell]:
    """The figures of a row: numbers and dashes beside words. No dates, no years, no heads' "(000)"; a page's number or
    a bare sum stands alone."""
    if len(row.cells) < 2:
        return []
    return [c for c in row.cells if is_number(c)]


def is_number(cell: Cell) -> bool:
    figure = cell.figure
    return figure is not None and figure.kind != "na" and not _YEAR.match(cell.text) and not printed_scale(cell.text)


def _table(top: Sequence[Row], body: Sequence[Row], above: str) -> SideTable | None:
    printed = [Row(tuple(_figures(r)), r.line) for r in body if _figures(r)]
    text = is_text_grid(printed)
    columns = numeric_columns(printed, 2.0 if text else 0.0)
    if not columns or not top:
        return None
    top, begun = _parted(top, columns)
    whole = next((scale for r in top if len(r.cells) == 1 and (scale := printed_scale(r.text))), None)
    if whole is None and (stated := _SCALE_ABOVE.search(above)):
        whole = printed_scale(stated[0])
    top = [r for r in top if not (len(r.cells) == 1 and printed_scale(r.text))]
    found = heads_above(top, columns, 1.0 if text else 0.0)
    own = heads([of_one(r, columns) for r in top], columns, 0.0)
    headed = " ".join(r.text for r in top)
    if NOT_HEADS.search(headed) or any(len(words) > _LONGEST_HEAD for words in found):
        return None
    for kind, announces in ANNOUNCES:
        if not (announces.search(headed) or announces.search(above if kind != "affiliate" else above[-_NEAR:])):
            continue
        roles = [_role(kind, alone) or _role(kind, words) for alone, words in zip(own, found, strict=True)]
        least, needed = NEEDED[kind]
        present = {r for r in roles if r is not None}
        earned = present == {"income"} and _EARNED.search(headed) is not None
        if not earned and (len(present) < least or needed.isdisjoint(present) or present <= _OF_ANYTHING):
            continue
        if kind == "restricted" and (OF_AFFILIATES.search(headed) or not _has_dates(headed, body)):
            continue
        scales = [printed_scale(words) or whole or 1 for words in found]
        return SideTable(kind, f"{above} {headed}", columns, roles, found, scales, [*begun, *body], text)
    return None


def _parted(top: Sequence[Row], columns: Sequence[Column]) -> tuple[Sequence[Row], Sequence[Row]]:
    """The heads, and the lines of words behind them with which the first row begins."""
    at = len(top)
    while (
        at and len(top[at - 1].cells) == 1 and top[at - 1].cells[0].x1 <= columns[0].x1 and not _of_heads(top[at - 1])
    ):
        at -= 1
    return top[:at], top[at:]


def _of_heads(row: Row) -> bool:
    words = [w for c in row.cells for w in _WORD.findall(re.sub(DATE, " ", c.text.lower()))]
    return sum(w in HEAD_WORDS for w in words) >= 0.8 * len(words)


def _role(kind: Kind, words: str) -> Role | None:
    return next((role for role, pattern in ROLES[kind] if pattern.search(words)), None)


def _has_dates(headed: str, body: Sequence[Row]) -> bool:
    """Whether the rows print dates, or the heads say that they do."""
    dated = sum(any(is_dated(c.text) for c in r.cells) for r in body if _figures(r))
    return 2 * dated >= sum(bool(_figures(r)) for r in body if not TOTAL.match(r.text))


def is_dated(text: str) -> bool:
    """A cell that prints a date, or several, and nothing else."""
    return _DATED.match(text) is not None and len(text) < 40

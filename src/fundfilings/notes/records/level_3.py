"""The reconciliation of level 3 assets (ASC 820-10-50-2), by fund, by class of assets, or for all in one column.

    Balance as of December 31, 2007        $ 987,507,819        begins
    Realized gain/(loss)                      20,534,314        \\
    Net purchases/(sales)                    160,569,040         > lead to
    Transfers in and/or out of Level 3                --        /
    Balance as of June 30, 2008           $1,168,611,173        the end
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fundfilings.models import Level3Rollforward, NoteFigure, made
from fundfilings.notes.grids import Grid
from fundfilings.notes.records.context import Reading
from fundfilings.notes.records.vectors import Vector, date_of, figure
from fundfilings.notes.records.vocabulary import LEVEL_3
from fundfilings.periods import read_period

_SUBJECT = re.compile(r"level\s*(?:3|III)\b|unobservable", re.I)


def read_level_3(note: Reading) -> Iterator[tuple[int, Level3Rollforward]]:
    """Every reconciliation of level 3 assets in a note, with its fund."""
    for i, grid in note.grids:
        words = " ".join([*grid.labels, *(r.caption for r in grid.rows)]).lower()
        if "balance" not in words and "beginning" not in words:
            continue
        if _SUBJECT.search(f"{grid.caption} {words}") or _SUBJECT.search(note.near(i)[-600:]):
            for fund, vector in note.owned(grid, LEVEL_3):
                record = _record(note, grid, vector)
                if record is not None:
                    yield fund, record


def _record(note: Reading, grid: Grid, vector: Vector) -> Level3Rollforward | None:
    entries = [e for e in vector.entries if e.key != "still_held"]
    keys = [e.key for e in entries]
    if keys.count("balance") != 2 or keys[0] != "balance" or keys[-1] != "balance" or len(entries) < 3:
        return None
    figures = [figure(e, grid, note.document) for e in entries]
    read = [f for f in figures if f is not None and f.value is not None]
    if len(read) < len(entries) or not (_closes(read) or all(keys)):
        return None  # not all lines are known: they may be no flows; else the check names the difference
    begin, *flows, end = read
    days = [date_of(e.caption) for e in (entries[0], entries[-1])]
    label = f"{entries[0].caption} - {entries[-1].caption}"
    category = vector.label if vector.label and (vector.across or note.fund_of(vector.label) is None) else None
    return made(
        Level3Rollforward,
        category=category if len(note.funds) < 2 or vector.across else None,
        period=read_period(label).model_copy(update={"start": None}) if all(days) else None,
        beginning=begin,
        flows=tuple(flows),
        end=end,
    )


def _closes(figures: list[NoteFigure]) -> bool:
    values = [f.value or Decimal(0) for f in figures]
    return abs(sum(values[:-1], -values[-1])) <= max(1, len(values) // 4)

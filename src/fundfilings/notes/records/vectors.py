"""A table of a note as named figures of one fund, class or period: its columns, or its rows where it lies across.

                     Income Fund   Growth Fund           Cost      Appreciation   Depreciation
Cost                   1,240,000       980,000     ->   Income Fund   1,240,000   42,000   (8,000)
Appreciation              42,000        12,500          Growth Fund     980,000   12,500        --
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fundfilings.models import NoteFigure, Period, made
from fundfilings.normalize.blocks import Cell, Origin, Row
from fundfilings.notes.grid_rows import is_label
from fundfilings.notes.grids import Grid
from fundfilings.notes.records.vocabulary import Vocabulary
from fundfilings.notes.tables import scale_of
from fundfilings.periods import is_period, period_text, read_period
from fundfilings.scalars import DATE, all_dates

_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_LENGTH = re.compile(r"\b(?:\w+[- ]months?|years?|periods?)\s+(?:from|ended|ending|\w+ \d|\d)|\byears?\s+ended\b", re.I)
_DATED = re.compile(rf"{DATE}|\b(?:19|20)\d\d\b(?!.*\b(?:19|20)\d\d\b)")
#: What a sentence goes on to say behind its period.
_GOES_ON = re.compile(
    r",?\s*\b(?:were|was|is|are|aggregat\w+|total\w*|amount\w*|the\s+(?:cost|funds?|trust|company|aggregate)|purchases|cost|"
    r"net\s+(?:un)?realized|gross|designated)\b|\$",
    re.I,
)
#: Percent: no fee of assets is as high.
_RATE = 10
#: A caption that holds an amount is a line of text taken for a row.
_AMOUNT_IN_WORDS = re.compile(r"\$\s?\d|\d,\d{3}")


@dataclass(slots=True)
class Entry:
    """One figure with the words that name it."""

    caption: str
    group: str
    cell: Cell
    row: Row
    key: str | None = None


@dataclass(slots=True)
class Vector:
    """The figures under one head (beside one caption, where `across`), in printed order; `section` is the date or the
    period that heads this part of the table."""

    label: str
    entries: list[Entry]
    across: bool = False
    section: str = ""

    def first(self, key: str) -> Entry | None:
        return next((e for e in self.entries if e.key == key), None)

    def only(self, key: str) -> Entry | None:
        """The entry of a key that is printed once; None where it is not, or more than once."""
        found = [e for e in self.entries if e.key == key]
        return found[0] if len(found) == 1 else None


def key_of(caption: str, group: str, vocabulary: Vocabulary) -> str | None:
    """The key of a caption; where it names none by itself, that of its group and it together."""
    for text in (caption, f"{group} {caption}") if group else (caption,):
        for key, pattern in vocabulary:
            if pattern.search(text):
                return key
    return None


def vectors(grid: Grid, vocabulary: Vocabulary) -> list[Vector]:
    """The columns of a table, or its rows where more heads than captions are in the vocabulary."""
    if any(_AMOUNT_IN_WORDS.search(w) for w in (*grid.labels, *(r.caption for r in grid.rows))):
        return []
    captions = {k for r in grid.rows if any(r.cells) and (k := key_of(r.caption, r.group, vocabulary))}
    heads = {k for label in grid.labels if (k := key_of(label, "", vocabulary))}
    if len(heads) > len(captions):
        full = [r for r in grid.rows if any(r.cells)]
        if len(full) > 1 and any(not (r.caption or r.group) for r in full):
            return []  # rows that nothing tells apart
        return [
            Vector(r.caption or r.group, _keyed(_across(grid, k), vocabulary), across=True)
            for k, r in enumerate(grid.rows)
            if any(r.cells)
        ]
    if not captions:
        return []
    return [Vector(label, _keyed(_down(grid, i), vocabulary)) for i, label in enumerate(grid.labels)]


def _down(grid: Grid, i: int) -> list[Entry]:
    return [Entry(r.caption, r.group, c, r.row) for r in grid.rows if (c := r.cells[i]) is not None]


def _across(grid: Grid, k: int) -> list[Entry]:
    row = grid.rows[k]
    return [Entry(label, "", c, row.row) for label, c in zip(grid.labels, row.cells, strict=True) if c is not None]


def _keyed(entries: list[Entry], vocabulary: Vocabulary) -> list[Entry]:
    for e in entries:
        e.key = key_of(e.caption, e.group, vocabulary)
    if len(entries) > 2 and not entries[-1].caption and (_is_sum(entries) or entries[-1].row.ruled):
        entries[-1].key = "total"
    return entries


def _is_sum(entries: Sequence[Entry]) -> bool:
    """Whether the last figure, printed without a caption, is the sum of those above."""
    values = [f.value for e in entries if (f := e.cell.figure) is not None and f.value is not None]
    return len(values) == len(entries) and abs(sum(values[:-1]) - values[-1]) <= 2


def figure(entry: Entry, grid: Grid, document: Origin, *, negative: bool = False) -> NoteFigure | None:
    """An entry as a NoteFigure in full units; None where its cell prints no amount. `negative`: it lowers net assets
    however it is printed."""
    amount = entry.cell.figure
    if amount is None or amount.kind == "na" or amount.percent or is_label(entry.cell.text):
        return None
    value = amount.value
    if value is not None:
        value = (-abs(value) if negative else value) * scale_of(grid)
    return made(
        NoteFigure,
        caption=entry.caption,
        key=entry.key,
        value=value,
        printed=entry.cell.text,
        source=document.span(entry.row, entry.cell),
    )


def rate_figure(entry: Entry, document: Origin) -> NoteFigure | None:
    """An entry that prints a rate (of a percent or two, with decimals) as a percent number."""
    amount = entry.cell.figure
    if amount is None or amount.value is None or amount.currency or not (amount.percent or amount.decimals >= 2):
        return None
    if not 0 <= amount.value < _RATE:
        return None
    source = document.span(entry.row, entry.cell)
    return made(
        NoteFigure, caption=entry.caption, key=entry.key, value=amount.value, printed=entry.cell.text, source=source
    )


def date_of(*texts: str) -> date | None:
    """The date of the first text that prints one date, or the same one again; None where one prints several."""
    for text in texts:
        dates = set(all_dates(text))
        if dates:
            return dates.pop() if len(dates) == 1 else None
    return None


def period_of(label: str, context: str) -> Period | None:
    """The period that a label names, completed by the sentence above the table; or the one the sentence names."""
    lead = period_in(context) or ""
    if label and is_period(label) and any(ch.isdigit() for ch in label):
        # Without the fund's name
        if length := _LENGTH.search(label):
            label = label[length.start() :]
        elif dated := _DATED.search(label):
            label = dated[0]
        if all_dates(label):
            return read_period(label)
        whole = _LENGTH.search(lead) if len(_LENGTH.findall(context)) == 1 else None
        return read_period(label, _month_day(lead, label) or (whole[0] if whole else ""))
    if not lead or len({*_YEARS.findall(lead)}) > 1 or len(set(all_dates(lead))) > 1:
        return None
    period = read_period(lead)
    return period if period.end else None


def period_in(text: str) -> str | None:
    """The words of a sentence that name a period ("for the six months ended June 30, 2006")."""
    named = period_text(text)
    if named is None or not _LENGTH.search(named):
        return None
    return _GOES_ON.split(named)[0].strip(" ,:")


def _month_day(lead: str, label: str) -> str:
    """ "Year ended October 31," above "2005"; nothing where the sentence names different days."""
    days = {(d.month, d.day) for d in all_dates(lead)}
    return lead if len(days) < 2 and re.fullmatch(r"\W*(?:19|20)\d\d\W*", label) else ""


def amounts(figures: Sequence[NoteFigure | None]) -> list[Decimal]:
    """The values of those figures that have one."""
    return [f.value for f in figures if f is not None and f.value is not None]

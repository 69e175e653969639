"""Transactions in the fund's own shares, by class and period (Regulation S-X 6-09.4).

                        Year ended 10/31/10         Year ended 10/31/09
                        Shares      Amount          Shares      Amount
Class A:
  Sold                 126,022   $ 1,250,000       156,328   $ 1,500,000
  Reinvested             1,000        10,000            --            --
  Redeemed             (26,000)     (250,000)      (56,000)     (510,000)
  Net increase         101,022   $ 1,010,000       100,328   $   990,000
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from fundfilings.models import NoteFigure, Period, ShareTransactions, made
from fundfilings.notes.grids import Grid
from fundfilings.notes.records.context import Reading
from fundfilings.notes.records.vectors import Entry, Vector, figure, key_of, period_of
from fundfilings.notes.records.vocabulary import NOT_SHARES, SHARE_UNIT, SHARES, SHARES_CAPTION
from fundfilings.periods import is_period

_FLOWS = ("sold", "reinvested", "redeemed")
#: Groups that are no class: "Common shares:", "Shares:".
_NO_CLASS = re.compile(
    r"^\W*(?:common |capital |fund )?(?:shares?|stock|units|transactions|amounts?|dollars?)?\W*$", re.I
)
_HALF = Decimal("0.5")
#: "Shares purchased (at an average discount from net asset value of 12.0%)": what is said of a flow names no other one.
_PARENS = re.compile(r"\([^()]*\)|\([^()]*$")


def read_shares(note: Reading) -> Iterator[tuple[int, ShareTransactions]]:
    """Every table of share transactions in a note, with its fund: one record a class and period."""
    for _, grid in note.grids:
        words = f"{note.title} {grid.caption} {grid.stub}"
        if not SHARES_CAPTION.search(words) or NOT_SHARES.search(f"{grid.caption} {' '.join(grid.labels)}"):
            continue
        if any(NOT_SHARES.search(r.caption) for r in grid.rows):
            continue
        yield from _from_table(note, grid)


def _from_table(note: Reading, grid: Grid) -> Iterator[tuple[int, ShareTransactions]]:
    drafts: dict[tuple[int, str | None, str], dict[str, tuple[NoteFigure, ...]]] = {}
    periods: dict[tuple[int, str | None, str], Period | None] = {}
    for fund, vector in note.owned(grid, SHARES):
        if vector.across:
            continue
        unit = _unit(vector, grid)
        label = SHARE_UNIT.sub(" ", vector.label)
        label = label if is_period(label) else vector.section
        for name, entries in _classes(vector):
            found = _figures(note, grid, entries, unit)
            if not found or unit is None:
                continue
            period = period_of(label, grid.caption)
            key = (fund, name, str(period.end) if period and period.end else label)
            if unit in drafts.get(key, {}):
                return  # two columns that nothing tells apart
            drafts.setdefault(key, {})[unit] = found
            if periods.get(key) is None or (period and period.months):
                periods[key] = period
    for key, sides in drafts.items():
        fund, name, _ = key
        yield (
            fund,
            made(
                ShareTransactions,
                class_name=name,
                period=periods[key],
                shares=sides.get("shares", ()),
                amounts=sides.get("amount", ()),
            ),
        )


def _unit(vector: Vector, grid: Grid) -> str | None:
    """What a column counts: its head says, else a currency sign in it, else the sentence above."""
    named = {m.lastgroup for m in SHARE_UNIT.finditer(re.sub(r"\(\$?000\)", " ", vector.label))}
    if len(named) == 1:
        return named.pop()
    if any("$" in e.cell.text for e in vector.entries):
        return "amount"
    other = any("$" in c.text for r in grid.rows for c in r.cells if c is not None)
    said = "share" in grid.caption.lower() or any("share" in e.caption.lower() for e in vector.entries)
    return "shares" if said and not other and not named else None


def _classes(vector: Vector) -> Iterator[tuple[str | None, list[Entry]]]:
    """A column's figures by class: classes as groups over flows, flows as groups over classes, or none."""
    by_name: dict[str | None, list[Entry]] = {}
    for entry in vector.entries:
        own = key_of(_PARENS.sub(" ", entry.caption), "", SHARES)
        if own is None and entry.group and (key := key_of(entry.group, "", SHARES)):
            by_name.setdefault(entry.caption or None, []).append(replace(entry, key=key))
        else:
            name = None if _NO_CLASS.match(entry.group) or key_of(entry.group, "", SHARES) else entry.group
            by_name.setdefault(name, []).append(replace(entry, key=own))
    yield from by_name.items()


def _figures(note: Reading, grid: Grid, entries: Sequence[Entry], unit: str | None) -> tuple[NoteFigure, ...]:
    """The flows of one class and column; empty where one has no key, or where a
    single one is not what is printed as the net: others are missing then. Of several the check names the difference."""
    kept = [
        e
        for e in entries
        if e.key not in ("other", "preferred") and (e.cell.figure is None or not e.cell.figure.percent)
    ]
    out: list[NoteFigure] = []
    for entry in kept:
        found = figure(entry, grid, note.document)
        if found is None or entry.key is None:
            return ()
        if found.value is not None and (found.key == "redeemed" or (found.key == "sold" and found.value < 0)):
            # "Shares purchased (454,700)" are bought back
            found = found.model_copy(update={"key": "redeemed", "value": -abs(found.value)})
        out.append(found)
    keys = [f.key for f in out]
    if not set(keys) & set(_FLOWS) or any(keys.count(k) > 1 for k in ("net", "beginning", "end", *_FLOWS)):
        return ()
    return tuple(out) if _closes(out) or len(set(keys) & set(_FLOWS)) > 1 else ()


def _closes(figures: Sequence[NoteFigure]) -> bool:
    """Whether the flows are the net change, and lead from the beginning to the end, where these are printed."""
    value = {f.key: f.value or Decimal(0) for f in figures}
    flows = sum((value.get(k, Decimal(0)) for k in _FLOWS), Decimal(0))
    tolerance = max(_HALF * len(figures), Decimal(1))
    if "net" in value and abs(flows - value["net"]) > tolerance:
        return False
    return not {"beginning", "end"} <= value.keys() or abs(value["beginning"] + flows - value["end"]) <= tolerance

"""Tax character of distributions, and components of distributable earnings on a tax basis (ASC 946-505-50).

The tax character of distributions paid was:                The components of distributable earnings were:
                      2010          2009                    Undistributed ordinary income     $ 1,788,740
Ordinary income    $ 6,895,150   $ 4,765,765                Capital loss carryforward            (865,270)
Long-term gains     37,112,129    17,846,270                Unrealized appreciation            59,918,903
Total              $44,007,279   $22,612,035                Total                            $ 60,842,373
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from fundfilings.models import DistributableEarnings, NoteFigure, TaxDistributions, made
from fundfilings.notes.grids import Grid
from fundfilings.notes.records.context import Reading
from fundfilings.notes.records.vectors import Entry, Vector, amounts, date_of, figure, period_of
from fundfilings.notes.records.vocabulary import DISTRIBUTIONS, DISTRIBUTIONS_CAPTION, EARNINGS, EARNINGS_CAPTION
from fundfilings.periods import is_period

_CHARACTERS = (
    "ordinary_income",
    "tax_exempt_income",
    "long_term_gain",
    "short_term_gain",
    "capital_gain",
    "return_of_capital",
)


def read_distributions(note: Reading) -> Iterator[tuple[int, TaxDistributions]]:
    """Tax character of the distributions of each period, with the fund."""
    for _, grid in note.grids:
        words = f"{grid.caption} {grid.stub} {' '.join(r.caption for r in grid.rows if not any(r.cells))}"
        captions = " ".join([*grid.labels, *(r.caption for r in grid.rows)]).lower()
        if not DISTRIBUTIONS_CAPTION.search(words.lower()) or not (
            "income" in captions or "gain" in captions or "capital" in captions
        ):
            continue
        if "share" in words.lower() and "shareholder" not in words.lower() and "shareowner" not in words.lower():
            continue
        for fund, whole in note.owned(grid, DISTRIBUTIONS):
            for vector in _by_period(whole):
                record = _distributions(vector, grid, note)
                if record is not None:
                    yield fund, record


def _by_period(vector: Vector) -> list[Vector]:
    """A row across whose heads name character and period ("ORDINARY INCOME 2005") as one vector a period."""
    if not vector.across or is_period(vector.label):
        return [vector]
    years: dict[str, list[Entry]] = {}
    for entry in vector.entries:
        m = re.search(r"\d{1,2}/\d{1,2}/\d{2,4}|\b(?:19|20)\d\d\b", entry.caption)
        years.setdefault(m[0] if m else "", []).append(entry)
    return [Vector(year, entries, across=True) for year, entries in years.items()]


def _distributions(vector: Vector, grid: Grid, note: Reading) -> TaxDistributions | None:
    known = [e for e in vector.entries if e.key in _CHARACTERS]
    totals = [e for e in vector.entries if e.key == "total"]
    if not known or any(e.key in ("other", None) for e in vector.entries):
        return None
    if any(e.cell.figure is None or e.cell.figure.percent or (e.cell.figure.value or 0) < 0 for e in vector.entries):
        return None
    parts = _figures(known, grid, note)
    if len(parts) < len(known) or any("." in p.printed for p in parts):
        return None
    total = _figures(totals[-1:], grid, note)
    if len({e.key for e in known}) < len(known):
        return None
    label = vector.label if is_period(vector.label) else vector.section
    period = period_of(label, grid.caption)
    return made(TaxDistributions, period=period, components=parts, total=total[0] if total else None)


def read_earnings(note: Reading) -> Iterator[tuple[int, DistributableEarnings]]:
    """Components of distributable earnings on a tax basis, with the fund."""
    for i, grid in note.grids:
        words = f"{grid.caption} {grid.stub}"
        if not EARNINGS_CAPTION.search(words) or "tax" not in f"{note.title} {words} {note.near(i)}".lower():
            continue
        for fund, vector in note.owned(grid, EARNINGS):
            record = _earnings(vector, grid, note)
            if record is not None:
                yield fund, record


def _earnings(vector: Vector, grid: Grid, note: Reading) -> DistributableEarnings | None:
    entries = _without_tax_cost(vector.entries)
    totals = [e for e in entries if e.key == "total"]
    inner = [e for e in entries if e.key != "total"]
    keys = {e.key for e in inner} - {None, "unrealized", "paid_in_capital", "temporary_differences"}
    if not keys or any(e.cell.figure is None or e.cell.figure.percent for e in entries):
        return None
    if not any((e.key or "").startswith("undistributed") or e.key == "capital_loss_carryforward" for e in inner):
        return None
    parts = _figures(inner, grid, note)
    total = _figures(totals[-1:], grid, note)
    if len(parts) < len(inner) or any(not e.caption for e in inner):
        return None
    if total:
        parts = _without_subtotals(_without_gains_above(parts, total[0]), total[0])
        if not _sums(parts, total[0]) and any(p.key is None for p in parts):
            return None  # not all lines are known: they may be no components; else the check names the difference
    as_of = date_of(vector.label, vector.section, grid.caption, grid.above)
    return made(DistributableEarnings, as_of=as_of, components=parts, total=total[0] if total else None)


def _sums(parts: Sequence[NoteFigure], total: NoteFigure) -> bool:
    """Whether the components are the total, but for the rounding of each."""
    stated, *values = amounts([total, *parts])
    unit = 1 if any(v % 1000 for v in values) else 1000
    return abs(sum(values, Decimal(0)) - stated) <= unit * max(1, len(parts) // 2)


def _without_gains_above(parts: tuple[NoteFigure, ...], total: NoteFigure) -> tuple[NoteFigure, ...]:
    """The components without unrealized gains that close the tax cost above them, where the total leaves them out."""
    rest = parts[1:]
    above = len(parts) > 2 and parts[0].key == "unrealized" and not _sums(parts, total)
    return rest if above and _sums(rest, total) else parts


def _without_subtotals(parts: tuple[NoteFigure, ...], total: NoteFigure) -> tuple[NoteFigure, ...]:
    """The components without lines that sum those right above them, where the total needs that."""
    if _sums(parts, total):
        return parts
    kept: list[NoteFigure] = []
    start = 0
    for part in parts:
        run = kept[start:]
        if len(run) >= 2 and abs(sum(amounts(run), -(part.value or Decimal(0)))) <= 2:
            start = len(kept)
        else:
            kept.append(part)
    return tuple(kept)


def _without_tax_cost(entries: Sequence[Entry]) -> list[Entry]:
    """Rows without cost, and without gross appreciation and depreciation above their net: these are the tax cost's."""
    out = [e for e in entries if e.key != "cost"]
    gross = [i for i, e in enumerate(out) if _is_gross(e)]
    if len(gross) >= 2 and len(out) > gross[1] + 1 and out[gross[1] + 1].key == "unrealized":
        return [e for i, e in enumerate(out) if i not in gross[:2]]
    return out


def _is_gross(entry: Entry) -> bool:
    low = entry.caption.lower()
    return "net" not in low.split() and ("appreciation" in low) != ("depreciation" in low)


def _figures(entries: Sequence[Entry], grid: Grid, note: Reading) -> tuple[NoteFigure, ...]:
    found = (figure(replace(e), grid, note.document) for e in entries)
    return tuple(f for f in found if f is not None)

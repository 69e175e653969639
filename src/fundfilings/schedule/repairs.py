"""Values that are not printed, or not whole, where a printed sum leaves just one answer.

5,000    5.650%, 1/15/17 - MBIA Insured      4,394,300       a row without its value: what the section's total leaves
26,000   0.000%, 1/15/35 - MBIA Insured                      for it, if that is like what its neighbours are worth
2,000    5.125%, 1/01/17                     2,035,36        figures cut off at the edge of the page: completed with
5,000    5.000%, 1/01/37                     5,027,50        zeros they give the total to the dollar
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fundfilings.normalize.blocks import Cell
from fundfilings.scalars import Amount
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.lines import Figure

#: A figure whose last group of digits is short.
_CUT_OFF = re.compile(r"(?:^|\s)\$?\s?(\d{1,3}(?:,\d{3})*,\d{1,2})$")
#: A dot where thousands are parted.
_DOTTED = re.compile(r"^\$?\s?\d{1,3}\.\d{3}$")
#: How far outside its neighbours' worth a unit or a dollar of principal may be.
_SLACK = 2
#: Neighbours looked at.
NEIGHBOURS = 60


@dataclass(frozen=True, slots=True)
class Missing:
    """A row with a quantity and no value: `at` holdings stand above it."""

    entry: Entry
    at: int
    path: tuple[str, ...]


def supplied(missing: Sequence[Missing], need: Decimal, neighbours: Iterable[Entry] | None) -> list[Decimal]:
    """The values of the rows in full units, in order, where a sum that lacks `need` proves them; else nothing. A lone
    row must be worth about as much as its `neighbours`, unless it is all that the sum is of (None)."""
    cut = [_cut_off(m.entry) for m in missing]
    if len(missing) == 1:
        whole = cut[0] is None or f"{need:f}".startswith(cut[0])
        like = neighbours is None or _like(missing[0].entry, need, neighbours)
        return [need] if need > 0 and whole and like else []
    values = [Decimal(c) * 10 ** (3 - _last_group(m.entry)) for m, c in zip(missing, cut, strict=True) if c is not None]
    return values if len(values) == len(missing) and sum(values) == need else []


def supply(missing: Missing, value: Decimal) -> None:
    """Write a value that a sum proved into its row; a figure that was cut off leaves the description."""
    entry = missing.entry
    line = entry.lines[-1]
    place = entry.figures["balance"].cell
    figure = Figure(
        Amount(value / line.value_scale, "number", ""), Cell("", place.x0, place.x1, place.start, place.end)
    )
    entry.figures["value"] = line.figures["value"] = figure
    entry.text = _CUT_OFF.sub("", entry.text).strip()
    for line in entry.lines:
        line.kind = ""


def withdraw(missing: Missing) -> None:
    """Take a value out of a row again that no total proved."""
    missing.entry.figures.pop("value", None)
    missing.entry.lines[-1].figures.pop("value", None)


def is_cut_off(entry: Entry) -> bool:
    """Whether a row prints a part of its value's digits."""
    return _cut_off(entry) is not None


def _cut_off(entry: Entry) -> str | None:
    """The digits of a figure that was cut off at the end of a row's words, None where there is none."""
    m = _CUT_OFF.search(entry.text)
    return m[1].replace(",", "") if m else None


def _last_group(entry: Entry) -> int:
    m = _CUT_OFF.search(entry.text)
    return len(m[1].rsplit(",", 1)[-1]) if m else 3


def _worth(entry: Entry, value: Decimal) -> Decimal | None:
    """Value of a unit, or of a dollar of principal."""
    figure = entry.figures.get("balance")
    if figure is None or not figure.amount.value:
        return None
    line = next((ln for ln in entry.lines if ln.figures.get("balance") is figure), entry.first)
    return value / (figure.amount.value * line.balance_scale)


def is_dotted(entry: Entry) -> bool:
    """Whether a value is printed with one dot where its thousands are parted ("661.276")."""
    figure = entry.figures.get("value")
    return figure is not None and "." in figure.cell.text and bool(_DOTTED.match(figure.cell.text))


def misprinted(dotted: Iterable[Entry], need: Decimal) -> Entry | None:
    """The row whose dot stands for a comma, where a sum of whole dollars that lacks `need` proves it; its value is set
    right."""
    for entry in dotted:
        value = entry.value()
        if value is not None and value * 999 == need:
            set_value(entry, value * 1000)
            return entry
    return None


def set_value(entry: Entry, value: Decimal) -> None:
    """Put a value, in full units, in the place of the printed one, whose text is kept."""
    figure = entry.figures["value"]
    right = Amount(value / entry.valued.value_scale, "number", figure.amount.text)
    entry.figures["value"] = entry.valued.figures["value"] = Figure(right, figure.cell)


def _like(entry: Entry, value: Decimal, neighbours: Iterable[Entry]) -> bool:
    own = _worth(entry, value)
    others = [w for e in neighbours if (v := e.value()) is not None and (w := _worth(e, v)) is not None and w > 0]
    return own is not None and len(others) >= 3 and min(others) / _SLACK <= own <= max(others) * _SLACK

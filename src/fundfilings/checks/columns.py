"""One column of a statement as the checks see it: its lines in printed order, found by key.

Sheet("Class A", [Entry("Total assets", "total_assets", 307748154), ...])
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fundfilings.models import Statement
from fundfilings.spans import Span

_TOTAL = re.compile(r"^\W*(?:total|sub-?total|net)\b", re.I)
#: Entries that one subtotal may sum: enough for the longest group of a balance sheet.
_GROUP = 14


@dataclass(frozen=True, slots=True)
class Entry:
    """One line's figure in the column."""

    caption: str
    key: str | None
    value: Decimal
    group: str | None
    index: int
    source: Span | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One column. `label` is empty where the statement has a single one."""

    label: str
    entries: tuple[Entry, ...]
    scale: int = 1

    def first(self, *keys: str) -> Entry | None:
        """The first entry with one of the keys, tried in their order."""
        for key in keys:
            found = next((e for e in self.entries if e.key == key), None)
            if found is not None:
                return found
        return None

    def value(self, *keys: str) -> Decimal | None:
        found = self.first(*keys)
        return None if found is None else found.value

    def between(self, above: Entry | None, below: Entry) -> list[Entry]:
        """Entries printed behind `above` (from the top where None) and before `below`."""
        low = -1 if above is None else above.index
        return [e for e in self.entries if low < e.index < below.index]


def sheets(statement: Statement) -> Iterator[Sheet]:
    """The columns of a statement that print figures."""
    width = max((len(line.values) for line in statement.lines), default=0)
    for i in range(width):
        entries = tuple(
            Entry(line.caption, line.key, value, line.group, n, line.source)
            for n, line in enumerate(statement.lines)
            if i < len(line.values) and (value := line.values[i]) is not None
        )
        if entries:
            label = statement.columns[i] if width > 1 and i < len(statement.columns) else ""
            yield Sheet(label, entries, statement.value_scale)


def without_subtotals(entries: Sequence[Entry], tolerance: Decimal) -> list[Entry]:
    """Entries without those that sum what stands right above them ("Total receivables", or a bare subtotal)."""
    kept: list[Entry] = []
    for entry in entries:
        running = Decimal(0)
        for n, above in enumerate(reversed(kept[-_GROUP:]), start=1):
            running += above.value
            named = bool(_TOTAL.match(entry.caption)) or not entry.caption
            if (n > 1 or named) and entry.value and abs(running - entry.value) <= tolerance:
                break
        else:
            kept.append(entry)
    return kept


def total(entries: Iterable[Entry]) -> Decimal:
    return sum((e.value for e in entries), Decimal(0))

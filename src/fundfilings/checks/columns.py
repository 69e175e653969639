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

_TOTAL = re.compile(
    r"^\W*(?:total|sub-?total|net)\b|^\W*(?:increase|decrease)\b.{0,20}\bin (?:net assets|\w+['’]? (?:capital|equity))",
    re.I,
)
#: Entries that one subtotal may sum: enough for the longest group of a balance sheet.
_GROUP = 14


@dataclass(slots=True)
class Entry:
    """One line's figure in the column."""

    caption: str
    key: str | None
    value: Decimal
    group: str | None
    index: int
    source: Span | None


@dataclass(slots=True)
class Sheet:
    """One column. `label` is empty where the statement has a single one."""

    label: str
    entries: tuple[Entry, ...]
    scale: int = 1

    def first(self, *keys: str) -> Entry | None:
        """The first entry with one of the keys, tried in their order."""
        for key in keys:
            for entry in self.entries:
                if entry.key == key:
                    return entry
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
    width = max([len(line.values) for line in statement.lines], default=0)
    for i in range(width):
        entries = [
            Entry(line.caption, line.key, value, line.group, n, line.source)
            for n, line in enumerate(statement.lines)
            if i < len(line.values) and (value := line.values[i]) is not None
        ]
        if entries:
            label = statement.columns[i] if width > 1 and i < len(statement.columns) else ""
            yield Sheet(label, tuple(entries), statement.value_scale)


def without_subtotals(entries: Sequence[Entry], tolerance: Decimal) -> list[Entry]:
    """Entries without those that sum what stands right above them ("Total receivables", or a bare subtotal)."""
    kept: list[Entry] = []
    for entry in entries:
        if not entry.value or not _sums(kept[-_GROUP:], entry, tolerance):
            kept.append(entry)
    return kept


def without_group_totals(entries: Sequence[Entry]) -> list[Entry]:
    """Entries without those that stand for the group above them ("Payables:" beside the last line under it)."""
    return [e for n, e in enumerate(entries) if not (n and e.caption and e.caption == entries[n - 1].group)]


def _sums(above: Sequence[Entry], entry: Entry, tolerance: Decimal) -> bool:
    """Whether an entry prints the sum of the last few above it; of the last one alone where its caption says so."""
    low, high = entry.value - tolerance, entry.value + tolerance
    running = Decimal(0)
    for n, each in enumerate(reversed(above)):
        running += each.value
        if low <= running <= high and (n or not entry.caption or _TOTAL.match(entry.caption)):
            return True
    return False


def total(entries: Iterable[Entry]) -> Decimal:
    return sum([e.value for e in entries], Decimal(0))

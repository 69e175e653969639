"""Where one stands while reading down a schedule's lines: what was understood so far, and what still waits."""

from __future__ import annotations

from dataclasses import dataclass, field

from fundfilings.schedule.entry import Entry
from fundfilings.schedule.lines import Line
from fundfilings.schedule.style import Style


@dataclass(slots=True)
class Reading:
    """State while reading down a schedule: what words wait for a figure, which issuers are carried."""

    style: Style
    known: frozenset[str]  # the legend's marks
    repeated: frozenset[str]  # texts that recur at page heads and feet
    out: list[Entry] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    issuers: list[tuple[float, str, tuple[str, ...]]] = field(default_factory=list)  # left edge, name, marks
    named: list[Line] = field(default_factory=list)  # waiting lines that were seen to be an issuer
    over_page: bool = False  # the issuers stood on the page before, where this section began
    last_side: str = ""
    after: Line | None = None  # the line behind the one whose figures are read

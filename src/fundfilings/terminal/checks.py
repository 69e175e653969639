"""Checks for people to read, failures first.

Identity                                Stated      Computed   Difference   Status
rows sum to total investments       53,924,296    53,024,296     -900,000   fail
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType

from fundfilings.models import Check
from fundfilings.terminal.style import count, number, plain, status, table

#: The check that holdings sum to the printed total investments (docs/checks.md).
TOTAL_CHECK = "schedule.total"
_ORDER = {"fail": 0, "pass": 1, "not_checkable": 2}


def failures_first(checks: Iterable[Check]) -> list[Check]:
    return sorted(checks, key=lambda c: _ORDER[c.status])


def check_counts(checks: Sequence[Check]) -> Iterator[str]:
    """ "12 checks pass", "1 fails", "3 not checkable", without what there is none of."""
    times = Counter(c.status for c in checks)
    if times["pass"]:
        yield f"{count(times['pass'], 'check')} pass{'es' if times['pass'] == 1 else ''}"
    if times["fail"]:
        yield f"{times['fail']} fail{'s' if times['fail'] == 1 else ''}"
    if times["not_checkable"]:
        yield f"{times['not_checkable']} not checkable"


def check_table(checks: Sequence[Check], title: str | None = None) -> RenderableType:
    """Stated, computed, difference and status of each identity; the fund only where there are several."""
    several = len({c.fund for c in checks}) > 1
    made = table("Identity", ">Stated", ">Computed", ">Difference", "Status", title=title)
    for check in checks:
        words = plain(check.identity)
        if several and check.fund:
            words = f"{plain(check.fund)}: {words}"
        made.add_row(
            words, number(check.stated), number(check.computed), number(check.difference), status(check.status)
        )
    return made

"""Periods that a legend says, because the label has room for a year only.

    Year Ended 10/31:
    2008(b)            14.49  ...
    2007               15.26  ...
    (b) For the six months ended April 30, 2008.

2008(b) is the half year to April 30, 2008, not the year to October 31.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fundfilings.marks import split_marks
from fundfilings.models import Period, made
from fundfilings.periods import period_text, read_period
from fundfilings.statements.lines import Line

#: A legend that says a period and no more: behind it a sentence may be about anything in that period.
_LEGEND = re.compile(
    r"^\W{0,2}(?P<mark>[A-Za-z0-9]{1,2}|[*+#†‡]{1,6})[)\]}]?\.?\s+(?:Represents |Reflects |This )?(?:operations )?"
    r"(?P<period>for the (?:\w+[\s-]+months?\s+ended|period|year ended)\b.+)",
    re.I,
)
#: What stands behind the period in a legend that says no more.
_REST = re.compile(r"^[\s,.;]*(?:\((?:unaudited|commence|inception|date)[^()]*\)|unaudited)?[\s,.;]*$", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST_YEAR = re.compile(r".*\b(?:19|20)\d\d\b", re.S)


class Legends:
    """The legends of a part that say a period, with the lines they stand on."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._said: dict[str, list[tuple[int, Period]]] = {}
        for line in lines:
            if "or the " in line.whole and (m := _LEGEND.match(line.whole)):
                whole = _LAST_YEAR.match(m["period"])
                if whole is None or not _REST.match(m["period"][whole.end() :]):
                    continue
                period = read_period(period_text(whole[0]) or whole[0])
                if period.end is not None and period.months is not None:
                    self._said.setdefault(m["mark"].lower(), []).append((line.row.line, period))

    def period(self, label: str, read: Period, line: int | None) -> Period:
        """The period of a label whose mark a legend below `line` explains, with the label as printed; `read` where none
        does, or one that says another year than the label."""
        if not self._said or line is None or read.end is None:
            return read
        years = _YEAR.findall(label)
        for mark in split_marks(label)[1]:
            for number, said in self._said.get(mark.lower(), ()):
                if number > line and said.end is not None and str(said.end.year) in years:
                    return made(Period, label=read.label, start=said.start, end=said.end, months=said.months)
        return read

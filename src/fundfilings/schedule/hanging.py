"""Bare letters that hang left of a description, as reports print them whose legend reads "a Non-income producing.":

  b ACME Corp., senior note, FRN, 8.856%, 2/01/15       -> mark b; text "ACME Corp., ..." where rows begin
    Beta Corp., senior note, 7.50%, 5/01/17
    Gamma Credit Co. LLC,
c,d 144A, 7.75%, 3/15/16                                -> marks c and d; text "144A, 7.75%, 3/15/16"

Such a letter is told from a word ("a series of ...") by the legend, which must explain it, and by its place: what it
stands before begins where other lines begin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from fundfilings.schedule.lines import Line

_HANGING = re.compile(r"^([a-z](?:,\s?[a-z])*)\s+(?=[A-Za-z0-9\"“])")
#: How many lines must begin at a place for it to be a margin, and how far beside it a line may begin, in characters.
_LEAST, _SLACK = 3, 1


def lift_hanging_marks(lines: Sequence[Line], known: Collection[str]) -> None:
    """Take hanging letters off the texts of lines and add them to the lines' marks. `known` are the legend's marks."""
    letters = {mark for mark in known if len(mark) == 1 and "a" <= mark <= "z"}
    if not letters:
        return
    margins = Counter(line.x for line in lines if line.text and not line.grid and line.kind == "")
    for line in lines:
        if line.text[1:2] not in (" ", ",") or line.kind:
            continue
        m = _HANGING.match(line.text)
        if m is None:
            continue
        marks = re.split(r",\s?", m[1])
        if not letters.issuperset(marks):
            continue
        x = line.x + m.end()
        near = max((x - _SLACK, x, x + _SLACK), key=lambda at: margins[at])
        if line.grid:
            if not line.text[m.end()].isupper():
                continue
        elif margins[near] < _LEAST:
            continue
        else:
            line.x = near
        line.text = line.text[m.end() :]
        line.marks = (*line.marks[: line.early], *marks, *line.marks[line.early :])
        line.early += len(marks)

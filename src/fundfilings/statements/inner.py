"""Statements of net assets: the columns of a schedule, of which the balance sheet below it fills one at a time.

                           Amount        Amount
Total investments                      $298,291
Other assets                                        columns ("Amount", "Amount (2)") become one; "Other" is a line
  Interest receivable           4                   of 14,000, and a line "Other assets" of 18,000 stands below it
  Other                        14            18
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fundfilings.models import StatementLine
from fundfilings.periods import is_period
from fundfilings.statements.vocabulary import class_name

#: Two columns are one where at most a quarter of the lines of the emptier one fill both: the last lines of groups.
_BOTH = 0.25
#: Sums of figures rounded to thousands agree within a part in so many.
_ROUNDED = 1000


def in_one_column(
    labels: tuple[str, ...], lines: Sequence[StatementLine]
) -> tuple[tuple[str, ...], list[StatementLine]]:
    """Columns and lines with those columns joined that hardly any line fills both of; columns of classes and periods
    stay as they are."""
    labels, out = tuple(labels), list(lines)
    if any(class_name(x) or is_period(x) for x in labels):
        return labels, out
    i = 0
    while i + 1 < len(labels):
        if not _are_one(out, i, i + 1):
            i += 1
            continue
        out = [joined for line in out for joined in _joined(line, i)]
        labels = (*labels[: i + 1], *labels[i + 2 :])
    return labels if len(labels) > 1 else ("",), out  # what heads shares and values of holdings says nothing here


def _are_one(lines: Sequence[StatementLine], i: int, j: int) -> bool:
    """Whether hardly any line fills both columns, or only those whose second figure sums a group in the first."""
    first = [ln for ln in lines if ln.values[i] is not None]
    second = [ln for ln in lines if ln.values[j] is not None]
    both = [n for n, ln in enumerate(first) if ln.values[j] is not None]
    few = len(both) <= _BOTH * min(len(first), len(second))
    return few or all(_closes(first[: n + 1], i, j) for n in both)


def _closes(lines: Sequence[StatementLine], i: int, j: int) -> bool:
    """Whether the last line's second figure is the sum of the first ones that end on it."""
    stated = lines[-1].values[j] or Decimal(0)
    running = Decimal(0)
    for n, line in enumerate(reversed(lines)):
        running += line.values[i] or Decimal(0)
        if n and abs(running - stated) * _ROUNDED <= abs(stated):
            return True
    return False


def _joined(line: StatementLine, i: int) -> list[StatementLine]:
    """A line with the column behind i put into it; of two figures the second is its group's total."""
    values, behind = line.values, line.values[i + 1]
    rest = values[i + 2 :]
    if values[i] is None or behind is None:
        one = behind if values[i] is None else values[i]
        return [line.model_copy(update={"values": (*values[:i], one, *rest)})]
    own = line.model_copy(update={"values": (*values[: i + 1], *rest)})
    nothing = (None,) * i
    whole = {
        "caption": line.group or "",
        "key": None,
        "group": None,
        "depth": max(line.depth - 1, 0),
        "markers": (),
        "caption_figures": (),
        "caption_figure_words": (),
        "values": (*nothing, behind, *((None,) * len(rest))),
    }
    return [own, line.model_copy(update=whole)]

"""Two filings beside each other on the terminal: what was opened, closed and changed.

Acme Growth Fund, 2007-12-31 to 2008-06-30: 3 opened, 2 closed, 14 changed, 25 unchanged
         Position                    Balance     Change       Value      Change  Score
opened   Beta Inc.                    35,000                966,000
changed  Gamma & Co.                 400,000    -50,000  22,892,000  -1,003,500   1.00
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from rich.console import Console, RenderableType
from rich.text import Text

from fundfilings.models import Comparison, FilingRef, FundComparison, Position
from fundfilings.terminal.style import facts, number, plain, table

_Status: TypeAlias = Literal["opened", "closed", "changed", "unchanged"]
_ORDER: tuple[_Status, ...] = ("opened", "closed", "changed", "unchanged")
_STYLE = {"opened": "green", "closed": "red", "changed": "yellow", "unchanged": "dim"}


def show_comparison(comparison: Comparison, out: Console, *, everything: bool) -> None:
    """All funds; positions that have not changed only if `everything` is to be shown."""
    out.print(f"old  {_filing(comparison.old)}")
    out.print(f"new  {_filing(comparison.new)}")
    for fund in comparison.funds:
        out.print()
        out.print(_head(fund))
        shown = [p for p in in_order(fund.positions) if everything or p.status != "unchanged"]
        if shown:
            out.print(_positions(shown))
    for which, names in (("old", comparison.only_old), ("new", comparison.only_new)):
        if names:
            out.print()
            out.print(f"only in the {which} filing: {'; '.join(plain(name) for name in names)}")


def _filing(ref: FilingRef) -> str:
    period = ref.period_of_report.isoformat() if ref.period_of_report else None
    return facts([("", ref.name), ("form", ref.form), ("period", period), ("accession", ref.accession_number)])


def _head(fund: FundComparison) -> Text:
    head = Text.assemble((plain(fund.name), "bold"))
    if fund.matched_on != "series_id" and fund.old_name.casefold() != fund.name.casefold():
        head.append(f" (before: {plain(fund.old_name)})")
    days = [day.isoformat() for day in (fund.old_as_of, fund.new_as_of) if day]
    if days:
        head.append(f", {' to '.join(days)}")
    times = Counter(position.status for position in fund.positions)
    words = [f"{times[status]} {status}" for status in _ORDER if times[status]]
    head.append(f": {', '.join(words) or 'no positions'}")
    if fund.old_net_assets is not None and fund.new_net_assets is not None:
        head.append(f"; net assets {number(fund.old_net_assets)} to {number(fund.new_net_assets)}")
    return head


def in_order(positions: Sequence[Position]) -> Iterator[Position]:
    """What was opened, closed, changed, left: each by how much its value moved."""
    for status in _ORDER:
        own = [position for position in positions if position.status == status]
        yield from sorted(own, key=lambda p: abs(p.value_change or Decimal(0)), reverse=True)


def _positions(positions: Sequence[Position]) -> RenderableType:
    made = table("", "Position", ">Balance", ">Change", ">Value", ">Change", ">Score")
    made.columns[0].ratio, made.columns[0].min_width = None, 7
    made.columns[1].ratio = 1
    for p in positions:
        gone, both = p.status == "closed", p.status in ("changed", "unchanged")
        made.add_row(
            Text(p.status, style=_STYLE[p.status]),
            plain(p.description),
            number(p.old_balance if gone else p.new_balance),
            number(p.balance_change) if both else "",
            number(p.old_value if gone else p.new_value),
            number(p.value_change) if both else "",
            "" if p.score is None else f"{p.score:.2f}",
        )
    return made

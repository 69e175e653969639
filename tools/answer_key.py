"""The answer key of totals, and one parsed filing measured against it.

A row of totals.tsv (each fund's totals, read by hand from the printed page; money in full dollars):

    path                            fund                       as_of       total_investments  net_assets  ...  flags
    ascii/0000002230-03-000010.txt  The Adams Express Company  2003-06-30  1244502023         1082405702

`measure(filing, rows)` says for every fund of the key whether its holdings sum to the key's total, and if not, by how
much they miss it and what that amount looks like (a section's subtotal, one row, the whole total again).
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

from fundfilings.models import Filing, Fund, Holding, Schedule, Section

#: Names at least this alike are the same fund, whatever the order (0..1, difflib ratio over words).
SURE = 0.9
#: Below this, a name is no evidence and order alone decides.
WEAK = 0.6


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One fund of the key. Money in full dollars, None where the filing prints none."""

    fund: str
    total: Decimal | None
    net_assets: Decimal | None
    flags: frozenset[str]

    @property
    def scale(self) -> int:
        return 1000 if "thousands" in self.flags else 1


@dataclass(slots=True)
class FundResult:
    """How one fund of the key was read. `verdict`: pass, fail, or skip where the key has no total to compare with."""

    fund: str
    verdict: str = "fail"
    reason: str = ""
    cause: str = ""
    read_as: str | None = None
    holdings: int = 0
    found: bool = False
    residual: float | None = None
    total_printed: float | None = None
    total_right: bool | None = None
    net_assets_right: bool | None = None
    lines_close: bool | None = None
    sections: int = 0
    sections_closing: int = 0
    unexplained: int = 0
    ledger: dict[str, int] = field(default_factory=dict)
    line: int | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def read_key(path: Path) -> dict[str, list[KeyRow]]:
    """The key by path, rows in printed order. A filing without a schedule has rows flagged no_schedule."""
    key: dict[str, list[KeyRow]] = {}
    with path.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            key.setdefault(row["path"], []).append(
                KeyRow(
                    row["fund"] or "",
                    Decimal(row["total_investments"]) if row["total_investments"] else None,
                    Decimal(row["net_assets"]) if row["net_assets"] else None,
                    frozenset((row["flags"] or "").split()),
                )
            )
    return key


# --- which parsed fund is which fund of the key --------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    text = re.sub(r"[’'`]", "", text.lower()).replace("&", " and ")
    drop = {"the", "inc", "incorporated", "llc", "lp", "l", "p", "c", "ltd"}
    return tuple(w for w in re.findall(r"[a-z0-9]+", text) if w not in drop)


@lru_cache(maxsize=16384)
def likeness(a: str, b: str) -> float:
    """0..1 likeness of two fund names, blind to case, punctuation and legal form."""
    x, y = _words(a), _words(b)
    if not x or not y:
        return 0.0
    if x == y or "".join(x) == "".join(y):
        return 1.0
    return SequenceMatcher(None, " ".join(x), " ".join(y), autojunk=False).ratio()


def _count(fund: Fund) -> int:
    return len(fund.schedule.holdings) if fund.schedule else 0


def pair(rows: Sequence[KeyRow], funds: Sequence[Fund]) -> list[Fund | None]:
    """For each row of the key its parsed fund, or None.

    Names decide first (best fit first; of namesakes the one that has holdings, then the nearest in order). What is left
    is matched in printed order, unless its name is a sure fit for another row. A printed total is used only to confirm
    an order match among several, never against a name.
    """
    found: list[Fund | None] = [None] * len(rows)
    free = set(range(len(funds)))
    ranked = sorted(
        (-round(likeness(r.fund, f.name), 3), not _count(f), abs(i - j), i, j)
        for i, r in enumerate(rows)
        for j, f in enumerate(funds)
    )
    for score, _, _, i, j in ranked:
        if -score < WEAK:
            break
        if found[i] is None and j in free and not (-score < SURE and len(rows) > 1 and _fits_better(funds[j], rows, i)):
            found[i] = funds[j]
            free.discard(j)
    rest = [funds[j] for j in sorted(free) if _count(funds[j])]
    for i, row in enumerate(rows):
        if found[i] is None and rest:
            same_total = [f for f in rest if row.total is not None and _total(f) == row.total]
            found[i] = (same_total or rest)[0]
            rest.remove(found[i])  # type: ignore[arg-type]  # just set
    return found


def _fits_better(fund: Fund, rows: Sequence[KeyRow], i: int) -> bool:
    return any(likeness(r.fund, fund.name) >= SURE for k, r in enumerate(rows) if k != i)


def _total(fund: Fund) -> Decimal | None:
    total = fund.schedule.total_investments if fund.schedule else None
    return total.value if total else None


# --- measuring -----------------------------------------------------------------------------------------------------


def tolerance(addends: int, scale: int) -> Decimal:
    """What filers' rounding may add up to: whole dollars 1 per 20 addends; in thousands sqrt(n) + 1 units."""
    if scale > 1:
        return Decimal(scale) * (Decimal(math.isqrt(max(addends, 1))) + 1)
    return Decimal(max(1, math.ceil(addends / 20)))


def _sum(holdings: Iterable[Holding]) -> Decimal:
    return sum((h.value for h in holdings if h.value is not None), Decimal(0))


def close(a: Decimal | None, b: Decimal | None, tol: Decimal) -> bool:
    return a is not None and b is not None and abs(a - b) <= tol


def measure(filing: Filing, rows: Sequence[KeyRow]) -> list[FundResult]:
    """One FundResult for each fund of the key, in its order."""
    wanted = [r for r in rows if "no_schedule" not in r.flags]
    return [_measure_fund(row, fund) for row, fund in zip(wanted, pair(wanted, filing.funds), strict=True)]


def _measure_fund(row: KeyRow, fund: Fund | None) -> FundResult:
    result = FundResult(row.fund, verdict="skip" if row.total is None else "fail")
    if fund is None:
        result.reason = result.cause = "fund not found"
        return result
    result.read_as = fund.name
    schedule = fund.schedule
    result.net_assets_right = _net_assets_right(row, fund)
    if schedule is None or not schedule.holdings:
        result.reason = result.cause = "no schedule" if schedule is None else "schedule without holdings"
        return result
    n = len(schedule.holdings)
    result.found, result.holdings = True, n
    result.line = schedule.source.line if schedule.source else None
    result.ledger = {k: v for k, v in schedule.ledger.model_dump().items() if v}
    result.unexplained = schedule.ledger.unexplained
    tol = tolerance(n, row.scale)
    stated = _total(fund)
    result.total_printed = None if stated is None else float(stated)
    closing = [_section_closes(schedule, i, row.scale) for i in range(len(schedule.sections))]
    result.sections = sum(c is not None for c in closing)
    result.sections_closing = sum(c is True for c in closing)
    if schedule.other_lines and stated is not None and row.net_assets is not None and schedule.net_assets is not None:
        allowed = tolerance(len(schedule.other_lines) + 1, row.scale)
        result.lines_close = close(_running(stated, schedule, allowed), row.net_assets, allowed)
    if row.total is None:
        return result
    result.total_right = close(stated, row.total, Decimal(row.scale) / 2)
    residual = row.total - _sum(schedule.holdings)
    result.residual = float(residual)
    if abs(residual) <= tol:
        result.verdict = "pass"
        result.reason = "" if result.total_right else f"total read as {stated}"
    else:
        result.reason = explain(schedule, row, residual)
        result.cause = cause(schedule, result)
    return result


def _running(stated: Decimal, schedule: Schedule, allowed: Decimal) -> Decimal:
    """Total investments and the lines below it; a line that prints the running total again ("Total Investments, Net of
    Options Written") is not added."""
    running = stated
    for line in schedule.other_lines:
        if line.value is None or ("total" in line.caption.lower() and close(line.value, running, allowed)):
            continue
        running += line.value
    return running


def _net_assets_right(row: KeyRow, fund: Fund) -> bool | None:
    if row.net_assets is None:
        return None
    tol = Decimal(row.scale) / 2
    if fund.schedule and close(fund.schedule.net_assets, row.net_assets, tol):
        return True
    sheet = fund.statements.assets_and_liabilities
    lines = sheet.lines if sheet else ()
    return any(
        close(v, row.net_assets, tol) for ln in lines if (ln.key or "").startswith("net_assets") for v in ln.values
    )


def _place(printed: Section | Holding) -> int:
    """Where a section's heading or a holding's value is printed."""
    return (printed.source.start or 0) if printed.source else 0


def _section_closes(schedule: Schedule, index: int, scale: int) -> bool | None:
    """Whether the rows under a section sum to its printed subtotal; None where none is printed."""
    section = schedule.sections[index]
    if section.value is None:
        return None
    depth = len(section.path)
    inside = [h for h in schedule.holdings if h.section_path[:depth] == section.path]
    twins = sorted(_place(s) for s in schedule.sections if s.path == section.path)
    if len(twins) > 1:  # a path headed more than once: each heading's own rows
        start = _place(section)
        end = next((t for t in twins if t > start), None)
        inside = [h for h in inside if _place(h) >= start and (end is None or _place(h) < end)]
    return close(_sum(inside), section.value, tolerance(len(inside), scale))


#: More lines than this below the total are no lines below a total, but holdings.
LOWER_LINES = 8


def cause(schedule: Schedule, result: FundResult) -> str:
    """The class of a failure, told by its shape: where to look first."""
    if result.reason.startswith("scale"):
        return "scale"
    if result.reason.startswith("everything"):
        return "counted twice"
    if len(schedule.other_lines) > LOWER_LINES:
        return "total taken too early: holdings read as lower lines"
    if schedule.ledger.heading > max(25, 1.2 * result.holdings):
        return "rows read as headings"
    sense = "missing" if (result.residual or 0) > 0 else "too many"
    if result.total_right:
        return f"total right, rows {sense}"
    return f"total not found, rows {sense}" if schedule.total_investments is None else f"total wrong, rows {sense}"


def explain(schedule: Schedule, row: KeyRow, residual: Decimal) -> str:
    """What a residual looks like: the first hint for finding its cause. Positive: something is missing."""
    total, n = row.total or Decimal(0), len(schedule.holdings)
    tol = tolerance(n, row.scale)
    recovered = total - residual
    if total and close(recovered, 2 * total, tol):
        return "everything counted twice"
    for factor in (1000, 1_000_000):
        if close(recovered * factor, total, tol * factor) or close(recovered, total * factor, tol * factor):
            return f"scale wrong by {factor}"
    sense = "missing" if residual > 0 else "too much"
    sections = [s for s in schedule.sections if s.value and close(abs(s.value), abs(residual), tol)]
    if sections:
        return f"{sense}: as much as section {' / '.join(sections[0].path)!r}"
    lines = [o for o in schedule.other_lines if o.value and close(abs(o.value), abs(residual), tol)]
    if lines:
        return f"{sense}: as much as the lower line {lines[0].caption!r}"
    like = [h for h in schedule.holdings if h.value and close(abs(h.value), abs(residual), Decimal(1))]
    if like:
        return f"{sense}: as much as the row {like[0].description[:50]!r}"
    double = [h for h in schedule.holdings if h.value and close(2 * abs(h.value), abs(residual), Decimal(1))]
    if double:
        return f"{sense}: twice the row {double[0].description[:50]!r} (sign?)"
    twins = [v for v, k in Counter(h.value for h in schedule.holdings if h.value).items() if k > 1]
    if any(close(abs(v), abs(residual), Decimal(1)) for v in twins):
        return f"{sense}: a row read twice"
    blank = sum(h.value is None for h in schedule.holdings)
    share = f"{100 * residual / total:.1f}% of the total" if total else ""
    return f"{sense} {abs(residual):,} ({share}{f'; {blank} rows without value' if blank else ''})"

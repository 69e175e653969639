"""Rows under headings of options written, futures, forwards, swaps and short sales (Regulation S-X 12-12A, 12-13 ff.).

250   American International Group, Inc.   $ 100   Jan 04   $ 26,249
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import cast

from fundfilings.models import Derivative, Issue, made, make_issue
from fundfilings.schedule.derivative_records import ReadDerivative, read_table
from fundfilings.schedule.derivative_tables import derivative_tables
from fundfilings.schedule.derivative_words import Kind
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.records import is_counted
from fundfilings.spans import Span
from fundfilings.split import FundRef, Part
from fundfilings.split.parts import fund_in

_EXPIRATION = re.compile(
    r"(?:expir\w*\s*)?((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s*(?:\d{1,2},?\s*)?(?:\d{4}|\d{2})|\d{1,2}/\d{1,2}/\d{2,4})",
    re.I,
)
_STRIKE = re.compile(r"(?:strike|exercise)(?: price)?[^\d$]*\$?\s*([\d,.]*\d)|@\s*\$?([\d,.]*\d)", re.I)


def derivative_of(entry: Entry, kind: str, path: tuple[str, ...], span: Span) -> Derivative:
    """The record of one row; figures keep their printed signs, scales applied."""
    text = " ".join(filter(None, (entry.issuer, entry.text)))
    extras = " ".join(x for ln in entry.lines for x in (*ln.extra, ln.maturity or ""))
    whole = f"{text} {extras}"
    strike = _STRIKE.search(whole)
    expiry = _EXPIRATION.search(whole)
    balance = entry.figures.get("balance")
    scale = 1 if is_counted(entry, path) else entry.valued.balance_scale
    quantity = balance.amount.value * scale if balance and balance.amount.value is not None else None
    unrealized = kind in ("future", "forward", "swap")
    value = entry.value()
    return made(
        Derivative,
        kind=cast("Kind", kind),
        description=text,
        contracts=quantity if kind in ("future", "option_written", "option_purchased", "short_sale") else None,
        notional=quantity if kind in ("swap", "forward") else None,
        value=None if unrealized else value,
        unrealized=value if unrealized else None,
        exercise_price=Decimal((strike[1] or strike[2]).replace(",", "")) if strike else None,
        expiration=expiry[1] if expiry else None,
        payoff_profile="Short" if kind == "short_sale" else None,
        section_path=path,
        markers=entry.marks,
        source=span,
    )


def read_derivatives(part: Part) -> list[Derivative]:
    """The contracts listed in a part's own derivative tables, with every printed figure. Never raises."""
    return [r.derivative for r in derivative_rows(part)]


def derivative_rows(part: Part) -> list[ReadDerivative]:
    """As `read_derivatives`, with the places each was read from and the fund its row names."""
    return [row for table in derivative_tables(part) for row in read_table(table, part)]


def schedule_derivatives(part: Part, listed: Iterable[Derivative], held: Iterable[int]) -> tuple[Derivative, ...]:
    """All derivatives of a schedule part in printed order: those of its tables, and of `listed` (rows under headings
    of derivatives) those that no table has and that stand above the end of the kind's tables. `held` are offsets in
    rows that are holdings: options and securities sold short may look like them and are contracts only where the
    schedule does not count them, or where their table has the heads of contracts."""
    taken = sorted(held)
    own = [r for r in derivative_rows(part) if r.headed or not any(_stands_in(taken, place) for place in r.places)]
    places = [place for r in own for place in r.places]
    others = sorted((d.source.start or 0, i, d) for i, d in enumerate(listed) if d.source)
    starts = [o[0] for o in others]
    double = {i for lo, hi in places for _, i, _ in others[bisect_left(starts, lo) : bisect_left(starts, hi)]}
    ends: dict[str, int] = {}
    for r in own:
        ends[r.derivative.kind] = max(ends.get(r.derivative.kind, 0), *(end for _, end in r.places))
    rest = [d for start, i, d in others if i not in double and start < ends.get(d.kind, start + 1)]
    found = [r.derivative for r in own] + rest
    return tuple(sorted(found, key=lambda d: (d.source.start or 0) if d.source else 0))


def _stands_in(offsets: Sequence[int], place: tuple[int, int]) -> bool:
    at = bisect_left(offsets, place[0])
    return at < len(offsets) and offsets[at] < place[1]


def add_derivatives(own: Sequence[Derivative], more: Iterable[Derivative]) -> tuple[Derivative, ...]:
    """`own` and those of `more` that it does not hold yet: notes repeat what stands at the schedule."""
    out = list(own)
    known = {_likeness(d) for d in own}
    for derivative in more:
        if _likeness(derivative) not in known:
            out.append(derivative)
    return tuple(out)


def unassigned(lost: Iterable[Derivative], listed: Sequence[Derivative]) -> list[Issue]:
    """An issue for each table whose contracts belong to no fund that could be told. Those that a fund has already
    (`listed`: notes repeat what stands at its schedule) are not lost."""
    tables: dict[tuple[str, ...], list[Derivative]] = {}
    for derivative in add_derivatives(listed, lost)[len(listed) :]:
        tables.setdefault((derivative.kind, *derivative.section_path), []).append(derivative)
    issues = []
    for (kind, *captions), rows in tables.items():
        of = f" under {captions[0]!r}" if captions else ""
        count = "1 contract" if len(rows) == 1 else f"{len(rows)} contracts"
        message = (
            f"{count} ({kind}){of} could not be given to a fund of this filing, first {rows[0].description[:60]!r}"
        )
        issues.append(make_issue("schedule.derivative-unassigned", message, rows[0].source))
    return issues


def _likeness(d: Derivative) -> tuple[object, ...]:
    figures = (d.contracts, d.notional, d.value, d.unrealized)
    return (d.kind, *(abs(f) if f is not None else None for f in figures))


def read_note_derivatives(part: Part, funds: Sequence[FundRef]) -> list[tuple[int | None, Derivative]]:
    """The contracts listed in notes (or in a stretch behind a schedule), each with the index of its fund: the one its
    row names, else the part's, else the filing's only one, else the one that the table's caption names; None where that
    cannot be told."""
    home = part.fund if part.fund is not None else 0 if len(funds) == 1 else None
    found: list[tuple[int | None, Derivative]] = []
    for row in derivative_rows(part):
        fund = _fund_named(row.fund, funds) if row.fund and len(funds) > 1 else home
        if fund is None and not row.fund:
            fund = fund_in(" ".join(row.derivative.section_path), funds)
        found.append((fund, row.derivative))
    return found


def _fund_named(label: str, funds: Sequence[FundRef]) -> int | None:
    """The fund whose name has all words of a label and the fewest others ("Municipal III:" beside two such funds)."""
    words = _name_words(label)
    hits: list[tuple[int, int]] = []
    for i, fund in enumerate(funds):
        extra = [len(own - words) for name in (fund.name, *fund.names) if words <= (own := _name_words(name))]
        if words and extra:
            hits.append((min(extra), i))
    hits.sort()
    return hits[0][1] if hits and (len(hits) == 1 or hits[0][0] < hits[1][0]) else None


def _name_words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", name.lower())) - {"the", "fund", "funds", "inc", "trust"}

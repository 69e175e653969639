"""Rows of the tables beside a schedule as public records, and the holdings that they speak of.

    Six Flags Entertainment Corp.   6,160,400   1,204,158   --   7,364,558   $4,131   $438,780      holding 212

Whether purchases and sales count shares or dollars is told by their heads, else by what adds up:
beginning + purchases - sales = end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from fundfilings.marks import split_marks
from fundfilings.models import Affiliate, Holding, RestrictedSecurity, UnfundedCommitment, made
from fundfilings.normalize.blocks import Cell, Row
from fundfilings.normalize.grid import column_of
from fundfilings.scalars import find_date
from fundfilings.schedule.asides import read_asides
from fundfilings.schedule.side_tables import SideTable, is_dated, is_number, side_tables
from fundfilings.schedule.side_words import BEGINNING, END, NOT_ROW, OF_MONEY, OF_SHARES, TOTAL
from fundfilings.schedule.ties import Ties
from fundfilings.spans import Span
from fundfilings.split import FundRef, Part
from fundfilings.split.parts import fund_in

SideRecord = Affiliate | RestrictedSecurity | UnfundedCommitment
_LEADERS = re.compile(r"[\s.]*\.{2,}\s*$|\s+[.…]+\s*$|…+$")
#: Characters of a name: more are a sentence.
_LONGEST = 240
_RULE = re.compile(r"^[-=_\s]*$")


@dataclass(slots=True)
class _Row:
    """One line of a table: its words, dates and figures by column, over as many printed lines as it takes."""

    words: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    figures: dict[int, Cell] = field(default_factory=dict)
    place: Row | None = None
    x: float = 0.0


def read_side_records(part: Part, funds: Sequence[FundRef], after: int = 0) -> Iterator[tuple[int | None, SideRecord]]:
    """All records of a part's tables, each with the index of its fund (None: that could not be told). `after` is where
    the part's schedule ends. Never raises."""
    home = part.fund if part.fund is not None else 0 if len(funds) == 1 else None
    running = {n.lower() for f in funds for n in (f.name, *f.names)}
    for table in side_tables(part, after):
        names = _names(table)
        fund = home if home is not None else fund_in(table.above, funds)
        for row in _rows(table):
            if (record := _record(table, names, row, part)) is not None and record.description.lower() not in running:
                yield fund, record


@dataclass(slots=True)
class SideRecords:
    """The records of one fund by kind, tied to its holdings."""

    affiliates: tuple[Affiliate, ...] = ()
    restricted: tuple[RestrictedSecurity, ...] = ()
    unfunded: tuple[UnfundedCommitment, ...] = ()


def side_records(found: Sequence[SideRecord], holdings: Sequence[Holding]) -> SideRecords:
    """The records found for a fund, each once, and the restricted securities whose descriptions say when they were
    bought; each with the holding it speaks of."""
    if not found and not any(h.acquisition_date for h in holdings):
        return SideRecords()
    ties = Ties(holdings)
    once = list({_likeness(r): r for r in reversed(found)}.values())[::-1]
    affiliates = [r for r in once if isinstance(r, Affiliate)]
    unfunded = [r for r in once if isinstance(r, UnfundedCommitment)]
    restricted = [r for r in once if isinstance(r, RestrictedSecurity)]
    tied = [_tied(ties, r, (r.balance,), (r.value, r.cost)) for r in restricted]
    known = {r.holding for r in tied}
    own = [_of_description(i, h) for i, h in enumerate(holdings) if h.acquisition_date and i not in known]
    return SideRecords(
        tuple(_tied(ties, r, (r.balance_end,), (r.value_end,)) for r in affiliates),
        (*own, *tied),
        tuple(_tied(ties, r, (r.commitment,), (r.value,)) for r in unfunded),
    )


_R = TypeVar("_R", Affiliate, RestrictedSecurity, UnfundedCommitment)


def _tied(ties: Ties, record: _R, balances: Sequence[Decimal | None], values: Sequence[Decimal | None]) -> _R:
    holding = ties.holding(record.description, balances, values)
    return record if holding is None else record.model_copy(update={"holding": holding})


def _of_description(index: int, holding: Holding) -> RestrictedSecurity:
    cost = read_asides(holding.description).acquisition_cost
    return made(
        RestrictedSecurity,
        description=holding.description,
        acquisition_date=holding.acquisition_date,
        balance=holding.balance,
        cost=cost if cost is not None else holding.cost,
        value=holding.value,
        percent_of_net_assets=holding.percent_of_net_assets,
        markers=holding.markers,
        holding=index,
        source=holding.source,
    )


def _likeness(record: SideRecord) -> tuple[object, ...]:
    """What tells one record from another: a book of funds and its notes may print a table twice."""
    return (type(record), *(v for k, v in record.__dict__.items() if k not in ("source", "markers", "holding")))


# --- rows ------------------------------------------------------------------------------------------------------------


def _rows(table: SideTable) -> Iterator[_Row]:
    """The lines of a table that print figures, wrapped words joined; sums and captions left out."""
    waiting: list[Row] = []
    last: _Row | None = None
    for row in table.rows:
        numbers = [c for c in row.cells if is_number(c)] if len(row.cells) > 1 else []
        words = [c for c in row.cells if not is_number(c) and not is_dated(c.text) and not _RULE.match(c.text)]
        if not numbers:
            if len(words) == 1 and len(row.cells) == 1:
                if last is not None and not waiting and _goes_on(last, row, table):
                    last.words.append(words[0].text)
                else:
                    waiting.append(row)
            continue
        if last is not None:
            yield last
        last = _Row(place=row, x=row.indent)
        if words and words[0].x0 <= numbers[0].x0:
            above = [r for r in waiting if not _is_caption(r, row, table)] if waiting else []
            last.words = [r.cells[0].text for r in above[-3:]]
            last.x = above[0].indent if above else row.indent
        elif waiting:  # the words stand above, the figures alone
            last.words = [r.cells[0].text for r in waiting[-3:]]
        waiting = []
        last.words.extend(c.text for c in words if any(ch.isalnum() for ch in c.text) or c is words[0])
        last.dates = [c.text for c in row.cells if is_dated(c.text)]
        for cell in numbers:
            if (i := column_of(cell, table.columns)) is not None and i not in last.figures:
                last.figures[i] = cell
    if last is not None:
        yield last


def _is_caption(above: Row, row: Row, table: SideTable) -> bool:
    """Whether words above a row are a caption of rows, and not the first line of the row's words."""
    text, bold = above.cells[0].text, above.cells[0].bold and not row.cells[0].bold
    if text.endswith(":") or (text.isupper() and not row.text.isupper()) or bold or row.gap or row.ruled:
        return True
    if row.indent > above.indent or text.endswith((",", "-", "&")):
        return False
    return not table.text or row.indent < above.indent  # lines of print break anywhere, cells where they are told to


def _goes_on(last: _Row, row: Row, table: SideTable) -> bool:
    """Whether words below a row's figures go on with its words: they stand deeper."""
    return bool(last.words) and not row.gap and row.indent > last.x and row.cells[0].x1 <= table.columns[0].x0 + 2


# --- columns ---------------------------------------------------------------------------------------------------------


def _names(table: SideTable) -> list[str | None]:
    """The field that each column fills."""
    names: list[str | None] = [r if r != "percent" else "percent_of_net_assets" for r in table.roles]
    if table.kind != "affiliate":
        for i in _beginnings(table, "balance"):
            names[i] = None  # what was held before
        return names
    for role in ("balance", "value"):
        first = _beginnings(table, role)
        for i, r in enumerate(table.roles):
            if r == role:
                names[i] = f"{role}_beginning" if i in first else f"{role}_end"
    for i, r in enumerate(table.roles):
        if r == "net_activity" and OF_SHARES.search(table.words[i]):
            names[i] = "net_shares"
    for role, shares in (("purchases", "shares_purchased"), ("sales", "shares_sold")):
        at = [i for i, r in enumerate(table.roles) if r == role]
        for i in at:
            words = table.words[i]
            if OF_MONEY.search(words):
                continue
            if OF_SHARES.search(words) or (len(at) > 1 and i == at[0]) or _adds_up(table, names):
                names[i] = shares
    return names


def _beginnings(table: SideTable, role: str) -> set[int]:
    """The columns of a role that print what was held at the beginning: by their words, their dates, else the first."""
    at = [i for i, r in enumerate(table.roles) if r == role]
    told = {i for i in at if BEGINNING.search(table.words[i])}
    if told or len(at) < 2:
        return told
    dates = {i: d for i in at if (d := find_date(table.words[i]))}
    if len(dates) == len(at):
        return {i for i in at if dates[i] == min(dates.values())} if len(set(dates.values())) > 1 else set()
    return set(at[:1]) if not END.search(table.words[at[0]]) else set()


def _adds_up(table: SideTable, names: Sequence[str | None]) -> bool:
    """Whether beginning and end of the shares, and no value at the beginning, stand around purchases and sales, or most
    rows' shares roll from the one to the other by them."""
    if "balance_beginning" not in names or "balance_end" not in names:
        return False
    if "value_beginning" not in names:
        return True
    at = {n: i for i, n in enumerate(names) if n is not None}
    bought = next((i for i, r in enumerate(table.roles) if r == "purchases"), None)
    sold = next((i for i, r in enumerate(table.roles) if r == "sales"), None)
    hits = tries = 0
    for row in _rows(table):
        values = {i: c.figure.value or Decimal(0) for i, c in row.figures.items() if c.figure is not None}
        first, last = values.get(at["balance_beginning"]), values.get(at["balance_end"])
        if first is None or last is None:
            continue
        plus = values.get(bought, Decimal(0)) if bought is not None else Decimal(0)
        minus = abs(values.get(sold, Decimal(0))) if sold is not None else Decimal(0)
        tries += 1
        hits += first + plus - minus == last
    return 2 * hits > tries


def _record(table: SideTable, names: Sequence[str | None], row: _Row, part: Part) -> SideRecord | None:
    words = " ".join(_LEADERS.sub("", w) for w in row.words).strip(" ,;:-–—")
    if not words or TOTAL.match(words) or not any(c.isalpha() for c in words) or row.place is None:
        return None
    text, marks = split_marks(words)
    if NOT_ROW.search(text) or len(text) > _LONGEST:
        return None
    values: dict[str, Any] = {}
    for i, cell in row.figures.items():
        name, figure = names[i], cell.figure
        if name is not None and figure is not None and figure.value is not None and name not in values:
            values[name] = figure.value * (1 if name == "percent_of_net_assets" else table.scales[i])
            if name in ("sales", "shares_sold"):
                values[name] = abs(values[name])
    if not text or len(values) < min(2 if table.kind == "affiliate" else 1, len(table.columns)):
        return None
    source: Span = part.document.span(row.place)
    if table.kind == "affiliate":
        return made(Affiliate, description=text, markers=marks, source=source, **values)
    if table.kind == "unfunded":
        return made(
            UnfundedCommitment,
            description=text,
            markers=marks,
            source=source,
            **{k: v for k, v in values.items() if k in UnfundedCommitment.model_fields},
        )
    return made(
        RestrictedSecurity,
        description=text,
        acquisition_date=" ".join(row.dates) or None,
        markers=marks,
        source=source,
        **values,
    )

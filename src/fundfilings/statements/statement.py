"""The four financial statements: a part to one Statement a fund.

Statement of Assets and Liabilities          columns ("December 31, 2003",)
Total assets             1,344,154,578       lines (caption "Total assets", key total_assets, values (1344154578,))
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from fundfilings.models import Issue, Statement, StatementLine, made, make_issue
from fundfilings.periods import is_period
from fundfilings.scalars import Amount, find_date, folded, printed_scale
from fundfilings.split.parts import FundRef, Part
from fundfilings.split.vocabulary import NET_ASSETS_TITLE
from fundfilings.statements.caption_figures import caption_figures
from fundfilings.statements.inner import in_one_column
from fundfilings.statements.keys import keys_of
from fundfilings.statements.layout import Stretch, stretches
from fundfilings.statements.lines import is_title, lines_of, opening
from fundfilings.statements.side_heads import side_heads
from fundfilings.statements.tables import UNKNOWN, Head, StatementTable, TableReader, TableRow
from fundfilings.statements.vocabulary import CLOSINGS, OPENINGS, UNSCALED, plain

_AS_OF = "assets_and_liabilities"


@dataclass(frozen=True, slots=True)
class StatementRead:
    """One statement read: its kind (a part may hold more than its title says), its fund (None: the part's own)."""

    kind: str
    fund: int | None
    statement: Statement


def read_statement(
    part: Part, funds: Sequence[FundRef], issues: list[Issue] | None = None
) -> list[tuple[int | None, Statement]]:
    """The statement(s) of a part's own kind, one a fund: (index into `funds` or None for the part's own, Statement).
    Rows whose figures could not be aligned are reported in `issues`."""
    return [(s.fund, s.statement) for s in read_statements(part, funds, issues) if s.kind == part.kind]


def read_statements(part: Part, funds: Sequence[FundRef], issues: list[Issue] | None = None) -> list[StatementRead]:
    """All statements in a part, also of other kinds that follow in it without a title of their own."""
    out: list[StatementRead] = []
    for kind, group in _kinds(part):
        reader = TableReader(part.document, funds, part.fund)
        for stretch in group:
            reader.read(stretch)
        table = reader.table
        for fund in dict.fromkeys(h.fund for h in table.heads):
            if fund == UNKNOWN:
                if issues is not None:
                    names = ", ".join(repr(h.label) for h in table.heads if h.fund == UNKNOWN)
                    message = f"columns of the {kind} statement name no fund of this filing: {names}"
                    issues.append(make_issue("statement.unaligned", message, part.span))
                continue
            statement = _statement(kind, part, table, fund)
            if statement is not None:
                out.append(StatementRead(kind, fund, statement))
        if issues is not None:
            for message, span in table.doubts(f"the {kind} statement"):
                issues.append(make_issue("statement.unaligned", message, span))
    return out


def _kinds(part: Part) -> list[tuple[str, list[Stretch]]]:
    """Stretches grouped by the statement they belong to. A stretch opens the next statement where the one above has
    printed its closing line and this one begins with another's opening words - or with its own under the same head
    again: another fund's statement, then, which goes its own way."""
    out: list[tuple[str, list[Stretch]]] = []
    kind: str = part.kind
    closed = False
    head = ""
    for stretch in stretches(side_heads(lines_of(part.blocks, part.title))):
        opened = _opening(stretch, kind) if closed else None
        own = " ".join(ln.text for ln in stretch.head)
        again = closed and own != "" and own == head and opening(_first(stretch)) == kind
        if opened is not None or again:
            kind, closed = opened or kind, False
        head = own or head
        if not out or out[-1][0] != kind or again:
            out.append((kind, []))
        out[-1][1].append(stretch)
        closing = CLOSINGS.get(kind)
        closed = closed or bool(closing and any(closing.search(plain(ln.text)) for ln in stretch.body))
    return out


def _first(stretch: Stretch) -> str:
    return next((ln.text for ln in stretch.body if ln.text), "")


def _opening(stretch: Stretch, kind: str) -> str | None:
    for title in stretch.titles:
        named = is_title(title)
        if named in OPENINGS and named != kind:
            return named
    opened = opening(_first(stretch))
    return opened if opened != kind else None


def _statement(kind: str, part: Part, table: StatementTable, fund: int | None) -> Statement | None:
    index = [i for i, h in enumerate(table.heads) if h.fund == fund]
    rows = [r for r in table.rows if any(i in r.values for i in index)]
    if not rows:
        return None
    heads = [table.heads[i] for i in index]
    said = [(_caption(row), _groups(row)) for row in rows]
    keys = keys_of(kind, [None if row.total else s for row, s in zip(rows, said, strict=True)])
    lines = [_line(row, index, table.scale, key, *s) for row, key, s in zip(rows, keys, said, strict=True)]
    labels = tuple(_label(h) for h in heads)
    if kind == _AS_OF and NET_ASSETS_TITLE.search(part.title):
        labels, lines = in_one_column(labels, lines)
    return Statement(
        title=part.title or None,
        as_of=_as_of(kind, part, table, heads),
        periods=labels if kind != _AS_OF and any(is_period(x) for x in labels) else (),
        columns=labels,
        value_scale=table.scale,
        lines=tuple(lines),
        source=part.span,
    )


def _label(head: Head) -> str:
    if not head.label:
        return head.period
    return (
        f"{head.label}, {head.period}"
        if head.period and not is_period(head.label) and "ended" in head.period.lower()
        else head.label
    )


def _as_of(kind: str, part: Part, table: StatementTable, heads: Sequence[Head]) -> date | None:
    if kind != _AS_OF:
        return None
    for text in (part.title, *(t for t in table.titles if len(t) < 140), *(h.label for h in heads)):
        if text and (found := find_date(text)):
            return found
    return None


def _caption(row: TableRow) -> str:
    return folded(row.caption)


def _groups(row: TableRow) -> tuple[str, ...]:
    return row.printed.groups[:-1] if row.total else row.printed.groups


def _line(
    row: TableRow, index: Sequence[int], scale: int, key: str | None, caption: str, groups: tuple[str, ...]
) -> StatementLine:
    scale = 1 if row.printed.in_full else scale
    values = tuple(scaled(row.values.get(i), caption, groups, scale) for i in index)
    inside = () if row.total else caption_figures(caption, scale)
    return made(
        StatementLine,
        caption=caption,
        key=key,
        depth=row.depth,
        group=groups[-1] if groups else None,
        values=values,
        caption_figures=tuple(value for _, value in inside),
        caption_figure_words=tuple(words for words, _ in inside),
        markers=() if row.total else _markers(row, index),
        source=row.span,
    )


def _markers(row: TableRow, index: Sequence[int]) -> tuple[str, ...]:
    marks = list(row.printed.markers)
    for i in index:
        if i in row.values:
            marks.extend(row.values[i].marks)
    return tuple(dict.fromkeys(marks))


#: "Net assets, rounded to thousands": the figure stands in full.
_ROUNDED = re.compile(r"\brounded (?:off )?to\b", re.I)


@lru_cache(maxsize=1024)
def _scale_of(caption: str) -> int | None:
    return None if _ROUNDED.search(caption) else printed_scale(caption)


def scaled(amount: Amount | None, caption: str, groups: Sequence[str], scale: int) -> Decimal | None:
    """The figure in full units. A scale in the caption or its group goes before the table's; per-share figures,
    percents and figures with decimals in a table of thousands stand as printed."""
    if amount is None or amount.value is None:
        return None
    own = _scale_of(caption) or next((s for g in reversed(groups) if (s := _scale_of(g))), None)
    factor = own or scale
    if factor == 1 or amount.percent or UNSCALED.search(caption) or (own is None and amount.decimals):
        return amount.value
    return amount.value * factor

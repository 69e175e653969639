"""Financial highlights: one HighlightsColumn a class and period, whichever way the print runs.

across:                      Year Ended December 31       down:              Beginning      Net
                               2005      2004                                Net Asset   Investment
  Net asset value, beginning  $5.62     $5.70                                  Value       Income
  Net investment income        0.12      0.12             Year Ended 10/31:
                                                          2004                $15.45       $1.04
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from fundfilings.marks import split_marks
from fundfilings.models import HighlightsColumn, HighlightsItem, Issue, made, make_issue
from fundfilings.periods import is_period, read_period
from fundfilings.scalars import Amount
from fundfilings.spans import Span
from fundfilings.split.parts import FundRef, Part
from fundfilings.statements.captions import clean
from fundfilings.statements.columns import places_of, read_columns
from fundfilings.statements.heads import FundHeads, split_class
from fundfilings.statements.keys import highlights_key
from fundfilings.statements.layout import Stretch, stretches
from fundfilings.statements.lines import is_title, is_year, lines_of
from fundfilings.statements.period_legends import Legends
from fundfilings.statements.side_heads import side_heads
from fundfilings.statements.statement import scaled
from fundfilings.statements.tables import UNKNOWN, Head, TableReader, is_class

_WHITE = re.compile(r"\s+")


@dataclass(slots=True)
class _Column:
    class_name: str | None
    label: str
    context: str
    source: Span
    items: list[HighlightsItem] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def add(self, caption: str, groups: tuple[str, ...], amount: Amount, markers: Sequence[str], span: Span) -> None:
        """One more item; a key goes to the first item that fits it."""
        key = highlights_key(caption, groups)
        if key is not None and key in self.keys:
            key = None
        elif key is not None:
            self.keys.add(key)
        self.items.append(
            made(
                HighlightsItem,
                caption=caption,
                key=key,
                group=groups[-1] if groups else None,
                value=scaled(amount, caption, groups, 1),
                dash=amount.kind == "dash",
                markers=tuple(dict.fromkeys((*markers, *amount.marks))),
                source=span,
            )
        )


@dataclass(slots=True)
class _Book:
    """All columns read so far, by fund, class and period label. Marks do not tell labels apart, because a table may
    print them on one of its pages only; but two that stand in one table ("2004*", "2004") are two periods."""

    columns: dict[tuple[int | None, str, str], _Column] = field(default_factory=dict)

    def at(
        self, fund: int | None, class_name: str | None, label: str, context: str, source: Span, beside: Collection[int]
    ) -> _Column:
        """The column of a label; `beside` are (the ids of) those that stand beside it in its table."""
        name = (class_name or "").lower()
        marked = (fund, name, _marked_label(label, context))
        for key in (marked, (fund, name, _plain_label(label, context))):
            if (have := self.columns.get(key)) is not None and id(have) not in beside:
                return have
        self.columns[marked] = column = _Column(class_name, label, context, source)
        self.columns.setdefault((fund, name, _plain_label(label, context)), column)
        return column


def read_highlights(
    part: Part, funds: Sequence[FundRef], issues: list[Issue] | None = None
) -> list[tuple[int | None, list[HighlightsColumn]]]:
    """The highlights in a part: (index into `funds` or None for the part's own fund, its columns in printed order).
    Rows whose figures could not be aligned are reported in `issues`."""
    book = _Book()
    down = _DownReader(part, funds, book)
    across = TableReader(part.document, funds, part.fund)
    read_across = False
    lines = lines_of(part.blocks, part.title)
    legends = Legends(lines)
    for stretch in stretches(side_heads(lines)):
        if any((kind := is_title(t)) and kind != "financial_highlights" for t in stretch.titles):
            break
        if _runs_down(stretch):
            down.read(stretch)
        else:
            across.read(stretch)
            read_across = True
    if read_across:
        _across(across, book)
    if issues is not None:
        for message, span in across.table.doubts("the financial highlights"):
            issues.append(make_issue("highlights.unaligned", message, span))
        for row in down.unaligned:
            message = f"figures of {row.caption!r} could not be put under the columns of the financial highlights"
            issues.append(make_issue("highlights.unaligned", message, row.span))
    out: dict[int | None, list[HighlightsColumn]] = {}
    done: set[int] = set()
    for (fund, _, _), column in book.columns.items():
        if fund != UNKNOWN and id(column) not in done and _credible(column):
            done.add(id(column))
            period = read_period(column.label, column.context)
            period = legends.period(column.label, period, column.source.line)
            out.setdefault(fund, []).append(
                made(
                    HighlightsColumn,
                    class_name=column.class_name,
                    period=period,
                    items=tuple(column.items),
                    source=column.source,
                )
            )
    return list(out.items())


def _credible(column: _Column) -> bool:
    """Whether a column is highlights and not a table that merely follows them (votes, tax tables): highlights have
    items that every fund prints."""
    return len(column.keys) >= 2 or (bool(column.keys) and len(column.items) >= 3)


@lru_cache(maxsize=2048)
def _marked_label(label: str, context: str) -> str:
    return _WHITE.sub("", f"{context}|{label}".lower())


@lru_cache(maxsize=1024)
def _plain_label(label: str, context: str) -> str:
    text, _ = split_marks(f"{context} {label}")
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


# --- periods across ------------------------------------------------------------------------------------------------


def _across(reader: TableReader, book: _Book) -> None:
    table = reader.table
    named: dict[tuple[int, str | None], tuple[str | None, str, str]] = {}
    for row in table.rows:
        section = row.printed.section.class_name
        taken: set[int] = set()
        for i, amount in row.values.items():
            head = table.heads[i]
            if (i, section) not in named:
                named[i, section] = _of_head(head, section)
            class_name, label, context = named[i, section]
            column = book.at(head.fund, class_name, label, context, row.span, taken)
            taken.add(id(column))
            column.add(row.caption, row.printed.groups, amount, row.printed.markers, row.span)


def _of_head(head: Head, section: str | None) -> tuple[str | None, str, str]:
    """Class, period label and the context that completes it; `section` is the class that the rows stand under."""
    class_name, label = split_class(head.label)
    class_name = class_name or section
    if not label or not is_period(label):
        return class_name or (label or None), head.period, ""
    return class_name, label, head.period if is_year(label) else ""


# --- periods down --------------------------------------------------------------------------------------------------


def _runs_down(stretch: Stretch) -> bool:
    """Whether the rows of a stretch are periods: most captions of figured lines are years or periods."""
    captions = [ln.text for ln in stretch.figured]
    named = [c for c in captions if c]
    periods = sum(_is_row_period(c) for c in named)
    return len(named) >= 1 and periods * 10 >= len(captions) * 6


def _is_row_period(text: str) -> bool:
    return is_year(text) or (is_period(text) and len(text) < 70 and _ROW_PERIOD.search(text) is not None)


_ROW_PERIOD = re.compile(
    r"^\W*(?:for\s+(?:the\s+)?)?(?:(?:fiscal\s+)?years?|period|six|three|nine|four|five|seven|"
    r"eight|ten|eleven|two|one|\d{1,2})\b.*\d|^\W*\d{1,2}/\d{1,2}/\d{2,4}|"
    r"^\W*[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}",
    re.I,
)


@dataclass(slots=True)
class _DownRow:
    caption: str
    span: Span


class _DownReader:
    """Rows are periods, columns items with stacked heads; fund, class and "Year Ended 10/31:" stand between rows."""

    def __init__(self, part: Part, funds: Sequence[FundRef], book: _Book) -> None:
        self.part = part
        self.fund_heads = FundHeads(funds)
        self.book = book
        self.unaligned: list[_DownRow] = []
        self.fund: int | None = None
        self.class_name: str | None = None
        self.context = ""

    def read(self, stretch: Stretch) -> None:
        for title in stretch.titles:
            self._between(title)
        columns = read_columns(stretch, narrow=not stretch.grid)
        captions = [
            clean(leaf)[0] or clean(label)[0] for leaf, label in zip(columns.leaves, columns.labels, strict=True)
        ]
        above: dict[int, str] = {}
        for line in stretch.body:
            if not line.figures:
                if line.text:
                    self._between(line.text)
                continue
            label = line.text
            if label.endswith(":"):  # "Year Ended 10/31:" with the figures of a row beside it
                self._between(label)
            span = self.part.document.span(line.row)
            others = [k for k, said in above.items() if said != _label(label)]
            column = self.book.at(self.fund, self.class_name, _label(label), self.context, span, others)
            above[id(column)] = _label(label)
            places = places_of(line.figures, columns.physical)
            if None in places:
                self.unaligned.append(_DownRow(label, span))
                if len(places) == len(columns.physical):
                    places = list(range(len(places)))
            for figure, place in zip(line.figures, places, strict=True):
                at = columns.logical[place] if place is not None else None
                caption = captions[at] if at is not None else ""
                groups = (columns.spans[at],) if at is not None and columns.spans[at] else ()
                column.add(caption, groups, figure.amount, (), span)

    def _between(self, text: str) -> None:
        """A line between rows: a fund, a class, or what completes the years below it."""
        text = _WHITE.sub(" ", text).strip()
        index = self.fund_heads.heading(text) if len(text) < 100 else None
        if index is not None:
            self.fund = None if index == self.part.fund else index
            self.class_name, self.context = None, ""
        elif is_class(text):
            self.class_name = text.strip(" :")
        elif is_period(text) and len(text) < 80 and _CONTEXT.search(text):
            self.context = text.rstrip(" :*")


_CONTEXT = re.compile(r"\b(?:years?|periods?|months)\s+(?:ended|ending)\b|\d{1,2}/\d{1,2}:?$", re.I)


def _label(text: str) -> str:
    return _WHITE.sub(" ", text).strip(" :")

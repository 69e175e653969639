"""One fund over several filings: every period's figures, wherever they are printed.

    N-CSR of 2006    Net investment income, year ended 31 Dec 2006    391,200
    N-CSRS of 2007   Net investment income, year ended 31 Dec 2006    391,200    prior-year column
    N-CSR of 2007    Net investment income, year ended 31 Dec 2006    393,300    prior-year column: differs

A figure is the same line of the same statement for the same class and period. Lines are the same by their canonical
key, else by the words of their captions; periods by their last day and their length; classes by the words of their
names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, TypeAlias

from fundfilings.compare.funds import fund_words, likeness, same_fund
from fundfilings.compare.words import words
from fundfilings.models import (
    Filing,
    Fund,
    FundHistory,
    HighlightsColumn,
    HistoryFigure,
    HistoryPrint,
    Statement,
)
from fundfilings.periods import period_text, read_period
from fundfilings.spans import Span

Kind: TypeAlias = Literal[
    "assets_and_liabilities", "operations", "changes_in_net_assets", "cash_flows", "financial_highlights"
]
_STATEMENTS: tuple[Kind, ...] = ("assets_and_liabilities", "operations", "changes_in_net_assets", "cash_flows")
_ORDER = {kind: n for n, kind in enumerate((*_STATEMENTS, "financial_highlights"))}
#: Funds' names are one where so many of their words are, if nothing else tells.
_LIKE = 0.6
#: A head of a half year may say the day on which its table was closed: so many days later is no other period.
_LATER = timedelta(days=15)
_YEAR_END = re.compile(r"(?:19|20)\d\d\b|\d{1,2}/\d{1,2}/\d{2,4}")
#: What captions say beside what they name: references to notes, amounts.
_ASIDE = re.compile(r"\([^()]*\)|\d+")
_SHARES = frozenset(("share", "shares"))


@dataclass(frozen=True, slots=True)
class _Figure:
    """One printed figure, and what it is of. `months` 0: a day; None: a period whose length is not told."""

    kind: Kind
    group: str | None
    caption: str
    key: str | None
    line: tuple[str, ...]
    class_name: str | None
    start: date | None
    end: date
    months: int | None
    value: Decimal
    source: Span | None
    filing: int


_Identity: TypeAlias = tuple[Kind, date, int | None, frozenset[str], tuple[str, ...]]


def line_up(filings: Iterable[Filing], fund: str | None = None) -> tuple[FundHistory, ...]:
    """The figures of each fund's statements and highlights over `filings`, in any order, each with all its prints.

    fund    only the fund of this name, as one of the filings prints it, whatever its case and legal form, or series id

    `prints` names filings by their index in `filings` and stands in the order of their periods, so that the first print
    is the one of the period itself where that filing is there. A column is left out whose period is not told, or would
    end after the filing's own (a half year under the head of the year).
    """
    given = list(filings)
    order = sorted(range(len(given)), key=lambda n: (_day(given[n]), given[n].filed or date.min, n))
    histories: list[list[tuple[int, Fund]]] = []
    for n in order:
        for own in given[n].funds:
            _home(histories, given, n, own).append((n, own))
    return tuple(_history(own, given) for own in histories if fund is None or _is_called(own, fund))


def _day(filing: Filing) -> date:
    return filing.period_of_report or filing.filed or date.min


def _home(
    histories: list[list[tuple[int, Fund]]], given: Sequence[Filing], n: int, fund: Fund
) -> list[tuple[int, Fund]]:
    """The history that a fund goes on: that of its series or name, of a name like it, of the filer's only fund."""
    free = [own for own in histories if all(at != n for at, _ in own)]
    for own in free:
        if same_fund(fund, [other for _, other in own]):
            return own
    for own in free:
        at, last = own[-1]
        if fund.series_id and last.series_id and fund.series_id != last.series_id:
            continue
        cik = given[n].registrant.cik
        only = len(given[at].funds) == len(given[n].funds) == 1 and cik and cik == given[at].registrant.cik
        if only or likeness(fund.name, last.name) >= _LIKE:
            return own
    histories.append([])
    return histories[-1]


def _is_called(history: list[tuple[int, Fund]], name: str) -> bool:
    return any(fund.series_id == name or fund_words(fund.name) == fund_words(name) for _, fund in history)


# --- figures of one filing -----------------------------------------------------------------------------------------


def _figures(n: int, filing: Filing, fund: Fund) -> Iterator[_Figure]:
    until = filing.period_of_report + _LATER if filing.period_of_report else date.max
    for kind in _STATEMENTS:
        statement: Statement | None = getattr(fund.statements, kind)
        if statement is not None:
            yield from (f for f in _of_statement(n, kind, statement) if f.end <= until)
    yield from (f for f in _of_highlights(n, fund.financial_highlights) if f.end <= until)


@dataclass(frozen=True, slots=True)
class _Column:
    start: date | None
    end: date
    months: int | None
    class_name: str | None


def _of_statement(n: int, kind: Kind, statement: Statement) -> Iterator[_Figure]:
    columns = _columns(kind, statement)
    for line in statement.lines:
        for column, value in zip(columns, line.values, strict=False):
            if column is not None and value is not None:
                yield _Figure(
                    kind,
                    line.group,
                    line.caption,
                    line.key,
                    _line(line.key, line.caption, line.group),
                    column.class_name,
                    column.start,
                    column.end,
                    column.months,
                    value,
                    line.source,
                    n,
                )


def _columns(kind: Kind, statement: Statement) -> list[_Column | None]:
    """Period and class of each column; None where its period is not told. A label's words beside the period name a
    class only where several columns are of one period: else they are the fund's or its family's name."""
    found: list[tuple[date | None, date | None, int | None, str]] = []
    for label in statement.columns:
        period = read_period(label, statement.title or "")
        rest = _without_period(label)
        if kind == "assets_and_liabilities":
            found.append((None, period.end or statement.as_of, 0, rest))
        else:
            found.append((period.start, period.end, period.months, rest))
    alike = Counter((end, months) for _, end, months, _ in found)
    return [
        None if end is None else _Column(start, end, months, (rest or None) if alike[end, months] > 1 else None)
        for start, end, months, rest in found
    ]


def _without_period(label: str) -> str:
    """ "MEMBERS, for the year ended March 31, 2006 (unaudited)" without the period."""
    said = period_text(label) or ""
    ends = [m.end() for m in _YEAR_END.finditer(said)]
    if ends:
        label = label.replace(said[: ends[-1]], " ")
    return " ".join(_ASIDE.sub(" ", label).split()).strip(" ,:-–—")


def _of_highlights(n: int, columns: Sequence[HighlightsColumn]) -> Iterator[_Figure]:
    several = len({column.class_name for column in columns}) > 1
    for column in columns:
        period = column.period
        if period.end is None:
            continue
        for item in column.items:
            if item.value is not None:
                yield _Figure(
                    "financial_highlights",
                    item.group,
                    item.caption,
                    item.key,
                    _line(item.key, item.caption, item.group),
                    column.class_name if several else None,
                    period.start,
                    period.end,
                    period.months,
                    item.value,
                    item.source,
                    n,
                )


def _line(key: str | None, caption: str, group: str | None) -> tuple[str, ...]:
    """What is the same for one line in two filings."""
    if key is not None:
        return (f"={key}",)
    return words(_ASIDE.sub(" ", f"{group or ''} {caption}"))


# --- lined up ------------------------------------------------------------------------------------------------------


def _history(own: list[tuple[int, Fund]], given: Sequence[Filing]) -> FundHistory:
    prints: dict[_Identity, list[_Figure]] = defaultdict(list)
    figures = [_told_apart(list(_figures(n, given[n], fund))) for n, fund in own]
    lengths = _lengths(f for filing in figures for f, _ in filing)
    for filing in figures:
        for figure, line in filing:
            identity = _identity(figure, line, lengths)
            while (met := prints.get(identity)) and met[-1].filing == figure.filing:  # printed twice in one filing
                identity = (*identity[:4], (*identity[4], "again"))
            prints[identity].append(figure)
    last = own[-1][1]
    lined = [_lined(found) for found in prints.values()]
    lined.sort(key=lambda f: (_ORDER[f.statement], f.class_name or "", f.end, f.months or 0))
    return FundHistory(
        name=last.name,
        names=tuple(dict.fromkeys(fund.name for _, fund in own)),
        series_id=next((fund.series_id for _, fund in reversed(own) if fund.series_id), None),
        filings=tuple(n for n, _ in own),
        figures=tuple(lined),
    )


def _told_apart(figures: list[_Figure]) -> list[tuple[_Figure, tuple[str, ...]]]:
    """The figures of one filing with what names their lines: lines of one key are told apart by their words ("from net
    investment income" of each class)."""
    places = [(f.kind, f.end, f.months, f.class_name, f.line) for f in figures]
    times = Counter(places)
    return [
        (figure, (*figure.line, *_line(None, figure.caption, figure.group)) if times[place] > 1 else figure.line)
        for place, figure in zip(places, figures, strict=True)
    ]


def _lengths(figures: Iterable[_Figure]) -> dict[tuple[Kind, date], set[int]]:
    """The lengths that periods with this last day are said to have."""
    found: dict[tuple[Kind, date], set[int]] = defaultdict(set)
    for figure in figures:
        if figure.months is not None:
            found[figure.kind, figure.end].add(figure.months)
    return found


def _identity(figure: _Figure, line: tuple[str, ...], lengths: dict[tuple[Kind, date], set[int]]) -> _Identity:
    months = figure.months
    if months is None and len(said := lengths[figure.kind, figure.end]) == 1:
        (months,) = said  # one print leaves out what the others say
    named = frozenset(words(figure.class_name or "")) - _SHARES
    return figure.kind, figure.end, months, named, line


def _lined(found: list[_Figure]) -> HistoryFigure:
    newest = found[-1]
    told = next((f for f in found if f.months is not None), newest)
    agree = all(_same(found[0].value, other.value) for other in found[1:])
    return HistoryFigure(
        statement=newest.kind,
        key=newest.key,
        caption=newest.caption,
        group=newest.group,
        class_name=newest.class_name,
        start=told.start,
        end=newest.end,
        months=told.months or None,
        value=newest.value,
        status="once" if len(found) == 1 else "agrees" if agree else "differs",
        difference=newest.value - found[0].value,
        prints=tuple(HistoryPrint(filing=f.filing, value=f.value, source=f.source) for f in found),
    )


def _same(one: Decimal, other: Decimal) -> bool:
    """Whether two prints of a figure are the same within the rounding of the coarser one (thousands, cents)."""
    return abs(one - other) <= max(_unit(one), _unit(other)) / 2


def _unit(value: Decimal) -> Decimal:
    """The unit that a figure is rounded to: thousands and millions for those that end in so many zeros; a hundredth at
    most for those with decimals, whose last zeros JSON does not keep."""
    digits = value.normalize().as_tuple()
    exponent = digits.exponent if isinstance(digits.exponent, int) else 0
    if value and exponent >= 3:
        return Decimal(1).scaleb(min(exponent, 6))
    return Decimal(1).scaleb(min(exponent, -2)) if exponent < 0 else Decimal(0)

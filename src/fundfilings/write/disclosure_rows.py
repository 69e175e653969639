"""What notes disclose as rows, one a figure, whatever the kind of record it stands in.

PurchasesAndSales(category="U.S. government securities", period=..., purchases=NoteFigure(...), sales=...)

disclosure           record_no  part       figure_no  about                       value
purchases_and_sales  1          purchases  1          U.S. government securities  48200113
purchases_and_sales  1          sales      1          U.S. government securities  39117456
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fundfilings.models import Disclosures, Model, NoteFigure, Period
from fundfilings.write.columns import AMOUNT, RATE, SPAN, Column, Row, fields_of, key, place, text

#: The field of a record whose printed words tell it from others of its kind.
_ABOUT = ("category", "class_name", "series", "basis")
#: Dates and words that a record has beside its figures, and a figure's wrapper (one loss, one step of a fee).
_OF_RECORD = ("as_of", "kind", "declared", "record", "payable")
_OF_FIGURE = ("expires", "year", "character", "over", "up_to")

_FIGURE = fields_of(NoteFigure, places=RATE)
_PERIOD = fields_of(Period, prefix="period_")

DISCLOSURE_COLUMNS: tuple[Column, ...] = (
    text("disclosure", "Which list of `disclosures`."),
    key("record_no", "Number of the record in its list."),
    text("part", "Which field of the record."),
    key("figure_no", "Number of the figure in this field, 1 where it holds one."),
    *_FIGURE.columns,
    text("about", "Words that tell records of one kind apart: category, class, series, basis."),
    Column("as_of", "date", "Day for which it is said."),
    text("fee", "`advisory` or `administration`, of fees."),
    Column("declared", "date", "Day a dividend was declared."),
    Column("record_date", "date", "Day whose holders of record get it."),
    Column("payable", "date", "Day it is paid."),
    *_PERIOD.columns,
    text("expires", "When a capital loss expires, as printed."),
    Column("expires_year", "integer", "The year of that."),
    text("character", "`short_term` or `long_term`, of capital losses."),
    Column("over_amount", "number", "Assets over which the step of a fee holds.", places=AMOUNT),
    Column("up_to_amount", "number", "Assets up to which it holds.", places=AMOUNT),
    *SPAN.columns,
)


def disclosure_rows(disclosures: Disclosures) -> Iterator[Row]:
    """The rows of one fund, without its keys."""
    for name in Disclosures.model_fields:
        for record_no, record in enumerate(getattr(disclosures, name), 1):
            about = next((getattr(record, a) for a in _ABOUT if a in type(record).model_fields), None)
            period: Period | None = getattr(record, "period", None)
            head = (about, *(getattr(record, field, None) for field in _OF_RECORD))
            head += _PERIOD.none if period is None else _PERIOD.of(period)
            for part, figure_no, holder, figure in _figures(record):
                tail = tuple(getattr(holder, field, None) for field in _OF_FIGURE)
                keys = (name, record_no, part, figure_no)
                yield (*keys, *_FIGURE.of(figure), *head, *tail, *place(figure.source))


def _figures(record: Model) -> Iterator[tuple[str, int, Any, NoteFigure]]:
    """(field, number in it, what the figure stands in, figure) of a record, in the order of its fields."""
    for part in type(record).model_fields:
        held = getattr(record, part)
        for number, item in enumerate(held if isinstance(held, tuple) else (held,), 1):
            if isinstance(item, NoteFigure):
                yield part, number, None, item
            elif isinstance(item, Model) and not isinstance(item, Period):
                for figure in (getattr(item, n) for n in type(item).model_fields):
                    if isinstance(figure, NoteFigure):
                        yield part, number, item, figure

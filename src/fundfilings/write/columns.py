"""Columns of tables, and the columns that the fields of a model make.

    Holding.value: Number | None              value          decimal(38,6)
    Holding.maturity_date: date | None        maturity_date  date
    Holding.markers: tuple[str, ...]          markers        list of text
    Holding.source: Span | None               source_document, source_page, source_line, ... integer

Figures are exact: a decimal column has 38 digits, of which `AMOUNT` or `RATE` stand after the point. Over the figures
of 400 real filings money and quantities have 3 places at most and 13 digits before the point, rates, figures per share
and ratios 6 places.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation, localcontext
from operator import attrgetter
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from fundfilings.models import Model
from fundfilings.spans import Span

Kind = Literal["text", "integer", "number", "date", "true/false", "texts", "numbers", "floats"]
Cell: TypeAlias = object
Row: TypeAlias = tuple[Cell, ...]

#: Digits of a decimal column, the most that Arrow's 128 bits and SQL engines hold.
DIGITS = 38
#: Places after the point of amounts of money and quantities.
AMOUNT = 6
#: Places after the point of percents, rates, figures per share, and of columns in which these stand beside amounts.
RATE = 10
_RATES = frozenset(
    (
        "percent_of_net_assets",
        "percent_of_total_investments",
        "coupon_rate",
        "floating_rate_spread",
        "exercise_price",
        "value_per_unit",
        "rate",
    )
)
#: Fields that SQL would take for words of its own, and `form`, which every table has from the name of its folder.
_RENAMED = {"form": "form_type", "group": "group_caption", "bytes": "size", "values": "figures"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `field` names the model and field it is taken from, `meaning` says what it holds where it is taken
    from none. `places` of a number stand after the point; `rounded`: a computed quotient may have more."""

    name: str
    kind: Kind
    meaning: str = ""
    field: tuple[str, str] | None = None
    places: int = 0
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """The columns of one model, and how a record of it becomes their cells."""

    columns: tuple[Column, ...]
    of: Callable[[Any], Row]

    @property
    def none(self) -> Row:
        """The cells of a record that is not there."""
        return (None,) * len(self.columns)


def key(name: str, meaning: str) -> Column:
    """A column of running numbers, from 1."""
    return Column(name, "integer", meaning)


def text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning)


def fields_of(
    model: type[Model],
    *,
    prefix: str = "",
    without: Iterable[str] = (),
    places: int | None = None,
    rounded: bool = False,
) -> Fields:
    """The fields of `model` that are values or lists of values, in the model's order; records in it are left to others.

    `places` holds for all its numbers; without it their names tell amounts and rates apart.
    """
    left_out = {"source", *without}
    columns: list[Column] = []
    for name, info in model.model_fields.items():
        kind = _kind(info.annotation)
        if kind is None or name in left_out:
            continue
        after = places if places is not None else RATE if name in _RATES else AMOUNT
        columns.append(
            Column(
                prefix + _RENAMED.get(name, name),
                kind,
                field=(model.__name__, name),
                places=after if kind in ("number", "numbers") else 0,
                rounded=rounded,
            )
        )
    names = [column.field[1] for column in columns if column.field]
    return Fields(tuple(columns), _getter(names))


def _getter(names: list[str]) -> Callable[[Any], Row]:
    get = attrgetter(*names)
    if len(names) == 1:
        return lambda record: (get(record),)
    return get  # of several names it gives a tuple


_SPAN_KINDS: dict[str, Kind] = {"bbox": "floats"}
SPAN = Fields(
    tuple(Column(f"source_{f.name}", _SPAN_KINDS.get(f.name, "integer"), field=("Span", f.name)) for f in fields(Span)),
    _getter([f.name for f in fields(Span)]),
)
_NO_SPAN = SPAN.none


def place(source: Span | None) -> Row:
    """The cells of the columns of SPAN."""
    return _NO_SPAN if source is None else SPAN.of(source)


_KINDS: dict[object, Kind] = {str: "text", int: "integer", Decimal: "number", date: "date", bool: "true/false"}
_LISTS: dict[Kind, Kind] = {"text": "texts", "number": "numbers"}


def _kind(hint: Any) -> Kind | None:
    """The kind of column for a field of this type; None for records and lists of records."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _kind(args[0])
    if origin is Literal:
        return "text"
    if origin in (Union, types.UnionType):
        rest = [a for a in args if a is not type(None)]
        return _kind(rest[0]) if len(rest) == 1 else None
    if origin is tuple:
        item = _kind(args[0])
        return None if item is None else _LISTS.get(item)
    return _KINDS.get(hint)


# --- figures -------------------------------------------------------------------------------------------------------


#: Holds any figure of a column with all its places: nothing but the last place is rounded.
_WIDE = Context(prec=2 * DIGITS, rounding=ROUND_HALF_EVEN)


def rounded(value: Any, places: int) -> Decimal | None:
    """A computed figure with as many places as its column has: a quotient may have any number of them."""
    return None if value is None else _WIDE.quantize(value, Decimal(1).scaleb(-places))


def fits(value: object, places: int) -> bool:
    """Whether a column of figures with so many places holds `value` exactly."""
    if not isinstance(value, Decimal):
        return True
    if not value.is_finite():
        return False
    with localcontext(prec=DIGITS, Emax=10**6, Emin=-(10**6)):
        try:
            return value.quantize(Decimal(1).scaleb(-places)) == value
        except InvalidOperation:
            return False

"""What all public models share: frozen, no unknown fields, Decimal inside and plain numbers in JSON."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, ClassVar, ParamSpec, TypeVar

from pydantic import BaseModel, ConfigDict, PlainSerializer


def _json_number(value: Decimal) -> int | float:
    """A Decimal as the JSON number that prints the same digits (ints stay ints)."""
    return int(value) if value == value.to_integral_value() else float(value)


#: Exact inside, a JSON number outside.
Number = Annotated[Decimal, PlainSerializer(_json_number, return_type=int | float, when_used="json")]


class Model(BaseModel):
    """Base of every public model: immutable, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    _defaults: ClassVar[dict[str, Any]] = {}
    _all_set: ClassVar[set[str]] = set()

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        cls._defaults = {name: None if f.is_required() else f.get_default() for name, f in cls.model_fields.items()}
        cls._all_set = set(cls._defaults)
        # CPython lets the records of a class share the table of their names if the first one sets all of them.
        made(cls)


_P = ParamSpec("_P")
_M = TypeVar("_M", bound=Model)


def made(model: Callable[_P, _M], /, *_: _P.args, **values: _P.kwargs) -> _M:
    """`model(**values)` for values that the reader made itself and the type checker knows: they are not checked again.

    A filing holds thousands of records, and pydantic gives each a table of its names and a set of those that were
    given (3.2 kB a Holding); here the records of a model share both (0.4 kB). All fields count as given, as in a
    record that was read from JSON.
    """
    kind: Any = model
    record: _M = kind.__new__(kind)
    _set_given(record, kind._all_set)
    _set_extra(record, None)
    _set_private(record, None)
    fields = record.__dict__
    for name, value in {**kind._defaults, **values}.items():  # one by one: update() would give it a table of its own
        fields[name] = value
    return record


#: Models are frozen: their own way of setting refuses, but not the slots themselves.
_set_given, _set_extra, _set_private = (
    vars(BaseModel)[slot].__set__ for slot in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)

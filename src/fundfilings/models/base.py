"""What all public models share: frozen, no unknown fields, Decimal inside and plain numbers in JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


def _json_number(value: Decimal) -> int | float:
    """A Decimal as the JSON number that prints the same digits (ints stay ints)."""
    return int(value) if value == value.to_integral_value() else float(value)


#: Exact inside, a JSON number outside.
Number = Annotated[Decimal, PlainSerializer(_json_number, return_type=int | float, when_used="json")]


class Model(BaseModel):
    """Base of every public model: immutable, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

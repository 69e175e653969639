"""A Filing as JSON text and back, and the JSON Schema of that text.

    Holding(description="Acme Corp.", value=Decimal("310000"), maturity_date=date(2024, 12, 1), markers=("a",))
    {"description": "Acme Corp.", ..., "value": 310000, "maturity_date": "2024-12-01", "markers": ["a"]}

The same Filing always gives the same bytes: keys in the order of the models, numbers with the digits they were printed
with, nothing that depends on the machine or the hour.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from fundfilings.errors import UnreadableInput
from fundfilings.models import SCHEMA_VERSION, Filing

_BOM = b"\xef\xbb\xbf"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_json(filing: Filing, indent: int | None = None) -> str:
    """`filing` as one JSON document in the output contract (docs/output.md), without a newline at its end.

    `indent` is the number of blanks a level; None puts everything on one line. Text outside ASCII stays as it is.
    """
    return filing.model_dump_json(indent=indent)


def from_json(data: str | bytes) -> Filing:
    """The Filing that `to_json` wrote.

    Raises UnreadableInput for anything else, naming the first field that is wrong.
    """
    raw = data.encode() if isinstance(data, str) else data
    try:
        filing = Filing.model_validate_json(raw.removeprefix(_BOM))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise _not_ours(f"at {place}: {first['msg']}" if place else first["msg"]) from error
    if filing.schema_version != SCHEMA_VERSION:
        raise _not_ours(f"it says {filing.schema_version!r}")
    return filing


def _not_ours(why: str) -> UnreadableInput:
    return UnreadableInput(
        f"JSON, but not a filing of schema_version {SCHEMA_VERSION} ({why}); convert the original filing again"
    )


def looks_like_json(data: bytes) -> bool:
    """Whether `data` begins as a JSON object does (no filing begins with a brace)."""
    return data[:64].removeprefix(_BOM).lstrip()[:1] == b"{"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `to_json` writes."""
    return {"$schema": _DIALECT, **Filing.model_json_schema(mode="serialization")}

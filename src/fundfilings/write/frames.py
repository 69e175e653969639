"""The tables of one filing as frames of pandas or polars.

    filing.to_pandas("holdings")

       filing_id             fund_no  fund                holding_no  description       value
    0  0009990006-18-000021        1  Quarry Mid-Cap Fund          1  BorgWarner, Inc.  232804.0

Columns are those of docs/dataset.md, with the name of the fund behind its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fundfilings.extras import load
from fundfilings.models import Filing
from fundfilings.write.columns import DIGITS, Column, fits, rounded
from fundfilings.write.tables import BY_NAME, rows_of

if TYPE_CHECKING:
    import pandas
    import polars

#: What tables are called here beside their own names.
_SHORT = {"statements": "statement_lines"}
_PANDAS = {
    "text": "string",
    "integer": "Int64",
    "number": "float64",
    "date": "datetime64[s]",
    "true/false": "boolean",
}


def to_pandas(filing: Filing, table: str = "holdings", *, exact: bool = False) -> pandas.DataFrame:
    """One table of a filing as a pandas.DataFrame.

    table   "holdings", "statements" (statement_lines), "highlights", or another table of docs/dataset.md
    exact   figures as Decimal objects; without it they are float64, which pandas computes with, and which holds
            amounts up to 9,007,199,254,740,992 to the unit

    Raises MissingExtra without pandas, KeyError for a name that no table has.
    """
    frames = load("pandas", "pandas", "to make a DataFrame of pandas")

    def series(column: Column, values: Sequence[Any]) -> Any:
        if column.kind in ("texts", "numbers", "floats") or (exact and column.kind == "number"):
            return frames.Series([list(v) if isinstance(v, tuple) else v for v in values], dtype="object")
        return frames.Series(values, dtype=_PANDAS[column.kind])

    return frames.DataFrame({column.name: series(column, values) for column, values in _columns(filing, table)})


def to_polars(filing: Filing, table: str = "holdings") -> polars.DataFrame:
    """One table of a filing as a polars.DataFrame, its figures exact decimals. (A column in which a figure has more
    digits than they hold is Float64; no filing has been seen to make one.)

    `table` as in `to_pandas`. Raises MissingExtra without polars, KeyError for a name that no table has.
    """
    pl = load("polars", "polars", "to make a DataFrame of polars")

    def series(column: Column, values: Sequence[Any]) -> Any:
        figures = [f for v in values for f in (v if isinstance(v, tuple) else (v,))]
        held = all(fits(figure, column.places) for figure in figures)
        number = pl.Decimal(DIGITS, column.places) if held else pl.Float64
        kinds = {
            "text": pl.String,
            "integer": pl.Int64,
            "number": number,
            "date": pl.Date,
            "true/false": pl.Boolean,
            "texts": pl.List(pl.String),
            "numbers": pl.List(number),
            "floats": pl.List(pl.Float64),
        }
        if not held:
            values = [_floats(v) for v in values]
        return pl.Series(column.name, values, dtype=kinds[column.kind])

    frame: polars.DataFrame = pl.DataFrame([series(column, values) for column, values in _columns(filing, table)])
    return frame


def _floats(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_floats(v) for v in value]
    return None if value is None else float(value)


def _columns(filing: Filing, name: str) -> Iterator[tuple[Column, Sequence[Any]]]:
    """The columns of a table with their cells."""
    table = BY_NAME.get(_SHORT.get(name, name))
    if table is None:
        raise KeyError(f"{name!r} is no table; there are {', '.join((*_SHORT, *BY_NAME))}")
    rows = rows_of(table, filing)
    named = any(column.name == "fund" for column in table.columns)
    for at, column in enumerate(table.columns):
        values: list[Any] = [row[at] for row in rows]
        if column.rounded and column.kind == "number":
            values = [rounded(v, column.places) for v in values]
        yield column, values
        if column.name == "fund_no" and not named:
            yield Column("fund", "text"), [filing.funds[no - 1].name if no else None for no in values]

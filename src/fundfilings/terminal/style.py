"""How figures, dates and names look on a terminal; the same everywhere.

Text of a filing may hold anything, terminal escape codes too: all of it goes through `plain` first.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import IO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

#: Columns where the output is no terminal (a file, a pipe) and COLUMNS says nothing.
_PIPE_WIDTH = 120
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")

STATUS_STYLE = {
    "ok": "green",
    "pass": "green",
    "partial": "yellow",
    "warning": "yellow",
    "failed": "bold red",
    "fail": "bold red",
    "error": "bold red",
    "not_checkable": "dim",
    "info": "dim",
}


def console(stderr: bool = False) -> Console:
    """A console for one of the two streams. Colours only on a terminal and never with NO_COLOR set."""
    stream: IO[str] = sys.stderr if stderr else sys.stdout
    known = stream.isatty() or "COLUMNS" in os.environ
    return Console(
        file=stream, width=None if known else _PIPE_WIDTH, markup=False, emoji=False, highlight=False, soft_wrap=False
    )


def plain(text: str) -> str:
    """`text` on one line, without characters that move the cursor, colour the terminal or turn the direction."""
    return _CONTROL.sub(" ", text).strip()


def number(value: Decimal | int | None) -> str:
    """ "1,234,567", "-0.83", "10.10", "" for what was not printed."""
    return "" if value is None else _digits(Decimal(value), 0, 2)


def percent(value: Decimal | None) -> str:
    """ "4.0%", "15.93%", "" for what was not printed."""
    return "" if value is None else f"{_digits(value, 1, 1)}%"


def _digits(value: Decimal, whole: int, broken: int) -> str:
    """With the value's own decimals, at least `whole` of them for a whole number and `broken` for another. Zeros at the
    end do not count: JSON does not keep them, and a filing and its JSON look the same here."""
    exponent = value.normalize().as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return f"{value:,.{max(own, broken) if own else whole}f}"


def count(number_of: int, thing: str) -> str:
    """ "1 fund", "3 funds", "2 identities"."""
    if number_of != 1:
        thing = f"{thing[:-1]}ies" if thing.endswith("ty") else f"{thing}s"
    return f"{number_of:,} {thing}"


def status(word: str) -> Text:
    return Text(word.replace("_", " "), style=STATUS_STYLE.get(word, ""))


def table(*columns: str, title: str | None = None) -> Table:
    """An empty table. A column whose head begins with ">" holds figures: aligned right and never cut; the first of the
    others takes the room that is left and folds."""
    made = Table(
        box=box.SIMPLE_HEAD,
        title=title,
        title_justify="left",
        title_style="bold",
        header_style="dim",
        pad_edge=False,
        padding=(0, 1, 0, 0),
        show_edge=False,
    )
    roomy = next((c for c in columns if not c.startswith(">")), None)
    for column in columns:
        if column.startswith(">"):
            made.add_column(column[1:], justify="right", no_wrap=True)
        else:
            made.add_column(
                column, overflow="fold", ratio=1 if column is roomy else None, min_width=min(len(column), 12)
            )
    return made


def indented(text: str, depth: int) -> RenderableType:
    """`text` for a cell, moved right as a whole, its folded lines too."""
    return Padding(Text(text), (0, 0, 0, 2 * depth)) if depth else text


def facts(pairs: Iterable[tuple[str, str | None]]) -> str:
    """ "form N-Q, period 2018-09-30": the pairs that have a value."""
    return ", ".join(f"{label} {plain(value)}".strip() for label, value in pairs if value)

"""Notes to financial statements: their text, and the tables in them as they stand."""

from __future__ import annotations

from fundfilings.models.base import Model, Number
from fundfilings.spans import Span


class NoteTableRow(Model):
    """One row of a table in a note. `printed` is aligned with the table's columns, None where nothing stands; `values`
    are the figures among them, as printed (the table's scale is not applied), a dash as 0."""

    caption: str
    group: str | None = None
    printed: tuple[str | None, ...] = ()
    values: tuple[Number | None, ...] = ()
    source: Span | None = None


class NoteTable(Model):
    """One table inside a note, as it stands: `caption` is the sentence that leads to it, `columns` the words over each
    column, `scale` 1000 where it is said to be in thousands."""

    caption: str | None = None
    columns: tuple[str, ...] = ()
    scale: int = 1
    rows: tuple[NoteTableRow, ...] = ()
    source: Span | None = None


class Note(Model):
    """One note to the financial statements (or to the schedule), top level. `funds` names the funds it speaks of where
    it does not speak of all."""

    number: str | None = None
    title: str | None = None
    text: str = ""
    funds: tuple[str, ...] = ()
    tables: tuple[NoteTable, ...] = ()
    source: Span | None = None

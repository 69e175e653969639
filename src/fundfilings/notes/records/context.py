"""One note while its disclosures are read: its tables and sentences, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fundfilings.normalize.blocks import Origin
from fundfilings.notes.grid_rows import GridRow
from fundfilings.notes.grids import Grid
from fundfilings.notes.items import Item, Text
from fundfilings.notes.outline import ReadNote
from fundfilings.notes.records.scope import fund_named, funds_of
from fundfilings.notes.records.vectors import Vector, vectors
from fundfilings.notes.records.vocabulary import Vocabulary
from fundfilings.notes.tables import scale_of
from fundfilings.periods import is_period
from fundfilings.scalars import DATE, printed_scale
from fundfilings.split.parts import FundRef, Part

#: A line of words that dates the rows below it: "AS OF 10/31/06", "Year ended March 31, 2005", "2005".
_DATED = re.compile(
    r"^\W*(?:as of|at|(?:for the )?(?:fiscal )?(?:\w+ months|years?|period)(?: ended)?)?:?\s*"
    rf"(?:{DATE}|(?:19|20)\d\d)\W*$",
    re.I,
)
#: Items at the head of a note, and characters of a line by itself, in which its scale is looked for.
_HEAD, _SHORT = 4, 60


@dataclass(slots=True)
class Reading:
    """One note. `home` is the fund that all of it speaks of; None where it speaks of several, or of we do not know
    which: then only what names its fund is read. `scale` is 1000 where "($ reported in thousands)" heads the note."""

    title: str
    document: Origin
    funds: Sequence[FundRef]
    home: int | None
    items: tuple[Item, ...]
    grids: tuple[tuple[int, Grid], ...]
    scale: int = 1

    @property
    def texts(self) -> list[Text]:
        """Its running text and headings."""
        return [i for i in self.items if isinstance(i, Text)]

    def near(self, index: int) -> str:
        """The text of the items around one: what a table's own caption may leave unsaid."""
        around = self.items[max(0, index - 6) : index + 2]
        return " ".join(i.text for i in around if isinstance(i, Text))

    def owned(self, grid: Grid, vocabulary: Vocabulary) -> list[tuple[int, Vector]]:
        """The vectors of a table whose fund is known, each with its fund."""
        out: list[tuple[int, Vector]] = []
        for part, fund, section in self._sections(grid):
            found = vectors(part, vocabulary)
            named = funds_of([v.label for v in found], self.funds) if len(self.funds) > 1 else [None] * len(found)
            some = any(n is not None for n in named)
            for vector, own in zip(found, named, strict=True):
                owner = own if some else fund
                if owner is not None:
                    vector.section = section
                    out.append((owner, vector))
        return out

    def fund_of(self, text: str) -> int | None:
        """The fund of a sentence: the one it names, else the note's."""
        named = fund_named(text, self.funds) if len(self.funds) > 1 else None
        return self.home if named is None else named

    def _sections(self, grid: Grid) -> list[tuple[Grid, int | None, str]]:
        """A table cut where a line of words in it names a fund or a date, each part with its fund and its date."""
        fund = self.fund_of(f"{grid.caption} {grid.stub}")
        section = grid.stub if is_period(grid.stub) else ""
        out: list[tuple[Grid, int | None, str]] = []
        rows: list[GridRow] = []
        for row in grid.rows:
            named = fund_named(row.caption, self.funds) if len(self.funds) > 1 and not any(row.cells) else None
            dated = not any(row.cells) and _DATED.match(row.caption) is not None
            if named is None and not dated:
                rows.append(row)
                continue
            if any(any(r.cells) for r in rows):
                out.append((replace(grid, rows=rows), fund, section))
            rows = []
            fund = fund if named is None else named
            section = row.caption if dated else section
        return [*out, (replace(grid, rows=rows), fund, section)]


def reading(read: ReadNote, part: Part, funds: Sequence[FundRef]) -> Reading:
    """A note ready to be read for disclosures."""
    home = 0 if len(funds) == 1 else part.fund
    if len(read.note.funds) == 1:
        home = next((i for i, f in enumerate(funds) if f.name == read.note.funds[0]), home)
    elif len(read.note.funds) > 1:
        home = None
    scale = _scale(read)
    for _, grid in read.grids:
        grid.scale = grid.scale or (scale if scale > 1 and scale_of(grid) == 1 else None)
    return Reading(read.note.title or "", part.document, funds, home, read.items, read.grids, scale)


def _scale(read: ReadNote) -> int:
    """The scale that a line by itself at the head of a note (or its title) prints for all of it."""
    heads = [i.text for i in read.items[:_HEAD] if isinstance(i, Text) and len(i.text) < _SHORT]
    return next((scale for text in (read.note.title or "", *heads) if (scale := printed_scale(text))), 1)

"""All disclosures of a part of the report, each with its fund and the field of `Disclosures` it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fundfilings.models import Model, NoteFigure, Schedule
from fundfilings.normalize.blocks import Heading, PageBreak, Paragraph, Row, Table
from fundfilings.notes.grids import Grid, grids
from fundfilings.notes.items import note_items
from fundfilings.notes.lines import Line
from fundfilings.notes.outline import ReadNote
from fundfilings.notes.records.components import read_distributions, read_earnings
from fundfilings.notes.records.context import Reading, reading
from fundfilings.notes.records.losses import read_losses
from fundfilings.notes.records.shares import read_shares
from fundfilings.notes.records.tax_cost import read_tax_cost
from fundfilings.notes.records.trades import read_trades
from fundfilings.notes.tables import scale_of
from fundfilings.split.parts import FundRef, Part

_Reader = Callable[[Reading], Iterator[tuple[int, Model]]]
#: Field of `Disclosures` -> its reader.
_READERS: dict[str, _Reader] = {
    "tax_cost": read_tax_cost,
    "purchases_and_sales": read_trades,
    "tax_distributions": read_distributions,
    "distributable_earnings": read_earnings,
    "capital_loss_carryforwards": read_losses,
    "share_transactions": read_shares,
}
#: What legends under schedules say too.
_OF_LEGENDS = ("tax_cost", "purchases_and_sales")
#: Words that lead to these, in small letters.
_LEADS = ("federal income tax", "federal tax", "tax purposes", "tax basis", "tax cost", "purchases and ")
#: Printed lines before and behind such a one that may belong to it.
_BEFORE, _BEHIND = 3, 14


def read_disclosures(
    part: Part, notes: Sequence[ReadNote], funds: Sequence[FundRef]
) -> Iterator[tuple[int, str, Model]]:
    """(fund, field, record) of every disclosure in a part's notes whose fund is told."""
    for read in notes:
        note = reading(read, part, funds)
        for name, reader in _READERS.items():
            for fund, record in reader(note):
                yield fund, name, record


def read_legend_disclosures(
    part: Part, funds: Sequence[FundRef], schedule: Schedule | None
) -> Iterator[tuple[int, str, Model]]:
    """The same of what stands under a schedule: "(h) At May 31, 2008, the net unrealized loss on investments ...". Its
    tables are in thousands where the schedule is and they say nothing else: its total tells."""
    home = 0 if len(funds) == 1 else part.fund
    for lines in _windows(part):
        items = note_items(lines)
        found = tuple((i, grid) for i, grid in grids(items) if _scaled_as(grid, schedule))
        note = Reading("", part.document, funds, home, tuple(items), found)
        for name in _OF_LEGENDS:
            for fund, record in _READERS[name](note):
                yield fund, name, record


def _scaled_as(grid: Grid, schedule: Schedule | None) -> bool:
    """Give a table its schedule's scale where its cost says so; False where that cannot be told."""
    if schedule is None or schedule.value_scale == 1 or scale_of(grid) > 1:
        return True
    total = schedule.total_investments.value if schedule.total_investments else None
    figures = [c.figure for r in grid.rows if "cost" in r.caption.lower() for c in r.cells if c is not None]
    costs = [f.value for f in figures if f is not None and f.value]
    if not total or not costs:
        return False
    fits = [s for s in (1, schedule.value_scale) if total / 2 < costs[0] * s < total * 2]
    grid.scale = fits[0] if fits else None
    return bool(fits)


def _windows(part: Part) -> Iterator[list[Line]]:
    """The lines around those that lead to a disclosure."""
    places: list[tuple[Heading | Paragraph | Row, int]] = []
    for number, block in enumerate(part.blocks):
        if isinstance(block, Table):
            places += [(row, number) for row in block.rows]
        elif not isinstance(block, PageBreak):
            places.append((block, -1))
    hits = [i for i, (place, _) in enumerate(places) if _leads(place.text)]
    end = -1
    for k, i in enumerate(hits):
        if i < end:
            continue
        end = i + _BEHIND
        for j in hits[k + 1 :]:
            end = j + _BEHIND if j <= end else end
        yield [_line(place, table) for place, table in places[max(0, i - _BEFORE) : end]]


def _leads(text: str) -> bool:
    if len(text) < 20 or not ("ax" in text or "AX" in text or "urchases" in text):
        return False
    low = text.lower()
    return any(lead in low for lead in _LEADS)


def _line(place: Heading | Paragraph | Row, table: int) -> Line:
    breaks = place.breaks if isinstance(place, Paragraph) else ()
    cells = len(place.cells) if isinstance(place, Row) else 1
    return Line(place.text, place, breaks, cells, table=table)


def same_disclosure(one: Model, other: Model) -> bool:
    """Whether two records say the same: the same figures, wherever they were printed."""
    return _content(one) == _content(other)


def _content(value: object) -> object:
    if isinstance(value, NoteFigure):
        return value.value
    if isinstance(value, Model):
        return type(value), *(_content(getattr(value, name)) for name in type(value).model_fields)
    return tuple(map(_content, value)) if isinstance(value, tuple) else value

"""All disclosures of a part of the report, each with its fund and the field of `Disclosures` it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from fundfilings.models import Model, NoteFigure, PurchasesAndSales, Schedule, TaxCost
from fundfilings.normalize.blocks import Heading, PageBreak, Paragraph, Row, Table
from fundfilings.notes.grids import Grid, grids
from fundfilings.notes.items import note_items
from fundfilings.notes.lines import Line
from fundfilings.notes.outline import ReadNote
from fundfilings.notes.records.components import read_distributions, read_earnings
from fundfilings.notes.records.context import Reading, reading
from fundfilings.notes.records.dividends import read_dividends
from fundfilings.notes.records.fees import read_fees
from fundfilings.notes.records.level_3 import read_level_3
from fundfilings.notes.records.leverage import read_borrowings, read_lending, read_preferred
from fundfilings.notes.records.limits import read_credit_limits, read_expense_limits
from fundfilings.notes.records.losses import read_losses
from fundfilings.notes.records.shares import read_shares
from fundfilings.notes.records.tax_cost import read_tax_cost
from fundfilings.notes.records.trades import read_trades
from fundfilings.notes.tables import scale_of
from fundfilings.split.parts import FundRef, Part

_Reader = Callable[[Reading], Iterator[tuple[int, Model]]]


def _read_borrowings(note: Reading) -> Iterator[tuple[int, Model]]:
    yield from read_borrowings(note)
    yield from read_credit_limits(note)


#: Field of `Disclosures` -> its reader.
_READERS: dict[str, _Reader] = {
    "tax_cost": read_tax_cost,
    "purchases_and_sales": read_trades,
    "tax_distributions": read_distributions,
    "distributable_earnings": read_earnings,
    "capital_loss_carryforwards": read_losses,
    "share_transactions": read_shares,
    "level_3_rollforward": read_level_3,
    "subsequent_dividends": read_dividends,
    "fee_schedules": read_fees,
    "expense_limits": read_expense_limits,
    "preferred_shares": read_preferred,
    "securities_lending": read_lending,
    "borrowings": _read_borrowings,
}
#: What legends under schedules say too.
_OF_LEGENDS = ("tax_cost", "purchases_and_sales")
#: Words that lead to these, in small letters.
_LEADS = ("federal income tax", "federal tax", "tax purposes", "tax basis", "tax cost", "purchases and ")
#: A fund that says so has bought or sold a hundredth of half its investments at least.
_TURNOVER = 100
#: Characters of a cell or a line that says such words at least.
_WORDS = 20
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
                if not _in_thousands(schedule) or _of_size(record, schedule):
                    yield fund, name, record


def _in_thousands(schedule: Schedule | None) -> bool:
    return schedule is not None and schedule.value_scale > 1


def _of_size(record: Model, schedule: Schedule | None) -> bool:
    """Whether the amounts of a sentence under a schedule in thousands are in full units: its cost is near the total."""
    total = schedule.total_investments.value if schedule and schedule.total_investments else None
    cost = record.cost.value if isinstance(record, TaxCost) and record.cost else None
    if isinstance(record, PurchasesAndSales) and record.purchases and record.sales:
        cost = max(record.purchases.value or Decimal(0), record.sales.value or Decimal(0)) * _TURNOVER
    return bool(total and cost and total / 2 < cost)


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
    """The lines around those that lead to a disclosure. Schedules have thousands of rows: they are only looked at."""
    hits: list[tuple[int, int]] = []
    for number, block in enumerate(part.blocks):
        if isinstance(block, Table):
            for k, row in enumerate(block.rows):
                for cell in row.cells:
                    text = cell.text
                    if len(text) >= _WORDS and ("ax" in text or "AX" in text or "urchases" in text) and _leads(text):
                        hits.append((number, k))
                        break
        elif not isinstance(block, PageBreak) and len(block.text) >= _WORDS and _leads(block.text):
            hits.append((number, 0))
    end = (-1, -1)
    for k, hit in enumerate(hits):
        if hit < end:
            continue
        around = list(_around(part, hit))
        for later in hits[k + 1 :]:
            # Those that stand in what was taken lead further
            at = next((i for i, (place, _) in enumerate(around) if place == later), None)
            if at is not None:
                around = around[:at] + [(p, line) for p, line in _around(part, later) if p >= later]
        end = max(place for place, _ in around)
        yield [line for _, line in around]


def _around(part: Part, hit: tuple[int, int]) -> Iterator[tuple[tuple[int, int], Line]]:
    """Some printed lines before and behind a place (block, row), each with its place."""
    number, row = hit
    before = _BEFORE
    lines: list[tuple[tuple[int, int], Line]] = []
    for n in range(max(0, number - _BEFORE), min(len(part.blocks), number + _BEHIND)):
        block = part.blocks[n]
        if isinstance(block, Table):
            first = max(0, row - before) if n == number else max(0, len(block.rows) - before) if n < number else 0
            rows = block.rows[first : first + before + _BEHIND]
            lines += [((n, first + k), _line(r, n)) for k, r in enumerate(rows)]
        elif not isinstance(block, PageBreak):
            lines.append(((n, 0), _line(block, -1)))
    at = next(i for i, (place, _) in enumerate(lines) if place == hit)
    yield from lines[max(0, at - before) : at + _BEHIND]


def _leads(text: str) -> bool:
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

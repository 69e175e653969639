"""Blocks of a schedule to lines with roles: column heads are re-read wherever they are repeated.

A table is read in stretches, each under its own head rows; head words lead to the column model (`columns.build`), the
model tells the cells of every row apart. One-celled rows, headings and paragraphs become lines of text only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fundfilings.marks import split_marks
from fundfilings.normalize.blocks import Block, Cell, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.normalize.grid import is_text_grid
from fundfilings.normalize.tokens import BEGINS_LED
from fundfilings.scalars import CURRENCY_CODES, Amount, amount, printed_scale
from fundfilings.schedule.beside import join_beside
from fundfilings.schedule.columns import (
    HEAD_REACH,
    Model,
    build,
    coupon_like,
    printed_in_full,
    special,
)
from fundfilings.schedule.countries import country_of_name
from fundfilings.schedule.dates import date_columns
from fundfilings.schedule.led import part_quantity
from fundfilings.schedule.lines import Figure, Line, Role
from fundfilings.schedule.newspaper import halves
from fundfilings.schedule.stretches import head_lines, parted_heads, stretches
from fundfilings.schedule.vocabulary import DATE_CELL, HEAD_UNITS, UNIT_WORDS
from fundfilings.schedule.wording import heading_percent, is_continued

#: A heading states the scale of what follows in words; "(000)" alone is a column head astray.
_STATES_SCALE = re.compile(r"thousand|million|omitted", re.I)
#: Words in brackets that end descriptions, on a line of their own: "(FSA) (AMT)", "(The)", "(GDR)". The legend may
#: know them for marks, which the reader of descriptions then takes off.
_CODES = re.compile(r"\([A-Z][A-Za-z]{1,3}\)")
#: A footnote's letters before the currency of a principal: "45,635 e BRL".
_MARKED_CURRENCY = re.compile(rf"^([a-z](?:,[a-z])*) ({'|'.join(sorted(CURRENCY_CODES))})$")
#: How far right of the descriptions' edge a column of countries begins at least, in characters.
_COUNTRY_APART = 24
#: The first letters of the words that stand for a rate (see COUPON_CELL).
_RATE_WORDS = frozenset("zavftZAVFT")
#: One mark of a column of footnotes: "(1)(3)".
_MARK = re.compile(r"[A-Za-z0-9]+|[*†‡#+]+")
_SIGN = re.compile(r"^[$€£¥]$")


def read_lines(blocks: Sequence[Block], scale: int = 1) -> list[Line]:
    """All printed lines of a schedule part in order. Head rows come as lines of kind "furniture". `scale` is the scale
    stated for the whole schedule ("amounts in thousands"), used where a value column's head states none."""
    out: list[Line] = []
    model: Model | None = None
    page_top = False
    stated = scale
    for b, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            page_top = True
            continue
        if isinstance(block, Table):
            lines, model = _table(block, b, model, stated)
        else:
            line = Line(block, block.text, getattr(block, "indent", 0.0), block=b, gap=1)
            if isinstance(block, Heading) and block.bold:
                line.bold = True
            if (
                isinstance(block, Heading)
                and len(block.text) < 120
                and _STATES_SCALE.search(block.text)
                and (found := printed_scale(block.text))
            ):
                stated = found
            lines = [_spread(line, block, model) if model else line]
        if page_top and lines:
            lines[0].page_top, page_top = True, False
        out.extend(lines)
    return out


def align_pages(lines: Sequence[Line]) -> None:
    """Bring every page of a fixed-width schedule to the left margin of the first: a page set to another measure (its
    values end at another column) has other indentations for the same levels. Where its rows usually begin tells the
    shift."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.block, []).append(line)
    first: tuple[float, float] | None = None
    for page in pages.values():
        if len(page) < 4:
            continue
        # a wrapped row may have its quantity on its first line, its value on the last
        lefts = Counter(ln.x for ln in page if ln.text and not ln.grid and "balance" in ln.figures)
        rights = Counter(ln.figures["value"].cell.x1 for ln in page if not ln.grid and "value" in ln.figures)
        if min(lefts.total(), rights.total()) < 4:
            continue
        left, right = lefts.most_common(1)[0][0], rights.most_common(1)[0][0]
        if first is None:
            first = (left, right)
        elif abs(right - first[1]) >= 2 and left != first[0]:
            for line in page:
                line.x += first[0] - left


def _spread(line: Line, block: Heading | Paragraph, model: Model) -> Line:
    """A line outside a table that holds nothing but figures and dates ("5.00% 07/01/37 900 1,001,781"): a rendering
    lost its tabs. Read from the right: value, balance, then date and rate by their look."""
    tokens = block.text.split(" ")
    if not 1 <= len(tokens) <= 8 or model is None:
        return line
    parts: list[str] = []
    for token in tokens:
        if parts and _SIGN.match(parts[-1]):
            parts[-1] += f" {token}"
        else:
            parts.append(token)
    if not all(amount(p) or DATE_CELL.match(p) for p in parts):
        return line
    money = [p for p in parts if (a := amount(p)) and not a.percent and a.kind == "number"]
    if not money or (len(parts) == 1 and not re.search(r"\d,\d{3}", parts[0])):
        return line
    line.text = ""
    _scaled(line, model)
    roles: tuple[Role, Role] = ("value", "balance")
    for role, text in zip(roles, reversed(money[-2:]), strict=False):
        figure = amount(text)
        if figure is not None:
            at = block.start + block.text.find(text)
            line.figures[role] = Figure(figure, Cell(text, 0, 0, at, at + len(text)))
    line.maturity = next((p for p in parts if amount(p) is None), None)
    line.coupon = next((p for p in parts if (a := amount(p)) and a.percent), None)
    return line


def _table(table: Table, block: int, before: Model | None, scale: int) -> tuple[list[Line], Model | None]:
    out: list[Line] = []
    model = replace(before, elsewhere=True) if before is not None else None
    text = is_text_grid(table.rows)
    for heads, rows, first in stretches(table.rows):
        for k, row in enumerate(heads):
            out.extend(head_lines(row, block, first - len(heads) + k, text))
        sides = halves(heads, rows) if rows else []
        for own_heads, own_rows in sides:
            if len(sides) == 1:
                lines, model = _stretch(own_heads, own_rows, block, first, model, scale)
            else:
                lines, model = _side(own_heads, own_rows, block, first, model, scale)
                shift = _left(own_rows) - _left(sides[0][1])
                for line in lines:
                    line.x -= shift  # headings of the right column stand under those of the left
            out.extend(lines)
    return out, model


def _left(numbered: Sequence[tuple[int, Row]]) -> float:
    """Where the words of a newspaper column begin."""
    return min((c.x0 for _, r in numbered for c in r.cells if c.figure is None), default=0.0)


def _side(
    heads: list[Row], numbered: list[tuple[int, Row]], block: int, first: int, above: Model | None, scale: int
) -> tuple[list[Line], Model | None]:
    """The lines of one newspaper column, whose heads may change further down ("PRINCIPAL")."""
    out: list[Line] = []
    model = above
    for more, rows, at in stretches([row for _, row in numbered]):
        for k, row in enumerate(more):
            out.extend(head_lines(row, block, first + numbered[at - len(more) + k][0], False))
        lines, model = _stretch([*heads, *more], numbered[at : at + len(rows)], block, first, model, scale)
        out.extend(lines)
        heads = []
    return out, model


def _stretch(
    heads: list[Row], numbered: list[tuple[int, Row]], block: int, first: int, above: Model | None, scale: int
) -> tuple[list[Line], Model | None]:
    """The lines of the rows under one head, and the model that holds for rows below without heads."""
    rows = [row for _, row in numbered]
    model = build(parted_heads(heads) if len(heads) > 1 and is_text_grid(rows) else heads, rows, above)
    if heads:
        model.dates = date_columns(heads, rows, 1.0 if model.text_grid else 0.0)
    elif above is not None:
        model.dates = above.dates
    if model.value_scale == 1 and scale > 1 and not any(printed_scale(h) for h in model.heads):
        model.value_scale = scale
        _scale_principal(rows, model)
    elif above is not None and model.value_scale == scale > 1 and model.headed:
        _scale_principal(rows, model)  # "Par Value" below the first heads
    if model.value_scale > 1 and printed_in_full(rows, model):
        model.value_scale = 1
    body: list[Line] = []
    for k, row in numbered:
        _add_lines(body, row, model, block, first + k)
    _join_sides(body, model)
    if model.second and model.text_grid:
        join_beside(body, model)
    if above is not None and not model.headed and not any(r == "value" for r in model.roles):
        return body, above  # a page's title set as a table: the columns above still hold
    return body, model


def _scale_principal(rows: Sequence[Row], model: Model) -> None:
    """ "Amounts in thousands (except share amounts)" scales principal too: bonds are then printed near par."""
    at = {role: i for i, role in enumerate(model.roles) if role in ("value", "balance")}
    if any(printed_scale(h) for h in model.heads):
        return
    units = [u for u, p in HEAD_UNITS if "balance" in at and p.search(model.heads[at["balance"]])]
    if model.balance_scale > 1 or "PA" not in units or len(at) < 2:
        return
    ratios: list[Decimal] = []
    for row in rows:
        found = {model.column_of(c): a.value for c in row.cells if (a := c.figure) is not None}
        value, balance = found.get(at["value"]), found.get(at["balance"])
        if value and balance:
            ratios.append(value / balance)
    if ratios and sum(Decimal("0.3") < abs(r) < 2 for r in ratios) * 3 >= len(ratios):
        model.balance_scale, model.mixed = model.value_scale, len(units) > 1


def _join_sides(lines: Sequence[Line], model: Model) -> None:
    """Section names in a column of their own may run over several rows ("Aerospace &" / "Defense--2.5%"): the whole
    name goes to the first of them."""
    head: Line | None = None
    for line in lines:
        if line.gap or line.ruled:
            head = None
        if head is not None and _percent_below(head, line, model):
            continue
        lone = not line.side and not line.figures and line.text and line.x < model.text_left - 4 and head is not None
        if line.side and (head is None or heading_percent(head.side) or head.side == line.side):
            head = line
        elif head is not None and line.side and _goes_on(head.side, line.side):
            head.side, line.side = f"{head.side} {line.side}", ""
        elif lone and head is not None and _goes_on(head.side, line.text):
            head.side = f"{head.side} {line.text}"
            line.mark("continuation", "section name over two rows")
        elif line.side:
            head = line


def _percent_below(head: Line, line: Line, model: Model) -> bool:
    """Take the percent of a section name that stands below it ("Industrial Services--" / "1.5%") to the name."""
    cells = line.place.cells if isinstance(line.place, Row) else ()
    above = head.place.cells[0] if isinstance(head.place, Row) else None
    first = cells[0] if cells else None
    if first is None or above is None or head.side[-1:] not in "-–—:" or abs(first.x0 - above.x0) > 2:
        return False
    if first.figure is None or not first.figure.percent or first.x1 >= model.text_left:
        return False
    head.side = f"{head.side}{first.text}"
    if line.coupon == first.text:
        line.coupon = None
    line.figures = {role: f for role, f in line.figures.items() if f.cell is not first}
    if len(cells) == 1:
        line.mark("continuation", "percent of the section name above")
    return True


def _goes_on(above: str, below: str) -> bool:
    """Whether a name in the section column is not finished: its percent, or "(continued)", is still to come."""
    if heading_percent(above):
        return False
    unfinished = above[-1:] in "&-,/" or below.endswith(("--", "–", "—"))
    return unfinished or heading_percent(below) is not None or is_continued(below)


def _scaled(line: Line, model: Model) -> None:
    if model.value_scale != 1:
        line.value_scale = model.value_scale
    if model.balance_scale != 1:
        line.balance_scale = model.balance_scale
    line.head_units = model.units
    if model.mixed:
        line.mixed = True


def _add_lines(out: list[Line], row: Row, model: Model, block: int, index: int) -> None:
    """Add the line of a row: two where a cell of a grid prints two figures."""
    text_grid = model.text_grid
    cells = row.cells if text_grid else _aligned(row, model)
    if text_grid and cells[0].figure is None and cells[0].text[0] in BEGINS_LED:
        cells = part_quantity(cells, model)
    line = Line(row, "", row.indent, block=block, row=index, gap=row.gap, ruled=row.ruled)
    if not text_grid:
        line.grid = True
    _scaled(line, model)
    words: list[tuple[int, Cell]] = []
    second: Figure | None = None
    for cell in cells:
        if cell.bold:
            line.bold = True
        figure = cell.figure
        if figure is None and not text_grid and (pair := _two_figures(cell)):
            second = Figure(pair[1].amount, cell)
            figure, cell = pair[0].amount, pair[0].cell
        if (
            figure is None
            or (figure.kind == "na" and len(cells) == 1)
            or (text_grid and cell is cells[0] and _in_text(cell, row, model))
        ):
            _word_cell(line, cell, model, words)
        else:
            _place(line, figure, cell, model)
        if not words and line.marks:
            line.early = len(line.marks)
    if words:
        _texts(line, words, model)
    out.append(line)
    if second is not None:
        extra = Line(row, "", row.indent, block=block, row=index)
        _scaled(extra, model)
        extra.figures["value"] = second
        extra.reason = "second figure of one cell"
        out.append(extra)


def _in_text(cell: Cell, row: Row, model: Model) -> bool:
    """Whether the figure that begins a row of fixed-width print begins a line of the description, beside the row's own
    figures ("total to be received" / "$2,893,288     2,892,862     2,892,862"; "Acme Portfolio," / "4.98%    Japan
    15,208,523")."""
    if len(row.cells) < 3 or model.column_of(cell) is not None:
        return False
    if "%" in cell.text and _names_country(row.cells[1], model):
        return model.zone_of(cell) == model.zone and abs(cell.x0 - model.text_left) <= HEAD_REACH
    return cell.text.startswith("$") and model.zone == 0 and abs(cell.x0 - model.text_left) <= 2


def _place(line: Line, figure: Amount, cell: Cell, model: Model) -> None:
    at = model.column_of(cell)
    role = model.roles[at] if at is not None else "other"
    if role == "balance" and figure.percent:
        role = "percent"  # total lines print their percents in the column of quantities
    if figure.marks and role in ("value", "balance", "cost", "coupon"):
        line.marks += figure.marks
    if role == "mark" and figure.kind == "number":
        line.marks += tuple(_MARK.findall(cell.text))
    elif role == "coupon":
        line.coupon = _with_index(line.coupon, cell.text)
    elif role == "maturity":
        line.maturity = cell.text
    elif role == "acquired":
        line.acquired = cell.text
    elif role not in line.figures:
        line.figures[role] = Figure(figure, cell)
    else:
        line.extra += (cell.text,)


def _word_cell(line: Line, cell: Cell, model: Model, words: list[tuple[int, Cell]]) -> None:
    """A text cell: the description, or what stands beside it."""
    cells = line.place.cells if isinstance(line.place, Row) else ()
    zone = model.zone_of(cell)
    kind = special(cell.text) if len(cells) > 1 else None
    if kind is None:
        if cell.text[:1].islower() and (marked := _MARKED_CURRENCY.match(cell.text)):
            line.marks += tuple(marked[1].split(","))
            line.currency = marked[2]
        elif len(cells) > 1 and _names_country(cell, model):
            line.country = country_of_name(cell.text)
        else:
            _rate_or_words(line, cell, zone, model, words)
        return
    own = (  # "due 8/15/2024 (a)" may be all there is of a description
        zone == model.zone
        and (not model.text_grid or abs(cell.x0 - model.text_left) <= 8)
        and not any(
            c is not cell
            and c.figure is None
            and special(c.text) is None
            and not _names_country(c, model)
            and _stands_with(c, cell, model)
            for c in cells
        )
    )
    if kind == "rating" and not own:
        line.rating = f"{line.rating} {cell.text}" if line.rating else cell.text
    elif kind == "date" and not own:
        day, marks = (cell.text, ()) if cell.text[-1:].isalnum() else split_marks(cell.text)
        line.marks += marks
        told = model.date_role(cell) if model.dates else None
        if told == "acquired":
            line.acquired = day
        elif told is not None:
            line.extra += (day,)
        elif line.maturity is None:
            line.maturity = day
        else:
            line.acquired = day
    elif kind == "call":
        line.call = cell.text
    elif kind == "currency":
        line.currency = cell.text[:3]
    elif _names_country(cell, model):
        line.country = country_of_name(cell.text)
    elif kind == "units":
        line.units = UNIT_WORDS[cell.text.lower()]
    elif kind == "mark" and not (zone == model.zone and _CODES.search(cell.text)):
        line.marks += tuple(t for t in re.split(r"[\s(),^{}]+", cell.text) if t)
    else:
        _rate_or_words(line, cell, zone, model, words)


def _rate_or_words(line: Line, cell: Cell, zone: int, model: Model, words: list[tuple[int, Cell]]) -> None:
    if (
        len(cell.text) < 40
        and (cell.text[:1].isdigit() or cell.text[:1] in _RATE_WORDS or "+" in cell.text)
        and coupon_like(cell.text)
        and (zone != model.zone or words or _under(cell, "coupon", model))
    ):
        rate, marks = split_marks(cell.text)
        line.coupon = _with_index(line.coupon, rate)
        line.marks += marks
    else:
        words.append((zone, cell))


def _with_index(before: str | None, rate: str) -> str:
    """A row's coupon: "SOFR + 5.00%" and "10.33%" in two columns are one."""
    return f"{before} {rate}" if before and "+" in before + rate else rate


def _names_country(cell: Cell, model: Model) -> bool:
    """Whether a cell right of the descriptions names a country and nothing else."""
    return (
        model.text_grid
        and cell.x0 > model.text_left + _COUNTRY_APART
        and len(cell.text) <= 40
        and country_of_name(cell.text) is not None
    )


def _stands_with(other: Cell, cell: Cell, model: Model) -> bool:
    """Whether words stand where descriptions do, and not in a column of section names left of the figures."""
    return not (model.text_grid and model.zone_of(other) < model.zone_of(cell))


def _under(cell: Cell, role: str, model: Model) -> bool:
    at = model.column_of(cell)
    return at is not None and model.roles[at] == role


def _texts(line: Line, words: list[tuple[int, Cell]], model: Model) -> None:
    """Description, side column and further words out of the text cells, of which there are some."""
    if len(words) == 1:  # a lone text cell is the line's text wherever it stands
        ((_, only),) = words
        line.text, line.x = only.text, only.x0 + only.indent
        return
    home = [w for w in words if w[0] == model.zone]
    if not home:
        home = words[:1]
    own = home[0][1]
    if model.side:
        own = next((c for _, c in home if c.x0 >= model.text_left - 3), own)
    text = [own.text]
    for zone, cell in words:
        if cell is own:
            continue
        if cell.x0 < own.x0 and (zone < model.zone or model.side):
            line.side = f"{line.side} {cell.text}".strip()
        elif zone == home[0][0] and not any(abs(cell.x0 - x) <= 2 for x in model.second):
            text.append(cell.text)
        else:
            line.extra += (cell.text,)
    line.text, line.x = " ".join(text), own.x0 + own.indent


def _two_figures(cell: Cell) -> tuple[Figure, Figure] | None:
    """A grid cell that prints two figures ("3,315,360 30,197,399"): a subtotal ran into the last value."""
    parts = cell.text.replace("$ ", "$").split(" ")
    if len(parts) != 2:
        return None
    first, second = amount(parts[0]), amount(parts[1])
    if first is None or second is None or not all(re.search(r"\d,\d{3}", p) for p in parts):
        return None
    return Figure(first, cell), Figure(second, cell)


def _aligned(row: Row, model: Model) -> tuple[Cell, ...]:
    """The cells of a grid row, moved right where the row lost its leading cell: its description's column holds a figure
    and its last figure stands left of the value column."""
    if not model.columns or len(row.cells) < 3:
        return row.cells
    first, last = row.cells[0], row.cells[-1]
    if first.figure is None or first.x0 > model.text_left or "value" not in model.roles:
        return row.cells
    value = model.columns[model.roles.index("value")]
    if last.x1 >= value.x1:
        return row.cells
    step = value.x1 - last.x1
    return tuple(Cell(c.text, c.x0 + step, c.x1 + step, c.start, c.end, c.bold, c.indent) for c in row.cells)

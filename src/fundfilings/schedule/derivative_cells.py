"""What each cell of a derivative's lines prints: figures by column, dates, rates, the fund, the other side.

Municipal III   Short: Treasury Bond   (1,823)   $(202,980)   12/19/07   $(80,039)
fund            words                  contracts  value       date       unrealized
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from fundfilings.marks import split_marks
from fundfilings.normalize.blocks import Cell, Row
from fundfilings.scalars import CURRENCY_CODES, Amount, amount
from fundfilings.schedule.derivative_columns import Layout
from fundfilings.schedule.derivative_tables import TextLine, is_figure
from fundfilings.schedule.derivative_words import DATE_CELL, MONTH, POSITION, QUANTITY_HEAD, Role, TextRole

#: Which of a swap's rates is the fund's, in a column of its own.
SIDE_OF_RATE = re.compile(r"^(?:pays?|receives?)\W*$", re.I)
_RAISED = re.compile(r"^\^\{([\d,]+)\}\s*(?=\S)")
_SPLIT_MONEY = re.compile(r"^(?P<text>.*[A-Za-z.)%].*?)\s+(?P<num>(?:US|[AC])?[$€£]\s?[\d,]+(?:\.\d+)?|[\d,]*\.\d+)$")
_FOREIGN = re.compile(r"^\(?(?P<code>[A-Z]{1,3})\$\s?(?P<num>[\d,]+(?:\.\d+)?)\)?$")
_DOLLARS = {"NZ": "NZD", "HK": "HKD", "S": "SGD", "NT": "TWD", "MX": "MXN", "R": "BRL", "AU": "AUD", "CA": "CAD"}
#: The figures that end a contract's lines.
CLOSING: frozenset[Role] = frozenset({"value", "unrealized"})


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure in full units, as it was printed and where."""

    value: Decimal
    amount: Amount
    cell: Cell
    row: Row


@dataclass(slots=True)
class Record:
    """One contract while its lines are read: words, figures by role, other texts by role, rates in printed order.
    `places` are the columns of the words, None where no head stands over them."""

    lines: list[TextLine] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    places: list[int | None] = field(default_factory=list)
    figures: dict[Role, Printed] = field(default_factory=dict)
    texts: dict[TextRole, str] = field(default_factory=dict)
    rates: dict[TextRole, list[str]] = field(default_factory=dict)
    pending_currency: str | None = None
    group: tuple[str, ...] = ()
    fund: str | None = None
    complete: bool = False

    def say(self, word: str, place: int | None) -> None:
        self.words.append(word)
        self.places.append(place)

    def text(self) -> str:
        """The words, column by column: "Chicago | Markit CDX North" over "Mercantile | America" is two texts."""
        if len(self.lines) < 2 or len(set(self.places)) < 2 or None in self.places:
            return " ".join(self.words)
        order = {place: i for i, place in reversed(list(enumerate(self.places)))}
        both = sorted(zip(self.places, self.words, strict=True), key=lambda pair: order[pair[0]])
        return " ".join(word for _, word in both)


def take(record: Record, line: TextLine, layout: Layout) -> None:
    """Put each cell of a line where it belongs."""
    record.lines.append(line)
    month = False  # the cell before prints a month whose year has a cell of its own
    for cell in line.cells:
        text = cell.text.strip()
        if len(line.cells) > 1 and QUANTITY_HEAD.match(text):
            continue
        if month and re.fullmatch(r"['’]?\d{2,4}", text):
            _date(record, text, None)
            month = False
            continue
        month = bool(re.fullmatch(MONTH, text, re.I))
        if raised := _RAISED.match(text):
            if "contracts" not in record.figures and isinstance(line.place, Row):
                value = Decimal(raised[1].replace(",", ""))
                record.figures["contracts"] = Printed(value, Amount(value, "number", raised[1]), cell, line.place)
            text = text[raised.end() :]
        if DATE_CELL.match(text) and not (layout.role(cell)[0] == "contracts" and amount(text)):
            _date(record, text, layout.text_role(cell))
        elif is_figure(cell) and isinstance(line.place, Row):
            take_figure(record, cell, line, layout)
        elif text in CURRENCY_CODES:
            record.pending_currency = text
            record.texts.setdefault("currency", text)
        elif (found := _FOREIGN.match(text)) and found["code"] in _DOLLARS and isinstance(line.place, Row):
            value = Decimal(found["num"].replace(",", ""))
            role, scale = layout.role(cell)
            printed = Amount(value, "number", text, currency=_DOLLARS[found["code"]])
            record.figures.setdefault(_free(record, role), Printed(value * scale, printed, cell, line.place))
        else:
            _words(record, text, cell, line, layout)


def take_figure(record: Record, cell: Cell, line: TextLine, layout: Layout) -> None:
    """Put one figure where it belongs."""
    role, scale = layout.role(cell)
    printed, row = cell.figure, line.place
    if printed is None or printed.value is None or not isinstance(row, Row):
        return
    if layout.text_role(cell) == "date" and role in ("other", "date"):
        _date(record, cell.text, "date")
        return
    if record.pending_currency and not printed.currency:
        printed = Amount(printed.value, printed.kind, printed.text, currency=record.pending_currency)
    record.pending_currency = None
    if role == "rate":
        side = layout.text_role(cell)
        record.rates.setdefault(side if side in ("rate_paid", "rate_received") else "other", []).append(cell.text)
        return
    if role in CLOSING and role in record.figures and printed.kind == "dash":
        return  # appreciation and depreciation in columns of their own: the dash is the empty one
    held = record.figures.get(role)
    if held is not None and not (role in CLOSING and held.amount.kind == "dash"):
        return
    if printed.value is not None:
        record.figures[role] = Printed(printed.value * scale if printed.value else printed.value, printed, cell, row)


def _free(record: Record, role: Role) -> Role:
    return role if role not in record.figures else "other"


def _date(record: Record, text: str, role: TextRole | None) -> None:
    """The last date of a row is when the contract ends; a month and a year in cells of their own are joined."""
    held = record.texts.get("date")
    if (held and re.fullmatch(r"[A-Za-z.]+", held) and re.fullmatch(r"['’]?\d{2,4}", text)) or (
        held and re.search(r"[-–—]\s*$", held)
    ):
        text = f"{held} {text}"
    record.texts["date"] = text


def _is_percent(text: str) -> bool:
    printed = amount(text)
    return printed is not None and printed.percent


def _words(record: Record, text: str, cell: Cell, line: TextLine, layout: Layout) -> None:
    role = layout.text_role(cell)
    if role in ("date",) and re.fullmatch(r"\d{2,4}", text):
        _date(record, text, role)
        return
    if POSITION.match(text) or role == "position":
        record.texts["position"] = text
        if not (SIDE_OF_RATE.match(text) and record.lines[0].cells[0] is not cell) and not re.search(
            rf"\b{re.escape(text)}\b", " ".join(record.words), re.I
        ):
            record.say(text, layout.text_column(cell))
    elif role == "fund" and len(line.cells) > 1:
        record.texts["fund"] = split_marks(text)[0].strip(" :")
    elif role == "counterparty":
        record.texts["counterparty"] = (
            f"{record.texts['counterparty']} {text}" if "counterparty" in record.texts else text
        )
    elif role in ("floating", "fixed"):
        record.texts[role] = f"{record.texts[role]} {text}" if role in record.texts else text
        if role == "fixed" and _is_percent(text):
            record.rates.setdefault("other", []).append(text)
        else:
            record.say(text, layout.text_column(cell))
    elif (line.cells[0] is not cell or record.figures) and (
        role in ("rate_paid", "rate_received") or _is_percent(text)
    ):
        record.rates.setdefault(role or "other", []).append(text)
    elif (
        (found := _SPLIT_MONEY.match(text))
        and "strike" in layout.roles
        and "strike" not in record.figures
        and isinstance(line.place, Row)
    ):
        record.say(found["text"], layout.text_column(cell))
        printed = amount(found["num"].strip())
        if printed is not None and printed.value is not None:
            record.figures["strike"] = Printed(printed.value, printed, cell, line.place)
    else:
        record.say(text, layout.text_column(cell))

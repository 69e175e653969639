"""Body lines of a derivative table to records: what belongs to one contract, and what each cell of it prints.

    1,406   3Com Corporation, expiring September 2004 at $6.50,
                Broker UBS Warburg                                  (49,210)     one contract over two lines

A record is complete with its closing figure (value or unrealized). Where the first lines of a table have one, words
below a figure continue it; where they have none, words lead to the figure below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from fundfilings.marks import split_marks
from fundfilings.models import Derivative
from fundfilings.normalize.blocks import Cell, Row
from fundfilings.scalars import CURRENCY_CODES, Amount, amount
from fundfilings.schedule.derivative_columns import Layout, layout_of
from fundfilings.schedule.derivative_tables import DerivativeTable, TextLine, is_figure
from fundfilings.schedule.derivative_words import (
    ASIDE,
    BOUGHT,
    CONTINUED,
    COUNTERPARTY,
    CURRENCY_NAMES,
    DATE_CELL,
    EVIDENCE,
    EXPIRY,
    GROUP,
    MONTH,
    NOT_HEADS,
    NOT_ROW,
    POSITION,
    SOLD,
    STRIKE,
    TOTAL_ROW,
    Role,
    TextRole,
)
from fundfilings.split import Part

_PERCENT_END = re.compile(r"[-–—.\s(]+\d{0,3}(?:\.\d+)?\)?\s?%\)?\W*$")
_QUANTITY_HEAD = re.compile(r"^contracts\W*$", re.I)
_LEADING = re.compile(r"^(?:(?P<code>[A-Z]{3})\s+)?(?P<num>\d{1,3}(?:,\d{3})+|\d{4,})\s+(?P<rest>[A-Za-z].*)$")
_RAISED = re.compile(r"^\^\{([\d,]+)\}\s*(?=\S)")
_SPLIT_MONEY = re.compile(r"^(?P<text>.*[A-Za-z.)%].*?)\s+(?P<num>(?:US|[AC])?[$€£]\s?[\d,]+(?:\.\d+)?|[\d,]*\.\d+)$")
_FOREIGN = re.compile(r"^\(?(?P<code>[A-Z]{1,3})\$\s?(?P<num>[\d,]+(?:\.\d+)?)\)?$")
_DOLLARS = {"NZ": "NZD", "HK": "HKD", "S": "SGD", "NT": "TWD", "MX": "MXN", "R": "BRL", "AU": "AUD", "CA": "CAD"}
CLOSING: frozenset[Role] = frozenset({"value", "unrealized"})


@dataclass(slots=True)
class _Record:
    lines: list[TextLine] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    figures: dict[Role, tuple[Decimal, Amount, Cell, Row]] = field(default_factory=dict)
    texts: dict[TextRole, str] = field(default_factory=dict)
    rates: dict[TextRole, list[str]] = field(default_factory=dict)
    pending_currency: str | None = None
    group: tuple[str, ...] = ()
    fund: str | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class ReadDerivative:
    """A derivative with the places (start, end) of the lines it was read from and the fund its row names."""

    derivative: Derivative
    places: tuple[tuple[int, int], ...]
    fund: str | None = None


def read_table(table: DerivativeTable, part: Part) -> list[ReadDerivative]:
    """The contracts that a table lists; none where its heads or rows tell that it lists something else."""
    if NOT_HEADS.search(table.head_text) or any(NOT_ROW.match(b.text) for b in table.body if b.figures):
        return []
    layout = layout_of(table)
    if not _proved(table, layout, part.kind == "schedule"):
        return []
    return [_derivative(r, table, part) for r in _records(table, layout) if _is_contract(r, table)]


def _proved(table: DerivativeTable, layout: Layout, scheduled: bool) -> bool:
    """Whether heads (or, for options and short sales, rows) show contracts of the kind."""
    evidence = {m.lower() for m in EVIDENCE[table.kind].findall(layout.head)}
    if table.kind == "option_written" and any(EXPIRY.search(b.text) or STRIKE.search(b.text) for b in table.body):
        return True
    if table.kind == "short_sale" and table.near and scheduled:
        return True
    return len(evidence) >= (1 if table.near else 2)


def _is_contract(record: _Record, table: DerivativeTable) -> bool:
    if not record.figures or not (record.words or record.texts):
        return False
    if table.kind == "option_written":
        words = " ".join(record.words)
        terms = "strike" in record.figures or "date" in record.texts or EXPIRY.search(words) or STRIKE.search(words)
        return bool(terms or ("contracts" in record.figures and not CLOSING.isdisjoint(record.figures)))
    if table.kind == "short_sale":
        return "value" in record.figures
    return not CLOSING.isdisjoint(record.figures) or "notional" in record.figures


# --- lines to records --------------------------------------------------------------------------------------------------


def _records(table: DerivativeTable, layout: Layout) -> Iterator[_Record]:
    leading, gapped = _figures_lead(table, layout), _gapped(table)
    group: tuple[str, ...] = ()
    fund: str | None = None
    party: str | None = None
    pending: list[TextLine] = []
    record = _Record()
    done: _Record | None = None
    total = False
    for i, line in enumerate(table.body):
        text = line.text.strip()
        if TOTAL_ROW.match(text) or (ASIDE.match(text) and not record.lines):
            pending = []
            if done:
                yield done
            done, record = None, _Record()
            total = not line.figures
            continue
        if total and line.figures and not line.gap and not line.ruled:
            total = False  # the second line of a total's words
            continue
        total = False
        if not line.figures:
            if _is_group(text, table):
                if done:
                    yield done
                    done = None
                group, pending = (_PERCENT_END.sub("", CONTINUED.sub("", text)).strip(" :-–—"),), []
            elif record.lines and not record.complete:
                _take(record, line, layout)
            elif (
                done
                and not (pending or line.gap or line.ruled)
                and (gapped or (leading and _wraps(done, table.body, i)))
            ):
                _take(done, line, layout)
            else:
                pending.append(line)
            continue
        if _is_sum(line, bool(record.lines or pending)):
            pending = []
            continue
        if done:
            yield done
            done = None
        for above in pending:
            _take(record, above, layout)
        pending = []
        _take(record, line, layout)
        record.complete = not CLOSING.isdisjoint(record.figures) or not any(r in CLOSING for r in layout.roles)
        if record.complete:
            fund = record.fund = record.texts.get("fund") or fund
            party = record.texts.get("counterparty") or party
            if party and "counterparty" not in record.texts and _has_party(layout):
                record.texts["counterparty"] = party
            record.group = group
            done, record = record, _Record()
    if done:
        yield done


def _figures_lead(table: DerivativeTable, layout: Layout) -> bool:
    """Whether the first line of the body that is no group's label prints a closing figure."""
    for line in table.body:
        if line.figures:
            return any(layout.role(c)[0] in CLOSING for c in line.cells if is_figure(c))
        if not _is_group(line.text.strip(), table):
            return False
    return False


def _gapped(table: DerivativeTable) -> bool:
    """Whether blank lines part the records: words right below a figure then go with it."""
    below = [b for a, b in pairwise(table.body) if a.figures]
    return len(below) > 1 and sum(bool(b.gap or b.ruled) for b in below) * 4 >= len(below) * 3


def _wraps(record: _Record, body: Sequence[TextLine], i: int) -> bool:
    """Whether words below a record continue it: set in deeper, in mid-sentence, or with no figures right below them."""
    line = body[i]
    if line.cells[0].x0 > record.lines[0].cells[0].x0 + 0.5 or line.text[:1].islower() or line.text[:1] == "(":
        return True
    below = body[i + 1] if i + 1 < len(body) else None
    return below is None or not below.figures or bool(below.gap)


def _is_group(text: str, table: DerivativeTable) -> bool:
    """Labels of groups: "Sales", "MATERIALS -- 0.80%", "Treasury Bond Futures, Chicago Board of Trade:"."""
    if GROUP.match(CONTINUED.sub("", text)) or text.endswith(":"):
        return True
    return table.kind == "short_sale" and (text.isupper() or bool(_PERCENT_END.search(text)))


def _is_sum(line: TextLine, begun: bool) -> bool:
    """Figures alone, under a rule or with nothing above that they could belong to."""
    return all(is_figure(c) or (amount(c.text) is not None) for c in line.cells) and (line.ruled or not begun)


def _has_party(layout: Layout) -> bool:
    return any(t.role == "counterparty" for t in layout.texts)


# --- cells -----------------------------------------------------------------------------------------------------------


def _take(record: _Record, line: TextLine, layout: Layout) -> None:
    """Put each cell of a line where it belongs."""
    record.lines.append(line)
    month = False  # the cell before prints a month whose year has a cell of its own
    for cell in line.cells:
        text = cell.text.strip()
        if len(line.cells) > 1 and _QUANTITY_HEAD.match(text):
            continue
        if month and re.fullmatch(r"['’]?\d{2,4}", text):
            _date(record, text, None)
            month = False
            continue
        month = bool(re.fullmatch(MONTH, text, re.I))
        if raised := _RAISED.match(text):
            if "contracts" not in record.figures and isinstance(line.place, Row):
                value = Decimal(raised[1].replace(",", ""))
                record.figures["contracts"] = (value, Amount(value, "number", raised[1]), cell, line.place)
            text = text[raised.end() :]
        if DATE_CELL.match(text) and not (layout.role(cell)[0] == "contracts" and amount(text)):
            _date(record, text, layout.text_role(cell))
        elif is_figure(cell) and isinstance(line.place, Row):
            _figure(record, cell, line.place, layout)
        elif text in CURRENCY_CODES:
            record.pending_currency = text
            record.texts.setdefault("currency", text)
        elif (found := _FOREIGN.match(text)) and found["code"] in _DOLLARS and isinstance(line.place, Row):
            value = Decimal(found["num"].replace(",", ""))
            role, scale = layout.role(cell)
            printed = Amount(value, "number", text, currency=_DOLLARS[found["code"]])
            record.figures.setdefault(_free(record, role), (value * scale, printed, cell, line.place))
        else:
            _words(record, text, cell, line, layout)


def _figure(record: _Record, cell: Cell, row: Row, layout: Layout) -> None:
    role, scale = layout.role(cell)
    printed = amount(cell.text)
    assert printed is not None
    if printed.value is None:
        return
    if layout.text_role(cell) == "date" and role in ("other", "date"):
        _date(record, cell.text, "date")
        return
    if record.pending_currency and not printed.currency:
        printed = Amount(printed.value, printed.kind, printed.text, currency=record.pending_currency)
    record.pending_currency = None
    if role == "rate":
        record.rates.setdefault("other", []).append(cell.text)
        return
    if role in CLOSING and role in record.figures and printed.kind == "dash":
        return  # appreciation and depreciation in columns of their own: the dash is the empty one
    held = record.figures.get(role)
    if held is not None and not (role in CLOSING and held[1].kind == "dash"):
        return
    record.figures[role] = (printed.value * scale, printed, cell, row)


def _free(record: _Record, role: Role) -> Role:
    return role if role not in record.figures else "other"


def _date(record: _Record, text: str, role: TextRole | None) -> None:
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


def _words(record: _Record, text: str, cell: Cell, line: TextLine, layout: Layout) -> None:
    role = layout.text_role(cell)
    if role in ("date",) and re.fullmatch(r"\d{2,4}", text):
        _date(record, text, role)
        return
    if POSITION.match(text) or role == "position":
        record.texts["position"] = text
        record.words.append(text) if not re.search(rf"\b{re.escape(text)}\b", " ".join(record.words), re.I) else None
    elif role == "fund" and len(line.cells) > 1:
        record.texts["fund"] = split_marks(text)[0].strip(" :")
    elif role == "counterparty":
        record.texts["counterparty"] = (
            f"{record.texts['counterparty']} {text}" if "counterparty" in record.texts else text
        )
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
        record.words.append(found["text"])
        printed = amount(found["num"].strip())
        if printed is not None and printed.value is not None:
            record.figures["strike"] = (printed.value, printed, cell, line.place)
    else:
        record.words.append(text)


# --- records to models --------------------------------------------------------------------------------------------------


def _derivative(record: _Record, table: DerivativeTable, part: Part) -> ReadDerivative:
    words, marks = split_marks(" ".join(record.words))
    words = re.sub(r"\s+", " ", words).strip(" ,;:")
    words = ", ".join(
        filter(None, (words or record.texts.get("counterparty"), *(" ".join(r) for r in record.rates.values())))
    )
    legs = _legs(record, words, table) if table.kind == "forward" else {}
    group = "".join(g for g in record.group if not GROUP.match(g))
    description = f"{group}: {words}" if group and words and table.kind != "short_sale" else words or group
    texts = record.texts
    if not description or (table.kind == "forward" and texts.get("currency") and texts["currency"] not in description):
        named = texts.get("currency") or legs.get("currency_sold") or legs.get("currency_bought")
        description = " ".join(str(x) for x in (named, description) if x)
    expiry, strike = EXPIRY.search(words), STRIKE.search(words) if table.kind == "option_written" else None
    party = COUNTERPARTY.search(words)
    figures = {role: f[0] for role, f in record.figures.items()}
    main = next((r for r in ("value", "unrealized", "notional", "contracts") if r in record.figures), None)
    place = record.figures[main] if main in record.figures else next(iter(record.figures.values()))  # type: ignore[index]
    exercise = figures.get("strike")
    if exercise is None and strike:
        exercise = Decimal((strike[1] or strike[2]).replace(",", "").rstrip(".") or "0")
    derivative = Derivative(
        kind=table.kind,
        description=description or texts.get("counterparty") or table.captions[-1],
        contracts=figures.get("contracts"),
        notional=figures.get("notional", legs.get("notional")),  # type: ignore[arg-type]
        value=figures.get("value"),
        unrealized=figures.get("unrealized"),
        cost=figures.get("cost"),
        exercise_price=exercise,
        expiration=texts.get("date") or (expiry[1] if expiry else None),
        counterparty=texts.get("counterparty") or (party[1].strip() if party else None),
        currency_bought=legs.get("currency_bought"),  # type: ignore[arg-type]
        amount_bought=legs.get("amount_bought"),  # type: ignore[arg-type]
        currency_sold=legs.get("currency_sold"),  # type: ignore[arg-type]
        amount_sold=legs.get("amount_sold"),  # type: ignore[arg-type]
        section_path=tuple(filter(None, (*table.captions, *record.group))),
        markers=marks,
        source=part.document.span(place[3], place[2]),
    )
    places = tuple((ln.cells[0].start, ln.cells[-1].end) for ln in record.lines)
    return ReadDerivative(derivative, places, record.fund)


def _legs(record: _Record, words: str, table: DerivativeTable) -> dict[str, Decimal | str | None]:
    """What a forward buys and sells, by its columns, else by its group ("SALES"), its sign or its words."""
    figures = record.figures
    named = record.texts.get("currency") or next((code for code, p in CURRENCY_NAMES if p.search(words)), None)
    out: dict[str, Decimal | str | None] = {}
    for role in ("bought", "sold"):
        if role in figures:
            value, printed, *_ = figures[role]  # type: ignore[index]
            out[f"amount_{role}"] = abs(value)
            out[f"currency_{role}"] = printed.currency or (
                named if len(figures.keys() & {"bought", "sold"}) == 1 else None
            )
    if len(out) == 2 and "exchanged" in figures:
        other = "sold" if "bought" in figures else "bought"
        out[f"amount_{other}"] = abs(figures["exchanged"][0])
        out[f"currency_{other}"] = figures["exchanged"][1].currency
    if out:
        foreign = [r for r in ("sold", "bought") if r in figures and figures[r][1].currency not in (None, "USD")]  # type: ignore[index]
        out["notional"] = abs(figures[foreign[0]][0]) if foreign else None  # type: ignore[index]
        return out
    main = figures.get("either") or figures.get("notional") or _leading(record, words)
    if main is None:
        return out
    context = " ".join((*record.group, record.texts.get("position", ""), words))
    side = "sold" if main[0] < 0 or SOLD.search(context) else "bought" if BOUGHT.search(context) else None
    if side is None:
        context = " ".join((*table.captions, table.head_text))
        both = bool(SOLD.search(context)) == bool(BOUGHT.search(context))
        side = None if both else "sold" if SOLD.search(context) else "bought"
        side = side or ("bought" if "either" in figures else None)
    out["notional"] = abs(main[0])
    if side:
        out[f"amount_{side}"] = abs(main[0])
        out[f"currency_{side}"] = main[1].currency if main[1].currency not in (None, "USD") else named
        other = "bought" if side == "sold" else "sold"
        if "exchanged" in figures:
            out[f"amount_{other}"] = abs(figures["exchanged"][0])
            out[f"currency_{other}"] = figures["exchanged"][1].currency
    return out


def _leading(record: _Record, words: str) -> tuple[Decimal, Amount, Cell, Row] | None:
    """The amount that a description begins with ("1,842,000 Eurodollars, settling 5/15/03")."""
    found = _LEADING.match(words)
    line = next((ln for ln in record.lines if isinstance(ln.place, Row)), None)
    if found is None or line is None or not isinstance(line.place, Row):
        return None
    value = Decimal(found["num"].replace(",", ""))
    return value, Amount(value, "number", found["num"], currency=found["code"]), line.cells[0], line.place


__all__: Sequence[str] = ("ReadDerivative", "read_table")

"""Records of a derivative table to the public model: legs of forwards, terms found in words, where it stands.

SALES / CAD 1,769,368  $1,346,519  ->  sold CAD 1,769,368, bought USD 1,346,519
"Strike price $108, expires 8/23/03 (Put)"  ->  exercise price 108, expiration "8/23/03"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fundfilings.marks import split_marks
from fundfilings.models import Derivative, made
from fundfilings.normalize.blocks import Row
from fundfilings.scalars import Amount
from fundfilings.schedule.derivative_cells import CLOSING, Printed, Record
from fundfilings.schedule.derivative_columns import Layout, layout_of
from fundfilings.schedule.derivative_rows import records
from fundfilings.schedule.derivative_tables import COUNTED, DerivativeTable
from fundfilings.schedule.derivative_words import (
    BOUGHT,
    COUNTERPARTY,
    CURRENCY_NAMES,
    EVIDENCE,
    EXPIRY,
    GROUP,
    LEADING,
    NOT_HEADS,
    NOT_ROW,
    POSITION,
    SOLD,
    STRIKE,
    Role,
)
from fundfilings.split import Part

_COUNT_END = re.compile(r"\s*\((\d[\d,]*)\)\s*$")
_SECURITY = re.compile(r"\bTBA\b")
#: Heads that say what parentheses mean: "Receive/(Deliver)".
_SOLD_IN_PARENTHESES = re.compile(r"\(\s?(?:deliver|sell|sold|sale|short)", re.I)
_BOUGHT_IN_PARENTHESES = re.compile(r"\(\s?(?:receive|buy|bought|purchase)", re.I)
_CONTRACT_HEADS = re.compile(r"strike|exercise|expir|settle|terminat|notional|unrealized|appreciation|deliver", re.I)
#: Which figure a contract is shown by, where it has several.
_MAIN: tuple[Role, ...] = ("value", "unrealized", "notional", "contracts")


@dataclass(frozen=True, slots=True)
class _Legs:
    """What a forward buys and sells; `notional` is its foreign amount."""

    notional: Decimal | None = None
    amount_bought: Decimal | None = None
    currency_bought: str | None = None
    amount_sold: Decimal | None = None
    currency_sold: str | None = None


@dataclass(frozen=True, slots=True)
class ReadDerivative:
    """A derivative with the places (start, end) of the lines it was read from and the fund its row names. `headed`:
    the table's column heads are those of contracts, which no table of holdings has."""

    derivative: Derivative
    places: tuple[tuple[int, int], ...]
    fund: str | None = None
    headed: bool = False


def read_table(table: DerivativeTable, part: Part) -> list[ReadDerivative]:
    """The contracts that a table lists; none where its heads or rows tell that it lists something else."""
    if NOT_HEADS.search(table.head_text) or any(NOT_ROW.match(b.text) for b in table.body if b.figures):
        return []
    layout = layout_of(table)
    if not _proved(table, layout, part.kind == "schedule"):
        return []
    found = [r for r in records(table, layout) if _is_contract(r, table)]
    signs = {r.figures["exchanged"].amount.currency for r in found if "exchanged" in r.figures} - {None}
    given_in = signs.pop() if len(signs) == 1 else None  # "$" is printed on a column's first figure only
    return [_derivative(r, table, layout, part, given_in) for r in found]


def _proved(table: DerivativeTable, layout: Layout, scheduled: bool) -> bool:
    """Whether heads (or, for options and short sales, rows) show contracts of the kind."""
    evidence = {m.lower() for m in EVIDENCE[table.kind].findall(layout.head)}
    if table.kind == "option_written" and any(EXPIRY.search(b.text) or STRIKE.search(b.text) for b in table.body):
        return True
    if table.kind == "short_sale" and table.near and scheduled:
        return True
    return len(evidence) >= (1 if table.near else 2)


def _is_contract(record: Record, table: DerivativeTable) -> bool:
    if not record.figures or not (record.words or record.texts):
        return False
    if table.kind == "option_written":
        words = record.text()
        terms = "strike" in record.figures or "date" in record.texts or EXPIRY.search(words) or STRIKE.search(words)
        return bool(terms or ("contracts" in record.figures and not CLOSING.isdisjoint(record.figures)))
    if table.kind == "short_sale":
        return "value" in record.figures
    return not CLOSING.isdisjoint(record.figures) or "notional" in record.figures


def _derivative(
    record: Record, table: DerivativeTable, layout: Layout, part: Part, given_in: str | None
) -> ReadDerivative:
    said, number = _counted(record.text(), table)
    words, marks = split_marks(said)
    words = re.sub(r"\s+", " ", words).strip(" ,;:")
    legs = _legs(record, words, table, given_in, layout.leading) if table.kind == "forward" else _Legs()
    if table.kind == "future" and (not words or POSITION.match(words)) and "counterparty" in record.texts:
        words = record.texts.pop("counterparty")  # a future has none: the head of what is traded says so by mistake
    paid, received = _swap_legs(record)
    expiry, party = EXPIRY.search(words), COUNTERPARTY.search(words)
    figures = {role: f.value for role, f in record.figures.items()}
    place = next((record.figures[r] for r in _MAIN if r in record.figures), None) or next(iter(record.figures.values()))
    derivative = made(
        Derivative,
        kind=table.kind,
        description=_description(record, words, legs, table),
        contracts=figures.get("contracts", number),
        notional=legs.notional if legs.notional is not None else figures.get("notional"),
        value=figures.get("value"),
        unrealized=figures.get("unrealized"),
        cost=figures.get("cost"),
        exercise_price=figures.get("strike", _strike(words) if table.kind == "option_written" else None),
        expiration=record.texts.get("date") or (expiry[1] if expiry else None),
        counterparty=record.texts.get("counterparty") or (party[1].strip() if party else None),
        currency_bought=legs.currency_bought,
        amount_bought=legs.amount_bought,
        currency_sold=legs.currency_sold,
        amount_sold=legs.amount_sold,
        payoff_profile=_payoff(record, words, table, layout.counted),
        rate_paid=paid,
        rate_received=received,
        section_path=tuple(filter(None, (*table.captions, *record.group))),
        markers=marks,
        source=part.document.span(place.row, place.cell),
    )
    places = tuple((ln.cells[0].start, ln.cells[-1].end) for ln in record.lines)
    headed = table.kind != "short_sale" and len({m.lower() for m in _CONTRACT_HEADS.findall(table.head_text)}) > 1
    return ReadDerivative(derivative, places, record.fund, headed)


def _counted(words: str, table: DerivativeTable) -> tuple[str, Decimal | None]:
    """A description without the number of contracts that it ends in, where the table says that it does."""
    if not COUNTED.search(f"{table.head_text} {' '.join(table.captions)}") or not (m := _COUNT_END.search(words)):
        return words, None
    return words[: m.start()], Decimal(m[1].replace(",", ""))


def _description(record: Record, words: str, legs: _Legs, table: DerivativeTable) -> str:
    """The group's label, the words, the rates; for a forward of figures alone the currency it deals in."""
    party = record.texts.get("counterparty")
    rates = [" ".join(r) for r in record.rates.values()]
    words = ", ".join(w for w in (words or party, *rates) if w)
    group = "".join(g for g in record.group if not GROUP.match(g)) if table.kind != "short_sale" else ""
    text = ": ".join(w for w in (group, words) if w)
    if table.kind == "forward":
        code = None if any(p.search(text) for _, p in CURRENCY_NAMES) else record.texts.get("currency")
        named = code or (None if text else legs.currency_sold or legs.currency_bought)
        text = " ".join(w for w in (named, text) if w) if named and named not in text else text
    return text or table.captions[-1]


def _strike(words: str) -> Decimal | None:
    found = STRIKE.search(words)
    digits = (found[1] or found[2]).replace(",", "").rstrip(".") if found else ""
    return Decimal(digits) if digits else None


def _legs(record: Record, words: str, table: DerivativeTable, given_in: str | None, scale: int) -> _Legs:
    """What a forward buys and sells, by its columns, else by its sign, its group ("SALES") or its words.
    `given_in` is the currency of the column of what is given in exchange."""
    figures = record.figures
    named = record.texts.get("currency") or next((code for code, p in CURRENCY_NAMES if p.search(words)), None)
    bought, sold, given = figures.get("bought"), figures.get("sold"), figures.get("exchanged")
    if bought or sold:
        one = named if not (bought and sold) else None
        foreign = next((f for f in (sold, bought) if f and f.amount.currency not in (None, "USD")), None)
        notional = abs(foreign.value) if foreign else None
        return _Legs(
            notional, *_leg(bought or given, one if bought else None), *_leg(sold or given, one if sold else None)
        )
    leading = _leading(record, words, scale)
    main = figures.get("either") or leading or figures.get("notional")
    if main is None:
        side = _side(None, record, words, table)
        return _Legs(
            currency_bought=named if side == "bought" else None, currency_sold=named if side == "sold" else None
        )
    if _SECURITY.search(words):
        return _Legs(abs(main.value))  # a commitment to buy or sell a security, no currency
    if main is not figures.get("notional"):
        given = given or figures.get("notional")  # "Quantity", "Contract amount"
    named = next((c for c, p in CURRENCY_NAMES if p.search(words)), None) if main is leading else named
    code = main.amount.currency if main.amount.currency not in (None, "USD") else named
    own = (abs(main.value), code or main.amount.currency)
    other = _leg(given, given_in)
    side = _side(main.value, record, words, table)
    if side is None:
        return _Legs(abs(main.value))
    return _Legs(abs(main.value), *own, *other) if side == "bought" else _Legs(abs(main.value), *other, *own)


def _leg(figure: Printed | None, named: str | None) -> tuple[Decimal | None, str | None]:
    return (abs(figure.value), figure.amount.currency or named) if figure else (None, None)


def _side(main: Decimal | None, record: Record, words: str, table: DerivativeTable) -> str | None:
    """Whether the main amount is bought or sold; None where nothing printed tells."""
    head = table.head_text
    if main is not None and _BOUGHT_IN_PARENTHESES.search(head):
        return "bought" if main < 0 else "sold"
    if main is not None and (main < 0 or _SOLD_IN_PARENTHESES.search(head)):
        return "sold" if main < 0 else "bought"
    own = " ".join((*record.group, record.texts.get("position", ""), words))
    for text in (own, " ".join((*table.captions, head))):
        sold, bought = bool(SOLD.search(text)), bool(BOUGHT.search(text))
        if sold != bought:
            return "sold" if sold else "bought"
    return None


def _payoff(record: Record, words: str, table: DerivativeTable, counted: str) -> Literal["Long", "Short"] | None:
    """Which way a future or a security sold goes, where the row, its group, its caption or the head of the numbers of
    contracts (`counted`) says so, or the number of contracts is negative."""
    if table.kind == "short_sale":
        return "Short"
    if table.kind != "future":
        return None
    contracts = record.figures.get("contracts")
    if contracts is not None and contracts.value < 0:
        return "Short"
    for text in (f"{record.texts.get('position', '')} {words}", *reversed(record.group), *reversed(table.captions)):
        sold, bought = bool(SOLD.search(text)), bool(BOUGHT.search(text))
        if sold != bought:
            return "Short" if sold else "Long"
    sold, bought = bool(SOLD.search(counted)), bool(BOUGHT.search(counted))
    if sold and bought:  # "Number of Long (Short) Contracts"
        return "Long" if contracts is not None and _SOLD_IN_PARENTHESES.search(counted) else None
    return "Short" if sold else "Long" if bought else None


#: "Fund pays/receives floating rate", then the floating rate and the fixed one.
_PAYS = re.compile(r"^\W*pay", re.I)
_RECEIVES = re.compile(r"^\W*receiv", re.I)


def _swap_legs(record: Record) -> tuple[str | None, str | None]:
    """(what is paid, what is received) on a swap, as printed: from columns of their own, or from a floating and a fixed
    rate and the word that says which of them is the fund's."""
    paid, received = (" ".join(record.rates.get(role, ())) or None for role in ("rate_paid", "rate_received"))
    side = paid or received or record.texts.get("position", "") or (record.words[0] if record.words else "")
    if not (_PAYS.match(side) or _RECEIVES.match(side)):
        return paid, received
    floating, fixed = record.texts.get("floating"), record.texts.get("fixed")
    if floating is None:  # protection sold for a fixed rate: the word is about that
        return (fixed, received) if _PAYS.match(side) else (paid, fixed)
    return (floating, fixed) if _PAYS.match(side) else (fixed, floating)


def _leading(record: Record, words: str, scale: int) -> Printed | None:
    """The amount that a description begins with ("1,842,000 Eurodollars, settling 5/15/03")."""
    found = LEADING.match(words)
    row = next((ln.place for ln in record.lines if isinstance(ln.place, Row)), None)
    if found is None or row is None:
        return None
    value = Decimal(found["num"].replace(",", "")) * scale
    return Printed(value, Amount(value, "number", found["num"], currency=found["code"]), row.cells[0], row)

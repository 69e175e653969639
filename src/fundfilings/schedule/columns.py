"""What each column of a schedule's table holds, from its head words, its contents and its place.

PRINCIPAL                                              CREDIT RATING                    head words above figures
   AMOUNT                                              (MOODY'S/S&P)        VALUE*      decide; without them the
$    4,283   6.978%, 4/1/11                             Baa2/BBB     $   3,886,229      statistics of the column do
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from fundfilings.normalize.blocks import Cell, Row
from fundfilings.normalize.grid import Column, column_of, is_text_grid, numeric_columns
from fundfilings.scalars import CURRENCY_CODES, Amount, printed_scale
from fundfilings.schedule.countries import country_of_name, is_state_heading
from fundfilings.schedule.coupons import is_index
from fundfilings.schedule.dates import DateColumn, DateRole
from fundfilings.schedule.lines import Role
from fundfilings.schedule.vocabulary import (
    CALL_PROVISION,
    COUPON_CELL,
    DATE_CELL,
    HEAD_ROLES,
    HEAD_UNITS,
    HEAD_WORDS,
    NAME_HEAD,
    RATING,
    UNIT_WORDS,
)

_SCALE_CELL = re.compile(r"^\W*\$?\s*0{3}(?:'?s)?\W*(?:omitted)?\W*$|^\(?000", re.I)
_NOTE_REFERENCE = re.compile(r"\((?:note|see note)[^)]*\)|\^\{[^}]*\}|\([a-zA-Z0-9*†+]{1,3}\)|[*†‡+#^@]+", re.I)
#: How far beside its column a head may stand, in characters.
HEAD_REACH = 8
#: Heads of columns of words.
_TEXT_HEAD = re.compile(
    r"rating|moody|provision|description|security|issuer|country|industry|sector|name|call\b|maturity|strategy", re.I
)
_QUANTITY_HEAD = re.compile(r"principal|share|face|\bpar\b|\(000\)|contract", re.I)
#: The first letters of ratings (see RATING).
_RATING_BEGINS = frozenset("ABCDFMNPSUVWn")
_WORD = re.compile(r"[^\s/]+")
_MARKS = re.compile(r"(?:\([a-zA-Z0-9*+†#]{1,4}\)|[*†‡§#@^+]+|,|\s|\^\{[^}]*\})+|\d{1,2}(?:,\s?\d{1,2})+")


@dataclass(slots=True)
class Model:
    """The columns of one stretch of a table. `roles` is aligned with `columns`; `text_left` is the usual left edge of
    descriptions, `zone` the gap between figure columns they stand in; `second` left edges of further text columns."""

    columns: list[Column] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)  # where figures end, in order
    roles: list[Role] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    zone: int = 0
    text_left: float = 0.0
    second: list[float] = field(default_factory=list)
    value_scale: int = 1
    balance_scale: int = 1
    units: str | None = None
    mixed: bool = False  # shares and principal under one head: its scale is the principal's
    text_grid: bool = True
    headed: bool = False
    elsewhere: bool = False  # these are the columns of another table
    side: bool = False  # a column of section or strategy names stands left of the descriptions
    dates: list[DateColumn] = field(default_factory=list)  # dates that are no maturities

    _placed: dict[tuple[float, float], int | None] = field(default_factory=dict)

    def column_of(self, cell: Cell) -> int | None:
        """The index of the column a figure stands in, None for none."""
        extent = (cell.x0, cell.x1)
        try:
            return self._placed[extent]
        except KeyError:
            found = self._placed[extent] = column_of(cell, self.columns)
            return found

    def date_role(self, cell: Cell) -> DateRole | None:
        """What a date is, where a head says that it is no maturity."""
        return next((d.role for d in self.dates if cell.x0 < d.x1 and d.x0 < cell.x1), None)

    def zone_of(self, cell: Cell) -> int:
        """How many figure columns end left of a text cell."""
        return bisect_right(self.edges, cell.x0 + 1)


@lru_cache(maxsize=1024)
def is_head_cell(text: str) -> bool:
    """Whether every word of a cell is a word of column heads."""
    first = text.partition(" ")[0]
    if first.isalpha() and first.lower() not in HEAD_WORDS:
        return first[0] in "PpCc" and NAME_HEAD.fullmatch(text) is not None
    if not text.replace(" ", "").isalpha():
        text = text.replace("’", "'").replace("‘", "'")
        if _SCALE_CELL.match(text):
            return True
        text = _NOTE_REFERENCE.sub(" ", text)
    words = [w.lower().strip(',.:;()[]$"°†‡§¤#^•·') for w in _WORD.findall(text)]
    words = [w for w in words if w]
    if not words:
        return False
    return len(words) <= 9 and all(w in HEAD_WORDS for w in words)


def is_scale(text: str) -> bool:
    """Whether a cell prints nothing but a scale: "($000)", "(000's)"."""
    return _SCALE_CELL.match(text) is not None


def is_head_row(row: Row) -> bool:
    """Whether a row is (part of) a column head: no figure but scales, and cells made of head words."""
    cells = row.cells
    if len(cells) == 1:
        return is_head_cell(cells[0].text)
    for cell in reversed(cells):  # figures first: most rows end in one, and to look for them costs least
        figure = cell.figure
        if figure is not None and (figure.value or not is_head_cell(cell.text)):  # "(000)" is a scale
            return False
    good = 0
    for cell in cells:
        good += is_head_cell(cell.text)
    if not good:
        return False
    if good == len(cells):
        return True
    # "Face Amount | Corporate Bonds | Value": one section name among the heads
    return (len(row.cells) - good == 1 and good >= 1 and not is_head_cell(row.cells[0].text)) or good >= 2


def build(heads: Sequence[Row], rows: Sequence[Row], before: Model | None) -> Model:
    """The column model of `rows` under the head rows `heads`; `before` is the model of the rows above, inherited where
    this stretch has no heads of its own."""
    text_grid = is_text_grid(rows) if len(rows) > 2 or before is None else before.text_grid
    columns = numeric_columns(rows, 2.0 if text_grid else 0.0)
    columns = _solid(columns, heads, before)
    model = Model(columns, sorted(c.right for c in columns), text_grid=text_grid)
    words = _head_words(heads, columns)
    model.heads = [" ".join(w) for w in words]
    model.headed = any(words)
    roles: list[Role | None] = [_role_of_head(h) for h in model.heads]
    if before is not None and (not model.headed or not any(r == "value" for r in roles)):
        _inherit(model, roles, before)
    _settle(model, roles, rows)
    _text_zone(model, rows)
    _scales(model, before)
    return model


def printed_in_full(rows: Sequence[Row], model: Model) -> bool:
    """Whether values "rounded to thousands" are printed with every digit: most end in ",000"."""
    at = [i for i, r in enumerate(model.roles) if r == "value"]
    values = [c.text for r in rows for c in r.cells if c.figure and model.column_of(c) in at and "," in c.text]
    return len(values) > 2 and sum(t.rstrip(") ").endswith(",000") for t in values) * 10 > len(values) * 8


def _solid(columns: list[Column], heads: Sequence[Row], before: Model | None) -> list[Column]:
    """Columns without the strays: figures that stand alone in running text, under no head and in no column of the
    stretch above."""
    most = max((c.count for c in columns), default=0)
    keep: list[Column] = []
    for c in columns:
        headed = any(cell.x0 < c.x1 and c.x0 < cell.x1 and is_head_cell(cell.text) for r in heads for cell in r.cells)
        known = before is not None and any(abs(c.right - k.right) <= 1 for k in before.columns)
        if c.count >= 2 or most <= 3 or headed or known:
            keep.append(c)
    return keep if len(keep) < len(columns) and keep else columns


def _head_words(heads: Sequence[Row], columns: Sequence[Column]) -> list[list[str]]:
    """The head words over each column: those that overlap it; where none does, the nearest that stand over no other."""
    words: list[list[str]] = [[] for _ in columns]
    stray: list[Cell] = []
    for row in heads:
        for cell in row.cells:
            if not is_head_cell(cell.text):
                continue
            overlaps = [min(cell.x1, c.x1) - max(cell.x0, c.x0) for c in columns]
            over = [i for i, o in enumerate(overlaps) if o > 0]
            inside = [i for i in over if cell.x0 <= columns[i].x0 and cell.x1 >= columns[i].x1 - 1]
            if len(inside) > 1:
                over = inside
            elif len(over) > 1:
                over = [max(over, key=lambda i: overlaps[i])]
            if not over:
                stray.append(cell)
            for i in over:
                words[i].append(cell.text)
    if _in_order(stray, words, columns):
        return words
    for i, column in enumerate(columns):
        near = [c for c in stray if _distance(c, column) <= HEAD_REACH and not _TEXT_HEAD.search(c.text)]
        if not words[i] and near:
            least = min(_distance(c, column) for c in near)
            words[i] = [c.text for c in near if _distance(c, column) <= least + 3]
    return words


def _in_order(stray: Sequence[Cell], words: list[list[str]], columns: Sequence[Column]) -> bool:
    """Give heads that stand over no column to the columns without one, in their order, where there are as many: each
    stands over the "$" left of its figures."""
    bare = sorted((c.x0, i) for i, c in enumerate(columns) if not words[i])
    places = sorted({c.x0 for c in stray if not _TEXT_HEAD.search(c.text)})
    if len(bare) < 2 or len(places) != len(bare) or any(x > at for x, (at, _) in zip(places, bare, strict=True)):
        return False
    for x, (_, i) in zip(places, bare, strict=True):
        words[i] = [c.text for c in stray if c.x0 == x]
    return True


def _distance(cell: Cell, column: Column) -> float:
    return max(cell.x0 - column.x1, column.x0 - cell.x1, 0.0)


def _role_of_head(head: str) -> Role | None:
    if not head:
        return None
    for role, pattern in HEAD_ROLES:
        if pattern.search(head):
            if role == "percent" and re.search(r"\brate\b|coupon", head, re.I):
                return "coupon"
            if role == "coupon" and re.search(r"market value", head, re.I):
                return "value"
            return role  # type: ignore[return-value]  # the table's first members are Roles
    return None


def _inherit(model: Model, roles: list[Role | None], before: Model) -> None:
    """Roles of the stretch above for columns that stand where its columns stood, or in the same order."""
    slack = 6.0 if model.text_grid else 0.0
    if not model.text_grid and len(model.columns) == len(before.columns) and not any(roles):
        # pages are tables of their own, and one may spend a grid column more than the other on an indentation
        roles[:] = before.roles
        return
    if before.elsewhere and not model.text_grid:
        # another table's places mean nothing here: roles go by the order of the columns that no head names
        free = [i for i, role in enumerate(roles) if role is None]
        if len(free) == len(before.columns):
            for i, role in zip(free, before.roles, strict=True):
                roles[i] = role
            return
    for i, column in enumerate(model.columns):
        if roles[i] is not None:
            continue
        near = [k for k, c in enumerate(before.columns) if abs(c.right - column.right) <= slack]
        if near:
            roles[i] = before.roles[min(near, key=lambda k: abs(before.columns[k].right - column.right))]
    if len(model.columns) == len(before.columns) and None in roles:
        for i, role in enumerate(before.roles):
            if roles[i] is None:
                roles[i] = role


def _settle(model: Model, roles: list[Role | None], rows: Sequence[Row]) -> None:
    """Fill in roles that no head named, from what the columns print; at most one column a role."""
    figures: list[list[Amount]] = [[] for _ in model.columns]
    column_of = model.column_of
    for row in rows:
        for cell in row.cells:
            figure = cell.figure
            if figure is not None and (i := column_of(cell)) is not None:
                figures[i].append(figure)
    kinds = [_content(f) for f in figures]
    for i, kind in enumerate(kinds):
        if kind == "mark" and roles[i] in (None, "balance"):
            roles[i] = "mark"
        elif kind == "percent" and roles[i] == "value":
            roles[i] = None
        elif kind == "percent" and roles[i] in (None, "balance") and not (roles[i] and _some_money(figures[i])):
            roles[i] = "coupon" if i < len(kinds) - 1 and not _share_like(figures[i]) else "percent"
    money = [i for i, k in enumerate(kinds) if k == "money" and roles[i] in (None, "value")]
    valued = [i for i, r in enumerate(roles) if r == "value" and kinds[i] == "money"]
    if not valued and not money and "cost" in roles:  # amortized cost is a money market fund's value
        money = [i for i, r in enumerate(roles) if r == "cost" and kinds[i] == "money"]
    if not valued and not money:  # "Maturity Amount US$" alone above the only figures
        money = [
            i
            for i, k in enumerate(kinds)
            if k == "money"
            and roles[i] in ("balance", "other", "maturity")
            and not _QUANTITY_HEAD.search(model.heads[i])
        ]
    if not valued and money:
        valued = [money[-1]]
    for i in valued:
        roles[i] = "value"
    if len(valued) > 1:  # two columns headed "value": the one with more figures, the right one of equals
        best = max(valued, key=lambda k: (len(figures[k]) * 2 >= max(len(figures[j]) for j in valued), k))
        for i in valued:
            if i != best:
                roles[i] = "other"
    value_at = next((i for i, r in enumerate(roles) if r == "value"), None)
    for i, role in enumerate(roles):
        if role is None:
            free = "balance" not in roles and kinds[i] == "money" and (value_at is None or i < value_at)
            roles[i] = "balance" if free else "other"
    for role in ("balance", "cost"):
        same = [i for i, r in enumerate(roles) if r == role]
        for i in same:
            if len(same) > 1 and i != max(same, key=lambda k: len(figures[k])):
                roles[i] = "other"
    model.roles = [r or "other" for r in roles]


def _content(figures: list[Amount]) -> str:
    """ "money", "percent" or "mark": what a column's figures look like."""
    real = [f for f in figures if f.kind == "number" and f.value is not None]
    if not real:
        return "money" if figures else "empty"
    if sum(f.percent for f in real) * 3 >= len(real):
        return "percent"
    if sum(f.decimals > 0 and abs(f.value or Decimal(0)) < 1000 for f in real) * 10 >= len(real) * 8:
        return "percent"
    if (
        len(real) >= 3
        and all(f.decimals == 0 and 0 < (f.value or 0) <= 25 for f in real)
        and len({f.value for f in real}) <= 12
    ):
        return "mark"
    return "money"


def _some_money(figures: list[Amount]) -> bool:
    """Whether quantities stand in a column of percents: the percents are those of the total lines."""
    return any(not f.percent and not f.decimals and abs(f.value or Decimal(0)) >= 1000 for f in figures)


def _share_like(figures: list[Amount]) -> bool:
    """Percents of net assets rather than coupons: small, without fractions of coupons."""
    values = [float(f.value) for f in figures if f.value is not None]
    return bool(values) and sorted(values)[len(values) // 2] < 2.5


@lru_cache(maxsize=1024)
def special(text: str) -> str | None:
    """What a text cell holds that is no description: rating, call, date, currency, units, mark, coupon."""
    if len(text) <= 30:
        if text[:1] in _RATING_BEGINS and RATING.match(text):
            return "rating"
        if text in CURRENCY_CODES or text == "EURO":
            return "currency"
        if text.lower() in UNIT_WORDS:
            return "units"
        if DATE_CELL.match(text):
            return "date"
        if CALL_PROVISION.match(text):
            return "call"
        if _MARKS.fullmatch(text):
            return "mark"
    return None


def _text_zone(model: Model, rows: Sequence[Row]) -> None:
    """Where the description stands: the gap between figure columns that holds most words."""
    mass: dict[int, int] = {}
    lefts: defaultdict[int, dict[float, int]] = defaultdict(dict)
    later: dict[float, int] = {}
    edges = model.edges
    told: list[tuple[bool, list[tuple[int, Cell]]]] = []  # of each row: whether it prints a figure; its words by zone
    for row in rows:
        figured = False
        words: list[tuple[int, Cell]] = []
        last = -1  # zones come in order, for cells do
        for cell in row.cells:
            if cell.figure is not None:
                figured = True
                continue
            text = cell.text
            if special(text):
                continue
            x0 = cell.x0
            zone = bisect_right(edges, x0 + 1)
            words.append((zone, cell))
            mass[zone] = mass.get(zone, 0) + len(text)
            if zone == last:
                later[x0] = later.get(x0, 0) + 1
            else:
                beginning = lefts[zone]
                beginning[x0] = beginning.get(x0, 0) + 1
                last = zone
        told.append((figured, words))
    if not mass:
        return
    model.zone = max(mass, key=lambda z: mass[z])
    model.text_left = float(max(lefts[model.zone].items(), key=itemgetter(1))[0])
    _side_column(model, told)
    smooth = {x: n + later.get(x - 1, 0) + later.get(x + 1, 0) for x, n in later.items()}
    model.second = sorted(x for x, n in smooth.items() if n >= max(3, len(rows) // 12) and later[x] >= n / 3)


def _side_column(model: Model, rows: Sequence[tuple[bool, list[tuple[int, Cell]]]]) -> None:
    """Two columns of words in one gap: the left one names sections or strategies where it repeats itself, and the right
    one, with a name on (nearly) every row, holds the descriptions."""
    pairs: list[tuple[Cell, Cell]] = []
    figured = 0
    for has_figure, told in rows:
        words = [cell for zone, cell in told if zone == model.zone]
        figured += has_figure and bool(words)
        if len(words) >= 2:
            pairs.append((words[0], words[1]))
    if _of_states(pairs):
        model.side, model.text_left = True, pairs[0][1].x0
        return
    if len(pairs) < 4 or len(pairs) * 5 < figured * 3:
        return
    x = Counter(b.x0 for _, b in pairs).most_common(1)[0]
    if x[1] * 5 < len(pairs) * 4:
        return
    names = {a.text for a, _ in pairs}
    if len(names) * 3 <= len({b.text for _, b in pairs}) * 2:
        model.side, model.text_left = True, x[0]


def _of_states(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether the left of two columns of words names a state or a country, each beside the first of its rows."""
    names = [a for a, _ in pairs]
    return (
        len(pairs) >= 2
        and len({a.x0 for a in names}) == 1
        and len({b.x0 for _, b in pairs}) == 1
        and all(is_state_heading(a.text) or country_of_name(a.text) is not None for a in names)
    )


def _scales(model: Model, before: Model | None) -> None:
    """ "(000)" over a column scales that column; heads without scale keep the scale of the heads above only where this
    stretch has no heads at all."""
    if not model.headed and before is not None:
        model.value_scale, model.balance_scale, model.units = before.value_scale, before.balance_scale, before.units
        model.mixed = before.mixed
        return
    if before is not None and not any(r == "value" and h for r, h in zip(model.roles, model.heads, strict=True)):
        model.value_scale = before.value_scale  # heads for the quantity only
    for head, role in zip(model.heads, model.roles, strict=True):
        scale = printed_scale(head) or 1
        if role == "value":
            # "Principal amount (000)" is new over the bonds, the head of the values still holds
            model.value_scale = scale if head or before is None else before.value_scale
        elif role == "balance":
            model.balance_scale = scale
            units = [u for u, p in HEAD_UNITS if p.search(head)]
            model.units = units[0] if len(units) == 1 else None  # "Principal amount or shares" says neither
            model.mixed = len(units) > 1 and scale > 1


def coupon_like(text: str) -> bool:
    """Whether a text cell in a coupon column prints a rate, or what it is reckoned from ("SOFR + 1.10")."""
    return bool(COUPON_CELL.match(text)) or ("+" in text and is_index(text))

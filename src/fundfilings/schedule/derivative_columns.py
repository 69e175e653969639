"""What the columns of a derivative table hold, by the words above them.

CONTRACTS TO                     IN EXCHANGE    CONTRACTS    NET UNREALIZED
DELIVER/RECEIVE     SETTLEMENT       FOR        AT VALUE      APPRECIATION
CAD   1,769,368     12/17/03     $1,346,519   $1,361,052      $(14,533)
either               date        exchanged      value         unrealized
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fundfilings.normalize.blocks import Cell, Row
from fundfilings.normalize.grid import Column, column_of, heads, heads_above, is_text_grid, numeric_columns, of_one
from fundfilings.scalars import printed_scale
from fundfilings.schedule.derivative_tables import DerivativeTable, is_figure
from fundfilings.schedule.derivative_words import GAINS, HEAD_ROLES, LEADING, LOSSES, TEXT_HEADS, Kind, Role, TextRole

_IN_THOUSANDS = re.compile(r"\(in 0+['’]?s?\)", re.I)
_PRINCIPAL = re.compile(r"\bprincipal\b|\bface\b|\bpar\b", re.I)
#: Columns of forwards: what is received, delivered, one of both by sign or group, and what is given for it.
_SIDES: frozenset[Role] = frozenset({"bought", "sold", "either", "exchanged"})
_FIGURES: frozenset[Role] = frozenset({"notional", "value", "unrealized", "cost"})
_MONEY: frozenset[Role] = _FIGURES | _SIDES


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of words, by the extent of its head."""

    role: TextRole
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one table: `roles` and `scales` go with `columns` (figures), `texts` are columns of words.
    `losses` are columns of losses printed without brackets; `leading` is the scale of amounts that descriptions begin
    with; `counted` are the words over the numbers of contracts."""

    columns: list[Column]
    roles: list[Role]
    scales: list[int]
    texts: list[TextColumn]
    head: str
    losses: frozenset[int] = frozenset()
    leading: int = 1
    counted: str = ""

    def role(self, cell: Cell) -> tuple[Role, int]:
        """Role and scale of the column a figure stands in; the scale of a column of losses is negative."""
        i = column_of(cell, self.columns)
        if i is None:
            return "other", 1
        return self.roles[i], -self.scales[i] if i in self.losses else self.scales[i]

    def text_role(self, cell: Cell) -> TextRole | None:
        """Role of the column of words that a cell stands under, None where no head covers it."""
        i = self.text_column(cell)
        return self.texts[i].role if i is not None else None

    def text_column(self, cell: Cell) -> int | None:
        """The index of the column of words that a cell stands under, None where no head covers it."""
        best: tuple[float, int] | None = None
        for i, col in enumerate(self.texts):
            shared = min(cell.x1, col.x1) - max(cell.x0, col.x0)
            if shared > 0 and (best is None or shared > best[0]):
                best = (shared, i)
        return best[1] if best else None


def layout_of(table: DerivativeTable) -> Layout:
    """Columns of figures from the body, their roles from the heads; without heads, from kind and order."""
    printed = [b.place for b in table.body if b.figures and isinstance(b.place, Row)]
    text = is_text_grid(printed)
    rows = [_figures_only(r) for r in printed]
    columns = numeric_columns([r for r in rows if r.cells], 2.0 if text else 0.0)
    head_rows = [h.place for h in table.heads if isinstance(h.place, Row)]
    words = heads_above(head_rows, columns, 1.0 if text else 0.0) if columns else []
    head = table.head_text
    alone = [of_one(r, columns) for r in head_rows]
    own = heads(alone, columns, 0.0) if columns else []
    roles = _roles(table.kind, words, own, columns)
    whole = printed_scale(head) if not any(printed_scale(w) for w in words) else None
    leading = _leading_scale(head_rows, printed, columns) if whole and columns else 1
    if leading > 1:
        whole = None
    scales = [_scale(role, w, whole or table.scale) for role, w in zip(roles, words, strict=True)]
    counted = " ".join(w for role, w in zip(roles, words, strict=True) if role == "contracts")
    texts = _texts(head_rows, columns)
    return Layout(columns, roles, scales, texts, head, _losses(roles, words, rows, columns), leading, counted)


def _leading_scale(heads_: Sequence[Row], body: Sequence[Row], columns: Sequence[Column]) -> int:
    """The scale of the amounts that descriptions begin with, where it is printed over them alone: "SOLD: (000)" over
    "6,045 Euro, settling 12/09/04"."""
    stated = [c for r in heads_ for c in r.cells if printed_scale(c.text)]
    if not stated or any(c.x1 > columns[0].x0 for c in stated):
        return 1
    led = sum(LEADING.match(r.cells[0].text) is not None for r in body)
    return (printed_scale(stated[0].text) or 1) if 2 * led > len(body) else 1


def _losses(
    roles: Sequence[Role], words: Sequence[str], rows: Sequence[Row], columns: Sequence[Column]
) -> frozenset[int]:
    """The columns headed as losses alone whose figures have no brackets."""
    found = {
        i
        for i, (role, head) in enumerate(zip(roles, words, strict=True))
        if role == "unrealized" and LOSSES.search(head) and not GAINS.search(head)
    }
    for row in rows if found else ():
        for cell in row.cells:
            if cell.figure is not None and (cell.figure.value or 0) < 0:
                found -= {column_of(cell, columns)}
    return frozenset(found)


def _figures_only(row: Row) -> Row:
    return Row(tuple(c for c in row.cells if is_figure(c)), row.line)


def _scale(role: Role, words: str, whole: int) -> int:
    """The printed scale of a column; that of the whole table holds for money only."""
    own = printed_scale(words) or (1_000 if _IN_THOUSANDS.search(words) else None)
    if role in _MONEY:
        return own or whole
    return own or 1 if role == "contracts" else 1


def _roles(kind: Kind, words: Sequence[str], own: Sequence[str], columns: Sequence[Column]) -> list[Role]:
    """Roles by the words over one column alone, else by all words above it ("Strike Expiration Appreciation/")."""
    shared = [w for w, o in zip(words, own, strict=True) if o and w != o]
    roles: list[Role] = [_role(kind, w) for w in words]
    if shared:
        roles = [r if (o_role := _role(kind, o)) == "other" else o_role for r, o in zip(roles, own, strict=True)]
    last = max((i for i, c in enumerate(columns) if c.count * 4 >= max(x.count for x in columns)), default=-1)
    closing: Role = "value" if kind in ("option_written", "option_purchased", "short_sale") else "unrealized"
    if last >= 0 and roles[last] == "other" and closing not in roles:
        roles[last] = closing
    quantity: Role = "notional" if kind in ("forward", "swap") else "contracts"
    if roles and len(roles) > 1 and roles[0] == "other" and quantity not in roles:
        roles[0] = quantity
    if kind == "forward" and len(roles) > 2 and not words[0] and "notional" in roles:
        # "223,340,000 Japanese Yen   2,000,000 USD": the first leg stands left of its name, without a head
        roles = ["either", *("exchanged" if r == "notional" else r for r in roles[1:])]
    if kind == "short_sale":
        roles = [
            "contracts" if r in ("notional", "other") and i == 0 and len(roles) > 1 and not _PRINCIPAL.search(w) else r
            for i, (r, w) in enumerate(zip(roles, words, strict=True))
        ]
    return roles


def _role(kind: Kind, words: str) -> Role:
    """The first role whose words stand in a head; sides of an exchange only where two currencies are exchanged."""
    found: Role = "other"
    for role, pattern in HEAD_ROLES:
        if (kind == "forward" or role not in _SIDES) and pattern.search(words):
            found = role
            break
    if kind == "forward" and found == "contracts":
        return "either"
    if kind == "swap" and found == "contracts":
        return "notional"
    return found


def _texts(rows: Sequence[Row], columns: Sequence[Column]) -> list[TextColumn]:
    """Head cells that stand over no figures, those under one another joined."""
    groups: list[tuple[list[str], float, float]] = []
    for row in rows:
        for cell in row.cells:
            near = next((g for g in groups if cell.x0 < g[2] and g[1] < cell.x1), None)
            if near is None:
                groups.append(([cell.text], cell.x0, cell.x1))
            else:
                groups[groups.index(near)] = ([*near[0], cell.text], min(near[1], cell.x0), max(near[2], cell.x1))
    out: list[TextColumn] = []
    for words, x0, x1 in groups:
        role = next((role for role, pattern in TEXT_HEADS if pattern.search(" ".join(words))), None)
        if role is not None:
            out.append(TextColumn(role, x0, x1))
    return out

"""Signs, tails and marks in cells of their own joined to what they belong to.

| Acme Corp. | $ | 310,000 |           ->  "Acme Corp."  "$ 310,000"
| Net loss   | (1,234 | ) | (a) |      ->  "Net loss"    "(1,234) (a)"
| * | Acme Corp. | 34,000 |            ->  "* Acme Corp."  "34,000"
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from fundfilings.normalize.tokens import FIGURE_LIKE
from fundfilings.scalars import CURRENCY_CODES, amount

_SIGN = re.compile(r"^\(?\s*(?:US\$|U\.S\.\s?\$|[AC]\$|[$€£¥])\s*\(?$|^\($|^-$")
_ONE_MARK = r"(?:\(\s?[a-zA-Z]{1,2}\s?\)|\(\s?[*†‡§#+]{1,3}\s?\)|[*†‡§#@^+~¤«µΩ°∞¶]{1,4}+|\^\{[^{}]*\})"
#: What closes a number in a cell of its own: ")", "%", ")%", with marks behind it ("%#", ")^{(2)}").
_TAIL = re.compile(rf"^(?:\)\s*%?|%\s*\)?)(?:\s?(?:{_ONE_MARK}|\(\d\)))*$")
_MARK = re.compile(rf"^(?:{_ONE_MARK}|[\s,])+$")
#: What stands before the text it marks or explains: "(a)", "(1)", "1.", "*", a bullet.
_LEGEND = re.compile(
    r"^(?:\([a-zA-Z0-9]{1,3}\)|[a-zA-Z0-9]{1,3}[).]|\^\{[^{}]*\}|[*†‡§#@+~¤•·■●▪]{1,4}|\([*†‡§#+]{1,3}\))$"
)
_DIGIT_MARKS = re.compile(r"^(?:[*†‡§#^+]{1,3},\s?)?\d{1,2}(?:,\s?(?:\d{1,2}|[*†‡§#^+]{1,3}))*$")
_BARE_LEGEND = re.compile(r"^(?:\d{1,2}|[a-z])$")
#: A bare number or letter before a text of this length, alone with it in its row, is the mark it explains.
_LEGEND_LENGTH = 40
_OPEN = re.compile(r"\([^()]*$")


@dataclass(slots=True)
class Piece:
    """One printed cell of one printed row, before it becomes a Cell."""

    text: str
    x0: float
    x1: float
    start: int
    stop: int
    bold: bool
    indent: float


def raise_marks(pieces: list[Piece], ends: Counter[float], named: Counter[float]) -> None:
    """Digits in a first cell are marks where the column holds no figures and other rows begin at the name beside it:

    | *,1 | Tesla Motors Inc. | 226,899 |      but not      | 12 | S&P 500 futures | 1,204 |
    |     | Target Corp.      |  84,010 |                   |  5 | Euro futures    |   310 |
    """
    first, after = pieces[0], pieces[1]
    if _DIGIT_MARKS.match(first.text) and not ends[first.x1] and named[after.x0] >= 2 and amount(after.text) is None:
        first.text = f"^{{{first.text}}}"


def joined(pieces: list[Piece], ends: Counter[float]) -> list[Piece]:
    """The pieces of a row, joined. `ends` counts the figures that end at a place."""
    out: list[Piece] = []
    waiting: Piece | None = None  # a sign or mark that goes before the next piece
    for i, piece in enumerate(pieces):
        if waiting is not None:
            piece = _glued(waiting, piece, behind=False)
            waiting = None
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        if after is not None and _is_sign(piece.text, out[-1] if out else None, after):
            waiting = piece
        elif out and _belongs_left(piece, out[-1], ends):
            out[-1] = _glued(out[-1], piece, behind=True)
        elif not out and after is not None and _leads(piece, after, alone=len(pieces) == 2):
            waiting = piece
        else:
            out.append(piece)
    if waiting is not None:
        out.append(waiting)
    return out


def _is_sign(text: str, before: Piece | None, after: Piece) -> bool:
    if _SIGN.match(text):
        return _takes_sign(after.text) or after.text == "("
    if len(text) == 3 and text in CURRENCY_CODES:
        # "840,000 | EUR | 912,000" names the currency of the figure before it, "Acme | EUR | 500" of the one behind.
        figure = amount(before.text) if before else None
        return (figure is None or figure.percent) and amount(after.text) is not None
    return False


def _takes_sign(text: str) -> bool:
    return FIGURE_LIKE.match(text) is not None or amount(text) is not None


def _belongs_left(piece: Piece, before: Piece, ends: Counter[float]) -> bool:
    text = piece.text
    if _TAIL.match(text):
        if text[0] == ")" and _OPEN.search(before.text):
            return True
        return FIGURE_LIKE.match(before.text) is not None
    if len(text) == 3 and text in CURRENCY_CODES:
        figure = amount(before.text)
        return figure is not None and figure.kind == "number" and not figure.percent and figure.currency is None
    # A mark in a column of figures stands for a figure ("*": less than 500); elsewhere it marks what is left of it.
    return _MARK.match(text) is not None and ends[piece.x1] < 2


def _leads(piece: Piece, after: Piece, alone: bool) -> bool:
    """A mark in the row's first cell, with the text it marks (or explains) behind it."""
    if amount(after.text) is not None:
        return False
    if alone and len(after.text) > _LEGEND_LENGTH and _BARE_LEGEND.match(piece.text):
        return True
    return _MARK.match(piece.text) is not None or _LEGEND.match(piece.text) is not None


def _glued(left: Piece, right: Piece, behind: bool) -> Piece:
    """Two pieces as one, in the place of the main one: the left where a tail is `behind` it, else the right."""
    tight = (behind and _TAIL.match(right.text) is not None) or left.text.endswith("(")
    tight = tight or (behind and _MARK.match(right.text) is not None and right.text.startswith("^"))
    main = left if behind else right
    text = f"{left.text}{'' if tight else ' '}{right.text}"
    text_first = not behind and amount(right.text) is None
    x0 = left.x0 if text_first else main.x0
    indent = left.indent if text_first else main.indent
    return Piece(text, x0, main.x1, left.start, right.stop, main.bold, indent)

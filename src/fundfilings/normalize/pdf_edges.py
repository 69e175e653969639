"""Figures that a single blank parts from text, told by the figures of other lines that end at the same place.

16,200 AIA Group Ltd. (Insurance)    $ 118,655          "16,200" | "AIA Group Ltd. (Insurance)" | "$ 118,655"
 5,901 Hong Kong Exchanges &
       Clearing Ltd.                   187,501
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from fundfilings.normalize.pdf_lines import PdfLine, Piece, Word
from fundfilings.normalize.tokens import BARE_SIGN, COMMAED, DASH_BEFORE, YEAR
from fundfilings.scalars import amount

#: Figures of one column end so close, in points.
STEP = 1.5
#: So many cells of other lines begin where a column of text begins, and a blank before it is so wide, in parts of the
#: size.
_COLUMN_LEAST, _COLUMN_GAP = 5, 0.28
_SHORT = re.compile(r"^\d{1,2}$")  # "Level 1"
_BEGINS = frozenset("0123456789$(€£¥–—-.")


def digit_edge(words: Sequence[Word]) -> float:
    """Where the last digit of a figure ends; of a dash, where it ends."""
    for word in reversed(words):
        text = re.sub(r"\^\{[^{}]*\}", "", word.text)
        for i in range(min(len(text), len(word.ends)) - 1, -1, -1):
            if text[i].isdigit():
                return word.ends[i]
    return max(w.x1 for w in words)


def part_at_edges(lines: Sequence[PdfLine]) -> None:
    """Part the cells of a region's lines where figures end."""
    apart: Counter[int] = Counter()
    leading: dict[int, set[int]] = {}
    starts = Counter(round(line.pieces[0].x0) for line in lines)
    for line in lines:
        for piece in line.pieces:
            if _figure(piece.words):
                if len(piece.text) > 2 or not piece.text.isdigit():
                    apart[_bin(digit_edge(piece.words))] += 1
            elif len(piece.words) > 1:
                k = _sign_count(piece.words)
                if _figure(piece.words[: k + 1]):
                    leading.setdefault(_bin(digit_edge(piece.words[: k + 1])), set()).add(round(piece.words[k].x0))
    # figures before text, of several widths, that end at one place
    heads = {edge for edge, begins in leading.items() if len(begins | leading.get(edge + 1, set())) > 1}
    columns = Counter(_bin(piece.x0) for line in lines for piece in line.pieces[1:] if not _figure(piece.words))
    for line in lines:
        parts = [part for piece in line.pieces for part in _parted(piece, apart, heads, starts)]
        line.pieces = [part for piece in parts for part in _at_columns(piece, columns)]


def _bin(edge: float) -> int:
    return round(edge / STEP)


def _near(edge: int, count: Counter[int]) -> int:
    return count[edge] + count[edge - 1] + count[edge + 1]


def _sign_count(words: Sequence[Word]) -> int:
    return 1 if len(words) > 1 and BARE_SIGN.match(words[0].text) else 0


def _figure(words: Sequence[Word]) -> bool:
    if not words or words[0].text[0] not in _BEGINS:
        return False
    text = " ".join(w.text for w in words)
    if len(text) > 40:
        return False
    figure = amount(text)
    return figure is not None and figure.kind != "na"


def _parted(piece: Piece, apart: Counter[int], heads: set[int], starts: Counter[int]) -> list[Piece]:
    words = piece.words
    if len(words) < 2 or _figure(words):
        return [piece]
    tail: list[Piece] = []
    while (
        len(words) > 1
        and _at_edge(words[-1:], apart)
        and not ("%" in words[-1].text and DASH_BEFORE.search(words[-2].text))
    ):
        cut = len(words) - 1
        if cut > 1 and BARE_SIGN.match(words[cut - 1].text):
            cut -= 1
        tail.insert(0, Piece(words[cut:]))
        words = words[:cut]
    head: list[Piece] = []
    while len(words) > 1:
        k = _sign_count(words) + 1
        lead = words[:k]
        if k >= len(words) or not _figure(lead) or YEAR.match(lead[-1].text):
            break
        edge = _bin(digit_edge(lead))
        near = any(e in heads for e in (edge - 1, edge, edge + 1)) or _hangs(words, k, starts)
        if not (near and _gap(words, k)) and not _at_edge(lead, apart):
            break
        head.append(Piece(lead))
        words = words[k:]
    return [*head, *([Piece(words)] if words else []), *tail]


def _at_columns(piece: Piece, columns: Counter[int]) -> list[Piece]:
    """A cell parted where a word begins a column of text ("3.25% PIK" beside "SOFR")."""
    words = piece.words
    out = [Piece([words[0]])]
    for before, word in pairwise(words):
        wide = word.x0 - before.x1 > _COLUMN_GAP * word.size
        if wide and _near(_bin(word.x0), columns) >= _COLUMN_LEAST and not BARE_SIGN.match(before.text):
            out.append(Piece([word]))
        else:
            out[-1].words.append(word)
    return out


def _hangs(words: Sequence[Word], k: int, starts: Counter[int]) -> bool:
    """Whether other lines begin where the text behind a quantity begins, as its wrapped lines do."""
    if not COMMAED.search(words[k - 1].text):
        return False
    at = round(words[k].x0)
    return starts[at] + starts[at - 1] + starts[at + 1] > 1


def _gap(words: Sequence[Word], k: int) -> bool:
    """Whether the blank behind the first k words is wider than those behind it."""
    gap = words[k].x0 - words[k - 1].x1
    others = [b.x0 - a.x1 for a, b in zip(words[k:], words[k + 1 :], strict=False)]
    return gap > 1.25 * max(min(others), 0.2 * words[k].size) if others else gap > 0.35 * words[k].size


def _at_edge(words: Sequence[Word], apart: Counter[int]) -> bool:
    if not _figure(words) or YEAR.match(words[-1].text) or _SHORT.match(words[-1].text):
        return False
    return _near(_bin(digit_edge(words)), apart) >= (2 if COMMAED.search(words[-1].text) else 4)

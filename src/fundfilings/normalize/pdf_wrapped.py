"""Text filings that a browser printed: their tags taken out, lines that it broke at the edge of the page made whole.

<Table>                                                  goes
                     <S>    <C>           <C>            goes
Cash                        16,412,949    12,004,        the browser goes on at the left with what did not fit:
11,891,747   9,000,102                                   the figures of the last columns, put behind those of the first
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fundfilings.normalize.pdf_edges import digit_edge
from fundfilings.normalize.pdf_lines import Piece, Word
from fundfilings.normalize.tokens import BARE_SIGN, YEAR
from fundfilings.scalars import amount

if TYPE_CHECKING:
    from fundfilings.normalize.pdf import PageLine

_TAG = re.compile(r"</?(?:TABLE|CAPTION|PAGE|S|C|FN|F\d{1,2})>", re.I)
_BEGINS, _ENDS, _PAGE = re.compile(r"<TABLE>", re.I), re.compile(r"</TABLE>", re.I), re.compile(r"<PAGE>", re.I)
_RULE = re.compile(r"[=_]+")
_NUMBER = re.compile(r"\d{1,4}")
#: Tags that stand alone on their lines, to tell that a text file is printed.
_LEAST_TAGS = 4
#: Lines begin at the left edge so closely, in points.
_LEFT = 1.0


def unwrapped(pages: list[list[PageLine]]) -> list[list[PageLine]]:
    """The pages of a printed text file without its tags, broken lines whole; other pages as they are."""
    tags = sum(
        len(ln.line.pieces) == 1 and _TAG.fullmatch(ln.line.pieces[0].text) is not None for p in pages for ln in p
    )
    if tags < _LEAST_TAGS:
        return pages
    left = min(ln.line.pieces[0].x0 for page in pages for ln in page)
    in_table, tables = False, 0
    out: list[list[PageLine]] = []
    rests: dict[int, list[tuple[PageLine, PageLine]]] = {}  # by table: a line, and what goes on with it
    for page in pages:
        kept: list[PageLine] = []
        gap = 0
        for printed in page:
            pieces = printed.line.pieces
            text = pieces[0].text
            tables += _BEGINS.fullmatch(text) is not None
            in_table = (in_table or _BEGINS.fullmatch(text) is not None) and not _ENDS.fullmatch(text)
            if _PAGE.fullmatch(text) and kept and _NUMBER.fullmatch(kept[-1].line.pieces[0].text):
                kept.pop()  # the page's number above its end
            printed.line.pieces = [p for p in pieces if not _TAG.fullmatch(p.text)]
            if not printed.line.pieces:
                gap = 1
                continue
            printed.gap, gap = max(printed.gap, gap), 0
            if in_table and kept and abs(pieces[0].x0 - left) < _LEFT and _is_rest(printed.line.pieces):
                rests.setdefault(tables, []).append((kept[-1], printed))
            else:
                kept.append(printed)
        out.append(kept)
    right = max((p.x1 for page in out for ln in page for p in ln.line.pieces), default=0.0)
    for table in rests.values():
        _put_behind(table, right)
    return out


def _is_rest(pieces: Sequence[Piece]) -> bool:
    """Whether a line that begins at the left edge holds nothing but figures, years and what is left of a rule."""
    return all(
        amount(p.text) is not None or YEAR.fullmatch(p.text) or BARE_SIGN.match(p.text) or _RULE.fullmatch(p.text)
        for p in pieces
    )


def _put_behind(rests: Sequence[tuple[PageLine, PageLine]], right: float) -> None:
    """Put each rest of a table behind its line, right of all that is printed. What did not fit began with a figure of
    one column, whose digits end alike; heads are shorter, so that more of them may have fitted."""
    figures = [[p for p in rest.line.pieces if not _RULE.fullmatch(p.text)] for _, rest in rests]
    ends = [[digit_edge(p.words) for p in pieces] for pieces in figures]
    most = max(ends, key=len)
    if not most:
        return
    whole = max(_count(line) + len(own) for (line, _), own in zip(rests, ends, strict=True) if len(own) == len(most))
    first = right + 2 * rests[0][1].line.size + max((e[0] - p[0].x0 for e, p in zip(ends, figures, strict=True) if e))
    last = first + most[-1] - most[0]
    for (line, rest), pieces, own in zip(rests, figures, ends, strict=True):
        if pieces:
            fitted = len(own) < len(most) and _count(line) + len(own) == whole
            if fitted:  # those that fitted stand over the first of the figures that did not
                _move_last(line, [first + x - most[0] for x in most[: len(most) - len(own)]])
            _append(line, rest, pieces, last - own[-1] if fitted else first - own[0])


def _count(line: PageLine) -> int:
    """The figures and years of a line."""
    return sum(_is_rest([p]) and not BARE_SIGN.match(p.text) for p in line.line.pieces)


def _move_last(line: PageLine, ends: Sequence[float]) -> None:
    """Move the last pieces of a line to where their columns end."""
    pieces = line.line.pieces
    if len(pieces) >= len(ends) and _is_rest(pieces[-len(ends) :]):
        pieces[-len(ends) :] = [
            _moved(p, x - digit_edge(p.words)) for p, x in zip(pieces[-len(ends) :], ends, strict=True)
        ]


def _append(line: PageLine, rest: PageLine, pieces: Sequence[Piece], shift: float) -> None:
    moved = [_moved(p, shift) for p in pieces]
    own = line.line.pieces
    if len(own) > 1 and BARE_SIGN.match(own[-1].text):  # a sign that stands before the first figure of the rest
        sign = own.pop()
        moved[0] = Piece([*_moved(sign, moved[0].x0 - sign.x1).words, *moved[0].words], drawn=moved[0].drawn)
    own.extend(moved)
    line.line.depth = max(line.line.depth, rest.line.y - line.line.y)


def _moved(piece: Piece, by: float) -> Piece:
    words = [Word(w.text, w.x0 + by, w.x1 + by, w.size, w.bold, [x + by for x in w.ends]) for w in piece.words]
    return Piece(words, drawn=(piece.x0, piece.x1))

"""Runs of a region to printed lines of cells, in points of the sheet.

    Norwegian Cruise Line Holdings Ltd. (a)(b)(c) ........  695,094   $   12,831,435
      -> "Norwegian Cruise Line Holdings Ltd. ^{(a)(b)(c)}" | "695,094" | "$ 12,831,435"

What stands on one baseline is a line; small print that stands higher beside a word is a mark. A gap of nearly the
font's size parts cells, leaders are taken out, and signs apart go to their figures. Where a single blank parts a figure
from text, the figures of other lines that end at the same place decide (`pdf_edges`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from fundfilings.normalize.pdf_chars import WORD_GAP, Run
from fundfilings.normalize.pdf_runs import closed_up, without_leaders
from fundfilings.normalize.tokens import FIGURE_LIKE
from fundfilings.scalars import CURRENCY_CODES, amount

#: A blank that takes less of the size is none: the file goes back over it.
_NO_BLANK = 0.04
#: Baselines of one line lie so close, in parts of the smaller size.
_ONE_LINE = 0.3
#: A mark is smaller than this part of the line's size, and stands higher by so much of it.
_MARK_SIZE, _RISE_LEAST, _RISE_MOST = 0.86, 0.08, 0.8
_RISE_LARGE = 0.25
_MARK = re.compile(r"(?:[\d,()*†‡§#^~+]|(?<![a-z])[a-z](?![a-z])){1,16}")
#: A mark stands so close to its word, in parts of the line's size.
_MARK_REACH = 1.3
#: A mark at the head of its legend's text stands so close to it.
_LEGEND_REACH = 4.0
#: A gap that parts cells, in parts of the size.
_CELL_GAP = 0.9
#: A currency's code stands so close to its figure, in parts of the size; farther off it stands in a column of codes.
_CURRENCY_REACH = 3.0
_PLAIN_RAISED = re.compile(r"^(?:st|nd|rd|th|tm|sm|®|™|℠|TM|SM|o|,|\.)$")
_BARE_SIGN = re.compile(r"^(?:\(?\s?(?:US\$|U\.S\.\s?\$|[AC]\$|[$€£¥])\s?\(?|\()$")
_BEHIND = re.compile(r"^(?:\)\s?%?|%\s?\)?)(?:\s?\^\{[^{}]*\})?$")


@dataclass(slots=True)
class Word:
    """Characters without a blank between, on their line; `ends` are the right edges of its characters but marks."""

    text: str
    x0: float
    x1: float
    size: float
    bold: bool
    ends: list[float]


@dataclass(slots=True)
class Piece:
    """One printed cell: words that stand close together. `cover` is what a head's rule covers, from left to right;
    `drawn` is where on the page the cell stands, if it was put elsewhere."""

    words: list[Word]
    cover: tuple[float, float] | None = None
    drawn: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(w.x1 for w in self.words)

    @property
    def bold(self) -> bool:
        return sum(len(w.text) for w in self.words if w.bold) * 2 > sum(len(w.text) for w in self.words)


@dataclass(slots=True)
class PdfLine:
    """One printed line, on the baseline y; `depth` is how far below it more of it stands."""

    y: float
    size: float
    pieces: list[Piece]
    depth: float = 0.0


@dataclass(slots=True)
class _Open:
    """A line while runs are put on it; `raised` are marks."""

    y: float
    size: float
    runs: list[Run] = field(default_factory=list)
    raised: list[Run] = field(default_factory=list)


def printed_lines(runs: Sequence[Run]) -> list[PdfLine]:
    """The lines of a region from the top."""
    out: list[PdfLine] = []
    for line in _baselines(closed_up(without_leaders(runs))):
        words = list(_words(line))
        if words:
            out.append(PdfLine(line.y, line.size, _joined(_pieces(words, line.size))))
    return out


def _baselines(runs: Iterable[Run]) -> list[_Open]:
    """Runs on their lines, larger ones first: small ones may be marks of these."""
    lines: list[_Open] = []  # by y
    for run in sorted(runs, key=lambda r: -r.size):
        at = bisect_left(lines, run.y, key=lambda ln: ln.y)
        near = lines[max(0, at - 2) : at + 2]
        level = [ln for ln in near if abs(ln.y - run.y) <= _ONE_LINE * min(run.size, ln.size)]
        if level:
            min(level, key=lambda ln: abs(ln.y - run.y)).runs.append(run)
            continue
        below = [ln for ln in near if _is_mark(run, ln)]
        if below:
            min(below, key=lambda ln: ln.y - run.y).raised.append(run)
        else:
            lines.insert(at, _Open(run.y, run.size, [run]))
    return lines


def _is_mark(run: Run, line: _Open) -> bool:
    rise = line.y - run.y
    if not _RISE_LEAST * line.size <= rise <= _RISE_MOST * line.size:
        return False
    others = (*line.runs, *line.raised)
    if run.size > _MARK_SIZE * line.size:  # marks nearly as large, right behind their word
        close = any(-0.1 * line.size < run.x0 - other.x1 < 0.25 * line.size for other in others)
        return close and rise >= _RISE_LARGE * line.size and _MARK.fullmatch(run.text) is not None
    reach = _MARK_REACH * line.size
    if any(-reach < run.x0 - other.x1 < reach for other in others):
        return True
    before = min((other.x0 - run.x1 for other in others if other.x0 > run.x0), default=None)
    leads = all(other.x0 > run.x0 for other in others)  # "(a)   Non-income producing security."
    return before is not None and before < (_LEGEND_REACH if leads and len(run.text) < 6 else 0.5) * line.size


def _once(runs: list[Run]) -> list[Run]:
    """The runs of a line from the left without those that are drawn again in the same place."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None and run.x0 < last.x1 - 0.3 * run.size and _drawn_again(run, last):
            continue
        out.append(run)
    return out


def _drawn_again(run: Run, last: Run) -> bool:
    at = last.text.find(run.text)
    while at >= 0:
        if abs(last.ends[at + len(run.text) - 1] - run.x1) < 0.2 * run.size:
            return True
        at = last.text.find(run.text, at + 1)
    return False


def _words(line: _Open) -> Iterable[Word]:
    """The words of a line from the left, marks in the inline form."""
    raised = {id(r) for r in line.raised}
    marked = _once(sorted([*line.runs, *line.raised], key=lambda r: (r.x0, r.order)))
    word: Word | None = None
    before: Run | None = None
    for i, run in enumerate(marked):
        is_mark = id(run) in raised and not _PLAIN_RAISED.match(run.text)
        was_mark = before is not None and id(before) in raised and word is not None and word.text.endswith("}")
        if is_mark and i + 1 < len(marked) and run.text.isdigit() and marked[i + 1].text[0] in "/⁄":
            is_mark = False
        gap = run.x0 - word.x1 if word is not None else 0.0
        size = min(run.size, before.size) if before is not None and not is_mark else run.size
        follows = (run.blank or run.apart) and before is not None and before.order == run.order - 1
        glued = word is not None and gap <= (_NO_BLANK if follows else WORD_GAP) * size
        if is_mark and was_mark and word is not None and gap < 0.5 * line.size:
            word.text = f"{word.text[:-1]}{run.text}}}"
            word.x1 = max(word.x1, run.x1)
        elif word is not None and glued:
            word.text += f"^{{{run.text}}}" if is_mark else run.text
            word.x1 = max(word.x1, run.x1)
            if not is_mark:
                word.ends.extend(run.ends)
        else:
            if word is not None:
                yield word
            text = f"^{{{run.text}}}" if is_mark else run.text
            word = Word(text, run.x0, run.x1, run.size, run.bold, [] if is_mark else list(run.ends))
        before = run
    if word is not None:
        yield word


def _pieces(words: list[Word], size: float) -> list[Piece]:
    """Words parted into cells where the gap between them is wide; evenly wide gaps justify running text."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    wide = _CELL_GAP * size
    if len(gaps) > 4:
        usual = sorted(gaps)[len(gaps) // 2]
        if usual < size and max(gaps) < min(2.2 * usual, 1.5 * size):
            return [Piece(words)]
    out = [Piece([words[0]])]
    for word, gap in zip(words[1:], gaps, strict=True):
        if gap > wide or (word.text in ("$", "€", "£") and gap > 0.5 * size):
            out.append(Piece([word]))
        else:
            out[-1].words.append(word)
    return out


def _names_currency(text: str, out: Sequence[Piece], piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a cell names the currency of the figure close behind it, and not of the one before it."""
    if len(text) != 3 or text not in CURRENCY_CODES or (out and FIGURE_LIKE.match(out[-1].text)):
        return False
    behind = next((p for p in pieces if p.x0 > piece.x1), None)
    close = behind is not None and behind.x0 - piece.x1 < _CURRENCY_REACH * piece.words[0].size
    return close and behind is not None and amount(behind.text) is not None


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Signs in cells of their own joined to the figure beside them."""
    out: list[Piece] = []
    sign: Piece | None = None
    for piece in pieces:
        text = piece.text
        if sign is not None:
            if FIGURE_LIKE.match(text) or text == "(":
                piece = Piece([*sign.words, *piece.words])
            else:
                out.append(sign)
            sign = None
        if _BARE_SIGN.match(text) or _names_currency(text, out, piece, pieces):
            sign = piece
        elif out and _BEHIND.match(text) and FIGURE_LIKE.match(out[-1].text):
            glued, *rest = piece.words
            last = out[-1].words[-1]
            tight = Word(last.text + glued.text, last.x0, glued.x1, last.size, last.bold, [*last.ends, *glued.ends])
            out[-1] = Piece([*out[-1].words[:-1], tight, *rest])
        elif out and text.startswith("^{") and len(piece.words) == 1:
            out[-1].words.append(piece.words[0])  # a mark in a column of its own
        else:
            out.append(piece)
    if sign is not None:
        out.append(sign)
    return out

"""Printed lines to stretches: which lines head which columns, which carry figures.

                              Year Ended        Year Ended          head: words over the columns, no figure yet
                           December 31, 2005 December 31, 2004
    OPERATIONS                                                      text only: a group, or the start of a caption
      Net investment income   $ 10,917,691      $ 11,106,848        figures with their caption

A stretch is what shares one set of columns: a page of fixed-width text, one table of a grid, or what stands under one
head where a page holds several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fundfilings.scalars import DATE, printed_scale
from fundfilings.statements.lines import Line, is_year, opening
from fundfilings.statements.vocabulary import class_name

_PERIOD_WORDS = re.compile(
    rf"\b(?:year|years|months?|period|quarter|weeks?)\b.*\b(?:ended|ending|from|through|to)\b|"
    rf"\b(?:year|months?|period)s?\s*$|{DATE}|"
    r"^(?:for the|\(?unaudited\)?|ended|through|to)\b",
    re.I,
)
#: "December 31, 2003", "AT 11/30/03", "for the year ended August 31, 2004", "(unaudited)"
_TITLE_DATE = re.compile(
    rf"^\(?(?:as\s+(?:of|at)\s+|at\s+)?{DATE}\W*(?:\(?unaudited\)?\W*)?$|^\(?unaudited\)?$|"
    rf"^for\s+(?:the\s+)?(?:\w+[\s-]+){{0,4}}(?:years?|periods?|months?|"
    rf"quarter)\b.{{0,120}}\d{{2}}\W*(?:\(?unaudited\)?\W*)?(?:respectively\W*)?$|"
    rf"^(?:fiscal\s+)?(?:years?|period|(?:six|three|nine|four)\s+months)\s+ended\s+{DATE}\W*(?:\(?unaudited\)?\W*)?$",
    re.I,
)
#: A column's words carry no figure other than dates; these make a line over the columns a head, wherever it stands.
_HEAD_WORDS = re.compile(
    r"\b(?:ended|unaudited|commencement|inception|class|fund|portfolio|trust|total|combined|period|months)\b", re.I
)


#: Lines of a head at most.
_HEAD_LINES = 10


@dataclass(slots=True)
class Stretch:
    """Lines that share one set of columns: `titles` stand above the head, `head` over the columns, `body` below."""

    titles: list[str] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    grid: bool = False

    @property
    def figured(self) -> list[Line]:
        return [ln for ln in self.body if ln.figures]


def stretches(lines: Iterable[Line]) -> list[Stretch]:
    """Lines parted where the columns change, heads told from bodies."""
    parted: list[list[Line]] = []
    for line in lines:
        new_grid = bool(parted) and line.grid and parted[-1][-1].grid and line.block != parted[-1][-1].block
        opens = bool(parted) and bool(line.row.gap > 1 or line.block != parted[-1][-1].block) and opening(line.text)
        if not parted or line.page_top or new_grid:
            parted.append([])
        elif opens:
            parted.append(_head_above(parted[-1]))
        parted[-1].append(line)
    out: list[Stretch] = []
    for group in parted:
        out.extend(_heads(group))
    return _merge_plain(out)


def _head_above(lines: list[Line]) -> list[Line]:
    """The head that stands at the end of `lines`, above the opening words of a table on the same page, taken off them:
    what no figure and no running text parts from these words."""
    at = len(lines)
    while at > 0 and len(lines) - at < _HEAD_LINES and not (lines[at - 1].figures or lines[at - 1].prose):
        at -= 1
    if at == 0 or not any(len(ln.texts) > 1 for ln in lines[at:]):
        return []
    head = lines[at:]
    del lines[at:]
    return head


def _merge_plain(found: list[Stretch]) -> list[Stretch]:
    """Stretches without a figure lend their lines to the next one as titles (a head may be parted from its body by a
    page break or a table's end)."""
    out: list[Stretch] = []
    carried: list[Line] = []
    for s in found:
        if not s.figured:
            carried.extend(s.head + s.body)
            continue
        if carried and not s.head and any(len(ln.texts) > 1 or is_year(ln.text) for ln in carried[-6:]):
            s.head = _below_titles(carried[-6:])
        s.titles[:0] = [ln.text for ln in carried if ln.text and not ln.prose]
        carried = []
        out.append(s)
    return out


def _below_titles(lines: list[Line]) -> list[Line]:
    """What may head columns among lines without figures: what stands below the last title, where anything does."""
    titles = [i for i, ln in enumerate(lines) if ln.titular]
    below = lines[titles[-1] + 1 :] if titles else lines
    found = [ln for ln in below if not ln.prose and len(ln.texts) > 1]
    return [ln for ln in (below if found else lines) if not ln.prose and not ln.titular]


def _heads(lines: list[Line]) -> Iterator[Stretch]:
    """One stretch for each head met in the lines of a page."""
    zone = column_zone(lines)
    current = Stretch(grid=any(ln.grid for ln in lines))
    waiting: list[Line] = []
    for line in lines:
        if line.figures:
            if waiting:
                if any(in_zone(ln, zone) for ln in waiting) and current.figured and _new_head(waiting, zone):
                    while current.body and not current.body[-1].figures and _above_head(current.body[-1], waiting[0]):
                        waiting.insert(0, current.body.pop())
                    yield current
                    current = Stretch(grid=current.grid)
                _take_head(current, waiting, zone)
                waiting = []
            current.body.append(line)
        elif not current.figured or in_zone(line, zone) or waiting:
            waiting.append(line)
        else:
            current.body.append(line)
    if waiting:
        current.body.extend(waiting)
    if current.body or current.head:
        yield current


def _above_head(line: Line, below: Line) -> bool:
    """Whether a text line stands above a head and belongs to it: titles, dates, and what stands close to it."""
    return _of_title(line) or below.row.line - line.row.line <= 8 or line.block != below.block


def _take_head(stretch: Stretch, waiting: list[Line], zone: float) -> None:
    """Lines before figures to titles, head and group lines."""
    if stretch.figured:
        stretch.body.extend(waiting)
        return
    last = max((i for i, ln in enumerate(waiting) if in_zone(ln, zone) or _of_title(ln)), default=-1)
    for i, line in enumerate(waiting):
        if (
            in_zone(line, zone)
            and not line.titular
            and (len(line.texts) > 1 or line.rules or stretch.head or not _centred(line, zone))
        ):
            stretch.head.append(line)
        elif i <= last or line.prose:
            stretch.titles.append(line.whole)
        else:
            stretch.body.append(line)


def _of_title(line: Line) -> bool:
    """A line of the title: the title itself, its date or period, its scale."""
    text = line.whole
    if line.prose or line.titular or len(line.texts) > 1:
        return line.prose or line.titular
    return bool(_TITLE_DATE.match(text) or printed_scale(text))


def _centred(line: Line, zone: float) -> bool:
    """Whether a line over the columns is a date or a period centred on the page, as titles are."""
    return bool(_TITLE_DATE.match(line.whole)) and line.texts[0].x0 < zone


def _new_head(waiting: list[Line], zone: float) -> bool:
    """Whether lines over the columns, met below figures, head new columns."""
    over = [c.text for ln in waiting if in_zone(ln, zone) for c in ln.texts if c.x1 > zone]
    words = " ".join(over)
    many = max((sum(c.x1 > zone for c in ln.texts) for ln in waiting), default=0)
    return bool(
        any(is_year(t) for t in over)
        or many >= 2
        or (_PERIOD_WORDS.search(words) and len(words) < 120)
        or class_name(words)
        or (_HEAD_WORDS.search(words) and len(words) < 80 and many >= 1 and any(ln.titular for ln in waiting))
    )


def column_zone(lines: Sequence[Line]) -> float:
    """Where the columns of figures begin: left of it stand captions. Infinite where no line has a figure."""
    starts = sorted(ln.figures[0].x0 for ln in lines if ln.figures)
    if not starts:
        return float("inf")
    captions = sorted(ln.texts[0].x0 for ln in lines if ln.figures and ln.texts and ln.texts[0].x0 < ln.figures[0].x0)
    right = starts[len(starts) // 10]
    left = captions[(len(captions) * 9) // 10] if captions else 0.0
    return max(min(right, starts[0] + 12), left + 1) if not lines[0].grid else right


def in_zone(line: Line, zone: float) -> bool:
    """Whether a line without figures prints words over the columns and nothing but a stub left of them."""
    cells = line.texts
    if line.rules and not line.figures:
        return True
    if not cells or line.figures or line.prose:
        return False
    over = [c for c in cells if c.x1 > zone]
    if not over:
        return False
    if len(cells) > 1:
        return any(c.x0 > zone * 0.6 for c in over)
    cell = cells[0]
    if line.grid:
        return cell.x0 >= zone - 1 and cell.x0 > 0
    width = cell.x1 - cell.x0
    return cell.x0 >= zone - 14 and cell.x0 > zone * 0.55 and (cell.x1 - zone) * 2 >= width and width < 90

"""Blocks of a part to printed lines and stretches: which lines head which columns, which carry figures.

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
from dataclasses import dataclass, field, replace

from fundfilings.normalize.blocks import Block, Cell, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.scalars import DATE, Amount, amount, printed_scale
from fundfilings.statements.vocabulary import CLASS_NAME, FURNITURE, OPENINGS, TITLES, plain

_YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[*+†‡#]{1,4}|\s?\([a-z0-9]{1,2}\)|\s?\^\{[^}]+\}|\s?/\(\w\)/|\s?[a-z])?$")
_DATE_CELL = re.compile(rf"^{DATE}\s?(?:\W{{0,3}}|\([a-zA-Z0-9]\)|\^\{{[^}}]+\}})$")
_MARK_CELL = re.compile(r"^(?:\([a-zA-Z0-9*+†‡#]{1,3}\)|[*+†‡#@^]{1,4}|\^\{[^{}]+\}|%|\)|[a-z](?:,[a-z])*)+$")
_SLASHED_MARK = re.compile(r"/(\([A-Za-z0-9]{1,2}\))/")
_RUNS_ON = re.compile(
    r"\b(?:of|and|to|for|cost|proceeds|than|was|is|are|were|approximately|from|over|by|or)$|[,;–—-]$", re.I
)
#: The pitch of a grid's columns: normalizers put x at multiples of it.
GRID = 10
_LAST_DIGIT = re.compile(r"\d(?=\D*$)")
#: Marks behind a figure that have digits in them: "1.12(1)(2)", "0.98^{1}".
_END_MARKS = re.compile(r"(?<=[\d)%])(?:\s?(?:\([a-zA-Z0-9,]{1,4}\)|\^\{[^}]*\}))+$")
_RULE_CELL = re.compile(r"^(?:[-=_]{5,}|(?:[-=] ){4,}[-=])$")
_BARE_SIGNS = frozenset(("$", "%", "€", "£"))
_PER_THOUSAND = re.compile(r"^\$?1,?000$")
_SCALE_CELL = re.compile(r"^\(\$?0{3}(?:,0{3})?'?s?\)$")
_ONE_DATE = re.compile(DATE)
_DATES_RUN = re.compile(rf"^{DATE}(?:\s+{DATE})+$")
_NOTE_MARK = re.compile(r"^\(?\d{1,2}\)$")
_WORD_LIKE = re.compile(r"^(?:\d{1,2}|[-–—])$")
_BARE_PAGE = re.compile(r"^[^\w$%.]*(?:page\s+)?\d(?:\s?\d){0,2}[^\w$%.]*$", re.I)
#: What renderings leave around a figure: "((0.01)", "$0.60%^{(g)}$" (a formula's dollar signs).
_DOUBLED = re.compile(r"^\(\((?=[\d.])")
_FORMULA = re.compile(r"^\$(?=[\d.(])(.*[\^%].*)\$$")
_FIGURE_AT_END = re.compile(
    r"^(?P<text>.*[A-Za-z)].*?)\s+(?P<figure>(?:\$\s?)?\(?(?:\$\s?)?\d{1,3}(?:,\d{3})+(?:\.\d+)?\)?)$"
)
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


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure and where it stands; `x1` is the edge of its last digit in fixed-width text."""

    amount: Amount
    x0: float
    x1: float
    cell: Cell


@dataclass(slots=True)
class Line:
    """One printed line: its cells parted into texts and figures. `marks` are footnote marks printed in cells of their
    own behind a figure; `grid` says that x counts columns of a grid, not characters."""

    row: Row
    texts: list[Cell]
    figures: list[Figure]
    grid: bool
    prose: bool = False
    titular: bool = False
    page_top: bool = False
    block: int = 0
    rules: list[tuple[float, float]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The caption: texts left of the figures ("Unlimited" under a column of figures is none)."""
        if not self.figures:
            return " ".join(c.text for c in self.texts).strip()
        edge = self.figures[0].x0
        return " ".join(c.text for c in self.texts if c.x0 < edge or (self.grid and c.x0 <= edge)).strip()

    @property
    def whole(self) -> str:
        return self.row.text

    @property
    def indent(self) -> float:
        return self.row.indent


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


def is_year(text: str) -> bool:
    """A bare year, with or without a footnote mark."""
    return bool(_YEAR.match(text.strip()))


def lines_of(blocks: Sequence[Block], title: str = "") -> list[Line]:
    """All printed lines of a part in order, page furniture left out; lines that repeat (part of) its title marked."""
    wanted = plain(title)
    out: list[Line] = []
    top = True
    for i, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            while out and _foot(out[-1], at_break=True):
                out.pop()
            top = True
            continue
        grid = isinstance(block, Table) and _is_grid(block.rows)
        for row, prose in _rows(block, grid):
            line = _line(row, grid, prose)
            if FURNITURE.search(line.whole) or ((top or row.gap) and _foot(line)):
                continue
            line.page_top, line.block, top = top, i, False
            words = plain(line.whole) if not line.figures and len(line.whole) < 130 else ""
            line.titular = bool(words) and (is_title(line.whole) is not None or (words in wanted and len(words) > 7))
            out.append(line)
    while out and _foot(out[-1], at_break=True):
        out.pop()
    return out


def _rows(block: Block, grid: bool) -> Iterator[tuple[Row, bool]]:
    if isinstance(block, Table):
        for row in block.rows:
            if len(row.cells) == 1 and grid:
                yield _lone(row), False
            elif row.cells:
                yield row, False
    elif isinstance(block, (Heading, Paragraph)):
        text = " ".join(block.text.split())
        width = float(len(text))
        cells: tuple[Cell, ...] = (Cell(text, block.indent, block.indent + width, block.start, block.end),)
        prose = isinstance(block, Paragraph) and len(text) > 90
        row = Row(cells, block.line, block.page, block.indent, 1)
        yield (row if prose else _lone(row)), prose


def _lone(row: Row) -> Row:
    """A row of one cell whose text ends in a figure (its column was lost in rendering) as caption and figure."""
    cell = row.cells[0]
    m = _FIGURE_AT_END.match(cell.text)
    if (
        m is None
        or amount(m["figure"]) is None
        or m["text"].count("(") != m["text"].count(")")
        or _RUNS_ON.search(m["text"])
    ):
        return row
    cut = m.start("figure")
    parts = (
        Cell(m["text"], cell.x0, cell.x0 + cut - 1, cell.start, cell.start + cut - 1, cell.bold),
        Cell(m["figure"], cell.x0 + cut, cell.x0 + len(cell.text), cell.start + cut, cell.end, cell.bold),
    )
    return Row(parts, row.line, row.page, row.indent, row.gap, row.ruled)


def _is_grid(rows: Sequence[Row]) -> bool:
    """Whether x counts columns of a grid (all edges on its pitch), not characters of a line."""
    cells = [c for r in rows[:60] if len(r.cells) > 1 for c in r.cells]
    return sum(c.x0 % GRID == 0 and c.x1 % GRID == 0 for c in cells) * 10 > len(cells) * 6


def _line(row: Row, grid: bool, prose: bool) -> Line:
    texts: list[Cell] = []
    figures: list[Figure] = []
    rules: list[tuple[float, float]] = []
    for k, cell in enumerate(row.cells):
        text = cell.text.strip()
        if "/(" in text:
            text = _SLASHED_MARK.sub(r"^{\1}", text)
        if not text or text in _BARE_SIGNS:
            continue
        if _RULE_CELL.match(text):
            rules.append((cell.x0, cell.x1))
            continue
        if grid:
            text = _FORMULA.sub(r"\1", _DOUBLED.sub("(", text))
        if figures and (_MARK_CELL.match(text) or _raised(figures[-1], cell, text, grid)):
            joined = amount(f"{figures[-1].cell.text}{text}") or amount(f"{figures[-1].cell.text} {text}")
            if joined is not None:
                last = figures[-1].cell
                cell = Cell(f"{last.text} {text}", last.x0, last.x1, last.start, cell.end)
                figures[-1] = Figure(joined, last.x0, last.x1, cell)
            elif text.isdigit():
                figures[-1] = replace(figures[-1], amount=replace(figures[-1].amount, marks=(text,)))
            continue
        if not prose and (parts := _dates_apart(cell, text)):
            texts.extend(parts)
            continue
        figure = None if prose or _DATE_CELL.match(text) else amount(text)
        if figure is not None and not grid and texts and not figures and _WORD_LIKE.match(text):
            before = texts[-1]
            # "Advantage 2" and "2/1/09 -" parted as figures
            wanted = _DATE_CELL.match(before.text) if figure.kind == "dash" else before.text[-1:].isalpha()
            if 0 <= cell.x0 - before.x1 <= 1.5 and wanted:
                texts[-1] = Cell(f"{before.text} {text}", before.x0, cell.x1, before.start, cell.end, before.bold)
                continue
        noted = k == 0 and len(row.cells) > 1 and _NOTE_MARK.match(text) and amount(row.cells[1].text) is None
        if figure is not None and (
            noted or (figure.kind == "na" and k == 0) or (_PER_THOUSAND.match(text) and _head_like(row, k))
        ):
            figure = None
        if figure is None or is_year(text) or _SCALE_CELL.match(text):
            texts.append(Cell(text, cell.x0, cell.x1, cell.start, cell.end, cell.bold))
        else:
            figures.append(Figure(figure, cell.x0, cell.x1 if grid else _edge(cell), cell))
    return Line(row, texts, figures, grid, prose, rules=rules)


def _head_like(row: Row, k: int) -> bool:
    """Whether a row but for its cell k holds words only: "$1,000" under "Asset Coverage Per" is a head's word."""
    others = [c.text for i, c in enumerate(row.cells) if i != k]
    return (
        bool(others)
        and others[-1].lower().endswith("per")
        and all(amount(t) is None or _SCALE_CELL.match(t) for t in others)
    )


def _edge(cell: Cell) -> float:
    """The column behind a figure's last digit in fixed-width text, from what the cell covers in the input (its text has
    white space folded: "$      15.38" is "$ 15.38")."""
    text = cell.text.rstrip()
    m = _LAST_DIGIT.search(_END_MARKS.sub("", text))
    tail = len(text) - m.end() if m else 0
    folded = cell.end - cell.start - len(text)
    if cell.x1 - cell.x0 > len(text):  # not measured on the folded text
        return cell.x1
    return cell.x0 + len(text) + (folded if 0 < folded < 30 and "$" in text else 0) - tail


def _raised(figure: Figure, cell: Cell, text: str, grid: bool) -> bool:
    """Whether a lone digit is a raised mark of the figure before it ("6.78 4")."""
    printed = figure.cell.text
    return (
        not grid
        and len(text) == 1
        and text.isdigit()
        and cell.x0 - figure.cell.x1 <= 2.5
        and ("." in printed or "," in printed)
    )


def _dates_apart(cell: Cell, text: str) -> list[Cell]:
    """The cells of heads that a single blank parts ("December 31, 2005 December 31, 2004")."""
    if not _DATES_RUN.match(text):
        return []
    lead = cell.x0
    return [
        Cell(m[0], lead + m.start(), lead + m.end(), cell.start + m.start(), cell.start + m.end(), cell.bold)
        for m in _ONE_DATE.finditer(text)
    ]


def _foot(line: Line, at_break: bool = False) -> bool:
    """A page number, alone or beside a running head."""
    if _BARE_PAGE.match(line.whole):
        return True
    if len(line.figures) != 1 or not line.texts:
        return False
    figure = line.figures[0].cell.text
    return bool(re.fullmatch(r"\d{1,3}", figure)) and (
        line.row.cells[0].text == figure
        or (not line.row.ruled and ("|" in line.whole or (at_break and line.row.gap > 0)))
    )


def is_title(text: str) -> str | None:
    """The kind of statement whose title a line repeats."""
    if len(text) > 130:
        return None
    for kind, pattern in TITLES:
        if pattern.search(text):
            return kind
    return None


def opening(text: str) -> str | None:
    """The kind of statement that a row or group line of these words begins with."""
    words = plain(text) if len(text) < 90 else ""
    return next((kind for kind, pattern in OPENINGS.items() if pattern.search(words)), None) if words else None


def stretches(lines: Iterable[Line]) -> list[Stretch]:
    """Lines parted where the columns change, heads told from bodies."""
    parted: list[list[Line]] = []
    for line in lines:
        new_grid = bool(parted) and line.grid and parted[-1][-1].grid and line.block != parted[-1][-1].block
        opens = bool(parted) and bool(line.row.gap > 1 or line.block != parted[-1][-1].block) and opening(line.text)
        if not parted or line.page_top or new_grid or opens:
            parted.append([])
        parted[-1].append(line)
    out: list[Stretch] = []
    for group in parted:
        out.extend(_heads(group))
    return _merge_plain(out)


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
            s.head = [ln for ln in carried[-6:] if not ln.prose and not ln.titular]
        s.titles[:0] = [ln.text for ln in carried if ln.text and not ln.prose]
        carried = []
        out.append(s)
    return out


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
        or CLASS_NAME.search(words)
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

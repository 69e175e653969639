"""Blocks of a part to printed lines: texts told from figures, page furniture left out.

"  Net investment income 2        1.06      0.99 3"   texts "Net investment income 2"; figures 1.06, 0.99 (mark 3)
"                                 2005      2004"     texts "2005", "2004": years are words of a head
"14      See notes to financial statements"           left out
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from fundfilings.letters import holds_any
from fundfilings.normalize.blocks import Block, Cell, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.scalars import DATE, Amount, amount
from fundfilings.statements.vocabulary import OPENING_BEGINS, OPENINGS, TITLE_LETTERS, TITLES, is_furniture, plain

_YEAR = re.compile(
    r"^(?:19|20)\d\d(?:\s?[*+†‡#]{1,4}|\s?\((?:[A-Za-z0-9]{1,2}|[*+†‡#]{1,3})\)|\s?\^\{[^}]+\}|\s?/\(\w\)/|\s?[a-z]|\s\d)?$"
)
_DATE_CELL = re.compile(rf"^{DATE}\s?(?:\W{{0,3}}|\([a-zA-Z0-9]\)|\^\{{[^}}]+\}})$")
_MARK_CELL = re.compile(r"^(?:\([a-zA-Z0-9*+†‡#]{1,3}\)|[*+†‡#@^]{1,4}|\^\{[^{}]+\}|%|\)|[a-z](?:,[a-z])*)+$")
_NUMBER_IN_PARENS = re.compile(r"^\(\d{1,3}\)$")
_SLASHED_MARK = re.compile(r"/(\([A-Za-z0-9]{1,2}\))/")
_RUNS_ON = re.compile(
    r"\b(?:of|and|to|for|cost|proceeds|than|was|is|are|were|approximately|from|over|by|or)$|[,;–—-]$", re.I
)
#: The pitch of a grid's columns: normalizers put x at multiples of it.
GRID = 10
_LAST_DIGIT = re.compile(r"\d(?=\D*$)")
#: Marks behind a figure that have digits in them: "1.12(1)(2)", "0.98^{1}".
_END_MARKS = re.compile(r"(?<=[\d)%])(?:\s?(?:\([a-zA-Z0-9,]{1,4}\)|\^\{[^}]*\}))+$")
_RULE_CELL = re.compile(r"^(?:[-=_─━═]{5,}|(?:[-=] ){4,}[-=])$")
#: A head's word with the rule under its neighbours one blank behind it: "February 28, ---------------".
_RULE_BEHIND = re.compile(r"^(?P<text>.*[A-Za-z0-9,.)]) (?P<rule>-{5,}|={5,})$")
_BARE_SIGNS = frozenset(("$", "%", "€", "£"))
_PER_THOUSAND = re.compile(r"^\$?1,?000$")
_SCALE_CELL = re.compile(r"^(?:\(\$?0{3}(?:,0{3})?'?s?\)|-\$000)$")
#: Dates of heads that touch: a month may stand right behind a year.
_HEAD_DATE = DATE.replace(r"\b", r"(?<![A-Za-z])")
#: Marks behind such a date.
_DATE_MARK = r"(?:\s?[*+†‡#]{1,4}|\((?:[A-Za-z0-9]{1,2}|[*+†‡#]{1,3})\)|\^\{[^}]+\})?"
_DATES_RUN = re.compile(rf"^{_HEAD_DATE}{_DATE_MARK}(?:\s*{_HEAD_DATE}{_DATE_MARK})+$")
_ONE_DATE = re.compile(_HEAD_DATE + _DATE_MARK)
#: Characters of the shortest two dates ("1/1/041/1/03").
_TWO_DATES = 12
_NOTE_MARK = re.compile(r"^\(?\d{1,2}\)$")
#: Raised digits that a rendering put behind a percent sign: "0.14%3".
_PERCENT_MARKS = re.compile(r"^(?P<share>\(?-?\d+(?:\.\d+)?\)?%)(?P<marks>\d(?:,\d)*)$")
_BARE_MARK = re.compile(r"^\d{1,2}$")
_WORD_LIKE = re.compile(r"^(?:\d{1,2}|[-–—])$")
_DASHES = frozenset("-–—")
_COUNTED = re.compile(r"(?:units|shares|interests)\b", re.I)
_NUMBER = re.compile(r"^\d{3,4}$")
_BARE_PAGE = re.compile(r"^[^\w$%.]*(?:page\s+)?\d(?:\s?\d){0,2}[^\w$%.]*$", re.I)
#: What renderings leave around a figure: "((0.01)", "$0.60%^{(g)}$" (a formula's dollar signs).
_DOUBLED = re.compile(r"^\(\((?=[\d.])")
_FORMULA = re.compile(r"^\$(?=[\d.(])(.*[\^%].*)\$$")
#: "Acme Funds / Semi-Annual Report / September 30, 2004          7"
_REPORT = re.compile(r"\b(?:annual|quarterly|shareholder) report\b", re.I)
_FIGURE_AT_END = re.compile(
    r"^(?P<text>.*[A-Za-z)].*?)\s+(?P<figure>(?:\$\s?)?\(?(?:\$\s?)?\d{1,3}(?:,\d{3})+(?:\.\d+)?\)?)$"
)


#: How dates side by side end: with a year, or its mark.
_DATE_ENDS = frozenset("0123456789)*+†‡#}")
_FIGURE_ENDS = frozenset("0123456789)")


@dataclass(slots=True)
class Figure:
    """One printed figure and where it stands; `x1` is the edge of its last digit in fixed-width text."""

    amount: Amount
    x0: float
    x1: float
    cell: Cell


@dataclass(slots=True)
class Line:
    """One printed line: its cells parted into texts and figures. `text` is the caption: texts left of the figures
    ("Unlimited" under a column of figures is none), `whole` all the line prints; `grid` says that x counts columns of a
    grid, not characters; `beside` that it is a head which stood in a column of its own beside the captions."""

    row: Row
    texts: list[Cell]
    figures: list[Figure]
    grid: bool
    text: str
    whole: str
    prose: bool = False
    titular: bool = False
    page_top: bool = False
    block: int = 0
    rules: list[tuple[float, float]] = field(default_factory=list)
    beside: bool = False

    @property
    def indent(self) -> float:
        return self.row.indent


def is_year(text: str) -> bool:
    """A bare year, with or without a footnote mark."""
    text = text.strip()
    return text.startswith(("19", "20")) and _YEAR.match(text) is not None


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
            whole = row.text
            if is_furniture(whole):
                continue
            line = _line(row, whole, grid, prose)
            if (top or row.gap) and _foot(line):
                continue
            line.page_top, line.block, top = top, i, False
            if not line.figures and len(whole) < 130:
                line.titular = _titular(whole, wanted)
            out.append(line)
    while out and _foot(out[-1], at_break=True):
        out.pop()
    for i, line in enumerate(out):
        if len(line.figures) == 1 and _opens_words(line, out[i + 1 : i + 3]):
            first, last = line.row.cells[0], line.figures[0].cell
            words = Cell(line.whole, first.x0, last.x1, first.start, last.end, first.bold)
            out[i] = replace(line, texts=[words], figures=[], text=line.whole)
    return out


def _opens_words(line: Line, below: Sequence[Line]) -> bool:
    """Whether the one figure of a line opens a parenthesis of words that closes below: "Capital at end of period
    (51,907.81" over "and 55,804.12 units outstanding)"."""
    text = line.figures[0].cell.text
    if line.grid or not line.text or text[:1] != "(" or ")" in text:
        return False
    words = " ".join(ln.text for ln in below)
    return ")" in words and words.find(")") < (words.find("(") if "(" in words else len(words))


def _titular(text: str, wanted: str) -> bool:
    """Whether a line without figures names a statement, or repeats (part of) the part's own title."""
    words = plain(text)
    return bool(words) and (is_title(text) is not None or (len(words) > 7 and words in wanted))


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
    ends = "," in cell.text and cell.text[-1:] in _FIGURE_ENDS
    m = _FIGURE_AT_END.match(cell.text) if ends else None
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


def _line(row: Row, whole: str, grid: bool, prose: bool) -> Line:
    texts: list[Cell] = []
    figures: list[Figure] = []
    rules: list[tuple[float, float]] = []
    for k, cell in enumerate(row.cells):
        text = cell.text.strip()
        if "/(" in text:
            text = _SLASHED_MARK.sub(r"^{\1}", text)
        if not text or text in _BARE_SIGNS:
            continue
        if text[0] in "-=_─━═" and _RULE_CELL.match(text):
            rules.append((cell.x0, cell.x1))
            continue
        if text.endswith(("----", "====")) and (m := _RULE_BEHIND.match(text)):
            rules.append((cell.x1 - len(m["rule"]), cell.x1))
            text = m["text"]
            cell = Cell(text, cell.x0, cell.x0 + len(text), cell.start, cell.start + len(text), cell.bold)
        if grid:
            text = _FORMULA.sub(r"\1", _DOUBLED.sub("(", text))
        if figures and (_is_mark(figures[-1], cell, text, grid) or _raised(figures[-1], cell, text, grid)):
            joined = amount(f"{figures[-1].cell.text}{text}") or amount(f"{figures[-1].cell.text} {text}")
            if joined is not None:
                last = figures[-1].cell
                cell = Cell(f"{last.text} {text}", last.x0, last.x1, last.start, cell.end)
                figures[-1] = Figure(joined, last.x0, last.x1, cell)
            elif text.isdigit():
                figures[-1] = replace(figures[-1], amount=replace(figures[-1].amount, marks=(text,)))
            continue
        if not prose and text[-1] in _DATE_ENDS and (parts := _dates_apart(cell, text)):
            texts.extend(parts)
            continue
        figure = None if prose else cell.figure if text == cell.text else amount(text)
        if figure is not None and ("/" in text or " " in text) and _DATE_CELL.match(text):
            figure = None
        if (
            figure is None
            and "%" in text
            and not prose
            and (m := _PERCENT_MARKS.match(text))
            and (share := amount(m["share"]))
        ):
            figure = replace(share, marks=(*share.marks, *m["marks"].split(",")))
        if figure is not None and not grid and texts and not figures and _is_word(texts[-1], row.cells, k):
            before = texts[-1]
            texts[-1] = Cell(f"{before.text} {text}", before.x0, cell.x1, before.start, cell.end, before.bold)
            continue
        noted = k == 0 and len(row.cells) > 1 and row.cells[1].figure is None and _is_note_mark(text, row.cells)
        if figure is not None and (
            noted
            or (figure.kind == "na" and k == 0)
            or (text.endswith("000") and _PER_THOUSAND.match(text) and _head_like(row, k))
        ):
            figure = None
        if figure is None or is_year(text) or ("000" in text and _SCALE_CELL.match(text)):
            texts.append(Cell(text, cell.x0, cell.x1, cell.start, cell.end, cell.bold))
        else:
            figures.append(Figure(figure, cell.x0, cell.x1 if grid else _edge(cell), cell))
    caption = texts
    if figures:
        edge = figures[0].x0
        caption = [c for c in texts if c.x0 < edge or (grid and c.x0 <= edge)]
    return Line(row, texts, figures, grid, " ".join([c.text for c in caption]).strip(), whole, prose, rules=rules)


def _is_word(before: Cell, cells: Sequence[Cell], k: int) -> bool:
    """Whether cell k, read as a figure, is the last word of the cell before it: "Advantage 2", "2/1/09 -", "S&P 500"
    beside the head of another column, or a count of what is named behind it ("and  55,804.12  units outstanding")."""
    text = cells[k].text.strip()
    if k + 1 < len(cells) and cells[k + 1].x0 - cells[k].x1 <= 2.5 and _COUNTED.match(cells[k + 1].text):
        return True
    if not 0 <= cells[k].x0 - before.x1 <= 1.5:
        return False
    if _WORD_LIKE.match(text):
        return bool(_DATE_CELL.match(before.text)) if text in _DASHES else before.text[-1:].isalpha()
    behind = cells[k + 1 :]
    return bool(_NUMBER.match(text) and behind and all(c.figure is None for c in behind) and before.text[-1:].isalpha())


def _is_note_mark(text: str, cells: Sequence[Cell]) -> bool:
    """Whether a number that begins a line is the mark of a footnote: "(4) Annualized", or "4" before running text."""
    if _NOTE_MARK.match(text):
        return True
    words = cells[1].text
    return bool(_BARE_MARK.match(text)) and len(cells) == 2 and len(words) > 25 and words[:1].isalpha()


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
    if cell.x1 - cell.x0 > len(text):  # not measured on the folded text
        return cell.x1
    tail = 0
    if not text[-1:].isdigit():
        m = _LAST_DIGIT.search(_END_MARKS.sub("", text))
        tail = len(text) - m.end() if m else 0
    folded = cell.end - cell.start - len(text)
    return cell.x0 + len(text) + (folded if 0 < folded < 30 and "$" in text else 0) - tail


def _is_mark(figure: Figure, cell: Cell, text: str, grid: bool) -> bool:
    """Whether a cell holds marks of the figure before it. A number in parentheses is one where it stands close: apart
    from it "(38)" is a small amount in a column of its own."""
    if not _MARK_CELL.match(text):
        return False
    if not _NUMBER_IN_PARENS.match(text):
        return True
    return len(text) < 5 and cell.x0 - figure.cell.x1 <= (GRID if grid else 1.5)


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
    """The cells of heads that one blank parts, or none ("December 31, 2005December 31, 2004")."""
    if len(text) < _TWO_DATES or not _DATES_RUN.match(text):
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
        or (at_break and _REPORT.search(line.whole) is not None)
    )


def is_title(text: str) -> str | None:
    """The kind of statement whose title a line repeats."""
    if len(text) > 130:
        return None
    if not holds_any(text.lower(), TITLE_LETTERS):
        return None
    return next((kind for kind, pattern in TITLES if pattern.search(text)), None)


def opening(text: str) -> str | None:
    """The kind of statement that a row or group line of these words begins with."""
    words = plain(text) if len(text) < 90 else ""
    if not words.startswith(OPENING_BEGINS):
        return None
    return next((kind for kind, pattern in OPENINGS.items() if pattern.search(words)), None)

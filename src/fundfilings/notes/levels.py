"""The level table (ASC 820, before 2009 SFAS 157), wherever it stands.

                              Level 1      Level 2     Level 3        Total
    Common Stocks          $1,110,127   $       --    $     --   $1,110,127    -> one FairValueLevel

                              Investments in Securities   Written options
    Level 1 - Quoted Prices       $1,110,127                  $220,400         -> one FairValueLevel a column
    Level 2                          182,097                        --
    Total                         $1,292,224                  $220,400

A dash is 0; a "$" with nothing behind it, or an empty place, is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fundfilings.models import FairValueLevel, made
from fundfilings.normalize.blocks import Block, Cell, Heading, Paragraph, Row, Table
from fundfilings.notes.lines import Line, level_lines
from fundfilings.notes.vocabulary import CONNECTORS, LEVEL, LEVEL_NOT_A_COLUMN, LEVEL_STOP
from fundfilings.scalars import all_dates, printed_scale
from fundfilings.split.parts import FundRef, Part

_LEVEL_ROW = re.compile(r"^\W*(?:valuation inputs\W*)?\(?level\s*(1|2|3|I{1,3})\b(?!\s*(?:and|to|into|or)\b)", re.I)
_TOTAL = re.compile(r"^\W*(?:total|balance)\b", re.I)
_TOTAL_HEAD = re.compile(r"\btotal|\bbalance|\bfair value|\bvalue\b|investments", re.I)
_BARE_SIGN = re.compile(r"^[$€£¥]\s*$")
#: A scale in each column's head ("($000)"): words of the head, not figures.
_SCALE_CELL = re.compile(r"^\(\s?[$€£¥]?\s?(?P<zeros>0{3}(?:,0{3})?)(?:['’]?s)?(?:\s?omitted)?\s?\)$", re.I)
_TICKER = re.compile(r"\(([A-Z]{3,5})\)")
_BARE_LEVELS = frozenset(("1", "2", "3", "I", "II", "III"))
_ROMAN = {"i": 1, "ii": 2, "iii": 3}
#: Lines above a table in which its fund, date and scale are looked for.
_ABOVE = 8
#: Printed lines above it that are kept, so that as many are left without the page's furniture.
_NEAR = 30
#: Rows without figures that a table may hold one after another (groups inside groups).
_QUIET = 6


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a level table: 1, 2, 3 for the levels, 4 for the total."""

    level: int
    x0: float
    x1: float


@dataclass(slots=True)
class _Context:
    """What is known where a table begins."""

    fund: int | None
    scale: int = 1
    dated: date | None = None


def read_fair_value_levels(part: Part, funds: Sequence[FundRef]) -> list[tuple[int | None, FairValueLevel]]:
    """All rows of the level tables in a part with the index of their fund (None: not told). Tables of an earlier date
    than the part's first one (the prior year's) are left out."""
    first_named = next((i for i, block in enumerate(part.blocks) if _names_level(block)), None)
    if first_named is None:
        return []
    lines = level_lines(_from_above(part.blocks, first_named))
    found: list[tuple[int | None, FairValueLevel]] = []
    first: date | None = None
    i = 0
    while i < len(lines):
        line = lines[i]
        if ("evel" not in line.text and "EVEL" not in line.text) or not isinstance(line.place, Row):
            i += 1
            continue
        columns, start = _columns(lines, i)
        if columns:
            context = _context(lines, i, part, funds)
            rows, end = _read_rows(lines, start, columns, context, part, funds)
        elif _LEVEL_ROW.match(line.text) and _ends_in_figures(line.place):
            context = _context(lines, i, part, funds)
            rows, end = _read_transposed(lines, i, context, part)
        else:
            i += 1
            continue
        first = first or context.dated
        if not (first and context.dated and context.dated < first):
            found.extend(rows)
        i = max(end, i + 1)
    return found


def _names_level(block: Block) -> bool:
    """Whether a row of a table holds the word without which no table of levels begins."""
    if not isinstance(block, Table):
        return False
    text = "\n".join([c.text for r in block.rows for c in r.cells])
    return "evel" in text or "EVEL" in text


def _from_above(blocks: Sequence[Block], named: int) -> list[Block]:
    """The blocks from the one that names a level on, and enough above it for what is looked for there."""
    first = blocks[named]
    assert isinstance(first, Table)
    row = next(k for k, r in enumerate(first.rows) if any("evel" in c.text or "EVEL" in c.text for c in r.cells))
    rows = first.rows[max(0, row - _NEAR) :]
    above: list[Block] = []
    count, at = row, named
    while count < _NEAR and at > 0:
        at -= 1
        block = blocks[at]
        if isinstance(block, Table):
            block = Table(block.rows[-_NEAR:])
            count += len(block.rows)
        else:
            count += 1
        above.append(block)
    return [*reversed(above), Table(rows), *blocks[named + 1 :]]


def _level_of(text: str) -> int | None:
    """The level that a column head names, None for any other head."""
    found = LEVEL.findall(text)
    if len(found) != 1 or len(text) > 90 or LEVEL_NOT_A_COLUMN.search(text):
        return None
    return _ROMAN.get(found[0].lower()) or int(found[0])


def _columns(lines: Sequence[Line], i: int) -> tuple[list[_Column], int]:
    """The columns of a level table whose head begins at lines[i] (and the line of its first row), or none. A head may
    run over several lines ("LEVEL 2 | LEVEL 3" above "TOTAL | LEVEL 1 | OBSERVABLE"), or print "Level" above "1"."""
    head = _head_rows(lines, i)
    if not head:
        return [], i
    heads: dict[int, _Column] = {}
    for k, row in enumerate(head):
        cells = _head_cells(row)
        if k and (joined := _joined(head[k - 1], row)):
            cells, heads = joined, {}
        for c in cells:
            if (n := _level_of(c.text)) and n not in heads:
                heads[n] = _Column(n, c.x0, c.x1)
    if len(heads) < 2 or 1 not in heads:
        return [], i
    levels = sorted(heads.values(), key=lambda c: c.x0)
    if [c.level for c in levels] != sorted(c.level for c in levels):
        return [], i
    above = [p for ln in lines[max(0, i - 2) : i] if isinstance(p := ln.place, Row) and not _has_amounts(p)]
    total = next((c for r in (*head, *above) for c in r.cells if _is_total_head(c, levels)), None)
    if total is not None:
        levels.append(_Column(4, total.x0, total.x1))
    return sorted(levels, key=lambda c: c.x0), i + len(head)


def _head_cells(row: Row) -> list[Cell]:
    """The cells of a head, "LEVEL" and a "2" right behind it joined."""
    out: list[Cell] = []
    for cell in row.cells:
        above = out[-1] if out else None
        if (
            above
            and cell.text.strip(" ()") in _BARE_LEVELS
            and cell.x0 - above.x1 <= 2
            and above.text[-5:].lower() == "level"
        ):
            out[-1] = Cell(f"{above.text} {cell.text}", above.x0, cell.x1)
        else:
            out.append(cell)
    return out


def _head_rows(lines: Sequence[Line], i: int) -> list[Row]:
    """The rows from lines[i] that may be a head: up to four, the last one that names a level or "Total"."""
    rows: list[Row] = []
    last = 0
    for line in lines[i : i + 4]:
        row = line.place
        if not isinstance(row, Row) or _has_amounts(row) or (rows and len(row.cells) < 2):
            break
        if rows and _LEVEL_ROW.match(line.text) and _figures(row):
            break
        rows.append(row)
        if LEVEL.search(line.text) or (len(rows) > 1 and any(c.text.strip(" ()") in _BARE_LEVELS for c in row.cells)):
            last = len(rows)
    return rows[:last]


def _is_total_head(cell: Cell, levels: Sequence[_Column]) -> bool:
    if not _TOTAL_HEAD.search(cell.text) or _level_of(cell.text):
        return False
    return cell.x0 >= levels[-1].x1 - 1 or (cell.x1 <= levels[0].x0 + 1 and "total" in cell.text.lower())


def _joined(above: Row, below: Row) -> list[Cell] | None:
    """Two lines of heads as one: "Level" over "1", by overlap."""
    if not any(c.text.strip(" ()") in _BARE_LEVELS for c in below.cells):
        return None
    out = []
    for cell in below.cells:
        over = next(
            (a for a in above.cells if "evel" in a.text.lower() and a.x0 < cell.x1 + 2 and cell.x0 < a.x1 + 2), None
        )
        text = cell.text if over is None or _level_of(cell.text) else f"{over.text} {cell.text}"
        if re.fullmatch(r"\W*[123I]{1,3}\W*", cell.text) and over is not None:
            text = f"Level {cell.text.strip(' ()')}"
        out.append(Cell(text, cell.x0, cell.x1))
    return out


def _has_amounts(row: Row) -> bool:
    figures = (c.figure for c in row.cells)
    return any(a is not None and a.value is not None and abs(a.value) > 100 for a in figures)


def _figures(row: Row) -> list[Cell]:
    """The cells of a row that print an amount, a dash, or a lone currency sign."""
    return [c for c in row.cells[0 if _is_figure(row.cells[0]) else 1 :] if _is_figure(c)] if row.cells else []


def _ends_in_figures(row: Row) -> bool:
    """Whether the row ends in a figure: a definition ("Level 1 -- quoted prices in ...") ends in words."""
    return len(row.cells) > 1 and _is_figure(row.cells[-1])


def _is_figure(cell: Cell) -> bool:
    return bool(_BARE_SIGN.match(cell.text)) or (
        cell.figure is not None and _SCALE_CELL.match(cell.text.strip()) is None
    )


def _scale_row(row: Row) -> int | None:
    """The scale that a row of the head prints under each level."""
    zeros = [m["zeros"].replace(",", "") for c in row.cells if (m := _SCALE_CELL.match(c.text.strip()))]
    return int(f"1{zeros[0]}") if len(zeros) > 1 and len(set(zeros)) == 1 else None


def _value(cell: Cell, scale: int) -> Decimal | None:
    found = cell.figure
    return None if found is None or found.value is None else found.value * scale


def _read_rows(
    lines: Sequence[Line],
    start: int,
    columns: Sequence[_Column],
    context: _Context,
    part: Part,
    funds: Sequence[FundRef],
) -> tuple[list[tuple[int | None, FairValueLevel]], int]:
    """The rows under a head: until running text, a stop word, another head, or too many lines without figures."""
    out: list[tuple[int | None, FairValueLevel]] = []
    quiet, open_caption, i = 0, "", start
    fund = context.fund
    while i < len(lines):
        line = lines[i]
        row = line.place
        if LEVEL_STOP.search(line.text) or (isinstance(row, Paragraph) and len(line.text) > 90):
            break
        if isinstance(row, Row) and i > start and LEVEL.search(line.text) and _columns(lines, i)[0]:
            break
        figures = _figures(row) if isinstance(row, Row) else []
        if isinstance(row, Row) and not out and (scale := _scale_row(row)):
            context.scale = scale
        if not figures:
            quiet += 1
            if quiet > _QUIET or (out and isinstance(row, (Heading, Paragraph)) and quiet > 2):
                break
            named = _fund_named(line.text, funds)
            fund = fund if named is None else named
            in_head = isinstance(row, Row) and len(row.cells) > 1
            open_caption = "" if in_head else _runs_on(open_caption, line.text)
            i += 1
            continue
        assert isinstance(row, Row)
        caption = " ".join(c.text for c in row.cells if c.x1 <= figures[0].x0 or c.x0 < figures[0].x0).strip()
        values = _place(figures, columns, context.scale)
        whole = f"{open_caption} {caption}".strip() if _wrapped(open_caption, caption) else caption
        if _is_record(values, whole):
            out.append((fund, _record(whole or open_caption, values, part, row)))
        quiet, open_caption = 0, ""
        i += 1
    return out, i


def _place(figures: Sequence[Cell], columns: Sequence[_Column], scale: int) -> dict[int, Decimal | None]:
    """Figures by level: in order where there is one for each column, else each under the nearest head."""
    if len(figures) > len(columns):
        figures = [f for f in figures if not _BARE_SIGN.match(f.text)]
    if len(figures) == len(columns):
        return {c.level: _value(f, scale) for f, c in zip(figures, columns, strict=True)}
    if len(figures) > len(columns):
        return {}
    out: dict[int, Decimal | None] = {}
    for f in figures:
        nearest = min(columns, key=lambda c: abs((f.x0 + f.x1) / 2 - (c.x0 + c.x1) / 2) + 2 * abs(f.x1 - c.x1))
        if nearest.level in out:
            return {}
        out[nearest.level] = _value(f, scale)
    return out


def _is_record(values: dict[int, Decimal | None], caption: str) -> bool:
    """Something is printed under a level; a lone small figure is a page number or stands in a footnote."""
    printed = [v for v in values.values() if v is not None]
    if not printed or len(caption) > 160:
        return False
    return len(printed) > 1 or abs(printed[0]) >= 1000 or (4 not in values and len(caption.split()) < 12)


def _record(caption: str, values: dict[int, Decimal | None], part: Part, row: Row) -> FairValueLevel:
    return made(
        FairValueLevel,
        caption=caption.strip(" .:*"),
        level_1=values.get(1),
        level_2=values.get(2),
        level_3=values.get(3),
        total=values.get(4),
        source=part.document.span(row),
    )


def _runs_on(above: str, text: str) -> str:
    return f"{above} {text}".strip() if above and _wrapped(above, text) else text


def _wrapped(above: str, text: str) -> bool:
    """Whether a caption goes on in the line below it (a group ends with a colon or is short)."""
    if not above or above.rstrip().endswith(":") or not text:
        return False
    return text[:1].islower() or text[:1] == "(" or above.split()[-1].lower() in CONNECTORS or len(above) >= 30


def _read_transposed(
    lines: Sequence[Line], i: int, context: _Context, part: Part
) -> tuple[list[tuple[int | None, FairValueLevel]], int]:
    """A block of rows "Level 1 ...", "Level 2 ...", "Level 3 ...", "Total": each of its columns is one record."""
    block: dict[int, tuple[Row, list[Cell]]] = {}
    end = i
    while end < len(lines) and end - i < 14:
        row = lines[end].place
        m = _LEVEL_ROW.match(lines[end].text)
        figures = _figures(row) if isinstance(row, Row) else []
        level = (_ROMAN.get(m[1].lower()) or int(m[1])) if m else 4 if _TOTAL.match(lines[end].text) else None
        if isinstance(row, Row) and figures and level is not None:
            if level in block:
                break
            block[level] = (row, figures)
            if level == 4:
                end += 1
                break
        elif isinstance(row, Paragraph) or (level is None and figures):
            break
        end += 1
    if 1 not in block or not ({2, 3, 4} & block.keys()):
        return [], i + 1
    widest = max((figures for _, figures in block.values()), key=len)
    out: list[tuple[int | None, FairValueLevel]] = []
    for k, column in enumerate(widest):
        values = {
            level: _value(f, context.scale)
            for level, (_, fs) in block.items()
            if (f := _under(column, fs, k, len(widest)))
        }
        caption = _caption_above(lines, i, column)
        if any(values.values()):
            out.append((context.fund, _record(caption, values, part, block[1][0])))
    return out, end


def _under(column: Cell, figures: Sequence[Cell], k: int, width: int) -> Cell | None:
    if len(figures) == width:
        return figures[k]
    return next((f for f in figures if f.x0 < column.x1 and column.x0 < f.x1), None)


def _caption_above(lines: Sequence[Line], i: int, column: Cell) -> str:
    """The column's head: the cells above it, nearest last; a group line ("Assets:") stands before them."""
    words: list[str] = []
    for line in reversed(lines[max(0, i - 5) : i]):
        row = line.place
        if not isinstance(row, Row) or _has_amounts(row):
            break
        over = [c.text for c in row.cells if c.x0 < column.x1 + 4 and column.x0 - 4 < c.x1]
        if not over and len(row.cells) == 1 and row.cells[0].text.rstrip().endswith(":"):
            over = [row.cells[0].text]
        words[:0] = over
    return " ".join(words) or "Investments in Securities"


def _context(lines: Sequence[Line], i: int, part: Part, funds: Sequence[FundRef]) -> _Context:
    """Fund, scale and date from the lines above a table, the nearest first."""
    context = _Context(part.fund)
    named = scale = None
    for line in reversed(lines[max(0, i - _ABOVE) : i + 1]):
        if isinstance(line.place, Row) and _has_amounts(line.place):
            break
        named = _fund_named(line.text, funds) if named is None else named
        scale = scale or printed_scale(line.text[-400:])
        dates = all_dates(line.text)
        if dates and context.dated is None:
            context.dated = max(dates)
    context.fund = part.fund if named is None else named
    context.scale = scale or 1
    return context


def _fund_named(text: str, funds: Sequence[FundRef]) -> int | None:
    """The one fund that a line names, None where it names none or several."""
    if len(funds) < 2 or len(text) > 400:
        return None
    tickers = {t: i for i, f in enumerate(funds) for n in (f.name, *f.names) for t in _TICKER.findall(n)}
    by_ticker = {tickers[t] for t in _TICKER.findall(text) if t in tickers}
    if len(by_ticker) == 1:
        return by_ticker.pop()
    lower = text.lower()
    hits = [
        (max(map(len, ns)), i)
        for i, f in enumerate(funds)
        if (ns := [n for n in (f.name, *f.names) if n.lower() in lower])
    ]
    if not hits:
        return None
    # "Income Fund" is inside "Income Fund II": the longest name is meant
    hits.sort(reverse=True)
    return hits[0][1] if len(hits) == 1 or hits[0][0] > hits[1][0] else None

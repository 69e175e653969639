"""Fixed-width text (and text renderings of other containers) to blocks.

    <TABLE> <CAPTION> <S> <C>       hints, never cut points for rows
    - -----------                   PEM-escaped rule
    Gannett Co., Inc. (A).........   87,500  $ 7,801,500
    <PAGE>     13

Every printed line of a table becomes one Row with cells at their character columns; wrapped descriptions stay several
rows, because only the reader of the table knows what a row is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from fundfilings.normalize.blocks import Block, BlockDocument, Cell, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.normalize.lines import Seg, edges, segments, split_at_edges
from fundfilings.normalize.rendered import is_rendered, plain_line, tab_segments
from fundfilings.scalars import folded

#: Two cells whose figures end within this many characters stand in one column.
TEXT_TOLERANCE = 2.0
_TAG = re.compile(r"<\s*(/?)\s*(PAGE|TABLE|CAPTION|S|C|FN|F\d{1,2}|R|B|I|PRE|TEXT|PDF|BR|HR|P|U)\s*/?>", re.I)
_RULE = re.compile(r"^[\s\-=_*~.|+:—–]*$")
_RULED = re.compile(r"[-=_]{4,}|(?:[-=_]\s){4,}|[—–]{3,}|\*{5,}|~{4,}|^\s*={2,3}\s*$")
#: Tables that leave nothing but the small letters, or the capitals, of a plain ASCII text.
_SMALL = {c: None for c in range(128) if not chr(c).islower()}
_CAPITALS = {c: None for c in range(128) if not chr(c).isupper()}
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}\W*$", re.I)


@dataclass(slots=True)
class _Line:
    """One physical line: its segments after cutting, and what surrounds it."""

    number: int
    start: int
    text: str
    segs: list[Seg] = field(default_factory=list)
    gap: int = 0
    ruled: bool = False
    bold: bool = False
    in_table: bool = False
    cut: bool = False  # a table or caption tag stood directly above
    page_break: bool = False
    page: int | None = None
    tabbed: bool = False
    tabular: bool = False  # see `_is_tabular`; known once the segments are cut

    @property
    def width(self) -> int:
        return len(self.text.strip())


def _is_tabular(ln: _Line) -> bool:
    """More than one cell, and not running text that was justified with blanks."""
    segs = ln.segs
    if len(segs) < 2 or ln.tabbed:
        return len(segs) > 1
    for seg in segs:
        if seg.edge is not None:
            return True
    gaps = [b.x0 - a.x1 for a, b in pairwise(segs)]
    return max(gaps) > 3 or (len(segs) == 2 and ln.in_table and gaps[0] > 2)


def text_blocks(text: str, number: int = 1, type: str = "", line: int = 1, start: int = 0) -> BlockDocument:
    """The blocks of a text body. `line` and `start` are the body's first line and character in the whole input."""
    lines = list(_read_lines(text, line, start))
    for chunk in _chunks(lines):
        count = edges(ln.segs for ln in chunk)
        for ln in chunk:
            if not ln.tabbed:
                ln.segs = split_at_edges(ln.segs, count)
            ln.tabular = _is_tabular(ln)
    return BlockDocument(number, type, tuple(_blocks(lines)))


def _read_lines(text: str, line: int, start: int) -> Iterator[_Line]:
    """All printed lines; tags, rules and blank lines become attributes of the line below them."""
    rendered = is_rendered(text)
    gap, ruled, cut, in_table, page_break, page = 0, False, False, False, False, None
    for raw in text.split("\n"):
        body = raw.rstrip("\r")
        at, number = start, line
        start += len(raw) + 1
        line += 1
        if body.startswith("- -"):
            body, at = body[2:], at + 2
        elif body.startswith("- "):
            stripped = _TAG.sub("", body[2:])
            if not stripped.strip():
                body, at = body[2:], at + 2
        if "\f" in body:
            page_break = cut = True
            body = body.replace("\f", " ")
        if "<" in body:
            hidden = body
            for m in _TAG.finditer(body):
                name = m[2].upper()
                if name == "PAGE":
                    page_break = cut = True
                    page = None
                elif name == "TABLE":
                    in_table, cut = not m[1], True
                elif name == "CAPTION":
                    cut = cut or not m[1]
                hidden = hidden.replace(m[0], " " * len(m[0]), 1)
            if hidden != body and page_break and _PAGE_NUMBER.match(hidden.strip() or "x"):
                page = int(re.sub(r"\D", "", hidden))
                continue
            body = hidden
        printed = body.strip()
        if not printed:
            gap += 1
            continue
        if not printed[0].isalnum() and _RULE.match(body) and _RULED.search(body):
            ruled = True
            continue
        bold, tabbed = False, False
        if rendered:
            body, bold = plain_line(body)
            if not body.strip():
                continue
            tabbed = "\t" in body
        elif "\t" in body:
            body = body.expandtabs(8)
        segs = tab_segments(body) if tabbed else segments(body)
        if not segs:  # nothing but leaders
            ruled = True
            continue
        yield _Line(number, at, body, segs, gap, ruled, bold, in_table, cut, page_break, page, tabbed)
        gap, ruled, cut, page_break, page = 0, False, False, False, None


def _chunks(lines: list[_Line], size: int = 90) -> Iterator[list[_Line]]:
    """Neighbouring lines that may share column geometry: between tags and page breaks, at most about a page."""
    chunk: list[_Line] = []
    for ln in lines:
        if chunk and (ln.page_break or len(chunk) >= size):
            yield chunk
            chunk = []
        chunk.append(ln)
    if chunk:
        yield chunk


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    page: int | None = None
    pages = 1
    rows: list[_Line] = []
    runs = list(_runs(lines))
    for i, run in enumerate(runs):
        first = run[0]
        if first.cut or first.page_break:
            yield from _flush(rows, page)
            rows = []
        if first.page_break:
            pages += 1
            page = first.page if first.page is not None else pages
            yield PageBreak(first.number, page)
        kind = _kind(run, runs[i - 1] if i else None, runs[i + 1] if i + 1 < len(runs) else None)
        if kind == "rows":
            rows.extend(run)
            continue
        yield from _flush(rows, page)
        rows = []
        if kind == "paragraph":
            printed = [" ".join(ln.text.split()) for ln in run]
            breaks = tuple(accumulate(len(text) + 1 for text in printed[:-1]))
            end = run[-1].start + len(run[-1].text)
            yield Paragraph(" ".join(printed), first.number, page, first.start, end, float(first.segs[0].x0), breaks)
        else:
            for ln in run:
                text = " ".join(ln.text.split())
                yield Heading(text, ln.number, page, ln.start, ln.start + len(ln.text), ln.bold, float(ln.segs[0].x0))
    yield from _flush(rows, page)


def _runs(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Lines that belong together before anything is known of them: all tabular, or one-celled without a gap."""
    run: list[_Line] = []
    for ln in lines:
        if run and (ln.gap or ln.ruled or ln.cut or ln.page_break or ln.tabular != run[-1].tabular):
            yield run
            run = []
        run.append(ln)
    if run:
        yield run


def _kind(run: list[_Line], before: list[_Line] | None, after: list[_Line] | None) -> str:
    """Rows of a table, a paragraph, or lines that stand alone."""
    first = run[0]
    if first.tabular:
        return "rows"
    glued_above = before is not None and before[-1].tabular and not (first.gap or first.ruled or first.cut)
    glued_below = after is not None and after[0].tabular and not (after[0].gap or after[0].ruled or after[0].cut)
    width = max(ln.width for ln in run)
    if (glued_above or glued_below) and (len(run) <= 8 or width < 60) and width <= 140:
        return "rows"
    if len(run) == 1:
        if width > 110 or (width > 84 and first.text.rstrip().endswith(".")):
            return "paragraph"
        near = (before is not None and before[-1].tabular and first.gap <= 3 and not first.cut) or (
            after is not None and after[0].tabular and after[0].gap <= 3 and not after[0].cut
        )
        return "rows" if near and (first.in_table or width <= 60) else "heading"
    if _is_prose(run):
        return "paragraph"
    return "rows" if first.in_table else "heading"


def _is_prose(run: list[_Line]) -> bool:
    """Several lines that fill their measure and are mostly small letters."""
    widths = [ln.width for ln in run]
    if max(widths) < 48 or sum(w >= 0.6 * max(widths) for w in widths[:-1]) < 0.7 * (len(run) - 1):
        return False
    small, letters = _letters("".join(ln.text for ln in run))
    return small > 0.55 * letters and (len(run) > 2 or run[-1].text.rstrip()[-1:] in ".,;:)" or widths[0] >= 60)


def _letters(text: str) -> tuple[int, int]:
    """How many small letters, and how many letters, a text has."""
    if text.isascii():
        small = len(text.translate(_SMALL))
        return small, small + len(text.translate(_CAPITALS))
    letters = [c for c in text if c.isalpha()]
    return sum(c.islower() for c in letters), len(letters)


def _flush(rows: list[_Line], page: int | None) -> Iterator[Block]:
    """One Table of the collected lines; without a single tabular line they are headings."""
    if not rows:
        return
    if not any(ln.tabular for ln in rows):
        for ln in rows:
            text = " ".join(ln.text.split())
            yield Heading(text, ln.number, page, ln.start, ln.start + len(ln.text), ln.bold, float(ln.segs[0].x0))
        return
    yield Table(tuple(_row(ln, page) for ln in rows))


def _row(ln: _Line, page: int | None) -> Row:
    cells = tuple(
        Cell(
            folded(s.text),
            float(s.x0),
            float(s.edge if s.edge is not None else s.x1),
            ln.start + s.x0,
            ln.start + s.x1,
            ln.bold,
        )
        for s in ln.segs
    )
    return Row(cells, ln.number, page, float(ln.segs[0].x0), ln.gap, ln.ruled)

"""The printed lines of a text body; tags, rules and blank lines become what stands above the line below them.

    <TABLE> <CAPTION> <S> <C>       hints, never cut points for rows
    - -----------                   PEM-escaped rule
    Gannett Co., Inc. (A).........   87,500  $ 7,801,500
    <PAGE>     13

Most of a filing is plain print, which is read in one pass (`plain_lines`); the rest goes through `lines` step by step.
Lines come in chunks that may share the geometry of their columns, about a page each: a figure that a single blank parts
from the text before it shows only by the columns of its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from fundfilings.normalize.blocks import Cell
from fundfilings.normalize.lines import LEADER_SIGNS, Seg, edges, is_column, segments, split_at_edges, without_leaders
from fundfilings.normalize.plain_lines import plain_cells, plain_text, wide_gap
from fundfilings.normalize.rendered import plain_line, tab_segments
from fundfilings.normalize.tokens import BEGINS_LED, LED
from fundfilings.scalars import folded
from fundfilings.source.container import is_rendering

#: Lines that share column geometry at most; about a page.
_CHUNK = 90
#: Characters looked at together for what is seldom there.
_STRETCH = 8192
_TAG = re.compile(r"<\s*(/?)\s*(PAGE|TABLE|CAPTION|S|C|FN|F\d{1,2}|R|B|I|PRE|TEXT|PDF|BR|HR|P|U)\s*/?>", re.I)
#: The line of a table's columns.
_HINTS = re.compile(r"(?:<[SCsc]>\s*+)+")
_RULE = re.compile(r"^[\s\-=_*~.|+:—–]*$")
_RULED = re.compile(r"[-=_]{4,}|(?:[-=_]\s){4,}|[—–]{3,}|\*{5,}|~{4,}|^\s*={2,3}\s*$")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}\W*$", re.I)
#: White space other than blanks, of the kinds that print in one byte.
_ODD_BLANKS = "\t\v\f\r\x1c\x1d\x1e\x1f"
#: Amounts that one blank parts from the words behind them make a column where at least so many end.
_LEAST_LED = 3
#: What rules, leaders and the dash escape begin with.
_RULE_SIGNS = frozenset("-=_*~.|+:—–")


@dataclass(slots=True)
class Above:
    """What stands above a line: blank lines, a rule, a tag of a table or caption, a page's end and its number."""

    gap: int = 0
    ruled: bool = False
    cut: bool = False
    page_break: bool = False
    page: int | None = None


NOTHING = Above()


_GAPS = (NOTHING, *(Above(gap) for gap in range(1, 10)))


@dataclass(slots=True)
class Line:
    """One printed line: [start, end) in the whole input, its text without the blanks around it, the column `x0` that it
    begins at. `cells` is empty where running text is its only cell. Until the columns of its chunk are known, `edges`
    are the columns behind its figures, and its cells may be parted yet: `segs`, or `printed` where a figure ends at
    one of the `doubtful` columns."""

    number: int
    start: int
    end: int
    text: str
    x0: int
    above: Above
    in_table: bool
    bold: bool = False
    tabular: bool = False
    cells: Sequence[Cell] = ()
    edges: Sequence[int] = ()
    doubtful: Sequence[int] = ()
    printed: str = ""
    segs: list[Seg] | None = None


def read_lines(text: str, line: int, start: int) -> Iterator[Line]:
    """All printed lines. `line` and `start` are the first line and character in the whole input."""
    return chain.from_iterable(_chunks(_Reader(line, start, is_rendering(text)).stretches(text)))


def _chunks(stretches: Iterable[list[Line]]) -> Iterator[list[Line]]:
    """Chunks of lines, each line's cells parted."""
    chunk: list[Line] = []
    for lines in stretches:
        for ln in lines:
            if ln.above.page_break or len(chunk) >= _CHUNK:
                _part_at_edges(chunk)
                yield chunk
                chunk = []
            chunk.append(ln)
    _part_at_edges(chunk)
    yield chunk


class _Reader:
    """Where reading stands: the next line, what was seen since the last printed one, the open table."""

    def __init__(self, line: int, start: int, rendered: bool) -> None:
        self._number = line
        self._at = start
        self._rendered = rendered
        self._gap = 0
        self._seen = NOTHING
        self._in_table = False

    def stretches(self, text: str) -> Iterator[list[Line]]:
        """The printed lines, stretch by stretch: what is nowhere in a stretch need not be looked for in its lines."""
        blanks = [c for c in _ODD_BLANKS if c in text]
        leaders = [sign for sign in LEADER_SIGNS if sign in text]
        first, end = 0, len(text)
        while first <= end:
            stop = text.find("\n", first + _STRETCH)
            stop = stop if stop >= 0 else end
            stretch = text[first:stop]
            odd, led = any(c in stretch for c in blanks), any(sign in stretch for sign in leaders)
            yield self._stretch(stretch, odd, led)
            first = stop + 1

    def _stretch(self, stretch: str, odd: bool, led: bool) -> list[Line]:
        out: list[Line] = []
        number, at = self._number, self._at
        returns, tagged = odd and "\r" in stretch, "<" in stretch
        simple = not odd and not self._rendered and stretch.isascii()
        for raw in stretch.split("\n"):
            body = raw.rstrip("\r") if returns else raw
            text = body.strip()
            if not text:
                if odd and "\f" in body:
                    self._page_ends()
                self._gap += 1
                line = None
            elif text[0] in _RULE_SIGNS or (tagged and "<" in body):
                usual = not odd or body.isprintable()
                line = None if usual and self._read_sign(text) else self._other_line(body, number, at)
            elif simple or (
                ((not odd and body.isascii()) or body.isprintable()) and not (self._rendered and _is_marked_up(body))
            ):
                line = self._plain_line(body, text, led, number, at)
            else:
                line = self._other_line(body, number, at)
            if line is not None:
                out.append(line)
            number += 1
            at += len(raw) + 1
        self._number, self._at = number, at
        return out

    def _read_sign(self, text: str) -> bool:
        """Read a line that is nothing but a rule, or tags, of the usual kinds. False where it is something else."""
        if text[0] != "<":
            if ("----" in text or "====" in text or "____" in text) and not text.strip("-=_ "):
                self._saw().ruled = True
                return True
            return False
        if (tag := _TAG.fullmatch(text)) is not None:
            self._read_tag(tag)
        elif not _HINTS.fullmatch(text):
            return False
        self._gap += 1
        return True

    def _plain_line(self, raw: str, text: str, led: bool, number: int, at: int) -> Line | None:
        """A line of printable characters without tags, rules and escapes."""
        printed = without_leaders(raw) if led else raw
        end = at + len(raw)
        if printed is raw and "  " not in text:
            x0 = raw.find(text[0])
            doubtful = plain_text(text, x0 + len(text))
            if doubtful is not None:
                line = Line(number, at, end, text, x0, self._above(), self._in_table)
                if doubtful:
                    line.doubtful, line.printed = doubtful, raw
                return line
        read = plain_cells(printed, at, self._in_table)
        if read is None or not read.cells:
            return self._line(raw, number, at, segments(raw))
        line = Line(number, at, end, text, int(read.cells[0].x0), self._above(), self._in_table)
        line.cells, line.edges, line.tabular = read.cells, read.edges, read.tabular
        if read.doubtful:
            line.doubtful, line.printed = read.doubtful, raw
        return line

    def _other_line(self, body: str, number: int, at: int) -> Line | None:
        """Any line: escapes and tags taken off, marks of renderings made plain, tabs widened."""
        if body.startswith("- -") or (body.startswith("- ") and not _TAG.sub("", body[2:]).strip()):
            body, at = body[2:], at + 2
        if "\f" in body:
            self._page_ends()
            body = body.replace("\f", " ")
        if "<" in body:
            hidden = self._without_tags(body)
            if hidden is not body and self._seen.page_break and _PAGE_NUMBER.match(hidden.strip() or "x"):
                self._saw().page = int(re.sub(r"\D", "", hidden))
                return None
            body = hidden
        printed = body.strip()
        if not printed:
            self._gap += 1
            return None
        if printed[0] in _RULE_SIGNS and _RULE.match(body) and _RULED.search(body):
            self._saw().ruled = True
            return None
        bold = False
        if self._rendered:
            body, bold = plain_line(body)
            if not body.strip():
                return None
            if "\t" in body:
                return self._line(body, number, at, tab_segments(body), bold, tabbed=True)
        elif "\t" in body:
            body = body.expandtabs(8)
        return self._line(body, number, at, segments(body), bold)

    def _without_tags(self, body: str) -> str:
        """The line with its tags blanked; what they say is kept for the line below."""
        hidden = body
        for m in _TAG.finditer(body):
            self._read_tag(m)
            hidden = hidden.replace(m[0], " " * len(m[0]), 1)
        return hidden

    def _read_tag(self, tag: re.Match[str]) -> None:
        name = tag[2].upper()
        if name == "PAGE":
            self._page_ends()
            self._saw().page = None
        elif name == "TABLE":
            self._in_table = not tag[1]
            self._saw().cut = True
        elif name == "CAPTION" and not tag[1]:
            self._saw().cut = True

    def _line(
        self, body: str, number: int, at: int, segs: list[Seg], bold: bool = False, tabbed: bool = False
    ) -> Line | None:
        """A line out of its segments; nothing but leaders is a rule."""
        if not segs:
            self._saw().ruled = True
            return None
        end = at + len(body)
        line = Line(number, at, end, body.strip(), segs[0].x0, self._above(), self._in_table, bold)
        line.edges = edges(segs)
        if tabbed:
            line.cells, line.tabular = _cells(segs, at, bold), len(segs) > 1
        else:
            line.segs = segs
        return line

    def _page_ends(self) -> None:
        seen = self._saw()
        seen.page_break = seen.cut = True

    def _saw(self) -> Above:
        """What stands above the next line, to be added to."""
        if self._seen is NOTHING:
            self._seen = Above()
        return self._seen

    def _above(self) -> Above:
        """What was seen above the line that is made now."""
        seen, gap = self._seen, self._gap
        self._gap = 0
        if seen is NOTHING:
            return _GAPS[gap] if gap < len(_GAPS) else Above(gap)
        self._seen = NOTHING
        seen.gap = gap
        return seen


def _is_marked_up(line: str) -> bool:
    """Whether a line of a rendering holds anything that `rendered.plain_line` would change."""
    return not line.isascii() or "^" in line or "\\" in line or "**" in line or "\t" in line


def _part_at_edges(chunk: list[Line]) -> None:
    """Part the cells of a chunk's lines where figures end, now that all columns of figures are known."""
    open_lines = [line for line in chunk if line.doubtful or line.segs is not None]
    if not open_lines:
        return
    count = Counter([edge for line in chunk for edge in line.edges])
    led = Counter(
        [
            edge
            for k, line in enumerate(chunk)
            if line.text[0] in BEGINS_LED
            and (line.doubtful or line.segs is not None)
            and (edge := _led_edge(line, chunk, k))
        ]
    )
    for edge, lines in led.items():
        if lines >= _LEAST_LED:
            count[edge] += 2
    for line in open_lines:
        if line.doubtful and any(is_column(edge, count) for edge in line.doubtful):
            line.segs = segments(line.printed)
        if line.segs is not None:
            _part(line, split_at_edges(line.segs, count))


def _led_edge(line: Line, chunk: Sequence[Line], k: int) -> int:
    """The column behind the amount that a row begins with, one blank before its words ("26,400 Acme, Inc."); 0 for
    none. Where several such amounts end is a column, though no figure stands there alone. A row whose value stands on a
    line below begins with one if its words go on behind it there, and does not hang over them."""
    led = LED.match(line.text)
    if led is None:
        return 0
    edge = line.x0 + led.end()
    below = chunk[k + 1] if k + 1 < len(chunk) else None
    goes_on = line.in_table and below is not None and below.x0 > edge
    return edge if line.edges or goes_on else 0


def _part(line: Line, segs: list[Seg]) -> None:
    line.x0, line.cells, line.segs = segs[0].x0, _cells(segs, line.start, line.bold), None
    line.tabular = len(segs) > 1 and (
        any(s.edge is not None for s in segs) or wide_gap([b.x0 - a.x1 for a, b in pairwise(segs)], line.in_table)
    )


def _cells(segs: list[Seg], at: int, bold: bool) -> list[Cell]:
    return [Cell(folded(s.text), s.x0, s.x1 if s.edge is None else s.edge, at + s.x0, at + s.x1, bold) for s in segs]

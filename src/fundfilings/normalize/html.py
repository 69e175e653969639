"""HTML to blocks.

    <P><B>Schedule of Investments</B></P>            Heading("Schedule of Investments", bold)
    <TABLE><TR><TD>Acme Corp.<SUP>(a)</SUP></TD>     Table[Row[Cell("Acme Corp.^{(a)}"), Cell("12,400"),
      <TD>12,400</TD><TD>$</TD><TD>310,000</TD>                Cell("$ 310,000")]]
    <HR> or page-break-before: always                PageBreak

Agents write every kind of HTML: tables for layout with tables of data inside, one <div> a line, one positioned <span> a
word, print in <pre>. What is layout is dissolved here; what is a table becomes rows (`html_rows`).
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from fundfilings.normalize.blocks import Block, BlockDocument, Cell, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.normalize.html_print import Printout, Word, blocks_of_print, blocks_of_words
from fundfilings.normalize.html_rows import COLUMN, GridCell, Line, Printed, lay_out, printed_rows
from fundfilings.normalize.html_tokens import PLAIN, Style, Tag, Text, tokens
from fundfilings.normalize.lines import without_leaders
from fundfilings.source import Document

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "center",
        "blockquote",
        "form",
        "body",
        "html",
        "head",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "nav",
        "address",
        "fieldset",
        "caption",
        "figure",
        "figcaption",
        "aside",
        "summary",
        "details",
        "title",
    ]
)
_VOID = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "col",
        "wbr",
        "area",
        "base",
        "page",
        "embed",
        "param",
        "source",
        "track",
        "basefont",
    ]
)
_BOLD = frozenset(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
_HEADING_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_UNSEEN = frozenset(("ix:hidden", "ix:header", "noscript", "template", "head", "select", "svg"))
_TABLE_DISPLAYS = frozenset(("table", "table-row", "table-cell"))
_GROUPS = frozenset(("tbody", "thead", "tfoot", "colgroup"))
#: Tags of fixed-width filings that stand inside <pre> as print.
_PRINT_TAGS = frozenset(("page", "table", "caption", "s", "c", "fn"))
#: As many page breaks by style show that rules are not page breaks.
_STYLED_BREAKS = 3
#: Open elements remembered, and how far back an end tag looks for its start tag.
_DEEPEST, _LOOK_BACK = 4000, 200
#: A line up to this long standing alone is a heading; longer ones are running text.
_HEADING_LENGTH = 120
#: A lone cell of a table with more than this is running text that the table only frames.
_PROSE_LENGTH = 200

#: Text of print in parts that are as long as their source, or one character reference.
_PRINT_PART = re.compile(r"&#?\w+;?|[^&]+|&")
_SUPER = re.compile(r"\^\{\s*([^{}]*?)\s*\}")
_ORDINAL = re.compile(r"^(?:st|nd|rd|th|tm|sm|®|™|℠|TM|SM|o|er|e|,|)$")
_FRACTION = re.compile(r"\s?\^\{(\d{1,2})\}\s?[/⁄]\s?(?=\d)")
_ABBREVIATED = re.compile(
    r"\b(?:Inc|Corp|Co|Cos|Ltd|L\.?P|N\.?A|S\.?A|N\.?V|p\.?l\.?c|PLC|Jr|Sr|St|No|U\.S|Bros|Intl|etc|[A-Z])\.$", re.I
)
_ENDS_SENTENCE = re.compile(r"[.;]$")


@dataclass(slots=True)  # never changed once made; frozen ones take three times as long to make
class _State:
    """What open elements say of the text inside them."""

    bold: bool = False
    raised: bool = False
    hidden: bool = False
    listed: bool = False
    floats: bool = False
    indent: float = 0.0
    text_indent: float = 0.0
    block: int = 0
    font_size: float = 10.0
    place: tuple[float, float, int] | None = None  # left, top, which positioned element


@dataclass(slots=True)
class _Open:
    """One open element: the state outside it, and whether a page ends behind it."""

    name: str
    outside: _State
    break_after: bool


@dataclass(slots=True)
class _Rows:
    """A finished table inside running text. `columns` is the width of its grid."""

    rows: list[Printed]
    columns: int


@dataclass(slots=True)
class _Break:
    """A page may end here; `ruled` says that only a rule (<hr>) shows it."""

    at: int
    ruled: bool = False


Item = Line | Word | _Rows | _Break | Printout


@dataclass(slots=True)
class _Container:
    """What text flows into: the body, or one cell."""

    items: list[Item] = field(default_factory=list)
    cell: GridCell | None = None


@dataclass(slots=True)
class _Table:
    """An open <table>. `depth` is the number of elements open around it, `state` what they say."""

    depth: int
    state: _State
    rows: list[list[_Container]] = field(default_factory=list)
    breaks: dict[int, int] = field(default_factory=dict)  # rows with a page break above, and where it stands
    row_style: Style = PLAIN
    row_open: bool = False
    cell_depth: int = 0


@dataclass(slots=True)
class _Styled:
    """An element that its style makes a table, a row or a cell; `inside` counts elements of its name open inside it."""

    name: str
    display: str
    inside: int = 0


def html_blocks(document: Document) -> BlockDocument:
    """The blocks of an HTML document part; offsets and lines are those of the whole input. Never raises on bad HTML."""
    places = _Places(document.text, document.start, document.line)
    items = _Reader().read(document.text)
    return BlockDocument(document.number, document.type, tuple(_blocks(items, places, document)))


class _Places:
    """Offsets in a document's body to offsets and line numbers of the whole input."""

    def __init__(self, text: str, start: int, line: int) -> None:
        self.start = start
        self._first = line
        self._feeds = [m.start() for m in re.finditer("\n", text)]

    def line(self, at: int) -> int:
        return self._first + bisect_right(self._feeds, at - 1)


class _Reader:
    """Tokens to items of running text, tables dissolved or made rows as they close."""

    def __init__(self) -> None:
        self.body = _Container()
        self.into = self.body
        self.state = _State()
        self.open: list[_Open] = []
        self.tables: list[_Table] = []
        self.outer: list[_Container] = []  # what each open table stands in
        self.parts: list[str] = []  # the open line
        self.start = self.stop = 0
        self.line_state = self.state
        self.line_bold = True
        self.raised = False
        self.ids = count(1)
        self.first_of_block = True
        self.print: Printout | None = None
        self.print_depth = 0
        self.styled: list[_Styled] = []
        self.source = ""

    def read(self, source: str) -> list[Item]:
        self.source = source
        for token in tokens(source):
            if isinstance(token, Text):
                self.text(token)
            elif self.print is not None and token.name in _PRINT_TAGS:
                self.print.add(source[token.start : source.find(">", token.start) + 1], token.start)
            elif token.end:
                self.end(token.name, token.start)
            else:
                self.begin(token)
        self.end_print()
        while self.tables:
            self.end_table()
        self.end_line()
        return self.body.items

    # --- text

    def text(self, token: Text) -> None:
        state, text = self.state, token.text
        if state.hidden:
            return
        if self.print is not None:
            for part in _PRINT_PART.finditer(self.source, token.start, token.stop):
                self.print.add(html.unescape(part[0]), part.start())
            return
        blank = text.isspace()
        if not self.parts:
            if blank and "\xa0" not in text:
                return
            self.line_state = state
            self.line_bold = True
            self.start = self.stop = token.start
            self.raised = False
        if blank:
            self.parts.append(text)
            return
        if self.stop == self.start:
            self.start = token.start + (len(text) - len(text.lstrip()) if text[0].isspace() else 0)
        self.stop = token.stop
        if state.raised != self.raised:
            self.parts.append("^{" if state.raised else "}")
            self.raised = state.raised
        self.parts.append(text)
        self.line_bold = self.line_bold and state.bold

    def end_line(self, blank: bool = False) -> None:
        """Close the open line; `blank` says that an empty one counts (two <br> in a cell)."""
        if not self.parts:
            if blank and self.into.cell is not None:
                self.into.items.append(Line("", self.stop, self.stop, block=self.state.block))
            return
        if self.raised:
            self.parts.append("}")
        raw = self.parts[0] if len(self.parts) == 1 else "".join(self.parts)
        self.parts.clear()
        text = _folded(raw)
        state = self.line_state
        if not text:
            if self.into.cell is not None:
                self.into.items.append(Line("", self.start, self.start, block=state.block))
            return
        if state.place is not None:
            left, top, owner = state.place
            self.into.items.append(Word(text, left, top, state.font_size, owner, self.start, self.stop))
            return
        indent = state.indent + (state.text_indent if self.first_of_block else 0.0)
        if raw[0].isspace():
            indent += 2.5 * _printed_blanks(raw[: len(raw) - len(raw.lstrip())])
        self.first_of_block = False
        self.into.items.append(
            Line(text, self.start, self.stop, self.line_bold, max(0.0, indent), state.block, state.floats, state.listed)
        )

    # --- tags

    def begin(self, tag: Tag) -> None:
        name, style = tag.name, tag.style
        if name in _VOID:
            self.void(tag)
        elif name == "table":
            self.begin_table(style, tag.start)
        elif name == "tr":
            self.begin_row(style, tag.start)
        elif name in ("td", "th"):
            self.begin_cell(name, style)
            if tag.empty:
                self.end_cell()
        elif style.display in _TABLE_DISPLAYS and not tag.empty:
            self.begin_styled(name, style, tag.start)
        elif name in _GROUPS:
            pass
        elif tag.empty:
            if style.break_before or style.break_after:
                self.page_break(tag.start)
        elif name == "pre" or name == "plaintext":
            self.end_line()
            self.push("pre", style)
            if self.print is None and self.into.cell is None:
                self.print, self.print_depth = Printout(), len(self.open)
        elif style.display == "block" or (name in _BLOCKS and style.display not in ("inline", "inline-block")):
            self.begin_block(name, style, tag.start)
        else:
            if style.display == "inline-block" and self.parts:
                self.parts.append(" ")
            self.push(name, style)
        if self.styled and self.styled[-1].name == name and style.display not in _TABLE_DISPLAYS and not tag.empty:
            self.styled[-1].inside += 1

    def begin_styled(self, name: str, style: Style, at: int) -> None:
        """A table, row or cell made of another element by its style."""
        self.styled.append(_Styled(name, style.display))
        if style.display == "table":
            self.begin_table(style, at)
        elif style.display == "table-row":
            self.begin_row(style, at)
        else:
            self.begin_cell(name, style)

    def end_styled(self) -> None:
        display = self.styled.pop().display
        if display == "table":
            self.end_table()
        elif display == "table-row":
            self.end_row()
        else:
            self.end_cell()

    def void(self, tag: Tag) -> None:
        if tag.name == "br":
            if self.print is not None:
                self.print.add("\n", tag.start)
                return
            if tag.style.break_before or tag.style.break_after:
                self.page_break(tag.start)
            self.end_line(blank=True)
        elif tag.name == "page":
            self.page_break(tag.start)
        elif tag.name == "hr":
            self.end_line()
            if self.into.cell is not None:
                self.into.cell.rule_below = True
            if tag.style.break_before or tag.style.break_after:
                self.page_break(tag.start)
            elif self.into.cell is None and not self.tables and not tag.style.short:
                self.into.items.append(_Break(tag.start, ruled=True))

    def begin_block(self, name: str, style: Style, at: int) -> None:
        self.end_line()
        if name == "p":
            self.close("p", _LOOK_BACK if self.open and self.open[-1].name == "p" else 6)
        if style.break_before:
            self.page_break(at)
        if style.relative and self.state.place is None and self.into.cell is None:
            self.into.items.append(Printout())  # parts pages of positioned words
        self.push(name, style, block=True)
        self.first_of_block = True

    def end(self, name: str, at: int) -> None:
        if self.styled and self.styled[-1].name == name:
            if self.styled[-1].inside == 0:
                self.end_styled()
                return
            self.styled[-1].inside -= 1
        if name in ("td", "th"):
            self.end_cell()
        elif name == "tr":
            self.end_row()
        elif name == "table":
            self.end_print()
            self.end_table()
        elif name in _GROUPS or name in _VOID:
            if name == "br":
                self.end_line(blank=True)
        else:
            if name in _BLOCKS or name == "pre":
                self.end_line()
            self.close(name, _LOOK_BACK, at)

    def push(self, name: str, style: Style, block: bool = False) -> None:
        outside = self.state
        if len(self.open) < _DEEPEST:
            self.open.append(_Open(name, outside, style.break_after))
        bold = style.bold if style.bold is not None else outside.bold or name in _BOLD
        raised = outside.raised or name == "sup" or (style.raised and not block)
        hidden = outside.hidden or style.hidden or name in _UNSEEN
        if not block:
            if style is PLAIN and bold == outside.bold and raised == outside.raised and hidden == outside.hidden:
                return
            block_id, indent, text_indent, floats = outside.block, outside.indent, outside.text_indent, outside.floats
        else:
            block_id = next(self.ids)
            indent = outside.indent + style.indent
            text_indent = style.text_indent or outside.text_indent
            floats = style.floats or style.display == "inline-block"
        place = outside.place
        if style.place is not None:
            self.end_line()
            left, top = (place[0], place[1]) if place else (0.0, 0.0)
            place = (left + style.place[0], top + style.place[1], next(self.ids))
        self.state = _State(
            bold, raised, hidden, outside.listed or name == "li", floats, indent, text_indent, block_id,
            style.font_size or outside.font_size, place,
        )  # fmt: skip

    def close(self, name: str, look_back: int, at: int = 0) -> None:
        """Close the nearest open element of this name, and all inside it; none found: nothing."""
        floor = self.tables[-1].cell_depth or self.tables[-1].depth if self.tables else 0
        for i in range(len(self.open) - 1, max(floor, len(self.open) - look_back) - 1, -1):
            if self.open[i].name == name:
                if self.open[i].outside.place != self.state.place:
                    self.end_line()
                self.unwind(i)
                return

    def unwind(self, depth: int) -> None:
        """Close all elements but the outermost `depth` ones."""
        if len(self.open) <= depth:
            return
        if self.print is not None and depth < self.print_depth:
            self.end_print()
        breaks = any(o.break_after for o in self.open[depth:])
        self.state = self.open[depth].outside
        del self.open[depth:]
        if breaks:
            self.page_break(self.stop)

    def end_print(self) -> None:
        if self.print is not None:
            self.body.items.append(self.print) if not self.tables else self.into.items.append(self.print)
            self.print = None

    def page_break(self, at: int) -> None:
        self.end_line()
        if self.tables and self.into.cell is None:
            self.tables[-1].breaks[len(self.tables[-1].rows)] = at
        else:
            self.into.items.append(_Break(at))

    # --- tables

    def begin_table(self, style: Style, at: int) -> None:
        self.end_line()
        if self.tables and self.into.cell is None:
            if self.tables[-1].row_open:
                self.begin_cell("td", PLAIN)
            else:
                self.end_table()
        if style.break_before:
            self.page_break(at)
        state = self.state
        if style.hidden or style.bold is not None:
            state = _State(bold=bool(style.bold), hidden=state.hidden or style.hidden)
        self.tables.append(_Table(len(self.open), state))
        self.outer.append(self.into)
        self.into = _Container()

    def begin_row(self, style: Style, at: int) -> None:
        if not self.tables:
            self.begin_table(PLAIN, at)
        self.end_row()
        table = self.tables[-1]
        if style.break_before:
            table.breaks[len(table.rows)] = at
        table.rows.append([])
        table.row_open, table.row_style = True, style

    def begin_cell(self, name: str, style: Style) -> None:
        if not self.tables or not self.tables[-1].row_open:
            self.begin_row(PLAIN, 0)
        self.end_cell()
        table = self.tables[-1]
        row = table.row_style
        cell = GridCell(style.colspan, style.rowspan, style.valign or row.valign, style.rule_above, style.rule_below)
        self.into = _Container(cell=cell)
        table.rows[-1].append(self.into)
        table.cell_depth = len(self.open)
        state = table.state
        bold = (
            style.bold if style.bold is not None else row.bold if row.bold is not None else state.bold or name == "th"
        )
        self.state = _State(
            bold=bold,
            hidden=state.hidden or style.hidden or row.hidden,
            indent=style.indent,
            text_indent=style.text_indent,
            block=next(self.ids),
            font_size=style.font_size or state.font_size,
            place=state.place,
        )
        self.first_of_block = True

    def end_cell(self) -> None:
        if not self.tables or self.into.cell is None:
            return
        self.end_line()
        table = self.tables[-1]
        self.unwind(table.cell_depth)
        self.state, table.cell_depth = table.state, 0
        self.into = _Container()

    def end_row(self) -> None:
        self.end_cell()
        if self.tables:
            self.tables[-1].row_open = False

    def end_table(self) -> None:
        if not self.tables:
            return
        self.end_row()
        self.end_line()
        stray = self.into.items  # text inside the table and outside its cells: in print it stands above
        table = self.tables.pop()
        self.into = self.outer.pop()
        self.unwind(table.depth)
        self.state = table.state if not self.open else self.state
        if not self.tables:
            self.state = self.state if self.open else _State()
        self.into.items.extend(stray)
        self.into.items.extend(_dissolved(table))


# --- tables: data or layout ------------------------------------------------------------------------------------------


def _dissolved(table: _Table) -> Iterator[Item]:
    """A closed table as items of running text: rows where it holds data, its contents where it only lays them out."""
    grid = [[c.cell for c in row if c.cell is not None] for row in table.rows]
    lay_out(grid)
    columns = max((c.column + c.colspan for row in grid for c in row), default=0)
    waiting: list[list[GridCell]] = []
    for i, row in enumerate(table.rows):
        if i in table.breaks:
            yield from _table_items(waiting, columns)
            waiting = []
            yield _Break(table.breaks[i])
        if all(_inline(c) for c in row):
            waiting.append(grid[i])
            continue
        yield from _table_items(waiting, columns)
        waiting = []
        for container in row:
            yield from (x for x in container.items if not isinstance(x, Line) or x.text)
    yield from _table_items(waiting, columns)
    if len(table.rows) in table.breaks:
        yield _Break(table.breaks[len(table.rows)])


def _inline(container: _Container) -> bool:
    """Whether a cell holds lines only (a one-row table inside it counts as a line). Fills the cell's lines."""
    cell = container.cell
    if cell is None:
        return False
    lines: list[Line] = []
    for item in container.items:
        if isinstance(item, Line):
            lines.append(item)
        elif isinstance(item, Word):
            lines.append(Line(item.text, item.start, item.stop))
        elif isinstance(item, _Rows) and len(item.rows) == 1 and sum(len(p.text) for p in item.rows[0].pieces) <= 40:
            p = item.rows[0].pieces
            lines.append(Line(" ".join(x.text for x in p), p[0].start, p[-1].stop, all(x.bold for x in p)))
        elif not (isinstance(item, Printout) and not item.filled):
            return False
    while lines and not lines[-1].text:
        lines.pop()
    cell.lines = lines
    return True


def _table_items(rows: list[list[GridCell]], columns: int) -> Iterator[Item]:
    """Rows of a table; where no row has a second filled cell they are running text that the table frames."""
    if not any(c.filled for row in rows for c in row):
        return
    if not any(sum(c.filled for c in row) > 1 for row in rows):
        for cell in (c for row in rows for c in row):
            for ln in cell.lines:
                if ln.text:
                    ln.indent += cell.column * COLUMN
                    yield ln
        return
    waiting: list[Printed] = []
    for printed in printed_rows(rows):
        piece = printed.pieces[0]
        if len(printed.pieces) == 1 and len(piece.text) > _PROSE_LENGTH:
            if waiting:
                yield _Rows(waiting, columns)
                waiting = []
            yield Line(piece.text, piece.start, piece.stop, piece.bold, piece.x0 + piece.indent)
        else:
            waiting.append(printed)
    if waiting:
        yield _Rows(waiting, columns)


# --- items to blocks -------------------------------------------------------------------------------------------------


def _blocks(items: list[Item], places: _Places, document: Document) -> Iterator[Block]:
    page: int | None = None
    pages = 1
    said = False  # something was printed since the last page break
    ending: int | None = None  # the line of a page break that nothing was printed behind yet
    # A document that breaks its pages by style uses its rules as ornaments.
    styled = sum(isinstance(x, _Break) and not x.ruled for x in items) >= _STYLED_BREAKS
    for group in _groups(items):
        first = group[0]
        if isinstance(first, _Break):
            if said and ending is None and not (first.ruled and styled):
                ending = places.line(first.at)
            continue
        for block in _group_blocks(group, places, document):
            if isinstance(block, PageBreak):
                ending = block.line if said and ending is None else ending
                continue
            if ending is not None:
                pages += 1
                page = pages
                yield PageBreak(ending, page)
                ending = None
            said = True
            yield block if page is None else _on_page(block, page)


def _group_blocks(group: list[Item], places: _Places, document: Document) -> Iterable[Block]:
    first = group[0]
    if isinstance(first, _Rows):
        return [_table([x for x in group if isinstance(x, _Rows)], places)]
    if isinstance(first, Line):
        return _flow([x for x in group if isinstance(x, Line)], places)
    if isinstance(first, Word):
        return blocks_of_words([x for x in group if isinstance(x, Word)], document, places.line)
    return blocks_of_print(first, document, places.line) if isinstance(first, Printout) else ()


def _on_page(block: Block, page: int) -> Block:
    if isinstance(block, Table):
        return Table(tuple(replace(r, page=page) for r in block.rows))
    return replace(block, page=page)


def _groups(items: list[Item]) -> Iterator[list[Item]]:
    """Neighbouring items that make blocks together: lines of one block element (or floating beside one another),
    positioned words of one page, tables of one grid."""
    group: list[Item] = []
    for item in items:
        if isinstance(item, Printout) and not item.filled:
            if group:
                yield group
            group = []
            continue
        if group and not _together(group[-1], item):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _together(a: Item, b: Item) -> bool:
    if isinstance(a, Line) and isinstance(b, Line):
        return (a.block == b.block and a.block != 0) or (a.floats and b.floats)
    if isinstance(a, Word) and isinstance(b, Word):
        return True
    return isinstance(a, _Rows) and isinstance(b, _Rows) and a.columns == b.columns


def _flow(lines: list[Line], places: _Places) -> Iterator[Block]:
    """Headings and paragraphs of the lines of one block element."""
    if len(lines) > 1 and lines[0].floats and lines[0].block != lines[1].block:
        yield _text_block(lines, places)
        return
    group: list[Line] = []
    for ln in lines:
        if group and not _runs_on(group[-1], ln):
            yield _text_block(group, places)
            group = []
        group.append(ln)
    if group:
        yield _text_block(group, places)


def _runs_on(above: Line, below: Line) -> bool:
    """Whether a <br> only wraps running text: a full line above, or a line below that begins in lower case."""
    if above.bold != below.bold:
        return False
    return len(above.text) > 70 or (len(above.text) > 40 and below.text[:1].islower())


def _text_block(lines: list[Line], places: _Places) -> Heading | Paragraph:
    text = " ".join(ln.text for ln in lines)
    first, stop = lines[0], places.start + lines[-1].stop
    line, start = places.line(first.start), places.start + first.start
    sentence = _ENDS_SENTENCE.search(text) and not _ABBREVIATED.search(text) and len(text) > 30
    if len(text) > _HEADING_LENGTH or first.listed or sentence:
        return Paragraph(text, line, None, start, stop, first.indent)
    return Heading(text, line, None, start, stop, all(ln.bold for ln in lines), first.indent)


def _table(tables: list[_Rows], places: _Places) -> Table:
    rows: list[Row] = []
    for table in tables:
        for printed in table.rows:
            cells = tuple(
                Cell(p.text, p.x0, p.x1, places.start + p.start, places.start + p.stop, p.bold) for p in printed.pieces
            )
            first = printed.pieces[0]
            rows.append(Row(cells, places.line(first.start), None, first.x0 + first.indent, printed.gap, printed.ruled))
    return Table(tuple(rows))


# --- text ------------------------------------------------------------------------------------------------------------


def _folded(raw: str) -> str:
    """White space folded, marks cleaned, dot leaders removed."""
    text = " ".join(raw.split())
    if "^{" in text:
        text = _FRACTION.sub(r" \1/", text).replace("}^{", "")
        text = _SUPER.sub(_mark, text)
    if ".." in text or ". ." in text or "___" in text:
        text = " ".join(without_leaders(text).split())
    return text


def _mark(m: re.Match[str]) -> str:
    said = m[1]
    return said if len(said) > 24 or _ORDINAL.match(said) else "^{" + said + "}"


def _printed_blanks(text: str) -> float:
    """Blanks that print: no-break spaces, en and em spaces."""
    return sum(1.0 if c == "\xa0" else 4.0 if c == "\u2003" else 2.0 if c in "\u2002\u3000" else 0.0 for c in text)

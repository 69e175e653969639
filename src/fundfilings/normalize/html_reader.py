"""The tokens of an HTML body to what it prints: lines of text, rows of tables, ends of pages.

    <p style="margin-left:10pt"><b>Banks</b> 3.1%<sup>(a)</sup><br>...    Line("Banks 3.1%^{(a)}", indent 10)
    <td> never closed <tr> ... </table>                                  closed where print shows it closed

Open elements are a stack of what they say of the text inside them; an end tag closes the nearest element of its name
inside the open cell, or nothing. So a bold that is never closed ends with its cell, and a stray </div> hurts nobody.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import count

from fundfilings.normalize.html_items import Break, Container, Item, dissolved
from fundfilings.normalize.html_print import Printout, Word
from fundfilings.normalize.html_rows import GridCell, Line
from fundfilings.normalize.html_tokens import PLAIN, Style, Tag, Text, tokens
from fundfilings.normalize.lines import without_leaders

# fmt: off
_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "center", "blockquote",
    "form", "body", "html", "head", "section", "article", "header", "footer", "main", "nav", "address",
    "fieldset", "caption", "figure", "figcaption", "aside", "summary", "details", "title",
))
_VOID = frozenset((
    "br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "page", "embed", "param", "source",
    "track", "basefont",
))
# fmt: on
_BOLD = frozenset(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
_UNSEEN = frozenset(("ix:hidden", "ix:header", "noscript", "template", "head", "select", "svg"))
_TABLE_DISPLAYS = frozenset(("table", "table-row", "table-cell"))
_GROUPS = frozenset(("tbody", "thead", "tfoot", "colgroup"))
#: Tags of fixed-width filings that stand inside <pre> as print.
_PRINT_TAGS = frozenset(("page", "table", "caption", "s", "c", "fn"))
#: Open elements remembered, and how far back an end tag looks for its start tag.
_DEEPEST, _LOOK_BACK = 4000, 200
#: Text of print in parts that are as long as their source, or one character reference.
_PRINT_PART = re.compile(r"&#?\w+;?|[^&]+|&")
_SUPER = re.compile(r"\^\{\s*([^{}]*?)\s*\}")
_ORDINAL = re.compile(r"^(?:st|nd|rd|th|tm|sm|®|™|℠|TM|SM|o|er|e|,|)$")
_FRACTION = re.compile(r"\s?\^\{(\d{1,2})\}\s?[/⁄]\s?(?=\d)")


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
class _Table:
    """An open <table>. `depth` is the number of elements open around it, `state` what they say."""

    depth: int
    state: _State
    rows: list[list[Container]] = field(default_factory=list)
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


def read_items(source: str) -> list[Item]:
    """What an HTML body prints, in printed order. Linear in the input; never raises."""
    return _Reader().read(source)


class _Reader:
    """Tokens to items of running text, tables dissolved or made rows as they close."""

    def __init__(self) -> None:
        self.body = Container()
        self.into = self.body
        self.state = _State()
        self.open: list[_Open] = []
        self.tables: list[_Table] = []
        self.outer: list[Container] = []  # what each open table stands in
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
                stop = source.find(">", token.start) + 1
                self.print.add(source[token.start : stop], token.start, stop)
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
        if state.hidden or not text:
            return
        if self.print is not None:
            for part in _PRINT_PART.finditer(self.source, token.start, token.stop):
                self.print.add(html.unescape(part[0]), part.start(), part.end())
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
                self.print.add("\n", tag.start, tag.start)
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
                self.into.items.append(Break(tag.start, ruled=True))

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
            self.into.items.append(Break(at))

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
        self.into = Container()

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
        self.into = Container(cell=cell)
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
        self.into = Container()

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
        self.into.items.extend(dissolved(table.rows, table.breaks))


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

"""The elements of an HTML body to what it prints: lines of text, rows of tables, ends of pages.

    <p style="margin-left:10pt"><b>Banks</b> 3.1%<sup>(a)</sup><br>...    Line("Banks 3.1%^{(a)}", indent 10)
    <td> never closed <tr> ... </table>                                  closed where print shows it closed

lxml balances the tags and this takes its events one after another, without a tree: filings of 50 MB have millions of
elements. An open element is known by its depth. What it says of the text inside it ends with it, or with the cell it is
in: a bold that is never closed makes no other cell bold.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from fundfilings.normalize.html_items import Break, Item
from fundfilings.normalize.html_lines import OpenLine, State
from fundfilings.normalize.html_print import Printout
from fundfilings.normalize.html_source import PRINT_TAG, feed, marked, text_end
from fundfilings.normalize.html_style import PLAIN, Style, Styles
from fundfilings.normalize.html_tables import OpenTables

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
_UNSEEN = frozenset(
    ("ix:hidden", "ix:header", "noscript", "template", "head", "select", "svg", "title", "script", "style")
)
_TABLE_PARTS = {"table": "table", "tr": "table-row", "td": "table-cell", "th": "table-cell"}
_TABLE_DISPLAYS = frozenset(_TABLE_PARTS.values())
_GROUPS = frozenset(("tbody", "thead", "tfoot", "colgroup"))
#: A <p> ends one that is open around it, unless more than this stands between.
_LOOK_BACK = 6
#: Text of print in parts that are as long as their source, or one character reference.
_PRINT_PART = re.compile(r"&#?\w+;?|[^&]+|&")


@dataclass(slots=True)
class _Open:
    """One open element: the state outside it, and whether a page ends behind it."""

    name: str
    depth: int
    outside: State
    break_after: bool


def read_items(source: str) -> list[Item]:
    """What an HTML body prints, in printed order. Linear in the input; never raises."""
    reader = _Reader(source)
    feed(source, reader)
    return reader.finished()


class _Reader:
    """The target of the parser: its events to items of running text, tables dissolved or made rows as they close."""

    def __init__(self, source: str) -> None:
        self.depth = 0
        self._source = source
        self._chunks: list[str] = []
        self.data = self._chunks.append
        self._styles = Styles()
        self._ids = count(1)
        self._state = State()
        self._open: list[_Open] = []
        self._line = OpenLine(source)
        self._tables = OpenTables()
        self._print: Printout | None = None
        self._print_depth = 0

    def finished(self) -> list[Item]:
        """All that was printed, with what is still open closed. The reader is done for."""
        self._text()
        self._end_print()
        while self._tables.open:
            self._end_table()
        self._end_line()
        items = self._tables.into.items
        # lxml's parser and its target hold each other until the collector comes by: the target keeps nothing
        self._source, self._chunks, self._open, self._print = "", [], [], None
        self._styles, self._state, self._tables, self._line = Styles(), State(), OpenTables(), OpenLine("")
        self.data = self._chunks.append
        return items

    # --- events

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._chunks:
            self._text()
        self.depth += 1
        style = self._styles.of(attributes) if attributes else PLAIN
        display = style.display
        part = _TABLE_PARTS.get(name) or (display if display in _TABLE_DISPLAYS else None)
        if part == "table-cell" and self._tables.open:
            self._begin_cell(name, style, self.depth)
        elif part is not None:
            self._begin_part(part, name, style)
        elif name in _VOID:
            self._void(name, style)
        elif name in _GROUPS:
            pass
        elif name == "pre" or name == "plaintext":
            self._end_line()
            self._push(name, style)
            if self._print is None and self._tables.into.cell is None:
                self._print, self._print_depth = Printout(), self.depth
        elif display == "block" or (name in _BLOCKS and display not in ("inline", "inline-block")):
            self._begin_block(name, style)
        else:
            if display == "inline-block" and self._line.parts:
                self._line.parts.append(" ")
            self._push(name, style)

    def end(self, name: str) -> None:
        depth = self.depth
        if self._chunks:
            if name == "style":
                self._styles.sheet(marked("".join(self._chunks))[0])
                self._chunks.clear()
            else:
                self._text()
        self.depth = depth - 1
        if self._print is not None and depth <= self._print_depth and name not in _VOID:
            self._end_print()
        if (self._tables.deepest >= depth and self._end_parts(depth)) or name in _VOID:
            return
        if name in _BLOCKS or name == "pre":
            self._end_line()
        if self._open and self._open[-1].depth >= depth:
            self._close(depth)

    def close(self) -> None:
        """Called by the parser at the end of its input."""

    # --- text

    def _text(self) -> None:
        """What was gathered since the last tag."""
        text = self._chunks[0] if len(self._chunks) == 1 else "".join(self._chunks)
        self._chunks.clear()
        state = self._state
        if not self._line.parts and text.isspace() and text.isascii() and self._print is None:
            return
        if state.hidden:
            return
        text, places = marked(text)
        if self._print is not None:
            self._add_print(places)
            return
        if "&" in text and ";" in text:
            text = html.unescape(text)  # "&#38;nbsp;" and the like: agents escape twice
        if state.unseen and not self._styles.grounds_unknown:
            return
        self._line.add(text, places, state)

    def _add_print(self, places: list[int]) -> None:
        assert self._print is not None
        for at in places:
            if at >= len(self._source):
                continue
            if tag := PRINT_TAG.match(self._source, at):
                self._print.add(tag[0], at, tag.end())
                continue
            for part in _PRINT_PART.finditer(self._source, at, text_end(self._source, at)):
                self._print.add(html.unescape(part[0]), part.start(), part.end())

    def _end_line(self, blank: bool = False) -> None:
        self._line.close(self._tables.into, self._state, blank)

    def _end_print(self) -> None:
        if self._print is not None:
            self._tables.into.items.append(self._print)
            self._print = None

    # --- blocks and inline elements

    def _void(self, name: str, style: Style) -> None:
        if name == "br" and self._print is not None:
            self._print.add("\n", self._line.stop, self._line.stop)
        elif name in ("br", "hr", "page"):
            if name == "hr":
                self._end_line()
                if (cell := self._tables.into.cell) is not None:
                    cell.rule_below = True
            if style.break_before or style.break_after or name == "page":
                self._page_break()
            elif name == "hr" and not self._tables.open and not style.short:
                self._tables.into.items.append(Break(self._line.stop, ruled=True))
            if name == "br":
                self._end_line(blank=True)

    def _begin_block(self, name: str, style: Style) -> None:
        self._end_line()
        if name == "p":
            for i in range(len(self._open) - 1, max(self._tables.floor, len(self._open) - _LOOK_BACK) - 1, -1):
                if self._open[i].name == "p":
                    self._unwind(i)
                    break
        if self._tables.implied_at(self.depth):
            self._end_table()
        if style.break_before:
            self._page_break()
        if style.relative and self._state.place is None and self._tables.into.cell is None:
            self._tables.into.items.append(Printout())  # parts pages of positioned words
        self._push(name, style, block=True)
        self._line.first_of_block = True

    def _push(self, name: str, style: Style, block: bool = False) -> None:
        outside = self._state
        self._open.append(_Open(name, self.depth, outside, style.break_after))
        if style is PLAIN and not block and name not in _BOLD and name not in _UNSEEN and name != "sup":
            return
        place = outside.place
        if style.place is not None:
            self._end_line()
            left, top = (place[0], place[1]) if place else (0.0, 0.0)
            place = (left + style.place[0], top + style.place[1], next(self._ids))
        self._state = State(
            bold=style.bold if style.bold is not None else outside.bold or name in _BOLD,
            raised=outside.raised or name == "sup" or (style.raised and not block),
            hidden=outside.hidden or style.hidden or name in _UNSEEN,
            white=outside.white if style.white is None else style.white,
            ground=outside.ground or bool(style.ground),
            listed=outside.listed or name == "li",
            floats=style.floats or style.display == "inline-block" if block else outside.floats,
            indent=outside.indent + style.indent if block else outside.indent,
            text_indent=style.text_indent or outside.text_indent if block else outside.text_indent,
            block=next(self._ids) if block else outside.block,
            font_size=outside.font_size if style.font_size is None else style.font_size,
            place=place,
        )

    def _close(self, depth: int) -> None:
        """End the elements at this depth and deeper."""
        i = len(self._open)
        while i and self._open[i - 1].depth >= depth:
            i -= 1
        if i < len(self._open):
            self._unwind(i)

    def _unwind(self, count: int) -> None:
        """Close all elements but the outermost `count` ones."""
        if len(self._open) <= count:
            return
        breaks = any(o.break_after for o in self._open[count:])
        outside = self._open[count].outside
        if outside.place != self._state.place:
            self._end_line()
        self._state = outside
        del self._open[count:]
        if breaks:
            self._page_break()

    def _page_break(self) -> None:
        """A page ends, at what was printed last."""
        self._end_line()
        self._tables.page_break(self._line.stop)

    # --- tables

    def _begin_part(self, part: str, name: str, style: Style) -> None:
        """A table, a row or a cell, by name or by style."""
        tables = self._tables
        if part == "table":
            self._begin_table(style, implied=False)
            return
        if not tables.open:
            self._begin_table(PLAIN, implied=True)
        if part == "table-row":
            self._end_cell()
            tables.begin_row(style, self.depth, self._line.stop)
        else:
            self._begin_cell(name, style, self.depth)

    def _begin_table(self, style: Style, implied: bool) -> None:
        self._end_line()
        tables = self._tables
        if tables.open and tables.into.cell is None:
            if tables.open[-1].row_open:
                self._begin_cell("td", PLAIN, 0)
            else:
                self._end_table()
        if style.break_before:
            self._page_break()
        tables.begin(style, self._state, self.depth, len(self._open), implied)

    def _begin_cell(self, name: str, style: Style, depth: int) -> None:
        if self._tables.into.cell is not None:
            self._end_cell()
        if not self._tables.open[-1].row_open:
            self._tables.begin_row(PLAIN, 0, 0)
        self._state = self._tables.begin_cell(name == "th", style, depth, len(self._open), next(self._ids))
        self._line.first_of_block = True

    def _end_parts(self, depth: int) -> bool:
        """End the parts of tables at this depth and deeper. Whether the element at this depth is one of them."""
        tables, ended = self._tables, False
        while tables.deepest >= depth and (part := tables.part_at(depth)):
            ended = tables.deepest == depth
            if part == "table":
                self._end_table()
            else:
                self._end_cell()
                if part == "table-row":
                    tables.end_row()
        return ended

    def _end_cell(self) -> None:
        tables = self._tables
        if tables.into.cell is not None:
            if self._line.parts:
                self._end_line()
            if len(self._open) > (floor := tables.open[-1].floor):
                self._unwind(floor)
            self._state = tables.end_cell()

    def _end_table(self) -> None:
        self._end_cell()
        self._end_line()
        self._unwind(self._tables.open[-1].outside_floor)
        self._state = self._tables.end()

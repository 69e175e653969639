"""Stretches of text to printed lines.

"Banks 3.1%" bold, "(a)" raised, "\\n  "      Line("Banks 3.1%^{(a)}", where it stands, indented, bold or not)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fundfilings.normalize.html_items import Container
from fundfilings.normalize.html_print import Word
from fundfilings.normalize.html_rows import Line
from fundfilings.normalize.html_source import text_end
from fundfilings.normalize.lines import without_leaders

#: Characters without width, and C1 controls: cp1252 that older parsers take "&#150;" for.
_ODD = re.compile("[\x80-\x9f\u200b-\u200d\u2060\ufeff\u00ad]")
_PLAIN: dict[int, str | None] = {ord(c): None for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}
_PLAIN |= {c: bytes([c]).decode("cp1252", "ignore") for c in range(0x80, 0xA0)}
_SUPER = re.compile(r"\^\{\s*([^{}]*?)\s*\}")
_ORDINAL = re.compile(r"^(?:st|nd|rd|th|tm|sm|®|™|℠|TM|SM|o|er|,|)$")
#: "1e", "2e": a number so small before it; elsewhere a raised e is a mark.
_SMALL_NUMBER = re.compile(r"(?<![\d.,])\d{1,2}$")
_FRACTION = re.compile(r"\s?\^\{(\d{1,2})\}\s?[/⁄]\s?(?=\d)")
#: What prints in so few points is not for the reader.
_UNPRINTED_SIZE = 1.0


@dataclass(slots=True)  # never changed once made; frozen ones take three times as long to make
class State:
    """What open elements say of the text inside them."""

    bold: bool = False
    raised: bool = False
    hidden: bool = False
    white: bool = False
    ground: bool = False
    listed: bool = False
    floats: bool = False
    indent: float = 0.0
    text_indent: float = 0.0
    block: int = 0
    font_size: float = 10.0
    place: tuple[float, float, int] | None = None  # left, top, which positioned element

    @property
    def unseen(self) -> bool:
        """Filler: white on white, or in no size. What is put in a place may stand on a ground put there as well."""
        return (self.white and not self.ground and self.place is None) or self.font_size <= _UNPRINTED_SIZE


class OpenLine:
    """The line that is being printed."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.parts: list[str] = []
        self.stop = 0  # where the last text ends
        self._start = self._last = -1
        self._state = State()
        self._bold = self._raised = False
        self.first_of_block = True

    def add(self, text: str, places: list[int], state: State) -> None:
        """Text without marks; the first and the last of its places are where its stretches begin."""
        if not text.isascii() and _ODD.search(text):
            text = text.translate(_PLAIN)
        blank = text.isspace()
        if not self.parts:
            if not text or (blank and "\xa0" not in text):
                return
            self._state = state
            self._bold = True
            self._raised = False
            self._start = -1
        if blank or not text:
            self.parts.append(text)
            return
        if places and self._last < places[-1] <= len(self._source):
            self._last = places[-1]
        if self._start < 0:
            self._start = places[0] if places and places[0] <= self._last else max(self._last, 0)
        if state.raised != self._raised:
            self.parts.append("^{" if state.raised else "}")
            self._raised = state.raised
        self.parts.append(text)
        self._bold = self._bold and state.bold

    def close(self, into: Container, state: State, blank: bool = False) -> None:
        """End the line; `blank` says that an empty one counts (two <br> in a cell)."""
        if not self.parts:
            if blank and into.cell is not None:
                into.items.append(Line("", self.stop, self.stop, block=state.block or into.block))
            return
        if self._raised:
            self.parts.append("}")
        raw = self.parts[0] if len(self.parts) == 1 else "".join(self.parts)
        self.parts.clear()
        text = _folded(raw)
        state = self._state
        block = state.block or into.block
        if not text:
            if into.cell is not None:
                into.items.append(Line("", self.stop, self.stop, block=block))
            return
        self.stop = text_end(self._source, max(self._last, 0))
        start, stop = self._start, self.stop
        if state.place is not None:
            if state.white and len(set(text)) == 1:
                return  # filler ("AAAAAA"); other white words may stand on a ground of their own
            left, top, owner = state.place
            into.items.append(Word(text, left, top, state.font_size, owner, start, stop))
            return
        indent = state.indent + (state.text_indent if self.first_of_block else 0.0)
        if raw[0].isspace():
            indent += 2.5 * _printed_blanks(raw[: len(raw) - len(raw.lstrip())])
        self.first_of_block = False
        into.items.append(Line(text, start, stop, self._bold, max(0.0, indent), block, state.floats, state.listed))


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
    if said == "e" and _SMALL_NUMBER.search(m.string[: m.start()]):
        return said
    return said if len(said) > 24 or _ORDINAL.match(said) else "^{" + said + "}"


def _printed_blanks(text: str) -> float:
    """Blanks that print: no-break spaces, en and em spaces."""
    return sum(1.0 if c == "\xa0" else 4.0 if c == "\u2003" else 2.0 if c in "\u2002\u3000" else 0.0 for c in text)

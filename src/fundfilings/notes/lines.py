"""The blocks of a notes part as one run of lines, without what belongs to the page.

   Heading("Acme Fund") Heading("NOTES ... (CONTINUED)") Heading("7. CREDIT RISK") Paragraph("The Fund has ...")
-> Line("7. CREDIT RISK"), Line("The Fund has ...")
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fundfilings.normalize.blocks import Block, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.notes.vocabulary import CONTINUED, is_edge, is_furniture, is_notes_title, is_running_foot

#: Lines at the top and the bottom of a page among which running heads and feet are looked for.
TOP, BOTTOM = 4, 3
_WORDS = re.compile(r"[^a-z]+")


@dataclass(slots=True)
class Line:
    """One heading, paragraph or table row. `breaks` as in Paragraph; `figures` counts cells that print amounts;
    `alone` is true for a short line that no running text is joined to; `page_top` for the first lines of a page;
    `table` numbers the table a row stands in (-1: none)."""

    text: str
    place: Heading | Paragraph | Row
    breaks: tuple[int, ...] = ()
    cells: int = 1
    figures: int = 0
    page_top: bool = False
    table: int = -1
    bold: bool = False

    @property
    def alone(self) -> bool:
        return not isinstance(self.place, Paragraph)

    @property
    def number(self) -> int:
        return self.place.line

    @property
    def indent(self) -> float:
        return self.place.indent


def note_lines(blocks: Sequence[Block], names: Sequence[str]) -> list[Line]:
    """The lines of a notes part in printed order, running heads, feet and page numbers left out. `names` are the funds'
    names, which stand as running heads."""
    lines, tops = _flatten(blocks)
    heads = {_plain(n) for n in names} - {""}
    furniture = _repeated(lines, tops)
    seen: set[str] = set()
    kept: list[Line] = []
    page_top = False
    for i, line in enumerate(lines):
        page_top = page_top or i in tops
        if line.alone:
            plain = base = _plain(line.text)
            continued = "con" in plain and CONTINUED.search(line.text) is not None
            if continued:
                base = _plain(CONTINUED.sub("", line.text))
            if _of_the_page(line, plain, base, heads, furniture):
                continue
            if continued and base in seen:
                page_top = True
                continue
            seen.add(plain)
        kept.append(_at_top(line) if page_top else line)
        page_top = False
    return kept


def level_lines(blocks: Sequence[Block]) -> list[Line]:
    """All lines of a part in printed order, page furniture left out; nothing else is decided, figures not counted."""
    lines = _flatten(blocks, count=False)[0]
    return [ln for ln in lines if not (ln.alone and _is_edge(ln.text[:130]))]


def _is_edge(text: str) -> bool:
    low = text.lower()
    return is_furniture(text, low) or is_running_foot(text, low)


def _at_top(line: Line) -> Line:
    return Line(line.text, line.place, line.breaks, line.cells, line.figures, True, line.table, line.bold)


def _flatten(blocks: Sequence[Block], count: bool = True) -> tuple[list[Line], set[int]]:
    """All lines, and the indices of those that begin a page."""
    lines: list[Line] = []
    tops: set[int] = set()
    for number, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            tops.add(len(lines))
        elif isinstance(block, Table):
            for row in block.rows:
                figures = len([c for c in row.cells if c.figure is not None]) if count else 0
                bold = bool(row.cells) and row.cells[0].bold
                lines.append(Line(row.text, row, (), len(row.cells), figures, False, number, bold))
        elif isinstance(block, Paragraph):
            lines.append(Line(block.text, block, block.breaks))
        else:
            lines.append(Line(block.text, block, bold=block.bold))
    return lines, tops


def _plain(text: str) -> str:
    return _WORDS.sub(" ", text.lower()).strip()


def _repeated(lines: Sequence[Line], tops: set[int]) -> set[str]:
    """Short texts that stand at the edges of pages twice or more."""
    edges = {i for top in tops for i in range(max(0, top - BOTTOM), min(len(lines), top + TOP))}
    counts = Counter(
        _plain(line.text) for i in edges if (line := lines[i]).alone and len(line.text) < 110 and line.figures == 0
    )
    return {text for text, n in counts.items() if n >= 2 and text}


def _of_the_page(line: Line, plain: str, base: str, heads: set[str], repeated: set[str]) -> bool:
    """Whether a line standing alone belongs to the page. `plain` are its words, `base` those without "continued"."""
    text = line.text
    if len(text) > 130:
        return False
    low = text.lower()
    if is_furniture(text, low) or is_notes_title(text, low) or is_edge(text, low):
        return True
    if line.figures <= 1 and is_running_foot(text, low) and not CONTINUED.search(text):
        return True
    if plain in heads or base in heads:
        return True
    return line.figures == 0 and plain in repeated and not _numbered(text)


def _numbered(text: str) -> bool:
    return text.lstrip(" (")[:1].isdigit() or text[:4].lower() == "note"

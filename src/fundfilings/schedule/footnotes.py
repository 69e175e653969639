"""The legend of a schedule: what its marks and abbreviations mean.

    (a)  Non-income producing security.               Footnote("a", "Non-income producing security.", ...)
    **   Rate shown is the seven-day yield as         Footnote("**", "Rate shown is the seven-day yield as of ...")
         of October 31, 2004.
    FHA - Federal Housing Administration              Abbreviation("FHA", "Federal Housing Administration")
    See accompanying notes to financial statements.   furniture

Lines are read in printed order: each begins a footnote, goes on with one, explains abbreviations, or belongs to nobody
(tables of swaps, affiliates' figures, running heads). The legend ends where the next statement's title stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fundfilings.models import Abbreviation, Footnote, made
from fundfilings.normalize.blocks import Block, Origin
from fundfilings.schedule.abbreviations import HEAD as ABBREVIATIONS_HEAD
from fundfilings.schedule.abbreviations import Glossary
from fundfilings.schedule.flags import flags_of_footnote
from fundfilings.schedule.legend_bounds import (
    ENDED,
    LEGEND_HEAD,
    is_furniture,
    is_running_foot,
    is_running_head,
    is_stop,
)
from fundfilings.schedule.legend_lines import LegendLine, Place, legend_lines
from fundfilings.schedule.legend_marks import Start, follows, read_start, same_kind
from fundfilings.spans import Span

_ANNOUNCES_TABLE = re.compile(r":\s*$")
_BULLET = re.compile(r"^[o•●▪·]\s+\S")
#: A second footnote on the same line, behind the end of the first.
_NEXT_ON_LINE = re.compile(
    r"(?<=[.;])\s+(?=(?:\([A-Za-z]{1,2}\)|\(\d{1,2}\)|\^\{[A-Za-z0-9]{1,2}\}|\*{2,4}|\d{1,2}\s|[a-z]\s)\s*[A-Z“\"])"
)
#: Shortest line that is read as a further paragraph of a footnote, in characters.
_PROSE = 40


@dataclass(frozen=True, slots=True)
class Legend:
    """What a legend says. `used` holds the places that were read as legend: the index of a block, or (index of a
    table, index of its row)."""

    footnotes: tuple[Footnote, ...]
    abbreviations: tuple[Abbreviation, ...]
    used: frozenset[Place]


@dataclass(slots=True)
class _Open:
    """A footnote while its lines come in."""

    marks: tuple[str, ...]
    parts: list[str]
    span: Span
    left: float | None
    bracketed: bool
    table: bool = False  # a table of figures has begun below it
    rows: list[str] = field(default_factory=list)  # the lines of that table

    @property
    def text(self) -> str:
        return self.parts[-1] if self.parts else ""

    @property
    def ended(self) -> bool:
        return bool(ENDED.search(self.text) or _ANNOUNCES_TABLE.search(self.text))


@dataclass(slots=True)
class _Reader:
    """The state between lines: the footnote that is open, and what was read."""

    current: _Open | None = None
    done: list[_Open] = field(default_factory=list)
    glossary: Glossary = field(default_factory=Glossary)
    used: set[Place] = field(default_factory=set)
    left: float | None = None
    before: LegendLine | None = None
    page_head: bool = False  # the lines above are a page's running heads

    @property
    def runs_on(self) -> bool:
        """Whether the sentence of the open footnote is not at its end."""
        return self.current is not None and bool(self.current.parts) and not self.current.ended

    def close(self) -> None:
        if self.current is not None and self.current.parts:
            self.done.append(self.current)
        self.current = None


def read_legend(blocks: Sequence[Block], document: Origin) -> Legend:
    """The footnotes and abbreviations among the blocks behind a schedule's last line. `blocks` may run on past the
    legend: it ends at the next statement's title."""
    reader = _Reader()
    lines = legend_lines(blocks, document)
    for i, line in enumerate(lines):
        if is_stop(lines, i, reader.runs_on, bool(reader.done or reader.current)):
            break
        _take(reader, line, lines[i + 1] if i + 1 < len(lines) else None)
        reader.before = line
    reader.close()
    return Legend(_footnotes(reader.done), reader.glossary.result(), frozenset(reader.used))


def _take(reader: _Reader, line: LegendLine, below: LegendLine | None) -> None:
    """One line to where it belongs."""
    reader.page_head = (line.top or reader.page_head) and is_running_head(line)
    if is_running_foot(line, below) or (reader.page_head and reader.runs_on):
        return
    runs_on = reader.runs_on and not line.gap and not line.top
    if is_furniture(line) and not runs_on:
        reader.glossary.in_list = False
        if not reader.runs_on:
            reader.close()
        return
    start = read_start(line.text, line.cells)
    if start is not None and _begins(reader, line, start):
        _open(reader, line, start)
    elif reader.glossary.take(line, below, runs_on):
        reader.close()
        reader.used.add(line.place)
    elif _BULLET.match(line.text) and not runs_on:
        reader.close()
    elif reader.current is not None and _goes_on(reader.current, line, reader.before):
        reader.current.parts.append(line.text)
        reader.used.add(line.place)
    elif reader.glossary.wraps(line):
        reader.used.add(line.place)
    else:
        _leave(reader, line)


def _leave(reader: _Reader, line: LegendLine) -> None:
    """A line that belongs to no entry. The rows of a table that a footnote announces are the footnote's."""
    current = reader.current
    reader.glossary.in_list = False
    if LEGEND_HEAD.match(line.text) or ABBREVIATIONS_HEAD.match(line.text):
        reader.close()
        reader.used.add(line.place)
        return
    if current is None:
        return
    announced = current.table or bool(_ANNOUNCES_TABLE.search(current.text))
    if announced and (line.figures or len(line.cells) > 1 or isinstance(line.place, tuple)):
        current.table = True
        current.rows.append(" | ".join(line.cells))
        reader.used.add(line.place)
    elif not reader.page_head:
        reader.close()


# --- footnotes -------------------------------------------------------------------------------------------------------


def _begins(reader: _Reader, line: LegendLine, start: Start) -> bool:
    """Whether a mark at a line's head begins a footnote, and is no part of the sentence above it."""
    if line.figures > 1 or (line.figures and len(start.text) < _PROSE):
        return False
    current = reader.current
    fresh = current is None or line.gap or line.top or current.ended or current.table
    if start.weak:
        return _in_rows_alike(reader, line, start) or (fresh and _in_order(reader, line, start.marks[0]))
    if _is_count(start) and not _in_order(reader, line, start.marks[0]):
        return False
    if not start.text:
        return fresh or len(line.text) > 1
    if fresh:
        small = start.text[:1].islower() and current is not None and not line.gap and not line.top
        return not (small and _is_enumeration(start, current))
    if start.text[:1].islower():
        return current is not None and current.text[:1].islower() and len(current.parts) == 1
    return not (start.symbol and start.text[:1].isdigit())


def _in_rows_alike(reader: _Reader, line: LegendLine, start: Start) -> bool:
    """Whether a row of a table begins with a mark as the row above it does, in its own cell or joined to its text:

    *    Non-income producing
    a    Affiliated holding
    e    On loan
    """
    before, current = reader.before, reader.current
    if before is None or current is None or len(current.parts) != 1 or not start.text[:1].isupper():
        return False
    if not (isinstance(line.place, tuple) and isinstance(before.place, tuple) and line.place[0] == before.place[0]):
        return False
    mark = start.marks[0]
    own = len(line.cells) > 1 and line.cells[0] == mark and mark != "o"  # the letter of bullets
    later = same_kind(mark, current.marks[-1]) and follows(mark, current.marks[-1], 25)
    return before.edges[0] == line.edges[0] and (own or later)


def _is_count(start: Start) -> bool:
    """A number of contracts may stand before words as a raised mark does ("40 U.S. Treasury Bond")."""
    mark = start.marks[0]
    return mark.isdigit() and len(mark) > 1 and not start.bracketed and 0 < len(start.text) < _PROSE


def _is_enumeration(start: Start, current: _Open | None) -> bool:
    """Roman numbers inside a footnote ("... rates: (i) the lending rate; (ii) the prime rate")."""
    roman = re.fullmatch(r"[ivx]+", start.marks[0]) is not None
    return roman and current is not None and not follows(start.marks[0], current.marks[-1])


def _in_order(reader: _Reader, line: LegendLine, mark: str) -> bool:
    before = next((f for f in reversed(_all(reader)) if same_kind(f.marks[-1], mark)), None)
    if before is not None and before.bracketed:
        return False
    last = before.marks[-1] if before is not None else None
    if follows(mark, last) or (line.gap and follows(mark, None)):
        return True
    # A page's own legend explains the marks of that page only, and so may begin anywhere.
    return last is None and line.gap and mark.islower() and len(mark) == 1 and mark != "a" and len(line.text) > 20


def _all(reader: _Reader) -> list[_Open]:
    return [*reader.done, reader.current] if reader.current is not None else reader.done


def _open(reader: _Reader, line: LegendLine, start: Start) -> None:
    reader.close()
    reader.glossary.close()
    if line.indent is not None:
        reader.left = line.indent
    reader.used.add(line.place)
    text, marks = start.text, start.marks
    while (m := _NEXT_ON_LINE.search(text)) and (after := read_start(text[m.end() :])) and _is_next(after, marks):
        reader.done.append(_Open(marks, [text[: m.start()]], line.span, reader.left, start.bracketed))
        text, marks = after.text, after.marks
    text = reader.glossary.take_tail(text, line)
    reader.current = _Open(marks, [text] if text else [], line.span, reader.left, start.bracketed)
    if not start.weak and not start.bracketed:
        reader.glossary.take_mark(start.marks[0], start.text, line)


def _is_next(start: Start, marks: tuple[str, ...]) -> bool:
    before, mark = marks[-1], start.marks[0]
    if mark.startswith("*"):
        return mark == before + "*"
    if not before.isalnum():
        return follows(mark, None)
    return same_kind(mark, before) and follows(mark, before, within=1 if start.weak else 3)


def _goes_on(current: _Open, line: LegendLine, before: LegendLine | None) -> bool:
    """Whether a line without a mark goes on with the footnote that is open."""
    if line.figures or current.table:
        return False
    if not current.parts:  # the mark stood alone, its text is here
        return len(line.text) > 6 and any(c.islower() for c in line.text)
    if LEGEND_HEAD.match(line.text) or ABBREVIATIONS_HEAD.match(line.text):
        return False
    table_announced = bool(_ANNOUNCES_TABLE.search(current.text))
    if table_announced and len(line.cells) > 1:
        return False
    same_paragraph = before is not None and isinstance(line.place, int) and before.place == line.place
    hanging = current.left is not None and line.indent is not None and line.indent > current.left + 1
    small = line.text[:1].islower()
    if line.top:
        return not current.ended
    if not current.ended:
        return not line.gap or small or (hanging and len(line.text) >= _PROSE)
    if table_announced and not same_paragraph:
        return False
    if not line.gap:
        return same_paragraph or (hanging and len(line.cells) == 1)
    return hanging and len(line.cells) == 1 and len(line.text) >= _PROSE and not is_running_head(line)


def _footnotes(found: Sequence[_Open]) -> tuple[Footnote, ...]:
    out: dict[tuple[str, str], Footnote] = {}
    for entry in found:
        text = re.sub(r"\s+", " ", " ".join(entry.parts)).strip()
        if not text:
            continue
        flags = flags_of_footnote(text)
        for mark in entry.marks:
            note = made(Footnote, marker=mark, text=text, flags=flags, table_rows=tuple(entry.rows), source=entry.span)
            out.setdefault((mark, text), note)
    return tuple(out.values())

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

from fundfilings.models import Abbreviation, Footnote
from fundfilings.normalize.blocks import Block, BlockDocument
from fundfilings.schedule import abbreviations as abbr
from fundfilings.schedule.flags import flags_of_footnote
from fundfilings.schedule.legend_lines import LegendLine, Place, legend_lines
from fundfilings.schedule.legend_marks import Start, follows, read_start, same_kind
from fundfilings.schedule.vocabulary import FURNITURE
from fundfilings.spans import Span
from fundfilings.split.titles import kind_of

_ENDED = re.compile(r"[.!?;][\"”’')\]]*\s*$")
_ANNOUNCES_TABLE = re.compile(r":\s*$")
#: Heads of a legend; the full "notes to schedule" of Form N-Q have the same title and numbered notes below it.
_LEGEND_HEAD = re.compile(
    r"^\W*(?:foot-?notes?|notes|legend|key)\b(?: (?:to|of|for) (?:the )?(?:consolidated |condensed |summary )?"
    r"(?:(?:schedules?|portfolios?|statements?)\b.{0,40}|investments?\b.{0,20}|footnotes?|holdings))?(?:\s*[-–—]?\s*\(?(?:unaudited|continued)\)?)*\s*[:.]?\s*$",
    re.I,
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
#: What stands at a page's top between the two halves of a footnote: dates, names in capitals, "(continued)".
_RUNNING_HEAD = re.compile(
    rf"^\W*(?:as of )?{_MONTH} \d{{1,2}}, \d{{4}}\b.{{0,20}}$|\(?\b(?:continued|concluded|cont'?d\.?)\)?\s*$", re.I
)
_CAPITALS = re.compile(r"^[^a-z]+$")
#: A second footnote on the same line, behind the end of the first.
_NEXT_ON_LINE = re.compile(r"(?<=[.;])\s+(?=(\([A-Za-z]{1,2}\)|\(\d{1,2}\)|\^\{[A-Za-z0-9]{1,2}\}|\*{2,4})\s*[A-Z“\"])")
#: What a title has not and a line of a sentence has.
_PROSE_LIKE = re.compile(r"[a-z)]:\s|[.;,]\s*$|\b(?:is|are|was|were)\b")
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
    weak: bool
    table: bool = False  # a table of figures has begun below it

    @property
    def text(self) -> str:
        return self.parts[-1] if self.parts else ""

    @property
    def ended(self) -> bool:
        return bool(_ENDED.search(self.text) or _ANNOUNCES_TABLE.search(self.text))


@dataclass(slots=True)
class _Reader:
    """The state between lines: the footnote that is open, and what was read."""

    current: _Open | None = None
    done: list[_Open] = field(default_factory=list)
    entries: list[list[abbr.Entry]] = field(default_factory=list)
    used: set[Place] = field(default_factory=set)
    left: float | None = None
    before: LegendLine | None = None
    in_list: bool = False  # the line above explained abbreviations
    announced: int = 0  # lines for which a head still announces abbreviations

    def close(self) -> None:
        if self.current is not None and self.current.parts:
            self.done.append(self.current)
        self.current = None


def read_legend(blocks: Sequence[Block], document: BlockDocument) -> Legend:
    """The footnotes and abbreviations among the blocks behind a schedule's last line. `blocks` may run on past the
    legend: it ends at the next statement's title."""
    reader = _Reader()
    lines = legend_lines(blocks, document)
    for i, line in enumerate(lines):
        if _is_stop(lines, i, reader):
            break
        _take(reader, line, lines[i + 1] if i + 1 < len(lines) else None)
        reader.before = line
    reader.close()
    return Legend(_footnotes(reader.done), _abbreviations(reader), frozenset(reader.used))


def _is_stop(lines: Sequence[LegendLine], i: int, reader: _Reader) -> bool:
    line = lines[i]
    if not (line.gap or line.top) or line.figures:
        return False
    if not line.top and reader.current is not None and not reader.current.ended and line.text[:1].islower():
        return False
    kind = kind_of(line.text.strip(" *"))
    if kind is None or kind == "schedule" or abbr.HEAD.match(line.text):
        return False
    if not _LEGEND_HEAD.match(line.text):
        return kind != "other" or not _PROSE_LIKE.search(line.text)
    below = (ln for ln in lines[i + 1 : i + 6] if not _is_furniture(ln) and not _RUNNING_HEAD.match(ln.text))
    first = next(below, None)
    if first is None:
        return True
    return not (read_start(first.text, first.cells) or abbr.entries(first) or _LEGEND_HEAD.match(first.text))


def _take(reader: _Reader, line: LegendLine, below: LegendLine | None) -> None:
    """One line to where it belongs."""
    runs_on = reader.current is not None and not reader.current.ended and not line.gap and not line.top
    if _is_furniture(line) and not (runs_on and reader.current is not None and reader.current.parts):
        if not (line.gap or line.top):
            reader.used.add(line.place)
        reader.in_list = False
        return
    start = read_start(line.text, line.cells)
    if start is not None and _begins(reader, line, start):
        _open(reader, line, start)
    elif _take_entries(reader, line, below, runs_on):
        reader.close()
        reader.used.add(line.place)
    elif reader.current is not None and _goes_on(reader.current, line, reader.before):
        reader.current.parts.append(line.text)
        reader.used.add(line.place)
    elif reader.current is not None and line.top and _is_running_head(line):
        return
    elif _wraps_entry(reader, line):
        reader.used.add(line.place)
    else:
        _leave(reader, line)


def _leave(reader: _Reader, line: LegendLine) -> None:
    """A line that belongs to no entry. The rows of a table that a footnote announces are the footnote's."""
    current = reader.current
    reader.in_list = False
    if _LEGEND_HEAD.match(line.text) or abbr.HEAD.match(line.text):
        reader.close()
        reader.used.add(line.place)
        return
    if current is None:
        return
    announced = current.table or bool(_ANNOUNCES_TABLE.search(current.text))
    if announced and (line.figures or len(line.cells) > 1 or isinstance(line.place, tuple)):
        current.table = True
        reader.used.add(line.place)
    elif not (line.top and _is_running_head(line)):
        reader.close()


# --- footnotes -------------------------------------------------------------------------------------------------------


def _begins(reader: _Reader, line: LegendLine, start: Start) -> bool:
    """Whether a mark at a line's head begins a footnote, and is no part of the sentence above it."""
    if line.figures > 1 or (line.figures and len(start.text) < _PROSE):
        return False
    current = reader.current
    fresh = current is None or line.gap or line.top or current.ended or current.table
    if start.weak:
        return fresh and _in_order(reader, line, start.marks[0])
    if not start.text:
        return fresh or len(line.text) > 1
    if fresh:
        small = start.text[:1].islower() and current is not None and not line.gap and not line.top
        return not (small and _is_enumeration(start, current))
    if start.text[:1].islower():
        return current is not None and current.text[:1].islower() and len(current.parts) == 1
    return not (start.symbol and start.text[:1].isdigit())


def _is_enumeration(start: Start, current: _Open | None) -> bool:
    """Roman numbers inside a footnote ("... rates: (i) the lending rate; (ii) the prime rate")."""
    roman = re.fullmatch(r"[ivx]+", start.marks[0]) is not None
    return roman and current is not None and not follows(start.marks[0], current.marks[-1])


def _in_order(reader: _Reader, line: LegendLine, mark: str) -> bool:
    last = next((f.marks[-1] for f in reversed(_all(reader)) if same_kind(f.marks[-1], mark)), None)
    if follows(mark, last) or (line.gap and follows(mark, None)):
        return True
    # A page's own legend explains the marks of that page only, and so may begin anywhere.
    return last is None and line.gap and mark.islower() and len(mark) == 1 and mark != "a" and len(line.text) > 20


def _all(reader: _Reader) -> list[_Open]:
    return [*reader.done, reader.current] if reader.current is not None else reader.done


def _open(reader: _Reader, line: LegendLine, start: Start) -> None:
    reader.close()
    reader.in_list, reader.announced = False, 0
    if line.indent is not None:
        reader.left = line.indent
    reader.used.add(line.place)
    text, marks = start.text, start.marks
    while (m := _NEXT_ON_LINE.search(text)) and (after := read_start(text[m.end() :])) and _is_next(after, marks):
        reader.done.append(_Open(marks, [text[: m.start()]], line.span, reader.left, start.weak))
        text, marks = after.text, after.marks
    reader.current = _Open(marks, [text] if text else [], line.span, reader.left, start.weak)
    reader.entries.append([])


def _is_next(start: Start, marks: tuple[str, ...]) -> bool:
    before, mark = marks[-1], start.marks[0]
    return mark == before + "*" if mark.startswith("*") else same_kind(mark, before) and follows(mark, before)


def _goes_on(current: _Open, line: LegendLine, before: LegendLine | None) -> bool:
    """Whether a line without a mark goes on with the footnote that is open."""
    if line.figures or current.table:
        return False
    if not current.parts:  # the mark stood alone, its text is here
        return len(line.text) > 6 and any(c.islower() for c in line.text)
    if _LEGEND_HEAD.match(line.text) or abbr.HEAD.match(line.text):
        return False
    table_announced = bool(_ANNOUNCES_TABLE.search(current.text))
    if table_announced and len(line.cells) > 1:
        return False
    same_paragraph = before is not None and isinstance(line.place, int) and before.place == line.place
    hanging = current.left is not None and line.indent is not None and line.indent > current.left + 1
    small = line.text[:1].islower()
    if line.top:
        return not current.ended and (small or not _is_running_head(line))
    if not current.ended:
        return not line.gap or small or (hanging and len(line.text) >= _PROSE)
    if table_announced and not same_paragraph:
        return False
    if not line.gap:
        return same_paragraph or (hanging and len(line.cells) == 1)
    return hanging and len(line.cells) == 1 and len(line.text) >= _PROSE and not _CAPITALS.match(line.text)


def _footnotes(found: Sequence[_Open]) -> tuple[Footnote, ...]:
    out: dict[tuple[str, str], Footnote] = {}
    for entry in found:
        text = re.sub(r"\s+", " ", " ".join(entry.parts)).strip()
        if not text:
            continue
        flags = flags_of_footnote(text)
        for mark in entry.marks:
            out.setdefault((mark, text), Footnote(marker=mark, text=text, flags=flags, source=entry.span))
    return tuple(out.values())


# --- abbreviations ---------------------------------------------------------------------------------------------------


def _take_entries(reader: _Reader, line: LegendLine, below: LegendLine | None, runs_on: bool) -> bool:
    """Read a line's abbreviations, if it is believed to explain some."""
    if abbr.MENTIONS.search(line.text) and not runs_on:
        reader.announced = 8
        inline = abbr.entries(line, announced=True)
        if inline and ":" in line.text:
            return _add(reader, inline)
        return False
    found = abbr.entries(line, announced=reader.announced > 0)
    reader.announced -= reader.announced > 0
    if not found:
        return False
    sure = min(e.sure for e in found)
    if runs_on and sure < 2:
        return False
    run = reader.in_list and not line.gap
    if reader.announced or reader.in_list or sure >= 2 or run or (sure >= 1 and _is_list(below)):
        return _add(reader, found)
    return False


def _add(reader: _Reader, found: list[abbr.Entry]) -> bool:
    reader.entries.append(found)
    reader.in_list = True
    reader.announced = max(reader.announced, 2)
    return True


def _is_list(line: LegendLine | None) -> bool:
    return line is not None and bool(found := abbr.entries(line)) and min(e.sure for e in found) >= 1


def _wraps_entry(reader: _Reader, line: LegendLine) -> bool:
    """Whether a line goes on with the meaning of an entry above it; in two columns, with the one it stands under."""
    if not reader.in_list or not reader.entries or not reader.entries[-1] or line.gap or line.top or line.figures:
        return False
    if len(line.cells) > 1 or len(line.text) > 90:
        return False
    row = reader.entries[-1]
    under = [k for k, e in enumerate(row) if e.column <= line.edges[0]]
    k = under[-1] if under else 0
    entry = row[k]
    row[k] = abbr.Entry(entry.short, f"{entry.long} {line.text}", entry.sure, entry.column, entry.span)
    return True


def _abbreviations(reader: _Reader) -> tuple[Abbreviation, ...]:
    out: dict[str, Abbreviation] = {}
    for row in reader.entries:
        for entry in row:
            meaning = entry.long.strip(" |;,")
            out.setdefault(entry.short, Abbreviation(abbreviation=entry.short, meaning=meaning, source=entry.span))
    return tuple(out.values())


# --- furniture -------------------------------------------------------------------------------------------------------


def _is_furniture(line: LegendLine) -> bool:
    return bool(FURNITURE.match(line.text)) and len(line.text) < 160


def _is_running_head(line: LegendLine) -> bool:
    text = line.text
    if _RUNNING_HEAD.search(text) or _CAPITALS.match(text) or kind_of(text) is not None:
        return True
    words = [w for w in text.split() if w[0].isalpha()]
    named = sum(w[0].isupper() for w in words)
    return len(text) < 90 and named >= 0.7 * len(words) and not _ENDED.search(text)

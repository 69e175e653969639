"""Notes to financial statements (or to a schedule) as an outline: number, title and text of each note.

    NOTE 1 -- Organization                       -> Note(number="1", title="Organization", text="The Fund ...")
    The Fund is registered ...
    2. Fees. The adviser receives ...            -> Note(number="2", title="Fees", text="The adviser receives ...")
    2. Fees (continued)                             (joined to note 2)

Text keeps its paragraphs, parted by blank lines and joined over page breaks; table rows stay lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fundfilings.models import Note
from fundfilings.normalize.blocks import Paragraph
from fundfilings.notes.grids import Grid, grids
from fundfilings.notes.heads import Head, find_heads
from fundfilings.notes.items import Item, note_items
from fundfilings.notes.lines import Line, note_lines
from fundfilings.notes.tables import note_table
from fundfilings.notes.titles import clean_title, is_capitals, is_title, letters_of
from fundfilings.notes.vocabulary import CONNECTORS, CONTINUED, FIRST_SUBJECT, LEGEND_TITLE, SUBJECT
from fundfilings.split.parts import FundRef, Part

_TERMINAL = re.compile(r"[.:;!?]['\"’”)\]]*(?:\^\{[^}]*\})?$")
_LIST_ITEM = re.compile(r"^(?:\(?[a-z0-9]{1,3}[.)]\s|[•·*+-]\s|\(?[A-Z]\)\s)")
_LEGEND_ITEM = re.compile(r"^[-\s]*(?:\^\{.{1,6}\}|\([a-z]{1,2}\)|\(\d{1,2}\)|[*†‡+#])")
_NET_ASSETS = re.compile(r"^\W*(?:total )?net assets\b", re.I)
#: Legends in numbers that may stand between a schedule and its notes.
_LEGENDS = 3
#: Text above the first head that is kept as a note without number: a paragraph at least.
_PREFACE = 120
#: Characters at the head of a part in which the funds it speaks of are named.
_SCOPE = 6000


@dataclass(slots=True)
class _Draft:
    """A note while its lines are gathered: finished paragraphs, and the one still open."""

    number: str | None
    title: str | None
    place: Line
    last: Line
    paragraphs: list[str] = field(default_factory=list)
    rows: bool = False
    lines: list[Line] = field(default_factory=list)

    def add(self, text: str, line: Line) -> None:
        """Append a line: rows as lines, running text as a paragraph, joined where the page broke it."""
        self.lines.append(line)
        row = line.table >= 0 and not _is_prose(line)
        if not text:
            return
        if not self.paragraphs:
            self.paragraphs.append(text)
        elif row and self.rows and line.table == self.last.table:
            self.paragraphs[-1] += "\n" + text
        elif not row and not self.rows and self._runs_on(text, line):
            self.paragraphs[-1] += ("" if self.paragraphs[-1].endswith("-") else " ") + text
        else:
            self.paragraphs.append(text)
        self.rows = row
        self.last = line

    def _runs_on(self, text: str, line: Line) -> bool:
        above = self.paragraphs[-1]
        if line.alone and line.number - self.last.number == 1 and self.last.alone:
            return not (is_capitals(above) != is_capitals(text) or _LIST_ITEM.match(text))
        if line.alone and isinstance(self.last.place, Paragraph):
            return False
        if line.page_top or line.table >= 0:
            return not _TERMINAL.search(above) and (text[:1].islower() or len(above) > 60)
        return text[:1].islower() and not _TERMINAL.search(above) and len(above) > 60


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note with what it was read from: running text and rows in printed order, and the tables with their places
    among these."""

    note: Note
    items: tuple[Item, ...]
    grids: tuple[tuple[int, Grid], ...]


def read_notes(part: Part, funds: Sequence[FundRef]) -> list[ReadNote]:
    """The notes of one part, top level, in printed order.

    Empty where the part holds a legend of footnotes, or no text. `funds` of a note are filled where the part belongs to
    one fund of several, or the title names one.
    """
    names = [n for f in funds for n in (f.name, *f.names)]
    lines = note_lines(part.blocks, names)
    heads = find_heads(lines, names)
    if not heads and LEGEND_TITLE.search(part.title):
        return []
    drafts = _numbered(lines, heads, names) if heads else _unnumbered(lines)
    scope = _scope(part, funds, lines)
    return [_note(d, part, funds, scope) for d in drafts if d.title or d.paragraphs]


def read_trailing_notes(part: Part, funds: Sequence[FundRef]) -> list[ReadNote]:
    """The notes that stand under a schedule without a title of their own, as in quarterly schedules:

        Net Assets (100%)   135,917,995
        * Non-income-producing security.                           (legend, left out)
        A. Security Valuation: Securities are valued ...           -> Note("A", "Security Valuation")

    Only what stands behind the net assets line is looked at; a run of numbers has to begin with a subject of notes.
    """
    names = [n for f in funds for n in (f.name, *f.names)]
    lines = note_lines(part.blocks, names)
    closed = max((i for i, line in enumerate(lines) if line.figures and _NET_ASSETS.match(line.text)), default=None)
    if closed is None:
        return []
    lines = below = lines[closed + 1 :]
    heads = find_heads(lines, names)
    for _ in range(_LEGENDS):
        if not heads or _open_notes(heads):
            break
        lines = lines[heads[-1].index + 1 :]
        heads = find_heads(lines, names)
    drafts = [d for d in _numbered(lines, heads, names) if d.number] if _open_notes(heads) else []
    if not _titled(heads, drafts) and sum(len(p) for d in drafts for p in d.paragraphs) < _PREFACE * len(drafts):
        drafts = []
    if not drafts:
        drafts = _under_subjects(below)
    scope = _scope(part, funds, lines)
    return [_note(d, part, funds, scope) for d in drafts]


def _open_notes(heads: Sequence[Head]) -> bool:
    """Whether a run of numbers begins as notes do, and not as a legend does."""
    first = heads[0] if len(heads) >= 2 else None
    return bool(first and not first.in_parentheses and first.title and FIRST_SUBJECT.search(first.title))


def _titled(heads: Sequence[Head], drafts: Sequence[_Draft]) -> bool:
    """Whether each number has a title on a line of its own that names a subject of notes, and text below it: no legend
    is printed so, however short the texts are."""
    titled = all(h.alone and not h.rest and h.title and SUBJECT.search(h.title) for h in heads)
    return titled and all(d.paragraphs for d in drafts)


def _under_subjects(lines: Sequence[Line]) -> list[_Draft]:
    """Notes whose heads name a subject of notes and stand right above running text."""
    drafts: list[_Draft] = []
    for i, line in enumerate(lines):
        below = lines[i + 1] if i + 1 < len(lines) else None
        prose = below is not None and isinstance(below.place, Paragraph) and len(below.text) > _PREFACE
        is_head = prose and below is not None and not _LEGEND_ITEM.match(below.text) and _stands_as_head(lines, i)
        if is_head and SUBJECT.search(line.text):
            drafts.append(_Draft(None, clean_title(line.text), line, line))
        elif drafts:
            drafts[-1].add(_text(line), line)
    return drafts


def join_notes(notes: Iterable[Note]) -> list[Note]:
    """The notes of several parts as one outline: a note that goes on in the next part (a table of another kind was
    printed inside it) is joined to its beginning."""
    joined: list[Note] = []
    for note in notes:
        above = joined[-1] if joined else None
        same_number = above is not None and note.number is not None and note.number == above.number
        if (
            above is not None
            and same_number
            and letters_of(note.title) == letters_of(above.title)
            and note.funds == above.funds
        ):
            text = "\n\n".join(filter(None, (above.text, note.text)))
            joined[-1] = above.model_copy(update={"text": text, "tables": above.tables + note.tables})
        else:
            joined.append(note)
    return joined


def _numbered(lines: Sequence[Line], heads: Sequence[Head], names: Sequence[str]) -> list[_Draft]:
    at = {h.index: h for h in heads}
    first = heads[0].index
    drafts: list[_Draft] = []
    draft = _Draft(None, None, lines[0], lines[0])
    skip = -1
    for i, line in enumerate(lines):
        if i <= skip:
            continue
        head = at.get(i)
        if head is None:
            draft.add(_text(line), line)
            continue
        repeats = draft.number == head.number and i > first
        title = head.title
        if head.alone:
            title, skip = _whole_title(lines, i, head, at)
        if not repeats:
            drafts.append(draft)
            draft = _Draft(head.number, title, line, line)
        elif (
            not draft.rows
            and head.page_top
            and head.rest
            and draft.paragraphs
            and not _TERMINAL.search(draft.paragraphs[-1])
        ):
            draft.paragraphs[-1] += " " + head.rest
            draft.lines.append(line)
            continue
        if head.rest:
            draft.add(head.rest, line)
        draft.last = line
    drafts.append(draft)
    return drafts if _is_preface(drafts[0]) else drafts[1:]


def _is_preface(draft: _Draft) -> bool:
    """Running text above the first head, and not the schedule's legend of footnotes."""
    text = draft.paragraphs
    return sum(len(p) for p in text) >= _PREFACE and not any(_LEGEND_ITEM.match(p) for p in text[:4])


def _whole_title(lines: Sequence[Line], i: int, head: Head, heads: dict[int, Head]) -> tuple[str | None, int]:
    """A title and the index of its last line: it runs on where the next line stands right below and goes on in
    capitals, or where it cannot end as it does ("... TRANSACTIONS WITH")."""
    title = head.title
    if not title:
        # "NOTE 3" alone: the title stands on the next line
        nxt = lines[i + 1] if i + 1 < len(lines) else None
        if nxt and i + 1 not in heads and nxt.alone and is_title(nxt.text) and nxt.number - lines[i].number <= 3:
            return clean_title(nxt.text), i + 1
        return None, i
    last = i
    while last + 1 < len(lines) and last + 1 not in heads and last - i < 2:
        below = lines[last + 1]
        if (
            not below.alone
            or below.figures
            or below.number - lines[last].number > 2
            or (below.table != lines[last].table and below.table >= 0)
        ):
            break
        open_end = title.split()[-1].lower() in CONNECTORS or lines[last].text.rstrip().endswith((",", "-", "&"))
        adjacent = below.number - lines[last].number == 1
        if not (open_end or (adjacent and head.capitals and is_capitals(below.text) and len(title) > 21)):
            break
        if CONTINUED.fullmatch(below.text) is None:
            title = clean_title(f"{title} {below.text}")
        last += 1
    return title, last


def _unnumbered(lines: Sequence[Line]) -> list[_Draft]:
    """Notes whose heads are lines standing alone. Heads of the top level look like the first one that names a subject:
    bold or not, capitals or not, its indentation."""
    looks = [_look(line) if _stands_as_head(lines, i) else None for i, line in enumerate(lines)]
    model = next((k for k, line in zip(looks, lines, strict=True) if k and SUBJECT.search(line.text)), None)
    drafts: list[_Draft] = []
    draft: _Draft | None = None
    for line, look in zip(lines, looks, strict=True):
        if look is not None and look == model:
            draft = _Draft(None, clean_title(line.text), line, line)
            drafts.append(draft)
        else:
            if draft is None:
                draft = _Draft(None, None, line, line)
                drafts.append(draft)
            draft.add(_text(line), line)
    prose = any(isinstance(line.place, Paragraph) for line in lines)
    return [d for d in drafts if d.title or (prose and _is_preface(d))]


def _stands_as_head(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    if not line.alone or line.cells > 1 or line.figures or len(line.text) > 130 or not is_title(line.text):
        return False
    if line.text.rstrip().endswith((".", ":", ",")) or i + 1 >= len(lines):
        return False
    below = lines[i + 1]
    near = i > 0 and lines[i - 1].alone and line.number - lines[i - 1].number == 1
    return not near and (
        not below.alone or below.number - line.number > 1 or below.cells > 1 or not is_title(below.text)
    )


def _look(line: Line) -> tuple[bool, bool, int]:
    return line.bold, is_capitals(line.text), round(line.indent / 3)


def _text(line: Line) -> str:
    if line.table < 0 or _is_prose(line):
        return line.text
    return "  ".join(c.text for c in getattr(line.place, "cells", ())) or line.text


def _is_prose(line: Line) -> bool:
    """A table row that is running text: one wide cell, or a justified line cut into words."""
    if line.figures or len(line.text) < 55:
        return False
    words = line.text.split()
    return line.cells == 1 or sum(w[:1].islower() for w in words) * 10 >= len(words) * 6


def _scope(part: Part, funds: Sequence[FundRef], lines: Sequence[Line]) -> int | None:
    """The one fund that a part's notes speak of, None where they speak of several or it is not known."""
    if part.fund is None or len(funds) < 2:
        return None
    size, texts = 0, []
    for line in lines:
        texts.append(line.text)
        size += len(line.text)
        if size > _SCOPE:
            break
    text = " ".join(texts).lower()
    others = (i for i, f in enumerate(funds) if i != part.fund and any(n.lower() in text for n in (f.name, *f.names)))
    return part.fund if next(others, None) is None else None


def _note(draft: _Draft, part: Part, funds: Sequence[FundRef], scope: int | None) -> ReadNote:
    items = note_items(draft.lines)
    found = tuple(grids(items))
    note = Note(
        number=draft.number,
        title=draft.title,
        text="\n\n".join(draft.paragraphs),
        funds=_funds_named(draft.title, funds, scope),
        tables=tuple(note_table(grid, part.document) for _, grid in found),
        source=part.document.span(draft.place.place),
    )
    return ReadNote(note, tuple(items), found)


def _funds_named(title: str | None, funds: Sequence[FundRef], scope: int | None) -> tuple[str, ...]:
    if len(funds) < 2:
        return ()
    if scope is not None:
        return (funds[scope].name,)
    lower = (title or "").lower()
    return tuple(dict.fromkeys(f.name for f in funds if _any_in((f.name, *f.names), lower)))


def _any_in(names: Iterable[str], text: str) -> bool:
    return any(n.lower() in text for n in names)

"""Title lines: where each part of a report begins.

    Nuveen-like:  "Portfolio of"                    PIMCO-like: "ACME INCOME FUND SCHEDULE OF INVESTMENTS"
                  "INVESTMENTS October 31, 2004"                "October 31, 2003 (unaudited)"

A title is a short line standing alone; in a contents page it carries a page number and does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fundfilings.normalize.blocks import Block, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.scalars import amount
from fundfilings.split.parts import Kind
from fundfilings.split.vocabulary import CONTINUED, NAMED_TITLE, SENTENCE, TITLE_PATTERNS, UNFINISHED

#: A contents line ends in page numbers ("Schedules of Investments 5-18").
_PAGE_REFERENCE = re.compile(r"(?:^|[^,\d/]\s)\d{1,3}(?:\s?[-–]\s?\d{1,3})?$")
#: Page numbers in a cell of their own.
_PAGES = re.compile(r"^\d{1,3}(?:\s?(?:[-–,]|and|to)\s?\d{1,3})?$")
#: What may stand beside a title and is none: a ticker, a rule, a page number.
_ASIDE = re.compile(r"^(?:[|*\W]+|[A-Z]{2,5}|\d{1,3})$")
#: Longest line that is still read as a title, in characters.
TITLE_LENGTH = 130


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a document, whatever block it stands in: `block` and `row` point at it."""

    text: str
    block: int
    row: int
    number: int
    page_top: bool
    figures: int
    cells: int
    place: Row | Heading | Paragraph

    @property
    def parts(self) -> tuple[str, ...]:
        """The line's cells."""
        return tuple(c.text for c in self.place.cells) if isinstance(self.place, Row) else (self.text,)


@dataclass(frozen=True, slots=True)
class Hit:
    """A title found at lines[index] (and `length` lines from there)."""

    kind: Kind
    index: int
    length: int
    title: str
    continued: bool
    name: str | None = None


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """All printed lines in order; page breaks show as `page_top` of the line below."""
    out: list[Line] = []
    top = True
    for i, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            top = True
        elif isinstance(block, Table):
            for j, row in enumerate(block.rows):
                figures = sum(amount(c.text) is not None for c in row.cells)
                out.append(Line(row.text, i, j, row.line, top, figures, len(row.cells), row))
                top = False
        else:
            out.append(Line(block.text, i, -1, block.line, top, 0, 1, block))
            top = False
    return out


def kind_of(text: str) -> Kind | None:
    """The part that a title line opens, None for any other line."""
    if len(text) > TITLE_LENGTH or len(text) < 5:
        return None
    for kind, pattern in TITLE_PATTERNS:
        m = pattern.match(text)
        if m is None:
            continue
        rest = text[m.end() :].strip(" .:-–—")
        if kind == "other":
            return kind
        if _PAGE_REFERENCE.search(rest) or (text.rstrip().endswith(".") and not rest):
            return None
        if len(rest) > 90 or (rest and (SENTENCE.search(rest) or text.rstrip().endswith((",", ";")))):
            return None
        if rest[:1].islower() and not rest.startswith(("as of", "at ", "for ", "by ", "in ", "and ", "of ", "for the", "unaudited", "continued", "on ")):
            return None
        return kind
    return None


def hits(lines: Sequence[Line]) -> Iterator[Hit]:
    """All titles, in printed order."""
    i = 0
    while i < len(lines):
        hit = _hit_at(lines, i)
        if hit is not None:
            yield hit
            i += hit.length
        else:
            i += 1


def _hit_at(lines: Sequence[Line], i: int) -> Hit | None:
    line = lines[i]
    if isinstance(line.place, Paragraph) and len(line.text) > 90:
        return None
    if line.figures or any(_PAGES.match(c) for c in line.parts[1:]):
        return None
    # a ticker or a rule may stand before the title, the fund's name behind it, in cells of their own
    parts = [p for p in line.parts if not _ASIDE.match(p)] or [line.text]
    whole = " ".join(parts).strip(" *|")
    for at, text in enumerate([whole, *parts] if len(parts) > 1 else parts):
        text, length = text.strip(" *|"), 1
        if UNFINISHED.match(text) and i + 1 < len(lines) and not lines[i + 1].figures:
            text, length = f"{text} {lines[i + 1].text}", 2
        kind, name = kind_of(text), None
        if kind is None and len(text) <= TITLE_LENGTH and (m := NAMED_TITLE.match(text)):
            kind, name = kind_of(m["title"]), m["name"].strip(" -–—:,|")
        if kind is None:
            continue
        if at > 0:
            name = next((p for k, p in enumerate(parts, 1) if k != at and len(p) > 8), name)
        follow = lines[i + length].text if i + length < len(lines) else ""
        continued = bool(CONTINUED.search(line.text)) or bool(CONTINUED.match(follow.strip()))
        return Hit(kind, i, length, text, continued, name)
    return None

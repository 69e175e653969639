"""Title lines: where each part of a report begins.

    "Portfolio of"                    "ACME INCOME FUND SCHEDULE OF INVESTMENTS"     "STATEMENTS      ACME BOND FUND"
    "INVESTMENTS October 31, 2004"    "October 31, 2003 (unaudited)"                 "OF NET ASSETS   March 31, 2005"

A title is a short line standing alone, and not inside a sentence; in a contents page it carries a page number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fundfilings.letters import holds_any
from fundfilings.scalars import amount
from fundfilings.split.lines import Line, lines_of
from fundfilings.split.parts import Kind
from fundfilings.split.vocabulary import (
    ABOVE_BARE,
    ANY_TITLE,
    ASIDE,
    BARE,
    BARE_BEGIN,
    BASE_OF_PERCENTS,
    CONTINUED,
    NAMED_TITLE,
    OVER_PERCENTS,
    RUNS_ON,
    SENTENCE,
    TITLE_BEGINS,
    TITLE_LETTERS,
    TITLE_PATTERNS,
    UNFINISHED,
    UNFINISHED_BEGINS,
)

__all__ = ["Hit", "Line", "hits", "kind_of", "lines_of"]

#: A contents line ends in page numbers ("Schedules of Investments 5-18").
_PAGE_REFERENCE = re.compile(r"(?:^|[^,\d/]\s)\d{1,3}(?:\s?[-–]\s?\d{1,3})?$")
#: Page numbers in a cell of their own.
_PAGES = re.compile(r"^\d{1,3}(?:\s?(?:[-–,]|and|to)\s?\d{1,3})?$")
#: What may stand beside a title and is none: a ticker, a rule, a page number.
_ASIDE = re.compile(r"^(?:[|*\W]+|[A-Z]{2,5}|\d{1,3})$")
#: A rule printed behind a title on its line.
_RULE = re.compile(r"[-_=]{5,}")
_BAR = re.compile(r"\s*\|\s*")
#: The first three letters of a text, or the first and the bracket behind it.
_FIRST = re.compile(r"\W*(\w{1,3})(\)?)")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_ITEM = re.compile(r"^\W*item\s*\d", re.I)
#: Words with which what follows a title may begin, though they are small.
_SMALL = ("as of", "at ", "for ", "by ", "in ", "and ", "of ", "unaudited", "continued", "on ", "owned")
#: Longest line that is still read as a title, in characters.
TITLE_LENGTH = 130
#: Lines over which a title may be printed ("Statement of" / "CHANGES in" / "NET ASSETS").
_UNFINISHED_LINES = 3
#: A line of so many characters that runs on is running text, whatever block it stands in.
_FULL_LINE = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A title found at lines[index] (and `length` lines from there). `names` are texts beside it that may name a fund;
    `aside` says that it may also head a paragraph inside notes."""

    kind: Kind
    index: int
    length: int
    title: str
    continued: bool
    names: tuple[str, ...] = ()
    aside: bool = False


@lru_cache(maxsize=1024)
def kind_of(text: str) -> Kind | None:
    """The part that a title line opens, None for any other line."""
    if "::" in text:  # "MAY 31, 2024 :: SCHEDULE OF PORTFOLIO INVESTMENTS"
        text = text.rpartition("::")[2].strip()
    if len(text) > TITLE_LENGTH or len(text) < 5 or text.lstrip("(*| ")[:1].islower():
        return None
    if not _may_begin(low := text.lower()) or not ANY_TITLE.match(low):
        return None
    for kind, pattern in TITLE_PATTERNS:
        m = pattern.match(text)
        if m is None:
            continue
        if kind == "other":
            return kind
        tail = text[m.end() :]
        rest = tail.strip(" .:-–—")
        if _PAGE_REFERENCE.search(rest) or (
            text.rstrip().endswith(".") and (not rest or len(rest) > 40) and not _ITEM.match(text)
        ):
            return None
        if len(rest) > 90 or (rest and (SENTENCE.search(rest) or text.rstrip().endswith((",", ";")))):
            return None
        if rest[:1].islower() and not rest.startswith(_SMALL):
            return None
        if tail.startswith(". ") and kind != "schedule" and not _ITEM.match(text):
            return None
        return kind
    return None


def hits(lines: Sequence[Line]) -> Iterator[Hit]:
    """All titles, in printed order."""
    i = 0
    for k, line in enumerate(lines):
        if k < i or (line.data and not line.page_top) or (line.prose and _is_long(line.text)):
            continue
        hit = _hit_at(lines, k) if line.cells > 1 or _reads_like_one(line.text) else _bare(lines, k)
        if hit is not None:
            yield hit
            i = k + hit.length


def _is_long(text: str) -> bool:
    """Whether a text is longer than a title, a rule behind it left out."""
    drawn = text.count("-") + text.count("_") + text.count("=")
    return len(text) - drawn > 90 or (len(text) > 90 and len(_RULE.sub("", text)) > 90)


def _reads_like_one(text: str) -> bool:
    """A quick look at a line of one cell: what it begins with, or holds, as titles do."""
    low = text.lower()
    if "|" in low or holds_any(low, TITLE_LETTERS) or low.lstrip(" *").startswith(UNFINISHED_BEGINS):
        return True
    return _may_begin(low) and ANY_TITLE.match(low) is not None


def _may_begin(low: str) -> bool:
    """Whether a text in small letters begins with the letters of a title, or with a bracketed one."""
    head = low[:3]
    if head in TITLE_BEGINS:
        return True
    if head.isalpha() and low[3:4] != ")":
        return False
    m = _FIRST.match(low)
    return m is not None and (m[1] in TITLE_BEGINS or m[2] == ")")


def _hit_at(lines: Sequence[Line], i: int) -> Hit | None:
    line = lines[i]
    if _has_amount(line):
        return None
    parts = _pieces(line)
    if len(parts) > 1 and not line.page_top and any(_PAGES.match(p) for p in parts):
        return None
    # a ticker or a rule may stand before the title, the fund's name behind it, in cells of their own
    parts = [p for p in parts if not _ASIDE.match(p) or UNFINISHED.match(p)] or [line.text]
    for at, text in enumerate([" ".join(parts), *parts] if len(parts) > 1 else parts):
        low = text.lower()
        length, others = 1, [p for k, p in enumerate(parts, 1) if at and k != at]
        if low.startswith(UNFINISHED_BEGINS):
            while length < _UNFINISHED_LINES and UNFINISHED.match(text) and i + length < len(lines):
                below = _pieces(lines[i + length])
                if not below or _has_amount(lines[i + length]):
                    break
                text, length = f"{text} {below[0] if at else ' '.join(below)}", length + 1
                others.extend(below[1:] if at else ())
        kind = kind_of(text)
        if kind is None and (m := _named_title(text, low)):
            kind = kind_of(m["title"])
            others.insert(0, m["name"])
        if kind is None:
            continue
        if _in_sentence(lines, i):
            return None
        return _hit(lines, i, length, kind, text, others if at or len(parts) == 1 else [*others, *parts[1:]])
    return _bare(lines, i)


def _named_title(text: str, low: str) -> re.Match[str] | None:
    """A title behind a fund's name; `low` is the text in small letters."""
    return NAMED_TITLE.match(text) if len(text) <= TITLE_LENGTH and holds_any(low, TITLE_LETTERS) else None


def _hit(lines: Sequence[Line], i: int, length: int, kind: Kind, text: str, others: Sequence[str]) -> Hit:
    follow = lines[i + length].text if i + length < len(lines) else ""
    continued = bool(CONTINUED.search(lines[i].text)) or (
        len(follow) <= TITLE_LENGTH and bool(CONTINUED.search(follow))
    )
    return Hit(kind, i, length, text, continued, (*others, *_behind(text)), bool(ASIDE.match(text)))


def _bare(lines: Sequence[Line], i: int) -> Hit | None:
    """A title of one word or two below "Financial statements": "OPERATIONS", "ASSETS AND" / "LIABILITIES"; or a caption
    that is a title above "(Percentages represent value of investments compared to net assets)"."""
    if OVER_PERCENTS.match(lines[i].text) and any(BASE_OF_PERCENTS.search(ln.text) for ln in lines[i + 1 : i + 5]):
        return _hit(lines, i, 1, "schedule", lines[i].text.strip(), ())
    above = lines[i - 1].text if i else ""
    if not 19 < len(above) < 40 or not ABOVE_BARE.match(above):  # the words alone have 20 letters
        return None
    text, length = lines[i].text.strip(), 1
    if BARE_BEGIN.match(text) and i + 1 < len(lines):
        text, length = f"{text} {lines[i + 1].text.strip()}", 2
    kind = next((k for k, pattern in BARE if pattern.match(text)), None)
    return _hit(lines, i, length, kind, text, ()) if kind else None


def _pieces(line: Line) -> list[str]:
    """The cells of a line, parted at upright rules, without stars."""
    text = line.text
    if "|" in text:
        return [p for part in line.parts for q in _BAR.split(part) if (p := q.strip(" *"))]
    return [p for part in (line.parts if line.cells > 1 else (text,)) if (p := part.strip(" *"))]


def _has_amount(line: Line) -> bool:
    """Whether a line prints a figure other than a year or the number of its page."""
    if not line.figures:
        return False
    return any(amount(p) is not None and not _YEAR.match(p) and not _PAGES.match(p) for p in line.parts)


def _behind(text: str) -> tuple[str, ...]:
    """What stands behind a title on its line ("Schedule of Investments (concluded) Acme Fund, Inc.")."""
    for kind, pattern in TITLE_PATTERNS:
        if kind != "other" and (m := pattern.match(text)):
            rest = CONTINUED.sub("", text[m.end() :]).strip(" ()-–—:,.")
            return (rest,) if rest else ()
    return ()


def _in_sentence(lines: Sequence[Line], i: int) -> bool:
    """Whether a line goes on with the running text of the line right above it."""
    if i == 0 or lines[i].page_top:
        return False
    above, line = lines[i - 1], lines[i]
    if line.number - above.number != 1 or above.figures or above.cells > 1:
        return False
    if RUNS_ON.search(above.text) and not UNFINISHED.match(above.text):
        return True
    if len(above.text) < _FULL_LINE:
        return False
    words = above.text.split()
    small = sum(w[:1].islower() for w in words)
    return small * 2 >= len(words) and not above.text.rstrip().endswith((".", ":", ")"))

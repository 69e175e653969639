"""Lines of a body to printed rows: wrapped captions joined, groups told from captions, footnotes left out.

Receivable for daily variation margin on open futures       one caption over two lines
contracts                                        80,719
Receivables:                                                a group
  Securities sold              3,044,980     17,614,838     two figures in one logical column: the row's and the group's
* Annualized.                                               footnote: the body is over
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from fundfilings.marks import split_marks
from fundfilings.scalars import amount, folded, printed_scale
from fundfilings.statements.lines import Figure, Line, is_title
from fundfilings.statements.vocabulary import (
    BEGINS_ANEW,
    CLASS_NAME,
    CONNECTORS,
    CONTINUATIONS,
    COUNT_LINE,
    INLINE_GROUP,
    PARTED_ENDS,
    PARTED_NOUNS,
    SECTION_WORDS,
    WANTS_NOUN,
    class_name,
    plain,
)

_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|L\.?P|L\.L\.C|etc|No|U\.S|N\.A|S\.A|Dec|Jan|Feb|Aug|Sept|Oct|Nov|incl|misc)|\b[A-Z])\.$"
)
_LEADERS = re.compile(r"(?:\s?\.){2,}")
_LAST_WORD = re.compile(r"([A-Za-z&]+)\W*$")
#: Characters at a caption's end among which its last word is looked for.
_LONGEST_WORD = 40
_TRAILING_DASH = re.compile(r"(?:\s[-–—]|--|—)$")
_FOOTNOTE = re.compile(
    r"^(?:\([a-zA-Z0-9*+†‡#]{1,3}\)|[*+†‡#@~§^]{1,4}|\^\{[^{}]+\}|\(?\d{1,2}\)(?=\s?[A-Z])|"
    r"[a-z0-9](?=\s[A-Z][a-z]))\s?(?=\S)(?P<text>.*)$"
)
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|based|calculated|computed|annualized|represents?|"
    r"includes?|excludes?|reflects?|rounds|rounded|does|do|less than|amounts?|not|see|"
    r"non-income|commence\w*|assum\w+|adjusted|effective|during|from|per|would|net of|after|"
    r"ratio)\b",
    re.I,
)
#: A raised letter behind a caption in fixed-width text: "Net investment income a".
_LETTER_MARK = re.compile(r"^(?P<caption>.*\b(?P<word>[A-Za-z]{3,})) (?P<mark>[a-z])$")
#: Raised digits that a rendering put on the line: "Net Investment Income1", "Investment Securities Sold2,3".
_DIGIT_MARKS = re.compile(r"^(?P<caption>.*[A-Za-z][a-z]{2,})(?P<marks>\d(?:,\d)*)$")
_CLOSES = re.compile(r"^total\b", re.I)
_INCREASE = re.compile(r"^(?:total |net )*(?:increase|decrease|change)\b", re.I)
_LOWER_WORD = re.compile(r"\b[a-z]{5,}\b")
#: "Investment income--net", "Payables, net": the word ends the caption.
_NET_BEHIND = re.compile(r"[-–—,]\s?net$", re.I)
_GROUP_END = re.compile(r"\b(?:from|on|for|to|of)$", re.I)
#: "(Decrease) Increase in payables": parentheses with which a caption of its own begins.
_BEGINS_IN_PARENS = re.compile(r"^\([A-Z][a-z]+\)\s?/?\s?[A-Z][a-z]")
#: Lines of a statement of net assets end in their share of it: "NET ASSETS APPLICABLE TO 2,594,700 SHARES" over
#: "OUTSTANDING - 100.00%".
_PERCENT_BEHIND = re.compile(r"[-–—(]\s?\(?-?\d{1,3}(?:\.\d+)?(?:%\)?|\)%)$")
_LOWER = re.compile(r"^(?:[a-z]|\d[\d,]* [a-z]|\(|\$\s?\d|--?\s?[a-z])")


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading between rows sets for all rows below it: the fund (index), the class, the period."""

    fund: int | None = None
    class_name: str | None = None
    period: str | None = None


@dataclass(slots=True)
class Printed:
    """One printed row: caption, the groups above it (outermost first), its indent and its figures. `in_full` says that
    no scale of the table applies (a count inside a line of words)."""

    caption: str
    figures: list[Figure]
    line: Line
    indent: float
    groups: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    section: Section = field(default_factory=lambda: Section())
    in_full: bool = False


@dataclass(slots=True)
class _Group:
    caption: str
    indent: float
    section: bool = False  # "Assets", "Expenses": a group below at its own indent stands under it
    deeper: bool = False


@dataclass(slots=True)
class Reader:
    """State of reading bodies top to bottom; groups live on over page breaks. `heading` is asked of every text that
    stands between rows whether it opens a section (a fund's, a class's, a period's rows); if so it is no group."""

    heading: Callable[[str, Section], Section | None] = lambda text, section: None
    section: Section = field(default_factory=Section)
    printed: list[Printed] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)
    footnotes: bool = False
    margin: float = 0.0  # where the captions of the stretch end at most

    def read(self, body: Sequence[Line]) -> None:
        """All rows of one stretch's body."""
        self.footnotes = False
        ends = sorted(ln.texts[0].x1 for ln in body if ln.texts and not ln.grid and not ln.prose)
        self.margin = ends[-1 - len(ends) // 20] if ends else 0.0
        for i, line in enumerate(body):
            if line.beside:
                self._beside(line)
            elif line.figures:
                self._figured(line, body[i + 1] if i + 1 < len(body) else None)
            elif line.text:
                self._text(line)
        self._flush()

    def _beside(self, line: Line) -> None:
        """A head in a column of its own: it ends the one above with all that stood under that."""
        self._flush()
        self.groups.clear()
        self.pending = [line]
        self._flush()

    def _text(self, line: Line) -> None:
        text = line.text
        if is_title(text) and len(text) < 90:
            self._flush()
            self.footnotes = False
            return
        if _is_footnote(text, self.pending):
            self._flush()
            self.footnotes = True
            return
        if self.footnotes:
            if line.row.gap == 0 or line.prose:
                return
            if _LOWER.match(text):
                return
        if not self.pending and self._count(line):
            return
        if self.pending:
            if joins(self._pending_text(), text, line, both_text=True) or self._filled(line):
                self.pending.append(line)
                return
            self._flush()
        elif self._continues_last(line):
            last = self.printed[-1]
            caption, marks = clean(f"{last.caption} {text}")
            last.caption, last.markers = caption, last.markers + marks
            return
        if line.prose and len(text) > 200:
            return
        self.pending = [line]

    def _count(self, line: Line) -> bool:
        """A count in words under the one figure of a row ("8,140,233 shares outstanding"): a row in the same column."""
        m = COUNT_LINE.match(line.text)
        last = self.printed[-1] if self.printed else None
        if m is None or last is None or len(last.figures) != 1 or _open_paren(last.caption):
            return False
        counted = amount(m["figure"])
        if counted is None:
            return False
        figure = replace(last.figures[0], amount=counted)
        self.printed.append(
            Printed(m["caption"], [figure], line, line.indent, self.path(), (), self.section, in_full=True)
        )
        return True

    def _continues_last(self, line: Line) -> bool:
        if not self.printed or self.footnotes or line.row.gap or line.page_top:
            return False
        last = self.printed[-1]
        if not last.caption or line.row.line - last.line.row.line > 2:
            return False
        if _open_paren(last.caption):
            return True
        if line.text.lower().endswith(PARTED_ENDS) and PARTED_NOUNS.search(f"{last.caption}|{line.text}"):
            return True
        if _BEGINS_IN_PARENS.match(line.text):
            return False
        return bool(_LOWER.match(line.text)) or (_ends_open(last.caption) and not line.row.ruled)

    def _figured(self, line: Line, following: Line | None) -> None:
        text = line.text
        if self.footnotes:
            if line.row.gap == 0 and _only_footnote(line):
                return
            self.footnotes = False
        indent = line.indent
        if text and not _joinable(text):
            text = ""
        if self.pending and not text:
            caption = self._pending_text()
            indent = self.pending[0].indent
            if line.row.ruled and caption.rstrip().endswith(":"):
                self._flush()
                caption, indent = "", line.indent
            self.pending = []
            text = caption
        elif self.pending and (
            (joins(self._pending_text(), text, line) and not self._first_child(line, following)) or self._filled(line)
        ):
            text = f"{self._pending_text()} {text}"
            indent = self.pending[0].indent
            self.pending = []
        else:
            self._flush()
        if (m := INLINE_GROUP.match(text)) is not None:  # "Receivable for: Investments sold" in one cell
            self._group(m["group"], indent)
            text, indent = m["caption"], indent + 1
        caption, marks = clean(text)
        if caption:
            self._enter(indent)
        ended = plain(caption).removeprefix("total ") if _CLOSES.match(caption) else ""
        section = next(
            (i for i, g in enumerate(self.groups) if ended and g.section and plain(g.caption) == ended), None
        )
        if section is not None:
            del self.groups[section + 1 :]
        self.printed.append(Printed(caption, list(line.figures), line, indent, self.path(), marks, self.section))
        if self.groups and _CLOSES.match(caption):
            # without indentation a total is all that ends a group; "Total assets" ends the assets wherever it stands
            if indent <= self.groups[-1].indent + 0.5:
                self.groups.pop()
            if section is not None:
                del self.groups[section:]

    def _filled(self, line: Line) -> bool:
        """Whether the text line above ran on only because its line was full: the next word had no room in it."""
        last = self.pending[-1]
        text = last.text.rstrip()
        if line.grid or line.row.gap or line.row.ruled or not self.margin or text.endswith((":", "-")):
            return False
        if BEGINS_ANEW.match(line.text):
            return False
        word = line.text.split(" ", 1)[0]
        full = last.texts[-1].x1 + 1 + len(word) > self.margin + 1
        sentence_case = (
            len(_LOWER_WORD.findall(self._pending_text())) >= 2
        )  # a heading has capitals: it may end anywhere
        return full and sentence_case and last.texts[-1].x1 - last.indent > 25

    def _first_child(self, line: Line, following: Line | None) -> bool:
        """Whether a figured line is the first of several under a group that ends in "from", and no wrapped caption: it
        is indented, starts a caption of its own and has a sibling below."""
        above = self.pending[-1].text
        return (
            following is not None
            and bool(following.figures)
            and line.text[:1].isupper()
            and following.text[:1].isupper()
            and line.indent > self.pending[0].indent + 0.5
            and abs(following.indent - line.indent) <= 0.5
            and not _open_paren(self._pending_text())
            and bool(_GROUP_END.search(above))
        )

    def _pending_text(self) -> str:
        out = ""
        for line in self.pending:
            text = line.text
            out = (
                out[:-1] + text
                if out.endswith("-") and out[-2:-1].isalpha() and text[:1].islower()
                else f"{out} {text}".strip()
            )
        return out

    def _flush(self) -> None:
        """Pending text becomes a group."""
        if not self.pending:
            return
        caption, _ = clean(self._pending_text())
        indent = self.pending[0].indent
        self.pending = []
        if not caption or len(caption) > 200:
            return
        section = self.heading(caption, self.section)
        if section is not None:
            self.section = section
            self.groups.clear()
            return
        self._group(caption, indent)

    def _group(self, caption: str, indent: float) -> None:
        section = plain(caption) in SECTION_WORDS
        self._enter(indent)
        self.groups = [
            g for g in self.groups if g.indent < indent or (g.section and not section and g.indent <= indent)
        ]
        self.groups.append(_Group(caption, indent, section))

    def _enter(self, indent: float) -> None:
        """A caption or group at `indent`: deeper groups end, and one at its own indent that had deeper rows."""
        while self.groups and (
            self.groups[-1].indent > indent + 0.5
            or (abs(self.groups[-1].indent - indent) <= 0.5 and self.groups[-1].deeper)
        ):
            self.groups.pop()
        for i, group in enumerate(self.groups):
            inner = any(abs(g.indent - group.indent) <= 0.5 for g in self.groups[i + 1 :])
            if group.indent < indent - 0.5 and not inner:
                group.deeper = True

    def path(self) -> tuple[str, ...]:
        return tuple(g.caption for g in self.groups)


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """(caption without leaders, trailing `$` and marks; the marks)."""
    text = folded(text).lstrip(" .|").rstrip(" $_|")
    if text.endswith(".") and not _ABBREVIATION.search(text):
        text = text.rstrip(" .$_|")
    if ". ." in text or ".." in text:
        text = _LEADERS.sub("", text)
    caption, marks = split_marks(text)
    marks = tuple(m for m in marks if m)
    if caption[-1:].isdigit() and (m := _DIGIT_MARKS.match(caption)) is not None:
        caption, marks = m["caption"], (*m["marks"].split(","), *marks)
    if caption[-2:-1] == " " and (m := _LETTER_MARK.match(caption)) is not None and m["word"].lower() not in CONNECTORS:
        caption, marks = m["caption"], (m["mark"], *marks)
    return caption.rstrip(" $_|"), marks


def joins(above: str, below: str, line: Line, both_text: bool = False) -> bool:
    """Whether `below` runs on from the text line(s) `above` it."""
    above = above.rstrip()
    if class_name(above) and CLASS_NAME.fullmatch(above.strip(" :")):
        return False
    if _open_paren(above):
        return True
    if below[:1] in "NnMmPp" and BEGINS_ANEW.match(below):
        return False
    if above.endswith(":") or (_TRAILING_DASH.search(above) and not below[:1].islower()):
        return False
    if _LOWER.match(below) or (_PERCENT_BEHIND.search(below) and not _PERCENT_BEHIND.search(above)):
        return line.row.gap <= 1
    if plain(above) in SECTION_WORDS:
        return False
    if line.row.gap or line.row.ruled or line.page_top:
        return False
    first = below.split(" ", 1)[0].strip("(),").lower()
    if _ends_open(above) or first in CONTINUATIONS or (first == "from" and _INCREASE.match(above)):
        return True
    if above.isupper() and below.isupper():
        return both_text or first in CONNECTORS - {"from", "in"} or bool(_INCREASE.match(above))
    return False


def _ends_open(text: str) -> bool:
    """Ends in a word or sign that wants more: "... applicable to", "... payable,"."""
    text = text.rstrip()
    if text.endswith((",", ";", "&", "/")) or (text.endswith("-") and text[-2:-1].isalpha()):
        return True
    if text.endswith((":", ".", ")")):
        return False
    m = _LAST_WORD.search(text[-_LONGEST_WORD:])
    if m is None:
        return False
    word = m[1].lower()
    if word in CONNECTORS:
        return not _NET_BEHIND.search(text)
    return word in ("common", "preferred", "auction", "redemption", "offering") and bool(WANTS_NOUN.search(text))


def _open_paren(text: str) -> bool:
    return text.count("(") > text.count(")")


def _joinable(text: str) -> bool:
    return any(ch.isalnum() for ch in text)


def _is_footnote(text: str, pending: Sequence[Line]) -> bool:
    """A legend line: a mark, then a sentence."""
    m = _FOOTNOTE.match(text)
    if m is None or (pending and _open_paren(" ".join(p.text for p in pending))):
        return False
    body = m["text"].strip()
    if printed_scale(text) and len(body) < 30:
        return False
    words = len(body.split())
    return words >= 5 or bool(_SENTENCE.search(body)) or body.endswith(".")


def _only_footnote(line: Line) -> bool:
    """A figure inside running footnotes: text that no caption is."""
    text = line.text
    return (
        bool(_FOOTNOTE.match(text))
        or text.rstrip().endswith((",", ";"))
        or len(text) > 90
        or _LOWER.match(text) is not None
    )

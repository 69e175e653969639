"""Where a footnote begins: the mark at the head of a line.

    "(a) Non-income producing."      a        "** Rate shown is ..."         **
    "(1)--Segregated."               1        "^{3} Valued under ..."        3
    "(b)-(c) On loan."               b, c     "c Purchased under Rule 144A"  c    (weak: only in its order)
    "(WI) Purchased when-issued."    WI       "(a)" alone, its text below    a

A mark is strong where its print can hardly be anything else; a bare letter or number is weak ("a Fund may", "16 Annual
report") and counts only as the next of its row of marks.
"""

from __future__ import annotations

import itertools
import re
import string
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fundfilings.marks import read_marks
from fundfilings.normalize.blocks import Block, Heading, Paragraph, Row, Table

_SYMBOLS = r"*†‡§#@¤~«µΩ°º£¢∞+^¶¥"
#: "(a)", "(AA)", "(12)", "(++)", "(*)", "(a,b)"; "[1]", "{a}", "/(1)/", "/1/" are the same mark in other brackets.
_INSIDE = rf"(?:[a-zß-öø-ÿ]{{1,2}}|[A-ZÀ-ÖØ-Þ]{{1,2}}|\d{{1,2}}|[{_SYMBOLS}]{{1,4}})"
_BRACKETED = rf"\(\s?{_INSIDE}(?:\s?,\s?{_INSIDE})*\s?\)|\[{_INSIDE}\]|\{{{_INSIDE}\}}|/\(?{_INSIDE}\)?/"
#: Word codes in brackets: "(WI)", "(144A)", "(NON)", "(d/k)".
_CODE = r"\((?=[^()]*[A-Z])[A-Z0-9][A-Z0-9/&.]{1,6}\)"
_ALONE = rf"\^\{{[^{{}}]{{1,12}}\}}|[{_SYMBOLS}]{{1,5}}|{_BRACKETED}|{_CODE}"
_STRONG = re.compile(
    rf"^(?P<mark>(?:{_ALONE})(?:\s?[,&/–—-]?\s?(?:\^\{{[^{{}}]{{1,12}}\}}|{_BRACKETED}))*)(?P<sep>\s*(?:[-–—=:]{{1,2}}(?=\s|[A-Z“\"])|\.(?=\s))?\s*)(?P<rest>.*)$",
    re.S,
)
_WEAK = re.compile(
    r"^(?P<mark>[a-z]{1,2}|\d{1,2}|[A-Z])(?P<sep>[.)]\s*(?=[\sA-Z])|(?=[A-Z][a-z])|\s+(?:[-–—=:]{1,2}\s*)?)"
    r"(?P<rest>[A-Z“\"‘'$(\d].*)$",
    re.S,
)
#: A code without brackets that a legend explains in a sentence ("N/R  Investment is not rated.").
_SPOKEN = re.compile(
    r"^(?P<mark>[A-Z][A-Z0-9/&]{1,5}|N\.R\.|144A|\d{3}[A-Z])(?P<sep>\s+(?:[-–—=:]{1,2}\s*)?|\s?[-–—=:]{1,2}\s*)"
    r"(?P<rest>[A-Z].*\b(?:is|are|was|were|has|have|may|not rated|denotes|indicates|represents|purchased)\b.*[.;])$",
    re.S,
)
#: Codes that rows carry as marks, whatever their legend says of them.
_ROW_CODES = re.compile(
    r"^(?P<mark>(?:N/?R|N\.R\.|WR|WI|UB|DD|IF|ETM|PIK)(?:/(?:WI|DD|UB|IF|WR|NR))?)(?P<sep>\s+(?:[-–—=:]{1,2}\s*)?|\s?[-–—=:]{1,2}\s*)(?P<rest>[A-Z(].*)$",
    re.S,
)
#: A list's own sign before the mark ("- (a) Zero coupon bond", in renderings).
_BULLET = re.compile(r"^[-•▪·–]\s+(?=[(\[^*†‡+#@])")
#: A rating agency's grade and what it means, which some reports print behind the schedule.
_GRADE = re.compile(r"^(?:[ABC]{1,3}|D{1,3}|[ABC][abc]{1,2})[1-3+\-]?\W.*\b(?:rated|rating|quality)\b", re.S)
_WORD = re.compile(r"[A-Za-z]{2,}")
#: Numbers beyond this in brackets are contracts of an option and no marks ("(73) Strike price $106 ... (59,312)").
_MOST = 60
_FIGURE_LAST = re.compile(r"\s\(?\$?\d{1,3}(?:,\d{3})+\)?$")
#: What a symbol is when no footnote: "+ 12.5%", "* 1,234", "- 3".
_FIGURE_BEHIND = re.compile(r"^[$]?[\d.,]+%?(?:\s|$)(?!.*[a-z]{3})|^\d[\d.,]*%")


@dataclass(frozen=True, slots=True)
class Start:
    """A mark at the head of a line and the text behind it ("" where the mark stands alone)."""

    marks: tuple[str, ...]
    text: str
    weak: bool
    symbol: bool
    bracketed: bool = False


def read_start(text: str, cells: tuple[str, ...] = ()) -> Start | None:
    """The mark that a line begins with, if it begins with one. `cells` are the line's cells where it has several: a
    bare capital counts only in a cell of its own."""
    text = _BULLET.sub("", text, count=1)
    if m := _STRONG.match(text):
        rest = m["rest"].strip()
        if rest and (not _WORD.search(rest) or _FIGURE_BEHIND.match(rest)):
            return None
        marks = read_marks(m["mark"])
        symbol = not any(c.isalnum() for c in m["mark"])
        if not marks or (marks[0].isdigit() and (int(marks[0]) > _MOST or _FIGURE_LAST.search(rest))):
            return None
        return Start(_one_symbol(marks, m["mark"]), rest, weak=False, symbol=symbol, bracketed=m["mark"][0] in "([{/")
    for pattern in (_SPOKEN, _ROW_CODES):
        if (m := pattern.match(text)) and not _GRADE.match(text):
            return Start((m["mark"],), m["rest"].strip(), weak=False, symbol=False)
    if (m := _WEAK.match(text)) and _WORD.search(m["rest"]):
        own_cell = len(cells) > 1 and cells[0].rstrip(".)") == m["mark"]
        if m["mark"].isupper() and (not own_cell or _GRADE.match(text)):
            return None
        return Start((m["mark"],), m["rest"].strip(), weak=True, symbol=False)
    return None


def _one_symbol(marks: tuple[str, ...], printed: str) -> tuple[str, ...]:
    """A legend's "*+" is one mark of two symbols, where `read_marks` takes it for two."""
    body = printed.strip("()")
    return (body,) if len(marks) > 1 and not re.search(r"[\w,&^{}\s]", body) else marks


def follows(mark: str, before: str | None, within: int = 3) -> bool:
    """Whether a mark stands in its place: the first of its row, or at most `within` behind the one before it."""
    rank, last = _rank(mark), _rank(before) if before else None
    if rank is None:
        return False
    if last is None:
        return rank == 1
    return 0 < rank - last <= within


def same_kind(mark: str, other: str) -> bool:
    """Whether two marks belong to one row of marks (letters, numbers)."""
    if mark.isdigit() or other.isdigit():
        return mark.isdigit() and other.isdigit()
    return mark.isalpha() and other.isalpha() and mark.islower() == other.islower()


def _rank(mark: str) -> int | None:
    if mark.isdigit():
        return int(mark)
    if len(mark) == 1 and mark.isascii() and mark.isalpha():
        return ord(mark.lower()) - 96
    if len(mark) == 2 and mark[0] == mark[1] and mark.isalpha():
        return 26 + ord(mark[0].lower()) - 96
    return None


# --- the marks of a part, before its legend is read ------------------------------------------------------------------

#: A bracketed capital behind a description, a mark where it recurs.
_CAPITAL = re.compile(r" \([A-Z]\)")
_CAPITAL_END = re.compile(r"[^\s(]{3,} \(([A-Z])\)[*+†\s(A-Z)]*$")
#: A mark that begins a line or a sentence, as legends explain them, and its parts.
_EXPLAINED = re.compile(
    r"(\((?:[a-zß-öø-ÿ]{1,2}|[A-Z0-9]{1,4}|[À-ÖØ-Þ])\)|^\d{1,2}(?= [A-Z])|"
    r"[*†‡§#@+^~º]{1,4}|\^\{[^}]+\})"
    r"(?=\s?[-–—A-Z“\x22]|\s\d)"
)
#: A letter glued to the words it explains ("aNon-income producing."); such rows of marks begin with an a.
_GLUED = re.compile(r"[a-z](?=[A-Z][a-z]+[ -])")
#: The same parted by a blank ("a Non-income producing.", "b See Note 7.").
_SPACED = re.compile(r"([a-z]) (?=[A-Z][A-Za-z-]+[ ,])")
#: A legend headed as footnotes may number them "1.".
_FOOTNOTES = re.compile(r"\W*foot-?notes?\b", re.I)
_NUMBERED = re.compile(r"(\d{1,2})\. (?=[A-Z])")
_STOP = re.compile(r"[.;] ")
_PARTS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9]+|[*†‡§#@+~º]+")


def _is_numbered(row: Row) -> bool:
    """A row of figures that a number begins ("30 Yr Pass Thru   3.000   5,463,208"): it explains no mark."""
    cells = row.cells
    return len(cells) > 2 and cells[0].text[:1].isdigit() and any(c.figure is not None for c in cells[-2:])


def _parts(mark: str) -> Iterator[str]:
    return (t for t in _PARTS.findall(mark) if len(t) < 3 or t.upper() == t)


def _behind_stops(text: str) -> Iterator[str]:
    """Marks that sentences behind the first one seem to explain."""
    for stop in _STOP.finditer(text):
        if m := _EXPLAINED.match(text, stop.end()):
            yield from _parts(m[1])


#: A word that is a mark, before a sentence that explains it: "DD1  Investment bought on a delayed delivery basis."
_WORD_MARK = re.compile(r"([A-Z]{2,3}\d)\s+(?=[A-Z][a-z]+ (?:\S+ ){3})")


def explained_marks(blocks: Sequence[Block]) -> frozenset[str]:
    """Marks that some line of the part seems to explain."""
    found: set[str] = set()
    glued: set[str] = set()
    spaced: set[str] = set()
    numbered = False
    for block in blocks:
        texts: list[str] = []
        if isinstance(block, (Heading, Paragraph)):
            texts = block.text.split("\n") if isinstance(block, Paragraph) else [block.text]
        elif isinstance(block, Table):
            texts = [r.cells[0].text if len(r.cells) == 1 else r.text for r in block.rows if not _is_numbered(r)]
        for text in texts:
            first = text[:1]
            if "A" <= first <= "Z" and first != "F":  # most lines: what else they say stands behind a stop
                if ". " in text or "; " in text:
                    found.update(_behind_stops(text))
                if text[1:2].isupper() and (m := _WORD_MARK.match(text)):
                    found.add(m[1])
                continue
            if not numbered and (first in "fF" or not first.isalnum()):
                numbered = _FOOTNOTES.match(text) is not None
            if numbered and first.isdigit() and (m := _NUMBERED.match(text)):
                found.add(m[1])
            if first.islower():
                if m := _GLUED.match(text):
                    glued.add(m[0])
                elif text[1:2] == " " and (m := _SPACED.match(text)):
                    spaced.add(m[1])
            if not first.isalpha() and (m := _EXPLAINED.match(text)):
                found.update(_parts(m[1]))
            if ". " in text or "; " in text:
                found.update(_behind_stops(text))
    for row in (glued, spaced):
        found.update(itertools.takewhile(row.__contains__, string.ascii_lowercase))
    ends = Counter(
        [
            m[1]
            for b in blocks
            if isinstance(b, Table)
            for r in b.rows
            if len(r.cells) > 1
            for c in r.cells[:2]
            if " (" in (text := c.text)
            if ")" in text[-12:] and _CAPITAL.search(text) and (m := _CAPITAL_END.search(text))
        ]
    )
    return frozenset(found | {mark for mark, n in ends.items() if n >= 2})

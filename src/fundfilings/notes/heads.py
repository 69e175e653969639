"""Which lines are the heads of notes, told by the run of their numbers.

    1. ORGANIZATION / 2. SIGNIFICANT ACCOUNTING POLICIES / A. Use of Estimates / ... / 3. FEES
 -> heads 1, 2, 3; "A." belongs to the text of note 2

Each way of numbering ("NOTE 1 -", "1.", "(1)", "1 ", "A.", "I.") gives a chain: the best run 1, 2, 3 ... by how much
each line looks like a head. The chain that begins first in print is the top level; sub-heads begin under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fundfilings.notes.lines import Line
from fundfilings.notes.titles import TITLE_WORDS, clean_title, is_capitals, is_title, letters_of, split_title
from fundfilings.notes.vocabulary import CONTINUED, FIRST_SUBJECT, SUBJECT, VERB

#: How notes are numbered, the surest first. Group 1 is the number, group 2 what follows it.
STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("note", re.compile(r"^\W{0,4}Notes?\s+(?:No\.?\s*)?(\d{1,2}|[A-Z])\b\s*[-.:)–—|]*\s*(.*)$", re.I | re.S)),
    ("number-dot", re.compile(r"^\W{0,3}(\d{1,2})\s?[.)]\s*(?=[^\d\s])(.*)$", re.S)),
    ("number-parens", re.compile(r"^\W{0,3}\((\d{1,2})\)\s*(?=\S)(.*)$", re.S)),
    ("number-dash", re.compile(r"^(\d{1,2})\s?[-–—:]{1,2}\s*(?=[A-Z])(.*)$", re.S)),
    ("letter-dot", re.compile(r"^\W{0,3}([A-Z])[.)]\s+(?=\S)(.*)$", re.S)),
    ("roman", re.compile(r"^\W{0,3}([IVX]{1,5})[.)]\s+(?=\S)(.*)$", re.S)),
    ("letter-parens", re.compile(r"^\W{0,3}\(([A-Z])\)\s*(?=\S)(.*)$", re.S)),
    ("number-bare", re.compile(r"^(\d{1,2})\s+(?=[A-Z])(.*)$", re.S)),
)
_START = re.compile(r"^\W{0,4}(?:note|\d|[A-Z][.)]|\([A-Z]\)|[IVX]{2,5}[.)])", re.I)
_ROMAN = {"I": 1, "V": 5, "X": 10}
#: A chain has to look this much like heads to count; one clear head has about 1.5.
CREDIBLE = 1.2
#: Chains remembered for each number, best first: enough for lists that repeat a number, and the search stays linear.
_KEPT = 6


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may be the head of a note: its number as printed and as an ordinal, title, and how sure it looks."""

    index: int
    number: str
    ordinal: int
    title: str | None
    rest: str
    score: float
    alone: bool
    capitals: bool
    indent: float
    page_top: bool
    continued: bool
    in_parentheses: bool = False


@dataclass(frozen=True, slots=True)
class _Chain:
    head: Head
    score: float
    length: int
    before: _Chain | None


def find_heads(lines: Sequence[Line], names: Sequence[str]) -> list[Head]:
    """The heads of the top level in printed order, continued ones included; empty where notes are not numbered."""
    chains: list[tuple[int, int, list[Head]]] = []
    by_style: dict[str, list[Head]] = {style: [] for style, _ in STYLES}
    for i, line in enumerate(lines):
        if _START.match(line.text):
            for style, head in _candidates(line, i, names):
                by_style[style].append(head)
    for rank, (style, _) in enumerate(STYLES):
        best = _best_chain(by_style[style])
        if best is None or best.score < CREDIBLE:
            continue
        heads = _unwind(best)
        if style == "note":
            return _with_continued(heads, by_style[style])
        chains.append((heads[0].index, rank, heads))
    if not chains:
        return []
    chains.sort(key=lambda c: (c[0], c[1]))
    top = chains[0]
    for other in chains[1:]:
        # The top level lost its first number in print: what begins at 2 is no sub-level of what stands above
        if other[2][0].ordinal > 1 and other[1] < top[1] and len(other[2]) >= 2:
            top = other
    return _with_continued(top[2], [h for style, _ in STYLES for h in by_style[style] if STYLES[top[1]][0] == style])


def _candidates(line: Line, index: int, names: Sequence[str]) -> Iterator[tuple[str, Head]]:
    for style, pattern in STYLES:
        m = pattern.match(line.text)
        if m is None:
            continue
        head = _head(style, m, line, index, names)
        if head is not None:
            yield style, head
        if style == "note":
            return


def _head(style: str, m: re.Match[str], line: Line, index: int, names: Sequence[str]) -> Head | None:
    number, rest = m[1], m[2].strip()
    ordinal = _ordinal(style, number)
    if ordinal is None or rest[:1].islower() or line.figures > (2 if line.cells > 2 else 1):
        return None
    if line.figures and line.cells > 1 and style != "number-dot" and not number.isalpha() and not is_title(rest):
        return None
    alone = line.alone and len(rest.split()) <= TITLE_WORDS
    title: str | None
    if alone and (is_title(rest) or style == "note"):
        title, text, score = rest, "", 1.0
        if line.alone and not is_capitals(rest) and VERB.search(rest):
            title, text = split_title(rest, (), names)
            score = 0.6 if title else 0.2
    else:
        offset = m.start(2)
        title, text = split_title(rest, [b - offset for b in line.breaks if b > offset], names)
        alone = False
        score = (0.8 if title else 0.25) if rest else 0.1
    if style == "number-bare" and not (title and (is_capitals(title) or line.alone)):
        return None
    if title:
        score += 0.5 * bool(SUBJECT.search(title)) + 0.25 * is_capitals(title) + 0.15 * line.bold
    if style == "note":
        score += 0.8
    return Head(
        index, number, ordinal, clean_title(title) or None if title else None, text, score, alone,
        is_capitals(title or ""), line.indent, line.page_top, bool(title and CONTINUED.search(title)),
        style.endswith("parens"),
    )  # fmt: skip


def _ordinal(style: str, number: str) -> int | None:
    if number.isdigit():
        return int(number) if int(number) else None
    if style == "roman":
        total = 0
        for a, b in zip(number, [*number[1:], ""], strict=True):
            total += -_ROMAN[a] if b and _ROMAN[b] > _ROMAN[a] else _ROMAN[a]
        return total
    return ord(number.upper()) - 64


def _best_chain(heads: Sequence[Head]) -> _Chain | None:
    """The run of numbers with the best sum of scores. A number may be missing (lost in print); a new set of notes may
    begin behind a finished one."""
    ends: dict[int, list[_Chain]] = {}
    best: _Chain | None = None
    finished: _Chain | None = None
    for head in heads:
        if head.continued and ends.get(head.ordinal):
            continue
        chain = _Chain(head, head.score - _start_cost(head), 1, None)
        for back, cost in ((1, 0.0), (2, 0.9), (3, 1.6)):
            for before in ends.get(head.ordinal - back, ()):
                score = before.score + head.score - cost + _likeness(before.head, head)
                if score > chain.score:
                    chain = _Chain(head, score, before.length + 1, before)
        if head.ordinal == 1 and finished and head.title and FIRST_SUBJECT.search(head.title) and finished.length >= 3:
            score = finished.score + head.score - 1.0 + _likeness(finished.head, head)
            if score > chain.score and head.score >= 1.2:
                chain = _Chain(head, score, finished.length + 1, finished)
        kept = ends.setdefault(head.ordinal, [])
        kept.append(chain)
        kept.sort(key=lambda c: -c.score)
        del kept[_KEPT:]
        if best is None or chain.score > best.score:
            best = chain
        if finished is None or chain.score > finished.score:
            finished = chain
    return best


def _start_cost(head: Head) -> float:
    """What it costs to begin with another number than one; a set continued from another part begins anywhere."""
    if head.ordinal == 1:
        return 0.0
    return 0.9 if head.ordinal <= 3 or (head.alone and head.title and SUBJECT.search(head.title)) else 1.6


def _likeness(a: Head, b: Head) -> float:
    like = 0.15 * (a.capitals == b.capitals) + 0.1 * (a.alone == b.alone) + 0.15 * (abs(a.indent - b.indent) <= 2)
    return like - (0.3 if a.title and b.title is None else 0.0) - (0.4 if a.capitals and not b.capitals else 0.0)


def _unwind(chain: _Chain) -> list[Head]:
    heads: list[Head] = []
    at: _Chain | None = chain
    while at is not None:
        heads.append(at.head)
        at = at.before
    return heads[::-1]


def _with_continued(heads: list[Head], candidates: Sequence[Head]) -> list[Head]:
    """The chain's heads and, between them, those that repeat the last head's number to continue it."""
    chosen = {h.index for h in heads}
    out: list[Head] = []
    current: Head | None = None
    for head in sorted(candidates, key=lambda h: h.index):
        if head.index in chosen:
            current = head
            out.append(head)
        elif current and head.ordinal == current.ordinal and (head.continued or _same(head.title, current.title)):
            out.append(head)
    return out


def _same(a: str | None, b: str | None) -> bool:
    return bool(a and b) and letters_of(a) == letters_of(b)

"""Fixed-width lines to segments: what stands on one line, and where.

    "  Gannett Co., Inc. (A)............   87,500  $ 7,801,500"
      -> "Gannett Co., Inc. (A)" 2-23, "87,500" 38-44, "$ 7,801,500" 46-57

A run of two blanks or a dot leader parts segments; `$` joins the number to its right. Where a description runs up
to its number with a single blank, the right edges of the numbers on neighbouring lines decide (`edges`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from fundfilings.normalize.tokens import BARE_SIGN, COMMAED, DASH_BEFORE, YEAR
from fundfilings.scalars import FIGURE_LENGTH, Amount, amount


@dataclass(slots=True)
class Seg:
    """One segment of a line: text and character columns [x0, x1). `edge` is the column behind its last digit where it
    is a figure (marks, `)` and `%` behind it do not count), else None."""

    text: str
    x0: int
    x1: int
    edge: int | None = None


#: One of these is part of every leader.
LEADER_SIGNS = ("..", ". .", "___", " .  ")
#: Dots, perhaps with blanks between them; a lone dot between blanks; a line drawn. (It begins with what each of these
#: begins with, which lets the search pass over letters.)
_LEADER = re.compile(
    r"[\s._](?:(?<=\s)\.(?:\s?\.){2,}(?=\s|$|[$\d(])"
    r"|(?<=\.)(?:(?:\s?\.){2,}(?=\s|$|[$\d(])|\.+(?=\s|$|\$)|(?<=\s\.)(?=\s\s))"
    r"|(?<=_)__+(?=\s*[$\d(]|\s*$))"
)
_SEGMENT = re.compile(r"\S+(?: \S+)*")
#: A rule drawn in one column of a printed line.
_DRAWN = re.compile(r"^(?:[-=_]{4,}|[-=_ ]{7,})$")
_MANY = re.compile(r"\S\s\s+\S")
_ENDS_WITH_SIGN = re.compile(r"^(.*\S)\s(US\$|[$€£¥])$")
_TOKEN = re.compile(r"\S+")
#: What may stand apart behind its figure ("$307,126,378 73.92 %").
_BEHIND = frozenset(("%", ")", ")%"))


def without_leaders(line: str) -> str:
    """The line with dot leaders blanked, its length kept. One dot stays where the leader runs on from a word
    ("Corp......" keeps its abbreviation's dot)."""
    if ".." not in line and ". ." not in line and "___" not in line and " .  " not in line:  # see LEADER_SIGNS
        return line

    def blank(m: re.Match[str]) -> str:
        keep = m[0][0] == "." and m.start() > 0 and line[m.start() - 1].isalpha() and len(m[0]) > 2
        return "." + " " * (len(m[0]) - 1) if keep else " " * len(m[0])

    return _LEADER.sub(blank, line)


def figure_edge(text: str, x1: int, figure: Amount) -> int:
    """The column behind the last digit of a figure that ends at x1."""
    if figure.kind != "number" or text[-1] in "0123456789":
        return x1
    body = text
    for mark in reversed(figure.marks):
        at = body.rfind(mark)
        if at > 0 and not any(c.isdigit() for c in body[at + len(mark) :]):
            body = body[:at]
    end = len(body)
    while end and not body[end - 1].isdecimal():
        end -= 1
    return x1 - len(text) + (end or len(text))


def _figure(seg: Seg) -> Seg:
    if len(seg.text) > FIGURE_LENGTH:  # a line of running text: no figure is so long
        return seg
    figure = amount(seg.text)
    if figure is not None and figure.kind != "na":
        seg.edge = figure_edge(seg.text, seg.x1, figure)
    return seg


def segments(line: str) -> list[Seg]:
    """The segments of a line, figures told from text, signs joined to their figures, runs of figures parted."""
    line = without_leaders(line)
    text = line.strip()
    if ("  " not in text and text.isprintable()) or not _MANY.search(line):  # running text, most of a filing
        at = line.find(text[:1]) if text else 0
        return _part_figures(Seg(text, at, at + len(text))) if text else []
    found = [
        Seg(m[0], m.start(), m.end()) for m in _SEGMENT.finditer(line) if m[0][0] not in "-=_" or not _DRAWN.match(m[0])
    ]
    out: list[Seg] = []
    i = 0
    while i < len(found):
        seg = found[i]
        nxt = found[i + 1] if i + 1 < len(found) else None
        if (
            nxt is not None
            and seg.text[-1] in "$€£¥"
            and (BARE_SIGN.match(seg.text) or (trail := _ENDS_WITH_SIGN.match(seg.text)))
        ):
            first = amount(nxt.text.split(" ")[0])
            if first is not None:
                if BARE_SIGN.match(seg.text):
                    found[i + 1] = Seg(f"{seg.text} {nxt.text}", seg.x0, nxt.x1)
                    i += 1
                    continue
                if trail:
                    head, sign = trail[1], trail[2]
                    found[i + 1] = Seg(f"{sign} {nxt.text}", seg.x1 - len(sign), nxt.x1)
                    seg = Seg(head, seg.x0, seg.x0 + len(head))
        out.extend(_part_figures(seg))
        i += 1
    return out


def _part_figures(seg: Seg) -> list[Seg]:
    """A segment of several figures with single blanks between them, as one segment a figure."""
    seg = _figure(seg)
    if seg.edge is not None or " " not in seg.text:
        return [seg]
    first = seg.text.split(None, 1)[0]
    if amount(first) is None and not BARE_SIGN.match(first):
        return [seg]
    tokens = [(m[0], m.start()) for m in _TOKEN.finditer(seg.text)]
    groups: list[tuple[str, int]] = []
    for text, at in tokens:
        if groups and (text in _BEHIND or BARE_SIGN.match(groups[-1][0].rsplit(" ", 1)[-1])):
            groups[-1] = (f"{groups[-1][0]} {text}", groups[-1][1])
        else:
            groups.append((text, at))
    if len(groups) < 2 or not all(amount(t) for t, _ in groups):
        return [seg]
    if not any(COMMAED.search(t) or "%" in t or "." in t for t, _ in groups):
        return [seg]
    return [_figure(Seg(t, seg.x0 + at, seg.x0 + at + len(t))) for t, at in groups]


def edges(segs: Iterable[Seg]) -> list[int]:
    """The columns behind the last digits of a line's figures; one or two digits may be a mark and do not count."""
    return [s.edge for s in segs if s.edge is not None and (len(s.text) > 2 or not s.text.isdigit())]


def is_column(edge: int, count: Counter[int], least: int = 2) -> bool:
    """Whether at least so many figures of neighbouring lines end at a column, or half of them one beside it."""
    get = count.get  # twice as fast where nothing ends
    return get(edge, 0) + get(edge - 1, 0) // 2 + get(edge + 1, 0) // 2 >= least


def split_at_edges(segs: list[Seg], count: Counter[int]) -> list[Seg]:
    """Segments with a figure run into text by a single blank parted, where the figure ends at a column in which other
    lines' figures end ("Preferred Stock 5,000" above "... 12,000")."""
    out: list[Seg] = []
    for seg in segs:
        if seg.edge is not None or " " not in seg.text:
            out.append(seg)
            continue
        first_word, last_word = seg.text.split(None, 1)[0], seg.text.rsplit(None, 1)[-1]
        if amount(last_word) is None and amount(first_word) is None and not BARE_SIGN.match(first_word):
            out.append(seg)
            continue
        tokens = list(_TOKEN.finditer(seg.text))
        left = seg.x1 - len(seg.text)  # a sign at its head may stand further left: "$    600,000 Acme Corp."
        head: Seg | None = None
        tail: list[Seg] = []
        last = len(tokens)
        while last > 1:
            cut = _tail_cut(tokens[last - 2][0], tokens[last - 1])
            figure = _at_edge(tokens[last - 1][0], left + tokens[last - 1].start(), count)
            if figure is None or ("%" in figure.text and DASH_BEFORE.search(tokens[last - 2][0])):
                break
            if cut and last > 2:  # a bare sign before it belongs to it
                figure = Seg(
                    f"{tokens[last - 2][0]} {figure.text}", left + tokens[last - 2].start(), figure.x1, figure.edge
                )
                last -= 1
            tail.insert(0, figure)
            last -= 1
        first = 0
        if last > 1:
            take = 2 if BARE_SIGN.match(tokens[0][0]) and last > 2 else 1
            text = " ".join(t[0] for t in tokens[:take])
            if (head := _at_edge(text, left + tokens[0].start(), count)) is not None:
                head.x0, first = seg.x0, take
        if head is not None:
            out.append(head)
        if first < last:
            start, end = tokens[first].start(), tokens[last - 1].end()
            out.append(Seg(seg.text[start:end], left + start if first else seg.x0, left + end))
        out.extend(tail)
    return out


def _tail_cut(before: str, token: re.Match[str]) -> bool:
    return bool(BARE_SIGN.match(before)) and token.start() > 0


def _at_edge(text: str, x0: int, count: Counter[int]) -> Seg | None:
    figure = amount(text)
    if figure is None or figure.kind == "na" or YEAR.match(text):
        return None
    seg = _figure(Seg(text, x0, x0 + len(text)))
    if seg.edge is None:
        return None
    return seg if is_column(seg.edge, count, 2 if COMMAED.search(text) else 4) else None

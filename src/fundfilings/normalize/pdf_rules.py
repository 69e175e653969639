"""Rules drawn under column heads: a head that stands over several columns has one as wide as all of them.

   China Equity Fund            Growth Fund
----------------------    ----------------------        drawn lines
  2024          2023        2024          2023
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence

import pypdfium2

from fundfilings.normalize.pdf_chars import Frame
from fundfilings.normalize.pdf_lines import PdfLine
from fundfilings.normalize.pdf_native import count_objects, get_bounds, get_page_object, get_type
from fundfilings.scalars import amount

#: pdfium's number for paths.
_PATH = 2
#: A rule is so thin and so long, in points.
_THIN, _LONG = 2.5, 12.0
#: Pieces of one rule touch, or run into one another by the width of the pen, in points.
_TOUCH = 0.8
#: How far below its words a rule stands, in parts of the size, and how far a head may stand over its ends, in points.
_BELOW, _OVER = 1.1, 3.0
#: Pages are looked at for rules where so many lines print so many figures.
_LINES, _FIGURES = 3, 2

Rule = tuple[float, float, float]


def extend_heads(lines: Sequence[PdfLine], page: pypdfium2.PdfPage, frame: Frame, limit: int) -> None:
    """Give heads that stand alone over a rule, and this over several columns of figures, the rule's extent."""
    figured = [(ln, [p.x1 for p in ln.pieces if _figure(p.text)]) for ln in lines]
    heads = [ln for ln, ends in figured if not ends]
    if not heads or sum(len(ends) >= _FIGURES for _, ends in figured) < _LINES:
        return
    columns = _columns(x for _, ends in figured if len(ends) >= _FIGURES for x in ends)
    found = _rules(page, frame, limit)
    if not found:
        return
    found = [*found, *_joined(found)]
    left = min(ln.pieces[0].x0 for ln in lines)
    for line in heads:
        near = [r for r in found if 0 < r[2] - line.y < _BELOW * line.size and r[0] > left + _OVER]
        for x0, x1, _ in near:
            over = [p for p in line.pieces if p.x1 > x0 and p.x0 < x1]
            several = sum(x0 < x < x1 + 2 * _OVER for x in columns) > 1
            if several and len(over) == 1 and x0 - _OVER < over[0].x0 and over[0].x1 < x1 + _OVER:
                over[0].cover = (x0, x1)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules that are drawn piece by piece, one behind the other, as one."""
    out: list[Rule] = []
    for x0, x1, y in sorted(rules, key=lambda r: (round(r[2]), r[0])):
        last = out[-1] if out else None
        if last is not None and abs(last[2] - y) < 1.0 and -4 * _TOUCH < x0 - last[1] < _TOUCH:
            out[-1] = (last[0], max(last[1], x1), y)
        else:
            out.append((x0, x1, y))
    return out


def _columns(ends: Iterable[float]) -> list[float]:
    """Where columns of figures end."""
    out: list[float] = []
    for x in sorted(ends):
        if not out or x - out[-1] > _LONG:
            out.append(x)
    return out


def _figure(text: str) -> bool:
    return text[:1] in "0123456789$(–—-" and len(text) < 40 and amount(text) is not None


def _rules(page: pypdfium2.PdfPage, frame: Frame, limit: int) -> list[Rule]:
    """(left, right, y) of the thin horizontal paths of a page, as its sheet stands upright."""
    handle = ctypes.cast(page.raw, ctypes.c_void_p)
    box = [ctypes.c_float() for _ in range(4)]
    place = [ctypes.byref(b) for b in box]
    out: list[Rule] = []
    for i in range(min(count_objects(handle), limit)):
        found = get_page_object(handle, i)
        if not found or get_type(found) != _PATH or not get_bounds(found, *place):
            continue
        left, bottom, right, top = (b.value for b in box)
        a, b = frame.upright(left, bottom), frame.upright(right, top)
        if abs(a[1] - b[1]) < _THIN and abs(a[0] - b[0]) > _LONG:
            out.append((min(a[0], b[0]), max(a[0], b[0]), (a[1] + b[1]) / 2))
    return out

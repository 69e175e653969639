"""Page numbers, running feet, and what a browser prints around a page, taken off; running heads moved to the left edge.

https://www.sec.gov/Archives/edgar/...                     at the top of every page
18   The accompanying notes are an integral part ...       the number goes, the line stays
Quarterly Report | See notes to financial statements.      goes, where three pages print it in one place
3 of 57                           10/3/2019, 7:45 PM
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fundfilings.normalize.pdf import PageLine

#: Lines at the top and at the foot of a page that may hold its number.
_MARGIN = 3
#: A running head stands so far above the next line, in parts of the size.
_FAR = 2.2
#: So many pages print a running foot, its places no farther apart, in points.
_SEVERAL, _SAME_PLACE = 3, 4
_NUMBER = re.compile(r"^\W{0,3}(?:page\s+)?(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?\W{0,3}$", re.I)
_NUMBER_BESIDE = re.compile(r"^(?:page\s+)?\d{1,4}\b\W*|\W*(?:\bpage\s+)?\b\d{1,4}$", re.I)
_ADDRESS = re.compile(r"(?:https?|file)://\S")
_PRINTED_AT = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d\d(?:\s?[AP]M)?\b")


def without_furniture(pages: Sequence[list[PageLine]]) -> list[list[PageLine]]:
    """The pages without page numbers and what a browser adds; lines of nothing else are left out."""
    offset, feet = _offset(pages), _feet(pages)
    out: list[list[PageLine]] = []
    for page in pages:
        margin = _margin(page)
        kept: list[PageLine] = []
        for printed in page:
            if id(printed) in margin:
                pieces = printed.line.pieces
                left = [p for p in pieces if not _is_furniture(p.text, printed.page, offset, len(pieces) == 1)]
                if left and id(printed) in feet:
                    left = []
                if not left:
                    continue
                printed.line.pieces = left
            kept.append(printed)
        _move_head(kept)
        out.append(kept)
    return out


def _move_head(page: Sequence[PageLine]) -> None:
    """Count the columns of a page's running head from its own left edge: it stands alone, far above the rest."""
    top = sorted(page, key=lambda ln: ln.line.y)[:2]
    if len(top) < 2 or len(top[0].line.pieces) > 1 or top[0].frame != top[1].frame:
        return
    head, below = top
    if below.line.y - head.line.y > _FAR * max(head.line.size, 0.6 * below.line.size):
        left = min(ln.line.pieces[0].x0 - ln.shift for ln in page if ln.frame == head.frame)
        head.shift = head.line.pieces[0].x0 - left


def _margin(page: Sequence[PageLine]) -> set[int]:
    """The ids of the lines at the top and at the foot of a page."""
    found: set[int] = set()
    for frame in {ln.frame for ln in page}:
        own = sorted((ln for ln in page if ln.frame == frame), key=lambda ln: ln.line.y)
        found.update(id(ln) for ln in (*own[:_MARGIN], *own[-_MARGIN:]))
    return found


def _feet(pages: Sequence[list[PageLine]]) -> set[int]:
    """The ids of lines of words that stand lowest, in the same place of several pages."""
    places: dict[tuple[str, int], list[int]] = {}
    for page in pages:
        low = sorted(page, key=lambda ln: -ln.line.y)[:_MARGIN]
        lowest = next((ln for ln in low if not all(_NUMBER.match(p.text) for p in ln.line.pieces)), None)
        if lowest is not None and (words := _words(lowest)):
            places.setdefault((words, round(lowest.line.y / _SAME_PLACE)), []).append(id(lowest))
    return {i for found in places.values() if len(found) >= _SEVERAL for i in found}


def _words(printed: PageLine) -> str:
    """The words of a line of words without its page number; "" for any other line."""
    words = _NUMBER_BESIDE.sub("", " ".join(p.text for p in printed.line.pieces))
    return words if words[:1].isalpha() and not any(c.isdigit() for c in words) else ""


def _offset(pages: Sequence[list[PageLine]]) -> Counter[int]:
    """How far printed page numbers are from the count of the pages."""
    count: Counter[int] = Counter()
    for page in pages:
        margin = _margin(page)
        found = {
            int(m[1]) - ln.page
            for ln in page
            if id(ln) in margin
            for p in ln.line.pieces
            if (m := _NUMBER.match(p.text)) is not None
        }
        count.update(found)
    return count


def _is_furniture(text: str, page: int, offset: Counter[int], alone: bool) -> bool:
    if (m := _NUMBER.match(text)) is not None:
        usual = offset[int(m[1]) - page]
        return usual > 2 or (alone and usual == max(offset.values()))
    return _ADDRESS.match(text) is not None or (_PRINTED_AT.search(text) is not None and len(text) < 60)

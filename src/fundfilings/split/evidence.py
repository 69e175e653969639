"""Which titles hold: what stands below a title decides whether it opens a part, and of which kind.

Contents                                    three titles on end and no table: a contents page
  Schedule of Investments
  Statement of Operations
STATEMENTS OF NET ASSETS                    "Total assets" below it: a balance sheet, not a schedule
ITEM 6. SCHEDULE OF INVESTMENTS             no rows below it: an item of the form, not a schedule
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from fundfilings.split.lines import Line
from fundfilings.split.titles import Hit
from fundfilings.split.vocabulary import BALANCE_SHEET, BODY, NET_ASSETS_TITLE

#: Lines below a title in which its body has to begin.
_NEAR = 80
#: Rows with figures that a body has at least.
_ROWS = 2
#: Lines between two titles of a contents page.
_CONTENTS_GAP = 4
#: Lines between the top of a page and a title that is still at the top.
_TOP = 4
#: Lines over which a page may repeat a title.
_TITLE_LINES = 4
_BIG = re.compile(r"\d,\d{3}")
_ITEM = re.compile(r"^\W*item\s*\d", re.I)


class Evidence:
    """Counts over a document's lines, so that each question about a stretch is answered at once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._data, self._big, self._prose = [0], [0], [0]
        self.tops: list[int] = []
        data = big = prose = 0
        for i, line in enumerate(lines):
            if line.data:
                data += 1
                big += _BIG.search(line.text) is not None
            elif line.prose:
                prose += len(line.text) > 80
            if line.page_top:
                self.tops.append(i)
            self._data.append(data)
            self._big.append(big)
            self._prose.append(prose)

    def rows(self, start: int, end: int) -> int:
        """Rows with figures in lines[start:end]."""
        return self._data[min(end, len(self.lines))] - self._data[min(start, len(self.lines))]

    def amounts(self, start: int, end: int) -> int:
        """Rows with figures of a thousand or more."""
        return self._big[min(end, len(self.lines))] - self._big[min(start, len(self.lines))]

    def prose(self, start: int, end: int) -> int:
        """Paragraphs of running text."""
        return self._prose[min(end, len(self.lines))] - self._prose[min(start, len(self.lines))]

    @property
    def paged(self) -> bool:
        """Whether the document tells its pages."""
        return len(self.tops) > 2

    def page_of(self, index: int) -> int:
        """The index of the line that begins the page of lines[index]."""
        k = bisect_left(self.tops, index + 1)
        return self.tops[k - 1] if k else 0

    def at_top(self, index: int) -> bool:
        """Whether nothing but a few short lines stands between the top of the page and a line."""
        top = self.page_of(index)
        return index - top <= _TOP and not any(ln.data or ln.prose for ln in self.lines[top:index])


def standing(hits: Sequence[Hit], evidence: Evidence) -> list[Hit]:
    """The titles that open or continue a part, each with its true kind."""
    listed = _listed(hits, evidence)
    out: list[Hit] = []
    for k, hit in enumerate(hits):
        if k in listed:
            continue
        if hit.kind == "other":
            out.append(hit)
            continue
        item = _ITEM.match(hit.title) is not None  # an item's title gives way to the schedule's own below it
        following = (h.index for h in hits[k + 1 :] if (item or h.kind != hit.kind) and not h.aside)
        end = min(next(following, len(evidence.lines)), hit.index + _NEAR)
        held = _held(hit, hit.index + hit.length, end, evidence)
        if held is not None and held.kind != hit.kind and _goes_on(hit, hits[k + 1 :], out):
            held = hit
        if held is not None:
            out.append(held)
        elif item:
            out.append(replace(hit, kind="other"))
    return out


def _goes_on(hit: Hit, below: Sequence[Hit], above: Sequence[Hit]) -> bool:
    """Whether a statement of net assets is the last page of the schedule above it, whose title it repeats as continued
    (perhaps on a second line): its holdings, then assets and liabilities down to net assets."""
    continued = hit.continued or any(h.continued and h.index - hit.index <= _TITLE_LINES for h in below[:1])
    last = above[-1] if above else None
    return continued and last is not None and last.kind == "schedule" and bool(NET_ASSETS_TITLE.search(last.title))


def _listed(hits: Sequence[Hit], evidence: Evidence) -> set[int]:
    """The titles that stand in a contents page: three kinds or more on end, without a table between them."""
    out: set[int] = set()
    run: list[int] = []
    for k, hit in enumerate(hits):
        last = hits[run[-1]] if run else None
        if last is not None and not (
            hit.index - last.index - last.length <= _CONTENTS_GAP
            and evidence.page_of(hit.index) == evidence.page_of(last.index)
            and not evidence.amounts(last.index, hit.index)
            and not evidence.prose(last.index, hit.index)
        ):
            if len({hits[i].kind for i in run} - {"other"}) >= 3:
                out.update(run)
            run = []
        run.append(k)
    if len({hits[i].kind for i in run} - {"other"}) >= 3:
        out.update(run)
    return out


def _held(hit: Hit, start: int, end: int, evidence: Evidence) -> Hit | None:
    """The title with its true kind where its body follows, else None."""
    if hit.kind == "notes":
        return hit if evidence.prose(start, end) or end - start > _NEAR // 4 else None
    if evidence.rows(start, end) < _ROWS:
        return None
    if hit.kind == "schedule" and not evidence.amounts(start, end) and not hit.continued:
        return None  # values in thousands may all be small on a page that goes on
    texts = [ln.text for ln in evidence.lines[start:end]]
    if NET_ASSETS_TITLE.search(hit.title):
        captions = sum(bool(BALANCE_SHEET.match(t)) for t in texts)
        return replace(hit, kind="assets_and_liabilities") if captions >= 3 else hit
    body = BODY.get(hit.kind)
    if body is None or hit.continued or any(body.search(t) for t in texts):
        return hit
    return None

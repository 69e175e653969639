"""The outline of sections: which heading stands under which.

MUNICIPAL BONDS 88.6%            indentation, capitals, asset-class words and what subtotals have
  ALABAMA 2.0%                   already closed decide the level of each heading
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from fundfilings.schedule.asset_words import is_asset_class, section_rank
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.lines import IN_HEAD

#: Levels of sections that any schedule was seen to print (class, country, sector, industry, group), and one to spare.
DEEPEST = 6


@dataclass(slots=True)
class Node:
    """One section. `start_sum` and `start_count` are the running sum and the holdings before it."""

    entry: Entry
    name: str
    path: tuple[str, ...]
    depth: int
    style: tuple[float, int, bool]
    start_sum: Decimal
    start_count: int
    value: Decimal | None = None
    cost: Decimal | None = None
    percent: Decimal | None = None
    second_percent: Decimal | None = None
    open: bool = True
    subtotal: Entry | None = None
    used: Decimal = Decimal(0)  # percents of the groups so far
    groups: int = 0


def _style(entry: Entry) -> tuple[float, int, bool]:
    letters = "".join(filter(str.isalpha, entry.text))
    case = 0 if letters and sum(map(str.isupper, letters)) > 0.85 * len(letters) else 1
    if not entry.figures:
        case += 2  # headings that print their section's value stand above those that print none
    if entry.first.reason == IN_HEAD and is_asset_class(entry.text):
        return (_OVER_ALL, case, entry.first.bold)
    step = 5.0 if entry.first.grid else 2.0  # points of a grid, characters of a line
    return (round(entry.x / step) * step, case, entry.first.bold)


_PUNCTUATION = re.compile(r"[^a-z0-9]+")
#: Names less alike than this are different names.
_ALIKE = 0.75


@lru_cache(maxsize=1024)
def likeness(a: str, b: str) -> float:
    """0..1 likeness of two section names, blind to case and punctuation; 0 for different ones."""
    x, y = _plain(a), _plain(b)
    if x == y:
        return 1.0
    if 2 * min(len(x), len(y)) < _ALIKE * (len(x) + len(y)):  # no more than the shorter can be common
        return 0.0
    common = sum([min(x.count(letter), y.count(letter)) for letter in set(x)])
    if 2 * common < _ALIKE * (len(x) + len(y)):
        return 0.0
    return SequenceMatcher(None, x, y, autojunk=False).ratio()


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    return _PUNCTUATION.sub(" ", name.lower()).strip()


#: The left edge given to names that stand among column heads: all that stands below is inside them.
_OVER_ALL = -10.0


#: How far below a section's printed percent its subtotal's share may stand: a part of it, and percents printed whole.
_SHARE_LEAST, _SHARE_SLACK = Decimal("0.9"), Decimal("0.5")


class Outline:
    """The sections met so far and those that are open."""

    def __init__(self, net_assets: Decimal | None = None) -> None:
        self.net_assets = net_assets
        self.nodes: list[Node] = []
        self.stack: list[Node] = []
        self.depth_of: dict[tuple[float, int, bool], int] = {}
        self.last_of: dict[tuple[tuple[float, int, bool], int], Node] = {}
        self.ended = False
        self.rows_since = 0
        self.same_style = False  # groups are printed in their asset class's own style

    def path(self) -> tuple[str, ...]:
        self.rows_since += 1
        return self.stack[-1].path if self.stack else ()

    def is_deeper(self, entry: Entry) -> bool:
        return bool(self.stack) and entry.x > self.stack[-1].style[0] + 1

    def enter(self, entry: Entry, start_sum: Decimal, start_count: int) -> Node | None:
        """Open the section that `entry` heads; None where it only repeats an earlier heading."""
        again = self._again(entry)
        if again is not None:
            self._reopen(again)
            return None
        around = self._unfilled(entry, start_sum)
        depth = min(around if around is not None else self._depth(entry), DEEPEST)
        self.stack = self.stack[:depth]
        while self.stack and not self._room(self.stack[-1], entry):
            self.stack.pop()  # whatever the print looks like
        depth = len(self.stack)
        parent = self.stack[-1].path if self.stack else ()
        style = _style(entry)
        node = Node(entry, entry.text, (*parent, entry.text), depth, style, start_sum, start_count)
        node.percent, node.second_percent, node.cost = entry.percent, entry.second_percent, entry.cost
        node.value = entry.value() if entry.kind == "heading" else None
        if self.stack and entry.percent is not None:
            self.stack[-1].used += entry.percent
            self.stack[-1].groups += 1
        self.last_of[(style, section_rank(entry.text))] = node
        self.nodes.append(node)
        self.stack.append(node)
        self.depth_of.setdefault(style, depth)
        self.rows_since = 0
        self.ended = False
        return node

    def _unfilled(self, entry: Entry, running: Decimal) -> int | None:
        """The level below the innermost section that prints its value with its heading and still lacks just what this
        heading prints: what is missing of it can only stand here."""
        value = entry.value() if entry.kind == "heading" else None
        if not value or value < 0:
            return None
        for i in range(len(self.stack) - 1, -1, -1):
            node = self.stack[i]
            if node.value is None or node.subtotal is not None or running == node.start_sum:
                continue
            if running - node.start_sum + value == node.value:
                return i + 1
        return None

    def _again(self, entry: Entry) -> Node | None:
        style = _style(entry)
        if style[0] == _OVER_ALL:  # column heads repeat it on every page
            over = next((n for n in reversed(self.nodes) if n.style[0] == _OVER_ALL), None)
            same = [over] if over is not None else []
            return next((n for n in (*same, *reversed(self.stack)) if n.open and n.name == entry.text), None)
        if entry.continued:
            for node in reversed(self.nodes[-40:]):
                if likeness(node.name, entry.text) >= 0.85:
                    return node
            return None
        if not self.stack or (entry.figures and entry.value() != self.stack[-1].value):
            return None
        top = self.stack[-1]
        if (
            (top.percent == entry.percent or entry.percent is None)
            and likeness(top.name, entry.text) >= (0.95 if self.rows_since else 0.8)
            and (top.percent is not None or self.rows_since)
        ):
            return top
        for node in self.stack[:-1]:
            if node.name == entry.text and (entry.percent is None or entry.percent == node.percent):
                return node
        return self._headed_again(entry)

    def _headed_again(self, entry: Entry) -> Node | None:
        """The section whose name stands alone at the head of a page once more, "(continued)" left out: one that prints
        its percent or is a class of assets, and whose subtotal is still to come."""
        if entry.percent is not None or entry.figures or not (entry.first.page_top or entry.first.gap >= 2):
            return None
        waits = [n for n in self.nodes if n.open and n.value is None and n.name == entry.text]
        return next((n for n in reversed(waits) if n.percent is not None or is_asset_class(n.name)), None)

    def _reopen(self, node: Node) -> None:
        if node in self.stack:
            self.stack = self.stack[: self.stack.index(node) + 1]
            return
        chain = [n for n in self.nodes if n.path == node.path[: len(n.path)]]
        last: dict[tuple[str, ...], Node] = {n.path: n for n in chain}
        self.stack = [last[node.path[: i + 1]] for i in range(len(node.path)) if node.path[: i + 1] in last]
        self.ended = False

    def _depth(self, entry: Entry) -> int:
        """The level of a heading among the open ones."""
        while self.stack and not self.stack[-1].open:
            self.stack.pop()
        style = _style(entry)
        kept = [n for n in self.stack if n.open]
        alike = [i for i, node in enumerate(kept) if node.style == style]
        if alike:
            return self._among(kept, alike, entry)
        if not kept:
            return 0
        top = kept[-1]
        asset = is_asset_class(entry.text)
        if self.rows_since == 0:
            if style[0] < top.style[0]:
                return sum(n.style[0] < style[0] for n in kept)
            return len(kept)
        if style in self.depth_of:
            return min(self.depth_of[style], len(kept))
        if style[0] != top.style[0]:
            return sum(n.style[0] < style[0] for n in kept)
        if asset and not is_asset_class(top.name):
            return 0
        return len(kept) - 1 if style[1] >= top.style[1] else sum(n.style[1] < style[1] for n in kept)

    def _among(self, kept: list[Node], alike: list[int], entry: Entry) -> int:
        """The level of a heading in the style of open ones (at `alike`): beside the one of its own kind where the
        section around that one has as much percent left, else below what stands above its kind."""
        last = kept[-1]
        if self.rows_since == 0 and alike[-1] == len(kept) - 1 and self._under(last, entry):
            self.same_style = self.same_style or is_asset_class(last.name)
            return len(kept)
        rank = section_rank(entry.text)
        if (
            self.rows_since == 0
            and alike[-1] < len(kept) - 1
            and self._under(last, entry)
            and section_rank(last.name) >= 1 < rank
        ):
            return len(kept)  # "COMMON STOCKS", "ENERGY", "Oil & Gas" right under one another
        level = next((i for i in reversed(alike) if section_rank(kept[i].name) == rank), None)
        sibling = self.last_of.get((_style(entry), rank))
        if sibling is not None and 0 < sibling.depth <= len(kept) and (level is None or level < sibling.depth):
            around = kept[sibling.depth - 1]
            # its sibling is closed by a subtotal, the section around both is open
            sure = level is None or None not in (around.percent, entry.percent)
            if sure and around.path == sibling.path[:-1] and self._room(around, entry):
                return sibling.depth
        if level is None:
            above = [i for i in alike if section_rank(kept[i].name) < rank and kept[i].value is None]
            if not above:
                return alike[0]
            node = kept[above[-1]]
            return above[-1] + 1 if self.same_style or section_rank(node.name) == 0 else above[-1]
        while level and not self._room(kept[level - 1], entry):
            level -= 1
        return level

    @staticmethod
    def _room(parent: Node, entry: Entry) -> bool:
        """Whether a section's percent is enough for its groups so far and this one."""
        if parent.percent is None or entry.percent is None:
            return True
        return abs(parent.used + entry.percent) <= abs(parent.percent) + Decimal("0.15") + parent.groups * Decimal(
            "0.02"
        )

    @staticmethod
    def _under(node: Node, entry: Entry) -> bool:
        """Whether a heading right below another of its own style is its child: an asset class over its first group."""
        above, below = is_asset_class(node.name), is_asset_class(entry.text)
        if node.percent is not None and entry.percent is not None:
            return abs(entry.percent) <= abs(node.percent)
        return (above and not below) or (node.percent is None and entry.percent is not None)

    # --- subtotals ---------------------------------------------------------------------------------------------------

    def close(
        self, entry: Entry, found: tuple[Decimal, int] | None, captioned: bool
    ) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Give a subtotal to the section it closes: the one its caption names, else the innermost that began where the
        sum begins and has none yet. Where the sum begins at that section's heading, all headings met since then stand
        inside it: gives their new paths by their old ones."""
        node = self._closed_by(entry, found, captioned)
        if node is None:
            self.ended = found is not None and not captioned
            return {}
        proved = found is not None and found[1] == node.start_count
        moved = self._enclose(node) if proved else {}
        if captioned and node.subtotal is not None and node.value == entry.value():
            self._pass_down(node)
        node.value = entry.value()
        node.subtotal = entry
        node.cost = entry.cost if entry.cost is not None else node.cost
        if "cost" in entry.figures and node.cost is None and entry.figures["cost"].amount.value is not None:
            node.cost = entry.figures["cost"].amount.value * entry.valued.value_scale
        if node.percent is None:
            node.percent = entry.percent
        if node in self.stack:
            for inner in self.stack[self.stack.index(node) :]:
                inner.open = False
        node.open = False
        self.ended = True
        return moved

    def _closed_by(self, entry: Entry, found: tuple[Decimal, int] | None, captioned: bool) -> Node | None:
        """The section that a subtotal closes."""
        node = self._named(entry, found[1] if found is not None else None) if captioned else None
        if node is not None or found is None or (captioned and found == (Decimal(0), 0) and not entry.text):
            return node
        started = [n for n in self.stack if n.start_count == found[1]]
        node = next((n for n in reversed(started) if n.value is None), None) if not captioned or started else None
        if node is not None and node.percent is None and not captioned:
            # a group without a percent shares the subtotal of the section that prints one
            around = next((n for n in reversed(started) if n.value is None and n.percent is not None), node)
            node = around if self._may_be_worth(around, entry) else node
        if node is None and not captioned and not started:  # a heading met since then closed it too early
            node = next((n for n in reversed(self.nodes) if n.start_count == found[1] and n.value is None), None)
        return node

    def _pass_down(self, node: Node) -> None:
        """A section's subtotal to its one group without a percent, which prints it below its rows: the section's own
        line of totals follows it."""
        inner = [n for n in self.nodes if n.start_count == node.start_count and n.path[:-1] == node.path]
        if len(inner) == 1 and inner[0].percent is None and inner[0].value is None:
            inner[0].value, inner[0].subtotal = node.value, node.subtotal

    def _may_be_worth(self, node: Node, entry: Entry) -> bool:
        """Whether a subtotal is no less than the share of net assets that a section prints. (It may be more: percents
        are also printed of total investments or of managed assets.)"""
        value = entry.value()
        if not self.net_assets or not node.percent or value is None:
            return True
        share = abs(value * 100 / self.net_assets)
        return share >= abs(node.percent) * _SHARE_LEAST - _SHARE_SLACK

    def _enclose(self, node: Node) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Put all sections that were met since a section began inside it, and open what stands around it again."""
        begun = next(i for i in range(len(self.nodes) - 1, -1, -1) if self.nodes[i] is node)
        moved: dict[tuple[str, ...], tuple[str, ...]] = {}
        for later in self.nodes[begun + 1 :]:
            if later.path[: len(node.path)] == node.path:
                continue
            common = next((i for i, (a, b) in enumerate(zip(later.path, node.path, strict=False)) if a != b), 0)
            path = (*node.path, *later.path[common:])
            moved[later.path] = path
            later.path, later.depth, later.open = path, min(len(path) - 1, DEEPEST), False
            self.depth_of[later.style] = later.depth
        if node not in self.stack:
            self._reopen(node)
        return moved

    def _named(self, entry: Entry, began: int | None = None) -> Node | None:
        """The section that a caption names; of several, one that began with the holding of number `began`."""
        name = re.sub(
            r"^(?:sub-?\s?)?totals?\s*(?:[-–—:]\s*)?(?:investments? in |of |for )?", "", entry.text, flags=re.I
        )
        if not name:
            return next((n for n in reversed(self.stack) if n.value is None), None)
        whole = re.sub(
            r"^totals?\s+", "", entry.text, flags=re.I
        )  # "Total Investments in Securities" names that section
        if began is not None:
            proved = [n for n in self.nodes if n.start_count == began and n.value is None]
            best_of = max(proved, default=None, key=lambda n: likeness(n.name, name))
            if best_of is not None and likeness(best_of.name, name) >= _ALIKE:
                return best_of
        open_ = [n for n in self.stack if began is None or n.value is None or n.start_count == began]
        scored = [(max(likeness(n.name, name), likeness(n.name, whole)), i, n) for i, n in enumerate(open_)]
        best = max(scored, default=None, key=lambda s: s[:2])
        if best is not None and best[0] >= 0.75:
            return best[2]
        late = [n for n in self.nodes[-60:] if n.value is None and likeness(n.name, name) >= 0.9]
        return late[-1] if late else None

    def names_section(self, entry: Entry) -> bool:
        """Whether a caption of a total names a section that was met."""
        name = re.sub(r"^(?:sub-?\s?)?totals?\W*", "", entry.text, flags=re.I)
        return any(likeness(n.name, name) >= 0.75 for n in self.nodes[-60:])

    def start_of(self, entry: Entry) -> tuple[Decimal, int] | None:
        """(running sum, holdings) where the section that a caption names begins, None where it names none."""
        node = self._named(entry) if entry.text else None
        return (node.start_sum, node.start_count) if node else None

    def innermost(self) -> tuple[Decimal, int]:
        """(running sum, holdings) where the innermost open section begins."""
        return (self.stack[-1].start_sum, self.stack[-1].start_count) if self.stack else (Decimal(0), 0)

    def attach(self, entry: Entry) -> None:
        """Give a late-found subtotal to the section of its name."""
        node = max(self.nodes, key=lambda n: likeness(n.name, entry.text), default=None)
        if node is not None and node.value is None and likeness(node.name, entry.text) >= 0.75:
            node.value, node.subtotal = entry.value(), entry

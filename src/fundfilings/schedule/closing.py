"""What each figure of a schedule is, decided by what closes.

    Acme Corp.      1,200      34,000        holdings add to a running sum
    Bolt Inc.         700       9,000
                               43,000        a bare figure equal to the sum since a heading is its subtotal
    Total Investments          43,000        the total equals the whole running sum

A figure that closes nothing and carries no words is doubtful; the total decides in the end whether it counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from math import isqrt

from fundfilings.schedule.entries import Entry
from fundfilings.schedule.hierarchy import Node, Outline
from fundfilings.schedule.repairs import NEIGHBOURS, Missing, supplied, supply
from fundfilings.schedule.vocabulary import (
    DERIVATIVE_SECTIONS,
    NET_ASSETS,
    NOT_DERIVATIVE_SECTION,
    OTHER_LINE,
    TOTAL,
    TOTAL_INVESTMENTS,
)

#: Boundaries looked back to for a subtotal within the filer's rounding (exact sums are found at any distance).
LOOK_BACK = 60
ZERO = Decimal(0)


@dataclass(slots=True)
class Closing:
    """The reading of one schedule: `holdings` with their section, the total's and net assets' entries, what is left."""

    holdings: list[tuple[Entry, tuple[str, ...]]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    derivatives: list[tuple[Entry, str, tuple[str, ...]]] = field(default_factory=list)
    other_lines: list[Entry] = field(default_factory=list)
    total: Entry | None = None
    net_assets: Entry | None = None
    residual: Decimal | None = None
    splits: list[Entry] = field(default_factory=list)
    noise: list[Entry] = field(default_factory=list)
    unclosed: list[tuple[Entry, Decimal]] = field(default_factory=list)
    lost: list[Entry] = field(default_factory=list)
    unexplained: list[Entry] = field(default_factory=list)
    repaired: list[Entry] = field(default_factory=list)
    end: int = 0  # index of the first entry behind the schedule proper


def tolerance(count: int, scale: int) -> Decimal:
    """How far `count` addends may miss their printed sum by the filer's rounding, in full units."""
    return Decimal(max(1, count // 20)) if scale == 1 else Decimal(scale * (isqrt(max(count, 1)) + 1))


#: Issuers whose name begins with the word (oil companies, mostly): short forms of companies follow.
_ISSUER_TOTAL = re.compile(
    r"^(?:s\.?\s?a\b|fina|elf|petro|system|gas|renal|access|produce|research|logistics|bank|"
    r"capital (?:corp|int)|adr|energies)",
    re.I,
)


#: What stands below the caption "NET ASSETS (100.0%)", before its figure.
_SHARES_FOR = re.compile(r"^\W*(?:applicable|equivalent|based on|consisting|for [\d,]+|[\d,]+ shares)\b", re.I)
_NET_OF = re.compile(r"^total .*\bnet of\b", re.I)


@lru_cache(maxsize=4096)
def derivative_kind(text: str) -> str | None:
    """The kind of derivative whose rows a caption heads, None for any other caption."""
    if len(text) > 110 or NOT_DERIVATIVE_SECTION.search(text):
        return None
    return next((kind for kind, pattern in DERIVATIVE_SECTIONS if pattern.search(text)), None)


def close(entries: Sequence[Entry]) -> Closing:
    """Decide every entry's kind. Linear in the entries, but for a bounded look back at subtotals."""
    grand, floor = _grand_total(entries)
    start = 0
    if (apart := _behind_summary(entries, grand, floor)) is not None:
        start, grand = apart
    return _Walk(entries, grand, floor, start).run()


def _rank(text: str) -> int | None:
    return next((i for i, p in enumerate(TOTAL_INVESTMENTS) if p.match(text)), None)


def _grand_total(entries: Sequence[Entry]) -> tuple[int | None, int]:
    """(index of the entry that is total investments, index of net assets or of the end).

    The first net assets line with a figure that follows rows ends the schedule. Before it, a caption of total
    investments counts first (the last that closes the rows above, else the last); then any caption or bare figure that
    closes all rows, the last of them. Nothing is the total while rows with quantities still follow.
    """
    end = len(entries)
    rows = 0
    for i, e in enumerate(entries):
        rows += e.kind == "row"
        if rows and NET_ASSETS.match(e.text):
            if e.kind == "total" and e.value() is not None:
                end = i
                break
            below = entries[i + 1] if i + 1 < len(entries) else None
            if e.kind == "heading" and below is not None and _SHARES_FOR.match(below.text) and below.value() is not None:
                end = i + 1
                break
    later = _quantities_after(entries, end)
    named: list[tuple[int, bool]] = []
    other: list[tuple[int, int]] = []
    running, count = ZERO, 0
    derivative = False
    for i, e in enumerate(entries[:end]):
        value = e.value()
        if e.kind == "heading":
            derivative = derivative_kind(e.text) is not None
        if e.kind == "row" and value is not None and not derivative and not (named and OTHER_LINE.match(e.text)):
            running += value
            count += 1
        if value is None or e.kind not in ("total", "bare") or not count:
            continue
        closes = abs(running - value) <= tolerance(count, e.valued.value_scale)
        rank = _rank(e.text) if e.kind == "total" else 9
        if rank is not None and rank <= 1 and not (later[i] and not closes):
            named.append((i, closes))
        elif not later[i] and (closes or (rank is not None and rank <= 5)):
            other.append((rank if closes and rank is not None else 20, i))
    for i, closes in reversed(named):
        if closes and not later[i]:
            return i, end
    if named:
        return named[-1][0], end
    closing = [o for o in other if o[0] < 20]
    if closing:
        return min(closing, key=lambda o: (o[0] == 9, -o[1]))[1], end
    return (other[-1][1] if other else None), end


def _behind_summary(entries: Sequence[Entry], grand: int | None, end: int) -> tuple[int, int] | None:
    """(index of the first entry, index of the total) where a summary stands above the schedule proper:

    Long/Short Equity     125,371       the same money by strategy
    Alpha Fund, L.P.       53,876       the schedule
    Beta Fund, L.P.        71,495
    TOTAL                 125,371
    LIABILITIES, LESS OTHER ASSETS  (21,991)
    MEMBERS' CAPITAL      103,380

    Only where the total closes the rows from there on and, with the lines below it, gives net assets.
    """
    if grand is not None or end >= len(entries):
        return None
    net = entries[end].value()
    first: dict[Decimal, int] = {}  # running sum -> the entry from which it is counted
    counts: dict[int, int] = {}
    running, count = ZERO, 0
    found: tuple[int, int, Decimal] | None = None  # first entry, total, what total and lines below it sum to
    for i, e in enumerate(entries[:end]):
        value = e.value()
        if value is None or e.kind not in ("row", "total"):
            continue
        if e.kind == "row":
            if found is not None:
                found = found if "balance" in e.figures else (found[0], found[1], found[2] + value)
            first[running] = i
            counts[i] = count
            running += value
            count += 1
            continue
        at = first.get(running - value)
        if at is not None and counts[at] and count - counts[at] >= 3:
            found = at, i, value
    if found is None or net is None or abs(found[2] - net) > tolerance(count, entries[end].valued.value_scale):
        return None
    return found[0], found[1]


def _quantities_after(entries: Sequence[Entry], end: int) -> list[bool]:
    """For each entry, whether rows with a quantity (no derivatives) follow it before the end."""
    out = [False] * len(entries)
    follows = False
    derivative = [False] * len(entries)
    inside = False
    for i, e in enumerate(entries[:end]):
        if e.kind == "heading":
            inside = derivative_kind(e.text) is not None
        derivative[i] = inside
    limit = end if end < len(entries) else 0
    for i in range(limit - 1, -1, -1):
        out[i] = follows
        e = entries[i]
        if e.kind == "row" and "balance" in e.figures and not derivative[i] and not OTHER_LINE.match(e.text):
            follows = True
    return out


class _Walk:
    """One pass down the entries with the running sum, the outline of sections and all boundaries."""

    def __init__(self, entries: Sequence[Entry], grand: int | None, end: int, start: int = 0) -> None:
        self.entries, self.grand, self.end, self.start = entries, grand, end, start
        self.result = Closing()
        self.outline = Outline()
        self.sum = ZERO
        self.prefix: dict[Decimal, int] = {ZERO: 0}  # running sum -> holdings before it
        self.boundaries: list[tuple[Decimal, int]] = [(ZERO, 0)]
        self.doubtful: list[tuple[Entry, int, tuple[str, ...]]] = []
        self.valueless: list[Missing] = []
        self.soft: list[int] = []  # places in holdings that might be subtotals
        self.derivative: str | None = None
        self.after_subtotal = False
        self.caption: Entry | None = None  # a caption below the total whose figure is still to come
        self.inner: list[Entry] = []  # lines below the total whose figures stand in an inner column

    def run(self) -> Closing:
        stop = self.grand if self.grand is not None else self.end
        open_end = self.grand is not None and self.end >= len(self.entries)
        limit = self._legend_start() if open_end else len(self.entries)
        for i, entry in enumerate(self.entries):
            if i < self.start:
                self._label(entry, "noise", "a summary above the schedule, which closes without it")
                if entry.value() is not None:
                    self.result.noise.append(entry)
            elif i == self.grand:
                self._grand(entry)
            elif i == self.end and i < len(self.entries):
                self.result.net_assets = entry
                self._label(entry, "total", "net assets")
                self.result.end = i + 1
                break
            elif i >= limit:
                break  # no net assets line: what follows the lower lines is legend and notes
            elif i > stop:
                self._below_total(entry)
            else:
                self._holding_side(entry)
        else:
            self.result.end = len(self.entries)
        if self.grand is not None and self.end >= len(self.entries):
            self.result.end = self._legend_start()
        self.result.nodes = self.outline.nodes
        self._conclude()
        return self.result

    def _legend_start(self) -> int:
        assert self.grand is not None
        i, contracts = self.grand + 1, False
        for k in range(i, min(i + 25, len(self.entries))):  # a second total, net of contracts listed between the two
            if self.entries[k].kind == "total" and _NET_OF.search(self.entries[k].text):
                i = k
        while i < len(self.entries) and self.entries[i].kind in ("row", "total", "bare", "heading"):
            entry = self.entries[i]
            if entry.kind == "heading":
                contracts = derivative_kind(entry.text) is not None
            if not (entry.kind == "bare" or contracts or OTHER_LINE.match(entry.text) or TOTAL.match(entry.text)):
                break
            i += 1
        return i

    # --- rows above the total ------------------------------------------------------------------------------------

    def _holding_side(self, entry: Entry) -> None:
        if entry.kind == "heading":
            self._heading(entry)
        elif entry.kind == "text":
            self.result.unexplained.append(entry)
        elif entry.value() is None:
            self._label(entry, "noise", "no value is printed")
            if "balance" in entry.figures and not self.derivative:
                self.valueless.append(Missing(entry, len(self.result.holdings), self.outline.path()))
            else:
                self.result.noise.append(entry)
        elif self.derivative and entry.kind == "row":
            self.result.derivatives.append((entry, self.derivative, self.outline.path()))
            self._label(entry, "derivative", f"row under a heading of {self.derivative} contracts")
        elif self.derivative and entry.kind in ("bare", "total"):
            self._label(entry, "subtotal", "sum under derivatives")
            if entry.kind == "total":
                self.derivative = None
        elif entry.kind in ("bare", "total"):
            self._subtotal(entry)
        else:
            self._row(entry)

    def _heading(self, entry: Entry) -> None:
        kind = derivative_kind(entry.text)
        if kind and not (entry.figures and self.grand is not None):
            self.derivative = kind
        elif self.derivative and not self.outline.is_deeper(entry):
            self.derivative = None
        node = self.outline.enter(entry, self.sum, len(self.result.holdings))
        reason = "names a section" if node else "repeats a section's name"
        self._label(entry, "heading", reason)
        if (self.sum, len(self.result.holdings)) != self.boundaries[-1]:
            self.boundaries.append((self.sum, len(self.result.holdings)))
        self.after_subtotal = False

    def _row(self, entry: Entry, why: str = "words and a value") -> None:
        value = entry.value()
        assert value is not None
        if "balance" not in entry.figures and not entry.valued.coupon and self._closing(value, 2) is not None:
            self.soft.append(len(self.result.holdings))
        if self.after_subtotal and self.outline.ended:
            self.result.lost.append(entry)
            self.after_subtotal = False
        self.result.holdings.append((entry, self.outline.path()))
        self._label(entry, "holding", why)
        self.sum += value
        self.prefix[self.sum] = len(self.result.holdings)

    def _closing(self, value: Decimal, least: int) -> tuple[Decimal, int] | None:
        """The boundary since which the holdings sum to `value` (at least `least` of them): (its sum, its count)."""
        have = len(self.result.holdings)
        target = self.sum - value
        scale = self.result.holdings[-1][0].valued.value_scale if have else 1
        for total, count in reversed(self.boundaries[-LOOK_BACK:]):
            n = have - count
            if n >= least and abs(total - target) <= (tolerance(n, scale) if n > 1 or scale > 1 else 0):
                return total, count
        at = self.prefix.get(target)
        if at is not None and have - at >= max(least, 2):
            return target, at
        return None

    def _subtotal(self, entry: Entry) -> None:
        value = entry.value()
        assert value is not None
        captioned = entry.kind == "total"
        found = self._closing(value, 1)
        nothing_above = self.boundaries[-1][1] == len(self.result.holdings) and not self.after_subtotal
        if found is None and captioned and "balance" in entry.figures and (nothing_above or self._is_issuer(entry)):
            entry.kind = "row"  # an issuer whose name begins with the word
            self._row(entry)
            return
        if found is None and self.valueless and self._supply(entry, value):
            found = self._closing(value, 1)
        if found is None and not captioned:
            self.doubtful.append((entry, len(self.result.holdings), self.outline.path()))
            return
        if found is None:
            if not derivative_kind(entry.text):
                self._unclosed(entry, value)
            self._label(entry, "subtotal", "captioned as a total; does not equal the rows above")
            self.outline.close(entry, None, captioned)
            self._boundary()
            return
        self._label(entry, "subtotal", f"equals the {len(self.result.holdings) - found[1]} rows above")
        if entry.first.reason == "second figure of one cell":
            self.result.splits.append(entry)
        self.outline.close(entry, found, captioned)
        self._boundary()
        self.after_subtotal = True

    def _is_issuer(self, entry: Entry) -> bool:
        """Whether "Total ..." with a quantity is an issuer and no caption: it has more words, and names no section."""
        words = re.sub(r"^(?:sub-?\s?)?totals?\W*", "", entry.text, flags=re.I)
        return len(words) > 1 and bool(_ISSUER_TOTAL.match(words)) and not self.outline.names_section(entry)

    def _supply(self, subtotal: Entry, value: Decimal) -> bool:
        """Give the rows of a section that print no value what its subtotal leaves for them, where the sum proves it."""
        last = self.valueless[-1].at
        if last < len(self.result.holdings) - NEIGHBOURS:
            return False
        start = self.outline.start_of(subtotal)
        if start is None or start[1] > last:
            start = next(((s, c) for s, c in reversed(self.boundaries) if c <= last), (ZERO, 0))
        return self._put([m for m in self.valueless if m.at >= start[1]], value - (self.sum - start[0]))

    def _put(self, missing: list[Missing], need: Decimal) -> bool:
        """Make holdings of rows without a value, where `need` proves their values. The sum grows by `need`."""
        near = (e for e, _ in self.result.holdings[-NEIGHBOURS:])
        values = supplied(missing, need, near) if missing else []
        for m, value in zip(reversed(missing), reversed(values), strict=False):
            supply(m, value)
            self.valueless.remove(m)
            self.result.holdings.insert(m.at, (m.entry, m.path))
            self._label(m.entry, "holding", "its value is not printed; the sum leaves exactly this much")
            self.result.repaired.append(m.entry)
        if values:
            self.sum += need
            self.prefix[self.sum] = len(self.result.holdings)
        return bool(values)

    def _unclosed(self, entry: Entry, value: Decimal) -> None:
        start = self.outline.start_of(entry) or self.outline.innermost()
        self.result.unclosed.append((entry, (self.sum - start[0]) - value))

    def _boundary(self) -> None:
        self.boundaries.append((self.sum, len(self.result.holdings)))

    # --- the total and below ---------------------------------------------------------------------------------------

    def _grand(self, entry: Entry) -> None:
        self.result.total = entry
        self._label(entry, "total", "total investments")
        self.outline.close(entry, (ZERO, 0), True)
        self.derivative = None

    def _below_total(self, entry: Entry) -> None:
        if entry.kind == "heading":
            kind = derivative_kind(entry.text)
            self.derivative = kind
            self._label(entry, "heading", "caption below the total")
            self.caption = entry if entry.value() is None and OTHER_LINE.match(entry.text) and entry.percent else None
            if entry.value() is not None:
                self.result.other_lines.append(entry)
        elif entry.kind == "text":
            self.result.unexplained.append(entry)
        elif entry.value() is None:
            self._label(entry, "noise", "no value is printed")
            if "balance" in entry.figures:
                self.inner.append(entry)
            else:
                self.result.noise.append(entry)
        elif self.inner and "balance" in entry.figures and self._sums_inner(entry):
            pass
        elif self.derivative and entry.kind == "row" and not OTHER_LINE.match(entry.text):
            self.result.derivatives.append((entry, self.derivative, ()))
            self._label(entry, "derivative", f"row under a heading of {self.derivative} contracts")
        elif (
            entry.kind == "bare"
            or (
                entry.kind == "total"
                and TOTAL.match(entry.text)
                and not OTHER_LINE.match(entry.text)
                and _rank(entry.text) is None
            )
            or (TOTAL.match(entry.text) and self._sums_lower_lines(entry))
        ):
            self._label(entry, "subtotal", "sum of lines below the total")
        else:
            if self.caption is not None and entry.percent is None and not OTHER_LINE.match(entry.text):
                # the caption and its percent, a sentence about it, then the figure
                entry.text = self.caption.text
                sign = -1 if (entry.value() or ZERO) < 0 else 1
                entry.percent = sign * abs(self.caption.percent or ZERO)
            self.caption = None
            self.result.other_lines.append(entry)
            self._label(entry, "other_line", "between total investments and net assets")

    def _sums_inner(self, entry: Entry) -> bool:
        """Assets and liabilities listed in an inner column, their sum beside the last of them:

        Dividends Receivable      513
        Other                     390      903
        """
        lines = [*self.inner, entry]
        figures = [e.figures["balance"] for e in lines]
        value = entry.figures["value"].amount.value
        if sum((f.amount.value or ZERO for f in figures), ZERO) != value:
            return False
        for e, figure in zip(lines, figures, strict=True):
            e.figures["value"] = figure
            e.valued.figures["value"] = figure
            self.result.other_lines.append(e)
            self._relabel(e, "other_line", "in an inner column; the sum stands beside the last line")
        self.inner = []
        return True

    def _sums_lower_lines(self, entry: Entry) -> bool:
        """Whether a line below the total is the sum of two or more such lines above it."""
        values = [e.value() or ZERO for e in self.result.other_lines]
        return len(values) > 1 and entry.value() == sum(values, ZERO)

    # --- the end ---------------------------------------------------------------------------------------------------

    def _conclude(self) -> None:
        """Settle what was doubtful by the residual against the total."""
        result = self.result
        total = result.total.value() if result.total else None
        if total is not None and self.valueless and total != self.sum:
            self._put(list(self.valueless), total - self.sum)
        result.noise.extend(m.entry for m in self.valueless)
        result.noise.extend(self.inner)
        if total is None:
            for entry, _, _ in self.doubtful:
                self._label(entry, "subtotal", "bare figure")
            return
        scale = result.total.valued.value_scale if result.total else 1
        count = len(result.holdings)
        residual = total - self.sum
        if abs(residual) > tolerance(count, scale):
            residual = self._settle(residual, tolerance(count, scale))
        for entry, _at, _path in self.doubtful:
            value = entry.value()
            if entry.first.kind:
                continue
            if value is not None and abs(residual) <= tolerance(count, scale):
                self._label(entry, "noise", "a bare figure that sums nothing; the total closes without it")
                result.noise.append(entry)
            else:
                self._label(entry, "subtotal", "bare figure; does not equal the rows above")
                self.result.unclosed.append((entry, ZERO))
        result.residual = residual

    def _settle(self, residual: Decimal, slack: Decimal) -> Decimal:
        """Try the readings that doubt leaves open, each only if it closes the total."""
        result = self.result
        for k, (entry, at, path) in enumerate(self.doubtful):
            value = entry.value()
            if value is not None and abs(residual - value) <= slack:
                result.holdings.insert(min(at, len(result.holdings)), (entry, path))
                entry.kind = "row"
                self._label(entry, "holding", "a figure without words; the total closes only with it")
                result.repaired.append(entry)
                del self.doubtful[k]
                return residual - value
        soft = [result.holdings[i] for i in self.soft]
        softs = sum((e.value() or ZERO for e, _ in soft), ZERO)
        wrong = (
            soft
            if soft and abs(residual + softs) <= slack
            else next(([s] for s in soft if abs(residual + (s[0].value() or ZERO)) <= slack), [])
        )
        if wrong:
            gone = {id(e) for e, _ in wrong}
            result.holdings = [h for h in result.holdings if id(h[0]) not in gone]
            for entry, _ in wrong:
                self._label(entry, "subtotal", "equals the rows above; the total closes only without it")
                self.outline.attach(entry)
            return residual + sum((e.value() or ZERO for e, _ in wrong), ZERO)
        valued = [n for n in self.outline.nodes if n.entry.value() is not None]
        some = [n for n in valued if abs(residual - (n.entry.value() or ZERO)) <= slack]
        every = (
            valued
            if valued and abs(residual - sum((n.entry.value() or ZERO for n in valued), ZERO)) <= slack
            else some[:1]
        )
        for node in every:
            result.holdings.insert(min(node.start_count, len(result.holdings)), (node.entry, node.path[:-1]))
            self._label(node.entry, "holding", "a name with a percent and a value; the total closes only with it")
            self.outline.nodes.remove(node)
            residual -= node.entry.value() or ZERO
        if every:
            return residual
        drv = list(result.derivatives)
        net = sum((d[0].value() or ZERO for d in drv), ZERO)
        if drv and abs(residual - net) <= slack:
            return residual - net
        return residual

    def _relabel(self, entry: Entry, kind: str, reason: str) -> None:
        for line in entry.lines:
            line.kind = ""
        self._label(entry, kind, reason)

    @staticmethod
    def _label(entry: Entry, kind: str, reason: str) -> None:
        for k, line in enumerate(entry.lines):
            if k == 0 or not line.kind:
                line.mark(kind if k == 0 else "continuation", reason if k == 0 else "wrapped line of the row")  # type: ignore[arg-type]

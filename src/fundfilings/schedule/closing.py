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

from fundfilings.schedule.asset_words import ASSET_NOUN
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.hierarchy import Node, Outline
from fundfilings.schedule.lines import LineKind
from fundfilings.schedule.repairs import (
    NEIGHBOURS,
    Missing,
    is_cut_off,
    is_dotted,
    misprinted,
    set_value,
    supplied,
    supply,
    withdraw,
)
from fundfilings.schedule.slips import Slip, cost_of, slip_above
from fundfilings.schedule.totals import (
    behind_summary,
    below_summary,
    contracts_below,
    grand_total,
    lower_lines,
    rank_of,
    tolerance,
)
from fundfilings.schedule.wording import is_other_line, is_total

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
    left_out: list[Entry] = field(default_factory=list)  # rows that are in none of the printed sums
    end: int = 0  # index of the first entry behind the schedule proper


_NET_OF = re.compile(r"^total .*\bnet of\b", re.I)


def close(entries: Sequence[Entry]) -> Closing:
    """Decide every entry's kind. Linear in the entries, but for a bounded look back at subtotals."""
    grand, floor = grand_total(entries)
    start = 0
    if (last := below_summary(entries, grand, floor)) is not None:
        return _Walk(entries, grand, floor).run_below(last)
    if (apart := behind_summary(entries, grand, floor)) is not None:
        start, grand = apart
    return _Walk(entries, grand, floor, start).run()


class _Walk:
    """One pass down the entries with the running sum, the outline of sections and all boundaries."""

    def __init__(self, entries: Sequence[Entry], grand: int | None, end: int, start: int = 0) -> None:
        self.entries, self.grand, self.end, self.start = entries, grand, end, start
        self.result = Closing()
        self.outline = Outline(entries[end].value() if end < len(entries) else None)
        self.sum = ZERO
        self.prefix: dict[Decimal, int] = {ZERO: 0}  # running sum -> holdings before it
        self.boundaries: list[tuple[Decimal, int]] = [(ZERO, 0)]
        self.doubtful: list[tuple[Entry, int, tuple[str, ...]]] = []
        self.valueless: list[Missing] = []
        self.given: list[Missing] = []  # rows whose value no digit of print shows, only their section's subtotal
        self.dotted: list[Entry] = []  # holdings whose value may have a dot for a comma
        self.soft: list[int] = []  # places in holdings that might be subtotals
        self.derivative: str | None = None
        self.contracts = ZERO  # their values so far
        self.after_subtotal = False
        self.caption: Entry | None = None  # a caption below the total whose figure is still to come
        self.inner: list[Entry] = []  # lines below the total whose figures stand in an inner column

    def run(self) -> Closing:
        stop = self.grand if self.grand is not None else lower_lines(self.entries, self.end) - 1
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
            elif self._is_whole_section(i):
                entry.kind, entry.text = "row", self.entries[i - 1].text
                self._row(entry, "the one figure of its section, named by the heading")
            else:
                self._holding_side(entry)
        else:
            self.result.end = len(self.entries)
        if self.grand is not None and self.end >= len(self.entries):
            self.result.end = self._legend_start()
        self.result.nodes = self.outline.nodes
        self._conclude()
        return self.result

    def run_below(self, last: int) -> Closing:
        """As `run`, for a schedule that stands below its summary and ends before entry `last`."""
        for i, entry in enumerate(self.entries[:last]):
            if i == self.grand:
                self._grand(entry)
            elif i == self.end:
                self.result.net_assets = entry
                self._label(entry, "total", "net assets")
            elif i > self.end:
                self._holding_side(entry)
            elif self.grand is not None and i > self.grand:
                self._below_total(entry)
            else:
                self._label(entry, "noise", "a summary above the schedule, which prints its total")
        self.result.end = last
        self.result.nodes = self.outline.nodes
        self._conclude()
        return self.result

    def _is_whole_section(self, i: int) -> bool:
        """Whether a figure without words is all that a section prints, its contracts being listed elsewhere: it stands
        right below a heading with a percent, and the next heading or the total of the class right below it.

        REPURCHASE AGREEMENTS (c) 6.2%
                                              $     700
        """
        if self.entries[i].kind != "bare" or not 0 < i < len(self.entries) - 1 or self.derivative:
            return False
        head, below = self.entries[i - 1], self.entries[i + 1]
        if head.kind != "heading" or head.percent is None or head.continued or head.figures:
            return False
        return (below.kind == "heading" and below.x <= head.x) or below.kind == "total"

    def _legend_start(self) -> int:
        assert self.grand is not None
        i = self.grand + 1
        contracts: str | None = None
        for k in range(i, min(i + 25, len(self.entries))):  # a second total, net of contracts listed between the two
            if self.entries[k].kind == "total" and _NET_OF.search(self.entries[k].text):
                i = k
        while i < len(self.entries) and self.entries[i].kind in ("row", "total", "bare", "heading"):
            entry = self.entries[i]
            if entry.kind == "heading":
                contracts = contracts_below(entry.text, contracts)
            if not (entry.kind == "bare" or contracts or is_other_line(entry.text) or is_total(entry.text)):
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
        self._late_subtotal(entry)
        kind = contracts_below(entry.text, self.derivative)
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

    def _late_subtotal(self, entry: Entry) -> None:
        """Give a figure beside a heading to the section above it, whose rows it is the sum of:

        4,100     Sealed Corp.                             304,696
        Clothing Stores - 10.1%                          2,452,983      the sum of the rows above, set a line too low
        18,991    Gene Shops, Inc.                         746,726
        """
        value = entry.value()
        top = self.outline.stack[-1] if self.outline.stack else None
        if not value or top is None or top.value is not None or self.derivative:
            return
        if len(self.result.holdings) - top.start_count > 1 and self.sum - top.start_sum == value:
            top.value, top.subtotal, top.open = value, entry, False
            entry.figures = {role: f for role, f in entry.figures.items() if role != "value"}

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
        if is_dotted(entry):
            self.dotted.append(entry)

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
        if found is None and self.dotted and self._set_right(entry, value):
            found = self._closing(value, 1)
        if found is None and not captioned:
            self.doubtful.append((entry, len(self.result.holdings), self.outline.path()))
            return
        if found is None:
            if not contracts_below(entry.text):
                self._unclosed(entry, value)
            self._label(entry, "subtotal", "captioned as a total; does not equal the rows above")
            self.outline.close(entry, None, captioned)
            self._boundary()
            return
        self._label(entry, "subtotal", f"equals the {len(self.result.holdings) - found[1]} rows above")
        if entry.first.reason == "second figure of one cell":
            self.result.splits.append(entry)
        moved = self.outline.close(entry, found, captioned)
        if moved:
            held = self.result.holdings
            held[found[1] :] = [(e, moved.get(path, path)) for e, path in held[found[1] :]]
        self._boundary()
        self.after_subtotal = True

    def _is_issuer(self, entry: Entry) -> bool:
        """Whether "Total ..." with a quantity is an issuer and no caption: it has more words, none of a class of
        assets, and names no section."""
        words = re.sub(r"^(?:sub-?\s?)?totals?\W*", "", entry.text, flags=re.I)
        return len(words) > 1 and not ASSET_NOUN.search(words) and not self.outline.names_section(entry)

    def _supply(self, subtotal: Entry, value: Decimal) -> bool:
        """Give the rows of a section that print no value what its subtotal leaves for them, where the sum proves it."""
        last = self.valueless[-1].at
        if last < len(self.result.holdings) - NEIGHBOURS:
            return False
        start = self.outline.start_of(subtotal)
        if start is None or start[1] > last:
            start = next(((s, c) for s, c in reversed(self.boundaries) if c <= last), (ZERO, 0))
        missing = [m for m in self.valueless if m.at >= start[1]]
        return self._put(missing, value - (self.sum - start[0]), alone=start[1] == len(self.result.holdings))

    def _set_right(self, subtotal: Entry, value: Decimal) -> bool:
        """A misprinted value above a subtotal set right, where the subtotal proves it."""
        start = self.outline.start_of(subtotal) or self.outline.innermost()
        need = value - (self.sum - start[0])
        entry = misprinted(self.dotted, need)
        if entry is None:
            return False
        self.dotted.remove(entry)
        entry.first.reason = "a dot for a comma; the sum closes only with the whole figure"
        self.result.repaired.append(entry)
        self.sum += need
        self.prefix[self.sum] = len(self.result.holdings)
        return True

    def _put(self, missing: list[Missing], need: Decimal, alone: bool = False) -> bool:
        """Make holdings of rows without a value, where `need` proves their values; the sum grows by `need`. `alone`:
        their section has no other rows."""
        near = None if alone else [e for e, _ in self.result.holdings[-NEIGHBOURS:]]
        values = supplied(missing, need, near) if missing else []
        for m, value in zip(reversed(missing), reversed(values), strict=False):
            if not is_cut_off(m.entry):
                self.given.append(m)
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
            kind = contracts_below(entry.text, self.derivative)
            if kind is not None or is_other_line(entry.text):
                self.derivative = kind  # other captions are sectors of the contracts
            self._label(entry, "heading", "caption below the total")
            self.caption = entry if entry.value() is None and is_other_line(entry.text) and entry.percent else None
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
        elif self.derivative and entry.kind == "row" and not is_other_line(entry.text):
            self.result.derivatives.append((entry, self.derivative, ()))
            self._label(entry, "derivative", f"row under a heading of {self.derivative} contracts")
            self.contracts += entry.value() or ZERO
            self.caption = None
        elif self.contracts and entry.kind == "total" and entry.value() == self.contracts:
            self.result.other_lines.append(entry)
            self._label(entry, "other_line", "sum of the contracts above it, between total investments and net assets")
            self.contracts, self.derivative = ZERO, None
        elif (
            entry.kind == "bare"
            or (
                entry.kind == "total"
                and is_total(entry.text)
                and not is_other_line(entry.text)
                and rank_of(entry.text) is None
            )
            or (is_total(entry.text) and self._sums_lower_lines(entry))
        ):
            self._label(entry, "subtotal", "sum of lines below the total")
        else:
            if self.caption is not None and entry.percent is None and not is_other_line(entry.text):
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
        if total is not None and total != self.sum and all(is_cut_off(m.entry) for m in self.valueless):
            self._put(list(self.valueless), total - self.sum)
        allowed = tolerance(len(result.holdings), result.total.valued.value_scale) if result.total else ZERO
        if total is None or abs(total - self.sum) > allowed:
            self._withdraw()
        result.noise.extend(m.entry for m in self.valueless)
        result.noise.extend(self.inner)
        if total is None:
            for entry, _, _ in self.doubtful:
                self._label(entry, "subtotal", "bare figure")
            return
        scale = result.total.valued.value_scale if result.total else 1
        count = len(result.holdings)
        residual = total - self.sum
        if abs(residual) > tolerance(count, scale) and self.doubtful:
            residual = self._set_slips_right(residual, tolerance(count, scale))
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

    def _set_slips_right(self, residual: Decimal, slack: Decimal) -> Decimal:
        """Set right what the subtotals of sections prove to be slips of print, if the total closes with all of them."""
        found: list[tuple[Entry, Node, Slip]] = []
        for entry, at, path in self.doubtful:
            node = next((n for n in reversed(self.outline.nodes) if n.path == path and n.value is None), None)
            if node is None or cost_of(entry) is None:
                continue
            slip = slip_above(entry, [e for e, _ in self.result.holdings[node.start_count : at]])
            if slip is not None:
                found.append((entry, node, slip))
        change = sum((slip.change for _, _, slip in found), ZERO)
        if not found or abs(residual - change) > slack:
            return residual
        for subtotal, node, slip in found:
            self._label(subtotal, "subtotal", "equals the rows above but for a slip of print")
            node.value, node.cost, node.subtotal = subtotal.value(), cost_of(subtotal), subtotal
            self._set_slip_right(slip)
        self.result.unclosed = [(e, by) for e, by in self.result.unclosed if abs(by + change) > slack]
        self.sum += change
        return residual - change

    def _set_slip_right(self, slip: Slip) -> None:
        if slip.value is None:
            self.result.holdings = [h for h in self.result.holdings if h[0] is not slip.row]
            self.result.left_out.append(slip.row)
            self._relabel(slip.row, "noise", "in none of the printed sums of value and cost")
            return
        set_value(slip.row, slip.value)
        slip.row.first.reason = "the value of the row beside it is printed; the sums of value and cost prove this one"
        self.result.repaired.append(slip.row)

    def _withdraw(self) -> None:
        """Take back values that one subtotal alone gave: a second sum, the total, has to prove them."""
        gone = {id(m.entry) for m in self.given}
        self.result.holdings = [h for h in self.result.holdings if id(h[0]) not in gone]
        self.result.repaired = [e for e in self.result.repaired if id(e) not in gone]
        for m in self.given:
            self.sum -= m.entry.value() or ZERO
            withdraw(m)
            self._relabel(m.entry, "noise", "no value is printed, and no total proves one")
            self.valueless.append(m)
        self.given = []

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

    def _relabel(self, entry: Entry, kind: LineKind, reason: str) -> None:
        for line in entry.lines:
            line.kind = ""
        self._label(entry, kind, reason)

    @staticmethod
    def _label(entry: Entry, kind: LineKind, reason: str) -> None:
        for k, line in enumerate(entry.lines):
            if k == 0 or not line.kind:
                line.mark(kind if k == 0 else "continuation", reason if k == 0 else "wrapped line of the row")

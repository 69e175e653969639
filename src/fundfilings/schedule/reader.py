"""One schedule part to a Schedule: lines, entries, what closes, then the public records."""

from __future__ import annotations

import itertools
import re
import string
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fundfilings.models import (
    Holding,
    Issue,
    Ledger,
    OtherLine,
    Schedule,
    Section,
    TotalInvestments,
    made,
    make_issue,
)
from fundfilings.normalize.blocks import Block, Heading, Paragraph, Row, Table
from fundfilings.scalars import find_date, printed_scale
from fundfilings.schedule.asset_words import only_asset_words
from fundfilings.schedule.closing import Closing, close
from fundfilings.schedule.derivatives import derivative_of, options_purchased, schedule_derivatives
from fundfilings.schedule.entries import Entry, entries
from fundfilings.schedule.footnotes import Legend, read_legend
from fundfilings.schedule.layout import align_pages, read_lines
from fundfilings.schedule.lines import Line
from fundfilings.schedule.records import holding_of
from fundfilings.schedule.running import mark_running_heads
from fundfilings.schedule.style import style_of
from fundfilings.schedule.totals import tolerance
from fundfilings.schedule.vocabulary import CONTINUED
from fundfilings.schedule.wording import heading_percent, is_continued
from fundfilings.spans import Span
from fundfilings.split import Part
from fundfilings.split.titles import kind_of
from fundfilings.split.vocabulary import FUND_WORDS

_BASE = re.compile(r"(?i:percent\w*)[^.]{0,80} net assets of \$\s?(\d[\d,]*(?:\.\d+)?)(?: (million|billion))?")
#: A bracketed capital behind a description, a mark where it recurs.
_CAPITAL_END = re.compile(r"[^\s(]{3,} \(([A-Z])\)[*+†\s(A-Z)]*$")
#: A title of one word, which heads no section above the column heads.
_LONE_TITLE = re.compile(r"investments|portfolio|holdings", re.I)
#: Captions of holdings that hold a fund's word.
_ASSET_TITLE = re.compile(
    r"^(?:common|preferred|investment|limited|mutual|exchange|money|short|long|other|total|"
    r"corporate|municipal|closed|portfolio funds|hedge|private)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ReadSchedule:
    """What was read of one schedule part. `lines` carry each line's kind and reason; `weight` ranks parts of one fund:
    holdings, more when the total closes."""

    schedule: Schedule | None
    issues: tuple[Issue, ...] = ()
    lines: tuple[Line, ...] = ()
    weight: float = 0.0
    closing: Closing = field(default_factory=Closing)


def read_schedule(part: Part, names: Collection[str] = ()) -> ReadSchedule:
    """Read one schedule of investments. `names` are those of the filing's funds and filers, which running heads print.
    Never raises: a part without rows gives `schedule` None."""
    lines = read_lines(part.blocks, _stated_scale(part))
    align_pages(lines)
    _mark_titles(lines)
    mark_running_heads(lines, names)
    known = _legend_marks(part.blocks)
    found = entries(lines, style_of(lines), known)
    closing = close(found)
    if not closing.holdings and not closing.derivatives:
        return ReadSchedule(None, lines=tuple(lines))
    legend = _legend(part, found, closing)
    schedule = _schedule(part, closing, legend, lines)
    issues = tuple(_issues(part, closing, schedule))
    closed = closing.residual is not None and abs(closing.residual) <= tolerance(
        len(closing.holdings), schedule.value_scale
    )
    weight = len(closing.holdings) * (10.0 if closed else 1.0) + (5 if closing.net_assets else 0)
    return ReadSchedule(schedule, issues, tuple(lines), weight, closing)


def _mark_titles(lines: Sequence[Line]) -> None:
    """Titles, and the names of funds that stand around the first of them, are no part of the table."""
    first = next((i for i, ln in enumerate(lines[:40]) if ln.reason == "column head"), 0)
    for line in lines[:first]:  # what stands above the first column heads: titles, charts, sector weights
        named = only_asset_words(line.text) and not _LONE_TITLE.fullmatch(line.text)
        sure = heading_percent(line.text) or named or is_continued(line.text)
        money = any(not f.amount.percent and "," in f.cell.text for f in line.figures.values())
        if not line.kind and not money and (not sure or line.figures):
            line.mark("furniture", "stands above the first column heads")
    names: set[str] = set()
    near = 7  # lines left in which a fund's name may stand
    for i, line in enumerate(lines):
        if line.figures or (line.kind == "furniture" and line.reason == "column head"):
            near = 0
            continue
        if line.text and kind_of(line.text) == "schedule":
            line.mark("furniture", "title")
            for above in lines[:i] if i < 7 else ():
                if not above.figures and not above.kind:
                    above.mark("furniture", "stands above the title")
                    names.add(above.text.lower())
            near = 5 if near else 0
        elif (names and _plain_name(line.text) in names) or (near > 0 and _is_fund_name(line.text)):
            names.add(line.text.lower())
            line.mark("furniture", "a fund's name")
        near -= near > 0


def _plain_name(text: str) -> str:
    """A line in small letters, without "(continued)"."""
    return (CONTINUED.sub("", text).strip() if is_continued(text) else text).lower()


def _is_fund_name(text: str) -> bool:
    if not FUND_WORDS.search(text) or heading_percent(text) or only_asset_words(text):
        return False
    return text.rstrip()[-1:] not in ":;," and not _ASSET_TITLE.match(text)


def _stated_scale(part: Part) -> int:
    """The scale stated once for the schedule ("(Amounts in thousands)") near its title."""
    for block in part.blocks[:12]:
        texts = (
            [block.text]
            if isinstance(block, (Heading, Paragraph))
            else [r.text for r in block.rows[:4]]
            if isinstance(block, Table)
            else []
        )
        for text in texts:
            if (
                len(text) < 160
                and re.search(r"thousands|millions|\bin \$?000", text, re.I)
                and (scale := printed_scale(text))
            ):
                return scale
    return 1


#: A mark that begins a line or a sentence, as legends explain them, and its parts.
_EXPLAINED = re.compile(
    r"(?:^|(?<=[.;] ))(\((?:[a-z]{1,2}|[A-Z0-9]{1,4})\)|^\d{1,2}(?= [A-Z])|[*†‡§#@+^~]{1,4}|\^\{[^}]+\})"
    r"(?=\s?[-–—A-Z“\x22]|\s\d)"
)
#: A letter glued to the words it explains ("aNon-income producing."); such rows of marks begin with an a.
_GLUED = re.compile(r"[a-z](?=[A-Z][a-z]+[ -])")
_MARKS = re.compile(r"[A-Za-z0-9]+|[*†‡§#@+~]+")


def _legend_marks(blocks: Sequence[Block]) -> frozenset[str]:
    """Marks that some line of the part seems to explain."""
    found: set[str] = set()
    glued: set[str] = set()
    for block in blocks:
        texts: list[str] = []
        if isinstance(block, (Heading, Paragraph)):
            texts = block.text.split("\n") if isinstance(block, Paragraph) else [block.text]
        elif isinstance(block, Table):
            texts = [r.cells[0].text if len(r.cells) == 1 else r.text for r in block.rows]
        for text in texts:
            if m := _GLUED.match(text):
                glued.add(m[0])
            if text[:1].isalpha() and ". " not in text and "; " not in text:
                continue  # no sign that could be a mark stands where marks are explained
            for inner in _EXPLAINED.findall(text):
                found.update(t for t in _MARKS.findall(inner) if len(t) < 3 or t.upper() == t)
    found.update(itertools.takewhile(glued.__contains__, string.ascii_lowercase))
    ends = Counter(
        m[1]
        for b in blocks
        if isinstance(b, Table)
        for r in b.rows
        if len(r.cells) > 1
        for c in r.cells[:2]
        if ")" in c.text[-12:] and (m := _CAPITAL_END.search(c.text))
    )
    return frozenset(found | {mark for mark, n in ends.items() if n >= 2})


def _legend(part: Part, found: Sequence[Entry], closing: Closing) -> Legend:
    """The legend behind the schedule's last counted line."""
    counted = [e for e in found[: closing.end] if e.kind in ("row", "bare", "total", "heading")]
    last = counted[-1].lines[-1] if counted else None
    start = last.block if last is not None else 0
    blocks: list[Block] = []
    for i, block in enumerate(part.blocks[start:], start):
        if i == start and last is not None:
            if isinstance(block, Table) and last.row + 1 < len(block.rows):
                blocks.append(Table(block.rows[last.row + 1 :]))
            continue
        blocks.append(block)
    return read_legend(blocks, part.document)


def _span(part: Part, entry: Entry, role: str = "value") -> Span:
    line = entry.valued if role == "value" else entry.first
    figure = line.figures.get(role)  # type: ignore[call-overload]
    return part.document.span(line.place, figure.cell if figure else None)


def _schedule(part: Part, closing: Closing, legend: Legend, lines: Sequence[Line]) -> Schedule:
    as_of = _as_of(part)
    flags: dict[str, tuple[str, ...]] = {}
    for note in legend.footnotes:  # later tables of a part use marks anew: the first meaning holds here
        flags.setdefault(note.marker, note.flags)
    holdings: list[Holding] = []
    for entry, path in closing.holdings:
        holdings.append(holding_of(entry, path, flags, as_of, _span(part, entry)))
    listed = [derivative_of(entry, kind, path, _span(part, entry)) for entry, kind, path in closing.derivatives]
    bought = [(entry, path) for entry, path in closing.holdings if options_purchased(path)]
    listed += [derivative_of(entry, "option_purchased", path, _span(part, entry)) for entry, path in bought]
    held = [
        cell.start
        for e, _ in closing.holdings
        for ln in e.lines
        if isinstance(ln.place, Row)
        for cell in ln.place.cells
    ]
    valued = [e.valued for e, _ in closing.holdings]
    net = closing.net_assets
    return Schedule(
        title=part.title or None,
        as_of=as_of,
        value_scale=Counter(ln.value_scale for ln in valued).most_common(1)[0][0] if valued else 1,
        balance_scale=Counter(ln.balance_scale for ln in valued).most_common(1)[0][0] if valued else 1,
        sections=tuple(_section(part, n) for n in closing.nodes),
        holdings=tuple(_carried_currencies(closing, holdings)),
        total_investments=_total(part, closing.total),
        other_lines=tuple(_other(part, e) for e in closing.other_lines),
        net_assets=net.value() if net else _stated_net_assets(part),
        derivatives=schedule_derivatives(part, listed, held),
        footnotes=legend.footnotes,
        abbreviations=legend.abbreviations,
        ledger=_ledger(closing, lines, len(legend.footnotes)),
        source=part.span,
    )


def _carried_currencies(closing: Closing, holdings: list[Holding]) -> list[Holding]:
    """A printed currency holds for the rows below it in its section where each section's first row prints one ("EUR
    2,027" / "563"), or where a "$" takes it back; elsewhere it marks its own row only."""
    firsts: dict[tuple[str, ...], bool] = {}
    reset = False  # a sign of dollars takes the currency back in the middle of a section: it held until there
    printed = [
        ((f := e.figures.get("balance")) is not None and f.amount.currency) or e.valued.currency or None
        for e, _ in closing.holdings
    ]
    before: str | None = None
    at: tuple[str, ...] | None = None
    for (_, path), currency in zip(closing.holdings, printed, strict=True):
        firsts.setdefault(path, currency is not None)
        reset = reset or (currency == "USD" and path == at and before not in (None, "USD"))
        before, at = currency or (before if path == at else None), path
    each = len(firsts) >= 3 and sum(firsts.values()) * 5 >= len(firsts) * 4
    if not (each or reset) or not any(c and c != "USD" for c in printed):
        return holdings
    out: list[Holding] = []
    current, at = None, None
    for holding, (_, path), currency in zip(holdings, closing.holdings, printed, strict=True):
        current, at = currency or (current if path == at else None), path
        carried = current not in (None, holding.currency) and currency is None
        out.append(holding.model_copy(update={"currency": current}) if carried else holding)
    return out


def _stated_net_assets(part: Part) -> Decimal | None:
    """The net assets that the legend names as the base of all percents, where no line prints them."""
    for block in part.blocks:
        texts = [r.text for r in block.rows if len(r.cells) <= 2] if isinstance(block, Table) else []
        texts += [block.text] if isinstance(block, (Heading, Paragraph)) else []
        for text in texts:
            if "net assets of" in text and (m := _BASE.search(text)):
                return Decimal(m[1].replace(",", "")) * {"million": 1000000, "billion": 1000000000}.get(m[2] or "", 1)
    return None


def _as_of(part: Part) -> date | None:
    """The date in the title or in the first lines under it."""
    if found := find_date(part.title):
        return found
    for block in part.blocks[:10]:
        texts = (
            [block.text]
            if isinstance(block, (Heading, Paragraph))
            else [r.text for r in block.rows[:3]]
            if isinstance(block, Table)
            else []
        )
        for text in texts:
            if len(text) < 160 and (found := find_date(text)):
                return found
    return None


def _section(part: Part, node: object) -> Section:
    from fundfilings.schedule.hierarchy import Node

    assert isinstance(node, Node)
    return made(
        Section,
        path=node.path,
        percent_of_net_assets=node.percent,
        percent_of_total_investments=node.second_percent,
        value=node.value,
        cost=node.cost,
        markers=node.entry.marks,
        source=part.document.span(node.entry.first.place),
    )


def _cost_of(entry: Entry) -> Decimal | None:
    if entry.cost is not None:
        return entry.cost
    f = entry.figures.get("cost")
    return f.amount.value * entry.valued.value_scale if f and f.amount.value is not None else None


def _percent_of(entry: Entry) -> Decimal | None:
    if entry.percent is not None:
        return entry.percent
    f = entry.figures.get("percent")
    return f.amount.value if f else None


def _total(part: Part, entry: Entry | None) -> TotalInvestments | None:
    if entry is None:
        return None
    return made(
        TotalInvestments,
        caption=entry.text,
        value=entry.value(),
        cost=_cost_of(entry),
        percent_of_net_assets=_percent_of(entry),
        source=_span(part, entry),
    )


def _other(part: Part, entry: Entry) -> OtherLine:
    return made(
        OtherLine,
        caption=entry.text,
        value=entry.value(),
        percent_of_net_assets=_percent_of(entry),
        source=_span(part, entry),
    )


def _ledger(closing: Closing, lines: Sequence[Line], footnotes: int) -> Ledger:
    """Every line up to the schedule's end as exactly one kind; lines that only continue another are not rows."""
    ends = [e.lines[-1].number for e in (closing.net_assets, closing.total) if e is not None]
    ends += [e.lines[-1].number for e in closing.other_lines[-1:]] + [
        e.lines[-1].number for e, *_ in closing.holdings[-1:]
    ]
    last = max(ends, default=0)
    count: Counter[str] = Counter()
    for line in lines:
        if line.kind == "continuation":
            continue
        if line.kind in ("", "unexplained"):
            if line.number > last:
                continue
            line.mark("unexplained", line.reason or "fits nothing around it")
        count[line.kind] += 1
    count["footnote"] = footnotes
    return Ledger(rows=sum(count.values()), **count)


def _issues(part: Part, closing: Closing, schedule: Schedule) -> list[Issue]:
    out: list[Issue] = []
    total = closing.total
    if total is None:
        out.append(
            make_issue(
                "schedule.total-missing",
                f"{len(schedule.holdings)} holdings read, no line of total investments",
                part.span,
            )
        )
    elif closing.residual is not None and abs(closing.residual) > tolerance(
        len(closing.holdings), schedule.value_scale
    ):
        printed = total.value() or Decimal(0)
        out.append(
            make_issue(
                "schedule.total-residual",
                f"total printed {printed:,}, recovered {printed - closing.residual:,}, residual {closing.residual:,}",
                _span(part, total),
            )
        )
    for entry, difference in closing.unclosed:
        out.append(
            make_issue(
                "schedule.subtotal-residual",
                f"{entry.text or 'a bare subtotal'} {entry.value():,} differs from the rows above by {difference:,}",
                _span(part, entry),
            )
        )
    for entry in closing.splits:
        out.append(
            make_issue(
                "schedule.cell-split", f"one cell holds a value and the subtotal {entry.value():,}", _span(part, entry)
            )
        )
    for entry in closing.noise:
        out.append(
            make_issue("schedule.noise-row", f"set aside: {entry.text[:80] or entry.value()}", _span(part, entry))
        )
    for entry in closing.lost:
        out.append(
            make_issue(
                "schedule.heading-lost",
                f"rows begin without a heading behind a subtotal: {entry.text[:80]} {entry.value():,}",
                _span(part, entry),
            )
        )
    for entry in closing.repaired:
        out.append(
            make_issue(
                "schedule.value-repaired",
                f"{entry.first.reason}: {entry.text[:60]} {entry.value():,}",
                _span(part, entry),
            )
        )
    return out

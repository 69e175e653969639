"""Documents to parts: every block belongs to the part whose title stands above it.

Titles repeated on each page ("... (continued)") join one part; a title of another kind, another fund's banner, or a new
schedule title after the net assets line opens the next. A table of highlights or of investments that stands inside the
notes is a part of its own besides, and the notes keep it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fundfilings.normalize.blocks import Block, BlockDocument, Paragraph, Table
from fundfilings.split.beside import column_names, parts_by_column
from fundfilings.split.both import balance_of
from fundfilings.split.evidence import Evidence, standing
from fundfilings.split.funds import Site, fund_roster, match_fund, match_short
from fundfilings.split.inside import Stretch, banner_pages, continued_from, highlights_in_notes, untitled_schedules
from fundfilings.split.lines import Line, cut_paragraph, lines_of
from fundfilings.split.names import ABOVE, banners, key_of, name_in, printed_forms
from fundfilings.split.parts import FundRef, Kind, Part, Split
from fundfilings.split.titles import Hit, hits, kind_of
from fundfilings.split.vocabulary import NET_ASSETS_TITLE

_NET_ASSETS = re.compile(r"^\W*(?:total )?net assets\b", re.I)
#: A schedule with so many rows has begun: what follows may end it.
_BEGUN = 3
#: Lines below a title in which its rows begin.
_SITE = 40
#: Lines below a title in which the head of its table may name the fund.
_TABLE_HEAD = 10
_LETTERED = re.compile(r"^\W*\([a-z]\)", re.I)


@dataclass(slots=True)
class _Found:
    """One document's lines, titles and the names that stand at them."""

    document: BlockDocument
    lines: list[Line]
    evidence: Evidence
    hits: list[Hit]
    names: list[list[str]]


def split_report(
    documents: Sequence[BlockDocument],
    series: Sequence[tuple[str, str | None]] = (),
    registrants: str | Sequence[str] | None = None,
) -> Split:
    """Cut a filing's report documents into parts. `series` are the header's (name, series id), in its order;
    `registrants` the names of its filers."""
    filers = [registrants] if isinstance(registrants, str) else list(registrants or ())
    known = frozenset(key_of(n) for n in (*filers, *(name for name, _ in series)))
    found: list[_Found] = []
    for document in documents:
        lines = lines_of(document.blocks)
        evidence = Evidence(lines)
        titles = standing(list(hits(lines)), evidence)
        found.append(_Found(document, lines, evidence, titles, [banners(lines, h, known) for h in titles]))
    sites = [site for f in found for site in _sites(f)]

    def forms_of(name: str) -> Counter[str]:
        return sum((printed_forms(f.lines, name) for f in found), Counter[str]())

    beside = dict.fromkeys(n for f in found for h in f.hits for n in _columns(f, h)) if not series else {}
    funds = tuple(FundRef(n, None, (n,)) for n in beside) or fund_roster(series, filers, sites, forms_of)
    parts: list[Part] = []
    for f in found:
        parts.extend(_parts(f, funds))
    if not any(p.kind == "schedule" for p in parts):  # none that holds rows, see evidence
        parts = [
            q for f in found for q in _with_untitled(f, [p for p in parts if p.document == f.document.origin], funds)
        ]
    if len(funds) > 1:
        parts = [p for part in parts for p in parts_by_column(part, funds)]
    return Split(funds, tuple(parts))


def _columns(found: _Found, hit: Hit) -> tuple[str, ...]:
    """The funds whose names stand side by side over the columns of the table under a schedule's title."""
    if hit.kind != "schedule":
        return ()
    below = found.lines[hit.index + hit.length : hit.index + hit.length + _TABLE_HEAD]
    return column_names([found.document.blocks[b] for b in dict.fromkeys(ln.block for ln in below)])


def _sites(found: _Found) -> Iterator[Site]:
    """The titles of a document with the names at them. The rows that follow a title end at the next one that names
    another fund: a book's legend may be titled as its schedules are."""
    for k, (hit, names) in enumerate(zip(found.hits, found.names, strict=True)):
        if hit.kind == "other":
            continue
        end = hit.index + _SITE
        for later, others in zip(found.hits[k + 1 :], found.names[k + 1 :], strict=True):
            if later.index >= end:
                break
            if others and later.kind == hit.kind and not {key_of(n) for n in others} & {key_of(n) for n in names}:
                end = later.index
                break
        yield Site(hit.kind, tuple(names), found.evidence.rows(hit.index, end) >= 4, hit.continued)


@dataclass(slots=True)
class _Start:
    """Where a part begins: its first line, the line of its title, what it is."""

    line: int
    title_line: int
    kind: Kind
    title: str
    fund: int | None


def _parts(found: _Found, funds: tuple[FundRef, ...]) -> list[Part]:
    starts: list[_Start] = []
    inside: list[Stretch] = []
    for hit, names in _with_banner_pages(found, funds):
        current = starts[-1] if starts else None
        if not hit.length and not _begins_fund(names, current, found, hit.index, funds):
            continue
        if not _opens(hit, current, found):
            if hit.kind == "financial_highlights":
                inside.append(Stretch(hit.index, hit.title))
            continue
        fund = _fund_of(hit, names, found.lines, funds)
        if current is not None and current.kind == hit.kind:
            same = fund is None or fund == current.fund or (current.fund is None and hit.continued)
            closed = (
                hit.kind == "schedule" and not hit.continued and _closed(found.lines, current.title_line, hit.index)
            )
            if same and not closed:
                continue
        if fund is None and hit.kind == "schedule" and current is not None and hit.continued:
            fund = current.fund
        floor = current.title_line if current is not None else 0
        start = _start(found.lines, hit, floor)
        if hit.kind == "schedule" and hit.continued and (current is None or current.kind == "other"):
            start = continued_from(found.lines, found.evidence, hit.index + hit.length, floor, start)
        starts.append(_Start(start, hit.index + hit.length, hit.kind, hit.title, fund))
    if not starts or starts[0].line > 0:
        starts.insert(0, _Start(0, 0, "other", "", None))
    parts: list[Part] = []
    both = (
        False  # whether the schedule is a statement of net assets; a page under a fund's name goes on as the one above
    )
    for i, s in enumerate(starts):
        end = starts[i + 1].line if i + 1 < len(starts) else len(found.lines)
        if part := _part(found, s.line, end, s.kind, s.title, s.fund):
            parts.append(part)
            both = bool(NET_ASSETS_TITLE.search(s.title)) or (both and kind_of(s.title) is None)
            if s.kind == "schedule" and both and not _has_balance(s, starts):
                parts.extend(_balance(found, part, s.line, end))
            if s.kind == "notes":
                within = [x for x in inside if s.line <= x.start < end]
                for x in highlights_in_notes(found.lines, s.line, end, within):
                    if extra := _part(found, x.start, x.end, "financial_highlights", x.title, s.fund):
                        parts.append(extra)
    return parts


def _has_balance(start: _Start, starts: Sequence[_Start]) -> bool:
    """Whether a statement of assets and liabilities of the same fund, or of several, stands in the document."""
    return any(s.kind == "assets_and_liabilities" and s.fund in (None, start.fund) for s in starts)


def _balance(found: _Found, part: Part, start: int, end: int) -> Iterator[Part]:
    """The balance sheet of a statement of net assets as a part besides."""
    x = balance_of(found.lines, start, end, found.evidence)
    if x is not None:
        blocks = (*_cut(found, x.head, x.body), *_cut(found, x.start, x.end))
        span = found.document.span(found.lines[x.start].place)
        yield replace(part, kind="assets_and_liabilities", blocks=blocks, span=span)


def _with_banner_pages(found: _Found, funds: tuple[FundRef, ...]) -> list[tuple[Hit, list[str]]]:
    """The titles and, as titles without lines, the pages that only a fund's name and column heads begin."""
    titled = list(zip(found.hits, found.names, strict=True))
    if len(funds) < 2:
        return titled
    extra: list[tuple[Hit, list[str]]] = []
    for top in banner_pages(found.lines, found.evidence, found.hits):
        texts = [ln.text for ln in found.lines[top : top + ABOVE] if not (ln.data or ln.prose)]
        if names := [n for text in texts if (n := name_in(text))]:
            extra.append((Hit("schedule", top, 0, names[0], False), names))
    return sorted([*titled, *extra], key=lambda pair: pair[0].index) if extra else titled


def _begins_fund(
    names: Sequence[str], current: _Start | None, found: _Found, index: int, funds: tuple[FundRef, ...]
) -> bool:
    """Whether a page without a title begins another fund's schedule: the one above it is closed."""
    fund = match_fund(names, funds)
    return (
        fund is not None
        and current is not None
        and current.kind == "schedule"
        and current.fund not in (None, fund)
        and _closed(found.lines, current.title_line, index)
    )


def _fund_of(hit: Hit, names: Sequence[str], lines: Sequence[Line], funds: tuple[FundRef, ...]) -> int | None:
    """Whose part a title opens: the fund whose name stands at it, or, for highlights, in the head of the table."""
    if hit.kind == "other":
        return None
    if len(funds) == 1:
        return 0
    fund = match_fund(names, funds)
    if fund is None and hit.kind == "financial_highlights":
        for line in lines[hit.index + hit.length : hit.index + hit.length + _TABLE_HEAD]:
            if line.data:
                break
            if not line.prose and (short := match_short(line.parts[0], funds)) is not None:
                return short
    return fund


def _opens(hit: Hit, current: _Start | None, found: _Found) -> bool:
    """Whether a title ends the part above it, and does not merely head a paragraph or a small table of it."""
    if current is None or current.kind == "other":
        return True
    evidence, kind = found.evidence, current.kind
    if kind == "notes" and hit.kind == "financial_highlights":
        return evidence.at_top(hit.index) and not _LETTERED.match(hit.title)
    if not hit.aside:
        return True
    if _wrapped(hit, found.lines):
        return False
    if kind == "notes":
        return (evidence.at_top(hit.index) and not _titled_page(hit, found)) or not evidence.paged
    if kind == "schedule":
        return evidence.amounts(current.title_line, hit.index) >= _BEGUN
    return True


def _wrapped(hit: Hit, lines: Sequence[Line]) -> bool:
    """Whether a line begins a caption whose figures stand on the next ("Dividend disbursing, transfer agent,")."""
    below = lines[hit.index + hit.length] if hit.index + hit.length < len(lines) else None
    line = lines[hit.index]
    return below is not None and below.data and line.row >= 0 and below.number - line.number == 1


def _titled_page(hit: Hit, found: _Found) -> bool:
    """Whether the page of a title begins with another part's title."""
    top = found.evidence.page_of(hit.index)
    return any(top <= h.index < hit.index and h.kind != "other" for h in found.hits)


def _with_untitled(found: _Found, parts: list[Part], funds: tuple[FundRef, ...]) -> list[Part]:
    """The parts and, where no title told of a schedule, the tables that look like one."""
    extra: list[Part] = []
    for x in untitled_schedules(
        found.lines, found.evidence, [h for h in found.hits if h.kind not in ("other", "notes")]
    ):
        fund = 0 if len(funds) == 1 else None
        if part := _part(found, x.start, x.end, "schedule", x.title, fund):
            extra.append(part)
    return parts + extra


def _closed(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether a net assets line with a figure was met since the schedule began."""
    return any(
        line.figures and "sset" in line.text.lower() and _NET_ASSETS.match(line.text) for line in lines[start:end]
    )


def _start(lines: Sequence[Line], hit: Hit, floor: int) -> int:
    """Where the part of a title begins: at the top of its page's heading lines, or below the title before it, if only
    such stand above it."""
    i = hit.index
    while i > floor and hit.index - i < 6 and not lines[i].page_top:
        above = lines[i - 1]
        if above.figures or above.prose or above.text.rstrip().endswith((".", ";")):
            return hit.index
        i -= 1
    return i if lines[i].page_top or (i == floor and floor > 0) else hit.index


def _part(found: _Found, start: int, end: int, kind: Kind, title: str, fund: int | None) -> Part | None:
    blocks = _cut(found, start, end)
    if not blocks:
        return None
    return Part(kind, title, found.document.origin, blocks, found.document.span(found.lines[start].place), fund)


def _cut(found: _Found, start: int, end: int) -> tuple[Block, ...]:
    """The blocks of lines[start:end]: tables cut at rows, paragraphs at printed lines, page breaks kept."""
    if start >= end:
        return ()
    first, last = found.lines[start], found.lines[end - 1]
    out: list[Block] = []
    for i in range(first.block, last.block + 1):
        block = found.document.blocks[i]
        if isinstance(block, Table):
            low = first.row if i == first.block else 0
            high = last.row + 1 if i == last.block else len(block.rows)
            if low > 0 or high < len(block.rows):
                block = Table(block.rows[low:high])
        elif isinstance(block, Paragraph):
            block = cut_paragraph(block, first.low if i == first.block else 0, last.high if i == last.block else -1)
        out.append(block)
    return tuple(out)

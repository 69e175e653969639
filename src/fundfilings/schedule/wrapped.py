"""Wrapped descriptions: which of the lines that wait for a figure begin the description of the line that has it.

245,000  Compagnie Generale de Geophysique SA, the quantity on the first line,
            7.50% due 5/15/2015      246,225   the value on the last: one entry
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fundfilings.schedule.asset_words import is_asset_class
from fundfilings.schedule.captions import is_percent_heading
from fundfilings.schedule.countries import country_of_heading
from fundfilings.schedule.lines import Line
from fundfilings.schedule.reading import Reading
from fundfilings.schedule.style import heading_like, plain_text
from fundfilings.schedule.vocabulary import COLON_END, LEGAL_FORM, MUNICIPAL, NAME_ENDS, PURE_TERMS, SERIES, TRANCHE
from fundfilings.schedule.wording import (
    COST,
    heading_percent,
    is_continued,
    is_net_assets,
    is_open,
    is_other_line,
    is_total,
    is_unfinished,
    whole_cost,
)

#: Captions that stand below holdings and may run over two lines.
_CAPTION = re.compile(r"^(?:net assets|preferred s|auction|liabilities|other assets|floating rate|payable)\b", re.I)
_BRACKET = re.compile(r"\((?!(?:[A-Z][A-Za-z]{1,3})\))")
_COLLATERAL = re.compile(r"lateral(?:ized|ised)? by|collateral:", re.I)
#: Lines from a row's quantity to its value, at most: of any row, and of a repurchase agreement that lists collateral.
_LONGEST_ROW, _LONGEST_LIST = 8, 30
_ONLY_CODES = re.compile(r"^(?:\([A-Z][A-Za-z]{1,3}\)\s?)+$")


def take_wrapped(now: Reading, line: Line, described: bool) -> list[Line]:
    """The waiting lines that are the beginning of this line's description, taken off the end of `waiting`."""
    own: list[Line] = []
    if not now.waiting:
        return own
    below = line
    if (
        ("balance" not in line.figures or whole_cost(line.text))
        and not is_total(line.text)
        and (at := _caption_start(now, line)) is not None
    ):
        own, now.waiting = now.waiting[at:], now.waiting[:at]
        return own
    if "balance" not in line.figures and (described or not (line.ruled or line.gap or now.style.grid)):
        # a quantity waits for its value: what stands between belongs to the same row
        at = next((k for k in range(len(now.waiting) - 1, -1, -1) if "balance" in now.waiting[k].figures), None)
        if at is not None and not is_total(line.text) and len(now.waiting) - at <= _most_lines(now.waiting[at:]):
            rest = now.waiting[at + 1 :]
            if not any(is_percent_heading(ln) or ln.side or is_continued(ln.text) for ln in rest):
                own, now.waiting = now.waiting[at:], now.waiting[:at]
                if not (now.style.grid and now.waiting and own[0].text):
                    return own
                below = own[0]
    if not own and described and (at := _name_begins(now, line)) is not None:
        run = now.waiting[at:]
        shared = _shared(now, run, line)
        now.waiting, now.named = now.waiting[: at + shared], run[:shared]
        return run[shared:]
    while now.waiting:
        above = now.waiting[-1]
        if not _joins(now, above, below, line, described, bool(own)):
            break
        own.insert(0, now.waiting.pop())
        below = above
    if own and own[0].text and _names_both(now, own, line):
        now.waiting, now.named, own = [*now.waiting, *own], own, []
    return own


def _most_lines(lines: Sequence[Line]) -> int:
    """How many lines a row may run over from its quantity to its value: many where it lists its collateral."""
    listed = any("lateral" in ln.text and _COLLATERAL.search(ln.text) for ln in lines)
    return _LONGEST_LIST if listed else _LONGEST_ROW


def _name_begins(now: Reading, line: Line) -> int | None:
    """Where among the waiting lines a name begins over which this line hangs, None where none does:

    Metropolitan Atlanta Rapid Transit              no heading: those print their percents
      Authority Sales Tax Revenue,
      FGIC Insured, 5.00%, 7/01/19 ...     162,792
    """
    if now.style.values_first or not line.text or is_total(line.text):
        return None
    found: int | None = None
    below, least = line, line.x
    for k in range(len(now.waiting) - 1, max(-1, len(now.waiting) - 7), -1):
        above = now.waiting[k]
        if below.gap or below.ruled or below.page_top or above.figures or above.coupon or above.dated:
            break
        if above.side or above.rating or above.cost is not None or heading_like(above) or is_total(above.text):
            break
        beside = above.x == least and (apart_from_all(now, above) or found == k + 1)
        runs_on = beside and (is_unfinished(above.text) or filled(now, above, below, 0.3))
        if (above.x < least or runs_on) and begins_name(now, k):
            found = k
        below, least = above, min(least, above.x)
    return found


def _shared(now: Reading, run: Sequence[Line], line: Line) -> int:
    """How many lines of a name that hang over this line are the issuer of a second row too, which stands as deep:

    Orange County Health Facilities
      Authority Revenue                             the issuer of both
      (Adventist Health Systems)
      5.75% 11/15/25 (AMBAC)            1,579,995
      (Orlando Regional Healthcare)
      Series A 6.25% 10/1/18 (MBIA)     2,458,280
    """
    after = now.after
    if after is None or not hangs_from(run[0], after):
        return 0
    if after.text[0] == "(" and (not after.figures or "value" in after.figures):
        return _split_at(_BRACKET, run, line)
    found = _split_at(PURE_TERMS, run, line) if PURE_TERMS.match(after.text) else 0
    return found or (_split_at(TRANCHE, run, line) if TRANCHE.match(after.text) else 0)


def _split_at(begins: re.Pattern[str], run: Sequence[Line], line: Line) -> int:
    """The first line behind a name's first one that begins so, 0 where none does."""
    parts = [part.text for part in (*run, line)]
    return next((i for i in range(1, len(parts)) if begins.match(parts[i]) and not is_open(" ".join(parts[:i]))), 0)


def _names_both(now: Reading, own: Sequence[Line], line: Line) -> bool:
    """Whether words in brackets name two rows of nothing but terms, this one and the next:

    (St. Thomas University) Series 5-Y
    5.00% 10/1/24                       1,048,020
    5.25% 10/1/34                       1,593,570
    """
    after = now.after
    return (
        own[0].text[0] == "("
        and after is not None
        and own[0].x == line.x == after.x
        and "value" in after.figures
        and not (after.gap or after.ruled or after.page_top or is_open(own[-1].text))
        and all(PURE_TERMS.match(row.text) for row in (line, after))
    )


def begins_name(now: Reading, k: int) -> bool:
    """Whether a waiting line begins a name and no section: it stands where names begin, and sections print percents."""
    line = now.waiting[k]
    above = now.waiting[k - 1] if k else None
    below = now.waiting[k + 1].text if k + 1 < len(now.waiting) else ""
    below_heading = above is not None and is_percent_heading(above)
    return (
        (line.x in now.style.name_starts or (not k and _under_row(now, line)))
        and now.style.percent_heads
        and not now.style.grid
        and (now.style.capitals or not line.text.isupper())
        and not ("%" in line.text and heading_percent(f"{line.text} {below}"))
        and (now.style.apart or below_heading or not (line.gap or line.ruled or line.page_top))
        and not is_asset_class(line.text)
        and country_of_heading(line.text) is None
        and plain_text(line.text) not in now.style.head_names
    )


def _under_row(now: Reading, line: Line) -> bool:
    """Whether a line stands where the row above it begins, whose name hangs over a deeper line too."""
    row = now.out[-1] if now.out else None
    return row is not None and row.kind == "row" and row.x == line.x and len(row.lines) > 1 and row.lines[1].x > row.x


def apart_from_all(now: Reading, line: Line) -> bool:
    """Whether a blank line or a rule parts a line from those above, as all entries of the schedule are parted: what
    follows it without one belongs to it."""
    return now.style.apart and bool(line.gap or line.ruled)


def hangs_from(above: Line, below: Line) -> bool:
    """Whether a line stands deeper than the one above it, and nothing parts the two."""
    return below.x > above.x and bool(below.text) and not (below.gap or below.ruled or below.page_top)


def _caption_start(now: Reading, line: Line) -> int | None:
    """Where among the waiting lines the caption of a total begins that ends in this line's cost or figure."""
    if line.text and not COST.match(line.text):
        return None
    below = line
    for k in range(len(now.waiting) - 1, max(-1, len(now.waiting) - 4), -1):
        if below.gap or below.ruled or below.page_top:
            return None
        below = now.waiting[k]
        if is_total(below.text):
            return k
        if heading_like(below):
            return None
    return None


def _joins(now: Reading, above: Line, below: Line, figures: Line, described: bool, joined: bool) -> bool:
    if (above.side and below is not figures and (below.side or below.x <= above.x)) or (
        above.cost is not None and described
    ):
        return False
    if "balance" in above.figures or above.coupon or above.dated:
        if is_total(below.text) and below is figures:
            return False  # a row without a value, and the total of its section
        return "balance" not in figures.figures and (described or not (now.style.grid or below.ruled or below.gap))
    broken = bool(below.gap or below.ruled or below.page_top)
    if is_total(above.text) and not described | is_total(below.text):
        return True
    if _CAPTION.match(above.text) and not (broken or is_percent_heading(above) or "balance" in figures.figures):
        return (
            below.x > above.x
            or is_unfinished(above.text)
            or (
                not is_net_assets(below.text)
                and above.text.isupper() == below.text.isupper()
                and not is_other_line(below.text)
            )
        )
    if is_total(above.text) and not is_total(below.text) and below.gap <= 1:
        return "balance" not in figures.figures
    if not figures.text and "balance" in figures.figures and below is figures and not heading_like(above):
        return True  # figures that stand alone take the words right above
    if heading_percent(above.text) and is_percent_heading(above):
        return False
    if is_continued(above.text) or COLON_END.search(above.text):
        return False
    if is_open(above.text) or (is_unfinished(above.text) and not broken):
        return True
    if _one_cell(above, below):
        return True
    if broken or not below.text or not described:
        return False
    if below is figures and below.text.startswith("$") and below.x <= above.x:
        return True  # a sentence whose line breaks before an amount
    if PURE_TERMS.match(below.text) and SERIES.match(above.text) and above.bold == below.bold:
        return True  # "Series A" over "5.00%, due 6/1/54"
    if (below.text[0].islower() and not below.text[1:2].isupper()) or (
        below.text[0] == "(" and below.x >= above.x and not above.text.isupper()
    ):
        return True
    if _ONLY_CODES.match(below.text) and not heading_like(above):
        return True  # "8.375% 9/1/21 (GNMA) (FHA)" over "(VA) (AMT)"
    if _hangs(now, above, below) or _begins_row(now, above, below):
        return True
    if LEGAL_FORM.match(below.text) and below.x >= above.x and not (above.text.isupper() and not now.style.capitals):
        return True
    if MUNICIPAL.match(below.text) and below.x >= above.x and not above.text.isupper():
        return True  # "Acme Mental Health Fin. Auth." over "Spl. Tax 7.375% 5/1/09"
    if NAME_ENDS.match(below.text) and below.x >= above.x and not above.text.isupper():
        return True  # "American General Finance" over "Corp., 1.14%, due 7/3/03"
    if now.style.spaced:
        return below.x >= above.x and above.bold == below.bold
    if now.style.grid and below.x > above.x and above.x in now.style.starts and above.bold == below.bold:
        return True
    if now.style.values_first or now.style.grid or below.x < above.x:
        return False
    if above.text.isupper() and not now.style.capitals and not above.text.endswith(","):
        return False
    if below.x == above.x:
        return above.x + len(above.text) + 1 + len(below.text.split(" ")[0]) > now.style.width
    return filled(now, above, below)


def _one_cell(above: Line, below: Line) -> bool:
    """Whether two lines are one cell of a table, the upper one no section's name: "Acme Transportation Corridor Agcy."
    over "Toll Road Rev., Ser. A,"."""
    if not (above.grid and above.place is not below.place and above.block == below.block):
        return False
    if above.place.line != below.place.line or above.bold != below.bold or below.x < above.x:
        return False
    capitals = above.text.isupper() and not below.text.isupper()
    return not (capitals or is_asset_class(above.text) or country_of_heading(above.text) or not below.text)


def _begins_row(now: Reading, above: Line, below: Line) -> bool:
    """Whether a line without figures stands where rows begin, over words that stand where none does:

    Deerfield Partners, L.P.      6,700,000    7,164,408
    Glenview Institutional
      Partners, L.P.              4,715,676    3,109,318
    """
    if heading_like(above) or above.bold != below.bold or TRANCHE.match(below.text):
        return False
    if now.style.sides and below.side and not above.side and below.x == above.x:
        return True  # the section's name stands beside the last line of a wrapped name
    last, next_row = now.out[-1] if now.out else None, now.after
    between = (  # the rows before and behind it begin where it begins
        last is not None
        and last.kind == "row"
        and last.x == above.x < below.x
        and next_row is not None
        and next_row.x == above.x
        and "value" in next_row.figures
        and not (above.gap or above.ruled or above.page_top)
    )
    if between and len(now.waiting) == 1 and not is_asset_class(above.text):
        return True
    if above.x not in now.style.starts or below.x <= above.x:
        return False
    if below.x in now.style.starts and not _names_no_section(now, above):
        return False
    after = now.after  # a second row as deep shows an issuer above them both
    return after is None or after.x <= above.x or not after.text or after.gap > 0 or after.ruled or after.page_top


def _names_no_section(now: Reading, line: Line) -> bool:
    """Whether words can hardly name a section: those of this schedule print their percents or are in capitals."""
    return (
        now.style.percent_heads
        and not now.style.grid
        and not line.text.isupper()
        and not (line.gap or line.ruled or line.page_top)
        and not is_asset_class(line.text)
        and country_of_heading(line.text) is None
    )


def _hangs(now: Reading, above: Line, below: Line) -> bool:
    """Whether a line is the third or a later one of a description that hangs below its first line:

    The Southern Co., expiring January 2006
      at USD 36.20, Broker Acme
      Bank AG                          566   (2,632)
    """
    first = now.waiting[-2] if len(now.waiting) > 1 else None
    return (
        first is not None
        and first.x < above.x == below.x
        and (above.text[:1].islower() or is_unfinished(first.text))
        and not (above.gap or above.ruled or above.page_top or first.figures)
    )


def filled(now: Reading, above: Line, below: Line, slack: float = 0.15) -> bool:
    """Whether a line runs so far that the next line's first word did not fit; `slack` is a part of the width."""
    room = above.x + len(above.text) + 1 + len(below.text.split(" ")[0])
    return room >= now.style.width - max(4.0, slack * (now.style.width - above.x))

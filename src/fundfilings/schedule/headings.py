"""Lines that no figure followed: headings, perhaps broken over lines, told from issuers and rows without a value.

COLLATERALIZED LOAN                    one heading of two lines, 1.4%
OBLIGATIONS - 1.4% of Net Assets
Acme Master Trust                      an issuer: carried to the tranche below
  Series 2013-2 Class A, 1.26%
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from fundfilings.marks import split_marks
from fundfilings.schedule.asset_words import ASSET_CLASSES_END, ASSET_NOUN, is_asset_class, only_asset_words
from fundfilings.schedule.captions import DASHES, description, is_percent_heading
from fundfilings.schedule.countries import country_of_heading
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.issuers import is_issuer, push_issuer
from fundfilings.schedule.lines import Line
from fundfilings.schedule.reading import Reading
from fundfilings.schedule.style import heading_like, plain_text
from fundfilings.schedule.vocabulary import COLON_END, CONTINUED, ONLY_MARKS, RATING, SECOND_PERCENT
from fundfilings.schedule.wording import cost_in, heading_percent, is_continued, is_open, is_total, is_unfinished
from fundfilings.schedule.wrapped import apart_from_all, begins_name, filled

#: Entries in which the issuer stands that the next page continues.
_BEFORE_PAGE = 4
#: What a section's percent is a percent of, and marks behind it.
_OF_WHAT = re.compile(r"\(?[^()]*(?:%|assets|investments|capital|holdings|portfolio)[^()]*\)?", re.I)
_OF_BASE = re.compile(r"(?:--? )?of (?:total )?(?:net assets|investments)\b", re.I)
_PERCENT_FIRST = re.compile(r"(\d{1,3}(?:\.\d+)?)%\s+(?=[A-Z])")
_MARK = re.compile(r"\(([^()]{1,2})\)")
_MARKS = re.compile(r"[A-Za-z0-9]+|(?:[*†‡+#§¤~µ«@°¶Ω¢£∞]|\^(?!\{))+")
#: Sections whose percent in brackets is negative wherever the bracket closes.
_OWED = re.compile(r"\bshort (?:positions?|sales?)\b|\bsold short\b|\bwritten\b|\bliabilit", re.I)


def settle_waiting(now: Reading, line: Line) -> None:
    """Waiting lines that are no part of the description below: headings and issuers, read downwards."""
    if not now.waiting:
        now.named = []
        return
    names = [above for k, above in enumerate(now.waiting) if begins_name(now, k)]
    groups: list[list[Line]] = []
    inner = [now.waiting[k] for k in sorted(_inside_headings(now))]
    for above in now.waiting:
        joined = _is_in(above, inner) or _is_in(above, now.named[1:])
        if groups and (joined or _one_group(now, groups[-1], above, names)):
            groups[-1].append(above)
        else:
            groups.append([above])
    named, now.named, now.waiting = now.named, [], []
    for k, group in enumerate(groups):
        text = " ".join(g.text for g in group)
        if any("balance" in g.figures for g in group):
            _valueless(now, group, text)
            continue
        last = k + 1 == len(groups)
        below = line if last else groups[k + 1][0]
        for part in group:
            if part.side:  # "Health Care--4.1%   HealthSouth Corporation:"
                add_side(now, part)
        if is_total(text) and not heading_percent(text):
            for caption in group:
                caption.mark("furniture", "a total's caption without figures")
        elif _is_in(group[-1], inner):
            add_heading(now, group, text)
        elif _issuer_again(now, group):
            push_issuer(now, group, CONTINUED.sub("", text))
        elif (
            _is_in(group[0], named)
            or (_is_in(group[0], names) and _over_rows(group, below))
            or is_issuer(now, group, text, below, last)
        ):
            push_issuer(now, group, text)
        else:
            add_heading(now, group, text)


def _inside_headings(now: Reading) -> set[int]:
    """The waiting lines that go on with the heading begun above them, which prints its percent on the last or the last
    but one of its lines:

    SENIOR SECURED FLOATING               Construction & Farm Machinery & Heavy
    RATE LOAN INTERESTS -- 139.7% of      Trucks -- 1.8%
    Net Assets*
    """
    inner: set[int] = set()
    lines, done = now.waiting, -1  # the last line of the heading before
    for k, line in enumerate(lines):
        if "%" not in line.text or k <= done:
            continue
        last, text = k, line.text
        if k + 1 < len(lines) and _close(line, lines[k + 1]):
            after = lines[k + 1].text
            if _OF_BASE.match(after) or is_open(text) or heading_percent(text) is None:
                last, text = k + 1, f"{text} {after}"
        if not heading_percent(text) or (last > k and heading_percent(lines[last].text)):
            continue
        if last == k and not is_percent_heading(line):
            continue
        inner.update(range(k + 1, last + 1))
        first = k
        while first - 1 > done and _wraps_heading(now, lines[first - 1], lines[first], text):
            inner.add(first)
            first -= 1
            text = f"{lines[first].text} {text}"
        done = last
    return inner


def _close(above: Line, below: Line) -> bool:
    """Whether nothing stands between two lines of words alone. (Lines outside a table count as parted: their numbers
    tell whether they are.)"""
    parted = below.ruled or below.page_top or (below.gap and below.number != above.number + 1)
    return bool(below.text) and not (parted or above.figures or below.figures)


#: The last word of a section's name, which alone names none: "Common Stocks and Other Equity" over "Interests-100.0%".
_ENDS_NAME = re.compile(r"(?:interests|securities|obligations|instruments)\b\W*\(?\d", re.I)


def _wraps_heading(now: Reading, above: Line, below: Line, whole: str) -> bool:
    """Whether a line is the one before in a heading that ends in a percent, and no section around it."""
    m = heading_percent(f"{above.text} {whole}")
    if m is None or now.style.grid or not _close(above, below) or below.x < above.x or "%" in above.text:
        return False
    if heading_like(above) or is_total(above.text) or above.text.isupper() != m["name"].isupper():
        return False
    if is_unfinished(above.text) or below.text[0] == "&" or below.text[0].islower() or _ENDS_NAME.match(below.text):
        return True
    named = plain_text(above.text)
    if country_of_heading(below.text) or country_of_heading(above.text):
        return False
    if is_asset_class(above.text) or named in now.style.totals | now.style.head_names:
        return False
    if any(e.kind == "heading" and plain_text(e.text) == named for e in now.out):
        return False
    return below.x > above.x or not now.style.stacked


def _issuer_again(now: Reading, group: Sequence[Line]) -> bool:
    """Whether words say that the issuer of rows above is continued ("Government of Indonesia, (continued)")."""
    if len(group) > 1 or not is_continued(group[0].text) or group[0].side:
        return False
    name = plain_text(CONTINUED.sub("", group[0].text).rstrip(" ,:"))
    rows = [e for e in now.out[-_BEFORE_PAGE:] if e.kind == "row"]
    if any(e.kind == "heading" and plain_text(e.text) == name for e in now.out):
        return False
    return any(plain_text(row.issuer or row.text.partition(",")[0]) == name for row in rows)


def _is_in(line: Line, lines: Sequence[Line]) -> bool:
    return any(line is one for one in lines)


def _one_group(now: Reading, group: Sequence[Line], below: Line, names: Sequence[Line]) -> bool:
    """Whether a waiting line goes on with the lines above it: a heading broken over lines, or a name that does."""
    if _is_in(below, now.named):
        return False
    if _is_in(group[0], names) and below.text and not (below.gap or below.ruled or below.page_top):
        whole = COLON_END.search(group[-1].text) or is_continued(group[-1].text) or heading_percent(below.text)
        beside = below.x == group[0].x and apart_from_all(now, group[0]) and filled(now, group[-1], below, 0.5)
        if (below.x > group[0].x or beside) and not (whole or below.figures or below.side):
            return True
    return _one_heading(now, group[-1], below)


def _over_rows(group: Sequence[Line], below: Line) -> bool:
    """Whether the lines of a name stand over the rows of its issues: the name hangs, or ends in a colon."""
    return below.x > group[0].x and (len(group) > 1 or bool(COLON_END.search(group[0].text)))


def _valueless(now: Reading, group: list[Line], text: str) -> None:
    """A row with a quantity whose value was not printed: kept, for a subtotal may prove what it was."""
    entry = Entry("row", list(group), text, x=group[0].x)
    for line in group:
        for role, figure in line.figures.items():
            entry.figures.setdefault(role, figure)
    entry.text, marks = description(now, entry)
    entry.marks = tuple(dict.fromkeys([*(m for ln in group for m in ln.marks), *marks]))
    now.out.append(entry)


def _one_heading(now: Reading, above: Line, below: Line) -> bool:
    """Whether two waiting lines are one heading broken over lines."""
    if below.gap or below.ruled or below.page_top or COLON_END.search(above.text):
        return False
    if _OF_BASE.match(below.text) and heading_percent(f"{above.text} {below.text}"):
        return True  # "CORPORATE BONDS & NOTES -- 3.8%" / "of Net Assets"
    if is_percent_heading(above) or is_continued(above.text):
        return False
    bracketed = below.text[:1] == "(" and below.x >= above.x and not is_percent_heading(below)
    if bracketed or is_open(above.text) or is_unfinished(above.text):
        return "balance" not in above.figures
    if below.x >= above.x and not now.style.grid and not above.text.isupper() and filled(now, above, below):
        return "balance" not in below.figures and not is_percent_heading(below)
    if below.x >= above.x and _told_whole(now, above.text, below.text):
        return True
    joined = heading_percent(f"{above.text} {below.text}")
    if joined and ASSET_CLASSES_END.search(above.text) and not ASSET_NOUN.match(below.text):
        return False  # "Short-Term Investments" over its "Money Market Funds - 1.4%"
    if joined and above.text.isupper() == joined["name"].isupper() and only_asset_words(joined["name"]):
        return True  # "COLLATERALIZED LOAN" / "OBLIGATIONS - 1.4% of Net Assets"
    return (
        below.x > above.x
        and not now.style.grid
        and is_percent_heading(below)
        and above.text.isupper() == below.text.isupper()
    )


def _told_whole(now: Reading, above: str, below: str) -> bool:
    """Whether two lines together are a section that its line of totals names, or that is continued here."""
    if is_continued(below):
        name = plain_text(f"{above} {DASHES.sub('', CONTINUED.sub('', below))}")
        return any(e.kind == "heading" and plain_text(e.text) == name for e in now.out)
    m = heading_percent(below)
    return m is not None and plain_text(f"{above} {m['name']}") in now.style.totals


def add_side(now: Reading, line: Line) -> None:
    """The words in a column beside the description: a section's name, marks, or one more property of the row."""
    if line.side and ONLY_MARKS.match(line.side):  # "(2), (@), (R)     Boston Chicken, Inc."
        before = tuple(_MARK.findall(line.side))
        line.marks, line.early, line.side = (*before, *line.marks), line.early + len(before), ""
        return
    head, _, last = line.side.rpartition(" ")
    if head and RATING.match(last) and heading_percent(head):  # "Illinois--12.1% AAA     $ 9,280  Chicago, ..."
        line.side, line.rating = head, line.rating or last
    names = line.side and (now.style.sides or heading_percent(line.side) or is_continued(line.side))
    if names or (line.side and country_of_heading(line.side) and not line.grid):
        if line.side != now.last_side:
            add_heading(now, [line], line.side)
        now.last_side = line.side
    elif line.side:
        line.extra = (line.side, *line.extra)


def add_heading(now: Reading, group: list[Line], text: str) -> None:
    entry = Entry("heading", list(group), text, x=group[0].x, continued=is_continued(text))
    now.over_page = entry.continued  # on a section's next page the last issuer's tranches may go on
    if not entry.continued:
        now.issuers.clear()
    if entry.continued:
        text = CONTINUED.sub("", text)
    if m := heading_percent(text):
        # "Short positions - (9.8)%" is negative, "COMMON STOCKS - (99.4%)" is not
        negative = m["sign"] or (m["open"] and (m["shut"] or _OWED.search(m["name"])))
        entry.percent = (-1 if negative else 1) * Decimal(m["num"])
        if m2 := SECOND_PERCENT.search(m["tail"] or ""):
            entry.second_percent = Decimal(m2[1])
        tail = _OF_WHAT.sub(" ", m["tail"] or "")
        entry.marks = tuple(_MARKS.findall(tail)) if tail else ()
        text = m["name"]
    elif m5 := _PERCENT_FIRST.match(text):  # "95.4% LONG-TERM MUNICIPAL INVESTMENTS"
        entry.percent, text = Decimal(m5[1]), text[m5.end() :]
    if (below := next((g.cost for g in group if g.cost is not None), None)) is not None:
        entry.cost = below * group[0].value_scale
    if m3 := cost_in(text):
        entry.cost = Decimal(m3[1].replace(",", "")) * group[0].value_scale
        text = f"{text[: m3.start()]} {text[m3.end() :]}"
    if is_continued(text):
        text = CONTINUED.sub("", text)
    text = text.rstrip(" (")
    text, marks = split_marks(DASHES.sub("", text).strip(), now.known)
    entry.text = DASHES.sub("", text)
    entry.marks = (*(mark for ln in group for mark in ln.marks), *entry.marks, *marks)
    if not entry.text:
        entry.kind = "text"  # figures or signs alone name no section
    now.out.append(entry)

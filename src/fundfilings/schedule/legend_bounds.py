"""Where a legend ends, and what stands on its pages without belonging to it.

STATEMENT OF ASSETS AND LIABILITIES                the legend has ended
1. Security Valuation -- Investments are ...       the notes of a Form N-Q: ended
ACME INCOME FUND   October 31, 2004  (continued)   a running head in the middle of a footnote
See accompanying notes to financial statements.    furniture
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fundfilings.schedule import abbreviations as abbr
from fundfilings.schedule.legend_lines import LegendLine
from fundfilings.schedule.legend_marks import read_start
from fundfilings.schedule.wording import is_page_furniture
from fundfilings.split.titles import kind_of

#: The end of a sentence.
ENDED = re.compile(r"[.!?;][\"”’')\]]*\s*$")
#: Heads of a legend; the full "notes to schedule" of Form N-Q have the same title and numbered notes below it.
LEGEND_HEAD = re.compile(
    r"^\W*(?:foot-?notes?|notes|legend|key)\b(?: (?:to|of|for) (?:the )?(?:consolidated |condensed |summary )?"
    r"(?:(?:schedules?|portfolios?|statements?)\b.{0,40}|investments?\b.{0,20}|footnotes?|holdings))?(?:\s*[-–—]?\s*\(?(?:unaudited|continued)\)?|\s*\([^()]{0,90}\))*\s*[:.]?\s*$",
    re.I,
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
#: What stands at a page's top between the two halves of a footnote: dates, names in capitals, "(continued)".
_RUNNING_HEAD = re.compile(
    rf"^\W*(?:as of )?{_MONTH} \d{{1,2}}, \d{{4}}\b.{{0,20}}$|\(?\b(?:continued|concluded|cont'?d\.?)\)?\s*$", re.I
)
#: "Acme Funds Semi-Annual Report 11", "28 | Annual Report"; or a line with the page's number on either side.
_REPORT_FOOT = re.compile(
    r"\b(?:annual|quarterly) reports?\b[\s|]*\d[\d./]*[\s|]*$|^\d{1,3}\b.{0,60}\b(?:annual|quarterly) report\b",
    re.I,
)
_RUNNING_FOOT = re.compile(r"\b(?:annual|quarterly) report\b|\|\s*\d{1,3}$|^\d{1,3}\b|(?<![\d,.$] )\b\d{1,3}$", re.I)
#: A footnote numbered "3." or "3", which is no page's number.
_NUMBERED = re.compile(r"\(?\d{1,2}\)?[.)]? ?[A-Z][a-z]+ [a-z]")
_CAPITALS = re.compile(r"^[^a-z]+$")
#: A numbered note of Form N-Q, where the legend has ended ("1. Security Valuation --", "A. Organization:").
_NOTE = re.compile(
    r"^(?:note\s+)?(?:[A-Z]|\d{1,2})\s?[.:–—-]+\s*(?:(?:significant|fair|portfolio|security|investments?|income|federal|other|basis)\s+)*"
    r"(?:organi[sz]ation|valuations?|value|accounting|tax(?:es)?|transactions|measurements?|presentation)\b",
    re.I,
)
#: Lines below a schedule's title that are looked at, and rows of figures among them that make it another schedule.
_AHEAD, _ROWS = 25, 4
#: The disclosure of fair value levels, whose tables have footnotes of their own.
_LEVELS = re.compile(
    r"^\W*(?:various inputs (?:are|may be)|level [123]\s*[-–—:]|fas(?:b|c)?\W.{0,8}\b(?:157|820)\b"
    r"|the following (?:is|table) .{0,40}\b(?:inputs|levels?)\b|fair value (?:measurements?|hierarchy)\b)",
    re.I,
)
#: What a title has not and a line of a sentence has.
_PROSE_LIKE = re.compile(r"[a-z)]:\s|[.;,]\s*$|\b(?:is|are|was|were)\b")


def is_stop(lines: Sequence[LegendLine], i: int, runs_on: bool, begun: bool) -> bool:
    """Whether the legend has ended above lines[i]. `runs_on`: a footnote's sentence is not at its end; `begun`: some
    footnote was read."""
    line = lines[i]
    if not (line.gap or line.top) or line.figures:
        return False
    if runs_on and not line.top and line.text[:1].islower():
        return False
    if _NOTE.match(line.text) or (begun and _LEVELS.match(line.text)):
        return True
    kind = next((k for k in map(kind_of, (line.text.strip(" *"), *line.cells)) if k), None)
    if kind is None or abbr.HEAD.match(line.text):
        return False
    if kind == "schedule":
        return begun and _is_next_schedule(line, lines[i + 1 : i + 1 + _AHEAD])
    if not LEGEND_HEAD.match(line.text):
        return kind != "other" or not _PROSE_LIKE.search(line.text)
    return not heads_legend(lines[i + 1 : i + 6])


def _is_next_schedule(title: LegendLine, below: Sequence[LegendLine]) -> bool:
    """Whether another fund's schedule begins: rows of figures stand below its title before any footnote does. The title
    that only heads the legend's next page has footnotes below it."""
    if _RUNNING_HEAD.search(title.text):
        return False
    rows = 0
    for line in below:
        if not line.figures and (start := read_start(line.text, line.cells)) is not None and not start.weak:
            break
        rows += line.figures > 0
    return rows >= _ROWS


def heads_legend(below: Sequence[LegendLine]) -> bool:
    """Whether a legend's first entry stands in the lines below its head, and not a note of the same title."""
    lines = (ln for ln in below if not is_furniture(ln) and not _RUNNING_HEAD.match(ln.text))
    first = next(lines, None)
    if first is None or _NOTE.match(first.text):
        return False
    return bool(read_start(first.text, first.cells) or abbr.entries(first) or LEGEND_HEAD.match(first.text))


def is_furniture(line: LegendLine) -> bool:
    return len(line.text) < 160 and is_page_furniture(line.text, line.text.lower())


def is_running_foot(line: LegendLine, below: LegendLine | None) -> bool:
    """A page's last line, when it names the report or ends in the page's number."""
    if len(line.text) > 110 or (_NUMBERED.match(line.text) and ENDED.search(line.text)):
        return False
    if "report" in line.text.lower() and _REPORT_FOOT.search(line.text):
        return True
    return (below is None or below.top) and line.gap and bool(_RUNNING_FOOT.search(line.text))


def is_running_head(line: LegendLine) -> bool:
    text = line.text
    if _RUNNING_HEAD.search(text) or _CAPITALS.match(text) or kind_of(text) is not None:
        return True
    words = [w for w in text.split() if w[0].isalpha()]
    named = sum(w[0].isupper() for w in words)
    return len(text) < 90 and named >= 0.7 * len(words) and not ENDED.search(text)

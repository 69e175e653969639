"""The captions of totals and sections: cost, percent, proceeds and marks told from the words.

Total Capital Trusts (Cost--$7,689,590)--2.7%      cost 7,689,590, percent 2.7, text "Total Capital Trusts"
Corporate bonds 46.2%   $2,806,357                 a section with its percent and its subtotal
"""

from __future__ import annotations

import re
from decimal import Decimal

from fundfilings.marks import split_marks
from fundfilings.schedule.asset_words import ASSET_NOUN, is_asset_class, only_asset_words
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.lines import Line
from fundfilings.schedule.reading import Reading
from fundfilings.schedule.vocabulary import ISSUER_END, SECOND_PERCENT
from fundfilings.schedule.wording import cost_in, heading_percent, is_other_line

_PERCENT_AT_END = re.compile(
    r"[\s,.–—-]*\(?\s*([-–—(]?)\s*(\d{1,3}(?:\.\d+)?|\.\d+)\s*\)?\s*%\)?(?:\s*(?:of|\().*)?\s*$"
)
_PROCEEDS = re.compile(r"\(\s*proceeds(?: received)?\s*(?:of|[:,]|[-–—]{1,3})?\s*\(?\$?\s*\(?(\d[\d,]*)[\s)]*", re.I)
#: What a caption of derivatives says of their cost.
_PREMIUMS = re.compile(r"\s*\((?:cost or )?premiums?\b[^()]*(?:\([^()]*\))?[^()]*\)", re.I)
_BRACKETED_PERCENT = re.compile(r"\(\s*[\d.]+\s*\)\s*%")
#: Characters of the longest such word ("debentures", "series 2004A").
_LONGEST_END = 40
DASHES = re.compile(r"[\s.:–—-]+$")


def is_percent_heading(line: Line) -> bool:
    m = heading_percent(line.text)
    if m is None:
        return False
    return is_asset_class(m["name"]) or not (_ends_as_issuer(m["name"]) and m["lead"].strip() in ("", ","))


def valued_heading(text: str) -> bool:
    """Name, percent and subtotal on one line ("Corporate bonds 46.2%   $2,806,357"): a section's head."""
    m = heading_percent(text)
    if m and only_asset_words(m["name"]):
        return True
    return m is not None and not _ends_as_issuer(m["name"]) and not is_other_line(text)


def _ends_as_issuer(name: str) -> bool:
    """Whether a name ends in a word that issuers and issues end in."""
    return ISSUER_END.search(name, max(0, len(name) - _LONGEST_END)) is not None


def names_class(now: Reading, text: str) -> bool:
    """Whether words without figures name a class of assets, and no issue."""
    return only_asset_words(text) or (text.isupper() and not now.style.capitals and bool(ASSET_NOUN.search(text)))


def description(now: Reading, entry: Entry) -> tuple[str, list[str]]:
    texts: list[str] = []
    marks: list[str] = []
    last = entry.lines[-1]
    for part in entry.lines:
        if part.text:  # "due 8/01/2010 (a)(l):"
            text, found = split_marks(part.text.rstrip(" :") if part is last else part.text, now.known)
            texts.append(text)
            marks.extend(found)
    if is_other_line(entry.text) and "balance" not in entry.figures:
        take_caption(now, entry)
        return entry.text, marks
    text = " ".join(texts)
    if (m := cost_in(text)) and m[0].startswith("("):  # "U.S. Treasury Bills, 3.77%, 11/29/07 (cost-$2,476,136)"
        entry.cost = in_full(Decimal(m[1].replace(",", "")), entry)
        text, behind = split_marks(f"{text[: m.start()]} {text[m.end() :]}".strip(" ,"), now.known)
        marks.extend(behind)
    return text, marks


_GLUED_MARKS = re.compile(r"%\)(\d{1,2}(?:,\d{1,2})*)$")


def take_caption(now: Reading, entry: Entry) -> None:
    """Cost and percent out of a caption: "Total Capital Trusts (Cost--$7,689,590)--2.7%"."""
    text = " ".join(p.text for p in entry.lines if p.text)
    if m := cost_in(text) or _PROCEEDS.search(text):
        entry.cost = in_full(Decimal(m[1].replace(",", "")), entry)
        text = f"{text[: m.start()]} {text[m.end() :]}".strip(" ,-–—:;.")
    text = _PREMIUMS.sub("", text)
    text, marks = split_marks(text, now.known)
    if m2 := SECOND_PERCENT.search(text):
        entry.second_percent = Decimal(m2[1])
        text = text[: m2.start()].strip()
    if (m4 := _GLUED_MARKS.search(text)) and now.known.issuperset(m4[1].split(",")):  # "Net (-0.4%)3"
        text, marks = text[: m4.start(1)], (*marks, *m4[1].split(","))
    if m3 := _PERCENT_AT_END.search(text):
        number = Decimal(m3[2])
        value = entry.value()
        signed = _BRACKETED_PERCENT.search(m3[0]) or (re.search(r"[(–—-]", m3[0]) and value is not None and value < 0)
        entry.percent = -number if signed else number
        text = text[: m3.start()]
    for f in entry.figures.values():
        if entry.percent is None and f.amount.percent:
            entry.percent = f.amount.value
    if entry.percent is None and "percent" in entry.figures:
        entry.percent = entry.figures["percent"].amount.value
    text, more = split_marks(DASHES.sub("", text).strip(), now.known)
    closed = text.endswith(")") and text.count("(") == text.count(")")  # "Cash and Receivables (Net)"
    entry.text = text if closed else re.sub(r"[\s,]*[(+*)\s]+$", "", text) or text
    entry.marks = (*entry.marks, *marks, *more)


def in_full(cost: Decimal, entry: Entry) -> Decimal:
    """A cost printed inside a caption, in full units: captions may print every digit under columns in thousands."""
    scale, value = entry.valued.value_scale, entry.value()
    return cost if scale > 1 and value and cost * scale > 50 * abs(value) else cost * scale

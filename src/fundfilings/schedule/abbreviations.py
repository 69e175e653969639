"""The abbreviations that a schedule's legend explains.

    AGM   Assured Guaranty Municipal Corp.        AUD = Australian Dollars    GBP = British Pounds
    AMBAC--insured by American Municipal          Glossary: FHA - Federal Housing Administration | GO - General ...
    Bond Assurance Corp.                          Conv. Convertible

An entry is believed where a head announces the list, a sign or a column parts the two, or the meaning spells the
abbreviation; between believed entries plain ones ("COP Certificates of Participation") are believed too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fundfilings.schedule.legend_lines import LegendLine
from fundfilings.spans import Span

#: A line that heads a list of abbreviations ("Investment Abbreviations:", "GLOSSARY OF TERMS", "Key to abbreviations").
HEAD = re.compile(
    r"^\W*(?:(?:investment|portfolio|selected|currency|security|counterparty|index|exchange|other|municipal|insurance"
    r"|key to|glossary of|list of|summary of|legend of|explanation of|schedule of|the following)\s+){0,4}"
    r"(?:abbreviations?|glossary|definitions?|acronyms)\b(?: of (?:terms|abbreviations))?"
    r"(?: (?:used|and|are|in|for|this|the|have|been|throughout|to|legend|definitions)\b.{0,200})?"
    r"\s*(?:\(unaudited\))?\s*[:.\-–—]*\s*$",
    re.I,
)
#: A line, or a sentence's line, below which a list may begin ("A list of abbreviations is shown below:").
MENTIONS = re.compile(r"\babbreviations?\b|^\W*glossary\b", re.I)
_INLINE_HEAD = re.compile(r"^\W*(?:[A-Za-z]+ ){0,3}(?:abbreviations?|glossary|key)(?: of terms)?\s*:\s*", re.I)

_SHORT = r"[A-Z][A-Za-z0-9&/.’'+\-]{0,13}(?:,? [A-Z]{1,4}\.?)?"
_SIGN = r"\s*(?:--|—|–|=|:|\s-\s?|-(?=[A-Z][a-z]))\s*"
_SIGNED = re.compile(rf"^(?P<short>{_SHORT}|[A-Z]{{1,3}}\d?){_SIGN}(?P<long>\S.*)$", re.S)
_PLAIN = re.compile(r"^(?P<short>[A-Z][A-Za-z0-9&/.’'+\-]{0,13})\s+(?P<long>[A-Z(].*)$", re.S)
_DOTTED = re.compile(r"^[A-Z][a-z]{1,8}\.$")
_LISTED = re.compile(r"\s*(?:\||;)\s*")
#: Clipped words that a list of abbreviations explains, beside those in capitals.
_CLIPPED = frozenset({"Cv", "Cl", "Pfd", "Ser", "Euro"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as read from one line: `sure` counts what speaks for it (0: only its shape)."""

    short: str
    long: str
    sure: int
    column: float
    span: Span


def entries(line: LegendLine, announced: bool = False) -> list[Entry]:
    """The entries that one line prints, [] for a line that is none."""
    if line.figures:
        return []
    text = line.text
    if announced and (m := _INLINE_HEAD.match(text)):
        text = text[m.end() :]
        return _listed(text, line) if text else []
    if len(line.cells) == 1 or "|" in text:
        return _listed(text, line)
    return _celled(line)


def _listed(text: str, line: LegendLine) -> list[Entry]:
    pieces = [p for p in _LISTED.split(text.strip(" |;")) if p]
    found = [_entry(p, line, line.edges[0]) for p in pieces]
    return [e for e in found if e] if all(found) else []


def _entry(text: str, line: LegendLine, column: float) -> Entry | None:
    m = _SIGNED.match(text)
    if m and _is_short(m["short"]) and not m["long"][0].isdigit():
        return Entry(m["short"].strip(), m["long"].strip(), 1 + spells(m["short"], m["long"]), column, line.span)
    m = _PLAIN.match(text)
    if m and _is_short(m["short"]):
        return Entry(m["short"], m["long"].strip(), int(spells(m["short"], m["long"])), column, line.span)
    return None


def _celled(line: LegendLine) -> list[Entry]:
    """A row of cells: short and long in turn, a sign between them, or whole entries side by side."""
    out: list[Entry] = []
    cells = list(line.cells)
    k = 0
    while k < len(cells):
        text = cells[k].strip()
        column = line.edges[k]
        whole = _entry(text, line, column)
        if whole is not None and (whole.sure or k + 1 == len(cells)) and not _is_short(text):
            out.append(whole)
            k += 1
            continue
        short = text.rstrip(" -–—=:")
        k += 1
        if k < len(cells) and re.fullmatch(r"[-–—=:]{1,2}", cells[k].strip()):
            k += 1
        if not _is_short(short) or k >= len(cells):
            return []
        long = cells[k].strip().lstrip("-–—=: ")
        if not long or not (long[0].isalpha() or long[0] in '(“"'):
            return []
        out.append(Entry(short, long, 1 + spells(short, long), column, line.span))
        k += 1
    return out


def _is_short(text: str) -> bool:
    """Whether a word looks like an abbreviation: capitals, or a clipped word with its dot."""
    text = text.strip()
    if not text or len(text) > 15 or text.count(" ") > 1:
        return False
    capitals = sum(c.isupper() for c in text)
    small = sum(c.islower() for c in text)
    return bool(_DOTTED.match(text)) or (capitals >= 2 and capitals >= small) or text in _CLIPPED


def spells(short: str, long: str) -> bool:
    """Whether a meaning has the letters of its abbreviation in order, beginning with the first ("AMBAC")."""
    at = 0
    body = long.lower()
    wanted = [c.lower() for c in short if c.isalpha()]
    if not wanted:
        return False
    for c in wanted:
        at = body.find(c, at) + 1
        if not at:
            return False
    return any(word.startswith(wanted[0]) for word in re.findall(r"[a-z]+", body))

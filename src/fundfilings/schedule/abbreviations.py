"""The abbreviations that a schedule's legend explains.

    AGM   Assured Guaranty Municipal Corp.        AUD = Australian Dollars    GBP = British Pounds
    AMBAC--insured by American Municipal          Glossary: FHA - Federal Housing Administration | GO - General ...
    Bond Assurance Corp.                          Conv. Convertible

An entry is believed where a head announces the list, a sign or a column parts the two, or the meaning spells the
abbreviation; between believed entries plain ones ("COP Certificates of Participation") are believed too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from fundfilings.models import Abbreviation, made
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

_SHORT = r"(?:144A|[A-Z][A-Za-z0-9&/.’'+\-]{0,13}(?:,? [A-Z]{1,4}\.?)?)"
_SIGN = r"\s*(?:--|—|–|=|:|\s-\s?|-(?=[A-Z][a-z]))\s*"
_SIGNED = re.compile(rf"^(?P<short>{_SHORT}|[A-Z]{{1,3}}\d?)(?<!-){_SIGN}(?P<long>\S.*)$", re.S)
_PLAIN = re.compile(r"^(?P<short>144A|[A-Z][A-Za-z0-9&/.’'+\-]{0,13})\s+(?P<long>[A-Z(](?=.*[a-z]).*)$", re.S)
_DOTTED = re.compile(r"^[A-Z][a-z]{1,8}\.$")
#: The meaning of a rating agency's grades, printed behind some schedules ("AAA  Bonds rated AAA have ...").
_RATING = re.compile(
    r"^(?:[ABC]{1,3}|[ABC][abc]{1,2}|D{1,3}|V?MIG|SP|F|P)[-\s]?[1-4]?[+-]?\W.*\b(?:rated|rating|denotes|quality)\b",
    re.S,
)
_LISTED = re.compile(r"\s*(?:\||;)\s*")
#: Clipped words, and a rule, that a list of abbreviations explains, beside those in capitals.
_CLIPPED = frozenset({"Cv", "Cl", "Pfd", "Ser", "Euro", "144A"})


#: An abbreviation that a paragraph of footnotes goes on with ("... contracts. CVR--Contingent Value Rights.").
_ENTRY_ON_LINE = re.compile(r"(?<=\.)\s+(?P<short>[A-Z]{2,6})\s?(?:—|--|–|=)\s?(?P<long>[A-Z][^.;]{3,60})\.?$")


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
    text = line.text
    if line.figures or _RATING.match(text):
        return []
    if announced and (m := _INLINE_HEAD.match(text)):
        text = text[m.end() :]
        return _listed(text, line) if text else []
    if len(line.cells) == 1 or "|" in text:
        return _listed(text, line)
    return _celled(line) if announced or not text.isupper() else []


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
        sure = int(spells(m["short"], m["long"])) + _is_initials(m["short"], m["long"])
        return Entry(m["short"], m["long"].strip(), sure, column, line.span)
    return None


def _is_initials(short: str, long: str) -> bool:
    """Whether a meaning's words begin with the abbreviation's letters, one by one ("TBA  To be announced")."""
    words = re.findall(r"[A-Za-z]+", long)
    return len(short) > 2 and "".join(w[0] for w in words).upper() == short


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
        if out and not _is_short(short):
            return out  # the meaning in the column beside goes on
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


# --- the list as it comes in -----------------------------------------------------------------------------------------

#: Lines below a head, or a sentence that speaks of abbreviations, within which their list begins.
_ANNOUNCED = 8


@dataclass(slots=True)
class Glossary:
    """The entries read so far, a row of them for each printed line, and whether the line above was one."""

    rows: list[list[Entry]] = field(default_factory=list)
    in_list: bool = False
    announced: int = 0

    def take(self, line: LegendLine, below: LegendLine | None, runs_on: bool) -> bool:
        """Read a line's entries, if it is believed to have some. `runs_on`: a footnote's sentence is not at its end."""
        if MENTIONS.search(line.text) and not runs_on:
            self.announced = _ANNOUNCED
            inline = entries(line, announced=True) if ":" in line.text else []
            return self._add(inline) if inline else False
        found = entries(line, announced=self.announced > 0)
        self.announced -= self.announced > 0
        if not found:
            return False
        sure = min(e.sure for e in found)
        if runs_on and sure < 2:
            return False
        believed = self.announced or self.in_list or sure >= 2 or (sure >= 1 and _is_list(below))
        return self._add(found) if believed else False

    def _add(self, found: list[Entry]) -> bool:
        self.rows.append(found)
        self.in_list = True
        self.announced = max(self.announced, 2)
        return True

    def wraps(self, line: LegendLine) -> bool:
        """Whether a line goes on with a meaning above it (of two columns, the one it stands under), which is then
        completed."""
        if not self.in_list or line.gap or line.top or line.figures or len(line.cells) > 1 or len(line.text) > 90:
            return False
        row = self.rows[-1]
        under = [k for k, e in enumerate(row) if e.column <= line.edges[0]]
        k = under[-1] if under else 0
        row[k] = replace(row[k], long=f"{row[k].long} {line.text}")
        return True

    def take_mark(self, code: str, meaning: str, line: LegendLine) -> None:
        """A code that rows carry as a mark is an abbreviation as well ("NR - Not Rated")."""
        if len(code) > 1 and code[0].isupper() and spells(code, meaning):
            self.rows.append([Entry(code, meaning, 2, line.edges[0], line.span)])

    def take_tail(self, text: str, line: LegendLine) -> str:
        """A footnote's text without the abbreviation that its paragraph goes on with."""
        m = _ENTRY_ON_LINE.search(text)
        if m is None or not spells(m["short"], m["long"]):
            return text
        self.rows.append([Entry(m["short"], m["long"], 2, line.edges[0], line.span)])
        return text[: m.start()]

    def close(self) -> None:
        """A footnote begins: what follows is no list any more."""
        self.in_list, self.announced = False, 0

    def result(self) -> tuple[Abbreviation, ...]:
        """Each abbreviation once, in printed order."""
        out: dict[str, Abbreviation] = {}
        for entry in (e for row in self.rows for e in row):
            meaning = entry.long.strip(" |;,")
            out.setdefault(
                entry.short, made(Abbreviation, abbreviation=entry.short, meaning=meaning, source=entry.span)
            )
        return tuple(out.values())


def _is_list(line: LegendLine | None) -> bool:
    return line is not None and bool(found := entries(line)) and min(e.sure for e in found) >= 1

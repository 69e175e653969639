"""Body lines of a derivative table to records: what belongs to one contract.

    1,406   3Com Corporation, expiring September 2004 at $6.50,
                Broker UBS Warburg                                  (49,210)     one contract over two lines

A record is complete with its closing figure (value or unrealized). Where the first lines of a table have one, words
below a figure continue it; where they have none, words lead to the figure below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from fundfilings.scalars import CURRENCY_CODES
from fundfilings.schedule.asset_words import is_asset_class
from fundfilings.schedule.derivative_cells import CLOSING, Record, take, take_figure
from fundfilings.schedule.derivative_columns import Layout
from fundfilings.schedule.derivative_tables import DerivativeTable, TextLine, is_figure
from fundfilings.schedule.derivative_words import ASIDE, CONTINUED, DATE_CELL, GROUP, QUANTITY_HEAD, TOTAL_ROW

_HEAD_FIRST = re.compile(r"^contracts\s+(?!to\b)(?=[A-Z]\S*\s)", re.I)
#: One head over both, the other side on a line of its own above what it owes: "SWAP COUNTERPARTY/ REFERENCED DEBT".
_PARTY_ABOVE = re.compile(r"counterparty\W*/", re.I)
#: The side of the trade before the first of several rows: "Long: Eurodollar Futures, June 2005".
_SIDE_FIRST = re.compile(r"^\W*(long|short|sold|purchased|bought|buys?|sells?)\s*:", re.I)
#: What a row says that a line above it names: "Strike price $112, expires 8/27/04".
_TERMS = re.compile(r"^\W*(?:strike|exercise|expir)", re.I)
#: A sentence over a table is no group's label: "The Fund had these futures contracts open at May 31:".
_SENTENCE = re.compile(r"\b(?:had|were|was|are|is|holds?|held) .*:$", re.I)
_EXPIRING = re.compile(r"(?:expir|settl|matur)\w*\b", re.I)
#: Columns of words that name no contract.
_BESIDE = frozenset(("counterparty", "date", "currency", "position", "fund", "rate_paid", "rate_received"))
_PERCENT_END = re.compile(r"[-–—.\s(]+\d{0,3}(?:\.\d+)?\)?\s?%\)?\W*$")


def records(table: DerivativeTable, layout: Layout) -> Iterator[Record]:
    leading, gapped = _figures_lead(table, layout), _gapped(table)
    party_above = table.kind == "swap" and _PARTY_ABOVE.search(layout.head) is not None
    group: tuple[str, ...] = ()
    fund: str | None = None
    party: str | None = None
    side: tuple[str, float] | None = None
    pending: list[TextLine] = []
    carried: list[TextLine] = []  # the line that names the rows below it, which name none themselves
    record = Record()
    done: Record | None = None
    total = False
    for i, line in enumerate(table.body):
        text = line.text.strip()
        if TOTAL_ROW.match(text) or (ASIDE.match(text) and not record.lines):
            if record.lines and not done and line.figures and _closes(record, line, layout):
                record.group = group
                yield record  # the sum of one contract prints its value
            pending, carried = [], []
            if done:
                yield done
            done, record = None, Record()
            total = not line.figures
            continue
        if total and line.figures and not line.gap and not line.ruled:
            total = False  # the second line of a total's words
            continue
        total = False
        if not line.figures:
            if _is_group(text, table):
                if done:
                    yield done
                    done = None
                group, pending, carried = () if _SENTENCE.search(text) else (_label(text),), [], []
                side = None
            elif record.lines and not record.complete:
                take(record, line, layout)
            elif (
                done
                and not (pending or line.gap or line.ruled)
                and (gapped or (leading and _wraps(done, table.body, i)))
            ):
                take(done, line, layout)
            else:
                pending.append(line)
            continue
        if _is_sum(line, bool(record.lines or pending)):
            pending = []
            continue
        if done:
            yield done
            done = None
        if party_above and pending and not record.lines and _names_party(pending, line, table):
            party, pending = pending[0].text, pending[1:]
        if not record.lines:
            carried = ((pending if _is_name(pending) else []) or carried) if _is_nameless(line, layout) else []
        for above in pending or (carried if not record.lines and table.kind != "swap" else ()):
            take(record, above, layout)
        pending = []
        take(record, line, layout)
        record.complete = not CLOSING.isdisjoint(record.figures) or not any(r in CLOSING for r in layout.roles)
        if record.complete:
            fund = record.fund = record.texts.get("fund") or fund
            party = record.texts.get("counterparty") or party
            side = _carried_side(record, side)
            if party and "counterparty" not in record.texts and (party_above or _has_party(layout)):
                record.texts["counterparty"] = party
            record.group = group
            done, record = record, Record()
    if done:
        yield done


def _closes(record: Record, total: TextLine, layout: Layout) -> bool:
    """Give a contract that prints no figure of its own that of the total below it; False where that is none."""
    value = next((c for c in reversed(total.cells) if is_figure(c) and layout.role(c)[0] in CLOSING), None)
    if value is None or "contracts" not in record.figures:
        return False
    take_figure(record, value, total, layout)
    return not CLOSING.isdisjoint(record.figures)


def _names_party(pending: Sequence[TextLine], line: TextLine, table: DerivativeTable) -> bool:
    """Whether the first words above a row name the other side, and not the row: they stand farthest left."""
    left = min(b.cells[0].x0 for b in table.body)
    first = pending[0].cells[0].x0
    return first <= left + 0.5 and (len(pending) > 1 or line.cells[0].x0 > first + 0.5)


def _carried_side(record: Record, side: tuple[str, float] | None) -> tuple[str, float] | None:
    """The side that holds for a record and those set in deeper below it, none for records as far left."""
    x0 = record.lines[0].cells[0].x0
    if record.words and (m := _SIDE_FIRST.match(record.words[0])):
        record.texts.setdefault("position", m[1])
        return m[1], x0
    if side is None or x0 <= side[1]:
        return None
    record.texts.setdefault("position", side[0])
    return side


def _figures_lead(table: DerivativeTable, layout: Layout) -> bool:
    """Whether the first line of the body that is no group's label prints a closing figure."""
    for line in table.body:
        if line.figures:
            return any(layout.role(c)[0] in CLOSING for c in line.cells if is_figure(c))
        if not _is_group(line.text.strip(), table):
            return False
    return False


def _label(text: str) -> str:
    return _PERCENT_END.sub("", CONTINUED.sub("", _HEAD_FIRST.sub("", text))).strip(" :-–—")


def _gapped(table: DerivativeTable) -> bool:
    """Whether blank lines part the records: words right below a figure then go with it."""
    below = [b for a, b in pairwise(table.body) if a.figures]
    return len(below) > 1 and sum(bool(b.gap or b.ruled) for b in below) * 4 >= len(below) * 3


def _wraps(record: Record, body: Sequence[TextLine], i: int) -> bool:
    """Whether words below a record continue it: set in deeper, in mid-sentence, or with no figures right below them."""
    line = body[i]
    if line.cells[0].x0 > record.lines[0].cells[0].x0 + 0.5 or line.text[:1].islower() or line.text[:1] == "(":
        return True
    below = body[i + 1] if i + 1 < len(body) else None
    return below is None or not below.figures or bool(below.gap)


def _is_group(text: str, table: DerivativeTable) -> bool:
    """Labels of groups: "Sales", "MATERIALS -- 0.80%", "Treasury Bond Futures, Chicago Board of Trade:"."""
    if GROUP.match(CONTINUED.sub("", text)) or text.endswith(":"):
        return True
    if text.endswith("%") and GROUP.match(_PERCENT_END.sub("", text)):
        return True
    return table.kind == "short_sale" and (text.isupper() or bool(_PERCENT_END.search(text)) or is_asset_class(text))


def _is_name(lines: Sequence[TextLine]) -> bool:
    """Whether the words above a row are one line of one cell that holds no terms (a head's "Contracts" aside)."""
    if len(lines) != 1 or "%" in lines[0].text:
        return False
    cells = lines[0].cells
    return len(cells) == 1 or (len(cells) == 2 and QUANTITY_HEAD.match(cells[0].text) is not None)


def _is_nameless(line: TextLine, layout: Layout) -> bool:
    """Whether a row of figures has no words but its date, its currencies and the other side: the line above it that
    names it names all such rows ("Euro," over "Expiring 04/08/20  Deutsche Bank AG  EUR 1,860")."""
    for cell in line.cells:
        text = cell.text.strip()
        if is_figure(cell) or cell.figure is not None or text in CURRENCY_CODES or DATE_CELL.match(text):
            continue
        if _EXPIRING.match(text) or _TERMS.match(text) or layout.text_role(cell) in _BESIDE:
            continue
        return False
    return True


def _is_sum(line: TextLine, begun: bool) -> bool:
    """Figures alone, under a rule or with nothing above that they could belong to."""
    return all(is_figure(c) or c.figure is not None for c in line.cells) and (line.ruled or not begun)


def _has_party(layout: Layout) -> bool:
    return any(t.role == "counterparty" for t in layout.texts)

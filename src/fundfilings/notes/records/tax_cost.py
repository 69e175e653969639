"""Cost of investments for federal income tax, and unrealized appreciation over it (Regulation S-X 12-12, note 8).

Cost of investments          $551,648,674        as rows, as columns with funds beside, or in a sentence:
Unrealized appreciation      $571,353,296        "the cost of investments for Federal income tax purposes was $5,000
Unrealized depreciation       (38,529,747)        and net unrealized appreciation aggregated $900, of which $1,200
Net unrealized appreciation  $532,823,549         related to appreciated securities and $300 to depreciated ones"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fundfilings.models import NoteFigure, TaxCost, made
from fundfilings.notes.grids import Grid
from fundfilings.notes.items import Text
from fundfilings.notes.records.context import Reading
from fundfilings.notes.records.prose import Sentence, Token, amount_tokens, as_figure, pairs, sentences, tokens
from fundfilings.notes.records.vectors import Entry, Vector, date_of, figure
from fundfilings.notes.records.vocabulary import BASED_ON_COST, EXCEPTIONS, NOT_TAX_COST, TAX_COST, TAX_COST_SENTENCE

_OF_TAX = re.compile(r"\btax\b|cost of investments", re.I)
_KEYS = {"appreciation": "gross_appreciation", "depreciation": "gross_depreciation"}


@dataclass(slots=True)
class _Draft:
    fund: int
    as_of: date | None
    figures: dict[str, NoteFigure] = field(default_factory=dict)


def read_tax_cost(note: Reading) -> Iterator[tuple[int, TaxCost]]:
    """Every statement of tax cost in a note, with its fund. Cost and appreciation printed apart are one record."""
    open_drafts: dict[int, _Draft] = {}
    done: list[_Draft] = []
    for draft in _drafts(note):
        held = open_drafts.get(draft.fund)
        same_day = held is not None and (held.as_of == draft.as_of or draft.as_of is None)
        if held is not None and same_day and not held.figures.keys() & draft.figures.keys():
            held.figures |= draft.figures
        else:
            open_drafts[draft.fund] = draft
            done.append(draft)
    for d in done:
        if _is_statement(d.figures):
            f = d.figures
            yield d.fund, made(
                TaxCost, as_of=d.as_of, cost=f.get("cost"), gross_appreciation=f.get("gross_appreciation"),
                gross_depreciation=f.get("gross_depreciation"), net_unrealized=f.get("net"),
            )  # fmt: skip


def _is_statement(figures: dict[str, NoteFigure]) -> bool:
    gross = "gross_appreciation" in figures and "gross_depreciation" in figures
    return gross or ("cost" in figures and "net" in figures)


def _drafts(note: Reading) -> Iterator[_Draft]:
    tables = dict[int, list[Grid]]()
    for i, grid in note.grids:
        tables.setdefault(i, []).append(grid)
    for i, item in enumerate(note.items):
        if isinstance(item, Text):
            yield from _from_prose(note, item)
        for grid in tables.get(i, ()):
            yield from _from_table(note, grid, i)


# --- tables --------------------------------------------------------------------------------------------------------


def _from_table(note: Reading, grid: Grid, index: int) -> Iterator[_Draft]:
    words = " ".join([note.title, grid.above, grid.stub, *(r.caption for r in grid.rows), *grid.labels])
    if "tax" not in words.lower() and "tax" not in note.near(index).lower():
        return
    for fund, vector in note.owned(grid, TAX_COST):
        figures = _of_vector(vector, grid, note)
        if figures:
            groups = [r.caption for r in grid.rows if not any(r.cells)]
            yield _Draft(fund, date_of(vector.label, vector.section, grid.caption, *groups, grid.above), figures)


def _of_vector(vector: Vector, grid: Grid, note: Reading) -> dict[str, NoteFigure]:
    gross = [vector.only("gross_appreciation"), vector.only("gross_depreciation")]
    cost, net = vector.only("cost"), vector.only("net") or _net_below(vector)
    if not all(gross) and not (cost and _OF_TAX.search(f"{cost.caption} {grid.caption}")):
        return {}
    figures: dict[str, NoteFigure] = {}
    for key, entry in (
        ("cost", cost),
        ("gross_appreciation", gross[0]),
        ("gross_depreciation", gross[1]),
        ("net", net),
    ):
        if entry is not None and (found := figure(entry, grid, note.document, negative=key == "gross_depreciation")):
            figures[key] = found
    return figures if _closes(figures) or _may_miss(figures) else {k: f for k, f in figures.items() if k == "cost"}


def _net_below(vector: Vector) -> Entry | None:
    """The first net behind the depreciation, where a second one stands further down (among distributable earnings)."""
    keys = [e.key for e in vector.entries]
    at = keys.index("gross_depreciation") + 1 if "gross_depreciation" in keys else len(keys)
    return vector.entries[at] if at < len(keys) and keys[at] == "net" else None


def _closes(figures: dict[str, NoteFigure]) -> bool:
    """Appreciation less depreciation is the net, where all three are printed: their sides are not mistaken. The net's
    sign follows where depreciation is printed without one."""
    parts = [figures.get(k) for k in ("gross_appreciation", "gross_depreciation", "net")]
    values = [f.value for f in parts if f is not None and f.value is not None]
    if len(values) < 3:
        return True
    up, down, net = values
    tolerance = Decimal(2) * max(1, _unit(values))
    if up < 0 or abs(abs(up + down) - abs(net)) > tolerance:
        return False
    if abs(up + down - net) > tolerance:
        figures["net"] = figures["net"].model_copy(update={"value": -net})
    return True


def _may_miss(figures: dict[str, NoteFigure]) -> bool:
    """Whether three figures that do not close may be what they are called all the same, one of them misprinted: no net
    is larger than both sides. The check names the difference."""
    parts = [figures.get(k) for k in ("gross_appreciation", "gross_depreciation", "net")]
    values = [f.value for f in parts if f is not None and f.value is not None]
    return len(values) == 3 and values[0] >= 0 and abs(values[2]) <= max(values[0], -values[1])


def _unit(values: list[Decimal]) -> int:
    """1000 where all figures are rounded to thousands."""
    unit = 1
    while unit < 1_000_000 and all(v % (unit * 10) == 0 for v in values):
        unit *= 10
    return unit


# --- sentences -----------------------------------------------------------------------------------------------------


def _from_prose(note: Reading, text: Text) -> Iterator[_Draft]:
    low = text.text.lower()
    if "tax" not in low or "$" not in low or not ("appreciat" in low or "unrealized gain" in low or "cost" in low):
        return
    draft: _Draft | None = None
    for sentence in sentences(text):
        if "$" not in sentence.text:
            continue
        fund = note.fund_of(sentence.text)
        figures = _of_sentence(sentence, note) if fund is not None else None
        if not figures or fund is None:
            continue
        as_of = date_of(sentence.text)
        if draft is not None and (fund != draft.fund or figures.keys() & draft.figures.keys()):
            yield draft
            draft = None
        if draft is None:
            draft = _Draft(fund, as_of, figures)
        else:
            draft.figures |= figures
            draft.as_of = draft.as_of or as_of
    if draft is not None and (_closes(draft.figures) or _may_miss(draft.figures)):
        yield draft


def _of_sentence(sentence: Sentence, note: Reading) -> dict[str, NoteFigure] | None:
    """The figures of one sentence; None where they do not pair off with their words, or it speaks of other things."""
    text = EXCEPTIONS.sub(lambda m: " " * len(m[0]), sentence.text)
    if NOT_TAX_COST.search(text):
        return None
    figures: dict[str, NoteFigure] = {}
    based = BASED_ON_COST.search(text)
    amount = next((t for t in amount_tokens(text) if based and t.start >= based.end() - 1), None)
    if based and amount:
        figures["cost"] = as_figure("cost", Token(0, 0, based[0].strip()), amount, sentence, note)
        text = text[: based.start()] + " " * (amount.end - based.start()) + text[amount.end :]
    found = tokens(text, TAX_COST_SENTENCE)
    for t in found:
        t.key = _KEYS.get(t.key, t.key) if t.key else None
    paired = pairs(_merged(found)) if found else []
    if paired is None or len({w.key for w, _ in paired}) < len(paired):
        return None
    figures |= {w.key: as_figure(w.key, w, a, sentence, note, sign=_sign(w)) for w, a in paired if w.key}
    return figures if _closes(figures) or _may_miss(figures) else None


def _merged(found: list[Token]) -> list[Token]:
    """Words of one meaning right behind one another ("appreciation ... of securities with an excess of value over
    cost") name one figure."""
    out: list[Token] = []
    for t in found:
        if out and t.key is not None and out[-1].key == t.key:
            continue
        out.append(t)
    return out


def _sign(word: Token) -> int | None:
    low = word.text.lower()
    if word.key == "gross_depreciation":
        return -1
    if word.key in ("gross_appreciation", "cost"):
        return 1
    if "(" in low or "/" in low:
        return None
    return -1 if "depreciation" in low or "loss" in low else 1

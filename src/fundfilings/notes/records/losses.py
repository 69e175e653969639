"""Capital losses carried forward, by the year they expire in or by their term (ASC 946-505-50; after 2010 without end).

Capital loss carryovers expiring in:             "a capital loss carryforward of $53,510,000, of which $21,809,000 and
  2007               $   134,135                  $31,701,000 will expire in 2009 and 2010, respectively"
  2008                11,539,262
                     $11,673,397
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from fundfilings.models import CapitalLoss, CapitalLossCarryforward, NoteFigure, made
from fundfilings.notes.grids import Grid
from fundfilings.notes.records.context import Reading
from fundfilings.notes.records.prose import Sentence, Token, amount_tokens, as_figure, pairs, sentences, tokens
from fundfilings.notes.records.vectors import Entry, Vector, date_of, figure
from fundfilings.notes.records.vocabulary import (
    CHARACTER_SENTENCE,
    EXPIRES,
    LOSSES,
    LOSSES_CAPTION,
    NOT_LOSSES,
    UNLIMITED,
)
from fundfilings.scalars import DATE, MONTH

_Term = Literal["short_term", "long_term"]
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b|/(\d\d)\b")
_WHEN = re.compile(rf"{DATE}|(?:\b{MONTH}\s+)?\b(?:19|20)\d\d\b", re.I)
#: "between 2016 and 2019": the span of what is listed by year behind it.
_SPAN = re.compile(r"\b(?:between|from)\s+((?:19|20)\d\d)\s+(?:and|to|through)\s+((?:19|20)\d\d)", re.I)
_EACH_DOLLAR = Decimal(2)


def read_losses(note: Reading) -> Iterator[tuple[int, CapitalLossCarryforward]]:
    """Every statement of capital loss carryforwards in a note, with its fund."""
    for text in note.texts:
        low = text.text.lower()
        if "$" in low and "loss" in low and "carr" in low:
            for sentence in sentences(text):
                yield from _from_sentence(note, sentence)
    for i, grid in note.grids:
        words = f"{grid.caption} {grid.stub} {' '.join(grid.labels)}"
        groups = " ".join(r.caption for r in grid.rows if not any(r.cells))
        if LOSSES_CAPTION.search(f"{words} {groups}") or ("expir" in words.lower() and "carry" in note.near(i).lower()):
            yield from _from_table(note, grid)


# --- tables --------------------------------------------------------------------------------------------------------


def _from_table(note: Reading, grid: Grid) -> Iterator[tuple[int, CapitalLossCarryforward]]:
    found: dict[int, list[Vector]] = {}
    for fund, vector in note.owned(grid, LOSSES):
        if not re.match(r"\W*total", vector.label, re.I):
            found.setdefault(fund, []).append(vector)
    for fund, owned in found.items():
        record = _record(note, grid, owned)
        if record is not None:
            yield fund, record


def _record(note: Reading, grid: Grid, owned: Sequence[Vector]) -> CapitalLossCarryforward | None:
    """One fund's table: one column, or one of short and one of long term losses."""
    terms = [_term(v.label) for v in owned]
    if len(owned) > 1 and (None in terms or len(set(terms)) < len(terms)):
        return None
    losses: list[CapitalLoss] = []
    total: NoteFigure | None = None
    for vector, term in zip(owned, terms, strict=True):
        read = _column(note, grid, vector, term)
        if read is None:
            return None
        losses += read[0]
        total = read[1] if len(owned) == 1 else None
    if not any(loss.expires or loss.character for loss in losses):
        return None
    return made(
        CapitalLossCarryforward,
        as_of=date_of(owned[0].section, grid.caption, grid.above),
        losses=tuple(losses),
        total=total,
    )


def _column(
    note: Reading, grid: Grid, vector: Vector, term: _Term | None
) -> tuple[list[CapitalLoss], NoteFigure | None] | None:
    rows = [e for e in vector.entries if e.key != "total"]
    totals = [e for e in vector.entries if e.key == "total"]
    if not rows or any(e.key is None for e in rows) or len(totals) > 1:
        return None
    figures = [figure(e, grid, note.document, negative=True) for e in rows]
    if any(f is None or f.value is None for f in figures):
        return None
    losses = [_loss(e, f, term) for e, f in zip(rows, figures, strict=True) if f is not None]
    total = figure(totals[0], grid, note.document, negative=True) if totals else None
    return losses, total  # whether they sum to it is for the check to say


def _loss(entry: Entry, amount: NoteFigure, term: _Term | None) -> CapitalLoss:
    when = entry.caption if entry.key == "expires" else None
    return made(
        CapitalLoss,
        expires=when,
        year=_year(when),
        character=_term(f"{entry.group} {entry.caption}") or term,
        amount=amount,
    )


def _term(text: str) -> _Term | None:
    found = {m.lastgroup for m in CHARACTER_SENTENCE.finditer(text)}
    return _as_term(found.pop()) if len(found) == 1 else None


def _as_term(key: str | None) -> _Term | None:
    return "short_term" if key == "short_term" else "long_term" if key == "long_term" else None


def _year(text: str | None) -> int | None:
    found = _YEAR.findall(text or "")
    if not found:
        return None
    full, short = found[-1]
    return int(full) if full else 2000 + int(short)


# --- sentences -----------------------------------------------------------------------------------------------------


def _from_sentence(note: Reading, sentence: Sentence) -> Iterator[tuple[int, CapitalLossCarryforward]]:
    text = sentence.text
    low = text.lower()
    if "$" not in text or "loss" not in low or "carr" not in low or NOT_LOSSES.search(text):
        return
    fund = note.fund_of(text)
    if fund is None:
        return
    losses, total = _by_term(note, sentence) if UNLIMITED.search(text) else _by_year(note, sentence)
    if losses:
        before = EXPIRES.split(text)[0]
        yield fund, made(CapitalLossCarryforward, as_of=date_of(before), losses=tuple(losses), total=total)


def _by_term(note: Reading, sentence: Sentence) -> tuple[list[CapitalLoss], NoteFigure | None]:
    """ "$1,309,699 of short-term capital losses and $30,753,104 of long-term capital losses without limitation"."""
    paired = pairs(tokens(sentence.text, CHARACTER_SENTENCE))
    if paired is None or len({w.key for w, _ in paired}) < len(paired):
        return [], None
    return [
        made(CapitalLoss, character=_as_term(w.key), amount=as_figure("loss", w, a, sentence, note, sign=-1))
        for w, a in paired
    ], None


def _by_year(note: Reading, sentence: Sentence) -> tuple[list[CapitalLoss], NoteFigure | None]:
    """As many amounts as years behind "expire", in order; one more, the first, is their sum."""
    text = _SPAN.sub(lambda m: " " * len(m[0]), sentence.text)
    expires = EXPIRES.search(text)
    if expires is None:
        return [], None
    years = [Token(m.start(), m.end(), m[0], "expires") for m in _WHEN.finditer(text, expires.start())]
    sums = amount_tokens(text)
    if not years or len(sums) not in (len(years), len(years) + 1) or sums[0].start > expires.start():
        return [], None
    total = sums.pop(0) if len(sums) > len(years) else None
    if total is not None and total.value is not None:
        rest = sum((a.value for a in sums if a.value is not None), Decimal(0))
        if abs(rest - total.value) > _EACH_DOLLAR:
            return [], None
    term = _term(sentence.text)
    losses = [
        made(
            CapitalLoss,
            expires=y.text,
            year=_year(y.text),
            character=term,
            amount=as_figure("loss", y, a, sentence, note, sign=-1),
        )
        for y, a in zip(years, sums, strict=True)
    ]
    return losses, as_figure("total", total, total, sentence, note, sign=-1) if total else None

"""Purchases and sales of investments over the period (Regulation S-X 6-07, Form N-CSR notes).

                        Purchases        Sales
U.S. government      $244,659,809  $297,089,681      or rows Purchases and Sales with funds as columns, or a sentence:
Other                  35,883,200    41,949,354      "Purchases and sales of investments aggregated $1 and $2 ..."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fundfilings.models import NoteFigure, Period, PurchasesAndSales, made
from fundfilings.notes.grids import Grid
from fundfilings.notes.records.context import Reading
from fundfilings.notes.records.prose import Sentence, Token, as_figure, pairs, per_share, sentences, tokens
from fundfilings.notes.records.vectors import figure, period_of
from fundfilings.notes.records.vocabulary import EXCEPTIONS, GOVERNMENT, NOT_TRADES, TRADES, TRADES_SENTENCE

_SUBJECT = re.compile(r"purchase.{0,200}\bsale|\bsale.{0,120}purchase|purchased.{0,80}sold", re.I | re.S)


def read_trades(note: Reading) -> Iterator[tuple[int, PurchasesAndSales]]:
    """Every statement of purchases and sales of investments in a note, with its fund."""
    for text in note.texts:
        low = text.text.lower()
        if "$" in low and "purchase" in low and ("sale" in low or "sold" in low or "maturit" in low):
            for sentence in sentences(text):
                yield from _from_sentence(note, sentence)
    for _, grid in note.grids:
        yield from _from_table(note, grid)


def _from_table(note: Reading, grid: Grid) -> Iterator[tuple[int, PurchasesAndSales]]:
    words = f"{grid.caption} {grid.stub} {' '.join(grid.labels)} {' '.join(r.caption for r in grid.rows)}"
    low = words.lower()
    if "purchase" not in low or not ("sale" in low or "proceeds" in low):
        return
    if NOT_TRADES.search(EXCEPTIONS.sub(" ", grid.caption)) or NOT_TRADES.search(" ".join(grid.labels)):
        return
    for fund, vector in note.owned(grid, TRADES):
        bought, sold = vector.only("purchases"), vector.only("sales")
        if bought is None or sold is None or bought.group != sold.group:
            continue
        if any(c.kind != "number" and c.value is None for e in (bought, sold) if (c := e.cell.figure)):
            continue
        own = vector.label if vector.across else bought.group
        category = own if own and note.fund_of(own) == note.home and len(note.funds) < 2 else None
        purchases, sales = figure(bought, grid, note.document), figure(sold, grid, note.document)
        if purchases and sales:
            period = period_of("" if vector.across else vector.label or vector.section, grid.caption)
            yield fund, _record(category or _category(grid.caption), period, purchases, sales)


def _from_sentence(note: Reading, sentence: Sentence) -> Iterator[tuple[int, PurchasesAndSales]]:
    text = sentence.text
    if "$" not in text or not _SUBJECT.search(text):
        return
    bare = EXCEPTIONS.sub(lambda m: " " * len(m[0]), text)
    if NOT_TRADES.search(bare):
        return
    fund = note.fund_of(text)
    found = tokens(bare, TRADES_SENTENCE)
    found = [t for i, t in enumerate(found) if t.key is None or _is_new(found, i)]
    paired = pairs(found)
    if fund is None or paired is None or len(paired) != 2 or any(per_share(text, a) for _, a in paired):
        return
    figures = {w.key: as_figure(w.key, w, a, sentence, note) for w, a in paired if w.key}
    if figures.keys() == {"purchases", "sales"}:
        yield fund, _record(_category(bare), period_of("", bare), figures["purchases"], figures["sales"])


def _is_new(found: list[Token], i: int) -> bool:
    """Whether a word was not said before, or an amount stands between."""
    said = [k for k in range(i) if found[k].key == found[i].key]
    return not said or any(t.key is None for t in found[said[-1] : i])


def _category(text: str) -> str | None:
    """U.S. government securities where these alone are spoken of."""
    m = GOVERNMENT.search(EXCEPTIONS.sub(" ", text))
    return m[0] if m else None


def _record(category: str | None, period: Period | None, purchases: NoteFigure, sales: NoteFigure) -> PurchasesAndSales:
    return made(PurchasesAndSales, category=category, period=period, purchases=purchases, sales=sales)

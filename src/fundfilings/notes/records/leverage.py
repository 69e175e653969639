"""What a fund owes and lends, where sentences say it in one way only: preferred shares, borrowings, securities on loan.

"has issued 2,520 shares of Preferred Shares Series A and 1,200 shares of Preferred Shares Series B, each with a net
 asset and liquidation value of $25,000 per share"
"The weighted average annual interest rate was 5.24% and the average borrowing was approximately $262,505,000 ..."
"At June 30, 2003, the Company had securities on loan of $160,654,047 and held collateral of $166,977,546"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fundfilings.models import Borrowing, NoteFigure, PreferredShares, SecuritiesLending, made
from fundfilings.notes.records.context import Reading
from fundfilings.notes.records.prose import Sentence, Token, amount_tokens, as_figure, pairs, sentences, tokens
from fundfilings.notes.records.vectors import date_of, period_of
from fundfilings.notes.records.vocabulary import (
    AVERAGE_BORROWING,
    AVERAGE_RATE,
    LENDING_SENTENCE,
    LIQUIDATION,
    NOT_OUTSTANDING,
    PREFERRED_SERIES,
)

_PER_SHARE = re.compile(r"^\s*(?:liquidation\s+(?:preference|value)\s+)?(?:per|a|each)\s+share\b", re.I)


def read_preferred(note: Reading) -> Iterator[tuple[int, PreferredShares]]:
    """Every series of preferred shares that a sentence lists with its number, with the fund."""
    for sentence in _with(note, "preferred", "series"):
        if NOT_OUTSTANDING.search(sentence.text):
            continue
        found = list(PREFERRED_SERIES.finditer(sentence.text))
        fund = note.fund_of(sentence.text)
        series = [m["series"] for m in found]
        if not found or fund is None or len(set(series)) < len(series):
            continue
        each = _liquidation(sentence, note)
        for m in found:
            word = Token(m.start(), m.end(), m["words"], "shares")
            count = Token(m.start("count"), m.end("count"), m["count"], None, Decimal(m["count"].replace(",", "")))
            shares = as_figure("shares", word, count, sentence, note, plain=True)
            yield fund, made(PreferredShares, series=m["series"], shares=shares, liquidation_value=each)


def _liquidation(sentence: Sentence, note: Reading) -> NoteFigure | None:
    word = LIQUIDATION.search(sentence.text)
    sums = [t for t in amount_tokens(sentence.text) if _PER_SHARE.match(sentence.text[t.end :])]
    if word is None or len(sums) != 1:
        return None
    return as_figure("liquidation_value", Token(0, 0, word[0]), sums[0], sentence, note, plain=True)


def read_borrowings(note: Reading) -> Iterator[tuple[int, Borrowing]]:
    """Average borrowings and their rate, with the fund."""
    for sentence in _with(note, "average", "borrow"):
        fund = note.fund_of(sentence.text)
        amounts, rates = list(AVERAGE_BORROWING.finditer(sentence.text)), list(AVERAGE_RATE.finditer(sentence.text))
        if fund is None or len(amounts) > 1 or len(rates) > 1 or not amounts:
            continue
        sums = [t for t in amount_tokens(sentence.text) if t.start >= amounts[0].end() - 1]
        if len(amount_tokens(sentence.text)) != 1 or not sums:
            continue
        average = as_figure("average", Token(0, 0, amounts[0]["words"]), sums[0], sentence, note)
        rate = None
        if rates:
            m = rates[0]
            token = Token(m.start("rate"), m.end(), m["rate"] + "%", None, Decimal(m["rate"]))
            rate = as_figure("average_rate", Token(0, 0, m["words"]), token, sentence, note, plain=True)
        yield fund, made(Borrowing, period=period_of("", sentence.text), average=average, average_rate=rate)


def read_lending(note: Reading) -> Iterator[tuple[int, SecuritiesLending]]:
    """Securities on loan and collateral, with the fund."""
    for sentence in _with(note, "securities", "loan"):
        found = tokens(sentence.text, LENDING_SENTENCE)
        paired = pairs(found)
        fund = note.fund_of(sentence.text)
        if fund is None or paired is None or sum(t.key is None for t in found) > 2:
            continue
        figures = {w.key: as_figure(w.key, w, a, sentence, note) for w, a in paired if w.key}
        if "on_loan" in figures and len(figures) == len(paired):
            yield (
                fund,
                made(
                    SecuritiesLending,
                    as_of=date_of(sentence.text),
                    on_loan=figures["on_loan"],
                    collateral=figures.get("collateral"),
                ),
            )


def _with(note: Reading, *words: str) -> Iterator[Sentence]:
    """The sentences of a note that hold all of some words."""
    for text in note.texts:
        low = text.text.lower()
        if all(w in low for w in words):
            for sentence in sentences(text):
                low = sentence.text.lower()
                if all(w in low for w in words):
                    yield sentence

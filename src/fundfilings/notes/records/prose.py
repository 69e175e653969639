"""Sentences that print amounts beside the words that name them, as rules prescribe these.

    "... were $1,200 and $300, respectively"            words in order, amounts in order
    "net ... aggregated $900, of which $1,200 related to appreciated securities and $300 to depreciated"
    "cost ... was $5,000 and gross appreciation $1,200"

A sentence is a run of words (keys) and amounts. As many amounts as words in front of them belong to these in order;
what is left over belongs to the words behind. Any other sentence is not read: no figure is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fundfilings.models import NoteFigure, made
from fundfilings.notes.items import Text
from fundfilings.notes.records.context import Reading

AMOUNT = re.compile(
    r"\(?\$\s?(?P<open>\()?(?P<num>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\)?(?:\s(?P<unit>million|billion)\b)?"
)
_END = re.compile(r"(?<=[a-z0-9)%\]”\"])\.\s+(?=[A-Z(“\"])")
_UNITS = {"million": 1_000_000, "billion": 1_000_000_000}
#: Amounts that are no sum of a sentence: a number of dollars for each share, or of a fee.
_PER = re.compile(r"^\s*(?:per|a|each|an)\s+(?:common\s+|preferred\s+)?(?:share|unit|year|month|meeting|hour)\b", re.I)


@dataclass(slots=True)
class Token:
    """One key word or one amount (`key` is None) of a sentence, with its place in it."""

    start: int
    end: int
    text: str
    key: str | None = None
    value: Decimal | None = None


@dataclass(slots=True)
class Sentence:
    """One sentence of running text; `offset` is where it begins there."""

    text: str
    offset: int
    source: Text


def sentences(text: Text) -> Iterator[Sentence]:
    """The sentences of running text."""
    at = 0
    for m in _END.finditer(text.text):
        yield Sentence(text.text[at : m.start() + 1], at, text)
        at = m.end()
    if at < len(text.text):
        yield Sentence(text.text[at:], at, text)


def amount_tokens(text: str) -> list[Token]:
    """The amounts of money in a text."""
    out = []
    for m in AMOUNT.finditer(text):
        value = Decimal(m["num"].replace(",", "")) * _UNITS.get(m["unit"] or "", 1)
        negative = m["open"] or (m[0].startswith("(") and m[0].rstrip().endswith(")"))
        shown = m[0] if negative else m[0].strip("()")
        out.append(Token(m.start(), m.end(), shown.strip(), None, -value if negative else value))
    return out


def tokens(text: str, words: re.Pattern[str]) -> list[Token]:
    """Key words (the names of the pattern's groups) and amounts in printed order; the same word twice is one."""
    found = [Token(m.start(), m.end(), m[0], m.lastgroup) for m in words.finditer(text)]
    out: list[Token] = []
    for token in sorted([*found, *amount_tokens(text)], key=lambda t: t.start):
        if out and token.key is not None and out[-1].key == token.key:
            out[-1].end = token.end
            continue
        out.append(token)
    return out


def pairs(found: list[Token]) -> list[tuple[Token, Token]] | None:
    """(word, amount) pairs, or None where words and amounts do not pair off."""
    out: list[tuple[Token, Token]] = []
    i = 0
    while i < len(found):
        n = _run(found, i, found[i].key is not None)
        m = _run(found, i + n, found[i].key is None)
        first, second = found[i : i + n], found[i + n : i + n + m]
        if not second:
            return out if first[0].key is not None else None
        if n == m:
            words, sums = (first, second) if first[0].key is not None else (second, first)
            out += zip(words, sums, strict=True)
            i += n + m
        elif first[0].key is not None and m > n:
            out += zip(first, second[:n], strict=True)
            i += 2 * n  # what is left of the amounts belongs to the words behind them
        else:
            return None
    return out


def _run(found: list[Token], start: int, words: bool) -> int:
    n = start
    while n < len(found) and (found[n].key is not None) == words:
        n += 1
    return n - start


def per_share(sentence: str, token: Token) -> bool:
    """Whether an amount is one for each share, meeting or month."""
    return _PER.match(sentence[token.end :]) is not None


def as_figure(
    key: str,
    word: Token,
    amount: Token,
    sentence: Sentence,
    note: Reading,
    *,
    sign: int | None = None,
    plain: bool = False,
) -> NoteFigure:
    """A pair as a NoteFigure; `sign` is what the words say of it, however it is printed; `plain` figures (rates,
    amounts per share) are never in thousands."""
    value = None if amount.value is None else amount.value * (1 if plain else note.scale)
    if value is not None and sign is not None:
        value = abs(value) * sign
    return made(
        NoteFigure,
        caption=word.text,
        key=key,
        value=value,
        printed=amount.text,
        source=sentence.source.span(note.document, sentence.offset + amount.start),
    )

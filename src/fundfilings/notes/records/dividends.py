"""Dividends declared or paid after the period (ASC 855), for each share.

"On February 4, 2005, a dividend of $0.100482 per share was declared to common shareholders payable March 4, 2005 to
 shareholders of record on February 18, 2005."
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from fundfilings.models import SubsequentDividend, made
from fundfilings.notes.records.context import Reading
from fundfilings.notes.records.prose import Sentence, Token, as_figure, sentences
from fundfilings.scalars import DATE, printed_date

_AMOUNT = re.compile(r"\$\s?(?P<num>\d*\.\d+)\s+(?:per|a)\s+(?:common\s+|fund\s+)?share", re.I)
_ANY_MONEY = re.compile(r"\$\s?[\d.]")
_DECLARED = re.compile(rf"\bdeclared\s+on\s+(?P<a>{DATE})|^\W*On\s+(?P<b>{DATE}).*\bdeclared\b", re.I | re.S)
_PAYABLE = re.compile(rf"\b(?:payable|paid)(?:\s+on)?,?\s+(?P<a>{DATE})|\bper\s+share\s+on\s+(?P<b>{DATE})", re.I)
_RECORD = re.compile(
    rf"\brecord(?:\s+date)?(?:\s+(?:on|as\s+of|of|at|the\s+close\s+of\s+business))*,?\s+(?P<a>{DATE})", re.I
)
_WORD = re.compile(r"\b(?:dividend|distribution)s?\b", re.I)


def read_dividends(note: Reading) -> Iterator[tuple[int, SubsequentDividend]]:
    """Every dividend that a note on later events (or a part of one so headed) declares, with the fund."""
    later = "subsequent" in note.title.lower()
    for text in note.texts:
        if text.heading:
            later = later or "subsequent" in text.text.lower()
        elif "$" in text.text and (later or "subsequent" in text.text[:120].lower()):
            for sentence in sentences(text):
                fund = note.fund_of(sentence.text)
                record = _dividend(sentence, note) if fund is not None else None
                if record is not None and fund is not None:
                    yield fund, record


def _dividend(sentence: Sentence, note: Reading) -> SubsequentDividend | None:
    text = sentence.text
    found = list(_AMOUNT.finditer(text))
    word = _WORD.search(text)
    if len(found) != 1 or word is None or len(_ANY_MONEY.findall(text)) != 1:
        return None
    record, payable = _date(_RECORD, text), _date(_PAYABLE, text)
    if record is None or payable is None:
        return None
    m = found[0]
    shown = text[m.start() : m.end("num")]
    amount = Token(m.start(), m.end("num"), shown, None, Decimal(m["num"]))
    return made(
        SubsequentDividend,
        amount=as_figure("per_share", Token(0, 0, word[0]), amount, sentence, note, plain=True),
        declared=_date(_DECLARED, text),
        record=record,
        payable=payable,
    )


def _date(pattern: re.Pattern[str], text: str) -> date | None:
    m = pattern.search(text)
    shown = m and next((g for g in m.groups() if g), None)
    return printed_date(re.sub(r"\s+", " ", shown)) if shown else None

"""What the adviser holds expenses to, and what a fund may borrow, where a sentence says it in one way only.

"has agreed to waive its fee and reimburse expenses so that total annual operating expenses of Class A do not exceed
 1.25% of average daily net assets through April 30, 2010"
"The Fund has entered into a $200,000,000 committed, unsecured revolving line of credit with a bank"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fundfilings.models import Borrowing, ExpenseLimit, made
from fundfilings.notes.records.context import Reading
from fundfilings.notes.records.prose import Token, amount_tokens, as_figure, sentences
from fundfilings.notes.records.vocabulary import (
    CREDIT_LIMIT,
    EXPENSE_LIMIT,
    LIMIT_BASIS,
    LIMITED_CLASS,
    NOT_A_CREDIT_LIMIT,
    UNTIL,
)
from fundfilings.scalars import find_date

#: Characters of words that name a rate; longer ones begin with the last expenses they speak of.
_PHRASE = 60
_PERCENT = re.compile(r"(?<![\d.])(?P<num>\d*\.?\d+)\s?%")


def read_expense_limits(note: Reading) -> Iterator[tuple[int, ExpenseLimit]]:
    """Every limit of expenses that one sentence states with one rate, with its fund."""
    for text in note.texts:
        low = text.text.lower()
        if "%" not in low or "expense" not in low or "assets" not in low:
            continue
        for sentence in sentences(text):
            said = sentence.text
            found = list(_PERCENT.finditer(said)) if "%" in said else []
            words = EXPENSE_LIMIT.search(said) if len(found) == 1 else None
            basis = LIMIT_BASIS.search(said, found[0].end()) if words else None
            fund = note.fund_of(said) if basis else None
            if words is None or basis is None or fund is None or "$" in said or basis.start() > found[0].end() + 60:
                continue
            rate = Token(found[0].start(), found[0].end(), found[0][0], None, Decimal(found[0]["num"]))
            phrase = words["words"]
            phrase = phrase[max(phrase.lower().rfind("expense"), 0) :] if len(phrase) > _PHRASE else phrase
            named = LIMITED_CLASS.findall(said)
            until = UNTIL.search(said)
            yield (
                fund,
                made(
                    ExpenseLimit,
                    class_name=named[0] if len(set(named)) == 1 else None,
                    basis=basis[0],
                    until=find_date(said[until.end() : until.end() + 40]) if until else None,
                    rate=as_figure("rate", Token(0, 0, phrase), rate, sentence, note, plain=True),
                ),
            )


def read_credit_limits(note: Reading) -> Iterator[tuple[int, Borrowing]]:
    """The amount of a line of credit that a sentence names alone, with its fund."""
    for text in note.texts:
        low = text.text.lower()
        if "$" not in low or "credit" not in low:
            continue
        for sentence in sentences(text):
            words = CREDIT_LIMIT.search(sentence.text)
            amounts = amount_tokens(sentence.text) if words else []
            fund = note.fund_of(sentence.text) if len(amounts) == 1 else None
            if words is None or fund is None or NOT_A_CREDIT_LIMIT.search(sentence.text):
                continue
            if not words.start() <= amounts[0].start < words.end():
                continue
            line = words["before"] or words["behind"]
            yield (
                fund,
                made(Borrowing, limit=as_figure("limit", Token(0, 0, line), amounts[0], sentence, note, plain=True)),
            )

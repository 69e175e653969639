"""Tables of the letters with which a pattern's finds begin, held against the patterns: what a pattern may take is
turned away by no such table, whatever words are added to it later."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection
from typing import Any

import pytest

from fundfilings.schedule import columns, layout, titles, vocabulary, wording
from fundfilings.split.vocabulary import ANY_TITLE, TITLE_BEGINS

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_parse

#: Stands for one character of a kind (`\d`, `.`): no table of letters speaks of it.
ANY = "\0"


def beginnings(pattern: str, length: int, flags: int = 0) -> set[str]:
    """The first `length` characters, or fewer, of all that a pattern takes, in small letters where it folds them."""
    return {text.lower() if flags & re.I else text for text in _grown({""}, sre_parse.parse(pattern, flags), length)}


# The parts of a parsed pattern have no types of their own: (operation, what it takes), nested.
def _grown(begun: Collection[str], items: Any, length: int) -> set[str]:
    texts = set(begun)
    for op, value in items:
        short = {t for t in texts if len(t) < length}
        texts = (texts - short) | _after(short, str(op), value, length)
    return texts


def _after(short: set[str], op: str, value: Any, length: int) -> set[str]:
    if op == "LITERAL":
        return {t + chr(value) for t in short}
    if op == "IN":
        return {t + c for t in short for c in _members(value)}
    if op == "BRANCH":
        return {g for items in value[1] for g in _grown(short, items, length)}
    if op == "SUBPATTERN":
        return _grown(short, value[-1], length)
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, items = value
        out = set(short) if least == 0 else set()
        for n in range(1, min(most, length) + 1):
            short = _grown(short, items, length)
            out |= short if n >= min(least, length) else set()
        return out
    if op in ("AT", "ASSERT", "ASSERT_NOT"):
        return short
    return {t + ANY for t in short}


def _members(items: Any) -> set[str]:
    found: set[str] = set()
    for op, value in items:
        if str(op) == "LITERAL":
            found.add(chr(value))
        elif str(op) == "RANGE":
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            found.add(ANY)
    return found


def test_beginnings_of_a_pattern() -> None:
    assert beginnings(r"^(?:ab|c?d)e*", 2) == {"ab", "cd", "d", "de"}
    assert beginnings(r"(?:see |\(in )x", 2, re.I) == {"se", "(i"}
    assert beginnings(r"\W*[p-r]{1,2}", 1) == {ANY, "p", "q", "r"}


def _words(begun: set[str], length: int) -> set[str]:
    """Those that begin with letters; shorter ones stand for all that may follow."""
    return {t for t in begun if t[0].isalpha() and ANY not in t and len(t) == length}


def test_captions_of_other_lines() -> None:
    found = beginnings(vocabulary.OTHER_LINE.pattern, 3, re.I)
    assert all(len(t) == 3 and t.isalpha() for t in found)
    assert found == wording._OTHER_BEGINS


def test_furniture_of_pages() -> None:
    found = beginnings(vocabulary.FURNITURE.pattern, 2, re.I)
    assert _words(found, 2) == wording._FURNITURE_BEGINS
    assert {t for t in found if t[0].isdigit()} == set()


def test_ratings() -> None:
    assert beginnings(vocabulary.RATING.pattern, 1) == columns._RATING_BEGINS


def test_rates_in_cells() -> None:
    found = beginnings(vocabulary.COUPON_CELL.pattern, 1, re.I) - {ANY}
    assert found | {c.upper() for c in found} == layout._RATE_WORDS


def test_titles() -> None:
    found = beginnings(ANY_TITLE.pattern, 3)
    assert {t for t in found if t.isalpha()} == TITLE_BEGINS


@pytest.mark.parametrize("words", [titles._ISSUE_WORDS, r"(?:Sub)?[Ss]eries|Ser|Class|Cl"])
def test_words_of_issues(words: str) -> None:
    begins = re.compile(titles._ISSUE_BEGINS)
    found = {t for t in beginnings(words, 2) if ANY not in t}
    assert len(found) >= 4
    assert not {t for t in found if not begins.match(t)}

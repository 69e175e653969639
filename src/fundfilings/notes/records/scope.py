"""Which fund a table's column, its row or a sentence speaks of.

"INSURED QUALITY (NQI)"                             the fund with that ticker
"Arizona Municipal Fund"                            the fund of that name
"Municipal", "California Municipal"                 each the fund whose name has its words, where all heads pair off
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from fundfilings.split.names import key_of
from fundfilings.split.parts import FundRef

_TICKER = re.compile(r"\(([A-Z]{3,5})\)")
_WORD = re.compile(r"[a-z0-9&]+")
#: Words of names that tell no fund from another.
_COMMON = frozenset(("fund", "funds", "the", "trust", "inc", "portfolio", "series", "of", "and"))


@lru_cache(maxsize=64)
def _keys(funds: tuple[FundRef, ...]) -> tuple[tuple[int, str], ...]:
    keys = {(i, key_of(n)) for i, f in enumerate(funds) for n in (f.name, *f.names)}
    return tuple(sorted((k for k in keys if len(k[1]) > 4), key=lambda k: (-len(k[1]), k)))


@lru_cache(maxsize=64)
def _tickers(funds: tuple[FundRef, ...]) -> dict[str, int]:
    return {t: i for i, f in enumerate(funds) for n in (f.name, *f.names) for t in _TICKER.findall(n)}


def fund_named(text: str, funds: Sequence[FundRef]) -> int | None:
    """The one fund that a text names in full or by ticker; None where it names none, or several."""
    funds = tuple(funds)
    by_ticker = {i for t in _TICKER.findall(text) if (i := _tickers(funds).get(t)) is not None}
    if by_ticker:
        return by_ticker.pop() if len(by_ticker) == 1 else None
    key = f" {key_of(text)} "
    found: set[int] = set()
    for i, name in _keys(funds):
        if f" {name} " in key:
            found.add(i)
            key = key.replace(f" {name} ", " | ")  # "Income Fund" is inside "Income Fund II": the longest is meant
    return found.pop() if len(found) == 1 else None


def funds_of(labels: Sequence[str], funds: Sequence[FundRef]) -> list[int | None]:
    """The fund that each of a table's heads names. Heads that only hold words of a name count where every head does and
    they pair off one to one (a period may stand with each)."""
    named = [fund_named(label, funds) for label in labels]
    if len(funds) < 2 or None not in named:
        return named
    return _paired(labels, funds) or named


def _paired(labels: Sequence[str], funds: Sequence[FundRef]) -> list[int | None] | None:
    words = [frozenset(_words(label)) for label in labels]
    kinds = list(dict.fromkeys(words))
    if len(kinds) < 2 or frozenset() in kinds:
        return None
    names = [[frozenset(_WORD.findall(n.lower())) for n in (f.name, *f.names)] for f in funds]
    taken: dict[frozenset[str], int] = {}
    while len(taken) < len(kinds):  # "Municipal" is what "California Municipal" leaves
        free = [i for i in range(len(funds)) if i not in taken.values()]
        fits = {kind: [i for i in free if any(kind <= n for n in names[i])] for kind in kinds if kind not in taken}
        sure = next((kind for kind, own in fits.items() if len(own) == 1), None)
        if sure is None:
            return None
        taken[sure] = fits[sure][0]
    return [taken[w] for w in words]


def _words(label: str) -> list[str]:
    bare = re.sub(r"\([A-Z]{3,5}\)|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b(?:19|20)\d\d\b", " ", label)
    return [w for w in _WORD.findall(bare.lower()) if w not in _COMMON]

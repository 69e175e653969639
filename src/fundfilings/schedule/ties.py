"""Which holding a line of another table speaks of.

"Six Flags Entertainment Corp."  7,364,558 shares   ->   the holding of that name and that many shares

Names are compared by their words; where several holdings have them all, the printed figures tell which is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from fundfilings.models import Holding

_WORDS = re.compile(r"[a-z0-9.%/]*[a-z0-9%]")
#: Words that say nothing of who is meant.
_COMMON = frozenset(
    """inc corp co company corporation ltd limited llc lp plc sa nv ag the of and common stock shares share preferred
    ordinary""".split()
)
#: The share of a line's words that its holding has at least; of those that tell who is meant it has all, of many all
#: but one.
_ALIKE, _MANY = 0.75, 6
#: Rights to shares are not the shares.
_RIGHTS = frozenset({"warrant", "warrants", "rights"})


class Ties:
    """The holdings of a schedule, to be found by name and figures."""

    def __init__(self, holdings: Sequence[Holding]) -> None:
        self._holdings = holdings
        self._words = [frozenset(_words(h.description)) for h in holdings]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for i, words in enumerate(self._words):
            for word in words - _COMMON:
                self._by_word[word].append(i)

    def holding(
        self, description: str, balances: Iterable[Decimal | None], values: Iterable[Decimal | None]
    ) -> int | None:
        """The index of the holding that has a description's words, of several the one that has one of the figures; None
        where that leaves none, or more than one."""
        words = frozenset(_words(description))
        telling = words - _COMMON
        if not telling:
            return None
        rarest = min(telling, key=lambda w: len(self._by_word.get(w, ())) or len(self._holdings) + 1)
        near = {i: len(words & self._words[i]) for i in self._by_word.get(rarest, ())}
        missing = 1 if len(telling) >= _MANY else 0
        rights = words & _RIGHTS
        found = [
            i
            for i, shared in near.items()
            if shared >= _ALIKE * len(words)
            and len(telling - self._words[i]) <= missing
            and self._words[i] & _RIGHTS == rights
        ]
        if not found:
            return None
        best = max(near[i] for i in found)
        amounts = {abs(v) for v in (*balances, *values) if v}
        exact = [i for i in found if self._figures(i) & amounts]
        if len(exact) == 1:
            return exact[0]
        names = [i for i in (exact or found) if near[i] == best]
        if len(names) > 1:  # of several the one that says least else
            least = min(len(self._words[i]) for i in names)
            names = [i for i in names if len(self._words[i]) == least]
        return names[0] if len(names) == 1 else None

    def _figures(self, i: int) -> set[Decimal]:
        holding = self._holdings[i]
        return {abs(v) for v in (holding.balance, holding.value, holding.cost) if v}


def _words(text: str) -> list[str]:
    return [w.replace(".", "") if not w[0].isdigit() else w for w in _WORDS.findall(text.lower())]

"""Tables of wordings, and a quick way to see which of them a short text holds.

    Lexicon((("UST", "treasury", r"\\bU\\.?S\\.? Treasur"), ...)).first("U.S. Treasury Notes, 4.75%")   ->   "UST"

Each row has a code, trigger words and a pattern. A pattern is only tried on a text that has one of its triggers: most
names of companies have none, and a schedule has thousands of them. Triggers are compared by their first four letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_HEAD = 4


@lru_cache(maxsize=8)
def word_heads(text: str) -> frozenset[str]:
    """The first four letters of each word in `text`, lower case. (Cached: several tables look at one text in turn.)"""
    return frozenset([word[:_HEAD] for word in _WORD.findall(text.lower())])


class Lexicon:
    """Rows of (code, trigger words, pattern), in order of precedence."""

    def __init__(self, rows: Iterable[tuple[str, str, str]], flags: int = re.I) -> None:
        self._rows: list[tuple[str, re.Pattern[str]]] = []
        self._at: dict[str, list[int]] = {}
        for i, (code, triggers, pattern) in enumerate(rows):
            self._rows.append((code, re.compile(pattern, flags)))
            for trigger in triggers.lower().split():
                self._at.setdefault(trigger[:_HEAD], []).append(i)
        self._heads = frozenset(self._at)

    def found(self, text: str) -> Iterator[str]:
        """The codes of all rows whose pattern `text` holds, in order of precedence."""
        heads = word_heads(text)
        if self._heads.isdisjoint(heads):
            return
        for i in sorted({i for head in self._heads & heads for i in self._at[head]}):
            code, pattern = self._rows[i]
            if pattern.search(text):
                yield code

    def first(self, text: str) -> str | None:
        """The code of the first row whose pattern `text` holds, else None."""
        return next(self.found(text), None)

"""Tables of wordings, and a quick way to see which of them a short text holds.

    Lexicon((("LON", "term bridge", r"term loan\\b|bridge loan\\b"), ...)).first("Term Loan, 4.75%")   ->   "LON"

Each row has a code, trigger words and a pattern. A pattern is only tried on a text that has one of its triggers (most
names of companies have none, and a schedule has thousands of them), and only at the places of these words: a pattern
begins with its trigger, what must stand before it is looked back at ("(?<=in )default"). Where that cannot be said, a
"~" before the trigger has the whole text searched. Triggers are compared by their first four letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_HEAD = 4
_HEADS = re.compile(r"([a-z0-9]{1,4}+)[a-z0-9]*+")


@lru_cache(maxsize=8)
def word_heads(text: str) -> frozenset[str]:
    """The first four letters of each word in `text`, lower case. (Cached: several tables look at one text in turn.)"""
    return frozenset(_HEADS.findall(text.lower()))


def heads_of(words: str) -> frozenset[str]:
    """The heads of trigger words, to be compared with a text's `word_heads`."""
    return frozenset(word[:_HEAD] for word in words.lower().split())


class Lexicon:
    """Rows of (code, trigger words, pattern), in order of precedence."""

    def __init__(self, rows: Iterable[tuple[str, str, str]], flags: int = re.I) -> None:
        self._rows: list[tuple[str, re.Pattern[str]]] = []
        self._at: dict[str, list[tuple[int, bool, str]]] = {}  # by head: (row, whole text is searched, head)
        for i, (code, triggers, pattern) in enumerate(rows):
            self._rows.append((code, re.compile(pattern, flags)))
            for trigger in triggers.lower().split():
                head = trigger.removeprefix("~")[:_HEAD]
                entry = (i, trigger[0] == "~", head)
                if entry not in self._at.setdefault(head, []):
                    self._at[head].append(entry)
        self._heads = frozenset(self._at)

    def found(self, text: str, most: int | None = None) -> list[str]:
        """The codes of the rows whose pattern `text` holds, in order of precedence, `most` of them if it says so."""
        heads = word_heads(text)
        if self._heads.isdisjoint(heads):
            return []
        hit = self._heads & heads
        lower = text.lower()
        shifted = len(lower) != len(text)  # a letter whose lower case is two
        found: list[str] = []
        done = -1
        for i, anywhere, head in sorted([entry for word in hit for entry in self._at[word]]):
            if i == done:
                continue
            code, pattern = self._rows[i]
            if pattern.search(text) if anywhere or shifted else _begins(pattern, text, lower, head):
                done = i
                found.append(code)
                if len(found) == most:
                    break
        return found

    def first(self, text: str) -> str | None:
        """The code of the first row whose pattern `text` holds, else None."""
        found = self.found(text, 1)
        return found[0] if found else None


def _begins(pattern: re.Pattern[str], text: str, lower: str, head: str) -> bool:
    """Whether the pattern stands in the text where one of its words begins with `head`."""
    at = lower.find(head)
    while at >= 0:
        if (at == 0 or not lower[at - 1].isalnum()) and pattern.match(text, at):
            return True
        at = lower.find(head, at + 1)
    return False

"""Column heads to funds and classes.

"PERFORMANCE PLUS (NPP)"    the fund "Acme Performance Plus Municipal Fund, Inc."
"Class A 2004"              class "Class A", period "2004"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from fundfilings.scalars import folded
from fundfilings.split.parts import FundRef
from fundfilings.statements.vocabulary import class_name

_TICKER = re.compile(r"\(\s?([A-Z]{2,5})\s?\)")
_WORD = re.compile(r"[a-z0-9]+")
#: Dates and raised marks: their digits are no fund's number ("3/31/04(6)" is not the Acme Fund III's column).
_DATED = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b|\(\d{1,2}\)|\^\{[^{}]*\}")
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_FUND_FORM = re.compile(r"\b(?:funds?|trust|portfolio|l\.?l\.?c)\b", re.I)
#: Words of periods and classes: a head that has them besides a fund's words still names the fund.
PERIOD_WORDS = frozenset(
    [
        "for",
        "year",
        "years",
        "ended",
        "ending",
        "period",
        "periods",
        "month",
        "months",
        "six",
        "three",
        "nine",
        "four",
        "quarter",
        "from",
        "to",
        "through",
        "as",
        "at",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "commencement",
        "inception",
        "operations",
        "class",
        "shares",
        "share",
        "total",
        "combined",
        "investment",
        "income",
        "unaudited",
        "audited",
    ]
)
_NUMERAL = re.compile(r"^(?:[IVX]+|\d)[,.]?$")
_FORM = re.compile(r"\b(?:fund|trust|portfolio|inc|series|l\.?l\.?c|company)\b", re.I)
_FORM_WORDS = frozenset(
    [
        "the",
        "inc",
        "incorporated",
        "fund",
        "funds",
        "trust",
        "llc",
        "lp",
        "ltd",
        "co",
        "company",
        "corp",
        "corporation",
        "portfolio",
        "portfolios",
        "series",
        "of",
        "and",
        "a",
    ]
)


@dataclass(frozen=True, slots=True)
class _Name:
    index: int
    words: frozenset[str]
    ticker: str | None


def _words(text: str) -> list[str]:
    text = _DATED.sub(" ", text).replace("&", " and ").replace("'", "").replace("’", "").lower()
    return [_ROMAN.get(w, w) for w in _WORD.findall(text) if w not in _FORM_WORDS]


class FundHeads:
    """Matches head words with the filing's funds; knows what all their names share and so says nothing."""

    def __init__(self, funds: Sequence[FundRef]) -> None:
        self.many = len(funds) > 1
        self._names: list[_Name] = []
        for i, fund in enumerate(funds):
            for name in dict.fromkeys((fund.name, *fund.names)):
                ticker = _TICKER.search(name)
                self._names.append(_Name(i, frozenset(_words(_TICKER.sub(" ", name))), ticker[1] if ticker else None))
        words = [n.words for n in self._names]
        self._common = frozenset.intersection(*words) if self.many and words else frozenset()
        self._vocabulary = frozenset().union(*words) if words else frozenset()

    def match(self, text: str) -> int | None:
        """The one fund that a head or heading names, else None."""
        if not self.many or not text or len(text) > 160:
            return None
        if m := _TICKER.search(text):
            hits = {n.index for n in self._names if n.ticker == m[1]}
            if len(hits) == 1:
                return hits.pop()
        said = [self._spelled(w) for w in _words(_TICKER.sub(" ", text))]
        strange = any(self._foreign(w) for w in said)
        said = [w for w in said if w in self._vocabulary]
        telling = {w for w in said if w not in self._common}
        if not telling:
            return self._plainest(set(said)) if not strange else None
        scored: dict[int, tuple[int, int]] = {}
        for name in self._names:
            own = name.words - self._common
            if not telling <= own or (strange and own - telling):
                continue
            score = (len(telling & own), -len(own - telling))
            scored[name.index] = max(scored.get(name.index, score), score)
        return _single_best(scored)

    def foreign(self, text: str) -> bool:
        """Whether a head reads like the name of a fund, but of none of this filing: it has words of its own."""
        if not self.many or not _FUND_FORM.search(text):
            return False
        return self.match(text) is None and any(self._foreign(w) for w in _words(_TICKER.sub(" ", text)))

    def _foreign(self, word: str) -> bool:
        return not word[0].isdigit() and word not in self._vocabulary and word not in PERIOD_WORDS

    def heading(self, text: str) -> int | None:
        """The fund that a line standing alone names: it must say all of the fund's own words, or its ticker, and look
        like a name ("Income" under Expenses is not the Income Fund)."""
        if not self.many or len(text) > 120:
            return None
        index = self.match(text)
        if index is None:
            return None
        said = set(_words(_TICKER.sub(" ", text)))
        named = _TICKER.search(text) is not None or bool(_FORM.search(text))
        own = [n.words - self._common for n in self._names if n.index == index]
        foreign = [w for w in said if w not in self._vocabulary]
        return index if (named or any(o and o <= said and len(said) > 1 for o in own)) and len(foreign) <= 3 else None

    def _spelled(self, word: str) -> str:
        """A word as the roster spells it, where the print there lost a blank ("ACMECALIFORNIA")."""
        if word in self._vocabulary or len(word) < 6:
            return word
        return next((v for v in self._vocabulary if v.endswith(word) or v.startswith(word)), word)

    def _plainest(self, said: set[str]) -> int | None:
        """A heading of shared words alone means the fund whose name has no others, if it names enough of them."""
        if not said or not said <= self._common:
            return None
        bare = {n.index for n in self._names if n.words == self._common}
        return bare.pop() if len(bare) == 1 else None

    def strip(self, label: str) -> str:
        """A label without the words that name a fund (a numeral goes with the word before it)."""
        kept: list[str] = []
        removed = False
        for word in _TICKER.sub(" ", label).split():
            said = _words(word)
            form = not said and word.strip(".,&()").lower() in _FORM_WORDS
            numeral = bool(_NUMERAL.match(word))
            said = said if numeral or not any(w.isdigit() for w in said) else ["/"]
            if (form and (removed or not kept)) or (
                said and (removed if numeral else all(w in self._vocabulary for w in said))
            ):
                removed = removed or not form
                continue
            removed = False
            kept.append(word)
        return " ".join(kept).strip()


def _single_best(scored: dict[int, tuple[int, int]]) -> int | None:
    if not scored:
        return None
    best = max(scored.values())
    hits = [i for i, s in scored.items() if s == best]
    return hits[0] if len(hits) == 1 else None


@lru_cache(maxsize=1024)
def split_class(label: str) -> tuple[str | None, str]:
    """(the class a label names or None, the label without it)."""
    m = class_name(label)
    if m is None:
        return None, label
    rest = f"{label[: m.start()]} {label[m.end() :]}"
    return folded(m[0]).strip(), folded(rest).strip(" ,:-–—")

"""Which fund of one filing is which of another: by series, else by name, else by being the only one.

S000001234 Acme Growth Fund      S000001234 Acme Growth Opportunities Fund      series_id
THE GERMANY FUND, INC.           The Germany Fund, Inc.                         name
MuniVest Fund, Inc.              BlackRock MuniVest Fund, Inc.                  likeness
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

from fundfilings.compare.words import marks, words
from fundfilings.models import Filing, Fund

How: TypeAlias = Literal["series_id", "name", "likeness", "only_fund"]
#: Share of words that two names of one fund have in common, where nothing else tells.
_LIKE = 0.6
#: Words that most funds' names have: they tell no fund from another.
_COMMON = frozenset(("fund", "funds", "trust", "portfolio", "series"))


def pair_funds(old: Filing, new: Filing) -> tuple[list[tuple[int, int, How]], list[int], list[int]]:
    """(pairs of indexes and what tells, indexes only in the old, only in the new filing), in the new filing's order."""
    left, right = dict(enumerate(old.funds)), dict(enumerate(new.funds))
    pairs: list[tuple[int, int, How]] = []

    def take(how: How, same: Callable[[Fund, Fund], bool]) -> None:
        for j, fund in list(right.items()):
            i = next((i for i, other in left.items() if same(other, fund)), None)
            if i is not None:
                pairs.append((i, j, how))
                del left[i], right[j]

    take("series_id", lambda a, b: a.series_id is not None and a.series_id == b.series_id)
    take("name", lambda a, b: _free(a, b) and fund_words(a.name) == fund_words(b.name))
    for i, j in _likest(left, right):
        pairs.append((i, j, "likeness"))
        del left[i], right[j]
    same_filer = old.registrant.cik is None or new.registrant.cik is None or old.registrant.cik == new.registrant.cik
    if len(old.funds) == len(new.funds) == 1 and left and same_filer and _free(old.funds[0], new.funds[0]):
        return [(0, 0, "only_fund")], [], []
    return sorted(pairs, key=lambda pair: pair[1]), list(left), list(right)


def fund_words(name: str) -> frozenset[str]:
    """What a fund's name says, whatever its case, legal form and spelling."""
    return frozenset(words(name))


def _free(a: Fund, b: Fund) -> bool:
    """Whether their series do not say that they are two."""
    return a.series_id is None or b.series_id is None or a.series_id == b.series_id


def _likest(left: dict[int, Fund], right: dict[int, Fund]) -> Iterator[tuple[int, int]]:
    """Pairs of funds with names that are like each other, the likest first."""
    scores = [
        (like, i, j)
        for i, a in left.items()
        for j, b in right.items()
        if _free(a, b) and (like := likeness(a.name, b.name)) >= _LIKE
    ]
    done: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if i not in done[0] and j not in done[1]:
            done[0].add(i)
            done[1].add(j)
            yield i, j


def likeness(a: str, b: str) -> float:
    """0..1 share of words that two names have in common; 0 where numbers or letters say that they are two ("II")."""
    one, two = fund_words(a) - _COMMON, fund_words(b) - _COMMON
    if not one or not two or marks(tuple(one)) != marks(tuple(two)):
        return 0.0
    return len(one & two) / len(one | two)


def same_fund(fund: Fund, others: Sequence[Fund]) -> bool:
    """Whether a fund is the one that `others` are."""
    if any(fund.series_id and fund.series_id == o.series_id for o in others):
        return True
    return any(_free(fund, o) and fund_words(fund.name) == fund_words(o.name) for o in others)

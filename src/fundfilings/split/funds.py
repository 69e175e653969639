"""Which funds a filing reports on, and whose part this is.

The header's series block is the answer key; closed-end funds have none, and their books name each fund in a banner above
or below the title of its schedule:

    Nuveen-like Performance Plus Municipal Fund, Inc. (NPP)
    Portfolio of INVESTMENTS October 31, 2004
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fundfilings.split.names import is_family, key_of, likeness, plain_registrant, words_of
from fundfilings.split.parts import FundRef, Kind

#: A printed name at least so like the header's is the registrant's own (share of words).
_LIKE = 0.55
#: Names whose words agree at least so much mean one fund.
_SAME = 0.6
#: So many of ten schedules must have a fund's name of their own to make a book of several funds.
_OF_TEN = 7


@dataclass(frozen=True, slots=True)
class Site:
    """A title and the fund names printed at it, nearest first; `rows` says that a table follows."""

    kind: Kind
    names: tuple[str, ...]
    rows: bool
    continued: bool


def fund_roster(
    series: Sequence[tuple[str, str | None]],
    registrants: Sequence[str],
    sites: Sequence[Site],
    forms_of: Callable[[str], Counter[str]],
) -> tuple[FundRef, ...]:
    """The funds of a filing in printed order. `series` are (name, series id) of the header, `registrants` the names of
    its filers, `sites` the titles met, `forms_of` counts the printed forms of a registrant's name."""
    if series:
        return _of_series(series, sites)
    count, forms = _census(sites)
    owners = _owners(sites, count, registrants)
    if len(owners) >= 2:
        return tuple(FundRef(_form(forms[k]), None, _spelled(forms[k])) for k in owners)
    return (_single(registrants, sites, count, forms, forms_of),)


def _of_series(series: Sequence[tuple[str, str | None]], sites: Sequence[Site]) -> tuple[FundRef, ...]:
    """The header's series, in the order in which their schedules (else their other parts) are printed."""
    refs = [FundRef(n, sid, (n,)) for n, sid in series]
    order: list[int] = []
    for site in sorted(sites, key=lambda s: s.kind != "schedule"):
        i = match_fund(site.names, refs)
        if i is not None and i not in order and site.rows:
            order.append(i)
    return tuple(refs[i] for i in (*order, *(i for i in range(len(refs)) if i not in order)))


def _census(sites: Sequence[Site]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """How many titles each name stands at, and how it is printed there."""
    count: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for site in sites:
        for key in dict.fromkeys(key_of(n) for n in site.names):
            count[key] += 1
        for name in site.names:
            forms.setdefault(key_of(name), Counter())[name] += 1
    return count, forms


def _owners(sites: Sequence[Site], count: Counter[str], registrants: Sequence[str]) -> list[str]:
    """The names that divide the schedules among them, in printed order; fewer than two where they do not."""
    anchors = [s for s in sites if s.kind == "schedule" and s.rows]
    named = [list(dict.fromkeys(key_of(n) for n in s.names if not is_family(n))) for s in anchors]
    named = [[k for k in keys if k] for keys in named]
    have = [keys for keys in named if keys]
    everywhere = set.intersection(*map(set, have)) if len(have) > 1 else set()
    familiar = {w for name in registrants for w in words_of(plain_registrant(name))}
    shared = Counter(w for k in {k for keys in have for k in keys} for w in set(k.split()))
    owners: list[str] = []
    owned = 0
    for anchor, keys in zip(anchors, named, strict=True):
        own = [k for k in keys if k not in everywhere and _credible(k, count, familiar, shared)]
        if not own:
            owned += anchor.continued  # goes on with the schedule above
            continue
        owned += 1
        best = max(own, key=lambda k: (count[k] > 1, -own.index(k)))
        if best not in owners and all(best.replace(" ", "") != o.replace(" ", "") for o in owners):
            owners.append(best)
    if len(owners) < 2 or owned * 10 < len(anchors) * _OF_TEN:
        return []
    return owners


def _credible(key: str, count: Counter[str], familiar: set[str], shared: Counter[str]) -> bool:
    """Whether a name met at a schedule is a fund's of this filing: it shares a word with the registrant's or with
    another fund's, or stands at more than one title."""
    words = key.split()
    return count[key] > 1 or any(w in familiar or shared[w] > 1 for w in words if len(w) > 2)


def _single(
    registrants: Sequence[str],
    sites: Sequence[Site],
    count: Counter[str],
    forms: dict[str, Counter[str]],
    forms_of: Callable[[str], Counter[str]],
) -> FundRef:
    """The one fund: the printed form of the registrant's name, else the name that stands at most titles, else the
    registrant's name as the header has it."""
    for registrant in registrants[:1]:
        printed = forms_of(registrant)
        best = max(printed, key=lambda n: _rank(n, printed[n], registrant), default=None)
        if best is not None and likeness(best, registrant) >= _LIKE:
            same = Counter({n: c for n, c in printed.items() if key_of(n) == key_of(best)})
            return FundRef(_form(same), None, tuple(dict.fromkeys((*_spelled(same), registrant))))
    titles = [s for s in sites if s.names and s.rows]
    usual = next((k for k, n in count.most_common(3) if k and n >= 3 and n * 2 >= len(titles)), None)
    registrant = registrants[0] if registrants else None
    if usual is None and registrant is None:
        usual = next((k for k, _ in count.most_common(1) if k), None)
    name = _form(forms[usual]) if usual else (registrant or "unnamed fund")
    return FundRef(name, None, tuple(n for n in dict.fromkeys((name, registrant)) if n))


def _rank(name: str, printed: int, registrant: str) -> tuple[float, int]:
    return round(likeness(name, registrant), 2), printed


def _form(forms: Counter[str]) -> str:
    """The best of several spellings of a name: not all capitals where there is a choice, then the most frequent, the
    fullest."""
    return max(forms, key=lambda n: (not n.isupper(), forms[n], len(n)))


def _spelled(forms: Counter[str]) -> tuple[str, ...]:
    best = _form(forms)
    return (best, *(n for n in forms if n != best))


def match_fund(names: Sequence[str], funds: Sequence[FundRef]) -> int | None:
    """The fund that one of the names means: the same key, else the one whose words it shares best (numerals alike)."""
    keys = [[key_of(n) for n in (f.name, *f.names)] for f in funds]
    for name in names:
        key = key_of(name)
        if len(funds) > 1 and is_family(name) and not any(key == k and is_family(f.name) for f, ks in zip(funds, keys, strict=True) for k in ks):
            continue
        for i, ks in enumerate(keys):
            if key and key in ks:
                return i
    best: tuple[float, int] | None = None
    for name in names:
        words = set(key_of(name).split())
        if not words or (len(funds) > 1 and is_family(name)):
            continue
        for i, ks in enumerate(keys):
            other = set(ks[0].split())
            if not other or _numerals(words) != _numerals(other):
                continue
            share = len(words & other) / len(words | other)
            if share >= _SAME and (best is None or share > best[0]):
                best = (share, i)
    return best[1] if best else None


def _numerals(words: set[str]) -> set[str]:
    return {w for w in words if re.fullmatch(r"[ivx]+|\d+", w)}

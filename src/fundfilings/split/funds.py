"""Which funds a filing reports on, and whose part this is.

The header's series block is the answer key; closed-end funds have none, and their books name each fund in a banner
above or below the title of its schedule:

    Acme Performance Plus Municipal Fund, Inc. (APP)
    Portfolio of INVESTMENTS October 31, 2004
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from fundfilings.split.names import is_family, key_of, likeness, plain_registrant, words_of
from fundfilings.split.parts import FundRef, Kind
from fundfilings.split.vocabulary import FUND_WORDS

#: A printed name at least so like the header's is the registrant's own (share of words).
_LIKE = 0.55
#: Names whose words agree at least so much mean one fund.
_SAME = 0.6
#: A name that stands at so many titles, and at half of them, is the fund's, whatever the header says.
_OFTEN = 4
#: A fund without a schedule of its own is known by statements of so many kinds.
_KINDS = 3
#: So many of ten schedules must have a fund's name of their own to make a book of several funds.
_OF_TEN = 7


@dataclass(frozen=True, slots=True)
class Site:
    """A title and the fund names printed at it, nearest first; `rows` says that a table follows."""

    kind: Kind
    names: tuple[str, ...]
    rows: bool
    continued: bool


#: A name that is a fund's by its own words.
_A_FUND = re.compile(r"\b(?:fund|portfolio|etf)\b", re.I)
#: A registrant of several funds ("Acme Funds, Inc."), whatever its legal form.
_FAMILY = re.compile(r"\b(?:funds|trusts|portfolios)\b", re.I)

#: A registrant that is hardly a fund itself where a fund's name stands beside its own at every schedule.
_UMBRELLA = re.compile(r"\b(?:trust|series|group|funds|portfolios)(?: [IVX]{1,4})?\W*$", re.I)
_ONE_FUND = re.compile(r"\b(?:fund|portfolio|etf)\W*$", re.I)


def fund_roster(
    series: Sequence[tuple[str, str | None]],
    registrants: Sequence[str],
    sites: Sequence[Site],
    forms_of: Callable[[str], Counter[str]],
) -> tuple[FundRef, ...]:
    """The funds of a filing in printed order. `series` are (name, series id) of the header, `registrants` the names of
    its filers, `sites` the titles met, `forms_of` counts the printed forms of a registrant's name."""
    count, forms = _census(sites)
    owners = _owners(sites, count, registrants) or _divided(sites, count)
    refs = tuple(FundRef(_form(forms[k]), None, _spelled(forms[k])) for k in owners)
    if series:
        return _with_series(_of_series(series, sites), refs)
    if len(refs) >= 2:
        return refs
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


def _with_series(series: tuple[FundRef, ...], printed: tuple[FundRef, ...]) -> tuple[FundRef, ...]:
    """The header's series, and printed among them the funds of co-registrants that have none in the header."""
    met = [match_fund([ref.name], series) for ref in printed]
    known = {i for i in met if i is not None}
    if len(printed) <= len(series) or not known:
        return series
    out = [series[i] if i is not None else ref for ref, i in zip(printed, met, strict=True)]
    return tuple(dict.fromkeys((*out, *(s for i, s in enumerate(series) if i not in known))))


def _divided(sites: Sequence[Site], count: Counter[str]) -> list[str]:
    """The names that divide all the titles among them, as a feeder's and its master's do, each with its own
    statements: three kinds of parts at least, and no title has two of them."""
    kinds: dict[str, set[str]] = {}
    where: dict[str, set[int]] = {}
    for i, site in enumerate(sites):
        for name in site.names:
            if not is_family(name) and site.rows:
                kinds.setdefault(key_of(name), set()).add(site.kind)
                where.setdefault(key_of(name), set()).add(i)
    found = [k for k in where if k and len(kinds[k]) >= _KINDS]
    apart = all(not where[a] & where[b] for a in found for b in found if a != b)
    return found if apart and any("schedule" in kinds[k] for k in found) else []


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
    if words[0].isdigit() and count[key] == 1:  # a page number before a running head
        return False
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
    own = {key_of(n) for s in sites if s.kind == "schedule" and s.rows for n in s.names if not is_family(n)} - {""}
    umbrella = bool(registrants) and _is_umbrella(registrants[0], own, forms)
    if umbrella:
        own -= {key_of(registrants[0])}
    if registrants and len(own) == 1:  # a trust that reports on one of its funds
        key = own.pop()
        if umbrella or _FAMILY.search(registrants[0]) or _of_trust(_form(forms[key]), registrants[0], count):
            return FundRef(_form(forms[key]), None, tuple(dict.fromkeys((*_spelled(forms[key]), registrants[0]))))
    titled = [s for s in sites if s.names and s.rows]
    usual = next((k for k, n in count.most_common(3) if k and n >= _OFTEN and n * 2 >= len(titled)), None)
    registrant = registrants[0] if registrants else None
    if registrant is not None:
        printed = forms_of(registrant)
        best = max(printed, key=lambda n: (round(likeness(n, registrant), 2), printed[n]), default=None)
        at_titles = best is not None and (count[key_of(best)] > 0 or _within(usual, key_of(best)))
        if best is not None and likeness(best, registrant) >= _LIKE and (at_titles or usual is None):
            same = Counter({n: c for n, c in printed.items() if key_of(n) == key_of(best)})
            return FundRef(_form(same), None, tuple(dict.fromkeys((*_spelled(same), registrant))))
    if usual is None and registrant is None:
        usual = next((k for k, _ in count.most_common(1) if k), None)
    name = _form(forms[usual]) if usual else (registrant or "unnamed fund")
    return FundRef(name, None, tuple(n for n in dict.fromkeys((name, registrant)) if n))


def _is_umbrella(registrant: str, own: set[str], forms: dict[str, Counter[str]]) -> bool:
    """Whether a trust's name stands at the schedules beside that of a fund, its only one here."""
    others = own - {key_of(registrant)}
    if len(own) != 2 or len(others) != 1 or not _UMBRELLA.search(registrant):
        return False
    return all(_ONE_FUND.search(_form(forms[k])) for k in others)


def _of_trust(name: str, registrant: str, count: Counter[str]) -> bool:
    """Whether the only name at the schedules is a fund's of a trust ("Acme Bond Fund", "Acme Series Trust"): it begins
    as the trust's does and has words that the trust's has not, or is called a fund, which the trust is not; the trust
    itself stands at no title."""
    own, trust = words_of(name), words_of(plain_registrant(registrant))
    if _A_FUND.search(name) and not (_A_FUND.search(registrant) or set(own) & set(trust) or count[key_of(registrant)]):
        return True  # "Large Cap Fund" of "Acme Institutional Trust"
    begins = bool(own and trust) and own[0] == trust[0]
    return (
        begins and not count[key_of(registrant)] and likeness(name, registrant) < _LIKE and not set(own) <= set(trust)
    )


def _within(usual: str | None, key: str) -> bool:
    return usual is not None and set(usual.split()) <= set(key.split())


def _form(forms: Counter[str]) -> str:
    """The best of several spellings of a name: whole, not all capitals where there is a choice, then the most frequent,
    the fullest."""
    return max(forms, key=lambda n: (bool(FUND_WORDS.search(n)), not n.isupper(), forms[n], len(n)))


def _spelled(forms: Counter[str]) -> tuple[str, ...]:
    best = _form(forms)
    return (best, *(n for n in forms if n != best))


def match_fund(names: Sequence[str], funds: Sequence[FundRef]) -> int | None:
    """The fund that one of the names means: the same key, else the one whose words it shares best (numerals alike)."""
    keys = [[key_of(n) for n in (f.name, *f.names)] for f in funds]
    for name in names:
        key = key_of(name)
        if (
            len(funds) > 1
            and is_family(name)
            and not any(key == k and is_family(f.name) for f, ks in zip(funds, keys, strict=True) for k in ks)
        ):
            continue
        for i, ks in enumerate(keys):
            if key and key in ks:
                return i
    best: list[tuple[float, int]] = []
    for name in names:
        words = set(key_of(name).split())
        if not words or (len(funds) > 1 and is_family(name)):
            continue
        for i, ks in enumerate(keys):
            other = set(ks[0].split())
            if not other or _numerals(words) != _numerals(other):
                continue
            share = len(words & other) / len(words | other)
            if share >= _SAME and _spelled_alike(words - other, other - words):
                best.append((share, i))
    top = [i for share, i in best if share == max(best)[0]]
    return top[0] if len(set(top)) == 1 else None


def match_short(text: str, funds: Sequence[FundRef]) -> int | None:
    """The fund that a table's head names in short ("CALIFORNIA MUNICIPAL III:"): all its words are the fund's, and it
    has every word that tells the fund from the others."""
    words = set(key_of(text).split())
    own = [set(key_of(f.name).split()) for f in funds]
    if len(words) < 2 or len(funds) < 2:
        return None
    common = set.intersection(*own)
    told = [i for i, name in enumerate(own) if words <= name and name - common <= words and words & common]
    return told[0] if len(told) == 1 else None


def _spelled_alike(a: set[str], b: set[str]) -> bool:
    """Whether the words that only one of two names has are slips of one another ("Muncipal"), or only one has any."""
    return not a or not b or all(get_close_matches(w, b, 1, 0.8) for w in a)


def _numerals(words: set[str]) -> set[str]:
    return {w for w in words if re.fullmatch(r"[ivx]+|\d+", w)}

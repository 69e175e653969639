"""Which funds a filing reports on, and whose part this is.

The header's series block is the answer key; closed-end funds have none, and their books name each fund in a banner above
or below the title of its schedule:

    Nuveen Performance Plus Municipal Fund, Inc. (NPP)
    Portfolio of INVESTMENTS October 31, 2004
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from fundfilings.normalize.blocks import Paragraph
from fundfilings.split.parts import FundRef
from fundfilings.split.titles import Hit, Line
from fundfilings.split.vocabulary import CONTINUED, FUND_WORDS, NOT_A_NAME, SENTENCE

#: Lines above and below a title that may hold the fund's name.
ABOVE, BELOW = 5, 3
_NOISE = re.compile(r"\b(?:the|inc|incorporated|llc|l l c|lp|l p|ltd|fund|funds|a series of.*)\b")
_ASIDE_LEFT = re.compile(r"^(?:[A-Z]{2,5}\s+)?\|\s*")
_PLURAL = re.compile(r"\b(?:funds|trusts|portfolios)\W*$", re.I)
_TICKER = re.compile(r"\s*\([A-Z]{2,5}\)\s*$")
_TRAILING = re.compile(r"[\s|–—-]*(?:\(?(?:unaudited|continued|concluded|cont'?d)\)?\s*)+$|\s+\d{1,3}$", re.I)


def key_of(name: str) -> str:
    """A name without case, punctuation, ticker and legal form, for comparing."""
    name = re.sub(r"[^a-z0-9&]+", " ", _TICKER.sub("", name).lower().replace("'", "").replace("’", ""))
    return " ".join(_NOISE.sub(" ", name.replace("&", " ")).split())


def banners(lines: Sequence[Line], hit: Hit) -> list[str]:
    """The lines around a title that read like a fund's name, nearest first."""
    found: list[str] = [hit.name] if hit.name else []
    i = hit.index - 1
    while i >= 0 and hit.index - i <= ABOVE and not lines[i + 1].page_top:
        if lines[i].figures > 1 or isinstance(lines[i].place, Paragraph):
            break
        found.extend(_names(lines[i]))
        i -= 1
    for j in range(hit.index + hit.length, min(hit.index + hit.length + BELOW, len(lines))):
        if lines[j].figures or lines[j].page_top or isinstance(lines[j].place, Paragraph):
            break
        found.extend(_names(lines[j]))
    return found


def _names(line: Line) -> list[str]:
    text = _TRAILING.sub("", " ".join(line.parts).strip(" *|"))
    text = _ASIDE_LEFT.sub("", text)
    if len(text) > 100 or len(text) < 6 or not FUND_WORDS.search(text) or NOT_A_NAME.match(text):
        return []
    if SENTENCE.search(text) or CONTINUED.search(text) or not text[0].isupper() or text.endswith((":", ";", "%")):
        return []
    return [text]


def fund_roster(
    series: Sequence[tuple[str, str | None]], registrant: str | None, found: Sequence[Sequence[str]]
) -> tuple[FundRef, ...]:
    """The funds of a filing. `series` are (name, series id) of the header, `found` the banners at each schedule title."""
    counts: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for names in found:
        for key in dict.fromkeys(key_of(n) for n in names):
            counts[key] += 1
        for name in names:
            printed.setdefault(key_of(name), name)
    if len(series) == 1 or (series and not counts):
        return tuple(FundRef(n, sid, (n,)) for n, sid in series)
    if series:
        refs = tuple(FundRef(n, sid, (n,)) for n, sid in series)
        if any(match_fund([n], refs) is not None for n in printed.values()):
            return refs
    common = {k for k, n in counts.items() if n >= len([f for f in found if f])}
    own = [k for k in counts if k not in common and k]
    if len(own) >= 2 and _partition(found, own):
        keys = _unlike(own)
        return tuple(FundRef(printed[k], None, (printed[k],)) for k in keys)
    best = next((printed[k] for k, _ in counts.most_common(1) if k), None)
    name = _proper(registrant, best)
    return (FundRef(name, None, tuple(n for n in (best, registrant) if n)),)


def _proper(registrant: str | None, banner: str | None) -> str:
    """The better of the header's name (capitals, "DE" suffixes) and the printed banner where both name one fund."""
    if banner and registrant:
        a, b = set(key_of(banner).split()), set(key_of(registrant).split())
        return banner if a & b and len(a & b) * 2 >= len(b) else registrant
    return registrant or banner or "unnamed fund"


def _partition(found: Sequence[Sequence[str]], own: Sequence[str]) -> bool:
    """Whether the names divide the schedule's titles among them: most titles have exactly one of them."""
    have = [sum(key_of(n) in own for n in dict.fromkeys(names)) for names in found if names]
    return bool(have) and sum(h == 1 for h in have) * 10 >= len(have) * 7


def _unlike(keys: Sequence[str]) -> list[str]:
    """The keys in printed order, without those that only spell an earlier one otherwise."""
    out: list[str] = []
    for key in keys:
        words = key.replace(" ", "")
        if all(words != k.replace(" ", "") for k in out):
            out.append(key)
    return out


def match_fund(names: Sequence[str], funds: Sequence[FundRef]) -> int | None:
    """The fund that one of the names means: the same key, else the one whose words it shares best (numerals alike)."""
    keys = [[key_of(n) for n in (f.name, *f.names)] for f in funds]
    for name in names:
        key = key_of(name)
        if len(funds) > 1 and _PLURAL.search(name):  # a family's name
            continue
        for i, ks in enumerate(keys):
            if key and key in ks:
                return i
    best: tuple[float, int] | None = None
    for name in names:
        words = set(key_of(name).split())
        if not words or (len(funds) > 1 and _PLURAL.search(name)):
            continue
        for i, ks in enumerate(keys):
            other = set(ks[0].split())
            if not other or _numerals(words) != _numerals(other):
                continue
            share = len(words & other) / len(words | other)
            if share >= 0.6 and (best is None or share > best[0]):
                best = (share, i)
    return best[1] if best else None


def _numerals(words: set[str]) -> set[str]:
    return {w for w in words if re.fullmatch(r"[ivx]+|\d+", w)}

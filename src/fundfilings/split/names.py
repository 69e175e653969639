"""Fund names as printed: taken off banners and running heads, cleaned, compared.

"NQI | Acme Insured Quality Fund, Inc. (In Thousands)"         -> "Acme Insured Quality Fund, Inc."
"Acme Debt Strategies Fund, Inc., February 28, 2003"           -> "Acme Debt Strategies Fund, Inc."
"PORTFOLIO FUND NAME", "Series A, 5.25% due 10/01/2024"        -> none
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from fundfilings.letters import holds_any, in_small
from fundfilings.scalars import DATE
from fundfilings.split.lines import Line
from fundfilings.split.titles import Hit, kind_of
from fundfilings.split.vocabulary import (
    CONTINUED,
    FUND_LETTERS,
    FUND_WORDS,
    NOT_A_NAME,
    NOT_IN_A_NAME,
    PLURAL,
    RUNS_ON,
    SENTENCE,
)

#: Lines above and below a title that may hold the fund's name.
ABOVE, BELOW = 5, 4
#: Characters of a sentence between the title of highlights and the fund's name.
_EXPLAINED = 200
#: Characters and words of the longest name.
_LENGTH, _WORDS = 110, 16
_NOISE = re.compile(r"\b(?:the|inc|incorporated|llc|l l c|lp|l p|ltd|fund|funds|a series of.*)\b")
_TICKER_LEFT = re.compile(r"^(?:[A-Z]{2,5}\s*)?\|\s*")
_TICKER = re.compile(r"\s*\([A-Z]{2,5}\)\s*$")
_ASIDE = (
    r"\(?\b(?:unaudited|audited|continued|concluded|cont['’]?d)\b\.?\)?|"
    r"\(in (?:thousands|millions)\)|\(\W*000\W*\)|\(percentages[^)]*\)"
)
_TRAILING = re.compile(  # in small letters
    in_small(
        rf"(?:[\s|,;:–—-]*(?:{_ASIDE}|(?:as of |at |for the (?:\w+\s){{1,4}}ended )?{DATE}))+\W*$|[\s|,–—]+\d{{2,3}}$"
    )
)
_LEADING = re.compile(  # in small letters
    in_small(
        r"^(?:(?:as of |at |(?:fund |portfolio )?summary as of |(?:for the )?(?:years?|period|(?:\w+ )?months) ended )?"
        rf"{DATE}[\s,|–—-]*)+"
    )
)
_DIGIT = re.compile(r"\d")
#: What the trailing ones end in, looked for in so many last characters in small letters.
_ENDINGS = ("audited", "continued", "concluded", "contd", "cont'd", "cont’d", "thousands", "millions")
_ENDS_SO, _END = re.compile(rf"(?:\d|{'|'.join(_ENDINGS)}|\))\W*$"), 24
#: What a text goes on to call the fund ('Acme Income Fund (the "Fund")').
_QUOTED = re.compile(r"\s*\((?:the|collectively|each)?,? ?[\"“'][^)]*\).*$", re.I)
#: A full stop that ends a sentence, not an abbreviation.
_STOP = re.compile(r"(?<!inc)(?<!corp)(?<!ltd)(?<!co)(?<!l\.p)(?<!l\.l\.c)(?<!llc)(?<!lp)(?<!n\.v)\.$", re.I)
_SMALL = frozenset(["of", "and", "the", "for", "in", "a", "an", "to", "on", "at", "by", "de"])
#: Registrants' names in headers are cut and abbreviated ("ACME MUN INCOME TR CO /MD/").
_ABBREVIATED = {
    "co": "company",
    "corp": "corporation",
    "ltd": "limited",
    "tr": "trust",
    "intl": "international",
    "mun": "municipal",
    "fd": "fund",
}
_STATE = re.compile(r"\s*/[A-Z]{2,4}/?\s*$|\s*\\[A-Z]{2}\\?\s*$")


_NO_NAME = re.compile(r"[^a-z0-9&]+")


@lru_cache(maxsize=1024)
def key_of(name: str) -> str:
    """A name without case, punctuation, ticker and legal form, for comparing."""
    name = _NO_NAME.sub(" ", _TICKER.sub("", name).lower().replace("'", "").replace("’", ""))
    return " ".join(_NOISE.sub(" ", name.replace("&", " ")).split())


@lru_cache(maxsize=1024)
def clean_name(text: str) -> str:
    """A name without what stands beside it in print: ticker, date, "(unaudited)", scale, page number."""
    text = text.strip(" *|-–—:")
    if "|" in text:
        text = _without_family(_TICKER_LEFT.sub("", text))
    if "(" in text and ('"' in text or "'" in text or "“" in text):
        text = _QUOTED.sub("", text)
    if _DIGIT.search(text) and (m := _LEADING.match(text.lower())):
        text = text[m.end() :]
    text = text.rstrip(" ,|-–—:")
    while _may_end(text) and (m := _TRAILING.search(text.lower())) and (short := text[: m.start()]) != text:
        text = short.rstrip(" ,|-–—:")
    return text.strip()


def _without_family(text: str) -> str:
    """ "ACME FUNDS II | ACME SPECTRUM FUND" names a fund behind (or before) its family."""
    left, bar, right = (part.strip() for part in text.partition("|"))
    if bar and is_family(left) != is_family(right):
        name = right if is_family(left) else left
        return name if FUND_WORDS.search(name) else text
    return text


def _may_end(text: str) -> bool:
    """Whether a text ends as what stands beside names does."""
    low = text[-_END:].lower()
    return low.endswith(_ENDINGS) if low[-1:].isalpha() else _ENDS_SO.search(low) is not None


def name_in(text: str, known: Collection[str] = ()) -> str | None:
    """The fund name that a short line prints, None for any other line. `known` are keys of names that need no word that
    funds' names have ("SELECTED AMERICAN SHARES")."""
    if len(text) > _LENGTH + 60 or not (known or holds_any(text.lower(), FUND_LETTERS)):
        return None
    text = clean_name(text)
    if not 5 < len(text) <= _LENGTH or not (text[0].isupper() or text[0].isdigit()):
        return None
    if known and key_of(text) in known:
        return text
    if (
        not holds_any(text.lower(), FUND_LETTERS)
        or not FUND_WORDS.search(text)
        or NOT_A_NAME.match(text)
        or NOT_IN_A_NAME.search(text.lower())
    ):
        return None
    if (
        SENTENCE.search(text)
        or CONTINUED.search(text)
        or _STOP.search(text)
        or text.endswith((":", ";", ","))
        or RUNS_ON.search(text)
        or kind_of(text)
    ):
        return None
    words = text.split()
    if all(len(w) < 3 for w in key_of(text).split()):
        return None
    small = sum(w[0].islower() and w.lower() not in _SMALL for w in words)
    return text if len(words) <= _WORDS and small <= max(1, len(words) // 2) else None


def banners(lines: Sequence[Line], hit: Hit, known: Collection[str] = ()) -> list[str]:
    """The lines around a title that read like a fund's name, nearest first."""
    found = [n for text in hit.names if (n := name_in(text, known))]
    i = hit.index - 1
    while i >= 0 and hit.index - i <= ABOVE and not lines[i + 1].page_top:
        if lines[i].prose or lines[i].data:
            break
        found.extend(_names(lines, i, known))
        i -= 1
    for j in range(hit.index + hit.length, min(hit.index + hit.length + BELOW, len(lines))):
        if lines[j].figures or lines[j].page_top or lines[j].cells > 2:
            break
        if lines[j].prose:  # highlights are explained before the fund is named
            if hit.kind != "financial_highlights" or len(lines[j].text) > _EXPLAINED:
                break
            continue
        found.extend(_names(lines, j, known))
    return found


def _names(lines: Sequence[Line], i: int, known: Collection[str]) -> list[str]:
    line = lines[i]
    texts = [line.text, *line.parts] if 1 < line.cells <= 3 else [line.text]
    name = next((n for t in texts if (n := name_in(t, known))), None)
    if name is None:
        return []
    above = lines[i - 1] if i and not line.page_top else None
    if above is not None and line.number - above.number == 1 and not above.figures and _begins(above.text, name, known):
        return [f"{above.text.strip()} {name}"]
    return [name]


def _begins(above: str, name: str, known: Collection[str]) -> bool:
    """Whether a line above a name begins it: all its words stand at the head of a known name, and some of the name's
    words behind them ("ACME ALTERNATIVE INVESTMENTS" / "MULTI-ADVISER PORTFOLIOS LLC")."""
    head = key_of(above)
    if not head or len(above) > _LENGTH or FUND_WORDS.search(above) or key_of(name).startswith(head):
        return False
    said = set(words_of(name))
    return any(k.startswith(head + " ") and said & set(k[len(head) :].split()) for k in known)


def plain_registrant(name: str) -> str:
    """A header's name without its state ("ACME FUND INC /MD/")."""
    return _STATE.sub("", name)


def likeness(name: str, registrant: str) -> float:
    """0..1 share of words that a printed name and a header's name have in common; a header's word may be cut short."""
    a, b = words_of(name), words_of(plain_registrant(registrant))
    if not a or not b:
        return 0.0
    rest = list(a)
    met = 0
    for word in b:
        hit = next((w for w in rest if w == word or (len(word) > 1 and w.startswith(word))), None)
        if hit is not None:
            rest.remove(hit)
            met += 1
    return met / (len(a) + len(b) - met)


def words_of(name: str) -> list[str]:
    """The words of a name, spelled out, without legal forms."""
    return [
        _ABBREVIATED.get(w, w)
        for w in key_of(name).split()
        if w not in ("and", "of", "company", "co", "corporation", "corp")
    ]


def is_family(name: str) -> bool:
    """Whether a name speaks of several funds."""
    return bool(PLURAL.search(name))


def printed_forms(lines: Iterable[Line], registrant: str) -> Counter[str]:
    """How often each printed line that is like the registrant's name stands in the document."""
    words = [w for w in words_of(plain_registrant(registrant)) if len(w) > 2]
    first = [w[:6] for w in words]
    need = max(1, len(first) * 6 // 10)
    keys = frozenset([key_of(registrant)])
    count: Counter[str] = Counter()
    for line in lines:
        text = line.text
        if line.prose or len(text) > _LENGTH + 40 or len(text) < 6:
            continue
        lower = text.lower()
        met = 0
        for word in first:
            met += word in lower
        if met < need:
            continue
        name = name_in(text, keys) or (clean_name(text) if likeness(clean_name(text), registrant) >= 0.99 else None)
        if name:
            count[name] += 1
    return count

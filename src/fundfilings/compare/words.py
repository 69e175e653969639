"""Names and descriptions as words to compare, whatever the spelling.

"Coca-Cola Co. (The)"                 coca, cola
"Vodafone Group plc ADS"              vodafone, group, adr
"Cameron International Corp. 2.50%"   cameron, international
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Words that do not tell one issuer from another: legal forms, articles, words around dates.
_EMPTY = frozenset(
    "the of and an in for inc incorporated corp corporation co cos company companies ltd limited plc llc lp llp sa "
    "nv ag se ab asa oyj spa bv kk due maturing mature matures maturity rate".split()
)
#: What is written in several ways.
_SAME = {
    "ads": "adr",
    "adrs": "adr",
    "gdrs": "gdr",
    "bancorporation": "bancorp",
    "cl": "class",
    "cv": "convertible",
    "cvt": "convertible",
    "conv": "convertible",
    "deb": "debentures",
    "dev": "development",
    "fin": "finance",
    "fltg": "floating",
    "frn": "floating",
    "go": "obligation",
    "gov": "government",
    "govt": "government",
    "grp": "group",
    "hldg": "holdings",
    "hldgs": "holdings",
    "holding": "holdings",
    "hosp": "hospital",
    "intl": "international",
    "jr": "junior",
    "mfg": "manufacturing",
    "mtg": "mortgage",
    "muni": "municipal",
    "natl": "national",
    "nts": "notes",
    "pfd": "preferred",
    "pref": "preferred",
    "rev": "revenue",
    "sch": "school",
    "sec": "secured",
    "ser": "series",
    "sr": "senior",
    "sub": "subordinated",
    "svc": "services",
    "svcs": "services",
    "tech": "technologies",
    "technology": "technologies",
    "tr": "trust",
    "univ": "university",
}
_WORD = re.compile(r"[^\W_]+")
#: Two letters with a point each ("E.I.", "U.S."), and apostrophes, part no words.
_POINTED = re.compile(r"(?<=\b\w)\.(?=\w\b)|['’]")
_PERCENT = re.compile(r"\d[\d./\s-]*%")
#: Ratings and marks in parentheses: "(Baa1)", "(NR)", "(2)".
_RATING = re.compile(r"\((?:N/?R|WR|\d{1,2}|(?:A{1,3}|Aaa?|B{1,3}|Baa?|C{1,3}|Caa?|D)[1-3]?[+–-]?)\)")
_BOUGHT = re.compile(r"\((?:acquired|cost|aggregate|originally)\b[^()]*\)", re.I)
_DATE = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b|\b\d{1,2}/\d{2,4}\b")
_MARK = re.compile(r"\b(?:[a-z]|[ivx]{2,4}|\d{1,2})\b")


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The telling words of a text, spelled one way, in order; without percents and dates, which have fields of their
    own, and without ratings, marks and the note of a purchase."""
    low = (_RATING.sub(" ", text) if "(" in text else text).lower()
    if "%" in low:
        low = _PERCENT.sub(" ", low)
    if "(" in low:
        low = _BOUGHT.sub(" ", low)
    if "/" in low or "-" in low:
        low = _DATE.sub(" ", low)
    found = _WORD.findall(_POINTED.sub("", low))
    return tuple(_SAME.get(w, w) for w in found if w not in _EMPTY)


def marks(of: tuple[str, ...]) -> frozenset[str]:
    """The words that tell one issue of an issuer from the next: single letters, numbers, roman numerals ("Class A",
    "Series II")."""
    return frozenset(w for w in of if _MARK.fullmatch(w))

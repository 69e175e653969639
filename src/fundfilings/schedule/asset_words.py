"""Captions that name a class of assets ("Corporate bonds") and not an industry, a state or a country.

is_asset_class("U.S. Government & Agency Obligations")  ->  True
is_asset_class("Containers & Packaging")                ->  False
"""

from __future__ import annotations

import re
from functools import lru_cache

from fundfilings.letters import holds_any

#: Words of asset classes: headings that stand above industries, states and countries.
ASSET_NOUN = re.compile(
    r"\b(?:stocks?|bonds?|notes?|obligations?|securities|investments?|warrants?|rights?|loans?|funds?|equit(?:y|ies)|debt|agreements?|"
    r"paper|bills?|deposits?|instruments?|equivalents?|holdings|collateral|options?|issues|participations?|interests|certificates)\b",
    re.I,
)
#: Small letters that every match of it holds.
_NOUN_LETTERS = (
    "stock", "bond", "note", "obligation", "securit", "invest", "warrant", "right", "loan", "fund", "equit", "debt",
    "agree", "paper", "bill", "deposit", "instrum", "equiv", "holding", "collat", "option", "issue", "partici",
    "interest", "certif",
)  # fmt: skip
#: A class named in the plural: its name has ended.
ASSET_CLASSES_END = re.compile(
    r"\b(?:stocks|bonds|notes|obligations|securities|investments|warrants|rights|loans|funds|equities|agreements|bills|"
    r"deposits|instruments|equivalents|options|interests|certificates)$",
    re.I,
)
ASSET_ADJECTIVES = frozenset(
    """us u.s. foreign domestic international long-term short-term long short term convertible corporate municipal government senior other total
    variable rate tax-exempt closed-end exchange-traded money market preferred common mortgage mortgage-backed asset asset-backed backed collateralized
    sovereign emerging non-u.s. and & - secured floating loan structured zero coupon fixed income treasury agency agencies federal equity equity-linked
    perpetual restricted repurchase commercial time temporary cash floating-rate adjustable-rate fixed-rate variable-rate""".split()
)


@lru_cache(maxsize=1024)
def is_asset_class(text: str) -> bool:
    """Whether a heading begins with the name of a class of assets."""
    m = ASSET_NOUN.search(text) if holds_any(text.lower(), _NOUN_LETTERS) else None
    return m is not None and all(w in ASSET_ADJECTIVES for w in text[: m.start()].lower().replace(",", " ").split())


_BOOK = re.compile(r"^(?:total )?(?:long|short) (?:positions?|portfolio)\b", re.I)


def section_rank(text: str) -> int:
    """0 for one side of a long and short portfolio, 1 for a class of assets, 2 for what groups its issues."""
    return 0 if _BOOK.match(text) else 1 if is_asset_class(text) else 2


@lru_cache(maxsize=1024)
def only_asset_words(text: str) -> bool:
    """Whether a caption holds nothing but the name of a class of assets."""
    words = ASSET_NOUN.sub(" ", text.lower().replace(",", " ").replace("/", " ")).split()
    return ASSET_NOUN.search(text) is not None and all(w in ASSET_ADJECTIVES for w in words)

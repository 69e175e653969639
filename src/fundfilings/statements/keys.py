"""Canonical keys of statement lines and highlights items, found by caption and group.

A statement gives a key to the first line that fits, so that a total that is printed twice is named once; see
`statement` and `highlights`.
"""

from __future__ import annotations

from functools import lru_cache

from fundfilings.statements.key_patterns import HIGHLIGHTS_KEYS, STATEMENT_KEYS, KeyPattern
from fundfilings.statements.vocabulary import plain


@lru_cache(maxsize=16384)
def statement_key(kind: str, caption: str, groups: tuple[str, ...]) -> str | None:
    """The canonical key of a statement line, or None. `groups` are the captions it stands under, outermost first."""
    return _first_key(STATEMENT_KEYS.get(kind, ()), caption, groups)


@lru_cache(maxsize=16384)
def highlights_key(caption: str, groups: tuple[str, ...]) -> str | None:
    """The canonical key of a highlights item, or None."""
    return _first_key(HIGHLIGHTS_KEYS, caption, groups)


def _first_key(patterns: tuple[KeyPattern, ...], caption: str, groups: tuple[str, ...]) -> str | None:
    text = plain(caption)
    if not text:
        return None
    above = " | ".join(plain(g) for g in groups)
    for p in patterns:
        if (
            p.caption.fullmatch(text)
            and (p.group is None or p.group.search(above))
            and (p.unless is None or not p.unless.search(above))
        ):
            return p.key
    return None


def all_keys() -> dict[str, tuple[str, ...]]:
    """Every key of every statement, in the order of the tables, each once."""
    keys = {kind: tuple(dict.fromkeys(p.key for p in patterns)) for kind, patterns in STATEMENT_KEYS.items()}
    return keys | {"financial_highlights": tuple(dict.fromkeys(p.key for p in HIGHLIGHTS_KEYS))}

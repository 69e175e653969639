"""Canonical keys of statement lines and highlights items, found by caption and group.

A statement gives a key to the first line that fits, so that a total that is printed twice is named once; the last one
where lines like it stand above (`LAST`). Periods that stand one under the other get each their own:

    MEMBERS' CAPITAL, JANUARY 1, 2002    net_assets_beginning
    Net investment loss                  net_investment_income
    MEMBERS' CAPITAL, DECEMBER 31, 2002  net_assets_end             ends the first period, and begins the second
    Net investment loss                  net_investment_income
    MEMBERS' CAPITAL, DECEMBER 31, 2003  net_assets_end
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from fundfilings.statements.key_patterns import (
    CLOSED_BY,
    DATED_NET_ASSETS,
    HIGHLIGHTS_KEYS,
    LAST,
    NII_AFTER_TAXES,
    STATEMENT_KEYS,
    KeyPattern,
)
from fundfilings.statements.vocabulary import plain


@lru_cache(maxsize=1024)
def statement_key(kind: str, caption: str, groups: tuple[str, ...]) -> str | None:
    """The canonical key of a statement line, or None. `groups` are the captions it stands under, outermost first."""
    return _first_key(STATEMENT_KEYS.get(kind, ()), caption, groups)


def keys_of(kind: str, lines: Sequence[tuple[str, tuple[str, ...]] | None]) -> list[str | None]:
    """The key of each line of one statement, in printed order. `lines` are (caption, groups above it); None for a line
    that has no key whatever it says."""
    keys = [statement_key(kind, *line) if line is not None else None for line in lines]
    if kind == "operations":
        _after_taxes(keys, lines)
    ends = _period_ends(kind, keys, lines)
    low = 0
    for high in [*(i + 1 for i in ends), len(keys)]:
        _once(keys, low, high)
        low = high
    return keys


def _after_taxes(keys: list[str | None], lines: Sequence[tuple[str, tuple[str, ...]] | None]) -> None:
    """Net investment income is what is left after taxes, where a line below says so."""
    before = next((i for i, key in enumerate(keys) if key == "net_investment_income"), len(keys))
    for i in range(before + 1, len(keys)):
        line = lines[i]
        if line is not None and keys[i] is None and NII_AFTER_TAXES.fullmatch(plain(line[0])):
            keys[before], keys[i] = None, "net_investment_income"
            return


def _period_ends(kind: str, keys: list[str | None], lines: Sequence[tuple[str, tuple[str, ...]] | None]) -> list[int]:
    """The lines that end a period with another one below it; net assets under dates get their keys."""
    if kind != "changes_in_net_assets":
        return []
    dated = [
        i
        for i, line in enumerate(lines)
        if line is not None and keys[i] is None and DATED_NET_ASSETS.fullmatch(plain(line[0]))
    ]
    if len(dated) >= 2 and not {"net_assets_beginning", "net_assets_end"} & set(keys):
        running = not any(keys[: dated[0]])  # the first stands above the changes, and each but it closes a period
        # A fund's first period has no beginning: changes stand above each line, which closes them
        closing = all("net_increase_from_operations" in keys[a:b] for a, b in pairwise((0, *dated)))
        said = [plain(line[0]) if (line := lines[i]) is not None else "" for i in dated]
        for n, i in enumerate(dated):
            # The end of a page is said again where the next one begins
            again = n > 0 and said[n] == said[n - 1] and "net_increase_from_operations" not in keys[dated[n - 1] : i]
            begins = again or (not closing and (n == 0 or (not running and n % 2 == 0)))
            keys[i] = "net_assets_beginning" if begins else "net_assets_end"
    ends = [i for i, key in enumerate(keys) if key == "net_assets_end"]
    return [i for i in ends if "net_increase_from_operations" in keys[i + 1 :]]


def _once(keys: list[str | None], low: int, high: int) -> None:
    """One line for each key in keys[low:high]."""
    at: dict[str, int] = {}
    for i in range(low, high):
        key = keys[i]
        if key is None:
            continue
        if key in at and key in LAST and not {k for k in keys[at[key] : i] if k in CLOSED_BY}:
            keys[at[key]] = None
        elif key in at:
            keys[i] = None
            continue
        at[key] = i


@lru_cache(maxsize=1024)
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

"""A quick look at a text before a pattern is tried on it.

    holds_any("futures contracts open at year end", ("option", "future"))    -> True
    holds_any("acme corp. 5.25% due 2012", ("option", "future"))             -> False

Most lines of a filing hold none of the words that a pattern with many branches asks for: this tells so in a tenth of
the pattern's time.
"""

from __future__ import annotations

import re


def holds_any(low: str, letters: tuple[str, ...]) -> bool:
    """Whether a text in small letters holds one of `letters`."""
    for each in letters:  # noqa: SIM110 - twice as fast as any() over a generator, and asked of every line
        if each in low:
            return True
    return False


def in_small(words: str) -> str:
    """The wording of a pattern for texts in small letters, in which it is found in half the time that one takes that
    folds them."""
    return re.sub(r"(?<!\\)[A-Z]", lambda m: m[0].lower(), words.replace("(?i:", "(?:"))

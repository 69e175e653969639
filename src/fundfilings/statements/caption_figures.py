"""Figures that stand inside a caption, in parentheses, as values of their own.

Investments, at value (cost $280,615,620)                         "cost"  280,615,620
End of period (including undistributed net investment income      "including undistributed net investment income of"
of $4,031,340 and $5,072,921, respectively)                       4,031,340, and the same words again 5,072,921
Net assets (applicable to 13,454,169 shares outstanding)          "applicable to shares outstanding"  13,454,169
"""

from __future__ import annotations

import re
from decimal import Decimal

from fundfilings.letters import holds_any
from fundfilings.scalars import amount, folded
from fundfilings.statements.vocabulary import UNSCALED

_PARENS = re.compile(r"\((?P<words>(?:[^()]|\([^()]*\))*)\)?")
#: Where the words of one figure end and those of the next begin.
_CLAUSE = re.compile(r"[;,]|\band\b")
#: An amount: with a currency sign, or with groups of thousands; in parentheses of its own where it is negative.
_AMOUNT = re.compile(
    r"\((?:\$\s?)?\d[\d,]*(?:\.\d+)?\)|[$€£]\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[$€£]\s?\d*\.?\d+|"
    r"\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|\b\d+(?=\s(?:shares|units|interests)\b)"
)
#: What stands between two amounts of one thing, and says that each has its column.
_BETWEEN = re.compile(r"\s*(?:\bnone\b|\band\b|,|;|\s|\$)*\s*$", re.I)
_RESPECTIVELY = re.compile(r"[\s,;]*\brespectively\b\W*$", re.I)
#: Words that count and are in no table's scale.
_COUNTS = re.compile(r"\b(?:shares?|units?|interests?|par value)\b", re.I)
_TRIM = " ,;:*-–—"
#: Enough for a figure of each class or period.
_MOST = 12


def caption_figures(caption: str, scale: int = 1) -> tuple[tuple[str, Decimal], ...]:
    """(words, figure) of all that the parentheses of a caption print, in order. Amounts of money are in the
    table's `scale`, counts and amounts a share are not."""
    if "(" not in caption or not holds_any(caption, ("$", ",", "€", "£")):
        return ()
    scale = 1 if UNSCALED.search(caption) else scale
    out: list[tuple[str, Decimal]] = []
    for group in _PARENS.finditer(caption):
        out += _of_words(group["words"], scale)
    return tuple(out[:_MOST])


def _of_words(words: str, scale: int) -> list[tuple[str, Decimal]]:
    """The figures of one pair of parentheses; a run of them shares the phrase that leads to it."""
    runs: list[list[re.Match[str]]] = []
    for m in _AMOUNT.finditer(words):
        if runs and _BETWEEN.fullmatch(words[runs[-1][-1].end() : m.start()]):
            runs[-1].append(m)
        else:
            runs.append([m])
    found: list[tuple[str, Decimal]] = []
    start = 0
    for n, run in enumerate(runs):
        following = runs[n + 1] if n + 1 < len(runs) else None
        before = words[start : run[0].start()]
        end = following[0].start() if following else len(words)
        start = run[-1].end()
        if following is None or not _named(before):  # "(1,000 shares issued; preference of $25,000)"
            cut = _CLAUSE.search(words, start, end) if following else None
            behind = words[start : cut.start() if cut else end]
            start = cut.end() if cut else end
            before = f"{before.strip(_TRIM)} {_RESPECTIVELY.sub('', behind).strip(_TRIM)}"
        said = folded(before).strip(_TRIM)
        if _named(said):
            own = 1 if _COUNTS.search(said) or UNSCALED.search(said) else scale
            found += [(said, value * own) for m in run if (value := _value(m[0])) is not None]
    return found


def _named(words: str) -> bool:
    return any(ch.isalpha() for ch in words)


def _value(text: str) -> Decimal | None:
    read = amount(text)
    return read.value if read is not None else None

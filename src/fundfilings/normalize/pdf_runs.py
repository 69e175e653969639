"""Runs of characters put in order before lines are made of them.

S A M P L E                 a word in large letters behind the print          left out (`without_stamps`)
Acme Corp.. . . . . . .     leaders                                           "Acme Corp."
A C M E   F U N D           letterspaced print                                "ACME FUND"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from fundfilings.normalize.pdf_chars import UNMAPPED, Run

#: Letters of a stamp are so much larger than the usual ones of a page; print stands over so many points of it at least.
_LARGE, _OVER = 2.5, 2.0
#: Of a letter's size, how far it reaches above its baseline and below it.
_ABOVE, _BELOW = 0.75, 0.2
#: So many single letters in a row are letterspaced print; so many are, where there is nothing but letters as far apart.
#: Gaps within words differ by no more than this factor.
_SPACED_LETTERS, _SPACED_WORD, _EVEN = 6, 4, 1.8
#: What leaders are drawn with; a face without a code for its dots gives the last.
_ALL_LEADER_SIGNS = ".·․…_" + UNMAPPED
_LEADER_SIGNS = frozenset(_ALL_LEADER_SIGNS)
_TAIL_OF_ANY = re.compile(r"[.·․…_]{3,}$|…+$|\ufffd+$|[.·․…_\ufffd]{3,}$")
_TAIL_OF_DOTS = re.compile(r"[.·․…_\ufffd]{3,}$|…+$")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Co|Cos|Corp|Inc|Ltd|Intl|Bros|Jr|Sr|Mfg|Assoc|Dept|Univ|Rev|Auth|Ser|Cl|St|No|LP|Cie)|(?:^|\.)[A-Z])$"
)


def without_stamps(runs: list[Run]) -> list[Run]:
    """Runs without words in large letters that other print stands upon ("DRAFT" behind a table)."""
    if not runs:
        return runs
    sizes = sorted(r.size for r in runs)
    usual = sizes[len(sizes) // 2]
    if sizes[-1] <= _LARGE * usual:
        return runs
    stamps = {(r.y, r.size) for r in runs if r.size > _LARGE * usual and _is_under(r, runs)}
    return [r for r in runs if (r.y, r.size) not in stamps]


def _is_under(large: Run, runs: Sequence[Run]) -> bool:
    top, bottom = large.y - _ABOVE * large.size, large.y + _BELOW * large.size
    return any(
        top < r.y < bottom and 2 * r.size < large.size and min(r.x1, large.x1) - max(r.x0, large.x0) > _OVER
        for r in runs
    )


def without_leaders(runs: Sequence[Run]) -> list[Run]:
    """Runs without dot leaders: three dots at least at a word's end, or standing by themselves in a row. Where a face
    draws leaders with signs that it has no code for, fewer of these are leaders too."""
    uncoded = sum(r.text.count(UNMAPPED) for r in runs if r.text[-1] == UNMAPPED) > 2
    tail = _TAIL_OF_ANY if uncoded else _TAIL_OF_DOTS
    out: list[Run] = []
    dots: list[Run] = []
    for run in runs:
        if run.text[-1] in _LEADER_SIGNS and not run.text.strip(_ALL_LEADER_SIGNS):
            if dots and (abs(dots[-1].y - run.y) > 0.2 * run.size or run.x0 < dots[-1].x0):
                out.extend(_kept(dots, uncoded))
                dots = []
            dots.append(run)
            continue
        out.extend(_kept(dots, uncoded))
        dots = []
        if run.text[-1] in _LEADER_SIGNS and (found := tail.search(run.text)):
            cut = found.start()
            if run.text[cut] == "." and _ABBREVIATED.search(run.text, 0, cut):
                cut += 1
            run.text, run.ends = run.text[:cut], run.ends[:cut]
            run.x1 = run.ends[-1]
        out.append(run)
    out.extend(_kept(dots, uncoded))
    return out


def _kept(dots: list[Run], uncoded: bool) -> list[Run]:
    """Dots that are no leader: fewer than three, and no lone one behind a blank."""
    if uncoded and dots and not dots[0].text.strip(UNMAPPED):
        return []
    return dots if sum(len(d.text) for d in dots) < 3 and not (len(dots) == 1 and dots[0].blank) else []


def closed_up(runs: list[Run]) -> list[Run]:
    """Letterspaced words ("A C M E   I N C O M E") closed up: single letters in a row, evenly apart."""
    out: list[Run] = []
    spaced: list[Run] = []
    for run in runs:
        short = len(run.text) <= 2  # kerning draws a pair of them together
        if short and (not spaced or _continues(spaced[-1], run)):
            spaced.append(run)
            continue
        out.extend(_closed(spaced))
        spaced = [run] if short else []
        if not spaced:
            out.append(run)
    out.extend(_closed(spaced))
    return out


def _continues(last: Run, run: Run) -> bool:
    return abs(last.y - run.y) < 0.1 * run.size and 0 < run.x0 - last.x1 < 1.2 * run.size and last.size == run.size


def _closed(spaced: list[Run]) -> list[Run]:
    letters = sum(r.text.isalpha() for r in spaced)
    if len(spaced) < (_SPACED_WORD if letters == len(spaced) else _SPACED_LETTERS) or letters * 2 <= len(spaced):
        return spaced
    if sum(len(r.text) for r in spaced) * 4 > len(spaced) * 5:
        return spaced
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(spaced) if not b.blank)
    if not gaps or (len(spaced) < _SPACED_LETTERS and gaps[-1] > _EVEN * gaps[0]):
        return spaced
    usual = gaps[len(gaps) // 2]
    out = [spaced[0]]
    for run in spaced[1:]:
        last = out[-1]
        if not run.blank and run.x0 - last.x1 < _EVEN * usual:
            last.text, last.x1 = last.text + run.text, run.x1
            last.ends.extend(run.ends)
        else:
            out.append(run)
    return out

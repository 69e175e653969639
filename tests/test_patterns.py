"""Patterns mean the same in every Python this package runs on: Python 3.11.2 misreads a possessive repetition of a
group ("(?: x)*+" may keep half a repetition), 3.11.7 does not; so none is used. Of a single character it is sound in
both."""

from __future__ import annotations

import importlib
import pkgutil
import re
import warnings
from collections.abc import Iterator

import fundfilings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_parse

_SINGLE = {"IN", "LITERAL", "NOT_LITERAL", "ANY", "CATEGORY"}


def patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(own := getattr(value, "__self__", None), re.Pattern) and isinstance(own.pattern, str):
        yield own
    elif depth < 4 and isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from patterns(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for item in value.values():
            yield from patterns(item, depth + 1)


def possessive_groups(parsed: object) -> Iterator[object]:
    for item in parsed if isinstance(parsed, (sre_parse.SubPattern, list, tuple)) else ():
        if isinstance(item, tuple) and len(item) == 2 and str(item[0]) == "POSSESSIVE_REPEAT":
            body = item[1][2]
            if len(body) != 1 or str(body[0][0]) not in _SINGLE:
                yield body
        if isinstance(item, (sre_parse.SubPattern, list, tuple)):
            yield from possessive_groups(item)


def test_the_search_finds_a_possessive_group() -> None:
    assert list(possessive_groups(sre_parse.parse(r"a(?:b|(?: c)*+)d")))
    assert not list(possessive_groups(sre_parse.parse(r"a(?:b|(?: c)*)[d-f]++")))


def test_no_pattern_repeats_a_group_possessively() -> None:
    seen: set[str] = set()
    faults: list[str] = []
    for module in pkgutil.walk_packages(fundfilings.__path__, "fundfilings."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in patterns(value):
                if pattern.pattern not in seen:
                    seen.add(pattern.pattern)
                    if list(possessive_groups(sre_parse.parse(pattern.pattern, pattern.flags))):
                        faults.append(f"{module.name}.{name}")
    assert len(seen) > 500
    assert not faults

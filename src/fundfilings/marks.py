"""Footnote marks as printed: "(a)", "(A)(C)", "*", "**,+", "^{1}", "a,b", "(++)".

Normalizers write superscripts inline as `^{...}`; other marks stand in the text as printed. `split_marks` takes off
what stands at the ends of a text; with the legend's marks known it also takes off bare ones ("NV1", "aPrecision").
"""

from __future__ import annotations

import re
from collections.abc import Collection
from string import whitespace

_SYMBOLS = r"*†‡§#@¤~«µΩ°º£¢∞+^¶"
_SMALL, _CAPITAL = "a-zß-öø-ÿ", "A-ZÀ-ÖØ-Þ"
#: One mark in brackets, as in "(a)", "(1)", "(B)", "(++)", "(a,b)", "(NON)" is left to legends.
_ONE = rf"(?:[{_SMALL}]{{1,2}}|[{_CAPITAL}]|\d{{1,2}}|[{_SYMBOLS}]{{1,4}})"
_BRACKETED = rf"\(\s?{_ONE}(?:\s?,\s?{_ONE})*\s?\)"
#: The inline form of a raised mark, and the one of fixed-width print ("/(a)/", "/1/").
_SUPER = r"(?:\^\{[^{}]{1,24}\}|/(?:\([a-z0-9*+]{1,3}\)\s?){1,5}/|(?<![\d/])/[a-z\d*]/(?![\d/]))"
#: What may stand behind a number: bracketed marks, symbols, superscripts, one lower-case letter (or a list of them).
TRAILING_MARKS = (
    rf"(?:\s*(?:{_BRACKETED}|{_SUPER}|[{_SYMBOLS}]+|,(?=\s*[({_SYMBOLS}^])|\s?[a-z](?:,\s?[a-z])*(?![a-z])))*"
)

_TOKEN = re.compile(rf"{_SUPER}|\([^()]*\)|[{_SYMBOLS}]+|[{_SMALL}{_CAPITAL}0-9]+")
_END = re.compile(rf"(?:[\s,]*(?:{_BRACKETED}|{_SUPER}|(?<![A-Za-z0-9&]\s)[{_SYMBOLS}]+))+[\s,]*$")
#: A sign before a spread or a price is none: "+ 325 bps", "@ $100".
_OF_FIGURE = r"(?!(?<=\+)\s?\d+(?:\.\d+)?(?:%| bps)|(?<=@)\s?\$?\d)"
_START = re.compile(rf"^(?:\s*(?:{_BRACKETED}|{_SUPER}|[{_SYMBOLS}]{{1,3}}{_OF_FIGURE})[\s,]*)+(?=\S)")
_INNER_SUPER = re.compile(_SUPER)
#: Marks before a comma inside a text: "5.25% (a), 10/1/2045", "Treasury Bill##, 0.15%".
_INNER = re.compile(r"(?<=\S)(?:(?:\s?\((?:[a-z]{1,2}|\d{1,2})\))+|(?<=[A-Za-z%)])[*†‡§#]{1,3})(?=,\s|\s\d{1,2}\.\d+%)")
_SPACE = re.compile(r"\s+")
_REPEATED = re.compile(r"(.)\1*|.", re.S)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for m in _TOKEN.finditer(text):
        token = m[0]
        if token.startswith("^{"):
            found.extend(_tokens(token[2:-1]) or [token[2:-1]])
        elif token[0] == "/":
            found.extend(_tokens(token.strip("/ ")))
        elif token.startswith("("):
            found.extend(p.strip() for p in token[1:-1].split(",") if p.strip())
        elif token[0] in _SYMBOLS:
            # "*+" prints two marks, "**" one: a run of one symbol is a mark.
            found.extend(r[0] for r in _REPEATED.finditer(token))
        else:
            found.append(token)
    return found


def read_marks(text: str) -> tuple[str, ...]:
    """The marks inside a text that holds nothing else, one by one, without brackets or carets."""
    return tuple(_tokens(text)) if text and not text.isspace() else ()


def split_marks(text: str, known: Collection[str] = ()) -> tuple[str, tuple[str, ...]]:
    """(text without its marks, the marks in printed order).

    Takes superscripts anywhere; bracketed marks and symbols at either end. `known` are the legend's marks: with them a
    bracketed single capital or number is taken only if the legend has it, and longer ones ("NON") are taken too.
    """
    if _is_bare(text) and not (known and _may_hold_inner(text)):
        return text, ()
    marks: list[str] = []
    if "/" in text or "^{" in text:
        for m in _INNER_SUPER.finditer(text):
            marks.extend(_tokens(m[0]))
    if marks:
        text = _INNER_SUPER.sub("", text)
    if known and _may_hold_inner(text):
        text = _without_inner(text, known, marks)
    lead: list[str] = []
    first = text[:1]
    if known and first.islower() and (m4 := _GLUED.match(text)) and m4[1] in known:  # "bAcme Money Fund"
        lead, text = [m4[1]], text[1:]
    elif (first in _FIRST_CHARACTERS or first.isspace()) and (m2 := _START.match(text)):
        lead = _tokens(m2[0])
        if all(_credible(t, known) for t in lead):
            text = text[m2.end() :]
        else:
            lead = []
    if (text[:1].isdigit() or text[1:2] == ",") and (m5 := _LIST_BEFORE.match(text)):
        listed = m5[1].split(",")
        if all(d in known for d in listed):
            lead, text = [*lead, *listed], text[m5.end() :]
    tail: list[str] = []
    last = text[-1:]
    m6 = None
    if last.isdigit() and known and (m8 := _WORD_BEHIND.search(text)) and m8[1] in known:  # "Term Loan B, DD1"
        tail, text = [m8[1]], text[: m8.start()]
    elif last.isdigit() and (last in known or text[-2:] in known):
        m6 = _DIGITS_BEHIND.search(text, max(0, len(text) - _LONGEST_LIST))
    if m6 and all(d in known for d in m6[1].split(",")) and not _TRANCHE.search(text):  # "ASML Holding NV1"
        tail, text = m6[1].split(","), text[: m6.start(1)]
    m7 = _BEHIND_PERCENT.search(text) if "%" in text and text[-1:].isdigit() else None
    if m7 and all(d in known for d in m7[1].split(",")):
        tail, text = m7[1].split(","), text[: m7.start(1)]  # "Liquidity Fund, 0.19%3"
    m9 = _BEHIND_DATE.search(text) if last.isdigit() and last in known and "/" in text[-8:] else None
    if m9:
        tail, text = [last], text[:-1]  # "due 05/17/192"
    while (text[-1:] in _LAST_CHARACTERS or text[-1:].isspace()) and (m3 := _last_mark(text, known)):
        tail[:0] = _tokens(m3[0])
        text = text[: m3.start()]
    if not (lead or tail or marks):
        return text.strip(), ()
    return _SPACE.sub(" ", text).strip(" ,"), (*lead, *tail, *marks)


def _is_bare(text: str) -> bool:
    """Whether a text begins and ends with letters that are no marks and holds no raised ones, as most names do."""
    first, last = text[:1], text[-1:]
    return (
        "A" <= first <= "Z"
        and ("a" <= last <= "z" or "A" <= last <= "Z" or last == ".")
        and text[1:2] != ","
        and "/" not in text
        and "^" not in text
    )


def _may_hold_inner(text: str) -> bool:
    return "), " in text or ("%" in text and ") " in text) or "*, " in text or "#, " in text or not text.isascii()


def _without_inner(text: str, known: Collection[str], marks: list[str]) -> str:
    """A text without the legend's marks that stand before a comma; these are added to `marks`."""

    def take(m: re.Match[str]) -> str:
        tokens = _tokens(m[0])
        if not all(t in known for t in tokens):
            return m[0]
        marks.extend(tokens)
        return ""

    return _INNER.sub(take, text)


#: What marks before or behind a text can begin and end with: a quick look before the patterns.
_FIRST_CHARACTERS, _LAST_CHARACTERS = frozenset(f"(^/{_SYMBOLS}"), frozenset(f"),{_SYMBOLS}")
_GLUED = re.compile(r"^([a-z])(?=[a-z]?[A-Z][a-z])")
#: "2,3 Acme Liquidity Fund", "a,b Acme AG": marks before a name, parted from it by a blank.
_LIST_BEFORE = re.compile(r"^(\d{1,2}(?:,\d{1,2})*|[a-z](?:,[a-z])+) (?=[A-Z])")
#: Digits glued to the last word; "Class A1" is a class and a mark only where the print leaves no other reading.
_DIGITS_BEHIND = re.compile(
    r"(?:[a-z]{2}[.)]?|\b[A-Z]{2,4}|\)|\b(?:Class|Cl\.) [A-Z]|,|\b(?:19|20)\d\d(?=\d,\d))(\d{1,2}(?:,\d{1,2})*)$"
)
_BEHIND_DATE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{3}$")
_WORD_BEHIND = re.compile(r",\s([A-Z]{2,3}\d)$")
_BEHIND_PERCENT = re.compile(r"\d%\)?(\d{1,2}(?:,\d{1,2})*)$")
#: Securitizations number their classes ("Series 2015-B, Class A4").
_TRANCHE = re.compile(r"\bSer(?:ies|\.)|\bTrust\b|\bMortgage|\b(?:19|20)\d\d-|%", re.I)
_LAST = re.compile(rf"[\s,]*(?:\(\s?[^()\s]{{1,6}}(?:\s?,\s?[^()\s]{{1,4}})*\s?\)|[{_SYMBOLS}]+)[\s,]*$")


#: What may stand before marks at the end of a text.
_APART = f"{whitespace},"
#: Characters of the longest list of marks.
_LONGEST_LIST = 80


def _last_mark(text: str, known: Collection[str]) -> re.Match[str] | None:
    """The mark, or list of marks, at the end of a text that ends as marks do."""
    opened = len(text[: text.rfind("(")].rstrip(_APART)) if text[-1] == ")" else 0
    m = _LAST.search(text, max(opened, len(text) - _LONGEST_LIST))
    if m is None or m.start() == 0:
        return None
    if m[0].strip() in ("@", "+") and text.count("(") > text.count(")"):
        return None  # "(Pre-refunded @" and "(LIBOR +" go on in the next line
    if m[0].strip() == "@" and text[: m.start()][-1:].isdigit():
        return None  # "to 06/15/19 @" goes on with the price
    tokens = _tokens(m[0])
    return m if tokens and all(_credible(t, known) for t in tokens) else None


_USUAL_MARK = re.compile(rf"[{_SMALL}]{{1,2}}|[{_CAPITAL}]|\d{{1,2}}")


def _credible(token: str, known: Collection[str]) -> bool:
    if known:
        return token in known or token[0] in _SYMBOLS
    if token[0] in _SYMBOLS:
        return True
    return _USUAL_MARK.fullmatch(token) is not None

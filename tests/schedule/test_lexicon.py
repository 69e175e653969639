"""Tables of wordings: a pattern is tried where one of its trigger words stands, and finds what a search would."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from fundfilings.schedule.categories import _ASSETS, _ISSUERS
from fundfilings.schedule.description_flags import _DESCRIPTION
from fundfilings.schedule.lexicon import Lexicon, word_heads

ROWS = (
    ("default", "default defaulted", r"(?<=\bin )default\b|\bdefaulted\b"),
    ("loan", "term bridge", r"\bterm (?:loan|[a-f])\b|\bbridge loan\b"),
    ("treasury", "~treasury", r"\bU\.S\. Treasur"),
    ("go", "g go", r"\bG\.?O\.?(?= ?(?:,|bonds?|$))"),
)
WORDINGS = Lexicon(ROWS)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Acme Corp., in default", ["default"]),
        ("Acme Corp., by default", []),
        ("Second Lien Term Loan", ["loan"]),
        ("Midterm Loan Corp.", []),  # the trigger stands inside a word
        ("Term Holdings, Term B", ["loan"]),  # the second place counts
        ("U.S. Treasury Notes", ["treasury"]),  # the pattern begins before its trigger
        ("Cook Cnty., GO, 5.125%", ["go"]),
        ("Cook Cnty., G.O. Bonds", ["go"]),
        ("Google Inc.", []),
        ("TERM LOAN, DEFAULTED", ["default", "loan"]),  # in the order of the table, whatever that of the text
        ("İstanbul Water, Term Loan", ["loan"]),  # a letter whose lower case is two moves the places behind it
        ("", []),
    ],
)
def test_codes_in_order_of_precedence(text: str, codes: list[str]) -> None:
    assert WORDINGS.found(text) == codes
    assert WORDINGS.first(text) == (codes[0] if codes else None)


@given(
    st.lists(
        st.sampled_from(["in", "default", "Defaulted", "term", "Loan", "b", "bridge", "U.S.", "Treasury", "G.O.", "GO"])
        | st.text(max_size=3),
        max_size=8,
    ),
    st.sampled_from([" ", ", ", "-", ""]),
)
def test_nothing_is_found_that_a_search_does_not_find_nor_missed(words: list[str], sign: str) -> None:
    text = sign.join(words)
    triggers = {code: word_heads(words.replace("~", "")) for code, words, _ in ROWS}
    searched = [
        code for code, _, pattern in ROWS if re.search(pattern, text, re.I) and triggers[code] & word_heads(text)
    ]
    assert WORDINGS.found(text) == searched


def test_heads_are_the_first_four_letters_of_each_word() -> None:
    assert word_heads("Wells Fargo & Co., 5.25%s") == {"well", "farg", "co", "5", "25", "s"}


def descriptions() -> list[str]:
    """Every description in the goldens."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "fixtures").glob("*/expected.json"))]
    schedules = [fund["schedule"] for text in texts for fund in json.loads(text)["funds"] if fund["schedule"]]
    return [h["description"] for s in schedules for h in s["holdings"]]


@pytest.mark.parametrize("table", [_ASSETS, _ISSUERS, _DESCRIPTION])
def test_no_row_of_the_tables_begins_before_its_trigger(table: Lexicon) -> None:
    """Rows whose triggers have no "~" find what a search of the whole text finds."""
    texts = descriptions()
    assert len(texts) > 200
    for text in texts:
        called = {i for head in word_heads(text) for i, _, _ in table._at.get(head, ())}
        searched = [code for i, (code, pattern) in enumerate(table._rows) if i in called and pattern.search(text)]
        assert table.found(text) == searched, text

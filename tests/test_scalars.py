"""Figures as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundfilings import scalars
from fundfilings.scalars import BEGINS_WORD, CURRENCY_CODES, Amount, amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234,567", Amount(Decimal(1234567), "number", "1,234,567")),
        ("$ (1,234)", Amount(Decimal(-1234), "number", "$ (1,234)", currency="USD")),
        ("(24.10)%", Amount(Decimal("-24.10"), "number", "(24.10)%", percent=True)),
        ("63,484,515(e)", Amount(Decimal(63484515), "number", "63,484,515(e)", marks=("e",))),
        ("7 1/4", Amount(Decimal("7.25"), "number", "7 1/4")),
        ("EUR 500", Amount(Decimal(500), "number", "EUR 500", currency="EUR")),
        ("--", Amount(Decimal(0), "dash", "--")),
        ("N/A", Amount(None, "na", "N/A")),
        ("NM", Amount(None, "na", "NM")),
        ("1,23", None),
        ("12/01/24", None),
        ("XYZ 500", None),
        ("Cash", None),
        ("", None),
    ],
)
def test_figures(text: str, expected: Amount | None) -> None:
    assert amount(text) == expected


@given(st.sampled_from(sorted(BEGINS_WORD)), st.text("0123456789.,-$()%/ AMNESUaé", max_size=8))
def test_words_begin_no_figure(begin: str, rest: str) -> None:
    """The quick look at a text's first characters leaves nothing out that the patterns read."""
    if len(begin) > 1 or not rest:
        assert scalars._read_amount(begin + rest) is None


@given(st.sampled_from(sorted(CURRENCY_CODES)), st.text("0123456789.,-$()%/ a", max_size=8))
def test_the_quick_look_agrees_with_the_patterns(code: str, rest: str) -> None:
    for text in (code + rest, rest + code, rest):
        assert amount(text) == scalars._read_amount(text)

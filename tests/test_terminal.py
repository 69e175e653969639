"""Figures and names on a terminal: exact, the same for a filing and its JSON, and harmless."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from fundfilings.models import Filing, Fund, Schedule, SourceInfo, Statement, StatementLine, Statements, make_issue
from fundfilings.terminal.checks import check_counts
from fundfilings.terminal.show import show_filing
from fundfilings.terminal.style import count, number, percent, plain


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1234567", "1,234,567"),
        ("-0.83", "-0.83"),
        ("10.1", "10.10"),
        ("10.125", "10.125"),
        ("5E+3", "5,000"),
        ("0", "0"),
    ],
)
def test_numbers(value: str, shown: str) -> None:
    assert number(Decimal(value)) == shown


@pytest.mark.parametrize(("value", "shown"), [("4", "4.0%"), ("4.00", "4.0%"), ("15.93", "15.93%"), ("-0.5", "-0.5%")])
def test_percents(value: str, shown: str) -> None:
    assert percent(Decimal(value)) == shown


def test_what_is_not_printed_is_not_shown() -> None:
    assert number(None) == percent(None) == ""


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=4))
def test_no_digit_is_lost(value: Decimal) -> None:
    assert Decimal(number(value).replace(",", "")) == value
    assert number(value) == number(value.normalize())


@given(st.text())
def test_plain_text_stays_on_its_line(text: str) -> None:
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e]", plain(text))


def test_words_for_numbers() -> None:
    assert [count(n, "fund") for n in (0, 1, 1200)] == ["0 funds", "1 fund", "1,200 funds"]
    assert list(check_counts([])) == []


def shown(filing: Filing, width: int = 80, statements: bool = False) -> str:
    out = Console(width=width, file=io.StringIO(), markup=False, emoji=False)
    show_filing(filing, out, statements=statements)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def a_filing(**fields: object) -> Filing:
    source = SourceInfo(name="a.txt", sha256="0" * 64, container="text", bytes=1)
    return Filing.model_validate({"status": "ok", "source": source, **fields})


def test_a_filing_in_which_nothing_was_found_is_shown_too() -> None:
    text = shown(a_filing(status="failed", issues=(make_issue("split.no-schedule", "nothing like a schedule"),)))
    assert "failed: 0 funds, 0 holdings" in text and "nothing like a schedule" in text


def test_a_wide_statement_is_cut_into_tables_not_its_figures() -> None:
    value = Decimal("-1234567890123")
    columns = tuple(f"Class {c}" for c in "ABCDEFGHIJ")
    statement = Statement(columns=columns, lines=(StatementLine(caption="Total assets", values=(value,) * 10),))
    fund = Fund(name="Wide Fund", statements=Statements(assets_and_liabilities=statement))
    text = shown(a_filing(funds=(fund,)), statements=True)
    assert text.count("-1,234,567,890,123") == 10
    assert all(c in text for c in columns)
    assert max(map(len, text.splitlines())) <= 80


def test_many_issues_of_one_code_are_counted() -> None:
    issues = tuple(make_issue("schedule.mark-unresolved", f"mark ({n})") for n in range(40))
    text = shown(a_filing(funds=(Fund(name="F", schedule=Schedule()),), issues=issues))
    assert "mark (2)" in text and "mark (3)" not in text and "and 37 more" in text

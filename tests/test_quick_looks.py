"""A quick look may never turn away what the pattern behind it would take."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fundfilings.letters import holds_any, in_small
from fundfilings.schedule.asset_words import _NOUN_LETTERS, ASSET_NOUN
from fundfilings.schedule.derivative_words import KINDS, TRIGGER_LETTERS
from fundfilings.schedule.flags import _FOOTNOTE_WORDS, _LETTERS
from fundfilings.schedule.vocabulary import HEADING_PERCENT
from fundfilings.schedule.wording import heading_percent
from fundfilings.split.titles import _may_begin, kind_of
from fundfilings.split.vocabulary import (
    ANY_TITLE,
    NAMED_TITLE,
    TITLE_BEGINS,
    TITLE_LETTERS,
    TITLE_PATTERNS,
    UNFINISHED,
    UNFINISHED_BEGINS,
)
from fundfilings.statements.lines import is_title, opening
from fundfilings.statements.vocabulary import CLASS_NAME, OPENINGS, TITLES, class_name

TITLE_LINES = (
    "Schedule of Investments",
    "ITEM 1. SCHEDULE OF INVESTMENTS",
    "Investments (showing percentage of net assets)",
    "Statement of Assets and Liabilities",
    "STATEMENTS OF OPERATIONS",
    "Statement of Changes in Net Assets",
    "CHANGES IN MEMBERS' CAPITAL",
    "Balance Sheet",
    "Selected per-share data",
    "Notes to the Fund's Financial Statements",
    "Report of Independent Registered Public Accounting Firm",
    "Item 2. Code of Ethics",
    "Dividend Reinvestment Plan",
    "Top Ten Holdings",
)


@pytest.mark.parametrize("text", [*TITLE_LINES, *(t.upper() for t in TITLE_LINES)])
def test_titles_pass_the_quick_look(text: str) -> None:
    assert any(pattern.match(text) for _, pattern in TITLE_PATTERNS)
    assert ANY_TITLE.match(text.lower())
    assert kind_of(text) is not None


#: One title for each way in which titles begin.
BEGINNINGS = """
about your fund's expenses; additional information; annual meeting; approval of the advisory agreement;
audited statement of operations; automatic dividend reinvestment; balance sheet, october 31; basis for the agreement;
board of trustees and officers; certifications; changes in net assets; combined statement of operations;
consolidated balance sheet, may 1; corporate information; results of annual meeting;
common share dividend reinvestment; dear shareholder; directors and officers; discussion of performance;
dividend reinvestment;
exhibit index; expense example; factors considered in the agreement; federal tax information; financial highlights;
fund information; general information; glossary; how to contact us; important tax information; income tax information;
independent auditor; interim statement of operations; investment portfolio; item 2; largest ten holdings;
letter to shareholders; list of investments; management of the fund; message from the shareholders;
notes to financial statements; officers and directors; other tax information; per share data; portfolio of investments;
privacy policy; proxy voting; quality profile; registered report of independent auditors; renewal of the agreement;
report of independent auditors; schedule of investments; securities owned by the fund; selected financial data;
service providers; shareholder letter; signatures; special meeting; statement of operations; stockholder letter;
summary of investments; supplemental financial data; swap information; tax information; the fund's portfolio; top ten;
trust's investments; unaudited financial highlights; understanding your fund's expenses; voting results;
(a) schedule of investments
"""


def test_beginnings_of_titles_are_known() -> None:
    titles = [t.strip() for t in BEGINNINGS.split(";")]
    for title in titles:
        assert ANY_TITLE.match(title), title
        assert _may_begin(title), title
        assert _may_begin(f"* {title}"), title
    assert {t[:3] for t in titles if t[0] != "("} == TITLE_BEGINS
    assert not _may_begin("acme corp.")


def test_patterns_at_small_letters_are_written_in_small_letters() -> None:
    # outside classes such as \W and \S no capital could ever match
    assert not re.search(r"[A-Z]", re.sub(r"\\[A-Z]", "", ANY_TITLE.pattern))


@pytest.mark.parametrize(
    "text",
    [
        "Acme Income Fund Schedule of Investments",
        "ACME TRUST, INC. STATEMENTS OF OPERATIONS",
        "Acme Bond Portfolio - Financial Highlights",
        "Acme Fund: Notes to Financial Statements",
        "Acme Fund Summary of Investments",
        "Acme Fund List of Holdings",
    ],
)
def test_titles_behind_a_name_pass_the_quick_look(text: str) -> None:
    assert NAMED_TITLE.match(text)
    assert holds_any(text.lower(), TITLE_LETTERS)


@pytest.mark.parametrize("text", ["Portfolio of", "Statement of Changes in", "CONDENSED STATEMENTS", "Notes to the"])
def test_unfinished_titles_pass_the_quick_look(text: str) -> None:
    assert UNFINISHED.match(text)
    assert text.lower().startswith(UNFINISHED_BEGINS)


@pytest.mark.parametrize(
    "text",
    [
        "Call options written",
        "Collateralized puts",
        "Outstanding option contracts",
        "Credit default swap agreements",
        "Forward foreign currency contracts",
        "Financial futures contracts",
        "Securities sold short",
        "TBA sale commitments",
    ],
)
def test_captions_of_derivatives_pass_the_quick_look(text: str) -> None:
    assert any(pattern.search(text) for _, pattern in KINDS)
    assert holds_any(text.lower(), TRIGGER_LETTERS)


@pytest.mark.parametrize(
    "text",
    ["Class A", "Institutional Shares", "Managing Member", "Limited Partners", "Series C", "Daily Income Shares"],
)
def test_classes_pass_the_quick_look(text: str) -> None:
    found = CLASS_NAME.search(text)
    assert found is not None
    assert class_name(text) is not None and class_name(text.upper()) is not None


def test_titles_and_openings_of_statements_pass_the_quick_look() -> None:
    printed = {
        "assets_and_liabilities": "Balance Sheet",
        "cash_flows": "Statement of Cash Flows",
        "changes_in_net_assets": "STATEMENTS OF CHANGES IN NET ASSETS",
        "operations": "Statement of Income",
        "financial_highlights": "Selected Per-Share Data",
    }
    assert printed.keys() == {kind for kind, _ in TITLES}
    assert {kind: is_title(text) for kind, text in printed.items()} == {kind: kind for kind in printed}
    first = {
        "operations": "Net Investment Income",
        "changes_in_net_assets": "Increase (decrease) in net assets",
        "cash_flows": "Cash flows from operating activities",
        "assets_and_liabilities": "ASSETS",
    }
    assert first.keys() == OPENINGS.keys()
    assert {kind: opening(text) for kind, text in first.items()} == {kind: kind for kind in first}


@pytest.mark.parametrize(
    "text", ["Energy - 2.1%", "Ohio--0.7%.", "BONDS -- 10.0% -- of Net Assets", "Gas (2.5%)", "Rail 3.1% of Net Assets"]
)
def test_headings_with_percents_pass_the_quick_look(text: str) -> None:
    assert HEADING_PERCENT.match(text) is not None
    assert heading_percent(text) is not None


def test_coupons_are_no_percents_of_headings() -> None:
    for text in ("Acme Corp., 5.25%, 10/1/2037", "Acme Corp., 5.25% 10/1/2037", "Acme Corp., 5.25% due 10/1/2037"):
        assert heading_percent(text) is None and HEADING_PERCENT.match(text) is None


@pytest.mark.parametrize(("flag", "words"), [row[:2] for row in _FOOTNOTE_WORDS])
def test_wordings_of_footnotes_hold_their_letters(flag: str, words: str) -> None:
    @settings(max_examples=25, derandomize=True)
    @given(st.from_regex(re.compile(in_small(words), re.A)))
    def check(text: str) -> None:
        assert holds_any(text, _LETTERS[flag])

    check()


@settings(max_examples=150, derandomize=True)
@given(st.from_regex(re.compile(ASSET_NOUN.pattern)))
def test_nouns_of_assets_hold_their_letters(text: str) -> None:
    assert holds_any(text, _NOUN_LETTERS)

"""Schedules in the manner of many houses: fixtures/houses/<layout>.htm, with <layout>.json beside it.

The JSON says why the layout is hard ("why") and what the page prints (see fixture_answers). It was made from the same
data as the page, never from the parser's output.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from conftest import FIXTURES
from fixture_answers import differences, unproved
from fundfilings import parse
from fundfilings.models import Filing
from invariants import broken, residual

PAGES = sorted((FIXTURES / "houses").glob("*.htm"))


@cache
def read(page: Path) -> Filing:
    return parse(page)


def answers(page: Path) -> Any:
    return json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_are_pages_and_each_has_answers() -> None:
    assert PAGES
    assert {p.stem for p in PAGES} == {p.stem for p in (FIXTURES / "houses").glob("*.json")}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_field_is_right(page: Path) -> None:
    found = differences(answers(page), read(page))
    assert not found, f"{len(found)} differences\n" + "\n".join(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_row_is_accounted_for(page: Path) -> None:
    filing = read(page)
    assert filing.status == "ok"
    assert not broken(filing)
    for fund in filing.funds:
        assert not residual(fund)
        assert fund.schedule is None or fund.schedule.ledger.unexplained == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_the_answers_prove_themselves(page: Path) -> None:
    said = answers(page)
    assert len(said["why"]) > 40
    printed = unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))
    for fund in said["funds"]:
        assert unproved(fund, printed) == []


def without_bold(html: str) -> str:
    return re.sub(r"</?[Bb]>|font-weight: ?bold;? ?", "", html)


def without_page_breaks(html: str) -> str:
    return re.sub(r"<HR SIZE=2 NOSHADE>|<div style=\"page-break-after:always[^>]*>&#160;</div>", "", html)


def without_rules(html: str) -> str:
    blank = re.sub(r"<TR>(?:<TD></TD>|<TD COLSPAN=2><HR[^>]*></TD>)*</TR>", "", html)
    return blank.replace("<HR NOSHADE SIZE=1>", "")


def with_hard_blanks(html: str) -> str:
    return re.sub(r"(?<=[a-z]) (?=[A-Z][a-z]+[^<>]*</)", "&nbsp;", html)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
@pytest.mark.parametrize("change", [without_bold, without_page_breaks, without_rules, with_hard_blanks])
def test_what_is_read_does_not_hang_on_one_habit(change: Callable[[str], str], page: Path) -> None:
    """A page without its bold print, its page breaks or its rules, or with other blanks, says the same."""
    html = page.read_text(encoding="utf-8")
    changed = change(html)
    if changed != html:
        found = differences(answers(page), parse(changed.encode()))
        assert not found, f"{len(found)} differences\n" + "\n".join(found)

"""Positions of a fund from one filing to the next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundfilings import diff
from fundfilings.compare.words import marks, words
from fundfilings.models import Comparison, Filing, Fund, Holding, Position, Schedule, SourceInfo


def filing(*holdings: Holding, name: str = "Acme Fund") -> Filing:
    source = SourceInfo(name="a.txt", sha256="ab" * 32, container="text", bytes=10)
    return Filing(status="ok", source=source, funds=(Fund(name=name, schedule=Schedule(holdings=holdings)),))


def stock(text: str, balance: int | None = None, value: int | None = None, **more: Any) -> Holding:
    return Holding(description=text, name=text, balance=_number(balance), value=_number(value), **more)


def bond(text: str, coupon: str | None, matures: date | str | None, balance: int = 1000, **more: Any) -> Holding:
    when = {"maturity_date": matures} if isinstance(matures, date) else {"maturity_text": matures}
    rate = None if coupon is None else Decimal(coupon)
    return Holding(description=text, balance=Decimal(balance), coupon_rate=rate, **when, **more)


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def positions(old: list[Holding], new: list[Holding]) -> tuple[Position, ...]:
    (fund,) = diff(filing(*old), filing(*new)).funds
    return fund.positions


def statuses(old: list[Holding], new: list[Holding]) -> list[str]:
    return [p.status for p in positions(old, new)]


def test_opened_closed_changed_and_unchanged() -> None:
    old = [stock("Alpha Inc.", 10, 100), stock("Beta Corp.", 20, 200), stock("Gamma Ltd.", 30, 300)]
    new = [stock("Gamma Ltd.", 30, 290), stock("Delta Co.", 40, 400), stock("Alpha Inc.", 15, 140)]
    read = {p.description: p for p in positions(old, new)}
    assert [p.description for p in positions(old, new)] == ["Gamma Ltd.", "Delta Co.", "Alpha Inc.", "Beta Corp."]
    assert {d: p.status for d, p in read.items()} == {
        "Gamma Ltd.": "unchanged",
        "Delta Co.": "opened",
        "Alpha Inc.": "changed",
        "Beta Corp.": "closed",
    }
    alpha, beta, gamma, delta = (read[d] for d in ("Alpha Inc.", "Beta Corp.", "Gamma Ltd.", "Delta Co."))
    assert (alpha.old_balance, alpha.new_balance, alpha.balance_change, alpha.value_change) == (10, 15, 5, 40)
    assert (alpha.old_holdings, alpha.new_holdings, alpha.score) == ((0,), (2,), 1.0)
    assert (beta.balance_change, beta.value_change, beta.new_balance, beta.score) == (-20, -200, None, None)
    assert (gamma.balance_change, gamma.value_change) == (0, -10)
    assert (delta.balance_change, delta.old_value, delta.new_holdings) == (40, None, (1,))


def test_names_are_the_same_in_any_spelling() -> None:
    for one, other in (
        ("Coca-Cola Co. (The)", "The Coca-Cola Company"),
        ("du Pont (E.I.) de Nemours and Co.", "E.I. du Pont de Nemours & Company"),
        ("VODAFONE GROUP PLC ADS", "Vodafone Group plc ADR"),
        ("Acme Intl. Hldgs., Inc.", "Acme International Holdings"),
        ("Beta Corp. 4% cv. sr. notes (Baa1)", "Beta Corp. 4%, due cv. sr. notes (NR) (Acquired 03/23/07; Cost $500)"),
    ):
        (position,) = positions([stock(one, 10)], [stock(other, 10)])
        assert (position.status, position.score) == ("unchanged", 1.0), one


def test_holdings_of_one_security_are_one_position() -> None:
    (position,) = positions(
        [stock("Acme Inc.", 10, 100), stock("Acme Inc.", 5, 50)], [stock("Acme, Incorporated", 15, 160)]
    )
    assert (position.status, position.old_balance, position.value_change) == ("unchanged", 15, 10)
    assert (position.old_holdings, position.new_holdings) == ((0, 1), (0,))


def test_bonds_of_one_issuer_are_told_apart_by_coupon_and_maturity() -> None:
    day = date(2024, 12, 1)
    old = [bond("Acme Power 5.00% 12/1/24", "5", day), bond("Acme Power 5.00% 12/1/30", "5", date(2030, 12, 1))]
    new = [bond("Acme Power 5.25% 12/1/24", "5.25", day), bond("Acme Power 5.00% 12/1/30", "5", date(2030, 12, 1))]
    assert statuses(old, new) == ["opened", "unchanged", "closed"]


def test_a_floating_coupon_may_move() -> None:
    day = date(2024, 12, 1)
    old = [bond("Acme Trust FRN, 3.09%, 12/1/24", "3.09", day, coupon_kind="Floating")]
    new = [bond("Acme Trust FRN, 3.51%, 12/1/24", "3.51", day, coupon_kind="Floating")]
    (position,) = positions(old, new)
    assert position.status == "unchanged" and position.matched_on == ("name", "maturity")


def test_a_year_of_maturity_agrees_with_a_day_in_it() -> None:
    (position,) = positions(
        [bond("Acme Power 5.00% 12/1/24", "5", date(2024, 12, 1))], [bond("Acme Power 5%, 2024", "5", "2024")]
    )
    assert position.status == "unchanged" and position.matched_on == ("name", "coupon", "maturity")
    assert statuses([bond("Acme 5%", "5", date(2023, 12, 1))], [bond("Acme 5%", "5", "2024")]) == ["opened", "closed"]


def test_agreeing_terms_settle_a_wording_that_has_changed() -> None:
    """Of one bond the new schedule says more; another of the issuer matures on another day."""
    day = date(2012, 1, 1)
    old = [bond("Southern Power Agency Series A, 5.00%", "5", day), bond("Northern Water District 4%", "4", day)]
    new = [bond("Southern Power Agency Supply System Revenue Series A 5.00%", "5", day, 900)]
    first, second = positions(old, new)
    assert (first.status, second.status) == ("changed", "closed")
    assert first.score is not None and 0.7 < first.score < 1
    assert statuses(old[:1], [bond(new[0].description, "5", date(2013, 1, 1))]) == ["opened", "closed"]


def test_another_class_series_or_side_is_another_security() -> None:
    for one, other in (("Acme Inc. Class A", "Acme Inc. Class B"), ("Acme Trust Series II", "Acme Trust Series III")):
        assert statuses([stock(one, 10)], [stock(other, 10)]) == ["opened", "closed"]
    assert statuses([stock("Acme Inc.", 10)], [stock("Acme Inc.", 10, payoff_profile="Short")]) == ["opened", "closed"]
    assert statuses([stock("Acme", 10, currency="EUR")], [stock("Acme", 10, currency="USD")]) == ["opened", "closed"]


def test_issuers_that_share_a_common_word_do_not_match() -> None:
    assert statuses([stock("First Data Corp.", 100)], [stock("First Energy Corp.", 100)]) == ["opened", "closed"]


def test_of_two_that_are_like_it_the_likest_is_taken_and_each_once() -> None:
    old = [stock("Acme Savings Bank Holdings", 10), stock("Acme Savings Bank Holdings International", 20)]
    new = [stock("Acme Savings Bank Holdings International Group", 21)]
    read = positions(old, new)
    assert [(p.status, p.description) for p in read] == [
        ("changed", "Acme Savings Bank Holdings International Group"),
        ("closed", "Acme Savings Bank Holdings"),
    ]
    assert read[0].old_holdings == (1,)


def test_where_no_balance_is_printed_the_value_says_whether_it_changed() -> None:
    assert statuses([stock("Acme Fund LP", None, 100)], [stock("Acme Fund LP", None, 100)]) == ["unchanged"]
    (position,) = positions([stock("Acme Fund LP", None, 100)], [stock("Acme Fund LP", None, 120)])
    assert (position.status, position.balance_change, position.value_change) == ("changed", None, 20)
    (position,) = positions([stock("Acme Fund LP", None, 100)], [stock("Acme Fund LP", 7, 100)])
    assert (position.balance_change, position.value_change, position.status) == (None, 0, "unchanged")


def test_what_a_match_agrees_on_is_said() -> None:
    day = date(2024, 12, 1)
    terms = {"name": "Acme Corp.", "title": "Senior Notes, 5.00%, 12/1/24", "maturity_text": "12/1/24"}
    one = Holding(
        description="Acme Corp., Senior Notes, 5.00%, 12/1/24", coupon_rate=Decimal(5), maturity_date=day, **terms
    )
    (position,) = positions([one], [one])
    assert position.matched_on == ("name", "title", "coupon", "maturity")
    assert (position.coupon_rate, position.maturity, position.title) == (5, "2024-12-01", terms["title"])


def test_funds_without_a_schedule_have_no_positions() -> None:
    source = SourceInfo(sha256="ab" * 32, container="text", bytes=10)
    bare = Filing(status="ok", source=source, funds=(Fund(name="Acme Fund"),))
    assert diff(bare, bare).funds[0].positions == ()
    assert [p.status for p in diff(bare, filing(stock("A", 1))).funds[0].positions] == ["opened"]


def test_a_comparison_reads_back_from_its_json() -> None:
    found = diff(filing(stock("Alpha", 10, 100)), filing(stock("Alpha", 12, 110), stock("Beta", 1, 2)))
    assert Comparison.model_validate_json(found.model_dump_json()) == found


_NAMES = st.sampled_from(
    ["Alpha Inc.", "Alpha Bank Class A", "Alpha Bank Class B", "Beta 5%", "Beta 5.5%", "", "Gamma"]
)
_HOLDINGS = st.lists(
    st.builds(
        Holding,
        description=_NAMES,
        balance=st.none() | st.integers(0, 3).map(Decimal),
        value=st.none() | st.integers(0, 3).map(Decimal),
        coupon_rate=st.none() | st.integers(4, 5).map(Decimal),
        maturity_text=st.sampled_from([None, "2020", "2021"]),
    ),
    max_size=12,
).map(tuple)


@given(_HOLDINGS, _HOLDINGS)
def test_every_holding_is_in_exactly_one_position(old: tuple[Holding, ...], new: tuple[Holding, ...]) -> None:
    (fund,) = diff(filing(*old), filing(*new)).funds
    assert sorted(i for p in fund.positions for i in p.old_holdings) == list(range(len(old)))
    assert sorted(i for p in fund.positions for i in p.new_holdings) == list(range(len(new)))
    for p in fund.positions:
        assert (p.status == "opened") == (not p.old_holdings)
        assert (p.status == "closed") == (not p.new_holdings)
        assert p.score is None or 0.7 <= p.score <= 1


@given(_HOLDINGS)
def test_a_filing_is_unchanged_against_itself(holdings: tuple[Holding, ...]) -> None:
    (fund,) = diff(filing(*holdings), filing(*holdings)).funds
    assert {(p.status, p.score) for p in fund.positions} <= {("unchanged", 1.0)}


def test_words_leave_out_what_has_a_field_of_its_own() -> None:
    assert words("Cameron International Corp. 2.50%, due 12/1/26 (Baa1)") == ("cameron", "international")
    assert marks(words("Acme Series II Class A, 2005")) == {"ii", "a"}


@pytest.mark.parametrize("text", ["", "()", "5%", "the of"])
def test_words_of_nothing_are_none(text: str) -> None:
    assert words(text) == ()

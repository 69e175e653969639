"""Positions of a fund from one filing to the next: opened, closed, changed, unchanged.

    31 Dec  Acme Corp., 6.50%, 12/1/24    2,000,000     30 Jun  Acme Corporation 6.5% 12/01/2024    1,500,000
    changed, balance -500,000, score 1.0, matched on name, title, coupon, maturity

Holdings of a schedule that print the same security are one position. Positions match when the words of name and title
are the same and so are coupon and maturity; those that are left match with the likest that no coupon, maturity, letter
or number of a class tells apart. Words weigh the more the fewer securities have them; coupon, maturity and balance that
are the same settle a part of what the words leave open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log
from typing import Literal, TypeAlias

from fundfilings.compare.funds import pair_funds
from fundfilings.compare.words import marks, words
from fundfilings.models import Comparison, Filing, FilingRef, Fund, FundComparison, Holding, Position

On: TypeAlias = Literal["name", "title", "coupon", "maturity"]
#: The least score of two positions that are one.
_ENOUGH = 0.7
#: A word that so many securities have leads to no candidates: each would have to be compared with each.
_TOO_COMMON = 40
#: What a score is worth where one schedule prints no coupon, where a floating one has moved, where one prints no
#: maturity.
_NO_COUPON, _MOVED, _NO_MATURITY = 0.95, 0.97, 0.9
#: How much of what the words leave open stays open where coupon and day, or coupon and year, of maturity are printed in
#: both and agree; and where the balance is the same.
_SAME_DAY, _SAME_YEAR, _SAME_BALANCE = 0.5, 0.75, 0.6
_FLOATS = frozenset(("Floating", "Variable"))


def diff(old: Filing, new: Filing) -> Comparison:
    """Compare the positions of each fund that both filings report on.

    Funds are matched by series id, else by name; those that only one filing has are named in `only_old` and `only_new`.
    Closed and changed positions stand where the old and the new schedule print them: closed ones behind the others.
    """
    pairs, only_old, only_new = pair_funds(old, new)
    return Comparison(
        old=_ref(old),
        new=_ref(new),
        funds=tuple(_fund(old.funds[i], new.funds[j], how) for i, j, how in pairs),
        only_old=tuple(old.funds[i].name for i in only_old),
        only_new=tuple(new.funds[j].name for j in only_new),
    )


def _ref(filing: Filing) -> FilingRef:
    return FilingRef(
        name=filing.source.name,
        accession_number=filing.accession_number,
        form=filing.form,
        period_of_report=filing.period_of_report,
    )


def _fund(old: Fund, new: Fund, how: Literal["series_id", "name", "likeness", "only_fund"]) -> FundComparison:
    before, after = old.schedule, new.schedule
    return FundComparison(
        name=new.name,
        old_name=old.name,
        series_id=new.series_id or old.series_id,
        matched_on=how,
        old_as_of=before.as_of if before else None,
        new_as_of=after.as_of if after else None,
        old_net_assets=before.net_assets if before else None,
        new_net_assets=after.net_assets if after else None,
        positions=tuple(_positions(before.holdings if before else (), after.holdings if after else ())),
    )


# --- securities ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Security:
    """One security of one schedule: all holdings that print it."""

    holdings: tuple[Holding, ...]
    indexes: tuple[int, ...]
    words: tuple[str, ...]
    name: tuple[str, ...]

    @property
    def first(self) -> Holding:
        return self.holdings[0]


def _securities(holdings: Sequence[Holding]) -> list[_Security]:
    lots: dict[object, list[int]] = defaultdict(list)
    for index, holding in enumerate(holdings):
        lots[_key(holding)].append(index)
    return [
        _Security(
            tuple(holdings[i] for i in own),
            tuple(own),
            words(_text(holdings[own[0]])),
            words(holdings[own[0]].name or _text(holdings[own[0]])),
        )
        for own in lots.values()
    ]


def _text(holding: Holding) -> str:
    """What is printed of a security, without its rating and its maturity, which stand in fields of their own."""
    text = holding.description
    for part in (holding.maturity_text, holding.rating):
        if part:
            text = text.replace(part, " ")
    return text


def _key(holding: Holding) -> object:
    """What is the same for the same security, in this schedule and in another."""
    said = tuple(sorted(words(_text(holding))))
    coupon = None if holding.coupon_kind in _FLOATS else holding.coupon_rate
    return said, coupon, _maturity(holding), holding.payoff_profile, holding.currency


def _maturity(holding: Holding) -> str | None:
    """ "2024-12-01", "2024" where only the year is printed."""
    if holding.maturity_date is not None:
        return holding.maturity_date.isoformat()
    return holding.maturity_text


# --- matching ------------------------------------------------------------------------------------------------------


def _positions(old: Sequence[Holding], new: Sequence[Holding]) -> Iterator[Position]:
    """The new schedule's positions in its order, then those that were closed."""
    before, after = _securities(old), _securities(new)
    matched = _matched(before, after)
    for j, security in enumerate(after):
        found = matched.get(j)
        if found is None:
            yield _position("opened", None, security, None)
        else:
            i, score = found
            yield _position("unchanged", before[i], security, score)
    met = {i for i, _ in matched.values()}
    for i, security in enumerate(before):
        if i not in met:
            yield _position("closed", security, None, None)


def _matched(before: Sequence[_Security], after: Sequence[_Security]) -> dict[int, tuple[int, float]]:
    """index in `after` -> (index in `before`, score)."""
    by_key = {_key(security.first): i for i, security in enumerate(before)}
    matched: dict[int, tuple[int, float]] = {}
    for j, security in enumerate(after):
        i = by_key.pop(_key(security.first), None)
        if i is not None:
            matched[j] = (i, 1.0)
    met = {i for i, _ in matched.values()}
    weights = _weights([*before, *after])
    scores = [
        (score, i, j)
        for i, j in _candidates(before, after, met, matched.keys())
        if (score := _score(before[i], after[j], weights)) >= _ENOUGH
    ]
    for score, i, j in sorted(scores, key=lambda s: (-s[0], abs(s[1] - s[2]), s[1:])):
        if i not in met and j not in matched:
            met.add(i)
            matched[j] = (i, round(score, 3))
    return matched


def _candidates(
    before: Sequence[_Security], after: Sequence[_Security], met: set[int], matched: Iterable[int]
) -> set[tuple[int, int]]:
    """Pairs that have a word in common which few others have."""
    left: dict[str, list[int]] = defaultdict(list)
    for i, security in enumerate(before):
        if i not in met:
            for word in set(security.words):
                left[word].append(i)
    done = set(matched)
    return {
        (i, j)
        for j, security in enumerate(after)
        if j not in done
        for word in set(security.words)
        if len(left[word]) <= _TOO_COMMON
        for i in left[word]
    }


def _weights(securities: Sequence[_Security]) -> dict[str, float]:
    """How much a word tells: more, the fewer securities have it."""
    count = Counter(word for security in securities for word in set(security.words) | set(security.name))
    return {word: log(1 + len(securities) / times) for word, times in count.items()}


def _score(old: _Security, new: _Security, weights: dict[str, float]) -> float:
    """0..1: how sure it is that two positions are one."""
    a, b = old.first, new.first
    if a.payoff_profile != b.payoff_profile or (a.currency and b.currency and a.currency != b.currency):
        return 0.0
    coupon, maturity = _coupons(a, b), _maturities(a, b)
    if coupon == 0 or maturity == 0:
        return 0.0
    one, two = marks(old.words), marks(new.words)
    if one and two and one != two:
        return 0.0
    left_open = 1 - _alike(old.words, new.words, weights)
    if coupon == maturity == 1 and a.coupon_rate is not None and _maturity(a) is not None:
        left_open *= _SAME_DAY if a.maturity_date is not None and b.maturity_date is not None else _SAME_YEAR
    if (balance := _sum(old, "balance")) and balance == _sum(new, "balance"):
        left_open *= _SAME_BALANCE
    return (1 - left_open) * coupon * maturity


def _alike(one: tuple[str, ...], two: tuple[str, ...], weights: dict[str, float]) -> float:
    a, b = Counter(one), Counter(two)
    both = sum(weights[w] * n for w, n in (a & b).items())
    all_ = sum(weights[w] * n for w, n in (a | b).items())
    return both / all_ if all_ else 0.0


def _coupons(a: Holding, b: Holding) -> float:
    """1: the same, or none in both; 0: two different ones."""
    if a.coupon_rate == b.coupon_rate:
        return 1.0
    if a.coupon_kind in _FLOATS or b.coupon_kind in _FLOATS:
        return _MOVED
    return _NO_COUPON if a.coupon_rate is None or b.coupon_rate is None else 0.0


def _maturities(a: Holding, b: Holding) -> float:
    """1: the same, or a day in the year that the other says; 0: two different ones."""
    one, two = _maturity(a), _maturity(b)
    if one == two:
        return 1.0
    if one is None or two is None:
        return _NO_MATURITY
    short, long = sorted((one, two), key=len)
    return 1.0 if len(short) == 4 and long.startswith(short) else 0.0


# --- what became of it ---------------------------------------------------------------------------------------------


def _position(
    status: Literal["opened", "closed", "unchanged"], old: _Security | None, new: _Security | None, score: float | None
) -> Position:
    shown = new or old
    assert shown is not None  # one of the two is always given
    holding = shown.first
    old_balance, new_balance = _sum(old, "balance"), _sum(new, "balance")
    old_value, new_value = _sum(old, "value"), _sum(new, "value")
    balance_change, value_change = _change(old, new, old_balance, new_balance), _change(old, new, old_value, new_value)
    moved = balance_change if balance_change is not None else value_change
    return Position(
        status="changed" if status == "unchanged" and moved else status,
        description=holding.description,
        name=holding.name,
        title=holding.title,
        section_path=holding.section_path,
        coupon_rate=holding.coupon_rate,
        maturity=_maturity(holding),
        units=holding.units,
        currency=holding.currency,
        payoff_profile=holding.payoff_profile,
        old_balance=old_balance,
        new_balance=new_balance,
        balance_change=balance_change,
        old_value=old_value,
        new_value=new_value,
        value_change=value_change,
        score=score,
        matched_on=tuple(_matched_on(old, new)) if old and new else (),
        old_holdings=old.indexes if old else (),
        new_holdings=new.indexes if new else (),
    )


def _sum(security: _Security | None, field: Literal["balance", "value"]) -> Decimal | None:
    """Over all lots; None where one of them prints none."""
    if security is None:
        return None
    figures = [h.balance if field == "balance" else h.value for h in security.holdings]
    printed = [f for f in figures if f is not None]
    return sum(printed, Decimal(0)) if len(printed) == len(figures) else None


def _change(
    old: _Security | None, new: _Security | None, before: Decimal | None, after: Decimal | None
) -> Decimal | None:
    """A position that is not there has a balance and a value of 0; one that is not printed has none."""
    if (old is not None and before is None) or (new is not None and after is None):
        return None
    return (after or Decimal(0)) - (before or Decimal(0))


def _matched_on(old: _Security, new: _Security) -> Iterator[On]:
    """Which of the four are printed in both and agree."""
    a, b = old.first, new.first
    if old.name == new.name:
        yield "name"
    if a.title and b.title and sorted(words(_text_of_title(a))) == sorted(words(_text_of_title(b))):
        yield "title"
    if a.coupon_rate is not None and a.coupon_rate == b.coupon_rate:
        yield "coupon"
    if _maturity(a) is not None and _maturities(a, b) == 1:
        yield "maturity"


def _text_of_title(holding: Holding) -> str:
    title = holding.title or ""
    return title.replace(holding.maturity_text, " ") if holding.maturity_text else title

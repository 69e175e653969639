"""Records: validated when they come from outside, light when the reader makes them, the same either way."""

from __future__ import annotations

import copy
import pickle
import tracemalloc
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from fundfilings.models import Holding, Section, made
from fundfilings.spans import Span

SPAN = Span(1, 2, 30, 400, 410)


def light() -> Holding:
    return made(
        Holding,
        description="Acme Corp., 5.25%, 12/1/24",
        value=Decimal("310000"),
        coupon_rate=Decimal("5.25"),
        maturity_date=date(2024, 12, 1),
        section_path=("Bonds",),
        source=SPAN,
    )


def validated() -> Holding:
    return Holding(
        description="Acme Corp., 5.25%, 12/1/24",
        value=Decimal("310000"),
        coupon_rate=Decimal("5.25"),
        maturity_date=date(2024, 12, 1),
        section_path=("Bonds",),
        source=SPAN,
    )


def test_a_made_record_is_the_validated_one() -> None:
    assert light() == validated()
    assert hash(light()) == hash(validated())
    assert repr(light()) == repr(validated())
    assert light().model_dump() == validated().model_dump()
    assert light().model_dump_json() == validated().model_dump_json()
    assert light() != light().model_copy(update={"value": Decimal(1)})


def test_fields_that_were_not_given_have_their_defaults() -> None:
    holding = light()
    assert (holding.payoff_profile, holding.markers, holding.units) == ("Long", (), None)


def test_a_made_record_counts_all_its_fields_as_given_as_one_from_json_does() -> None:
    again = Holding.model_validate_json(light().model_dump_json())
    assert light().model_fields_set == again.model_fields_set == set(Holding.model_fields)
    assert light().model_dump(exclude_unset=True) == again.model_dump(exclude_unset=True)
    assert set(light().model_dump(exclude_defaults=True)) == {
        "description",
        "value",
        "coupon_rate",
        "maturity_date",
        "section_path",
        "source",
    }


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda h: pickle.loads(pickle.dumps(h)), Holding.model_copy]
)
def test_copies_are_equal_and_leave_the_original_as_it_was(again: Callable[[Holding], Holding]) -> None:
    holding = light()
    other = again(holding)
    assert other == holding
    assert other.model_fields_set == holding.model_fields_set


def test_a_changed_copy_does_not_change_what_counts_as_given_elsewhere() -> None:
    light().model_copy(update={"value": None}).model_fields_set.discard("value")
    assert "value" in light().model_fields_set


def test_made_records_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        light().value = Decimal(1)


@pytest.mark.parametrize(
    "wrong",
    ['{"description": "Acme", "units": "tons"}', '{"description": "Acme", "price": 1}', '{"value": 1}'],
)
def test_what_comes_from_json_is_validated(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Holding.model_validate_json(wrong)


def test_a_made_record_takes_a_fifth_of_the_memory() -> None:
    assert size_of(light) * 5 < size_of(lambda: Holding(**dict(validated())))


def size_of(make: Callable[[], object]) -> int:
    """Bytes that each of a thousand records takes, beside its values."""
    make()
    tracemalloc.start()
    kept = [make() for _ in range(1000)]
    size = tracemalloc.get_traced_memory()[0] // len(kept)
    tracemalloc.stop()
    return size


def test_every_model_has_its_own_shared_names() -> None:
    assert made(Section, path=("Bonds",)).model_fields_set == set(Section.model_fields)

"""Which fund of one filing is which of another."""

from __future__ import annotations

import pytest

from fundfilings import diff
from fundfilings.compare.funds import likeness
from fundfilings.models import Filing, Fund, Registrant, SourceInfo


def filing(*funds: tuple[str, str | None], cik: str | None = None) -> Filing:
    return Filing(
        status="ok",
        source=SourceInfo(sha256="ab" * 32, container="text", bytes=10),
        registrant=Registrant(cik=cik),
        funds=tuple(Fund(name=name, series_id=series) for name, series in funds),
    )


def matched(old: Filing, new: Filing) -> list[tuple[str, str, str]]:
    return [(f.old_name, f.name, f.matched_on) for f in diff(old, new).funds]


def test_series_tell_before_names() -> None:
    old = filing(("Alpha Fund", "S000000001"), ("Beta Fund", "S000000002"))
    new = filing(("Beta Fund", "S000000001"), ("Gamma Fund", "S000000002"))
    assert matched(old, new) == [("Alpha Fund", "Beta Fund", "series_id"), ("Beta Fund", "Gamma Fund", "series_id")]


def test_names_are_the_same_in_any_case_and_legal_form() -> None:
    old = filing(("THE GERMANY FUND, INC.", None), ("Acme Bond Fund", None))
    new = filing(("Acme Bond Fund", None), ("The Germany Fund, Inc.", None))
    assert [m[1:] for m in matched(old, new)] == [("Acme Bond Fund", "name"), ("The Germany Fund, Inc.", "name")]


def test_a_name_that_grew_is_like_the_old_one() -> None:
    old = filing(("MuniVest Quality Fund, Inc.", None), ("Acme Bond Fund", None))
    new = filing(("Stone MuniVest Quality Fund, Inc.", None), ("Zeta Growth Fund", None))
    found = diff(old, new)
    assert matched(old, new) == [("MuniVest Quality Fund, Inc.", "Stone MuniVest Quality Fund, Inc.", "likeness")]
    assert (found.only_old, found.only_new) == (("Acme Bond Fund",), ("Zeta Growth Fund",))


def test_numbers_part_funds_of_one_family() -> None:
    assert likeness("Acme Municipal Income Fund II", "Acme Municipal Income Fund III") == 0
    assert likeness("Acme Municipal Income Fund", "Acme Municipal Income Fund II") == 0
    assert matched(filing(("Acme Income Fund II", None)), filing(("Acme Income Fund II", None)))[0][2] == "name"


def test_the_only_funds_of_two_filings_of_one_filer_are_one() -> None:
    old, new = filing(("Alpha Fund", None), cik="1"), filing(("Zeta Trust", None), cik="1")
    assert matched(old, new) == [("Alpha Fund", "Zeta Trust", "only_fund")]
    assert matched(old, filing(("Zeta Trust", None), cik="2")) == []
    two = filing(("Zeta Trust", None), ("Eta Trust", None), cik="1")
    assert matched(old, two) == []


@pytest.mark.parametrize("how", [("S000000001", "S000000002"), ("S000000002", "S000000001")])
def test_other_series_of_one_name_are_other_funds(how: tuple[str, str]) -> None:
    found = diff(filing(("Acme Fund", how[0])), filing(("Acme Fund", how[1])))
    assert (found.funds, found.only_old, found.only_new) == ((), ("Acme Fund",), ("Acme Fund",))


def test_filings_without_funds_have_none_in_common() -> None:
    assert diff(filing(), filing(("A", None))).funds == ()

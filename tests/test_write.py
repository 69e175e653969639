"""Filings as JSON: exact, the same every time, readable back, and never half written."""

from __future__ import annotations

import json
import stat
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundfilings.errors import UnreadableInput
from fundfilings.models import Check, Filing, Fund, Holding, Schedule, SourceInfo, make_issue
from fundfilings.spans import Span
from fundfilings.write import distinct_stems, from_json, json_schema, looks_like_json, to_json, write_text


def a_filing(value: Decimal = Decimal("310000"), text: str = "Acme Corp.") -> Filing:
    holding = Holding(
        description=text,
        value=value,
        coupon_rate=Decimal("5.25"),
        maturity_date=date(2024, 12, 1),
        markers=("a",),
        source=Span(document=1, line=12, start=340, end=347),
    )
    return Filing(
        status="ok",
        source=SourceInfo(name="a.txt", sha256="0" * 64, container="text", bytes=10),
        form="N-Q",
        period_of_report=date(2007, 3, 31),
        funds=(Fund(name="Example Fund", schedule=Schedule(holdings=(holding,))),),
        checks=(Check(id="schedule.total", identity="rows sum to total investments", status="pass"),),
        issues=(make_issue("notes.not-found", "no notes"),),
    )


def test_numbers_are_plain_numbers_and_dates_are_iso() -> None:
    holding = json.loads(to_json(a_filing()))["funds"][0]["schedule"]["holdings"][0]
    assert holding["value"] == 310000 and isinstance(holding["value"], int)
    assert holding["coupon_rate"] == 5.25
    assert holding["maturity_date"] == "2024-12-01"
    assert holding["source"]["line"] == 12


def test_lists_are_never_null_and_what_is_not_printed_is() -> None:
    document = json.loads(to_json(a_filing()))
    assert document["series"] == [] and document["notes"] == []
    assert document["accession_number"] is None
    assert document["funds"][0]["schedule"]["net_assets"] is None


def test_keys_stand_in_the_order_of_the_models() -> None:
    document = json.loads(to_json(a_filing()))
    assert list(document) == list(Filing.model_fields)
    assert list(document["funds"][0]["schedule"]["holdings"][0]) == list(Holding.model_fields)


def test_the_same_filing_gives_the_same_text() -> None:
    assert to_json(a_filing(), indent=2) == to_json(from_json(to_json(a_filing())), indent=2)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3), st.text(max_size=40))
def test_what_is_written_reads_back_equal(value: Decimal, text: str) -> None:
    filing = a_filing(value, text)
    assert from_json(to_json(filing)) == filing
    assert from_json(b"\xef\xbb\xbf" + to_json(filing, indent=1).encode()) == filing


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_a_number_keeps_the_digits_it_was_printed_with(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    read = json.loads(to_json(a_filing(value)), parse_float=Decimal)["funds"][0]["schedule"]["holdings"][0]["value"]
    assert Decimal(read) == value


@pytest.mark.parametrize(
    "data",
    ["", "{", "[]", "null", '{"a": 1}', '{"schema_version": "1"}', "{" * 5000, b"\xff{"],
)
def test_any_other_json_is_refused_in_one_line(data: str | bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"not a filing of schema_version 1") as caught:
        from_json(data)
    assert "\n" not in str(caught.value)


def test_the_wrong_field_is_named() -> None:
    spoiled = to_json(a_filing()).replace('"value":310000', '"value":"much"')
    with pytest.raises(UnreadableInput, match=r"at funds\.0\.schedule\.holdings\.0\.value"):
        from_json(spoiled)


def test_a_filing_of_another_schema_version_is_refused() -> None:
    later = to_json(a_filing()).replace('"schema_version":"1"', '"schema_version":"9"')
    with pytest.raises(UnreadableInput, match="it says '9'"):
        from_json(later)


def test_json_is_told_from_filings() -> None:
    assert looks_like_json(b'\xef\xbb\xbf \n{"schema_version"')
    assert not looks_like_json(b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----")
    assert not looks_like_json(b"")


def test_the_schema_describes_every_model_and_refuses_unknown_fields() -> None:
    schema = json_schema()
    assert schema["properties"].keys() == Filing.model_fields.keys()
    assert schema["$defs"]["Holding"]["additionalProperties"] is False
    assert json.dumps(schema) == json.dumps(json_schema())


# --- names and files ----------------------------------------------------------------------------------------------


def test_output_is_named_after_the_input() -> None:
    assert distinct_stems([("in", "0001"), ("", "b"), ("in", "x/c")]) == ["0001", "b", "x/c"]


def test_inputs_of_one_name_take_their_folders_in_front() -> None:
    assert distinct_stems([("x", "source"), ("y", "source"), ("", "z")]) == ["x-source", "y-source", "z"]
    assert distinct_stems([("x", "n/a"), ("y", "n/a")]) == ["x/n/a", "y/n/a"]


def test_names_differ_also_where_case_does_not_count() -> None:
    assert distinct_stems([("x", "Report"), ("x", "report")]) == ["x-Report", "x-report-2"]


INPUTS = [("", "a"), ("", "A"), ("x", "a"), ("", "x-a"), ("", "x-a-2"), ("y", "x-a"), ("", "stdin"), ("x", "y/a")]


@given(st.lists(st.sampled_from(INPUTS)))
def test_names_are_always_different(inputs: list[tuple[str, str]]) -> None:
    names = distinct_stems(inputs)
    assert len(names) == len(inputs)
    assert len({name.casefold() for name in names}) == len(names)


def test_writing_replaces_the_old_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    write_text(target, "old")
    write_text(target, "new – neu\n")
    assert target.read_bytes() == "new – neu\n".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    usual, ours = tmp_path / "usual", tmp_path / "ours"
    usual.touch()
    write_text(ours, "x")
    assert stat.S_IMODE(ours.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    write_text(target, "old")
    with pytest.raises(UnicodeEncodeError):
        write_text(target, "\ud800")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]

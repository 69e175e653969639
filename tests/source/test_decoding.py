"""Bytes to text: every encoding filings come in, one character for one character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fundfilings.source.decoding import decode, undash


def test_cp1252_bytes_are_read() -> None:
    assert decode(b"Registrant\x92s \x93A\x94 \x96 caf\xe9").text == "Registrant’s “A” – café"


def test_utf8_is_read_with_and_without_a_mark() -> None:
    assert decode("Registrant’s".encode()).text == "Registrant’s"
    assert decode("Registrant’s".encode("utf-8-sig")).text == "Registrant’s"
    assert decode("Registrant’s".encode("utf-16")).text == "Registrant’s"


def test_parts_of_two_encodings_are_both_read() -> None:
    assert decode("Trust’s, fund’s ".encode() + b"\x93A\x94").text == "Trust’s, fund’s “A”"


def test_c1_characters_are_cp1252_that_went_through_latin1() -> None:
    assert decode("Registrant\x92s".encode()).text == "Registrant’s"


def test_undefined_bytes_are_counted() -> None:
    assert decode(b"a\x81b\xe9").replaced == 1


def test_controls_become_blanks_and_line_ends_stay_countable() -> None:
    assert decode(b"a\x00b\x0bc\x1ad\ff\tg").text == "a b c d\ff\tg"
    assert decode(b"a\rb\r").text == "a\nb\n"
    assert decode(b"a\r\nb\rc\r\r\n").text == "a\r\nb\nc\r\r\n"


def test_the_dash_escape_is_undone() -> None:
    assert undash("- -------") == ("-------", 2)
    assert undash("- -   item") == ("-   item", 2)
    assert undash("- item") == ("- item", 0)


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_as_many_lines(data: bytes) -> None:
    decoded = decode(b"x" + data)
    if decoded.encoding == "cp1252":
        assert len(decoded.text) == len(data) + 1

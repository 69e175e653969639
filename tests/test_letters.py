from __future__ import annotations

from fundfilings.letters import holds_any


def test_any_of_the_letters_anywhere_in_the_text() -> None:
    assert holds_any("open futures contracts", ("option", "future"))
    assert not holds_any("acme corp. 5.25% due 2012", ("option", "future"))
    assert not holds_any("", ("option",))
    assert not holds_any("text", ())

"""docs/checks.md and the table of identities say the same."""

from __future__ import annotations

import re

from conftest import ROOT
from fundfilings.checks import IDENTITIES, TOTAL_CHECKS


def test_every_identity_is_documented_with_its_tolerance_and_rule() -> None:
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `([a-z_.]+)` \|", text, re.M)
    assert documented == list(IDENTITIES)
    for identity in IDENTITIES.values():
        assert f"| `{identity.id}` | {identity.words} | {identity.tolerance} | {identity.rule} |" in text


def test_ids_are_dotted_and_the_total_checks_exist() -> None:
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", id) for id in IDENTITIES)
    assert IDENTITIES.keys() >= TOTAL_CHECKS

"""Each layout of fixtures/: read against its hand-known answers, and against its golden.

Answers show truth, goldens show change. A layout without either fails; goldens are rewritten by tools/goldens.py.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from goldens import golden, layouts, source

from conftest import FIXTURES
from fixture_answers import differences, unproved
from fundfilings import parse
from fundfilings.models import Filing
from invariants import broken, residual

LAYOUTS = layouts()


@cache
def read(folder: Path) -> Filing:
    path = source(folder)
    assert path is not None
    return parse(path)


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda f: f.name)
def test_answers(folder: Path) -> None:
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    found = differences(answers, read(folder))
    assert not found, f"{len(found)} differences\n" + "\n".join(found)


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda f: f.name)
def test_rows_close_and_ledger_counts(folder: Path) -> None:
    filing = read(folder)
    assert not broken(filing)
    assert {fund.name: residual(fund) for fund in filing.funds if residual(fund)} == {}


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda f: f.name)
def test_golden(folder: Path) -> None:
    path = folder / "expected.json"
    assert path.exists(), f"no golden; read the output, then: python tools/goldens.py --write {folder.name}"
    if path.read_text(encoding="utf-8") != golden(folder):
        pytest.fail(f"differs; see: python tools/goldens.py {folder.name}")


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda f: f.name)
def test_the_answers_prove_themselves(folder: Path) -> None:
    """Answers must close by themselves, and every value in them be printed in the source."""
    path = source(folder)
    assert path is not None
    printed = path.read_text(encoding="utf-8")
    for fund in json.loads((folder / "answers.json").read_text(encoding="utf-8"))["funds"]:
        assert unproved(fund, printed) == []


def test_every_layout_is_explained() -> None:
    for folder in FIXTURES.iterdir():
        if folder.is_dir() and folder.name not in ("houses", "archive"):
            assert source(folder), f"{folder.name}: no source.*"
            assert (folder / "answers.json").exists(), f"{folder.name}: no answers.json"
            assert (folder / "why.md").exists(), f"{folder.name}: no why.md"

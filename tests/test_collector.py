"""Python's collector of cycles is stopped while a filing is read, and left as it was found; so reading makes none."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from fundfilings import parse
from fundfilings.normalize.blocks import Cell, Row

FIXTURES = Path(__file__).parents[1] / "fixtures"
SOURCES = sorted(p for p in FIXTURES.glob("*/source.*"))
SOURCE = next(FIXTURES.glob("*/source.txt"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.parent.name)
def test_nothing_read_stays_behind(source: Path) -> None:
    """What a cycle holds would stay until the collector comes by, a document's worth of it for each filing."""
    gc.collect()
    gc.disable()
    try:
        filing = parse(source)
        left = [o for o in gc.get_objects() if isinstance(o, (Row, Cell))]
    finally:
        gc.enable()
    assert filing.funds
    assert left == []


def test_the_collector_runs_again() -> None:
    assert gc.isenabled()
    parse(SOURCE)
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_a_stopped_collector_stays_stopped() -> None:
    gc.disable()
    try:
        parse(SOURCE)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_others_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        parse(SOURCE)
        assert 0 < gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()

"""Python's collector of cycles is stopped while a filing is read, and left as it was found."""

from __future__ import annotations

import gc
from pathlib import Path

from fundfilings import parse

SOURCE = next(Path(__file__).parents[1].glob("fixtures/*/source.txt"))


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

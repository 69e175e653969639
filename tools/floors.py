"""Floors: the figures that a change may raise and never lower (tools/floors.json).

    {"corpus": {"rows_close": 0.71, "crashes": 0}, "truth": {"holdings.recall": 0.97}}

A figure is a share (0..1) that must not fall, save the names in `CEILINGS`, which must not rise.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")
#: Counts of what must not happen at all: smaller is better.
CEILINGS = frozenset({"crashes", "timeouts"})


def read() -> dict[str, dict[str, float]]:
    return json.loads(FLOORS.read_text()) if FLOORS.exists() else {}


def below(group: str, figures: dict[str, float]) -> list[str]:
    """A sentence for each figure that is worse than its floor, or that has a floor and was not measured."""
    faults = []
    for name, floor in read().get(group, {}).items():
        value = figures.get(name)
        if value is None:
            faults.append(f"{group} {name}: not measured, floor {floor}")
        elif (value > floor) if name in CEILINGS else (value < floor - 1e-9):
            faults.append(f"{group} {name}: {value:g}, floor {floor:g}")
    return faults


def raise_floors(group: str, figures: dict[str, float]) -> list[str]:
    """Raise each floor to the figure measured (shares rounded down to three places); never lower one. What changed."""
    floors = read()
    mine = floors.setdefault(group, {})
    changed = []
    for name, value in sorted(figures.items()):
        new = value if name in CEILINGS else math.floor(value * 1000 + 1e-9) / 1000
        old = mine.get(name)
        if old is None or (new < old if name in CEILINGS else new > old):
            mine[name] = new
            changed.append(f"{group} {name}: {old} -> {new:g}")
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    return changed

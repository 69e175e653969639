"""What a run has to do: the inputs, less what the ledger says is done, each with the name of its output.

An input is done when its output was written in the same settings and is still there. With `update`, one that has
changed since, or was read by another version, is done again; with `retry_failed`, one that gave no output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fundfilings.batch.inputs import Input
from fundfilings.batch.ledger import Book, Entry, versions
from fundfilings.batch.outcome import CONVERTED
from fundfilings.write import distinct_stems, untaken


@dataclass(frozen=True, slots=True)
class Step:
    """One input to convert into `target`, a path below the output folder; bytes with the sha256 `known` stay as they
    are; old_output is what an earlier state of the input gave."""

    input: Input
    target: str
    known: str = ""
    old_output: str = ""


@dataclass(slots=True)
class Plan:
    """steps: what is to be done, in the order of the inputs; before: how many were done before, by outcome; failed:
    inputs that failed before, with the reason, and are not tried again."""

    steps: list[Step] = field(default_factory=list)
    before: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[Input, str]] = field(default_factory=list)


def plan_files(
    inputs: Sequence[Input], book: Book, out: Path, *, settings: str, update: bool, retry_failed: bool
) -> Plan:
    """One output for each input."""
    plan = Plan()
    for one, target in zip(inputs, _targets(inputs, book), strict=True):
        entry = book.entries.get(one.key)
        if entry is None or entry.settings != settings or not one.stamp:
            plan.steps.append(Step(one, target))
        elif entry.outcome in CONVERTED:
            if not _is_there(out / entry.output, entry.written):
                plan.steps.append(Step(one, target))
            elif update and _is_old(one, entry):
                known = entry.sha256 if entry.versions == versions() else ""
                plan.steps.append(Step(one, target, known, entry.output))
            else:
                plan.before[entry.outcome] += 1
        elif retry_failed or (update and _is_old(one, entry)):
            plan.steps.append(Step(one, target))
        else:
            plan.before[entry.outcome] += 1
            plan.failed.append((one, entry.reason))
    return plan


def _is_old(one: Input, entry: Entry) -> bool:
    return entry.versions != versions() or entry.stamp != one.stamp


def _is_there(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _targets(inputs: Sequence[Input], book: Book) -> list[str]:
    """The output of each input: the one that the ledger has for it, else one named after the input that no other
    has."""
    taken = {entry.output.removesuffix(".json").casefold() for entry in book.entries.values()}
    targets: list[str] = []
    for one, stem in zip(inputs, distinct_stems([(one.folder, one.stem) for one in inputs]), strict=True):
        entry = book.entries.get(one.key)
        if entry and entry.output:
            targets.append(entry.output)
            continue
        stem = untaken(stem, taken)
        targets.append(f"{stem}.json")
    return targets

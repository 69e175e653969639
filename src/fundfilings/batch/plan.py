"""What a run has to do: the inputs, less what the ledger says is done, each with the name of its output.

An input is done when its output was written in the same settings and is still there. With `update`, one that has
changed since, or was read by another version, is done again; with `retry_failed`, one that gave no output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fundfilings.batch.inputs import Input
from fundfilings.batch.ledger import Book, Entry, versions
from fundfilings.batch.outcome import CONVERTED
from fundfilings.errors import FundFilingsError
from fundfilings.write import distinct_stems, untaken


class OtherSettings(FundFilingsError):
    """The output folder holds what cannot stand beside what is asked for."""

    def __init__(self, settings: str) -> None:
        super().__init__(f"the output folder holds filings converted as {settings!r}; name another folder")


@dataclass(frozen=True, slots=True)
class Step:
    """One input to convert into `target`, a path below the output folder; bytes with the sha256 `known` stay as they
    are; old_output is what an earlier state of the input gave; chunk: the number of the chunk it belongs to, 0 where it
    has an output of its own."""

    input: Input
    target: str
    known: str = ""
    old_output: str = ""
    chunk: int = 0


@dataclass(slots=True)
class Chunk:
    """Filings whose rows stand together in the same files. targets: their JSON on the way there, in order; waiting: how
    many are still to be read; old_files: what an earlier state of the chunk gave."""

    number: int
    targets: list[str]
    waiting: int
    old_files: list[str]


@dataclass(slots=True)
class Plan:
    """steps: what is to be done, in the order of the inputs; before: how many were done before, by outcome; failed:
    inputs that failed before, with the reason, and are not tried again; chunks: those that have steps or are still to
    be written; lines: what the ledger must hold before the first step; problems: (source, what is wrong)."""

    steps: list[Step] = field(default_factory=list)
    before: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[Input, str]] = field(default_factory=list)
    chunks: dict[int, Chunk] = field(default_factory=dict)
    lines: list[dict[str, Any]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a run: the settings of its output, and what is to be done again."""

    settings: str
    update: bool
    retry_failed: bool


def plan_files(inputs: Sequence[Input], book: Book, out: Path, asked: Asked) -> Plan:
    """One output for each input. Raises OtherSettings where the folder holds chunks."""
    if book.chunks:
        raise OtherSettings(next(iter(book.chunks.values())).settings)
    plan = Plan()
    for one, target in zip(inputs, _targets(inputs, book), strict=True):
        entry = book.entries.get(one.key)
        if entry is None or entry.settings != asked.settings or not one.stamp:
            plan.steps.append(Step(one, target))
        elif entry.outcome in CONVERTED:
            if not is_there(out / entry.output, entry.written):
                plan.steps.append(Step(one, target))
            elif asked.update and is_old(one, entry):
                known = entry.sha256 if entry.versions == versions() else ""
                plan.steps.append(Step(one, target, known, entry.output))
            else:
                plan.before[entry.outcome] += 1
        elif asked.retry_failed or (asked.update and is_old(one, entry)):
            plan.steps.append(Step(one, target))
        else:
            plan.before[entry.outcome] += 1
            plan.failed.append((one, entry.reason))
    return plan


def is_old(one: Input, entry: Entry) -> bool:
    return entry.versions != versions() or entry.stamp != one.stamp


def is_there(path: Path, size: int) -> bool:
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

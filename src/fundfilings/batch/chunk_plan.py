"""Many filings into few files: the inputs are cut into chunks, and the rows of each chunk are written together.

    inputs   0001-03.txt 0002-03.txt ... | 0917-04.txt ... | ...
    read to  _work/chunk-00001/000000.json, 000001.json ...          a file each, by whichever worker
    written  holdings/form=N-Q/year=2004/00001.parquet ...           when all of the chunk are read, then the others go

How the inputs are cut is written into the ledger before the first is read, so that a run that was stopped goes on with
the same chunks. A chunk of which an input has changed is read and written again as a whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from fundfilings.batch.inputs import Input, find_inputs
from fundfilings.batch.ledger import Book, ChunkEntry, Entry, chunk_open, chunk_planned, same_line, versions
from fundfilings.batch.outcome import CONVERTED
from fundfilings.batch.plan import Asked, Chunk, OtherSettings, Plan, Step, is_old, is_there
from fundfilings.batch.work import ASIDE, read_input
from fundfilings.errors import FundFilingsError

#: Bytes of input and filings of one chunk: some 300,000 holdings, which make row groups of a good size and are well
#: held in memory while they are packed.
CHUNK_BYTES = 256_000_000
CHUNK_FILINGS = 2_000
#: The year in the name of a submission. Files are parted by year: a chunk of filings of one year makes few of them.
_ACCESSION = re.compile(r"\d{10}-(\d\d)-\d{6}")


def plan_chunks(inputs: Sequence[Input], book: Book, out: Path, asked: Asked, chunk_bytes: int) -> Plan:
    """Raises OtherSettings where the folder holds something else."""
    for settings in {e.settings for e in book.chunks.values()} | {e.settings for e in book.entries.values()}:
        if settings != asked.settings:
            raise OtherSettings(settings)
    known = {key for chunk in book.chunks.values() for key in chunk.inputs}
    planner = _Planner({one.key: one for one in inputs}, book, out, asked)
    new = sorted((one for one in inputs if one.key not in known), key=_year)
    for number, cut in enumerate(_cut(new, chunk_bytes), max(book.chunks, default=0) + 1):
        keys = [one.key for one in cut]
        planner.plan.lines.append(chunk_planned(number, asked.settings, keys))
        book.chunks[number] = ChunkEntry(asked.settings, keys)
    for number, entry in book.chunks.items():
        planner.take(number, entry)
    return planner.plan


def staged(number: int, place: int | None = None) -> str:
    """Where a filing of a chunk waits for the others, or where all of them do."""
    folder = f"{ASIDE}/chunk-{number:05}"
    return folder if place is None else f"{folder}/{place:06}.json"


def _year(one: Input) -> int:
    found = _ACCESSION.search(one.stem)
    return 0 if found is None else (int(found[1]) - 90) % 100  # EDGAR began in 1993


def _cut(inputs: Sequence[Input], chunk_bytes: int) -> Iterator[list[Input]]:
    cut: list[Input] = []
    size = 0
    for one in inputs:
        if cut and (size + one.size > chunk_bytes or len(cut) >= CHUNK_FILINGS):
            yield cut
            cut, size = [], 0
        cut.append(one)
        size += one.size
    if cut:
        yield cut


class _Planner:
    """Chunk by chunk into a plan. by_key: the inputs of this run; the ledger may know more."""

    def __init__(self, by_key: dict[str, Input], book: Book, out: Path, asked: Asked) -> None:
        self.plan = Plan()
        self._by_key, self._book, self._out, self._asked = by_key, book, out, asked

    def take(self, number: int, chunk: ChunkEntry) -> None:
        own = [key for key in chunk.inputs if key in self._by_key]
        if not own:
            return
        old = {key for key in own if self._is_old(key)}
        if chunk.files is not None:
            if not old and all(is_there(self._out / name, size) for name, size in chunk.files.items()):
                self._count(own)
                return
            gone = next((k for k in chunk.inputs if k not in self._by_key and input_again(k) is None), None)
            if gone is not None:
                why = f"is gone, but its rows stand with those of changed inputs: chunk {number} stays as it is"
                self.plan.problems.append((gone, why))
                return
            self.plan.lines.append(chunk_open(number))
        targets = [staged(number, place) for place in range(len(chunk.inputs))]
        waiting = 0
        for key, target in zip(chunk.inputs, targets, strict=True):
            if key in old or not self._is_staged(key, target):
                one = self._by_key.get(key) or input_again(key) or Input(key, "", "", 0, "gone")
                self.plan.steps.append(Step(one, target, chunk=number))
                waiting += 1
            elif key in self._by_key:
                self._count([key])
        old_files = [*chunk.old_files, *(chunk.files or ())]
        self.plan.chunks[number] = Chunk(number, targets, waiting, old_files)

    def _is_old(self, key: str) -> bool:
        """Whether what the ledger says of an input does not count any more."""
        one, entry = self._by_key[key], self._book.entries.get(key)
        if entry is None or not one.stamp:
            return True
        if self._asked.retry_failed and entry.outcome not in CONVERTED:
            return True
        return self._asked.update and is_old(one, entry) and not self._only_touched(one, entry)

    def _only_touched(self, one: Input, entry: Entry) -> bool:
        """Whether only its time has changed. To know costs the reading of its bytes; a change, that of the chunk."""
        if entry.versions != versions() or not entry.sha256:
            return False
        with suppress(OSError, FundFilingsError):
            if hashlib.sha256(read_input(one)).hexdigest() == entry.sha256:
                self.plan.lines.append(same_line(one.key, one.stamp))
                return True
        return False

    def _is_staged(self, key: str, target: str) -> bool:
        """Whether an input of an unfinished chunk was read; one that failed gives nothing to wait for."""
        entry = self._book.entries.get(key)
        return entry is not None and (entry.outcome not in CONVERTED or is_there(self._out / target, entry.written))

    def _count(self, keys: Sequence[str]) -> None:
        """What was done before."""
        for key in keys:
            entry = self._book.entries[key]
            self.plan.before[entry.outcome] += 1
            if entry.outcome not in CONVERTED:
                self.plan.failed.append((self._by_key[key], entry.reason))


def input_again(key: str) -> Input | None:
    """The input that the ledger knows as `key`, where it is still there."""
    path = key
    while True:
        for one in find_inputs([path]).inputs:
            if one.key == key:
                return one
        path, bang, _ = path.rpartition("!")
        if not bang:
            return None

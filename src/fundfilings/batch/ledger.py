"""The ledger of an output folder: one line for each thing done, only ever added to.

    {"input": "/filings/a.txt", "outcome": "ok", "sha256": "5f2c...", "stamp": "183402-1600...", "seconds": 0.21,
     "versions": "0.1.0 schema 1 code 9b1d52c07a3e", "settings": "json indent 2", "output": "a.json", "written":
     391118, ...}

A line that was cut off (a full disk, a killed process) is no line: what it would have said is done again.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import IO, Any

import fundfilings
from fundfilings.batch.outcome import Outcome
from fundfilings.errors import FundFilingsError
from fundfilings.models import SCHEMA_VERSION

LEDGER = "_ledger.ndjson"


class OutputInUse(FundFilingsError):
    """Another run is writing to the output folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The last that the ledger says of one input."""

    outcome: str
    reason: str
    sha256: str
    stamp: str
    versions: str
    settings: str
    output: str
    written: int


@dataclass(slots=True)
class ChunkEntry:
    """Inputs whose rows stand together in the same files; files: path -> bytes, None where they are still to be
    written."""

    settings: str
    inputs: list[str]
    files: dict[str, int] | None = None
    old_files: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Book:
    """What a ledger says: the last entry of each input, and of each chunk by its number."""

    entries: dict[str, Entry]
    chunks: dict[int, ChunkEntry]


@cache
def versions() -> str:
    """What decides the output besides the input: version, schema, and a print of the code itself, which changes between
    versions too."""
    folder = Path(fundfilings.__file__).parent
    print_of = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".so", ".pyd"} and "batch" not in path.relative_to(folder).parts:
            print_of.update(path.name.encode() + path.read_bytes())
    return f"{fundfilings.__version__} schema {SCHEMA_VERSION} code {print_of.hexdigest()[:12]}"


class Ledger:
    """Open for adding to, by one run at a time. Raises OutputInUse, and OSError where it cannot be written."""

    def __init__(self, out: Path) -> None:
        path = out / LEDGER
        self._file: IO[bytes] = path.open("a+b", buffering=0)
        try:
            _lock(self._file, path)
            self.book = _read(path)
            if self._file.seek(0, os.SEEK_END) and not _ends_a_line(self._file):
                self._file.write(b"\n")
        except BaseException:
            self._file.close()
            raise

    def add(self, line: dict[str, Any]) -> None:
        data = (json.dumps(line, separators=(",", ":")) + "\n").encode()
        written = self._file.write(data)
        if written != len(data):  # a full disk takes what it can
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def close(self) -> None:
        self._file.close()


def entry_line(key: str, stamp: str, settings: str, output: str, outcome: Outcome, tries: int) -> dict[str, Any]:
    line: dict[str, Any] = {"input": key, "outcome": outcome.kind}
    if outcome.reason:
        line["reason"] = outcome.reason
    line |= {"sha256": outcome.sha256, "bytes": outcome.size, "stamp": stamp, "seconds": outcome.seconds}
    if tries > 1:
        line["tries"] = tries
    line |= {"versions": versions(), "settings": settings}
    if outcome.converted:
        line |= {"output": output, "written": outcome.written}
    if outcome.reading:
        line |= {k: v for k, v in asdict(outcome.reading).items() if k != "gravest"}
    return line


def same_line(key: str, stamp: str) -> dict[str, Any]:
    """Of an input that was touched, with the bytes it had."""
    return {"input": key, "same": True, "stamp": stamp}


def chunk_planned(number: int, settings: str, inputs: list[str]) -> dict[str, Any]:
    return {"chunk": number, "settings": settings, "inputs": inputs}


def chunk_open(number: int) -> dict[str, Any]:
    """Its files are no longer what its inputs say, and are written again."""
    return {"chunk": number, "open": True}


def chunk_written(number: int, files: dict[str, int]) -> dict[str, Any]:
    return {"chunk": number, "files": files}


def _read(path: Path) -> Book:
    book = Book({}, {})
    for line in _lines(path):
        if "chunk" in line:
            _take_chunk(book, line)
        if "input" not in line:
            continue
        get = line.get
        if get("same"):
            if before := book.entries.get(str(line["input"])):
                book.entries[str(line["input"])] = replace(before, stamp=str(get("stamp")))
            continue
        book.entries[str(line["input"])] = Entry(
            outcome=sys.intern(str(get("outcome"))),
            reason=str(get("reason", "")),
            sha256=str(get("sha256")),
            stamp=str(get("stamp")),
            versions=sys.intern(str(get("versions"))),
            settings=sys.intern(str(get("settings"))),
            output=str(get("output", "")),
            written=int(get("written", 0)),
        )
    return book


def _take_chunk(book: Book, line: dict[str, Any]) -> None:
    number = int(line["chunk"])
    if "inputs" in line:
        book.chunks[number] = ChunkEntry(str(line.get("settings")), [str(name) for name in line["inputs"]])
    elif chunk := book.chunks.get(number):
        if chunk.files:
            chunk.old_files = [*chunk.old_files, *chunk.files]
        chunk.files = {str(k): int(v) for k, v in line["files"].items()} if "files" in line else None
        if chunk.files is not None:
            chunk.old_files = []


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for raw in file:
            with suppress(ValueError):  # half a line
                line = json.loads(raw)
                if isinstance(line, dict):
                    yield line


def _ends_a_line(file: IO[bytes]) -> bool:
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def _lock(file: IO[bytes], path: Path) -> None:
    """Held until the file is closed or the process dies. Where the file system knows no locks there is none."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputInUse(
            f"{path.parent}: another run is writing to this folder; wait for it or name another"
        ) from error
    except OSError:
        return

"""What a worker does with one input: bytes -> Filing -> JSON, written whole or not at all.

Everything that can be wrong with a filing comes back as an Outcome; nothing is raised but MemoryError, which the
process itself does not survive.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import sys
import time
import traceback
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from fundfilings.batch import remote
from fundfilings.batch.archives import Reader
from fundfilings.batch.inputs import Input, os_message
from fundfilings.batch.outcome import Outcome, Reading, reading_of
from fundfilings.errors import FundFilingsError, UnreadableInput
from fundfilings.models import Filing
from fundfilings.write import STDIN, to_json, write_bytes

#: How a filing is read: (bytes, name, whether its PDF parts are read).
Parser = Callable[[bytes, str | None, bool], Filing]
#: Where a file is written before it is renamed, below the output folder.
ASIDE = "_work"

_archives = Reader()


@dataclass(frozen=True, slots=True)
class Task:
    """One input and what to do with it; all that a worker on any machine needs.

    input      with a path that holds from anywhere
    out        the output folder
    target     where the JSON goes, below it
    indent     blanks a level, 0: one line
    known      the sha256 of bytes that are not converted again
    """

    input: Input
    out: str
    target: str
    indent: int
    pdf_parts: bool
    parser: Parser
    known: str = ""


def standard_parser(data: bytes, name: str | None, pdf_parts: bool) -> Filing:
    from fundfilings.pipeline import parse  # only workers load the readers

    return parse(data, name=name, pdf_parts=pdf_parts)


def convert_filing(task: Task) -> Outcome:
    """Converts one input. The kind "stop" says that the output cannot be written, whatever the filing."""
    outcome, text = read_filing(task)
    if not outcome.converted:
        return outcome
    start = time.perf_counter()
    try:
        put(Path(task.out), task.target, text)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return replace(outcome, kind="unreadable", reason="its name is too long for an output file; shorten it")
        return replace(outcome, kind="stop", reason=f"{task.target}: {error.strerror or error}")
    return replace(outcome, written=len(text), seconds=round(outcome.seconds + time.perf_counter() - start, 3))


def read_filing(task: Task) -> tuple[Outcome, bytes]:
    """What became of one input, and its JSON where there is one."""
    start = time.perf_counter()
    sha256, size = "", 0

    def outcome(kind: str, reason: str = "", *, trace: str = "", reading: Reading | None = None) -> Outcome:
        return Outcome(kind, reason, sha256, size, 0, round(time.perf_counter() - start, 3), reading, trace)

    try:
        data = read_input(task.input)
        sha256, size = hashlib.sha256(data).hexdigest(), len(data)
        if sha256 == task.known:
            return outcome("same"), b""
        filing = task.parser(data, task.input.name, task.pdf_parts)
        del data
        text = (to_json(filing, task.indent or None) + "\n").encode()
        return outcome(filing.status, reading=reading_of(filing)), text
    except FundFilingsError as error:
        return outcome("unreadable", str(error)), b""
    except OSError as error:
        return outcome("unreadable", os_message(error)), b""
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours must not cost the user the other files
        why = f"internal error ({type(error).__name__}: {error})"
        return outcome("error", why, trace=traceback.format_exc()), b""


def read_input(one: Input) -> bytes:
    """The bytes of an input, unpacked. Raises FundFilingsError and OSError."""
    if one.path == STDIN:
        return sys.stdin.buffer.read()
    if one.member is not None:
        data = _archives.read(one.path, one.member, one.offset, one.size)
    elif remote.is_address(one.path):
        data = remote.read(one.path)
    else:
        data = Path(one.path).read_bytes()
    if not (one.member or one.path).lower().endswith(".gz"):
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableInput(f"cannot be unpacked ({error}); check that it is whole") from error


def put(out: Path, target: str, data: bytes) -> None:
    """Writes `data` to out/target, whole or not at all. Raises OSError, and leaves nothing but, where the process is
    killed, a file in the folder ASIDE."""
    path, aside = out / target, out / ASIDE
    for folder in (aside, path.parent):
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
    write_bytes(path, data, aside)

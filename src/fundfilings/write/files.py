"""Names for output files, and writing them whole or not at all.

    a/source.txt  b/source.txt  c.htm     ->     a-source.json  b-source.json  c.json

Names come from the names of the input files alone, never from what stands inside a filing.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

#: What standard input is called.
STDIN = "-"


def output_names(inputs: Sequence[str], suffix: str = ".json") -> list[str]:
    """One file name for each input, all different (also where upper and lower case are the same).

    Inputs with one stem take their folder's name in front; where that is not enough they are numbered.
    """
    stems = [_stem(name) for name in inputs]
    shared = Counter(stem.casefold() for stem in stems)
    names: list[str] = []
    taken = {stem.casefold() for stem, times in ((s, shared[s.casefold()]) for s in stems) if times == 1}
    for name, stem in zip(inputs, stems, strict=True):
        if shared[stem.casefold()] > 1:
            folder = _folder(name)
            stem = _untaken(f"{folder}-{stem}" if folder else stem, taken)
            taken.add(stem.casefold())
        names.append(stem + suffix)
    return names


def _stem(name: str) -> str:
    return "stdin" if name == STDIN else Path(name).stem or "filing"


def _folder(name: str) -> str:
    return "" if name == STDIN else Path(name).absolute().parent.name


def _untaken(stem: str, taken: set[str]) -> str:
    candidate, number = stem, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def write_text(path: Path, text: str) -> None:
    """Writes `text` as UTF-8 to `path`, as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Writes `data` to `path`, beside it first and then renamed: `path` holds the old file or the new one, never a
    part. Raises OSError, leaving nothing behind."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(aside).chmod(_mode(path))
        Path(aside).replace(path)
    except BaseException:  # an interrupt too may leave no half-written file behind
        with suppress(OSError):
            Path(aside).unlink()
        raise


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, else the one a new file would get (mkstemp gives 0600)."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask

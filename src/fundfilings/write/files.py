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


def distinct_stems(named: Sequence[tuple[str, str]]) -> list[str]:
    """One name for the output of each input, given as (folder, stem), without suffix.

    All are different, also where upper and lower case are the same: stems that are shared take the folder in front, and
    are numbered where that is not enough. A stem with a way in it keeps it: ("in", "x/a") is x/a, or in/x/a.
    """
    shared = Counter(stem.casefold() for _, stem in named)
    stems: list[str] = []
    taken = {folded for folded, times in shared.items() if times == 1}
    for folder, stem in named:
        if shared[stem.casefold()] > 1:
            stem = untaken(f"{folder}{'/' if '/' in stem else '-'}{stem}" if folder else stem, taken)
            taken.add(stem.casefold())
        stems.append(stem)
    return stems


def untaken(stem: str, taken: set[str]) -> str:
    """`stem`, with a number behind it where it is among `taken` (case-folded)."""
    candidate, number = stem, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def write_text(path: Path, text: str) -> None:
    """Writes `text` as UTF-8 to `path`, as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes, aside_in: Path | None = None) -> None:
    """Writes `data` to `path`, beside it first (or in the folder `aside_in`) and then renamed: `path` holds the old
    file or the new one, never a part. Raises OSError, leaving nothing behind."""
    handle, aside = tempfile.mkstemp(dir=aside_in or path.parent, prefix=".", suffix=".part")
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

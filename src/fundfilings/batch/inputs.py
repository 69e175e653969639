"""Sources as the user names them to a list of inputs, one for each filing, in an order that is always the same.

    filings/  2010.zip  more/*.txt   ->   filings/a.txt  filings/b/c.htm  2010.zip!d.txt  more/e.txt

Nothing of a filing is read here: an input is a name with a size and a stamp. Folders and archives give their members
sorted by name, without hidden ones, what lies in the output folder, and files that are no filings by their suffix.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fundfilings.batch.archives import ArchiveFault, is_archive, members
from fundfilings.batch.remote import is_address, listing
from fundfilings.errors import FundFilingsError
from fundfilings.write import STDIN

#: What a filing in a folder or an archive is called; a file that is named itself may be called anything. "nc" are the
#: submissions in EDGAR's daily archives.
FILING_SUFFIXES = frozenset({".txt", ".htm", ".html", ".pdf", ".sgml", ".sgm", ".nc"})
_PACKED = ".gz"
_MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Input:
    """One filing to be read, by name.

    path    the file, archive or address as the user named it, or found below what was named
    member  its name inside the archive, None for a file of its own
    stem    what its output is named after: the name without suffix, below a folder or in an archive with the way to it
    folder  what stands before the stem where two outputs would have one name
    size    bytes, as far as known before it is read
    stamp   changes when the file does: size and time of change
    offset  where the bytes begin in a plain tar, else -1
    """

    path: str
    stem: str
    folder: str
    size: int
    stamp: str
    member: str | None = None
    offset: int = -1

    @property
    def shown(self) -> str:
        return self.path if self.member is None else f"{self.path}!{self.member}"

    @property
    def place(self) -> str:
        """The path from anywhere on this machine."""
        return self.path if self.path == STDIN or is_address(self.path) else str(Path(self.path).absolute())

    @property
    def key(self) -> str:
        """What the ledger knows it by."""
        return self.place if self.member is None else f"{self.place}!{self.member}"

    @property
    def name(self) -> str | None:
        """The file's own name, None for standard input."""
        if self.path == STDIN:
            return None
        return unpacked((self.member or self.path).rstrip("/").rpartition("/")[2])


@dataclass(slots=True)
class Found:
    """inputs: what there is to read; problems: (source, what is wrong with it); passed: files that are no filings."""

    inputs: list[Input] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    passed: int = 0


def find_inputs(sources: Iterable[str], out: Path | None = None) -> Found:
    """The inputs that `sources` name, each once. A source that is not there is one of the problems, never an error."""
    found = Found()
    seen: set[str] = set()
    skip = str(out.absolute()) if out else None
    for source in sources:
        given, passed, problems = 0, found.passed, len(found.problems)
        try:
            for one in _of_source(source, skip, found):
                given += 1
                if one.key not in seen:
                    seen.add(one.key)
                    found.inputs.append(one)
        except FundFilingsError as error:
            found.problems.append((source, str(error)))
        except OSError as error:
            found.problems.append((source, os_message(error)))
        if not given and len(found.problems) == problems:
            others = found.passed - passed
            found.problems.append((source, f"holds no filings ({others} files of other kinds)" if others else _EMPTY))
    return found


_EMPTY = "holds no filings"


def os_message(error: OSError) -> str:
    """What is wrong with a file and what to do, in one line."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the name"
    if isinstance(error, IsADirectoryError):
        return "is a folder; name the files in it"
    if isinstance(error, PermissionError):
        return "permission denied; check the rights of the file and of the output folder"
    return f"{error.strerror or error}; check the file and the disk"


def unpacked(name: str) -> str:
    """The name without the suffix of gzip."""
    return name[: -len(_PACKED)] if name.lower().endswith(_PACKED) else name


def _of_source(source: str, skip: str | None, found: Found) -> Iterator[Input]:
    if source == STDIN:
        yield Input(STDIN, "stdin", "", 0, "")
    elif is_address(source):
        for address, size, stamp, below in listing(source):
            if below is None or _is_filing(below, found):
                yield Input(address, _stem(below or address.rstrip("/").rpartition("/")[2]), "", size, stamp)
    elif Path(source).is_dir():
        yield from _of_folder(source, skip, found)
    elif not Path(source).exists() and _MAGIC & set(source):
        names = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 - takes absolute patterns too
        if not names:
            raise FileNotFoundError(source)
        for name in names:
            if not Path(name).is_dir():
                if "**" not in source or is_archive(name) or _is_filing(name, found):
                    yield from _of_file(name, found)
            elif "**" not in source:  # else its files are named as well
                yield from _of_folder(name, skip, found)
    else:
        yield from _of_file(source, found)


def _of_folder(folder: str, skip: str | None, found: Found) -> Iterator[Input]:
    def unreadable(error: OSError) -> None:
        found.problems.append((str(error.filename), os_message(error)))

    own = Path(folder).absolute().name
    for place, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and str(Path(place, f).absolute()) != skip)
        for name in sorted(files):
            path = str(Path(place, name))
            if not name.startswith(".") and (is_archive(name) or _is_filing(name, found)):
                try:
                    yield from _of_file(path, found, own, os.path.relpath(path, folder))
                except ArchiveFault as error:
                    found.problems.append((path, str(error)))
                except OSError as error:
                    found.problems.append((path, os_message(error)))


def _of_file(path: str, found: Found, folder: str = "", below: str = "") -> Iterator[Input]:
    """`below`: the way to the file from `folder`, where it was found in one."""
    facts = Path(path).stat()
    stamp = f"{facts.st_size}-{facts.st_mtime_ns}"
    if not is_archive(path):
        whole = Path(path)
        yield Input(path, _stem(below or whole.name), folder or whole.absolute().parent.name, facts.st_size, stamp)
        return
    own = f"{_bare(below)}/" if below else ""
    for member in members(path):
        if _is_filing(member.name, found):
            place = folder or _bare(Path(path).name)
            yield Input(path, own + _stem(member.name), place, member.size, member.stamp, member.name, member.offset)


def _is_filing(name: str, found: Found) -> bool:
    last = unpacked(name.rpartition("/")[2])
    if Path(last).suffix.lower() in FILING_SUFFIXES and not last.startswith("."):
        return True
    found.passed += 1
    return False


def _bare(name: str) -> str:
    """ "2010.tar.gz" -> "2010" """
    return str(Path(unpacked(name)).with_suffix("")).removesuffix(".tar")


def _stem(name: str) -> str:
    """The name without its suffix, as a path that stays below the folder it is put in."""
    steps = [s for s in unpacked(name).replace("\\", "/").split("/") if s not in {"", ".", ".."}]
    if not steps:
        return "filing"
    steps[-1] = Path(steps[-1]).stem or "filing"
    return "/".join(steps)

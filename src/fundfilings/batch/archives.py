"""Zip and tar archives, read in place: what is in them, and one member's bytes.

A member of a zip or of a plain tar is read from where it stands. A packed tar (.tar.gz and kin) can only be read from
its beginning on: its members are taken in their order, so that a process that reads several of them unpacks it once.
"""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fundfilings.errors import FundFilingsError

_ZIP = (".zip",)
_TAR = (".tar",)
_PACKED_TAR = (".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
#: What the standard library raises over a damaged archive.
DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


class ArchiveFault(FundFilingsError):
    """An archive that cannot be read, or has no such member."""


@dataclass(frozen=True, slots=True)
class Member:
    """stamp changes when its bytes do; offset: where they begin in a plain tar, else -1."""

    name: str
    size: int
    stamp: str
    offset: int


def is_archive(name: str) -> bool:
    return name.lower().endswith((*_ZIP, *_TAR, *_PACKED_TAR))


def members(path: str) -> list[Member]:
    """The files in an archive, sorted by name (a packed tar's in their order). Raises ArchiveFault and OSError."""
    try:
        if path.lower().endswith(_ZIP):
            with zipfile.ZipFile(path) as opened:
                found = [Member(i.filename, i.file_size, f"{i.file_size}-{i.CRC}", -1) for i in _files(opened)]
            return sorted(found, key=lambda m: m.name)
        packed = not path.lower().endswith(_TAR)
        with tarfile.open(path, "r:*") as tar:
            inside = [
                Member(i.name, i.size, f"{i.size}-{i.mtime:g}", -1 if packed else i.offset_data)
                for i in _each(tar)
                if i.isreg() and not i.issparse()
            ]
        return inside if packed else sorted(inside, key=lambda m: m.name)
    except DAMAGED as error:
        raise ArchiveFault(f"the archive cannot be read ({error}); check that it is whole") from error


def _each(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Its members, without keeping them: of a long archive they would take more than what is read."""
    kept: Any = tar  # the list is in no type stub
    while (info := tar.next()) is not None:
        yield info
        kept.members = []


def _files(opened: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    return (i for i in opened.infolist() if not i.is_dir())


class Reader:
    """Reads members of one archive after another; keeps the last archive open."""

    def __init__(self) -> None:
        self._path = ""
        self._zip: zipfile.ZipFile | None = None
        self._tar: tarfile.TarFile | None = None

    def read(self, path: str, member: str, offset: int, size: int) -> bytes:
        """Raises ArchiveFault and OSError."""
        if offset >= 0:
            with Path(path).open("rb") as plain:
                plain.seek(offset)
                data = plain.read(size)
            if len(data) < size:
                raise ArchiveFault("the archive is cut off here; check that it is whole")
            return data
        try:
            return self._zipped(path, member) if path.lower().endswith(_ZIP) else self._packed(path, member)
        except KeyError as error:
            raise ArchiveFault("the archive has no such member any more") from error
        except DAMAGED as error:
            self.close()
            raise ArchiveFault(f"cannot be read out of the archive ({error}); check that it is whole") from error

    def close(self) -> None:
        for opened in (self._zip, self._tar):
            if opened is not None:
                opened.close()
        self._path, self._zip, self._tar = "", None, None

    def _zipped(self, path: str, member: str) -> bytes:
        if self._zip is None or self._path != path:
            self.close()
            self._zip, self._path = zipfile.ZipFile(path), path
        return self._zip.read(member)

    def _packed(self, path: str, member: str) -> bytes:
        """Looks from where it stands to the end, then once from the beginning."""
        for again in (False, True):
            if again or self._tar is None or self._path != path:
                self.close()
                self._tar = tarfile.open(path, "r|*")  # noqa: SIM115 - kept open for the next member
                self._path = path
            for info in _each(self._tar):
                if info.name == member and (opened := self._tar.extractfile(info)):
                    return opened.read()
        raise KeyError(member)

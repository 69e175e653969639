"""Addresses such as https://, s3:// or gs://, through fsspec (extra "remote").

Which stores can be read depends on what is installed beside it: s3fs for s3://, gcsfs for gs://, adlfs for az://.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fundfilings.errors import UnreadableInput
from fundfilings.extras import load

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_MAGIC = frozenset("*?[")


def is_address(name: str) -> bool:
    return bool(_ADDRESS.match(name))


def listing(source: str) -> Iterator[tuple[str, int, str, str | None]]:
    """(address, size, stamp, way from the folder that was named) of what an address names: itself, the files below it,
    or what its pattern finds. The way is None for a file that was named itself.

    Raises MissingExtra without fsspec, UnreadableInput for an unknown store, OSError for what is not there.
    """
    files, root = _opened(source)
    if _MAGIC & set(source.partition("?")[0] if source.startswith("http") else source):
        for path in sorted(files.glob(root)):
            yield _entry(files, path, None)
        return
    if not source.startswith("http") and files.isdir(root):
        base = root.rstrip("/") + "/"
        for path in sorted(files.find(root)):
            yield _entry(files, path, path.removeprefix(base))
        return
    yield _entry(files, root, None)


def read(address: str) -> bytes:
    """The bytes at `address`. Raises as `listing` does."""
    files, root = _opened(address)
    data = files.cat_file(root)
    return bytes(data)


def _opened(address: str) -> tuple[Any, str]:
    core = load("fsspec.core", "remote", f"to read {address}")
    try:
        files, root = core.url_to_fs(address)
    except (ImportError, ValueError) as error:  # a store that needs a package of its own, or that nobody knows
        raise UnreadableInput(f"cannot be read: {error}") from error
    return files, str(root)


def _entry(files: Any, path: str, below: str | None) -> tuple[str, int, str, str | None]:
    info = files.info(path)
    size = int(info.get("size") or 0)
    changed = next((info[k] for k in ("ETag", "etag", "LastModified", "last_modified", "mtime") if info.get(k)), "")
    return str(files.unstrip_protocol(path)), size, f"{size}-{changed}", below

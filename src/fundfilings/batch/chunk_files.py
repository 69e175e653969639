"""A chunk's filings, read and waiting as JSON, into the files that hold their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fundfilings.batch.work import put
from fundfilings.write import Part, from_json

#: How the output of a run is called on the command line.
FORMATS = ("json", "jsonl", "parquet", "csv")


@dataclass(frozen=True, slots=True)
class ChunkTask:
    """sources: the filings' JSON below `out`, in order; those that could not be read are not there."""

    out: str
    number: int
    format: str
    sources: Sequence[str]


def write_chunk(task: ChunkTask) -> dict[str, int] | str:
    """Writes the files of a chunk and gives path -> bytes, or what keeps it from writing."""
    out = Path(task.out)
    written: dict[str, int] = {}
    try:
        for target, data in _files(task, [out / source for source in task.sources]):
            put(out, target, data)
            written[target] = len(data)
    except OSError as error:
        return f"{task.out}: {error.strerror or error}"
    return written


def _files(task: ChunkTask, sources: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    name = f"{task.number:05}"
    texts = (source.read_bytes() for source in sources if source.exists())
    if task.format == "jsonl":
        if data := b"".join(texts):
            yield f"filings-{name}.jsonl", data
        return
    part = Part("csv" if task.format == "csv" else "parquet")
    for text in texts:
        part.add(from_json(text))
    yield from part.files(name)

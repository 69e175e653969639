"""Where in the input a thing was printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the input, precise enough to show the printed text again.

    document  1-based number of the <DOCUMENT> part inside an EDGAR submission (1 for a bare file)
    page      1-based page as the container marks pages; None where it marks none
    line      1-based line number in the whole input file
    start,end character offsets (end exclusive) in the decoded text of the whole input file
    bbox      (x0, top, x1, bottom) in points, for PDF only
    """

    document: int | None = None
    page: int | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    bbox: tuple[float, float, float, float] | None = None

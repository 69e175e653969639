"""PDF files opened, within limits: %PDF-1.7 bytes to a document whose pages can be read one by one.

What is locked, damaged or no PDF at all is refused in one sentence; a page that cannot be opened is passed over and
named by its reader.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2

from fundfilings.errors import UnreadableInput
from fundfilings.source.pdf_streams import swells

_MAGIC = b"%PDF-"
#: The magic number stands within so many bytes of the start (ISO 32000, implementation note 13).
_MAGIC_WITHIN = 1024
#: Pages whose text may hold the cover and the words that say what the report is.
_COVER_PAGES = 4
_COVER_CHARACTERS = 60_000
#: Bytes of one packed part: pages have some 100,000, fonts and tables of objects millions.
_UNPACKED = 100_000_000


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """How much of a PDF is read. The longest reports print 1,500 pages; a dense page 12,000 characters in 3,000 text
    objects. What is beyond a limit is left out, and an issue says so."""

    pages: int = 4_000
    characters: int = 120_000  # on one page
    objects: int = 400_000  # on one page
    seconds: float = 900.0
    unpacked: int = (
        100_000_000  # bytes of one packed part: pages have some 100,000, fonts and tables of objects millions
    )


@dataclass(slots=True)
class Clock:
    """The time that reading one file has taken."""

    seconds: float
    began: float = field(default_factory=time.monotonic)

    @property
    def over(self) -> bool:
        return time.monotonic() - self.began > self.seconds


def is_pdf(data: bytes) -> bool:
    """Whether the input is a PDF file (and not a submission that holds one)."""
    return _MAGIC in data[:_MAGIC_WITHIN] and b"<DOCUMENT>" not in data[:_MAGIC_WITHIN]


@contextmanager
def open_pdf(data: bytes, unpacked: int = _UNPACKED) -> Iterator[pypdfium2.PdfDocument]:
    """The document in `data`. Raises UnreadableInput where it cannot be opened, has no pages, or holds a part of more
    than `unpacked` bytes."""
    if swells(data, unpacked):
        raise UnreadableInput(f"a part of the PDF unpacks to more than {unpacked // 1_000_000} MB; it is not read")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput(_why(str(error))) from error
    try:
        if not len(document):
            raise UnreadableInput("the PDF has no pages; it is damaged, so fetch it again")
        yield document
    finally:
        document.close()


def _why(error: str) -> str:
    if re.search(r"password|security", error, re.I):
        return "the PDF is locked with a password; save a copy without one first"
    return "the PDF is damaged and cannot be opened; fetch it again"


def opening_text(data: bytes) -> str:
    """The text of the first pages in the order of the file, enough for a cover page. Raises as `open_pdf` does."""
    found: list[str] = []
    with open_pdf(data) as document:
        for number in range(min(_COVER_PAGES, len(document))):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                continue
            text = page.get_textpage()
            found.append(text.get_text_range(0, min(text.count_chars(), _COVER_CHARACTERS)))
            text.close()
            page.close()
    return "\n\n".join(found).replace("\r\n", "\n").replace("\x00", "")

"""A page of a PDF as an image, with what was read drawn over it: a box around every cell, coloured by what its line was
taken for.

    green   a holding or its continuation       orange  a total or subtotal        blue  a heading
    grey    furniture                           black   any other line             red   a schedule's line not explained
"""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
from pdfplumber.display import PageImage
from pdfplumber.page import Page

from fundfilings.pipeline import Explained
from fundfilings.source.pdf_file import open_pdf

#: Dots an inch.
_RESOLUTION = 110
_COLOURS = {
    "holding": (0, 140, 60),
    "continuation": (0, 140, 60),
    "derivative": (0, 140, 60),
    "subtotal": (230, 120, 0),
    "total": (230, 120, 0),
    "other_line": (230, 120, 0),
    "heading": (0, 80, 200),
    "furniture": (150, 150, 150),
    "noise": (150, 150, 150),
    "unexplained": (220, 0, 0),
}
_OTHER = (0, 0, 0)


def _picture(page: Page, data: bytes) -> PageImage:
    """The page as it is shown, its top left corner at 0, 0: pdfplumber alone counts from other corners where a page
    shows a part of its sheet only."""
    with open_pdf(data) as document:
        shown = document[page.page_number - 1].render(scale=_RESOLUTION / 72).to_pil()
    image = PageImage(page, original=shown)
    width, height = shown.size[0] * 72 / _RESOLUTION, shown.size[1] * 72 / _RESOLUTION
    image.bbox, image.scale = (0, 0, width, height), _RESOLUTION / 72
    return image


def page_image(explained: Explained, page: int, out: Path) -> bool:
    """Write the image of a page of the first document that is a PDF. False where there is no such page."""
    documents = {d.number: d for d in explained.submission.documents if d.data}
    read = next((d for d in explained.documents if d.number in documents), None)
    if read is None:
        return False
    kinds = {line.number: line.kind for _, schedule in explained.schedules for line in schedule.lines}
    with pdfplumber.open(io.BytesIO(documents[read.number].data)) as pdf:
        if not 1 <= page <= len(pdf.pages):
            return False
        image = _picture(pdf.pages[page - 1], documents[read.number].data)
        for line, place in read.places.items():
            if place.page == page:
                colour = _COLOURS.get(kinds.get(line, ""), _OTHER)
                image.draw_rects(place.boxes(), fill=(*colour, 30), stroke=colour)
        image.save(out, format="PNG")
    return True

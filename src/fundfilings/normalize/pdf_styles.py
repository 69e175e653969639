"""What a text object of a PDF says of its characters: which way they run, how large and how bold they are.

/F1 9 Tf  0 1 -1 0 100 200 Tm  (Portfolio Company) Tj      Style(turn=1, size=9.0, bold=False)
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from fundfilings.normalize.pdf_native import get_colour, get_font, get_matrix, get_size

_BOLD_WEIGHT = 600
#: PDF font flag (ISO 32000, table 123).
_FORCE_BOLD = 1 << 18
#: Colours as light are white.
_WHITE = 250
#: Colours that are lighter, or less opaque, are those of stamps behind the print.
_FAINT, _OPAQUE = 190, 128
#: Text that slants by more degrees is not read: stamps across a page.
_SLANT = 3


@dataclass(frozen=True, slots=True)
class Style:
    """`turn` counts quarters counterclockwise, None for slanting text; `stretch` is what widths of characters are
    multiplied by."""

    turn: int | None
    size: float
    bold: bool
    font: int
    stretch: float


class Styles:
    """The styles of the text objects of one page. Fonts go by their addresses, which hold for one page only."""

    def __init__(self, handle: ctypes.c_void_p) -> None:
        self._handle = handle
        self._bold: dict[int, bool] = {0: False}
        self._known: dict[tuple[int, float, float, float, float, float], Style] = {}
        self._matrix, self._size = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0), ctypes.c_float(1.0)
        self._at_matrix, self._at_size = ctypes.byref(self._matrix), ctypes.byref(self._size)

    def of(self, i: int, found: int | None) -> Style:
        """The style of the text object `found`, to which the character i belongs."""
        font, size = 0, 1.0
        if found:
            get_size(found, self._at_size)
            size = self._size.value
            font = get_font(found) or 0
        get_matrix(self._handle, i, self._at_matrix)
        m = self._matrix
        key = (font, size, m.a, m.b, m.c, m.d)
        style = self._known.get(key)
        if style is None:
            style = self._known[key] = self._style(*key)
        return style

    def _style(self, font: int, size: float, a: float, b: float, c: float, d: float) -> Style:
        angle = math.degrees(math.atan2(b, a))
        turn = round(angle / 90)
        upright = turn % 4 if abs(angle - 90 * turn) < _SLANT else None
        return Style(upright, size * math.hypot(c, d), self._is_bold(font), font, size * math.hypot(a, b))

    def _is_bold(self, font: int) -> bool:
        if font not in self._bold:
            name = ctypes.create_string_buffer(256)
            handle = ctypes.cast(font, pdfium.FPDF_FONT)
            pdfium.FPDFFont_GetBaseFontName(handle, name, 256)
            words = name.value.decode("latin-1").lower()
            self._bold[font] = (
                any(w in words for w in ("bold", "black", "heavy", "demi"))
                or words.endswith(("-bd", "-blk"))
                or pdfium.FPDFFont_GetWeight(handle) >= _BOLD_WEIGHT
                or bool(pdfium.FPDFFont_GetFlags(handle) & _FORCE_BOLD)
            )
        return self._bold[font]


def is_white(handle: ctypes.c_void_p, i: int) -> bool:
    """Whether a character is drawn in white."""
    colour = _colour(handle, i)
    return colour is not None and min(colour[:3]) > _WHITE


def is_faint(handle: ctypes.c_void_p, i: int) -> bool:
    """Whether a character is drawn in a light grey, or so that what is under it shows through; not in white, which is
    read on dark grounds."""
    colour = _colour(handle, i)
    return colour is not None and (_FAINT < min(colour[:3]) <= _WHITE or colour[3] < _OPAQUE)


def _colour(handle: ctypes.c_void_p, i: int) -> tuple[int, ...] | None:
    """Red, green, blue and opacity of a character, up to 255 each."""
    colour = [ctypes.c_uint(0) for _ in range(4)]
    return tuple(c.value for c in colour) if get_colour(handle, i, *map(ctypes.byref, colour)) else None

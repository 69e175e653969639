"""pdfium's functions on characters, called without wrapping: a page has thousands of characters, and each is asked for
several things. pypdfium2 gives pointers as objects; here they are numbers, which compare.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as pdfium


def _native(function: Callable[..., object], result: type, *arguments: type) -> Callable[..., int]:
    """A pdfium function called without wrapping what it returns: pointers as numbers, which can be compared."""
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]  # a ctypes function pointer
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]  # as above


_P, _I = ctypes.c_void_p, ctypes.c_int
get_object = _native(pdfium.FPDFText_GetTextObject, _P, _P, _I)
get_unicode = _native(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
is_generated = _native(pdfium.FPDFText_IsGenerated, _I, _P, _I)
get_loose = _native(pdfium.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
get_box = _native(pdfium.FPDFText_GetCharBox, _I, _P, _I, _P, _P, _P, _P)
get_origin = _native(pdfium.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
get_matrix = _native(pdfium.FPDFText_GetMatrix, _I, _P, _I, _P)
get_font = _native(pdfium.FPDFTextObj_GetFont, _P, _P)
get_size = _native(pdfium.FPDFTextObj_GetFontSize, _I, _P, _P)
get_colour = _native(pdfium.FPDFText_GetFillColor, _I, _P, _I, _P, _P, _P, _P)
get_width = _native(pdfium.FPDFFont_GetGlyphWidth, _I, _P, ctypes.c_uint32, ctypes.c_float, _P)
count_objects = _native(pdfium.FPDFPage_CountObjects, _I, _P)
get_page_object = _native(pdfium.FPDFPage_GetObject, _P, _P, _I)
get_type = _native(pdfium.FPDFPageObj_GetType, _I, _P)
get_bounds = _native(pdfium.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)

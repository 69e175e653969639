"""The characters of a PDF page, upright, in the order of the file: what stands where, how large, how bold.

    T a p e s t r y ,   I n c .   (a)      Run("Tapestry,", x, baseline, size), Run("Inc."), Run("(a)", smaller, higher)

pdfium gives each character with its box and its text object; all else (font, size, direction) is asked once a text
object. Text that runs up or down the page makes a sheet of its own, turned upright. Characters come out in runs without
a blank or a gap inside.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from fundfilings.normalize.pdf_native import (
    get_box,
    get_loose,
    get_object,
    get_origin,
    get_unicode,
    get_width,
    is_generated,
)
from fundfilings.normalize.pdf_styles import Style, Styles, is_faint, is_white

#: A gap of so much of the font's size parts words. Blanks take 0.15 (condensed faces, tight lines) to 0.33, kerning
#: below 0.1.
WORD_GAP = 0.13
#: Where pdfium sees a blank that the file does not print, so much is enough.
_SOFT_GAP = 0.07
#: Letters set apart show in the widths of upright text only: turned text is parted by wider gaps, or pdfium's.
_TURNED_GAP = 0.25
#: A step back of so much of the size is no kerning: a new run begins.
_STEP_BACK = 0.3
#: Text smaller than this is not for the reader, in points.
_UNPRINTED = 1.5
#: Faint print larger than this is a stamp ("DRAFT" behind a table), in points.
_STAMP = 24
#: The side of the largest page there may be, in points (ISO 32000, annex C).
_LARGEST = 14_400.0
_HYPHEN = "\x02"  # pdfium's sign for a hyphen at a line's end
_BLANKS = frozenset(
    " \t\r\n\f\v\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\u200b\ufeff\xad"
)
#: What stands for a character of which the file does not say what letter it is.
UNMAPPED = "\ufffd"
#: Characters for private use: a font's own signs. Text of a symbol font has its bullets there.
_PRIVATE = 0xE000
_NO_LETTER = re.compile("[\ue000-\uf8ff]")
_CONTROLS = {c: chr(c) for c in (2, 9, 10, 11, 12, 13)}
_PLAIN = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    _HYPHEN: "-",
    "\ufffe": "-",
}


@dataclass(slots=True)
class Run:
    """Characters of one font, size and baseline without a blank between. `ends` are the right edges of its characters,
    `blank` says that a printed blank stands before it, `apart` that pdfium takes the narrow gap before it for one;
    `order` counts runs in the order of the file."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    order: int
    blank: bool
    apart: bool = False
    ends: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frame:
    """How upright coordinates of a sheet turn into those of the page: `turn` is the direction in which its text runs,
    in quarters counterclockwise; `box` is the page's visible part (left, bottom, right, top)."""

    turn: int
    box: tuple[float, float, float, float]
    rotation: int = 0

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.box
        return (right - left, top - bottom) if self.turn % 2 == 0 else (top - bottom, right - left)

    def upright(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 1:
            return y - bottom, x - left
        if self.turn == 2:
            return right - x, y - bottom
        return top - y, right - x

    def shown(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """A box of the sheet on the page as it is shown, from its top left corner (as pdfplumber counts)."""
        a, b = self._turned(x0, top), self._turned(x1, bottom)
        return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.size
        for _ in range((self.turn + self.rotation) % 4):  # a quarter clockwise a step takes the sheet's turn back
            x, y = y, width - x
            width, height = height, width
        return x, y


@dataclass(slots=True)
class Sheet:
    """All runs of a page that run in one direction."""

    frame: Frame
    runs: list[Run]
    characters: int = 0


def page_sheets(page: pypdfium2.PdfPage, limit: int) -> tuple[list[Sheet], int]:
    """The sheets of a page, the one with most characters first, and how many characters the page has, blanks among
    them; at most `limit` are read."""
    text = page.get_textpage()
    try:
        count: int = text.count_chars()
        return _sheets(page, text, min(count, limit)), count
    finally:
        text.close()


def _sheets(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, count: int) -> list[Sheet]:
    handle = ctypes.cast(text.raw, ctypes.c_void_p)
    box = page.get_bbox()
    rotation = page.get_rotation() // 90
    sheets: dict[int, Sheet] = {}
    writers: dict[int, _Writer] = {}
    widths: dict[tuple[int, str], float] = {}  # of turned characters, in parts of the size
    for style, first, letters in _objects(handle, count):
        if style.turn is None or style.size < _UNPRINTED:
            continue
        if style.turn not in sheets:
            sheet = sheets[style.turn] = Sheet(Frame(style.turn, box, rotation), [])
            writers[style.turn] = _Writer(sheet, handle, widths)
        writers[style.turn].write(style, first, letters)
    for writer in writers.values():
        writer.end()
    return sorted((s for s in sheets.values() if s.runs), key=lambda s: -s.characters)


def _objects(handle: ctypes.c_void_p, count: int) -> Iterator[tuple[Style, int, list[tuple[int, str]]]]:
    """(style, index of the first, [(index, character)]) for each stretch of characters of one text object. A blank
    is " " if the file prints it, and "" if pdfium takes a gap for one."""
    now = 0
    styles = Styles(handle)
    style: Style | None = None
    letters: list[tuple[int, str]] = []
    blank: str | None = None
    for i in range(count):
        code = get_unicode(handle, i)
        letter = chr(code) if 31 < code < 0x110000 else _CONTROLS.get(code, UNMAPPED)
        if letter in _BLANKS:
            blank = blank or ("" if is_generated(handle, i) else " ")
            continue
        if code >= _PRIVATE and letter not in _PLAIN and _NO_LETTER.match(letter):
            letter = UNMAPPED
        found = get_object(handle, i)
        if found != now or style is None:
            if style is not None and letters:
                yield style, letters[0][0], letters
            now, style, letters = found, styles.of(i, found), []
        if blank is not None:
            letters.append((i, blank))
            blank = None
        letters.append((i, _PLAIN.get(letter, letter)))
    if style is not None and letters:
        yield style, letters[0][0], letters


class _Writer:
    """Puts the characters of one direction together to runs."""

    def __init__(self, sheet: Sheet, handle: ctypes.c_void_p, widths: dict[tuple[int, str], float]) -> None:
        self._sheet, self._handle, self._widths = sheet, handle, widths
        self._frame = sheet.frame
        self._run: Run | None = None
        self._letters: list[str] = []
        self._blank = False
        self._first = 0  # the index of the run's first character
        self._x, self._y, self._loose = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        self._origin = ctypes.byref(self._x), ctypes.byref(self._y)

    def write(self, style: Style, first: int, letters: list[tuple[int, str]]) -> None:
        handle, frame = self._handle, self._frame
        self._sheet.characters += len(letters)
        get_origin(handle, first, *self._origin)
        _, base = frame.upright(self._x.value, self._y.value)
        upright = frame.turn == 0
        shift = frame.box[0]
        size, gap, back = style.size, WORD_GAP * style.size, _STEP_BACK * style.size
        loose = self._loose
        place = ctypes.byref(loose)
        run = self._run
        if run is not None and (
            run.bold != style.bold or abs(run.y - base) > 0.05 * size or abs(run.size - size) > 0.05 * size
        ):
            self.end()
            run = None
        if not upright:
            gap = _TURNED_GAP * size
        least = gap
        for i, letter in letters:
            if letter == " ":
                self.end()
                run, self._blank = None, True
                continue
            if not letter:
                least = _SOFT_GAP * size
                continue
            if upright:
                if not get_loose(handle, i, place):
                    continue
                x0, x1 = loose.left - shift, loose.right - shift
            else:
                x0, x1 = self._turned(i, letter, style)
            apart = False
            if run is not None and (x0 - run.x1 > least or x0 - run.x1 < -back):
                apart = least < gap and x0 > run.x1
                self.end()
                run = None
            least = gap
            if run is None:
                run = self._run = Run("", x0, x1, base, size, style.bold, len(self._sheet.runs), self._blank, apart)
                self._blank, self._first = False, i
            self._letters.append(letter)
            if x1 > run.x1:
                run.x1 = x1
            if len(letter) == 1:
                run.ends.append(x1)
            else:
                run.ends.extend([x1] * len(letter))

    def _turned(self, i: int, letter: str, style: Style) -> tuple[float, float]:
        """The extent of a character that does not run from left to right, along the direction of its text: pdfium gives
        its ink only, which leaves gaps inside words."""
        get_origin(self._handle, i, *self._origin)
        x0 = self._frame.upright(self._x.value, self._y.value)[0]
        key = (style.font, letter)
        width = self._widths.get(key)
        if width is None:
            found = ctypes.c_float(0.0)
            if style.font and len(letter) == 1:
                get_width(style.font, ord(letter), 1.0, ctypes.byref(found))
            width = self._widths[key] = found.value
        if width > 0:
            return x0, x0 + width * style.stretch
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        get_box(self._handle, i, *map(ctypes.byref, (left, right, bottom, top)))
        return x0, max(
            x0, *(self._frame.upright(*corner)[0] for corner in ((left.value, bottom.value), (right.value, top.value)))
        )

    def end(self) -> None:
        """End the run. What stands off the page is not printed."""
        if self._run is not None:
            self._run.text = "".join(self._letters)
            self._letters.clear()
            width, height = (min(side, _LARGEST) for side in self._frame.size)
            self._run.x1 = min(self._run.x1, width + self._run.size)
            on_page = -1 < self._run.y < height + 1 and self._run.x1 > 0 and -width < self._run.x0 < width
            # white letters, all alike, keep places ("a", "AAAA"); other white words stand on a ground of their own
            alike = len(set(self._run.text)) == 1 and self._run.text.isalpha()
            hidden = alike and is_white(self._handle, self._first)
            if self._run.size > _STAMP:
                hidden = is_faint(self._handle, self._first)
            if on_page and not hidden:
                self._sheet.runs.append(self._run)
            self._run = None

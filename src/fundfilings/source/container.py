"""What kind of thing the input, or one part of it, is: told from what stands in it, never from a file name alone.

b"\\xff\\xd8\\xff..."                          refused: an image
<SEC-DOCUMENT>... <DOCUMENT><TYPE>N-Q        an EDGAR submission, its parts html, text, pdf, image, xml or binary
<html>...                                    bare HTML
Alameda ... ^(a)\\t5.00%\\t12/01/24\\t\\$ 235     a text rendering of a PDF
"""

from __future__ import annotations

import re
from typing import Literal

from fundfilings.errors import UnreadableInput

PartKind = Literal["html", "text", "pdf", "image", "xml", "binary"]

#: First bytes of files that hold no text, and what to call them.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a bitmap image"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document); unpack it first"),
    (b"\x1f\x8b", "gzip-compressed data; unpack it first"),
    (b"BZh", "bzip2-compressed data; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"\xfd7zXZ", "xz-compressed data; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
)
#: Short magic numbers also begin honest text ("BM Fund"): they count only beside control characters.
_SHORT_MAGIC = 3
_CONTROL_BYTES = bytes([*range(0x09), *range(0x0E, 0x1A), *range(0x1B, 0x20)])
#: A sample with more control characters than this is no text. Filings hold stray ones (below 0.1 %).
_CONTROL_SHARE = 0.03

_BEGIN = re.compile(r"^begin \d{3,4} (\S[^\n]*)", re.M)
_HTML_DOCUMENT = re.compile(r"<\s*(?:html|!doctype\s+html|body)\b", re.I)
_HTML_TAG = re.compile(r"</?(?:td|tr|th|div|p|font|span|br|h[1-6]|li|b|strong|center)\b[^<>]*>", re.I)
_XML_ROOT = re.compile(r"<\s*([A-Za-z_][\w.:-]*)")
_RENDERED = re.compile(r"\\\$|\^\([a-z0-9]|\^\{|^[^\t\n]*\t[^\t\n]*\t", re.M)
#: So many signs of a rendering are no accident.
_RENDERED_SIGNS = 6
#: A body parts its cells with pipes if so many of its lines, and this share of them, begin or end with one.
_PIPED_LINES, _PIPED_SHARE = 5, 0.2
_IMAGES = (".jpg", ".jpeg", ".gif", ".png", ".tif", ".tiff", ".bmp")

#: How much of a part is looked at to tell its kind, in characters.
_HEAD = 8_000
_SAMPLE = 400_000


def refuse_binary(data: bytes) -> None:
    """Raise UnreadableInput where `data` holds no text: empty, an image, an archive, an unknown binary."""
    if not data.strip(b" \t\r\n\f\0"):
        raise UnreadableInput("the input is empty" if not data else "the input holds nothing but blanks")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return  # UTF-16 text is half NULs
    dirty = _control_share(data) > _CONTROL_SHARE
    for magic, what in _MAGIC:
        if data.startswith(magic) and (dirty or len(magic) > _SHORT_MAGIC):
            raise UnreadableInput(f"the input is {what}; a filing in HTML or text is needed")
    if dirty:
        raise UnreadableInput("the input is binary data of unknown kind; a filing in HTML or text is needed")


def _control_share(data: bytes) -> float:
    middle = len(data) // 2
    sample = data[:65536] + data[middle : middle + 65536] if len(data) > 131072 else data
    sample = sample.rstrip(b"\0")  # padding of a block device
    return 1 - len(sample.translate(None, _CONTROL_BYTES)) / max(1, len(sample))


def part_kind(body: str, type_: str = "", filename: str = "") -> PartKind:
    """The kind of one document part by its body, its type and its file name."""
    head = body[:_HEAD]
    start = head.lstrip()
    if encoded := _BEGIN.search(head[:600]):
        return _kind_of_name(encoded[1])
    if start[:5].upper() == "<PDF>" or start.startswith("%PDF-"):
        return "pdf"
    if type_.upper() == "GRAPHIC":
        return "image"
    if _HTML_DOCUMENT.search(head):
        return "html"
    if (
        start[:5].upper() in ("<XML>", "<XBRL")
        or start.startswith("<?xml")
        or filename.lower().endswith((".xml", ".xsd"))
    ):
        return "html" if _HTML_DOCUMENT.search(body[:_SAMPLE]) else "xml"
    return "html" if is_html(body) else "text"


def _kind_of_name(name: str) -> PartKind:
    name = name.strip().lower()
    if name.endswith(".pdf"):
        return "pdf"
    return "image" if name.endswith(_IMAGES) else "binary"


def is_html(body: str) -> bool:
    """Whether a body without <html> is marked up all the same: one tag in 200 characters over a sample.

    Fixed-width filings hold <TABLE>, <S>, <C>, <PAGE>, which do not count, and now and then a stray <B> or <P>.
    """
    sample = body[:_SAMPLE]
    tags = sum(1 for _ in _HTML_TAG.finditer(sample))
    return tags >= 4 and tags * 200 > len(sample)


def is_rendering(body: str) -> bool:
    """Whether a text body is a rendering of a PDF or HTML page (tab tables, `\\$`, `^(a)`), not fixed-width print."""
    sample = body[:_SAMPLE]
    if not any(sign in sample for sign in ("\t", "^", "\\")):
        return False
    if sum(map(sample.count, ("\\$", "^(", "^{"))) + sample.count("\t") // 2 < _RENDERED_SIGNS:
        return False
    return sum(1 for _ in zip(range(_RENDERED_SIGNS), _RENDERED.finditer(sample), strict=False)) == _RENDERED_SIGNS


def is_piped(body: str) -> bool:
    """Whether a text body is a rendering that parts the cells of its tables with pipes (Markdown and its like)."""
    if body.count("|") < 2 * _PIPED_LINES:
        return False
    lines = [text for raw in body.split("\n") if (text := raw.strip())]
    piped = sum(text.count("|") > 1 and (text[0] == "|" or text[-1] == "|") for text in lines)
    return piped >= _PIPED_LINES and piped >= _PIPED_SHARE * len(lines)


def xml_root(text: str) -> str | None:
    """The local name of the root element where the input is a bare XML document other than HTML, else None."""
    head = text[:_HEAD].lstrip()
    if not head.startswith("<?xml") and not head.startswith("<edgarSubmission"):
        return None
    root = _XML_ROOT.search(re.sub(r"<[?!][^>]*>", " ", head))
    name = root[1].rpartition(":")[2] if root else ""
    return None if name.lower() == "html" else name or "unknown"

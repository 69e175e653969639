"""How large the packed parts of a PDF are when unpacked, told before anything opens it: pdfium unpacks the parts of a
page whole, and a file of 2 MB may hold 2 GB of blanks.

4 0 obj <</Length 1944000 /Filter /FlateDecode>> stream ... endstream
"""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"\bstream\r?\n")
#: Deflate packs no closer than this (zlib's technical details), twice over where a part is packed twice.
_CLOSEST = 1032
#: What says how a part is packed stands within so many bytes before it.
_ABOUT = 1_000
#: Parts are unpacked so many bytes at a time.
_PIECE = 1 << 20


def swells(data: bytes, limit: int) -> bool:
    """Whether a part packed with deflate, and no image, unpacks to more than `limit` bytes. Never raises."""
    for m in _STREAM.finditer(data):
        about = data[max(0, m.start() - _ABOUT) : m.start()].rpartition(b"obj")[2]
        times = about.count(b"/FlateDecode") + about.count(b"/Fl ") or 1
        if b"/Image" in about or data[m.end() : m.end() + 1] != b"\x78":
            continue
        end = data.find(b"endstream", m.end())
        packed = data[m.end() : end if end > 0 else len(data)]
        if len(packed) * _CLOSEST**times > limit and _unpacks_to_more(packed, times, limit):
            return True
    return False


def _unpacks_to_more(packed: bytes, times: int, limit: int) -> bool:
    layers = [zlib.decompressobj() for _ in range(times)]
    size = 0
    pieces = [(packed, 0)]
    while pieces:
        piece, layer = pieces.pop()
        if layer == times:
            size += len(piece)
            if size > limit:
                return True
            continue
        try:
            out = layers[layer].decompress(piece, _PIECE)
        except zlib.error:
            return False  # damaged, or no deflate: nobody unpacks it
        if rest := layers[layer].unconsumed_tail:
            pieces.append((rest, layer))
        if out:
            pieces.append((out, layer + 1))
    return False

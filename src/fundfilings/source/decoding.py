"""Bytes to text, one character for one character.

    b"Registrant\\x92s report"      cp1252 bytes (most filings to 2015)      -> "Registrant's" with U+2019
    b"Registrant\\xe2\\x80\\x99s"   UTF-8, with or without a byte order mark -> the same
    "- -----------"                the dash escape of old text filings       -> "-----------" (by `undash`)

The decoded text is what every offset and line number of this package points into: carriage returns, NULs and control
characters are replaced one for one, never removed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

#: Where cp1252 leaves a byte undefined it stands for nothing printed.
_UNDEFINED = "\ufffd"
_CP1252 = "".join(bytes([b]).decode("cp1252", "replace") for b in range(256))
#: C1 control characters are cp1252 bytes that went through latin-1 (or a wrong UTF-8 conversion).
_C1 = {i: _CP1252[i] for i in range(0x80, 0xA0)}
_C1_SEEN = re.compile("[\x80-\x9f]")
#: Controls that print nothing; tab, line feed, form feed and carriage return stay.
_CONTROLS = dict.fromkeys([*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F], " ")
_CONTROL_SIGNS = tuple(map(chr, _CONTROLS))
_BARE_RETURNS = re.compile(r"\r+\n?")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of an input; `replaced` counts characters that stand for bytes which are no text in its encoding."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes) -> Decoded:
    """The text of `data`: UTF-16 with a mark, UTF-8, cp1252, or UTF-8 with cp1252 parts. Never raises."""
    text, encoding = _decode(data)
    if not text.isascii() and _C1_SEEN.search(text):
        text = text.translate(_C1)
    if any(control in text for control in _CONTROL_SIGNS):
        text = text.translate(_CONTROLS)
    if "\r" in text:
        text = _line_feeds(text)
    return Decoded(text, encoding, text.count(_UNDEFINED))


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16"
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    # A submission may hold parts of both encodings. Only where real UTF-8 sequences make up most of the high bytes is
    # the slower mixed way worth it.
    utf8 = sum(1 for _ in _UTF8_SEQUENCE.finditer(data))
    high = sum(1 for _ in _HIGH_BYTE.finditer(data))
    if utf8 * 2 < high:
        return codecs.charmap_decode(data, "strict", _CP1252)[0], "cp1252"
    return _mixed(data), "utf-8 and cp1252"


def _mixed(data: bytes) -> str:
    """Runs of high bytes that are UTF-8 as such, all other bytes as cp1252."""
    out: list[str] = []
    at = 0
    for run in _HIGH_BYTE.finditer(data):
        out.append(data[at : run.start()].decode("ascii"))
        at = run.end()
        try:
            out.append(run[0].decode("utf-8"))
        except UnicodeDecodeError:
            out.append(codecs.charmap_decode(run[0], "strict", _CP1252)[0])
    out.append(data[at:].decode("ascii"))
    return "".join(out)


def _line_feeds(text: str) -> str:
    """Carriage returns that end a line by themselves become line feeds; those before a line feed stay."""
    if "\n" not in text:
        return text.replace("\r", "\n")
    return _BARE_RETURNS.sub(lambda m: m[0] if m[0][-1] == "\n" else "\n" * len(m[0]), text)


def undash(line: str) -> tuple[str, int]:
    """(the line without the dash escape, how many characters were taken off its start).

    Privacy-enhanced mail wrote every line that begins with "-" as "- -": `- -------`, `- -   item`.
    """
    return (line[2:], 2) if line.startswith("- -") else (line, 0)

"""The source of an HTML body, fed to lxml with the place of every text marked in it.

    <td>&nbsp; Acme</td>   ->   <td>&nbsp; \\x0112ab\\x02Acme</td>      hexadecimal: the offset of "A" in the source

lxml knows no offsets, so they travel as text: a mark stands where a text begins to print. What is fed is the source
with the few repairs that a parser cannot make, for it would take all that follows for a comment, a script or an
attribute. Parts are fed one after another, so memory stays flat, and a nesting without end is cut off (`_DEEPEST`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol, cast

from lxml import etree

#: Characters fed at a time.
_PART = 1 << 15
#: libxml2 looks through all open elements at every end tag that matches none: no more than this stay open. What the
#: reader knows of them stays.
_DEEPEST = 2000
#: Where a text begins to print: behind a tag and its blanks.
_TEXT = re.compile(r">\s*+(?:&nbsp;\s*+|&#160;\s*+)*(?=[^<\s])")
_MARK = re.compile("\x01([0-9a-f]{1,9})\x02")
_TEXT_END = re.compile(r"<(?=[A-Za-z/!?])")
_CONTROLS = {0: " ", 1: " ", 2: " "}
#: Tags without an end, or with a quote that is never closed. A quoted ">" is an even number of quotes.
_BROKEN_TAG = re.compile(
    r'<[A-Za-z][^<>"]*+(?=((?:"[^<>"]*+"[^<>"]*+)*))\1'  # the pairs of quotes as a whole, none given back
    r'(?:"(?![^"<]{0,2000}"[^<>]*+>)[^<>"]*+(?:>|(?=<[A-Za-z/]))|(?=<))'
)
#: A tag that opens an apostrophe and does not close it.
_BROKEN_VALUE = re.compile(r"""=\s*+'[^'<>"]*+>(?![^'<]{0,2000}'[^<>]*+>)""")
#: Browsers carry <b> into the blocks inside it, libxml2 closes it before them: <B><P>Banks</P></B>.
_BOLD = re.compile(r"<(/?)[bB](?=[\s>])")
#: Elements that end at their end tag only.
_RAW = re.compile(
    r"<(/?)([sS](?i:cript|tyle)|[tT](?i:itle|extarea)|[xX](?i:mp)|[iI](?i:frame)|[nN](?i:oembed|oframes)"
    r"|[pP](?i:laintext))\b"
)
_PRINT = re.compile(r"<[pP][rR][eE]\b[^<>]*>")
_PRINT_END = re.compile(r"</(?:pre|body|html)\b", re.I)
#: Tags of fixed-width filings stand in <pre> as print.
PRINT_TAG = re.compile(r"</?(?:page|table|caption|s|c|fn)\b[^<>]*>", re.I)
_IN_PRINT = re.compile(rf"{PRINT_TAG.pattern}|>(?=[^<])", re.I)


class Target(Protocol):
    """What takes the events of the parser (start, end, data, close). `depth` is the number of elements open."""

    depth: int


def feed(source: str, target: Target) -> None:
    """Parse an HTML body into a target. Never raises, linear in the input."""
    parser, base = _parser(target), target.depth
    try:
        for part in _parts(_recoverable(source)):
            if target.depth - base > _DEEPEST:
                parser, base = _parser(target), target.depth
            parser.feed(part.encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError:  # nothing but blanks, or a tag that never ends
        return


def marked(text: str) -> tuple[str, list[int]]:
    """A text as it came from the parser without its marks, and the places that they name."""
    head, mark, tail = text.partition("\x01")
    if not mark:
        return text, []
    if "\x01" not in tail:
        place, end, rest = tail.partition("\x02")
        if end and len(place) < 10:
            try:
                return head + rest, [int(place, 16)]
            except ValueError:  # not a mark of ours
                pass
    return _MARK.sub("", text), [int(m[1], 16) for m in _MARK.finditer(text)]


def text_end(source: str, start: int) -> int:
    """Where the text ends that begins at `start`."""
    at = source.find("<", start)
    if at >= 0 and not source[at + 1 : at + 2].isalpha():  # as in "less than < 5"
        end = _TEXT_END.search(source, at)
        at = end.start() if end else -1
    return at if at >= 0 else len(source)


def _parser(target: Target) -> etree.HTMLParser:
    given = cast(Any, target)  # the stubs ask for methods that lxml does without
    return etree.HTMLParser(target=given, encoding="utf-8", recover=True, huge_tree=True, no_network=True)


# --- repairs ---------------------------------------------------------------------------------------------------------


def _recoverable(source: str) -> str:
    """The source, character for character, without comments and raw elements that are opened and never closed."""
    if "\x01" in source or "\x02" in source or "\0" in source:
        source = source.translate(_CONTROLS)
    closed = source.rfind("-->")
    if source.find("<!--", max(closed, 0)) >= 0:
        at = max(closed, 0)
        source = source[:at] + source[at:].replace("<!--", "<!  ")
    ends: dict[str, int] = {}
    starts: dict[str, int] = {}
    for m in _RAW.finditer(source):
        (ends if m[1] else starts)[m[2].lower()] = m.start()
    if any(at > ends.get(name, -1) for name, at in starts.items()):
        return _RAW.sub(lambda m: m[0] if m.start() <= ends.get(m[2].lower(), -1) else f"<{m[1]}x{m[2][1:]}", source)
    return source


def _whole_tag(m: re.Match[str]) -> str:
    tag = m[0]
    if '"' not in tag:
        return "&lt;" + tag[1:]  # "less than <one percent"
    return tag.replace('"', " ") if tag.count('"') & 1 else tag + ">"


# --- parts -----------------------------------------------------------------------------------------------------------


def _parts(source: str) -> Iterator[str]:
    """The source in parts that end before a tag, with marks."""
    if source[:1] not in ("<", ""):
        yield "\x010\x02"
    at = 0
    while opened := _PRINT.search(source, at):
        closed = _PRINT_END.search(source, opened.end())
        stop = closed.start() if closed else len(source)
        yield from (_marked_text(source, a, b) for a, b in _cut(source, at, opened.end()))
        yield f"\x01{opened.end():x}\x02"
        yield from (_marked_print(source, a, b) for a, b in _cut(source, opened.end(), stop))
        at = stop
    yield from (_marked_text(source, a, b) for a, b in _cut(source, at, len(source)))


def _cut(source: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while start < stop:
        end = stop if start + _PART >= stop else source.rfind("<", start + 1, start + _PART)
        if end < 0:
            end = source.find("<", start + _PART, stop)
        yield start, (end := end if end >= 0 else stop)
        start = end


def _marked_text(source: str, start: int, stop: int) -> str:
    part = source[start:stop]
    marked_part = _TEXT.sub(lambda m: f"{m[0]}\x01{start + m.end():x}\x02", part)
    if _BROKEN_TAG.search(part):
        marked_part = _BROKEN_TAG.sub(_whole_tag, marked_part)
    if "='" in part:
        marked_part = _BROKEN_VALUE.sub(lambda m: m[0].replace("'", " "), marked_part)
    return _BOLD.sub(r"<\1strong", marked_part)


def _marked_print(source: str, start: int, stop: int) -> str:
    def mark(m: re.Match[str]) -> str:
        after = f"\x01{start + m.end():x}\x02"
        return ">" + after if m[0] == ">" else f"\x01{start + m.start():x}\x02&lt;{m[0][1:]}{after}"

    return _IN_PRINT.sub(mark, source[start:stop])

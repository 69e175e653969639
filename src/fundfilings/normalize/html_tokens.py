"""HTML to tokens: tags with what their attributes mean, text with where it stands.

    <TD colspan=2 style="padding-left:10pt; font-weight:bold">Acme&nbsp;Corp.</TD>
      -> Tag("td", span=2, indent=10, bold) at its place, text "Acme Corp." with its character offsets, Tag("/td")

A scanner and not a tree: the offsets of every word are exact, memory stays flat on filings of 50 MB, and what is never
closed or closed twice is decided by the reader of the tokens, who knows tables. Linear in the input, whatever it holds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

_TAG = re.compile(r"<(?:(/?)([A-Za-z][A-Za-z0-9:_.-]*)([^<>]*)>|(!--)|[!?][^<>]*>)")
#: The rest of a tag whose quoted value holds ">": alt="A > B".
_QUOTED_REST = re.compile(r'[^"<]{0,2000}"[^<>]*>')
#: Elements whose text is not for the reader; they end at their end tag only.
_RAW = {name: re.compile(rf"</{name}\b[^<>]*>", re.I) for name in ("script", "style", "title")}
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([A-Za-z:_-]++)\s*+=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s"'>]+))""")
_DECLARATION = re.compile(r"(?<![\w-])([A-Za-z-]++)\s*+:\s*+([^;]+)")
_STYLE_SHEET = re.compile(r"<style\b[^<>]*>", re.I)
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)$")
#: Style sheets of a document, and characters of one, that are looked at.
_MAX_SHEETS, _MAX_SHEET = 40, 200_000
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|px|em|in|cm|mm|pc|ex|rem|%)?", re.I)
#: Length units in points; percents are taken of a page of about 500 points.
_POINTS = {
    "pt": 1.0,
    "px": 0.75,
    "em": 10.0,
    "rem": 10.0,
    "ex": 5.0,
    "in": 72.0,
    "cm": 28.3,
    "mm": 2.83,
    "pc": 12.0,
    "%": 5.0,
}
_RAISING = frozenset(("super", "text-top", "top"))
_NO_RULE = re.compile(
    r"\bnone\b|\bhidden\b|#fff(?:fff)?\b|\bwhite\b|(?<![\d.])0(?:\.0+)?(?:px|pt|in|em)?(?![\d.])", re.I
)
#: Filler that agents print in no size or no ink.
_UNPRINTED = re.compile(r"(?:font-size|opacity)\s*:\s*0(?:\.0+)?\s*(?:p[tx]|em|%)?\s*(?:;|$)")
_ZERO_WIDTH = {ord(c): None for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}
_ZERO_WIDTH_SEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_MAX_SPAN = 1000
_CACHE = 20_000


@dataclass(frozen=True, slots=True)
class Style:
    """What a tag's attributes mean for the reader; lengths in points, None where nothing is said."""

    colspan: int = 1
    rowspan: int = 1
    indent: float = 0.0
    text_indent: float = 0.0
    bold: bool | None = None
    raised: bool = False
    hidden: bool = False
    valign: str = ""
    break_before: bool = False
    break_after: bool = False
    display: str = ""
    floats: bool = False
    relative: bool = False
    place: tuple[float, float] | None = None
    font_size: float | None = None
    rule_above: bool = False
    rule_below: bool = False
    short: bool = False  # a rule (<hr>) narrower than half the page


PLAIN = Style()


@dataclass(slots=True)  # not frozen: a filing has a million of these, and frozen ones take three times as long to make
class Tag:
    """A start or end tag; `empty` for `<td/>`."""

    name: str
    end: bool
    empty: bool
    style: Style
    start: int


@dataclass(slots=True)
class Text:
    """A stretch of text, character references resolved; [start, stop) is its place in the source."""

    text: str
    start: int
    stop: int


def tokens(source: str) -> Iterator[Tag | Text]:
    """The tags and texts of an HTML body in order. Comments, scripts and style sheets are left out. Never raises."""
    styles = _Styles(source)
    at, end = 0, len(source)
    never_closed: set[str] = set()
    search = _TAG.search
    while at < end:
        m = search(source, at)
        if m is None:
            yield Text(_plain(source[at:]), at, end)
            return
        start = m.start()
        if start > at:
            yield Text(_plain(source[at:start]), at, start)
        at = m.end()
        closing, name, attributes, comment = m.groups()
        if comment:
            at = _after_comment(source, at, never_closed)
            continue
        if name is None:
            continue
        name = name.lower()
        if closing:
            yield Tag(name, True, False, PLAIN, start)
            continue
        if not attributes:
            if name not in _RAW:
                yield Tag(name, False, False, PLAIN, start)
                continue
        elif '"' in attributes and attributes.count('"') & 1 and (rest := _QUOTED_REST.match(source, at)):
            attributes, at = attributes + ">" + rest[0][:-1], rest.end()
        if name in _RAW:
            at = _after_raw(source, at, name, never_closed)
            continue
        yield Tag(name, False, attributes[-1] == "/", styles.of(attributes), start)


def _after_comment(source: str, at: int, never_closed: set[str]) -> int:
    """Behind a comment; one that is never closed ends at the next ">", so that the document behind it is not lost."""
    for closing in ("-->", ">"):
        if closing in never_closed:
            continue
        stop = source.find(closing, at)
        if stop >= 0:
            return stop + len(closing)
        never_closed.add(closing)
    return at


def _after_raw(source: str, at: int, name: str, never_closed: set[str]) -> int:
    if name in never_closed:
        return at
    closing = _RAW[name].search(source, at)
    if closing:
        return closing.end()
    never_closed.add(name)
    return at


def _plain(text: str) -> str:
    if text == "&nbsp;":
        return "\xa0"
    if "&" in text:
        text = html.unescape(text)
        # "&#38;nbsp;" and the like: agents escape twice.
        if "&" in text and ";" in text:
            text = html.unescape(text)
    if not text.isascii() and _ZERO_WIDTH_SEEN.search(text):
        text = text.translate(_ZERO_WIDTH)
    return text


class _Styles:
    """Attribute strings to Styles, each distinct string once; classes come from the document's own style sheets."""

    def __init__(self, source: str) -> None:
        self._seen: dict[str, Style] = {}
        self._classes: dict[str, str] = {}
        for opened in islice(_STYLE_SHEET.finditer(source), _MAX_SHEETS):
            closed = source.find("</", opened.end(), opened.end() + _MAX_SHEET)
            for rule in source[opened.end() : max(closed, opened.end())].split("}"):
                selectors, _, css = rule.partition("{")
                for selector in selectors.split(","):
                    if name := _CLASS.search(selector[-200:].rstrip()):
                        self._classes[name[1]] = self._classes.get(name[1], "") + ";" + css

    def of(self, attributes: str) -> Style:
        style = self._seen.get(attributes)
        if style is None:
            if len(self._seen) > _CACHE:
                self._seen.clear()
            style = self._seen[attributes] = self._read(attributes)
        return style

    def _read(self, attributes: str) -> Style:
        said = {m[1].lower(): (m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(attributes)}
        css = said.get("style", "")
        if self._classes and "class" in said:
            css = ";".join([*(self._classes.get(c, "") for c in said["class"].split()), css])
        style = declared(html.unescape(css)) if css else PLAIN
        changes: dict[str, object] = {}
        if (n := said.get("colspan", "")[:6].strip()).isdecimal():
            changes["colspan"] = max(1, min(int(n), _MAX_SPAN))
        if (n := said.get("rowspan", "")[:6].strip()).isdecimal():
            changes["rowspan"] = max(1, min(int(n), _MAX_SPAN))
        if "valign" in said and not style.valign:
            changes["valign"] = said["valign"].lower()
        if width := _LENGTH.match(said.get("width", "")):
            changes["short"] = float(width[1]) < (50 if width[2] == "%" else 150)
        if "hidden" in said:
            changes["hidden"] = True
        return replace(style, **changes) if changes else style  # type: ignore[arg-type]  # names and types match Style's


def declared(css: str) -> Style:
    """The Style of a CSS declaration list."""
    css = css.lower()
    d = {m[1]: m[2].strip() for m in _DECLARATION.finditer(css)}
    absolute = d.get("position") in ("absolute", "fixed")
    left, top = length(d.get("left", "")), length(d.get("top", ""))
    relative = d.get("position") == "relative"
    lifted = relative and ((top is not None and top < 0) or (length(d.get("bottom", "")) or 0) > 0)
    font = d.get("font", "")
    return Style(
        indent=_left_side(d),
        text_indent=length(d.get("text-indent", "")) or 0.0,
        bold=_bold(d.get("font-weight", ""), font),
        raised=d.get("vertical-align", "") in _RAISING or lifted,
        hidden=d.get("display") == "none" or d.get("visibility") == "hidden" or _UNPRINTED.search(css) is not None,
        valign=d.get("vertical-align", ""),
        break_before=_breaks(d.get("page-break-before", "") or d.get("break-before", "")),
        break_after=_breaks(d.get("page-break-after", "") or d.get("break-after", "")),
        display=d.get("display", ""),
        floats=d.get("float", "") in ("left", "right"),
        relative=relative and not lifted,
        place=(left, top) if absolute and left is not None and top is not None else None,
        font_size=length(d.get("font-size", "")) or _font_size(font),
        rule_above=_ruled(d.get("border-top", "")),
        rule_below=_ruled(d.get("border-bottom", "")),
        short=(width := length(d.get("width", ""))) is not None and 0 < width < 150,
    )


def length(value: str) -> float | None:
    """A CSS length in points, None where none is given."""
    m = _LENGTH.match(value)
    return float(m[1]) * _POINTS[(m[2] or "px").lower()] if m else None


def _left_side(d: dict[str, str]) -> float:
    total = 0.0
    for kind in ("margin", "padding"):
        own = d.get(f"{kind}-left")
        if own is None and (sides := d.get(kind, "").split()):
            own = sides[3] if len(sides) == 4 else sides[1] if len(sides) > 1 else sides[0]
        if own and not own.startswith("auto"):
            total += length(own) or 0.0
    return total


def _bold(weight: str, font: str) -> bool | None:
    if weight:
        return weight in ("bold", "bolder", "600", "700", "800", "900")
    if font:
        return "bold" in font
    return None


def _font_size(font: str) -> float | None:
    m = re.search(r"\d*\.?\d+(?:pt|px|em)", font)
    return length(m[0]) if m else None


def _breaks(value: str) -> bool:
    return value.startswith(("always", "page", "left", "right"))


def _ruled(border: str) -> bool:
    return bool(border) and _NO_RULE.search(border) is None

"""What the attributes of a tag and the style sheets of a document mean for the reader of its text.

colspan=2 style="padding-left:10pt; font-weight:bold"      Style(colspan=2, indent=10, bold=True)
bgcolor="#003366" ... color="white"                        a dark ground, white ink: printed; on no ground it is not
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

_DECLARATION = re.compile(r"(?<![\w-])([A-Za-z-]++)\s*+:\s*+([^;]+)")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)$")
#: Characters of style sheets that are looked at.
_MAX_SHEETS = 1_000_000
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
_WHITE = re.compile(r"#fff(?:fff)?\b|\bwhite\b|\brgb\(\s*255\s*,\s*255\s*,\s*255\s*\)", re.I)
_NO_RULE = re.compile(rf"\bnone\b|\bhidden\b|{_WHITE.pattern}|(?<![\d.])0(?:\.0+)?(?:px|pt|in|em)?(?![\d.])", re.I)
_NO_GROUND = re.compile(rf"^(?:{_WHITE.pattern}|none|transparent|inherit|initial|\s|!important)*$", re.I)
_NO_OPACITY = re.compile(r"^0(?:\.0+)?\s*%?$")
_FONT_SIZE = re.compile(r"\d*\.?\d+(?:pt|px|em)")
_MAX_SPAN = 1000
_CACHE = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """What a tag's attributes mean for the reader; lengths in points, None where nothing is said."""

    colspan: int = 1
    rowspan: int = 1
    indent: float = 0.0
    text_indent: float = 0.0
    bold: bool | None = None
    raised: bool = False
    hidden: bool = False
    white: bool | None = None  # the colour of the ink
    ground: bool | None = None  # whether the ground is of another colour than white
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


class Styles:
    """Attributes to Styles, each distinct set once; classes come from the document's own style sheets."""

    def __init__(self) -> None:
        self._seen: dict[tuple[tuple[str, str], ...], Style] = {}
        self._classes: dict[str, str] = {}
        self._read = 0
        self.grounds_unknown = False  # a sheet colours grounds by rules that are not read here

    def sheet(self, css: str) -> None:
        """Read the class rules of a style sheet."""
        css = css[: max(0, _MAX_SHEETS - self._read)]
        self._read += len(css)
        self._seen.clear()
        for rule in css.split("}"):
            selectors, _, said = rule.partition("{")
            for selector in selectors.split(","):
                if name := _CLASS.search(selector[-200:].rstrip()):
                    self._classes[name[1]] = self._classes.get(name[1], "") + ";" + said
                elif "background" in said.lower():
                    self.grounds_unknown = True

    def of(self, attributes: Mapping[str, str]) -> Style:
        key = tuple(attributes.items())
        style = self._seen.get(key)
        if style is None:
            if len(self._seen) > _CACHE:
                self._seen.clear()
            style = self._seen[key] = self._style(attributes)
        return style

    def _style(self, said: Mapping[str, str]) -> Style:
        css = said.get("style", "")
        if self._classes and "class" in said:
            css = ";".join([*(self._classes.get(c, "") for c in said["class"].split()), css])
        style = declared(css) if css else PLAIN
        changes: dict[str, object] = {}
        for span in ("colspan", "rowspan"):
            if (n := said.get(span, "")[:6].strip()).isdecimal():
                changes[span] = max(1, min(int(n), _MAX_SPAN))
        if "valign" in said and not style.valign:
            changes["valign"] = said["valign"].lower()
        if width := _LENGTH.match(said.get("width", "")):
            changes["short"] = float(width[1]) < (50 if width[2] == "%" else 150)
        if "hidden" in said:
            changes["hidden"] = True
        if "color" in said and style.white is None:
            changes["white"] = _WHITE.search(said["color"]) is not None
        if "bgcolor" in said and style.ground is None:
            changes["ground"] = _NO_GROUND.match(said["bgcolor"]) is None
        return replace(style, **changes) if changes else style  # type: ignore[arg-type]  # names and types match Style's


def declared(css: str) -> Style:
    """The Style of a CSS declaration list."""
    d = {m[1]: m[2].strip() for m in _DECLARATION.finditer(css.lower())}
    absolute = d.get("position") in ("absolute", "fixed")
    left, top = length(d.get("left", "")), length(d.get("top", ""))
    relative = d.get("position") == "relative"
    lifted = relative and ((top is not None and top < 0) or (length(d.get("bottom", "")) or 0) > 0)
    font = d.get("font", "")
    ground = d.get("background-color") or d.get("background")
    size = length(d.get("font-size", ""))
    return Style(
        indent=_left_side(d),
        text_indent=length(d.get("text-indent", "")) or 0.0,
        bold=_bold(d.get("font-weight", ""), font),
        raised=d.get("vertical-align", "") in _RAISING or lifted,
        hidden=d.get("display") == "none"
        or d.get("visibility") == "hidden"
        or _NO_OPACITY.match(d.get("opacity", "")) is not None,
        white=_WHITE.search(d["color"]) is not None if "color" in d else None,
        ground=_NO_GROUND.match(ground) is None if ground else None,
        valign=d.get("vertical-align", ""),
        break_before=_breaks(d.get("page-break-before", "") or d.get("break-before", "")),
        break_after=_breaks(d.get("page-break-after", "") or d.get("break-after", "")),
        display=d.get("display", ""),
        floats=d.get("float", "") in ("left", "right"),
        relative=relative and not lifted,
        place=(left, top) if absolute and left is not None and top is not None else None,
        font_size=size if size is not None else _font_size(font),
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
    m = _FONT_SIZE.search(font)
    return length(m[0]) if m else None


def _breaks(value: str) -> bool:
    return value.startswith(("always", "page", "left", "right"))


def _ruled(border: str) -> bool:
    return bool(border) and _NO_RULE.search(border) is None

r"""Text renderings of filed PDF and HTML documents: tab tables, escaped dollars, raised marks in carets.

    Alameda (County of); Series 2008 A, Lease RB ^(a)\t5.00%\t12/01/24\t\$ 235\t\$ 252,240
    Series 2003 A, $RB^{(c)(h)}$\t5.00%\t07/01/13

Marks become the one inline form `^{...}`; bold and underline leave the text.
"""

from __future__ import annotations

import re

from fundfilings.normalize.lines import Seg
from fundfilings.scalars import amount

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿ", "0123456789()abcdefghijklmn")
_RAISED = re.compile(r"\s?[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿ]{1,12}")
_CARET = re.compile(r"\^\s?(\((?:[a-z0-9*]{1,3})\)|[a-z0-9]{1,2}(?![\w]))\^?")
_MATH = re.compile(r"(?<!\\)\$([A-Za-z%.\d\s,]*\^\{[^}]*\}[^$]*)\$")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_UNDERLINE = re.compile(r"</?u>", re.I)
_ESCAPED = re.compile(r"\\([$%&#_*^~|])")


def plain_line(line: str) -> tuple[str, bool]:
    """(the line as printed with marks in the inline form, whether it was bold)."""
    bold = "**" in line
    if bold:
        line = _BOLD.sub(r"\1", line).replace("**", "")
    if "^{" in line:
        line = _MATH.sub(lambda m: m[1], line)
    if "\\" in line:
        line = _ESCAPED.sub(r"\1", line)
    if "^" in line:
        line = _CARET.sub(lambda m: "^{" + m[1] + "}", line)
    line = _RAISED.sub(lambda m: "^{" + m[0].strip().translate(_SUPERSCRIPTS) + "}", line)
    return _UNDERLINE.sub("", line), bold


def tab_segments(line: str) -> list[Seg]:
    """The cells of a tab row; columns are numbered by tabs, ten units apart, so that an indentation can show."""
    out: list[Seg] = []
    for i, cell in enumerate(line.split("\t")):
        text = cell.strip()
        if not text or text == "|":
            continue
        seg = Seg(text, i * 10, i * 10 + 10)
        if amount(text) is not None:
            seg.edge = seg.x1
        out.append(seg)
    return out

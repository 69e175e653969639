r"""Renderings that part the cells of a table with pipes, as converters of HTML and Markdown write them.

    | Shares |  | Common Stocks (97.6%) |  | Value |
    | --- | --- | ---: | --- | --- |
    | 27,515 |  | Nexstar Media Group, Inc. | $ | 2,815,060 |

Each pipe ends a grid column, so rows become what the rows of an HTML table are, with signs and marks in cells of their
own joined. What stands between the tables is running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fundfilings.normalize.html_items import Break, Item, Rows
from fundfilings.normalize.html_rows import GridCell, Line, lay_out, printed_rows
from fundfilings.normalize.rendered import plain_line

_PIPE = re.compile(r"(?<!\\)\|")
#: "|---|:--:|", "| ===== |": the rule under a table's head.
_RULE = re.compile(r"^[\s|:=+-]*(?:--|==)[\s|:=+-]*$")
_HEADING = re.compile(r"^#{1,6}\s+")
_TAG = re.compile(r"<PAGE>|<(?:S|C|CAPTION|/?TABLE|/?TEXT)>|^\f", re.I)


def piped_items(body: str) -> list[Item]:
    """The lines and tables of a body with pipes, with their offsets in it."""
    return list(_Reader().read(body))


class _Reader:
    """Where reading stands: the rows of the open table, the number of the open paragraph."""

    def __init__(self) -> None:
        self._rows: list[list[GridCell]] = []
        self._block = 1

    def read(self, body: str) -> Iterator[Item]:
        at = 0
        for raw in body.split("\n"):
            text = raw.strip()
            if not text:
                self._gap()
            elif _TAG.search(text) is not None:
                yield from self._closed()
                if "PAGE" in text.upper() or "\f" in raw:
                    yield Break(at)
            elif _RULE.match(text):
                self._rule()
            elif _PIPE.search(text):
                self._rows.append(_cells(raw, at))
            else:
                yield from self._closed()
                yield self._line(raw, text, at)
            at += len(raw) + 1
        yield from self._closed()

    def _gap(self) -> None:
        self._block += 1
        if self._rows:
            self._rows.append([])

    def _rule(self) -> None:
        if self._rows:
            for cell in self._rows[-1][1:]:  # figures are ruled off; a rule from the first cell on closes a head
                cell.rule_below = True

    def _line(self, raw: str, text: str, at: int) -> Line:
        start = at + raw.index(text[0])
        plain, bold = plain_line(text)
        heading = _HEADING.match(plain)
        if heading:
            plain, bold = plain[heading.end() :], True
            self._block += 1
        return Line(" ".join(plain.split()), start, start + len(text), bold, block=self._block)

    def _closed(self) -> Iterator[Item]:
        """The open table; rows at its ends with one filled cell are rows too, for a heading stands there."""
        rows, self._rows = self._rows, []
        if not any(cell.filled for row in rows for cell in row):
            return
        lay_out(rows)
        columns = max(len(row) for row in rows)
        if any(sum(cell.filled for cell in row) > 1 for row in rows):
            yield Rows(printed_rows(rows), columns)
        else:
            yield from (line for row in rows for cell in row for line in cell.lines)
        self._block += 1


def _cells(raw: str, at: int) -> list[GridCell]:
    """The grid cells of one line. A pipe at its head opens the first cell, one at its end closes the last."""
    text = raw.strip()
    start = at + raw.index(text[0])
    parts = _PIPE.split(text)
    edges = [0, *(m.end() for m in _PIPE.finditer(text))]
    if not parts[-1].strip():
        parts.pop()
    if parts and not parts[0].strip():
        del parts[0], edges[0]
    return [_cell(part, start + edge) for part, edge in zip(parts, edges, strict=False)]


def _cell(part: str, at: int) -> GridCell:
    cell = GridCell(1, 1, "", False, False)
    if words := part.strip():
        plain, bold = plain_line(words)
        start = at + part.index(words[0])
        if plain := " ".join(plain.split()):
            cell.lines.append(Line(plain, start, start + len(words), bold))
    return cell

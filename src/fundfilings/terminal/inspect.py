"""Why a filing was read as it was: the result of one stage, line by line.

blocks      1204  row      0-18 Acme Corp. ^{(a)} | 52-58 12,400 | 64-73 $ 310,000
sections    1180-1342  schedule  Example Fund  SCHEDULE OF INVESTMENTS
rows        1204  holding  Acme Corp. ^{(a)} | 12,400 | $ 310,000    -- name, quantity and value
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from fundfilings.normalize.blocks import Block, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.pipeline import Explained
from fundfilings.split import Part
from fundfilings.terminal.style import plain

STAGES = ("blocks", "sections", "rows")
#: Line numbers of the input.
Lines = range
#: Characters of a paragraph that are shown.
_PARAGRAPH = 100


def inspect_stage(explained: Explained, stage: str, out: Console, *, fund: int | None, lines: Lines) -> None:
    """Prints one stage of `explained`, only what stands on `lines`, only the 1-based `fund` where one is given."""
    show = {"blocks": _blocks, "sections": _sections, "rows": _rows}[stage]
    for line in show(explained, fund, lines):
        out.print(line, soft_wrap=True)


def _blocks(explained: Explained, fund: int | None, lines: Lines) -> Iterator[Text]:
    if fund is None:
        for document in explained.documents:
            yield Text(f"document {document.number} {document.type}".strip(), style="bold")
            yield from _block_lines(document.blocks, lines)
        return
    for part in _parts_of(explained, fund):
        yield Text(f"{part.kind}: {plain(part.title)}", style="bold")
        yield from _block_lines(part.blocks, lines)


def _block_lines(blocks: tuple[Block, ...], lines: Lines) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Table):
            rows = [row for row in block.rows if row.line in lines]
            if rows:
                yield Text(f"{block.line:>7}  table of {len(block.rows)} rows", style="dim")
            for row in rows:
                yield _line(row.line, "row", _cells(row, places=True))
        elif block.line in lines:
            yield _block_line(block)


def _block_line(block: Heading | Paragraph | PageBreak) -> Text:
    if isinstance(block, PageBreak):
        return Text(f"{block.line:>7}  page {block.page or ''}", style="dim")
    text = plain(block.text)
    if isinstance(block, Heading):
        return _line(block.line, "heading", Text(text, style="bold" if block.bold else ""))
    return _line(block.line, "prose", Text(text[:_PARAGRAPH] + ("..." if len(text) > _PARAGRAPH else "")))


def _cells(row: Row, places: bool = False) -> Text:
    shown = Text()
    for cell in row.cells:
        if shown:
            shown.append(" | ", style="dim")
        if places:
            shown.append(f"{cell.x0:g}-{cell.x1:g} ", style="dim")
        shown.append(plain(cell.text), style="bold" if cell.bold else "")
    return shown


def _sections(explained: Explained, fund: int | None, lines: Lines) -> Iterator[Text]:
    names = [f.name for f in explained.split.funds]
    if fund is None:
        for number, name in enumerate(names, 1):
            yield Text(f"fund {number}: {plain(name)}", style="bold")
    for part in explained.split.parts if fund is None else _parts_of(explained, fund):
        if not part.blocks:
            continue
        first, last = part.blocks[0].line, _last_line(part.blocks[-1])
        if not (first in lines or last in lines or lines.start in range(first, last + 1)):
            continue
        whose = plain(names[part.fund]) if part.fund is not None else "-"
        yield Text.assemble(f"{first:>7}-{last:<7} {part.kind:<22} ", (plain(part.title), "bold"), f"  [{whose}]")


def _last_line(block: Block) -> int:
    return block.rows[-1].line if isinstance(block, Table) else block.line


def _rows(explained: Explained, fund: int | None, lines: Lines) -> Iterator[Text]:
    for part, read in explained.schedules:
        shown = [line for line in read.lines if line.number in lines]
        if not shown or fund not in (None, (part.fund or 0) + 1):
            continue
        yield Text(plain(part.title) or "schedule", style="bold")
        for line in shown:
            printed = _cells(line.place) if isinstance(line.place, Row) else Text(plain(line.place.text)[:_PARAGRAPH])
            yield _line(line.number, line.kind or "?", printed.append(f"   -- {plain(line.reason)}", style="dim"))


def _parts_of(explained: Explained, fund: int) -> list[Part]:
    return [part for part in explained.split.parts if part.fund == fund - 1]


def _line(number: int, kind: str, text: Text) -> Text:
    return Text.assemble((f"{number:>7}  ", "dim"), (f"{kind:<12} ", "cyan"), text)


def lines_of_page(explained: Explained, page: int) -> range:
    """The lines of the input that stand on a page, as the container counts pages."""
    lines = [n for d in explained.documents for n, place in d.places.items() if place.page == page]
    for document in explained.documents:
        for block in document.blocks if not document.places else ():
            if block.page == page:
                rows = getattr(block, "rows", None)
                lines.extend([block.line, rows[-1].line] if rows else [block.line])
    return range(min(lines), max(lines) + 1) if lines else range(0)

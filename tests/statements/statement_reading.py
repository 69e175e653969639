"""Small printed statements to parts, for the tests of this folder."""

from __future__ import annotations

from fundfilings.models import HighlightsColumn, Issue, Statement, StatementLine
from fundfilings.normalize.blocks import BlockDocument, Cell, Row, Table
from fundfilings.normalize.text import text_blocks
from fundfilings.spans import Span
from fundfilings.split.parts import FundRef, Kind, Part
from fundfilings.statements import read_highlights, read_statement

ONE_FUND = (FundRef("Acme Income Fund"),)
FAMILY = (
    FundRef("Acme Premium Municipal Fund, Inc. (APM)"),
    FundRef("Acme Dividend Municipal Fund (ADM)"),
    FundRef("Acme Dividend Municipal Fund 2 (ADX)"),
)


def part(text: str, kind: Kind, fund: int | None = 0) -> Part:
    """A part of fixed-width text (or of a text rendering with tabs)."""
    document = text_blocks(text)
    title = text.strip().split("\n", 1)[0].strip()
    return Part(kind, title, document, document.blocks, Span(line=1), fund)


def grid_part(rows: list[list[str | None]], kind: Kind, fund: int | None = 0) -> Part:
    """A part of one HTML table, a cell to each grid column."""
    cells = [tuple(Cell(t, 10.0 * i, 10.0 * i + 10) for i, t in enumerate(row) if t) for row in rows]
    printed = tuple(Row(own, line, indent=own[0].x0 if own else 0.0) for line, own in enumerate(cells, 1))
    document = BlockDocument(1, "N-CSR", (Table(printed),))
    return Part(kind, "", document, document.blocks, Span(line=1), fund)


def one_statement(
    text: str | Part,
    kind: Kind = "operations",
    funds: tuple[FundRef, ...] = ONE_FUND,
    issues: list[Issue] | None = None,
) -> Statement:
    """The only statement in a text."""
    read = read_statement(part(text, kind) if isinstance(text, str) else text, funds, issues)
    assert len(read) == 1
    return read[0][1]


def highlights(
    text: str | Part, funds: tuple[FundRef, ...] = ONE_FUND, fund: int | None = 0
) -> dict[int | None, list[HighlightsColumn]]:
    """The highlights in a text, by fund."""
    return dict(read_highlights(part(text, "financial_highlights", fund) if isinstance(text, str) else text, funds))


def line(statement: Statement, caption: str) -> StatementLine:
    """The only line with a caption."""
    found = [ln for ln in statement.lines if ln.caption == caption]
    assert len(found) == 1, [ln.caption for ln in statement.lines]
    return found[0]

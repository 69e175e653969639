"""Renderings that part cells with pipes become the blocks that an HTML table gives."""

from __future__ import annotations

import pytest

from fundfilings.normalize.blocks import Block, Heading, PageBreak, Paragraph, Table
from fundfilings.normalize.html import piped_blocks
from fundfilings.source import Document, is_piped

TABLE = """\
| Shares |  | **Common Stocks (78.3%)** |  | Value |
| ------ | --- | :---: | --- | ---: |
| 7,283 | | Charter Communications, Inc.+^(b) | $ | 1,966,192 |
| 11,240 | | Comcast \\| Corp. | | 745,662 |
| | | | | |
| | | Net loss | | (1,234 | ) |
"""


def blocks(text: str) -> tuple[Block, ...]:
    return piped_blocks(Document(1, "", None, None, text, 1, 0, "text", True)).blocks


def rows(text: str) -> list[list[str]]:
    return [[c.text for c in r.cells] for b in blocks(text) if isinstance(b, Table) for r in b.rows]


def test_cells_signs_and_marks() -> None:
    assert rows(TABLE) == [
        ["Shares", "Common Stocks (78.3%)", "Value"],
        ["7,283", "Charter Communications, Inc.+^{(b)}", "$ 1,966,192"],
        ["11,240", "Comcast | Corp.", "745,662"],
        ["Net loss", "(1,234)"],
    ]


def test_columns_stand_under_one_another_and_blank_rows_are_gaps() -> None:
    (table,) = blocks(TABLE)
    assert isinstance(table, Table)
    assert [r.cells[-1].x1 for r in table.rows[:3]] == [50.0] * 3
    assert table.rows[0].cells[1].bold and not table.rows[1].cells[1].bold
    assert [r.gap for r in table.rows] == [0, 0, 0, 1]
    assert [r.line for r in table.rows] == [1, 3, 4, 6]


def test_places_point_into_the_text() -> None:
    (table,) = blocks(TABLE)
    assert isinstance(table, Table)
    value = table.rows[2].cells[-1]
    assert TABLE[value.start : value.end] == "745,662"


def test_a_row_without_outer_pipes_has_the_same_columns() -> None:
    inside, outside = rows("| a | | 100 |\n" * 2), rows("a | | 100 |\n" * 2)
    assert inside == outside == [["a", "100"]] * 2
    assert [places("| a | | 100 |")] == [places("a | | 100")] == [[0.0, 20.0]]


def places(text: str) -> list[float]:
    return [c.x0 for b in blocks(text) if isinstance(b, Table) for r in b.rows for c in r.cells]


def test_what_stands_between_tables_is_text() -> None:
    text = f"# Item 1. Schedule\n\nPositions in full.\n\n{TABLE}\n<PAGE>\nSee notes.\n"
    heading, paragraph, *rest = blocks(text)
    assert heading == Heading("Item 1. Schedule", 1, None, 0, 18, True)
    assert isinstance(paragraph, (Paragraph, Heading))
    assert [type(b) for b in rest] == [Table, PageBreak, Heading]


@pytest.mark.parametrize(
    ("text", "piped"),
    [
        (TABLE, True),
        ("| a | b |\n" * 4, False),  # four lines may be anything
        ("NOT FDIC INSURED | MAY LOSE VALUE\n" * 20, False),
        ("Acme Corp.     100   $ 200\n" * 40 + TABLE, False),  # a box drawn into fixed-width print
    ],
)
def test_which_bodies_are_read_so(text: str, piped: bool) -> None:
    assert is_piped(text) is piped

"""What blocks say of themselves, whatever container they came from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fundfilings.normalize.blocks import Cell, Table
from fundfilings.pipeline import explain
from fundfilings.scalars import amount

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.mark.parametrize("source", sorted(FIXTURES.glob("*/source.*")), ids=lambda path: path.parent.name)
def test_the_figure_of_a_cell_is_what_its_text_prints(source: Path) -> None:
    cells = [
        cell
        for document in explain(source).documents
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
    ]
    assert any(cell.figure for cell in cells)
    for cell in cells:
        assert cell.figure == amount(cell.text), cell


def test_another_text_has_another_figure() -> None:
    cell = Cell("1,200", 10, 15)
    assert cell.figure is not None and cell.figure.value == Decimal(1200)
    assert Cell("Acme Corp.", 10, 15).figure is None
    assert Cell("1,200", 9, 15) != cell and Cell("1,200", 10, 15) == cell


def test_a_cell_is_no_copy_without_its_end() -> None:
    cell = Cell("1,200", 10, 15, 100, 105)
    assert (cell.start, cell.end) == (100, 105)
    with pytest.raises(ValueError, match="ends before"):
        replace(cell, text="1,300")

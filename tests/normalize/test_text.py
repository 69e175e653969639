"""Fixed-width text to blocks: printed lines, with what a reader sees."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundfilings.normalize.blocks import Cell, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.normalize.lines import edges, segments, split_at_edges, without_leaders
from fundfilings.normalize.plain_lines import plain_cells
from fundfilings.normalize.text import text_blocks


def rows(text: str) -> list[Row]:
    return [r for b in text_blocks(text).blocks if isinstance(b, Table) for r in b.rows]


def printed(text: str) -> list[list[str]]:
    return [[c.text for c in r.cells] for r in rows(text)]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Acme Corp. (a)             1,200   $ 34,000", ["Acme Corp. (a)", "1,200", "$ 34,000"]),
        ("Acme Corp. ..........      1,200   $ 34,000", ["Acme Corp.", "1,200", "$ 34,000"]),
        ("Acme Corp.                 1,200   $    34,000", ["Acme Corp.", "1,200", "$ 34,000"]),
        ("Net loss      (1,234)   (0.52)%      (5.25%)", ["Net loss", "(1,234)", "(0.52)%", "(5.25%)"]),
        ("Cash --  US$  12        N/A", ["Cash --", "US$ 12", "N/A"]),
        (
            "$1,000,000   Acme Corp., 7.25%, 2/01/12    1,002,500",
            ["$1,000,000", "Acme Corp., 7.25%, 2/01/12", "1,002,500"],
        ),
        ("Swaps        1,234 (5,678) 910      12", ["Swaps", "1,234", "(5,678)", "910", "12"]),
        ("Acme Corp.\t1,200\t$34,000", ["Acme Corp.", "1,200", "$34,000"]),
        (
            "Soci\u00e9t\u00e9 G\u00e9n\u00e9rale \u2013 144A      1,200   \u2014",
            ["Soci\u00e9t\u00e9 G\u00e9n\u00e9rale \u2013 144A", "1,200", "\u2014"],
        ),
        ("Acme Corp.\u00a0\u00a0\u00a0\u00a01,200      $34,000", ["Acme Corp.", "1,200", "$34,000"]),
        ("Acme Corp.          1,200   $   ", ["Acme Corp.", "1,200", "$"]),
        (
            "1,200 Acme Corp.    1,200   $   34,000   333 West Wacker Drive",
            ["1,200 Acme Corp.", "1,200", "$ 34,000", "333 West Wacker Drive"],
        ),
        ("<S> Acme Corp.  <C>   1,200   $34,000", ["Acme Corp.", "1,200", "$34,000"]),
    ],
)
def test_the_cells_of_a_line(line: str, cells: list[str]) -> None:
    assert printed(line + "\n") == [cells]


def test_cells_stand_where_their_figures_end() -> None:
    (row,) = rows("Net loss      (1,234)   (0.52)%\n")
    assert row.cells == (
        Cell("Net loss", 0, 8, 0, 8),
        Cell("(1,234)", 14, 20, 14, 21),
        Cell("(0.52)%", 24, 29, 24, 31),
    )


def test_a_figure_run_into_text_is_parted_where_others_end() -> None:
    table = """\
Acme Corp.                 1,200   $ 34,000
Bolt & Nut Inc.           12,500      9,000
Amalgamated Consolidated Int 800     12,000
Zinc Holdings of the North 1,800     12,000
"""
    assert printed(table)[2:] == [
        ["Amalgamated Consolidated Int 800", "12,000"],  # two figures above end there: not enough for a bare 800
        ["Zinc Holdings of the North", "1,800", "12,000"],
    ]


def test_lines_keep_their_places_in_the_whole_input() -> None:
    text = "TITLE\r\n\r\n\r\n\r\n\r\n- -------------\r\n  Acme Corp.     1,200\r\n<PAGE>   7\r\nNext page\r\n"
    blocks = text_blocks(text, 2, "N-Q", line=11, start=100).blocks
    title, table, page, after = blocks
    assert title == Heading("TITLE", 11, None, 100, 105)
    assert isinstance(table, Table)
    (row,) = table.rows
    assert (row.line, row.gap, row.ruled, row.indent) == (17, 4, True, 2)
    assert [text[c.start - 100 : c.end - 100] for c in row.cells] == ["Acme Corp.", "1,200"]
    assert page == PageBreak(19, 7)
    assert isinstance(after, Heading) and (after.line, after.page) == (19, 7)


def test_lines_that_fill_their_measure_are_a_paragraph() -> None:
    text = """\
The Fund may invest in options and other derivative instruments in order to
hedge its portfolio. The Fund’s use of them is  limited  by its prospectus, as
amended in 2005.
"""
    (block,) = text_blocks(text).blocks
    assert isinstance(block, Paragraph)
    assert block.text == " ".join(text.split())
    assert [block.text[i:].split()[0] for i in block.breaks] == ["hedge", "amended"]


_WORDS = st.sampled_from(
    "Acme Corp. Inc. THE of 5.25% 1,200 (1,200) $ $1,200 $34 (0.52)% 12 7 1999 2/01/12 -- - ---- (a) (5) N/A EUR USD "
    "NA NM 7 1/4 *12 12* 12(a) .5 1. 1,2 1,23456 123456 US$ A$ U.S.$5 ____ == 1,234.567 1.234.567 (1,200 1,200) 5%% a "
    "1a ’t — é £5 5£ ① ٣ CAD5 Cash: n/a".split(" ")
)
_LINES = st.lists(st.tuples(_WORDS, st.sampled_from(["", " ", " ", "  ", "   ", "      "])), min_size=1, max_size=9)


@given(_LINES)
def test_plain_lines_are_read_as_step_by_step(words: list[tuple[str, str]]) -> None:
    line = "".join(word + blanks for word, blanks in words)
    read = plain_cells(line, 100, True)
    if read is None:
        return
    segs = segments(line)
    if line == without_leaders(line):
        assert [(c.text, c.x0, c.x1, c.start, c.end) for c in read.cells] == [
            (s.text, s.x0, s.x1 if s.edge is None else s.edge, 100 + s.x0, 100 + s.x1) for s in segs
        ]
        assert read.edges == edges(segs)
        # Where nothing is doubtful, no columns of figures anywhere could part the line; what is doubtful may stay so.
        everywhere = Counter(dict.fromkeys(range(len(line) + 2), 9))
        assert read.doubtful or split_at_edges(segs, everywhere) == segs


@pytest.mark.parametrize(
    "text",
    [
        "1,234 " * 300_000,
        "x " * 500_000,
        "( " * 500_000,
        "-" * 1_000_000,
        ". " * 500_000,
        "\n" * 1_000_000,
        "$" * 500_000,
    ],
)
def test_hostile_input_is_read_in_linear_time(text: str) -> None:
    start = time.process_time()
    text_blocks(text)
    assert time.process_time() - start < 5


def test_a_percent_sign_apart_stays_with_its_figure_where_figures_run_together() -> None:
    text = "Equity hedged subtotal          259,157,603      $307,126,378 73.92 %     5,643,856"
    assert [s.text for s in segments(text)][1:] == ["259,157,603", "$307,126,378", "73.92 %", "5,643,856"]

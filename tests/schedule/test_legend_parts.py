"""Legends under a title of their own go back to the schedules they explain."""

from __future__ import annotations

from textwrap import dedent

from fundfilings.normalize.blocks import BlockDocument
from fundfilings.normalize.text import text_blocks
from fundfilings.schedule.footnotes import read_legend
from fundfilings.schedule.legend_parts import with_legends
from fundfilings.split.parts import Kind, Part


def report(*parts: tuple[Kind, str, str]) -> list[Part]:
    """Parts of one document: (kind, title, text), ten lines apart."""
    cut, line = [], 1
    for _, _, text in parts:
        body = dedent(text).strip("\n") + "\n"
        cut.append(text_blocks(body, line=line).blocks)
        line += body.count("\n") + 10
    document = BlockDocument(1, "N-CSR", tuple(block for blocks in cut for block in blocks))
    return [
        Part(kind, title, document, blocks, document.span(blocks[0]))
        for (kind, title, _), blocks in zip(parts, cut, strict=True)
    ]


def marks(part: Part) -> list[str]:
    return [f.marker for f in read_legend(part.blocks, part.document).footnotes]


SCHEDULE = """
    Acme Water Revenue, 5.00%, 1/1/20 (a)        $ 1,010,000
    Net assets - 100.0%                          $ 1,010,000
    """


def test_notes_to_schedules_go_to_all_schedules_above_them() -> None:
    notes = "NOTES TO SCHEDULES OF INVESTMENTS:\n\n(a) Floating rate note.\n(b) Illiquid security.\n"
    found = with_legends(
        report(
            ("schedule", "SCHEDULE OF INVESTMENTS", SCHEDULE),
            ("schedule", "SCHEDULE OF INVESTMENTS", SCHEDULE),
            ("notes", "NOTES TO SCHEDULES OF INVESTMENTS:", notes),
            ("other", "GLOSSARY:", "GLOSSARY:\n\nNR - Not Rated\n"),
        )
    )
    assert [p.kind for p in found] == ["schedule", "schedule"]
    assert [marks(p) for p in found] == [["a", "b", "NR"], ["a", "b", "NR"]]


def test_a_glossary_goes_to_the_schedule_above_it_alone() -> None:
    found = with_legends(
        report(
            ("schedule", "SCHEDULE OF INVESTMENTS", SCHEDULE),
            ("schedule", "SCHEDULE OF INVESTMENTS", SCHEDULE),
            ("other", "GLOSSARY:", "GLOSSARY:\n\nNR - Not Rated\n"),
        )
    )
    assert [marks(p) for p in found] == [[], ["NR"]]


def test_notes_behind_the_legend_stay_notes() -> None:
    notes = """
        Notes to Schedule of Investments:

        (a)  Floating rate note.

        NOTE 1 - Significant Accounting Policies

        Securities are valued at the last price of the day on the exchange on which they are traded.
        """
    schedule, left = with_legends(
        report(("schedule", "Schedule", SCHEDULE), ("notes", "Notes to Schedule of Investments:", notes))
    )
    assert marks(schedule) == ["a"]
    assert left.kind == "notes"
    assert left.blocks[0].line > 7


def test_full_notes_of_the_same_title_are_left_alone() -> None:
    notes = """
        Notes to Schedule of Investments

        1. Portfolio Valuation -- Securities are valued at the last price of the day.

        (a) Foreign securities are translated into U.S. dollars.
        """
    parts = report(("schedule", "Schedule", SCHEDULE), ("notes", "Notes to Schedule of Investments", notes))
    assert with_legends(parts) == tuple(parts)


def test_a_part_that_begins_with_a_footnote_is_legend() -> None:
    (schedule,) = with_legends(
        report(
            ("schedule", "Schedule", SCHEDULE),
            ("other", "(a) Federal tax information", "(a) Federal tax information: See Note 3.\n\n(b) In default.\n"),
        )
    )
    assert marks(schedule) == ["a", "b"]


def test_statements_between_keep_their_notes() -> None:
    parts = report(
        ("schedule", "Schedule", SCHEDULE),
        ("operations", "STATEMENT OF OPERATIONS", "STATEMENT OF OPERATIONS\n\nNet income                 1,234\n"),
        ("notes", "NOTES TO SCHEDULES", "NOTES TO SCHEDULES:\n\n(a) Floating rate note.\n"),
    )
    assert with_legends(parts) == tuple(parts)

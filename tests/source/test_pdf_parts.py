"""PDF parts of a submission: noted, and read where that is asked for and the text prints no schedule."""

from __future__ import annotations

import pytest

from fundfilings import parse
from fundfilings.errors import UnreadableInput
from fundfilings.source.uuencoded import uudecoded
from pdf_filings import report, submission, uuencoded


def test_a_pdf_part_is_noted_unless_it_is_asked_for() -> None:
    data = submission(uuencoded(report()))
    filing = parse(data)
    assert "source.part-not-read" in {i.code for i in filing.issues}
    assert not any(f.schedule for f in filing.funds)
    filing = parse(data, pdf_parts=True)
    (schedule,) = (f.schedule for f in filing.funds if f.schedule)
    assert [h.value for h in schedule.holdings] == [10000 * i for i in range(1, 8)]
    assert schedule.total_investments is not None
    assert schedule.total_investments.value == 280_000
    assert schedule.holdings[0].source.document == 2
    assert schedule.holdings[0].source.bbox is not None


def test_a_damaged_pdf_part_is_said_and_does_not_stop_the_rest() -> None:
    whole = uuencoded(report())
    for body in (
        whole[: len(whole) // 2],
        whole.replace("begin 644 report.pdf\n", "begin 644 report.pdf\nM{not this}\n"),
    ):
        filing = parse(submission(body), pdf_parts=True)
        assert any(i.code == "source.part-not-read" and "PDF part not read" in i.message for i in filing.issues)


def test_what_decodes_to_too_much_is_refused() -> None:
    data = report()
    assert uudecoded(uuencoded(data)) == data
    with pytest.raises(UnreadableInput, match="more than 0 MB"):
        uudecoded(uuencoded(data), limit=1000)

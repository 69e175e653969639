"""One schedule in many layouts, each written to PDF in many ways: the same holdings come out of all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import reportlab.rl_config

from fundfilings import parse
from fundfilings.normalize.pdf import pdf_blocks
from pdf_manners import FUND, LAYOUTS, NET_ASSETS, TOTAL, WRITERS, Text, answers, one_column
from pdf_printer import Book

#: Without a head over the second column, columns show in the order of the file only. The third column of three written
#: a stretch of cells at a time shows in neither. Small capitals are set for one face.
EXCEPT = {
    ("two columns, one head", "shuffled"),
    ("three columns", "by column"),
    ("small capitals", "with ligatures"),
}


@pytest.mark.parametrize(("layout", "writer"), [(n, w) for n in LAYOUTS for w in WRITERS if (n, w) not in EXCEPT])
def test_a_schedule_is_read_in_every_manner(layout: str, writer: str) -> None:
    filing = parse(WRITERS[writer](LAYOUTS[layout]()))
    (fund,) = filing.funds
    assert fund.name.title() == FUND
    schedule = fund.schedule
    assert schedule is not None
    read = [
        (h.description, h.balance, h.value, [s.lower() for s in h.section_path], list(h.markers))
        for h in schedule.holdings
    ]
    assert read == [(d, b, v, [s.lower() for s in path], marks) for d, b, v, path, marks in answers()]
    assert schedule.total_investments is not None
    assert (schedule.total_investments.value, schedule.net_assets) == (TOTAL, NET_ASSETS)
    assert not [i for i in filing.issues if i.code != "source.form-unknown"]
    assert not [c for c in filing.checks if c.status == "fail"]


def test_letters_that_a_font_does_not_name_are_said_with_their_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reportlab.rl_config, "pageCompression", 0)
    data = WRITERS["with ligatures"](one_column())
    assert not pdf_blocks(data).issues
    named = data.replace(b"<0041>", b"<E041>").replace(b"<0063>", b"<E063>")
    assert named != data
    (issue,) = pdf_blocks(named).issues
    assert issue.code == "source.characters-unmapped"
    assert "page 1 " in issue.message


def test_faint_large_print_is_a_stamp_and_large_print_alone_is_a_title() -> None:
    book = Book()
    page = book.page()
    page.canvas.setFillGray(0.85)
    page.put(100, 400, "SPECIMEN", 60)
    page.canvas.setFillGray(0)
    page.put(100, 80, "Example Fund", 40)
    page.put(100, 140, "Annual Report", 10)
    assert [getattr(b, "text", "") for b in pdf_blocks(book.bytes()).blocks if getattr(b, "text", "")] == [
        "Example Fund",
        "Annual Report",
    ]


def test_titles_that_pages_repeat_are_no_feet() -> None:
    """Nothing but figures and names with percents stands below them; what would stand at the foot is off the page."""
    pages = [page for _ in range(3) for page in LAYOUTS["continued"]()]
    (fund,) = parse(WRITERS["turned page"](pages)).funds
    assert fund.name == FUND
    assert fund.schedule is not None


NAMES = ["Example Growth Fund", "Example Value Fund", "Example Small-Cap Opportunities Portfolio"]


@pytest.mark.parametrize("writer", ["in order", "by column", "by letter", "turned page"])
@pytest.mark.parametrize("layout", ["one column", "two columns", "leaders", "continued"])
def test_a_book_of_three_funds_is_split_by_its_banners(layout: str, writer: str) -> None:
    cover = [Text(200, 100, "Example Funds Trust", 20), Text(200, 140, "Semi-Annual Report", 14)]
    cover.append(Text(200, 160, "March 31, 2024", 12))
    contents = [Text(40, 60, "Table of Contents", 14)]
    contents += [Text(40, 90 + 14 * i, f"{n} Schedule of Investments {'.' * 40} {i + 3}") for i, n in enumerate(NAMES)]
    pages = [cover, contents]
    for name in NAMES:
        pages += [[replace(t, text=t.text.replace(FUND, name)) for t in page] for page in LAYOUTS[layout]()]
    filing = parse(WRITERS[writer](pages))
    assert filing.form == "N-CSRS"
    found = [(f.name, len(f.schedule.holdings)) for f in filing.funds if f.schedule]
    assert found == [(name, len(answers())) for name in NAMES]
    assert {
        f.schedule.total_investments.value for f in filing.funds if f.schedule and f.schedule.total_investments
    } == {TOTAL}

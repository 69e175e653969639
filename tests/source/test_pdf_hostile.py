"""PDFs that are made to take all memory or all time: refused, or read within limits, and said."""

from __future__ import annotations

import time
import zlib

import pytest

from fundfilings import parse
from fundfilings.errors import UnreadableInput
from fundfilings.normalize.blocks import Heading, Table
from fundfilings.normalize.pdf import pdf_blocks
from fundfilings.source.pdf_file import PdfLimits
from fundfilings.source.pdf_streams import swells

ROW = b"BT /F1 9 Tf 40 700 Td (Acme Corp.) Tj 200 0 Td (12,400) Tj 100 0 Td (310,000) Tj ET\n"


def packed(unit: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(unit) for _ in range(times)), packer.flush()])


def one_page(content: bytes, filter: bytes = b"/Filter/FlateDecode", pages: int = 1, kids: bytes = b"3 0 R") -> bytes:
    """A PDF written byte by byte: pages of one content."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b" ".join([kids] * pages) + b"]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d" % len(content) + filter + b">>stream\n" + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    tail = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


def test_a_page_that_is_written_so_is_read() -> None:
    (table,) = (b for b in pdf_blocks(one_page(zlib.compress(ROW))).blocks if isinstance(b, Table))
    assert [c.text for c in table.rows[0].cells] == ["Acme Corp.", "12,400", "310,000"]


def test_a_part_that_unpacks_to_gigabytes_is_refused_at_once() -> None:
    blanks = packed(b" " * 1_000_000, 120)
    assert len(blanks) < 1_000_000
    start = time.process_time()
    with pytest.raises(UnreadableInput, match="more than 100 MB"):
        parse(one_page(blanks))
    with pytest.raises(UnreadableInput, match="more than 100 MB"):
        parse(one_page(zlib.compress(blanks, 9), b"/Filter[/FlateDecode/FlateDecode]"))
    assert time.process_time() - start < 5


def test_what_unpacks_to_less_and_images_are_no_reason_to_refuse() -> None:
    blanks = packed(b" " * 1_000_000, 3)
    assert not swells(one_page(blanks), 4_000_000)
    assert swells(one_page(blanks), 2_000_000)
    assert not swells(one_page(blanks, b"/Subtype/Image/Filter/FlateDecode"), 2_000_000)
    assert not swells(one_page(b"\x78" + bytes(range(256)) * 40), 2_000)


def test_too_many_characters_on_a_page_are_cut_off_and_said() -> None:
    rows = [ROW.replace(b"700", b"%d" % (30 + 10 * n)) for n in range(70)]
    data = one_page(zlib.compress(b"".join(rows)))
    document = pdf_blocks(data, limits=PdfLimits(characters=1_000))
    (issue,) = document.issues
    assert issue.code == "source.limit-reached"
    assert "1000 characters on page 1" in issue.message
    assert not pdf_blocks(data).issues


def test_too_many_pages_and_pages_within_themselves_end() -> None:
    data = one_page(zlib.compress(ROW), pages=5_000)
    (issue,) = (i for i in parse(data).issues if i.code == "source.limit-reached")
    assert "last 1000 pages" in issue.message
    start = time.process_time()
    assert parse(one_page(zlib.compress(ROW), kids=b"2 0 R", pages=3)).status == "failed"  # its own parent
    assert time.process_time() - start < 5


def test_a_page_of_thousands_of_drawn_lines_is_read_for_its_words() -> None:
    start = time.process_time()
    document = pdf_blocks(one_page(zlib.compress(ROW)), limits=PdfLimits(objects=10))
    drawn = pdf_blocks(one_page(packed(b"40 500 300 0.5 re f\n", 50_000)), limits=PdfLimits(objects=1_000))
    assert [type(b) for b in document.blocks if isinstance(b, (Table, Heading))] == [Table]
    assert [i.code for i in drawn.issues] == ["source.page-without-text"]
    assert time.process_time() - start < 10


def test_time_runs_out_between_pages_and_it_is_said() -> None:
    document = pdf_blocks(one_page(zlib.compress(ROW), pages=3), limits=PdfLimits(seconds=-1.0))
    assert not document.blocks
    assert [i.code for i in document.issues] == ["source.limit-reached"]

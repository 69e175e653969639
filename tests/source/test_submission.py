"""Taking an input apart: header, parts, cover page, and what is refused."""

from __future__ import annotations

import contextlib
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundfilings.errors import FundFilingsError, UnreadableInput, UnsupportedForm
from fundfilings.source import Submission, read_submission
from fundfilings.source.decoding import decode

HEADER = """\
<SEC-DOCUMENT>0009999999-18-000001.txt : 20180525
<SEC-HEADER>0009999999-18-000001.hdr.sgml : 20180525
<ACCEPTANCE-DATETIME>20180525134217
ACCESSION NUMBER:		0009999999-18-000001
CONFORMED SUBMISSION TYPE:	N-Q
PUBLIC DOCUMENT COUNT:		3
CONFORMED PERIOD OF REPORT:	20180331
FILED AS OF DATE:		20180525

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			ACME &amp;amp; SONS TRUST
		CENTRAL INDEX KEY:			0000000001
		FISCAL YEAR END:			1231

	FILING VALUES:
		FORM TYPE:		N-Q
		SEC FILE NUMBER:	811-00001

	FORMER COMPANY:
		FORMER CONFORMED NAME:	OLD ACME TRUST

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			ACME MASTER TRUST
		CENTRAL INDEX KEY:			0000000002

	FILING VALUES:
		SEC FILE NUMBER:	811-00002

<SERIES-AND-CLASSES-CONTRACTS-DATA>
<EXISTING-SERIES-AND-CLASSES-CONTRACTS>
<SERIES>
<OWNER-CIK>0000000001
<SERIES-ID>S000000011
<SERIES-NAME>Acme S&amp;amp;P 500 Fund
<CLASS-CONTRACT>
<CLASS-CONTRACT-ID>C000000111
<CLASS-CONTRACT-NAME>Class A
<CLASS-CONTRACT-TICKER-SYMBOL>ACMAX
</CLASS-CONTRACT>
<CLASS-CONTRACT>
<CLASS-CONTRACT-ID>C000000112
<CLASS-CONTRACT-NAME>Class I
</CLASS-CONTRACT>
</SERIES>
</EXISTING-SERIES-AND-CLASSES-CONTRACTS>
<NEW-SERIES-AND-CLASSES-CONTRACTS>
<SERIES>
<SERIES-ID>S000000012
<SERIES-NAME>N/A
</SERIES>
</NEW-SERIES-AND-CLASSES-CONTRACTS>
</SERIES-AND-CLASSES-CONTRACTS-DATA>
</SEC-HEADER>
"""
BODY = """\
<DOCUMENT>
<TYPE>N-Q
<SEQUENCE>1
<FILENAME>acme.txt
<DESCRIPTION>ACME N-Q
<TEXT>
SCHEDULE OF INVESTMENTS
Gadget Co.      100    1,000
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.CERT
<SEQUENCE>2
<FILENAME>cert.txt
<TEXT>
I certify.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99
<SEQUENCE>3
<FILENAME>letter.pdf
<TEXT>
<PDF>
begin 644 letter.pdf
M)5!$1BTQ+C0-)>+CS],-"C(T(#`@;V)J#3P\\
end
</PDF>
</TEXT>
</DOCUMENT>
"""
END = "</SEC-DOCUMENT>\n"


def read(text: str) -> Submission:
    return read_submission(text.encode("cp1252"))


def codes(submission: Submission) -> list[str]:
    return [i.code for i in submission.issues]


def test_the_header_names_form_filers_and_series() -> None:
    header = read(HEADER + BODY + END).header
    assert (header.form, header.accession_number) == ("N-Q", "0009999999-18-000001")
    assert (header.period_of_report, header.filed) == (date(2018, 3, 31), date(2018, 5, 25))
    assert [(f.name, f.cik, f.file_number) for f in header.filers] == [
        ("ACME & SONS TRUST", "0000000001", "811-00001"),
        ("ACME MASTER TRUST", "0000000002", "811-00002"),
    ]
    assert header.fiscal_year_end == "1231"
    assert [(s.series_id, s.name) for s in header.series] == [
        ("S000000011", "Acme S&P 500 Fund"),
        ("S000000012", None),
    ]
    assert [(c.class_id, c.name, c.ticker) for c in header.series[0].classes] == [
        ("C000000111", "Class A", "ACMAX"),
        ("C000000112", "Class I", None),
    ]


def test_a_tagged_header_reads_like_a_printed_one() -> None:
    tagged = (
        "<SUBMISSION>\n<ACCESSION-NUMBER>0009999999-18-000001\n<TYPE>N-CSRS\n<PERIOD>20180331\n<FILING-DATE>20180525\n"
        "<FILER>\n<COMPANY-DATA>\n<CONFORMED-NAME>ACME TRUST\n<CIK>0000000001\n</COMPANY-DATA>\n"
        "<FILING-VALUES>\n<FILE-NUMBER>811-00001\n</FILING-VALUES>\n</FILER>\n"
    )
    header = read(tagged + BODY + "</SUBMISSION>").header
    assert header.form == "N-CSRS"
    assert header.period_of_report == date(2018, 3, 31)
    assert header.filers[0].model_dump() == {"name": "ACME TRUST", "cik": "0000000001", "file_number": "811-00001"}


def test_parts_stand_where_the_whole_input_has_them() -> None:
    text = HEADER + BODY + END
    whole = read(text)
    assert [(d.number, d.type, d.kind, d.is_report) for d in whole.documents] == [
        (1, "N-Q", "text", True),
        (2, "EX-99.CERT", "text", False),
        (3, "EX-99", "pdf", False),
    ]
    assert whole.documents[0].filename == "acme.txt"
    assert whole.documents[0].description == "ACME N-Q"
    assert whole.container == "sgml-submission/text"
    for document in whole.documents[:2]:
        assert text[document.start :].startswith(document.text)
        assert text.split("\n")[document.line - 1] == document.text.split("\n")[0]


def test_encoded_parts_are_noted_and_not_decoded() -> None:
    whole = read(HEADER + BODY + END)
    assert whole.documents[2].text == ""
    assert codes(whole) == ["source.part-not-read", "source.part-not-read"]
    assert "EX-99.CERT" in whole.issues[0].message
    assert "pdf" in whole.issues[1].message


def test_a_report_that_is_a_picture_is_said_so() -> None:
    body = "<DOCUMENT>\n<TYPE>N-Q\n<TEXT>\n<PDF>\nbegin 644 a.pdf\nM)5!$\nend\n</PDF>\n</TEXT>\n</DOCUMENT>\n"
    assert "source.image-schedule" in codes(read(HEADER + body + END))


def test_a_truncated_submission_keeps_what_stands() -> None:
    cut = read((HEADER + BODY)[: len(HEADER) + 140])
    assert "source.truncated" in codes(cut)
    assert cut.header.form == "N-Q"
    assert "Gadget Co." in cut.documents[0].text
    missing = HEADER + BODY[: BODY.index("<DOCUMENT>", 20)]
    assert "source.truncated" in codes(read(missing))
    assert "source.truncated" not in codes(read(HEADER + BODY + END))


def test_a_part_that_is_not_closed_ends_where_the_next_begins() -> None:
    whole = read(HEADER + BODY.replace("</TEXT>\n</DOCUMENT>\n", "", 1) + END)
    assert [d.type for d in whole.documents] == ["N-Q", "EX-99.CERT", "EX-99"]
    assert "certify" not in whole.documents[0].text


def test_an_exhibit_with_a_schedule_of_its_own_is_a_report() -> None:
    rows = "\n".join(f"Gadget {i} Corp.    {i},100    {i},{i:03}" for i in range(1, 80))
    exhibit = "<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n  SCHEDULE OF INVESTMENTS\n{}\nNET ASSETS 100%\n</TEXT>\n</DOCUMENT>\n"
    whole = read(HEADER + BODY + exhibit.format(rows) + END)
    assert [d.number for d in whole.reports] == [1, 4]
    assert not read(HEADER + BODY + exhibit.format("see Item 1") + END).documents[3].is_report


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<html><body><p>x</p></body></html>", "html"),
        ("<DIV><P>One</P><P>Two</P><P>Three</P></DIV>", "html"),
        ("<XBRL>\n<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "html"),
        ("<XML>\n<?xml version='1.0'?>\n<data/>", "xml"),
        ("begin 644 logo.gif\nM1TE&\nend", "image"),
        ("begin 644 book.xls\nM1TE&\nend", "binary"),
        ("<TABLE>\n<CAPTION>\n<S>     <C>\nGadget   1,000\n</TABLE>\n<PAGE>\n", "text"),
    ],
)
def test_the_kind_of_a_part_is_told_from_its_body(body: str, kind: str) -> None:
    part = f"<DOCUMENT>\n<TYPE>EX-99.X\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n"
    assert read(HEADER + BODY + part + END).documents[3].kind == kind


COVER = """\
                     FORM N-CSR
Investment Company Act file number 811-{number}

{name_first}
Date of fiscal year end: {year_end}

Date of reporting period: {period}
"""


@pytest.mark.parametrize(
    ("name_first", "year_end", "period", "form", "when"),
    [
        (
            "Acme Trust\n----------\n(Exact name of registrant as specified in charter)",
            "2/28",
            "2/29/12",
            "N-CSR",
            date(2012, 2, 29),
        ),
        (
            "Name of Registrant:   Acme Trust",
            "December 31",
            "January 1, 2003 - June 30, 2003",
            "N-CSRS",
            date(2003, 6, 30),
        ),
        (
            "(Exact name of registrant as\n specified in charter)\n\nAcme Trust",
            "OCTOBER 31",
            "APRIL 30, 2005",
            "N-CSRS",
            date(2005, 4, 30),
        ),
        (
            "Exact name of registrant as specified in charter:  Acme Trust",
            "10/31",
            "_10/31/14_",
            "N-CSR",
            date(2014, 10, 31),
        ),
        (
            "**Acme Trust**\n(Exact name of registrant as specified in charter)",
            "10/31",
            "October 31 2014*",
            "N-CSR",
            date(2014, 10, 31),
        ),
    ],
)
def test_a_bare_report_is_named_by_its_cover(
    name_first: str, year_end: str, period: str, form: str, when: date
) -> None:
    bare = read(COVER.format(number="07111", name_first=name_first, year_end=year_end, period=period))
    assert bare.container == "text"
    assert (bare.header.form, bare.header.period_of_report) == (form, when)
    assert (bare.header.filers[0].name, bare.header.filers[0].file_number) == ("Acme Trust", "811-07111")
    assert bare.documents[0].type == form
    assert bare.issues == ()


def test_values_may_stand_above_their_labels() -> None:
    cover = (
        "Form N-Q\n811-8042\n(Investment Company Act File Number)\nAcme Trust\n"
        "(Exact Name of Registrant as Specified in Charter)\n"
        "Acme Tower, Springfield\n(Address)\nOctober 31\nDate of Fiscal Year End\n"
        "January 31, 2010\nDate of Reporting Period\n"
    )
    header = read(cover).header
    assert (header.form, header.fiscal_year_end) == ("N-Q", "1031")
    assert header.period_of_report == date(2010, 1, 31)
    assert (header.filers[0].name, header.filers[0].file_number) == ("Acme Trust", "811-08042")


def test_a_period_without_a_year_gets_it_from_the_report() -> None:
    cover = COVER.format(number="1", name_first="", year_end="October 31", period="October 31")
    assert read(cover + "\nNovember 3, 2003\nAnnual Report, October 31, 2003").header.period_of_report == date(
        2003, 10, 31
    )
    assert read(cover).header.period_of_report is None


def test_a_cover_in_html_reads_like_one_in_text() -> None:
    bare = read(
        "<html><head><title>FORM N-1A</title></head><body><P>FORM <FONT>N-Q</FONT></P>"
        "<P>Investment Company Act file\nnumber<U>&nbsp;&nbsp;"
        "811-03287&nbsp;</U></P><P><B>Acme Fund</B></P><P>(Exact name of registrant as specified in charter)</P>"
        "<TABLE><TR><TD>Date of fiscal year end:</TD><TD>December&nbsp;31</TD></TR></TABLE>"
        "<P>Date of reporting period: September&nbsp;30, 2018</P>"
        "</body></html>"
    )
    assert bare.container == "html"
    assert bare.header.form == "N-Q"
    assert bare.header.period_of_report == date(2018, 9, 30)
    assert (bare.header.filers[0].name, bare.header.fiscal_year_end) == ("Acme Fund", "1231")


def test_a_rendering_is_told_from_print() -> None:
    rows = "".join(f"Acme City; Series {i}, RB ^(a)\t5.00%\t12/01/24\t\\$ 235\t\\$ 252,240\n" for i in range(8))
    assert read("FORM N-Q\n" + rows).container == "rendered-text"


def test_a_document_without_a_header_keeps_its_type() -> None:
    alone = read(BODY)
    assert alone.header.form == "N-Q"
    assert alone.container == "sgml-document/text"


def test_an_unknown_form_is_doubted_and_read() -> None:
    assert codes(read("SCHEDULE OF INVESTMENTS\nGadget Co.   100   1,000\n")) == ["source.form-unknown"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t\x00", "blanks"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "JPEG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        (b"PK\x03\x04" + bytes(200), "ZIP"),
        (b"\x1f\x8b\x08" + bytes(200), "gzip"),
        (b"%PDF-1.4\n" + bytes(20), "PDF is damaged"),
        (bytes(range(256)) * 20, "unknown kind"),
    ],
)
def test_what_holds_no_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says):
        read_submission(data)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEADER.replace("	N-Q", "	10-K") + BODY.replace("<TYPE>N-Q", "<TYPE>10-K") + END, "Form 10-K; Forms N-Q"),
        (HEADER.replace("	N-Q", "	485BPOS") + BODY.replace("<TYPE>N-Q", "<TYPE>485BPOS") + END, "485BPOS"),
        (
            HEADER.replace("	N-Q", "	NPORT-P") + BODY.replace("<TYPE>N-Q", "<TYPE>NPORT-P") + END,
            "NPORT-EX exhibit",
        ),
        ("<?xml version='1.0'?>\n<edgarSubmission xmlns='x'></edgarSubmission>", "N-PORT"),
        ("<?xml version='1.0'?>\n<rss></rss>", "XML document <rss>"),
        ("UNITED STATES\n\nFORM 10-K\n\nANNUAL REPORT\n", "Form 10-K"),
    ],
)
def test_other_forms_are_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(UnsupportedForm, match=says):
        read(text)


def test_an_n_port_submission_with_its_exhibit_is_read() -> None:
    whole = read(HEADER.replace("	N-Q", "	NPORT-P") + BODY.replace("<TYPE>N-Q", "<TYPE>NPORT-EX") + END)
    assert [d.type for d in whole.reports] == ["NPORT-EX"]


@pytest.mark.parametrize(
    "text",
    [
        "<DOCUMENT>" * 200_000,
        "<DOCUMENT><TYPE>N-Q<TEXT>" * 50_000,
        HEADER + "<SERIES>" * 200_000,
        "x" * 5_000_000,
        "FORM N-Q " + "(" * 2_000_000,
        "FORM N-Q" + " " * 2_000_000,
        "<html>" + "<div>" * 300_000,
        "<html>" + "<!--" * 300_000 + "<script" * 10_000,
        "\r" * 2_000_000 + "x\n",
        "FORM N-Q\n" + "-" * 2_000_000,
        "<?xml" + "<" * 1_000_000,
    ],
)
def test_hostile_input_is_read_in_linear_time(text: str) -> None:
    start = time.process_time()
    with contextlib.suppress(FundFilingsError):
        read(text)
    assert time.process_time() - start < 5


_FRAGMENTS = st.sampled_from(
    [
        "<DOCUMENT>",
        "</DOCUMENT>",
        "<TEXT>",
        "</TEXT>",
        "<TYPE>N-Q\n",
        "<SEC-HEADER>",
        "</SEC-HEADER>",
        "FILER:\n",
        "<SERIES-ID>S000000001",
        "CONFORMED SUBMISSION TYPE:\tN-CSR\n",
        "CONFORMED PERIOD OF REPORT: 20189999\n",
        "<html>",
        "<td>",
        "&amp;amp;",
        "&#146;",
        "\x92",
        "\r",
        "FORM N-CSR\n",
        "Date of reporting period: 13/45/99\n",
        "Date of fiscal year end: 99/99",
        "(Exact name of registrant)",
        "811-1",
        "\n",
        "<SERIES-AND-CLASSES-CONTRACTS-DATA>",
        "<CLASS-CONTRACT-ID>C000000001",
        "February 30, 2001",
        "begin 644 x.pdf\n",
        "<PDF>",
        "%PDF-",
    ]
)


@given(st.lists(_FRAGMENTS | st.text(max_size=20), max_size=40).map("".join))
def test_only_our_own_exceptions_escape_from_text(text: str) -> None:
    data = text.encode("utf-8", "replace")
    try:
        documents = read_submission(data).documents
    except FundFilingsError:
        return
    whole = decode(data).text
    for document in documents:
        assert whole[document.start : document.start + len(document.text)] == document.text
        assert document.line == whole.count("\n", 0, document.start) + 1


@given(st.binary(max_size=400))
def test_only_our_own_exceptions_escape_from_bytes(data: bytes) -> None:
    with contextlib.suppress(FundFilingsError):
        read_submission(data)

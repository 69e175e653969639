"""Input that is no readable fund report: a clear message, and nothing lost of what can be read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from conftest import FIXTURES
from fundfilings import parse
from fundfilings.errors import FundFilingsError, UnreadableInput, UnsupportedForm

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300") + bytes(range(256)) * 40
TEN_K = b"""<SEC-DOCUMENT>0009990099-05-000001.txt : 20050301
<SEC-HEADER>0009990099-05-000001.hdr.sgml : 20050301
ACCESSION NUMBER:\t\t0009990099-05-000001
CONFORMED SUBMISSION TYPE:\t10-K
CONFORMED PERIOD OF REPORT:\t20041231

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tCOBBLE WORKS CORP
\t\tCENTRAL INDEX KEY:\t\t\t0009990099
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-K
<SEQUENCE>1
<TEXT>
                      ANNUAL REPORT PURSUANT TO SECTION 13

The Company makes cobbles.
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""
NO_SCHEDULE = (
    TEN_K.replace(b"10-K", b"N-CSR")
    .replace(b"COBBLE WORKS CORP", b"COBBLE FUND INC")
    .replace(
        b"The Company makes cobbles.",
        b"ITEM 2. CODE OF ETHICS.\n\nThe registrant has adopted a code of ethics. This report adds an exhibit.",
    )
)


@pytest.mark.parametrize("data", [b"", b"  \r\n\t \n", JPEG, b"PK\x03\x04" + bytes(200), b"\x00" * 4096])
def test_what_holds_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as refused:
        parse(data)
    assert str(refused.value).strip()


def test_another_form_is_refused_by_its_name() -> None:
    with pytest.raises(UnsupportedForm, match="10-K"):
        parse(TEN_K)


def test_a_report_without_a_schedule_is_read_and_says_so() -> None:
    filing = parse(NO_SCHEDULE)
    assert filing.form == "N-CSR"
    assert filing.registrant.name == "COBBLE FUND INC"
    assert filing.status != "ok"
    assert "split.no-schedule" in {i.code for i in filing.issues}
    assert not any(f.schedule and f.schedule.holdings for f in filing.funds)


@pytest.mark.parametrize("layout", ["ascii-equity-leaders", "html-spacer-cells"])
def test_of_a_truncated_submission_what_stands_is_read(layout: str) -> None:
    (source,) = (FIXTURES / layout).glob("source.*")
    data = source.read_bytes()
    whole = parse(data)
    schedule = whole.funds[0].schedule
    assert schedule is not None
    cut = parse(data[: int(len(data) * 0.9)])
    assert "source.truncated" in {i.code for i in cut.issues}
    assert cut.status == "partial"
    kept = cut.funds[0].schedule
    assert kept is not None
    assert [h.value for h in kept.holdings] == [h.value for h in schedule.holdings]


@pytest.mark.parametrize("share", [0.02, 0.1, 0.25, 0.5, 0.75])
@pytest.mark.parametrize("layout", sorted(d.parent.name for d in FIXTURES.glob("*/source.*")))
def test_a_filing_cut_anywhere_gives_a_filing_or_a_clear_refusal(layout: str, share: float) -> None:
    (source,) = (FIXTURES / layout).glob("source.*")
    data = source.read_bytes()
    try:
        filing = parse(data[: int(len(data) * share)])
    except FundFilingsError as refused:
        assert str(refused)
        return
    for fund in filing.funds:
        if fund.schedule:
            assert all(isinstance(h.value, Decimal | None) for h in fund.schedule.holdings)

"""Which funds a filing reports on, under the names it prints."""

from __future__ import annotations

import pytest
from splitting import BALANCE, HIGHLIGHTS, OPERATIONS, ROWS, of_kind, split

from fundfilings.split import Split
from fundfilings.split.funds import match_fund
from fundfilings.split.names import clean_name, key_of, likeness, name_in
from fundfilings.split.parts import FundRef


def _names(result: Split) -> list[str]:
    return [f.name for f in result.funds]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NQI | Acme Insured Quality Fund, Inc.", "Acme Insured Quality Fund, Inc."),
        ("Acme Debt Strategies Fund, Inc., February 28, 2003", "Acme Debt Strategies Fund, Inc."),
        ("Acme Duration Fund, Inc. (In Thousands)", "Acme Duration Fund, Inc."),
        ("August 31, 2008 Acme Vest Fund, Inc.", "Acme Vest Fund, Inc."),
        ('Acme Income Fund (the "Fund")', "Acme Income Fund"),
        ("Acme Premium Income Fund 2", "Acme Premium Income Fund 2"),
        ("ACME VALUE INDEX FUND (continued)", "ACME VALUE INDEX FUND"),
    ],
)
def test_names_are_cleaned(text: str, name: str) -> None:
    assert clean_name(text) == name
    assert name_in(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "PORTFOLIO FUND NAME COST VALUE CAPITAL",
        "Fund Insights/Performance & Statistics",
        "Revenue Bonds, Series A, 5.25% due 10/01/2024 2,073",
        "Fund, Inc. Income Fund, Inc.",
        "See accompanying notes of the Fund",
        "Senior Vice President, Acme Advisors, LLC",
        "SCHEDULE OF INVESTMENTS",
    ],
)
def test_lines_that_name_no_fund(text: str) -> None:
    assert name_in(text) is None


def test_one_fund_is_called_as_printed() -> None:
    result = split("Acme Income Company\n\nSCHEDULE OF INVESTMENTS\n\n" + ROWS, registrants=["ACME INCOME CO /MD/"])
    assert _names(result) == ["Acme Income Company"]


def test_an_old_name_in_the_header_gives_way_to_the_print() -> None:
    pages = [
        f"HARBOR M2 FUND, L.L.C.\n{t}\n\n{body}"
        for t, body in (
            ("STATEMENT OF ASSETS AND LIABILITIES", BALANCE),
            ("STATEMENT OF OPERATIONS", OPERATIONS),
            ("FINANCIAL HIGHLIGHTS", HIGHLIGHTS),
            ("SCHEDULE OF INVESTMENTS", ROWS),
        )
    ]
    assert _names(split(*pages, registrants=["LANTERN FUND OF FUNDS LLC"])) == ["HARBOR M2 FUND, L.L.C."]


def test_without_any_name_the_header_decides() -> None:
    assert _names(split("SCHEDULE OF INVESTMENTS\n\n" + ROWS)) == ["ACME INCOME FUND INC"]
    assert _names(split("SCHEDULE OF INVESTMENTS\n\n" + ROWS, registrants=[])) == ["unnamed fund"]


def test_a_book_of_several_funds_in_printed_order() -> None:
    names = ["Acme Ohio Fund, Inc.", "Acme Iowa Fund, Inc.", "Acme Iowa Fund II, Inc."]
    result = split(*(f"{n}\nSchedule of Investments\n\n{ROWS}" for n in names), registrants=["ACME IOWA FUND INC"])
    assert _names(result) == names
    assert [p.fund for p in of_kind(result, "schedule")] == [0, 1, 2]


def test_a_name_behind_the_title_and_a_family_above_it() -> None:
    pages = [
        f"ACME CLOSED-END FUNDS\n\nSchedule of Investments August 31, 2008     Acme {s} Fund, Inc.\n\n{ROWS}"
        for s in ("Ohio", "Iowa")
    ]
    assert _names(split(*pages)) == ["Acme Ohio Fund, Inc.", "Acme Iowa Fund, Inc."]


def test_the_series_of_the_header_are_the_funds() -> None:
    series = [("Acme Growth Fund", "S1"), ("Acme Bond Fund", "S2")]
    result = split(
        f"Acme Bond Fund\nSchedule of Investments\n\n{ROWS}",
        f"Acme Growth Fund\nSchedule of Investments\n\n{ROWS}",
        series=series,
        registrants=["ACME TRUST"],
    )
    assert [(f.name, f.series_id) for f in result.funds] == [("Acme Bond Fund", "S2"), ("Acme Growth Fund", "S1")]
    assert [p.fund for p in of_kind(result, "schedule")] == [0, 1]


def test_co_registrants_without_series_join_the_one_that_has_one() -> None:
    pages = [f"Acme {s} Municipal Fund, Inc.\nSchedule of Investments\n\n{ROWS}" for s in ("Ohio", "Iowa")]
    result = split(
        *pages, series=[("Acme Iowa Municipal Fund Inc", "S7")], registrants=["ACME IOWA MUNICIPAL FUND INC"]
    )
    assert [f.series_id for f in result.funds] == [None, "S7"]


def test_a_feeder_and_its_master() -> None:
    def book(name: str, with_schedule: bool) -> list[str]:
        pages = [
            f"{name}\n{t}\n\n{b}"
            for t, b in (("STATEMENT OF ASSETS AND LIABILITIES", BALANCE), ("STATEMENT OF OPERATIONS", OPERATIONS))
        ]
        pages.append(f"{name}\nFINANCIAL HIGHLIGHTS\n\n{HIGHLIGHTS}")
        return pages + ([f"{name}\nSCHEDULE OF INVESTMENTS\n\n{ROWS}"] if with_schedule else [])

    result = split(*book("The Acme TEI Fund, L.P.", False), *book("The Acme Master Fund, L.P.", True))
    assert _names(result) == ["The Acme TEI Fund, L.P.", "The Acme Master Fund, L.P."]
    assert [p.fund for p in of_kind(result, "schedule")] == [1]


def test_highlights_find_their_fund_below_an_explanation() -> None:
    names = ["Acme Ohio Fund, Inc.", "Acme Iowa Fund, Inc."]
    note = "Selected data for each share of the Fund outstanding\nthroughout each period shown were as follows:\n"
    result = split(
        *(f"{n}\nSchedule of Investments\n\n{ROWS}" for n in names),
        *(f"FINANCIAL HIGHLIGHTS\n\n{note}\n{n}\n\n{HIGHLIGHTS}" for n in names),
    )
    assert [p.fund for p in of_kind(result, "financial_highlights")] == [0, 1]


def test_names_that_differ_in_a_word_or_numeral_are_different_funds() -> None:
    funds = [
        FundRef("Acme New York Income Fund"),
        FundRef("Acme New York Income Fund II"),
        FundRef("Acme Ohio Income Fund"),
    ]
    assert match_fund(["ACME NEW YORK INCOME FUND II"], funds) == 1
    assert match_fund(["Acme Florida Income Fund"], funds) is None
    assert match_fund(["Acme New Yorke Income Fund"], funds) == 0
    assert match_fund(["Acme Income Funds"], funds) is None


def test_likeness_reads_cut_words() -> None:
    assert likeness("The Acme Express Company", "ACME EXPRESS CO") == 1.0
    assert likeness("Acme Multi-Adviser Hedge Fund Portfolios LLC", "ACME MULTI ADV HEDGE FU POR LLC") > 0.6
    assert key_of("The Acme Fund, Inc. (ACM)") == key_of("ACME FUND INC")

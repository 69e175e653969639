"""What a holding's printed description says: coupon, maturity, issuer and issue, categories."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundfilings.schedule.securities import asset_category, country, issuer_category, read_security

#: description, coupon rate, coupon as printed, maturity (ISO date, or the printed text where no full date is printed)
COUPONS_AND_MATURITIES = [
    ("Acme Corp., 8.30%, 5/1/11", "8.30", "8.30%", "2011-05-01"),
    ("Acme Corp. 5.25%, 06/15/2024", "5.25", "5.25%", "2024-06-15"),
    ("Acme Corp., 11.125% due 1/15/2011", "11.125", "11.125%", "2011-01-15"),
    ("Term Loan - Second Lien, 6.25%, Maturing March 22, 2013", "6.25", "6.25%", "2013-03-22"),
    ("Acme Bank, 3.40%, 10 March 2031", "3.40", "3.40%", "2031-03-10"),
    ("Acme Bank, 3.40%, 25/12/2010", "3.40", "3.40%", "2010-12-25"),
    ("Acme Bank, 3.40%, 15-Mar-2012", "3.40", "3.40%", "2012-03-15"),
    ("Acme Bank (S) 2.774 02-15-67", "2.774", "2.774", "2067-02-15"),
    # the percent sign left out, fractions, the "s" of traders
    ("State Rev., 5.375 4/1/28", "5.375", "5.375", "2028-04-01"),
    ("U.S. Treasury Notes, 4 5/8, 2/15/09", "4.625", "4 5/8", "2009-02-15"),
    ("Acme Inc. 6 1/4% Sr Nts 3/15/10", "6.25", "6 1/4%", "2010-03-15"),
    ("Acme Corp., 6-7/8% due 2011", "6.875", "6-7/8%", "2011"),
    ("Acme Corp. sr. notes 8 7/8s, 2014", "8.875", "8 7/8s", "2014"),
    ("Republic of Austria, 5s, 2018", "5", "5s", "2018"),
    ("Student Finance Assn., 10.7s, 2017", "10.7", "10.7s", "2017"),
    # years, months and ranges
    ("U.S. Treasury 8.125% 2021", "8.125", "8.125%", "2021"),
    ("Acme Software Corp. 3.00% Conv. Sub. Notes due 2006", "3.00", "3.00%", "2006"),
    ("Acme, Inc. 6% 2008 cv. sub. notes 144A (B+)", "6", "6%", "2008"),
    ("Acme Water, 5.25%, October 2049", "5.25", "5.25%", "October 2049"),
    ("Fannie Mae, 6.5%, 2016 - 2036", "6.5", "6.5%", "2016 - 2036"),
    ("Acme Power LLC, 6.737%-7.066, 3/31/08-3/31/12, Ser B", "6.737", "6.737%-7.066", "3/31/08-3/31/12"),
    ("Acme Motors, 0.95 - 1.26%, due 7/6/04", "0.95", "0.95 - 1.26%", "2004-07-06"),
    ("Acme Oil Co. 0.60%–0.87% due 2/6/2017–5/22/2017", "0.60", "0.60%–0.87%", "2/6/2017–5/22/2017"),
    ("GNMA 6% 2/1/08 to 5/1/33", "6", "6%", "2/1/08 to 5/1/33"),
    # zero coupons and steps
    ("School Dist., GO, zero coupon, 8/15/26", "0", "zero coupon", "2026-08-15"),
    ("Tobacco Rev., zero coupon, 6/1/34, (Converts to 5.60% on 12/1/07)", "0", "zero coupon", "2034-06-01"),
    (
        "Acme Wireless Inc., (zero coupon until 7/31/05, 12.000% thereafter), due 7/31/09",
        "0",
        "zero coupon until 7/31/05, 12.000% thereafter",
        "2009-07-31",
    ),
    (
        "Acme Cable, zero cpn. to 5/17/07, 10.67% thereafter, 11/1/10",
        "0",
        "zero cpn. to 5/17/07, 10.67% thereafter",
        "2010-11-01",
    ),
    ("stepped-coupon zero % (12s, 11/15/12), 2014", "0", "zero % (12s, 11/15/12)", "2014"),
    ("Sr. Sub. Disc. Nts., 0%/11%, 4/15/09", "0", "0%/11%", "2009-04-15"),
    ("Acme Foods, step bond to yield 9.161% due 11/15/13", None, "step bond to yield 9.161%", "2013-11-15"),
    (
        "Acme Bank (6.300% to 3-10-26, then 3 month LIBOR + 4.553%) perpetual",
        "6.300",
        "6.300% to 3-10-26, then 3 month LIBOR + 4.553%",
        "perpetual",
    ),
    # indices
    ("Acme Inc., Term Loan, LIBOR + 2.50%, 3/1/10", None, "LIBOR + 2.50%", "2010-03-01"),
    ("Acme Inc., FRN, 3 mo. LIBOR + 0.930%, 3/1/30", None, "3 mo. LIBOR + 0.930%", "2030-03-01"),
    ("Acme, Term Loan, 7.427% (LIBOR + 508 bps), 6/10/24", "7.427", "7.427% (LIBOR + 508 bps)", "2024-06-10"),
    ("7.984% (LIBOR03M + 5.500%) due 09/06/2024", "7.984", "7.984% (LIBOR03M + 5.500%)", "2024-09-06"),
    ("Acme Loan (LIBOR + 3.25%, 1.00% Floor), 4.50%, 4/1/20", "4.50", "4.50%", "2020-04-01"),
    ("Acme Authority Revenue, MUNIPSA + 0.25%, 3.55%, 1/1/2046", "3.55", "3.55%", "2046-01-01"),
    ("Acme Holdings, TSFR1M + 4.50%, 9.84%, 01/18/28", "9.84", "9.84%", "2028-01-18"),
    ("Acme Loan, SN + 475, 10/01/29", None, "SN + 475", "2029-10-01"),
    ("Acme Agency, 7.00% - 1 mo. LIBOR, 5.40%, 3/15/30", "5.40", "5.40%", "2030-03-15"),
    ("ACME CORP+ 5.25%, 2020", "5.25", "5.25%", "2020"),
    ("Acme floating rate, due 2024 cv. sr. deb.", None, "floating rate", "2024"),
    ("TBD% due 06/30/2023", None, "TBD%", "2023-06-30"),
    ("Acme, 12.25% (7.0% PIK 5.25% cash), 3/31/16", "12.25", "12.25% (7.0% PIK 5.25% cash)", "2016-03-31"),
    # other dates
    ("Port Rev., Series 1999,6.300%, 4/01/12 (Pre-refunded to 4/01/05) - ACA Insured", "6.300", "6.300%", "2012-04-01"),
    ("Water Rev., 5.00%, 6/1/34, (Pre-refunded @ $100, 6/1/13) (AMBAC)", "5.00", "5.00%", "2034-06-01"),
    ("Pre-Refunded -- Escrowed to 11/8/02 Call @ 101, 5.500% due 7/1/09", "5.500", "5.500%", "2009-07-01"),
    ("(acquired 8/15/03-3/1/04; cost-$16,080,730) Acme Corp., 7.25%, 2/15/11", "7.25", "7.25%", "2011-02-15"),
    ("Housing Rev. (Put Date 12/01/2031), 4%, 12/1/40", "4", "4%", "2040-12-01"),
    ("Acme Corp., expiring January 2006 at USD 22.47", None, None, None),
    ("Acme Radio, Inc. (expires 5/15/2009)", None, None, None),
    ("Acme Biotherapeutics Warrants Exp. 9/30/16", None, None, None),
    ("First Bank (undated) 6.463%", "6.463", "6.463%", "undated"),
    # repurchase agreements
    (
        "Bank plc, dated 11/28/03, due 12/01/03, total to be received $4,589,390 (secured by notes)",
        None,
        None,
        "2003-12-01",
    ),
    (
        (
            "Bank, 2.35%, dated 5/30/08, repurchase price of $3,370,000 plus accrued interest on 6/2/08 "
            "collateralized by $4,675,742 Federal Agency, 5.0%, 7/1/35"
        ),
        "2.35",
        "2.35%",
        "2008-06-02",
    ),
    (
        (
            "Repurchase Agreement, Bank, (collateralized by obligations, 3.375%-5.25%, 1/15/07-11/15/28, valued at "
            "$5), in a joint account at 1.02%, dated 6/30/03, due 7/1/03 (Delivery value $13,500)"
        ),
        "1.02",
        "1.02%",
        "2003-07-01",
    ),
    # no coupons
    ("3M Co.", None, None, None),
    ("Acme Trust Series 2003-A Class B", None, None, None),
    ("Acme Fund LP 49.5% owned", None, None, None),
    ("21st Century Holding Co.", None, None, None),
    ("24/7 Media, Inc.", None, None, None),
    ("Acme Financials Fund Limited (90% of market value)", None, None, None),
    ("Acme Preferred, 5.75%, Ser L (United Kingdom)", "5.75", "5.75%", None),
]


@pytest.mark.parametrize(("text", "rate", "coupon", "maturity"), COUPONS_AND_MATURITIES)
def test_reads_coupon_and_maturity(text: str, rate: str | None, coupon: str | None, maturity: str | None) -> None:
    found = read_security(text)
    assert found.coupon_rate == (Decimal(rate) if rate else None)
    assert found.coupon_text == coupon
    assert (found.maturity_date.isoformat() if found.maturity_date else found.maturity_text) == maturity


@pytest.mark.parametrize(
    ("coupon_cell", "maturity_cell", "rate", "coupon", "maturity"),
    [
        ("5.000", "06/01/23", "5.000", "5.000", "2023-06-01"),
        ("1.740%*", "10/01/04", "1.740", "1.740%", "2004-10-01"),
        ("0/6.6", "2022", "0", "0/6.6", "2022"),
        ("6 1/4", "12/15", "6.25", "6 1/4", "12/15"),
        ("Zero", "10/2049", "0", "Zero", "10/2049"),
        ("5.703%(3 Mo. LIBOR + 3.40%)#", "4/1/42- 4/1/52", "5.703", "5.703%(3 Mo. LIBOR + 3.40%)", "4/1/42- 4/1/52"),
        ("3.492% - 3.583%", "Perpetual", "3.492", "3.492% - 3.583%", "Perpetual"),
    ],
)
def test_columns_win_over_the_description(
    coupon_cell: str, maturity_cell: str, rate: str, coupon: str, maturity: str
) -> None:
    found = read_security("Acme, 9.99%, 1/1/99", coupon_cell=coupon_cell, maturity_cell=maturity_cell)
    assert found.coupon_rate == Decimal(rate)
    assert found.coupon_text == coupon
    assert (found.maturity_date.isoformat() if found.maturity_date else found.maturity_text) == maturity


def test_empty_columns_leave_the_description() -> None:
    found = read_security("Acme Corp., 8.30%, 5/1/11", coupon_cell="", maturity_cell="--")
    assert (found.coupon_rate, found.maturity_date) == (Decimal("8.30"), date(2011, 5, 1))


def test_a_two_digit_year_long_past_is_in_the_next_century() -> None:
    assert read_security("Acme Corp., 7%, 11/15/96", as_of=date(2003, 4, 30)).maturity_date == date(2096, 11, 15)
    assert read_security("Acme Corp., 7%, 11/15/99", as_of=date(2003, 4, 30)).maturity_date == date(1999, 11, 15)


@pytest.mark.parametrize(
    ("text", "headings", "kind"),
    [
        ("Acme Corp., 8.30%, 5/1/11", (), "Fixed"),
        ("Acme, Term Loan, 4.63%, 3/9/13", ("SENIOR SECURED FLOATING RATE LOAN INTERESTS", "Retail"), "Floating"),
        ("Acme, Term Loan, 4.63%, 3/9/13", (), None),
        ("Republic of Chile, FRN, 4.63%, 2008", (), "Floating"),
        ("Housing Rev., 1.10%, 12/1/30", ("VARIABLE RATE NOTES - 3.1%",), "Variable"),
        ("School Dist., GO, zero coupon, 8/15/26", (), "None"),
        ("U.S. Treasury Bill, 1/5/17", (), "None"),
        ("Acme, (zero coupon until 7/31/05, 12.000% thereafter), due 7/31/09", (), "Variable"),
        ("Acme Corp. 5.50% depository share, convertible preferred 2018", (), None),
        ("3M Co.", ("Common Stocks",), None),
    ],
)
def test_kind_of_coupon(text: str, headings: tuple[str, ...], kind: str | None) -> None:
    assert read_security(text, section_path=headings).coupon_kind == kind


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Acme City (County of); Series 2008 A, Lease RB", "Acme City (County of)", "Series 2008 A, Lease RB"),
        ("Acme, Inc. Class B", "Acme, Inc.", "Class B"),
        ("Acme, Inc., Repriced Term Loan, 4.802%, 1/31/24", "Acme, Inc.", "Repriced Term Loan, 4.802%, 1/31/24"),
        ("Acme Corp. 8.30% due 5/1/11", "Acme Corp.", "8.30% due 5/1/11"),
        (
            "Acme Housing Authority, Florida, Multifamily Housing Revenue Bonds, 5%, 1/1/32",
            "Acme Housing Authority, Florida",
            "Multifamily Housing Revenue Bonds, 5%, 1/1/32",
        ),
        ("Series A, 5.50% due 11/15/2025", None, "Series A, 5.50% due 11/15/2025"),
        ("3M Co.", "3M Co.", None),
        ("Preferred Apartment Communities Inc.", "Preferred Apartment Communities Inc.", None),
        ("Senior Housing Properties Trust", "Senior Housing Properties Trust", None),
        # words of issues inside names
        ("Acme Adjustable Rate Mortgage Trust, Series 2005-5", "Acme Adjustable Rate Mortgage Trust", "Series 2005-5"),
        (
            "Acme Securities, Inc. Mortgage Loan Trust Series 2004-4, Class 2A",
            "Acme Securities, Inc. Mortgage Loan Trust",
            "Series 2004-4, Class 2A",
        ),
        ("Acme Card Master Note Trust Series 2016-1", "Acme Card Master Note Trust", "Series 2016-1"),
        ("Acme Transition Bond Co. III, LLC, Class A1", "Acme Transition Bond Co. III, LLC", "Class A1"),
        ("Bond Street Holdings LLC Class A", "Bond Street Holdings LLC", "Class A"),
        ("Acme Rental, Asset-backed Notes, Class A", "Acme Rental", "Asset-backed Notes, Class A"),
        ("Acme Corp. (Japan) SP ADR", "Acme Corp. (Japan)", "SP ADR"),
        ("Acme Corp. Rights Exp. 07/01/2019", "Acme Corp.", "Rights Exp. 07/01/2019"),
        (
            "Repurchase Agreement with Acme dated 2-28-17 at 0.100% to be repurchased",
            "Repurchase Agreement with Acme",
            "dated 2-28-17 at 0.100% to be repurchased",
        ),
    ],
)
def test_parts_issuer_and_issue(text: str, name: str | None, title: str | None) -> None:
    found = read_security(text)
    assert (found.name, found.title) == (name, title)


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Acme Resources, LLC, New Funded Letter of Credit, 5.4%, 6/24/12", "Acme Resources, LLC", None),
        ("Acme PCS, Inc., First Lien Term, 5/27/11", "Acme PCS, Inc.", "First Lien Term, 5/27/11"),
        ("Acme Financing Partnership, Facility AR, 4.807%, 1/15/26", "Acme Financing Partnership", None),
        ("First Credit Corp., 5%, 5/27/11", "First Credit Corp.", "5%, 5/27/11"),
        ("Acme Power Agency No. 1, Oak Electricity Revenue, 10.5% due 1/1/10", "Acme Power Agency No. 1", None),
        ("Alder, OK Airport Revenue Refunding, Series B, 5.65% due 12/1/35", "Alder, OK Airport", None),
    ],
)
def test_facilities_of_loans_and_revenues_begin_issues(text: str, name: str, title: str | None) -> None:
    found = read_security(text)
    assert found.name == name
    assert title is None or found.title == title


def test_the_name_of_a_fund_says_nothing_of_its_own_rate() -> None:
    assert read_security("Acme Floating Rate Income Strategies Fund, Inc.").flags == ()
    assert read_security("Acme Floating Rate Notes, 5%, 1/1/30").flags == ("variable_rate",)


def test_partnerships_without_a_quantity_are_private_funds() -> None:
    found = read_security("Acme Alpha Fund, L.P.")
    assert issuer_category("Acme Alpha Fund, L.P.", ("Long/Short",), found, counted=False) == "PF"
    assert issuer_category("Acme Alpha Fund, L.P.", ("Common Stocks",), found, counted=False) == "CORP"
    assert issuer_category("Acme Alpha Fund, L.P.", ("Long/Short",), found) is None


def test_asides() -> None:
    found = read_security("Acme LLC, 5.56%, 6/30/09 (JPY) (BBB-) (acquired 10/31/02-5/9/03; cost-$1,740,705) (a)")
    assert found.acquisition_date == "10/31/02-5/9/03"
    assert found.acquisition_cost == Decimal(1740705)
    assert (found.rating, found.currency) == ("BBB-", "JPY")
    assert (
        read_security("Rev., 5.00%, 6/1/34, (Pre-refunded @ $100, 6/1/13)").call_provision
        == "Pre-refunded @ $100, 6/1/13"
    )


@pytest.mark.parametrize(
    ("text", "headings", "units", "asset", "issuer"),
    [
        ("U.S. Treasury Notes, 4.75%, 11/15/08", ("U.S. Government Obligations",), "PA", "DBT", "UST"),
        ("Fannie Mae, TBA, 5.5%, 30 Year", ("Mortgage-Backed Securities",), "PA", "ABS-MBS", "USGSE"),
        ("Republic of Austria, 5.5s, 2007", ("Foreign Bonds", "Austria"), "PA", "DBT", "NUSS"),
        ("Chicago, Illinois, General Obligation Bonds, 5%, 1/1/30", ("ILLINOIS",), "PA", "DBT", "MUN"),
        ("GNMA Collateralized Housing Revenue Bonds, 5%, 1/1/30", ("OHIO - 3.1%",), "PA", "DBT", "MUN"),
        ("Acme, Inc., Term Loan B, 5.1%, 4/15/14", ("Corporate Bonds & Notes",), "PA", "LON", "CORP"),
        ("Acme Corp.", ("COMMON STOCKS--62.5%", "Banks"), "NS", "EC", "CORP"),
        ("Acme Corp. 6.25% Series C", ("Preferred Stocks",), "NS", "EP", "CORP"),
        ("Acme Corp. Warrants", ("Common Stocks",), "NS", "DE", "CORP"),
        ("Acme Money Market Fund", ("Short-Term Investments",), "NS", "STIV", "RF"),
        ("Bank, Repurchase Agreement, 1%, due 7/1/04", ("Short-Term Investments",), "PA", "RA", None),
        ("Sewer Revenue Refunding Warrants, Series 1997A, 5.625%, 2/01/22", ("ALABAMA",), "PA", "DBT", "MUN"),
        ("Acme Partners", ("Long/Short Equities",), None, None, None),
        ("3.77%-4.62%, 11/29/07-12/13/07", ("U.S. TREASURY BILLS",), "PA", "DBT", "UST"),
        ("Acme Revolving Home Equity Loan Trust, 0.9%, 2035", ("Asset-Backed",), "PA", "ABS-O", None),
        ("Acme Government Fund, 1.02%", ("Cash Equivalents",), "NS", "STIV", None),
        ("Saudi Arabia (Kingdom of) 3.25% 2026", (), "PA", "DBT", "NUSS"),
        ("Freddie Mac Home, Federal Home Loan Mortgage Corp., 30 Yr Pass Thru", (), "PA", "ABS-MBS", "USGSE"),
        ("FNMA 3.15%, 5/28/08", ("AGENCY NON-MORTGAGE BACKED SECURITIES",), "PA", "DBT", "USGSE"),
        ("Acme S.A.", ("EQUITY OR EQUITY-LINKED SECURITIES", "ELECTRIC"), "NS", "EC", "CORP"),
        ("Acme Bancomer, 10.5s, 2011", ("Foreign Bonds", "Mexico"), "PA", "DBT", None),
    ],
)
def test_categories(
    text: str, headings: tuple[str, ...], units: str | None, asset: str | None, issuer: str | None
) -> None:
    found = read_security(text, section_path=headings)
    assert asset_category(text, headings, found, units) == asset
    assert issuer_category(text, headings, found) == issuer


@pytest.mark.parametrize(
    ("text", "headings", "code"),
    [
        ("Acme Corp. ADR (Japan)", (), "JP"),
        ("Acme Corp. (DEU)", (), "DE"),
        ("Kingdom of Spain, 6s, 2008", (), "ES"),
        ("Government of New Zealand, 7.00%, 7/15/09", (), "NZ"),
        ("United Mexican States 6.50% 2021", (), "MX"),
        ("Acme plc", ("COMMON STOCKS", "UNITED KINGDOM - 4.1%"), "GB"),
        ("Acme Facs. Auth., 5%, 1/1/30", ("California (continued)",), "US"),
        ("Acme, MI, Sewer Rev., 5%, 1/1/30", (), "US"),
        ("Fannie Mae, 5%, 1/1/30", (), "US"),
        ("Acme Corp.", ("Common Stocks",), None),
    ],
)
def test_country(text: str, headings: tuple[str, ...], code: str | None) -> None:
    assert country(text, headings) == code


def test_a_domestic_issuer_is_of_the_united_states() -> None:
    assert country("Acme Housing Auth.", (), "MUN") == "US"


FRAGMENTS = st.sampled_from(
    [
        *(
            "5.25%",
            "1/0%",
            "(",
            ")",
            "zero coupon",
            "LIBOR +",
            "12/31/99",
            "99/99/99",
            "2/30/2010",
            "Series",
            "2004",
            "to",
        ),
        *(
            "-",
            "Pre-refunded",
            "due",
            "7 1/0s",
            "acquired",
            "cost-$",
            "collateralized by",
            "Term Loan",
            "s,",
            "TBD%",
            "@",
        ),
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(FRAGMENTS, max_size=12).map(" ".join)), st.text(max_size=20))
def test_nothing_raises(text: str, cell: str) -> None:
    found = read_security(text, section_path=(text,), as_of=date(2004, 2, 29), coupon_cell=cell, maturity_cell=cell)
    asset_category(text, (cell,), found, "PA")
    issuer_category(text, (cell,), found)
    country(text, (cell,))


@pytest.mark.parametrize(
    "piece", ["auto trust ", "zero coupon to ", "12/12/12 ", "Pre-refunded ", "(", "5% ", "dated ", "- "]
)
def test_long_nonsense_takes_no_time(piece: str) -> None:
    text = piece * (8000 // len(piece))
    started = time.perf_counter()
    found = read_security(text, section_path=(text,))
    asset_category(text, (text,), found, "PA")
    issuer_category(text, (text,), found)
    assert time.perf_counter() - started < 5


def test_mexican_companies_are_not_convertible() -> None:
    assert "convertible" not in read_security("Acme SAB de CV 7.75% 2026").flags
    assert "convertible" not in read_security("Acme, S.A. de C.V., 7.75%, 2026").flags
    assert "convertible" in read_security("Acme SAB de CV 7.75% cv. 2026").flags


def test_country_with_its_title_behind() -> None:
    assert read_security("Saudi Arabia (Kingdom of) 3.25% 2026").country == "SA"
    assert read_security("Manitoba (Province of) 3.05% 2024").country == "CA"


@pytest.mark.parametrize(
    ("text", "cell", "index", "spread"),
    [
        ("Acme, Term Loan, 7.427% (LIBOR + 508 bps), 6/10/24", None, "LIBOR", "5.08"),
        ("Acme Holdings, TSFR1M + 4.50%, 9.84%, 01/18/28", None, "TSFR1M", "4.50"),
        ("BX Trust, Series 2019-XL A (1 Month LIBOR USD + 0.92%)", "1.62%", "1 Month LIBOR USD", "0.92"),
        ("Acme Systems, LLC, Term Loan", "S + 575 11.14%", "S", "5.75"),
        ("Acme, 3 mo. USD LIBOR - 0.10%, 5.0%, 2030", None, "3 mo. USD LIBOR", "-0.10"),
        ("Acme Corp. 5.25%, 2030", None, None, None),
        ("Acme Corp. floating rate note, 2030", None, None, None),
    ],
)
def test_index_and_spread(text: str, cell: str | None, index: str | None, spread: str | None) -> None:
    found = read_security(text, coupon_cell=cell)
    assert found.reference == ((index, Decimal(spread)) if index and spread else None)

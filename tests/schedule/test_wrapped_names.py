"""Names over several lines, among headings that print their percents: they are parts of descriptions, no sections."""

from __future__ import annotations

from datetime import date

from fundfilings import parse
from fundfilings.models import Schedule

TITLE = """FORM N-CSR

CERTIFIED SHAREHOLDER REPORT OF REGISTERED MANAGEMENT INVESTMENT COMPANIES

Investment Company Act file number 811-00002
Date of fiscal year end: December 31, 2004

<PAGE>
ALDER INCOME FUND, INC.
SCHEDULE OF INVESTMENTS
DECEMBER 31, 2004
"""
HEADS = """
                                                          PRINCIPAL
                                                             AMOUNT          VALUE
                                                         ----------     ----------
"""
NUVEEN = """
PRINCIPAL
AMOUNT (000)   DESCRIPTION                                                VALUE
------------   -----------                                           -----------
"""


def read(body: str, heads: str) -> Schedule:
    schedule = parse((TITLE + heads + body).encode()).funds[0].schedule
    assert schedule is not None
    return schedule


def closes(schedule: Schedule) -> bool:
    total = schedule.total_investments
    return total is not None and sum(h.value or 0 for h in schedule.holdings) == total.value


def paths(schedule: Schedule) -> list[tuple[str, ...]]:
    return [h.section_path for h in schedule.holdings]


HANGING = """
  AIRPORTS - 40.0%
  Alaska International Airports Systems and Roads Co.,
    0.92%, due 7/15/09                                    1,000,000      1,000,000
  Chicago International Airports Systems and Roads Co.,
    1.21%, due 7/15/09                                    1,000,000      1,000,000
  Atlanta Rapid Transit
    Authority Sales Tax Revenue
    Bonds, 5.00%, due 7/01/19                             2,000,000      2,000,000

  HOSPITALS - 60.0%
  Health Facilities Authority,
    5.25%, due 7/15/09                                    1,000,000      1,000,000
  Orange County Health Facilities
    Authority Revenue
    (Adventist Health Systems)
    5.75% 11/15/25 (AMBAC)                                3,000,000      3,000,000
    (Orlando Regional Healthcare)
    Series A 6.25% 10/1/18 (MBIA)                         2,000,000      2,000,000

  WATER - 10.0%
  Boston Water Authority,
    5.25%, due 7/15/09                                    1,000,000      1,000,000
  Minnesota Higher Education
    Facilities Revenue
    (Augsburg College)
    5.00% 5/1/28                                          1,000,000      1,000,000
    (St. Thomas University) Series Y
    5.00% 10/1/24                                         1,000,000      1,000,000
    5.25% 10/1/34                                         1,000,000      1,000,000

  TOTAL INVESTMENTS                                                     14,000,000
"""


def test_a_name_of_three_lines_is_one_holding_and_no_section() -> None:
    schedule = read(HANGING, HEADS)
    assert [s.path for s in schedule.sections] == [("AIRPORTS",), ("HOSPITALS",), ("WATER",)]
    whole = "Atlanta Rapid Transit Authority Sales Tax Revenue Bonds, 5.00%, due 7/01/19"
    assert schedule.holdings[2].description == whole
    assert paths(schedule) == [("AIRPORTS",)] * 3 + [("HOSPITALS",)] * 3 + [("WATER",)] * 4
    assert closes(schedule)


def test_two_projects_in_brackets_share_the_issuer_above_them() -> None:
    schedule = read(HANGING, HEADS)
    issuer = "Orange County Health Facilities Authority Revenue"
    assert [h.description for h in schedule.holdings[4:6]] == [
        f"{issuer}, (Adventist Health Systems) 5.75% 11/15/25 (AMBAC)",
        f"{issuer}, (Orlando Regional Healthcare), Series A 6.25% 10/1/18 (MBIA)",
    ]


def test_words_in_brackets_over_two_rows_of_terms_name_both() -> None:
    schedule = read(HANGING, HEADS)
    assert [h.description for h in schedule.holdings[-2:]] == [
        "Minnesota Higher Education Facilities Revenue, (St. Thomas University) Series Y, 5.00% 10/1/24",
        "Minnesota Higher Education Facilities Revenue, (St. Thomas University) Series Y, 5.25% 10/1/34",
    ]


ISSUER = """               ILLINOIS - 50.0%

       2,000   Chicago Board of Education, Illinois, Unlimited Taxes,  2,000,000
                 Lease Certificates, 6.000%, 1/01/20

               Chicago, Illinois, General Obligation
                 Bonds, City Colleges Project, Series 1999:
       1,000     5.000%, 1/01/21 - FGIC Insured                        1,000,000
       1,000     5.500%, 1/01/22 - FGIC Insured                        1,000,000

       1,000   Cook County School District 145, Illinois, Revenue      1,000,000
                 Bonds, 5.250%, 1/01/20

               CALIFORNIA - 50.0%

       2,000   Alameda Rapid Transit Districts, California, Revenue    2,000,000
                 Bonds, 5.250%, 1/01/20

               Los Angeles Regional Airports Improvement
               Corporation, California, Lease Revenue
               Bonds, Airport, Series 2001:
       1,000     5.750%, 1/01/16 - AMBAC Insured                       1,000,000
       1,000     5.375%, 1/01/21 - AMBAC Insured                       1,000,000

       1,000   Sacramento, California, Revenue Bonds,                  1,000,000
                 Series 2002, 5.250%, 1/01/20

       1,000   Stockton, California, Revenue Bonds,                    1,000,000
                 Series 2002, 5.250%, 1/01/20

               GUAM - 5.0%

       1,000   Guam Power Authority, Revenue Bonds,                    1,000,000
                 Series 2002, 5.250%, 1/01/20

               Total Investments                                      12,000,000
"""


def test_an_issuer_of_several_lines_is_carried_whole_to_its_tranches() -> None:
    schedule = read(ISSUER, NUVEEN)
    assert [s.path[-1] for s in schedule.sections] == ["ILLINOIS", "CALIFORNIA", "GUAM"]
    chicago = "Chicago, Illinois, General Obligation Bonds, City Colleges Project, Series 1999"
    assert schedule.holdings[1].description == f"{chicago}, 5.000%, 1/01/21 - FGIC Insured"
    assert schedule.holdings[2].description == f"{chicago}, 5.500%, 1/01/22 - FGIC Insured"
    angeles = (
        "Los Angeles Regional Airports Improvement Corporation, California, Lease Revenue Bonds, Airport, Series 2001"
    )
    assert schedule.holdings[6].description == f"{angeles}, 5.375%, 1/01/21 - AMBAC Insured"
    assert closes(schedule)


RULED = """
HEALTH CARE (60.0%)
--------------------------------------------------------------------------------
Allegheny County, PA, Hospital Development
Authority Rev., 5.65s, 2024                               1,000,000      1,000,000
--------------------------------------------------------------------------------
Huntsville, AL, Health Care Authority Rev., 5.6s, 2026    1,000,000      1,000,000
--------------------------------------------------------------------------------
Illinois Development Finance Authority, Hospital
Rev. (Adventist Hospital), 5.65s, 2024                    2,000,000      2,000,000
--------------------------------------------------------------------------------
Indiana Health Facility Authority Rev., 5.6s, 2026        1,000,000      1,000,000
--------------------------------------------------------------------------------
Iowa Health Facility Authority Rev., 5.6s, 2026           1,000,000      1,000,000
--------------------------------------------------------------------------------
Kansas Health Facility Authority Rev., 5.6s, 2026         1,000,000      1,000,000
--------------------------------------------------------------------------------
Maine Health Facility Authority Rev., 5.6s, 2026          1,000,000      1,000,000
--------------------------------------------------------------------------------
                                                                         8,000,000
--------------------------------------------------------------------------------
HOUSING (10.0%)
--------------------------------------------------------------------------------
Alaska Housing Corp. Rev., 5.6s, 2026                     1,000,000      1,000,000
--------------------------------------------------------------------------------
Rights
Boston Housing Corp., expiring 2026                       1,000,000      1,000,000
--------------------------------------------------------------------------------
WATER (10.0%)
--------------------------------------------------------------------------------
Dallas Water Rev., 5.6s, 2026                             1,000,000      1,000,000
--------------------------------------------------------------------------------
TOTAL INVESTMENTS                                                       11,000,000
"""


def test_between_two_rules_stands_one_entry_though_its_first_line_has_room_left() -> None:
    schedule = read(RULED, HEADS)
    assert schedule.holdings[0].name == "Allegheny County, PA, Hospital Development Authority"
    assert schedule.holdings[2].description.startswith("Illinois Development Finance Authority, Hospital Rev. (Adv")
    assert closes(schedule)


def test_a_class_of_assets_without_a_percent_stays_a_section_there() -> None:
    schedule = read(RULED, HEADS)
    assert schedule.holdings[-2].section_path[-1] == "Rights"
    assert schedule.holdings[-2].description == "Boston Housing Corp., expiring 2026"


COUNTRIES = """
COMMON STOCKS - 90.0%
Energy - 50.0%
  Acme Oil Corp., Class A                                     1,000      1,000,000
  Birch Gas Corp., Class A                                    1,000      1,000,000
  Cedar Coal Holdings of North
    America Ltd.                                              1,000      1,000,000
  Dogwood Oil Corp., Class A                                  1,000      1,000,000
  Elm Oil Corp., Class A                                      1,000      1,000,000
Utilities - 40.0%
  Gas Networks
    Fir Gas Corp., Class A                                    1,000      1,000,000
  Mexico
    Gum Gas Corp., Class A                                    1,000      1,000,000
    Hazel Gas Corp., Class A                                  1,000      1,000,000
SHORT-TERM - 10.0%
  Ivy Paper, due 1/2/10                                       1,000      1,000,000
TOTAL INVESTMENTS                                                        9,000,000
"""


def test_groups_without_a_percent_over_several_rows_stay_sections() -> None:
    schedule = read(COUNTRIES, HEADS)
    assert schedule.holdings[2].description == "Cedar Coal Holdings of North America Ltd."
    assert schedule.holdings[6].section_path[-1] == "Mexico"
    assert schedule.holdings[7].section_path[-1] == "Mexico"


HEADINGS = """
SENIOR SECURED FLOATING
RATE LOAN INTERESTS -- 60.0% of
Net Assets*
INDUSTRIALS -- 40.0%
Construction & Farm Machinery & Heavy
Trucks -- 20.0%
Acme Trucks, Inc., Class A                                    1,000      1,000,000
Birch Trucks, Inc., Class A                                   1,000      1,000,000
Railroads -- 20.0%
Cedar Railroads, Inc., Class A                                1,000      1,000,000
Dogwood Railroads, Inc., Class A                              1,000      1,000,000
UTILITIES -- 20.0%
Independent Power Producers
& Energy Traders -- 20.0%
Elm Power, Inc., Class A                                      1,000      2,000,000
COMMON STOCKS
Banks -- 30.0%
Fir Banks, Inc., Class A                                      1,000      3,000,000
Insurance (10.0% of Partners'
Capital)
Gum Insurance, Inc., Class A                                  1,000      1,000,000
TOTAL INVESTMENTS                                                       10,000,000
"""


def test_a_heading_over_two_lines_is_one_section_though_its_percent_stands_on_the_second() -> None:
    schedule = read(HEADINGS, HEADS)
    found = {s.path[-1]: s.percent_of_net_assets for s in schedule.sections}
    assert found == {
        "SENIOR SECURED FLOATING RATE LOAN INTERESTS": 60,
        "INDUSTRIALS": 40,
        "Construction & Farm Machinery & Heavy Trucks": 20,
        "Railroads": 20,
        "UTILITIES": 20,
        "Independent Power Producers & Energy Traders": 20,
        "COMMON STOCKS": None,
        "Banks": 30,
        "Insurance": 10,
    }


def test_a_class_of_assets_over_its_first_industry_is_no_part_of_that_industrys_name() -> None:
    schedule = read(HEADINGS, HEADS)
    assert schedule.holdings[-2].section_path == ("COMMON STOCKS", "Banks")


PAGES = """
Preferred Securities

Banks - 60.0%
    Acme Banks, Inc., Series A                                    1,000      2,000,000
    Birch Banks, Inc., Series A                                   1,000      1,000,000

*Non-income producing security.
<PAGE>



Preferred Securities


                                                                           FAIR
                                                                          VALUE
Insurance - 40.0%
    Cedar Insurance, Inc., Series A                               1,000      2,000,000
    Dogwood Insurance, Inc., Series A                             1,000      1,000,000
    Elm Insurance, Inc., Series A                                 1,000      1,000,000
    Fir Insurance, Inc., Series A                                 1,000      1,000,000
    Gum Insurance, Inc., Series A                                 1,000      1,000,000

Total Preferred Securities                                                   9,000,000

Water - 10.0%
    Hazel Water, Inc., Class A                                    1,000        500,000
    Ivy Water, Inc., Class A                                      1,000        300,000
    Juniper Water, Inc., Class A                                  1,000        200,000
TOTAL INVESTMENTS                                                           10,000,000
"""


def test_heads_of_columns_and_a_legend_between_pages_are_no_sections() -> None:
    schedule = read(PAGES, HEADS)
    assert [s.path[-1] for s in schedule.sections] == ["Preferred Securities", "Banks", "Insurance", "Water"]
    assert schedule.ledger.unexplained == 0
    assert closes(schedule)


def test_a_class_of_assets_at_the_head_of_the_next_page_is_the_one_that_is_still_open() -> None:
    schedule = read(PAGES, HEADS)
    assert paths(schedule)[2:4] == [("Preferred Securities", "Insurance")] * 2
    assert schedule.sections[0].value == 9_000_000


CONTINUED = """
BONDS - 80.0%
INDONESIA - 50.0%
Government of Indonesia,
   FR46, 9.50%, 7/15/23                                       1,000      1,000,000
   FR47, 10.00%, 2/15/28                                      1,000      1,000,000
<PAGE>
ACM
                                                          PRINCIPAL
                                                             AMOUNT          VALUE
                                                         ----------     ----------
BONDS (CONTINUED)
INDONESIA (CONTINUED)
Government of Indonesia, (continued)
   FR48, 9.00%, 9/15/18                                       1,000      1,000,000
   senior bond, 144A, 6.875%, 1/17/18                         1,000      2,000,000
KOREA - 30.0%
Government of Korea, 4.50%, 9/09/08                           1,000      3,000,000
<PAGE>
ACM
                                                          PRINCIPAL
                                                             AMOUNT          VALUE
                                                         ----------     ----------
SPAIN - 0.0%
Government of Spain, 4.50%, 9/09/08                                0              0
<PAGE>
ACM
                                                          PRINCIPAL
                                                             AMOUNT          VALUE
                                                         ----------     ----------
COMMERCIAL PAPER - 20.0%
American General Finance
Corp., 1.14%, due 7/3/09                                      1,000      1,000,000
Toyota Motor Credit
Corp., 1.15%, due 7/3/09                                      1,000      1,000,000
TOTAL INVESTMENTS                                                       10,000,000
"""


def test_an_issuer_continued_on_the_next_page_is_carried_on_and_heads_no_section() -> None:
    schedule = read(CONTINUED, HEADS)
    assert [s.path[-1] for s in schedule.sections] == ["BONDS", "INDONESIA", "KOREA", "SPAIN", "COMMERCIAL PAPER"]
    assert all(h.description.startswith("Government of Indonesia, ") for h in schedule.holdings[:4])
    assert schedule.holdings[3].description == "Government of Indonesia, senior bond, 144A, 6.875%, 1/17/18"
    assert schedule.ledger.unexplained == 0
    assert closes(schedule)


def test_a_line_that_begins_with_the_end_of_a_companys_name_goes_on_with_the_line_above() -> None:
    schedule = read(CONTINUED, HEADS)
    assert [h.name for h in schedule.holdings[-2:]] == ["American General Finance Corp.", "Toyota Motor Credit Corp."]


MARKED = """
               TERM LOANS: 40.0%
       1,000   Birch Corp., Term Loan, maturing 2009                   1,000,000
       1,000   Cedar Corp., Term Loan, maturing 2009                   1,000,000
       1,000   Dogwood Corp., Term Loan, maturing 2009                 1,000,000
       1,000   Elm Corp., Term Loan, maturing 2009                     1,000,000
               EQUITIES: 60.0%
    (@), (R)   Acterna, LLC (85,722 Common Shares)                     1,000,000
         (@)   Hayes Lemmerz (246 Preferred Shares)                    2,000,000
    (@), (R)   Humphreys, Inc. (Residual Interest)                     3,000,000
               TOTAL INVESTMENTS                                      10,000,000
"""


def test_marks_in_a_column_beside_the_descriptions_are_marks_of_their_rows() -> None:
    schedule = read(MARKED, NUVEEN)
    assert [s.path for s in schedule.sections] == [("TERM LOANS",), ("EQUITIES",)]
    assert [set(h.markers) for h in schedule.holdings[4:]] == [{"@", "R"}, {"@"}, {"@", "R"}]
    assert closes(schedule)


def test_a_date_alone_on_a_line_ends_the_description_above_it() -> None:
    page = """
                        LANTERN MUNICIPAL FUND
                 SCHEDULE OF INVESTMENTS, MARCH 31, 2016

    Principal
     Amount                                                 Value
    Municipal Bonds - 95.0%
    Alabama - 95.0%
    $ 1,250,000  Lantern Water Board Revenue Bonds, Series A,
                   5.00%,                            $ 1,398,775
                   1/01/2030
        500,000  Mobile Port RB, 4.25%, 7/15/2041        512,345
                                                     -----------
    Total Investments - 95.0%                        $ 1,911,120
    Other Assets Less Liabilities - 5.0%                 100,585
                                                     -----------
    Net Assets - 100.0%                              $ 2,011,705
"""
    (fund,) = parse(page.encode()).funds
    assert fund.schedule is not None
    first, _ = fund.schedule.holdings
    assert first.description == "Lantern Water Board Revenue Bonds, Series A, 5.00%, 1/01/2030"
    assert first.maturity_date == date(2030, 1, 1)

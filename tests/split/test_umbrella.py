"""A trust's name beside the name of its one fund, in reports without a header that lists the funds."""

from __future__ import annotations

from fundfilings import parse

PAGE = """
                          FORM N-Q
                        {registrant}
       (Exact name of registrant as specified in charter)
            Date of reporting period: March 31, 2016

Item 1. Schedule of Investments.

                        {registrant}
                        {fund}
                SCHEDULE OF INVESTMENTS, March 31, 2016

                                        Shares          Value
COMMON STOCKS -- 95.0%
Acme Corp. .......................       1,000     $  300,000
Bolt Inc. ........................       2,000        650,000
                                                   ----------
TOTAL INVESTMENTS -- 95.0%                            950,000
OTHER ASSETS LESS LIABILITIES -- 5.0%                  50,000
                                                   ----------
NET ASSETS -- 100.0%                               $1,000,000
"""


def name(registrant: str, fund: str) -> str:
    (found,) = parse(PAGE.format(registrant=registrant, fund=fund).encode()).funds
    return found.name


def test_the_fund_is_the_fund_and_not_its_trust() -> None:
    assert name("Foxglove Global Trust", "Natural Resources Fund") == "Natural Resources Fund"
    assert name("Marigold Series", "Enterprise Portfolio") == "Enterprise Portfolio"


def test_a_fund_of_its_own_keeps_its_name() -> None:
    assert name("Foxglove Income Fund, Inc.", "A Closed-End Fund") == "Foxglove Income Fund, Inc."

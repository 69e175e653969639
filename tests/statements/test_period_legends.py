"""Periods of the highlights that only a legend says."""

from __future__ import annotations

from datetime import date

import pytest
from statement_reading import FAMILY, highlights

from fundfilings.models import HighlightsColumn

DOWN = """Financial HIGHLIGHTS
                                                            Investment Operations
                                      -------------------------------------------
                        Beginning
                        Common                         Net
                        Share          Net       Realized/                   Ending
                        Net Asset      Investment  Unrealized                Net
                        Value          Income    Gain (Loss)       Total     Assets (000)
=============================================================================================
PREMIUM (APM)
- ---------------------------------------------------------------------------------------------
Year Ended 10/31:
2008(b)                  $15.20        $ .51        $(.38)        $ .13     $  930,112
2007                      15.45         1.04          .42          1.46        950,993
2003(c)                   14.33          .97          .08          1.05        902,117
=============================================================================================
{legend}
"""


def columns(*legend: str) -> list[HighlightsColumn]:
    return highlights(DOWN.format(legend="\n".join(legend)), FAMILY, None)[0]


def test_a_half_year_under_the_head_of_the_year_is_told_by_its_legend() -> None:
    half, year, first = columns(
        "(a)  Total returns are not annualized.",
        "(b)  For the six months ended April 30, 2008.",
        "(c)  For the period November 21, 2002 (commencement of operations) through",
        "     October 31, 2003.",
    )
    assert (half.period.start, half.period.end, half.period.months) == (date(2007, 11, 1), date(2008, 4, 30), 6)
    assert half.period.label == "Year Ended 10/31 2008(b)"
    assert (year.period.start, year.period.end, year.period.months) == (date(2006, 11, 1), date(2007, 10, 31), 12)
    assert first.period.end == date(2003, 10, 31)


def test_a_period_since_the_beginning_is_told_by_its_legend() -> None:
    first = columns("(c)  For the period November 21, 2002 (commencement of operations) through October 31, 2003.")[2]
    assert (first.period.start, first.period.end, first.period.months) == (date(2002, 11, 21), date(2003, 10, 31), 11)


@pytest.mark.parametrize(
    "legend",
    [
        "(d)  For the six months ended April 30, 2008.",  # another mark
        "(b)  For the six months ended April 30, 2008, the adviser waived 0.10% of its fee.",  # something else
        "(b)  For the six months ended April 30, 2006.",  # another year
        "(b)  For the six months ended April 30.",  # no year
        "(b)  Annualized.",
    ],
)
def test_other_legends_leave_the_period_as_it_is_printed(legend: str) -> None:
    half = columns(legend)[0]
    assert (half.period.end, half.period.months) == (date(2008, 10, 31), 12)

"""Every table of a note is kept as it stands, whatever container it was printed in."""

from __future__ import annotations

from decimal import Decimal

from fundfilings import parse
from fundfilings.models import NoteTable
from fundfilings.normalize.text import text_blocks
from fundfilings.notes import read_notes
from fundfilings.spans import Span
from fundfilings.split import FundRef, Part

FUNDS = (FundRef("Acme Income Fund"), FundRef("Acme Growth Fund"))


def tables(text: str) -> list[NoteTable]:
    document = text_blocks(text)
    part = Part("notes", "Notes to Financial Statements", document, document.blocks, Span(line=1), None)
    return [t for read in read_notes(part, FUNDS) for t in read.note.tables]


def shape(table: NoteTable) -> list[tuple[str, str | None, tuple[str | None, ...]]]:
    return [(r.caption, r.group, r.printed) for r in table.rows]


TAX = """
NOTE 1 - ORGANIZATION

     The Funds are registered under the Investment Company Act of 1940 as amended, as diversified companies.

NOTE 2 - FEDERAL INCOME TAXES

     The Funds intend to distribute all of their taxable income to shareholders. At March 31, 2006 the cost of
investments for federal income tax purposes and the unrealized appreciation were as follows (000):

                                            INCOME         GROWTH
                                             FUND           FUND
                                         ------------   ------------
     Cost of investments............     $  1,240,000   $    980,000
                                         ============   ============
     Gross unrealized:
        Appreciation................     $     42,000   $     12,500
        Depreciation of
          foreign securities*.......           (8,000)            --
                                         ------------   ------------
     Net unrealized appreciation....     $     34,000   $     12,500
                                         ============   ============

     Purchases and sales were made in the ordinary course of the business of each of the funds.
"""


def test_a_table_with_heads_groups_and_wrapped_captions() -> None:
    (table,) = tables(TAX)
    assert table.caption is not None
    assert table.caption.startswith("At March 31, 2006 the cost of investments")
    assert table.columns == ("INCOME FUND", "GROWTH FUND")
    assert table.scale == 1000
    assert shape(table) == [
        ("Cost of investments", None, ("$ 1,240,000", "$ 980,000")),
        ("Gross unrealized", None, (None, None)),
        ("Appreciation", "Gross unrealized", ("$ 42,000", "$ 12,500")),
        ("Depreciation of foreign securities", "Gross unrealized", ("(8,000)", "--")),
        ("Net unrealized appreciation", None, ("$ 34,000", "$ 12,500")),
    ]
    assert table.rows[3].values == (Decimal(-8000), Decimal(0))
    assert table.rows[0].source is not None
    assert TAX.splitlines()[(table.rows[0].source.line or 0) - 1].strip().startswith("Cost of investments")


def test_two_tables_under_one_another_and_heads_over_two_columns() -> None:
    first, second = tables("""
NOTE 4 - SHARES

     Transactions in shares of the Funds during the periods shown, in numbers of shares, were as follows:

                                  INCOME FUND                GROWTH FUND
                              2010          2009          2010          2009
                           ----------    ----------    ----------    ----------
     Shares sold              126,022       156,328        77,090        12,000
     Shares redeemed          (26,000)      (56,000)       (7,000)           --

                                2010          2009
                             ----------    ----------
     Proceeds                $1,250,000    $1,500,000
""")
    assert first.columns == ("INCOME FUND 2010", "INCOME FUND 2009", "GROWTH FUND 2010", "GROWTH FUND 2009")
    assert shape(first)[1] == ("Shares redeemed", None, ("(26,000)", "(56,000)", "(7,000)", "--"))
    assert second.columns == ("2010", "2009")
    assert shape(second) == [("Proceeds", None, ("$1,250,000", "$1,500,000"))]


def test_years_as_captions_and_a_bare_total() -> None:
    (table,) = tables("""
NOTE 5 - TAXES

     The Fund had capital losses which may be carried over. Such losses expire as follows:

     Capital loss carryovers expiring in:
        2007 ...............................     $   134,135
        2008 ...............................      11,539,262
                                                 -----------
                                                 $11,673,397
                                                 ===========
""")
    assert shape(table) == [
        ("Capital loss carryovers expiring in", None, (None,)),
        ("2007", "Capital loss carryovers expiring in", ("$ 134,135",)),
        ("2008", "Capital loss carryovers expiring in", ("11,539,262",)),
        ("", "Capital loss carryovers expiring in", ("$11,673,397",)),
    ]


def test_running_text_that_was_cut_into_cells_is_no_table() -> None:
    assert (
        tables("""
NOTE 3 - PORTFOLIO ACTIVITY

     Purchases and sales of securities, other than short-term obligations, aggregated
     $389,826,315  and  $189,403,420  respectively,  for the six months ended June 30,
     2005.
""")
        == []
    )


PAGE = """<html><body>
<p><b>ACME INCOME FUND</b></p><p><b>Schedule of Investments</b> March 31, 2006</p>
<table><tr><td>Common Stocks 100.0%</td><td>Shares</td><td>Value</td></tr>
<tr><td>Bolt &amp; Nut Inc.</td><td>1,000</td><td>$ 34,000</td></tr>
<tr><td>Total Investments (cost $30,000)</td><td></td><td>$ 34,000</td></tr></table>
<p><b>Notes to Financial Statements</b></p>
<p><b>NOTE 1. Organization</b></p><p>The Fund is registered under the Investment Company Act of 1940 as amended.</p>
<p><b>NOTE 2. Purchases and Sales</b></p>
<p>Purchases and sales of securities other than short-term obligations were as follows:</p>
<table><tr><td></td><td>&nbsp;</td><td colspan=2>Purchases</td><td>&nbsp;</td><td colspan=2>Sales</td></tr>
<tr><td>U.S. government securities</td><td></td><td>$</td><td>24,465</td><td></td><td>$</td><td>29,709</td></tr>
<tr><td>Other</td><td></td><td></td><td>35,883</td><td></td><td></td><td>(41</td><td>)</td></tr></table>
<p>The Fund pays for its own operations and the expenses of its custodian, its auditors and its counsel.</p>
</body></html>"""


def test_tables_of_web_pages() -> None:
    notes = parse(PAGE.encode(), name="page.htm").notes
    (table,) = [t for n in notes for t in n.tables]
    assert table.caption == "Purchases and sales of securities other than short-term obligations were as follows:"
    assert table.columns == ("Purchases", "Sales")
    assert shape(table) == [
        ("U.S. government securities", None, ("$ 24,465", "$ 29,709")),
        ("Other", None, ("35,883", "(41)")),
    ]


def test_a_scale_alone_over_a_column_is_no_page_number() -> None:
    (table,) = tables("""
NOTE 2 - TAXES

     As of the period end, the components of total distributable earnings are detailed in the table as follows:

                                                      Amount
                                                      ($000)
     Undistributed ordinary income                    20,939
     Net unrealized gains                        155,876,517
     Total                                       155,897,456
""")
    assert table.columns == ("Amount ($000)",)
    assert table.scale == 1000
    assert len(table.rows) == 3


def test_a_head_over_one_of_its_columns_is_not_dealt_to_both() -> None:
    (table,) = tables("""
NOTE 2 - TAXES

     The distributions paid during the years ended December 31 were as follows:

                   2003                                 2002
                        LONG-TERM                            LONG-TERM
       ORDINARY           CAPITAL           ORDINARY           CAPITAL
         INCOME              GAIN             INCOME              GAIN
       --------           -------           --------           -------
         $3,169              $ --               $214              $ --
""")
    assert [c.replace("2003 ", "").replace("2002 ", "") for c in table.columns] == [
        "ORDINARY INCOME",
        "LONG-TERM CAPITAL GAIN",
        "ORDINARY INCOME",
        "LONG-TERM CAPITAL GAIN",
    ]

"""Disclosures in tables and in sentences: each figure with its name, its fund and its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

from fundfilings import parse
from fundfilings.models import NoteFigure
from fundfilings.normalize.text import text_blocks
from fundfilings.notes import read_notes
from fundfilings.notes.records import read_disclosures
from fundfilings.notes.records.scope import funds_of
from fundfilings.spans import Span
from fundfilings.split import FundRef, Part

ONE = (FundRef("Acme Income Fund"),)
TWO = (FundRef("Acme Arizona Municipal Fund (AAM)"), FundRef("Acme Ohio Municipal Fund (AOM)"))
HEAD = "NOTE 1 - ORGANIZATION\n\n     The Fund is registered under the Investment Company Act of 1940 as amended.\n\n"


def read(name: str, text: str, funds: Sequence[FundRef] = ONE, fund: int | None = None) -> list[tuple[int, Any]]:
    document = text_blocks(HEAD + text)
    part = Part("notes", "Notes to Financial Statements", document, document.blocks, Span(line=1), fund)
    found = read_disclosures(part, read_notes(part, funds), funds)
    return [(f, record) for f, field, record in found if field == name]


def value(figure: NoteFigure | None) -> Decimal | None:
    return figure.value if figure else None


def tax(record: Any) -> tuple[Decimal | None, ...]:
    return tuple(map(value, (record.cost, record.gross_appreciation, record.gross_depreciation, record.net_unrealized)))


TAX_TABLE = """NOTE 2 - FEDERAL INCOME TAXES

     At June 30, 2008, the cost of investments and net unrealized appreciation (depreciation) for income tax purposes
were as follows:

     Cost of investments ..................................    $551,648,674
                                                               ============
     Unrealized appreciation ..............................    $ 71,353,296
     Unrealized depreciation ..............................     (38,529,747)
                                                               ------------
     Net unrealized appreciation (depreciation) ...........    $ 32,823,549
                                                               ============
"""


def test_tax_cost_in_a_table() -> None:
    ((fund, record),) = read("tax_cost", TAX_TABLE)
    assert fund == 0
    assert record.as_of == date(2008, 6, 30)
    assert tax(record) == (551648674, 71353296, -38529747, 32823549)
    assert record.gross_depreciation.printed == "(38,529,747)"
    assert record.gross_depreciation.caption == "Unrealized depreciation"
    line = (HEAD + TAX_TABLE).splitlines()[record.gross_depreciation.source.line - 1]
    assert line.strip().startswith("Unrealized depreciation")


def test_a_table_whose_sides_do_not_sum_to_the_net_gives_no_sides() -> None:
    assert read("tax_cost", TAX_TABLE.replace("32,823,549", "99,823,549")) == []


def test_tax_cost_of_funds_side_by_side_and_of_funds_as_rows() -> None:
    columns = read(
        "tax_cost",
        """NOTE 2 - FEDERAL INCOME TAXES

     At September 30, 2004, the cost of investments for federal income tax purposes was as follows:

                                               Arizona           Ohio
                                              Municipal       Municipal
                                                Fund            Fund
                                            -----------     -----------
     Cost of investments                    $55,858,033     $65,487,993
                                            ===========     ===========
     Aggregate unrealized appreciation      $ 2,485,340     $ 3,657,483
     Aggregate unrealized depreciation         (103,799)             --
                                            -----------     -----------
     Net unrealized appreciation            $ 2,381,541     $ 3,657,483
                                            ===========     ===========
""",
        TWO,
    )
    assert [(f, tax(r)) for f, r in columns] == [
        (0, (55858033, 2485340, -103799, 2381541)),
        (1, (65487993, 3657483, 0, 3657483)),
    ]
    rows = read(
        "tax_cost",
        """NOTE 2 - INCOME TAX INFORMATION

     The cost of investments for federal income tax purposes and gross unrealized appreciation and gross unrealized
depreciation of investments at November 30, 2004 were:

                                           Gross           Gross            Net
                          Cost of        Unrealized      Unrealized      Unrealized
                        Investments     Appreciation    Depreciation    Appreciation
                       ------------     ------------    ------------    ------------
     Arizona (AAM)     $272,777,368      $58,601,186     $3,102,749      $55,498,437
     Ohio (AOM)         162,875,327       16,007,074      3,471,708       12,535,366
""",
        TWO,
    )
    assert [(f, tax(r)) for f, r in rows] == [
        (0, (272777368, 58601186, -3102749, 55498437)),
        (1, (162875327, 16007074, -3471708, 12535366)),
    ]


def test_a_table_of_several_funds_that_names_none_is_nobodys() -> None:
    assert read("tax_cost", TAX_TABLE, TWO) == []
    assert [f for f, _ in read("tax_cost", TAX_TABLE, TWO, fund=1)] == [1]


SENTENCES = """
the identified cost of securities for federal income tax purposes at June 30, 2006 was $395,128 and net
unrealized appreciation aggregated $466,935, of which the related gross unrealized appreciation and depreciation
were $469,716 and $2,781, respectively.

net unrealized appreciation for federal income tax purposes at June 30, 2006 aggregated $466,935, of which
$469,716 related to appreciated securities and $2,781 related to depreciated securities. The aggregate cost of
investments at June 30, 2006 for federal income tax purposes was $395,128.

At June 30, 2006, the identified cost for federal income tax purposes, as well as the gross unrealized
appreciation from investments for those securities having an excess of value over cost, gross unrealized
depreciation from investments for those securities having an excess of cost over value and the net unrealized
appreciation from investments were $395,128, $469,716, $(2,781) and $466,935, respectively.

At June 30, 2006, the cost of investments for federal income tax purposes was $395,128. Accordingly, net
unrealized appreciation was $466,935, consisting of $469,716 gross unrealized appreciation and $2,781 gross
unrealized depreciation.

At June 30, 2006, the cost of investment securities was $395,128. Net unrealized appreciation of investment
securities was $466,935, consisting of unrealized gains of $469,716 on securities that had risen in value since their
purchase and $2,781 in unrealized losses on securities that had fallen in value since their purchase.

At June 30, 2006, gross unrealized appreciation and depreciation of investments, based on cost for federal income tax
purposes of $395,128 were $469,716 and $2,781, respectively, resulting in net unrealized appreciation of $466,935.

At June 30, 2006, the cost of investments, including short-term investments, was $395,128 and the net unrealized
appreciation, excluding any unrealized appreciation of foreign currency, was $466,935. This consists of net unrealized
appreciation from investments for those securities having an excess of value over cost of $469,716 and net unrealized
depreciation from investments for those securities having an excess of cost over value of $2,781.
""".strip().split("\n\n")


def test_tax_cost_in_sentences() -> None:
    for sentence in SENTENCES:
        ((_, record),) = read("tax_cost", f"NOTE 2 - TAXES\n\n     For tax purposes, {sentence}\n")
        assert tax(record) == (395128, 469716, -2781, 466935), sentence
        assert record.as_of == date(2006, 6, 30)


def test_a_figure_of_a_sentence_has_the_line_it_is_printed_on() -> None:
    text = """NOTE 2 - TAXES

     At June 30, 2006, the cost of investments for federal income tax purposes was $395,128 and the net
unrealized appreciation was $466,935, consisting of $469,716 gross unrealized appreciation and $2,781
gross unrealized depreciation.
"""
    ((_, record),) = read("tax_cost", text)
    lines = (HEAD + text).splitlines()
    assert "$395,128" in lines[record.cost.source.line - 1]
    assert "$466,935" in lines[record.net_unrealized.source.line - 1]


def test_sentences_that_do_not_pair_off_are_not_read() -> None:
    for sentence in (
        "the cost for federal income tax purposes was substantially the same as for financial reporting purposes.",
        "unrealized appreciation for tax purposes was $5,000, $6,000 and $7,000 in the three years.",
        "the cost of investments for tax purposes was $395,128 and unrealized appreciation and depreciation were $9.",
    ):
        assert read("tax_cost", f"NOTE 2 - TAXES\n\n     At June 30, 2006, {sentence}\n") == [], sentence


def trades(text: str, funds: Sequence[FundRef] = ONE) -> list[tuple[int, str | None, Any, Any, str | None]]:
    found = read("purchases_and_sales", text, funds)
    return [
        (f, r.category, value(r.purchases), value(r.sales), str(r.period.end) if r.period else None) for f, r in found
    ]


TRADES = """
Purchases and sales of securities, other than short-term obligations, for the year ended June 30, 2005 were
$389,826 and $189,403, respectively.

For the year ended June 30, 2005, the aggregate cost of purchases and proceeds from sales of investments
(excluding short-term investments) were $389,826 and $189,403.

During the year ended June 30, 2005, the fund purchased $389,826 of investment securities and sold $189,403 of
investment securities, other than temporary cash investments.

Purchases of investments for the year ended June 30, 2005 aggregated $389,826 and sales aggregated $189,403.
""".strip().split("\n\n")


def test_purchases_and_sales_in_sentences() -> None:
    for sentence in TRADES:
        assert trades(f"NOTE 3 - PORTFOLIO\n\n     {sentence}\n") == [(0, None, 389826, 189403, "2005-06-30")], sentence


def test_other_things_bought_and_sold_are_not_these() -> None:
    for sentence in (
        "Purchases and sales of shares of beneficial interest for the year ended June 30, 2005 were $389 and $189.",
        "Purchases and sales of securities from affiliates were $389,826 and $189,403, respectively.",
        "The Fund pays a commission of $12 on purchases and $13 on sales.",
        "Purchases and sales of securities were $389,826, $189,403 and $5,000.",
    ):
        assert trades(f"NOTE 3 - PORTFOLIO\n\n     {sentence}\n") == [], sentence


def test_purchases_and_sales_in_tables() -> None:
    assert trades(
        """NOTE 3 - PORTFOLIO SECURITIES

     Purchases and sales of investments, other than short-term obligations, were as follows:

                                               PURCHASES              SALES

     U.S. government securities             $244,659,809       $297,089,681
     Other investments                        35,883,200         41,949,354
"""
    ) == [
        (0, "U.S. government securities", 244659809, 297089681, None),
        (0, "Other investments", 35883200, 41949354, None),
    ]
    assert trades(
        """NOTE 3 - SECURITIES TRANSACTIONS

     Purchases and sales (including maturities) during the six months ended April 30, 2005, were as follows:

                                          ARIZONA             OHIO
                                            (AAM)            (AOM)
     Purchases                        $34,098,198      $58,832,574
     Sales and maturities              29,282,400       55,516,620
""",
        TWO,
    ) == [(0, None, 34098198, 29282400, "2005-04-30"), (1, None, 58832574, 55516620, "2005-04-30")]


def test_distributions_by_character_and_period() -> None:
    found = read(
        "tax_distributions",
        """NOTE 2 - TAXES

     The tax character of distributions paid during the years ended October 31, 2003 and October 31, 2002 was:

                                                    2003                 2002
                                             -----------          -----------
     Distributions paid from:
       Ordinary income                       $    41,603          $    64,159
       Net long-term capital gains            22,599,683                   --
                                             -----------          -----------
     Total distributions paid                $22,641,286          $    64,159
""",
    )
    assert [(r.period.end, [(c.key, c.value) for c in r.components], value(r.total)) for _, r in found] == [
        (date(2003, 10, 31), [("ordinary_income", 41603), ("long_term_gain", 22599683)], 22641286),
        (date(2002, 10, 31), [("ordinary_income", 64159), ("long_term_gain", 0)], 64159),
    ]


def test_components_of_distributable_earnings() -> None:
    text = """NOTE 2 - TAXES

     At December 31, 2005, the components of distributable earnings on a tax basis were as follows:

     Undistributed ordinary income                   $  1,788,740
     Capital loss carryforward                           (865,270)
     Unrealized appreciation                           59,918,903
                                                     ------------
     Total distributable earnings                    $ 60,842,373
                                                     ============
"""
    ((_, record),) = read("distributable_earnings", text)
    assert record.as_of == date(2005, 12, 31)
    assert [(c.key, c.value) for c in record.components] == [
        ("undistributed_ordinary_income", 1788740),
        ("capital_loss_carryforward", -865270),
        ("unrealized", 59918903),
    ]
    assert value(record.total) == 60842373
    ((_, wrong),) = read("distributable_earnings", text.replace("60,842,373", "70,842,373"))
    assert value(wrong.total) == 70842373  # as printed: the check names the difference
    unknown = text.replace("Unrealized appreciation", "Gains said to be others")
    assert read("distributable_earnings", unknown.replace("60,842,373", "70,842,373")) == []


def test_unrealized_gains_that_close_the_tax_cost_are_no_component() -> None:
    ((_, record),) = read(
        "distributable_earnings",
        """NOTE 4 - INCOME TAXES

     At December 31, 2004, the cost of investments and undistributed ordinary income and long term capital gains for
income tax purposes were as follows:

     Cost of investments                                            $538,400,192
                                                                    ============
     Unrealized appreciation                                        $251,221,860
     Unrealized depreciation                                          (4,643,484)
                                                                    ------------
     Net unrealized appreciation (depreciation)                     $246,578,376
                                                                    ============
     Undistributed ordinary income                                  $  5,308,792
     Undistributed long term capital gains                               536,752
                                                                    ------------
     Distributable earnings                                         $  5,845,544
                                                                    ============
""",
    )
    assert [(c.key, c.value) for c in record.components] == [
        ("undistributed_ordinary_income", 5308792),
        ("undistributed_long_term_gain", 536752),
    ]
    assert value(record.total) == 5845544


LEGEND = """<html><body>
<p><b>ACME INCOME FUND</b></p><p><b>Schedule of Investments</b> March 31, 2006</p>
<table><tr><td>Common Stocks 100.0%</td><td>Shares</td><td>Value</td></tr>
<tr><td>Bolt &amp; Nut Inc.</td><td>1,000</td><td>$ 34,000</td></tr>
<tr><td>Total Investments (cost $30,000)</td><td></td><td>$ 34,000</td></tr></table>
<p>(a) At March 31, 2006, net unrealized appreciation for all securities based on tax cost was $3,500. This consisted of
aggregate gross unrealized appreciation for all securities in which there was an excess of value over tax cost of $4,000
and aggregate gross unrealized depreciation for all securities in which there was an excess of tax cost over value of
$500. The cost for federal income tax purposes was $30,500.</p>
</body></html>"""


def test_the_legend_of_a_schedule_and_its_check() -> None:
    filing = parse(LEGEND.encode(), name="page.htm")
    (record,) = filing.funds[0].disclosures.tax_cost
    assert tax(record) == (30500, 4000, -500, 3500)
    checks = {c.id: c.status for c in filing.checks}
    assert checks["tax.net"] == "pass"
    assert checks["tax.schedule"] == "pass"


def losses(text: str) -> list[tuple[str | None, list[tuple[int | None, str | None, Any]], Decimal | None]]:
    found = read("capital_loss_carryforwards", text)
    return [
        (r.as_of and str(r.as_of), [(x.year, x.character, x.amount.value) for x in r.losses], value(r.total))
        for _, r in found
    ]


def test_capital_losses_by_year_in_a_table() -> None:
    text = """NOTE 5 - TAXES

     At August 31, 2003, the Fund had tax basis capital losses, which may be carried over to offset future
capital gains. Such losses expire as follows:

     Capital loss carryovers expiring in:
        2007 ...............................     $   134,135
        2008 ...............................      11,539,262
                                                 -----------
                                                 $11,673,397
                                                 ===========
"""
    assert losses(text) == [("2003-08-31", [(2007, None, -134135), (2008, None, -11539262)], -11673397)]
    wrong = losses(text.replace("11,673,397", "19,673,397"))
    assert wrong == [("2003-08-31", [(2007, None, -134135), (2008, None, -11539262)], -19673397)]


LOSSES = """
At December 31, 2003 the Fund had a capital loss carryforward of $53,510, of which $21,809 and $31,701 will
expire in 2009 and 2010, respectively.

At December 31, 2003, the Fund had a net capital loss carry forward of $53,510 of which the following amounts
will expire between 2009 and 2010 if not utilized: $21,809 in 2009 and $31,701 in 2010.

At December 31, 2003, the Fund had capital loss carryforwards of $53,510, $21,809 of which expires in 2009 and
$31,701 of which expires in 2010.
""".strip().split("\n\n")


def test_capital_losses_by_year_in_sentences() -> None:
    for sentence in LOSSES:
        found = losses(f"NOTE 5 - TAXES\n\n     {sentence}\n")
        assert found == [("2003-12-31", [(2009, None, -21809), (2010, None, -31701)], -53510)], sentence


def test_losses_of_other_kinds_and_sums_that_do_not_close_are_not_read() -> None:
    for sentence in (
        "The Fund elected to defer capital losses of $5,000 arising after October 31, 2003, which carry over to 2004.",
        "Capital loss carryforwards of $5,000 expired in 2003.",
        "At December 31, 2003 there were capital loss carryforwards of $9, of which $2 expires in 2009, $3 in 2010.",
    ):
        assert losses(f"NOTE 5 - TAXES\n\n     {sentence}\n") == [], sentence


def test_capital_losses_without_end_by_term() -> None:
    assert losses(
        """NOTE 5 - TAXES

     At November 30, 2016, the Fund was permitted to carry forward $1,309,699 of short-term capital losses and
$30,753,104 of long-term capital losses without limitation.
"""
    ) == [("2016-11-30", [(None, "short_term", -1309699), (None, "long_term", -30753104)], None)]


def flows(text: str) -> list[tuple[Any, ...]]:
    found = read("share_transactions", text)
    return [
        (r.class_name, str(r.period.end), [(f.key, f.value) for f in r.shares], [(f.key, f.value) for f in r.amounts])
        for _, r in found
    ]


def test_share_transactions_by_class_period_and_unit() -> None:
    text = """NOTE 6 - CAPITAL SHARE TRANSACTIONS

     Transactions in shares of beneficial interest were as follows:

                                 Year Ended                      Year Ended
                              October 31, 2010                October 31, 2009
                          ------------------------        ------------------------
                           Shares         Amount           Shares         Amount
                          --------      ----------        --------      ----------
     Class A:
       Shares sold         126,022      $1,250,000         156,328      $1,500,000
       Reinvested            1,000          10,000              --              --
       Shares redeemed     (26,000)       (250,000)        (56,000)       (510,000)
                          --------      ----------        --------      ----------
       Net increase        101,022      $1,010,000         100,328      $  990,000
"""
    assert flows(text) == [
        (
            "Class A",
            "2010-10-31",
            [("sold", 126022), ("reinvested", 1000), ("redeemed", -26000), ("net", 101022)],
            [("sold", 1250000), ("reinvested", 10000), ("redeemed", -250000), ("net", 1010000)],
        ),
        (
            "Class A",
            "2009-10-31",
            [("sold", 156328), ("reinvested", 0), ("redeemed", -56000), ("net", 100328)],
            [("sold", 1500000), ("reinvested", 0), ("redeemed", -510000), ("net", 990000)],
        ),
    ]
    assert flows(text.replace("101,022", "901,022"))[0][2][-1] == ("net", 901022)
    single = "\n".join(ln for ln in text.splitlines() if "sold" not in ln and "Reinvested" not in ln)
    assert flows(single) == []  # what one flow misses of the net says that others were not read


def test_what_is_said_of_a_flow_in_parentheses_names_no_other_one() -> None:
    (found,) = flows("""NOTE 4 - CAPITAL STOCK

     Transactions in Common Stock for the year ended December 31, 2003 were as follows:

                                                                         Shares         Amount
                                                                       ---------     -----------
     Shares issued in payment of dividends                             2,426,788     $26,003,033
     Shares purchased (at an average discount from net asset value
       of 8.6%)                                                       (3,123,800)    (37,344,175)
                                                                       ---------     -----------
     Net change                                                         (697,012)   $(11,341,142)
                                                                       =========     ===========
""")
    assert found[2] == [("reinvested", 2426788), ("redeemed", -3123800), ("net", -697012)]
    assert found[3] == [("reinvested", 26003033), ("redeemed", -37344175), ("net", -11341142)]


def test_options_written_are_no_shares() -> None:
    assert (
        flows("""NOTE 6 - CAPITAL SHARES AND OPTIONS

     Transactions in options written during the year ended October 31, 2010 were as follows:

                              Contracts       Premiums
     Options sold                 1,150       $759,359
     Options redeemed              (926)      (174,653)
""")
        == []
    )


def test_signs_without_amounts_are_no_figures() -> None:
    sentence = "net unrealized loss on investments based on cost for federal income tax purposes of $ -- was $9."
    assert read("tax_cost", f"NOTE 2 - TAXES\n\n     At June 30, 2006, the {sentence}\n") == []
    ladder = "     First $. million      0.50%\n     Over $. million       0.40%\n"
    lead = "     The Fund pays a management fee based on average net assets at these annual rates:\n\n"
    assert read("fee_schedules", f"NOTE 3 - FEES\n\n{lead}{ladder}") == []


def test_heads_that_hold_words_of_names_pair_off_in_any_order() -> None:
    names = ("Acme Municipal Advantage Fund", "Acme Dividend Advantage Municipal Fund", "Acme Municipal Fund")
    funds = tuple(FundRef(n) for n in names)
    heads = {"Municipal Advantage": 0, "Dividend Advantage": 1, "Municipal": 2}
    for order in permutations(heads):
        assert funds_of(order, funds) == [heads[h] for h in order]
    assert funds_of(["Municipal", "Advantage"], funds) == [None, None]

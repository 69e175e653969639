"""Schedules as filing agents set them in HTML: each layout is read completely, with what it prints in its own way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fundfilings import parse
from fundfilings.models import Schedule

HEAD = (
    "<html><body><p><b>FORM N-Q</b></p><p>QUARTERLY SCHEDULE OF PORTFOLIO HOLDINGS OF REGISTERED MANAGEMENT INVESTMENT "
    "COMPANY</p><p>Investment Company Act file number 811-00001</p><p>Date of reporting period: March 31, 2012</p>"
    "<p><b>Item 1. Schedule of Investments.</b></p>"
)
TAIL = "<p><b>Item 2. Controls and Procedures.</b></p><p>The officers found them effective.</p></body></html>"


def row(*cells: str) -> str:
    """A table row; "10>text" indents the text by ten points."""
    out = []
    for cell in cells:
        indent, mark, text = cell.partition(">")
        if mark and indent.isdigit():
            out.append(f'<td style="padding-left:{indent}pt">{text}</td>')
        else:
            out.append(f"<td>{cell or '&nbsp;'}</td>")
    return f"<tr>{''.join(out)}</tr>\n"


def read(title: str, *rows: str) -> Schedule:
    titles = f"<p><b>{title}</b></p><p>Sample Growth Fund</p><p>March 31, 2012 (unaudited)</p>"
    body = f"{titles}<table>{''.join(rows)}</table>"
    schedule = parse((HEAD + body + TAIL).encode()).funds[0].schedule
    assert schedule is not None
    assert schedule.total_investments is not None
    assert sum(h.value or 0 for h in schedule.holdings) == schedule.total_investments.value
    return schedule


def test_issuer_line_then_terms_in_columns_before_the_value() -> None:
    s = read(
        "Portfolio of Investments",
        row("<b>Corporate Bonds &amp; Notes 60.0%</b>", "", "", ""),
        row("Issuer", "Coupon<br>Rate", "Principal<br>Amount ($)", "Value ($)"),
        row("<b>Banking 60.0%</b>", "", "", ""),
        row("Alder Banking Group PLC(a)", "", "", ""),
        row("11/29/49", "6.267%", "1,400,000", "700,000"),
        row("12/31/49", "6.657%", "1,000,000", "600,000(b)"),
        row("<b>Total</b>", "", "", "1,300,000"),
        row("<b>Total Investments<br>(Cost: $1,250,000)</b>", "", "", "1,300,000"),
        row("Other Assets &amp; Liabilities, Net", "", "", "700,000"),
        row("<b>Net Assets</b>", "", "", "2,000,000"),
    )
    assert [(h.name, h.coupon_rate, h.maturity_text) for h in s.holdings] == [
        ("Alder Banking Group PLC", Decimal("6.267"), "11/29/49"),
        ("Alder Banking Group PLC", Decimal("6.657"), "12/31/49"),
    ]
    assert s.holdings[1].section_path == ("Corporate Bonds & Notes", "Banking")
    assert s.total_investments is not None
    assert s.total_investments.cost == 1250000


def test_indentation_tells_how_far_an_issuer_holds() -> None:
    s = read(
        "Schedule of Investments",
        row("Principal<br>Amount<br>(000)", "", "Value"),
        row("", "<b>Arizona–100.0%</b>", ""),
        row("", "10>Health Facs. Auth. Rev.,", ""),
        row("$1,000", "20>Beatitudes Project, 5.20%, 10/1/37", "$900,000"),
        row("2,200", "20>Lincoln Health Network,", ""),
        row("", "30>7.00%, 12/1/25", "2,400,000"),
        row("1,500", "10>Maricopa Cnty. Pollution Control Corp., 5.05%, 5/1/29", "1,550,000"),
        row("", "10>Salt River Project, Ser. A,", ""),
        row("500", "20>5.00%, 1/1/35", "510,000"),
        row("600", "20>5.00%, 1/1/37", "615,000"),
        row("", "<b>Total Investments–100.0%</b>", "$5,975,000"),
    )
    assert [h.description for h in s.holdings] == [
        "Health Facs. Auth. Rev., Beatitudes Project, 5.20%, 10/1/37",
        "Health Facs. Auth. Rev., Lincoln Health Network, 7.00%, 12/1/25",
        "Maricopa Cnty. Pollution Control Corp., 5.05%, 5/1/29",
        "Salt River Project, Ser. A, 5.00%, 1/1/35",
        "Salt River Project, Ser. A, 5.00%, 1/1/37",
    ]
    assert {h.section_path for h in s.holdings} == {("Arizona",)}
    assert s.holdings[0].balance == 1000000


def test_marks_in_a_cell_between_quantity_and_name() -> None:
    s = read(
        "Portfolio of Investments",
        row("Shares", "", "", "Value"),
        row("", "", "<b>COMMON STOCKS – 90.0%</b>", ""),
        row("8,000", "1,2", "Lantern Seats Corp.", "$2,000,000"),
        row("9,100", "", "Foundry Wheels Co., Class B", "3,000,000"),
        row("", "", "TOTAL COMMON STOCKS<br>(IDENTIFIED COST $4,000,000)", "5,000,000"),
        row("", "", "TOTAL INVESTMENTS – 90.0%<br>(IDENTIFIED COST $4,000,000)<sup>5</sup>", "5,000,000"),
        row("", "", "TOTAL NET ASSETS – 100%", "$5,555,556"),
    )
    assert [(h.description, h.balance, h.markers) for h in s.holdings] == [
        ("Lantern Seats Corp.", 8000, ("1", "2")),
        ("Foundry Wheels Co., Class B", 9100, ()),
    ]


def test_sectors_in_capitals_with_industries_in_the_style_of_the_asset_class() -> None:
    s = read(
        "Investments",
        row("<b>Common Stocks - 95.0%</b>", "", ""),
        row("", "Shares", "Value (000s)"),
        row("<b>COMMUNICATION SERVICES - 45.0%</b>", "", ""),
        row("<b>Interactive Media &amp; Services - 30.0%</b>", "", ""),
        row("Harbor Search, Inc.:", "", ""),
        row("10>Class A (a)", "1,000", "$ 1,001"),
        row("10>Class C (a)", "2,000", "1,999"),
        row("", "", "3,000"),
        row("<b>Media - 15.0%</b>", "", ""),
        row("Quarry Broadcast Corp. Class A", "50,000", "1,500"),
        row("<b>TOTAL COMMUNICATION SERVICES</b>", "", "4,500"),
        row("<b>ENERGY - 50.0%</b>", "", ""),
        row("<b>Oil &amp; Gas - 50.0%</b>", "", ""),
        row("Saltmarsh Oil Corp.", "60,000", "5,003"),
        row("<b>TOTAL COMMON STOCKS</b><br>(Cost $8,000)", "", "9,503"),
        row("<b>TOTAL INVESTMENT PORTFOLIO - 95.0%</b>", "", ""),
        row("(Cost $8,000)", "", "9,503"),
    )
    assert [h.section_path[1:] for h in s.holdings] == [
        ("COMMUNICATION SERVICES", "Interactive Media & Services"),
        ("COMMUNICATION SERVICES", "Interactive Media & Services"),
        ("COMMUNICATION SERVICES", "Media"),
        ("ENERGY", "Oil & Gas"),
    ]
    assert [h.name for h in s.holdings[:2]] == ["Harbor Search, Inc."] * 2
    assert s.holdings[0].value == 1001000


def test_subtotals_that_stand_in_the_heading() -> None:
    s = read(
        "Fund's investments",
        row("", "Rate (%)", "Maturity date", "Par value^", "Value"),
        row("<b>Corporate bonds 60.0%</b>", "", "", "", "$3,000,000"),
        row("(Cost $2,900,000)", "", "", "", ""),
        row("<b>Energy 40.0%</b>", "", "", "", "2,000,000"),
        row("<b>Pipelines 40.0%</b>", "", "", "", ""),
        row("Alder Pipelines LP", "5.250", "01-15-25", "1,900,000", "2,000,000"),
        row("<b>Materials 20.0%</b>", "", "", "", "1,000,000"),
        row("<b>Chemicals 20.0%</b>", "", "", "", ""),
        row("Basin Chemicals, Inc. (S)", "4.750", "04-29-25", "1,010,000", "1,000,000"),
        row("<b>Term loans 10.0%</b>", "", "", "", "500,000"),
        row("(Cost $490,000)", "", "", "", ""),
        row("Cove Holdings LLC", "3.100", "05-01-19", "505,000", "500,000"),
        row("<b>Total investments (Cost $3,390,000) 70.0%</b>", "", "", "", "$3,500,000"),
        row("<b>Other assets and liabilities, net 30.0%</b>", "", "", "", "1,500,000"),
        row("<b>Total net assets 100.0%</b>", "", "", "", "$5,000,000"),
    )
    assert [h.section_path for h in s.holdings] == [
        ("Corporate bonds", "Energy", "Pipelines"),
        ("Corporate bonds", "Materials", "Chemicals"),
        ("Term loans",),
    ]
    assert next((h.balance, h.units, str(h.maturity_date)) for h in s.holdings) == (1900000, "PA", "2025-01-15")
    bonds = s.sections[0]
    assert (bonds.value, bonds.cost, bonds.percent_of_net_assets) == (3000000, 2900000, Decimal("60.0"))


def test_two_newspaper_columns_are_read_one_after_the_other() -> None:
    s = read(
        "Schedule of Investments",
        row("", "Shares<br>Held", "Value", "", "", "Shares<br>Held", "Value"),
        row("<b>COMMON STOCKS - 95.0%</b>", "", "", "", "<b>Media - 75.0%</b>", "", ""),
        row("<b>Aerospace - 20.0%</b>", "", "", "", "Quarry Broadcast Co.", "100,000", "$4,500,000"),
        row("Foundry Air Co.", "10,000", "$800,000", "", "Harbor Pictures Inc.", "60,000", "3,000,000"),
        row("Lantern Works Co.", "20,000", "1,200,000", "", "", "", "7,500,000"),
        row("", "", "2,000,000", "", "<b>Total Investments</b>", "", "$9,500,000"),
        row("", "", "", "", "<b>TOTAL NET ASSETS - 100.0%</b>", "", "$10,000,000"),
    )
    assert [(h.description, h.balance, h.section_path[-1]) for h in s.holdings] == [
        ("Foundry Air Co.", 10000, "Aerospace"),
        ("Lantern Works Co.", 20000, "Aerospace"),
        ("Quarry Broadcast Co.", 100000, "Media"),
        ("Harbor Pictures Inc.", 60000, "Media"),
    ]


def test_a_scale_over_one_column_and_a_currency_before_it() -> None:
    s = read(
        "Portfolio of Investments",
        row("", "Principal<br>Amount*<br>(000&#146;s omitted)", "Borrower/Tranche Description", "Value"),
        row("", "", "<b>Aerospace and Defense — 40.0%</b>", ""),
        row("", "", "Alder Aviation Holdings, Inc.", ""),
        row("", "1,000", "Term Loan, 5.45%, Maturing July 31, 2014", "$990,000"),
        row("EUR", "2,000", "Term Loan - Second Lien, 6.25%, Maturing March 22, 2013", "3,010,000"),
        row("", "", "", "$4,000,000"),
        row("", "", "Total Investments — 40.0%<br>(identified cost $3,900,000)", "$4,000,000"),
        row("", "", "Less Unfunded Loan Commitments — (1.0)%", "(100,000)"),
        row("", "", "Net Assets — 100.0%", "$10,000,000"),
    )
    assert [(h.balance, h.currency, h.name) for h in s.holdings] == [
        (1000000, "USD", "Alder Aviation Holdings, Inc."),
        (2000000, "EUR", "Alder Aviation Holdings, Inc."),
    ]
    assert [(o.value, o.percent_of_net_assets) for o in s.other_lines] == [(-100000, Decimal("-1.0"))]


def test_pages_as_tables_of_their_own_keep_the_columns_of_the_first() -> None:
    page = [row("", f"Bolt No. {k} Corp.", f"{k},100", f"{k}2,345") for k in range(1, 6)]
    s = read(
        "Schedule of Investments",
        row("", "", "", "Market<br>Value"),
        row("", "", "Shares", "($000)"),
        row("<b>Common Stocks (100.0%)</b>", "", "", ""),
        *[row(f"Nut No. {k} Inc.", "", f"{k},300", f"{k}1,111") for k in range(1, 6)],
        "</table><p>&nbsp;</p><hr><table>",
        *page,
        "</table><p>&nbsp;</p><hr><table>",
        row("Total Common Stocks (Cost $300,000)", "", "", "317,280"),
        row("Total Investments (100.0%)", "", "", "317,280"),
    )
    assert s.value_scale == 1000
    assert [h.balance for h in s.holdings[5:]] == [1100, 2100, 3100, 4100, 5100]


def test_marks_of_footnotes_that_run_on_in_one_paragraph() -> None:
    s = read(
        "Schedule of Investments",
        row("", "Coupon", "Maturity Date", "Face Amount ($000)", "Market Value ($000)"),
        row("<b>Temporary Cash Investments (100.0%)</b>", "", "", "", ""),
        row("3,4 Alder Agency Discount Notes", "0.339%", "11/4/12", "3,100", "3,099"),
        row("30 Yr Pass Thru", "3.000%", "3/1/43", "5,463", "5,479"),
        row("<b>Total Investments (100.0%) (Cost $8,500)</b>", "", "", "", "8,578"),
        row("<b>Net Assets (100%)</b>", "", "", "", "8,578"),
        "</table><p>1 Non-income-producing security.<br>2 Rate shown is the 7-day yield.<br>3 The issuer has a charter."
        "<br>4 Securities with a value of $3,099,000 have been segregated as initial margin for futures.</p><table>",
    )
    assert [(h.description, h.markers) for h in s.holdings] == [
        ("Alder Agency Discount Notes", ("3", "4")),
        ("30 Yr Pass Thru", ()),
    ]
    assert "segregated" in s.holdings[0].flags


def test_a_date_with_dashes_behind_as_of() -> None:
    s = read(
        "Fund’s investments",
        row("As of 2-28-12 (unaudited)"),
        row("", "Rate (%)", "Maturity date", "Par value^", "Value"),
        row("<b>Corporate bonds 100.0%</b>", "", "", "", "$900"),
        row("Alder Corp. (P)", "1.963", "06-01-77", "1,000", "900"),
        row("<b>Total investments (Cost $950) 100.0%</b>", "", "", "", "$900"),
        row("(P)", "Variable rate obligation. The rate shown is that at period end."),
    )
    assert (s.holdings[0].maturity_date, s.holdings[0].coupon_kind) == (date(2077, 6, 1), "Variable")


def test_an_issuers_tranches_go_on_over_the_page_of_a_continued_section() -> None:
    s = read(
        "Fund’s investments",
        row("", "Rate (%)", "Maturity date", "Par value^", "Value"),
        row("<b>U.S. Government Agency 60.0%</b>", "", "", "", "$600"),
        row("10>Alder Loan Mortgage Corp.", "", "", "", ""),
        row("20>30 Yr Pass Thru", "4.000", "11-01-43", "190", "200"),
        row("20>30 Yr Pass Thru", "4.000", "02-01-44", "190", "200"),
        "</table><p>12</p><hr style='page-break-after:always'><table>",
        row("", "Rate (%)", "Maturity date", "Par value^", "Value"),
        row("<b>U.S. Government Agency (continued)</b>", "", "", "", ""),
        row("20>30 Yr Pass Thru", "4.500", "11-01-39", "180", "$200"),
        row("<b>Short-term investments 40.0%</b>", "", "", "", "$400"),
        row("<b>(Cost $400)</b>"),
        row("<b>Commercial paper 30.0%</b>", "", "", "", "300"),
        row("20>Birch Bank Discount Note", "0.350", "03-01-17", "300", "300"),
        row("", "", "", "Par value^", "Value"),
        row("<b>Repurchase agreement 10.0%</b>", "", "", "", "$100"),
        row("20>Cedar Repurchase Agreement dated 2-28-17 at 0.1%", "", "", "100", "100"),
        row("<b>Total investments (Cost $1,000) 100.0%</b>", "", "", "", "$1,000"),
    )
    assert [(h.name, h.title) for h in s.holdings[:3]] == [("Alder Loan Mortgage Corp.", "30 Yr Pass Thru")] * 3
    assert [h.section_path for h in s.holdings[3:]] == [
        ("Short-term investments", "Commercial paper"),
        ("Short-term investments", "Repurchase agreement"),  # 400 less 300 is what its heading prints
    ]


def test_two_lines_of_one_cell_are_one_name() -> None:
    s = read(
        "Schedule of Investments",
        row("Principal<br>Amount<br>(000)", "", "Value"),
        row("<b>CALIFORNIA MUNICIPAL BONDS &amp; NOTES–100.0%</b>"),
        row("$ 1,385", "Alder Unified School Dist., GO, 5.375%, 8/1/29, Ser. C", "$ 1,416,620"),
        row("", "Birch Hills Transportation Corridor Agcy.<br>Toll Road Rev., Ser. A,", ""),
        row("5,000", "5.50%, 1/15/28", "4,604,600"),
        row("5,000", "5.70%, 1/15/19", "5,024,250"),
        row("", "<b>Total Investments</b> (cost–$11,000,000)–100.0%", "$ 11,045,470"),
    )
    assert [h.description for h in s.holdings[1:]] == [
        "Birch Hills Transportation Corridor Agcy. Toll Road Rev., Ser. A, 5.50%, 1/15/28",
        "Birch Hills Transportation Corridor Agcy. Toll Road Rev., Ser. A, 5.70%, 1/15/19",
    ]
    assert {h.section_path for h in s.holdings} == {("CALIFORNIA MUNICIPAL BONDS & NOTES",)}


def test_a_reference_rate_and_the_rate_in_columns_of_their_own() -> None:
    s = read(
        "Schedule of Investments",
        row(
            "Issuer",
            "Reference Rate<br>&amp; Spread",
            "Interest<br>Rate",
            "Maturity<br>Date",
            "Par<br>Amount",
            "Fair<br>Value",
        ),
        row("<b>First Lien Loans 60.0%</b>", "", "", "", "", ""),
        row("<b>Software 60.0%</b>", "", "", "", "", ""),
        row("Alder Systems, LLC (a)", "S + 5.75%", "11.14%", "6/30/2028", "$700,000", "$ 690,000"),
        row("Birch Data, Inc.", "TSFR3M + 6.00%", "11.40%", "9/15/2029", "310,000", "310,000"),
        row("Cedar Labs, Inc.", "SOFR + 1.10", "", "9/15/2030", "200,000", "200,000"),
        row("<b>Total Investments (Cost $1,190,000)</b>", "", "", "", "", "$ 1,200,000"),
        row("Other Assets less Liabilities 40.0%", "", "", "", "", "800,000"),
        row("<b>Net Assets 100.0%</b>", "", "", "", "", "$ 2,000,000"),
    )
    assert [(h.description, h.coupon_rate, h.coupon_text, h.coupon_kind, str(h.maturity_date)) for h in s.holdings] == [
        ("Alder Systems, LLC", Decimal("11.14"), "11.14%", "Floating", "2028-06-30"),
        ("Birch Data, Inc.", Decimal("11.40"), "11.40%", "Floating", "2029-09-15"),
        ("Cedar Labs, Inc.", None, "SOFR + 1.10", "Floating", "2030-09-15"),
    ]

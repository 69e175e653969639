"""Tables beside a schedule: affiliates, restricted securities, unfunded commitments, as houses print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from fundfilings import parse
from fundfilings.models import Fund, Holding, Model
from fundfilings.schedule.repurchases import repurchase_agreements
from fundfilings.schedule.securities import read_security

HEAD = (
    "<html><body><p><b>FORM N-Q</b></p><p>QUARTERLY SCHEDULE OF PORTFOLIO HOLDINGS OF REGISTERED MANAGEMENT INVESTMENT "
    "COMPANY</p><p>Investment Company Act file number 811-00001</p><p>Date of reporting period: March 31, 2012</p>"
    "<p><b>Item 1. Schedule of Investments.</b></p><p><b>Schedule of Investments</b></p><p>Sample Growth Fund</p>"
    "<p>March 31, 2012 (unaudited)</p>"
    "<table><tr><td></td><td>Shares</td><td>Value</td></tr>"
    "<tr><td><b>Common Stocks 100.0%</b></td></tr>"
    "<tr><td>Alder Corp. (a)</td><td>1,500</td><td>$30,000</td></tr>"
    "<tr><td>Birch Holdings Ltd., Class A (b)</td><td>2,000</td><td>50,000</td></tr>"
    "<tr><td>Birch Holdings Ltd., Class B (b)</td><td>900</td><td>20,000</td></tr>"
    "<tr><td>Total Investments (Cost $90,000)</td><td></td><td>$100,000</td></tr></table>"
    "<p>(a) Affiliated company.</p><p>(b) Restricted as to resale.</p>"
)
TAIL = "<p><b>Item 2. Controls and Procedures.</b></p><p>The officers found them effective.</p></body></html>"


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell or '&nbsp;'}</td>" for cell in cells) + "</tr>"


def fund(announced: str, *rows: str) -> Fund:
    filing = parse((HEAD + f"<p>{announced}</p><table>{''.join(rows)}</table>" + TAIL).encode())
    (only,) = filing.funds
    assert only.schedule is not None
    assert [h.value for h in only.schedule.holdings] == [30000, 50000, 20000]  # nothing is counted twice
    return only


def printed(record: Model) -> dict[str, Any]:
    """The fields of a record that are filled, without its place."""
    values = {k: v for k, v in record.model_dump(exclude={"source"}).items() if v not in (None, ())}
    return {k: int(v) if isinstance(v, Decimal) and v == int(v) else v for k, v in values.items()}


# --- affiliates ------------------------------------------------------------------------------------------------------


def test_shares_that_roll_forward() -> None:
    found = fund(
        "Investments in affiliates. Further details on these holdings appear below.",
        row("", "Beginning shares", "Additions", "Reductions", "Ending shares", "Dividend income (000)", "Value (000)"),
        row("Alder Corp.", "1,200", "400", "100", "1,500", "$2", "$30"),
        row("Birch Holdings Ltd., Class B<sup>3</sup>", "900", "—", "—", "900", "1", "20"),
        row("Cedar Inc.", "70", "—", "70", "—", "—", "—"),
        row("", "", "", "", "", "$3", "$50"),
    )
    assert [printed(a) for a in found.affiliates] == [
        {
            "description": "Alder Corp.", "balance_beginning": 1200, "shares_purchased": 400, "shares_sold": 100,
            "balance_end": 1500, "income": 2000, "value_end": 30000, "holding": 0,
        },
        {
            "description": "Birch Holdings Ltd., Class B", "balance_beginning": 900, "shares_purchased": 0,
            "shares_sold": 0, "balance_end": 900, "income": 1000, "value_end": 20000, "markers": ("3",), "holding": 2,
        },
        {
            "description": "Cedar Inc.", "balance_beginning": 70, "shares_purchased": 0, "shares_sold": 70,
            "balance_end": 0, "income": 0, "value_end": 0,
        },
    ]  # fmt: skip


def test_values_that_roll_forward() -> None:
    found = fund(
        "The following is a summary of the transactions in, and earnings from, investments in affiliates:",
        row("", "Value<br>12/31/11", "Purchases<br>at Cost", "Proceeds<br>from Sales",
            "Change in<br>Unrealized<br>Appreciation<br>(Depreciation)", "Realized<br>Gain<br>(Loss)",
            "Value<br>03/31/12", "Dividend<br>Income"),
        row("Alder Corp.", "$24,000", "$9,000", "$(5,000)", "$1,500", "$500", "$30,000", "$120"),
        row("Total", "$24,000", "$9,000", "$(5,000)", "$1,500", "$500", "$30,000", "$120"),
    )  # fmt: skip
    assert [printed(a) for a in found.affiliates] == [
        {
            "description": "Alder Corp.", "value_beginning": 24000, "purchases": 9000, "sales": 5000,
            "change_in_unrealized": 1500, "realized_gain": 500, "value_end": 30000, "income": 120, "holding": 0,
        }
    ]  # fmt: skip


def test_shares_and_money_side_by_side() -> None:
    found = fund(
        "Holdings of securities of affiliated issuers.",
        row("Affiliate", "Beginning share amount", "Ending share amount", "Sale proceeds", "Realized gain (loss)",
            "Capital gain distributions received", "Dividend income received", "Ending value"),
        row("Alder Corp.", "1,700", "1,500", "$4,100", "($200)", "$15", "$60", "$30,000"),
    )  # fmt: skip
    assert [printed(a) for a in found.affiliates] == [
        {
            "description": "Alder Corp.", "balance_beginning": 1700, "balance_end": 1500, "sales": 4100,
            "realized_gain": -200, "capital_gain_distributions": 15, "income": 60, "value_end": 30000, "holding": 0,
        }
    ]  # fmt: skip


def test_net_activity() -> None:
    found = fund(
        "(a) Investments in companies considered to be an affiliate of the Fund were as follows:",
        row("Affiliate", "Net Activity (000)", "Dividend Income"),
        row("Alder Corp.", "$(1,200)", "$336"),
    )
    assert [printed(a) for a in found.affiliates] == [
        {"description": "Alder Corp.", "net_activity": -1200000, "income": 336, "holding": 0}
    ]


def test_net_activity_in_shares() -> None:
    found = fund(
        "Investments in issuers considered to be affiliates were as follows:",
        row("Affiliate", "Shares Held at December 31, 2011", "Net Shares Purchased (Sold) Net Activity",
            "Shares Held at March 31, 2012", "Income"),
        row("Alder Corp.", "1,200", "300<sup>1</sup>", "1,500", "$120"),
    )  # fmt: skip
    assert [printed(a) for a in found.affiliates] == [
        {
            "description": "Alder Corp.", "balance_beginning": 1200, "net_shares": 300, "balance_end": 1500,
            "income": 120, "holding": 0,
        }
    ]  # fmt: skip


def test_dates_tell_the_beginning_from_the_end() -> None:
    (found,) = fund(
        "Affiliates. The fund may invest in certain other funds (affiliates).",
        row("Affiliate", "Purchase Cost", "Sales Cost", "Investment Income", "Value 03/31/12", "Value 12/31/11"),
        row("Alder Corp.", "$9,000", "$5,000", "$120", "$30,000", "$24,000"),
    ).affiliates
    assert (found.value_beginning, found.value_end, found.purchases, found.sales) == (24000, 30000, 9000, 5000)


def test_income_alone() -> None:
    found = fund(
        "Affiliated Central Funds. Information regarding income earned by the Fund from them is as follows:",
        row("Fund", "Income earned"),
        row("Alder Corp.", "$ 12,345"),
        row("Birch Holdings Ltd., Class B", "678"),
        row("Total", "$ 13,023"),
    )
    assert [(a.income, a.holding) for a in found.affiliates] == [(12345, 0), (678, 2)]


def test_purchases_of_a_closed_end_funds_own_shares_are_none() -> None:
    found = fund(
        "Item 9. Purchases of Equity Securities by Closed-End Management Investment Company and Affiliated Purchasers.",
        row("Period", "Total Number of Shares Purchased", "Average Price Paid per Share", "Maximum Number of Shares"),
        row("Jan. 2012", "175,900", "12.72", "3,936,747"),
        row("Feb. 2012", "81,000", "12.96", "3,855,747"),
    )
    assert found.affiliates == ()


# --- restricted securities -------------------------------------------------------------------------------------------


def test_restricted_securities_with_their_percent() -> None:
    found = fund(
        "(b) Restricted securities:",
        row("Issuer", "Acquisition<br>Date", "Cost", "Market<br>Value", "Percentage<br>of Net Assets"),
        row("Birch Holdings Ltd., Class A", "02/14/2010 - 03/01/2011", "$41,000", "$50,000", "50.00%"),
        row("Birch Holdings Ltd., Class B", "11/02/2009", "12,345", "20,000", "20.00"),
        row("", "", "$53,345", "$70,000", "70.00%"),
    )
    assert [printed(r) for r in found.restricted_securities] == [
        {
            "description": "Birch Holdings Ltd., Class A", "acquisition_date": "02/14/2010 - 03/01/2011", "cost": 41000,
            "value": 50000, "percent_of_net_assets": 50, "holding": 1,
        },
        {
            "description": "Birch Holdings Ltd., Class B", "acquisition_date": "11/02/2009", "cost": 12345,
            "value": 20000, "percent_of_net_assets": 20, "holding": 2,
        },
    ]  # fmt: skip


def test_restricted_securities_with_month_and_cost_only() -> None:
    found = fund(
        "Additional information on each restricted holding is as follows:",
        row("Security", "Acquisition Date", "Acquisition Cost"),
        row("Birch Holdings Ltd., Class B", "11/2/09 - 1/15/10", "$ 12,345"),
    )
    assert [printed(r) for r in found.restricted_securities] == [
        {
            "description": "Birch Holdings Ltd., Class B", "acquisition_date": "11/2/09 - 1/15/10", "cost": 12345,
            "holding": 2,
        }
    ]  # fmt: skip


def test_restricted_securities_whose_shares_are_printed_twice() -> None:
    (found,) = fund(
        "(b) Direct placement securities are restricted as to resale.",
        row("Issuer, Description", "Original acquisition date", "Acquisition cost", "Beginning share amount",
            "Ending share amount", "Value as a percentage of net assets", "Value as of 3-31-12"),
        row("Birch Holdings Ltd., Class A", "5-26-10", "$41,000", "1,900", "2,000", "50.0%", "$50,000"),
    ).restricted_securities  # fmt: skip
    assert printed(found) == {
        "description": "Birch Holdings Ltd., Class A", "acquisition_date": "5-26-10", "balance": 2000, "cost": 41000,
        "value": 50000, "percent_of_net_assets": 50, "holding": 1,
    }  # fmt: skip


# --- unfunded commitments --------------------------------------------------------------------------------------------


def test_unfunded_commitments() -> None:
    found = fund(
        "At March 31, 2012, the Fund had the following unfunded loan commitments which could be extended at the option "
        "of the borrower (in thousands):",
        row("Borrower", "Unfunded Commitment", "Value of Underlying Loan", "Unrealized Depreciation"),
        row("Dogwood Finance LLC, Delayed Draw Term Loan", "$2,500", "$2,450", "$(50)"),
    )
    assert [printed(u) for u in found.unfunded_commitments] == [
        {
            "description": "Dogwood Finance LLC, Delayed Draw Term Loan", "commitment": 2500000, "value": 2450000,
            "unrealized": -50000,
        }
    ]  # fmt: skip


# --- contracts behind the legend -------------------------------------------------------------------------------------


def contracts(found: Fund) -> list[dict[str, Any]]:
    assert found.schedule is not None
    return [printed(d) for d in found.schedule.derivatives]


def test_securities_sold_short_in_a_table_of_their_own() -> None:
    found = fund(
        "Securities Sold Short",
        row("", "Shares", "Value"),
        row("Common Stocks"),
        row("Dogwood Corp.", "(400)", "$(8,000)"),
        row("Elm Inc.", "(100)", "(2,500)"),
        row("Total Securities Sold Short (Proceeds $10,200)", "", "$(10,500)"),
    )
    of_all = {
        "kind": "short_sale",
        "payoff_profile": "Short",
        "section_path": ("Securities Sold Short", "Common Stocks"),
    }
    assert contracts(found) == [
        {**of_all, "description": "Dogwood Corp.", "contracts": -400, "value": -8000},
        {**of_all, "description": "Elm Inc.", "contracts": -100, "value": -2500},
    ]


def test_tba_sale_commitments() -> None:
    caption = "TBA SALE COMMITMENTS OUTSTANDING at 3/31/12 (proceeds receivable $2,050,000) (Unaudited)"
    (sold,) = contracts(
        fund(
            f"{caption}",
            row("Agency", "Principal amount", "Settlement date", "Value"),
            row("FNMA, 4 1/2s, April 1, 2042", "$2,000,000", "4/12/12", "$2,060,000"),
            row("Total", "", "", "$2,060,000"),
        )
    )
    assert (sold["kind"], sold["notional"], sold["value"], sold["expiration"]) == (
        "short_sale",
        2000000,
        2060000,
        "4/12/12",
    )


def test_forwards_whose_currencies_stand_behind_their_amounts() -> None:
    found = fund(
        "Forward Foreign Currency Exchange Contracts Open at March 31, 2012",
        row("Counterparty", "Exchange Date", "Currency to be Delivered", "Currency to be Received",
            "Unrealized Appreciation ($)", "Unrealized Depreciation ($)"),
        row("Dogwood Bank", "April 20, 2012", "1,200,000 (CAD)", "1,199,000 (USD)", "—", "(4,321)"),
        row("Elm Securities", "April 20, 2012", "900,000 (USD)", "690,000 (EUR)", "20,123", "—"),
        row("Total", "", "", "", "20,123", "(4,321)"),
    )  # fmt: skip
    legs = ("counterparty", "currency_sold", "amount_sold", "currency_bought", "amount_bought", "unrealized")
    assert [tuple(c[k] for k in legs) for c in contracts(found)] == [
        ("Dogwood Bank", "CAD", 1200000, "USD", 1199000, -4321),
        ("Elm Securities", "USD", 900000, "EUR", 690000, 20123),
    ]


def test_forwards_with_gains_and_with_losses_in_tables_of_their_own() -> None:
    found = fund(
        "At March 31, 2012, the Fund had the following forward foreign currency exchange contracts:",
        row("FORWARD FOREIGN CURRENCY EXCHANGE CONTRACTS WITH UNREALIZED GAIN"),
        row(
            "Counterparty", "Currency Purchased", "Currency Sold", "Current Value", "Settlement Date", "Unrealized Gain"
        ),
        row("Dogwood Bank", "EUR 1,000,000", "USD 1,310,000", "$1,334,000", "06/20/12", "$24,000"),
        row("TOTAL", "", "", "", "", "$24,000"),
        row("FORWARD FOREIGN CURRENCY EXCHANGE CONTRACTS WITH UNREALIZED LOSS"),
        row(
            "Counterparty", "Currency Purchased", "Currency Sold", "Current Value", "Settlement Date", "Unrealized Loss"
        ),
        row("Elm Bank", "USD 500,000", "GBP 320,000", "$512,000", "06/20/12", "$(12,000)"),
        row("TOTAL", "", "", "", "", "$(12,000)"),
    )
    legs = ("counterparty", "currency_bought", "amount_bought", "currency_sold", "amount_sold", "unrealized")
    assert [tuple(c[k] for k in legs) for c in contracts(found)] == [
        ("Dogwood Bank", "EUR", 1000000, "USD", 1310000, 24000),
        ("Elm Bank", "USD", 500000, "GBP", 320000, -12000),
    ]


def test_the_legs_of_swaps() -> None:
    by_columns = fund(
        "INTEREST RATE SWAP CONTRACTS OUTSTANDING at 3/31/12 (Unaudited)",
        row("Swap counterparty / Notional amount", "Termination date", "Payments made by fund per annum",
            "Payments received by fund per annum", "Unrealized appreciation/ (depreciation)"),
        row("Dogwood Bank, N.A.", "", "", "", ""),
        row("$5,000,000", "12/23/13", "0.53%", "3 month USD-LIBOR-BBA", "$1,234"),
        row("3,000,000", "3/8/26", "3 month USD-LIBOR-BBA", "3.00%", "(5,678)"),
    )  # fmt: skip
    by_side = fund(
        "Interest Rate Swaps",
        row("Pay/Receive Floating Rate", "Floating Rate Index", "Fixed Rate", "Maturity Date", "Counterparty",
            "Notional Amount", "Market Value", "Unrealized Appreciation/ (Depreciation)"),
        row("Pay", "3-Month USD-LIBOR", "2.500%", "12/21/2016", "DWD", "$ 10,000", "$ 250", "$ 150"),
        row("Receive", "6-Month EUR-EURIBOR", "3.000%", "06/20/2022", "ELM", "EUR 2,000", "(40)", "(50)"),
    )  # fmt: skip
    legs = ("rate_paid", "rate_received", "notional")
    assert [tuple(c[k] for k in legs) for c in contracts(by_columns) + contracts(by_side)] == [
        ("0.53%", "3 month USD-LIBOR-BBA", 5000000),
        ("3 month USD-LIBOR-BBA", "3.00%", 3000000),
        ("3-Month USD-LIBOR", "2.500%", 10000),
        ("3.000%", "6-Month EUR-EURIBOR", 2000),
    ]


# --- repurchase agreements -------------------------------------------------------------------------------------------


def test_terms_of_repurchase_agreements() -> None:
    treasuries = "$2,150,000 U.S. Treasury Notes, 2.125% due 5-15-25 (valued at $2,133,348, including interest)"
    told = (
        "Repurchase Agreement with Dogwood Bank Corp. dated 2-28-12 at 0.100% to be repurchased at $2,087,006 on "
        f"3-1-12, collateralized by {treasuries}\n"
        "Elm Securities, Inc., 5.27%, dated 11/30/11, repurchase price of $12,000,000 plus accrued interest on 12/1/11 "
        "collateralized by $12,396,000 U.S. Treasury Bills 5.024%, 3/1/12\n"
        "Fir Trust Co., dated 9/30/11, 0.80%, due 10/1/11, proceeds: $21,289,473; collateralized by Freddie Mac, "
        "2/15/15, valued at $21,715,069"
    ).split("\n")
    holdings = [Holding(description=text, name=read_security(text).name, asset_cat="RA") for text in told]
    found = [printed(r) for r in repurchase_agreements(holdings)]
    assert found == [
        {
            "holding": 0, "counterparty": "Dogwood Bank Corp.", "rate": Decimal("0.100"), "dated": date(2012, 2, 28),
            "due": date(2012, 3, 1), "repurchase_price": 2087006, "collateral_value": 2133348,
            "collateral": treasuries,
        },
        {
            "holding": 1, "counterparty": "Elm Securities, Inc.", "rate": Decimal("5.27"), "dated": date(2011, 11, 30),
            "due": date(2011, 12, 1), "repurchase_price": 12000000,
            "collateral": "$12,396,000 U.S. Treasury Bills 5.024%, 3/1/12",
        },
        {
            "holding": 2, "counterparty": "Fir Trust Co.", "rate": Decimal("0.80"), "dated": date(2011, 9, 30),
            "due": date(2011, 10, 1), "repurchase_price": 21289473, "collateral_value": 21715069,
            "collateral": "Freddie Mac, 2/15/15, valued at $21,715,069",
        },
    ]  # fmt: skip


# --- abbreviations ---------------------------------------------------------------------------------------------------


def test_a_key_to_abbreviations_behind_other_tables() -> None:
    found = fund(
        "Federal income tax information",
        row("Gross unrealized appreciation", "$12,400"),
        row("Key to abbreviations and symbols"),
        row("ADR = American Depositary Receipts", "CLO = Collateralized Loan Obligations"),
        row("CAD = Canadian dollars", "TBA = To-be-announced"),
    )
    assert found.schedule is not None
    assert {a.abbreviation: a.meaning for a in found.schedule.abbreviations} == {
        "ADR": "American Depositary Receipts",
        "CLO": "Collateralized Loan Obligations",
        "CAD": "Canadian dollars",
        "TBA": "To-be-announced",
    }


def test_collateral_is_worth_its_market_value_and_amounts_are_in_thousands_where_the_value_proves_it() -> None:
    printed_terms = (
        "Gum Securities, 1.870%, dated 09/30/04, to be repurchased on 10/01/04, repurchase price $40,645 "
        "(collateralized by various Obligations, ranging in par value $76- $2,417, 0.000%-6.625%; total market value: "
        "$41,456)"
    )
    pooled = "Collateralized by Obligations in a Pooled Cash Account 4.26%, 7/1/94"
    holdings = [
        Holding(description=text, name=read_security(text).name, asset_cat="RA", value=Decimal(40_643_000))
        for text in (printed_terms, pooled)
    ]
    first, second = repurchase_agreements(holdings)
    assert first.counterparty == "Gum Securities"
    assert (first.repurchase_price, first.collateral_value) == (40_645_000, 41_456_000)
    assert second.counterparty is None

"""The closed vocabulary of flags: every flag has a meaning, a place in the documents and a wording that gives it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundfilings.schedule.description_flags import flags_of_description
from fundfilings.schedule.flags import FLAGS, flags_of_footnote

#: footnote, its flags
FOOTNOTES = [
    ("Non-income producing security.", {"non_income_producing"}),
    ("Presently non-dividend paying.", {"non_income_producing"}),
    ("Security did not produce income during the last 12 months.", {"non_income_producing"}),
    ("All or a portion of this security is on loan at December 31, 2004.", {"on_loan"}),
    ("Includes $570,043,000 of collateral received for securities on loan.", {"loan_collateral"}),
    ("Investment purchased with cash proceeds from securities lending.", {"loan_collateral"}),
    ("Security exempt from registration under Rule 144A. These securities may be resold to others.", {"rule_144a"}),
    ("Restricted security.", {"restricted"}),
    ("Security was sold under Regulation S.", {"regulation_s"}),
    ("Indicates a security that has been deemed illiquid.", {"illiquid"}),
    ("Under Rule 144A. These securities are not considered to be illiquid.", {"rule_144a"}),
    ("Security is fair valued by the Board of Trustees.", {"fair_valued"}),
    ("Value determined using significant unobservable inputs.", {"level_3"}),
    ("Affiliated company as defined by the Act.", {"affiliated"}),
    ("Unaffiliated issuer at 1/31/2017.", set()),
    ("Security purchased on a when-issued basis.", {"when_issued"}),
    ("Zero coupon bond issued at a discount.", {"zero_coupon"}),
    ("Step-up bond; the rate shown is in effect now.", {"step_coupon"}),
    ("Floating rate note.", {"variable_rate"}),
    ("Interest or dividend rate is redetermined periodically.", {"variable_rate"}),
    ("The rate shown is the discount rate.", {"discount_rate"}),
    ("Security is in default and is non-income producing.", {"defaulted", "non_income_producing"}),
    ("Company has filed for bankruptcy.", {"bankruptcy"}),
    ("Security subject to the alternative minimum tax.", {"amt"}),
    ("Advance refunded; secured by an escrow fund of government obligations.", {"pre_refunded", "escrow"}),
    ("Principal and interest payments are secured by the bond insurance company listed.", {"insured"}),
    ("The securities are neither guaranteed by the Treasury nor backed by it.", set()),
    ("Fully enhanced by a letter of credit from the bank listed.", {"letter_of_credit"}),
    ("Security pledged for open futures contracts.", {"pledged"}),
    ("Segregated to cover commitments.", {"segregated"}),
    ("Maturity date shown is date of next put.", {"maturity_is_call_date"}),
    ("Subject to mandatory put at par.", {"putable"}),
    ("Security is callable at par.", {"callable"}),
    ("Payment-in-Kind (PIK) security.", {"pik"}),
    ("Perpetual security.", {"perpetual"}),
    ("Convertible security.", {"convertible"}),
    ("Interest-only strip.", {"interest_only"}),
    ("Principal-only strip.", {"principal_only"}),
    ("Inverse floater.", {"inverse_floater"}),
    ("American Depositary Receipt.", {"adr"}),
    ("Structured note whose value is tied to an index of shares.", {"structured"}),
    ("Index-linked bond whose principal moves with a government price index.", {"inflation_linked"}),
    ("Credit-linked trust certificate.", {"credit_linked"}),
    ("Underlying bond transferred to a trust in a tender option bond transaction.", {"tender_option_bond"}),
    ("Portfolio Fund in liquidation.", {"in_liquidation"}),
    ("All or part of the loan is unfunded.", {"delayed_draw"}),
    ("The loan has not settled and its terms are to be determined.", {"unsettled"}),
    ("Valued at a stale price.", {"stale_price"}),
    ("Purchased on a TBA basis.", {"tba"}),
    ("All or partial amount segregated as collateral for when-issued securities.", {"segregated", "pledged"}),
    ("The principal amount is stated in U.S. dollars unless otherwise indicated.", set()),
    ("", set()),
]


@pytest.mark.parametrize(("text", "flags"), FOOTNOTES)
def test_flags_of_footnotes(text: str, flags: set[str]) -> None:
    assert set(flags_of_footnote(text)) == flags


def test_every_flag_can_be_given() -> None:
    assert {flag for text, _ in FOOTNOTES for flag in flags_of_footnote(text)} == set(FLAGS)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Water Rev., 5.00%, 6/1/34, (Pre-refunded @ $100, 6/1/13) (AMBAC)", {"pre_refunded", "insured"}),
        ("Airport Rev., 5.75%, 7/1/20 (Alternative Minimum Tax) - MBIA Insured", {"amt", "insured"}),
        ("Sewer Rev. INFLOS, FGIC, 10.052s, 2023", {"inverse_floater", "insured"}),
        ("General Obligation Bonds, 6.000%, 10/01/19 (ETM)", {"escrow"}),
        ("Unlimited Tax CAB GO Bonds (INS-AGM)", {"zero_coupon", "insured"}),
        ("Acme Corp. 7.25% series A cum. cv. perpetual pfd.", {"convertible", "perpetual"}),
        ("Acme, senior note, 144A, PIK, FRN, 6.904%, 3/15/12", {"rule_144a", "pik", "variable_rate"}),
        ("Acme Corp. Sponsored ADR", {"adr"}),
        ("Acme Trust, IO, 1.2%, 3/1/30", {"interest_only"}),
        ("Fannie Mae, TBA, 5s, 2018", {"tba"}),
        ("Miami Conv. CAB RB", {"zero_coupon"}),
        ("Convergys Corp.", set()),
        ("Acme Insured Savings Bank", set()),
        ("Io Holdings Inc.", set()),
    ],
)
def test_flags_of_descriptions(text: str, flags: set[str]) -> None:
    assert flags_of_description(text) == flags


def test_the_document_lists_every_flag() -> None:
    page = (Path(__file__).parents[2] / "docs" / "flags.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|$", page, re.M))
    assert listed == FLAGS


@given(st.text(max_size=200))
def test_only_flags_of_the_vocabulary(text: str) -> None:
    assert set(flags_of_footnote(text)) | flags_of_description(text) <= set(FLAGS)

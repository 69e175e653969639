"""What footnotes say about holdings, in a closed vocabulary.

    "(a) Non-income producing security."                                             non_income_producing
    "Security purchased pursuant to Rule 144A ... deemed to be liquid."              rule_144a
    "Backed by an escrow or trust containing sufficient U.S. Government securities"  escrow

`FLAGS` names every flag with its meaning (docs/flags.md lists the same); a table holds the wordings of footnotes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from fundfilings.letters import holds_any, in_small
from fundfilings.scalars import folded

FLAGS: dict[str, str] = {
    "adr": "A depositary receipt (ADR, GDR).",
    "affiliated": "The issuer is an affiliate of the fund, or the fund owns 5% or more of its voting shares.",
    "amt": "Interest is subject to the alternative minimum tax.",
    "bankruptcy": "The issuer is in bankruptcy or has filed for protection.",
    "callable": "The issuer may redeem the security before its maturity.",
    "convertible": "Convertible into or exchangeable for other securities.",
    "credit_linked": "A credit-linked note or certificate.",
    "defaulted": "In default of interest or principal.",
    "delayed_draw": "A loan, part or all of which is not drawn yet (unfunded commitment).",
    "discount_rate": "The rate printed is the yield or discount at the time of purchase, not a coupon.",
    "escrow": "Held in escrow, or secured by escrowed securities.",
    "fair_valued": "Valued at fair value by or under the board, not at a market price.",
    "illiquid": "Stated to be illiquid.",
    "in_liquidation": "The issuer or fund is in liquidation.",
    "inflation_linked": "Principal or interest is tied to an index of prices.",
    "insured": "Payment is insured or guaranteed by a bond insurer.",
    "interest_only": "An interest-only strip.",
    "inverse_floater": "Its rate moves against its index (inverse floater, residual interest).",
    "letter_of_credit": "Backed by a letter of credit or a bank's liquidity agreement.",
    "level_3": "Valued with significant unobservable inputs (Level 3).",
    "loan_collateral": "Bought with the cash collateral of securities on loan.",
    "maturity_is_call_date": "The date printed is that of a call, put, refunding or reset, not of final maturity.",
    "non_income_producing": "Pays no income now.",
    "on_loan": "Wholly or partly on loan.",
    "perpetual": "Has no stated maturity.",
    "pik": "Interest or dividends are paid in kind.",
    "pledged": "Pledged as collateral (futures, swaps, options, reverse repurchase agreements, credit facilities).",
    "pre_refunded": "Pre-refunded: to be redeemed at a known date out of securities set aside.",
    "principal_only": "A principal-only strip.",
    "putable": "The holder may sell the security back before its maturity (optional or mandatory put).",
    "regulation_s": "Sold outside the United States under Regulation S.",
    "restricted": "Restricted as to resale.",
    "rule_144a": "Bought under Rule 144A: may be resold to qualified institutional buyers only.",
    "segregated": "Segregated or earmarked to cover commitments.",
    "stale_price": "Valued at an old or estimated price.",
    "step_coupon": "The coupon changes at dates known beforehand.",
    "structured": "A structured note or a note linked to other securities or an index.",
    "tba": "To be announced: a mortgage pool not yet named.",
    "tender_option_bond": "Underlies a tender option bond or inverse floating rate trust, reported as a financing.",
    "unsettled": "Not settled yet, or its rate not set yet.",
    "variable_rate": "The rate floats or is reset.",
    "when_issued": "Bought when-issued or for delayed delivery.",
    "zero_coupon": "Pays no coupon; sold at a discount.",
}

#: (flag, wording in a footnote, wording that takes it back or None)
_FOOTNOTE_WORDS: tuple[tuple[str, str, str | None], ...] = (
    ("adr", r"american depositar|global depositar|depositary receipt", None),
    (
        "affiliated",
        r"affiliate|controlled? compan|5% or more of (?:the|its)?\s*(?:outstanding )?voting",
        r"unaffiliated|not an? affiliate",
    ),
    ("amt", r"alternative minimum tax|\bAMT\b", r"not subject to (?:the )?(?:federal )?alternative"),
    ("bankruptcy", r"bankrupt|chapter (?:11|7)\b|reorganization under", None),
    (
        "callable",
        r"\bcallable\b|subject to call\b|may be called(?! upon)|call feature|redeemable at the option of the issuer",
        None,
    ),
    ("convertible", r"\bconvertible\b|exchangeable (?:for|into)|convertible into", None),
    ("credit_linked", r"credit[- ]linked", None),
    (
        "defaulted",
        r"\b(?:in|of) default\b|defaulted|not (?:currently )?(?:accruing|paying) interest|non-?accrual",
        r"not in default",
    ),
    ("delayed_draw", r"unfunded|delayed[- ]draw|undrawn", None),
    (
        "discount_rate",
        (
            r"(?:yield|rate|discount)s?[^.]{0,60}(?:at|on)(?: the)? (?:time|date) of (?:purchase|acquisition)|"
            r"yield (?:at|on) purchase|"
            r"rates? shown (?:is|are|reflects?|represents?)(?: the)? (?:effective |annualized |"
            r"current )*(?:discount|yield)|annualized yield"
        ),
        None,
    ),
    ("escrow", r"\bescrow", None),
    ("fair_valued", r"fair[- ]valued?\b", None),
    ("illiquid", r"\billiquid\b|limited liquidity", r"(?:not|nor)\s+(?:\w+\s+){0,4}illiquid"),
    ("in_liquidation", r"in liquidation|liquidating trust|being liquidated|in the process of liquidati", None),
    ("inflation_linked", r"inflation|\bprice index", None),
    (
        "insured",
        r"\binsured by\b|insurance (?:by|from|provided)|bond insur|guaranteed by",
        r"(?:neither|not) guaranteed",
    ),
    ("interest_only", r"interest[- ]only", None),
    ("inverse_floater", r"inverse(?:ly)? float|inverse of|residual interest|inversely", r"underlying bond"),
    ("letter_of_credit", r"letters? of credit|standby purchase|liquidity (?:agreement|facility|provider)", None),
    ("level_3", r"level 3|level three|significant unobservable", None),
    (
        "loan_collateral",
        (
            r"(?:purchased|invested|investments?) (?:with|of|from|using)(?: the)? (?:cash )?(?:proceeds|collateral)|"
            r"^[^.]{0,60}\bcollateral (?:received |from |for ){1,2}securities (?:on loan|lend|loaned)"
        ),
        None,
    ),
    (
        "maturity_is_call_date",
        (
            r"maturity dates? (?:shown|reflects?|represents?|is|are)[^.]*\b(?:call|put|refund|reset|pre-?refund|tender|"
            r"change|adjust\w*)|"
            r"date (?:shown|disclosed) (?:is|represents|reflects)[^.]*"
            r"\b(?:call|put|reset|pre-?refund|expected|mandatory)"
        ),
        None,
    ),
    (
        "non_income_producing",
        (
            r"non-?\s?income[- ]produc|not (?:currently )?(?:income|dividend)[- ](?:produc|pay)|"
            r"non-?dividend[- ](?:pay|produc)|"
            r"(?:did|does|do) not (?:currently )?(?:produce|pay) (?:any )?(?:income|dividends?)|"
            r"no (?:income|dividends?) (?:was|were|has been|is|are) (?:paid|declared)"
        ),
        None,
    ),
    (
        "on_loan",
        (
            r"\b(?:is|are|was|were|portion|positions?|partially|out|wholly)\b[^.$]{0,40}\bon loan\b|"
            r"^\W*securit(?:y|ies) (?:out )?on loan|securit(?:y|ies)[^.$]{0,30}\b(?:is|are|been) loaned\b|^\W*on loan\b"
        ),
        None,
    ),
    ("perpetual", r"perpetual|no stated maturity|no contractual maturity|undated", None),
    (
        "pik",
        (
            r"pay(?:ment|able|s|ing)?[- ]in[- ]kind|paid in kind|\bPIK\b|additional (?:securities|bonds|notes|"
            r"shares) in lieu"
        ),
        None,
    ),
    (
        "pledged",
        r"pledged|\bas (?:initial )?(?:margin|collateral)\b|collateral (?:for|requirements)|initial margin",
        r"security (?:is )?purchased with|cash collateral",
    ),
    ("pre_refunded", r"pre-?\s?refunded|prerefund|advance refunded|refunded (?:issue|bond|security)", None),
    ("principal_only", r"principal[- ]only", None),
    (
        "putable",
        (
            r"\bput(?:able|table)?\b (?:date|feature|bond)|mandatory put|optional put|mandatory tender|"
            r"demand (?:feature|security|note)|payable (?:up)?on demand|"
            r"right to (?:put|tender|demand)|subject to (?:mandatory )?(?:put|tender)"
        ),
        None,
    ),
    ("regulation_s", r"regulation S\b|\bReg\.? S\b", None),
    (
        "restricted",
        r"\brestricted\b|restrictions? (?:on|as to) (?:re)?sale|private(?:ly)? place|not (?:been )?registered under",
        None,
    ),
    ("rule_144a", r"\b144A\b|qualified institutional buyer", None),
    ("segregated", r"segregat|earmark|set aside|designated (?:to cover|as collateral)", None),
    ("stale_price", r"stale|last (?:available|quoted|traded?) price|has not traded", None),
    (
        "step_coupon",
        (
            r"step(?:ped)?[- ]?(?:up|down|coupon|rate|bond)|interest rate will (?:increase|change|step)|"
            r"zero coupon[^.]*(?:until|then|thereafter)|coupon (?:rate )?(?:increases|steps)"
        ),
        None,
    ),
    ("structured", r"structured (?:note|security)|(?:equity|index|commodity)[- ]linked", r"price index|inflation"),
    ("tba", r"\bTBA\b|to[- ]be[- ]announced", None),
    (
        "tender_option_bond",
        (
            r"tender option bond|underlying (?:municipal )?(?:bonds?|securit(?:y|ies)) "
            r"(?:of|related|held|transferred|in)|"
            r"(?:floating[- ]rate|inverse float\w+|financing)[^.]{0,60}(?:financing transaction|secured borrowing|"
            r"reflected as a financing)|self-deposited"
        ),
        None,
    ),
    (
        "unsettled",
        (
            r"(?:not|un)[- ]?settled|"
            r"(?:rate|coupon|terms?) (?:has|have) not (?:yet )?been (?:set|determined|established)|"
            r"settle[sd]? after|to be determined"
        ),
        None,
    ),
    (
        "variable_rate",
        (
            r"(?:variable|floating|adjustable|auction)[- ]rate|"
            r"rate[^.]{0,80}\b(?:reset|redetermin|adjust|floats?|varies|vary|chang)|"
            r"interest rates? (?:is|are) (?:determined|redetermined|based)|(?:as|rate) of (?:the )?(?:report|"
            r"period)[- ]?end[^.]*rate|base lending rate|\bLIBOR\b"
        ),
        r"underlying bond|has not (?:yet )?been set|\bor,? for (?:floating|variable|adjustable)[- ]rate",
    ),
    (
        "when_issued",
        r"when[- ]issued|delayed[- ]deliver|forward commitment|when, as and if",
        r"(?:segregat|earmark|collateral|cover)\w*\b.{0,120}(?:when[- ]issued|delayed[- ]deliver|forward commitment)",
    ),
    (
        "zero_coupon",
        (
            r"zero[- ]coupon|capital appreciation bond|discount (?:bond|note)s?|non-?interest bearing|"
            r"does not pay (?:a )?(?:current )?interest"
        ),
        None,
    ),
)


#: Small letters that every match of a flag's wording holds: a quick look before the patterns.
_LETTERS: dict[str, tuple[str, ...]] = {
    "adr": ("deposit",),
    "affiliated": ("affiliate", "control", "voting"),
    "amt": ("alternative", "amt"),
    "bankruptcy": ("bankrupt", "chapter", "reorganiz"),
    "callable": ("call", "redeemable"),
    "convertible": ("convertible", "exchangeable"),
    "credit_linked": ("linked",),
    "defaulted": ("default", "interest", "accrual"),
    "delayed_draw": ("unfunded", "draw"),
    "discount_rate": ("yield", "rate", "discount"),
    "escrow": ("escrow",),
    "fair_valued": ("fair",),
    "illiquid": ("liquid",),
    "in_liquidation": ("liquidat",),
    "inflation_linked": ("inflation", "price index"),
    "insured": ("insur", "guaranteed"),
    "interest_only": ("interest",),
    "inverse_floater": ("inverse", "residual"),
    "letter_of_credit": ("letter", "standby", "liquidity"),
    "level_3": ("level", "unobservable"),
    "loan_collateral": ("proceeds", "collateral"),
    "maturity_is_call_date": ("date",),
    "non_income_producing": ("income", "dividend", "produc", "pay"),
    "on_loan": ("loan",),
    "perpetual": ("perpetual", "maturity", "undated"),
    "pik": ("kind", "pik", "additional"),
    "pledged": ("pledged", "margin", "collateral"),
    "pre_refunded": ("refund",),
    "principal_only": ("principal",),
    "putable": ("put", "tender", "demand"),
    "regulation_s": ("reg",),
    "restricted": ("restrict", "private", "registered"),
    "rule_144a": ("144a", "institutional"),
    "segregated": ("segregat", "earmark", "set aside", "designated"),
    "stale_price": ("stale", "price", "traded"),
    "step_coupon": ("step", "rate will", "coupon"),
    "structured": ("structured", "linked"),
    "tba": ("tba", "announced"),
    "tender_option_bond": ("tender", "underlying", "floating", "inverse", "financing", "self-deposited"),
    "unsettled": ("settle", "not been", "not yet", "to be determined"),
    "variable_rate": ("rate", "libor"),
    "when_issued": ("when", "delayed", "forward"),
    "zero_coupon": ("zero", "appreciation", "discount", "interest"),
}
_FOOTNOTE = tuple(
    (flag, _LETTERS[flag], re.compile(in_small(words)), re.compile(in_small(but)) if but else None)
    for flag, words, but in _FOOTNOTE_WORDS
)


#: Characters of a footnote that are looked at: longer ones go on to tables of figures.
_LONGEST = 3000


@lru_cache(maxsize=512)
def flags_of_footnote(text: str) -> tuple[str, ...]:
    """The flags that a footnote's wording gives its holdings, in alphabetical order. Empty where it says none of them.

    A wording that takes a flag back ("not illiquid") takes back all its occurrences in the footnote: a flag is only
    given where the whole note agrees.
    """
    text = folded(text[:_LONGEST]).lower()
    return tuple(
        [
            flag
            for flag, letters, words, but in _FOOTNOTE
            if holds_any(text, letters) and words.search(text) and not (but and but.search(text))
        ]
    )

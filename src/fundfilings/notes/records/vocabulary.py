"""The words with which notes name the figures that rules prescribe, as data: key and pattern, the most particular first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fundfilings.scalars import DATE, MONTH

#: Canonical keys with the words that print them.
Vocabulary = Sequence[tuple[str, re.Pattern[str]]]


def _vocabulary(*pairs: tuple[str, str]) -> Vocabulary:
    return tuple((key, re.compile(pattern, re.I)) for key, pattern in pairs)


# --- tax cost ------------------------------------------------------------------------------------------------------

_OVER = r"excess\s+of\s+(?:market\s+|fair\s+)?values?\s+over\s+(?:tax\s+|identified\s+)?cost"
_UNDER = r"excess\s+of\s+(?:tax\s+|identified\s+)?cost\s+over\s+(?:market\s+|fair\s+)?values?"
_ONE_SIDE = r"^(?!.*\bnet\b)(?!.*(?:appreciation|gains?)\W{1,3}\(?(?:depreciation|loss)).*"
TAX_COST = _vocabulary(
    ("gross_appreciation", _OVER),
    ("gross_depreciation", _UNDER),
    (
        "other",
        r"undistributed|accumulated|carry|distribut|deferr|temporary|\btotal\b.*earnings|purchases",
    ),
    ("net", r"\bnet\b.*\b(?:appreciation|depreciation|gains?|loss)|appreciation\W{1,4}(?:\(?depreciation|on.*net)"),
    ("gross_appreciation", _ONE_SIDE + r"\b(?:appreciation|appreciated|unrealized gains?)\b"),
    ("gross_depreciation", _ONE_SIDE + r"\b\(?(?:depreciation|depreciated|unrealized loss(?:es)?)\b"),
    ("cost", r"\bcost\b(?!.*\bbook\b)(?!.*purchase)"),
)
_SOME = r"(?:securities|investments|issues|those)[^.$;]{0,70}?"
_MOVES = r"(?:appreciation|depreciation|gains?|loss(?:es)?)"
_SIDED = r"(?:net\s+unrealized\s+(?:appreciation|depreciation)\s+[^.$;]{0,40}?)?"
#: The same in sentences.
TAX_COST_SENTENCE = re.compile(
    rf"(?P<gross_appreciation>{_SIDED}{_SOME}{_OVER}|(?:securities|investments)\s+that\s+(?:have\s+)?appreciated)|"
    rf"(?P<gross_depreciation>{_SIDED}{_SOME}{_UNDER})|"
    rf"(?P<net>\bnet\s+(?:tax\s+|gross\s+|aggregate\s+)?(?:unrealized\s+)?(?:tax\s+)?{_MOVES}"
    rf"(?:\s*[(/]\s*{_MOVES}\)?)?(?:[^.$]{{0,60}}?based\s+on\s+tax\s+cost)?(?!\s+consist)|"
    r"\bunrealized\s+appreciation\s*[(/]+\s*depreciation\)?)|"
    r"(?P<cost>\b(?:(?<!on that )(?<!on such )cost\s+(?:basis\s+)?(?:of|for|was|at)|(?:tax|aggregate|identified)\s+cost|"
    r"tax\s+basis\s+of\s+(?:investments|securities))\b)|"
    r"(?P<depreciation>\bdepreciation\b|\bdepreciated\b|\bunrealized\s+loss(?:es)?\b)|"
    r"(?P<appreciation>\bappreciation\b|\bappreciated\b|\bunrealized\s+gains?\b)",
    re.I,
)
#: "the net unrealized loss on investments based on cost for federal income tax purposes of $5,000 was ..."
BASED_ON_COST = re.compile(r"\bbased\s+on\s+(?:the\s+|tax\s+)?cost\b[^.$]{0,60}?\bof\s+(?=\$)", re.I)
#: Sentences with these speak of something else than the tax cost of investments.
NOT_TAX_COST = re.compile(
    r"purchases\b|distribut|carry|reclassif|paid-in|premium|forward|swap|futures contracts? ",
    re.I,
)

# --- purchases and sales -------------------------------------------------------------------------------------------

TRADES = _vocabulary(
    ("other", r"gain|loss|income|beginning|ending|balance|shares|apprec|deprec|cost of sales|distribut"),
    ("sales", r"^(?:aggregate\s+)?(?:proceeds\b.*\b(?:sales|sold|maturit)|sales\b|.*\bsales?\b(?!.*purchase))"),
    ("purchases", r"^(?:aggregate\s+|total\s+)?(?:cost\s+of\s+)?purchases\b(?!.*\bsales\b)|\bpurchases$"),
)
TRADES_SENTENCE = re.compile(
    r"(?P<purchases>\b(?:cost\s+of\s+)?purchases\b|\bcost\s+of\s+(?:investments?|securities)\s+purchased\b|"
    r"(?<=\bsecurities\s)purchased\b|\bpurchased(?=\s+\$))|"
    r"(?P<sales>\b(?:proceeds\s+(?:from|of)\s+(?:the\s+)?)?(?:sales?\b(?!\s+(?:charge|load|commission))|maturities\b)|"
    r"\bsecurities\s+sold\b|\bsold(?=\s+\$))",
    re.I,
)
#: What else is bought and sold: the fund's own shares, options, from affiliates.
NOT_TRADES = re.compile(
    r"\bshares? (?:sold|issued|redeemed|repurchased)|beneficial interest|capital stock|common stock|written|affiliate|"
    r"section 17|rule 17a|subscri|tender|distribut|forward|reverse repurchase|dividend reinvest|restricted|underwrit|"
    r"in-kind|in kind|commission|gain|loss\b|deferred sales|offering",
    re.I,
)
#: "(excluding short-term securities)": what is left out is not what is spoken of.
EXCEPTIONS = re.compile(
    r"\(?\b(?:excluding|other than|exclusive of|except|excludes?|net of|including)\b[^$]*?"
    r"(?=\)|,|\.(?:\s|$)|\bfor\b|\bwere\b|\baggregat|\btotal|\bamount|\bduring\b|$)\)?",
    re.I,
)
GOVERNMENT = re.compile(
    r"\b(?:long-term\s+)?(?:U\.?\s?S\.?|United\s+States)\s+Government(?:\s+and\s+agency)?"
    r"(?:\s+(?:securities|obligations))?",
    re.I,
)

# --- distributions and distributable earnings -----------------------------------------------------------------------

DISTRIBUTIONS = _vocabulary(
    ("other", r"undistributed|unrealized|carry|cost|accumulated|deferr|shares|net assets|per share|yield"),
    ("total", r"^\W*(?:sub)?totals?\b"),
    ("tax_exempt_income", r"tax[- ]?exempt|exempt[- ]interest"),
    ("long_term_gain", r"long[- ]term\b(?!.*short)"),
    ("short_term_gain", r"short[- ]term\b(?!.*long)"),
    ("return_of_capital", r"return of capital|tax return|^\W*capital$|paid-in capital"),
    ("ordinary_income", r"ordinary|taxable income|net investment income"),
    ("capital_gain", r"capital gains?|realized gains?"),
)
DISTRIBUTIONS_CAPTION = re.compile(  # in small letters
    r"character|distributions?\s+(?:paid|declared|to shareholders)|"
    r"dividends?\s+(?:and distributions?\s+)?(?:paid|declared)|classified|consist|source",
)
EARNINGS = _vocabulary(
    ("cost", r"\bcost\b"),
    ("total", r"^\W*totals?\b|^\W*net assets\b|^\W*(?:total )?(?:distributable|accumulated) (?:earnings|losses)"),
    ("undistributed_tax_exempt_income", r"undistributed.*tax[- ]exempt"),
    ("undistributed_long_term_gain", r"undistributed.*long[- ]term"),
    ("undistributed_short_term_gain", r"undistributed.*short[- ]term"),
    ("undistributed_ordinary_income", r"(?:undistributed|distributable|overdistribut).*(?:ordinary|investment|income)"),
    ("undistributed_gain", r"undistributed.*gain"),
    ("capital_loss_carryforward", r"loss(?:es)? carry|carry(?:over|forward)s?\b"),
    ("late_year_loss", r"post[- ]october|late[- ]year|deferr"),
    ("unrealized", r"(?:apprec|deprec)iation|unrealized"),
    ("temporary_differences", r"temporary|timing|other differences|book/tax"),
    ("distributions_payable", r"(?:distributions?|dividends?) payable"),
    ("paid_in_capital", r"paid[- ]in|shares of beneficial|capital stock|\bshares\b"),
)
EARNINGS_CAPTION = re.compile(
    r"components|distributable|tax[- ]basis|basis of|accumulated (?:earnings|losses)|undistributed",
    re.I,
)

# --- capital loss carryforwards --------------------------------------------------------------------------------------

_DAY = rf"(?:{DATE}|(?:{MONTH}\s+)?(?:19|20)\d\d)"
LOSSES = _vocabulary(
    ("total", r"^\W*totals?\b"),
    ("expires", rf"^\W*(?:expir\w+\s+(?:in|on)?\s*)?{_DAY}\W*$"),
    ("unlimited", r"not subject|non[- ]?expiring|no expir|unlimited|indefinite|without limit|never|^\W*none\W*$"),
    ("short_term", r"short[- ]term\b(?!.*long)"),
    ("long_term", r"long[- ]term\b(?!.*short)"),
)
LOSSES_CAPTION = re.compile(r"carry[- ]?(?:forward|over)|carried (?:forward|over)|capital loss", re.I)
#: What else is said of losses: deferred, used up, limited, of partnerships.
NOT_LOSSES = re.compile(
    r"deferr|october|(?<!not )utilized|\bused\b(?! first)|expired|elect|acquired|limitation under|wash sale", re.I
)
EXPIRES = re.compile(r"\bexpir(?:es?|ing|ation)\b", re.I)
UNLIMITED = re.compile(
    r"without (?:limit|expir)|not (?:subject to )?expir|no expir|indefinite|unlimited|never expire", re.I
)
CHARACTER_SENTENCE = re.compile(r"(?P<short_term>\bshort[- ]term\b)|(?P<long_term>\blong[- ]term\b)", re.I)

# --- transactions in the fund's own shares -----------------------------------------------------------------------------

SHARES = _vocabulary(
    ("preferred", r"preferred"),
    ("other", r"weighted|average|discount|per share|price|premium|authorized|par value|offering costs|fees?\b"),
    (
        "net",
        r"\bnet\b.*(?:increase|decrease|change|activity|transactions|shares)|^\W*totals?\b|^\W*(?:increase|decrease)\b",
    ),
    ("beginning", r"\bbeginning\b|\bat\s+start\b"),
    ("end", r"\bend(?:ing)?\b(?:\s+of)?"),
    ("reinvested", r"reinvest|dividends?|distributions?"),
    ("redeemed", r"redeem|redemption|repurchase|reacquired|retired|tender|withdraw|\bcost of shares"),
    ("sold", r"\bsold\b|\bissued\b|\bissuances?\b|subscri|\bpurchased?s?\b|\bsales?\b|proceeds|contributions"),
)
SHARES_CAPTION = re.compile(
    r"transactions? in|share transactions|capital (?:stock|shares)|beneficial interest|(?:common|fund) shares|"
    r"common stock|stock transactions|shares (?:issued|outstanding)|units\b",
    re.I,
)
NOT_SHARES = re.compile(
    r"options?\b|contracts|written|warrants?|awards?|incentive|pension|affiliate|unrealized|tax", re.I
)
SHARE_UNIT = re.compile(r"(?P<amount>\b(?:amounts?|dollars?|value)\b|\(?\$)|(?P<shares>\b(?:shares|units)\b)", re.I)

# --- level 3 ---------------------------------------------------------------------------------------------------------

LEVEL_3 = _vocabulary(
    ("still_held", r"still held|held (?:at|as of)|attributable to"),
    ("balance", r"\bbalances?\b|\bbeginning\b|\bending\b|^\W*(?:fair |market )?values?,?\s+(?:as of|at)\b"),
    ("transfers", r"transfer"),
    ("realized_and_unrealized", r"\brealized\b.*\bunrealized\b"),
    ("unrealized", r"unrealized|appreciation|depreciation"),
    ("realized", r"realized|\bgains?\b"),
    ("net_purchases", r"purchases?\b.*\bsales?\b"),
    ("purchases", r"purchases?\b"),
    ("sales", r"\bsales?\b|sold|settlement|maturit|paydown|redemption"),
    ("accretion", r"accre|amorti|accrued|discounts?|premiums?"),
    ("reclassified", r"reclassif|merger"),
)

# --- preferred shares, borrowings, securities lending ------------------------------------------------------------------

PREFERRED_SERIES = re.compile(
    r"(?P<count>\d{1,3}(?:,\d{3})+|\d{2,4})\s+(?P<words>(?:shares\s+of\s+)?(?:auction\s+)?(?:market\s+|rate\s+)?"
    r"(?:cumulative\s+)?preferred\s+(?:shares|stock),?\s+series\s+(?P<series>[A-Z]{1,3}\d?))\b",
    re.I,
)
NOT_OUTSTANDING = re.compile(r"authori[sz]ed|redeem|repurchas|prior to|offering costs|sold for", re.I)
LIQUIDATION = re.compile(r"liquidation\s+(?:value|preference)", re.I)
AVERAGE_BORROWING = re.compile(
    r"(?P<words>average\s+(?:daily\s+)?(?:amount\s+of\s+)?(?:borrowings?|loan\s+balance|balance\s+of\s+borrowings?))"
    r"(?:\s+outstanding)?\s+(?:was|were|amounted\s+to)\s+(?:approximately\s+)?\$",
    re.I,
)
AVERAGE_RATE = re.compile(
    r"(?P<words>average\s+(?:annual(?:ized)?\s+|daily\s+)?(?:interest\s+)?rate)(?:\s+paid)?(?:\s+on\s+(?:the\s+)?borrowings?)?\s+(?:was|of)\s+(?:approximately\s+)?"
    r"(?P<rate>\d*\.\d+)\s?%",
    re.I,
)
#: A line of credit and its amount, in either order.
CREDIT_LIMIT = re.compile(
    r"\$\s?\d[\d,.]*(?:\s(?:million|billion))?[,\s]+(?:[\w-]+,?\s+){0,6}?"
    r"(?P<before>(?:line\s+of\s+credit|credit\s+(?:facility|agreement|line)|loan\s+facility))|"
    r"(?P<behind>(?:line\s+of\s+credit|credit\s+(?:facility|agreement|line)|loan\s+facility))\b[^.$]{0,60}?"
    r"\b(?:up\s+to|in\s+the\s+amount\s+of|maximum(?:\s+amount)?\s+of|not\s+to\s+exceed)\s+(?:a\s+maximum\s+of\s+)?\$\s?\d",
    re.I,
)
#: Amounts that stand beside a line of credit and are not its limit.
NOT_A_CREDIT_LIMIT = re.compile(
    r"outstanding|average|interest\s+expense|fees?\s+of|paid|collateral|value|repaid|loans?\s+of|share|participat|among|"
    r"each\s+of\s+the|other\s+(?:funds|portfolios)|increas|decreas|terminat|reduc",
    re.I,
)
LENDING_SENTENCE = re.compile(
    r"(?P<on_loan>\b(?:securities|stocks|bonds)\s+(?:on\s+loan|loaned)\b|\bloaned\s+securities\b)|"
    r"(?P<collateral>\bcollateral\b)",
    re.I,
)

# --- fees --------------------------------------------------------------------------------------------------------------

BASIS = re.compile(r"average\s+(?:daily\s+|weekly\s+|monthly\s+)?(?:net|managed|total|gross)\s+assets", re.I)
ANNUAL_RATE = re.compile(
    r"annual(?:ized)?\s+(?:fee\s+)?rate|per\s+(?:annum|year)|annual\s+fee|annual\s+percentages?", re.I
)
ADVISORY = re.compile(
    r"\b(?:management|advisory)\s+(?:and\s+administrati\w+\s+)?fees?\b|investment\s+manage\w+|\badvis[eo]r\b", re.I
)
ADMINISTRATION = re.compile(r"\badministrati(?:ve|on)\b|\badministrator\b", re.I)
#: Fees that were paid, waived or shared, and those of others.
NOT_AGREED = re.compile(
    r"waive|reimburs|limit|distribut|servic(?:e|ing)\s+fee|12b|custod|sub-?\s?(?:advis|manag|administ)|equivalent|effective|"
    r"receives?\s+from|\(not\s+the|exceed|reduc|transfer agen|accounting|in addition|paid by|minimum|retain|portion|declin|or less|less than",
    re.I,
)
#: Expenses that the adviser holds to a percent of assets; words of fees alone, of refunds and of years past are others.
EXPENSE_LIMIT = re.compile(
    r"(?P<words>(?:operating\s+|annual\s+|total\s+|other\s+|the\s+Fund'?s\s+)*expenses\b(?:(?!%|\brecoup|\brecover).){0,300}?"
    r"(?:(?:do|does|will|shall|would)\s+not\s+exceed|at\s+or\s+below|are\s+limited\s+to|in\s+excess\s+of|exceed)|"
    r"limit\w*\s+(?:the\s+)?(?:[\w'’-]+\s+){0,6}?(?:expenses|expense\s+ratio)\b[^%]{0,200}?\bto)\b[^%\d]{0,40}(?=\d*\.?\d+\s?%)",
    re.I,
)
LIMIT_BASIS = re.compile(
    r"(?:average\s+(?:daily\s+|weekly\s+|monthly\s+)?)?(?:net|managed|total)\s+assets(?:\s+attributable\s+to\s+\w+\s+\w+)?",
    re.I,
)
LIMITED_CLASS = re.compile(r"\b((?:Class\s+[A-Z]\d?|Institutional\s+Class|Investor\s+Class))\b")
UNTIL = re.compile(r"\b(?:through|until|to|ending)\s+(?=(?:at\s+least\s+)?[A-Z][a-z]+\s+\d)")
TIER = re.compile(
    r"(?P<first>\bfirst\b|^\W*up\s+to\b)|(?P<next>\bnext\b)|(?P<over>\bover\b|\bin\s+excess\s+of\b|\babove\b)", re.I
)

"""The canonical keys as data: which caption, under which group, names which line (docs/statement-keys.md).

    "Total assets"                                                      total_assets
    "End of period (including undistributed ...)" under "Net assets:"   net_assets_end

Patterns match a caption in its plain form (`vocabulary.plain`): lower case, without parentheses, marks and punctuation.
They are tried in this order, most specific first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyPattern:
    """`key` for captions that match `caption` (full match on the plain form) under a group that matches `group`
    (searched in the plain groups above the line; None: any). `unless` is a group under which it does not hold."""

    key: str
    caption: re.Pattern[str]
    group: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None


def _key(key: str, caption: str, group: str | None = None, unless: str | None = None) -> KeyPattern:
    return KeyPattern(
        key,
        re.compile(caption),
        re.compile(group) if group else None,
        re.compile(unless) if unless else None,
    )


# Whose net assets: "applicable to common shares", "of common shareowners", "attributable to ...".
_WHOSE = (
    r"(?: (?:applicable|attributable|available|allocable) (?:to|for) .*| of common (?:share|stock).*| for common .*)?"
)
# What the net assets of partnerships are called.
_NET_ASSETS = (
    r"(?:net assets|total net assets|(?:total )?(?:members|partners|shareholders|stockholders|"
    r"unitholders)'? ?(?:capital|equity)|net (?:members|partners)'? capital)"
)
# Ratios of partnerships are to average capital.
_AVERAGE = (
    r"average (?:monthly |daily )?(?:net assets|"
    r"(?:net )?(?:members|partners|shareholders|unitholders)'? ?(?:capital|equity))"
)
_RATIOS = rf"\bratios?\b|{_AVERAGE}"
_BEFORE_WAIVERS = (
    r"(?:before|without|excluding|absent|prior to|gross of) (?:the )?(?:effect of )?"
    r"(?:expense |fee |fees |management fee )*(?:waive|reimburse|reduction|expense limit)\w*"
)
_UNREALIZED = (
    r"(?:unrealized (?:net )?(?:appreciation|depreciation|gain|gains|loss|losses)(?: ?(?:/|"
    r"and|or) ?(?:appreciation|depreciation|gains?|loss|losses))*)"
)
_REALIZED = r"(?:realized (?:net |capital )?(?:gain|gains|loss|losses)(?: ?(?:/|and|or) ?(?:gains?|loss|losses))*)"
_INCREASE = r"(?:total |net )*(?:increase|decrease|change|increase/decrease)(?: ?(?:/|and|or) ?(?:increase|decrease))?"
_NII = (
    r"(?:net investment (?:income|loss|gain|income/loss|income or loss)|investment (?:income|"
    r"loss) net|net (?:income|loss) from investments?|net income)"
)
# "Net cash provided by (used in)", "Net cash used in/provided by", "Cash used for".
_NET_CASH = r"(?:net cash|cash(?= flows? (?:provided|used))|cash(?= (?:provided|used)))\b.* (?:by|in|for|from)"
_OPERATIONS = r"(?:resulting from|from|derived from|due to|in) (?:investment )?(?:operations?|activities)"

#: Flows of shares under their heading, in money; the same words head the counts of shares.
_SHARE_GROUP = r"(?:capital|fund|beneficial interest|share|stock|unit)s? ?(?:share )?transactions"
_SHARE_COUNTS = (
    r"^(?:shares|in shares)|(?:transactions in|number of|changes? in) shares|shares (?:issued|outstanding)|"
    r"other information"
)

#: Line keys of the four statements (Regulation S-X 6-04, 6-07, 6-09; cash flows), most specific first.
STATEMENT_KEYS: dict[str, tuple[KeyPattern, ...]] = {
    "assets_and_liabilities": (
        _key("total_assets", r"total assets"),
        _key("total_liabilities", r"total liabilities"),
        _key(
            "total_investments",
            r"total (?:investments|(?:market |fair )?value of (?:investments|securities|investment securities)|"
            r"securities|investments? in securities|investment securities)(?: in securities)?(?: at (?:fair |"
            r"market )?value)?"
            r"(?: \d+\.?\d*%)?",
        ),
        _key(
            "preferred_shares",
            r"(?:auction |cumulative |municipal |market |rate )*preferred (?:shares?|stock)\b"
            r"(?! (?:dividend|outstanding|authorized|issued))(?!.*payable).*",
            None,
            r"authorized",
        ),
        _key("preferred_shares", r".*liquidat(?:ion|ing) (?:value|preference) per share.*", r"preferred"),
        _key(
            "net_asset_value_per_share",
            r"net asset value(?: and (?:offering|redemption) price)*(?: and)?(?: offering(?: price)? and "
            r"redemption price)? per (?:common |capital )?(?:share|unit|interest)(?: of .*)?(?: "
            r"outstanding)?.*",
        ),
        _key(
            "offering_price_per_share",
            r"(?:maximum )?(?:public )?offering price(?: and redemption price)? per (?:common )?(?:share|unit).*",
        ),
        _key("market_value_per_share", r"(?:closing )?market (?:value|price) per (?:common )?share.*"),
        _key(
            "shares_outstanding",
            r"(?:total )?(?:common |capital |fund )?(?:shares|units|interests)(?: of (?:beneficial interest|"
            r"common stock|capital stock))? (?:issued and )?outstanding.*|outstanding (?:shares|units)\b.*",
        ),
        _key("net_assets", rf"{_NET_ASSETS}(?: \d+\.?\d*%)?(?: at (?:market |fair )?value)?{_WHOSE}(?: \d+\.?\d*%)?"),
        _key("net_assets", r"(?:applicable|equivalent|attributable) to .*\b(?:shares|units)\b.*", r"net assets"),
        _key(
            "investments_at_value",
            r"(?:unaffiliated )?(?:investments?|securities)(?: in (?:unaffiliated )?(?:securities|issuers|"
            r"investment funds|portfolio "
            r"funds|funds))?(?: (?:in|of) (?:unaffiliated )?issuers)? (?:at|securities at) (?:market |fair |"
            r"estimated fair )?value\b.*",
        ),
        _key(
            "investments_affiliated_at_value",
            r"investments? in affiliated? .*at (?:market |fair )?value.*|affiliated (?:issuers|"
            r"investments|securities).*",
            r"investments?|assets|^$",
        ),
        _key("cash", r"cash|cash and cash equivalents|cash on deposit with custodian|cash in bank", None, r"liabilit"),
        _key(
            "foreign_currency",
            r"foreign (?:currency|currencies|cash)(?: at value)?.*",
            None,
            r"net assets|capital|payable",
        ),
        _key(
            "receivable_investments_sold",
            r"receivables? (?:for|from) (?:investment |portfolio )?(?:securities|investments?) sold|"
            r"(?:investment |portfolio )?(?:securities|investments?) sold receivable|receivable for "
            r"investments sold",
            None,
            r"payable|liabilit",
        ),
        _key(
            "receivable_investments_sold",
            r"(?:investment |portfolio )?(?:securities|investments?) sold|sales? of (?:investments?|securities)",
            r"receivable",
        ),
        _key(
            "receivable_dividends_and_interest",
            r"(?:receivables? for )?(?:accrued )?(?:interest|dividends|dividends and interest|"
            r"interest and dividends|(?<=accrued )income)(?: receivable| and fees receivable)?",
            None,
            r"payable|liabilit|expense",
        ),
        _key(
            "receivable_shares_sold",
            r"(?:receivables? (?:for|from) )?(?:fund|capital|trust|portfolio)? ?shares (?:sold|issued)|"
            r"(?:receivables? (?:for|from) )?(?:shareholder )?subscriptions",
            None,
            r"payable|liabilit|net assets|capital",
        ),
        _key("prepaid_expenses_and_other_assets", r"prepaid .*|other assets|(?:other|deferred) .*assets"),
        _key(
            "payable_investments_purchased",
            r"(?:payables? for )?(?:investment |portfolio )?(?:securities|investments?) purchased(?: payable)?",
            None,
            r"receivable",
        ),
        _key(
            "payable_shares_redeemed",
            r"(?:payables? for )?(?:fund|capital|trust|portfolio)? ?shares (?:redeemed|repurchased|"
            r"reacquired)(?: payable)?",
            None,
            r"receivable|net assets|capital",
        ),
        _key(
            "payable_distributions",
            r"(?:payables? for )?(?:income )?(?:dividends?|distributions?)(?: and distributions?)?(?: payable| "
            r"declared| to (?:common )?shareholders).*",
            None,
            r"receivable",
        ),
        _key(
            "payable_management_fee",
            r"(?:(?:accrued|payable for|payables?) )*(?:investment )?(?:management|advisory|adviser|"
            r"advisor|investment management|investment advisory)(?: and administration)? fees?(?: "
            r"payable| accrued)?.*|(?:payable|due) to (?:the )?(?:investment )?(?:advis[eo]r|manager|management "
            r"company)",
            r"liabilit|payable|accrued|expenses|^$",
        ),
        _key(
            "accrued_expenses",
            r"(?:other )?accrued (?:expenses|liabilities|other operating expenses|other expenses)(?: "
            r"and other (?:liabilities|payables|expenses))?.*|(?:accounts|other) payables? and accrued .*|other "
            r"accrued expenses",
        ),
        _key(
            "borrowings",
            r"(?:loans?|notes?|bank borrowings?|borrowings?|line of credit|credit facility|bank "
            r"loans?)(?: payable| outstanding)?",
            None,
            r"receivable|assets",
        ),
        _key("floating_rate_obligations", r"(?:payable for )?floating rate (?:note|notes|obligations?).*"),
        _key(
            "paid_in_capital",
            r"(?:additional )?(?:paid in|paid in) (?:capital|surplus).*|capital paid in|additional "
            r"capital surplus|capital shares|paid in capital.*|net capital contributions|capital (?:contributions|"
            r"contributed) net|capital paid in (?:excess|on).*|paid in surplus.*|"
            r"(?:total )?capital contributions|net capital|capital (?:stock|shares) and additional paid in capital|"
            r"shares of beneficial interest(?: at (?:net asset|par) value)?",
        ),
        _key(
            "distributable_earnings",
            r"total (?:distributable earnings|accumulated (?:earnings|loss|losses|deficit)).*|distributable "
            r"earnings.*",
        ),
        _key(
            "undistributed_net_investment_income",
            r"(?:accumulated |undistributed |accumulated undistributed |overdistributed )+(?:net "
            r")?investment (?:income|loss)(?: net)?.*|distributions in excess of net investment "
            r"income|accumulated distributions in excess of net investment income",
        ),
        _key(
            "accumulated_net_realized_gain",
            rf"(?:accumulated |undistributed )+(?:net )?(?:{_REALIZED}|realized capital (?:gains?|losses) net).*",
        ),
        _key(
            "net_unrealized",
            rf"(?:accumulated )?(?:net )?{_UNREALIZED}.*",
            None,
            r"^(?:total )?(?:assets|liabilities)$|receivable|payable",
        ),
    ),
    "operations": (
        _key("investment_income_total", r"total (?:investment )?income|investment income"),
        _key(
            "expenses_total",
            r"total (?:operating |fees and )?expenses|total expenses before .*|expenses before .*|gross expenses",
        ),
        _key(
            "expenses_net",
            r"(?:total )?net expenses|expenses net(?: of .*)?|total expenses (?:net|after)\b.*|net operating "
            r"expenses|"
            r"expenses after .*",
        ),
        _key("net_investment_income", rf"{_NII}{_WHOSE}", None, r"distribution|dividend"),
        _key(
            "net_realized_and_unrealized",
            rf"(?:total |net )*{_REALIZED} and (?:net )?(?:change in )?{_UNREALIZED}.*|(?:total |net "
            rf")*realized and (?:change in )?(?:net )?unrealized .*|net (?:gain|loss|gain/loss)(?: or "
            rf"loss)? on (?:investments?|transactions).*|net (?:gain|loss) from investments?.*|"
            rf"net (?:gains?|loss|gain/loss)|net {_REALIZED} and {_UNREALIZED}.*",
        ),
        _key(
            "net_increase_from_operations",
            rf"{_INCREASE} in (?:net assets|(?:members|partners|shareholders|unitholders)'? "
            rf"?(?:capital|equity)){_WHOSE} {_OPERATIONS}.*|{_INCREASE} in net assets {_OPERATIONS}.*|"
            rf"{_INCREASE} in (?:net assets|members' capital|partners' capital) .*{_OPERATIONS}.*",
        ),
        _key("net_realized", rf"(?:total )?net {_REALIZED}(?: (?:on|from|and) .*)?", None, r"distribution|dividend"),
        _key("net_realized", r"(?:total )?realized net (?:gains?|loss|losses)", None, r"distribution|dividend"),
        _key(
            "net_change_in_unrealized",
            rf"(?:total |net )*(?:increase/decrease|change|changes|increase|decrease) in (?:net "
            rf")?{_UNREALIZED}.*|net {_UNREALIZED}(?: (?:on|of|from) .*)?|change in .*unrealized.*|"
            rf"{_UNREALIZED} (?:on|of|from) .*\bnet|(?:net )?changes? in (?:net )?(?:appreciation|depreciation).*",
        ),
        _key(
            "income_dividends",
            r"(?:cash )?dividends?(?: income)?(?: from .*| unaffiliated.*)?(?: net of .*)?",
            r"income|^$",
            r"distribut|expense|preferred",
        ),
        _key("income_interest", r"interest(?: income)?(?: from .*)?", r"income|^$", r"expense|distribut"),
        _key(
            "income_securities_lending",
            r"(?:income from )?securities lending(?: income)?.*|income from securities loaned.*",
            None,
            r"expense",
        ),
        _key(
            "expense_management_fee",
            r"(?:investment )?(?:management|advisory|adviser|advisor|investment management|investment "
            r"advisory)(?: and (?:administration|administrative))?(?: services)? fees?.*|"
            r"investment (?:advisory|management) services?",
            r"expense|^$",
        ),
        _key("expense_administration_fee", r"administrati(?:on|ve)(?: services?)? fees?.*", r"expense|^$"),
        _key(
            "expense_custodian",
            r"custod(?:ian|y)(?:'s)?\b.*(?:fees?|expenses?)?",
            r"expense|^$",
            r"waive|reimburs|credit",
        ),
        _key("expense_transfer_agent", r"transfer agen(?:t|cy)\b.*"),
        _key("expense_professional_fees", r"professional fees?.*"),
        _key("expense_audit_fees", r"audit(?:ing)?\b.*"),
        _key("expense_legal_fees", r"legal(?: (?:fees?|services|expenses?).*)?", r"expense|fees|^$"),
        _key(
            "expense_distribution_fees",
            r"distribution (?:and|or) (?:shareholder )?servic(?:e|es|ing)(?: plan)? (?:fees?|expenses?)\b.*|"
            r"distribution(?: plan)?(?: (?:fees?|expenses?|services?))\b.*|(?:rule )?12b 1 (?:distribution "
            r")?(?:plan )?(?:fees?|expenses?).*",
            r"expense|fees|^$",
            r"waive|reimburs",
        ),
        _key(
            "expense_registration_fees",
            r"(?:federal and state |state and federal |state |blue sky )*registration(?: and filing)?(?: (?:fees?|"
            r"expenses?|costs?))?\b.*",
            r"expense|fees|^$",
        ),
        _key(
            "expense_printing",
            r"(?:shareholder )?(?:reports? )?printing\b(?!.*(?:legal|insurance|other)).*|(?:shareholders?'? "
            r")?reports?(?: to shareholders?)?(?: (?:fees?|expenses?|costs?))?|"
            r"reports and (?:notices|statements) to shareholders?",
            r"expense|fees|^$",
        ),
        _key(
            "expense_trustees_fees",
            r"(?:independent )?(?:directors|trustees|directors'/trustees|managers)'?(?:/trustees)?'? ?(?:and "
            r"officers'? )?(?:fees|compensation|expenses).*",
        ),
        _key(
            "expense_interest",
            r"interest (?:expense|and fees|facilities).*|interest(?: facilities)? and maintenance "
            r"fees|loan interest expense",
        ),
        _key("expense_other", r"other(?: expenses)?|miscellaneous(?: expenses?)?", r"expense"),
        _key(
            "expense_waivers",
            r"(?:less )?(?:total )?(?:expense |fee )?(?:waivers?|reimbursements?)(?: and .*)?|(?:less "
            r")?(?:fees?|expenses?) (?:waived|reimbursed|waivers?|reimbursements?).*|less (?:fee "
            r")?waivers?.*|(?:less )?(?:total )?expense reductions?",
        ),
        _key(
            "distributions_to_preferred",
            r"(?:distributions?|dividends?)(?: and distributions?)?(?: paid| declared)? to (?:auction "
            r")?(?:preferred|auction preferred) .*",
        ),
    ),
    "changes_in_net_assets": (
        _key("net_investment_income", rf"{_NII}{_WHOSE}", None, r"distribut|dividend|shares? transaction"),
        _key(
            "net_realized",
            rf"(?:total )?(?:net )?{_REALIZED}(?: (?:on|from|and|net) .*| net)?",
            None,
            r"distribut|dividend|shares? transaction",
        ),
        _key(
            "net_change_in_unrealized",
            rf"(?:total |net )*(?:increase/decrease|change|changes|increase|decrease) in (?:net "
            rf")?{_UNREALIZED}.*|net {_UNREALIZED}(?: (?:on|of|from) .*)?|(?:net )?change in "
            rf".*unrealized.*|{_UNREALIZED} (?:on|of|from) .*\bnet|(?:net )?changes? in (?:net )?"
            r"(?:appreciation|depreciation).*",
        ),
        _key(
            "net_increase_from_operations",
            rf"{_INCREASE} in (?:net assets|(?:members|partners|shareholders|unitholders)'? "
            rf"?(?:capital|equity)).* {_OPERATIONS}.*|{_INCREASE} from (?:investment )?operations",
        ),
        _key(
            "distributions_from_net_investment_income",
            rf"(?:from )?(?:in excess of )?{_NII}",
            r"distribut|dividend",
            r"preferred",
        ),
        _key(
            "distributions_from_net_investment_income",
            r"(?:distributions?|dividends?)(?: (?:paid )?to (?:common )?(?:share|stock)(?:holders|"
            r"owners))? from (?:net investment income|investment income net).*",
        ),
        _key(
            "distributions_from_realized_gains",
            r"(?:distributions?|dividends?)(?: (?:paid )?to (?:common )?(?:share|stock)(?:holders|"
            r"owners))? from (?:net )?(?:realized|capital|long term|short term)\b.*gains?.*",
        ),
        _key(
            "distributions_from_realized_gains",
            rf"(?:from )?(?:accumulated )?(?:net )?(?:long term |short term )?(?:{_REALIZED}|capital gains).*",
            r"distribut|dividend",
            r"preferred",
        ),
        _key("distributions_return_of_capital", r"(?:from )?(?:tax )?return of capital.*", r"distribut|dividend"),
        _key(
            "distributions_to_preferred",
            r"(?:total )?(?:distributions?|dividends?)(?: and distributions?)?(?: paid| declared)? to "
            r"(?:auction )?preferred .*",
        ),
        _key(
            "distributions_total",
            rf"total (?:distributions?|dividends?)\b(?!.*preferred).*|"
            rf"distributions?(?: paid)? to (?:common )?(?:share|stock)(?:holders|owners)|{_INCREASE} in net assets "
            rf".*(?:from|resulting from|due to) (?:dividends|distributions)(?: and distributions)?\b.*",
        ),
        _key("shares_issued", r"issued|sold|subscriptions?|sales", _SHARE_GROUP, _SHARE_COUNTS),
        _key(
            "shares_reinvested",
            r"issued in lieu of cash distributions|(?:dividends?|distributions?)(?: and distributions?)? "
            r"reinvested|reinvested",
            _SHARE_GROUP,
            _SHARE_COUNTS,
        ),
        _key("shares_redeemed", r"redeemed|redemptions?|repurchased", _SHARE_GROUP, _SHARE_COUNTS),
        _key(
            "shares_issued",
            r"(?:net )?(?:proceeds from )?(?:the )?(?:sales?|sale|issuance) of .*shares.*|(?:net "
            r")?proceeds from (?:common )?shares (?:sold|issued)(?!.*reinvest).*|shares sold|proceeds "
            r"from sale of .*",
            None,
            r"^(?:shares|in shares)",
        ),
        _key(
            "shares_reinvested",
            r"(?:(?:net )?(?:proceeds|value|asset value|shares?|net asset value) .*)?reinvest(?:ment|"
            r"ed).*|(?:dividends?|distributions?)(?: and distributions?)? reinvested|.*issued .*(?:in "
            r")?(?:reinvestment|payment) of (?:dividends|distributions).*",
            None,
            r"^(?:shares|in shares)",
        ),
        _key(
            "shares_redeemed",
            r"(?:cost|payments?|value) (?:of|for) (?:fund |trust |common )?shares (?:redeemed|"
            r"reacquired|repurchased|purchased).*|shares (?:redeemed|repurchased).*",
            None,
            r"^(?:shares|in shares)",
        ),
        _key(
            "capital_share_transactions",
            rf"{_INCREASE}.* (?:from|resulting from|derived from|due to|in) .*(?:share|stock|unit|"
            rf"capital) ?(?:s )?transactions.*|net (?:capital )?share transactions.*|total (?:capital |"
            rf"fund )?share transactions.*|capital share transactions",
        ),
        _key(
            "net_assets_beginning",
            r"(?:net assets .*)?(?:at )?(?:the )?beginning of (?:the )?(?:year|period|quarter|fiscal "
            r"year|six month period).*",
            None,
            r"undistributed|accumulated|shares (?:issued|outstanding)",
        ),
        _key("net_assets_beginning", rf"{_NET_ASSETS}.* beginning of (?:the )?(?:year|period).*"),
        _key(
            "net_assets_end",
            r"(?:net assets .*)?(?:at )?(?:the )?end of (?:the )?(?:year|period|quarter|fiscal year|"
            r"six month period).*",
            None,
            r"undistributed|accumulated|shares (?:issued|outstanding)",
        ),
        _key("net_assets_end", rf"{_NET_ASSETS}.* end of (?:the )?(?:year|period).*"),
        _key(
            "net_change_in_net_assets",
            rf"{_INCREASE} in (?:net assets?|(?:members|partners|shareholders|unitholders)'? ?(?:capital|equity))"
            rf"{_WHOSE}(?: (?:for|during) (?:the )?(?:year|period))?|{_INCREASE}(?: (?:for|during) (?:the "
            rf")?(?:year|period))?|"
            rf"(?:total|net) change in (?:net assets|(?:members|partners)' capital)",
        ),
        _key(
            "undistributed_net_investment_income",
            r"(?:accumulated |undistributed |accumulated undistributed )+(?:net )?investment (?:income|loss).*",
        ),
    ),
    "cash_flows": (
        _key("net_cash_from_operating", rf"{_NET_CASH} operat(?:ing|ions)(?: and investing)?(?: activities)?"),
        _key("net_cash_from_investing", rf"{_NET_CASH} investing activities"),
        _key("net_cash_from_financing", rf"{_NET_CASH} financing activities"),
        _key(
            "net_increase_from_operations",
            rf"{_INCREASE} in (?:net assets|(?:members|partners|shareholders|unitholders)'? "
            rf"?(?:capital|equity)).* {_OPERATIONS}.*",
        ),
        _key(
            "net_change_in_cash",
            rf"{_INCREASE} in (?:restricted and |foreign currency and )?(?:unrestricted |domestic )?"
            r"(?:cash|foreign currency)\b"
            r"(?!.*\b(?:overdrafts?|collateral|due|held|brokers?|pledged|margin|deposits?|segregated|received|"
            r"owed)\b).*",
        ),
        _key(
            "cash_beginning",
            r"(?:(?:restricted |unrestricted |foreign )?(?:cash|currency).* )?(?:at )?(?:the )?beginning of "
            r"(?:the )?(?:year|period).*|balance (?:at )?(?:the )?beginning of .*|beginning (?:cash|balance)\b.*|"
            r"(?:bank|cash|custodian) overdraft (?:at )?(?:the )?beginning of .*",
        ),
        _key(
            "cash_end",
            r"(?:(?:restricted |unrestricted |foreign )?(?:cash|currency).* )?(?:at )?(?:the )?end of "
            r"(?:the )?(?:year|period).*|balance (?:at )?(?:the )?end of .*|ending (?:cash|balance)\b.*|"
            r"(?:bank|cash|custodian) overdraft (?:at )?(?:the )?end of .*",
        ),
        _key(
            "cash_paid_for_interest",
            r"cash paid (?:during the (?:year|period) )?for interest.*|interest (?:expense )?paid.*|"
            r"interest expense paid during .*",
        ),
    ),
}

#: Item keys of the financial highlights (Form N-1A Item 13, Form N-2 Item 4), most specific first.
HIGHLIGHTS_KEYS: tuple[KeyPattern, ...] = (
    _key(
        "nav_beginning",
        r"(?:common share )?net asset value(?: per (?:common )?share)? (?:at )?(?:the )?beginning "
        r"of .*|beginning (?:common share )?(?:net asset value|nav)(?: per share)?|beginning "
        r"common share net asset value|beginning of (?:year|period)",
        None,
        r"market|\bratios?\b",
    ),
    _key(
        "nav_end",
        r"(?:common share )?net asset value(?: per (?:common )?share)? (?:at )?(?:the )?end of .*|"
        r"ending (?:common share )?(?:net asset value|nav)(?: per share)?|end of (?:year|period)|"
        r"(?:partners|members)'? capital value (?:at )?(?:the )?end of .*",
        None,
        r"market|\bratios?\b",
    ),
    _key(
        "market_value_end",
        r"(?:per share )?market (?:value|price)(?: per (?:common )?share)? (?:at )?(?:the )?end "
        r"of .*|per share market (?:value|price) .*|ending market value.*",
    ),
    _key(
        "net_assets_end",
        rf"{_NET_ASSETS}(?! value).* (?:at )?(?:the )?end of .*|(?:ending )?net assets(?: applicable "
        r"to common shares| of common .*)?|net assets (?:000|in thousands|in millions).*|ending "
        r"net assets.*",
    ),
    _key(
        "ratio_expenses_before_waivers_to_avg_net_assets",
        rf"ratio of (?:total |gross |operating )*expenses (?:to {_AVERAGE} )?{_BEFORE_WAIVERS}.*|ratio of gross "
        rf"expenses.*",
    ),
    _key(
        "ratio_expenses_before_waivers_to_avg_net_assets",
        rf"(?:total |gross |operating )*expenses {_BEFORE_WAIVERS}.*|gross expenses.*",
        _RATIOS,
    ),
    _key(
        "ratio_nii_before_waivers_to_avg_net_assets",
        rf"(?:ratio of )?(?:{_NII}) (?:to {_AVERAGE} )?{_BEFORE_WAIVERS}.*",
        _RATIOS,
    ),
    _key(
        "ratio_expenses_to_avg_net_assets",
        rf"ratio of (?:total |net |operating )?expenses(?: net of .*)? to {_AVERAGE}.*|ratio of (?:net |"
        rf"total )?expenses|(?:ratio of )?(?:total |net )?expenses to {_AVERAGE}.*",
    ),
    _key(
        "ratio_expenses_to_avg_net_assets",
        r"(?:total |net |operating )*expenses(?: (?:net of|after) .*| net)?",
        _RATIOS,
    ),
    _key(
        "ratio_nii_to_avg_net_assets",
        rf"ratio of (?:{_NII}).* to (?:{_AVERAGE}|average assets).*|ratio of {_NII}|{_NII} to {_AVERAGE}.*",
    ),
    _key("ratio_nii_to_avg_net_assets", rf"{_NII}.*", _RATIOS),
    _key("portfolio_turnover", r"portfolio turnover(?: rate)?.*"),
    _key(
        "total_return_market",
        r"total (?:investment )?return.* market (?:value|price).*|total market (?:price|value) return.*",
    ),
    _key(
        "total_return_market",
        r"(?:based on )?(?:common share )?market (?:value|price)(?: per share)?.*",
        r"total (?:investment )?returns?",
    ),
    _key("total_return_nav", r"total (?:investment )?return.* net asset value.*|total net asset value return.*"),
    _key(
        "total_return_nav",
        r"(?:based on )?(?:common share )?net asset value(?: per share)?.*",
        r"total (?:investment )?returns?",
    ),
    _key("total_return", r"total (?:investment )?return.*"),
    _key(
        "total_from_investment_operations",
        r"(?:total|net increase|net decrease)(?: income| gain| loss| increase| decrease)? (?:from|"
        r"from increase in) investment (?:activities|operations).*|total income from investment "
        r"operations.*",
    ),
    _key("total_from_investment_operations", r"total", r"investment operations"),
    _key("total_distributions", r"total (?:less )?(?:dividends|distributions)\b(?!.*preferred).*"),
    _key("total_distributions", r"total", r"distributions"),
    _key(
        "preferred_dividends",
        r".*(?:dividends|distributions).* (?:to|preferred) .*preferred.*|.*(?:dividends|"
        r"distributions).* to preferred.*|preferred share dividends",
        None,
        r"\bratios?\b|average net assets|supplemental|end of",
    ),
    _key(
        "dividends_from_nii",
        rf"(?:less )?(?:dividends|distributions)(?: paid)?(?: to .*)? from {_NII}.*|dividends from net income",
    ),
    _key("dividends_from_nii", rf"(?:from )?{_NII}.*|dividends", r"distribut|dividend", r"preferred"),
    _key(
        "distributions_from_gains",
        r"(?:dividends|distributions)(?: paid)?(?: to .*)? from (?:net )?(?:realized|capital|long term).*",
    ),
    _key(
        "distributions_from_gains",
        r"(?:from )?(?:net )?(?:realized|capital|long term|short term).*gains?.*|distributions",
        r"distribut|dividend",
        r"preferred",
    ),
    _key("returns_of_capital", r"(?:from )?(?:tax )?returns? of capital.*"),
    _key("net_investment_income", rf"{_NII}(?: per share)?", None, r"distribut|dividend|\bratios?\b"),
    _key(
        "net_gains_on_securities",
        r"(?:net )?(?:gains?|losses|gains? and losses).* on (?:securities|investments).*|net "
        r"realized and (?:change in )?unrealized .*|net realized(?:/| )unrealized .*|realized and "
        r"unrealized .*|net realized gains? and change in unrealized.*",
        None,
        r"distribut|dividend|\bratios?\b",
    ),
    _key("redemption_fees", r"redemption fees?\b.*|(?:proceeds from )?redemption and exchange fees?\b.*"),
    _key("anti_dilutive_repurchases", r"anti dilutive .*|(?:capital )?share repurchases"),
    _key("asset_coverage_per_share", r"asset coverage.*"),
    _key(
        "preferred_outstanding",
        r"(?:total amount of )?preferred (?:shares|stock) outstanding.*|aggregate amount outstanding.*",
    ),
    _key(
        "liquidation_value_per_share", r"(?:involuntary )?liquidat(?:ion|ing) (?:preference|value|and market value).*"
    ),
    _key("average_market_value_per_share", r"average market value per .*"),
)

#: Keys of lines whose last fit is meant: the increase before distributions to preferred shares, the change of cash that
#: is restricted or owed to a broker stand above the change itself. Not behind a line with one of the keys in CLOSED_BY.
LAST = frozenset(("net_change_in_net_assets", "net_change_in_cash"))
CLOSED_BY = frozenset(("net_assets_beginning", "net_assets_end", "cash_beginning", "cash_end"))

#: What is left of net investment income when taxes on it are paid, below the line that is printed before them.
NII_AFTER_TAXES = re.compile(
    rf"{_NII} (?:net of|after)(?: provision for)?(?: (?:current|deferred|federal|income|excise|and))* tax(?:es)?.*"
)

#: Net assets under a date instead of "beginning of year": "MEMBERS' CAPITAL AT JANUARY 1, 2003".
DATED_NET_ASSETS = re.compile(rf"{_NET_ASSETS}(?: at| as of)? [a-z]+\.? \d{{1,2}} \d{{4}}(?: and .*)?")

"""The words of derivative tables: captions, column heads, totals and what only looks like such a table.

Financial futures contracts sold as of May 31, 2007 were as follows:      a caption; it names the kind
Contracts   Issue   Expiration Date   Face Value   Unrealized             heads; they name the columns
"""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["future", "forward", "option_written", "option_purchased", "swap", "short_sale"]
Role = Literal[
    "contracts",
    "notional",
    "value",
    "unrealized",
    "cost",
    "strike",
    "bought",
    "sold",
    "either",
    "exchanged",
    "rate",
    "date",
    "other",
]
TextRole = Literal[
    "fund",
    "description",
    "counterparty",
    "position",
    "currency",
    "date",
    "rate_paid",
    "rate_received",
    "floating",
    "fixed",
    "bought",
    "sold",
    "other",
]

#: Kinds by the words of a caption, first match wins: an option on a swap is an option, a forward swap is a swap.
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))  # type: ignore[misc]  # mypy takes the names of the table for any str
    for kind, pattern in (
        (
            "option_written",
            (
                r"\b(?:options?|calls?|puts?|swaptions?)\b.{0,24}\b(?:written|sold)\b(?! short)|"
                r"\bwritten\b.{0,24}\b(?:options?|calls?|puts?|swaptions?)\b|\bcovered calls?\b|"
                r"\bcollateralized puts?\b|\boutstanding option contracts\b"
            ),
        ),
        ("swap", r"\bswaps\b|\bswap (?:contracts?|agreements?|transactions?|positions?|outstanding)\b"),
        (
            "forward",
            (
                r"\bforward\b.{0,30}\b(?:currency|exchange|contracts?|commitments?|currencies)\b|"
                r"\bforwards\b|\bcurrency (?:exchange )?contracts?\b|\bforward (?:sale|purchase)"
            ),
        ),
        ("future", r"\bfutures\b|\bfuture contracts?\b"),
        (
            "short_sale",
            (
                r"\bsold short\b|\bshort sales?\b|\bshort positions?\b|\bshorts\b|"
                r"\btba sale commitments?\b|\bsale commitments?\b"
            ),
        ),
    )
)
#: A quick look before the patterns above, at text in small letters.
TRIGGER = re.compile(
    r"written|covered call|collateralized put|option contracts|futures?\b|forward|swap|"
    r"short\b|shorts\b|currency|commitment|calls? sold|puts? sold|options? sold|protection"
)
#: Small letters that every match of it holds.
TRIGGER_LETTERS = (
    "option", "future", "forward", "swap", "short", "written", "currency", "commitment", "call", "put", "protection",
)  # fmt: skip
#: Captions of other tables and holdings about derivatives: activity, averages, risk, gains; funds named so; options held.
NOT_CAPTION = re.compile(  # in small letters
    r"\bpurchased?\b.{0,12}\boptions?\b|\boptions?\b.{0,12}\bpurchased\b|\btransactions? in\b|"
    r"\bactivit|\baverage\b|\bvolume\b|\brisks?\b|\brealized\b|\blocation\b|"
    r"\bcollateral(?!ized put)|\bmargin\b|"
    r"\binvestments? and\b|\bschedules? of (?:portfolio )?investments\b|"
    r"\bportfolio of investments\b|\bstatements?\b|\breceivable\b|\bpayable\b|\bnet of\b|"
    r"\bbefore\b|\bprior to\b|\bcarry|\blooking\b|"
    r"\bnotes? to\b|\bmanaged futures\b|\bpremiums? received\b|^total\b|\bproceeds\b|\boffset|"
    r"\bmaster netting\b|\bcommodity futures trading\b|\bterm\b|"
    r"^\W*(?:and|to|or|by|of|for|in|on)\b|\b(?:and|or|on|for|to|of|with|a|the)\W*$|,\W*$|"
    r"^outstanding\b.{0,30}written\W*$|\bno open\b|\bnot\b",
)
#: All words that a caption may consist of, once dates, percents and marks are taken off.
CAPTION_WORDS = frozenset(
    """open outstanding schedule of financial futures future contracts contract options option written call calls put puts covered collateralized forward forwards foreign currency
    currencies exchange exchanged swap swaps swaption swaptions transactions transaction agreements agreement interest rate rates credit default total return index equity inflation cpi
    currency-swap cross basis securities sold short sales sale positions position investments stocks common domestic bonds commitments commitment tba purchased purchases bought buy sell
    long at as on were was follows following is are in the and or to by deliver receive u.s us dollars proceeds continued concluded cont'd unaudited held other derivative derivatives
    instruments fund's fund portfolio had trust's trust company's company period end amounts thousands index-linked exchange-traded traded treasury over-the-counter otc centrally cleared
    equities exchange-listed municipal muni protection single name corporate sovereign issues indices obligations traded-funds etf's etfs etf funds forward-starting starting for a
    with unrealized gain gains loss losses
    preferred reit reits adr adrs lock lock-in mortgage-backed government agency agencies mortgage backed tbas deliverable non-deliverable nondeliverable spot unsettled cash settled
    sell-protection buy-protection selling protection-seller protection-buyer type kind set forth below o entered into fixed income written/sold writing outstanding-""".split()
)
#: The end of a paragraph that brings a table.
INTRODUCES = re.compile(
    r"(?:as follows|the following(?: [\w/()-]+){0,9}|follows|(?:listed|shown|presented|"
    r"set forth|detailed) (?:below|above)|below|were|was|are|is|table|outstanding|"
    r"open)?\s*[:.]?\s*$",
    re.I,
)
INTRODUCING = re.compile(
    r"as follows|following|listed below|below|outstanding|open\b|had entered|as of|"
    r"at (?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)",
    re.I,
)

#: Words of column heads.
HEAD_WORDS = frozenset(
    """number of # no nos contracts contract shares share each per units amount amounts notional principal par face value values market fair current cost basis original origination proceeds premium premiums received
    paid pay receive receives pays receiving paying strike exercise price prices expiration expirations expires expiry date dates settlement settle settles settling maturity termination delivery effective delivered deliver
    to or and in exchange for on at the by with under unrealized appreciation depreciation appreciation/ (depreciation) gain gains loss losses (loss) net from us u.s u.s.$ us$ usd $ dollar dollars (000 000 000's 000s thousands omitted
    long short long/short position type description issue issuer security securities name instrument title underlying reference referenced debt entity obligation obligations counterparty counterparties broker clearing exchange-traded fund funds
    portfolio trust currency currencies foreign local sold bought buy sell buys sells sale sales purchased purchase purchases contracts: rate rates fixed floating annual annualized made index payments payment frequency payable default swap swaps
    futures future forward forwards options option call calls put puts written aggregate initial month year exp implied spread credit upfront up-front % assets asset liabilities total quantity trade commitment commitments cover
    january february march april may june july august september october november december (pay)/receive obligation/index protection upon size opening closing today's todays valuation percentage percent value/ (unaudited) unaudited is are credits a (a) (b) (c) (d) (1) (2) (3) (4)""".split()
)
#: Heads -> role of a column of figures, first match wins.
HEAD_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.I))  # type: ignore[misc]  # mypy takes the names of the table for any str
    for role, pattern in (
        ("unrealized", r"unrealized|appreciation|depreciation|\bgains?\b|\bloss(?:es)?\b"),
        ("strike", r"strike|exercise|^price$"),
        ("notional", r"notional"),
        ("cost", r"premium|proceeds|up-?front|\bcost\b|\bbasis\b|origin|opening|\bpaid\b.*\breceived\b"),
        (
            "either",
            (
                r"(?:deliver|receive|buy|bought|sell|purchased?|sold|long)\)?\s?/|\((?:deliver|receive|"
                r"sell|sold|sale|short)|\b(?:deliver|buy|bought|purchased?|receive|long)\W* or\b"
            ),
        ),
        ("exchanged", r"exchange\b(?! rate)(?!-)|value (?:at|on) settlement|settlement value"),
        ("rate", r"\brates?\b|%|percent|spread|annual|fixed"),
        (
            "contracts",
            (
                r"\b(?:number|no\.?|nos\.?|#)(?: of)?\b.{0,12}contracts|#|number of|"
                r"contracts?\b(?!.*\b(?:value|amounts?|price|to)\b)|quantity|\bunits\b|\bshares\b"
            ),
        ),
        ("value", r"\bvalues?\b(?<!face value)(?<!notional value)(?<!par value)|\bmarket\b|\bfair\b|\bvaluation\b"),
        ("notional", r"notional|principal|\bpar\b|face|commitment"),
        ("bought", r"receive|\bbuys?\b|bought|purchase"),
        ("sold", r"deliver|\bsells?\b|\bsold\b|\bsales?\b"),
        ("notional", r"amount|currency|value|contract"),
        ("date", r"\bdates?\b|expir|settle|matur|terminat"),
    )
)
#: Heads -> role of a column of words, first match wins.
TEXT_HEADS: tuple[tuple[TextRole, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.I))  # type: ignore[misc]  # mypy takes the names of the table for any str
    for role, pattern in (
        ("date", r"expir|settle|maturit|terminat|\bdates?\b|delivery|\bmonth\b"),
        ("floating", r"^\W*floating rate(?: index)?\W*$|^\W*floating rate index\b|^\W*floating index\b"),
        ("fixed", r"^\W*(?:annual )?fixed(?: deal)?(?: interest)? rate\W*(?:annualized\W*)?$"),
        (
            "rate_paid",
            r"\bpaid\b(?!.*receive)|(?:payments?|rates?|paid|pay)\b.*\b(?:made|paid|pay)\b|\bpays?\b(?!.*receive)",
        ),
        ("rate_received", r"receive"),
        ("counterparty", r"counter[- ]{0,2}part(?!.*(?:debt|obligation|entity|reference))|\bbroker\b"),
        ("position", r"long/short|position|\bbuy/sell\b|^\W*pay\s?/\s?receive\W{0,2}\w?\W*$"),
        ("other", r"\bfrequency\b|\bratings?\b|^\W*exchange\W*$"),
        ("fund", r"^\W*(?:fund|portfolio|trust)s?\W*$"),
        ("currency", r"^currency$"),
        ("bought", r"bought|\bbuy\b|purchased"),
        ("sold", r"\bsold\b|\bsell\b"),
        (
            "description",
            (
                r"descri|security|securities|\btype\b|issuer?|name|instrument|contract|currency|"
                r"underlying|obligation|option|swap|\bcall|\bput"
            ),
        ),
    )
)
#: Heads of a column in which a gain would print in brackets, if at all: what stands there is a loss.
LOSSES = re.compile(r"depreciation|\bloss(?:es)?\b", re.I)
GAINS = re.compile(r"(?<!\w)appreciation|\bgains?\b", re.I)
#: Head words that prove a table of the kind (two of them, one where a caption stands right above).
EVIDENCE: dict[Kind, re.Pattern[str]] = {
    "option_written": re.compile(r"strike|exercise|expir|contracts|premium|value|appreciation|unrealized", re.I),
    "option_purchased": re.compile(r"strike|exercise|expir|contracts", re.I),
    "future": re.compile(
        r"contracts|expir|unrealized|appreciation|depreciation|notional|market|aggregate|delivery|"
        r"settlement|\bvalue",
        re.I,
    ),
    "forward": re.compile(
        r"settle|deliver|receive|unrealized|appreciation|depreciation|exchange|contract|\bgain|"
        r"\bloss|bought|sold|maturity|\bvalue",
        re.I,
    ),
    "swap": re.compile(
        r"notional|terminat|unrealized|appreciation|depreciation|counterparty|matur|expir|\bpay|receive|\bvalue",
        re.I,
    ),
    "short_sale": re.compile(r"shares|value|principal|\bpar\b|face|amount|proceeds", re.I),
}
#: Heads of tables about derivatives that list no contract: levels, risk, offsetting, activity, gains by place in the statements.
NOT_HEADS = re.compile(
    r"level [123]|location|\brisks?\b|\baverage\b|\boffset|gross amounts?|net amounts?|"
    r"collateral(?!ized put)|\brealized\b|asset derivatives|liability derivatives|"
    r"statements? of|beginning|"
    r"gross (?:sales|additions|reductions)|acquisition|dividend|ordinary|affiliate|tax\b|"
    r"quoted|significant|counterparty (?:exposure|risk)|derivatives? not|change in|year ended|"
    r"net assets consist",
    re.I,
)
#: Rows of such tables.
NOT_ROW = re.compile(
    r"^(?:for|against|abstain|withheld|broker non-votes|end of (?:the )?(?:period|year)|"
    r"(?:call |put |written )?options? (?:outstanding|written|expired?|exercised?|terminated|"
    r"closed|sold|bought|purchased|forfeited|contracts? (?:outstanding|written|expired|closed|"
    r"exercised|terminated))|"
    r"(?:contracts? )?outstanding(?: options?)?(?:,| at| as of|$)|beginning of|balance|"
    r"contracts (?:opened|closed|written|expired)|terminated in|undistributed|expired\b|"
    r"exercised\b|"
    r"(?:interest rate|equity|credit|foreign (?:currency|exchange)|commodity|"
    r"currency) (?:risk|contracts?)\b|futures contracts\b|forward (?:foreign )?(?:currency |"
    r"exchange )*contracts\b|purchases\b.*\d|aggregate (?:tax )?cost|"
    r"cost of investments|investments? in securities|other financial instruments|"
    r"(?:accumulated|net) (?:net )?(?:realized|investment))",
    re.I,
)
TOTAL_ROW = re.compile(
    r"^\W*(?:sub-?)?totals?\b|^\W*(?:net |gross )?unrealized\b|^\W*(?:gross|net) (?:appreciation|depreciation)",
    re.I,
)
#: What a total says of itself on a line of its own ("(premiums received-$227,143)  (13,302)").
ASIDE = re.compile(r"^\W*\(?(?:premiums?|proceeds|cost)\b", re.I)
#: Lines that end a stretch of derivatives whatever follows.
TABLE_END = re.compile(
    r"^\W*(?:(?:principal |portfolio )?changes in\b|notes? to\b|statements? of\b|reports? of\b|summary of\b)|"
    r"^\W*(?:total )?(?:investments?\b(?! companies| fund| trust| grade| corp)|net assets?\b|"
    r"other assets\b|liabilities\b|assets\b|common stocks?\W*$|purchases and sales)|"
    r"^\W*total (?:net )?investments?\b|"
    r"^\W*\(?[a-zA-Z*†‡+#0-9]{1,3}[).]\s+(?:see|the|all|non|represents?|security|securities|"
    r"fair|at|as|this|these|an?|includes?|portion|amount|variable|floating|cost|[a-z])\b",
    re.I,
)
NOTE_HEAD = re.compile(r"^\s*(?:note\s+)?\(?(?:\d{1,2}|[A-Z]|[a-z]|i{1,3}|iv|v)[.)]\s*\S", re.I)
#: Lines that bring a table and are no caption themselves ("Open portfolio hedges at May 31 were as follows:").
LEADS_IN = re.compile(
    r"\b(?:follows|following|were|was|are|is)\s?:?\s*$|^(?:as )?follows\W*$|\boutstanding:?\s*$|^period end\W*$",
    re.I,
)
FOOT = re.compile(r"^\W*(?:the accompanying notes|(?:semi-?)?annual reports?\b)", re.I)
FURNITURE = re.compile(
    r"^\W*(?:see (?:accompanying )?(?:notes|footnotes)|the accompanying notes|see notes|"
    r"annual report|semi-?annual report)\b|^\W?\d{1,4}\W?$",
    re.I,
)
CONTINUED = re.compile(r"\(?\b(?:continued|cont'd|concluded)\b\)?", re.I)

#: Labels of groups of rows: which side of the trade they are on.
SOLD = re.compile(r"\b(?:sales?|sold|sell|sells|deliver|delivered|short)\b", re.I)
BOUGHT = re.compile(r"\b(?:purchases?|purchased|bought|buys?|receive|long)\b", re.I)
GROUP = re.compile(
    r"^\W*(?:contracts? to )?(?:sales?|sold|sell|purchases?|purchased|bought|buys?|long|"
    r"shorts?|deliver|receive|calls?|puts?|call options?|put options?)(?: (?:contracts?|"
    r"positions?|futures|options?|and|or|sold|purchased|written))*\W*$",
    re.I,
)
POSITION = re.compile(r"^(?:long|short|buys?|sells?|sold|bought|purchased?|sales?|call|put|receive|deliver)\W*$", re.I)

#: The head of numbers of contracts that stands on a line with words.
QUANTITY_HEAD = re.compile(r"^contracts\W*$", re.I)
#: The amount that a description begins with: "1,842,000 Eurodollars, settling 5/15/03", "JPY 1,200,000 ...".
LEADING = re.compile(r"^(?:(?P<code>[A-Z]{3})\s+)?(?P<num>\d{1,3}(?:,\d{3})+|\d{4,})\s+(?P<rest>[A-Za-z].*)$")

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_ONE_DATE = (
    rf"(?:\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}|{MONTH}[\s,-]*(?:\d{{1,2}},?\s*)?(?:\d{{4}}|"
    rf"['’]?\d{{2}})|\d{{1,2}}[- ]{MONTH}[- ]\d{{2,4}}|{MONTH})"
)
DATE_CELL = re.compile(
    rf"^{_ONE_DATE}(?:\s*(?:[-–—&]|to|through|and)\s*(?:{_ONE_DATE})?)?$|^\d{{1,2}}/\d{{2,4}}$|^various$", re.I
)
EXPIRY = re.compile(
    rf"(?:expir\w*|sett\w+|due|matur\w+|terminat\w+|exp\.?)[\s:,]*(?:on |date |"
    rf"in )*({_ONE_DATE}|\d{{1,2}}/\d{{2,4}})",
    re.I,
)
STRIKE = re.compile(
    r"(?:strike|exercise)(?: price)?s?[^\d$]{0,12}\$?\s*([\d,]*\.?\d+)|(?:@|\bat)\s*(?:USD|"
    r"EUR|GBP|\$)?\s*([\d,]+\.?\d*|\.\d+)(?!\s?%)\b",
    re.I,
)
COUNTERPARTY = re.compile(
    r"\b(?:[Bb]roker|[Cc]ounterparty)\b\s*[:,]?\s+([A-Z][^,;()]*?(?:, (?:N\.?A\.?|Inc\.?|"
    r"L\.?P\.?|PLC|LLC))?)(?=\s*[,;)]|\s+(?:[Ee]xpir|[Ss]trike)|$)"
)

#: Currencies by the name that is printed for them, ISO code.
CURRENCY_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(rf"\b(?:{pattern})\b", re.I))
    for code, pattern in (
        ("EGP", r"egyptian pounds?"),
        ("AUD", r"australian dollars?"),
        ("CAD", r"canadian dollars?"),
        ("NZD", r"new zealand dollars?"),
        ("HKD", r"hong kong dollars?"),
        ("SGD", r"singapore dollars?"),
        ("TWD", r"(?:new )?taiwan(?:ese)? dollars?"),
        ("GBP", r"(?:british |great britain |u\.?k\.? )?pounds?(?: sterling)?"),
        ("EUR", r"euros?|euro currency|euro dollars?|eurodollars?"),
        ("JPY", r"(?:japanese )?yen"),
        ("CHF", r"swiss francs?"),
        ("SEK", r"swedish kron[ae]r?"),
        ("NOK", r"norwegian kron[ae]r?"),
        ("DKK", r"danish kron[ae]r?"),
        ("MXN", r"mexican (?:new )?pesos?"),
        ("BRL", r"brazilian re(?:als?|ais)"),
        ("KRW", r"(?:south )?korean? won"),
        ("INR", r"indian rupees?"),
        ("IDR", r"indonesian rupiahs?"),
        ("MYR", r"malaysian ringgits?"),
        ("THB", r"thai(?:land)? bahts?"),
        ("ZAR", r"south african rands?"),
        ("PLN", r"polish zlot(?:y|ys|ych)"),
        ("HUF", r"hungarian forints?"),
        ("CZK", r"czech korunas?"),
        ("TRY", r"turkish lira"),
        ("RUB", r"russian r(?:ou|u)bles?"),
        ("CLP", r"chilean pesos?"),
        ("ARS", r"argentine pesos?"),
        ("PEN", r"peruvian (?:nuevos? )?sol(?:es)?"),
        ("RON", r"romania(?:n)? (?:new )?leu(?:[- ]new)?|romanian lei"),
        ("KZT", r"kazakhstani? tenge"),
        ("UAH", r"ukrain\w+ hryvnia"),
        ("VND", r"vietnam\w* dong"),
        ("ISK", r"icelandic kron[ae]r?"),
        ("SKK", r"slovak\w* korunas?"),
        ("NGN", r"nigerian nairas?"),
        ("GHS", r"ghanaian cedis?"),
        ("KES", r"kenyan shillings?"),
        ("PKR", r"pakistani? rupees?"),
        ("LKR", r"sri lankan? rupees?"),
        ("COP", r"colombian pesos?"),
        ("PHP", r"philippine pesos?"),
        ("ILS", r"israeli (?:new )?she(?:k|q)els?"),
        ("CNY", r"chinese (?:yuan|renminbi)|yuan renminbi"),
        ("USD", r"u\.?s\.? dollars?|united states dollars?"),
    )
)

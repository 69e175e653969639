"""The words of schedules: column heads, totals, lower lines, derivatives, furniture (Regulation S-X 6-10, 12-12 to 12-14)."""

from __future__ import annotations

import re

# --- column heads ----------------------------------------------------------------------------------------------------

#: Words that may stand in a column head and that a security's description hardly consists of.
HEAD_WORDS = frozenset(
    """shares share principal prin prin. amount amounts amt amt. face par value values value+ market fair cost costs identified amortized rate rates
    coupon interest maturity maturities date dates rating ratings moody's moody’s moodys s&p s&p's fitch credit bank loan description security securities issuer title borrower/tranche
    issue issues issuer, name of or or/ the at in and & number no no. nos units unit contracts contract quantity balance held percent percentage
    pct % net assets asset total investments investment members' partners' members’ partners’ capital country industry sector state currency local
    us$ us u.s. $ usd dollars dollar 000 000's 000s omitted note notes optional call call/put provisions provision acquired acquisition first initial
    expiration strike price exercise unrealized appreciation depreciation appreciation/ (depreciation) gain loss notional counterparty settlement
    type borrower/tranche tranche borrower fund funds redemption redemptions frequency liquidity ownership interest* purchase effective yield
    annualized discount days notice period original stated final expected legal holding holdings cusip ticker date+ as thousands unaudited a b c d e f g h
    available next permitted lockup lock-up remaining domicile strategy* value* value** value(a) value† amount* amount† amount+ rating* ratings* ratings** provisions*
    basis points spread reference index footnotes footnote
    strategy on payable year weighted average from realized gain/(loss) gains losses description(1) shares/ shares/par par* value^ ($) shares* sh. mkt. mkt val. val amt* maturity* (s) per issuer, yield* distribution""".split()
)
#: Column heads of names, of words that names and headings consist of too ("Investment Company").
NAME_HEAD = re.compile(
    r"(?:portfolio )?compan(?:y|ies)(?: name)?(?:\s?(?:\([\da-z, ]{1,7}\)|[*†‡#+]|\^\{[^{}]*\}))*", re.I
)
#: Head words -> role, first match wins. Roles are those of `columns.Role`.
HEAD_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.I))
    for role, pattern in (
        ("mark", r"^\(?foot-?\s?notes?\)?$"),
        ("balance", r"\bpayable at maturity"),
        ("acquired", r"acqui(?:red|sition)|purchase date|initial date|date of (?:initial|first)"),
        ("maturity", r"maturit|\bdue\b"),
        (
            "other",
            r"expir|strike|exercise|redempt|liquid|notice|unfunded|gross|dividend|ownership|rating|moody|call\b|unrealized|appreciation|premium|lock",
        ),
        ("percent", r"%|percent|\bpct\b"),
        ("cost", r"\bcost\b(?!.*\bvalue)|\bbook\b"),
        ("coupon", r"coupon|interest rate|\brate\b|yield|stated interest"),
        (
            "balance",
            r"\b(?:par|face|principal|maturity)\W? ?value\b(?!.*\b(?:market|fair)\b)(?!.*\bvalue\b.*\bvalue\b)",
        ),
        ("value", r"value|\bmarket\b|\bfair\b|amortized cost"),
        (
            "balance",
            r"share|principal|prin\b|\bpar\b|face|amount|amt|quantity|\bunits?\b|number|\bheld\b|contracts|balance|nominal|notional|\b000\b",
        ),
    )
)
#: Units of the balance by head word, Form N-PORT codes.
HEAD_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("PA", re.compile(r"principal|prin\b|\bpar\b|face|nominal", re.I)),
    ("NS", re.compile(r"share|units?\b|held", re.I)),
    ("NC", re.compile(r"contract", re.I)),
)
#: Units printed beside a quantity.
UNIT_WORDS: dict[str, str] = {
    "shs": "NS",
    "shs.": "NS",
    "sh": "NS",
    "sh.": "NS",
    "shares": "NS",
    "units": "NS",
    "wts": "NS",
    "wts.": "NS",
    "rts": "NS",
    "warrants": "NS",
    "contracts": "NC",
    "par": "PA",
}
#: Cells that are ratings ("Baa1/BBB+", "AAA***", "NR", "A-1+", "VMIG1").
RATING = re.compile(
    r"^(?:V?MIG [1-4]|(?:AAA|AA|A|BBB|BB|B|CCC|CC|C|DDD|DD|D|Aaa|Aa|Baa|Ba|Caa|Ca|NR|N/R|WR|WD|N\.R\.|VMIG|MIG|SP|F|P|A-|F-|P-|SP-|MIG-|VMIG-|Unrated|na|NA|N/A)[1-3]?[+\-−–]?(?:e|\(P\)|p|r)?)"
    r"(?:\s?/\s?(?:AAA|AA|A|BBB|BB|B|CCC|CC|C|D|Aaa|Aa|Baa|Ba|Caa|Ca|NR|N/R|WR|VMIG|MIG|SP|F|P|A-|F-|P-|SP-|NA|na)[1-3]?[+\-−–]?)*"
    r"(?:\s?(?:\([a-zA-Z0-9]{1,2}\)|[*#+†@]{1,4}|\^\{[^}]*\}))*$"
)
#: Optional call provisions ("8/11 at 103.00", "08/13 @ 100", "No Opt. Call").
CALL_PROVISION = re.compile(
    r"^(?:\d{1,2}/\d{2,4} ?(?:at|@) ?\d{2,3}(?:\.\d+)?|No Opt(?:\.|ional) Call|No Optional|Any ?time)\b.{0,12}$", re.I
)
DATE_CELL = re.compile(
    r"^(?:due\s+)?(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}/\d{2,4}|\d{1,2}-\d{1,2}-\d{2,4}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}|[A-Z][a-z]{2}-\d{2}|Perpetual)"
    r"(?:\s?[-–—]\s?\d{1,2}/\d{1,2}/\d{2,4})?(?:\s?(?:\([a-z0-9,]{1,5}\)|[*#+†‡]+|\^\{[^}]*\}))*$",
    re.I,
)
COUPON_CELL = re.compile(
    r"^(?:\d{1,2}\.\d+|\d{1,2}|\d{1,2} \d/\d\d?)\s?%?(?:\s?[-–—/]\s?\d{1,2}\.\d+\s?%?)?(?:\s?\(.*\)|\s?[*#+†‡]+|\^\{[^}]*\})*$|^(?:zero|adj|var|float|TBD)\w*\.?(?: coupon| rate)?%?(?:\s?\(.*\)|\s?[*#+†‡]+|\^\{[^}]*\})*$",
    re.I,
)

# --- captions --------------------------------------------------------------------------------------------------------

_MARKS = r"(?:\s*(?:\([a-zA-Z0-9*+]{1,3}\)|[*†‡+]+|\^\{[^}]*\}))*"
#: Captions of the grand total of investments, surest first.
TOTAL_INVESTMENTS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(p, re.I)
    for p in (
        r"^total (?:net |portfolio )?(?:investments?|investment portfolio|portfolio(?: of)? investments?|investment securities|market value of (?:securities|investments))\b(?!,? (?:in|of)\b)(?!.*\bsold short\b)(?!.*\bnet of\b)",
        r"^total (?:investments? |holdings )?(?:in |of )?(?:portfolio|holdings|(?:investment |portfolio |underlying |hedge |private )+funds?|securities|unaffiliated|all)\b(?!.*\b(?:sold short|net of)\b)(?! ?lending)",
        r"^total (?:investments?|securities)\b.*\bnet of\b",
        r"^total (?:fair|market) value\b",
        r"^(?:net )?investments?,? (?:in securities,? )?at (?:market |fair )?value\b",
        r"^(?:total )?(?:portfolio|holdings|securities|investment portfolio)(?: holdings)?\s*(?:[-–—:(]|$)",
        r"^totals?\s*(?:[-–—:(*]|\d|$)",
        r"^total (?:long[- ]term|common|stocks|bonds|municipal|fixed|equit|convertible|short[- ]term|preferred).{0,50}",
    )
)
TOTAL = re.compile(
    r"^(?:sub-?\s?total|total|totals)\b|^.{3,60}\bsub-?total\W*$|^[A-Za-z][A-Za-z &./'’-]{2,50} (?-i:Totals?|TOTALS?)$",
    re.I,
)
NET_ASSETS = re.compile(
    r"^(?:total )?net assets?\b(?! (?:consist|value per|resulting|acquired))|^(?:total )?(?:members|partners|shareholders|stockholders|investors|unitholders)['’`]?s?['’`]?\s*(?:capital|equity)\b",
    re.I,
)
#: Captions of lines between total investments and net assets.
OTHER_LINE = re.compile(
    r"^(?:other (?:assets?|liabilit\w*|net\b|receivables?|payables?|less\b)|cash|liabilities|receivables?|excess|net other|total other|assets in excess|preferred|auction|floating rate|inverse floating|borrow|loans? payable|notes? payable|securities sold short|"
    r"(?:call |put )?options? written|written (?:call|put)?|reverse repurchase|payable|obligation|less\b|short[- ]term borrow|credit (?:facility|agreement)|financial derivative|line of credit|unfunded|total liabilities|"
    r"collateral|forward|open futures|futures|unrealized|net unrealized|deferred|margin|deposits?|redeemable|variable rate (?:muni|demand pref)|munifund|term preferred|leverage|net liabilities|foreign currency|due (?:to|from|for)|dividends?|interest|accrued|prepaid|securities lending|liability|assets\b|net\b(?! assets)|tender option|mandatory|trust preferred shares)",
    re.I,
)
#: Section captions whose rows are derivatives, with the kind of record (Regulation S-X 12-13 to 12-13C, 12-12A).
DERIVATIVE_SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            "option_written",
            r"(?:options?|calls?|puts?|swaptions?|warrants?)\b.{0,20}\bwritten\b|\bwritten\b.{0,20}\b(?:options?|calls?|puts?)\b|covered calls?|collateralized puts?|outstanding option contracts|written (?:call|put|covered)",
        ),
        ("future", r"\bfutures?\b(?: contracts?)?"),
        (
            "forward",
            r"\bforward\b.{0,25}\b(?:currency|exchange|contracts?|commitments?)|foreign currency (?:exchange )?contracts|currency (?:exchange )?contracts",
        ),
        ("swap", r"\bswaps?\b(?: (?:contracts?|agreements?|transactions?))?\b"),
        (
            "short_sale",
            r"(?:securities|stocks?|bonds?|investments?|tba|sale commitments?)\b.{0,20}\bsold short\b|short (?:sales|positions)|sold short",
        ),
    )
)
#: Groups inside a section of options.
OPTION_GROUP = re.compile(
    r"^(?:call|put|index|equity|exchange[- ]traded|over[- ]the[- ]counter|otc)s?\b(?! (?:provision|date))", re.I
)
#: Section captions that only look like derivative ones.
NOT_DERIVATIVE_SECTION = re.compile(
    r"purchased|managed futures|investment funds?|forward (?:air|industries)|collateral|futures fund", re.I
)

# --- headings and furniture -----------------------------------------------------------------------------------------

CONTINUED = re.compile(r"[\s,–—-]*\(?\b(?:continued|concluded|cont['’]?d?\.?)\b\)?\.?\s*$|\(con'?t\.?\)\s*$", re.I)
#: "Alabama -- 3.0%", "Automobile: 10.9%", "Consumer Staples (12.2%)", "CALIFORNIA 13.2% (9.0% OF TOTAL INVESTMENTS)".
HEADING_PERCENT = re.compile(
    r"^(?P<name>.*?[A-Za-z).*\d}^{+†\]/])\s*(?P<lead>[-–—:]{1,3}|\.{2,}|\(|\[|\s)\s*(?P<open>\(?)(?P<sign>[-–—]?)(?P<num>\.\d+|\d{1,3}(?:\.\d+)?)\s*(?P<shut>\)?)\s?%\)?"
    r"(?P<tail>(?:\s*(?:(?:[-–—]{1,2}\s*)?\(?\s*(?:of|as a percentage of)?\s*(?:total |common |managed )?(?:net assets|assets|partner'?s?|member'?s?|capital|holdings|investments|portfolio)\b.*|\([\d.]+%.*\)|\*+|\([a-zA-Z0-9+*]{1,3}\)|[†‡+#¤~^µ«§@]|\^\{[^}]*\}|\)|\]|(?<=\))\d{1,2}|(?<=%)\s?[a-z](?=\s*$)|(?<=[%)])\.(?=\s*$)))*)\s*$",
    re.I,
)
SECOND_PERCENT = re.compile(r"\(\s*(\d{1,3}(?:\.\d+)?|\.\d+)\s?%?\s*(?:of|\))[^)]*(?:total investments|\))", re.I)
#: A percent that ends an issuer's line is a coupon, not a section's share: words that issuers and issues end in.
ISSUER_END = re.compile(
    r"(?:,|\b(?:inc|corp|co|ltd|plc|llc|l\.p|lp|n\.?v|s\.?a|ag|trust|notes?|bonds?|debentures?|series \w+|ser\.? \w+|class \w+|preferred|pfd|due|coupon|at|rate|libor|sr|sub|cv|gtd|\+))[.,]?$",
    re.I,
)
#: Words that end the name of a company or fund and begin none: a line of nothing else goes on with the line above.
LEGAL_FORM = re.compile(
    r"^(?:L\.?\s?P|L\.?\s?L\.?\s?C|L\.?\s?L\.?\s?P|Ltd|Limited|Inc|Incorporated|Corp|Co|Company|PLC|plc|S\.?A|N\.?V|A\.?G|A/S|ASA|S\.?p\.?A|B\.?V|(?:Offshore |Onshore |Partners,? |Fund,? |Class [A-Z],? )+(?:L\.?P|Ltd|L\.?L\.?C|Limited)|(?:Fund|Portfolio)(?=$))\b\.?(?:,? ?(?:L\.?P|Ltd|Inc|Limited|[A-Z]))*\.?(?:\s*\([a-zA-Z0-9]{1,2}\)|\s*[*+†]+)*$"
)
#: How a line of a municipal bond's description goes on that no description begins with.
MUNICIPAL = re.compile(
    r"^(?:Revs?\.|Spl\. Tax|G\.?O\.|Gen\. Oblig|Rfdg\.|Ref(?:unding)?\.? (?:Revs?\b|Bonds)|(?:Un)?[Ll]td\. Tax|Ctfs?\. of|Facs?\.|"
    r"Revenue (?:Bonds|Ref)|Tax Allocation|\((?:[A-Z][\w.&’' ]+ )(?:Proj|Project|Hosp)\b)"
)
#: Running heads and feet, which hold "page" or "report".
RUNNING_FOOT = re.compile(
    r"^.*\bpage \d+ of \d+\W*$|^(?:\d{1,4} )?.{3,90}\b(?:semi-?\s?annual|annual|quarterly) reports?\b", re.I
)
#: The end of a company's name, its issue behind it: no heading stands above.
NAME_ENDS = re.compile(r"^(?:Corp|Inc|Co|Ltd|Limited|L\.?L\.?C|L\.?P|PLC|plc|N\.?V|S\.?A)\b\.?,\s*(?:\S|$)")
#: Other furniture of pages.
FURNITURE = re.compile(
    r"^(?:(?-i:OF NET ASSETS)\W*(?:continued|concluded)?\W*$|\(unless otherwise noted\)$|\d{0,4}\s?(?:see )?(?:the )?(?:accompanying |combined )notes|\d{0,4}\s?see (?:the )?notes|the accompanying|see note|see footnotes|notes? (?:to|are an integral)|page(?:\s*\d+)?\W*$|\W*\d{1,4}\W*(?:& ?\d{1,4}\W*)?$|\[(?:graphic|logo|photo|picture|image)\b[^\]]*\]|edgar filing:|"
    r"(?:annual|semi-?annual|quarterly) reports?\b|unaudited\W*$|\(unaudited\)|continued\W*$|\(continued\)|an integral part|percentages? (?:shown|are|indicated)|\(?percentages?|\(?showing percentage|amounts? in thousands|\(?in (?:thousands|u\.?s\.? dollars)|"
    r"(?:as of |at )?(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}, \d{4}\W*(?:\(?(?:un)?audited\W*)?(?:\(?continued\W*)?$|"
    r"table of contents|www\.|this page|intentionally|financial statements\.?$|integral part|the notes to)",
    re.I,
)
#: Heads of columns on lines of their own, among the rows.
COLUMN_HEAD = re.compile(
    r"^\(?(?:fair|(?-i:[A-Z]{2,3})\$|beneficial(?: interest)?|(?:%|percent) of (?:net assets|(?:members|partners|shareholders)['’]?(?: capital)?)|(?:members|partners|shareholders)['’]|"
    r"(?:notional|principal|prin\.|face) (?:amounts?|amt\.)(?: value)?|shares/?(?: ?(?:principal|par|prin\.) ?(?:amounts?|value|amt\.))?|footnotes?|credit rating|moody['’]?s ?/ ?s&p|"
    r"issuer \(guarantor\)|unless otherwise noted|number of (?:shares|contracts)|of contracts)\)?(?: [a-z])?$",
    re.I,
)
#: Lines of a legend that stands between the rows of two pages.
LEGEND_LINE = re.compile(
    r"^(?:[*+†‡#]{1,3}|\([a-z*+]\))?\s*(?:non-?income|portions? of (?:the |this )?secur|portfolio abbreviations?$|to simplify the listings)",
    re.I,
)
#: A tranche row that continues its issuer's line ("Series 2009 B", "Term Loan, maturing", "5.25%, 07/01/37").
TRANCHE = re.compile(
    r"^(?:(?:series|sub-?series|ser|first|second|third|class|cl|tranche|term|revolv\w*|delayed|synthetic|letter of credit|loan|facility|bank loan|due|maturing|senior|sr|sub|"
    r"subordinated|notes?|bonds?|debentures?|common|preferred|warrants?|units?|adr|gdr|144a|floating|variable|refunding|frn|reg\.? ?s|strips?|discretionary|increasing|lc|zero coupon|zero cpn)\b"
    r"|\$?\d+(?:\.\d+)?\s?%|TBD\b|\d\d[- ](?:yr|year)\b\.?|pass[- ]thr|\d+ \d/\d|\.\d+%|\d{1,2}/\d{1,2}/\d{2}|\(?libor|(?-i:[a-z](?![A-Z])))",
    re.I,
)
#: A row that prints only its terms ("3.500%, 09/17/07").
PURE_TERMS = re.compile(
    r"^(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})$|\d{1,2}(?:\.\d+)?%|\d{1,2} \d/\d{1,2}%?|\.\d+%|zero coupon)(?:[\s,-]|$)",
    re.I,
)
#: Marks in brackets and nothing else ("(2), (@), (R)").
ONLY_MARKS = re.compile(r"^(?:\([^()\s]{1,2}\)[,\s]*)+$")
#: How one series or class of an issue begins.
SERIES = re.compile(r"^(?:(?:sub-?)?series|ser\.|class|cl\.|tranche)\s", re.I)
#: An issuer's line ends in a colon, marks may follow it.
COLON_END = re.compile(r"[:;]\s*(?:\([a-zA-Z0-9*+]{1,3}\)|[*†‡+#@]+|\^\{[^}]*\})*$")

"""The words of titles: which part of a report a title line opens (Regulation S-X 6-01 to 6-10, Forms N-CSR and N-Q).

Each pattern is matched at the start of a title line, behind an optional fund name or item number.
"""

from __future__ import annotations

import re

from fundfilings.letters import in_small
from fundfilings.split.parts import Kind

_ADJ = r"(?:(?:condensed|consolidated|combined|unaudited|audited|summary|financial|interim|comparative)\s+)*"
_SCHEDULES = r"(?:schedules?|statements?|portfolios?|summary|list)"
#: How a date begins, in small letters.
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2},"
_OWNERS = r"(?:net assets|(?:members?|partners?|shareholders?|stockholders?|investors?|unitholders?)['’`]?s?['’`]?\s+(?:capital|equity|interests?)|capital|net worth|equity)"

#: (kind, pattern). The first that matches decides.
TITLES: tuple[tuple[Kind, str], ...] = (
    ("changes_in_net_assets", rf"{_ADJ}statements? ?of ?changes in\b.{{0,40}}?(?:{_OWNERS}|operations)"),
    ("changes_in_net_assets", rf"changes in {_OWNERS}$"),
    ("cash_flows", rf"{_ADJ}statements? ?of ?cash flows?"),
    (
        "assets_and_liabilities",
        rf"{_ADJ}statements? ?of ?(?:assets?(?: and|,| &) liabilities|financial condition|financial position|assets, liabilities,? and)",
    ),
    ("assets_and_liabilities", rf"{_ADJ}(?:balance sheets?$|balance sheets?,)"),
    ("operations", rf"{_ADJ}statements? ?of ?(?:operations|income\b|net investment income)"),
    (
        "schedule",
        rf"{_ADJ}{_SCHEDULES} of (?:portfolio )?(?:investments?\b|holdings|securities\b|investment securities)",
    ),
    (
        "schedule",
        rf"{_ADJ}{_SCHEDULES} of (?:outstanding |open )?(?:(?:written |purchased )?(?:call |put )?options?|(?:financial )?futures|forward|swaps?|securities sold short)",
    ),
    ("schedule", rf"{_ADJ}statements? ?of ?net assets"),
    ("schedule", r"(?:the fund['’]s portfolio|investment portfolio|portfolio holdings|portfolio of investments?)\b"),
    (
        "schedule",
        r"(?:the )?(?:fund|trust|portfolio)['’]?s['’]? (?:investments|investment portfolio|holdings|portfolio)\b(?!\s+(?:in|of|for|by|and|on)\b)|investments? and securities sold short|securities owned by",
    ),
    ("schedule", rf"investments?\s*(?:/|as of\b|[-–—]+\s*(?=continued)|\(?showing percentage|(?={_MONTH}))"),
    ("financial_highlights", r"(?:unaudited |consolidated |condensed )*financial highlights"),
    (
        "financial_highlights",
        r"(?:selected|supplemental) (?:per[- ]share|financial)\b.{0,30}data|per[- ]share (?:operating )?(?:data|income and capital)",
    ),
    (
        "notes",
        r"(?:combined |consolidated |condensed |unaudited )*notes? to (?:the )?(?:\w+['’]?s? )?(?:consolidated |combined |condensed |unaudited )*(?:financial statements?|schedules?\b|portfolios?\b|investments\b|statements? of|statements?\W*$)",
    ),
)

#: Titles that count only right below a line "Financial statements".
BARE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("assets_and_liabilities", re.compile(r"^assets (?:and|&) liabilities$", re.I)),
    ("operations", re.compile(r"^operations$", re.I)),
    ("changes_in_net_assets", re.compile(rf"^changes in {_OWNERS}$", re.I)),
    ("cash_flows", re.compile(r"^cash flows$", re.I)),
    ("schedule", re.compile(r"^(?:fund['’]s |trust['’]s |portfolio )?investments?$", re.I)),
)
#: A caption of balance sheets and notes too, which is a schedule's title where what percents mean stands below it.
OVER_PERCENTS = re.compile(r"\W*investments in securities\W*$", re.I)
BASE_OF_PERCENTS = re.compile(r"\(percentages? (?:represent|are (?:based|calculated)|shown)", re.I)
ABOVE_BARE = re.compile(r"^\W*financial statements\W*$", re.I)
#: Small letters without one of which no line names a title behind a fund's name (see NAMED_TITLE).
TITLE_LETTERS = ("statement", "schedule", "portfolio", "highlights", "notes to", "summary", "list")
BARE_BEGIN = re.compile(r"^(?:assets (?:and|&)|changes in(?: net)?|cash|(?:fund|trust)['’]s)$", re.I)

#: Titles that end whatever ran before them, wherever they stand.
ENDINGS: tuple[str, ...] = (
    r"(?:independent )?(?:registered )?(?:report of (?:the )?independent|independent (?:registered|auditor|accountant)|auditor['’]?s['’]? report)",
    r"item\s+\d{1,2}\b",
    r"(?:board of )?(?:directors|trustees|managers)(?:['’]s?)? ?(?:and|&) ?(?:executive |principal |key )?(?:officers|advisor)",
    r"(?:directors|trustees),? officers,? (?:and|&)|how to contact\b|service providers$",
    r"(?:officers|management)(?: of the (?:fund|trust|company))?,? (?:and|&) (?:directors|trustees)|management of (?:the )?(?:fund|trust|company|portfolio)s?$",
    r"(?:results of |report of |annual |special )+(?:annual |special )?(?:meeting|shareholder)|proxy results|voting results|shareholder (?:meeting|voting)",
    r"(?:renewal|approval|board (?:review|consideration|approval)|basis for|factors considered)\b.{0,60}(?:agreement|contract|advis)",
    r"signatures?$|exhibit index|certifications?$|privacy (?:policy|notice|statement)",
    r"(?:letter|message|report) (?:to|from) (?:the |our |your )?(?:share|stock|unit)?holders?|(?:share|stock)holder letter|dear (?:fellow )?(?:share|stock|unit)",
    r"(?:management['’]?s )?discussion (?:of|and)|(?:understanding|about) your (?:fund|trust)['’]?s? expenses|quality profile",
)
#: Titles that also head a paragraph of notes or a small table in a schedule: they end a part only where a page begins.
ASIDES: tuple[str, ...] = (
    r"(?:automatic |common share )?(?:dividend|distribution)s? (?:reinvestment|investment|disbursing)|automatic dividend",
    r"(?:important |federal |supplemental |additional |other |income )*tax (?:information|notice|status)",
    r"(?:other|additional|supplemental|shareholder|investor|fund|general|corporate|company) information\b",
    r"proxy voting|(?:consideration|considerations)\b.{0,60}(?:agreement|contract|advis)",
    r"glossary|investment (?:objective|restrictions|policies)",
    r"portfolio (?:managers?|composition|summary|statistics|profile|changes|highlights)|performance (?:summary|review|overview|highlights|results)|(?:top|largest) (?:ten|10|five|\d+)\b",
    r"(?:shareholder |fund )?expense examples?|directory|swap information",
)

_LEAD = r"^\W*(?:financial statements\W+)?(?:(?:item\s*\d{1,2}\s*(?:\([a-z]\))?\s*[.:–—-]*\s*)|(?:\([a-z]\)\s*))?"
TITLE_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (k, re.compile(_LEAD + p, re.I)) for k, p in (*TITLES, *(("other", p) for p in (*ENDINGS, *ASIDES)))
)
#: A quick look before the patterns one by one, at the text in small letters: three times as fast as one that folds them.
ANY_TITLE = re.compile(_LEAD + "(?:" + "|".join(p for p in (*(p for _, p in TITLES), *ENDINGS, *ASIDES)) + ")")
#: The first three letters of what it finds.
TITLE_BEGINS = frozenset(
    """abo add ann app aud aut bal bas boa cer cha com con cor dea dir dis div exh exp fac fed fin fun gen glo
    how imp inc ind int inv ite let lis man mes not off oth per por pri pro qua reg ren rep res sch sec sel ser sha
    sig spe sta sto sum sup swa tax the top lar tru una und vot""".split()
)
ASIDE = re.compile(_LEAD + "(?:" + "|".join(ASIDES) + ")", re.I)
#: A title behind a fund's name on one line ("ACME INCOME FUND SCHEDULE OF INVESTMENTS").
NAMED_TITLE = re.compile(
    rf"^(?P<name>.{{3,80}}?\b(?:funds?|trust|portfolios?|inc|llc|l\.?l\.?c|l\.?p|company|corp|series)\b[.,]?\s*(?:\([A-Z]+\))?\s*(?:[IVX]+)?)"
    rf"[\s:,–—|-]+(?:financial statements\W+)?(?P<title>{_ADJ}(?:{_SCHEDULES} of (?:portfolio )?(?:investments?|holdings)|statements? of |financial highlights|notes to ).*)$",
    re.I,
)
#: A first title line that the next line finishes.
UNFINISHED = re.compile(
    r"^(?:condensed |consolidated |combined |summary )*(?:statements?|schedules?|portfolios?|notes)(?: of| to)?(?: changes(?: in)?| assets(?: and)?| net| cash| the| financial)?$|^(?:financial|investments)$",
    re.I,
)
#: How such a line begins, in small letters.
UNFINISHED_BEGINS = (
    "condensed", "consolidated", "combined", "summary", "statement", "schedule", "portfolio", "notes", "financial", "investments",
)  # fmt: skip
CONTINUED = re.compile(r"\(?\b(?:continued|concluded|cont['’]?d?\.?)\)?|\(con'?t\.?\)", re.I)
#: What a sentence has and a title has not.
#: A line that ends so goes on below.
RUNS_ON = re.compile(r"\b(?:the|a|an|of|in|to|and|or|see|its|their|this|our|with|from|by|on)$")
SENTENCE = re.compile(
    r"\b(?:is|are|was|were|which|that|have|has|should|includes?|included|contains?|see|refer|begin\w*|page|pages|pursuant|herein|located|not applicable|attached|filed)\b",
    re.I,
)

#: Words that make a short line a fund's name.
FUND_WORDS = re.compile(
    r"\b(?:fund|trust|portfolio|series|company|corporation|corp|inc|incorporated|l\.?l\.?c|l\.?p|ltd|limited|etf|spdr|account|partners|shares)\b\.?",
    re.I,
)
#: Small letters one of which each of them has.
FUND_LETTERS = (
    "fund", "trust", "portfolio", "series", "company", "corp", "inc", "l.c", "lc", "l.p", "lp", "ltd", "limited", "etf",
    "spdr", "account", "partners", "shares",
)  # fmt: skip
#: What a line with such a word may be without naming a fund: how it begins, ...
NOT_A_NAME = re.compile(
    r"^\W*(?:see |the accompanying|(?:the )?(?:securities|holdings) (?:of|held|in) |accompanying |notes? |total |net |common (?:stock|share)|preferred|shares?\b|portfolio of\b|portfolio holdings|schedule|statement|financial (?:statement|highlight|information|position)|(?:the|your) (?:fund|trust|company|portfolio)(?:['’]?s)?\b(?! of)|"
    r"investments?\b(?! (?:grade|company|trust|income))|trust preferred|mutual fund|unit trust|closed-end|\d+(?!\d| [A-Z][A-Za-z]+ )|\(|principal|amount|"
    r"exchange[- ]traded|annual report|semi-?annual|percent|unaudited|continued|as of|for the|item|number|inception|class\b|summary|"
    r"capital share|limited part|portfolio$|portfolio\s+(?:composition|manage|summary|statist|turnover|breakdown|diversif|fund|compan)|shares? or|fund shares|company and|(?:series|issuer|company|corporation|fund|trust)\W*$|"
    r"(?:in|of|by|with|to|and|from|per) |(?:funds?|trust|inc|llc|partners)\b|dear |letter |report |managed by|a series of|(?:senior |executive )?(?:vice )?president|refunding|revenue|general obligation|[A-Z][a-z]+ (?:revenue|refunding) |supplement)",
    re.I,
)
#: ... and what stands in it, in small letters: words of columns, securities, offices, sentences.
NOT_IN_A_NAME = re.compile(
    in_small(
        r"[%$\[\]]|\d,\d{3}|\d/\d|\b(?:due|cost|amount|market value|fair value|bonds?,|notes?,|series [A-Z0-9]{1,4},|principal amount|ratings?|percentages?|percent|insights|statistics|performance (?:summary|overview|review|results|of|as|and|&)|information(?! tech)|highlights|results|"
        r"summary|letter|reports?|review|advis[eo]rs?,|distributors?|services?,|auditors?|counsel|custodian|transfer agent|accountants?|avenue|suite|boulevard|telephone|www|dividend reinvestment|"
        r"shares outstanding|per share|common shareholders?|revenue|chairman|director|officer|president|secretary|treasurer|(?<!multi-)(?<!multi )manager|years? ended|months ended|period ended|registrant|exact name|"
        r"purchased|sold|seeks?|provides?|dated|versus|vs)\b",
    )
)
#: A family's name speaks of several funds.
PLURAL = re.compile(
    r"\b(?:funds|trusts|portfolios)\W*$|\bfunds?\b.*\band\b.*\bfunds?\b|\bfunds [IVX]+\b|\bfamily of\b", re.I
)

#: What the body of each statement prints somewhere near its head; without it a title heads another table (derivatives by
#: risk "Statement of Assets and Liabilities  Interest Rate Risk  Credit Risk") or none.
BODY: dict[str, re.Pattern[str]] = {
    "assets_and_liabilities": re.compile(
        r"\b(?:total\s+(?:net\s+)?(?:assets|liabilities)|net assets|members?['’]? (?:capital|equity)|partners?['’]? capital|payables?|receivables?|liabilities:?$)",
        re.I,
    ),
    "operations": re.compile(r"\b(?:income|expenses|interest|dividends|fees)\b", re.I),
    "changes_in_net_assets": re.compile(r"\b(?:net assets|capital|operations|equity|distributions)\b", re.I),
    "cash_flows": re.compile(r"\b(?:cash|activities|net increase|net decrease)\b", re.I),
    "financial_highlights": re.compile(r"\b(?:net asset value|ratios?|total return|per share|income|capital)\b", re.I),
}
#: Captions that a balance sheet has and a schedule has not; two of them tell a "Statement of Net Assets" for one.
BALANCE_SHEET = re.compile(
    r"^\W*(?:total (?:assets|liabilities)\b|liabilities\b|assets:?$|payables?\b|receivables?\b|(?:interest|dividends?) (?:and \w+ )?receivable|"
    r"investments?\b.{0,40}\bat (?:market |fair )?value|(?:unaffiliated |affiliated |investment )securities\b.{0,20}\bat value|cash\b|prepaid expenses|"
    r"accrued expenses|paid-in capital)",
    re.I,
)
#: A statement of net assets: where its balance sheet begins, lines that stand in it, and how its last lines begin.
TOTAL_INVESTMENTS = re.compile(
    r"^\W*total (?:investments?\b|(?:market |fair )?value of (?:investments?|securities)|(?:investment )?securities\b)",
    re.I,
)
BELOW_INVESTMENTS = re.compile(
    r"\b(?:assets|liabilities|receivables?|payables?|net of|preferred|net asset value|paid[- ]in|undistributed|accumulated)\b",
    re.I,
)
NET_ASSETS_LINE = re.compile(
    r"^\W*(?:total )?net assets?\b|^\W*(?:maximum )?(?:public )?(?:offering|redemption) price\b|^\W*price per share",
    re.I,
)
NET_ASSETS_TITLE = re.compile(r"\bstatements? of net assets\b", re.I)
#: The head of a note on financial highlights, and of any note.
HIGHLIGHTS_NOTE = re.compile(
    r"^\W*(?:notes?\s*)?(?:\(?(?:\d{1,2}|[A-Z]{1,2})\)?\s?[-.:)–—]*\s*)?(?:financial highlights|selected (?:per[- ]share|financial) (?:data|information|highlights))\W*(?:\(?(?:unaudited|continued)\)?\W*)*$",
    re.I,
)
NOTE_HEAD = re.compile(
    r"^\W*(?:notes?\s+(?:\d{1,2}|[A-Z])\b|\d{1,2}\s?[.):–—-]+\s*[A-Z]|\(\d{1,2}\)\s*[A-Z]|[A-Z]\.\s+[A-Z])", re.I
)
PER_SHARE = re.compile(r"^\W*(?:per[- ]share|selected|supplemental)\b", re.I)
#: Column heads of a schedule: what is held, and what it is worth.
HELD = re.compile(
    r"\b(?:shares?|principal|par|face|units?|cost|contracts|(?:%|percent(?:age)?) of (?:net assets|members?|partners?))\b",
    re.I,
)
WORTH = re.compile(r"\b(?:value|fair value|market value)\b", re.I)

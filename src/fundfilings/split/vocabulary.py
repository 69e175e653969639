"""The words of titles: which part of a report a title line opens (Regulation S-X 6-01 to 6-10, Forms N-CSR and N-Q).

Each pattern is matched at the start of a title line, behind an optional fund name or item number.
"""

from __future__ import annotations

import re

from fundfilings.split.parts import Kind

_ADJ = r"(?:(?:condensed|consolidated|combined|unaudited|audited|summary|financial|interim|comparative)\s+)*"
_SCHEDULES = r"(?:schedules?|statements?|portfolios?|summary|list)"
_OWNERS = r"(?:net assets|(?:members?|partners?|shareholders?|stockholders?|investors?|unitholders?)['’`]?s?['’`]?\s+(?:capital|equity|interests?)|capital|net worth|equity)"

#: (kind, pattern). The first that matches decides; "other" ends whatever ran before it.
TITLES: tuple[tuple[Kind, str], ...] = (
    ("changes_in_net_assets", rf"{_ADJ}statements? of changes in\b.{{0,40}}?(?:{_OWNERS}|operations)"),
    ("changes_in_net_assets", rf"changes in {_OWNERS}$"),
    ("cash_flows", rf"{_ADJ}statements? of cash flows?"),
    ("assets_and_liabilities", rf"{_ADJ}statements? of (?:assets?(?: and|,| &) liabilities|financial condition|financial position|assets, liabilities,? and)"),
    ("assets_and_liabilities", rf"{_ADJ}(?:balance sheets?$|balance sheets?,)"),
    ("operations", rf"{_ADJ}statements? of (?:operations|income\b|net investment income)"),
    ("schedule", rf"{_ADJ}{_SCHEDULES} of (?:portfolio )?(?:investments?\b|holdings|securities\b|investment securities)"),
    ("schedule", rf"{_ADJ}{_SCHEDULES} of (?:outstanding |open )?(?:(?:written |purchased )?(?:call |put )?options?|(?:financial )?futures|forward|swaps?|securities sold short)"),
    ("schedule", rf"{_ADJ}statements? of net assets"),
    ("schedule", r"(?:the fund['’]s portfolio|investment portfolio|portfolio holdings|portfolio of investments?)\b"),
    ("schedule", r"(?:the )?(?:fund|trust|portfolio)['’]?s['’]? (?:investments?|holdings|portfolio)\b|investments? and securities sold short|securities owned by"),
    ("schedule", r"investments?\s*(?:/|as of\b|[-–—]+\s*[A-Z]|\(showing percentage)"),
    ("financial_highlights", r"(?:unaudited |consolidated |condensed )*financial highlights"),
    ("financial_highlights", r"(?:selected|supplemental) (?:per[- ]share|financial)\b.{0,30}data|per[- ]share (?:operating )?(?:data|income and capital)"),
    ("notes", r"(?:combined |consolidated |condensed |unaudited )*notes? to (?:the )?(?:\w+ )?(?:consolidated |combined |condensed |unaudited )*(?:financial statements?|schedules?\b|portfolios?\b|statements? of)"),
    ("other", r"(?:independent )?(?:registered )?(?:report of (?:the )?independent|independent (?:registered|auditor|accountant)|auditor['’]?s['’]? report)"),
    ("other", r"item\s+\d{1,2}\b"),
    ("other", r"(?:automatic |common share )?(?:dividend|distribution)s? (?:reinvestment|investment|disbursing)"),
    ("other", r"(?:board of )?(?:directors|trustees|managers)(?:['’]s?)? ?(?:and|&) ?(?:executive |principal |key )?(?:officers|advisor)"),
    ("other", r"(?:officers|management)(?: of the (?:fund|trust|company))?,? (?:and|&) (?:directors|trustees)|management of (?:the )?(?:fund|trust|company|portfolio)s?$"),
    ("other", r"(?:important |federal |supplemental |additional |other |income )?tax (?:information|notice|status)|(?:other|additional|supplemental|shareholder|investor|fund|general|corporate|company) information\b"),
    ("other", r"(?:results of |report of |annual |special )+(?:annual |special )?(?:meeting|shareholder)|proxy (?:results|voting)|shareholder (?:meeting|voting)|voting results"),
    ("other", r"(?:renewal|approval|board (?:review|consideration|approval)|consideration|basis for|factors considered|considerations)\b.{0,60}(?:agreement|contract|advis)"),
    ("other", r"signatures?$|exhibit index|certifications?$|privacy (?:policy|notice|statement)|glossary|investment (?:objective|restrictions|policies)"),
    ("other", r"(?:letter|message|report) (?:to|from) (?:the |our |your )?(?:share|stock|unit)?holders?|(?:share|stock)holder letter|dear (?:fellow )?(?:share|stock|unit)"),
    ("other", r"(?:management['’]?s )?discussion (?:of|and)|portfolio (?:managers?|composition|summary|statistics|profile|changes|highlights)|performance (?:summary|review|overview|highlights|results)|(?:top|largest) (?:ten|10|five|\d+)\b"),
    ("other", r"(?:understanding|about) your (?:fund|trust)['’]?s? expenses|(?:shareholder |fund )?expense examples?|directory|quality profile|swap information|automatic dividend"),
)

_LEAD = r"^\W*(?:(?:item\s*\d{1,2}\s*(?:\([a-z]\))?\s*[.:–—-]*\s*)|(?:\([a-z]\)\s*))?"
TITLE_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple((k, re.compile(_LEAD + p, re.I)) for k, p in TITLES)
#: A title behind a fund's name on one line ("ACME INCOME FUND SCHEDULE OF INVESTMENTS").
NAMED_TITLE = re.compile(
    rf"^(?P<name>.{{3,80}}?\b(?:funds?|trust|portfolios?|inc|llc|l\.?l\.?c|l\.?p|company|corp|series)\b[.,]?\s*(?:\([A-Z]+\))?\s*(?:[IVX]+)?)"
    rf"[\s:,–—|-]+(?P<title>{_ADJ}(?:{_SCHEDULES} of (?:portfolio )?(?:investments?|holdings)|statements? of |financial highlights|notes to ).*)$",
    re.I,
)
#: A first title line that the next line finishes.
UNFINISHED = re.compile(
    r"^(?:condensed |consolidated |combined |summary )*(?:statements?|schedules?|portfolios?|notes)(?: of| to)?(?: changes(?: in)?| assets(?: and)?| net| cash| the| financial)?$|^financial$",
    re.I,
)
CONTINUED = re.compile(r"\(?\b(?:continued|concluded|cont['’]?d?\.?)\)?|\(con'?t\.?\)", re.I)
#: What a sentence has and a title has not.
SENTENCE = re.compile(r"\b(?:is|are|was|were|which|that|have|has|should|includes?|included|contains?|see|refer|begin\w*|page|pages|pursuant|herein|located|not applicable|attached|filed)\b", re.I)

#: Words that make a short line a fund's name.
FUND_WORDS = re.compile(
    r"\b(?:fund|funds|trust|portfolio|series|company|corporation|inc|incorporated|l\.?l\.?c|l\.?p|ltd|limited|etf|spdr|account|partners|shares)\b\.?", re.I
)
#: What a line with such a word may be without naming a fund.
NOT_A_NAME = re.compile(
    r"^\W*(?:.*\b(?:cost|value|amount|number of|percent|principal)\b|see |the accompanying|accompanying |notes? |total |net |common stock|preferred|shares?\b|portfolio of\b|portfolio holdings|schedule|statement|financial|the fund['’]?s|"
    r"investment|trust preferred|mutual fund|money market|unit trust|closed-end|\d|\(|principal|amount|"
    r"exchange[- ]traded|annual report|semi-?annual|percent|unaudited|continued|as of|for the|item|number|inception|class\b|summary|"
    r"capital |limited |portfolio$|portfolio\s+(?:composition|manage|summary|statist|turnover|breakdown|diversif)|shares? or|fund shares)", re.I,
)

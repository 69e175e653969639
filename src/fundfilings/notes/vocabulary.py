"""Words of notes, as data: subjects of note titles, sentence openers, running heads, level-table captions."""

from __future__ import annotations

import re

from fundfilings.letters import holds_any

#: Subjects that notes of funds have had since 1998 (Regulation S-X 6-03, 6-04, 12-xx; ASC 820, 815, 946).
SUBJECT = re.compile(
    r"organi[sz]ation|accounting (?:polic|principle|standard|pronouncement|estimate)|business|\bgeneral\b|"
    r"description of|basis of|valuation|fair value|\btax|"
    r"(?:management|advis\w+|administrat\w+|service|distribution|custod\w+|"
    r"agency|incentive|investor) .*(?:fee|agreement|agent|contract|plan)|management fee|affiliate|related part|"
    r"purchases|sales of|transactions?|capital|beneficial interest|\bshares\b|\bstock\b|\bunits\b|interests|dividend|"
    r"distribution|borrowing|line of credit|\bloans?\b|credit (?:facility|agreement|risk)|\bnotes?\b|derivative|swap|"
    r"options?\b|futures|forward|securities lend|loaned|subsequent|indemnif|commitment|contingen|concentration|"
    r"\brisks?\b|litigation|legal|regulatory|pronouncement|restricted|illiquid|unfunded|"
    r"financial (?:highlight|instrument)|off-balance|expense|retirement|pension|rights offering|repurchase|"
    r"reclassif|investments?\b|allocation|"
    r"security|securities|custody|directors|trustees|plan\b|leverage|repricing|reorgani|merger|acquisition|insurance|"
    r"foreign|currency|credit|indebtedness|estimates|restate|proxy|redemption|members|partners|portfolio|fees",
    re.I,
)

#: Subjects with which a set of notes begins.
FIRST_SUBJECT = re.compile(
    r"organi[sz]ation|accounting polic|significant|\bgeneral\b|business|basis of|description|valuation|the fund\b|"
    r"summary",
    re.I,
)

#: A finite verb or the like: what a sentence has and a title has not.
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|may|can|will|shall|should|must|does|do|did|been|be|being|represents?|includes?|"
    r"amounted|provides?|pays?|paid|entered|intends?|uses?|follows|began|became|adopted|declared|consists?|agreed|makes?|"
    r"seeks?|calculates?|issued|approved|renewed|received|earned|incurred|participates?|values|states|requires?|"
    r"considers?|accounts for|allows?|permits?|relates?|occurs?|invests?|holds?)\b"
)

#: Words a sentence of a note begins with, where it runs on behind its title on the same line.
OPENER = re.compile(
    r"\b(?:The|This|These|A|An|As|At|For|From|In|It|Its|On|Each|All|Any|Certain|During|Effective|Generally|Under|"
    r"Pursuant|Subsequent to|Purchases and|Purchases|Aggregate|Transactions in|There|No|Management|Investments in|"
    r"Investment transactions|Securities are|Security transactions|Dividends and|Distributions|Net|Various|Following|"
    r"After|Because|When|While|With)\b(?=[ ,])"
)

#: Words between which a title in capitals and small letters runs on.
CONNECTORS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "its",
        "of",
        "on",
        "or",
        "per",
        "the",
        "to",
        "under",
        "upon",
        "with",
        "without",
        "-",
        "–",
        "—",
        "/",
        "&",
    ]
)

CONTINUED = re.compile(r"[\s,–—-]*[(\[]?\s*\b(?:continued|concluded|cont['’]?d|cont)\b\.?\s*[)\]]?[\s.:]*$", re.I)

#: Titles of the notes themselves, repeated at the top of pages.
NOTES_TITLE = re.compile(
    r"^\W*(?:item\s+\d.{0,40})?(?:combined |consolidated |condensed |unaudited )*notes? to (?:the )?(?:\w+ )?"
    r"(?:consolidated |combined |condensed |unaudited |quarterly )*"
    r"(?:financial statements?|schedules?|portfolios?|statements?)"
    r"\b.{0,90}$",
    re.I,
)
#: Legends under a schedule call themselves notes too ("Notes to Schedule of Investments: (a) ...").
LEGEND_TITLE = re.compile(
    r"notes? to (?:the )?(?:schedules?|portfolios?|statements?) of (?:investments?|portfolio)", re.I
)

#: Lines that belong to the page and not to the note.
FURNITURE = re.compile(
    r"^\W*(?:(?:page )?\d{1,3}(?:\s+\((?:continued|concluded)\))?|-\s*\d{1,3}\s*-|(?:semi-?\s?)?annual report|see (?:accompanying )?notes? to .{0,60}|"
    r"edgar filing: .*|table of contents|\(?(?:continued|concluded|unaudited)\)?|"
    r".{0,6}notes to (?:the )?financial statements .{0,4}"
    r"integral part.*|see accompanying notes.*|(?:the )?accompanying notes are.*|\(?\s*-?\s*\d{1,3}\s*-?\)?)\W*$",
    re.I,
)
#: A running foot: page number and name of the report on one line ("24 | Annual Report", "Annual Report | 21").
RUNNING_FOOT = re.compile(r"^(?:\d{1,3}\s*\|?\s+.{3,90}\breports?\b.{0,20}|.{0,90}\breports?\b\s*\|?\s*\d{1,3})$", re.I)

#: Running heads and feet in other orders: "Acme Fund 8 Annual Report", "Annual Report August 31, 2008 35",
#: "Acme Trust | Annual Report | 11/30/09 63"; and the notes' own title cut short: "NOTES TO FINANCIAL--JUNE 30, 2005
#: (CONTINUED)". A title has no small words to speak of.
EDGE = re.compile(
    r"^(?=.{0,100}\b(?:semi-?\s?annual|annual|quarterly) reports?\b)(?=.*\d).{1,110}(?<![.,;])$|"
    r"^(?:notes to financial\b.{0,40}\((?:continued|concluded)\))$",
    re.I,
)

#: Small letters one of which furniture longer than so many characters has.
_FURNITURE_LETTERS, _PAGE_NUMBER = (
    ("report", "note", "edgar filing", "table of contents", "continued", "concluded", "unaudited"),
    24,
)


def is_furniture(text: str, low: str) -> bool:
    """Whether a line belongs to the page and not to the note; `low` is the line in small letters. "($000)" alone is a
    table's scale and no page number."""
    return (
        "000" not in text
        and (len(text) <= _PAGE_NUMBER or holds_any(low, _FURNITURE_LETTERS))
        and FURNITURE.match(text) is not None
    )


def is_running_foot(text: str, low: str) -> bool:
    """Whether a line is a running foot; `low` is the line in small letters."""
    return "report" in low and RUNNING_FOOT.match(text) is not None


def is_edge(text: str, low: str) -> bool:
    """Whether a line standing alone is a running head or foot; `low` is the line in small letters."""
    if not ("report" in low or "continued" in low or "concluded" in low) or EDGE.match(text) is None:
        return False
    return sum(word[:1].islower() for word in text.split()) <= 2


def is_notes_title(text: str, low: str) -> bool:
    """Whether a line is the title of the notes themselves; `low` is the line in small letters."""
    return "note" in low and NOTES_TITLE.match(text) is not None


#: A level in a column head ("Level 1", "Quoted Prices (Level 1)", "LEVEL II").
LEVEL = re.compile(r"\blevel\s*(1|2|3|I{1,3})\b", re.I)
#: Heads that name a level and are no column of it.
LEVEL_NOT_A_COLUMN = re.compile(
    r"transfer|\binto\b|\bout of\b|roll-?forward|reconcil|technique|\b(?:is|are|was|were|include[sd]?)\b", re.I
)
#: What ends a level table.
LEVEL_STOP = re.compile(
    r"reconciliation|roll-?forward|transfers? (?:in|out|between)|beginning balance|balance,? (?:as of|at|beginning)|"
    r"valuation technique|unobservable input|realized gain|there were no",
    re.I,
)

"""Words that statements print, as data: furniture, titles, openings, what runs on and what names a class."""

from __future__ import annotations

import re
from functools import lru_cache

from fundfilings.letters import holds_any

_PARENS = re.compile(r"\([^()]*\)")
#: "Net investment (loss)", "Net (decrease)/increase in": signs in words, with the words beside them.
_SIGN = r"(?:increase|decrease|income|gains?|loss(?:es)?|appreciation|depreciation|earnings|deficit)"
_SIGN_IN_PARENS = re.compile(rf"(?P<before>[a-z]*)(?P<gap>[\s/]*)\((?P<sign>{_SIGN})\)(?=[\s/]*(?P<after>[a-z]*))")
_SIGNS_BEGIN = ("(inc", "(dec", "(gain", "(loss", "(appr", "(depr", "(earn", "(def")
_IS_SIGN = re.compile(_SIGN)
_LONE_SLASH = re.compile(r"(?<![a-z0-9])/|/(?![a-z0-9])")
_OPEN_PAREN = re.compile(r"\([^()]*$")
_NOT_WORD = re.compile(r"[^a-z0-9/%$.']+")
_APOSTROPHE = re.compile(r"[’‘`´]")


@lru_cache(maxsize=1024)
def plain(caption: str) -> str:
    """A caption as patterns see it: lower case, without parentheses, marks and punctuation. A word in parentheses is
    kept where it is the only one that tells the sign ("Net investment (loss)")."""
    text = caption.lower()
    if not text.isascii() or "`" in text:
        text = _APOSTROPHE.sub("'", text)
    if "(" in text:
        if holds_any(text, _SIGNS_BEGIN):
            text = _SIGN_IN_PARENS.sub(_only_sign, text)
        while (shorter := _PARENS.sub(" ", text)) != text:
            text = shorter
        text = _OPEN_PAREN.sub(" ", text)
    if "/" in text:
        text = _LONE_SLASH.sub(" ", text)
    return _NOT_WORD.sub(" ", text).strip(" .")


def _only_sign(m: re.Match[str]) -> str:
    beside = _IS_SIGN.fullmatch(m["before"]) or _IS_SIGN.fullmatch(m["after"])
    return m["before"] + m["gap"] + ("" if beside else f" {m['sign']} ")


#: Lines between a statement's rows that are no part of it (running heads and feet). Searched in the raw line.
FURNITURE = re.compile(
    r"^\W*(?:\d{1,3}\s+)?(?:\|\s*)?(?:see\s+(?:the\s+)?(?:accompanying\s+)?notes?\b|"
    r"see\s+accompanying|(?:the\s+)?accompanying\s+notes?\b|"
    r"the\s+notes\s+to\s+(?:the\s+)?financial\s+statements\s+are|refer\s+to\s+notes|see\s+independent|edgar\s+filing:|"
    r"\(?continued\)?\W*$|\[?(?:logo|graphic)\b)|"
    r"\bintegral\s+part\s+of\s+th(?:e|ese)\s+(?:financial\s+)?statements|"
    r"\bsee\s+(?:accompanying\s+)?notes\s+to\s+(?:the\s+)?financial",
    re.I,
)

#: Small letters one of which every such line has.
_FURNITURE_LETTERS = ("see", "notes", "accompanying", "continued", "edgar", "logo", "graphic", "integral")


def is_furniture(text: str) -> bool:
    """Whether a raw line is a running head or foot."""
    return holds_any(text.lower(), _FURNITURE_LETTERS) and FURNITURE.search(text) is not None


#: A statement's own title, repeated on a later page or standing above the columns.
TITLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "assets_and_liabilities",
        re.compile(
            r"\bstatements?\s+of\s+(?:net\s+)?assets(?:,|\s+and)?\s*(?:liabilities)?|"
            r"\bstatements?\s+of\s+financial\s+condition|\bbalance\s+sheets?\b",
            re.I,
        ),
    ),
    ("cash_flows", re.compile(r"\bstatements?\s+of\s+cash\s*flows?\b", re.I)),
    ("changes_in_net_assets", re.compile(r"\bstatements?\s+of\s+changes\s+in\b", re.I)),
    ("operations", re.compile(r"\bstatements?\s+of\s+(?:operations|income)\b", re.I)),
    (
        "financial_highlights",
        re.compile(
            r"\bfinancial\s+highlights\b|^\W*selected\s+(?:per[- ]share|data|financial)\b",
            re.I,
        ),
    ),
)

#: Small letters one of which every such title has.
TITLE_LETTERS = ("statement", "sheet", "highlights", "selected")

#: What the first row or group of a statement says, where its title is missing.
OPENINGS: dict[str, re.Pattern[str]] = {
    "operations": re.compile(r"^(?:net )?investment (?:income|loss)$|^income$"),
    "changes_in_net_assets": re.compile(
        r"^(?:from )?(?:investment )?operations$|^(?:increase|decrease|increase decrease) in net assets"
    ),
    "cash_flows": re.compile(r"^cash (?:flows?|used|provided).*operating activities"),
    "assets_and_liabilities": re.compile(r"^assets$"),
}
#: The letters with which one of them begins.
OPENING_BEGINS = ("net ", "investment ", "income", "from ", "operations", "increase", "decrease", "cash ", "assets")
#: The line with which a statement's main matter is over.
CLOSINGS: dict[str, re.Pattern[str]] = {
    "assets_and_liabilities": re.compile(r"^net assets|net asset value"),
    "operations": re.compile(r"(?:from|in) (?:investment )?operations"),
    "changes_in_net_assets": re.compile(r"end of (?:the )?(?:year|period)"),
    "cash_flows": re.compile(r"end of (?:the )?(?:year|period)"),
}
#: Captions whose figures no scale of the table applies to.
UNSCALED = re.compile(r"\bper\s+(?:[\w$,.]+\s+){0,3}(?:share|unit|interest)\b|\bratio\b|(?<![\d)])%|\bpercent", re.I)

#: Headings that never run on into the next line.
SECTION_WORDS = frozenset(
    (
        "assets",
        "liabilities",
        "net assets",
        "capital",
        "investment income",
        "income",
        "expenses",
        "operations",
        "from operations",
        "cash",
        "leverage",
        "supplemental data",
        "ratios/supplemental data",
        "per share data",
        "per share operating performance",
        "realized and unrealized gain on investments",
        "increase in net assets",
        "decrease in net assets",
        "increase decrease in net assets",
        "increase in net assets from",
        "increase decrease in net assets from",
    )
)

#: Words after which a caption runs on in the next line.
CONNECTORS = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "applicable",
        "are",
        "as",
        "at",
        "available",
        "based",
        "before",
        "between",
        "by",
        "comprised",
        "consisting",
        "due",
        "during",
        "for",
        "from",
        "in",
        "including",
        "into",
        "is",
        "less",
        "net",
        "of",
        "on",
        "or",
        "other",
        "per",
        "plus",
        "regarding",
        "resulting",
        "than",
        "that",
        "the",
        "through",
        "to",
        "under",
        "unless",
        "upon",
        "versus",
        "via",
        "was",
        "were",
        "which",
        "with",
        "within",
        "without",
        "&",
    ]
)

#: Words with which no caption begins: a line that does goes on from the one above.
CONTINUATIONS = frozenset(
    ["derived", "resulting", "applicable", "attributable", "allocable", "available", "pursuant", "respectively"]
)

#: Words that leave the noun to the next line ("NET ASSETS APPLICABLE TO COMMON" / "SHAREHOLDERS").
WANTS_NOUN = re.compile(
    r"\b(?:applicable|attributable|allocable|available|distributions?|dividends?) to (?:the )?"
    r"(?:common|preferred|auction)$|\bper share of (?:common|preferred|capital)$|"
    r"\bnet asset value\b.*\b(?:offering|redemption)$",
    re.I,
)

#: Captions that begin what a table is made for: no line above runs on into them.
BEGINS_ANEW = re.compile(
    r"^(?:net asset value|net assets|members?['’]? capital|partners?['’]? capital)\W+(?:at )?(?:the )?beginning\b", re.I
)

#: Captions whose last noun stands alone below the figures ("... from Capital Share" over "Transactions").
PARTED_NOUNS = re.compile(
    r"\b(?:(?:capital|share|stock|currency|futures|swap)\|transactions|capital\|gains|"
    r"(?:select|investor|admiral|institutional|signal|plus)\|shares)$",
    re.I,
)

#: The last letters of what it finds, as printed in small letters.
PARTED_ENDS = ("transactions", "gains", "shares")

#: A count of shares in words under a figure: no part of the caption above it and no group.
COUNT_LINE = re.compile(
    r"^\(?(?:based on |on )?(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?) "
    r"(?P<caption>(?:[a-z]+ ){0,4}(?:shares|units|interests)\b[a-z ]*\boutstanding)\W*$",
    re.I,
)

#: A group and its first row run together in one cell by a rendering.
INLINE_GROUP = re.compile(
    r"^(?P<group>(?:receivables?|payables?|accrued expenses)(?:\s+(?:for|from|to))?:)\s+(?P<caption>\S.*)$", re.I
)

#: What names a share class in a head or a heading.
CLASS_NAME = re.compile(
    r"\b(?:class\s+(?:[A-Z]{1,2}\d?|[IVX]+|\d{1,2}|one|two|three|(?:institutional|investor|"
    r"advisor|service|retail|premier|select|common|preferred))\b(?:\s+shares?)?"
    r"|(?:[A-Z][\w.&'-]*\s+){0,3}(?:institutional|investor|advisor|adviser|service|retail|"
    r"premier|admiral|etf|signal|select|administrative|reserve|"
    r"plan|daily income|ultra|preferred client)\s+(?:class|shares)\b(?:\s+shares)?"
    r"|(?:managing|special|other|general|limited)\s+(?:members?|partners?)\b|series\s+[A-Z]\b(?:\s+shares)?)",
    re.I,
)
_CLASS_LETTERS = ("class", "shares", "member", "partner", "series")


def class_name(text: str) -> re.Match[str] | None:
    """Where a text names a share class (CLASS_NAME), after a quick look at its letters."""
    return CLASS_NAME.search(text) if holds_any(text.lower(), _CLASS_LETTERS) else None

"""Issuer and issue, parted.

    "Sacramento Cnty. Water Rev., 5.00%, 6/1/34"        "Sacramento Cnty. Water"   "Rev., 5.00%, 6/1/34"
    "Acme Corp., Series B, 4.25% preferred"             "Acme Corp."               "Series B, 4.25% preferred"
    "Term Loan, maturing March 31, 2011"                None                       "Term Loan, maturing March 31, 2011"

They part at the first of: a semicolon, "Series", "Class", the words of an issue (notes, revenue bonds, term loan,
preferred, ADR, ...), the coupon, the maturity. Where the description begins with one of these, no issuer is printed.
"""

from __future__ import annotations

import re
from string import whitespace

from fundfilings.schedule.countries import is_state_heading
from fundfilings.schedule.lexicon import heads_of, word_heads

_ISSUE_WORDS = (
    r"(?:Revenue(?:-|,|\s(?:Refunding|Bonds?|Ref|Certificates))|Rev\b\.?|General Obligation|"
    r"G\.?O\.?\b(?=[,\s]|$)|RB\b|COPs?\b|Special Tax|Tax Allocation)"
    r"|(?:(?:[Ss]enior|[Ss]r\.?|[Jj]unior|[Jj]r\.?|[Ss]ubordinated|[Ss]ub\.?|[Ss]ecured|[Ss]ec\.|[Uu]nsecured|[Uu]nsec\.|"
    r"[Cc]onvertible|[Cc]onv\.?|cv\.?|[Gg]td\.?|[Aa]sset[- ][Bb]acked|"
    r"[Mm]edium[- ][Tt]erm|[Dd]iscount|[Dd]isc\.|[Mm]ortgage|[Mm]tge?\.?)\s)*"
    r"(?:[Nn]otes?|[Bb]onds?|[Dd]ebentures?|[Dd]ebs?\.|LYONs|STRIPS?|[Ss]trips?|[Bb]ills?)(?=[,\s.]|$)"
    r"(?!\s(?:\w+\s){0,2}(?:Funds?|Portfolios?|ETF)\b)(?!\s(?:(?:Master|Owner)\s)*(?:Trust|Co|Company|Corp|Finance|"
    r"Funding|Bank|Street|Printing)\b)"
    r"|(?:(?:[Cc]onvertible|[Cc]umulative|[Nn]on-?cumulative|Conv\.?|cv\.?|"
    r"mandatory)\s)*(?:[Pp]referred(?=\s(?:[Ss]tock|[Ss]hares|\d|[Ss]er)|[,\s]*$)|[Pp]fd\b\.?)"
    r"|(?:(?:(?:Sponsored|Spons?\.|SP)\s)?[AG]DRs?\b|144A\b|FRN\b|"
    r"[Ww]arrants?\b|[Rr]ights?(?=,?\s\(?[Ee]xp)|CVR\b|TBA\b|\(?[Zz]ero [Cc]oupon|Exp\.)"
)
#: The first two letters of all these: where neither stands behind a blank, the words need not be tried one by one.
_ISSUE_BEGINS = (
    r"(?:R[eBi]|ri|G[eO.tD]|gt|C[lOouV]|c[ouv]|S[eurptTP]|s[eurt]|T[aB]|A[sD]|as|J[ur]|j[ur]|Un|un|M[eot]|m[eota]|D[ie]|d[ie]|"
    r"No|no|B[oi]|b[oi]|LY|P[rf]|p[rf]|14|FR|Wa|wa|\([Zz]|[Zz]e|Ex)"
)
#: Words that begin an issue. Case tells them from names: "Preferred Bank", "Senior Housing". The pattern begins with
#: what stands before them, which lets the search pass over letters.
_ISSUE = (
    rf"[;, \n\t-](?:(?<=;)\s|(?=\s?{_ISSUE_BEGINS})(?:"
    r"(?<=[,\s-])\s?(?:(?:Sub)?[Ss]eries|Ser\b\.?|Class|Cl\b\.?)(?=\s?[A-Z0-9\"“'(])"
    rf"|(?<=[,\s])\s?(?:{_ISSUE_WORDS}))"
)
#: Loans, whose words may stand far behind the comma.
_LOAN = (
    r"|(?<=,)\s(?!(?:Inc|Ltd|LLC|LP|L\.P|Corp|Co|N\.A|S\.A|plc|PLC)\b)"
    r"(?=[^,;]{0,60}?\b(?:[Ll]oans?|Revolver|Term [A-F]|Facility [A-Z]|Tranche [A-F]|Delay(?:ed)?[- ]Draw)\b)"
    r"|(?<=\s)(?=(?:(?:First|Second|1st|2nd|Third)[- ]Lien |Initial |Delayed[- ]Draw |Incremental |Tranche [A-F]\S* )*"
    r"(?:Term|Bridge|Revolving) (?:Loan|Credit))"
)
_ANY_ISSUE, _ANY_ISSUE_OR_LOAN = re.compile(f"{_ISSUE})"), re.compile(f"{_ISSUE}{_LOAN})")
#: One of these words stands in every text that the patterns find anything in but a semicolon.
_ISSUE_HEADS = heads_of(
    "series subseries ser class cl revenue rev general go g rb cop cops special tax note bond debenture deb debs lyon "
    "strip bill preferred pfd adr adrs gdr gdrs 144a frn warrant right cvr tba zero exp"
)
_LOAN_HEADS = heads_of("loan revolver revolving facility tranche term bridge delay delayed")
#: Behind these the words of an issue began earlier, at the comma: "..., Florida, Multifamily Housing Revenue Bonds".
_LONG_WORD = re.compile(r"[,\s]\s?(?:Revenue|Bonds)")
_FORM = re.compile(r"(?:Inc|LLC|Ltd|Corp|Co|L\.P|LP)\b")
#: Words of a loan's facility, of which one stands at least.
_FACILITY_CORE = frozenset("term tranche facility revolver deposit lc l/c credit".split())
_FACILITY = frozenset(
    """first second third 1st 2nd 3rd lien new funded pre-funded prefunded synthetic letter letters of initial
    additional incremental delayed draw dip u.s. us european euro dollar canadian borrower commitment
    extended""".split()
)
#: What may stand between a name and its title: stops, and words that both can end in.
_STOPS = whitespace + ",;:–—-"
_LAST_WORDS = ("due", "maturing", "dated", "enior", "and", " at")
_LAST_WORD = re.compile(r"\b(?:due|maturing|dated|[Ss]enior|and|(?:dated [\d/-]{6,10},? )?at)$")


def split_title(text: str, place: int = -1) -> tuple[str | None, str | None]:
    """(issuer, issue). `place` is where the coupon or the maturity stands, -1 where neither does."""
    heads = word_heads(text)
    m = None
    if not _LOAN_HEADS.isdisjoint(heads):
        m = _ANY_ISSUE_OR_LOAN.search(" " + text)
    elif ";" in text or not _ISSUE_HEADS.isdisjoint(heads):
        m = _ANY_ISSUE.search(" " + text)
    cut = m.start() - 1 if m else -1
    if m and m.start() == 0:
        cut = 0
    elif m and _LONG_WORD.match(m[0]):
        cut = _comma_before(text, cut)
    if place >= 0 and (cut < 0 or place < cut):
        cut = _facility_before(text, place)
    if cut < 0:
        return text.strip(" ,;:-") or None, None
    name = _name(text[:cut])
    if name.count("(") > name.count(")"):  # "Federal Home Loan Bank (1 Mo. LIBOR - 0.13%)"
        name = _name(name[: name.rfind("(")])
    title = text[len(name) :].lstrip(_STOPS).rstrip()
    return name or None, title or None


def _name(text: str) -> str:
    """What stands before an issue, without what parts the two."""
    name = text.rstrip(_STOPS + "(")
    while name.endswith(_LAST_WORDS) and (m := _LAST_WORD.search(name)):
        name = name[: m.start()].rstrip(_STOPS + "(")
    return name


def _facility_before(text: str, cut: int) -> int:
    """The comma at which a loan's facility begins that stands before a rate or a date without the word loan: "Acme
    Corp., First Lien Term, 5/27/11"."""
    end = text.rstrip(_STOPS)[:cut].rstrip(_STOPS)
    comma = end.rfind(", ")
    words = end[comma + 2 :].lower().split()
    if comma <= 0 or not words or _FACILITY_CORE.isdisjoint(words):
        return cut
    known = all(w in _FACILITY_CORE or w in _FACILITY or (len(w) <= 3 and w[0].isalnum()) for w in words)
    return comma if known else cut


def _comma_before(text: str, cut: int) -> int:
    """The comma at which the words of an issue begin, if it is near and no state's name follows it."""
    comma = text.rfind(", ", 0, cut)
    if comma > 0 and _FORM.match(text, comma + 2):
        comma = text.rfind(", ", 0, comma)  # ", United Airlines, Inc. Project, Revenue Bonds"
    words = text[comma + 2 : cut].split()
    if comma <= 0 or cut - comma > 40 or not words or (len(words[0]) == 2 and words[0].isupper()):
        return cut  # "Tulsa, OK Airport Revenue": a state's letters belong to the name
    return cut if is_state_heading(words[0]) or is_state_heading(" ".join(words[:2])) else comma

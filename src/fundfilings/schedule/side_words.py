"""The words of tables that stand beside a schedule: affiliates, restricted securities, unfunded commitments.

                   BEGINNING     GROSS      GROSS      ENDING    DIVIDEND   VALUE
NAME OF ISSUER      SHARES     ADDITIONS  REDUCTIONS   SHARES     INCOME     END
affiliate           balance    purchases  sales        balance    income     value
"""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["affiliate", "restricted", "unfunded"]
#: What a column of figures holds, before its place among its like says whether it is the beginning's or the end's.
Role = Literal[
    "balance",
    "value",
    "purchases",
    "sales",
    "net_activity",
    "realized_gain",
    "change_in_unrealized",
    "income",
    "capital_gain_distributions",
    "cost",
    "value_per_unit",
    "percent",
    "commitment",
    "unrealized",
]

#: Without one of these no block announces such a table; a quick look before the patterns.
TRIGGER_LETTERS = (
    "ffiliat", "FFILIAT", "cquisition", "CQUISITION", "cquired", "CQUIRED", "nfunded", "NFUNDED", "estricted sec",
    "estricted Sec", "TRICTED SEC",
)  # fmt: skip

#: What stands above a table of the kind, in its caption, the sentence that announces it, or its heads.
ANNOUNCES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "unfunded",
        re.compile(r"\bunfunded\b|\bcommitments? (?:outstanding|to fund)\b|could be extended at the option", re.I),
    ),
    (
        "restricted",
        re.compile(
            r"\brestricted\b|\billiquid\b|\bprivate(?:ly)? plac|\bdates? of acquisition|\bacquisition (?:dates?|cost)|"
            r"\bdates? acquired|\b144A\b",
            re.I,
        ),
    ),
    ("affiliate", re.compile(r"\baffiliat(?!ed purchaser)", re.I)),
)
#: What tells a table of something else under the same words.
NOT_HEADS = re.compile(
    r"\blevel [123]\b|\btransfers?\b|\bpremiums?\b|\bcontracts\b|\bcompensation\b|\btrustees?\b|\bdirectors?\b|"
    r"\btotal number\b|\bprice paid\b|\bmaximum number\b|\bvoted\b|\boriginal share|\bfor the (?:six|year|period)\b|"
    r"\bpension\b|\bclass [a-z]\b|\bcommissions?\b|\bshareholders?\b|\bfees?\b|\boffice\b|\bbalance sheet\b|\btax\b",
    re.I,
)

#: Words in heads of tables of derivatives: where they stand, a table above has ended.
OTHER_HEADS = re.compile(
    r"\bcontracts\b|\bnotional\b|\bcounterparty\b|\bsettlement\b|\bexpiration\b|\btermination\b|\bstrike\b|"
    r"\bexercise price\b|\breference entity\b",
    re.I,
)
#: Heads that only tables of affiliates have.
OF_AFFILIATES = re.compile(r"\bpurchases?\b.*\b(?:sales?|sold|proceeds|redemptions)\b", re.I)

#: (role, words in the head of a column), the first that is found holds.
ROLES: dict[Kind, tuple[tuple[Role, re.Pattern[str]], ...]] = {
    "affiliate": (
        ("percent", re.compile(r"percent|%", re.I)),
        ("net_activity", re.compile(r"\bnet\s+activity\b|\bnet (?:purchases|change in (?:shares|cost))", re.I)),
        (
            "capital_gain_distributions",
            re.compile(
                r"capital\s+gains?\s+(?:dist|divid|credited)|distributions?\s+(?:of|from)\s+(?:net\s+)?(?:realized|capital)|"
                r"realized\s+gain\s+dist|gain\s+distributions",
                re.I,
            ),
        ),
        ("change_in_unrealized", re.compile(r"unreali[sz]ed|appreciation|depreciation", re.I)),
        ("realized_gain", re.compile(r"reali[sz]ed|gains?\W+\(?loss", re.I)),
        ("income", re.compile(r"dividend|interest|\bincome\b|distributions?\b", re.I)),
        ("purchases", re.compile(r"purchase|additions?|acquisitions?|acquired|bought|contributions?", re.I)),
        (
            "sales",
            re.compile(r"\bsales?\b|\bsold\b|reductions?|dispositions?|redemptions?|withdrawals?|proceeds", re.I),
        ),
        ("cost", re.compile(r"\bcost\b", re.I)),
        ("balance", re.compile(r"\bshares?\b|\bprincipal\b|\bpar\b|\bunits\b|\bface\b|\bnumber\b", re.I)),
        ("value", re.compile(r"\bvalue\b|\bbalance\b|\bmarket\b|\bamount\b", re.I)),
    ),
    "restricted": (
        ("percent", re.compile(r"percent|%|\bnet assets\b", re.I)),
        (
            "value_per_unit",
            re.compile(r"(?:value|cost|price|carrying)\W+(?:\w+\W+){0,2}per\b|per\s+(?:share|unit)|unit\s+value", re.I),
        ),
        ("cost", re.compile(r"\bcost\b|\bbasis\b|purchase\s+price|acquisition\s+amount", re.I)),
        ("value", re.compile(r"\bvalue\b", re.I)),
        ("balance", re.compile(r"\bshares?\b|\bprincipal\b|\bpar\b|\bunits\b|\bface\b|\bamount\b", re.I)),
    ),
    "unfunded": (
        ("percent", re.compile(r"percent|%", re.I)),
        ("unrealized", re.compile(r"unreali[sz]ed|appreciation|depreciation|gain|loss", re.I)),
        ("cost", re.compile(r"\bcost\b", re.I)),
        ("value", re.compile(r"\bvalue\b", re.I)),
        (
            "commitment",
            re.compile(r"commitment|unfunded|\bpar\b|principal|\bamount\b|in\s+thousands|\(000\)|\bface\b", re.I),
        ),
    ),
}
#: How many different columns show a table of the kind, and which of them have to be there.
NEEDED: dict[Kind, tuple[int, frozenset[Role]]] = {
    "affiliate": (2, frozenset({"purchases", "sales", "net_activity", "income", "realized_gain"})),
    "restricted": (1, frozenset({"cost"})),
    "unfunded": (1, frozenset({"commitment"})),
}

BEGINNING = re.compile(r"\bbegin|\bstart\b|\bopening\b|\bprior\b", re.I)
END = re.compile(r"\bend(?:ing)?\b|\bclosing\b", re.I)
OF_SHARES = re.compile(r"\bshares?\b|\bunits\b|\bquantity\b|\bnumber\b|\bprincipal\b", re.I)
OF_MONEY = re.compile(r"\bcost\b|\$|\bvalue\b|\bproceeds\b|\bdollars?\b|\bamount\b", re.I)
#: Rows that sum, and those that list months ("Apr. 2004", purchases of a fund's own shares) or go on with a sentence.
NOT_ROW = re.compile(
    r"^\W*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\W*(?:\d|$)|^\(\d|\b(?:of|was|were|is|are|the)$|"
    r"^\(?in thousands",
    re.I,
)
TOTAL = re.compile(r"^\W*(?:sub-?)?totals?\b", re.I)
#: Words of column heads: a row of nothing else is one.
HEAD_WORDS = frozenset(
    """acquisition acquired date dates of cost value market fair security securities description issuer issue name
    shares share principal par amount amounts percent percentage net assets balance beginning begin ending end gross
    additions addition reductions reduction purchases purchase sales sale sold proceeds realized unrealized change in
    appreciation depreciation gain gains loss losses dividend dividends income interest capital distributions affiliate
    affiliates affiliated company companies investment investments number held at activity borrower commitment unfunded
    the and or from as per unit assigned basis credited to other period total fund underlying restricted carrying face
    000 0 000s thousands credits""".split()
)

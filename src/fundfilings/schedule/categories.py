"""Asset and issuer categories of Form N-PORT, inferred from headings and descriptions.

    heading "Preferred Stocks"                              EP
    heading "SENIOR SECURED FLOATING RATE LOAN INTERESTS"   LON
    "Fannie Mae, TBA, 5.5%, 30 Year"                        ABS-MBS, USGSE
    "Republic of Austria, 5.5s, 2007"                       DBT, NUSS
    "Chicago, Illinois, General Obligation Bonds, ..."      DBT, MUN

Nothing here is printed: where the signs do not agree or are missing, the answer is None. The description speaks first,
then the nearest heading, then what the security itself shows (a coupon and a maturity; shares).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from fundfilings.schedule.countries import is_state_heading
from fundfilings.schedule.lexicon import Lexicon

#: assetCat, trigger words, wording in a description; the first that is found holds.
_ASSETS = Lexicon(
    (
        (
            "RA",
            "repurchase repurchased dated",
            (
                r"\brepurchase agreements?\b|\brepurchase price\b|(?<=\bto be )repurchased\b|"
                r"\bdated\b.{0,200}\b(?:col-?\s?laterali[sz]ed|secured) by"
            ),
        ),
        (
            "DE",
            "warrants wts rights",
            r"\bwarrants?\b(?=,?\s*(?:\(|exp|$))|\bwts?\b\.?(?=$|,)|\brights\b(?=,?\s*(?:\(|exp|$))",
        ),
        (
            "ABS-CBDO",
            "clo cdo cbo collateralized collateralised",
            r"\bC[LDB]O\b|\bcollaterali[sz]ed (?:loan|debt|bond) obligations?",
        ),
        ("ABS-APCP", "asset abcp", r"\basset[- ]backed commercial paper\b|\bABCP\b"),
        (
            "LON",
            "term revolver revolving delayed credit bridge",
            (
                r"\bterm (?:loan|[a-f]-?\d?)\b|\brevolv(?:er|ing)\b(?!.{0,40}\btrust\b)|\bdelayed[- ]draw\b|"
                r"\bcredit[- ]linked deposit\b|\bbridge loan\b"
            ),
        ),
        (
            "SN",
            "structured equity credit index commodity",
            r"\bstructured notes?\b|\b(?:equity|credit|index|commodity)[- ]linked (?:note|certificate)",
        ),
        (
            "ABS-MBS",
            "tba remic remics cmo cmbs gnma ginnie government mortgage fnma fhlmc fannie freddie federal",
            (
                r"\b(?:TBA|REMICS?|CMO|CMBS|GNMA|Ginnie Mae|Government National Mortgage)\b|"
                r"(?<=\bcommercial )mortgage\b|\bmortgage (?:trust|loan|pass)|"
                r"\b(?:FNMA|FHLMC|Fannie Mae|Freddie Mac|Federal Home Loan M\w+|Federal National Mortgage)\b.{0,80}"
                r"\b(?:pool|series|class|gold|giant|pass[- ]?thr(?:u|ough))\b"
            ),
        ),
        (
            "ABS-O",
            "asset home receivables auto student card",
            (
                r"\basset[- ]backed\b|\bhome equity\b|\breceivables (?:trust|corp)|"
                r"\b(?:auto|student|card)\b.{0,80}\b(?:trust|receivables)\b.{0,80}\bclass\b"
            ),
        ),
        (
            "STIV",
            "money liquid liquidity cash time government treasury central",
            (
                r"\bmoney[- ]market\b|\bliquid(?:ity)? (?:assets )?fund\b|\bcash (?:management|reserve|"
                r"investment)s? fund\b|\b(?:government|treasury|central) cash\b.{0,60}\b(?:fund|portfolio|shares)\b|"
                r"\btime deposits?\b"
            ),
        ),
        (
            "EP",
            "preferred preference pfd prfd",
            r"\b(?:preferred|preference|pfd|prfd)\b\.?(?! (?:apartment|bank|term|voice|funding|hotel))",
        ),
        ("EC", "common ordinary adr adrs gdr gdrs", r"\b(?:common stock|ordinary shares?|[ag]drs?\b)"),
    )
)
#: (assetCat, wording in a heading), the first that is found holds; nearest heading first.
_ASSET_OF_HEADING: tuple[tuple[str, str], ...] = (
    (
        "",
        (
            r"\bstocks?\b.{0,80}\b(?:and|&|,)\b.{0,80}\b(?:bonds?|securities|preferred)\b|\bpreferred\b.{0,80}\bcommon\b|"
            r"\bcommon\b.{0,80}\bpreferred\b"
        ),
    ),
    ("RA", r"\brepurchase agreements?\b"),
    ("DE", r"^\s*warrants?\b|^\s*rights\b"),
    ("LON", r"(?<!savings & )(?<!savings and )\bloans?\b(?!.{0,80}\b(?:mortgage|bank obligations)\b)"),
    (
        "ABS-MBS",
        (
            r"(?<!non-)(?<!non )\bmortgage[- ]?(?:backed|related|pass)|\bcollaterali[sz]ed mortgage|"
            r"\bcommercial mortgage|\bCMOs?\b|\bresidential mortgage"
        ),
    ),
    ("ABS-CBDO", r"\bcollaterali[sz]ed (?:loan|debt|bond)|\bC[LD]Os?\b"),
    ("ABS-O", r"\basset[- ]?backed"),
    ("SN", r"(?<!equity or equity-)\b(?:structured|linked) (?:notes?|securities)"),
    ("DBT", r"\bconvertible (?:bonds?|notes?|debentures?|corporate|debt)|\btrust[- ]preferred|\bcapital trusts?\b"),
    ("EP", r"\bpreferreds?\b|\bpreference\b"),
    ("STIV", r"\bmoney[- ]market (?:funds?|mutual)|\btime deposits?|\bliquidity fund|\bcash sweep"),
    (
        "DBT",
        (
            r"\bbonds?\b|\bnotes?\b|\bdebt\b|\bdebentures?\b|\bmunicipal|\bcommercial paper\b|\btreasur(?:y|ies)\b|"
            r"\bgovernment\b.{0,80}\b(?:obligations?|securities|agenc)|"
            r"\bobligations?\b|\bfixed[- ]income\b|\bcertificates? of deposit\b|\bdiscount notes\b"
        ),
    ),
    (
        "EC",
        (
            r"\bstocks?\b|(?<!long/short )\bequit(?:y|ies)\b|\bcommon\b|\breal estate investment trusts?\b|"
            r"\bREITs?\b|\bshares\b"
        ),
    ),
)
#: issuerCat, trigger words, wording in a description; the first that is found holds.
_ISSUERS = Lexicon(
    (
        ("UST", "~treasury ~us", r"\bU\.?\s?S\.? (?:Treasur|T-?(?:bill|note|bond))|\bUnited States Treasur"),
        (
            "USGA",
            "government gnma ginnie small export tennessee housing private aid",
            (
                r"\bGovernment National Mortgage|\bGNMA\b|\bGinnie Mae\b|\bSmall Business Admin|"
                r"\bTennessee Valley Auth|"
                r"\bExport-Import Bank of the United|\bHousing (?:and|&) Urban|\bPrivate Export Funding|\bAID[- ]Israel"
            ),
        ),
        (
            "USGSE",
            "fannie fnma federal freddie fhlmc fhlb ffcb farmer student financing resolution",
            (
                r"\bFannie Mae\b|\bFNMA\b|\bFederal National M|\bFreddie Mac\b|\bFHLMC\b|\bFederal Home L(?:oan|n)|"
                r"\bFHLB\b|"
                r"\bFederal Farm Credit|\bFFCB\b|\bFarmer Mac\b|\bFederal Agricultural M|\bStudent Loan Marketing|"
                r"^Financing Corp\b|\bResolution Funding Corp"
            ),
        ),
        (
            "MUN",
            (
                "general revenue rev go g rb rbs cop cops ctf ctfs certificates school sch development dev finance fin "
                "financing fac housing hsg health hlth education educ educational facilities facs port airport "
                "transportation power water tax special tobacco pcr pcrb cnty county district dist cab"
            ),
            (
                r"\bgeneral obligation\b|\brev(?:enue|\.)? (?:refunding|ref|bonds?|certificates?)|"
                r"\bRev\b\.|\brevenue[ ,-]|"
                r"\bG\.?O\.?(?= ?(?:,|bonds?|ser|unlimited|limited|$))|\bRBs?\b|\bCOPs?\b|\bCtfs?\.? of part|"
                r"\bcertificates? of participation\b|"
                r"\bschool (?:district|dist\.?)\b|\b(?:dev(?:elopment)?|fin(?:ance|ancing)?|housing|hsg|health|hlth|"
                r"educ\w*|facs?|facilities|"
                r"port|airport|transportation|power|water)\.? (?:auth(?:ority)?|agcy|agency|dist)\b|\bCnty\b|"
                r"\btax allocation\b|"
                r"\bspecial tax\b|\btobacco settlement\b|\bPCRB?\b|\bcounty\b.{0,80}\bdistrict\b"
            ),
        ),
        (
            "NUSS",
            (
                "~republic ~kingdom ~commonwealth ~federation ~state ~sultanate ~government ~united ~russia ~hellenic "
                "~treasury ~recap ~province"
            ),
            (
                r"^[\w' .]{3,32},? \((?:[\w’']+ ){0,2}(?:Republic|Kingdom|Commonwealth|Sultanate|Government|Province|"
                r"Emirate) of\)|"
                r"^(?:(?:Federal|Federative|Oriental|Bolivarian|Islamic|Socialist|Arab|Hellenic|Argentine|Slovak|"
                r"Czech|Dominican|"
                r"Hashemite|People's)\s)*(?:Republic|Kingdom|Commonwealth|Federation|State|Sultanate|Government)\s+of\s+"
                r"(?!New York|Georgia\b|California|Texas|Florida|Illinois|Massachusetts|Pennsylvania|Virginia|"
                r"Kentucky|Puerto)|"
                r"^(?:United Mexican States|Russian Federation|United Kingdom|Hellenic Republic)\b|"
                r"\b(?:Government|Treasury) (?:bonds?|notes?|bills?|of)\b|\bRecapital"
            ),
        ),
        (
            "RF",
            "money liquid liquidity etf etfs exchange mutual index",
            (
                r"\bmoney[- ]market\b|\bliquid(?:ity)? fund\b|\bETFs?\b|\bexchange[- ]traded fund\b|\bmutual fund|"
                r"\bindex fund\b"
            ),
        ),
    )
)
_ISSUER_OF_HEADING: tuple[tuple[str, str], ...] = (
    (
        "PF",
        (
            r"\bhedge funds?\b|\b(?:investments? in|private|portfolio|underlying) (?:investment )?(?:funds|"
            r"partnerships)|\blimited partnership"
        ),
    ),
    (
        "RF",
        (
            r"\bmutual funds?\b|\b(?:registered )?investment compan|\bexchange[- ]traded\b|\bmoney[- ]market fund|"
            r"\bregistered funds?"
        ),
    ),
    ("UST", r"^\W*(?:u\.?\s?s\.?|united states) treasury (?:bills?|bonds?|notes?|strips)\W*(?:\(|[-–—\d]|$)"),
    ("MUN", r"\bmunicipal"),
    (
        "NUSS",
        (
            r"\bforeign government|\bsovereign (?:government|bonds?|debt|obligations)|"
            r"\bgovernment (?:bonds?|obligations|securities).{0,80}\bnon-?u"
        ),
    ),
    ("CORP", r"\bcorporate\b|\bcommon stocks?\b|\bpreferred stocks?\b|\bloans?\b|\bcommercial paper\b"),
)
#: Partnerships and the like that take others' money: hedge funds, where no number of shares is printed.
_PRIVATE_FUND = re.compile(
    r"\b(?:funds?|partners|capital|offshore|master|partnership|investors)\b.*"
    r"\b(?:L\.?P\.?|L\.?L\.?C\.?|Ltd\.?|Limited|SPC)(?=\W|$)",
    re.I,
)
_CORPORATE_NAME = re.compile(
    r"\b(?:Inc|Incorporated|Corp|Corporation|Company|Cos?|Ltd|Limited|plc|PLC|LLC|L\.L\.C|N\.?V|S\.?A|AG|SpA|"
    r"S\.p\.A|A/S|ASA|AB|Oyj|GmbH|KK|Bhd|Holdings?)\b"
)

#: Pooled vehicles, which are not corporations in Form N-PORT's sense.
_FUND_NAME = re.compile(r"\b(?:funds?|partners|partnership|portfolio|trust)\b", re.I)


#: Headings of what takes the place of cash.
_CASH_PATH = re.compile(r"\bcash equivalents?\b|\bsecurities lending\b|\bon loan\b|\bshort[- ]term\b", re.I)


def _compiled(table: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(words, re.I)) for code, words in table)


_ASSET_HEADS, _ISSUER_HEADS = _compiled(_ASSET_OF_HEADING), _compiled(_ISSUER_OF_HEADING)


#: Characters of a description that are looked at: the kind of a security shows in its first lines.
_LONGEST = 600


def _first(text: str, table: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    for code, words in table:
        if words.search(text):
            return code
    return None


@lru_cache(maxsize=1024)
def _asset_of_heading(heading: str) -> str | None:
    return _first(heading, _ASSET_HEADS)


@lru_cache(maxsize=1024)
def _issuer_of_heading(heading: str) -> str | None:
    return _first(heading, _ISSUER_HEADS)


@lru_cache(maxsize=256)
def _asset_of_path(path: tuple[str, ...]) -> str | None:
    for heading in reversed(path):
        if (code := _asset_of_heading(heading)) is not None:
            return code or None
    return "DBT" if any(is_state_heading(h) for h in path) else None


@lru_cache(maxsize=256)
def _issuer_of_path(path: tuple[str, ...]) -> str | None:
    for heading in reversed(path):
        if (code := _issuer_of_heading(heading)) is not None:
            return code
    return "MUN" if any(is_state_heading(h) for h in path) else None


def infer_asset_category(
    description: str, section_path: Sequence[str], *, is_debt: bool, convertible: bool, units: str | None
) -> str | None:
    """The assetCat code, None when unsure. `is_debt`: a maturity, or a coupon on a principal amount, is printed."""
    description = description[:_LONGEST]
    own = _ASSETS.first(description)
    head = _asset_of_path(tuple(section_path))
    if own == "DE" and (is_debt or head == "DBT"):
        own = None  # "Sewer Revenue Refunding Warrants, Series 1997A, 5.625%, 2/01/22" are bonds
    if own == "EP" and units == "PA":
        own = None
    if own and (own.startswith("ABS") or own == "LON"):
        if units == "NS" and not is_debt:
            own = None  # "Acme Mortgage Trust" in shares is a stock
        elif _issuer_of_path(tuple(section_path)) == "MUN" or (_ISSUERS.first(description) == "MUN"):
            own = "DBT"  # "GNMA/FNMA Collateralized Housing Revenue Bonds" are the housing agency's
    if own:
        return own
    if not is_debt and units != "PA" and _CASH_PATH.search(" ".join(section_path)) and _FUND_NAME.search(description):
        return "STIV"  # a fund that holds cash or the collateral of securities on loan
    if head == "LON":
        return "EC" if units == "NS" and not is_debt else "LON"
    if head in ("EC", None) and is_debt and (units != "NS" or convertible):
        return "DBT"
    if head == "DBT" and units == "NS" and not is_debt:
        return None
    if head is not None:
        return head
    if is_debt and units != "NS":
        return "DBT"
    return "EC" if units == "NS" and _CORPORATE_NAME.search(description) else None


def infer_issuer_category(
    description: str, section_path: Sequence[str], *, is_debt: bool, counted: bool = True
) -> str | None:
    """The issuerCat code, None when unsure. `counted`: a quantity is printed."""
    path = tuple(section_path)
    head = _issuer_of_path(path)
    own = _ISSUERS.first(description := description[:_LONGEST])
    if own and head == "MUN" and own != "UST":
        return "MUN"
    if own and not (own == "MUN" and (head == "CORP" or not is_debt)):
        return own
    if head is not None:
        return head
    if not counted and not is_debt and _PRIVATE_FUND.search(description):
        return "PF"
    return "CORP" if _CORPORATE_NAME.search(description) and (is_debt or not _FUND_NAME.search(description)) else None

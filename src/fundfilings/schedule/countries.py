"""Countries as schedules print them, as ISO 3166 alpha-2 codes.

"Sony Corp. ADR (Japan)"  "Republic of Austria, 5.5s, 2007"  section "UNITED KINGDOM"  "(DEU)"  section "California"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from fundfilings.schedule.lexicon import heads_of, word_heads

#: alpha-2, alpha-3, names as printed, the usual one first.
_TABLE = """
AE ARE United Arab Emirates|Abu Dhabi|Dubai
AR ARG Argentina|Argentine Republic
AT AUT Austria
AU AUS Australia|New South Wales|Queensland
BA BIH Bosnia and Herzegovina|Bosnia
BB BRB Barbados
BD BGD Bangladesh
BE BEL Belgium
BG BGR Bulgaria
BH BHR Bahrain
BM BMU Bermuda
BO BOL Bolivia
BR BRA Brazil
BS BHS Bahamas
BW BWA Botswana
BZ BLZ Belize
CA CAN Canada|Ontario|Quebec|British Columbia|Alberta|Manitoba
CH CHE Switzerland|Swiss Confederation
CI CIV Ivory Coast|Cote d'Ivoire
CL CHL Chile
CN CHN China|People's Republic of China|Peoples Republic of China
CO COL Colombia
CR CRI Costa Rica
CY CYP Cyprus
CZ CZE Czech Republic|Czechia
DE DEU Germany|Federal Republic of Germany
DK DNK Denmark
DO DOM Dominican Republic
DZ DZA Algeria
EC ECU Ecuador
EE EST Estonia
EG EGY Egypt
ES ESP Spain
FI FIN Finland
FJ FJI Fiji
FR FRA France
GA GAB Gabon
GB GBR United Kingdom|Great Britain|England|Scotland|UK|U.K.
GE GEO Republic of Georgia
GG GGY Guernsey
GH GHA Ghana
GR GRC Greece|Hellenic Republic
GT GTM Guatemala
GU GUM Guam
HK HKG Hong Kong
HN HND Honduras
HR HRV Croatia
HU HUN Hungary
ID IDN Indonesia
IE IRL Ireland
IL ISR Israel
IM IMN Isle of Man
IN IND India
IQ IRQ Iraq
IS ISL Iceland
IT ITA Italy
JE JEY Jersey, Channel Islands
JM JAM Jamaica
JO JOR Jordan|Hashemite Kingdom of Jordan
JP JPN Japan
KE KEN Kenya
KR KOR South Korea|Korea|Republic of Korea|Korea, Republic of
KW KWT Kuwait
KY CYM Cayman Islands
KZ KAZ Kazakhstan
LB LBN Lebanon|Lebanese Republic
LI LIE Liechtenstein
LK LKA Sri Lanka
LR LBR Liberia
LT LTU Lithuania
LU LUX Luxembourg
LV LVA Latvia
MA MAR Morocco
MH MHL Marshall Islands
MK MKD Macedonia|North Macedonia
MN MNG Mongolia
MO MAC Macau|Macao
MT MLT Malta
MU MUS Mauritius
MX MEX Mexico|United Mexican States
MY MYS Malaysia
NA NAM Namibia
NG NGA Nigeria
NL NLD Netherlands|The Netherlands|Holland
NO NOR Norway
NZ NZL New Zealand
OM OMN Oman
PA PAN Panama
PE PER Peru
PG PNG Papua New Guinea
PH PHL Philippines
PK PAK Pakistan
PL POL Poland
PR PRI Puerto Rico
PT PRT Portugal|Portuguese Republic
PY PRY Paraguay
QA QAT Qatar
RO ROU Romania
RS SRB Serbia
RU RUS Russia|Russian Federation
SA SAU Saudi Arabia
SE SWE Sweden
SG SGP Singapore
SI SVN Slovenia
SK SVK Slovakia|Slovak Republic
SN SEN Senegal
SV SLV El Salvador
TH THA Thailand
TN TUN Tunisia
TR TUR Turkey
TT TTO Trinidad and Tobago|Trinidad & Tobago|Trinidad
TW TWN Taiwan|Taiwan, Province of China
TZ TZA Tanzania
UA UKR Ukraine
US USA United States|U.S.|United States of America|U.S.A.
UY URY Uruguay
VE VEN Venezuela
VG VGB British Virgin Islands
VI VIR Virgin Islands|U.S. Virgin Islands
VN VNM Vietnam|Socialist Republic of Vietnam
ZA ZAF South Africa
ZM ZMB Zambia
ZW ZWE Zimbabwe
"""

#: The states, which stand as headings of municipal schedules, and their postal codes.
_STATE_TABLE = """
AL alabama; AK alaska; AZ arizona; AR arkansas; CA california; CO colorado; CT connecticut; DE delaware;
DC district of columbia; FL florida; GA georgia; HI hawaii; ID idaho; IL illinois; IN indiana; IA iowa;
KS kansas; KY kentucky; LA louisiana; ME maine; MD maryland; MA massachusetts; MI michigan; MN minnesota;
MS mississippi; MO missouri; MT montana; NE nebraska; NV nevada; NH new hampshire; NJ new jersey;
NM new mexico; NY new york; NC north carolina; ND north dakota; OH ohio; OK oklahoma; OR oregon;
PA pennsylvania; RI rhode island; SC south carolina; SD south dakota; TN tennessee; TX texas; UT utah;
VT vermont; VA virginia; WA washington; WV west virginia; WI wisconsin; WY wyoming; DC washington, d.c.;
DC washington d.c.
"""
STATES = {entry[3:]: entry[:2] for entry in re.split(r";\s*", _STATE_TABLE.strip())}
TERRITORIES = frozenset(
    {"puerto rico", "guam", "virgin islands", "u.s. virgin islands", "american samoa", "northern mariana islands"}
)

_STATE_STARTS = frozenset(name[:3] for name in (*STATES, *TERRITORIES))

_ROWS = [line.split(" ", 2) for line in _TABLE.strip().splitlines()]
_BY_NAME = {name.lower(): two for two, _, names in _ROWS for name in names.split("|")}
_BY_CODE = {three: two for two, three, _ in _ROWS}

_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z.,'& ]{1,38})\)")
_CODE = re.compile(r"\(([A-Z]{3})\)")
_STATE_CODE = re.compile(r",\s([A-Z]{2})(?=,|\s(?!\d))")
_STATE_NAME = re.compile(r",\s([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=,)")
_SOVEREIGN = re.compile(
    r"\b(?:Republic|Kingdom|Government|State|Commonwealth|Federation|Province|Bank|Treasury|Emirate|Sultanate|"
    r"Dominion)\s+of\s+(?:the\s+)?"
    r"([A-Z][\w'.]+(?:\s+(?:and\s+)?[A-Z][\w'.]+){0,2})"
)
_SOVEREIGN_NAMES = re.compile(
    r"\b(United Mexican States|Russian Federation|Argentine Republic|Hellenic Republic|Slovak Republic|"
    r"Czech Republic|Dominican Republic|"
    r"United Kingdom|[A-Z]\w+(?: [A-Z]\w+)?(?= (?:Government|Treasury|Recapital)\b))"
)
#: "Saudi Arabia (Kingdom of)", "Ontario (Province of)".
_TITLED = re.compile(
    r"([A-Z][\w' .]{2,30}?),? \((?:(?:Federal|Federative|Islamic|Democratic|Socialist|People[’']s|Hashemite|The) ){0,2}"
    r"(?:Kingdom|Republic|Province|State|Government|Commonwealth|Sultanate|Emirate|Federation|City|Principality) of\)"
)
#: A word that each of these names has.
_STATELY = heads_of("States Federation Republic Kingdom Government Treasury Recapital")
_TRIMMED = re.compile(r"\s*(?:\(continued\)|[-–—:.]+|\(?\d[\d.]*\s?%.*|\([^()]*\))\s*$", re.I)
_DOMESTIC = re.compile(
    r"\b(?:U\.?\s?S\.? Treasur|United States Treasur|U\.?S\.? Government|Federal (?:Home|National|Farm|"
    r"Agricultural)|Fannie Mae|Freddie Mac|Ginnie Mae|"
    r"Government National|FNMA|FHLMC|GNMA|FHLB|Small Business Admin|Student Loan Marketing|Tennessee Valley)",
    re.I,
)
#: The first letters of words, one of which each of these has.
_DOMESTIC_HEADS = heads_of(
    "treasury government federal fannie freddie ginnie fnma fhlmc gnma fhlb small student tennessee"
)


def country_of_name(name: str) -> str | None:
    """The code of a country's printed name or alpha-3 code, else None."""
    return _BY_NAME.get(name.strip().lower()) or _BY_CODE.get(name.strip())


@lru_cache(maxsize=1024)
def country_of_heading(heading: str) -> str | None:
    """The country that a section heading names: "FRANCE - 3.2%", "California" (US)."""
    low = _trimmed(heading).lower()
    if low in STATES:
        return "US"
    return _BY_NAME.get(low)


def is_state_heading(heading: str) -> bool:
    """Whether a heading names a state or territory of the United States."""
    if heading.lstrip()[:3].lower() not in _STATE_STARTS:
        return False
    low = _trimmed(heading).lower()
    return low in STATES or low in TERRITORIES


def _trimmed(heading: str) -> str:
    """A heading without its percent, "(continued)" and dashes."""
    name = heading[:120].strip()
    for _ in range(3):
        name, before = _TRIMMED.sub("", name), name
        if name == before:
            break
    return name


def read_country(description: str, section_path: Sequence[str] = ()) -> str | None:
    """The country (alpha-2) that the description, then its headings show; None where nothing is printed about it."""
    if "(" in description:
        for m in _IN_BRACKETS.finditer(description):
            if two := _BY_NAME.get(m[1].lower()):
                return two
        if (c := _CODE.search(description)) and (two := _BY_CODE.get(c[1])):
            return two
    heads = word_heads(description)
    if not _DOMESTIC_HEADS.isdisjoint(heads) and _DOMESTIC.search(description):
        return "US"
    if " of)" in description and (m4 := _TITLED.match(description)) and (two := _BY_NAME.get(m4[1].lower())):
        return two
    if " of " in description and (m2 := _SOVEREIGN.search(description)):
        words = m2[1].split()
        for n in range(len(words), 0, -1):
            name = " ".join(words[:n]).lower().rstrip(".")
            if name in STATES:
                return "US"
            if two := _BY_NAME.get(name):
                return two
    if (
        not _STATELY.isdisjoint(heads)
        and (m3 := _SOVEREIGN_NAMES.search(description))
        and (two := _BY_NAME.get(m3[1].lower()))
    ):
        return two
    for heading in reversed(section_path):
        if two := country_of_heading(heading):
            return two
    if "," in description:
        if (s := _STATE_CODE.search(description)) and s[1] in _STATE_CODES:
            return "US"
        if any(name.lower() in STATES for name in _STATE_NAME.findall(description)):
            return "US"
    return None


_STATE_CODES = frozenset(STATES.values())

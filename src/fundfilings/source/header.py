"""The SGML header of an EDGAR submission, in its printed and its tagged form.

    CONFORMED SUBMISSION TYPE:  N-CSRS            <TYPE>N-CSRS
    CONFORMED PERIOD OF REPORT: 20170630          <PERIOD>20170630
    FILER:                                        <FILER>
      COMPANY CONFORMED NAME:  ACME FUND INC      <CONFORMED-NAME>ACME FUND INC
    <SERIES><SERIES-ID>S000002853<SERIES-NAME>Acme S&amp;amp;P 500 Fund<CLASS-CONTRACT>...

Tags of the series block are not closed, values may be escaped twice, and one header may name several filers.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date

from fundfilings.models import Registrant, Series, ShareClass

#: Printed key or tag -> the field it gives.
_FIELDS = {
    "ACCESSION NUMBER": "accession",
    "ACCESSION-NUMBER": "accession",
    "CONFORMED SUBMISSION TYPE": "form",
    "TYPE": "form",
    "FORM TYPE": "form",
    "FORM-TYPE": "form",
    "PUBLIC DOCUMENT COUNT": "count",
    "PUBLIC-DOCUMENT-COUNT": "count",
    "CONFORMED PERIOD OF REPORT": "period",
    "PERIOD": "period",
    "FILED AS OF DATE": "filed",
    "FILING-DATE": "filed",
    "COMPANY CONFORMED NAME": "name",
    "CONFORMED-NAME": "name",
    "CENTRAL INDEX KEY": "cik",
    "CIK": "cik",
    "FISCAL YEAR END": "year_end",
    "FISCAL-YEAR-END": "year_end",
    "SEC FILE NUMBER": "file_number",
    "FILE-NUMBER": "file_number",
}
#: What opens the block of one company. FORMER COMPANY, BUSINESS ADDRESS and the like stay inside it.
_COMPANIES = frozenset(
    ("FILER", "SUBJECT COMPANY", "SUBJECT-COMPANY", "FILED BY", "FILED-BY", "FILED FOR", "ISSUER", "CO-REGISTRANT")
)
_FILER_FIELDS = ("name", "cik", "file_number", "year_end")
_LINE = re.compile(r"^[ \t]*(?:<([A-Z][A-Z-]*)>[ \t]*([^<\n]*)|([A-Z][A-Z .-]*):[ \t]*([^\n]*))$", re.M)
_SERIES_TAG = re.compile(r"<(/?)([A-Z][A-Z-]*)>([^<\n]*)")
_SERIES_BLOCK = re.compile(r"<SERIES-AND-CLASSES-CONTRACTS-DATA>")
_ID = re.compile(r"^[SC]\d{9}$")
_NOT_A_NAME = frozenset(("", "N/A", "NA", "NONE"))


@dataclass(frozen=True, slots=True)
class Header:
    """What the header (or, for a bare file, the cover page) says. All None or empty where nothing says it.

    `fiscal_year_end` is "MMDD" as printed; `filers` stand in printed order, the first is the registrant;
    `document_count` is the number of parts that the submission should have.
    """

    form: str | None = None
    accession_number: str | None = None
    period_of_report: date | None = None
    filed: date | None = None
    filers: tuple[Registrant, ...] = ()
    series: tuple[Series, ...] = ()
    fiscal_year_end: str | None = None
    document_count: int | None = None


def read_header(text: str) -> Header:
    """The Header of the text between <SEC-HEADER> and the first <DOCUMENT>. Never raises."""
    block = _SERIES_BLOCK.search(text)
    first: dict[str, str] = {}
    filers: list[dict[str, str]] = []
    for m in _LINE.finditer(text, 0, block.start() if block else len(text)):
        key = m[1] or m[3].strip()
        if key in _COMPANIES:
            filers.append({})
            continue
        field = _FIELDS.get(key)
        value = unescape(m[2] or m[4] or "").strip()
        if field is None or not value:
            continue
        if field in _FILER_FIELDS:
            if not filers:
                filers.append({})
            filers[-1].setdefault(field, value)
        else:
            first.setdefault(field, value)
    return Header(
        form=first.get("form", "").upper() or None,
        accession_number=first.get("accession"),
        period_of_report=packed_date(first.get("period")),
        filed=packed_date(first.get("filed")),
        filers=_distinct(filers),
        series=_series(text[block.start() :]) if block else (),
        fiscal_year_end=next((f["year_end"] for f in filers if "year_end" in f), None),
        document_count=int(first["count"]) if first.get("count", "").isdecimal() else None,
    )


def _distinct(filers: list[dict[str, str]]) -> tuple[Registrant, ...]:
    found = {
        (f.get("name"), f.get("cik"), f.get("file_number")): Registrant(
            name=f.get("name"), cik=f.get("cik"), file_number=f.get("file_number")
        )
        for f in filers
        if f
    }
    return tuple(found.values())


def _series(text: str) -> tuple[Series, ...]:
    """The series of all blocks (existing, new, merging), each once, with all of its classes."""
    names: dict[str, str | None] = {}
    classes: dict[str, dict[str, ShareClass]] = {}
    series_id, class_id = "", ""
    for m in _SERIES_TAG.finditer(text):
        tag, value = m[2], unescape(m[3]).strip()
        if tag == "SERIES":  # opening and closing alike end what was open
            series_id = class_id = ""
        elif tag == "CLASS-CONTRACT":
            class_id = ""
        elif tag == "SERIES-ID" and _ID.match(value):
            series_id, class_id = value, ""
            names.setdefault(series_id, None)
            classes.setdefault(series_id, {})
        elif tag == "SERIES-NAME" and series_id:
            names[series_id] = names[series_id] or _name(value)
        elif tag == "CLASS-CONTRACT-ID" and series_id and _ID.match(value):
            class_id = value
            classes[series_id].setdefault(class_id, ShareClass(class_id=class_id))
        elif tag in ("CLASS-CONTRACT-NAME", "CLASS-CONTRACT-TICKER-SYMBOL") and series_id and class_id:
            key = "name" if tag.endswith("NAME") else "ticker"
            classes[series_id][class_id] = classes[series_id][class_id].model_copy(update={key: _name(value)})
    return tuple(Series(series_id=i, name=n, classes=tuple(classes[i].values())) for i, n in names.items())


def _name(value: str) -> str | None:
    return None if value.upper() in _NOT_A_NAME else value


def unescape(value: str) -> str:
    """`value` with character references resolved to a fixed point: "S&amp;amp;P" is "S&P"."""
    for _ in range(8):
        if "&" not in value:
            break
        plain = html.unescape(value)
        if plain == value:
            break
        value = plain
    return value


def packed_date(value: str | None) -> date | None:
    """The date of "20170630", else None."""
    if not value or len(value) < 8 or not value[:8].isdecimal():
        return None
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError:
        return None

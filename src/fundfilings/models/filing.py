"""The top of the output contract: one Filing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from fundfilings.models.base import Model
from fundfilings.models.core import Check, Issue
from fundfilings.models.disclosures import Disclosures
from fundfilings.models.notes import Note
from fundfilings.models.records import Affiliate, RepurchaseAgreement, RestrictedSecurity, UnfundedCommitment
from fundfilings.models.schedule import Schedule
from fundfilings.models.statements import FairValueLevel, HighlightsColumn, Statements

if TYPE_CHECKING:
    import pandas
    import polars

SCHEMA_VERSION = "1"
Status = Literal["ok", "partial", "failed"]


class SourceInfo(Model):
    """The input as it came: `container` is `sgml-submission/html`, `sgml-submission/text`, `html`, `text`, ..."""

    name: str | None = None
    sha256: str
    container: str
    bytes: int


class Registrant(Model):
    """The registrant (first filer) as the header or the cover names it."""

    name: str | None = None
    cik: str | None = None
    file_number: str | None = None


class ShareClass(Model):
    """One class of the header's series block (C + nine digits)."""

    class_id: str
    name: str | None = None
    ticker: str | None = None


class Series(Model):
    """One series of the header's series block (S + nine digits)."""

    series_id: str
    name: str | None = None
    classes: tuple[ShareClass, ...] = ()


class Fund(Model):
    """All that the filing says of one fund. `series_id` is None where the filing has no series block (closed-end
    funds) or the fund could not be matched with it."""

    name: str
    series_id: str | None = None
    schedule: Schedule | None = None
    statements: Statements = Statements()
    financial_highlights: tuple[HighlightsColumn, ...] = ()
    fair_value_levels: tuple[FairValueLevel, ...] = ()
    disclosures: Disclosures = Disclosures()
    repurchase_agreements: tuple[RepurchaseAgreement, ...] = ()
    restricted_securities: tuple[RestrictedSecurity, ...] = ()
    affiliates: tuple[Affiliate, ...] = ()
    unfunded_commitments: tuple[UnfundedCommitment, ...] = ()


class Filing(Model):
    """One filing, read. `status` is derived: `failed` = nothing usable, `partial` = an error-level issue or a failed
    total, else `ok`."""

    schema_version: str = SCHEMA_VERSION
    status: Status
    source: SourceInfo
    form: str | None = None
    accession_number: str | None = None
    period_of_report: date | None = None
    filed: date | None = None
    registrant: Registrant = Registrant()
    series: tuple[Series, ...] = ()
    funds: tuple[Fund, ...] = ()
    notes: tuple[Note, ...] = ()
    checks: tuple[Check, ...] = ()
    issues: tuple[Issue, ...] = ()

    # The two below are a convenience at the edge: what they call knows models, and models know nothing else of it.

    def to_pandas(self, table: str = "holdings", *, exact: bool = False) -> pandas.DataFrame:
        """Holdings, statements, highlights or another table of docs/dataset.md as a pandas.DataFrame (extra `pandas`);
        figures as float64, or as Decimal objects if `exact`. See `fundfilings.write.frames.to_pandas`."""
        from fundfilings.write.frames import to_pandas

        return to_pandas(self, table, exact=exact)

    def to_polars(self, table: str = "holdings") -> polars.DataFrame:
        """The same as a polars.DataFrame (extra `polars`); figures are exact decimals."""
        from fundfilings.write.frames import to_polars

        return to_polars(self, table)

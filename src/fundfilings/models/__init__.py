"""The public models: the output contract, schema_version "1"."""

from fundfilings.models.base import Model, Number, made
from fundfilings.models.core import Check, Issue, make_issue
from fundfilings.models.filing import (
    SCHEMA_VERSION,
    Filing,
    Fund,
    Registrant,
    Series,
    ShareClass,
    SourceInfo,
    Status,
)
from fundfilings.models.notes import Note, NoteTable, NoteTableRow
from fundfilings.models.schedule import (
    Abbreviation,
    Derivative,
    Footnote,
    Holding,
    Ledger,
    OtherLine,
    Schedule,
    Section,
    TotalInvestments,
)
from fundfilings.models.statements import (
    FairValueLevel,
    HighlightsColumn,
    HighlightsItem,
    Period,
    Statement,
    StatementLine,
    Statements,
)

__all__ = [
    "SCHEMA_VERSION",
    "Abbreviation",
    "Check",
    "Derivative",
    "FairValueLevel",
    "Filing",
    "Footnote",
    "Fund",
    "HighlightsColumn",
    "HighlightsItem",
    "Holding",
    "Issue",
    "Ledger",
    "Model",
    "Note",
    "NoteTable",
    "NoteTableRow",
    "Number",
    "OtherLine",
    "Period",
    "Registrant",
    "Schedule",
    "Section",
    "Series",
    "ShareClass",
    "SourceInfo",
    "Statement",
    "StatementLine",
    "Statements",
    "Status",
    "TotalInvestments",
    "made",
    "make_issue",
]

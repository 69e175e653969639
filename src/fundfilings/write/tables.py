"""A filing as rows of tables that join by keys: the star schema of docs/dataset.md.

    Filing(accession_number="0000078713-08-000045", funds=(Fund(name="Acme Fund", schedule=...), ...), ...)

    filings   filing_id             | status | registrant_name | ...
    funds     filing_id, fund_no    | name      | net_assets | ...
    holdings  filing_id, fund_no, holding_no | description | value | ...

Columns are those of the models, so that what is read and what is written cannot drift apart. Every value of a filing
stands in one of the tables; a test builds filings again from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fundfilings.models import (
    Abbreviation,
    Affiliate,
    Check,
    Derivative,
    FairValueLevel,
    Filing,
    Footnote,
    Fund,
    HighlightsColumn,
    HighlightsItem,
    Holding,
    Issue,
    Ledger,
    Model,
    Note,
    NoteTable,
    NoteTableRow,
    OtherLine,
    Period,
    Registrant,
    RepurchaseAgreement,
    RestrictedSecurity,
    Schedule,
    Section,
    Series,
    ShareClass,
    SourceInfo,
    Statement,
    StatementLine,
    TotalInvestments,
    UnfundedCommitment,
)
from fundfilings.write.columns import RATE, SPAN, Column, Fields, Row, fields_of, key, place, text
from fundfilings.write.disclosure_rows import DISCLOSURE_COLUMNS, disclosure_rows

#: Version of the tables. It counts up when a column is renamed, removed or changes its type; added ones stand last in
#: their table and leave it as it is.
DATASET_VERSION = "1"

_ID = text("filing_id", "The accession number; of a bare file the SHA-256 of its bytes.")
_FUND = key("fund_no", "Number of the fund in its filing, as printed one after another.")
FILING_KEY = (_ID,)
FUND_KEY = (_ID, _FUND)
STATEMENTS = ("assets_and_liabilities", "operations", "changes_in_net_assets", "cash_flows")


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `key` counts the columns, from the first, that tell its rows apart; `rows` gives those of a filing,
    without its id, which stands first in every table."""

    name: str
    meaning: str
    key: int
    columns: tuple[Column, ...]
    rows: Callable[[Filing], Iterator[Row]]


def filing_id(filing: Filing) -> str:
    """What joins the tables: the accession number, else the hash of the input."""
    return filing.accession_number or filing.source.sha256


def rows_of(table: Table, filing: Filing, id: str | None = None) -> list[Row]:
    """The rows of `filing` in `table`, their cells in the order of its columns."""
    first = (id or filing_id(filing),)
    return [first + row for row in table.rows(filing)]


# --- the filing and its funds --------------------------------------------------------------------------------------

_FILING = fields_of(Filing)
_REGISTRANT = fields_of(Registrant, prefix="registrant_")
_SOURCE = fields_of(SourceInfo, prefix="source_")
_SERIES = fields_of(Series)
_CLASS = fields_of(ShareClass)
_FUND_FIELDS = fields_of(Fund)
_SCHEDULE = fields_of(Schedule)
_TOTAL = fields_of(TotalInvestments, prefix="total_investments_")
_LEDGER = fields_of(Ledger, prefix="ledger_")


def _filings(filing: Filing) -> Iterator[Row]:
    yield _FILING.of(filing) + _REGISTRANT.of(filing.registrant) + _SOURCE.of(filing.source)


def _series(filing: Filing) -> Iterator[Row]:
    for number, series in enumerate(filing.series, 1):
        yield (number, *_SERIES.of(series))


def _classes(filing: Filing) -> Iterator[Row]:
    for series_no, series in enumerate(filing.series, 1):
        for class_no, share_class in enumerate(series.classes, 1):
            yield (series_no, class_no, *_CLASS.of(share_class))


def _funds(filing: Filing) -> Iterator[Row]:
    for number, fund in enumerate(filing.funds, 1):
        schedule = fund.schedule
        if schedule is None:
            read = (False, *_SCHEDULE.none, *_TOTAL.none, *SPAN.none, *_LEDGER.none, *SPAN.none)
        else:
            total = schedule.total_investments
            printed = (*_TOTAL.of(total), *place(total.source)) if total else (*_TOTAL.none, *SPAN.none)
            read = (True, *_SCHEDULE.of(schedule), *printed, *_LEDGER.of(schedule.ledger), *place(schedule.source))
        yield (number, *_FUND_FIELDS.of(fund), *read)


_TOTAL_PLACE = tuple(Column(f"total_investments_{c.name}", c.kind, field=c.field) for c in SPAN.columns)


# --- records in lists ----------------------------------------------------------------------------------------------


def _numbered(fields: Fields, records: Sequence[Any]) -> Iterator[Row]:
    """Records one after another: number, fields, place."""
    for number, record in enumerate(records, 1):
        yield (number, *fields.of(record), *place(record.source))


def _of_schedule(name: str) -> Callable[[Fund], Sequence[Any]]:
    return lambda fund: getattr(fund.schedule, name) if fund.schedule else ()


def _list_table(
    name: str, meaning: str, model: type[Model], number: str, records: Callable[[Fund], Sequence[Any]]
) -> Table:
    """A table of records that a fund has in a list."""
    fields = fields_of(model)

    def rows(filing: Filing) -> Iterator[Row]:
        for fund_no, fund in enumerate(filing.funds, 1):
            for row in _numbered(fields, records(fund)):
                yield (fund_no, *row)

    columns = (*FUND_KEY, key(number, "Number in print."), *fields.columns, *SPAN.columns)
    return Table(name, meaning, 3, columns, rows)


_SECTION_NO = key("section_no", "The section of this path in `sections`; null where no heading says it.")


def _sectioned_table(name: str, meaning: str, model: type[Model], number: str) -> Table:
    """A table of a schedule's records that stand in sections: `section_no` leads to these."""
    fields = fields_of(model)

    def rows(filing: Filing) -> Iterator[Row]:
        for fund_no, fund in enumerate(filing.funds, 1):
            if fund.schedule is None:
                continue
            sections: dict[tuple[str, ...], int] = {}
            for section_no, heading in enumerate(fund.schedule.sections, 1):
                sections.setdefault(heading.path, section_no)
            for record_no, record in enumerate(getattr(fund.schedule, name), 1):
                section = sections.get(record.section_path)
                yield (fund_no, record_no, section, *fields.of(record), *place(record.source))

    columns = (*FUND_KEY, key(number, "Number in print."), _SECTION_NO, *fields.columns, *SPAN.columns)
    return Table(name, meaning, 3, columns, rows)


def _side_table(name: str, meaning: str, model: type[Model]) -> Table:
    """A table of records beside a schedule, whose `holding_no` leads to the holding they speak of."""
    fields = fields_of(model)
    at = next(n for n, c in enumerate(fields.columns) if c.name == "holding")

    def rows(filing: Filing) -> Iterator[Row]:
        for fund_no, fund in enumerate(filing.funds, 1):
            for number, record in enumerate(getattr(fund, name), 1):
                cells = fields.of(record)
                holding = None if record.holding is None else record.holding + 1
                yield (fund_no, number, *cells[:at], holding, *cells[at + 1 :], *place(record.source))

    told = key("holding_no", "The holding in `holdings` that it speaks of; null where none could be told.")
    columns = (*fields.columns[:at], told, *fields.columns[at + 1 :])
    return Table(name, meaning, 3, (*FUND_KEY, key("record_no", "Number in print."), *columns, *SPAN.columns), rows)


# --- statements and highlights -------------------------------------------------------------------------------------

_STATEMENT = fields_of(Statement)
_LINE = fields_of(StatementLine, without=("values",))
_COLUMN = fields_of(HighlightsColumn)
_PERIOD = fields_of(Period, prefix="period_")
_ITEM = fields_of(HighlightsItem, places=RATE)
_WHICH = text("statement", f"Which: {', '.join(f'`{s}`' for s in STATEMENTS)}.")


def _read_statements(filing: Filing) -> Iterator[tuple[int, str, Statement]]:
    for fund_no, fund in enumerate(filing.funds, 1):
        for name in STATEMENTS:
            statement: Statement | None = getattr(fund.statements, name)
            if statement is not None:
                yield fund_no, name, statement


def _statement_heads(filing: Filing) -> Iterator[Row]:
    for fund_no, name, statement in _read_statements(filing):
        yield (fund_no, name, *_STATEMENT.of(statement), *place(statement.source))


def _statement_lines(filing: Filing) -> Iterator[Row]:
    """A row for each printed figure; a line without any has one row, so that no caption is lost."""
    for fund_no, name, statement in _read_statements(filing):
        labels = statement.columns
        for line_no, line in enumerate(statement.lines, 1):
            cells = (*_LINE.of(line), *place(line.source))
            printed = [(n, value) for n, value in enumerate(line.values) if value is not None]
            for n, value in printed:
                yield (fund_no, name, line_no, n + 1, labels[n] if n < len(labels) else None, value, *cells)
            if not printed:
                yield (fund_no, name, line_no, None, None, None, *cells)


def _highlights(filing: Filing) -> Iterator[Row]:
    """A row for each figure; a column without any has one row."""
    for fund_no, fund in enumerate(filing.funds, 1):
        for column_no, column in enumerate(fund.financial_highlights, 1):
            head = (*_COLUMN.of(column), *_PERIOD.of(column.period))
            for item_no, item in enumerate(column.items, 1):
                yield (fund_no, column_no, item_no, *head, *_ITEM.of(item), *place(item.source))
            if not column.items:
                yield (fund_no, column_no, None, *head, *_ITEM.none, *place(column.source))


# --- notes, checks, issues -----------------------------------------------------------------------------------------

_NOTE = fields_of(Note)
_NOTE_TABLE = fields_of(NoteTable)
_NOTE_ROW = fields_of(NoteTableRow, places=RATE)
_CHECK = fields_of(Check, places=RATE, rounded=True)
_ISSUE = fields_of(Issue)
_NOTE_NO = key("note_no", "Number of the note in its filing, as printed one after another.")
_TABLE_NO = key("table_no", "Number of the table in its note.")


def _notes(filing: Filing) -> Iterator[Row]:
    return _numbered(_NOTE, filing.notes)


def _note_tables(filing: Filing) -> Iterator[Row]:
    for note_no, note in enumerate(filing.notes, 1):
        for row in _numbered(_NOTE_TABLE, note.tables):
            yield (note_no, *row)


def _note_rows(filing: Filing) -> Iterator[Row]:
    for note_no, note in enumerate(filing.notes, 1):
        for table_no, table in enumerate(note.tables, 1):
            for row in _numbered(_NOTE_ROW, table.rows):
                yield (note_no, table_no, *row)


def _disclosures(filing: Filing) -> Iterator[Row]:
    for fund_no, fund in enumerate(filing.funds, 1):
        for row in disclosure_rows(fund.disclosures):
            yield (fund_no, *row)


def _checks(filing: Filing) -> Iterator[Row]:
    names = [fund.name for fund in filing.funds]
    numbers = {name: n for n, name in enumerate(names, 1) if names.count(name) == 1}
    for number, check in enumerate(filing.checks, 1):
        own = numbers.get(check.fund) if check.fund else None
        yield (number, own, *_CHECK.of(check), *place(check.source))


def _issues(filing: Filing) -> Iterator[Row]:
    return _numbered(_ISSUE, filing.issues)


# --- all tables ----------------------------------------------------------------------------------------------------

TABLES: tuple[Table, ...] = (
    Table(
        "filings",
        "One row a filing.",
        1,
        (*FILING_KEY, *_FILING.columns, *_REGISTRANT.columns, *_SOURCE.columns),
        _filings,
    ),
    Table(
        "series",
        "The series that the header of a filing lists.",
        2,
        (*FILING_KEY, key("series_no", "Number in the header."), *_SERIES.columns),
        _series,
    ),
    Table(
        "share_classes",
        "The classes of these series.",
        3,
        (
            *FILING_KEY,
            key("series_no", "The series in `series`."),
            key("class_no", "Number in its series."),
            *_CLASS.columns,
        ),
        _classes,
    ),
    Table(
        "funds",
        "One row a fund of a filing: its name, and what its schedule of investments says as a whole.",
        2,
        (
            *FUND_KEY,
            *_FUND_FIELDS.columns,
            Column(
                "has_schedule", "true/false", "Whether a schedule was read; without one the columns behind are null."
            ),
            *_SCHEDULE.columns,
            *_TOTAL.columns,
            *_TOTAL_PLACE,
            *_LEDGER.columns,
            *SPAN.columns,
        ),
        _funds,
    ),
    _list_table("sections", "Printed headings of schedules.", Section, "section_no", _of_schedule("sections")),
    _sectioned_table("holdings", "One row a printed holding.", Holding, "holding_no"),
    _sectioned_table("derivatives", "One row a derivative contract.", Derivative, "derivative_no"),
    _list_table(
        "other_lines",
        "Lines between total investments and net assets.",
        OtherLine,
        "line_no",
        _of_schedule("other_lines"),
    ),
    _list_table("footnotes", "Legends of schedules.", Footnote, "footnote_no", _of_schedule("footnotes")),
    _list_table(
        "abbreviations",
        "Abbreviations that legends of schedules explain.",
        Abbreviation,
        "abbreviation_no",
        _of_schedule("abbreviations"),
    ),
    Table(
        "statement_heads",
        "One row a financial statement.",
        3,
        (*FUND_KEY, _WHICH, *_STATEMENT.columns, *SPAN.columns),
        _statement_heads,
    ),
    Table(
        "statement_lines",
        "One row a figure of a financial statement; a line without figures has one row.",
        5,
        (
            *FUND_KEY,
            _WHICH,
            key("line_no", "Number of the line in its statement."),
            key("column_no", "Number of the column; null on a line without figures."),
            text("column_label", "Printed label of the column: a class, a period; null where none is printed."),
            Column("value", "number", "As printed, in full units; a dash is 0.", places=RATE),
            *_LINE.columns,
            *SPAN.columns,
        ),
        _statement_lines,
    ),
    Table(
        "highlights",
        "One row a figure of the financial highlights.",
        4,
        (
            *FUND_KEY,
            key("column_no", "Number of the class and period in its fund."),
            key("item_no", "Number of the figure in its column; null for a column without figures."),
            *_COLUMN.columns,
            *_PERIOD.columns,
            *_ITEM.columns,
            *SPAN.columns,
        ),
        _highlights,
    ),
    _list_table(
        "fair_value_levels",
        "Rows of the level 1-2-3 tables (ASC 820).",
        FairValueLevel,
        "line_no",
        lambda fund: fund.fair_value_levels,
    ),
    _side_table("repurchase_agreements", "Terms of repurchase agreements.", RepurchaseAgreement),
    _side_table(
        "restricted_securities", "When and for how much restricted securities were bought.", RestrictedSecurity
    ),
    _side_table("affiliates", "Investments in affiliates (Regulation S-X 12-14).", Affiliate),
    _side_table("unfunded_commitments", "Loans that the fund has to pay out when asked.", UnfundedCommitment),
    Table(
        "disclosures",
        "One row a figure of what rules prescribe that notes say ([disclosures.md](disclosures.md)).",
        6,
        (*FUND_KEY, *DISCLOSURE_COLUMNS),
        _disclosures,
    ),
    Table("notes", "One row a note.", 2, (*FILING_KEY, _NOTE_NO, *_NOTE.columns, *SPAN.columns), _notes),
    Table(
        "note_tables",
        "Tables inside notes.",
        3,
        (*FILING_KEY, _NOTE_NO, _TABLE_NO, *_NOTE_TABLE.columns, *SPAN.columns),
        _note_tables,
    ),
    Table(
        "note_rows",
        "Their rows.",
        4,
        (
            *FILING_KEY,
            _NOTE_NO,
            _TABLE_NO,
            key("row_no", "Number of the row in its table."),
            *_NOTE_ROW.columns,
            *SPAN.columns,
        ),
        _note_rows,
    ),
    Table(
        "checks",
        "One row an identity that was tried.",
        2,
        (
            *FILING_KEY,
            key("check_no", "Number in its filing."),
            key("fund_no", "The fund in `funds`; null where its name does not tell."),
            *_CHECK.columns,
            *SPAN.columns,
        ),
        _checks,
    ),
    Table(
        "issues",
        "One row a coded diagnostic.",
        2,
        (*FILING_KEY, key("issue_no", "Number in its filing."), *_ISSUE.columns, *SPAN.columns),
        _issues,
    ),
)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}

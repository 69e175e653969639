"""The whole way of the data, as one short list; the only module that names all stages.

bytes -> Submission -> blocks -> Split (funds and parts) -> schedules, statements, highlights, notes -> Filing -> checks
"""

from __future__ import annotations

import gc
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from fundfilings.checks import derive_status, run_checks
from fundfilings.models import (
    Abbreviation,
    Derivative,
    Disclosures,
    FairValueLevel,
    Filing,
    Fund,
    HighlightsColumn,
    Issue,
    Model,
    Note,
    Registrant,
    Schedule,
    SourceInfo,
    Statement,
    Statements,
    make_issue,
)
from fundfilings.normalize.blocks import BlockDocument
from fundfilings.normalize.html import html_blocks, piped_blocks
from fundfilings.normalize.pdf import pdf_blocks
from fundfilings.normalize.text import text_blocks
from fundfilings.notes import join_notes, read_fair_value_levels, read_notes, read_trailing_notes
from fundfilings.notes.records import read_disclosures, read_legend_disclosures, same_disclosure
from fundfilings.schedule import ReadSchedule, read_key, read_schedule, with_legends
from fundfilings.schedule.derivatives import add_derivatives, read_note_derivatives, unassigned
from fundfilings.schedule.repurchases import repurchase_agreements
from fundfilings.schedule.side_records import SideRecord, read_side_records, side_records
from fundfilings.source import Document, Submission, is_piped, read_submission
from fundfilings.split import Part, Split, split_report
from fundfilings.split.registered import registrant_of
from fundfilings.statements import read_highlights, read_statements

#: Statement kinds in the order of the model's fields.
_STATEMENTS = ("assets_and_liabilities", "operations", "changes_in_net_assets", "cash_flows")


@dataclass(frozen=True, slots=True)
class Explained:
    """All intermediate results of one filing, for `fundfilings inspect`."""

    submission: Submission
    documents: tuple[BlockDocument, ...]
    split: Split
    schedules: tuple[tuple[Part, ReadSchedule], ...]
    filing: Filing


def parse(source: str | Path | bytes | BinaryIO, *, name: str | None = None, pdf_parts: bool = False) -> Filing:
    """Read one filing.

    source     a path, the bytes of a filing, or a binary file object
    name       what to call the input in the output where it has no file name
    pdf_parts  also read the reports that a submission holds as PDF, where its text prints no schedule

    Raises UnreadableInput for input that holds no text, UnsupportedForm for filings of other forms, and what opening
    the path raises (FileNotFoundError, PermissionError, IsADirectoryError). Everything else is an Issue.
    """
    with _collector_paused():
        return _parse(_submission(source, name, pdf_parts))


def explain(source: str | Path | bytes | BinaryIO, *, name: str | None = None, pdf_parts: bool = False) -> Explained:
    """Read one filing and keep every stage's result. Raises as `parse` does."""
    with _collector_paused():
        return _explain(_submission(source, name, pdf_parts))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading makes some hundred thousand small objects that live until the end and no cycles: looking them through for
    cycles again and again costs a fifth of the time and finds nothing. Those that are left, the filing's records, count
    as old ones afterwards, which spares them the look through all that is new."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if not gc.get_freeze_count():  # else somebody keeps objects out of the collector's sight
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _parse(submission: Submission) -> Filing:
    """The way of `_explain`, but what a stage has read is let go, part by part: a filing's blocks and the lines of its
    schedules together take twenty times its size."""
    documents = _documents(submission)
    submission = replace(_with_documents(submission, documents), documents=())
    split = _split(submission, documents)
    del documents
    report = _Report(split, submission)
    parts = deque(split.parts)
    del split
    while parts:
        report.read(parts.popleft())
    return _filing(submission, report)


def _explain(submission: Submission) -> Explained:
    documents = _documents(submission)
    submission = _with_documents(submission, documents)
    split = _split(submission, documents)
    report = _Report(split, submission)
    schedules = tuple((part, read) for part in split.parts if (read := report.read(part)))
    return Explained(submission, documents, split, schedules, _filing(submission, report))


def _documents(submission: Submission) -> tuple[BlockDocument, ...]:
    return tuple(_blocks(d) for d in submission.documents if d.is_report)


def _with_documents(submission: Submission, documents: tuple[BlockDocument, ...]) -> Submission:
    """The submission with what only its documents say: what could not be read of them and, of a PDF without a cover
    page, the registrant that a note names."""
    issues = submission.issues + tuple(issue for document in documents for issue in document.issues)
    header = submission.header
    if submission.container == "pdf" and not header.filers and (name := registrant_of(documents)):
        header = replace(header, filers=(Registrant(name=name),))
    return replace(submission, issues=issues, header=header)


def _split(submission: Submission, documents: tuple[BlockDocument, ...]) -> Split:
    series = [(s.name, s.series_id) for s in submission.header.series if s.name]
    filers = submission.header.filers
    split = split_report(documents, series, [f.name for f in filers if f.name])
    return replace(split, parts=with_legends(split.parts))


def _submission(source: str | Path | bytes | BinaryIO, name: str | None, pdf_parts: bool) -> Submission:
    if isinstance(source, bytes):
        return read_submission(source, name, pdf_parts)
    if isinstance(source, (str, Path)):
        path = Path(source)
        return read_submission(path.read_bytes(), name or path.name, pdf_parts)
    return read_submission(source.read(), name or getattr(source, "name", None), pdf_parts)


def _blocks(document: Document) -> BlockDocument:
    if document.kind == "html":
        return html_blocks(document)
    if document.kind == "pdf":
        return pdf_blocks(document.data, document.number, document.type, document.line, document.start)
    if is_piped(document.text):
        return piped_blocks(document)
    return text_blocks(document.text, document.number, document.type, document.line, document.start)


class _Report:
    """What has been read of a report, part after part."""

    def __init__(self, split: Split, submission: Submission) -> None:
        self._refs = split.funds
        self._names = {name for fund in split.funds for name in (fund.name, *fund.names)}
        self._names |= {filer.name for filer in submission.header.filers if filer.name}
        self._own: dict[int, _FundParts] = defaultdict(_FundParts)
        self._lost: list[Derivative] = []
        self._lost_side: list[SideRecord] = []
        self._notes: list[Note] = []
        self._trailing: list[Note] | None = None if any(p.kind == "notes" for p in split.parts) else []
        self._issues: list[Issue] = []

    def read(self, part: Part) -> ReadSchedule | None:
        """Read one part; a schedule with all its lines is also returned."""
        home = part.fund or 0
        own, funds = self._own, self._refs
        read = None
        if part.kind == "schedule":
            read = self._schedule(part, home)
        elif part.kind in _STATEMENTS:
            for found in read_statements(part, funds, issues=self._issues):
                own[home if found.fund is None else found.fund].add(found.kind, found.statement)
        elif part.kind == "financial_highlights":
            for fund, columns in read_highlights(part, funds, issues=self._issues):
                own[home if fund is None else fund].highlights.extend(columns)
        elif part.kind == "notes":
            notes = read_notes(part, funds)
            self._notes.extend(n.note for n in notes)
            self._disclose(read_disclosures(part, notes, funds))
        if part.kind in ("schedule", "other"):
            self._disclose(read_legend_disclosures(part, funds, read.schedule if read else None))
        if part.kind in ("notes", "schedule", "other"):
            for fund, level in read_fair_value_levels(part, funds):
                own[home if fund is None else fund].levels.append(level)
        if part.kind in ("notes", "other"):
            self._derivatives(part)
            own[home].key = own[home].key or read_key(part)
        if part.kind in ("notes", "schedule", "other"):
            for fund, record in read_side_records(part, funds, _end_of(read)):
                (self._lost_side if fund is None else own[fund].side).append(record)
        return read

    def _schedule(self, part: Part, home: int) -> ReadSchedule:
        read = read_schedule(part, self._names)
        self._own[home].schedules.append(ReadSchedule(read.schedule, read.issues, weight=read.weight))
        if read.schedule is None or 2 * len(read.schedule.derivatives) >= len(read.schedule.holdings):
            self._derivatives(part)
        if self._trailing is not None:
            notes = read_trailing_notes(part, self._refs)
            self._trailing.extend(n.note for n in notes)
            self._disclose(read_disclosures(part, notes, self._refs))
        return read

    def _disclose(self, found: Iterable[tuple[int, str, Model]]) -> None:
        """Disclosures to their funds; one that is printed again is one."""
        for fund, name, record in found:
            said = self._own[fund].disclosures.setdefault(name, [])
            if not any(same_disclosure(record, other) for other in said):
                said.append(record)

    def _derivatives(self, part: Part) -> None:
        """Contracts listed outside the schedule's own part: in notes, or on a page that lists little else. Those whose
        fund cannot be told are kept apart."""
        for fund, derivative in read_note_derivatives(part, self._refs):
            (self._lost if fund is None else self._own[fund].derivatives).append(derivative)

    def contents(self) -> tuple[tuple[Fund, ...], tuple[Note, ...], tuple[Issue, ...]]:
        """(funds, notes, issues) of all that was read."""
        issues = list(self._issues)
        own = self._own
        funds = tuple(own[i].fund(ref.name, ref.series_id, issues) for i, ref in enumerate(self._refs))
        lost = self._lost + [d for i, f in enumerate(funds) if f.schedule is None for d in own[i].derivatives]
        issues.extend(unassigned(lost, [d for f in funds if f.schedule for d in f.schedule.derivatives]))
        if self._lost_side:
            issues.append(_unassigned_records(self._lost_side))
        if not any(f.schedule and f.schedule.holdings for f in funds):
            issues.append(
                make_issue("split.no-schedule", "no schedule of investments was found in the report documents")
            )
        return funds, tuple(join_notes(self._notes or self._trailing or [])), tuple(issues)


def _end_of(read: ReadSchedule | None) -> int:
    """Where the rows of a schedule end in its document, 0 where none was read."""
    schedule = read.schedule if read else None
    if schedule is None:
        return 0
    lines = (*schedule.holdings[-1:], *schedule.other_lines, schedule.total_investments)
    return max([line.source.end or 0 for line in lines if line and line.source], default=0)


def _unassigned_records(lost: list[SideRecord]) -> Issue:
    first = lost[0]
    lines = "1 line" if len(lost) == 1 else f"{len(lost)} lines"
    message = (
        f"{lines} of tables of affiliates, restricted securities or unfunded commitments could not be given to a fund "
        f"of this filing, first {first.description[:60]!r}"
    )
    return make_issue("schedule.record-unassigned", message, first.source)


def _filing(submission: Submission, report: _Report) -> Filing:
    header = submission.header
    funds, notes, issues = report.contents()
    filing = Filing(
        status="ok",
        source=SourceInfo(
            name=submission.name, sha256=submission.sha256, container=submission.container, bytes=submission.size
        ),
        form=header.form,
        accession_number=header.accession_number,
        period_of_report=header.period_of_report,
        filed=header.filed,
        registrant=header.filers[0] if header.filers else Filing.model_fields["registrant"].default,
        series=header.series,
        funds=funds,
        notes=notes,
        issues=submission.issues + issues,
    )
    checked = filing.model_copy(update={"checks": run_checks(filing)})
    return checked.model_copy(update={"status": derive_status(checked)})


class _FundParts:
    """What was read of one fund, before it becomes a Fund."""

    def __init__(self) -> None:
        self.schedules: list[ReadSchedule] = []
        self.statements: dict[str, list[Statement]] = {}
        self.highlights: list[HighlightsColumn] = []
        self.levels: list[FairValueLevel] = []
        self.derivatives: list[Derivative] = []
        self.disclosures: dict[str, list[Model]] = {}
        self.side: list[SideRecord] = []
        self.key: tuple[Abbreviation, ...] = ()

    def add(self, kind: str, statement: Statement) -> None:
        self.statements.setdefault(kind, []).append(statement)

    def fund(self, name: str, series_id: str | None, issues: list[Issue]) -> Fund:
        schedule = self._schedule(issues)
        holdings = schedule.holdings if schedule else ()
        side = side_records(self.side, holdings)
        return Fund(
            name=name,
            series_id=series_id,
            schedule=schedule,
            statements=Statements(**{k: max(v, key=lambda s: len(s.lines)) for k, v in self.statements.items() if v}),
            financial_highlights=tuple(self.highlights),
            fair_value_levels=tuple(self.levels),
            disclosures=Disclosures.model_validate({k: tuple(v) for k, v in self.disclosures.items()}),
            repurchase_agreements=tuple(repurchase_agreements(holdings)),
            restricted_securities=side.restricted,
            affiliates=side.affiliates,
            unfunded_commitments=side.unfunded,
        )

    def _schedule(self, issues: list[Issue]) -> Schedule | None:
        """The fund's schedule: the part with most holdings; derivatives and legends of its other parts join it."""
        read = [s for s in self.schedules if s.schedule is not None]
        if not read:
            return None
        best = max(read, key=lambda s: s.weight)
        issues.extend(best.issues)
        schedule = best.schedule
        assert schedule is not None
        more = [s.schedule for s in read if s is not best and s.schedule is not None and not s.schedule.holdings]
        if more:
            schedule = schedule.model_copy(
                update={
                    "derivatives": schedule.derivatives + tuple(d for m in more for d in m.derivatives),
                    "footnotes": schedule.footnotes + tuple(f for m in more for f in m.footnotes),
                    "abbreviations": schedule.abbreviations + tuple(a for m in more for a in m.abbreviations),
                }
            )
        if self.derivatives:
            both = add_derivatives(schedule.derivatives, self.derivatives)
            schedule = schedule.model_copy(update={"derivatives": both})
        if self.key and not schedule.abbreviations:
            schedule = schedule.model_copy(update={"abbreviations": self.key})
        return schedule

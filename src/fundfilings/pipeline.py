"""The whole way of the data, as one short list; the only module that names all stages.

bytes -> Submission -> blocks -> Split (funds and parts) -> schedules, statements, highlights, notes -> Filing -> checks
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from fundfilings.checks import derive_status, run_checks
from fundfilings.models import (
    Derivative,
    FairValueLevel,
    Filing,
    Fund,
    HighlightsColumn,
    Issue,
    Note,
    Schedule,
    SourceInfo,
    Statement,
    Statements,
    make_issue,
)
from fundfilings.normalize.blocks import BlockDocument
from fundfilings.normalize.html import html_blocks
from fundfilings.normalize.text import text_blocks
from fundfilings.notes import join_notes, read_fair_value_levels, read_notes, read_trailing_notes
from fundfilings.schedule import ReadSchedule, read_schedule, with_legends
from fundfilings.schedule.derivatives import add_derivatives, read_note_derivatives, unassigned
from fundfilings.source import Document, Submission, read_submission
from fundfilings.split import Part, Split, split_report
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


def parse(source: str | Path | bytes | BinaryIO, *, name: str | None = None) -> Filing:
    """Read one filing.

    source  a path, the bytes of a filing, or a binary file object
    name    what to call the input in the output where it has no file name

    Raises UnreadableInput for input that holds no text, UnsupportedForm for filings of other forms, and what opening
    the path raises (FileNotFoundError, PermissionError, IsADirectoryError). Everything else is an Issue.
    """
    data, name = _read(source, name)
    with _collector_paused():
        return _parse(data, name)


def explain(source: str | Path | bytes | BinaryIO, *, name: str | None = None) -> Explained:
    """Read one filing and keep every stage's result. Raises as `parse` does."""
    data, name = _read(source, name)
    with _collector_paused():
        return _explain(data, name)


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


def _parse(data: bytes, name: str | None) -> Filing:
    """The way of `_explain`, but what a stage has read is let go: a filing's text, its blocks and the lines of its
    schedules together take twenty times its size."""
    submission = read_submission(data, name)
    split = _split(submission, _documents(submission))
    submission = replace(submission, documents=())
    read = _schedules(split, submission)
    schedules = tuple((p, ReadSchedule(r.schedule, r.issues, weight=r.weight)) for p, r in read)
    contents = _contents(split, schedules)
    del split, schedules
    return _filing(submission, contents)


def _explain(data: bytes, name: str | None) -> Explained:
    submission = read_submission(data, name)
    documents = _documents(submission)
    split = _split(submission, documents)
    schedules = tuple(_schedules(split, submission))
    return Explained(submission, documents, split, schedules, _filing(submission, _contents(split, schedules)))


def _documents(submission: Submission) -> tuple[BlockDocument, ...]:
    return tuple(_blocks(d) for d in submission.documents if d.is_report)


def _split(submission: Submission, documents: tuple[BlockDocument, ...]) -> Split:
    series = [(s.name, s.series_id) for s in submission.header.series if s.name]
    filers = submission.header.filers
    split = split_report(documents, series, [f.name for f in filers if f.name])
    return replace(split, parts=with_legends(split.parts))


def _schedules(split: Split, submission: Submission) -> Iterator[tuple[Part, ReadSchedule]]:
    names = {name for fund in split.funds for name in (fund.name, *fund.names)}
    names |= {filer.name for filer in submission.header.filers if filer.name}
    return ((part, read_schedule(part, names)) for part in split.parts if part.kind == "schedule")


def _read(source: str | Path | bytes | BinaryIO, name: str | None) -> tuple[bytes, str | None]:
    if isinstance(source, bytes):
        return source, name
    if isinstance(source, (str, Path)):
        path = Path(source)
        return path.read_bytes(), name or path.name
    return source.read(), name or getattr(source, "name", None)


def _blocks(document: Document) -> BlockDocument:
    if document.kind == "html":
        return html_blocks(document)
    return text_blocks(document.text, document.number, document.type, document.line, document.start)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What was read of all parts of a report."""

    funds: tuple[Fund, ...]
    notes: tuple[Note, ...]
    issues: tuple[Issue, ...]


def _contents(split: Split, schedules: tuple[tuple[Part, ReadSchedule], ...]) -> _Contents:
    issues: list[Issue] = []
    own: dict[int, _FundParts] = defaultdict(_FundParts)
    lost: list[Derivative] = []
    for part, read in schedules:
        own[part.fund or 0].schedules.append(read)
        if read.schedule is None or 2 * len(read.schedule.derivatives) >= len(read.schedule.holdings):
            lost.extend(_read_derivatives(part, split, own))
    notes: list[Note] = []
    for part in split.parts:
        _read_part(part, split, own, notes, issues)
        if part.kind in ("notes", "other"):
            lost.extend(_read_derivatives(part, split, own))
    if not notes:
        notes.extend(n for part, _ in schedules for n in read_trailing_notes(part, split.funds))
    funds = tuple(own[i].fund(ref.name, ref.series_id, issues) for i, ref in enumerate(split.funds))
    lost.extend(d for i, f in enumerate(funds) if f.schedule is None for d in own[i].derivatives)
    issues.extend(unassigned(lost, [d for f in funds if f.schedule for d in f.schedule.derivatives]))
    if not any(f.schedule and f.schedule.holdings for f in funds):
        issues.append(make_issue("split.no-schedule", "no schedule of investments was found in the report documents"))
    return _Contents(funds, tuple(join_notes(notes)), tuple(issues))


def _filing(submission: Submission, contents: _Contents) -> Filing:
    header = submission.header
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
        funds=contents.funds,
        notes=contents.notes,
        issues=submission.issues + contents.issues,
    )
    checked = filing.model_copy(update={"checks": run_checks(filing)})
    return checked.model_copy(update={"status": derive_status(checked)})


def _read_part(part: Part, split: Split, own: dict[int, _FundParts], notes: list[Note], issues: list[Issue]) -> None:
    home = part.fund or 0
    if part.kind in _STATEMENTS:
        for read in read_statements(part, split.funds, issues=issues):
            own[home if read.fund is None else read.fund].statements.setdefault(read.kind, []).append(read.statement)
    elif part.kind == "financial_highlights":
        for fund, columns in read_highlights(part, split.funds, issues=issues):
            own[home if fund is None else fund].highlights.extend(columns)
    elif part.kind == "notes":
        notes.extend(read_notes(part, split.funds))
    if part.kind in ("notes", "schedule", "other"):
        for fund, level in read_fair_value_levels(part, split.funds):
            own[home if fund is None else fund].levels.append(level)


def _read_derivatives(part: Part, split: Split, own: dict[int, _FundParts]) -> Iterator[Derivative]:
    """Contracts listed outside the schedule's own part: in notes, or on a page that lists little else. Returned are
    those whose fund cannot be told."""
    for fund, derivative in read_note_derivatives(part, split.funds):
        if fund is None:
            yield derivative
        else:
            own[fund].derivatives.append(derivative)


class _FundParts:
    """What was read of one fund, before it becomes a Fund."""

    def __init__(self) -> None:
        self.schedules: list[ReadSchedule] = []
        self.statements: dict[str, list[Statement]] = {}
        self.highlights: list[HighlightsColumn] = []
        self.levels: list[FairValueLevel] = []
        self.derivatives: list[Derivative] = []

    def fund(self, name: str, series_id: str | None, issues: list[Issue]) -> Fund:
        return Fund(
            name=name,
            series_id=series_id,
            schedule=self._schedule(issues),
            statements=Statements(**{k: max(v, key=lambda s: len(s.lines)) for k, v in self.statements.items() if v}),
            financial_highlights=tuple(self.highlights),
            fair_value_levels=tuple(self.levels),
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
        return schedule

"""Filings built again from the rows of their tables: what cannot be told from them was lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from fundfilings import models
from fundfilings.models import Disclosures, Filing, Fund, Model, Schedule, Statements
from fundfilings.spans import Span
from fundfilings.write.columns import Row
from fundfilings.write.tables import BY_NAME, STATEMENTS

Cells = dict[str, Any]
#: Tables of records that stand in a list of a fund's schedule, or of the fund itself.
OF_SCHEDULE = ("sections", "holdings", "derivatives", "other_lines", "footnotes", "abbreviations")
OF_FUND = (
    "fair_value_levels",
    "repurchase_agreements",
    "restricted_securities",
    "affiliates",
    "unfunded_commitments",
)


class Rebuilt:
    """The rows of one filing, by table, and what is built from them."""

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self._rows = {
            name: [dict(zip((c.name for c in BY_NAME[name].columns), row, strict=True)) for row in table]
            for name, table in rows.items()
        }

    def filing(self) -> Filing:
        (top,) = self._rows["filings"]
        make = self._maker("filings")
        series = []
        for cells in self._rows["series"]:
            own = [c for c in self._rows["share_classes"] if c["series_no"] == cells["series_no"]]
            classes = tuple(self._record("share_classes", models.ShareClass, c) for c in own)
            series.append(self._record("series", models.Series, cells, classes=classes))
        return make(
            Filing,
            top,
            registrant=make(models.Registrant, top),
            source=make(models.SourceInfo, top),
            series=tuple(series),
            funds=tuple(self._fund(cells) for cells in self._rows["funds"]),
            notes=tuple(self._note(cells) for cells in self._rows["notes"]),
            checks=tuple(self._placed("checks", models.Check, c) for c in self._rows["checks"]),
            issues=tuple(self._placed("issues", models.Issue, c) for c in self._rows["issues"]),
        )

    def _fund(self, cells: Cells) -> Fund:
        no = cells["fund_no"]
        return self._record(
            "funds",
            Fund,
            cells,
            schedule=self._schedule(cells) if cells["has_schedule"] else None,
            statements=Statements(**{name: self._statement(no, name) for name in STATEMENTS}),
            financial_highlights=self._highlights(no),
            disclosures=Disclosures(),
            **{name: self._list(name, no) for name in OF_FUND},
        )

    def _schedule(self, cells: Cells) -> Schedule:
        total = None
        if cells["total_investments_caption"] is not None:
            source = _span(cells, "total_investments_source_")
            total = self._record("funds", models.TotalInvestments, cells, source=source)
        return self._placed(
            "funds",
            Schedule,
            cells,
            total_investments=total,
            ledger=self._record("funds", models.Ledger, cells),
            **{name: self._list(name, cells["fund_no"]) for name in OF_SCHEDULE},
        )

    def _list(self, name: str, fund_no: int) -> tuple[Any, ...]:
        (model,) = {c.field[0] for c in BY_NAME[name].columns if c.field} - {"Span"}
        return tuple(
            self._placed(name, getattr(models, model), cells)
            for cells in self._rows[name]
            if cells["fund_no"] == fund_no
        )

    def _statement(self, fund_no: int, name: str) -> models.Statement | None:
        def own(cells: Cells) -> bool:
            return cells["fund_no"] == fund_no and cells["statement"] == name

        heads = [c for c in self._rows["statement_heads"] if own(c)]
        if not heads:
            return None
        lines: dict[int, list[Cells]] = defaultdict(list)
        for cells in filter(own, self._rows["statement_lines"]):
            lines[cells["line_no"]].append(cells)
        made = []
        for rows in lines.values():
            figures = {c["column_no"]: c["value"] for c in rows if c["column_no"] is not None}
            values = tuple(figures.get(n) for n in range(1, max(figures, default=0) + 1))
            made.append(self._placed("statement_lines", models.StatementLine, rows[0], values=values))
        return self._placed("statement_heads", models.Statement, heads[0], lines=tuple(made))

    def _highlights(self, fund_no: int) -> tuple[models.HighlightsColumn, ...]:
        columns: dict[int, list[Cells]] = defaultdict(list)
        for cells in self._rows["highlights"]:
            if cells["fund_no"] == fund_no:
                columns[cells["column_no"]].append(cells)
        return tuple(
            self._record(
                "highlights",
                models.HighlightsColumn,
                rows[0],
                period=self._record("highlights", models.Period, rows[0]),
                items=tuple(self._placed("highlights", models.HighlightsItem, c) for c in rows if c["item_no"]),
            )
            for rows in columns.values()
        )

    def _note(self, cells: Cells) -> models.Note:
        tables = []
        for table in self._rows["note_tables"]:
            if table["note_no"] == cells["note_no"]:
                at = (table["note_no"], table["table_no"])
                own = [c for c in self._rows["note_rows"] if (c["note_no"], c["table_no"]) == at]
                rows = tuple(self._placed("note_rows", models.NoteTableRow, c) for c in own)
                tables.append(self._placed("note_tables", models.NoteTable, table, rows=rows))
        return self._placed("notes", models.Note, cells, tables=tuple(tables))

    def _placed(self, table: str, model: type[Model], cells: Cells, **more: Any) -> Any:
        return self._record(table, model, cells, source=_span(cells, "source_"), **more)

    def _record(self, table: str, model: type[Model], cells: Cells, **more: Any) -> Any:
        return self._maker(table)(model, cells, **more)

    def _maker(self, table: str) -> Callable[..., Any]:
        def make(model: type[Model], cells: Cells, **more: Any) -> Any:
            columns = [c for c in BY_NAME[table].columns if c.field and c.field[0] == model.__name__]
            values = {c.field[1]: cells[c.name] for c in columns if c.field}
            if "holding_no" in cells and "holding" in model.model_fields:
                values["holding"] = None if cells["holding_no"] is None else cells["holding_no"] - 1
            return model.model_construct(**values, **more)

        return make


def _span(cells: Cells, prefix: str) -> Span | None:
    values = {name: cells[prefix + name] for name in ("document", "page", "line", "start", "end", "bbox")}
    return Span(**values) if any(v is not None for v in values.values()) else None


def without_what_rows_leave_out(filing: Filing) -> Filing:
    """`filing` in the shape in which it comes back: values behind the last printed one of a line, the places of columns
    of highlights and empty places are no information; disclosures are compared by their rows."""
    funds = []
    for fund in filing.funds:
        statements = {}
        for name in STATEMENTS:
            statement = getattr(fund.statements, name)
            if statement is not None:
                lines = tuple(line.model_copy(update={"values": _shorn(line.values)}) for line in statement.lines)
                statement = statement.model_copy(update={"lines": lines})
            statements[name] = statement
        columns = tuple(c.model_copy(update={"source": None}) for c in fund.financial_highlights)
        funds.append(
            fund.model_copy(
                update={
                    "statements": Statements(**statements),
                    "financial_highlights": columns,
                    "disclosures": Disclosures(),
                }
            )
        )
    return filing.model_copy(update={"funds": tuple(funds)})


def _shorn(values: tuple[Any, ...]) -> tuple[Any, ...]:
    while values and values[-1] is None:
        values = values[:-1]
    return values

"""Write the generated pages, or say which are out of date.

    python tools/docs.py            writes what differs
    python tools/docs.py --check    exit 1 where a page differs

They are docs/cli.md, docs/output.md, docs/issue-codes.md, docs/schema.json, the tables in docs/dataset.md and the
console examples in README.md.
"""

from __future__ import annotations

import contextlib
import json
import re
import shlex
import sys
import tempfile
import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import click
import duckdb
from click.testing import CliRunner
from output_fields import MEANINGS

from fundfilings import cli, issues, models, spans
from fundfilings.pipeline import parse
from fundfilings.terminal.style import number
from fundfilings.write import json_schema, tables, write_part
from fundfilings.write.columns import Column

ROOT = Path(__file__).resolve().parents[1]
_GENERATED = "<!-- Written by `make docs`; a test compares. -->\n"
_OUTPUT_INTRODUCTION = f"""\
One JSON document a filing, `schema_version` "{models.SCHEMA_VERSION}". `fundfilings schema` prints its JSON Schema
([schema.json](schema.json)).

Money and quantities are in full units; percents and coupons are percent numbers (5.25 for 5.25%); parentheses are
negative. Null means that nothing is printed, a printed dash is 0. Lists are never null. A date is `YYYY-MM-DD`.
"""
_ISSUES_INTRODUCTION = """\
An issue is something the parser doubts or could not do, with its place in the input. The severity belongs to the code:
an `error` makes the filing `partial`.
"""
_TABLES_MARK = "<!-- Tables -->"
#: A query, and the table of its answer below it.
_QUESTION = re.compile(r"```sql\n(.*?)```\n(?:\n(?:\|[^\n]*\n)+)?", re.S)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.S)
_ELAPSED = re.compile(r"in [\d.]+ s\b")
_WORDS = {str: "string", int: "integer", bool: "true/false", Decimal: "number", date: "date", float: "number"}


@cache
def pages() -> dict[str, str]:
    """Path -> text of every page that is generated, whole or in part."""
    return {
        "docs/cli.md": _cli(),
        "docs/output.md": _output(),
        "docs/issue-codes.md": _issue_codes(),
        "docs/dataset.md": _dataset(),
        "README.md": _readme(),
        "docs/schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
    }


def _cli() -> str:
    group = cli.main
    parts = [("fundfilings", group), *((f"fundfilings {n}", c) for n, c in sorted(group.commands.items()))]
    shown = (f"## {name}\n\n```\n{_help(name, command)}\n```\n" for name, command in parts)
    return "# Command line\n\n" + _GENERATED + "\n" + "\n".join(shown)


def _help(name: str, command: click.Command) -> str:
    return command.get_help(click.Context(command, info_name=name, **_settings(command)))


def _settings(command: click.Command) -> dict[str, Any]:
    return {**cli.main.context_settings, "terminal_width": 100}


def _output() -> str:
    """Each model's docstring and its fields, in the order of the way from the filing to its leaves."""
    parts = [
        "# Output\n",
        _GENERATED,
        _OUTPUT_INTRODUCTION,
    ]
    for name, meanings in MEANINGS.items():
        model = spans.Span if name == "Span" else getattr(models, name)
        parts.append(f"## {name}\n\n{_first_paragraph(model)}\n")
        types_of = field_types(model)
        rows = (f"| `{field}` | {types_of[field]} | {meaning} |" for field, meaning in meanings.items())
        parts.append("| field | type | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _first_paragraph(model: type) -> str:
    return " ".join((model.__doc__ or "").strip().split("\n\n")[0].split())


def field_types(model: type) -> dict[str, str]:
    """Field name -> its type in words, in the model's order."""
    names = [f.name for f in fields(model)] if is_dataclass(model) else list(model.model_fields)  # type: ignore[attr-defined]
    hints = get_type_hints(model, include_extras=True)
    return {name: _type(hints[name]) for name in names}


def _type(hint: Any) -> str:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _type(args[0])
    if origin is Literal:
        return ", ".join(f"`{a}`" for a in args)
    if origin in (Union, types.UnionType):
        return " or ".join("null" if a is type(None) else _type(a) for a in args)
    if origin is tuple:
        return f"list of {_type(args[0])}"
    return _WORDS.get(hint) or f"[{hint.__name__}](#{hint.__name__.lower()})"


def _issue_codes() -> str:
    return "\n".join(
        [
            "# Issue codes\n",
            _GENERATED,
            _ISSUES_INTRODUCTION,
            "| code | severity | meaning |",
            "|---|---|---|",
            *(f"| `{code}` | {severity} | {meaning} |" for code, (severity, meaning) in issues.CODES.items()),
            "",
        ]
    )


def _dataset() -> str:
    """docs/dataset.md with the answers to its questions, and every table and its columns behind its marker."""
    text = (ROOT / "docs/dataset.md").read_text(encoding="utf-8")
    with archive() as database:
        text = _QUESTION.sub(lambda m: f"```sql\n{m[1]}```\n{_answer(database.execute(m[1]))}", text)
    head = text[: text.index(_TABLES_MARK)] + _TABLES_MARK + "\n" + _GENERATED
    parts = [f"{head}\n## Tables, version {tables.DATASET_VERSION}\n"]
    for table in tables.TABLES:
        names = ", ".join(f"`{c.name}`" for c in table.columns[: table.key])
        rows = (f"| `{c.name}` | {_column_type(c)} | {column_meaning(c)} |" for c in table.columns)
        parts.append(f"### {table.name}\n\n{table.meaning} Key: {names}.\n")
        parts.append("| column | type | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


@contextlib.contextmanager
def archive() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in a folder in which OUT holds the tables of fixtures/archive."""
    filings = [parse(path) for path in sorted((ROOT / "fixtures/archive").glob("*.txt"))]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), duckdb.connect() as database:
        write_part(filings, Path("OUT"), "1")
        yield database


def _answer(found: duckdb.DuckDBPyConnection) -> str:
    """The rows of a query as a table, "" of a statement that answers nothing."""
    names = [column[0] for column in found.description or []]
    rows = found.fetchall() if names != ["Count"] else []
    if not rows:
        return ""
    figures = [
        isinstance(cell, int | float | Decimal) and name != "year" for name, cell in zip(names, rows[0], strict=True)
    ]
    rules = ("---:" if figure else "---" for figure in figures)
    lines = [names, rules, *([_cell(c, f) for c, f in zip(row, figures, strict=True)] for row in rows)]
    return "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cell(cell: object, figure: bool) -> str:
    if isinstance(cell, Decimal):
        return number(cell)
    return "" if cell is None else f"{cell:,}" if figure else str(cell)


def _column_type(column: Column) -> str:
    number = f"decimal(38,{column.places})"
    words = {"number": number, "numbers": f"list of {number}", "texts": "list of text", "floats": "list of double"}
    return words.get(column.kind, column.kind)


def column_meaning(column: Column) -> str:
    """Its own, else that of the field it is taken from."""
    if column.field is None:
        return column.meaning
    model, field = column.field
    return MEANINGS[model][field]


def _readme() -> str:
    """README.md with every `$ fundfilings ...` of its console blocks run again, one after another in one folder."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("fixtures").symlink_to(ROOT / "fixtures")
        return _CONSOLE.sub(lambda block: f"```console\n{_session(block[1])}```", text)


def _session(block: str) -> str:
    """The commands of one console block with what they print in a terminal of 80 columns."""
    shown = []
    for command in re.findall(r"^\$ (.*)", block, re.M):
        program, *args = shlex.split(command)
        result = CliRunner(env={"COLUMNS": "80"}).invoke(cli.main, args, prog_name=program)
        printed = re.sub(r" +$", "", _ELAPSED.sub("in 0.1 s", result.output), flags=re.M).strip("\n")
        shown.append(f"$ {command}\n{printed}\n")
    return "\n".join(shown)


def stale(written: dict[str, str]) -> Iterator[str]:
    """The paths of pages that differ from what would be written."""
    for name, text in written.items():
        path = ROOT / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield name


def main() -> int:
    written = pages()
    out_of_date = list(stale(written))
    if "--check" in sys.argv[1:]:
        for name in out_of_date:
            print(f"{name} is out of date; run: make docs", file=sys.stderr)
        return 1 if out_of_date else 0
    for name in out_of_date:
        (ROOT / name).write_text(written[name], encoding="utf-8")
        print(f"{name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The documentation says what the code does: generated pages are current, every code and field is explained."""

from __future__ import annotations

import re

import click
import pytest
from docs import column_meaning, field_types, pages
from output_fields import MEANINGS

from conftest import ROOT
from fundfilings import cli, issues, models, spans
from fundfilings.write import tables

DOCS = ROOT / "docs"


GENERATED = ["docs/cli.md", "docs/output.md", "docs/issue-codes.md", "docs/dataset.md", "docs/schema.json"]


@pytest.mark.parametrize("name", GENERATED)
def test_generated_pages_are_current(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == pages()[name], "run: make docs"


def test_every_field_of_every_model_has_a_meaning() -> None:
    public = {n: getattr(models, n) for n in models.__all__ if isinstance(getattr(models, n), type)}
    public.pop("Model")
    public["Span"] = spans.Span
    assert MEANINGS.keys() == public.keys()
    for name, model in public.items():
        assert list(MEANINGS[name]) == list(field_types(model)), name


def test_every_column_of_every_table_has_a_meaning() -> None:
    for table in tables.TABLES:
        assert [c.name for c in table.columns if not column_meaning(c)] == [], table.name


def test_every_command_is_documented_and_helps() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    for name, command in cli.main.commands.items():
        assert f"## fundfilings {name}\n" in text
        assert command.help
        assert all(p.help for p in command.params if isinstance(p, click.Option)), name


def test_every_issue_code_is_named_after_its_room() -> None:
    for code in issues.CODES:
        assert re.fullmatch(r"[a-z]+\.[a-z-]+", code), code


def test_every_dependency_has_a_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = re.findall(r'^  "([a-z-]+)[>=]', project, re.M)
    assert len(names) > 8
    reasons = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    assert [n for n in names if f"| {n} |" not in reasons] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/output.md"])
def test_links_and_make_targets_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"(?:^    |`)make ([a-z]+)\b", text, re.M)) <= targets
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / page).parent.joinpath(link).exists(), link

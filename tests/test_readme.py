"""What the README shows is what happens: its Python and its commands are run."""

from __future__ import annotations

import doctest
import re

import pytest
from docs import pages

from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_begins_with_the_two_commands() -> None:
    assert re.match(r"# fundfilings\n\n    make demo .*\n    make test ", README)


def test_its_python_prints_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert done.attempted >= 8
    assert done.failed == 0


def test_its_commands_print_what_they_say() -> None:
    assert re.findall(r"^\$ fundfilings (convert|show|check|inspect)", README, re.M)
    assert pages()["README.md"] == README, "read what changed, then: make docs"

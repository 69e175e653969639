"""Which form of the package the tests are run over: the sources, or what mypyc made of them."""

from __future__ import annotations

import os
from pathlib import Path

import hatch_build

from fundfilings import scalars
from fundfilings.schedule import records

ROOT = Path(__file__).resolve().parents[1]


def test_the_form_of_the_package_is_the_one_that_is_asked_for() -> None:
    asked = bool(os.environ.get("COMPILED"))
    for module in (scalars, records):
        path = Path(str(module.__file__))
        assert (path.suffix != ".py") is asked, f"{path}; extension modules in src/ hide the sources: remove them"


def test_all_rooms_of_reading_are_compiled_but_what_is_named() -> None:
    package = ROOT / "src" / "fundfilings"
    compiled = set(hatch_build.compiled_modules(package))
    assert {"fundfilings/scalars.py", "fundfilings/schedule/closing.py", "fundfilings/notes/outline.py"} <= compiled
    left = {p.relative_to(package.parent).as_posix() for p in (package / "normalize").glob("*.py")} - compiled
    assert {Path(name).stem[:3] for name in left} == {"pdf", "__i"}

"""Compiled wheels, for who converts archives: the reading rooms as C extensions, made by mypyc out of the same sources.

    FUNDFILINGS_COMPILE=1 pip install .        (or: make wheel)

Without the variable, and for editable installs, the wheel is pure Python. Compiling needs a C compiler and takes some
minutes; reading then takes about a third less time and gives the same output. What belongs to pydantic, to pdfplumber
or to the terminal stays as it is, for there is nothing to win; nothing is written into the source tree.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_ROOMS = ("source", "normalize", "split", "schedule", "notes", "statements", "checks")
_LEAVES = ("letters.py", "marks.py", "scalars.py", "periods.py")
#: Left as they are: pdfplumber's and pypdfium2's objects have no types that hold; mypyc takes one function over several
#: kinds of records for ill-typed, which mypy does not.
_NOT = ("normalize/pdf*.py", "schedule/side_records.py")

_SETUP = """
import sys
from setuptools import setup
from mypyc.build import mypycify

modules = sys.argv.pop().split(",")
extensions = mypycify(["--config-file", "mypy.ini", *modules], multi_file=True)
setup(name="compiled", packages=["fundfilings"], ext_modules=extensions)
"""
_MYPY = """
[mypy]
plugins = pydantic.mypy
ignore_missing_imports = True
disable_error_code = import-untyped, import-not-found
"""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules to a wheel, beside their sources, if the environment asks for it."""

    _work: tempfile.TemporaryDirectory[str] | None = None

    def dependencies(self) -> list[str]:
        if not _wanted():
            return []
        return ["mypy>=1.15", "setuptools>=70", "lxml-stubs>=0.5", "types-python-dateutil>=2.9", *self._runtime()]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or not _wanted():
            return
        self._work = tempfile.TemporaryDirectory(prefix="fundfilings-")
        work = Path(self._work.name)
        package = work / "fundfilings"
        shutil.copytree(Path(self.root, "src", "fundfilings"), package)
        (work / "setup.py").write_text(_SETUP)
        (work / "mypy.ini").write_text(_MYPY)
        command = [sys.executable, "setup.py", "build_ext", "--inplace", ",".join(compiled_modules(package))]
        self.app.display_info("Compiling with mypyc; this takes some minutes")
        run = subprocess.run(command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if run.returncode:
            log = run.stdout.decode(errors="replace")[-4000:]
            raise RuntimeError(f"mypyc failed; without FUNDFILINGS_COMPILE the package installs as Python:\n{log}")
        for suffix in (".so", ".pyd"):
            for made in work.rglob(f"*{suffix}"):
                if "build" not in made.relative_to(work).parts:
                    build_data["force_include"][str(made)] = made.relative_to(work).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self._work is not None:
            self._work.cleanup()

    def _runtime(self) -> list[str]:
        """The package's own dependencies: mypy reads their types."""
        return list(self.metadata.core.dependencies)


def _wanted() -> bool:
    return os.environ.get("FUNDFILINGS_COMPILE", "0") not in ("", "0")


def compiled_modules(package: Path) -> list[str]:
    """Paths of what is compiled, in the order of their names."""
    found = {package / name for name in _LEAVES}
    for room in _ROOMS:
        found.update((package / room).rglob("*.py"))
    left = {path for pattern in _NOT for path in package.glob(pattern)}
    return sorted(p.relative_to(package.parent).as_posix() for p in found - left if p.name != "__init__.py")

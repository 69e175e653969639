"""What all tests share: where the fixtures and the real filings are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
#: Real filings and labelled truth: a folder beside the project, not part of it.
SHARED = ROOT.parent / "shared"

sys.path[:0] = [str(ROOT / "tools"), str(ROOT)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `corpus` where there is no folder of real filings, and say so."""
    if (SHARED / "filings").is_dir():
        return
    skip = pytest.mark.skip(reason=f"no folder of real filings at {SHARED / 'filings'}")
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with filings/ and truth/; only for tests marked `corpus`."""
    return SHARED

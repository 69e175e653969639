"""A sample of real filings of the folder beside the project: no crash, ledgers that close, floors held.

`make corpus` measures all of them; this is the part of it that runs with the tests.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from answer_key import measure, read_key

from conftest import SHARED
from fundfilings import parse
from invariants import broken

pytestmark = pytest.mark.corpus

#: How many filings: each Nth of the ascii ones by name, so that houses and years mix, and all small others.
SAMPLE = 25
#: Share of the sample's funds whose rows must sum to the hand-read total. Raised with the parser, never lowered.
FLOOR = 0.5


def sample() -> list[Path]:
    folder = SHARED / "filings"
    if not folder.is_dir():
        return []
    ascii_ones = sorted((folder / "ascii").glob("*.txt"))
    others = [*sorted((folder / "seeds").glob("*.txt")), folder / "html" / "new-alternatives-nq-2018-09.htm"]
    return ascii_ones[:: max(1, len(ascii_ones) // (SAMPLE - len(others)))][: SAMPLE - len(others)] + others


@pytest.fixture(scope="module")
def verdicts() -> dict[str, list[str]]:
    """Verdicts by path, filled in by the test of each filing."""
    return {}


@pytest.mark.parametrize("path", sample(), ids=lambda p: p.stem)
def test_a_real_filing_is_read_without_losing_count(path: Path, verdicts: dict[str, list[str]]) -> None:
    filing = parse(path)
    assert not broken(filing)
    name = path.relative_to(SHARED / "filings").as_posix()
    rows = read_key(SHARED / "truth" / "totals.tsv").get(name, [])
    verdicts[name] = [r.verdict for r in measure(filing, rows)]


def test_enough_of_the_sample_closes(verdicts: dict[str, list[str]]) -> None:
    every = [v for vs in verdicts.values() for v in vs if v != "skip"]
    if not every:
        pytest.skip("no filing of the sample was read in this run")
    assert every.count("pass") / len(every) >= FLOOR


def test_the_header_agrees_with_the_manifest() -> None:
    with (SHARED / "filings" / "MANIFEST.tsv").open(newline="", encoding="utf-8") as lines:
        rows = {r["path"]: r for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for path in sample():
        row = rows[path.relative_to(SHARED / "filings").as_posix()]
        if not row["format"].startswith("sgml"):
            continue
        filing = parse(path)
        assert filing.form == row["form"]
        assert filing.period_of_report is not None
        assert filing.period_of_report.strftime("%Y%m%d") == row["period"]

"""What a run says: a line for a filing, progress on a terminal only, one summary."""

from __future__ import annotations

import io
from pathlib import Path

import filings
from rich.console import Console

from fundfilings.batch import Options, convert_to_folder, find_inputs
from test_bad_input import JPEG


def said(sources: list[str], out: Path, terminal: bool = False, **options: object) -> tuple[int, str]:
    """(exit code, what was said)."""
    file = io.StringIO()
    err = Console(file=file, width=120, markup=False, emoji=False, highlight=False, force_terminal=terminal)
    chosen = Options(workers=2, **options)  # type: ignore[arg-type]
    code = convert_to_folder(find_inputs(sources, out), out, chosen, err)
    return code, file.getvalue()


def test_few_filings_have_a_line_each_in_their_order(tmp_path: Path) -> None:
    sources = filings.write_reports(tmp_path / "in", 5)
    code, text = said(sources, tmp_path / "out")
    lines = text.splitlines()
    assert code == 0
    assert [line.partition(": ")[0] for line in lines[:-1]] == sources
    assert lines[-1].startswith("5 filings: 5 ok; 5 funds, 10 holdings, 5 of 5 totals close; ")


def test_a_line_names_the_output_where_a_filing_has_one_of_its_own(tmp_path: Path) -> None:
    sources = filings.write_reports(tmp_path / "in", 2)
    own, joint = said(sources, tmp_path / "json")[1], said(sources, tmp_path / "lines", format="jsonl")[1]
    assert own.count(f" -> {tmp_path / 'json'}") == 2
    assert joint.count(": ok, ") == 2 and " -> " not in joint


def test_many_filings_have_a_summary(tmp_path: Path) -> None:
    sources = filings.write_reports(tmp_path / "in", 101)
    code, text = said([str(tmp_path / "in")], tmp_path / "out")
    first, second = text.splitlines()
    assert code == 0 and len(sources) == 101
    assert first.startswith("101 filings: 101 ok; 101 funds, 202 holdings, 101 of 101 totals close; ")
    assert second.startswith("slowest: ") and second.count(" s") == 3


def test_many_failures_are_counted_by_reason(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(60):
        (tmp_path / "in" / f"{number:03}.txt").write_bytes(b"" if number % 3 else JPEG)
    code, text = said([str(tmp_path / "in")], tmp_path / "out")
    assert code == 1
    assert text.count("fundfilings: ") == 50
    lines = text.splitlines()[50:]
    assert lines[0].startswith("60 filings: 60 not read; ")
    assert any(line.startswith("40 filings: the input is empty") for line in lines)
    assert any(line.startswith("20 filings: ") and "JPEG" in line for line in lines)
    assert lines[-1].startswith("_failed.tsv in the output folder")


def test_what_was_done_and_what_failed_before_is_said(tmp_path: Path) -> None:
    sources = filings.write_reports(tmp_path / "in", 3)
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    named = [*sources, str(tmp_path / "in" / "empty.txt")]
    assert said(named, tmp_path / "out")[0] == 1
    code, text = said(named, tmp_path / "out")
    assert code == 1, "what failed before has still failed"
    assert "3 filings done before (--update reads again what has changed)" in text
    assert "1 filing failed before (--retry-failed tries again):" in text
    assert f"{tmp_path / 'in' / 'empty.txt'}: the input is empty" in text


def test_progress_is_for_terminals(tmp_path: Path) -> None:
    sources = filings.write_reports(tmp_path / "in", 4)
    assert "converting" not in said(sources, tmp_path / "quiet")[1]
    text = said(sources, tmp_path / "shown", terminal=True)[1]
    assert "converting" in text and " of 4, " in text and "/s" in text


def test_a_run_beside_another_is_refused(tmp_path: Path) -> None:
    from fundfilings.batch import Run

    sources = filings.write_reports(tmp_path / "in", 2)
    with Run(find_inputs(sources).inputs, tmp_path / "out", Options()):
        code, text = said(sources, tmp_path / "out")
    assert code == 1 and "another run is writing to this folder" in text

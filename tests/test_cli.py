"""The command line as its users meet it: results on stdout, all else on stderr, exit codes 0, 1 and 2."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import FIXTURES
from fundfilings import __version__, cli, from_json, parse, pipeline, to_json
from fundfilings.write import json_schema
from pdf_filings import report, submission, uuencoded
from test_bad_input import JPEG, NO_SCHEDULE, TEN_K

TEXT = FIXTURES / "ascii-equity-leaders" / "source.txt"
HTML = FIXTURES / "html-spacer-cells" / "source.htm"
THREE_FUNDS = FIXTURES / "ascii-three-funds" / "source.txt"


def run(*args: str | Path, **env: str) -> Result:
    result = CliRunner(env={"COLUMNS": "80", **env}).invoke(cli.main, [str(a) for a in args], prog_name="fundfilings")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def run_process(*args: str | Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from fundfilings.cli import main; main(prog_name='fundfilings')", *map(str, args)]
    path = os.pathsep.join(sys.path)
    return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, "PYTHONPATH": path, **env})


def written(out: Path) -> set[str]:
    """The outputs in a folder, without the books that are kept beside them."""
    return {p.name for p in out.iterdir() if not p.name.startswith("_")}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A filing that `convert` wrote."""
    assert run("convert", TEXT, "-o", tmp_path / "out").exit_code == 0
    return tmp_path / "out" / "source.json"


# --- convert ---------------------------------------------------------------------------------------------------------


def test_convert_writes_what_the_library_reads(saved: Path) -> None:
    assert saved.read_text(encoding="utf-8") == to_json(parse(TEXT), indent=2) + "\n"


def test_convert_says_in_one_line_what_was_read(tmp_path: Path) -> None:
    result = run("convert", TEXT, "-o", tmp_path)
    assert result.stdout == ""
    assert re.fullmatch(
        r".*source\.txt: ok, N-CSRS 2004-06-30, 1 fund, 31 holdings, 1 of 1 totals close.* -> .*source\.json\n",
        result.stderr,
    )


def test_convert_of_several_ends_with_a_total_and_gives_each_a_name_of_its_own(tmp_path: Path) -> None:
    result = run("convert", TEXT, HTML, "-o", tmp_path)
    assert result.exit_code == 0
    assert written(tmp_path) == {"ascii-equity-leaders-source.json", "html-spacer-cells-source.json"}
    assert re.match(r"2 filings: 2 ok; 2 funds, \d+ holdings, 2 of 2 totals close; ", result.stderr.splitlines()[-1])


def test_convert_to_standard_output_is_one_line_a_filing(tmp_path: Path) -> None:
    result = run("convert", TEXT, HTML, "-o", "-")
    assert [from_json(line).form for line in result.stdout.splitlines()] == [parse(TEXT).form, parse(HTML).form]


BAD = {
    "empty.txt": (b"", "empty"),
    "photo.txt": (JPEG, "JPEG"),
    "annual.txt": (TEN_K, "10-K"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_fault_and_stops_no_other(tmp_path: Path, name: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD[name][0])
    result = run("convert", bad, TEXT, "-o", tmp_path / "out")
    assert result.exit_code == 1
    first, *_, last = result.stderr.splitlines()
    assert first.startswith(f"fundfilings: {bad}: ") and BAD[name][1] in first
    assert last.startswith("2 filings: 1 ok, 1 not read; ")
    assert written(tmp_path / "out") == {"source.json"}


@pytest.mark.parametrize("command", ["show", "check", "inspect"])
@pytest.mark.parametrize("name", BAD)
def test_every_command_refuses_a_bad_file_in_one_line(tmp_path: Path, name: str, command: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD[name][0])
    result = run(command, bad)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1 and BAD[name][1] in result.stderr


def test_a_missing_file_and_a_folder_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("convert", tmp_path / "none.txt", tmp_path / "empty", TEXT, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "none.txt: no such file; check the name" in result.stderr
    assert f"{tmp_path / 'empty'}: holds no filings" in result.stderr
    assert (tmp_path / "out" / "source.json").exists()


def test_a_report_without_a_schedule_is_written_and_said_so(tmp_path: Path) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_bytes(NO_SCHEDULE)
    result = run("convert", bare, "-o", tmp_path / "out")
    filing = from_json((tmp_path / "out" / "bare.json").read_bytes())
    assert f"bare.txt: {filing.status}, N-CSR 2004-12-31" in result.stderr and "no schedule" in result.stderr
    assert result.exit_code == (1 if filing.status == "failed" else 0)


def test_of_a_truncated_submission_the_rest_is_written(tmp_path: Path) -> None:
    cut = tmp_path / "cut.txt"
    data = TEXT.read_bytes()
    cut.write_bytes(data[: int(len(data) * 0.9)])
    result = run("convert", cut, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "cut.txt: partial, " in result.stderr and "31 holdings" in result.stderr


def test_a_fault_of_ours_costs_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, *, name: str | None, pdf_parts: bool) -> object:
        if name == "bad.txt":
            raise IndexError("list index out of range")
        return parse(data, name=name, pdf_parts=pdf_parts)

    monkeypatch.setattr(pipeline, "parse", broken)
    (tmp_path / "bad.txt").write_text("text")
    result = run("convert", tmp_path / "bad.txt", TEXT, "-o", "-")
    assert result.exit_code == 1
    assert "bad.txt: internal error (IndexError: list index out of range); please report it" in result.stderr
    assert "Traceback" not in result.stderr
    assert from_json(result.stdout).form == parse(TEXT).form
    assert "Traceback" in run("--debug", "convert", tmp_path / "bad.txt", "-o", tmp_path / "out").stderr


# --- usage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        ["convert"],
        ["convert", str(TEXT)],
        ["convert", str(TEXT), "-o", str(TEXT)],
        ["show"],
        ["show", str(TEXT), "--fund", "2"],
        ["show", str(TEXT), "--top", "-1"],
        ["check", "--frob"],
        ["inspect", str(TEXT), "--stage", "cells"],
        ["inspect", str(TEXT), "--lines", "a-b"],
        ["frob"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: fundfilings")


def test_version_and_schema() -> None:
    assert run("--version").stdout == f"fundfilings {__version__}\n"
    assert json.loads(run("schema").stdout) == json_schema()


# --- show ------------------------------------------------------------------------------------------------------------


def test_show_of_a_filing_and_of_its_json_is_the_same(saved: Path) -> None:
    assert run("show", TEXT, "--statements").stdout == run("show", saved, "--statements").stdout


def test_show_has_whose_it_is_what_it_holds_and_whether_it_closes() -> None:
    shown = run("show", TEXT, "--top", "3").stdout
    assert shown.startswith("HARBOR LANTERN FUND INC\n")
    assert "form N-CSRS, period 2004-06-30" in shown
    assert re.search(r"(?i)harbor lantern fund\b.* 31 +82,017,803 +82,329,209 +exact", shown)
    assert re.search(r"^Sum of 31 holdings +82,017,803", shown, re.M)
    assert "Largest 3 holdings" in shown


def test_show_fits_the_terminal_and_cuts_no_figure() -> None:
    for file in (TEXT, HTML, THREE_FUNDS):
        shown = run("show", file).stdout
        assert max(map(len, shown.splitlines())) <= 80
        assert "…" not in shown


def test_show_of_one_fund() -> None:
    names = [f.name for f in parse(THREE_FUNDS).funds]
    assert len(names) == 3
    shown = run("show", THREE_FUNDS, "--fund", "2", "--brief", COLUMNS="160").stdout
    rows = shown.partition("Rows to total")[2].splitlines()[2:]
    assert len(rows) == 1 and rows[0].startswith(names[1])


def test_statements_are_shown_on_request() -> None:
    assert "Total assets" not in run("show", TEXT).stdout
    assert "Total assets" in run("show", TEXT, "--statements").stdout


def test_text_of_a_filing_moves_no_cursor_and_is_no_markup(saved: Path) -> None:
    spoiled = saved.with_name("spoiled.json")
    text = (
        saved.read_text(encoding="utf-8")
        .replace("Harbor Lantern Fund", "HARBOR LANTERN FUND")
        .replace("HARBOR LANTERN FUND", "[red]\\u001b[2J\\u009b31m:smile:")
    )
    spoiled.write_text(text, encoding="utf-8")
    shown = run("show", spoiled, "--statements").stdout
    assert "[red]" in shown and ":smile:" in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_prints_every_identity_with_both_sides(saved: Path) -> None:
    result = run("check", saved, TEXT)
    assert result.exit_code == 0
    assert "82,017,803" in result.stdout and "pass" in result.stdout


def test_check_finds_a_figure_that_was_changed(saved: Path) -> None:
    document = json.loads(saved.read_text())
    document["funds"][0]["schedule"]["holdings"][0]["value"] += 1000
    saved.write_text(json.dumps(document))
    result = run("check", saved)
    assert result.exit_code == 1
    table = result.stdout.split("Identity")[1]
    assert "1,000" in table.split("pass")[0], "failures come first"
    (found,) = json.loads(run("check", "--json", saved).stdout)
    failed = [c for c in found["checks"] if c["status"] == "fail"]
    assert {"stated": 82017803, "computed": 82018803, "difference": 1000}.items() <= failed[0].items()


def test_check_of_other_json_says_what_it_is_not(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"a": 1}')
    result = run("check", other)
    assert result.exit_code == 1
    assert "JSON, but not a filing of schema_version 1" in result.stderr


# --- inspect ---------------------------------------------------------------------------------------------------------


def test_inspect_shows_each_stage_of_the_lines_asked_for() -> None:
    lines = TEXT.read_text(encoding="cp1252").splitlines()
    number = next(i for i, line in enumerate(lines, 1) if "PepsiCo" in line)
    blocks = run("inspect", TEXT, "--stage", "blocks", "--lines", str(number)).stdout
    assert re.search(rf"^ *{number} +row +.*PepsiCo, Inc\..*61,300.*3,302,844", blocks, re.M)
    rows = run("inspect", TEXT, "--lines", f"{number}-{number}").stdout
    assert re.search(rf"^ *{number} +holding +.*PepsiCo.* -- \S", rows, re.M)
    sections = run("inspect", TEXT, "--stage", "sections").stdout
    assert "fund 1: harbor lantern fund" in sections.lower()
    assert re.search(r"^ *\d+-\d+ +schedule ", sections, re.M)


def test_inspect_of_one_fund() -> None:
    all_rows = run("inspect", THREE_FUNDS).stdout.splitlines()
    second = run("inspect", THREE_FUNDS, "--fund", "2").stdout.splitlines()
    assert 0 < len(second) < len(all_rows) and set(second) <= set(all_rows)


# --- as a process ----------------------------------------------------------------------------------------------------


def test_standard_input_is_a_dash() -> None:
    done = run_process("convert", "-", "-o", "-", stdin=TEXT.read_bytes())
    assert done.returncode == 0
    filing = from_json(done.stdout)
    assert filing.source.name is None and filing.funds
    assert done.stderr.startswith(b"-: ok, ")


@pytest.mark.parametrize(("name", "code"), [("empty.txt", 1), ("photo.txt", 1), ("annual.txt", 1)])
def test_exit_codes_of_the_process(tmp_path: Path, name: str, code: int) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD[name][0])
    done = run_process("convert", bad, "-o", tmp_path / "out")
    assert done.returncode == code
    assert b"Traceback" not in done.stderr and done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = [sys.executable, "-c", "from fundfilings.cli import main; main()", "schema"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_no_color_is_respected_and_terminals_get_colour() -> None:
    assert b"\x1b[32m" in run_process("show", TEXT, FORCE_COLOR="1", TERM="xterm").stdout
    assert b"\x1b[32m" not in run_process("show", TEXT, FORCE_COLOR="1", TERM="xterm", NO_COLOR="1").stdout


def test_a_terminal_that_knows_no_unicode_gets_question_marks(tmp_path: Path) -> None:
    done = run_process("show", TEXT, PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and b"82,017,803" in done.stdout


# --- PDF -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(report())
    return path


def test_a_pdf_is_converted_shown_and_checked_as_any_report(pdf: Path, tmp_path: Path) -> None:
    assert run("convert", pdf, "-o", tmp_path).exit_code == 0
    filing = from_json((tmp_path / "report.json").read_bytes())
    assert filing.source.container == "pdf"
    assert "280,000" in run("show", pdf).stdout
    assert run("check", pdf).exit_code == 0


def test_inspect_draws_a_page(pdf: Path, tmp_path: Path) -> None:
    image = tmp_path / "page.png"
    result = run("inspect", pdf, "--page", "1", "--image", image)
    assert (result.exit_code, result.stdout) == (0, "")
    assert image.read_bytes().startswith(b"\x89PNG")
    assert "Company 3 Inc." in run("inspect", pdf, "--page", "1", "--stage", "rows").stdout


def test_inspect_says_what_it_cannot_draw(pdf: Path, tmp_path: Path) -> None:
    image = tmp_path / "page.png"
    for wrong in ((pdf, "--image", image), (pdf, "--page", "9", "--image", image), (pdf, "--page", "9")):
        assert run("inspect", *wrong).exit_code == 2
    assert run("inspect", TEXT, "--page", "2", "--image", image).exit_code == 2
    assert not image.exists()


def test_pdf_parts_are_read_on_request(tmp_path: Path) -> None:
    path = tmp_path / "filing.txt"
    path.write_bytes(submission(uuencoded(report())))
    assert run("check", path).exit_code == 1
    assert run("check", path, "--pdf-parts").exit_code == 0

"""The command line: a thin shell over the library.

    fundfilings convert filings/*.txt -o out/
    fundfilings show filings/0000078713-08-000045.txt

What a command prints as its result goes to standard output, everything about how it went to standard error. Exit code
0: all good; 1: an input could not be read, or a total does not close; 2: wrong usage.
"""

from __future__ import annotations

import io
import json
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from fundfilings import __version__
from fundfilings.batch import (
    FORMATS,
    MEMORY,
    TIMEOUT,
    Options,
    convert_to_folder,
    convert_to_stdout,
    find_inputs,
    os_message,
)
from fundfilings.checks import TOTAL_CHECKS, derive_status, run_checks
from fundfilings.compare import diff as compare_filings
from fundfilings.errors import FundFilingsError
from fundfilings.models import Filing
from fundfilings.pipeline import Explained, explain, parse
from fundfilings.terminal.checks import check_table, failures_first
from fundfilings.terminal.diff import show_comparison
from fundfilings.terminal.inspect import STAGES, Lines, inspect_stage, lines_of_page
from fundfilings.terminal.show import headline, show_filing
from fundfilings.terminal.style import console, plain
from fundfilings.write import STDIN, from_json, json_schema, looks_like_json

FILES = click.argument("files", metavar="FILE...", nargs=-1, required=True)
FUND = click.option("--fund", type=click.IntRange(1), metavar="N", help="Only the Nth fund of the filing.")
PDF_PARTS = click.option(
    "--pdf-parts", is_flag=True, help="Also read reports that a submission holds as PDF, if its text has no schedule."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
def main(debug: bool) -> None:
    """Read fund reports filed with the SEC (N-Q, N-CSR, N-CSRS, N-30D and kin) into validated data.

    FILE is an EDGAR full submission, a bare HTML, text or PDF report, or a rendering of one as text; - is standard
    input.
    Exit code 0: all good; 1: an input could not be read, or a total does not close; 2: wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@main.command()
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("-o", "--out", metavar="OUT/", required=True, help="Folder for the output; made if it is missing.")
@click.option(
    "--files-from", metavar="LIST", help="Also the sources that stand in this file, one a line; - is standard input."
)
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="json",
    show_default=True,
    help="A JSON file a filing, or many filings in few files: JSON Lines, or tables in Parquet or CSV.",
)
@click.option(
    "--indent",
    type=click.IntRange(0, 8),
    metavar="N",
    default=2,
    show_default=True,
    help="Blanks a level of JSON; 0: one line.",
)
@PDF_PARTS
@click.option("--workers", type=click.IntRange(1), metavar="N", help="How many filings at once.  [default: one a core]")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    metavar="S",
    default=TIMEOUT,
    show_default=True,
    help="Seconds that one filing may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(200),
    metavar="MB",
    default=MEMORY,
    show_default=True,
    help="Memory that a worker may take.",
)
@click.option("--scheduler", metavar="ADDRESS", default="", help="Do the work on the Dask cluster at this address.")
@click.option("--update", is_flag=True, help="Also convert again what has changed, or was read by another version.")
@click.option("--retry-failed", is_flag=True, help="Also try again what could not be converted before.")
def convert(
    sources: Sequence[str], out: str, files_from: str | None, pdf_parts: bool, workers: int | None, **options: Any
) -> None:
    """Convert filings to JSON, one file each, or many of them to tables.

    SOURCE is a file, a folder, a pattern, a zip or tar archive, or an address (https://, s3://); - is standard input.

    An output file is named after its input; where two inputs have one name, their folders' names stand in front.
    "-o -" writes to standard output instead, one filing a line. A file that cannot be read is reported and never
    stops the others. Stopped at any moment, the same command goes on where it was: what is done is not done again.
    """
    folder = None if out == STDIN else _folder(out)
    found = find_inputs([*sources, *_listed(files_from)], folder)
    if not found.inputs and not found.problems:
        raise click.UsageError("Missing argument 'SOURCE...'.")
    chosen = Options(pdf_parts=pdf_parts, workers=workers or 0, **options)
    err, debug = console(stderr=True), click.get_current_context().find_root().params["debug"]
    if folder is None:
        sys.exit(convert_to_stdout(found, replace(chosen, indent=0), err, debug))
    sys.exit(convert_to_folder(found, folder, chosen, err, debug))


@main.command()
@FILES
@click.option(
    "--top",
    type=click.IntRange(0),
    metavar="N",
    default=10,
    show_default=True,
    help="How many of the largest holdings.",
)
@click.option("--statements", is_flag=True, help="Also the financial statements and highlights.")
@click.option("--brief", is_flag=True, help="Only whose filing it is and the totals of its funds.")
@FUND
@PDF_PARTS
def show(files: Sequence[str], top: int, statements: bool, brief: bool, fund: int | None, pdf_parts: bool) -> None:
    """Show what was read, as tables.

    Funds, totals, sections, largest holdings, failed checks and issues; financial statements on request.

    FILE is a filing or a JSON file that "convert" wrote.
    """
    out = console()
    failures = Failures()
    for number, file in enumerate(files):
        with failures.of(file):
            filing = _load(file, pdf_parts)
            _know_fund(fund, len(filing.funds))
            if number:
                out.print()
            show_filing(filing, out, top=top, statements=statements, brief=brief, fund=fund)
    sys.exit(failures.exit_code)


@main.command()
@FILES
@click.option("--all", "everything", is_flag=True, help="Also the identities that could not be checked.")
@click.option("--strict", is_flag=True, help="Exit code 1 when any identity fails, not only a total.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list with file, status and checks of each filing.")
@PDF_PARTS
def check(files: Sequence[str], everything: bool, strict: bool, as_json: bool, pdf_parts: bool) -> None:
    """Prove the totals; failures first.

    Prints each identity the filing should satisfy: stated and computed figure, difference, status.

    FILE is a filing or a JSON file that "convert" wrote; its checks are computed anew. Exit code 1 when the
    holdings do not sum to total investments, or these and the lines below them to net assets.
    """
    out = console()
    failures = Failures()
    found: list[dict[str, object]] = []
    broken = False
    for file in files:
        with failures.of(file):
            filing = _checked(_load(file, pdf_parts))
            checks = failures_first(filing.checks)
            failed = {c.id for c in checks if c.status == "fail"}
            broken = broken or filing.status == "failed" or bool(failed if strict else failed & TOTAL_CHECKS)
            found.append({"file": file, "status": filing.status, "checks": [c.model_dump(mode="json") for c in checks]})
            if as_json:
                continue
            for line in headline(filing):
                out.print(line)
            shown = [c for c in checks if everything or c.status != "not_checkable"]
            out.print()
            out.print(check_table(shown) if shown else "nothing could be checked")
            out.print()
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    sys.exit(1 if broken else failures.exit_code)


@main.command()
@click.argument("file", metavar="FILE")
@click.option("--stage", type=click.Choice(STAGES), default="rows", show_default=True, help="Which result to show.")
@FUND
@click.option("--lines", metavar="A-B", help="Only what stands on these lines of the input.")
@click.option("--page", type=click.IntRange(1), metavar="N", help="Only what stands on this page.")
@click.option(
    "--image", metavar="OUT.png", help="Draw what was read over the page of a PDF; boxes are coloured by kind of line."
)
@PDF_PARTS
def inspect(
    file: str, stage: str, fund: int | None, lines: str | None, page: int | None, image: str | None, pdf_parts: bool
) -> None:
    """Show why a filing was read as it was.

    Shows the result of one stage of the reading, line by line:

    \b
    blocks    headings, paragraphs, and table rows with their cells and places
    sections  the funds, and the parts of the report with their titles
    rows      each row of the schedules, what it was taken for, and why
    """
    failures = Failures()
    chosen = _lines(lines)
    if image and page is None:
        raise click.UsageError("--image draws one page; name it with --page N")
    with failures.of(file):
        explained = explain(_bytes(file), name=_name(file), pdf_parts=pdf_parts)
        _know_fund(fund, len(explained.split.funds))
        if page is not None:
            chosen = _lines_on(page, chosen, explained)
        if image and page is not None:
            _draw(explained, page, Path(image))
            return
        inspect_stage(explained, stage, console(), fund=fund, lines=chosen)
    sys.exit(failures.exit_code)


@main.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--all", "everything", is_flag=True, help="Also the positions that have not changed.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: all positions, with balances, values and scores.")
@FUND
@PDF_PARTS
def diff(old: str, new: str, everything: bool, as_json: bool, fund: int | None, pdf_parts: bool) -> None:
    """Compare the positions of a fund in two filings.

    Prints what was opened, closed and changed in balance, the largest changes of value first. Funds are matched by
    series, else by name; securities by name, title, coupon and maturity, with a score that is 1 where all agree.

    OLD and NEW are filings or JSON files that "convert" wrote; with --fund the Nth fund of NEW. Exit code 1 when they
    have no fund in common.
    """
    failures = Failures()
    filings = []
    for file in (old, new):
        with failures.of(file):
            filings.append(_load(file, pdf_parts))
    if failures.count:
        sys.exit(failures.exit_code)
    _know_fund(fund, len(filings[1].funds))
    if fund is not None:
        filings[1] = filings[1].model_copy(update={"funds": filings[1].funds[fund - 1 : fund]})
    found = compare_filings(*filings)
    if as_json:
        click.echo(found.model_dump_json(indent=2))
    else:
        show_comparison(found, console(), everything=everything)
    if not found.funds:
        click.echo("fundfilings: the two filings have no fund in common", err=True)
    sys.exit(0 if found.funds else 1)


@main.command()
def schema() -> None:
    """Print the JSON Schema of the output."""
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


# --- input and failure ---------------------------------------------------------------------------------------------


class Failures:
    """Says in one line what is wrong with a file, and lets the next one come."""

    def __init__(self) -> None:
        self.count = 0

    @property
    def exit_code(self) -> int:
        return 1 if self.count else 0

    @contextmanager
    def of(self, file: str) -> Iterator[None]:
        try:
            yield
        except (click.ClickException, BrokenPipeError):
            raise
        except FundFilingsError as error:
            self._say(file, str(error))
        except OSError as error:
            self._say(file, os_message(error))
        except Exception as error:  # a fault of ours must not cost the user the other files
            if click.get_current_context().find_root().params.get("debug"):
                traceback.print_exc()
            what = f"internal error ({type(error).__name__}: {error})"
            self._say(file, f"{what}; please report it with the file (fundfilings --debug shows where)")

    def _say(self, file: str, what: str) -> None:
        self.count += 1
        click.echo(f"fundfilings: {plain(file)}: {plain(what)}", err=True)


def _bytes(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()


def _name(file: str) -> str | None:
    return None if file == STDIN else Path(file).name


def _load(file: str, pdf_parts: bool) -> Filing:
    """A filing, or the JSON of one."""
    data = _bytes(file)
    return from_json(data) if looks_like_json(data) else parse(data, name=_name(file), pdf_parts=pdf_parts)


def _checked(filing: Filing) -> Filing:
    """`filing` with its checks computed from the figures it holds, and the status that follows."""
    anew = filing.model_copy(update={"checks": run_checks(filing)})
    return anew.model_copy(update={"status": derive_status(anew)})


def _listed(name: str | None) -> list[str]:
    """The sources in a list, one a line."""
    if name is None:
        return []
    try:
        text = sys.stdin.read() if name == STDIN else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{name}: {error}", param_hint="--files-from") from error
    return [line for line in text.splitlines() if line.strip()]


def _folder(out: str) -> Path:
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.BadParameter(f"{out}: {error.strerror}; name a folder that can be made", param_hint="-o") from error
    return folder


def _know_fund(fund: int | None, funds: int) -> None:
    if fund is not None and fund > funds:
        raise click.BadParameter(f"the filing has {funds} fund(s)", param_hint="--fund")


def _lines_on(page: int, chosen: Lines, explained: Explained) -> Lines:
    own = lines_of_page(explained, page)
    if not own:
        raise click.BadParameter(f"nothing was read on page {page}", param_hint="--page")
    return range(max(chosen.start, own.start), min(chosen.stop, own.stop))


def _draw(explained: Explained, page: int, out: Path) -> None:
    from fundfilings.terminal.page_image import page_image  # loads pdfplumber, which nothing else needs

    if not page_image(explained, page, out):
        raise click.BadParameter("only pages of a PDF can be drawn", param_hint="--image")
    console(stderr=True).print(f"{out} written", soft_wrap=True)


def _lines(text: str | None) -> Lines:
    """ "120-180", "120-", "120"."""
    if text is None:
        return range(sys.maxsize)
    first, dash, last = text.partition("-")
    try:
        start = int(first)
        return range(start, (int(last) + 1 if last else sys.maxsize) if dash else start + 1)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not A-B, as in 120-180", param_hint="--lines") from None

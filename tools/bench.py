"""Seconds a megabyte and peak memory of the whole way, with lxml's bare parse as the measure of the machine.

    python tools/bench.py [FILE...]

FILES default to filings of the folder beside the project, else to fixtures/. Every figure is the median of three;
memory is measured in a process of its own for each file. Prints one line a file and the figures over all:

    seconds a megabyte   0.21      (target 0.30)
    times lxml           5.2       (HTML only: the whole parse against lxml.html.document_fromstring)
    memory               6.1       (peak over the file's size; target 12)
    milliseconds a page  18        (PDF; target 40)
    times pdfplumber     30        (PDF: extract_tables with text strategies on a sample of the pages; target 8)
    memory of 500 pages  210 MB    (PDF: pages of the longest report repeated; target 600)
"""

from __future__ import annotations

import argparse
import gc
import io
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pdfplumber
import pypdfium2
from lxml import html

import fundfilings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "filings"
TARGET_SECONDS = 0.3
TARGET_MEMORY = 12.0
#: Below this size the interpreter's own memory hides the file's, in bytes.
SMALL = 300_000
TARGET_PAGE, TARGET_FACTOR, TARGET_PAGES_MEMORY = 40, 8, 600
#: Pages of each PDF that pdfplumber reads.
PDF_SAMPLE = 6
#: Filings of each folder that stand for it: every nth of the sorted names.
SAMPLE = 12


def files(named: list[str]) -> list[Path]:
    if named:
        return [Path(n) for n in named]
    found: list[Path] = []
    for folder in ("ascii", "html", "seeds", "text"):
        names = sorted(p for p in (SHARED / folder).glob("*") if p.suffix in {".txt", ".htm", ".html"})
        found += names[:: max(1, len(names) // SAMPLE)]
    return found or sorted((ROOT / "fixtures").glob("*/source.*"))


def pdfs() -> list[Path]:
    return sorted((SHARED / "pdf").glob("*.pdf"))


def bench_pdf(paths: list[Path]) -> None:
    """The figures of PDFs, each read once: they take long enough."""
    fundfilings.parse(min(paths, key=lambda p: p.stat().st_size))  # what importing and first use take
    pages = seconds = 0.0
    sample = theirs = 0.0
    for path in paths:
        data = path.read_bytes()
        start = time.process_time()
        fundfilings.parse(data, name=path.name)
        took = time.process_time() - start
        with pdfplumber.open(path) as pdf:
            count = len(pdf.pages)
            chosen = pdf.pages[:: max(1, count // PDF_SAMPLE)]
            start = time.process_time()
            for page in chosen:
                page.extract_tables({"vertical_strategy": "text", "horizontal_strategy": "text"})
                page.close()
            other = time.process_time() - start
        pages, seconds = pages + count, seconds + took
        sample, theirs = sample + took * len(chosen) / count, theirs + other
        words = f"{1000 * took / count:6.1f} ms a page", f"{other / len(chosen) / (took / count):6.1f} x pdfplumber"
        print(f"{path.name[:40]:<40} {count:>4} pages", *words)
    print(f"\nmilliseconds a page  {1000 * seconds / pages:.1f}      (target {TARGET_PAGE})")
    print(f"times pdfplumber     {theirs / sample:.1f}      (target {TARGET_FACTOR})")
    longest = max(paths, key=lambda p: p.stat().st_size)
    run = subprocess.run(
        [sys.executable, __file__, "--pages", str(longest)], capture_output=True, text=True, check=True
    )
    print(f"memory of 500 pages  {float(run.stdout):.0f} MB   (target {TARGET_PAGES_MEMORY})")


def pages_peak(path: Path) -> float:
    """Peak resident megabytes of a process that reads a report of 500 pages, made of those of `path`."""
    with pypdfium2.PdfDocument(path) as source, pypdfium2.PdfDocument.new() as book:
        while len(book) < 500:
            book.import_pages(source, list(range(min(len(source), 500 - len(book)))))
        file = io.BytesIO()
        book.save(file)
    fundfilings.parse(file.getvalue())
    return _high_water() / 1e6


def median_of_three(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _bare_parse(data: bytes) -> object:
    return html.document_fromstring(data, parser=html.HTMLParser(huge_tree=True))


def memory(path: Path) -> float:
    """Peak resident memory that parsing adds, over the file's size; from a fresh process."""
    run = subprocess.run([sys.executable, __file__, "--peak", str(path)], capture_output=True, text=True, check=True)
    return float(run.stdout)


def peak(path: Path) -> float:
    for first in sorted((ROOT / "fixtures").glob("*/source.*")):  # what importing and the first use of each reader take
        fundfilings.parse(first)
    before = _high_water()
    fundfilings.parse(path)
    return (_high_water() - before) / path.stat().st_size


def _high_water() -> int:
    """Peak resident memory of this process, in bytes. Linux's getrusage also counts what the parent had before exec."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--pages", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peak:
        print(peak(args.peak))
        return
    if args.pages:
        print(pages_peak(args.pages))
        return
    named = [Path(n) for n in args.files if n.endswith(".pdf")]
    if named or not args.files:
        if found := named or pdfs():
            bench_pdf(found)
        if named and len(named) == len(args.files):
            return
        args.files = [n for n in args.files if not n.endswith(".pdf")]
    size = ours = html_ours = html_bare = 0.0
    memories: list[float] = []
    for path in files(args.files):
        data = path.read_bytes()
        try:
            container = fundfilings.parse(data, name=path.name).source.container
        except fundfilings.FundFilingsError as error:
            print(f"{path.name}: left out: {error}")
            continue
        seconds = median_of_three(partial(fundfilings.parse, data))
        size += len(data) / 1e6
        ours += seconds
        words = [f"{len(data) / 1e6:6.2f} MB", f"{seconds / (len(data) / 1e6):6.2f} s/MB"]
        if "html" in container:
            bare = median_of_three(partial(_bare_parse, data))
            html_ours, html_bare = html_ours + seconds, html_bare + bare
            words.append(f"{seconds / bare:5.1f} x lxml")
        if len(data) >= SMALL:
            memories.append(memory(path))
            words.append(f"{memories[-1]:5.1f} x memory")
        print(f"{path.name[:40]:<40} {container:<22}", *words)
    print(f"\nseconds a megabyte   {ours / size:.2f}      (target {TARGET_SECONDS:.2f})")
    if html_bare:
        print(f"times lxml           {html_ours / html_bare:.1f}       (HTML only)")
    if memories:
        print(
            f"memory               {max(memories):.1f}       (largest peak over file size; target {TARGET_MEMORY:.0f})"
        )


if __name__ == "__main__":
    main()

"""Read a folder of real filings and say how many prove themselves.

    python tools/corpus.py [FOLDER] [--only GLOB] [--list-failures] [--json] [--update]

FOLDER (default ../shared/filings) has the filings in sub-folders and the answer key in ../truth/totals.tsv beside it.
Every fund of the key passes whose holdings sum to the total that was read by hand from the printed page. Prints the
figures by container, the worst filings with their residuals, what was gained and lost since the last recorded run
(tools/corpus-results.json), and compares with the floors (tools/floors.json): exit 1 below one. PDFs make a line of
their own, which ALL leaves out; their totals, read from the pages as they are drawn, are in tools/pdf-totals.tsv.
"""

from __future__ import annotations

import argparse
import fnmatch
import gc
import json
import os
import resource
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import floors
from answer_key import FundResult, KeyRow, measure, read_key
from run_many import Failure, run_many

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("corpus-results.json")
#: Folders whose containers are not read yet.
LEFT_OUT = frozenset({"nport-xml"})
SUFFIXES = frozenset({".txt", ".htm", ".html", ".pdf"})
#: Totals of the PDFs, read by eye from the drawn pages.
PDF_KEY = Path(__file__).with_name("pdf-totals.tsv")
#: Milliseconds of one core for a page of a PDF.
PAGE_TARGET = 40
#: Seconds for a megabyte on one core.
SPEED_TARGET = 0.3
MARK = {"pass": "+", "fail": "-", "skip": "?"}


def filings(folder: Path, only: str | None) -> list[str]:
    """Paths relative to `folder`, largest first so that workers finish together."""
    found = [
        p
        for p in folder.rglob("*")
        if p.suffix.lower() in SUFFIXES and p.is_file() and not LEFT_OUT & set(p.relative_to(folder).parts)
    ]
    names = {p.relative_to(folder).as_posix(): p.stat().st_size for p in found}
    if only:
        names = {n: s for n, s in names.items() if fnmatch.fnmatch(n, only) or fnmatch.fnmatch(Path(n).stem, only)}
    return sorted(names, key=lambda n: -names[n])


# --- one filing, in a worker ---------------------------------------------------------------------------------------


def _reset_peak() -> int:
    """Forget the peak so far where the system can (Linux); the memory in use now, in bytes."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
        return _status("VmRSS")
    except OSError:
        return 0


def _status(name: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    return 0


def _peak() -> int:
    try:
        return _status("VmHWM")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _pages(path: Path) -> int:
    """The pages of a PDF; 0 for anything else."""
    if path.suffix.lower() != ".pdf":
        return 0
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


class Work:
    """What a worker does with one path: a plain dict that goes back over the pipe."""

    def __init__(self, folder: Path, key: dict[str, list[KeyRow]]) -> None:
        self.folder, self.key = folder, key

    def __call__(self, name: str) -> dict[str, Any]:
        from fundfilings import parse
        from fundfilings.errors import FundFilingsError

        path = self.folder / name
        rows = self.key.get(name, [])
        gc.collect()
        base = _reset_peak()
        begin, begin_cpu = time.perf_counter(), time.process_time()
        try:
            filing = parse(path)
        except FundFilingsError as error:
            return self._refused(name, rows, f"refused: {error}")
        wall, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
        size = path.stat().st_size
        results = measure(filing, rows)
        codes: dict[str, int] = defaultdict(int)
        for issue in filing.issues:
            codes[issue.code] += 1
        return {
            "container": filing.source.container,
            "status": filing.status,
            "seconds": cpu,
            "wall": wall,
            "bytes": size,
            "pages": _pages(path),
            "peak": max(0, _peak() - base),
            "schedule": any(f.schedule and f.schedule.holdings for f in filing.funds),
            "extra_funds": [f.name for f in filing.funds if f.schedule and f.schedule.holdings][len(results) :],
            "parsed": [(f.name, len(f.schedule.holdings) if f.schedule else None) for f in filing.funds],
            "issues": dict(codes),
            "funds": [r.as_dict() for r in results],
        }

    def _refused(self, name: str, rows: list[KeyRow], why: str) -> dict[str, Any]:
        size = (self.folder / name).stat().st_size
        funds = [
            FundResult(r.fund, reason=why, cause="refused").as_dict() for r in rows if "no_schedule" not in r.flags
        ]
        return {
            "container": "refused",
            "seconds": 0.0,
            "wall": 0.0,
            "bytes": size,
            "peak": 0,
            "schedule": False,
            "funds": funds,
        }


# --- the figures ---------------------------------------------------------------------------------------------------


def tally(results: dict[str, Any], key: dict[str, list[KeyRow]]) -> dict[str, dict[str, Any]]:
    """Sums by container, and over all as "ALL"."""
    table: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(float))
    for name, r in results.items():
        container = name.split("/")[0] if isinstance(r, Failure) else r["container"]
        for group in (container,) if container == "pdf" else (container, "ALL"):
            t = table[group]
            t["filings"] += 1
            rows = [k for k in key.get(name, []) if "no_schedule" not in k.flags]
            t["printing"] += bool(rows)
            if isinstance(r, Failure):
                t["crashes" if r.kind == "crash" else "timeouts"] += 1
                t["funds"] += sum(k.total is not None for k in rows)
                continue
            t["found"] += bool(rows) and r["schedule"]
            t["seconds"] += r["seconds"]
            t["bytes"] += r["bytes"]
            t["pages"] += r.get("pages", 0)
            t["memory"] = max(t["memory"], r["peak"] / max(r["bytes"], 1_000_000))
            for f in r["funds"]:
                _add_fund(t, f)
    return table


def _add_fund(t: dict[str, Any], f: dict[str, Any]) -> None:
    if f["verdict"] != "skip":
        t["funds"] += 1
        t["close"] += f["verdict"] == "pass"
        t["clean"] += f["verdict"] == "pass" and not f["unexplained"]
        t["total_right"] += bool(f["total_right"])
        t["value"] += abs(f["total_printed"] or 0)
        t["residual"] += abs(f["residual"] or 0) if f["verdict"] == "fail" else 0
    t["net_assets_of"] += f["net_assets_right"] is not None
    t["net_assets_right"] += bool(f["net_assets_right"])
    t["lines_of"] += f["lines_close"] is not None
    t["lines_close"] += bool(f["lines_close"])
    t["sections_of"] += f["sections"]
    t["sections"] += f["sections_closing"]
    t["unexplained"] += f["unexplained"]
    t["rows"] += sum(f["ledger"].values()) - f["ledger"].get("rows", 0)


def share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def figures(t: dict[str, Any]) -> dict[str, float]:
    """The shares that floors are kept for."""
    found = {
        "schedules_found": share(t["found"], t["printing"]),
        "rows_close": share(t["close"], t["funds"]),
        "rows_close_clean": share(t["clean"], t["funds"]),
        "total_right": share(t["total_right"], t["funds"]),
        "net_assets_right": share(t["net_assets_right"], t["net_assets_of"]),
        "lines_close": share(t["lines_close"], t["lines_of"]),
        "sections_close": share(t["sections"], t["sections_of"]),
    }
    return {k: v for k, v in found.items() if v is not None} | {"crashes": t["crashes"], "timeouts": t["timeouts"]}


def print_table(table: dict[str, dict[str, Any]]) -> None:
    def of(part: float, whole: float) -> str:
        return f"{part:.0f} of {whole:.0f}  {100 * part / whole:.1f}%" if whole else "-"

    for group in sorted(table, key=lambda g: (g == "ALL", g)):
        t = table[group]
        print(f"\n{group}: {t['filings']:.0f} filings, {t['crashes']:.0f} crashes, {t['timeouts']:.0f} timeouts")
        print(f"  schedule found (of filings that print one)  {of(t['found'], t['printing'])}")
        print(f"  rows sum to the key's total (funds)         {of(t['close'], t['funds'])}")
        print(f"    and no row unexplained                    {of(t['clean'], t['funds'])}")
        if t["value"]:
            print(f"    residuals of the others                   {100 * t['residual'] / t['value']:.4f}% of all value")
        print(f"  total investments read right                {of(t['total_right'], t['funds'])}")
        print(f"  net assets read right                       {of(t['net_assets_right'], t['net_assets_of'])}")
        print(f"  total + lines below = net assets            {of(t['lines_close'], t['lines_of'])}")
        print(f"  sections closing on their subtotal          {of(t['sections'], t['sections_of'])}")
        print(f"  rows unexplained                            {of(t['unexplained'], t['rows'])}")
        if t["bytes"]:
            mb = t["bytes"] / 1e6
            speed = f"{t['seconds'] / mb:.3f} s/MB over {mb:.1f} MB"
            print(f"  speed                                       {speed} (target {SPEED_TARGET})")
            if t["pages"]:
                speed = f"{1000 * t['seconds'] / t['pages']:.1f} ms a page over {t['pages']:.0f} pages"
                print(f"                                              {speed} (target {PAGE_TARGET})")
            print(f"  memory                                      {t['memory']:.1f} times the file (at least 1 MB)")


def failures(results: dict[str, Any]) -> list[tuple[float, str, str]]:
    """(weight, path, line to print) for everything that did not pass, worst first."""
    out = []
    for name, r in results.items():
        if isinstance(r, Failure):
            out.append((9e9, name, f"{r.kind}: {r.message}"))
            continue
        for f in r["funds"]:
            if f["verdict"] == "fail":
                total = (f["residual"] or 0) + 1
                weight = (
                    abs(f["residual"]) / max(abs(f["total_printed"] or total), 1) if f["residual"] is not None else 2.0
                )
                where = f" line {f['line']}" if f["line"] else ""
                right = "" if f["total_right"] else f"; total read as {f['total_printed']}"
                out.append((weight, name, f"{f['fund']}{where}: {f['holdings']} rows, {f['reason']}{right}"))
    return sorted(out, key=lambda x: (-x[0], x[1]))


def shortfalls(results: dict[str, Any]) -> list[tuple[float, str, str]]:
    """The same for funds whose rows close, but not every section, or not with the lines below the total."""
    out = []
    for name, r in results.items():
        for f in [] if isinstance(r, Failure) else r["funds"]:
            open_sections = f["sections"] - f["sections_closing"]
            said = [f"{open_sections} of {f['sections']} sections do not close"] if open_sections else []
            said += ["the lines below the total do not lead to net assets"] if f["lines_close"] is False else []
            said += [f"{f['unexplained']} rows unexplained"] if f["unexplained"] else []
            if said and f["verdict"] != "fail":
                weight = open_sections / max(f["sections"], 1) + f["unexplained"] + (f["lines_close"] is False)
                out.append((weight, name, f"{f['fund']}: {', '.join(said)}"))
    return sorted(out, key=lambda x: (-x[0], x[1]))


def print_causes(results: dict[str, Any], examples: int = 3) -> None:
    """Failures by class, the commonest first, each with examples of different filers (the number before the dash)."""
    causes: dict[str, dict[str, str]] = defaultdict(dict)
    counts: dict[str, int] = defaultdict(int)
    for name, r in sorted(results.items()):
        for f in [] if isinstance(r, Failure) else r["funds"]:
            if f["verdict"] == "fail":
                counts[f["cause"]] += 1
                line = f" line {f['line']}" if f["line"] else ""
                causes[f["cause"]].setdefault(Path(name).stem[:10], f"{name}{line}  {f['fund']}: {f['reason']}")
    print("\nFailures by cause")
    for key, n in sorted(counts.items(), key=lambda x: -x[1]):
        print(f"  {n:4}  {key}")
        for line in list(causes[key].values())[:examples]:
            print(f"          {line}")


def marks(results: dict[str, Any]) -> dict[str, str]:
    """A filing in a few letters, to be kept: + passes, - fails, ? nothing to compare, one for each fund of the key."""
    return {
        name: {"crash": "x", "timeout": "t"}[r.kind]
        if isinstance(r, Failure)
        else "".join(MARK[f["verdict"]] for f in r["funds"])
        for name, r in sorted(results.items())
    }


def print_changes(now: dict[str, str]) -> None:
    if not RESULTS.exists():
        return
    before: dict[str, str] = json.loads(RESULTS.read_text())
    gained: list[str] = []
    lost: list[str] = []
    for name, new in now.items():
        old = before.get(name)
        if old is None or old == new:
            continue
        better, worse = (
            new.count("+") - old.count("+"),
            sum(a == "+" != b for a, b in zip(old, new.ljust(len(old)), strict=False)),
        )
        (lost if worse else gained).append(f"{name}  {old} -> {new}" if better or worse else "")
    gained, lost = [g for g in gained if g], [x for x in lost if x]
    print(f"\nSince the last recorded run: {len(gained)} filings gained, {len(lost)} lost")
    for line in lost:
        print(f"  lost    {line}")
    for line in gained[:40]:
        print(f"  gained  {line}")


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "filings")
    ap.add_argument("--key", type=Path, help="answer key (default FOLDER/../truth/totals.tsv)")
    ap.add_argument(
        "--only", metavar="GLOB", help="filings whose path or stem matches, e.g. 'ascii/0000950136*'; no floors"
    )
    ap.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth filing; no floors")
    ap.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    ap.add_argument("--timeout", type=float, default=120.0, help="seconds for one filing")
    ap.add_argument("--list-failures", action="store_true", help="every failure, not the worst twenty")
    ap.add_argument("--examples", type=int, default=3, metavar="N", help="examples of each cause of failure")
    ap.add_argument("--json", action="store_true", help="everything measured, as JSON")
    ap.add_argument(
        "--update", action="store_true", help="record this run and raise the floors (they are never lowered)"
    )
    a = ap.parse_args()
    folder: Path = a.folder
    if not folder.is_dir():
        print(f"corpus: no folder {folder}: nothing to measure")
        return 0
    key_path = a.key or folder.parent / "truth" / "totals.tsv"
    key = read_key(key_path) if key_path.exists() else {}
    key |= {path: rows for path, rows in read_key(PDF_KEY).items() if path not in key}
    names = filings(folder, a.only)[:: a.every]
    import fundfilings  # noqa: F401  # before the workers fork, so that no filing pays for the import

    results: dict[str, Any] = {}
    begin = time.monotonic()
    for name, result in run_many(Work(folder, key), names, workers=a.workers, timeout=a.timeout):
        results[name] = result
        if sys.stderr.isatty():
            print(f"\r{len(results)} of {len(names)}", end="", file=sys.stderr)
    table = tally(results, key)
    whole = a.only is None and a.every == 1
    if a.json:
        plain = {
            n: {"failure": r.kind, "message": r.message} if isinstance(r, Failure) else r for n, r in results.items()
        }
        print(json.dumps({"figures": {g: figures(t) for g, t in table.items()}, "filings": plain}, indent=1))
    else:
        print_table(table)
        print_causes(results, a.examples)
        worst = failures(results)
        print(f"\n{len(worst)} failures" + ("" if a.list_failures or len(worst) <= 20 else ", the worst twenty"))
        for _, name, line in worst if a.list_failures else worst[:20]:
            print(f"  {name}  {line}")
        short = shortfalls(results)
        shown = short if a.list_failures else short[: max(0, 20 - len(worst))]
        print(f"\n{len(short)} funds close, but not in every part" + (", the worst of them" if shown != short else ""))
        for _, name, line in shown:
            print(f"  {name}  {line}")
        print_changes(marks(results))
        print(f"\n{time.monotonic() - begin:.0f} s")
    if not whole or "ALL" not in table:
        return 0
    faults = floors.below("corpus", figures(table["ALL"]))
    for fault in faults:
        print(f"BELOW THE FLOOR  {fault}", file=sys.stderr)
    if a.update:
        for change in floors.raise_floors("corpus", figures(table["ALL"])):
            print(f"floor raised  {change}")
        RESULTS.write_text(json.dumps(marks(results), indent=0, sort_keys=True) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""Score the parser against the hand-labelled filings.

    python tools/truth.py [--only STEM] [--misses N] [--update]

Converts each labelled filing (../shared/truth/*.json, PDF left out) into a temporary folder, runs the truth folder's
own score.py on it, and compares the ALL block with the floors (tools/floors.json): exit 1 below one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import floors
from run_many import Failure, run_many

ROOT = Path(__file__).resolve().parents[1]


class Convert:
    """Worker: one filing to JSON in the output folder under the name of its label."""

    def __init__(self, jobs: dict[str, Path], out: Path) -> None:
        self.jobs, self.out = jobs, out

    def __call__(self, stem: str) -> str:
        from fundfilings import parse

        (self.out / f"{stem}.json").write_text(parse(self.jobs[stem]).model_dump_json(), encoding="utf-8")
        return stem


def labelled(shared: Path, only: str | None) -> dict[str, Path]:
    """Stem of the label -> the filing it describes."""
    sources = {p.stem: p for p in (shared / "filings").rglob("*") if p.suffix.lower() in {".txt", ".htm", ".html"}}
    stems = [p.stem for p in sorted((shared / "truth").glob("*.json"))]
    return {s: sources[s] for s in stems if s in sources and (only is None or only in s)}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    ap.add_argument("--only", metavar="STEM", help="labels whose name contains STEM; no floors")
    ap.add_argument(
        "--misses", type=int, default=0, metavar="N", help="show up to N misses of each kind for each filing"
    )
    ap.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the converted JSON in FOLDER")
    ap.add_argument("--each", action="store_true", help="the figures of each filing too")
    ap.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    ap.add_argument("--timeout", type=float, default=180.0)
    ap.add_argument("--update", action="store_true", help="raise the floors (they are never lowered)")
    a = ap.parse_args()
    score = a.shared / "truth" / "score.py"
    if not score.exists():
        print(f"truth: no {score}: nothing to score")
        return 0
    jobs = labelled(a.shared, a.only)
    with tempfile.TemporaryDirectory() as scratch:
        truth, out = Path(scratch) / "truth", a.keep or Path(scratch) / "out"
        truth.mkdir()
        out.mkdir(exist_ok=True, parents=True)
        for stem in jobs:
            (truth / f"{stem}.json").write_bytes((a.shared / "truth" / f"{stem}.json").read_bytes())
        failed = 0
        for stem, result in run_many(Convert(jobs, out), list(jobs), workers=a.workers, timeout=a.timeout):
            if isinstance(result, Failure):
                failed += 1
                print(f"{stem}: {result.kind}: {result.message}", file=sys.stderr)
        command = [sys.executable, str(score), str(truth), str(out)]
        text = subprocess.run([*command, "--misses", str(a.misses)], check=True, capture_output=True, text=True).stdout
        print(text if a.each or a.misses or a.only else text[text.rfind("\nALL") :])
        figures = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)[
            "total"
        ]
    if a.only:
        return 1 if failed else 0
    shares = {name: fig["share"] for name, fig in figures.items()}
    faults = floors.below("truth", shares)
    for fault in faults:
        print(f"BELOW THE FLOOR  {fault}", file=sys.stderr)
    if a.update:
        for change in floors.raise_floors("truth", shares):
            print(f"floor raised  {change}")
    return 1 if faults or failed else 0


if __name__ == "__main__":
    sys.exit(main())

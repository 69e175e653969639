"""What batches cost beside reading: seconds of processor, workers' gain, and the parent's memory.

    python tools/scale.py                 the folder of real filings beside the project, else fixtures/
    python tools/scale.py --every 4       each fourth of its filings
    python tools/scale.py --repeat 5000   one run over so many names, made by repeating the smallest

The first two print, of the same filings: a run with one worker; one with two; reading and writing them in a loop.
Seconds of processor can be compared on a busy machine, elapsed ones only on a quiet one.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

from fundfilings.batch import Options, Run, find_inputs

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "filings"
#: Filings that are repeated to make a long run, the smallest there are.
REPEATED = 100


def filings() -> list[str]:
    found = [p for folder in ("ascii", "html", "seeds") for p in (SHARED / folder).glob("*") if p.is_file()]
    return sorted(map(str, found or (ROOT / "fixtures").glob("*/source.*")))


def processor() -> float:
    """Seconds that this process and those it has waited for have taken."""
    both = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def run(names: list[str], out: Path, workers: int, format: str) -> None:
    before, start = processor(), time.perf_counter()
    with Run(find_inputs(names).inputs, out, Options(workers=workers, format=format)) as running:
        count = sum(1 for _ in running)
    took, elapsed = processor() - before, time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    written = [p for p in out.rglob("*") if p.is_file()]
    print(
        f"{workers} workers, {format}: {count:,} filings, {took:.1f} s of processor, {elapsed:.1f} s; "
        f"parent {peak} MB; "
        f"{len(written):,} files, {sum(p.stat().st_size for p in written) / 1e6:.1f} MB",
        flush=True,
    )


def bare(names: list[str], out: Path) -> None:
    from fundfilings import parse, to_json

    parse(names[0])  # what loading takes
    before = processor()
    for name in names:
        (out / "a.json").write_text(to_json(parse(name), 2) + "\n", encoding="utf-8")
    print(f"in a loop: {len(names):,} filings, {processor() - before:.1f} s of processor", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--repeat", type=int, default=0)
    options.add_argument("--format", default="json")
    asked = options.parse_args()
    names = filings()[:: asked.every]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        if asked.repeat:
            smallest = sorted(names, key=os.path.getsize)[:REPEATED]
            (place / "in").mkdir()
            for number in range(asked.repeat):
                (place / "in" / f"{number:06}.txt").symlink_to(smallest[number % len(smallest)])
            run([str(place / "in")], place / "out", 2, asked.format)
            return
        for workers in (1, 2):
            run(names, place / str(workers), workers, asked.format)
        bare(names, place)  # last: what it loads would count as the parent's


if __name__ == "__main__":
    main()

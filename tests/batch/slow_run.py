"""A run in a process of its own, for tests that kill it: slow_run.py FORMAT OUT CHUNK_BYTES FILE..."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import filings

from fundfilings.batch import Options, Run, find_inputs


def main() -> None:
    format, out, chunk_bytes, *sources = sys.argv[1:]
    options = Options(format=format, workers=2, parser=filings.slow, chunk_bytes=int(chunk_bytes), retry_failed=True)
    with Run(find_inputs(sources).inputs, Path(out), options) as run:
        print("started", flush=True)
        for _ in run:
            pass


if __name__ == "__main__":
    main()

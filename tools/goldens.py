"""Compare or rewrite the goldens: fixtures/<layout>/expected.json, what the parser makes of source.* beside it.

    python tools/goldens.py [LAYOUT...]            show what would change; exit 1 if anything would
    python tools/goldens.py --write [LAYOUT...]    rewrite; read the diff by eye before it is committed

A golden is the filing's JSON without the fields that are empty, one record a line, so that a diff shows which holding
changed. Goldens show change, not truth: truth is answers.json.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

FIXTURES = ROOT / "fixtures"
#: A record that holds only plain values is written on one line up to this many characters.
LINE = 2000


def layouts(names: list[str] | None = None) -> list[Path]:
    """The folders of fixtures/, all or those named."""
    return [d for d in sorted(FIXTURES.iterdir()) if d.is_dir() and source(d) and (not names or d.name in names)]


def source(folder: Path) -> Path | None:
    """The filing of a layout: its one file named source.*."""
    return next(iter(sorted(folder.glob("source.*"))), None)


def golden(folder: Path) -> str:
    """The text that expected.json of this layout should hold."""
    from fundfilings import parse

    path = source(folder)
    assert path is not None
    return "\n".join(_lines(_full(json.loads(parse(path).model_dump_json())))) + "\n"


def _full(value: Any) -> Any:
    """The same without None, "", [] and {}."""
    if isinstance(value, dict):
        kept = {k: _full(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v is not None and v not in ("", [], {})}
    if isinstance(value, list):
        return [_full(v) for v in value]
    return value


def _lines(value: Any, indent: int = 0, key: str = "", tail: str = "") -> Iterator[str]:
    pad = " " * indent
    text = json.dumps(value, ensure_ascii=False)
    records = isinstance(value, list) and any(isinstance(v, dict) for v in value)
    nested = isinstance(value, dict) and any(
        isinstance(v, list | dict) and len(json.dumps(v)) > 160 for v in value.values()
    )
    if (not records and not nested and len(text) <= LINE) or value in ([], {}):
        yield f"{pad}{key}{text}{tail}"
    elif isinstance(value, dict):
        yield f"{pad}{key}{{"
        for i, (k, v) in enumerate(value.items()):
            yield from _lines(v, indent + 1, f"{json.dumps(k)}: ", "," if i + 1 < len(value) else "")
        yield f"{pad}}}{tail}"
    elif isinstance(value, list):
        yield f"{pad}{key}["
        for i, v in enumerate(value):
            yield from _lines(v, indent + 1, "", "," if i + 1 < len(value) else "")
        yield f"{pad}]{tail}"
    else:
        yield f"{pad}{key}{text}{tail}"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("layouts", nargs="*", metavar="LAYOUT")
    ap.add_argument("--write", action="store_true")
    a = ap.parse_args()
    changed = 0
    for folder in layouts(a.layouts):
        path = folder / "expected.json"
        old, new = path.read_text(encoding="utf-8") if path.exists() else "", golden(folder)
        if old == new:
            continue
        changed += 1
        diff = list(difflib.unified_diff(old.splitlines(), new.splitlines(), str(path), "now", n=0, lineterm=""))
        print(f"{folder.name}: {len(diff)} lines of difference" + (", written" if a.write else ""))
        if a.write:
            path.write_text(new, encoding="utf-8")
        else:
            print("\n".join(line[:200] for line in diff[:40]))
    print(f"{changed} of {len(layouts(a.layouts))} goldens {'rewritten' if a.write else 'differ'}")
    return 1 if changed and not a.write else 0


if __name__ == "__main__":
    sys.exit(main())

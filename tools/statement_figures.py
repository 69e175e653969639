"""Read a folder of real filings and say how many of their statements and highlights were found, and how many close.

    python tools/statement_figures.py [FOLDER] [--only GLOB] [--every N] [--list KIND] [--update]

What a filing prints is judged apart from the parser: by captions with figures behind them that hardly stand anywhere
else ("Total assets", "Net asset value, beginning of period"), looked for in the bare text. A statement closes where no
check within it fails and one at least passes; changes are counted by printed period, highlights by class and period.
`--list missing|balance|operations|changes|cash|highlights|open|all` prints every failure with its difference (`open`:
what could not be checked). Exit 1 below a floor (tools/floors.json), which `--update` raises.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import floors
from corpus import ROOT, filings
from run_many import Failure, run_many

from fundfilings import parse
from fundfilings.checks.balance import balance_checks
from fundfilings.checks.highlights import roll_checks
from fundfilings.checks.periods import cash_checks, changes_checks, operations_checks
from fundfilings.errors import FundFilingsError
from fundfilings.models import Check, Filing, Fund

_AMOUNT = r"[\s.$_|:(\\]*\d{1,3}(?:,\d{3})+"
_PER_SHARE = r"[\s.$_|:(\\]*\d{0,4}\.\d\d"
#: What only that statement prints on a line with its figures.
PRINTED = {
    "balance": re.compile(rf"(?:^|\n)\W*total\s+(?:net\s+)?assets\W*?{_AMOUNT}", re.I),
    "operations": re.compile(rf"\n\W*(?:total\s+(?:investment\s+)?income|(?:total|net)\s+expenses)\W*?{_AMOUNT}", re.I),
    "changes": re.compile(
        rf"(?:net assets|capital|equity)\b[^\d]{{0,90}}\b(?:beginning|end)(?:ing)?\b[^\d]{{0,60}}{_AMOUNT}",
        re.I,
    ),
    "cash": re.compile(rf"net cash[^\n\d]{{0,40}}\n?[^\n\d]{{0,40}}(?:operating|operations)[^\n\d]*{_AMOUNT}", re.I),
    "highlights": re.compile(
        rf"net asset value[^\n\d]{{0,30}}\n?[^\n\d]{{0,20}}beginning[^\n\d]{{0,40}}{_PER_SHARE}|"
        r"ratio[^\d]{0,20}to average[^\d]{0,60}\d{1,3}\.\d\d|"
        r"financial highlights[^$]{0,2500}total return[^\d]{0,60}\d{1,3}\.\d\d",
        re.I,
    ),
}
KINDS = tuple(PRINTED)
TARGETS = {"found": 97, "balance": 97, "operations": 95, "changes": 95, "cash": 95, "highlights": 93}
_TAG = re.compile(r"<[^>]*>")
_ROW = re.compile(r"</(?:tr|p|div|h\d)>|<br[^>]*>", re.I)
_BLANK = re.compile(r"(?:[ \t\xa0]|&nbsp;)+")


@dataclass
class Unit:
    """One thing that may close: a statement, a period, a class's period. `state` is pass, fail or open."""

    kind: str
    fund: str
    state: str
    said: list[str] = field(default_factory=list)


@dataclass
class Result:
    """What one filing prints, what of it was found, and what of that closes."""

    printed: dict[str, int]
    found: dict[str, int]
    without: dict[str, int]
    units: list[Unit]
    checks: Counter[tuple[str, str]]


def bare_text(path: Path) -> str:
    """A filing's words without markup, a row of a table on a line."""
    text = path.read_bytes().decode("cp1252", errors="replace")
    if path.suffix.lower() in (".htm", ".html") or "<html" in text[:20_000].lower():
        text = _ROW.sub("\n", re.sub(r"\s+", " ", text))
    return _BLANK.sub(" ", html.unescape(_TAG.sub(" ", text)))


def printed(text: str) -> dict[str, int]:
    """Where (the line's number) each statement's captions are first printed."""
    found = {}
    for kind, pattern in PRINTED.items():
        if m := pattern.search(text):
            found[kind] = text.count("\n", 0, m.end()) + 1
    return found


class Work:
    """Worker: one filing to its Result."""

    def __init__(self, folder: Path, keep: Path | None) -> None:
        self.folder, self.keep = folder, keep

    def __call__(self, name: str) -> Result:
        path = self.folder / name
        try:
            filing = parse(path)
        except FundFilingsError:
            return Result({}, {}, {}, [], Counter())
        if self.keep:
            (self.keep / f"{path.stem}.json").write_text(filing.model_dump_json(), encoding="utf-8")
        return result_of(filing, printed(bare_text(path)))


def result_of(filing: Filing, prints: dict[str, int]) -> Result:
    found: Counter[str] = Counter()
    without: Counter[str] = Counter()
    units: list[Unit] = []
    for fund in filing.funds:
        for kind in KINDS:
            if _part(fund, kind):
                found[kind] += 1
            elif fund.schedule and fund.schedule.holdings:
                without[kind] += 1
        units += units_of(fund)
    return Result(prints, dict(found), dict(without), units, Counter((c.id, c.status) for c in filing.checks))


def _part(fund: Fund, kind: str) -> object:
    s = fund.statements
    return {
        "balance": s.assets_and_liabilities,
        "operations": s.operations,
        "changes": s.changes_in_net_assets,
        "cash": s.cash_flows,
        "highlights": fund.financial_highlights,
    }[kind]


def units_of(fund: Fund) -> Iterator[Unit]:
    """Everything of a fund that may close."""
    s, name = fund.statements, fund.name
    if s.assets_and_liabilities:
        yield _unit("balance", name, list(balance_checks(name, s.assets_and_liabilities)))
    if s.operations:
        yield _unit("operations", name, list(operations_checks(name, s.operations)))
    if s.changes_in_net_assets:
        checks = list(changes_checks(name, s.changes_in_net_assets))
        # One period gives two checks, one after the other
        for n in range(0, len(checks), 2):
            yield _unit("changes", name, checks[n : n + 2])
    if s.cash_flows:
        yield _unit("cash", name, list(cash_checks(name, s.cash_flows)))
    for check in roll_checks(name, fund.financial_highlights):
        yield _unit("highlights", name, [check])


def _unit(kind: str, fund: str, checks: Sequence[Check]) -> Unit:
    failed = [c for c in checks if c.status == "fail"]
    passed = any(c.status == "pass" for c in checks)
    state = "fail" if failed else "pass" if passed else "open"
    return Unit(kind, fund, state, [_said(c) for c in failed or ([] if passed else checks)])


def _said(check: Check) -> str:
    line = f" line {check.source.line}" if check.source and check.source.line else ""
    if check.status != "fail":
        return f"{check.id}: {check.identity}{line}"
    figures = f"{check.stated} printed, {check.computed} of its parts, {check.difference}"
    return f"{check.id}: {figures}{line} ({check.identity})"


# --- the figures ---------------------------------------------------------------------------------------------------


def share(part: int, whole: int) -> str:
    return f"{part} of {whole}  {100 * part / whole:.1f}%" if whole else "-"


def report(results: dict[str, Result]) -> None:
    print(f"{len(results)} filings")
    print("\nFound, of the filings that print it")
    for kind in KINDS:
        where = [r for r in results.values() if kind in r.printed]
        own = sum(bool(r.found.get(kind)) for r in where)
        beside = sum(bool(r.found.get(kind)) and kind not in r.printed for r in results.values())
        funds = sum(r.without.get(kind, 0) for r in where)
        print(
            f"  {kind:12} {share(own, len(where)):24} (target {TARGETS['found']}%)  {beside} more in other filings; "
            f"{funds} funds with a schedule and without it"
        )
    print("\nClose, of those found (the last: by period; by class and period)")
    for kind in KINDS:
        states = Counter(u.state for r in results.values() for u in r.units if u.kind == kind)
        tried = states["pass"] + states["fail"]
        print(
            f"  {kind:12} {share(states['pass'], tried):24} (target {TARGETS[kind]}%)  {states['fail']} fail, "
            f"{states['open']} not checkable: {share(states['pass'], tried + states['open'])} of all"
        )
    checks: Counter[tuple[str, str]] = sum((r.checks for r in results.values()), Counter())
    print("\nBy check: passed, failed, not checkable")
    for id in sorted({id for id, _ in checks}):
        passed, failed, none = (checks[id, s] for s in ("pass", "fail", "not_checkable"))
        print(f"  {id:34} {passed:6} {failed:6} {none:6}   {share(passed, passed + failed)}")


def figures(results: dict[str, Result]) -> dict[str, float]:
    """What has floors: the shares that `report` prints, of each kind those found and those that close."""
    out: dict[str, float] = {}
    for kind in KINDS:
        where = [r for r in results.values() if kind in r.printed]
        states = Counter(u.state for r in results.values() for u in r.units if u.kind == kind)
        out[f"{kind}.found"] = sum(bool(r.found.get(kind)) for r in where) / max(1, len(where))
        out[f"{kind}.close"] = states["pass"] / max(1, states["pass"] + states["fail"])
    return out


def listing(results: dict[str, Result], what: str) -> None:
    for name, r in sorted(results.items()):
        if what in ("missing", "all"):
            for kind, line in r.printed.items():
                if not r.found.get(kind):
                    print(f"{name}  {kind} missing, printed about line {line}")
        for u in r.units:
            if what == "all" or (what == u.kind and u.state == "fail") or (what == "open" and u.state == "open"):
                for said in u.said:
                    print(f"{name}  {u.fund}  {u.kind} {u.state}  {said}")


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "filings")
    ap.add_argument("--only", metavar="GLOB", help="filings whose path or stem matches")
    ap.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth filing")
    ap.add_argument("--list", choices=("missing", *KINDS, "open", "all"), help="print the failures")
    ap.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the converted JSON in FOLDER")
    ap.add_argument("--update", action="store_true", help="raise the floors to what is reached")
    ap.add_argument("--workers", type=int, default=2)
    ap.add_argument("--timeout", type=float, default=120.0)
    a = ap.parse_args()
    if a.keep:
        a.keep.mkdir(parents=True, exist_ok=True)
    names = [n for n in filings(a.folder, a.only) if not n.endswith(".pdf")][:: a.every]
    results: dict[str, Result] = {}
    for name, result in run_many(Work(a.folder, a.keep), names, workers=a.workers, timeout=a.timeout):
        if isinstance(result, Failure):
            print(f"{name}: {result.kind}: {result.message}", file=sys.stderr)
        else:
            results[name] = result
    report(results)
    if a.list:
        print()
        listing(results, a.list)
    if a.only or a.every > 1:
        return 0
    for fault in (faults := floors.below("statements", figures(results))):
        print(f"BELOW THE FLOOR  {fault}", file=sys.stderr)
    if a.update:
        for change in floors.raise_floors("statements", figures(results)):
            print(f"floor raised  {change}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

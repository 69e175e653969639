"""Known answers against a parsed filing: every field that answers.json gives, and nothing else.

    {"form": "N-Q", "funds": [{"name": "...", "total_investments": 7246183,
      "holdings": [{"description": "Acme Corp.", "balance": 12400, "value": 310000, "markers": ["a"]}, ...],
      "other_lines": [["Other assets less liabilities", 12345, 0.2]],
      "statements": {"operations": {"Total expenses": 1234, "Net investment income": [1, 2]}},
      "highlights": [{"period": "...", "items": {"Total return": 4.12}}]}], "notes": [["1", "Accounting Policies"]]}

Answers are written from the page by hand or by what wrote the page, never from the parser's output. Texts are compared
word by word, blind to case, white space and punctuation; figures exactly; a field that is not given is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from answer_key import likeness

from fundfilings.models import Filing, Fund, Holding, Model, Schedule, Statement

Answers = Mapping[str, Any]


def words(text: str | None) -> list[str]:
    text = re.sub(r"[’‘'`]", "", text or "").lower()
    return re.findall(r"[a-z]+|\d+(?:[.,]\d+)*", text)


def same_text(a: str | None, b: str | None) -> bool:
    return words(a) == words(b)


def same(want: Any, got: Any) -> bool:
    """Whether a field's answer and its value agree. None must be None; numbers compare by value."""
    if want is None or got is None:
        return want is None and got is None
    if isinstance(got, Decimal | int | float) and isinstance(want, int | float):
        return Decimal(str(want)) == Decimal(str(got))
    if isinstance(got, tuple | list):
        return isinstance(want, list) and len(want) == len(got) and all(map(same, want, got))
    return same_text(want, str(got))


def differences(answers: Answers, filing: Filing) -> list[str]:
    """One line for each answer that the parsed filing does not give."""
    out = list(_fields(answers, filing, ("form", "period_of_report", "filed", "accession_number", "status"), ""))
    out += _fields(answers.get("registrant", {}), filing.registrant, None, "registrant.")
    for want, series in _zip(answers.get("series"), filing.series, "series", out):
        out += _fields(want, series, None, "series.")
    for want, fund in _pair(answers.get("funds", []), filing.funds, out):
        out += [f"{want['name']}: {d}" for d in _fund(want, fund)]
    if "notes" in answers:
        got = [(n.number, n.title) for n in filing.notes]
        for number, title in answers["notes"]:
            if not any(same(number, n) and same_text(title, t) for n, t in got):
                out.append(f"note {number} {title!r} not in {got}")
        if len(got) != len(answers["notes"]):
            out.append(f"notes: {len(answers['notes'])} wanted, got {got}")
    codes = {i.code for i in filing.issues}
    out += [
        f"issue {code} not reported; reported: {sorted(codes)}"
        for code in answers.get("issues", ())
        if code not in codes
    ]
    return out


def unproved(fund: Answers, printed: str) -> list[str]:
    """What in one fund's answers does not close by itself, or is not printed in the source."""
    holdings, total, scale = fund["holdings"], fund["total_investments"], fund.get("value_scale", 1)
    out = []
    if len(holdings) != fund["holdings_count"]:
        out.append(f"{len(holdings)} holdings, said to be {fund['holdings_count']}")
    if (found := sum(h["value"] for h in holdings)) != total:
        out.append(f"holdings sum to {found}, total {total}")
    if fund["other_lines"] and total + sum(value for _, value, _ in fund["other_lines"]) != fund["net_assets"]:
        out.append("total and other lines do not make net assets")
    for section in fund.get("sections", ()):
        path = section["path"]
        inside = [h["value"] for h in holdings if h.get("section_path", [])[: len(path)] == path]
        if not inside or section.get("value") not in (None, sum(inside)):
            out.append(f"section {path}: {section.get('value')} is not the sum of {inside}")
    for value in [total, fund["net_assets"], *(h["value"] for h in holdings)]:
        if value and f"{abs(value) // scale:,}" not in printed:
            out.append(f"{value} is not printed")
    return out


def _zip(
    want: Sequence[Answers] | None, got: Sequence[Any], what: str, out: list[str]
) -> Iterable[tuple[Answers, Any]]:
    if want is None:
        return ()
    if len(want) != len(got):
        out.append(f"{what}: {len(want)} wanted, {len(got)} read: {[getattr(g, 'name', g) for g in got]}")
    return zip(want, got, strict=False)


def _pair(want: Sequence[Answers], got: Sequence[Fund], out: list[str]) -> Iterable[tuple[Answers, Fund]]:
    """Funds by name; what has no namesake by order. Funds must come in printed order and none too many."""
    if len(want) != len(got):
        out.append(f"funds: {len(want)} wanted, {len(got)} read: {[f.name for f in got]}")
    left = list(range(len(got)))
    order = []
    for w in want:
        named = [j for j in left if likeness(w["name"], got[j].name) == 1] or left
        if named:
            best = named[0]
            left.remove(best)
            order.append(best)
            yield w, got[best]
    if order != sorted(order):
        out.append(f"funds: not in printed order: {[f.name for f in got]}")


def _fields(want: Answers, got: Model | None, names: Iterable[str] | None, where: str) -> Iterable[str]:
    for name in want if names is None else names:
        if name in want:
            value = getattr(got, name) if got is not None else None
            if not same(want[name], value):
                yield f"{where}{name}: want {want[name]!r}, got {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_plain(v) for v in value) + "]"
    return repr(value) if isinstance(value, str) else str(value)


def _fund(want: Answers, fund: Fund) -> list[str]:
    out = []
    if likeness(want["name"], fund.name) < 1:
        out.append(f"name: got {fund.name!r}")
    out += _fields(want, fund, ("series_id",), "")
    if "total_investments" in want:
        if fund.schedule is None:
            return [*out, "no schedule"]
        out += _schedule(want, fund.schedule, fund)
    for kind, lines in want.get("statements", {}).items():
        out += _statement(kind, lines, getattr(fund.statements, kind))
    for column in want.get("highlights", ()):
        out += _highlights(column, fund)
    if "fair_value_levels" in want:
        got = [[v.caption, v.level_1, v.level_2, v.level_3, v.total] for v in fund.fair_value_levels]
        out += [
            f"level row {row} not in {got}" for row in want["fair_value_levels"] if not any(same(row, g) for g in got)
        ]
    return out


def _schedule(want: Answers, schedule: Schedule, fund: Fund) -> list[str]:
    out = list(_fields(want, schedule, ("as_of", "value_scale"), ""))
    total = schedule.total_investments
    if not same(want["total_investments"], total.value if total else None):
        out.append(f"total_investments: want {want['total_investments']}, got {_plain(total.value if total else None)}")
    if "total_cost" in want and not same(want["total_cost"], total.cost if total else None):
        out.append(f"total_cost: want {want['total_cost']}, got {_plain(total.cost if total else None)}")
    if "net_assets" in want and not same(want["net_assets"], schedule.net_assets):
        sheet = fund.statements.assets_and_liabilities
        if (
            schedule.net_assets is not None
            or not any(same(want["net_assets"], v) for ln in sheet.lines for v in ln.values)
            if sheet
            else True
        ):
            out.append(f"net_assets: want {want['net_assets']}, got {_plain(schedule.net_assets)}")
    if "holdings" in want:
        out += _holdings(want["holdings"], schedule.holdings)
    for section in want.get("sections", ()):
        out += _section(section, schedule)
    for caption, value, percent in want.get("other_lines", ()):
        if not any(
            same_text(caption, o.caption) and same(value, o.value) and same(percent, o.percent_of_net_assets)
            for o in schedule.other_lines
        ):
            got = [(o.caption, _plain(o.value), _plain(o.percent_of_net_assets)) for o in schedule.other_lines]
            out.append(f"other line {caption!r} {value} {percent} not in {got}")
    if "other_lines" in want and len(schedule.other_lines) > len(want["other_lines"]):
        out.append(f"other lines too many: {[o.caption for o in schedule.other_lines]}")
    legend = {f.marker: f.text for f in schedule.footnotes}
    for marker, text in want.get("footnotes", {}).items():
        if not same_text(text, legend.get(marker)):
            out.append(f"footnote {marker}: want {text!r}, got {legend.get(marker)!r}")
    meanings = {a.abbreviation: a.meaning for a in schedule.abbreviations}
    for short, meaning in want.get("abbreviations", {}).items():
        if not same_text(meaning, meanings.get(short)):
            out.append(f"abbreviation {short}: want {meaning!r}, got {meanings.get(short)!r}")
    return [*out, *_derivatives(want, schedule)]


def _holdings(want: Sequence[Answers], got: Sequence[Holding]) -> list[str]:
    """Each wanted holding against an unclaimed one of the same value, the description deciding among equals."""
    out, left = [], list(got)
    for w in want:
        found = [h for h in left if same(w["value"], h.value)]
        if not found:
            out.append(f"holding not read: {w['description']!r} {w['value']}")
            continue
        best = max(found, key=lambda h: (same_text(w["description"], h.description), same(w.get("balance"), h.balance)))
        left.remove(best)
        out += [f"holding {w['description'][:40]!r} {w['value']}: {d}" for d in _fields(w, best, None, "")]
    out += [f"holding too many: {h.description!r} {_plain(h.value)}" for h in left]
    return out


def _section(want: Answers, schedule: Schedule) -> Iterable[str]:
    path = want["path"]
    found = [s for s in schedule.sections if same(path, s.path)]
    if not found:
        yield f"section not read: {path}; read: {[list(s.path) for s in schedule.sections]}"
        return
    for name in want:
        if name != "path" and not any(same(want[name], getattr(s, name)) for s in found):
            yield f"section {path} {name}: want {want[name]}, got {[_plain(getattr(s, name)) for s in found]}"


def _derivatives(want: Answers, schedule: Schedule) -> Iterable[str]:
    left = list(schedule.derivatives)
    for w in want.get("derivatives", ()):
        kin = [d for d in left if d.kind == w["kind"]]
        if not kin:
            yield f"derivative not read: {w}"
            continue
        best = max(kin, key=lambda d: sum(same(w[k], getattr(d, k)) for k in w))
        left.remove(best)
        yield from _fields(w, best, None, f"{w['kind']} {w.get('description', '')[:40]!r}: ")
    if "derivatives" in want:
        for d in left:
            yield f"derivative too many: {d.kind} {d.description!r}"


def _statement(kind: str, want: Answers, statement: Statement | None) -> Iterable[str]:
    if statement is None:
        yield f"{kind}: not read"
        return
    for caption, figures in want.items():
        values = figures if isinstance(figures, list) else [figures]
        lines = [ln for ln in statement.lines if same_text(caption, ln.caption)]
        read = [[v for v in ln.values if v is not None] for ln in lines]
        if not any(same(values, r) for r in read):
            near = [[_plain(v) for v in r] for r in read]
            yield f"{kind}: {caption!r} {values}: " + (f"got {near}" if lines else "no such line")


def _highlights(want: Answers, fund: Fund) -> Iterable[str]:
    columns = [
        c
        for c in fund.financial_highlights
        if same_text(want["period"], c.period.label) and ("class" not in want or same_text(want["class"], c.class_name))
    ]
    if not columns:
        yield f"highlights {want['period']!r} not read; read: {[c.period.label for c in fund.financial_highlights]}"
        return
    for caption, value in want["items"].items():
        got = [i for i in columns[0].items if words(i.caption)[: len(words(caption))] == words(caption)]
        if not any(same(value, i.value) for i in got):
            yield f"highlights {want['period']!r}: {caption!r} want {value}, got {[_plain(i.value) for i in got]}"

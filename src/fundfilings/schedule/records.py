"""Entries to public records: what the lines of a holding, a section or a total print, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

from fundfilings.models import Footnote, Holding, OtherLine, Section, TotalInvestments, made
from fundfilings.scalars import CURRENCY_CODES, amount, folded
from fundfilings.schedule.closing import Closing
from fundfilings.schedule.countries import country_of_name
from fundfilings.schedule.coupons import CouponKind
from fundfilings.schedule.entry import Entry
from fundfilings.schedule.hierarchy import Node
from fundfilings.schedule.lines import Role
from fundfilings.schedule.securities import asset_category, issuer_category, read_security
from fundfilings.spans import Span
from fundfilings.split import Part

Units = Literal["NS", "PA", "NC", "OU"]
#: A bond is worth its principal more or less, a share anything.
_HALF, _HALF_MORE, _DEAREST = Decimal("0.5"), Decimal("1.5"), Decimal(5)


#: The first dot of a leader glued to a name ("Suncor Energy........"), which no abbreviation needs: those are shorter,
#: or stand here.
_LEADER_DOT = re.compile(
    r"(?:(?<=[a-z]{6})(?<!Commun)(?<!Communs)(?<!Internat)(?<!Indust)|(?<=\s[AG]DR)|(?<=\sBank)|(?<=\sTrust)|(?<=\sFund))\.$"
)


def holding_of(
    entry: Entry,
    path: tuple[str, ...],
    flags: Mapping[str, tuple[str, ...]],
    kinds: Mapping[str, CouponKind],
    as_of: date | None,
    span: Span,
) -> Holding:
    """The holding an entry prints. `flags` are the legend's, by marker, `kinds` what it says of coupons that vary."""
    figures = entry.figures
    description = f"{entry.issuer}, {entry.text}" if entry.issuer and entry.text else entry.issuer or entry.text
    description = folded(description).strip(" ,;:").removesuffix(" $")  # the sign of a quantity further right
    counted = _COUNTED_SHARES.match(description) if "balance" in figures else None
    if counted:
        description = description[counted.end() :]
    if description.endswith("."):
        description = _LEADER_DOT.sub("", description)
    cells = _cells(entry)
    security = read_security(
        description, section_path=path, as_of=as_of, coupon_cell=cells.coupon, maturity_cell=cells.maturity
    )
    name, title = _parted(entry.issuer, description, security.name, security.title)
    balance = _scaled(entry, "balance")
    debt = security.maturity_text is not None or (
        security.coupon_rate is not None and not _HELD_IN_SHARES.search(description)
    )
    if balance is not None and not debt and cells.mixed:
        balance = figures["balance"].amount.value  # "Shares/Face Amount ($000)": shares are printed in full
    contracts = balance is not None and is_counted(entry, path)
    if contracts:
        balance = figures["balance"].amount.value  # under "Principal Amount (000)" like the bonds above them
    value = _scaled(entry, "value")
    units = None if balance is None else "NC" if contracts else cells.units or ("PA" if debt and not counted else "NS")
    if (
        units == "NS"
        and security.coupon_rate is not None
        and security.maturity_text is not None
        and _near_par(value, balance)
    ):
        units = "PA"  # a note in a table that is headed "Shares"
    if units == "PA" and _dear(value, balance) and (not debt or _HELD_IN_SHARES.search(description)):
        units = "NS"  # a stock or a fund in a table that is headed "Principal amount"
    issuer = issuer_category(description, path, security, balance is not None)
    printed = entry.valued.figures.get("value")
    index, spread = security.reference or (None, None)
    return made(
        Holding,
        description=description,
        name=name,
        title=title,
        section_path=path,
        balance=balance,
        units=units,
        currency=_currency(entry, security.currency),
        value=value,
        value_printed=printed.cell.text or None if printed else None,
        cost=entry.cost if entry.cost is not None else _scaled(entry, "cost"),
        percent_of_net_assets=figures["percent"].amount.value if "percent" in figures else None,
        coupon_rate=security.coupon_rate,
        coupon_kind=_coupon_kind(security.coupon_kind, security.coupon_rate, entry.marks, kinds),
        coupon_text=security.coupon_text,
        floating_rate_index=index,
        floating_rate_spread=spread,
        maturity_date=security.maturity_date,
        maturity_text=security.maturity_text,
        rating=cells.rating or security.rating,
        call_provision=cells.call or security.call_provision,
        acquisition_date=cells.acquired or security.acquisition_date,
        markers=entry.marks,
        flags=_flags(security.flags, entry.marks, flags),
        payoff_profile="Short" if value is not None and value < 0 and (balance is None or balance <= 0) else "Long",
        asset_cat=asset_category(description, path, security, units),
        issuer_cat=issuer,
        country=next((ln.country for ln in entry.lines if ln.country), security.country or _home(issuer, description)),
        source=span,
    )


def _parted(issuer: str, description: str, name: str | None, title: str | None) -> tuple[str | None, str | None]:
    """A row under its issuer's line: that line is the name at the most, what the row prints the title."""
    issuer = issuer.strip(" ,;:")
    if issuer and name and len(name) > len(issuer) and description.startswith(f"{issuer}, "):
        return issuer, description[len(issuer) + 2 :]
    return name, title


_PURCHASED = re.compile(
    r"\b(?:options?|calls?|puts?|swaptions?)\b.{0,20}\bpurchased\b|\bpurchased\b.{0,20}\boptions?\b", re.I
)
_ON_SWAPS = re.compile(r"\bswap|\bcap\b|\bfloor\b", re.I)
#: The unit behind a quantity that one blank parts from the name: "15,000 shs Acme Corp."
_COUNTED_SHARES = re.compile(r"(?:shs\.?|shares) (?=[A-Z])")
#: A rate beside these and no maturity is a yield or a dividend.
_HELD_IN_SHARES = re.compile(r"\b(?:fund|portfolio|shares|preferred|pfd|PIERS|units)\b", re.I)


@dataclass(slots=True)
class _Cells:
    """What an entry's lines print in columns of their own, the first of each."""

    coupon: str | None = None
    maturity: str | None = None
    rating: str | None = None
    call: str | None = None
    acquired: str | None = None
    units: Units | None = None
    mixed: bool = False


def _cells(entry: Entry) -> _Cells:
    found = _Cells()
    printed = head = None
    for line in entry.lines:
        found.coupon = found.coupon or line.coupon
        found.maturity = found.maturity or line.maturity
        found.rating = found.rating or line.rating
        found.call = found.call or line.call
        found.acquired = found.acquired or line.acquired
        found.mixed = found.mixed or line.mixed
        printed, head = printed or line.units, head or line.head_units
    units = printed or head  # the unit beside the figure, then the column's head
    if units in ("NS", "PA", "NC", "OU"):
        found.units = cast("Units", units)
    return found


def _flags(own: tuple[str, ...], marks: Sequence[str], legend: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The flags of the description, then those that the legend gives its marks."""
    if not marks or not legend:
        return own
    return tuple(dict.fromkeys((*own, *(flag for mark in marks for flag in legend.get(mark, ())))))


_FLOATS = re.compile(r"\bfloat|LIBOR|SOFR|EURIBOR|\bspread\b", re.I)


def varying_kinds(footnotes: Iterable[Footnote]) -> dict[str, CouponKind]:
    """By mark, what footnotes say of coupons that vary. (One on refunded bonds speaks of other rates.)"""
    return {
        note.marker: "Floating" if _FLOATS.search(note.text) else "Variable"
        for note in footnotes
        if "variable_rate" in note.flags and "pre_refunded" not in note.flags
    }


def _coupon_kind(
    own: CouponKind | None, rate: Decimal | None, marks: Sequence[str], kinds: Mapping[str, CouponKind]
) -> CouponKind | None:
    """A plain rate is fixed unless a footnote says that it varies; one whose kind nothing tells is what that says."""
    if own == "Fixed" or (own is None and rate is not None):
        return next((kinds[m] for m in marks if m in kinds), own) if marks else own
    return own


def _scaled(entry: Entry, role: Role) -> Decimal | None:
    """A figure in full units. One that is printed in full is the one its cell has read."""
    figure = entry.figures.get(role)
    if figure is None or figure.amount.value is None:
        return None
    if role == "value":
        scale = entry.valued.value_scale
    else:
        line = next(ln for ln in entry.lines if ln.figures.get(role) is figure)
        scale = line.value_scale if role == "cost" else line.balance_scale
    return figure.amount.value if scale == 1 else figure.amount.value * scale


@lru_cache(maxsize=256)
def options_purchased(path: tuple[str, ...]) -> bool:
    """Whether a section's rows are options purchased: holdings that are derivatives as well."""
    return any(_PURCHASED.search(caption) for caption in path)


def is_counted(entry: Entry, path: tuple[str, ...]) -> bool:
    """Whether a row under a head in thousands counts contracts, which are printed in full: an option purchased, and no
    option on a swap, which has a notional amount."""
    return entry.valued.balance_scale > 1 and options_purchased(path) and not _ON_SWAPS.search(entry.text)


def _near_par(value: Decimal | None, balance: Decimal | None) -> bool:
    if not value or not balance:
        return False
    return _HALF < abs(value / balance) < _HALF_MORE


def _dear(value: Decimal | None, balance: Decimal | None) -> bool:
    """Whether a unit is worth more than any dollar of principal is."""
    return bool(value and balance and value / balance > _DEAREST)


def _currency(entry: Entry, described: str | None) -> str | None:
    """The currency of the principal: a code or sign beside it, else one in the description, else USD."""
    for line in entry.lines:
        if line.currency:
            return line.currency
    figure = entry.figures.get("balance")
    if figure is not None and figure.amount.currency:
        return figure.amount.currency
    if described in CURRENCY_CODES:
        return described
    return "USD"


_TERRITORIES = (("Puerto Rico", "PR"), ("Virgin Islands", "VI"), ("Guam", "GU"))


def _home(issuer: str | None, description: str) -> str | None:
    """The country of issuers of one country alone, where no heading names it; territories print their names."""
    if issuer not in ("UST", "USGA", "USGSE", "MUN"):
        return None
    return next((code for name, code in _TERRITORIES if name in description), "US")


#: A name with its industry in brackets: "Rexel SA (Trading Companies & Distributors)". A country stays with the name.
_BRACKETED = re.compile(r"(.*[^\s(]) \(([A-Z][^()\d]{3,60})\)")
#: Fewer holdings are no habit.
_LEAST_BRACKETED = 5


def without_groups(holdings: list[Holding]) -> list[Holding]:
    """Holdings whose names end in an industry in brackets, where most of a schedule's do: it is no part of the name."""
    plain = [h for h in holdings if h.title is None and h.name == h.description]
    found = {id(h): m for h in plain if (m := _BRACKETED.fullmatch(h.description))}
    countries = sum(country_of_name(part) is not None for m in found.values() for part in m[2].split("/")[:1])
    if len(found) < _LEAST_BRACKETED or len(found) * 5 < len(plain) * 3 or countries * 2 > len(found):
        return holdings
    return [
        h.model_copy(update={"name": m[1], "title": f"({m[2]})"}) if (m := found.get(id(h))) else h for h in holdings
    ]


def carried_currencies(closing: Closing, holdings: list[Holding]) -> list[Holding]:
    """A printed currency holds for the rows below it in its section where each section's first row prints one ("EUR
    2,027" / "563"), or where a "$" takes it back; elsewhere it marks its own row only."""
    firsts: dict[tuple[str, ...], bool] = {}
    reset = False  # a sign of dollars takes the currency back in the middle of a section: it held until there
    printed = [
        ((f := e.figures.get("balance")) is not None and f.amount.currency) or e.valued.currency or None
        for e, _ in closing.holdings
    ]
    before: str | None = None
    at: tuple[str, ...] | None = None
    for (_, path), currency in zip(closing.holdings, printed, strict=True):
        firsts.setdefault(path, currency is not None)
        reset = reset or (currency == "USD" and path == at and before not in (None, "USD"))
        before, at = currency or (before if path == at else None), path
    each = len(firsts) >= 3 and sum(firsts.values()) * 5 >= len(firsts) * 4
    if not (each or reset) or not any(c and c != "USD" for c in printed):
        return holdings
    out: list[Holding] = []
    current, at = None, None
    for holding, (_, path), currency in zip(holdings, closing.holdings, printed, strict=True):
        current, at = currency or (current if path == at else None), path
        carried = current not in (None, holding.currency) and currency is None
        out.append(holding.model_copy(update={"currency": current}) if carried else holding)
    return out


# --- sections, totals and other lines --------------------------------------------------------------------------------


def span_of(part: Part, entry: Entry) -> Span:
    """The place of an entry's value, or of its line where it has none."""
    line = entry.valued
    figure = line.figures.get("value")
    return part.document.span(line.place, figure.cell if figure else None)


def section_of(part: Part, node: Node) -> Section:
    return made(
        Section,
        path=node.path,
        percent_of_net_assets=node.percent,
        percent_of_total_investments=node.second_percent,
        value=node.value,
        cost=node.cost,
        markers=node.entry.marks,
        source=part.document.span(node.entry.first.place),
    )


def _cost_of(entry: Entry) -> Decimal | None:
    if entry.cost is not None:
        return entry.cost
    f = entry.figures.get("cost")
    return f.amount.value * entry.valued.value_scale if f and f.amount.value is not None else None


def _percent_of(entry: Entry) -> Decimal | None:
    if entry.percent is not None:
        return entry.percent
    f = entry.figures.get("percent")
    return f.amount.value if f else None


def total_of(part: Part, entry: Entry | None, net: Decimal | None) -> TotalInvestments | None:
    if entry is None:
        return None
    return made(
        TotalInvestments,
        caption=folded(entry.text),
        value=entry.value(),
        cost=_cost_of(entry),
        percent_of_net_assets=_share(entry, net),
        source=span_of(part, entry),
    )


#: "- 1.8%": a dash with a blank behind it.
_DASH_APART = re.compile(r"[-–—]{1,2}\s")


def _share(entry: Entry, net: Decimal | None) -> Decimal | None:
    """The percent of net assets that a line prints: in its column, or beside its value and proved by it. A dash that
    stands apart before it ("OTHER ASSETS" over "- 1.8%  666,440") is no minus where the value proves that."""
    percent = _percent_of(entry)
    if percent is None:
        return _proved_percent(entry, net) if net else None
    value, printed = entry.value(), entry.figures.get("percent")
    if percent < 0 and value and net and printed and _DASH_APART.match(printed.amount.text):
        share = value * 100 / net
        return -percent if abs(share + percent) < abs(share - percent) else percent
    return percent


def other_of(part: Part, entry: Entry, net: Decimal | None) -> OtherLine:
    return made(
        OtherLine,
        caption=entry.text,
        value=entry.value(),
        percent_of_net_assets=_share(entry, net),
        source=span_of(part, entry),
    )


def _proved_percent(entry: Entry, net: Decimal) -> Decimal | None:
    """A figure without its sign beside a value that is as much of net assets ("Other assets, less liabilities  2.1
    214,408"), to its last printed place."""
    value = entry.value()
    beside = [f.amount for role, f in entry.figures.items() if role != "value"]
    beside += [a for ln in entry.lines for t in (ln.coupon, *ln.extra) if t and (a := amount(t)) is not None]
    for a in beside:
        if value is None or a.value is None or not a.decimals:
            continue
        if abs(value * 100 / net - a.value) <= Decimal(1).scaleb(-a.decimals):
            return a.value
    return None

"""The identities that a fund report must satisfy, as one table. docs/checks.md documents each; a test holds the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fundfilings.models import Check, made
from fundfilings.spans import Span


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity: its stable id, what it says, the tolerance and the rule it follows from (both in words)."""

    id: str
    words: str
    tolerance: str
    rule: str


_MONEY = "1 per 20 addends begun; (sqrt(n)+2) units in thousands"
_SAME = "1; a unit of the rounded figure"
_SHARE = "0.02"

IDENTITIES: dict[str, Identity] = {
    i.id: i
    for i in (
        Identity("schedule.total", "holdings sum to total investments", _MONEY, "S-X 12-12 note: column C totalled"),
        Identity("schedule.total_cost", "costs of holdings sum to the total cost", _MONEY, "S-X 12-12"),
        Identity("schedule.section", "holdings of a section sum to its subtotal", _MONEY, "S-X 12-12: subtotals"),
        Identity(
            "schedule.section_cost", "costs of a section's holdings sum to its cost", _MONEY, "S-X 12-12: subtotals"
        ),
        Identity(
            "schedule.percents",
            "each percent is value over net assets",
            "1 unit of the last place",
            "S-X 12-12: percent",
        ),
        Identity(
            "schedule.net_assets",
            "total investments and the lines below it sum to net assets",
            _MONEY,
            "S-X 6-04, 12-12",
        ),
        Identity(
            "schedule.percent_sum",
            "percents of total investments and the lines below it sum to 100",
            "half a unit of the last place each, at least one",
            "S-X 12-12: percent",
        ),
        Identity("schedule.ledger", "kinds of rows sum to the rows", "0", "each row is read as one thing"),
        Identity("balance.assets", "assets sum to total assets", _MONEY, "S-X 6-04.8"),
        Identity("balance.liabilities", "liabilities sum to total liabilities", _MONEY, "S-X 6-04.14"),
        Identity(
            "balance.net_assets",
            "total assets less liabilities (and preferred shares) are net assets",
            _MONEY,
            "S-X 6-04.19",
        ),
        Identity("balance.components", "components of net assets sum to net assets", _MONEY, "S-X 6-04.16-18"),
        Identity(
            "balance.nav_per_share", "net assets over shares are net asset value per share", "0.0051", "S-X 6-04.19"
        ),
        Identity(
            "balance.schedule", "investments in the balance sheet equal the schedule's total", _SAME, "S-X 12-12 note"
        ),
        Identity(
            "operations.net_investment_income", "income less expenses is net investment income", _MONEY, "S-X 6-07.6"
        ),
        Identity(
            "operations.net_increase",
            "net investment income and gains are the increase from operations",
            _MONEY,
            "S-X 6-07.9",
        ),
        Identity(
            "changes.operations",
            "income, realized and unrealized gains are the increase from operations",
            _MONEY,
            "S-X 6-09.1",
        ),
        Identity(
            "changes.net_assets_end",
            "beginning net assets and the change are ending net assets",
            _MONEY,
            "S-X 6-09.5-7",
        ),
        Identity(
            "changes.increase",
            "increase from operations equals the statement of operations'",
            _SAME,
            "S-X 6-07.9, 6-09.1",
        ),
        Identity("changes.net_assets", "ending net assets equal the balance sheet's", _SAME, "S-X 6-04.19, 6-09.7"),
        Identity("cash.activities", "cash from activities sums to the change in cash", _MONEY, "ASC 230"),
        Identity("cash.end", "beginning cash and the change are ending cash", _MONEY, "ASC 230"),
        Identity("levels.row", "levels 1 to 3 of a row sum to its total", _MONEY, "ASC 820-10-50"),
        Identity("levels.schedule", "total of the level table equals the schedule's total", _SAME, "ASC 820-10-50"),
        Identity("levels.rollforward", "level 3 at the beginning and its flows are the end", _MONEY, "ASC 820-10-50-2"),
        Identity("tax.net", "appreciation less depreciation is net unrealized", _MONEY, "S-X 12-12 note 8"),
        Identity(
            "tax.schedule",
            "tax cost and net unrealized are the schedule's total",
            _SAME,
            "S-X 12-12 note 8",
        ),
        Identity("tax.distributions", "distributions by character sum to their total", _MONEY, "ASC 946-505-50"),
        Identity("tax.earnings", "components on a tax basis sum to their total", _MONEY, "ASC 946-505-50"),
        Identity("tax.carryforward", "capital losses by expiry sum to their total", _MONEY, "ASC 946-505-50"),
        Identity(
            "shares.net",
            "shares sold, reinvested and redeemed are the net change, and lead to the end",
            _MONEY,
            "S-X 6-09.4",
        ),
        Identity(
            "affiliates.rollforward",
            "what was held of an affiliate, bought and sold is what is held",
            _MONEY,
            "S-X 12-14",
        ),
        Identity(
            "highlights.roll", "beginning NAV, operations and distributions are ending NAV", _SHARE, "Form N-1A item 13"
        ),
        Identity(
            "highlights.nav", "newest ending NAV equals the balance sheet's", "0.005", "Form N-1A item 13, S-X 6-04"
        ),
        Identity(
            "highlights.net_assets", "newest net assets equal the balance sheet's", _SAME, "Form N-1A item 13, S-X 6-04"
        ),
    )
}


def check(
    id: str,
    fund: str | None,
    stated: Decimal,
    computed: Decimal,
    tolerance: Decimal,
    *,
    of: str = "",
    source: Span | None = None,
) -> Check:
    """A Check with both sides, passed or failed. `of` says of what (a section, a column). KeyError: unknown id."""
    words = IDENTITIES[id].words
    difference = computed - stated
    return made(
        Check,
        id=id,
        fund=fund,
        identity=f"{words}: {of}" if of else words,
        stated=stated,
        computed=computed,
        difference=difference,
        tolerance=tolerance,
        status="pass" if abs(difference) <= tolerance else "fail",
        source=source,
    )


def best(
    id: str,
    fund: str | None,
    stated: Decimal,
    candidates: Iterable[Decimal],
    tolerance: Decimal,
    *,
    of: str = "",
    source: Span | None = None,
) -> Check:
    """The check with the nearest candidate (one at least): where print allows several readings of what is summed. The
    first that meets the stated figure exactly is the last one asked for."""
    nearest: Decimal | None = None
    for candidate in candidates:
        if nearest is None or abs(candidate - stated) < abs(nearest - stated):
            nearest = candidate
            if candidate == stated:
                break
    if nearest is None:
        raise ValueError(f"{id}: no candidate")
    return check(id, fund, stated, nearest, tolerance, of=of, source=source)


def not_checkable(id: str, fund: str | None, why: str, *, of: str = "", source: Span | None = None) -> Check:
    """A Check that a missing figure forbids; `why` names what is missing."""
    words = IDENTITIES[id].words
    return made(
        Check,
        id=id,
        fund=fund,
        identity=f"{words}: {of}, {why}" if of else f"{words}: {why}",
        status="not_checkable",
        source=source,
    )

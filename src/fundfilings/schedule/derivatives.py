"""Rows under headings of options written, futures, forwards, swaps and short sales (Regulation S-X 12-12A, 12-13 ff.).

    250   American International Group, Inc.   $ 100   Jan 04   $ 26,249
"""

from __future__ import annotations

import re
from decimal import Decimal

from fundfilings.models import Derivative
from fundfilings.schedule.entries import Entry
from fundfilings.spans import Span

_EXPIRATION = re.compile(
    r"(?:expir\w*\s*)?((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s*(?:\d{1,2},?\s*)?(?:\d{4}|\d{2})|\d{1,2}/\d{1,2}/\d{2,4})", re.I
)
_STRIKE = re.compile(r"(?:strike|exercise)(?: price)?[^\d$]*\$?\s*([\d,.]*\d)|@\s*\$?([\d,.]*\d)", re.I)


def derivative_of(entry: Entry, kind: str, path: tuple[str, ...], span: Span) -> Derivative:
    """The record of one row; figures keep their printed signs, scales applied."""
    text = " ".join(filter(None, (entry.issuer, entry.text)))
    extras = " ".join(x for ln in entry.lines for x in (*ln.extra, ln.maturity or ""))
    whole = f"{text} {extras}"
    strike = _STRIKE.search(whole)
    expiry = _EXPIRATION.search(whole)
    balance = entry.figures.get("balance")
    quantity = balance.amount.value * entry.valued.balance_scale if balance and balance.amount.value is not None else None
    unrealized = kind in ("future", "forward", "swap")
    value = entry.value()
    return Derivative(
        kind=kind,  # type: ignore[arg-type]
        description=text,
        contracts=quantity if kind in ("future", "option_written", "option_purchased", "short_sale") else None,
        notional=quantity if kind in ("swap", "forward") else None,
        value=None if unrealized else value,
        unrealized=value if unrealized else None,
        exercise_price=Decimal((strike[1] or strike[2]).replace(",", "")) if strike else None,
        expiration=expiry[1] if expiry else None,
        section_path=path,
        markers=entry.marks,
        source=span,
    )

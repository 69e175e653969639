"""What must hold for every parsed filing, whatever its layout. Used by the fixture and the corpus tests."""

from __future__ import annotations

from decimal import Decimal

from fundfilings.models import Filing, Fund


def broken(filing: Filing) -> list[str]:
    """One line for each thing that must hold and does not."""
    out = [line for fund in filing.funds for line in _fund(fund)]
    if filing.status == "ok" and any(i.severity == "error" for i in filing.issues):
        out.append("status ok, with issues of severity error")
    if filing.status == "ok" and not filing.funds:
        out.append("status ok, without a fund")
    checked = Filing.model_validate(filing.model_dump())  # records are made without validation: see models.base.made
    if checked != filing or checked.model_dump_json() != filing.model_dump_json():
        out.append("records that are not as their models say")
    return out


def _fund(fund: Fund) -> list[str]:
    out = []
    if not fund.name.strip():
        out.append("a fund without a name")
    schedule = fund.schedule
    if schedule is None:
        return out
    counts = schedule.ledger.model_dump()
    rows = counts.pop("rows")
    if rows != sum(counts.values()):
        out.append(f"{fund.name}: ledger says {rows} rows, its kinds sum to {sum(counts.values())}")
    if len(schedule.holdings) > rows:
        out.append(f"{fund.name}: {len(schedule.holdings)} holdings out of {rows} rows")
    for holding in schedule.holdings:
        if not holding.description.strip() and holding.value is None:
            out.append(f"{fund.name}: a holding with neither description nor value at {holding.source}")
        if holding.source is None or holding.source.line is None:
            out.append(f"{fund.name}: {holding.description!r} has no place in the source")
    return out


def residual(fund: Fund) -> Decimal | None:
    """Printed total less the sum of the rows; None where there is no total."""
    schedule = fund.schedule
    if schedule is None or schedule.total_investments is None or schedule.total_investments.value is None:
        return None
    return schedule.total_investments.value - sum(
        (h.value for h in schedule.holdings if h.value is not None), Decimal(0)
    )

"""placeholder"""

from __future__ import annotations
from collections.abc import Sequence
from fundfilings.models import HighlightsColumn, Issue
from fundfilings.split.parts import FundRef, Part


def read_highlights(
    part: Part, funds: Sequence[FundRef], issues: list[Issue] | None = None
) -> list[tuple[int | None, list[HighlightsColumn]]]:
    return []

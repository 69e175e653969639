"""Several filings of one fund: positions from one to the next, and one period over all of them. Knows models only."""

from fundfilings.compare.history import line_up
from fundfilings.compare.positions import diff

__all__ = ["diff", "line_up"]

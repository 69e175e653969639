"""Blocks to funds and parts: schedule, statements, highlights and notes of each fund."""

from fundfilings.split.parts import FundRef, Kind, Part, Split
from fundfilings.split.splitter import split_report

__all__ = ["FundRef", "Kind", "Part", "Split", "split_report"]

"""Schedules of investments: tables to holdings, proved by their own sums."""

from fundfilings.schedule.legend_parts import read_key, with_legends
from fundfilings.schedule.reader import ReadSchedule, read_schedule

__all__ = ["ReadSchedule", "read_key", "read_schedule", "with_legends"]

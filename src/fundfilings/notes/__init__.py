"""Notes to financial statements: their outline, and the level table (ASC 820) wherever it stands."""

from fundfilings.notes.levels import read_fair_value_levels
from fundfilings.notes.outline import join_notes, read_notes, read_trailing_notes

__all__ = ["join_notes", "read_fair_value_levels", "read_notes", "read_trailing_notes"]

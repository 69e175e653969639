"""Disclosures that rules prescribe, read from the tables and sentences of notes."""

from fundfilings.notes.records.reader import read_disclosures, read_legend_disclosures, same_disclosure

__all__ = ["read_disclosures", "read_legend_disclosures", "same_disclosure"]

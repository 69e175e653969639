"""Coded diagnostics. Every code is documented in docs/issue-codes.md; a test holds the two together."""

from __future__ import annotations

from typing import Literal

from fundfilings.spans import Span

Severity = Literal["error", "warning", "info"]

#: code -> (severity, what it means). The severity is a property of the code, so that counts compare over filings.
CODES: dict[str, tuple[Severity, str]] = {
    "source.form-unknown": ("warning", "The form type could not be read from the header or the cover."),
    "source.truncated": ("error", "The submission ends before its closing tag; what stands before is read."),
    "source.mis-encoded": ("warning", "Bytes that are no text in the declared encoding were replaced."),
    "source.part-not-read": ("info", "A part (uuencoded PDF or image, exhibit) was noted and not read."),
    "source.image-schedule": ("warning", "A part that may hold the schedule is an image or PDF and was not read."),
    "source.page-without-text": ("warning", "Pages of a PDF hold no text (scanned or drawn) and were not read."),
    "source.characters-unmapped": (
        "warning",
        "A PDF does not say which letters some of its characters are; they stand as U+FFFD in what is read.",
    ),
    "source.page-damaged": ("error", "Pages of a PDF could not be opened."),
    "source.limit-reached": ("error", "A file is larger than what is read of one; what was left out is named."),
    "split.no-schedule": ("error", "No schedule of investments was found."),
    "split.fund-unnamed": ("warning", "The name of a fund could not be read; the registrant's is used."),
    "schedule.total-missing": ("warning", "The schedule prints no total investments line that could be recognised."),
    "schedule.total-residual": ("error", "The rows do not sum to the printed total; the residual is given."),
    "schedule.subtotal-residual": ("warning", "The rows of a section do not sum to its printed subtotal."),
    "schedule.row-unexplained": ("warning", "A row inside the schedule could not be explained."),
    "schedule.cell-split": ("info", "One cell held a value and a subtotal; split because both sums close."),
    "schedule.noise-row": ("info", "A row that repeats or garbles another was set aside."),
    "schedule.row-left-out": (
        "warning",
        "A printed row is in none of the printed sums of value and cost, as they prove; it is no holding here.",
    ),
    "schedule.heading-lost": ("warning", "Rows stand where a section heading must have been lost."),
    "schedule.value-repaired": ("warning", "A printed value was repaired because an identity proves the repair."),
    "schedule.principal-scaled": (
        "info",
        "Principal was taken in thousands: the bonds of a table are worth a thousand times what no head scales.",
    ),
    "schedule.net-assets-residual": ("warning", "Total investments and the lines below do not sum to net assets."),
    "schedule.mark-unresolved": ("info", "A footnote mark has no text in the legend."),
    "schedule.derivative-unassigned": (
        "warning",
        "Contracts are listed in a table of derivatives, but whose they are could not be told; they are left out.",
    ),
    "schedule.record-unassigned": (
        "warning",
        "Affiliates, restricted securities or unfunded commitments are listed, but whose they are could not be told.",
    ),
    "statement.not-found": ("info", "A statement that the form requires was not found."),
    "statement.unaligned": ("warning", "A row's numbers could not be aligned with the statement's columns."),
    "highlights.unaligned": ("warning", "A row's numbers could not be aligned with the highlights' columns."),
    "notes.not-found": ("info", "No notes were found."),
    "write.figure-left-out": (
        "error",
        "A figure has more digits than its column of the dataset; the cell is null, the figure is in the message.",
    ),
    "check.failed": ("warning", "An identity that should hold does not; see the checks."),
}
__all__ = ["CODES", "Severity", "Span"]

"""Bytes to a Submission: header, documents, decoded text."""

from fundfilings.source.container import is_piped
from fundfilings.source.decoding import undash
from fundfilings.source.header import Header
from fundfilings.source.submission import REPORT_FORMS, Document, Submission, read_submission

__all__ = ["REPORT_FORMS", "Document", "Header", "Submission", "is_piped", "read_submission", "undash"]

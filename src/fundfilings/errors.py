"""Exceptions: only for input that cannot be read at all and for programmers' errors.

Everything that is doubtful but readable is an Issue instead (see `fundfilings.issues`).
"""

from __future__ import annotations


class FundFilingsError(Exception):
    """Base of every exception this package raises on purpose."""


class UnreadableInput(FundFilingsError):
    """The input holds no text a fund report could be read from (empty, an image, an unknown binary)."""


class UnsupportedForm(FundFilingsError):
    """The input is a readable filing, but of a form this package does not read (a 10-K, say)."""


class MissingExtra(FundFilingsError, ImportError):
    """A library that this use needs is not installed; the message names the extra of this package that brings it."""

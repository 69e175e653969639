"""Issue and Check: what the parser doubts, and what the arithmetic says."""

from __future__ import annotations

from typing import Literal

from fundfilings.issues import CODES
from fundfilings.models.base import Model, Number
from fundfilings.spans import Span


class Issue(Model):
    """One coded diagnostic. `code` is listed in docs/issue-codes.md; `message` says what was seen, with figures."""

    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    source: Span | None = None


class Check(Model):
    """One identity that a report must satisfy, with both sides.

    `identity` names it in words; `stated` is the printed figure, `computed` the one the parts give, in the unit of
    the figures (full units of currency, percent numbers, per-share amounts); `difference` = computed - stated.
    `not_checkable` means that a figure the identity needs was not printed or not read, or (then with both sides) that
    filers may rightly state them on different bases.
    """

    id: str
    fund: str | None = None
    identity: str
    stated: Number | None = None
    computed: Number | None = None
    difference: Number | None = None
    tolerance: Number | None = None
    status: Literal["pass", "fail", "not_checkable"]
    source: Span | None = None


def make_issue(code: str, message: str, source: Span | None = None) -> Issue:
    """An Issue with the severity its code has. Raises KeyError for a code that is not in the list."""
    return Issue(code=code, severity=CODES[code][0], message=message, source=source)

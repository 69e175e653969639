"""The registrant as the first note names it, for reports without a cover page.

1. Organization  The Acme Lending Fund (the "Fund") is a Delaware statutory trust registered under the Investment
Company Act of 1940, as amended
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fundfilings.normalize.blocks import BlockDocument, Heading, Paragraph

_ACT = re.compile(
    r"registered\s?(?:under\s?the\s?|as an?\s[\w ,-]{0,80}?under\s?the\s?)(?:U\.?S\.? )?Investment\s?Company\s?Act",
    re.I,
)
_NAMED = re.compile(
    r"(?:^|[.:–—-]\s|\b(?:organization|organisation|business|general|significant accounting policies)\W+)"
    r"(?:the\s)?(?P<name>[A-Z][\w&’'./-]*(?:,?\s(?:of|and|the|for|&|[A-Z0-9][\w&’'./-]*)){1,12}?,?)"
    r"\s*\((?:the|each|collectively|“|\")[^()]{0,80}\)\s*,?\s(?:is|was|are|were|has|\()",
    re.I,
)
#: The note's title, where it stands on the line of its text.
_HEAD = re.compile(r"^(?:organization|organisation|business|general|nature|summary)\W+(?:the\s+)?(?=\S+ \S+)", re.I)
#: Words of a registrant's name.
_KIND = re.compile(r"\b(?:trust|funds?|inc|corp(?:oration)?|company|series|portfolios?|llc|l\.l\.c|l\.p|lp)\b", re.I)
#: Characters before "registered" that may hold the name.
_BEFORE = 700


def registrant_of(documents: Iterable[BlockDocument]) -> str | None:
    """The name of the trust, company or fund that a note says is registered."""
    for document in documents:
        for block in document.blocks:
            if not isinstance(block, (Paragraph, Heading)) or len(block.text) < 60:
                continue
            act = _ACT.search(block.text)
            if act is None:
                continue
            for m in _NAMED.finditer(block.text[max(0, act.start() - _BEFORE) : act.start()]):
                name = _HEAD.sub("", m["name"].strip(" ,."))
                if name[0].isupper() and _KIND.search(name) and len(name) <= 120:
                    return name
    return None

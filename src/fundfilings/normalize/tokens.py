"""What figures and the words beside them look like, the same on a line of text, in a cell of HTML and on a page of PDF.

"$ 1,200,000"    a bare sign, then a figure with commas
"Energy - 2.1%"  a dash before a percent
"""

from __future__ import annotations

import re

BARE_SIGN = re.compile(r"^(?:US\$|[$€£¥])$")
YEAR = re.compile(r"^(?:19|20)\d\d$")
COMMAED = re.compile(r"\d,\d{3}")
#: "Energy - 2.1%": a percent behind a dash names a section's share.
DASH_BEFORE = re.compile(r"[-–—:(]$")
#: What begins as a figure does, or is a dash for none.
FIGURE_LIKE = re.compile(r"^[\s$€£¥(–—-]*\.?\d|^[\s$(]*[-–—]+\)?$")

#: An amount that one blank parts from the words behind it ("26,400 Acme, Inc."), and what it begins with.
LED = re.compile(r"(?:\$ *)?\d{1,3}(?:,\d{3})+(?= [A-Za-z])")
BEGINS_LED = frozenset("$0123456789")

"""Uuencoded parts of a submission, decoded in memory within a limit.

<PDF>
begin 644 ncsr.pdf
M)5!$1BTQ+C0-)>+CS],-"C(@,"!O8FH\\/"],:6YE87)I>F5D(#$O3"`Q-C4X
...
end
</PDF>
"""

from __future__ import annotations

import binascii
import re

from fundfilings.errors import UnreadableInput

#: EDGAR takes submissions of 200 MB at most (EDGAR Filer Manual, volume II); what decodes to more is no report.
LIMIT = 200_000_000
_BEGIN = re.compile(r"^begin \d{3,4} \S[^\n]*\n", re.M)
#: How far into the part it begins.
_HEAD = 2_000


def uudecoded(body: str, limit: int = LIMIT) -> bytes:
    """The file in a part. Raises UnreadableInput where there is none, or it is damaged or too large."""
    begin = _BEGIN.search(body, 0, _HEAD)
    if begin is None:
        raise UnreadableInput("no uuencoded file in it")
    out = bytearray()
    at = begin.end()
    while at < len(body):
        end = body.find("\n", at)
        end = end if end >= 0 else len(body)
        line = body[at:end].rstrip("\r")
        at = end + 1
        if line.rstrip() == "end":
            return bytes(out)
        try:
            out += _line(line)
        except (binascii.Error, ValueError) as error:
            raise UnreadableInput("its uuencoded file is damaged") from error
        if len(out) > limit:
            raise UnreadableInput(f"it holds more than {limit // 1_000_000} MB")
    raise UnreadableInput("its uuencoded file is cut short")


def _line(line: str) -> bytes:
    """One line; encoders differ in what they fill the last ones up with."""
    data = line.encode("ascii")
    try:
        return binascii.a2b_uu(data)
    except binascii.Error:
        if not data:
            return b""
        return binascii.a2b_uu(data[: (((data[0] - 32) & 63) * 4 + 5) // 3 + 1])

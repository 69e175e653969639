"""Small filings for the tests of batches, and parsers that misbehave where a filing's name says so.

Workers import this module by its name: `fundfilings.batch` hands them the path on which it was found.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from fundfilings import Filing, parse

#: A report of a few lines, which takes milliseconds.
REPORT = """\
<SEC-DOCUMENT>0009990001-04-000001.txt
<SEC-HEADER>
CONFORMED SUBMISSION TYPE:	N-CSRS
CONFORMED PERIOD OF REPORT:	20040630
</SEC-HEADER>
<DOCUMENT>
<TYPE>N-CSRS
<TEXT>
                                 TINY FUND
                          SCHEDULE OF INVESTMENTS
                              June 30, 2004
                                                     Shares         Value
COMMON STOCKS -- 90.0%
Acme Corp.                                            1,000      $ 10,0{number:02}
Bolt Inc.                                               500         5,000
                                                                 --------
TOTAL INVESTMENTS -- 90.0%                                         15,0{number:02}
OTHER ASSETS LESS LIABILITIES -- 10.0%                              1,667
                                                                 --------
NET ASSETS -- 100.0%                                             $ 16,6{net:02}
                                                                 ========
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


def write_reports(folder: Path, count: int) -> list[str]:
    """`count` reports in `folder`, all different; their names in order."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for number in range(count):
        path = folder / f"report-{number:03}.txt"
        path.write_text(REPORT.format(number=number % 33, net=67 + number % 33), encoding="ascii")
        names.append(str(path))
    return names


def slow(data: bytes, name: str | None, pdf_parts: bool) -> Filing:
    """Takes its time, so that a kill meets it at work."""
    time.sleep(0.03)
    return parse(data, name=name, pdf_parts=pdf_parts)


def poisoned(data: bytes, name: str | None, pdf_parts: bool) -> Filing:
    """What the name of a filing says happens to its reader."""
    if name == "loop.txt":
        while True:
            pass
    if name == "hog.txt":
        held = []
        while True:
            held.append(bytearray(1_000_000))
    if name == "killer.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "broken.txt":
        raise IndexError("list index out of range")
    return parse(data, name=name, pdf_parts=pdf_parts)


def hungry(data: bytes, name: str | None, pdf_parts: bool) -> Filing:
    raise MemoryError


def slow_and_poisoned(data: bytes, name: str | None, pdf_parts: bool) -> Filing:
    time.sleep(0.03)
    return poisoned(data, name, pdf_parts)


def outputs(out: Path) -> dict[str, bytes]:
    """Path -> bytes of all outputs, without the books kept beside them."""
    found = {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    return {name: data for name, data in found.items() if not name.startswith("_ledger") and name != "_failed.tsv"}

"""Small reports as fixed-width text, split as the pipeline splits them."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent

from fundfilings.normalize.blocks import BlockDocument
from fundfilings.normalize.text import text_blocks
from fundfilings.split import Part, Split, split_report

ROWS = """\
COMMON STOCKS - 95.0%
Alder Industries, Inc.                          12,400    $   310,000
Birch & Sons Co.                                 8,000        412,500
Cedar Mills Corp.                                5,150        207,940
Dogwood Power Co.                                9,900        118,200
                                                          -----------
TOTAL INVESTMENTS                                           1,048,640
OTHER ASSETS LESS LIABILITIES                                  51,360
NET ASSETS                                                $ 1,100,000
"""
BALANCE = """\
ASSETS
Investments in securities, at value                       $ 1,048,640
Cash                                                           45,000
Dividends receivable                                            9,360
Total assets                                                1,103,000
LIABILITIES
Accrued expenses                                                3,000
Total liabilities                                               3,000
NET ASSETS                                                $ 1,100,000
"""
OPERATIONS = """\
INVESTMENT INCOME
Dividends                                                 $    22,000
EXPENSES
Advisory fees                                                   5,000
NET INVESTMENT INCOME                                     $    17,000
"""
HIGHLIGHTS = """\
                                              2005          2004
Net asset value, beginning of year          $ 10.00       $  9.50
Net investment income                           .15           .14
Net asset value, end of year                $ 10.40       $ 10.00
Total return                                   5.5%          6.7%
"""
PROSE = """\
The Fund is registered as a closed-end management investment company. Its policies were
followed in the preparation of these statements, and they conform with what is generally
accepted in the United States of America for investment companies of this kind and size.
"""
PAGE = "<PAGE>\n"


def document(text: str) -> BlockDocument:
    return text_blocks(text, 1, "N-CSR", 1, 0)


def split(
    *pages: str, series: Sequence[tuple[str, str | None]] = (), registrants: Sequence[str] = ("ACME INCOME FUND INC",)
) -> Split:
    """The Split of a report of these pages."""
    return split_report([document(PAGE.join(dedent(p) if p[:1].isspace() else p for p in pages))], series, registrants)


def kinds(result: Split) -> list[str]:
    """The kinds of all parts but "other", in printed order."""
    return [p.kind for p in result.parts if p.kind != "other"]


def of_kind(result: Split, kind: str) -> list[Part]:
    return [p for p in result.parts if p.kind == kind]


def text_of(part: Part) -> str:
    """All words of a part."""
    out: list[str] = []
    for block in part.blocks:
        for row in getattr(block, "rows", ()):
            out.append(row.text)
        out.append(getattr(block, "text", ""))
    return "\n".join(out)

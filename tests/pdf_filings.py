"""A small report as PDF, and submissions that hold one as an uuencoded part."""

from __future__ import annotations

import binascii

from pdf_printer import Book, columns


def report() -> bytes:
    book = Book()
    page = book.page()
    page.put(200, 60, "Example Fund", 12)
    page.put(200, 80, "Schedule of Investments", 12)
    page.put(200, 95, "March 31, 2008")
    table = [
        ("Common Stocks - 98.0%", "Shares", "Value"),
        *((f"Company {i} Inc.", f"{i},000", f"$ {i}0,000" if i == 1 else f"{i}0,000") for i in range(1, 8)),
        ("Total Investments - 98.0%", "", "280,000"),
        ("Other Assets Less Liabilities - 2.0%", "", "5,714"),
        ("Net Assets - 100.0%", "", "$ 285,714"),
    ]
    columns(page, table, (40, 300, 400), 130)
    return book.bytes()


def uuencoded(data: bytes) -> str:
    lines = [binascii.b2a_uu(data[i : i + 45]).decode() for i in range(0, len(data), 45)]
    return f"<PDF>\nbegin 644 report.pdf\n{''.join(lines)}`\nend\n</PDF>"


def submission(body: str, more: str = "") -> bytes:
    return (
        "<SEC-DOCUMENT>0009990002-08-000045.txt : 20080729\n<SEC-HEADER>\n"
        "CONFORMED SUBMISSION TYPE:\tN-Q\nCONFORMED PERIOD OF REPORT:\t20080331\n</SEC-HEADER>\n"
        f"<DOCUMENT>\n<TYPE>N-Q\n<SEQUENCE>1\n<FILENAME>nq.txt\n<TEXT>\nFORM N-Q\n\n{more}\n</TEXT>\n</DOCUMENT>\n"
        f"<DOCUMENT>\n<TYPE>N-Q\n<SEQUENCE>2\n<FILENAME>nq.pdf\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    ).encode()

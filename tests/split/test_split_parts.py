"""Where parts begin and end."""

from __future__ import annotations

from splitting import BALANCE, HIGHLIGHTS, OPERATIONS, PROSE, ROWS, kinds, of_kind, split, text_of


def test_every_line_belongs_to_a_part() -> None:
    result = split(
        "ANNUAL REPORT\n\n" + PROSE, "SCHEDULE OF INVESTMENTS\n\n" + ROWS, "STATEMENT OF OPERATIONS\n\n" + OPERATIONS
    )
    words = " ".join(text_of(p) for p in result.parts)
    for line in (PROSE + ROWS + OPERATIONS).splitlines():
        assert all(w in words for w in line.split() if w.isalpha())


def test_continued_pages_join_one_part() -> None:
    half = ROWS.splitlines(keepends=True)
    result = split(
        "SCHEDULE OF INVESTMENTS\n\n" + "".join(half[:3]) + "".join(half[1:3]),
        "SCHEDULE OF INVESTMENTS (continued)\n\n" + "".join(half[3:]),
    )
    (part,) = of_kind(result, "schedule")
    assert "Alder" in text_of(part)
    assert "NET ASSETS" in text_of(part)


def test_a_small_table_between_title_and_rows_stays_in_the_schedule() -> None:
    pie = (
        "INVESTMENT OBJECTIVE AS A PERCENTAGE OF INVESTMENTS\n\nEvent arbitrage        60.0%\nOther          40.0%\n\n"
    )
    assert kinds(split("Schedule of Investments\n\n" + pie + ROWS)) == ["schedule"]


def test_heads_of_notes_do_not_end_them() -> None:
    notes = (
        "NOTES TO FINANCIAL STATEMENTS\n\n1. Organization\n\n"
        + PROSE
        + "\nAdditional information regarding compensation to an affiliate\n\n"
        + PROSE
        + "\nFederal tax status\n\n"
        + PROSE
    )
    result = split("SCHEDULE OF INVESTMENTS\n\n" + ROWS, notes, "TAX INFORMATION (unaudited)\n\n" + PROSE)
    (part,) = of_kind(result, "notes")
    assert "Federal tax status" in text_of(part)
    assert result.parts[-1].title == "TAX INFORMATION (unaudited)"


def test_highlights_inside_notes_are_a_part_and_stay_in_the_notes() -> None:
    notes = (
        "NOTES TO FINANCIAL STATEMENTS\n\nNOTE 1 - Organization\n\n"
        + PROSE
        + "\nNOTE 2 - Financial Highlights\n\nThe following is for a share of the Fund.\n\n"
        + HIGHLIGHTS
        + "\nNOTE 3 - Subsequent Events\n\n"
        + PROSE
    )
    result = split(notes)
    assert kinds(result) == ["notes", "financial_highlights"]
    highlights, whole = of_kind(result, "financial_highlights")[0], of_kind(result, "notes")[0]
    assert "Total return" in text_of(highlights)
    assert "Subsequent Events" not in text_of(highlights)
    assert "NOTE 2 - Financial Highlights" in text_of(whole)
    assert "NOTE 3 - Subsequent Events" in text_of(whole)


def test_per_share_data_takes_its_column_heads_along() -> None:
    table = HIGHLIGHTS.replace("Net asset value, beginning", "Per Share Data\nNet asset value, beginning")
    result = split("NOTES TO FINANCIAL STATEMENTS\n\n" + PROSE + "\nSelected figures for a share follow.\n\n" + table)
    (part,) = of_kind(result, "financial_highlights")
    assert "2004" in text_of(part)


def test_a_schedule_without_a_title_is_told_by_its_column_heads() -> None:
    head = "5. INVESTMENTS (CONTINUED)\n\n" + PROSE + "\n                                      COST       FAIR VALUE\n"
    rows = "\n".join(f"Partners {n}, L.P.                 2,{n}00,000       3,{n}00,500" for n in range(1, 9))
    result = split("NOTES TO FINANCIAL STATEMENTS\n\n" + PROSE, head + rows + "\n")
    (part,) = of_kind(result, "schedule")
    assert "FAIR VALUE" in text_of(part)
    assert "Partners 8" in text_of(part)
    assert kinds(result)[0] == "notes"


def test_a_report_without_titles_is_one_part() -> None:
    result = split(PROSE)
    assert [p.kind for p in result.parts] == ["other"]
    assert split("").parts == ()


def test_statements_one_after_another() -> None:
    result = split("STATEMENT OF ASSETS AND LIABILITIES\n\n" + BALANCE + "\nSTATEMENT OF OPERATIONS\n\n" + OPERATIONS)
    assert kinds(result) == ["assets_and_liabilities", "operations"]
    assert "Dividends receivable" not in text_of(of_kind(result, "operations")[0])


def test_a_title_beside_the_scale_of_its_column_opens_a_part() -> None:
    operations = OPERATIONS.replace("INVESTMENT INCOME\n", "", 1)
    text = "STATEMENT OF OPERATIONS                                       (000)\n\nINVESTMENT INCOME\n" + operations
    assert kinds(split("SCHEDULE OF INVESTMENTS\n\n" + ROWS, "Financial Statements\n\n" + text)) == [
        "schedule",
        "operations",
    ]


def test_highlights_in_notes_are_found_under_a_number_apart_from_its_title() -> None:
    rows = HIGHLIGHTS.replace("Total return", "Portfolio turnover    12.0%   11.0%\nTotal return")
    notes = (
        "NOTES TO FINANCIAL STATEMENTS\n\n1. Organization\n\n"
        + PROSE
        + "\n(10)  FINANCIAL HIGHLIGHTS\n\n<TABLE>\n"
        + rows
        + "</TABLE>\n\n(11)  SUBSEQUENT EVENT\n\n"
        + PROSE
    )
    (part,) = of_kind(split("SCHEDULE OF INVESTMENTS\n\n" + ROWS, notes), "financial_highlights")
    assert "Total return" in text_of(part)
    assert "SUBSEQUENT" not in text_of(part)


def test_a_title_with_a_rule_and_its_subtitle_on_one_line_opens_highlights() -> None:
    title = "Financial Highlights Selected data for a share of beneficial interest" + "-" * 30 + "\noutstanding:\n\n"
    assert kinds(split("SCHEDULE OF INVESTMENTS\n\n" + ROWS, title + HIGHLIGHTS)) == [
        "schedule",
        "financial_highlights",
    ]


NET_ASSETS = """\
COMMON STOCKS - 95.0%
Alder Industries, Inc.                          12,400    $   310,000
Birch & Sons Co.                                 8,000        738,640
                                                          -----------
TOTAL INVESTMENTS - 95.3%
  (cost $900,000)                                           1,048,640
RECEIVABLES AND OTHER ASSETS
  NET OF LIABILITIES - 4.7%                                    51,360
                                                          -----------
NET ASSETS - 100.0%                                       $ 1,100,000
                                                          ===========
COMPONENTS OF NET ASSETS:
Paid-in capital                                           $   951,360
Net unrealized appreciation                                   148,640
                                                          -----------
Total net assets                                          $ 1,100,000
Net asset value per share ($1,100,000 / 100,000 shares)   $     11.00

(a) Non-income producing security, of which there are a few in this small portfolio of ours.
"""


def test_a_statement_of_net_assets_is_schedule_and_balance_sheet() -> None:
    head = "STATEMENT OF NET ASSETS\n\n                                                Shares         Value\n"
    result = split(head + NET_ASSETS, "STATEMENT OF OPERATIONS\n\n" + OPERATIONS)
    assert kinds(result) == ["schedule", "assets_and_liabilities", "operations"]
    text = text_of(of_kind(result, "assets_and_liabilities")[0])
    assert "TOTAL INVESTMENTS" in text and "Net asset value per share" in text
    assert "Alder" not in text and "Non-income" not in text
    assert "Alder" in text_of(of_kind(result, "schedule")[0])


def test_a_balance_sheet_of_its_own_is_the_only_one() -> None:
    head = "STATEMENT OF NET ASSETS\n\n                                                Shares         Value\n"
    result = split(head + NET_ASSETS, "STATEMENT OF ASSETS AND LIABILITIES\n\n" + BALANCE)
    assert kinds(result) == ["schedule", "assets_and_liabilities"]

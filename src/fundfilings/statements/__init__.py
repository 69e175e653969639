"""Financial statements and financial highlights, read from the parts that the splitter found."""

from fundfilings.statements.highlights import read_highlights
from fundfilings.statements.statement import StatementRead, read_statement, read_statements

__all__ = ["StatementRead", "read_highlights", "read_statement", "read_statements"]

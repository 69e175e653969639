"""Reads the reports U.S. funds file with the SEC (Forms N-Q, N-CSR, N-CSRS, N-30D ...) into validated data.

filing = fundfilings.parse("0000078713-08-000045.txt")
filing.funds[0].schedule.holdings[0].value
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fundfilings.errors import FundFilingsError, MissingExtra, UnreadableInput, UnsupportedForm
from fundfilings.models import Filing

if TYPE_CHECKING:
    from fundfilings.compare import diff, line_up
    from fundfilings.pipeline import parse
    from fundfilings.write import from_json, read_dataset, to_json

__version__ = "0.1.0"
__all__ = [
    "Filing",
    "FundFilingsError",
    "MissingExtra",
    "UnreadableInput",
    "UnsupportedForm",
    "__version__",
    "diff",
    "from_json",
    "line_up",
    "parse",
    "read_dataset",
    "to_json",
]
_LATER = {
    "diff": "fundfilings.compare",
    "parse": "fundfilings.pipeline",
    "from_json": "fundfilings.write",
    "line_up": "fundfilings.compare",
    "read_dataset": "fundfilings.write",
    "to_json": "fundfilings.write",
}


def __getattr__(name: str) -> object:
    """The readers are loaded when first asked for: `import fundfilings.models` alone stays light."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)

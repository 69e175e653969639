"""Libraries that only some uses need: loaded when they are used, named with what to install when they are missing.

to write Parquet, pyarrow is needed: pip install "fundfilings[parquet]"
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from fundfilings.errors import MissingExtra


def load(module: str, extra: str, why: str) -> Any:
    """The module. Raises MissingExtra, which says what to install, where it is not there; `why` completes "to ..."."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise  # the package is there, but something that it needs is not
        raise MissingExtra(f'{why}, {package} is needed: pip install "fundfilings[{extra}]"', name=package) from error

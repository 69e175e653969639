"""The arithmetic a report must satisfy: every identity with both sides, and the status of the filing."""

from fundfilings.checks.identities import IDENTITIES, Identity
from fundfilings.checks.run import TOTAL_CHECKS, derive_status, run_checks

__all__ = ["IDENTITIES", "TOTAL_CHECKS", "Identity", "derive_status", "run_checks"]

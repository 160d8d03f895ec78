"""Evidence: what an independent computation says about a key."""

from dataclasses import dataclass

from calcquiz.records.verdict import Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Whether an oracle confirms a key, and where it was looked at."""

    agrees: bool | None
    """None when the oracle could not decide."""
    points: int = 0
    """How many numbers were compared."""
    witness: Witness | None = None
    """Where they differ: `yours` is the key's value, `right` the oracle's."""
    method: str = ""
    """In words: `differences at high precision`, `quadrature`, …"""

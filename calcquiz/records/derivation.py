"""A derivation: how a task is worked, step by step, and what came out."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from calcquiz.records.variant import Step


class Level(IntEnum):
    """How much of a derivation is shown; each level shows all of the ones before."""

    BRIEF = 1
    """The main steps."""
    NORMAL = 2
    """As a lecturer writes it: linear inner functions and powers of x are done in passing."""
    FULL = 3
    """Every rule on its own line."""


class Status(StrEnum):
    """How far a derivation came."""

    WORKED = "worked"
    """Every step is there, and none was found false."""
    UNWORKED = "unworked"
    """No rule of ours leads there: the result is known, and agrees with numbers, but not how one gets to it."""
    FAILED = "failed"
    """There is no result: `note` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A worked task."""

    task: str
    """In the language of formulas."""
    status: Status
    result: str = ""
    """In the language of formulas; the option's key for a choice."""
    steps: tuple[Step, ...] = ()
    note: str = ""
    """A sentence: why there is no derivation, or no result."""

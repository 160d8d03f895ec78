"""The judge of a series: what it does by numbers, which a test has to arrive at, and the proofs behind verdicts."""

from collections.abc import Callable
from dataclasses import dataclass

from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.orders import Growth
from calcquiz.algebra.tree import Name, Tree
from calcquiz.solving.limits.approach import OO, Approach
from calcquiz.tasks.convergence import TASK
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import close
from calcquiz.tasks.task import Setting

Verdict = str
LOOKED_AT = (1, 2, 3, 6, 9, 14)
ABSOLUTELY, CONDITIONALLY, DIVERGES = "absolutely", "conditionally", "diverges"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series whose terms are a formula in a whole number."""

    term: Tree
    name: str
    setting: Setting

    @property
    def index(self) -> Name:
        """Return the index as a tree."""
        return Name(self.name)

    @property
    def way(self) -> Approach:
        """Return the index on its way to infinity."""
        return Approach(variable=self.name, place=OO, whole=True, setting=self.setting)

    @property
    def growth(self) -> Growth | None:
        """Return how the terms grow or die out."""
        return growth_of(self.term, self.name)

    def of(self, term: Tree) -> "Series":
        """Return a series with other terms."""
        return Series(term=term, name=self.name, setting=self.setting)

    def holds(self, verdict: Verdict) -> Callable[[], bool | None]:
        """Return the proof of a verdict: how the terms shrink, by numbers."""
        return lambda: TASK.oracle((self.term, self.index), Name(verdict), self.setting).agrees


def same_terms(term: Tree, other: Tree, name: str) -> bool | None:
    """Return whether two formulas are the same at many whole numbers."""
    compared = False
    for n in LOOKED_AT:
        mine, their = (numeric_value(one, {name: mpf_of(n)}) for one in (term, other))
        if mine is None or their is None:
            continue
        if not close(mine, their):
            return False
        compared = True
    return compared or None


def mpf_of(n: int) -> object:
    """Return a whole number as mpmath has it."""
    from mpmath import mpf

    return mpf(n)

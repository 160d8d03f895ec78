"""An end: what a formula tends to, or which indeterminate form it has; and what functions tend to far out."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from calcquiz.algebra.tidy import quotient
from calcquiz.algebra.tree import ONE, ZERO, Name, Number, Tree, neg
from calcquiz.solving.limits.approach import MINUS_OO, OO


class Sort(StrEnum):
    """What a formula does near the place."""

    VALUE = "value"
    INFINITE = "infinite"
    BOUNDED = "bounded"
    """It does not settle, but stays between two bounds."""
    FORM = "form"
    """The laws of limits do not tell: 0/0 and the like."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What a formula tends to."""

    sort: Sort
    value: Tree = ZERO
    """The limit; for a bounded one what its absolute value does not exceed (0: not known)."""
    sign: int = 0
    """Of the values close by: 1, -1, or 0 when both occur."""
    form: str = ""
    """`0/0`, `oo/oo`, `0*oo`, `oo-oo`, `1^oo`, `0^0`, `oo^0`."""
    squeezed: bool = False
    """It is 0 because a bounded factor meets one that tends to 0."""

    @property
    def is_zero(self) -> bool:
        """Return whether it tends to 0."""
        return self.sort is Sort.VALUE and self.value == ZERO

    @property
    def limit(self) -> Tree | None:
        """Return the limit as a tree, None where there is none or it is not known."""
        if self.sort is Sort.VALUE:
            return self.value
        if self.sort is Sort.INFINITE and self.sign:
            return OO if self.sign > 0 else MINUS_OO
        return None


UNKNOWN = End(sort=Sort.UNKNOWN)
ENDS_AT_INFINITY: dict[str, tuple[Tree | None, Tree | None]] = {
    "exp": (ZERO, OO),
    "log": (None, OO),
    "sqrt": (None, OO),
    "cbrt": (MINUS_OO, OO),
    "abs": (OO, OO),
    "atan": (neg(quotient(Name("pi"), Number(Fraction(2)))), quotient(Name("pi"), Number(Fraction(2)))),
    "tanh": (Number(Fraction(-1)), ONE),
    "erf": (Number(Fraction(-1)), ONE),
    "sigma": (ZERO, ONE),
    "Phi": (ZERO, ONE),
    "phi": (ZERO, ZERO),
    "sech": (ZERO, ZERO),
    "sinh": (MINUS_OO, OO),
    "cosh": (OO, OO),
    "softplus": (ZERO, OO),
    "relu": (ZERO, OO),
    "asinh": (MINUS_OO, OO),
    "factorial": (None, OO),
    "floor": (MINUS_OO, OO),
    "ceiling": (MINUS_OO, OO),
}
"""Function -> what it tends to as its argument goes to -oo and to oo."""
LARGEST = 1e25
"""Values beyond are rounding errors at a pole, like that of tan(pi/2)."""
OSCILLATING = frozenset({"sin", "cos"})


STEPPED = frozenset({"floor", "ceiling", "sign"})
POLES = frozenset({"tan", "cot", "sec", "csc", "coth", "csch", "atanh"})


def form(name: str) -> End:
    """Return an indeterminate form."""
    return End(sort=Sort.FORM, form=name)

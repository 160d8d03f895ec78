"""A Taylor polynomial before it is put together: what slips change, its values, divisors, powers and degree."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import factorial

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import product, quotient, total
from calcquiz.algebra.tree import ZERO, Name, Number, Tree, number, size
from calcquiz.solving.slips.derivatives import after
from calcquiz.solving.taylor.expand import Scaled, Series, expansion
from calcquiz.solving.taylor.fitting import fitted
from calcquiz.solving.taylor.table import Point, power_of
from calcquiz.tasks.taylor import neg_of
from calcquiz.tasks.textbook import textbook

LARGEST = 20
"""Parts of a value that is put in textbook form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A Taylor polynomial on the way: what is known of it before it is put together."""

    point: Point
    degree: int
    values: tuple[Tree, ...]
    """f(a), f'(a), …, one or more beyond the degree."""
    divisors: tuple[int, ...]
    base: Tree
    """x - a."""
    rate: Tree | None = None
    """c where the function is a known series of c x^step."""
    step: int = 1
    shift: int = 0
    """m where it is x^m times a known series."""

    def coefficient(self, k: int) -> Tree:
        """Return what stands in front of the k-th power."""
        exact = exact_number(self.values[k])
        if exact is not None:
            return Number(exact / self.divisors[k])
        return _ordered(quotient(self.values[k], number(self.divisors[k])))

    def polynomial(self) -> Tree:
        """Return the polynomial."""
        return total([term for k in range(self.degree + 1) if (term := self.term(k)) != ZERO])

    def term(self, k: int) -> Tree:
        """Return the k-th term, 0 beyond the degree."""
        if k > self.degree:
            return ZERO
        coefficient = self.coefficient(k)
        return coefficient if k == 0 else product([coefficient, power_of(self.base, k)])

    def scaled(self, factor: Callable[[int], Tree]) -> "Written":
        """Return it with each value times a factor that depends on its order."""
        changed = tuple(_ordered(product([factor(k), value])) for k, value in enumerate(self.values))
        return replace(self, values=changed)


def _ordered(tree: Tree) -> Tree:
    """Return a short value in textbook form; the form of a long one tells nobody more."""
    return textbook(tree) if size(tree) <= LARGEST else tree


@lru_cache(maxsize=64)
def right_way(function: Tree, name: str, place: Tree, degree: int) -> Written | None:
    """Return what leads to the right polynomial; None where a derivative has no value at the point."""
    point = Point(function=function, name=name, place=place)
    base = Name(name) if place == ZERO else total([Name(name), neg_of(place)])
    found = expansion(fitted(function, name), name) if exact_number(place) == 0 else None
    if found is None:
        values = _values(point, degree)
        return None if values is None else written(point, degree, values, base)
    inner = found.inner if isinstance(found, Scaled) else found
    step = inner.step if isinstance(inner, Series) else 1
    values = tuple(textbook(product([number(factorial(k)), found.coefficient(k)])) for k in range(degree + step + 1))
    known = written(point, degree, values, base)
    if not isinstance(inner, Series):
        return known
    return replace(known, rate=inner.rate, step=step, shift=found.shift if isinstance(found, Scaled) else 0)


def written(point: Point, degree: int, values: tuple[Tree, ...], base: Tree) -> Written:
    """Return the right polynomial that these values of the derivatives lead to."""
    divisors = tuple(factorial(k) for k in range(len(values)))
    return Written(point=point, degree=degree, values=values, divisors=divisors, base=base)


def _values(point: Point, degree: int) -> tuple[Tree, ...] | None:
    found = []
    for k in range(degree + 1):
        value = point.value(after(point.function, (point.name,) * k))
        if value is None:
            return None
        found.append(value)
    return tuple(found)

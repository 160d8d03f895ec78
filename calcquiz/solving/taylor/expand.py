"""Maclaurin expansions: a formula taken apart into polynomials and known series, and their coefficients."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, ZERO, Apply, Name, Number, Tree, number
from calcquiz.solving.taylor.known import BY_HEAD, EXPONENTIAL, GEOMETRIC, LOGARITHM, Known, binomial
from calcquiz.solving.taylor.powers import Powers, monomial, polynomial
from calcquiz.tasks.taylor import term
from calcquiz.tasks.textbook import textbook

E = Name("e")
HIGHEST_POLE = 7
"""What is below has to begin before this power of x."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polynomial:
    """A polynomial: power -> coefficient."""

    coefficients: Powers

    def coefficient(self, k: int) -> Tree:
        """Return what stands in front of x^k."""
        return dict(self.coefficients).get(k, ZERO)

    @property
    def degree(self) -> int:
        """Return the highest power."""
        return self.coefficients[-1][0] if self.coefficients else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A known series with u = rate x^step."""

    known: Known
    rate: Tree
    step: int

    def inner(self, name: str) -> Tree:
        """Return what is put in for u."""
        return term(self.rate, name, ZERO, self.step)

    def coefficient(self, k: int) -> Tree:
        """Return what stands in front of x^k."""
        if k % self.step:
            return ZERO
        front = self.known.coefficient(k // self.step)
        return textbook(product([Number(front), raised(self.rate, number(k // self.step))])) if front else ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """front x^shift times another expansion; the shift may be negative."""

    front: Tree
    shift: int
    inner: "Expansion"

    def coefficient(self, k: int) -> Tree:
        """Return what stands in front of x^k."""
        inner = self.inner.coefficient(k - self.shift) if k >= self.shift else ZERO
        return textbook(product([self.front, inner]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum of expansions."""

    parts: tuple["Expansion", ...]

    def coefficient(self, k: int) -> Tree:
        """Return what stands in front of x^k."""
        return textbook(total([part.coefficient(k) for part in self.parts]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product of two expansions."""

    left: "Expansion"
    right: "Expansion"

    def pairs(self, k: int) -> list[tuple[Tree, Tree]]:
        """Return the coefficients whose powers add up to k, those with a zero left out."""
        found = [(self.left.coefficient(j), self.right.coefficient(k - j)) for j in range(k + 1)]
        return [pair for pair in found if ZERO not in pair]

    def coefficient(self, k: int) -> Tree:
        """Return what stands in front of x^k."""
        return textbook(total([textbook(product(list(pair))) for pair in self.pairs(k)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotient:
    """A quotient of two expansions; what is below begins with x^order."""

    above: "Expansion"
    below: "Expansion"
    order: int

    def products(self, k: int) -> list[tuple[Tree, Tree]]:
        """Return coefficients before the k-th with what each is multiplied by below, those with a zero left out."""
        known = quotients(self, k - 1) if k else ()
        found = [(one, self.below.coefficient(k + self.order - j)) for j, one in enumerate(known)]
        return [pair for pair in found if ZERO not in pair]

    def coefficient(self, k: int) -> Tree:
        """Return what stands in front of x^k."""
        return quotients(self, k)[-1]


Expansion: TypeAlias = Polynomial | Series | Scaled | Sum | Product | Quotient


@lru_cache(maxsize=256)
def quotients(known: Quotient, k: int) -> tuple[Tree, ...]:
    """Return the coefficients of a quotient up to the k-th."""
    before = quotients(known, k - 1) if k else ()
    taken = [negate(product(list(pair))) for pair in known.products(k)]
    left = textbook(total([known.above.coefficient(k + known.order), *taken]))
    return (*before, textbook(quotient(left, known.below.coefficient(known.order))))


def written_out(known: Expansion, name: str, degree: int) -> Tree:
    """Return the polynomial of an expansion up to a degree, in textbook form."""
    return total([term(known.coefficient(k), name, ZERO, k) for k in range(degree + 1)])


def expansion(tree: Tree, name: str) -> Expansion | None:
    """Return what a formula is made of, None where it is more than known series, sums and products of two."""
    powers = polynomial(tree, name)
    if powers is not None:
        return Polynomial(coefficients=powers)
    found = series(tree, name)
    if found is not None or not isinstance(tree, Apply):
        return found
    rule = _RULES.get(tree.head)
    return rule(tree, name) if rule else None


def series(tree: Tree, name: str) -> Series | None:
    """Return a formula as a known series of c x^m, None where it is none."""
    if not isinstance(tree, Apply):
        return None
    if tree.head == "pow" and tree.args[0] == E:
        return _of(EXPONENTIAL, tree.args[1], name)
    if tree.head in BY_HEAD:
        return _of(BY_HEAD[tree.head], tree.args[0], name)
    if tree.head == "log" and len(tree.args) == 1:
        return _of(LOGARITHM, _beside_one(tree.args[0], name), name)
    base, exponent = as_power(tree)
    inner = _beside_one(base, name)
    if inner is None or exponent == 1:
        return None
    return _of(GEOMETRIC, negate(inner), name) if exponent == -1 else _of(binomial(exponent), inner, name)


def as_power(tree: Tree) -> tuple[Tree, Fraction]:
    """Return base and rational exponent of a power, a root, or one over them; the formula itself to the power 1."""
    if not isinstance(tree, Apply):
        return tree, Fraction(1)
    if tree.head == "sqrt":
        return tree.args[0], Fraction(1, 2)
    if tree.head == "cbrt":
        return tree.args[0], Fraction(1, 3)
    if tree.head == "div" and tree.args[0] == ONE:
        base, exponent = as_power(tree.args[1])
        return base, -exponent
    degree = exact_number(tree.args[1]) if tree.head in {"pow", "root"} else None
    if not degree:
        return tree, Fraction(1)
    return tree.args[0], degree if tree.head == "pow" else 1 / degree


def _beside_one(tree: Tree, name: str) -> Tree | None:
    """Return v of a formula that is 1 + v, v a single power of x."""
    found = two_terms(tree, name)
    return found[1] if found is not None and found[0] == ONE else None


def two_terms(tree: Tree, name: str) -> tuple[Tree, Tree] | None:
    """Return a and v of a formula that is a + v, v a single power of x."""
    powers = polynomial(tree, name)
    if powers is None or len(powers) != 2 or powers[0][0] != 0:
        return None
    (_, constant), (power, front) = powers
    return constant, term(front, name, ZERO, power)


def _of(known: Known, inner: Tree | None, name: str) -> Series | None:
    found = None if inner is None else monomial(inner, name)
    return Series(known=known, rate=found[0], step=found[1]) if found is not None and found[1] > 0 else None


def _negative(tree: Apply, name: str) -> Expansion | None:
    inner = expansion(tree.args[0], name)
    return None if inner is None else scaled(MINUS_ONE, 0, inner)


def scaled(front: Tree, shift: int, inner: Expansion) -> Expansion:
    """Return front x^shift times an expansion, factors joined."""
    if isinstance(inner, Scaled):
        return scaled(textbook(product([front, inner.front])), shift + inner.shift, inner.inner)
    return inner if front == ONE and not shift else Scaled(front=front, shift=shift, inner=inner)


def _sum(tree: Apply, name: str) -> Expansion | None:
    """Return a sum of expansions, its polynomial terms together where the first of them stands."""
    plain = [addend for addend in tree.args if polynomial(addend, name) is not None]
    parts: list[Expansion | None] = []
    for addend in tree.args:
        if addend not in plain:
            parts.append(expansion(addend, name))
        elif addend is plain[0]:
            parts.append(expansion(total(plain), name))
    found = [part for part in parts if part is not None]
    return Sum(parts=tuple(found)) if len(found) == len(parts) else None


def _product(tree: Apply, name: str) -> Expansion | None:
    return _of_factors(list(tree.args), name)


def _quotient(tree: Apply, name: str) -> Expansion | None:
    above, below = tree.args
    single = monomial(below, name)
    if single is not None:
        inner = expansion(above, name)
        if inner is None or any(inner.coefficient(k) != ZERO for k in range(single[1])):
            return None  # a pole
        return scaled(textbook(quotient(ONE, single[0])), -single[1], inner)
    factors = below.args if isinstance(below, Apply) and below.head == "mul" else (below,)
    if above != ONE or len(factors) > 1:
        found = _of_factors([above, *(quotient(ONE, factor) for factor in factors)], name)
        if found is not None:
            return found
    return _divided(above, below, name)


def _divided(above: Tree, below: Tree, name: str) -> Quotient | None:
    """Return a quotient of two expansions, None where it has a pole."""
    top, bottom = expansion(above, name), expansion(below, name)
    if top is None or bottom is None or isinstance(top, Quotient) or isinstance(bottom, Quotient):
        return None
    order = next((k for k in range(HIGHEST_POLE) if bottom.coefficient(k) != ZERO), None)
    if order is None or any(top.coefficient(k) != ZERO for k in range(order)):
        return None
    return Quotient(above=top, below=bottom, order=order)


def _of_factors(factors: list[Tree], name: str) -> Expansion | None:
    singles = [found for factor in factors if (found := monomial(factor, name)) is not None]
    others = [expansion(factor, name) for factor in factors if monomial(factor, name) is None]
    known = [part for part in others if part is not None]
    if len(known) < len(others) or not 1 <= len(known) <= 2 or any(isinstance(part, Quotient) for part in known):
        return None
    inner = known[0] if len(known) == 1 else Product(left=known[0], right=known[1])
    return scaled(textbook(product([c for c, _ in singles])), sum(m for _, m in singles), inner)


_RULES: dict[str, Callable[[Apply, str], Expansion | None]] = {
    "neg": _negative,
    "add": _sum,
    "mul": _product,
    "div": _quotient,
}

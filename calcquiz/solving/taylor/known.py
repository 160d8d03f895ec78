"""The known Maclaurin series in u: exponential, sine, cosine, geometric, logarithm, arctangent, binomial."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import factorial

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import ONE, Number, Tree, call, div, mul, neg, number, substitute

U = "u"


WITH_FACTORIALS = frozenset({"exponential", "sine", "cosine", "hyperbolic sine", "hyperbolic cosine"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A series that one knows by heart."""

    name: str
    pattern: Tree
    """The function, of u."""
    told: str
    """The series as TeX, to its dots."""
    exponent: Fraction | None = None
    """p of a binomial series (1 + u)^p."""

    def coefficient(self, k: int) -> Fraction:
        """Return what stands in front of u^k."""
        return _COEFFICIENTS[self.name](k, self.exponent or Fraction(0))

    def written(self, k: int) -> Tree:
        """Return what stands in front of u^k as one writes it before it is worked out: 1/3!, (1/2)(-1/2)/2!."""
        value = self.coefficient(k)
        if self.name == "binomial" and k > 1:
            return div(mul(*(number((self.exponent or 0) - j) for j in range(k))), call("factorial", number(k)))
        if k < 2 or not value or self.name not in WITH_FACTORIALS:
            return Number(value)
        size = div(ONE, call("factorial", number(k)))
        return size if value > 0 else neg(size)

    def at(self, inner: Tree) -> Tree:
        """Return the function of something else than u."""
        return substitute(self.pattern, {U: inner})


def _exponential(k: int, _: Fraction) -> Fraction:
    return Fraction(1, factorial(k))


def _sine(k: int, _: Fraction) -> Fraction:
    return Fraction((-1) ** (k // 2), factorial(k)) if k % 2 else Fraction(0)


def _cosine(k: int, _: Fraction) -> Fraction:
    return Fraction(0) if k % 2 else Fraction((-1) ** (k // 2), factorial(k))


def _logarithm(k: int, _: Fraction) -> Fraction:
    return Fraction((-1) ** (k + 1), k) if k else Fraction(0)


def _arctangent(k: int, _: Fraction) -> Fraction:
    return Fraction((-1) ** (k // 2), k) if k % 2 else Fraction(0)


def _binomial(k: int, exponent: Fraction) -> Fraction:
    value = Fraction(1)
    for j in range(k):
        value *= (exponent - j) / (j + 1)
    return value


_COEFFICIENTS: dict[str, Callable[[int, Fraction], Fraction]] = {
    "exponential": _exponential,
    "sine": _sine,
    "cosine": _cosine,
    "hyperbolic sine": lambda k, p: abs(_sine(k, p)),
    "hyperbolic cosine": lambda k, p: abs(_cosine(k, p)),
    "geometric": lambda _, __: Fraction(1),
    "logarithm": _logarithm,
    "arctangent": _arctangent,
    "binomial": _binomial,
}


def _known(name: str, pattern: str, told: str) -> Known:
    return Known(name=name, pattern=parse(pattern, {U}), told=told)


EXPONENTIAL = _known("exponential", "exp(u)", r"e^u = 1 + u + \frac{u^2}{2!} + \frac{u^3}{3!} + \dots")
GEOMETRIC = _known("geometric", "1/(1 - u)", r"\frac{1}{1 - u} = 1 + u + u^2 + u^3 + \dots")
LOGARITHM = _known("logarithm", "log(1 + u)", r"\ln(1 + u) = u - \frac{u^2}{2} + \frac{u^3}{3} - \dots")
BY_HEAD = {
    "exp": EXPONENTIAL,
    "sin": _known("sine", "sin(u)", r"\sin u = u - \frac{u^3}{3!} + \frac{u^5}{5!} - \dots"),
    "cos": _known("cosine", "cos(u)", r"\cos u = 1 - \frac{u^2}{2!} + \frac{u^4}{4!} - \dots"),
    "sinh": _known("hyperbolic sine", "sinh(u)", r"\sinh u = u + \frac{u^3}{3!} + \frac{u^5}{5!} + \dots"),
    "cosh": _known("hyperbolic cosine", "cosh(u)", r"\cosh u = 1 + \frac{u^2}{2!} + \frac{u^4}{4!} + \dots"),
    "atan": _known("arctangent", "atan(u)", r"\arctan u = u - \frac{u^3}{3} + \frac{u^5}{5} - \dots"),
}
"""Functions whose series is known wherever they stand."""


@lru_cache(maxsize=64)
def binomial(exponent: Fraction) -> Known:
    """Return the binomial series of (1 + u)^p."""
    pattern = call("pow", parse("1 + u", {U}), Number(exponent))
    told = r"(1 + u)^p = 1 + p u + \frac{p (p - 1)}{2!} u^2 + \frac{p (p - 1) (p - 2)}{3!} u^3 + \dots"
    return Known(name="binomial", pattern=pattern, told=told, exponent=exponent)


SERIES = (*BY_HEAD.values(), GEOMETRIC, LOGARITHM, binomial(Fraction(1, 2)))
"""One of each kind."""

"""Integrals of e^(-k u^2): the known value over the whole line, the error function elsewhere."""

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import Constant, is_positive, powers_of, slope_of
from calcquiz.algebra.tidy import negate, product, quotient
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, call, number
from calcquiz.solving.integrals.algebra import finished, integral, square_root
from calcquiz.solving.integrals.plan import Line, Plan, Planner
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

INFINITY = Name("oo")
PI = Name("pi")
WORDS = r"Known value: $\int_{-\infty}^{\infty} e^{-k u^2}\,du = \sqrt{\frac{\pi}{k}}$ for $k > 0$"


def bell(function: Tree, name: str) -> tuple[Constant, Tree, Tree] | None:
    """Return c, k and u of c e^(-k u^2), u linear in the variable; None for any other function."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) != 1:
        return None
    ((part, exponent),) = powers.parts.items()
    if exponent != ONE or not isinstance(part, Apply) or part.head != "exp":
        return None
    inner = powers_of(part.args[0], name)
    if inner is None or len(inner.parts) != 1:
        return None
    ((u, square),) = inner.parts.items()
    if square != TWO or slope_of(u, name) is None:
        return None
    return powers.constant, finished(negate(inner.constant.times(ONE))), u


def gaussian_value(function: Tree, name: str, ends: tuple[Tree, Tree]) -> tuple[Tree, str] | None:
    """Return the integral of a bell curve over the whole line, or over the half line from its middle, and its words."""
    found = bell(function, name)
    if found is None or ends[1] != INFINITY:
        return None
    constant, k, u = found
    slope = slope_of(u, name)
    if slope is None or not is_positive(slope, frozenset()) or not _may_be_positive(k):
        return None
    whole = constant.times(quotient(call("sqrt", textbook(quotient(PI, k))), slope))
    if ends[0] == negate(INFINITY):
        return whole, f"{WORDS}; here $k = {tex(k)[1:-1]}$ and $u = {tex(u)[1:-1]}$."
    if ends[0] == ZERO and u == Name(name):
        return quotient(whole, TWO), f"{WORDS}; here $k = {tex(k)[1:-1]}$, and by symmetry half of it lies right of 0."
    return None


def _may_be_positive(k: Tree) -> bool:
    value = exact_number(k)
    return value > 0 if value is not None else not (isinstance(k, Apply) and k.head == "neg")


def error_function(function: Tree, name: str, _planner: Planner) -> Plan | None:
    """Read the integral of e^(-k u^2), k a positive number, off the table: it has the error function in it."""
    found = bell(function, name)
    k = None if found is None else exact_number(found[1])
    slope = None if found is None else slope_of(found[2], name)
    if found is None or k is None or k <= 0 or slope is None:
        return None
    constant, _, u = found
    root = square_root(number(k))
    result = quotient(product([call("sqrt", PI), call("erf", product([root, u]))]), product([TWO, root, slope]))
    line = Line(
        rule="integrate-bell-curve",
        part=integral(function, name),
        became=finished(constant.times(result)),
        why=r"From the table: $\int e^{-u^2}\,du = \frac{\sqrt{\pi}}{2} \operatorname{erf} u$; "
        "no elementary function has this slope.",
    )
    return Plan(integrand=function, name=name, lines=(line,))

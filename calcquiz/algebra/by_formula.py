"""Antiderivatives by a formula of their own: x^n log(x), e^u sin(v), and squares of sine, cosine and tangent."""

from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.integral_table import power_of
from calcquiz.algebra.powers import Constant, Powers, powers_of, slope_of
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, call, number


def formula_antiderivative(term: Powers, _positive: frozenset[str] = frozenset()) -> Tree | None:
    """Return the antiderivative of a term that one of the formulas fits, None for any other."""
    for formula in (_power_times_log, _exponential_times_wave, _square):
        found = formula(term)
        if found is not None:
            return term.constant.times(found)
    return None


def _power_times_log(term: Powers) -> Tree | None:
    """Return x^(n+1)/(n+1) log(u) - k x^(n+1)/(n+1)^2 for x^n log(u), u = c x^k."""
    x = Name(term.name)
    n = exact_number(term.parts.get(x, ZERO))
    logs = [part for part in term.parts if part != x]
    if n is None or n == -1 or len(logs) != 1 or term.parts[logs[0]] != ONE:
        return None
    (log,) = logs
    k = _power_inside(log, term.name)
    if k is None:
        return None
    raised = power_of(x, number(n + 1))
    both = product([raised, log]) if n > -1 else quotient(log, power_of(x, number(-n - 1)))
    return total([_times(1 / (n + 1), both), _times(-k / (n + 1) ** 2, raised)])


def _power_inside(log: Tree, name: str) -> Fraction | None:
    """Return k of log(c x^k), bars or not."""
    if not isinstance(log, Apply) or log.head != "log" or len(log.args) != 1:
        return None
    inner = log.args[0]
    powers = powers_of(inner.args[0] if isinstance(inner, Apply) and inner.head == "abs" else inner, name)
    if powers is None or set(powers.parts) != {Name(name)}:
        return None
    return exact_number(powers.parts[Name(name)])


def _exponential_times_wave(term: Powers) -> Tree | None:
    """Return e^u (a sin v - b cos v)/(a^2 + b^2) for e^u sin v, and its like for cos v; a and b are the slopes."""
    waves = {part.head: part for part in term.parts if isinstance(part, Apply) and term.parts[part] == ONE}
    head = "sin" if "sin" in waves else "cos"
    if len(term.parts) != 2 or waves.keys() != {"exp", head}:
        return None
    exponential, (v,) = waves["exp"], waves[head].args
    slopes = [slope_of(part.args[0], term.name) for part in (exponential, waves[head])]
    a, b = (None if slope is None else exact_number(slope) for slope in slopes)
    if a is None or b is None:
        return None
    size = a**2 + b**2
    other, sign = ("cos", -1) if head == "sin" else ("sin", 1)
    return total(
        [
            _times(a / size, product([exponential, call(head, v)])),
            _times(sign * b / size, product([exponential, call(other, v)])),
        ]
    )


def _square(term: Powers) -> Tree | None:
    """Return x/2 - sin(2u)/(4a) for sin^2 u, x/2 + sin(2u)/(4a) for cos^2 u, tan(u)/a - x for tan^2 u."""
    if len(term.parts) != 1:
        return None
    ((part, exponent),) = term.parts.items()
    if exponent != TWO or not isinstance(part, Apply) or part.head not in {"sin", "cos", "tan"}:
        return None
    (u,) = part.args
    slope = slope_of(u, term.name)
    if slope is None:
        return None
    x = Name(term.name)
    if part.head == "tan":
        return total([_over(part, slope), negate(x)])
    wave = _over(call("sin", product([TWO, u])), product([number(4), slope]))
    return total([quotient(x, TWO), negate(wave) if part.head == "sin" else wave])


def _times(factor: Fraction, tree: Tree) -> Tree:
    return Constant(factor).times(tree)


def _over(tree: Tree, divisor: Tree) -> Tree:
    constant = Constant()
    constant.multiply(divisor, -1)
    return constant.times(tree)

"""Power series in the worker: by the ratio test where they converge inside, by the tests of series at each end."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from calcquiz.algebra.bridge import from_sympy, symbol, to_sympy
from calcquiz.algebra.text import to_text
from calcquiz.records.errors import CalcquizError
from calcquiz.tasks.own_text import read
from calcquiz.tasks.worker_solving import ADVICE, value_of


def ratio_region(term: str, index: str, name: str) -> str:
    """Return the ends, `(low, high)`, between which the limit of |a(n+1)/a(n)| is below 1.

    Both ends are oo away where the limit is always 0, and the same point where it is 0 there and infinite elsewhere.
    """
    import sympy

    n = sympy.Symbol(index, integer=True, positive=True)
    x = symbol(name)
    a = to_sympy(read(term)).subs(symbol(index), n)
    factored = a.rewrite(sympy.factorial)
    ratio = sympy.powsimp(sympy.simplify(sympy.combsimp(factored.subs(n, n + 1) / factored)))
    try:
        found = sympy.simplify(sympy.limit(sympy.Abs(_without_signs(ratio, n)), n, sympy.oo))
    except NotImplementedError as error:
        raise CalcquizError("the ratio test does not tell where the series converges", ADVICE) from error
    if found.is_infinite or found.has(sympy.oo, sympy.zoo):
        centre = [root for root in sympy.solve(ratio, x) if not root.has(n)]
        if len(centre) != 1:
            raise CalcquizError("the ratio test does not tell where the series converges", ADVICE)
        return f"({_text(centre[0])}, {_text(centre[0])})"
    if found == 0:
        return "(-oo, oo)"
    if x not in found.free_symbols:
        raise CalcquizError("the ratio test does not tell where the series converges", ADVICE)
    ends = sorted({sympy.simplify(root) for root in sympy.solve(found**2 - 1, x) if root.is_real}, key=value_of)
    below = [found.subs(x, place) < 1 for place in _between(ends)]
    if len(ends) == 1:
        return f"(-oo, {_text(ends[0])})" if below[0] == sympy.true else f"({_text(ends[0])}, oo)"
    if len(ends) != 2 or below[1] != sympy.true:
        raise CalcquizError("the series does not converge on one interval", ADVICE)
    return f"({_text(ends[0])}, {_text(ends[1])})"


def _without_signs(expression: Any, n: Any) -> Any:
    import sympy

    return expression.replace(
        lambda part: part.is_Pow and part.base == -1 and part.exp.has(n), lambda _: sympy.Integer(1)
    )


def _between(ends: list[Any]) -> list[Any]:
    middle = [(left + right) / 2 for left, right in pairwise(ends)]
    return [ends[0] - 1, *middle, ends[-1] + 1]


def _text(end: Any) -> str:
    return to_text(from_sympy(end))


def power_region(term: str, index: str, name: str) -> str:
    """Return the ends between which the terms shrink faster than 1/n: log|a|/log n tends to less than -1."""
    import sympy

    n = sympy.Symbol(index, integer=True, positive=True)
    x = symbol(name)
    a = to_sympy(read(term)).subs(symbol(index), n)
    size = sympy.expand_log(sympy.log(_without_signs(a, n)), force=True)
    exponent = sympy.simplify(sympy.limit(sympy.expand(size / sympy.log(n)), n, sympy.oo))
    if x not in exponent.free_symbols:
        return _logarithmic_region(size, n, x, exponent)
    return _ray(exponent, x)


def _logarithmic_region(size: Any, n: Any, x: Any, exponent: Any) -> str:
    """Return the ends for terms like 1/(n log(n)^p): the exponent of the logarithm decides."""
    import sympy

    rest = sympy.expand(size + sympy.log(n))
    found = sympy.simplify(sympy.limit(sympy.expand(rest / sympy.log(sympy.log(n))), n, sympy.oo))
    if exponent != -1 or x not in found.free_symbols:
        raise CalcquizError("no test tells where the series converges", ADVICE)
    return _ray(found, x)


def _ray(exponent: Any, x: Any) -> str:
    import sympy

    ends = sympy.solve(exponent + 1, x)
    if len(ends) != 1:
        raise CalcquizError("the series does not converge on one interval", ADVICE)
    above = exponent.subs(x, ends[0] + 1) < -1
    return f"({_text(ends[0])}, oo)" if above == sympy.true else f"(-oo, {_text(ends[0])})"


FUNCTIONS: dict[str, Callable[..., str]] = {"ratio_region": ratio_region, "power_region": power_region}

"""Products of sines and cosines of different angles, written as sums."""

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import powers_of, slope_of
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import ONE, TWO, Apply, Name, Tree, add, call, number, sub
from calcquiz.solving.integrals.algebra import finished, multiplied_out
from calcquiz.solving.integrals.direct import neat, rewriting
from calcquiz.solving.integrals.plan import Plan, Planner
from calcquiz.solving.integrals.trig import neat_inner


def product_to_sum(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write sin A cos B, sin A sin B and cos A cos B, A and B linear, as sums; two factors at a time."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) < 2 or powers.constant.times(ONE) != ONE:
        return None
    waves = [p for p, e in powers.parts.items() if e == ONE and _is_wave(p, name)]
    if len(waves) < 2 or len(waves) < len(powers.parts) or len({p.args[0] for p in waves if isinstance(p, Apply)}) < 2:
        return None
    pair, rest = waves[:2], waves[2:]
    first, second = sorted((p for p in pair if isinstance(p, Apply)), key=lambda p: p.head == "cos")
    if first.args == second.args:
        return None
    became, pattern = _as_sum(first, second)
    opened = multiplied_out(product([became, *rest]), name) if rest else None
    words = f"Product to sum: ${pattern}$."
    return planner.made(
        function, name, [rewriting("product-to-sum", function, neat(opened or became, name), name, words)]
    )


def _is_wave(part: Tree, name: str) -> bool:
    return isinstance(part, Apply) and part.head in {"sin", "cos"} and slope_of(part.args[0], name) is not None


def _as_sum(first: Apply, second: Apply) -> tuple[Tree, str]:
    a, b = first.args[0], second.args[0]
    if first.head == second.head and _is_smaller(a, b):
        a, b = b, a
    plus, minus = neat_inner(add(a, b)), neat_inner(sub(a, b))
    if first.head == second.head == "sin":
        rule = r"\sin A \sin B = \frac{1}{2} (\cos(A - B) - \cos(A + B))"
        return total([_half(call("cos", minus)), negate(_half(call("cos", plus)))]), rule
    if first.head == second.head:
        rule = r"\cos A \cos B = \frac{1}{2} (\cos(A - B) + \cos(A + B))"
        return total([_half(call("cos", minus)), _half(call("cos", plus))]), rule
    rule = r"\sin A \cos B = \frac{1}{2} (\sin(A + B) + \sin(A - B))"
    sine = _odd(minus)
    return total([_half(call("sin", plus)), _half(sine)]), rule


def _half(tree: Tree) -> Tree:
    return quotient(tree, TWO)


def _odd(inner: Tree) -> Tree:
    """Return sin(inner), the sign of a negative argument in front."""
    opposite = negate(inner)
    if isinstance(inner, Apply) and (inner.head == "neg" or _leading_minus(inner)):
        return negate(call("sin", finished(opposite)))
    return call("sin", inner)


def _leading_minus(inner: Apply) -> bool:
    return inner.head == "mul" and (exact_number(inner.args[0]) or 0) < 0


def _is_smaller(a: Tree, b: Tree) -> bool:
    names = sorted(n.name for n in (a, *getattr(a, "args", ())) if isinstance(n, Name))
    left = exact_number(_ratio(a, names[0])) if names else None
    right = exact_number(_ratio(b, names[0])) if names else None
    return left is not None and right is not None and left < right


def _ratio(tree: Tree, name: str) -> Tree:
    return slope_of(tree, name) or number(0)

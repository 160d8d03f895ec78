"""The terms of a series taken apart: sign, constants, powers, exponentials, factorials."""

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import product, quotient
from calcquiz.algebra.tree import MINUS_ONE, Apply, Name, Tree, free_names
from calcquiz.solving.limit_parts import factors_of


def is_sign(factor: Tree, name: str) -> bool:
    """Return whether a factor is (-1)^(n + k) with odd step, or cos(pi n)."""
    if not isinstance(factor, Apply) or name not in free_names(factor):
        return False
    if factor.head == "pow" and exact_number(factor.args[0]) == -1:
        return True
    return factor.head == "cos" and {Name("pi"), Name(name)} == set(factors_of(factor.args[0])[0])


def without_sign(tree: Tree, name: str) -> Tree | None:
    """Return |a| of a product with an alternating sign, None where there is none."""
    above, below = factors_of(tree)
    kept: list[Tree] = []
    signed = False
    for factor in above:
        if is_sign(factor, name):
            signed = True
        elif _negative_base(factor, name):
            assert isinstance(factor, Apply)
            base = exact_number(factor.args[0])
            assert base is not None
            kept.append(Apply("pow", (quotient(factor.args[0], MINUS_ONE), factor.args[1])))
            signed = not signed
        elif exact_number(factor) != -1:
            kept.append(factor)
    under = [factor for factor in below if not is_sign(factor, name)]
    signed = signed or len(under) < len(below)
    return quotient(product(kept), product(under)) if signed else None


def _negative_base(factor: Tree, name: str) -> bool:
    if not isinstance(factor, Apply) or factor.head != "pow" or name not in free_names(factor.args[1]):
        return False
    base = exact_number(factor.args[0])
    return base is not None and base < 0

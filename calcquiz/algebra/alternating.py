"""Alternating signs: (-1)^n, powers of a negative base and cos(pi n) in a product, and the product without them."""

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parts import factors_of
from calcquiz.algebra.powers import slope_of, whole_of
from calcquiz.algebra.tidy import negate, product, quotient
from calcquiz.algebra.tree import MINUS_ONE, Apply, Name, Tree, free_names


def is_sign(factor: Tree, name: str) -> bool:
    """Return whether a factor is (-1)^(k n + m) with odd k, or cos(pi n)."""
    if not isinstance(factor, Apply) or name not in free_names(factor):
        return False
    if factor.head == "pow":
        return exact_number(factor.args[0]) == -1 and _turns(factor, name) is True
    if factor.head != "cos":
        return False
    above, below = factors_of(factor.args[0])
    return not below and len(above) == 2 and {Name("pi"), Name(name)} == set(above)


def has_negative_base(factor: Tree, name: str) -> bool:
    """Return whether a factor is a power of a negative number whose exponent moves."""
    if not isinstance(factor, Apply) or factor.head != "pow" or name not in free_names(factor.args[1]):
        return False
    base = exact_number(factor.args[0])
    return base is not None and base < 0


def _turns(power: Apply, name: str) -> bool | None:
    """Return whether a power of a negative number changes its sign with every n, keeps it, or neither (None)."""
    slope = slope_of(power.args[1], name)
    step = None if slope is None else whole_of(slope)
    return None if step is None else step % 2 == 1


def without_sign(tree: Tree, name: str) -> Tree | None:
    """Return |a| of a product whose sign changes with every n, None where it does not."""
    made = unsigned(tree, name)
    return made[0] if made is not None and made[1] else None


def unsigned(tree: Tree, name: str) -> tuple[Tree, bool] | None:
    """Return a product without its signs and powers of negative numbers, and whether they change with every n.

    A sign of the whole that stays the same, as in -n, may be lost. None where the powers follow another pattern,
    as (-1)^(n (n + 1)/2) does.
    """
    sides: tuple[list[Tree], list[Tree]] = ([], [])
    turning = False
    for kept, factors in zip(sides, factors_of(tree), strict=True):
        for factor in factors:
            turns = _turns_in(factor, name)
            if turns is None:
                return None
            turning = turning is not turns
            if is_sign(factor, name) or exact_number(factor) == -1:
                continue
            kept.append(_positive_power(factor, name))
    return quotient(product(sides[0]), product(sides[1])), turning


def _turns_in(factor: Tree, name: str) -> bool | None:
    if is_sign(factor, name):
        return True
    return _turns(factor, name) if isinstance(factor, Apply) and has_negative_base(factor, name) else False


def _positive_power(factor: Tree, name: str) -> Tree:
    """Return (-3)^n as 3^n, (-1)^(2n) as 1."""
    if not isinstance(factor, Apply) or not has_negative_base(factor, name):
        return factor
    base = negate(factor.args[0])
    return base if negate(MINUS_ONE) == base else Apply("pow", (base, factor.args[1]))

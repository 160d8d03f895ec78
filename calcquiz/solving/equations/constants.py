"""Constants in equations: numbers, roots, logarithms and powers of e in plain forms."""

import math
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, raised
from calcquiz.algebra.tree import TWO, Apply, Name, Number, Tree, call, number, walk
from calcquiz.solving.equations.numbers import sign_of
from calcquiz.solving.equations.roots import nearly_rational, plus_root, square_part
from calcquiz.tasks.textbook import textbook

E = Name("e")


def constant(tree: Tree) -> Tree:
    """Return a constant as a number where it is rational, square roots in lowest terms, else in textbook form."""
    value = exact_number(tree)
    if value is not None:
        return Number(value)
    return _in_lowest_terms(tree) or textbook(tree)


def _in_lowest_terms(tree: Tree) -> Tree | None:
    """Return 2/sqrt(2) as sqrt(2): what has a rational square, roots of numbers alone in it; None for all else."""
    heads = {node.head for node in walk(tree) if isinstance(node, Apply)}
    if "sqrt" not in heads or not heads <= {"sqrt", "mul", "div", "neg"} or _holds_constant(tree):
        return None
    square = nearly_rational(raised(tree, TWO))
    if square is None or not square:
        return None
    root = plus_root(Fraction(0), *square_part(square))
    return negate(root) if sign_of(tree) == -1 else root


def _holds_constant(tree: Tree) -> bool:
    return any(isinstance(node, Name) for node in walk(tree))


def root_of(tree: Tree, exponent: Fraction) -> Tree:
    """Return a constant raised to a positive power, roots of rational numbers in lowest terms."""
    value = exact_number(tree)
    if exponent == Fraction(1, 2):
        if value is None:
            return textbook(call("sqrt", tree))
        return plus_root(Fraction(0), *square_part(value))
    if value is not None:
        exact = exact_number(Apply("pow", (tree, number(exponent))))
        if exact is not None:
            return Number(exact)
        if value < 0:
            return negate(raised(number(-value), number(exponent)))
    return textbook(raised(tree, number(exponent)))


def same_base(base: Tree, right: Tree) -> Fraction | None:
    """Return k where right = base^k and k is a plain fraction."""
    below, above = exact_number(base), exact_number(right)
    if below is None or above is None or below <= 0 or above <= 0 or below == 1:
        return None
    guess = Fraction(math.log(above) / math.log(below)).limit_denominator(12)
    exact = exact_number(Apply("pow", (base, number(guess))))
    return guess if exact == above else None


def log_of(tree: Tree) -> Tree:
    """Return the logarithm of a positive constant: of e^v it is v."""
    if isinstance(tree, Apply) and tree.head == "exp":
        return tree.args[0]
    if isinstance(tree, Apply) and tree.head == "pow" and tree.args[0] == E:
        return tree.args[1]
    if isinstance(tree, Number) and tree.value.numerator == 1 and tree.value.denominator > 1:
        return negate(call("log", number(tree.value.denominator)))
    return textbook(call("log", tree))


def exp_of(tree: Tree) -> Tree:
    """Return e to a constant: of ln v it is v."""
    if isinstance(tree, Apply) and tree.head == "log" and len(tree.args) == 1:
        return tree.args[0]
    return textbook(call("exp", tree))

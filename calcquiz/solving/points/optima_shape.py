"""Shapes: whether a function of several variables is convex or concave, seen from its Hessian matrix."""

from collections.abc import Sequence

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tidy import negate, product, total
from calcquiz.algebra.tree import ZERO, Tree, free_names
from calcquiz.solving.equations.numbers import sign_of
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

SAMPLES = ("0.37", "1.61", "2.9", "-0.83", "-2.3", "0.11")


def hessian_of(function: Tree, names: Sequence[str]) -> list[list[Tree]]:
    """Return the second partial derivatives, row by row."""
    slopes = [textbook(differentiate(function, name)) for name in names]
    return [[textbook(differentiate(slope, name)) for name in names] for slope in slopes]


def bowl_sentence(function: Tree, names: Sequence[str], sign: int, sheet: Sheet) -> str:
    """Return the beginning of a sentence that says why a function is convex (sign 1) or concave (-1).

    Empty where neither a diagonal nor a constant Hessian matrix tells.
    """
    rows, count = hessian_of(function, names), range(len(names))
    shape, relation = ("convex", ">") if sign > 0 else ("concave", "<")
    is_diagonal = all(rows[i][j] == ZERO for i in count for j in range(i))
    if is_diagonal and all(_has_sign(rows[i][i], names, sign, sheet) for i in count):
        return f"Every term bends {'upward' if sign > 0 else 'downward'} in its own variable: $f$ is {shape}"
    if len(names) != 2 or any(free_names(entry) & set(names) for row in rows for entry in row):
        return ""
    inside = textbook(total([product([rows[0][0], rows[1][1]]), negate(product([rows[0][1], rows[0][1]]))]))
    if (sign_of(inside) or 0) <= 0 or sign_of(rows[0][0]) != sign:
        return ""
    x, y = names
    told = f"D = f_{{{x}{x}}} f_{{{y}{y}}} - f_{{{x}{y}}}^2 = {tex(inside)[1:-1]} > 0"
    bend = f"f_{{{x}{x}}} = {tex(rows[0][0])[1:-1]} {relation} 0"
    return f"The Hessian matrix is constant with ${told}$ and ${bend}$: $f$ is {shape}"


def _has_sign(tree: Tree, names: Sequence[str], sign: int, sheet: Sheet) -> bool:
    """Return whether a second derivative keeps a sign wherever it has a value, looked at in sample points."""
    from mpmath import mpf

    from calcquiz.solving.equations.numbers import value_of

    positive = sheet.setting.domain.positive
    seen = 0
    for sample in SAMPLES:
        if sample.startswith("-") and positive & set(names):
            continue
        value = value_of(tree, dict.fromkeys(names, mpf(sample)))
        if value is None:
            continue
        if value * sign <= 0:
            return False
        seen += 1
    return seen > 1

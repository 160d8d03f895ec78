"""The task `directional(f, (x, y), p, v)`: the derivative of f at p in the direction of v, which is normalised."""

from fractions import Fraction
from math import isqrt

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import product, quotient, total
from calcquiz.algebra.tree import ONE, TWO, Apply, Number, Tree, call, number, power, substitute
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.at import is_defined
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.spread import compare_entries
from calcquiz.tasks.task import Args, Setting, Task, names_of, open_names
from calcquiz.tasks.textbook import textbook


def key(args: Args, _: Setting) -> Tree:
    """Return ∇f(p)·v/|v|, roots of squares taken out."""
    names = names_of(args[1])
    place, direction = (coordinates(arg, len(names), TASK.signature) for arg in args[2:])
    point = dict(zip(names, place, strict=True))
    slopes = [textbook(substitute(nth_derivative(args[0], name, 1), point)) for name in names]
    if not all(map(is_defined, slopes)):
        raise CalcquizError("the function has no gradient at this point", "Choose another point.")
    along = textbook(total([textbook(product([a, b])) for a, b in zip(slopes, direction, strict=True)]))
    return _over_length(along, direction)


def coordinates(tree: Tree, count: int, signature: str) -> tuple[Tree, ...]:
    """Return the coordinates of a point or vector; FormulaError when there are not as many as variables."""
    found = tree.args if isinstance(tree, Apply) and tree.head in {"vector", "list"} else (tree,)
    if len(found) != count:
        message = f"there are {len(found)} coordinates for {count} variables"
        raise FormulaError(message, advice=f"Write {signature}.")
    return found


def _over_length(along: Tree, direction: tuple[Tree, ...]) -> Tree:
    square = textbook(total([textbook(power(entry, TWO)) for entry in direction]))
    exact = exact_number(square)
    if exact == 0:
        raise CalcquizError("the direction is the zero vector", "Give a vector with a length.")
    if exact is None:
        value = None if open_names(square) else numeric_value(square, {})
        length = ONE if value is not None and abs(value - 1) < 1e-25 else call("sqrt", square)
        return textbook(quotient(along, length))
    outside, root = square_root(exact)
    value = exact_number(along)
    if root == 1:
        return textbook(quotient(along, Number(outside)))
    if value is not None and (value / outside / root).denominator == 1:
        return product([Number(value / outside / root), call("sqrt", number(root))])
    return textbook(quotient(along, product([Number(outside), call("sqrt", number(root))])))


def square_root(value: Fraction) -> tuple[Fraction, int]:
    """Return c and d with sqrt(value) = c sqrt(d), d without square factors.

    Example:
        >>> square_root(Fraction(8, 9))
        (Fraction(2, 3), 2)
    """
    inside, outside = value.numerator * value.denominator, 1
    for factor in range(2, min(isqrt(inside), 1000) + 1):
        while inside % (factor * factor) == 0:
            inside, outside = inside // (factor * factor), outside * factor
    whole = isqrt(inside)
    if whole * whole == inside:
        inside, outside = 1, outside * whole
    return Fraction(outside, value.denominator), inside


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with the slope, by differences, of f along a line through p."""
    return compare_entries(found, TASK.application(args), setting, "differences along the line")


TASK = Task(
    name="directional",
    signature="directional(f, (x, y), (a, b), (u, v))",
    arity=(4, 4),
    names=(1,),
    kind=lambda args: Kind.EXPRESSION if open_names(Apply("directional", args)) else Kind.NUMBER,
    key=key,
    oracle=oracle,
    variable=lambda _: None,
)

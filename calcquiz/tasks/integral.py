"""The task `integral(f, x)`, an antiderivative, or `integral(f, x, a, b)`, a definite or improper integral."""

from collections.abc import Mapping
from typing import Any

from calcquiz.algebra.antiderivative import direct_antiderivative
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parse import parse
from calcquiz.algebra.powers import powers_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import negate, total
from calcquiz.algebra.tree import ZERO, Apply, Name, Number, Tree, free_names, rebuild, substitute, walk
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.divergence import divergence_evidence
from calcquiz.tasks.numeric import FLOAT_DIGITS, derivative, numeric_value
from calcquiz.tasks.numeric_quadrature import Undefined
from calcquiz.tasks.points import close, compare, compare_numbers, plenty_of_points
from calcquiz.tasks.task import Args, Setting, Task, name_of, names_in, open_names
from calcquiz.tasks.textbook import textbook

QUADRATURE = 1e-10
"""Relative difference a quadrature may have from an exact value."""

ENTIRE = frozenset({"add", "mul", "neg", "div", "exp", "sin", "cos", "sinh", "cosh"})
"""Heads that are smooth on the whole line where their arguments are, a division by constants among them."""

ENDLESS = {Name("oo"): 1, Apply("neg", (Name("oo"),)): -1}
"""Infinite ends and their signs."""


def key(args: Args, setting: Setting) -> Tree:
    """Return an antiderivative without its constant, or the integral's value (`oo`, `-oo`, `dne` when it diverges).

    What a table of integrals has is read off it; the worker does the rest.
    """
    found = _antiderivative(args, setting) if len(args) == 2 else _between_ends(args)
    if found is not None:
        return found
    function = "integral" if len(args) == 2 else "definite_integral"
    text = setting.compute(function, *(to_text(arg) for arg in args), setting.positive)
    return textbook(parse(text, names_in(*args), author=True))


def _antiderivative(args: Args, setting: Setting) -> Tree | None:
    positive = frozenset(setting.positive.split(","))
    found = direct_antiderivative(args[0], name_of(args[1]), positive)
    return None if found is None else textbook(found)


def _between_ends(args: Args) -> Tree | None:
    """Return F(b) - F(a) where integrand and F are smooth on the whole line for certain.

    The ends are rational, multiples of pi whose sines are known, or infinite where every term of F dies out there.
    """
    function, variable, low, high = args
    name = name_of(variable)
    found = direct_antiderivative(function, name) if _is_entire(function, name) else None
    if found is None or not _is_entire(found, name):
        return None
    before, after = _value_at(found, name, low), _value_at(found, name, high)
    if before is None or after is None:
        return None
    return textbook(_plus_first(total([after, *(negate(term) for term in _terms(before))])))


def _value_at(found: Tree, name: str, end: Tree) -> Tree | None:
    if exact_number(end) is not None or polynomial_in(end, "pi") is not None:
        value = textbook(rebuild(textbook(substitute(found, {name: end})), _without_minus))
        return None if any(_is_open_angle(part) for part in walk(value)) else value
    sign = ENDLESS.get(end)
    return ZERO if sign and all(dies_out(term, name, sign) for term in _terms(found)) else None


def _without_minus(part: Tree) -> Tree:
    """Return sin(-1) as -sin(1) and cos(-1) as cos(1), so that what cancels is seen."""
    if not isinstance(part, Apply) or part.head not in {"sin", "cos", "sinh", "cosh"} or not _has_minus(part.args[0]):
        return part
    turned = Apply(part.head, (negate(part.args[0]),))
    return turned if part.head.startswith("cos") else negate(turned)


def _is_open_angle(part: Tree) -> bool:
    """Whether a sine or cosine of a multiple of pi stands there, with a value that could be written out."""
    return isinstance(part, Apply) and part.head in {"sin", "cos"} and Name("pi") in walk(part)


def _terms(tree: Tree) -> tuple[Tree, ...]:
    return tree.args if isinstance(tree, Apply) and tree.head == "add" else (tree,)


def dies_out(term: Tree, name: str, sign: int) -> bool:
    """Whether a power of x times e^p(x) is 0 at infinity for certain: p is a polynomial that goes to minus infinity."""
    powers = powers_of(term, name)
    decays = [part for part in powers.parts if part != Name(name)] if powers else []
    if len(decays) != 1 or not isinstance(decays[0], Apply) or decays[0].head != "exp":
        return False
    exponent = polynomial_in(decays[0].args[0], name)
    degree = max(exponent) if exponent else 0
    return exponent is not None and degree > 0 and exponent[degree] * sign**degree < 0


def _is_entire(tree: Tree, name: str) -> bool:
    """Whether a formula is made of the variable and numbers so that it is smooth everywhere, whatever its value."""
    if not isinstance(tree, Apply) or not free_names(tree):
        return isinstance(tree, (Number, Apply)) or tree.name in {name, "pi", "e"}
    if tree.head == "div" and free_names(tree.args[1]):
        return False
    if tree.head == "pow":
        exponent = exact_number(tree.args[1])
        return exponent is not None and exponent.denominator == 1 and exponent >= 0 and _is_entire(tree.args[0], name)
    return tree.head in ENTIRE and all(_is_entire(arg, name) for arg in tree.args)


def _plus_first(value: Tree) -> Tree:
    """Return a sum that begins with a minus so that it begins with a term that has none: 3/2 - exp(-2)."""
    if not isinstance(value, Apply) or value.head != "add" or not _has_minus(value.args[0]):
        return value
    first = next((term for term in value.args if not _has_minus(term)), None)
    return value if first is None else total([first, *(term for term in value.args if term is not first)])


def _has_minus(term: Tree) -> bool:
    return (isinstance(term, Number) and term.value < 0) or (isinstance(term, Apply) and term.head == "neg")


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare the key's slope with the integrand, or its value with a quadrature."""
    if len(args) == 2:
        return _slope_oracle(args, found, setting)
    asked = TASK.application(args)
    names = free_names(found) | open_names(asked)
    if found in {Name("oo"), Name("dne"), Apply("neg", (Name("oo"),))}:
        return divergence_evidence(args, found)
    if not names:
        value = numeric_value(asked, {})
        if value is None:
            return divergence_evidence(args, found)
        mine = numeric_value(found, {})
        if mine is None:
            return Evidence(agrees=False, method="quadrature")  # 1/0 is no value
        return compare_numbers(mine, value, "quadrature", QUADRATURE)
    points = plenty_of_points(names, setting.variables, to_text(args[0]))

    def area(point: Mapping[str, Any]) -> Any:
        """Return the area with few digits, None where those tell nothing; with more where they are against the key."""
        quick, mine = numeric_value(asked, point, FLOAT_DIGITS), numeric_value(found, point)
        sure = quick is None or (mine is not None and close(mine, quick, QUADRATURE))
        return quick if sure else numeric_value(asked, point)

    return compare(lambda point: numeric_value(found, point), area, points, "quadrature", QUADRATURE)


def _slope_oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare slopes; a constant of integration in the key counts as zero."""
    constants = free_names(found) - names_in(*args)
    rest = substitute(found, dict.fromkeys(constants, ZERO))

    def slope(point: Mapping[str, Any]) -> Any:
        try:
            return derivative((rest, args[1]), point)
        except Undefined:
            return None

    points = plenty_of_points(names_in(*args), setting.variables, to_text(args[0]))
    return compare(slope, lambda point: numeric_value(args[0], point), points, "slope at high precision")


def kind(args: Args) -> Kind:
    """Return antiderivative for an indefinite integral; number for a definite one in which no name is left."""
    if len(args) == 2:
        return Kind.ANTIDERIVATIVE
    return Kind.EXPRESSION if open_names(Apply("integral", args)) else Kind.NUMBER


TASK = Task(
    name="integral",
    signature="integral(f, x) or integral(f, x, a, b)",
    arity=(2, 4),
    names=(1,),
    kind=kind,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
)

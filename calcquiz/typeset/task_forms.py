"""Tasks: derivatives, integrals, limits and sums in their own notation."""

from itertools import groupby

from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names, walk
from calcquiz.typeset.binding import MINUS, PLUS, Binding, Form, Write, Written, at_least, plain
from calcquiz.typeset.layout import (
    BigOperator,
    Fenced,
    Fraction,
    Kind,
    Layout,
    Scripts,
    Space,
    Symbol,
    fenced,
    items_of,
    row,
)
from calcquiz.typeset.symbols import COMMANDS

_D = Symbol("d")
_PARTIAL = COMMANDS[r"\partial"]
_ARROW = COMMANDS[r"\to"]
_SIDES = {"left": MINUS, "right": PLUS}
SUBSTITUTED = frozenset({"u", "v", "w", "theta"})
"""Names that substitutions give to new variables."""


def _derivative(tree: Apply, write: Write) -> Written:
    function, variable, *order = tree.args
    count = plain(write(order[0])) if order and order[0] != ONE else None
    below = _with_power(row([_D, plain(write(variable))]), count)
    return _differentiated(_D, count, below, function, write)


def _with_power(differential: Layout, count: Layout | None) -> Layout:
    if count is None:
        return differential
    *front, last = items_of(differential)
    return row([*front, Scripts(last, None, count)])


def _partial(tree: Apply, write: Write) -> Written:
    """Write ∂²f/∂y∂x for the derivative by x, then by y."""
    function, *variables = tree.args
    below: list[Layout] = []
    for variable, repeats in groupby(reversed(variables)):
        times = len(list(repeats))
        count = None if times == 1 else Symbol(str(times), Kind.DIGIT)
        if below:
            below.append(Space(1))
        below.append(_with_power(row([_PARTIAL, plain(write(variable))]), count))
    total = None if len(variables) == 1 else Symbol(str(len(variables)), Kind.DIGIT)
    return _differentiated(_PARTIAL, total, row(below), function, write)


def _differentiated(sign: Symbol, count: Layout | None, below: Layout, function: Tree, write: Write) -> Written:
    """Write df/dx for a function with a name, d/dx(…) for an expression."""
    above: Layout = sign if count is None else Scripts(sign, None, count)
    if isinstance(function, Name):
        return Written(Fraction(row([above, plain(write(function))]), below), Binding.FACTOR)
    return Written(row([Fraction(above, below), at_least(write(function), Binding.FACTOR)]), Binding.OPEN)


def _integral(tree: Apply, write: Write) -> Written:
    function, variable, *limits = tree.args
    low, high = (plain(write(limit)) for limit in limits) if len(limits) == 2 else (None, None)
    differential: list[Layout] = [Space(1), _D, plain(write(variable))]
    sign = BigOperator("∫", low, high)
    return Written(row([sign, at_least(write(function), Binding.PRODUCT), *differential]), Binding.PRODUCT)


def _limit(tree: Apply, write: Write) -> Written:
    function, variable, point, *side = tree.args
    target = plain(write(point))
    if side and isinstance(side[0], Name) and side[0].name in _SIDES:
        target = Scripts(target, None, _SIDES[side[0].name])
    below = row([plain(write(variable)), _ARROW, target])
    return _open(BigOperator("lim", below), function, write)


def _open(operator: BigOperator, body: Tree, write: Write) -> Written:
    return Written(row([operator, at_least(write(body), Binding.OPEN)]), Binding.OPEN)


def _series(sign: str) -> Form:
    def form(tree: Apply, write: Write) -> Written:
        term, index, low, high = tree.args
        below = row([plain(write(index)), COMMANDS["="], plain(write(low))])
        return _open(BigOperator(sign, below, plain(write(high))), term, write)

    return form


def _gradient(tree: Apply, write: Write) -> Written:
    return Written(row([COMMANDS[r"\nabla"], at_least(write(tree.args[0]), Binding.ATOM)]), Binding.FACTOR)


def _at(tree: Apply, write: Write) -> Written:
    """Write a task at a point with an evaluation bar; a formula in u = g(x) as it stands, u being known by then."""
    body, variables, point = tree.args
    if is_change_of_variable(body, variables, point):
        return write(body)
    below = row([plain(write(variables)), COMMANDS["="], plain(write(point))])
    return Written(Scripts(Fenced("", at_least(write(body), Binding.SIGN), "|"), below), Binding.FACTOR)


def _between(tree: Apply, write: Write) -> Written:
    """Write [F] with the ends below and above: F at the upper end minus F at the lower one."""
    body, _, low, high = tree.args
    bracketed = Fenced("[", plain(write(body)), "]")
    return Written(Scripts(bracketed, plain(write(low)), plain(write(high))), Binding.FACTOR)


def is_change_of_variable(body: Tree, variable: Tree, place: Tree) -> bool:
    """Return whether a line of a substitution stands here: an integral in u, or what it became, with u = g(x)."""
    if not isinstance(variable, Name) or not isinstance(place, Apply) or place.head == "vector":
        return False
    tasks = [node for node in walk(body) if isinstance(node, Apply) and node.head in TASK_FORMS]
    if any(node.head == "integral" and len(node.args) == 2 for node in tasks):
        return True
    return not tasks and variable.name in SUBSTITUTED and bool(free_names(place))


def _directional(tree: Apply, write: Write) -> Written:
    """Write D with the direction below, at the point."""
    function, variables, point, direction = tree.args
    body = row([Scripts(Symbol("D"), plain(write(direction))), at_least(write(function), Binding.ATOM)])
    below = row([plain(write(variables)), COMMANDS["="], plain(write(point))])
    return Written(Scripts(Fenced("", body, "|"), below), Binding.FACTOR)


def _jacobian(tree: Apply, write: Write) -> Written:
    """Write J with the functions in brackets."""
    return Written(row([Symbol("J"), fenced(plain(write(tree.args[0])))]), Binding.FACTOR)


def _hessian(tree: Apply, write: Write) -> Written:
    """Write ∇²f."""
    squared = Scripts(COMMANDS[r"\nabla"], None, Symbol("2", Kind.DIGIT))
    return Written(row([squared, at_least(write(tree.args[0]), Binding.ATOM)]), Binding.FACTOR)


def _determinant(tree: Apply, write: Write) -> Written:
    return Written(row([Symbol("det", Kind.FUNCTION), fenced(plain(write(tree.args[0])))]), Binding.FACTOR)


def _optimum(sign: str) -> Form:
    """Write min f below which the variables, and the region where there is one, stand."""

    def form(tree: Apply, write: Write) -> Written:
        function, variables, *region = tree.args
        below = plain(write(region[0] if region and _is_condition(region[0]) else variables))
        if region and not _is_condition(region[0]):
            below = row([plain(write(variables)), COMMANDS[r"\in"], plain(write(region[0]))])
        return _open(BigOperator(sign, below), function, write)

    return form


def _is_condition(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head in {"and", "or", "<", "<=", ">", ">=", "="}


def _implicit(tree: Apply, write: Write) -> Written:
    _, variable, height = tree.args
    above, below = (row([_D, plain(write(name))]) for name in (height, variable))
    return Written(Fraction(above, below), Binding.FACTOR)


def _difference(tree: Apply, write: Write) -> Written:
    """Write the difference quotient as Δf/Δx."""
    function, variable = tree.args[0], tree.args[1]
    delta = COMMANDS[r"\Delta"]
    above = row([delta, at_least(write(function), Binding.ATOM)])
    return Written(Fraction(above, row([delta, plain(write(variable))])), Binding.FACTOR)


def _polynomial(tree: Apply, write: Write) -> Written:
    """Write the Taylor polynomial of f of degree n as T_n(f)."""
    return _numbered("T", tree.args[3], tree.args[0], write)


def _numbered(letter: str, count: Tree, function: Tree, write: Write) -> Written:
    name = Scripts(Symbol(letter), plain(write(count)))
    return Written(row([name, fenced(plain(write(function)))]), Binding.FACTOR)


def _coefficient(tree: Apply, write: Write) -> Written:
    """Write the coefficient of x^n as [x^n] f."""
    function, variable, point, count = tree.args
    base: Tree = variable if point == ZERO else Apply("add", (variable, Apply("neg", (point,))))
    power = Apply("pow", (base, count))
    return Written(
        row([Fenced("[", plain(write(power)), "]"), at_least(write(function), Binding.FACTOR)]), Binding.OPEN
    )


def _estimate(tree: Apply, write: Write) -> Written:
    """Write a sum over n panels as L_n, R_n, M_n, T_n or S_n of the function."""
    side = tree.args[5] if len(tree.args) > 5 else Name("left")
    letter = SUMS.get(tree.head) or SUMS.get(side.name if isinstance(side, Name) else "left", "L")
    return _numbered(letter, tree.args[4], tree.args[0], write)


def _iterate(tree: Apply, write: Write) -> Written:
    """Write an iterate as its variable with the number of steps below."""
    count = tree.args[4] if tree.head == "descent" else tree.args[3]
    return Written(Scripts(plain(write(tree.args[1])), plain(write(count))), Binding.FACTOR)


SUMS = {"trapezoid": "T", "simpson": "S", "left": "L", "right": "R", "mid": "M"}
TASK_FORMS: dict[str, tuple[Form, tuple[int, int]]] = {
    "derivative": (_derivative, (2, 3)),
    "partial": (_partial, (2, 6)),
    "integral": (_integral, (2, 4)),
    "limit": (_limit, (3, 4)),
    "sum": (_series("∑"), (4, 4)),
    "gradient": (_gradient, (1, 2)),
    "at": (_at, (3, 3)),
    "between": (_between, (4, 4)),
    "directional": (_directional, (4, 4)),
    "jacobian": (_jacobian, (2, 2)),
    "hessian": (_hessian, (2, 2)),
    "determinant": (_determinant, (1, 1)),
    "implicit": (_implicit, (3, 3)),
    "difference": (_difference, (4, 5)),
    "minimum": (_optimum("min"), (2, 3)),
    "maximum": (_optimum("max"), (2, 3)),
    "argmin": (_optimum("arg min"), (2, 3)),
    "argmax": (_optimum("arg max"), (2, 3)),
    "taylor": (_polynomial, (4, 4)),
    "coefficient": (_coefficient, (4, 4)),
    **dict.fromkeys(("riemann", "trapezoid", "simpson"), (_estimate, (5, 6))),
    **dict.fromkeys(("newton", "iterate"), (_iterate, (4, 4))),
    "descent": (_iterate, (5, 6)),
}
"""Task -> its form and the smallest and largest number of arguments that the form is for."""

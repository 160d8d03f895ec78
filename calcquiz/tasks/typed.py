"""Tasks as a user types them: `d/dx x^2` and `int x^2 dx` too, and with the only variable left out."""

import re
from dataclasses import dataclass

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import Apply, Name, Tree, rebuild, walk
from calcquiz.records.errors import FormulaError
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import FORMULA_HEADS, words_of
from calcquiz.tasks.task import names_in

LONGEST = 2000
"""Characters: what is longer is left to the parser, which refuses it."""
SPELLINGS = {
    "deriv": "derivative",
    "diff": "derivative",
    "differentiate": "derivative",
    "int": "integral",
    "integrate": "integral",
    "∫": "integral",
    "lim": "limit",
    "series": "taylor",
    "grad": "gradient",
    "Sum": "sum",
    "minimize": "minimum",
    "maximize": "maximum",
}
"""What other programs call a task."""
NAME = r"[A-Za-z](?:_\w+)?|alpha|beta|gamma|theta|lambda|mu|sigma|tau|eta|rho"
LEIBNIZ = re.compile(rf"\s*[d∂]\s*(?:\^\s*(\d)\s*)?/\s*[d∂]\s*({NAME})\s*(?:\^\s*(\d))?(?![\w^])\s*(\S.*)", re.DOTALL)
INTEGRAL = re.compile(rf"\s*(?:\bint\b|\bintegral\b|∫)\s*(?=[^\s(_^])(.*?)\s*\bd({NAME})\s*", re.DOTALL)
TOWARDS = re.compile(rf"\b({NAME})\s*(?:->|→)\s*")
"""As in `limit(f, x -> 0)`."""
OF_SEVERAL = frozenset({"gradient", "hessian", "jacobian"})
"""Tasks whose variables may be listed without brackets, or left out."""
CALLED = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, SPELLINGS))})\s*\(")
EXAMPLE = "integral(x^2 exp(x), x)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """What a group of tasks is about, and one of them as an example."""

    title: str
    names: tuple[str, ...]


KINSHIP = (
    Kin(title="Derivatives", names=("derivative", "partial", "implicit", "difference", "tangent")),
    Kin(title="Several variables", names=("gradient", "jacobian", "hessian", "directional", "determinant")),
    Kin(title="Integrals", names=("integral", "riemann", "trapezoid", "simpson")),
    Kin(title="Limits and series", names=("limit", "sum", "convergence", "radius", "interval_of_convergence")),
    Kin(title="Taylor", names=("taylor", "coefficient")),
    Kin(title="Equations and points", names=("solve", "critical", "inflection", "stationary_points", "classify")),
    Kin(title="Optima", names=("minimum", "maximum", "argmin", "argmax", "lagrange")),
    Kin(title="Methods", names=("newton", "descent", "iterate")),
)
"""The tasks that `calcquiz solve` names when none was given."""


def read_task(text: str) -> Tree:
    """Return the task, or the formula with tasks in it, that a user typed.

    Raises:
        FormulaError: it cannot be read, or there is no task in it.
    """
    written = text if len(text) > LONGEST else _in_our_words(text)
    try:
        tree = parse(written, words_of(written), author=True, functions=FORMULA_HEADS, open_names=True)
        tree = rebuild(tree, _with_variable)
        applied = [node for node in walk(tree) if isinstance(node, Apply) and node.head in TASKS]
        for node in applied:
            TASKS[node.head].require(node)
    except FormulaError as error:
        error.text = error.text or written
        raise
    if not applied:
        raise FormulaError("there is no task in this formula: what is to be found?", advice=known_tasks())
    return tree


def known_tasks() -> str:
    """Return the tasks by kind, and an example."""
    rows = [f"{kin.title}: {', '.join(kin.names)}." for kin in KINSHIP]
    return "\n  ".join(["Name one of these tasks.", *rows, f'For example: calcquiz solve "{EXAMPLE}"'])


def _in_our_words(text: str) -> str:
    """Return the text with the notation of textbooks and other programs put in calcquiz's words."""
    leibniz = LEIBNIZ.fullmatch(text)
    if leibniz:
        order, name, again, function = leibniz.groups()
        times = f", {order or again}" if order or again else ""
        return f"derivative({function}, {name}{times})"
    integral = INTEGRAL.fullmatch(text)
    if integral:
        return f"integral({integral[1]}, {integral[2]})"
    called = CALLED.sub(lambda found: f"{SPELLINGS[found[1]]}(", text)
    return TOWARDS.sub(r"\1, ", called)


def _with_variable(node: Tree) -> Tree:
    """Return `derivative(x^2)` with its only variable, derivative(x^2, x); `hessian(f, x, y)` with a vector of them."""
    if not isinstance(node, Apply) or node.head not in TASKS:
        return node
    if node.head in OF_SEVERAL:
        return _with_vector(node)
    if len(node.args) != 1:
        return node
    task, names = TASKS[node.head], names_in(*node.args)
    if task.arity[0] != 2 or task.names != (1,) or len(names) != 1:
        return node
    return Apply(node.head, (*node.args, *map(Name, names)), node.span)


def _with_vector(node: Apply) -> Tree:
    function, *rest = node.args
    names = [*rest[0].args] if len(rest) == 1 and isinstance(rest[0], Apply) and rest[0].head == "list" else rest
    if not rest:
        names = [Name(name) for name in sorted(names_in(function))]
    if len(names) < 2 or not all(isinstance(name, Name) for name in names):
        return node
    return Apply(node.head, (function, Apply("vector", tuple(names))), node.span)

"""The task `partial(f, x, y, …)`: a partial derivative, one variable after the other."""

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Tree
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.closely import compare_closely
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.points import plenty_of_points
from calcquiz.tasks.task import Args, Setting, Task, name_of, names_in


def key(args: Args, _: Setting) -> Tree:
    """Return the partial derivative in textbook form."""
    tree = args[0]
    for name in args[1:]:
        tree = nth_derivative(tree, name_of(name), 1)
    return tree


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare the key with mixed differences of the function at high precision."""
    asked = TASK.application(args)
    points = plenty_of_points(names_in(*args), setting.variables, to_text(args[0]))
    return compare_closely(found, asked, points, "differences at high precision")


TASK = Task(
    name="partial",
    signature="partial(f, x) or partial(f, x, y)",
    arity=(2, 5),
    names=(1, 2, 3, 4),
    kind=lambda _: Kind.EXPRESSION,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
)

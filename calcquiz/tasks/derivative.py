"""The task `derivative(f, x[, n])`: the n-th derivative of a function of one variable."""

from functools import lru_cache
from itertools import islice

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import ONE, Apply, Tree, walk
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.closely import compare_closely
from calcquiz.tasks.neat import neat
from calcquiz.tasks.numeric import DIGITS
from calcquiz.tasks.points import plenty_of_points
from calcquiz.tasks.task import Args, Setting, Task, name_of, names_in, whole_number

SLOW = frozenset({"integral", "sum", "limit"})
FEW_POINTS, SLOW_DIGITS = 3, 18
"""Where and how exactly a derivative of what is slow to work out by numbers is compared."""


def key(args: Args, _: Setting) -> Tree:
    """Return the derivative in the form in which a lecturer leaves it."""
    return nth_derivative(args[0], name_of(args[1]), order(args))


def order(args: Args) -> int:
    """Return which derivative is asked for, the first unless said."""
    return whole_number(args[2] if len(args) > 2 else ONE, "order of a derivative", low=1, high=12)


def nth_derivative(tree: Tree, name: str, times: int) -> Tree:
    """Return the derivative taken several times, put in order after each."""
    for _ in range(times):
        tree = _differentiated(tree, to_text(tree), name)
    return tree


@lru_cache(maxsize=512)
def _differentiated(tree: Tree, _text: str, name: str) -> Tree:
    """Return the derivative in order; the text tells 0.5 from 1/2, which are equal as trees."""
    return neat(differentiate(tree, name))


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare the key with differences of the function at high precision."""
    asked = TASK.application(args)
    slow = any(isinstance(node, Apply) and node.head in SLOW for node in walk(args[0]))
    points = islice(
        plenty_of_points(names_in(*args), setting.variables, to_text(args[0])), FEW_POINTS if slow else None
    )
    return compare_closely(found, asked, points, "differences at high precision", SLOW_DIGITS if slow else DIGITS)


TASK = Task(
    name="derivative",
    signature="derivative(f, x) or derivative(f, x, 2)",
    arity=(2, 3),
    names=(1,),
    kind=lambda _: Kind.EXPRESSION,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
)

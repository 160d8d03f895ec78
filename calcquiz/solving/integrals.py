"""Integrals, worked: antiderivatives by a plan of rules, definite and improper integrals from them."""

from calcquiz.algebra.tree import Tree
from calcquiz.solving.integral_algebra import constant_of_integration
from calcquiz.solving.integral_direct import neat
from calcquiz.solving.integral_order import plan_for
from calcquiz.solving.integral_plan import Plan
from calcquiz.solving.integral_write import written
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.worker import Worker
from calcquiz.tasks.task import Args, name_of
from calcquiz.typeset import tree_tex


def integral(args: Args, sheet: Sheet) -> Tree:
    """Work `integral(f, x)` or `integral(f, x, a, b)`."""
    return indefinite(args, sheet)


def indefinite(args: Args, sheet: Sheet) -> Tree:
    """Work `integral(f, x)`: the antiderivative, plus a constant."""
    function, name = args[0], name_of(args[1])
    plan = planned(function, name, sheet)
    return written(plan, sheet, constant_of_integration(function))


def planned(function: Tree, name: str, sheet: Sheet) -> Plan:
    """Return the plan for an antiderivative.

    Raises:
        UnworkedError: no rule leads there.
    """
    positive = frozenset(part for part in sheet.setting.positive.split(",") if part)
    simple = neat(function, name)
    start = simple if tree_tex(simple) == tree_tex(function) else function
    found = plan_for(start, name, positive=positive)
    if found is None:
        raise UnworkedError(f"no rule of integration leads on from here for {name}", "Ask for the result alone.")
    return found


WORKERS: dict[str, Worker] = {"integral": integral}

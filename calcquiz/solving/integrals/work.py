"""Integrals, worked: antiderivatives by a plan of rules, definite and improper integrals from them."""

from calcquiz.algebra.antiderivative import direct_antiderivative
from calcquiz.algebra.points import seeded, stratified
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, free_names, walk
from calcquiz.records.errors import FormulaError
from calcquiz.solving.integrals.algebra import constant_of_integration
from calcquiz.solving.integrals.definite import definite
from calcquiz.solving.integrals.order import planned
from calcquiz.solving.integrals.write import written
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.textbook import textbook

PER_STRATUM = 2
UNREAL = frozenset({Name("oo"), Name("dne"), Name("i")})


def integral(args: Args, sheet: Sheet) -> Tree:
    """Work `integral(f, x)` or `integral(f, x, a, b)`; what is to be worked out inside comes first."""
    args = _inner_worked(args, sheet)
    require_function(args[0], name_of(args[1]), sheet)
    return indefinite(args, sheet) if len(args) == 2 else definite(args, sheet)


def require_function(function: Tree, name: str, sheet: Sheet) -> None:
    """Raise FormulaError where the integrand has no value at any place that is looked at."""
    if any(node in UNREAL for node in walk(function)):
        raise FormulaError(
            f"`{to_text(function)}` is no function of {name}", advice="Write a formula with real values."
        )
    names = free_names(function) | {name}
    points = stratified(sorted(names), sheet.setting.domain, seeded(to_text(function)), per_stratum=PER_STRATUM)
    if all(mp_value(function, points.row(place)) is None for place in range(len(points))):
        raise FormulaError(f"`{to_text(function)}` has no value anywhere", advice="Check the formula.")


def _inner_worked(args: Args, sheet: Sheet) -> Args:
    """Work the tasks that stand in the integrand, the inner integral of a double one say."""
    from calcquiz.solving.work import outermost_tasks, work_formula  # which imports this module

    tasks = [task for arg in args for task in outermost_tasks(arg)]
    if not tasks:
        return args
    chain = sheet.chain(Apply("integral", args))
    for task in tasks:
        sheet.say(f"First the inside, {tex(task)}:")
        found = work_formula(task, sheet.inner())
        chain.rewrite("put-in", task, found, "Put in what was found.")
    assert isinstance(chain.now, Apply)
    return chain.now.args


def indefinite(args: Args, sheet: Sheet) -> Tree:
    """Work `integral(f, x)`: the antiderivative, plus a constant."""
    function, name = args[0], name_of(args[1])
    plan = planned(function, name, sheet)
    positive = frozenset(sheet.setting.positive.split(","))
    usual = direct_antiderivative(function, name, positive)
    return written(plan, sheet, constant_of_integration(function), None if usual is None else textbook(usual))


WORKERS: dict[str, Worker] = {"integral": integral}

"""Keys of integrals by the rules of this room: the form in which a derivation ends, without a line written."""

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Name, Tree
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.integrals.algebra import spread
from calcquiz.solving.integrals.definite import definite
from calcquiz.solving.integrals.order import planned
from calcquiz.solving.integrals.plan import value
from calcquiz.solving.integrals.work import require_function
from calcquiz.solving.integrals.write import in_order
from calcquiz.solving.sheet import Sheet
from calcquiz.tasks import worker_functions
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Args, Setting


def integral(function: str, name: str, positive: str = "") -> str:
    """Return an antiderivative without constant: by rules, which are quick and tidy; by sympy where none leads on."""
    found = _by_rules((read_formula(function, [name], open_names=True), Name(name)), positive)
    return worker_functions.integral(function, name, positive) if found is None else found


def definite_integral(function: str, name: str, low: str, high: str, positive: str = "") -> str:
    """Return the value of an integral, `oo`, `-oo` or `dne`: by rules, or by sympy where none leads on."""
    read = [read_formula(text, [name], open_names=True) for text in (function, low, high)]
    found = _by_rules((read[0], Name(name), *read[1:]), positive)
    return worker_functions.definite_integral(function, name, low, high, positive) if found is None else found


def _by_rules(args: Args, positive: str) -> str | None:
    """Return what rules lead to, None where they lead nowhere or numbers speak against it."""
    setting = Setting(
        compute=worker_functions.compute_here, variables=dict.fromkeys(filter(None, positive.split(",")), "positive")
    )
    sheet = Sheet(setting)
    try:
        found = _antiderivative(args, sheet) if len(args) == 2 else definite(args, sheet)
    except CalcquizError:
        return None  # no rule leads on: sympy may know more
    task = TASKS["integral"]
    return None if task.oracle(args, found, setting).agrees is False else to_text(found)


def _antiderivative(args: Args, sheet: Sheet) -> Tree:
    function, variable = args
    assert isinstance(variable, Name)
    require_function(function, variable.name, sheet)
    plan = planned(function, variable.name, sheet)
    return in_order(spread(value(plan)), plan)

"""The task `lagrange(f, [g, …], vars, point or value[, min or max])`: an optimum with every g = 0."""

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.records.errors import FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks import optimum
from calcquiz.tasks.implicit import residual
from calcquiz.tasks.regions import Constraint
from calcquiz.tasks.task import Args, Setting, Task, names_of, open_names, word_in

SENSES = {
    ("point", "min"): "argmin",
    ("point", "max"): "argmax",
    ("value", "min"): "minimum",
    ("value", "max"): "maximum",
}


def key(args: Args, setting: Setting) -> Tree:
    """Return the constrained optimum, or without min or max the only stationary point (or its value)."""
    return optimum.optimal(asked_of(args), args[0], names_of(args[2]), constraints_of(args, setting), setting)


def asked_of(args: Args) -> str:
    """Return `argmin`, …, or `point` and `value` where neither min nor max is said."""
    wanted = word_in(args[3], {"point", "value"})
    sense = word_in(args[4], {"min", "max"}) if len(args) > 4 else ""
    if wanted is None or sense is None:
        wrong = args[3] if wanted is None else args[4]
        raise FormulaError(f"`{to_text(wrong)}` cannot stand here", advice=f"Write {TASK.signature}.")
    return SENSES[wanted, sense] if sense else wanted


def constraints_of(args: Args, setting: Setting) -> list[Constraint]:
    """Return the equations, and that positive variables are positive."""
    equations = args[1].args if isinstance(args[1], Apply) and args[1].head == "list" else (args[1],)
    found = [Constraint(residual(one), "=") for one in equations]
    positive = [name for name in names_of(args[2]) if setting.is_positive(name)]
    return [*found, *(Constraint(Name(name), ">") for name in positive)]


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Search the points that fulfil the equations; the only stationary point must be the best or the worst there."""
    asked, names, constraints = asked_of(args), names_of(args[2]), constraints_of(args, setting)
    if asked not in {"point", "value"}:
        return optimum.searched(asked, args[0], names, constraints, found, setting)
    pair = ("argmin", "argmax") if asked == "point" else ("minimum", "maximum")
    evidence = [optimum.searched(task, args[0], names, constraints, found, setting) for task in pair]
    agreeing = [one for one in evidence if one.agrees is True]
    return agreeing[0] if agreeing else evidence[0]


def kind(args: Args) -> Kind:
    """Return vector for a point, number for a value, or expression where other names are left."""
    if word_in(args[3], {"point"}):
        return Kind.VECTOR
    return Kind.EXPRESSION if open_names(Apply("lagrange", args)) else Kind.NUMBER


TASK = Task(
    name="lagrange",
    signature="lagrange(f, [g], (x, y), point), value instead of point, and min or max at the end",
    arity=(4, 5),
    names=(2,),
    kind=kind,
    key=key,
    oracle=oracle,
    variable=lambda args: names_of(args[2])[0],
)

"""The task `sum(a, n, m, N)`: a finite or infinite sum, `oo` or `dne` when it diverges."""

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, free_names
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import compare, compare_numbers, plenty_of_points
from calcquiz.tasks.task import Args, Setting, Task, name_of, names_in, open_names
from calcquiz.tasks.terms import verdict_of_terms
from calcquiz.tasks.textbook import textbook

METHOD = "partial sums, extrapolated"
TOLERANCE = 1e-10


def key(args: Args, setting: Setting) -> Tree:
    """Return the sum's value."""
    text = setting.compute("sum", *(to_text(arg) for arg in args), setting.positive)
    return textbook(parse(text, names_in(*args), author=True))


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with partial sums; where the key says it diverges, look at how the terms shrink."""
    if found in {Name("oo"), Name("dne"), Apply("neg", (Name("oo"),))}:
        verdict = verdict_of_terms(args[0], name_of(args[1]))
        return Evidence(agrees=None if verdict is None else verdict == "diverges", points=1, method="size of the terms")
    asked = TASK.application(args)
    names = free_names(found) | open_names(asked)
    if not names:
        return compare_numbers(numeric_value(found, {}), numeric_value(asked, {}), METHOD, TOLERANCE)
    whole = dict.fromkeys(names_in(*args[2:]), "integer")  # ends of a sum are whole numbers
    points = plenty_of_points(names, {**setting.variables, **whole}, to_text(args[0]))
    return compare(lambda p: numeric_value(found, p), lambda p: numeric_value(asked, p), points, METHOD, TOLERANCE)


TASK = Task(
    name="sum",
    signature="sum(a, n, 1, oo)",
    arity=(4, 4),
    names=(1,),
    kind=lambda args: Kind.EXPRESSION if open_names(Apply("sum", args)) else Kind.NUMBER,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
)

"""The task `sum(a, n, m, N)`: a finite or infinite sum, `oo` or `dne` when it diverges."""

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, free_names
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.numeric import is_infinite, numeric_value
from calcquiz.tasks.points import compare, compare_numbers, plenty_of_points
from calcquiz.tasks.task import Args, Setting, Task, name_of, names_in, open_names
from calcquiz.tasks.terms import direction_of_terms, verdict_of_terms
from calcquiz.tasks.textbook import textbook

METHOD = "partial sums, extrapolated"
SIZES = "size and sign of the terms"
TOLERANCE = 1e-10
DIRECTIONS = {Name("oo"): 1, Apply("neg", (Name("oo"),)): -1, Name("dne"): 0}
"""The keys of sums that diverge, and where their partial sums go."""


def key(args: Args, setting: Setting) -> Tree:
    """Return the sum's value."""
    text = setting.compute("sum", *(to_text(arg) for arg in args), setting.positive)
    return textbook(parse(text, names_in(*args), author=True))


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with partial sums; look at how the terms shrink where the key, or they, say that the sum diverges."""
    if found in DIRECTIONS:
        return Evidence(agrees=_diverges_so(args, DIRECTIONS[found]), points=1, method=SIZES)
    asked = TASK.application(args)
    names = free_names(found) | open_names(asked)
    if not names and is_infinite(args[3]) and verdict_of_terms(args[0], name_of(args[1])) == "diverges":
        return Evidence(agrees=False, points=1, method=SIZES)  # what is extrapolated from (-2)^n is 1/3
    if not names:
        return compare_numbers(numeric_value(found, {}), numeric_value(asked, {}), METHOD, TOLERANCE)
    whole = dict.fromkeys(names_in(*args[2:]), "integer")  # ends of a sum are whole numbers
    points = plenty_of_points(names, {**setting.variables, **whole}, to_text(args[0]))
    return compare(lambda p: numeric_value(found, p), lambda p: numeric_value(asked, p), points, METHOD, TOLERANCE)


def _diverges_so(args: Args, direction: int) -> bool | None:
    """Return whether the sum diverges with partial sums that go there, None where numbers do not tell."""
    verdict = verdict_of_terms(args[0], name_of(args[1]))
    if verdict != "diverges":
        return None if verdict is None else False
    found = direction_of_terms(args[0], name_of(args[1]))
    return None if found is None else found == direction


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

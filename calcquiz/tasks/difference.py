"""The task `difference(f, x, a, h[, central])`: the difference quotient of f at a."""

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import product, quotient, total
from calcquiz.algebra.tree import TWO, Apply, Tree, neg, sub, substitute
from calcquiz.records.errors import FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.spread import compare_entries
from calcquiz.tasks.task import Args, Setting, Task, name_of, names_in, open_names, word_in
from calcquiz.tasks.textbook import textbook


def key(args: Args, setting: Setting) -> Tree:
    """Return (f(a + h) - f(a))/h, with h cancelled where f is a quotient of polynomials."""
    function, name, place, step = args[0], name_of(args[1]), args[2], args[3]
    start = total([place, neg(step)]) if is_central(args) else place
    above = sub(*(substitute(function, {name: textbook(end)}) for end in (total([place, step]), start)))
    below = product([TWO, step]) if is_central(args) else step
    made = quotient(textbook(above), textbook(below))
    if not names_in(made):
        return textbook(made)
    text = setting.compute("cancel", to_text(made), setting.positive)
    return textbook(parse(text, names_in(made), author=True))


def is_central(args: Args) -> bool:
    """Return whether both neighbours are compared."""
    if len(args) < 5:
        return False
    if word_in(args[4], {"central"}):
        return True
    raise FormulaError(f"`{to_text(args[4])}` is no kind of difference", advice="Write central, or leave it out.")


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with the quotient of values at sample points."""
    return compare_entries(found, TASK.application(args), setting, "quotients of values")


TASK = Task(
    name="difference",
    signature="difference(f, x, a, h) or difference(f, x, a, h, central)",
    arity=(4, 5),
    names=(1,),
    kind=lambda args: Kind.EXPRESSION if open_names(Apply("difference", args)) else Kind.NUMBER,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
)

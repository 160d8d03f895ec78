"""The task `coefficient(f, x, a, n)`: the coefficient of (x - a)^n in the Taylor series of f at a."""

from calcquiz.algebra.tidy import quotient
from calcquiz.algebra.tree import Apply, Tree, number, substitute
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks import taylor
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.spread import compare_entries
from calcquiz.tasks.task import Args, Setting, Task, name_of, open_names
from calcquiz.tasks.textbook import textbook


def key(args: Args, setting: Setting) -> Tree:
    """Return f⁽ⁿ⁾(a)/n!, read off the Taylor polynomial."""
    name, degree = name_of(args[1]), taylor.order(args)
    polynomial = taylor.key(args, setting)
    slope = nth_derivative(polynomial, name, degree)
    factorial = 1
    for factor in range(2, degree + 1):
        factorial *= factor
    return textbook(quotient(textbook(substitute(slope, {name: args[2]})), number(factorial)))


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with a polynomial through values of f close by, on both sides of a."""
    return compare_entries(found, TASK.application(args), setting, "interpolation close by")


TASK = Task(
    name="coefficient",
    signature="coefficient(f, x, a, n)",
    arity=(4, 4),
    names=(1,),
    kind=lambda args: Kind.EXPRESSION if open_names(Apply("coefficient", args)) else Kind.NUMBER,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
)

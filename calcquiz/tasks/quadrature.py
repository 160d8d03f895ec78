"""The tasks `riemann`, `trapezoid` and `simpson`: an integral estimated from n panels of a function, or a table."""

from collections.abc import Sequence
from functools import partial

from calcquiz.algebra.exact import digits, exact_number
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import product, quotient, total, worked_out
from calcquiz.algebra.tree import Apply, Number, Tree, number, sub, substitute, walk
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.iterates import SHOWN_FIGURES, WORKING_DIGITS, decimal
from calcquiz.tasks.numeric import is_infinite, numeric_value
from calcquiz.tasks.spread import compare_entries
from calcquiz.tasks.task import Args, Setting, Task, name_of, open_names, whole_number, word_in
from calcquiz.tasks.textbook import textbook

MOST_PANELS = 60
MOST_DIGITS = 40
"""Digits of a fraction; a longer one becomes a decimal of 13 figures."""
SIDES = ("left", "right", "mid")
METHOD = "areas of the panels"
SIGNATURES = {
    "riemann": "riemann(f, x, a, b, n, left), right or mid, or a list of n + 1 values for f",
    "trapezoid": "trapezoid(f, x, a, b, n), or a list of n + 1 values for f",
    "simpson": "simpson(f, x, a, b, n), or a list of n + 1 values for f, n even",
}


def panels(args: Args) -> int:
    """Return the number of panels."""
    return whole_number(args[4], "number of panels", low=1, high=MOST_PANELS)


def side_of(args: Args) -> str:
    """Return where a panel's height is taken: `left` unless said."""
    if len(args) < 6:
        return "left"
    side = word_in(args[5], SIDES)
    if side is None:
        raise FormulaError(f"`{to_text(args[5])}` is no place in a panel", advice="Write left, right or mid.")
    return side


def table_of(args: Args, count: int) -> Sequence[Tree] | None:
    """Return the values of a table, None for a function; FormulaError when there are not count + 1."""
    values = args[0]
    if not isinstance(values, Apply) or values.head not in {"list", "vector"}:
        return None
    if len(values.args) != count + 1:
        message = f"{count} panels need {count + 1} values, and there are {len(values.args)}"
        raise FormulaError(message, advice="Give the value at each end of a panel.")
    return values.args


def weights(rule: str, args: Args) -> tuple[list[int], int]:
    """Return the weights of the n + 1 values, and what the sum is divided by."""
    count = panels(args)
    if rule == "riemann":
        right = side_of(args) == "right"
        return [int(not right), *[1] * (count - 1), int(right)], 1
    if rule == "trapezoid":
        return [1, *[2] * (count - 1), 1], 2
    if count % 2:
        raise FormulaError("Simpson's rule needs an even number of panels", advice=f"Write {SIGNATURES['simpson']}.")
    return [1, *[4 if place % 2 else 2 for place in range(1, count)], 1], 3


def key(rule: str, args: Args, _: Setting) -> Tree:
    """Return the width of a panel times the weighted sum of the values, a single fraction where all is rational."""
    (low, high), count = _ends(args), panels(args)
    width = textbook(quotient(textbook(sub(high, low)), number(count)))
    table = table_of(args, count)
    if rule == "riemann" and side_of(args) == "mid":
        if table is not None:
            raise FormulaError("a table has no values in the middle of its panels", advice="Write left or right.")
        values = [value_after(args, width, Number(place.value / 2)) for place in map(number, range(1, 2 * count, 2))]
        factors, divisor = [1] * count, 1
    else:
        factors, divisor = weights(rule, args)
        ends = range(count + 1)
        values = list(table) if table is not None else [value_after(args, width, number(k)) for k in ends]
    terms = [textbook(product([number(w), value])) for w, value in zip(factors, values, strict=True) if w]
    return _scaled(textbook(quotient(width, number(divisor))), textbook(total(terms)))


def _ends(args: Args) -> tuple[Tree, Tree]:
    for end in args[2:4]:
        if is_infinite(end):
            message = f"`{to_text(end)}` is no end of a sum over panels"
            raise FormulaError(message, advice="Write a number for each end.")
    return args[2], args[3]


def _scaled(width: Tree, summed: Tree) -> Tree:
    found = product([width, summed])
    exact = exact_number(found)
    if exact is None:
        return textbook(found)
    if digits(exact) > MOST_DIGITS:
        return decimal(numeric_value(found, {}, WORKING_DIGITS), SHOWN_FIGURES)
    return worked_out(exact, width, summed)


def value_after(args: Args, width: Tree, steps: Tree) -> Tree:
    """Return the value of f so many widths after the lower end, exact where it is rational.

    Raises:
        CalcquizError: f has no value there.
    """
    place = place_after(args, width, steps)
    written = substitute(args[0], {name_of(args[1]): place})
    found = textbook(written)
    exact = exact_number(found)
    if exact_number(written) is None and not open_names(written) and numeric_value(written, {}) is None:
        message = f"the function has no value at {to_text(args[1])} = {to_text(place)}"
        raise CalcquizError(message, "Choose other ends, or another number of panels.")
    return found if exact is None else worked_out(exact, *walk(found))


def place_after(args: Args, width: Tree, steps: Tree) -> Tree:
    """Return the point so many widths after the lower end."""
    return textbook(total([args[2], textbook(product([steps, width]))]))


def oracle(rule: str, args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with the areas under the steps, chords or parabolas, panel by panel."""
    return compare_entries(found, Apply(rule, args), setting, METHOD)


def kind(rule: str, args: Args) -> Kind:
    """Return number, or expression where names are left."""
    return Kind.EXPRESSION if open_names(Apply(rule, args)) else Kind.NUMBER


TASKS = tuple(
    Task(
        name=rule,
        signature=signature,
        arity=(5, 6 if rule == "riemann" else 5),
        names=(1,),
        kind=partial(kind, rule),
        key=partial(key, rule),
        oracle=partial(oracle, rule),
        variable=lambda args: name_of(args[1]),
    )
    for rule, signature in SIGNATURES.items()
)

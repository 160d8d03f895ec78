"""Partial derivatives, gradients, Jacobians, Hessians and directional derivatives, worked entry by entry."""

from collections.abc import Sequence

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import product, quotient
from calcquiz.algebra.tree import TWO, Apply, Name, Number, Tree, add, call, free_names, mul, number, power, substitute
from calcquiz.records.derivation import Level
from calcquiz.solving.derivatives.derivatives import differentiated
from calcquiz.solving.derivatives.differential import Differential
from calcquiz.solving.derivatives.partial_values import at_point
from calcquiz.solving.nested import with_tasks_inside
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import listed, tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.directional import TASK as DIRECTIONAL
from calcquiz.tasks.directional import coordinates, square_root
from calcquiz.tasks.spread import CONTAINERS
from calcquiz.tasks.task import Args, name_of, names_of


def partial(args: Args, sheet: Sheet) -> Tree:
    """Work `partial(f, x, y, …)`: one variable after the other."""
    names = [name_of(arg) for arg in args[1:]]
    if len(names) == 1:
        return by_variable(args[0], names[0], sheet, held(args[0], names[0]))
    found = args[0]
    for turn, name in enumerate(names):
        lead = f"{'Now' if turn else 'First'} by {tex(Name(name))}{_with_held(found, name)}."
        found = by_variable(found, name, sheet, lead)
    order = listed([tex(Name(name)) for name in names])
    sheet.chain(Apply("partial", args)).to("repeat", found, f"So this is the derivative by {order}.")
    return found


def by_variable(function: Tree, name: str, sheet: Sheet, lead: str) -> Tree:
    """Write the chain of one partial derivative and return its end."""
    return differentiated(function, Differential(variable=name, head="partial"), sheet, lead)


def held(function: Tree, name: str) -> str:
    """Return which names are constants: Treat y as a constant."""
    others = _others(function, name)
    if not others:
        return ""
    return f"Treat {listed(others)} as {'a constant' if len(others) == 1 else 'constants'}."


def _with_held(function: Tree, name: str) -> str:
    others = _others(function, name)
    return f", with {listed(others)} constant" if others else ""


def _others(function: Tree, name: str) -> list[str]:
    return [tex(Name(other)) for other in sorted(free_names(function) - {name})]


def gradient(args: Args, sheet: Sheet) -> Tree:
    """Work `gradient(f, (x, y))`: a partial derivative for each variable."""
    chain = sheet.chain(Apply("gradient", args))
    found = Apply("vector", tuple(_first(args[0], name, sheet.inner()) for name in names_of(args[1])))
    chain.to("gradient", found, "The gradient holds the partial derivatives, one for each variable.")
    return found


def _first(function: Tree, name: str, sheet: Sheet) -> Tree:
    return by_variable(function, name, sheet, f"By {tex(Name(name))}{_with_held(function, name)}.")


def jacobian(args: Args, sheet: Sheet) -> Tree:
    """Work `jacobian((f, g), (x, y))`: a row for each function, a column for each variable."""
    chain = sheet.chain(Apply("jacobian", args))
    functions = args[0].args if isinstance(args[0], Apply) and args[0].head in CONTAINERS else (args[0],)
    names = names_of(args[1])
    found = matrix([[_first(function, name, sheet.inner()) for name in names] for function in functions])
    chain.to("jacobian", found, "The Jacobian has a row for each function and a column for each variable.")
    return found


def matrix(rows: Sequence[Sequence[Tree]]) -> Tree:
    """Return rows of entries as a matrix."""
    return Apply("list", tuple(Apply("list", tuple(row)) for row in rows))


def hessian(args: Args, sheet: Sheet) -> Tree:
    """Work `hessian(f, (x, y))`: first derivatives, then those of them, mixed ones once."""
    names = names_of(args[1])
    chain = sheet.chain(Apply("hessian", args))
    inner = sheet.inner()
    slopes = [_first(args[0], name, inner) for name in names]
    entries: dict[tuple[int, int], Tree] = {}
    for row, slope in enumerate(slopes):
        for column in range(row, len(names)):
            lead = f"The derivative by {tex(Name(names[row]))}, once more by {tex(Name(names[column]))}."
            entries[row, column] = by_variable(slope, names[column], inner, lead)
    size = range(len(names))
    found = matrix([[entries[min(row, column), max(row, column)] for column in size] for row in size])
    symmetric = MIXED[min(len(names), 3)]
    chain.to("hessian", found, f"The Hessian holds the second derivatives.{symmetric}")
    return found


MIXED = {
    1: "",
    2: " The mixed one stands twice: its order does not matter.",
    3: " It is symmetric: the order of mixed ones does not matter.",
}
"""What is said of mixed derivatives, by the number of variables."""


def directional(args: Args, sheet: Sheet) -> Tree:
    """Work `directional(f, (x, y), p, v)`: gradient, at the point, along the unit vector."""
    names = names_of(args[1])
    direction = coordinates(args[3], len(names), DIRECTIONAL.signature)
    expected = DIRECTIONAL.key(args, sheet.setting)
    chain, inner = sheet.chain(Apply("directional", args)), sheet.inner()
    field = gradient(args[:2], inner)
    place = dict(zip(names, coordinates(args[2], len(names), DIRECTIONAL.signature), strict=True))
    asked = Apply("at", (Apply("gradient", args[:2]), args[1], args[2]))
    slopes = at_point(asked, substitute(field, place), inner)
    assert isinstance(slopes, Apply)
    length = _length(direction, inner)
    dots = add(*(mul(slope, entry) for slope, entry in zip(slopes.args, direction, strict=True)))
    chain.to(
        "directional",
        quotient(dots, length),
        f"The dot product of the gradient {tex(slopes)} with the unit vector in the direction of {tex(args[3])}.",
    )
    chain.to("directional", expected, "Worked out.", level=Level.NORMAL)
    return expected


def _length(direction: Sequence[Tree], sheet: Sheet) -> Tree:
    """Write how long the direction is, and return that."""
    square_of_length = add(*(power(entry, TWO) for entry in direction))
    raw, square = call("sqrt", square_of_length), exact_number(square_of_length)
    value = None
    if square is not None:
        outside, inside = square_root(square)
        value = product([Number(outside), call("sqrt", number(inside))]) if inside != 1 else Number(outside)
    vector = tex(Apply("vector", tuple(direction)))
    return at_point(raw, raw, sheet, value=value, why=f"The length of {vector}, by which it has to be divided.")


WORKERS: dict[str, Worker] = {
    "partial": with_tasks_inside("partial", partial),
    "gradient": with_tasks_inside("gradient", gradient),
    "jacobian": with_tasks_inside("jacobian", jacobian),
    "hessian": with_tasks_inside("hessian", hessian),
    "directional": with_tasks_inside("directional", directional),
}

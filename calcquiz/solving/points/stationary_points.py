"""Points at which all partial derivatives vanish, worked: the system is solved by substitution, branch by branch."""

from collections.abc import Sequence
from functools import partial

from calcquiz.algebra.tree import ZERO, Apply, Name, Tree
from calcquiz.solving.equations.polynomials import equals
from calcquiz.solving.equations.systems import System, solve_system
from calcquiz.solving.equations.work import one_of
from calcquiz.solving.move import Move
from calcquiz.solving.points.values import forms_of, slope_written
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.task import Args, names_of

RULE = "stationary-points"


def stationary_points(args: Args, sheet: Sheet) -> Tree:
    """Work `stationary_points(f, (x, y))`."""
    names = names_of(args[1])
    found = stationary(args[0], names, sheet, forms_of("stationary_points", args, sheet))
    if not found:
        sheet.say("There is no stationary point.")
        return Name("emptyset")
    whole = Apply("set", tuple(found))
    said = "These are the stationary points." if len(found) > 1 else "This is the only stationary point."
    before = one_of([equals(args[1], point) for point in found])
    sheet.write(Move(rule=RULE, why=said, before=before, after=whole, depth=sheet.depth, proof=lambda: True))
    return whole


def stationary(function: Tree, names: Sequence[str], sheet: Sheet, known: Sequence[Tree] = ()) -> list[Tree]:
    """Write how the points are found at which all partial derivatives vanish; return them in order."""
    slopes = [slope_written(function, name, sheet, head="partial") for name in names]
    equations = []
    for place, (name, slope) in enumerate(zip(names, slopes, strict=True)):
        pending, equation = Apply("partial", (function, Name(name))), equals(slope, ZERO)
        equations.append(equation)
        sheet.write(
            Move(
                rule=RULE,
                why="Every partial derivative must be zero." if not place else f"For {tex(Name(name))}:",
                before=equals(pending, ZERO),
                after=equation,
                depth=sheet.depth,
                proof=partial(equal, pending, slope, sheet.setting),
            )
        )
    positive = frozenset(name for name in names if sheet.setting.is_positive(name))
    system = System(tuple(names), tuple(equations), positive, tuple(known))
    return solve_system(system, sheet)

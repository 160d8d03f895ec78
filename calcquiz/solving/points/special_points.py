"""Critical points and inflection points of a function of one variable, worked."""

from collections.abc import Sequence
from functools import partial

from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names, number, substitute
from calcquiz.solving.equations.numbers import Line, in_order, same_number, sign_of, value_of, zeros
from calcquiz.solving.equations.polynomials import equals
from calcquiz.solving.equations.work import one_of, solved
from calcquiz.solving.move import Move
from calcquiz.solving.points.kinks import critical_with_kinks, has_kinks
from calcquiz.solving.points.values import (
    denominators,
    forms_of,
    gaps,
    is_defined,
    set_to_zero,
    slope_written,
    tested,
    told_value,
)
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.regions import range_of
from calcquiz.tasks.task import Args, name_of

ZERO_SLOPE = "Critical points lie where the derivative is zero or does not exist. Set it to zero."


def line_of(args: Args, sheet: Sheet) -> Line:
    """Return the variable of a task and the range in which places are looked for."""
    name = name_of(args[1])
    return Line(name=name, span=range_of(args[2] if len(args) > 2 else None, name, sheet.setting))


def critical(args: Args, sheet: Sheet) -> Tree:
    """Work `critical(f, x[, region])`."""
    where = line_of(args, sheet)
    found = critical_points(args[0], where, sheet, forms_of("critical", args, sheet))
    return told_as_set(found, where.name, sheet, "These are the critical points.", "There is no critical point.")


def critical_points(function: Tree, where: Line, sheet: Sheet, known: Sequence[Tree] = ()) -> list[Tree]:
    """Write how the critical points in a range are found, and return them in order."""
    name = where.name
    if has_kinks(function, name):
        return critical_with_kinks(function, where, sheet, known)
    slope = slope_written(function, name, sheet)
    pending = Apply("derivative", (function, Name(name)))
    if name not in free_names(slope) and sign_of(slope) != 0:
        sheet.say(f"The derivative {tex(slope)} is never zero.", rule="critical-points")
        return []
    equation = set_to_zero(pending, slope, ZERO_SLOPE, sheet)
    flat = [place for place in solved(equation, where, sheet, known) if _is_in_domain(function, place, where, sheet)]
    return in_order([*flat, *_without_slope(function, slope, where, sheet, known)])


def _is_in_domain(function: Tree, place: Tree, where: Line, sheet: Sheet) -> bool:
    if is_defined(function, where.name, place):
        return True
    sheet.say(f"At {tex(equals(Name(where.name), place))} the function is not defined.")
    return False


def _without_slope(function: Tree, slope: Tree, where: Line, sheet: Sheet, known: Sequence[Tree]) -> list[Tree]:
    """Write where the function has a value but no slope, and return these places."""
    found: list[Tree] = []
    for below in denominators(slope, where.name):
        if not any(_has_value_at(function, where.name, place) for place in zeros(below, where)):
            continue
        matching = [place for place in known if _is_zero_of(below, where.name, place)]
        places = matching or solved(equals(below, ZERO), where, sheet.inner(), known)
        for place in places:
            if is_defined(function, where.name, place) and not any(same_number(place, one) for one in found):
                found.append(place)
    for place in found:
        shown = tex(equals(Name(where.name), place))
        sheet.say(
            f"At {shown} the derivative does not exist, but the function does: it is a critical point too.",
            rule="critical-points",
            proof=partial(_has_no_value, slope, where.name, place),
        )
    return found


def _has_no_value(tree: Tree, name: str, place: Tree) -> bool:
    return value_of(tree, {name: value_of(place)}) is None


def _has_value_at(function: Tree, name: str, place: float) -> bool:
    """Return whether a function has values on both sides of a place and does not grow toward it."""
    from mpmath import mpf

    for sign in (-1, 1):
        close, aside = (value_of(function, {name: mpf(place + sign * step)}) for step in (1e-9, 1e-3))
        if close is None or aside is None or abs(close) > 2 * abs(aside) + 1:
            return False
    return True


def _is_zero_of(tree: Tree, name: str, place: Tree) -> bool:
    value = value_of(tree, {name: value_of(place)})
    return value is not None and abs(value) < 1e-25


def told_as_set(found: Sequence[Tree], name: str, sheet: Sheet, why: str, none: str) -> Tree:
    """Write the last line, the places as a set, and return it."""
    if not found:
        sheet.say(none)
        return Name("emptyset")
    whole = Apply("set", tuple(found))
    before = one_of([equals(Name(name), tree) for tree in found])
    sheet.write(Move(rule="solution-set", why=why, before=before, after=whole, depth=sheet.depth, proof=lambda: True))
    return whole


# Inflection points -------------------------------------------------------------------------------------------


def inflection(args: Args, sheet: Sheet) -> Tree:
    """Work `inflection(f, x[, region])`: the zeros of f'' at which its sign changes."""
    where, function = line_of(args, sheet), args[0]
    name = where.name
    known = forms_of("inflection", args, sheet)
    slope = slope_written(function, name, sheet, lead="The first derivative.")
    bend = slope_written(slope, name, sheet, lead="The second derivative.")
    if name not in free_names(bend):
        sign = sign_of(bend)
        said = "never changes its sign" if sign else "is zero everywhere"
        sheet.say(f"The second derivative {tex(bend)} {said}.", rule="inflection-points")
        return told_as_set([], name, sheet, "", "There is no inflection point.")
    pending = Apply("derivative", (slope, Name(name)))
    why = "The concavity can only change where the second derivative is zero or missing. Set it to zero."
    equation = set_to_zero(pending, bend, why, sheet, "inflection-points")
    places = [place for place in solved(equation, where, sheet, known) if _is_in_domain(function, place, where, sheet)]
    places = in_order([*places, *_without_bend(function, bend, where, sheet, known)])
    kept = [place for place in places if _changes(bend, place, places, where, sheet)]
    return told_as_set(kept, name, sheet, "Here the concavity changes.", "There is no inflection point.")


def _without_bend(function: Tree, bend: Tree, where: Line, sheet: Sheet, known: Sequence[Tree]) -> list[Tree]:
    found: list[Tree] = []
    for below in denominators(bend, where.name):
        found += [
            place
            for place in known
            if _is_zero_of(below, where.name, place) and is_defined(function, where.name, place)
        ]
    for place in found:
        sheet.say(f"At {tex(equals(Name(where.name), place))} the second derivative does not exist.")
    return found


def _changes(bend: Tree, place: Tree, places: Sequence[Tree], where: Line, sheet: Sheet) -> bool:
    """Write the signs of the second derivative on both sides of a place; return whether they differ."""
    name, beside = where.name, float(value_of(place))
    signs, told = [], []
    wide = Line(name=name)
    for gap in gaps(places, wide):
        if beside not in gap:
            continue
        point = tested(bend, name, gap, beside)
        if point is None:
            continue

        value = substitute(bend, {name: number(point)})
        signs.append(sign_of(value))
        told.append(told_value("f''", number(point), value))
    if len(signs) < 2:
        return False
    differ = signs[0] != signs[1]
    shown = tex(equals(Name(name), place))
    verdict = "changes its sign" if differ else "keeps its sign: no inflection point"
    sheet.say(
        f"At {shown} the second derivative {verdict}, since {told[0]} and {told[1]}.",
        rule="inflection-points",
        proof=lambda: None not in signs,
    )
    return differ

"""Optima of functions of several variables, worked: stationary points inside, then the boundary, then the corners."""

from collections.abc import Sequence
from itertools import combinations

from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.equations.numbers import in_order, same_number, value_of
from calcquiz.solving.equations.polynomials import equals, polynomial_of
from calcquiz.solving.equations.systems import System, solve_system
from calcquiz.solving.equations.work import solved
from calcquiz.solving.move import Move
from calcquiz.solving.points.multipliers import candidates, constrained
from calcquiz.solving.points.optima_region import (
    Region,
    entries_of,
    is_endless,
    nowhere_better,
    put_into,
    worse_word,
)
from calcquiz.solving.points.optima_shape import bowl_sentence
from calcquiz.solving.points.stationary_points import stationary
from calcquiz.solving.points.values import put_in, slope_written
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.tasks.regions import Constraint, constraints_of
from calcquiz.tasks.task import Args, names_of
from calcquiz.tasks.textbook import textbook

RULE = "compare-values"
MOST_EDGES = 6


def optimum_of_several(task: str, args: Args, sheet: Sheet) -> Tree:
    """Work an optimum in several variables, on a region or on all of the space."""
    names = names_of(args[1])
    constraints = constraints_of(args[2] if len(args) > 2 else None, names, sheet.setting)
    known = _key(task, args, sheet) if task in {"argmin", "argmax"} else ()
    equations = [equals(one.residual, ZERO) for one in constraints if one.relation == "="]
    bounds = tuple(one for one in constraints if one.relation == ">=")
    if equations and bounds:
        raise UnworkedError("equations and inequalities stand together", "Ask for the result alone.")
    if equations:
        shown = [link for link in _links(args[2]) if isinstance(link, Apply) and link.head == "="]
        return constrained(task, args[0], names, shown or equations, known, sheet)
    region = Region(task, args[0], names, bounds, known)
    if not bounds:
        return _everywhere(region, sheet)
    return _on_region(region, args[2], sheet)


def _key(task: str, args: Args, sheet: Sheet) -> tuple[Tree, ...]:
    from calcquiz.tasks.catalog import TASKS

    try:
        return (TASKS[task].key(args, sheet.setting),)
    except CalcquizError:
        return ()


def _links(region: Tree) -> tuple[Tree, ...]:
    return region.args if isinstance(region, Apply) and region.head == "and" else (region,)


# Without boundary --------------------------------------------------------------------------------------------


def _everywhere(region: Region, sheet: Sheet) -> Tree:
    points = stationary(region.function, region.names, sheet, region.known)
    noun = "minimum" if region.sign > 0 else "maximum"
    if not points:
        raise UnworkedError(f"there is no {noun}", "Choose another function or region.")
    if len(points) > 1:
        return _compared(region, points, sheet)
    shape = bowl_sentence(region.function, region.names, region.sign, sheet)
    if shape:
        said = f"{shape}, so its only stationary point is the global {noun}."
    else:
        worse = worse_word(region)
        said = f"It is the only stationary point; around it and far out the values are {worse}: the {noun}."
    sheet.say(said, rule="convexity" if shape else RULE, proof=lambda: nowhere_better(region, points[0], sheet))
    if region.task in {"argmin", "argmax"}:
        return _told_point(region, points[0], f"So the {noun} lies here:", sheet)
    return _value(region, points[0], f"The {noun} is the value at {tex(points[0])}.", sheet)


# With a boundary ---------------------------------------------------------------------------------------------


def _on_region(region: Region, shown: Tree, sheet: Sheet) -> Tree:
    inside = _inside(region, sheet)
    points = _distinct([*inside, *_boundary(region, shown, sheet)])
    if not points:
        raise UnworkedError("no candidate lies in the region", "Choose another function or region.")
    if is_endless(region):
        best = min(points, key=lambda point: region.sign * float(value_of(put_into(region, point))))
        said = f"The region has no end, but far out the values are {worse_word(region)}: the candidates decide."
        sheet.say(said, rule=RULE, proof=lambda: nowhere_better(region, best, sheet))
    return _compared(region, points, sheet)


def _boundary(region: Region, shown: Tree, sheet: Sheet) -> list[Tree]:
    """Write the candidates on the boundary, edge by edge and then the corners, and return them.

    Raises:
        UnworkedError: the region has too many sides.
    """
    if len(region.bounds) > (MOST_EDGES if len(region.names) == 2 else 1):
        raise UnworkedError("the region has too many sides", "Ask for the result alone.")
    found: list[Tree] = []
    for link, bound in zip(_links(shown), region.bounds, strict=True):
        found += _on_edge(region, bound, link, sheet)
    return [*found, *_corners(region, sheet)]


def candidates_of_region(args: Args, sheet: Sheet) -> tuple[tuple[Tree, ...], tuple[Tree, ...], tuple[Tree, ...]]:
    """Return the candidates inside a region, on its boundary, and the stationary points outside of it."""
    names = names_of(args[1])
    constraints = constraints_of(args[2] if len(args) > 2 else None, names, sheet.setting)
    equations = [equals(one.residual, ZERO) for one in constraints if one.relation == "="]
    if equations:
        return tuple(candidates(args[0], names, equations, (), sheet)), (), ()
    bounds = tuple(one for one in constraints if one.relation == ">=")
    region = Region("argmin", args[0], names, bounds, ())
    points = stationary(args[0], names, sheet)
    boundary = _distinct(_boundary(region, args[2], sheet)) if bounds else []
    inside = [point for point in points if region.holds(point)]
    return tuple(inside), tuple(boundary), tuple(point for point in points if point not in inside)


def _inside(region: Region, sheet: Sheet) -> list[Tree]:
    sheet.say("Inside the region: look for stationary points.", rule="stationary-points")
    inner = sheet.inner()
    points = stationary(region.function, region.names, inner, region.known)
    kept = [point for point in points if region.holds(point)]
    for point in points:
        where = "lies in the region" if point in kept else "does not lie in the region"
        sheet.say(f"{tex(point)} {where}.", rule="stationary-points")
    if not points:
        sheet.say("There is none.", rule="stationary-points")
    return kept


def _on_edge(region: Region, bound: Constraint, link: Tree, sheet: Sheet) -> list[Tree]:
    """Write where the function is stationary along a boundary, and return these points."""
    border = equals(*link.args) if isinstance(link, Apply) else equals(bound.residual, ZERO)
    told = _solved_for(bound.residual, region.names) if len(region.names) == 2 else None
    if told is None:
        sheet.say(f"On the boundary {tex(border)}:", rule="lagrange")
        points = candidates(region.function, region.names, [border], region.known, sheet.inner())
        return [point for point in points if region.holds(point)]
    name, value = told
    other = next(one for one in region.names if one != name)
    along = textbook(substitute(region.function, {name: value}))
    polynomial = polynomial_of(along, other)
    if polynomial is not None:
        from calcquiz.solving.equations.polynomials import polynomial_tree

        along = polynomial_tree(polynomial, Name(other)) if polynomial else ZERO
    why = f"On the edge {tex(border)} put in {tex(equals(Name(name), value))}."
    before = substitute(region.function, {name: value})
    if before != along:
        sheet.write(Move(rule="along-an-edge", why=why, before=before, after=along, depth=sheet.depth))
    else:
        sheet.say(f"{why} There $f$ is {tex(along)}.", rule="along-an-edge")
    if other not in free_names(along):
        sheet.say("It is constant there: the corners tell.", rule="along-an-edge")
        return []
    return _along(region, along, (name, value, other), sheet)


def _along(region: Region, along: Tree, told: tuple[str, Tree, str], sheet: Sheet) -> list[Tree]:
    name, value, other = told
    inner = sheet.inner()
    slope = slope_written(along, other, inner)
    if other not in free_names(slope):
        sheet.say("Its slope is never zero: only the ends of the edge count.", rule="along-an-edge")
        return []
    from calcquiz.solving.equations.numbers import Line

    forms = tuple(entry for point in region.known for entry in entries_of(point))
    found = solved(equals(slope, ZERO), Line(name=other), inner, forms)
    points: list[Tree] = []
    for place in found:
        rest = {name: textbook(substitute(value, {other: place})), other: place}
        point = Apply("vector", tuple(rest[one] for one in region.names))
        if region.holds(point):
            points.append(point)
            sheet.say(f"This gives the point {tex(point)}.", rule="along-an-edge")
        else:
            sheet.say(f"{tex(point)} does not lie in the region.", rule="along-an-edge")
    return points


def _solved_for(residual: Tree, names: Sequence[str]) -> tuple[str, Tree] | None:
    """Return an unknown and what it is on a straight boundary."""
    from calcquiz.solving.equations.system_steps import linear_step

    for name in names:
        polynomial = polynomial_of(textbook(residual), name)
        if polynomial is None or max(polynomial, default=0) > 1:
            return None
        if 1 in polynomial and free_names(polynomial[1]) & set(names):
            return None
    step = linear_step([equals(textbook(residual), ZERO)], tuple(reversed(names)), (), frozenset())
    if step is None:
        return None
    left, right = step.became[0].args
    assert isinstance(left, Name)
    return left.name, right


def _corners(region: Region, sheet: Sheet) -> list[Tree]:
    """Write the corners of the region and return them."""
    found = []
    scratch = Sheet(sheet.setting)
    for pair in combinations(region.bounds, 2):
        if any(_solved_for(one.residual, region.names) is None for one in pair):
            continue
        told = tuple(equals(textbook(one.residual), ZERO) for one in pair)
        try:
            points = solve_system(System(region.names, told, known=region.known), scratch)
        except UnworkedError:
            continue  # parallel edges have no corner
        found += [point for point in points if region.holds(point)]
    corners = _distinct(found)
    if corners:
        shown = ", ".join(tex(point) for point in corners)
        sheet.say(f"The corners are {shown}." if len(corners) > 1 else f"The corner is {shown}.", rule="along-an-edge")
    return corners


def _distinct(points: Sequence[Tree]) -> list[Tree]:
    kept: list[Tree] = []
    for point in points:
        pairs = [zip(entries_of(point), entries_of(other), strict=True) for other in kept]
        if not any(all(same_number(one, other) for one, other in pair) for pair in pairs):
            kept.append(point)
    return kept


def _compared(region: Region, points: Sequence[Tree], sheet: Sheet) -> Tree:
    """Write the values at the candidates and pick the best."""
    values = [_value(region, point, f"The value at {tex(point)}.", sheet) for point in points]
    best = min(values, key=lambda value: region.sign * float(value_of(value)))
    winners = [point for point, value in zip(points, values, strict=True) if same_number(value, best)]
    if region.task in {"argmin", "argmax"}:
        if len(winners) > 1:
            raise UnworkedError(f"there are {len(winners)} best points", "Ask for the value, or narrow the region.")
        return _told_point(region, winners[0], f"The {region.word} value is {tex(best)}. It is taken here:", sheet)
    distinct = in_order(values)
    if len(distinct) > 1:
        before = Apply("min" if region.sign > 0 else "max", tuple(distinct))
        why = f"The {region.word} of these values."
        sheet.write(Move(rule=RULE, why=why, before=before, after=best, depth=sheet.depth))
    return best


def _value(region: Region, point: Tree, why: str, sheet: Sheet) -> Tree:
    return put_in(region.function, region.names, entries_of(point), sheet, why, rule=RULE)


def _told_point(region: Region, point: Tree, why: str, sheet: Sheet) -> Tree:
    form = next((one for one in region.known if _distinct([one, point]) == [one]), point)
    before = Apply("vector", tuple(Name(name) for name in region.names))
    sheet.write(Move(rule=RULE, why=why, before=before, after=form, depth=sheet.depth, proof=lambda: True))
    return form

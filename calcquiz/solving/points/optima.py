"""Optima of functions of one variable, worked: critical points and ends, values compared, signs of the slope."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, free_names, number, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.equations.numbers import Line, in_order, same_number, sign_of, value_of
from calcquiz.solving.equations.polynomials import equals
from calcquiz.solving.move import Move
from calcquiz.solving.points.kinks import has_kinks
from calcquiz.solving.points.optima_plane import optimum_of_several
from calcquiz.solving.points.special_points import critical_points
from calcquiz.solving.points.values import gaps, put_in, slope_written, tested, told_value
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.optimum import SENSES
from calcquiz.tasks.regions import Range, range_of
from calcquiz.tasks.task import Args, names_of
from calcquiz.tasks.textbook import textbook

RULE = "compare-values"
SIGNS = "signs-of-the-slope"
FAR_OUT = 1e4
INFINITE = {"oo": "infinity", "-oo": "minus infinity"}


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: the best value of a function of one variable in a range."""

    task: str
    function: Tree
    where: Line

    @property
    def sign(self) -> int:
        """Return 1 where the smallest value is wanted, -1 for the largest."""
        return SENSES[self.task]

    @property
    def word(self) -> str:
        """Return `smallest` or `largest`."""
        return "smallest" if self.sign > 0 else "largest"

    @property
    def noun(self) -> str:
        """Return `minimum` or `maximum`."""
        return "minimum" if self.sign > 0 else "maximum"

    @property
    def slope(self) -> Tree:
        """Return the derivative, as it is looked at by numbers."""
        return nth_derivative(self.function, self.where.name, 1)


def optimum(task: str, args: Args, sheet: Sheet) -> Tree:
    """Work `argmin`, `argmax`, `minimum` or `maximum` (f, vars[, region])."""
    names = names_of(args[1])
    if len(names) > 1:
        return optimum_of_several(task, args, sheet)
    where = Line(name=names[0], span=range_of(args[2] if len(args) > 2 else None, names[0], sheet.setting))
    where = replace(where, span=_where_defined(args[0], where))
    search = Search(task, args[0], where)
    asks_place = task in {"argmin", "argmax"}
    known = key_of(task, args, sheet) if asks_place and not has_kinks(args[0], names[0]) else ()
    places = critical_points(args[0], where, sheet, known)
    ends = [end for end, closed in _ends(where) if closed]
    if len(ends) == 2:
        return _by_values(search, places, ends, sheet)
    if not places and not ends:
        raise CalcquizError(f"there is no {search.noun}: the slope is nowhere zero", "Choose another function.")
    if len(places) == 1 and not ends and _is_bowl(search, sheet):
        return _told(search, places[0], sheet)
    _outer_slopes(search, places, ends, sheet)
    if len(places) + len(ends) == 1:
        return _told(search, (*places, *ends)[0], sheet)
    return _by_values(search, places, ends, sheet)


def _where_defined(function: Tree, where: Line) -> Range:
    """Return the range without the ends at which the function has no value."""
    span = where.span
    low, high = (
        closed and value_of(substitute(function, {where.name: end})) is not None
        for end, closed in ((span.low, span.low_closed), (span.high, span.high_closed))
    )
    return replace(span, low_closed=low, high_closed=high)


def key_of(task: str, args: Args, sheet: Sheet) -> tuple[Tree, ...]:
    """Return the key, for its form; nothing where there is none."""
    from calcquiz.tasks.catalog import TASKS

    try:
        return (TASKS[task].key(args, sheet.setting),)
    except CalcquizError:
        return ()


def _ends(where: Line) -> tuple[tuple[Tree, bool], tuple[Tree, bool]]:
    return (where.span.low, where.span.low_closed), (where.span.high, where.span.high_closed)


def _by_values(search: Search, places: Sequence[Tree], ends: Sequence[Tree], sheet: Sheet) -> Tree:
    """Write the values at all candidates and pick the best."""
    candidates = in_order([*places, *ends])
    values = [_value_at(search, place, ends, sheet) for place in candidates]
    best = _best(values, search.sign)
    winners = [place for place, value in zip(candidates, values, strict=True) if same_number(value, best)]
    if search.task in {"argmin", "argmax"} and len(winners) > 1:
        raise UnworkedError(f"there are {len(winners)} best points", "Ask for the value, or narrow the region.")
    if search.task in {"minimum", "maximum"}:
        return told_best(values, best, search.word, sheet)
    return told_place(Name(search.where.name), winners[0], best, search.word, sheet)


def _value_at(search: Search, place: Tree, ends: Sequence[Tree], sheet: Sheet) -> Tree:
    name = search.where.name
    shown = tex(equals(Name(name), place))
    kind = "end" if any(place is end for end in ends) else "critical point"
    return put_in(search.function, [name], [place], sheet, f"The value at the {kind} {shown}.", rule=RULE)


def _best(values: Sequence[Tree], sign: int) -> Tree:
    return min(values, key=lambda value: sign * float(value_of(value)))


def told_best(values: Sequence[Tree], best: Tree, word: str, sheet: Sheet) -> Tree:
    """Write the best of several values and return it."""
    head = "min" if word == "smallest" else "max"
    distinct = in_order(values)
    if len(distinct) > 1:
        before = Apply(head, tuple(distinct))
        sheet.write(Move(rule=RULE, why=f"The {word} of these values.", before=before, after=best, depth=sheet.depth))
    return best


def told_place(variable: Tree, place: Tree, best: Tree, word: str, sheet: Sheet) -> Tree:
    """Write where the best value is taken and return the place."""
    why = f"The {word} value is {tex(best)}. It is taken here:"
    sheet.write(Move(rule=RULE, why=why, before=variable, after=place, depth=sheet.depth, proof=lambda: True))
    return place


def _told(search: Search, place: Tree, sheet: Sheet) -> Tree:
    """Write the answer where one place is left: the place itself, or the value there."""
    name = Name(search.where.name)
    if search.task in {"argmin", "argmax"}:
        why = f"So the {search.noun} lies here:"
        sheet.write(Move(rule=RULE, why=why, before=name, after=place, depth=sheet.depth, proof=lambda: True))
        return place
    why = f"The {search.noun} is the value at {tex(equals(name, place))}."
    return put_in(search.function, [name.name], [place], sheet, why, rule=RULE)


# The whole line ----------------------------------------------------------------------------------------------


def _is_bowl(search: Search, sheet: Sheet) -> bool:
    """Write that the second derivative is a constant of the right sign; return whether it is."""
    name = search.where.name
    slope = search.slope
    bend = textbook(differentiate(slope, name))
    if has_kinks(search.function, name) or name in free_names(bend) or (sign_of(bend) or 0) * search.sign <= 0:
        return False
    bend = slope_written(slope, name, sheet, lead="The second derivative.")
    relation, shape = (">", "convex") if search.sign > 0 else ("<", "concave")
    said = f"$f'' = {tex(bend)[1:-1]} {relation} 0$ everywhere: $f$ is {shape},"
    said = f"{said} so the critical point is the global {search.noun}."
    sheet.say(said, rule="convexity", proof=lambda: (sign_of(bend) or 0) == search.sign)
    return True


def _outer_slopes(search: Search, places: Sequence[Tree], ends: Sequence[Tree], sheet: Sheet) -> None:
    """Write how the function runs toward the open ends: away from the candidates it only gets worse.

    Raises:
        UnworkedError: there it gets better than at every candidate.
    """
    candidates = in_order([*places, *ends])
    rows = gaps(candidates, search.where)
    told = []
    for is_left in (True, False):
        end, closed = _ends(search.where)[0 if is_left else 1]
        if closed or not rows:
            continue
        gap = rows[0] if is_left else rows[-1]
        beside = gap[1] if is_left else gap[0]
        place = candidates[0] if is_left else candidates[-1]
        told.append(_one_side(search, gap, beside, (place, end), candidates, is_left=is_left))
    if told:
        sheet.say(" ".join(told), rule=SIGNS, proof=partial(_nowhere_better, search, candidates))


def _one_side(
    search: Search,
    gap: tuple[float, float],
    beside: float,
    named: tuple[Tree, Tree],
    candidates: Sequence[Tree],
    *,
    is_left: bool,
) -> str:
    """Return what is said of one side: there the function falls or rises, and toward which value."""
    name, (place, end) = search.where.name, named
    test = tested(search.slope, name, gap, beside)
    if test is None:
        raise UnworkedError("the sign of the slope was not found", "Ask for the result alone.")
    value = substitute(search.slope, {name: number(test)})
    sign = sign_of(value) or 0
    side = "Left" if is_left else "Right"
    run = "falls" if sign < 0 else "rises"
    told = told_value("f'", number(test), value)
    said = f"{side} of {tex(equals(Name(name), place))} $f$ {run}, since {told}."
    if sign == (-search.sign if is_left else search.sign):
        return said
    limit = _limit(search, end)
    best = _best([substitute(search.function, {name: one}) for one in candidates], search.sign)
    if limit is None or (limit - float(value_of(best))) * search.sign < -1e-9:
        worse = "smaller" if search.sign > 0 else "larger"
        side = INFINITE.get(to_text(end), to_text(end))
        reason = f"there is no {search.noun}: toward {side} the values get {worse} than at every candidate"
        raise CalcquizError(reason, "Choose another function or region.")
    relation = "below" if search.sign > 0 else "above"
    return f"{said} Toward {tex(end)} its values come close to ${limit:.6g}$, which is not {relation} the candidates."


def _limit(search: Search, end: Tree) -> float | None:
    """Return what the values settle to toward an end, None where they do not."""
    from mpmath import mpf

    at = value_of(end) if end != Name("oo") else None
    infinite = math.inf in {abs(float(one)) for one in search.where.ends} and at is None
    name = search.where.name
    if infinite:
        sign = -1 if isinstance(end, Apply) else 1
        places = [mpf(sign * 10**k) for k in (3, 4, 5)]
    else:
        inside = sum(max(-FAR_OUT, min(FAR_OUT, one)) for one in search.where.ends) / 2
        places = [at + (mpf(inside) - at) * mpf(10) ** -k for k in (8, 10, 12)]
    values = [value_of(search.function, {name: place}) for place in places]
    known = [float(value) for value in values if value is not None]
    if len(known) < 3 or abs(known[-1] - known[-2]) > abs(known[-2] - known[-3]) + 1e-12 or abs(known[-1]) > FAR_OUT:
        return None
    return 0.0 if abs(known[-1]) < 1e-3 and abs(known[-1]) < abs(known[0]) else known[-1]


def _nowhere_better(search: Search, candidates: Sequence[Tree]) -> bool:
    """Return whether no place of a grid over the range has a better value than the best candidate."""
    import numpy as np

    from calcquiz.algebra.evaluate import numpy_values

    name = search.where.name
    best = float(value_of(_best([substitute(search.function, {name: one}) for one in candidates], search.sign)))
    low, high = search.where.ends
    edges = max(low, -60.0), min(high, 60.0)
    grid = np.linspace(edges[0] + 1e-9, edges[1] - 1e-9, 4001)
    columns = {other: np.full(len(grid), 1.37) for other in free_names(search.function) - {name}}
    values = numpy_values(search.function, {name: grid, **columns}) * search.sign
    return not bool((values < best * search.sign - 1e-9 * max(1.0, abs(best))).any())


WORKERS: dict[str, Worker] = {task: partial(optimum, task) for task in SENSES}

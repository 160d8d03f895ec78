"""Lagrange multipliers, worked: gradients parallel, the system solved, the candidates compared."""

from collections.abc import Sequence
from functools import partial

from calcquiz.algebra.tidy import product, total
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.derivatives.derivatives import Differential, is_plain
from calcquiz.solving.equations.numbers import in_order, same_number, value_of
from calcquiz.solving.equations.polynomials import equals, polynomial_of
from calcquiz.solving.equations.systems import System, solve_system
from calcquiz.solving.move import Move
from calcquiz.solving.points.optima_shape import bowl_sentence
from calcquiz.solving.points.values import put_in, slope_written
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import listed, tex
from calcquiz.tasks import lagrange as lagrange_task
from calcquiz.tasks.implicit import residual
from calcquiz.tasks.task import Args, names_of
from calcquiz.tasks.textbook import textbook

RULE = "lagrange"
COMPARE = "compare-values"
LETTERS = ("lambda", "mu", "nu")
PAIRS = {"argmin": 1, "argmax": -1, "minimum": 1, "maximum": -1}


def lagrange(args: Args, sheet: Sheet) -> Tree:
    """Work `lagrange(f, [g, …], vars, point or value[, min or max])`."""
    names = names_of(args[2])
    conditions = args[1].args if isinstance(args[1], Apply) and args[1].head == "list" else (args[1],)
    asked = lagrange_task.asked_of(args)
    known: tuple[Tree, ...] = ()
    if asked in {"point", "argmin", "argmax"}:
        try:
            known = (lagrange_task.key(args, sheet.setting),)
        except CalcquizError:
            known = ()
    return constrained(asked, args[0], names, conditions, known, sheet)


def constrained(
    asked: str, function: Tree, names: tuple[str, ...], conditions: Sequence[Tree], known: Sequence[Tree], sheet: Sheet
) -> Tree:
    """Write how the optimum under conditions is found and return the point or value that is asked for."""
    points = candidates(function, names, conditions, known, sheet)
    if not points:
        raise UnworkedError("there is no such point", "Choose another function or region.")
    values = [_value(function, names, point, sheet) for point in points]
    if asked in {"point", "value"}:
        if len(points) > 1:
            raise UnworkedError(f"there are {len(points)} such points", "Write min or max at the end.")
        return _told_only(asked, names, points[0], values[0], sheet)
    sign = PAIRS[asked]
    best = min(values, key=lambda value: sign * float(value_of(value)))
    winners = [point for point, value in zip(points, values, strict=True) if same_number(value, best)]
    word = "smallest" if sign > 0 else "largest"
    if len(in_order(values)) == 1:
        _argue(function, names, conditions, points[0], sign, sheet)
    return _told_best(asked, names, winners, values, best, word, sheet)


def candidates(
    function: Tree, names: tuple[str, ...], conditions: Sequence[Tree], known: Sequence[Tree], sheet: Sheet
) -> list[Tree]:
    """Write the equations of the multipliers, solve them, and return the points."""
    taken = free_names(function).union(*(free_names(one) for one in conditions)) | set(names)
    letters = [letter for letter in LETTERS if letter not in taken][: len(conditions)]
    if len(letters) < len(conditions):
        raise UnworkedError("there are too many conditions", "Ask for the result alone.")
    shown = [equals(residual(one), ZERO) if not _is_equation(one) else one for one in conditions]
    gradients = [f"\\nabla g_{k + 1}" if len(letters) > 1 else "\\nabla g" for k in range(len(letters))]
    terms = " + ".join(f"\\{letter} {gradient}" for letter, gradient in zip(letters, gradients, strict=True))
    under = listed([tex(one) for one in shown])
    sheet.say(
        f"At an extremum under the condition {under} the gradients are parallel: $\\nabla f = {terms}$.", rule=RULE
    )
    equations = [_parallel(function, shown, letters, name, sheet) for name in names]
    told = tuple(one for one in (*equations, *shown) if isinstance(one, Apply))
    mark = len(sheet.moves)
    sheet.say("Together with the condition, these are the equations to solve.")
    positive = frozenset(name for name in names if sheet.setting.is_positive(name))
    try:
        return solve_system(System(names, told, positive, tuple(known), tuple(letters)), sheet)
    except UnworkedError:
        if len(letters) > 1:
            raise
    del sheet.moves[mark:]  # another way leads on
    crossed = _crossed(equations, letters[0], sheet)
    told = tuple(one for one in (*crossed, *shown) if isinstance(one, Apply))
    return solve_system(System(names, told, positive, tuple(known)), sheet)


def _crossed(equations: Sequence[Apply], letter: str, sheet: Sheet) -> list[Apply]:
    """Write the equations with the multiplier eliminated: the first one multiplied crosswise with each other one."""
    rows = []
    for equation in equations:
        slope = polynomial_of(equation.args[1], letter) or {}
        rows.append((equation.args[0], slope.get(1, ZERO)))
    made = []
    for above, below in rows[1:]:
        left, right = product([rows[0][0], below]), product([above, rows[0][1]])
        made.append(equals(textbook(left), textbook(right)))
    shown = listed([tex(one) for one in made])
    why = (
        f"Multiply crosswise to eliminate {tex(Name(letter))}: {shown}. Together with the condition, this is to solve."
    )
    sheet.say(why, rule=RULE)
    return made


def _is_equation(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head == "="


def _parallel(function: Tree, conditions: Sequence[Tree], letters: Sequence[str], name: str, sheet: Sheet) -> Apply:
    """Write one coordinate of the equation of gradients and return it."""
    way = Differential(variable=name, head="partial")
    parts = [function, *(textbook(residual(one)) for one in conditions)]
    slopes = [
        way.value(part) if is_plain(part, way) else slope_written(part, name, sheet, head="partial") for part in parts
    ]
    pending = [way.of(part) if name in free_names(part) else ZERO for part in parts]
    multipliers = [Name(letter) for letter in letters]

    def side(rows: Sequence[Tree]) -> Tree:
        return total([product([letter, row]) for letter, row in zip(multipliers, rows, strict=True) if row != ZERO])

    before, after = equals(pending[0], side(pending[1:])), equals(slopes[0], textbook(side(slopes[1:])))
    if before != after:
        proof = partial(_both, before, after, sheet)
        why = f"In the coordinate {tex(Name(name))}:"
        sheet.write(Move(rule=RULE, why=why, before=before, after=after, depth=sheet.depth, proof=proof))
    return after


def _both(before: Apply, after: Apply, sheet: Sheet) -> bool | None:
    found = [equal(one, other, sheet.setting) for one, other in zip(before.args, after.args, strict=True)]
    return False if False in found else None if None in found else True


def _value(function: Tree, names: Sequence[str], point: Tree, sheet: Sheet) -> Tree:
    entries = point.args if isinstance(point, Apply) else (point,)
    return put_in(function, names, entries, sheet, f"The value of $f$ at {tex(point)}.", rule=COMPARE)


def _told_only(asked: str, names: Sequence[str], point: Tree, value: Tree, sheet: Sheet) -> Tree:
    if asked == "value":
        return value
    before = Apply("vector", tuple(Name(name) for name in names))
    why = "This is the only candidate."
    sheet.write(Move(rule=RULE, why=why, before=before, after=point, depth=sheet.depth, proof=lambda: True))
    return point


def _told_best(
    asked: str,
    names: Sequence[str],
    winners: Sequence[Tree],
    values: Sequence[Tree],
    best: Tree,
    word: str,
    sheet: Sheet,
) -> Tree:
    if asked in {"minimum", "maximum"}:
        distinct = in_order(values)
        if len(distinct) > 1:
            before = Apply("min" if word == "smallest" else "max", tuple(distinct))
            why = f"The {word} of these values."
            sheet.write(Move(rule=COMPARE, why=why, before=before, after=best, depth=sheet.depth))
        return best
    if len(winners) > 1:
        raise UnworkedError(f"there are {len(winners)} best points", "Ask for the value.")
    before = Apply("vector", tuple(Name(name) for name in names))
    why = f"The {word} value is {tex(best)}. It is taken here:"
    sheet.write(Move(rule=COMPARE, why=why, before=before, after=winners[0], depth=sheet.depth, proof=lambda: True))
    return winners[0]


def _argue(
    function: Tree, names: tuple[str, ...], conditions: Sequence[Tree], point: Tree, sign: int, sheet: Sheet
) -> None:
    """Write why the only candidate is the optimum: convexity, or another point of the condition that is worse."""
    noun = "minimum" if sign > 0 else "maximum"
    linear = all(_is_linear(one, names) for one in conditions)
    shape = bowl_sentence(function, names, sign, sheet) if linear else ""
    if shape:
        sheet.say(f"{shape} and the condition is linear, so this is the {noun}.", rule="convexity", proof=lambda: True)
        return
    other = _another(names, conditions, point)
    if other is None:
        return
    value = substitute(function, dict(zip(names, other, strict=True)))
    number_there = value_of(value)
    if number_there is None:
        return
    relation = "larger" if sign > 0 else "smaller"
    from mpmath import nstr

    shown = tex(Apply("vector", tuple(other)))
    text = str(nstr(number_there, 6)).removesuffix(".0")
    sheet.say(
        f"At {shown} the condition holds too, and $f$ is ${text}$, which is {relation}: the candidate is the {noun}.",
        rule=COMPARE,
        proof=lambda: True,
    )


def _is_linear(condition: Tree, names: Sequence[str]) -> bool:
    tree = residual(condition)
    for name in names:
        found = polynomial_of(tree, name)
        if found is None or max(found, default=0) > 1 or (1 in found and set(free_names(found[1])) & set(names)):
            return False
    return True


def _another(names: Sequence[str], conditions: Sequence[Tree], point: Tree) -> list[Tree] | None:
    """Return another point that fulfils a single condition in two variables, found by moving one coordinate by one."""
    from calcquiz.algebra.tree import number
    from calcquiz.solving.equations.numbers import Line
    from calcquiz.solving.equations.work import solved
    from calcquiz.tasks.task import Setting

    if len(conditions) != 1 or len(names) != 2 or not isinstance(point, Apply):
        return None
    moved = textbook(total([point.args[0], number(1)]))
    equation = substitute(equals(textbook(residual(conditions[0])), ZERO), {names[0]: moved})

    def refuse(function: str, *_: str) -> str:
        raise CalcquizError(f"{function} is not asked for here", "Work it out by hand.")

    try:
        found = solved(equation, Line(name=names[1]), Sheet(Setting(compute=refuse)))
    except CalcquizError:
        return None
    return [moved, found[0]] if found else None

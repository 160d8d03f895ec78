"""Systems of equations, worked: solve one equation for one unknown, put it into the others, branch where it must be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names, substitute
from calcquiz.solving.equations.numbers import Line, same_number, value_of
from calcquiz.solving.equations.polynomials import equals
from calcquiz.solving.equations.system_factors import Reduction, factor_step
from calcquiz.solving.equations.system_squares import square_step
from calcquiz.solving.equations.system_steps import divides_by_zero, linear_step, put_into
from calcquiz.solving.equations.work import solved
from calcquiz.solving.move import Move
from calcquiz.solving.points.values import simplest
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.tasks.regions import Range

MOST_BRANCHES = 24
CERTAIN = 1e-25
INFINITELY = "there are infinitely many such points"


@dataclass(frozen=True, slots=True)
class System:
    """Equations for several unknowns."""

    names: tuple[str, ...]
    """The unknowns; a point is told in this order."""
    equations: tuple[Apply, ...]
    positive: frozenset[str] = frozenset()
    known: tuple[Tree, ...] = ()
    """Points whose coordinates give the forms of numbers."""
    multipliers: tuple[str, ...] = ()
    """Further unknowns that no point tells."""

    @property
    def unknowns(self) -> tuple[str, ...]:
        """Return all unknowns."""
        return (*self.names, *self.multipliers)

    @property
    def forms(self) -> tuple[Tree, ...]:
        """Return the numbers whose form is known."""
        return tuple(entry for point in self.known if isinstance(point, Apply) for entry in point.args)


@dataclass(frozen=True, slots=True)
class Branch:
    """Where the work on a system stands."""

    equations: tuple[Apply, ...]
    told: dict[str, Tree] = field(default_factory=dict)
    """What an unknown is, in terms of those that are still open; in the order of finding."""


def solve_system(system: System, sheet: Sheet) -> list[Tree]:
    """Write how a system is solved and return its real points in order, as vectors.

    Raises:
        UnworkedError: no rule leads on, or there are infinitely many points.
    """
    found = _followed(system, Branch(system.equations), sheet)
    kept: dict[tuple[float, ...], Tree] = {}
    for point in found:
        kept.setdefault(tuple(round(float(value_of(entry)), 10) for entry in _entries(point)), point)
    return [_with_form(kept[values], system.known) for values in sorted(kept)]


def _entries(point: Tree) -> tuple[Tree, ...]:
    return point.args if isinstance(point, Apply) else (point,)


def _with_form(point: Tree, known: Sequence[Tree]) -> Tree:
    for other in known:
        pairs = zip(_entries(point), _entries(other), strict=False)
        if len(_entries(other)) == len(_entries(point)) and all(same_number(*pair) for pair in pairs):
            return other
    return point


def _followed(system: System, branch: Branch, sheet: Sheet) -> list[Tree]:
    """Work a branch to its end and return its points."""
    open_equations = tuple(one for one in branch.equations if one.args[0] != one.args[1])
    false = [one for one in open_equations if not _unknowns(one, system)]
    if any(not same_number(*one.args) for one in false):
        said = next(one for one in false if not same_number(*one.args))
        sheet.say(
            f"{tex(said)} is false: no point here.", rule="solve-and-put-in", proof=lambda: not same_number(*said.args)
        )
        return []
    open_equations = tuple(one for one in open_equations if one not in false)
    if not open_equations:
        return _told(system, branch, sheet)
    branch = replace(branch, equations=open_equations)
    single = [one for one in open_equations if len(_unknowns(one, system)) == 1]
    if single:
        return _solved_single(system, branch, min(single, key=lambda one: len(str(one))), sheet)
    for one in open_equations:
        reduction = factor_step(one, system.unknowns, sheet)
        if reduction is not None:
            return _branched(system, branch, reduction, sheet)
    reduction = linear_step(open_equations, system.names, system.multipliers, system.positive)
    if reduction is None:
        squared = square_step(open_equations, system.unknowns)
        if squared is not None:
            made = squared.written(sheet, system.unknowns)
            return _followed(system, replace(branch, equations=made), sheet)
        for one in open_equations:
            cleared = factor_step(one, system.unknowns, sheet, clears=True)
            if cleared is not None:
                return _branched(system, branch, cleared, sheet)
        raise UnworkedError("no rule leads on from these equations", "Ask for the result alone.")
    return _substituted(system, branch, reduction, sheet)


def _unknowns(equation: Tree, system: System) -> list[str]:
    names = free_names(equation)
    return [name for name in system.unknowns if name in names]


def _solved_single(system: System, branch: Branch, equation: Apply, sheet: Sheet) -> list[Tree]:
    """Solve an equation in one unknown and go on with each of its solutions."""
    (name,) = _unknowns(equation, system)
    span = Range(low=ZERO) if name in system.positive else Range()
    values = solved(equation, Line(name=name, span=span, positive=system.positive), sheet, system.forms)
    rest = tuple(one for one in branch.equations if one != equation)
    found: list[Tree] = []
    for value in values:
        place = sheet
        if len(values) > 1:
            sheet.say(f"Case {tex(equals(Name(name), value))}.", rule="solve-and-put-in")
            place = sheet.inner()
        if any(divides_by_zero(one, name, value) for one in rest):
            place.say(
                f"For {tex(equals(Name(name), value))} the equations make no sense: no point.", rule="solve-and-put-in"
            )
            continue
        made = put_into(rest, name, value, place, system.unknowns)
        found += _followed(system, Branch(made, {**branch.told, name: value}), place)
    return found


def _branched(system: System, branch: Branch, reduction: Reduction, sheet: Sheet) -> list[Tree]:
    """Go on with each factor of an equation."""
    sheet.write(reduction.move(sheet))
    rest = tuple(one for one in branch.equations if one != reduction.equation)
    if len(reduction.became) == 1:
        return _followed(system, replace(branch, equations=(*reduction.became, *rest)), sheet)
    found: list[Tree] = []
    for case in reduction.became:
        sheet.say(f"Case {tex(case)}.", rule="solve-and-put-in")
        found += _followed(system, replace(branch, equations=(case, *rest)), sheet.inner())
    return found


def _substituted(system: System, branch: Branch, reduction: Reduction, sheet: Sheet) -> list[Tree]:
    """Solve an equation for one unknown and put it into the others."""
    (told,) = reduction.became
    if told != reduction.equation:
        sheet.write(reduction.move(sheet))
    name, value = told.args[0], told.args[1]
    assert isinstance(name, Name)
    rest = tuple(one for one in branch.equations if one != reduction.equation)
    made = put_into(rest, name.name, value, sheet, system.unknowns)
    return _followed(system, Branch(made, {**branch.told, name.name: value}), sheet)


def _told(system: System, branch: Branch, sheet: Sheet) -> list[Tree]:
    """Put the numbers back and write the point."""
    values: dict[str, Tree] = {}
    for name in reversed(branch.told):
        value = branch.told[name]
        before = substitute(value, values)
        if set(free_names(before)) & set(system.unknowns):
            raise UnworkedError(INFINITELY, "Choose another function.")
        if value_of(before) is None:
            said = f"{tex(equals(Name(name), value))} makes no sense here: no point."
            sheet.say(said, rule="solve-and-put-in", proof=partial(_is_undefined, before))
            return []
        form = next((one for one in system.forms if same_number(one, before)), None)
        values[name] = form or (value if before == value else simplest(before, sheet))
        if before != value and before != values[name] and name in system.names:
            why = f"Put back: {tex(equals(Name(name), value))}."
            sheet.write(Move(rule="solve-and-put-in", why=why, before=before, after=values[name], depth=sheet.depth))
    if any(name not in values for name in system.names):
        raise UnworkedError(INFINITELY, "Choose another function.")
    point = Apply("vector", tuple(values[name] for name in system.names))
    if any(value_of(values[name]) is None or value_of(values[name]) <= 0 for name in system.positive if name in values):
        sheet.say(f"{tex(point)} is left out: not all coordinates are positive.", rule="solve-and-put-in")
        return []
    if not _holds(system, values):
        sheet.say(f"{tex(point)} does not solve all equations.", rule="solve-and-put-in")
        return []
    told = f"This gives the point {tex(point)}."
    sheet.say(told, rule="solve-and-put-in", proof=lambda: _holds(system, values))
    return [point]


def _is_undefined(tree: Tree) -> bool:
    return value_of(tree) is None


def _holds(system: System, values: Mapping[str, Tree]) -> bool:
    """Return whether a point solves all equations of a system."""
    known = {name: value_of(value) for name, value in values.items()}
    if None in known.values():
        return False
    for equation in system.equations:
        left, right = (value_of(side, known) for side in equation.args)
        if left is None or right is None or abs(left - right) > CERTAIN * max(1, abs(left)):
            return False
    return True

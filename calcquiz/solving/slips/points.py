"""Slips in equations, critical points and inflection points: a wrong derivative, a wrong line, the wrong derivative."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names
from calcquiz.solving.equations.numbers import Line, in_order, value_of
from calcquiz.solving.equations.polynomials import equals
from calcquiz.solving.points.kinks import has_kinks
from calcquiz.solving.slips.derivatives import after, result_of_walks, sites_of_walks
from calcquiz.solving.slips.distinct import distinct
from calcquiz.solving.slips.lines import after_wrong_line, solutions, wrong_lines
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.solving.slips.walk import Walk
from calcquiz.tasks.regions import range_of
from calcquiz.tasks.solve import is_unique, region_of
from calcquiz.tasks.task import Args, Setting, name_of

WALK, LINE = 0, 1
"""Places that begin with it: inside a derivative; a line of the equation."""
MOST_WALKED = 10

INSTEAD = {
    "critical": (
        ("function-set-to-zero", 0, "These are the zeros of the function. Set its derivative to zero."),
        ("second-derivative-set-to-zero", 2, "These are the zeros of the second derivative. Use the first one."),
    ),
    "inflection": (
        (
            "slope-set-to-zero",
            1,
            "These are the zeros of the first derivative. Use the second one.",
        ),
        ("function-set-to-zero", 0, "These are the zeros of the function. Set its second derivative to zero."),
    ),
}
"""Task -> slip, which derivative is set to zero instead, what is said."""
ORDER = {"solve": 0, "critical": 1, "inflection": 2}


@dataclass(frozen=True, slots=True)
class PlaceSlips:
    """Slips of `solve`, `critical` or `inflection`."""

    task: str

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips: the wrong derivative, lines of the equation, then slips inside derivatives."""
        right = self.result(args, setting, frozenset())
        if right is None:
            return ()
        return distinct(self._every(args, setting, right), lambda taken: self.result(args, setting, taken), right, args)

    def _every(self, args: Args, setting: Setting, right: Tree) -> Iterator[Slip]:
        where, equation = line_of(self.task, args, setting), equation_of(self.task, args)
        whole = Apply(self.task, args)
        for name, _, say in INSTEAD.get(self.task, ()):
            asked = Slip(name=name, place=(), part=whole, right=right, wrong=right, say=say)
            wrong = self.result(args, setting, frozenset({asked}))
            if wrong is not None:
                yield replace(asked, wrong=wrong)
        if self.task == "inflection":
            say = "The second derivative has to change its sign there, not only to be zero."
            asked = Slip(name="sign-change-not-checked", place=(), part=whole, right=right, wrong=right, say=say)
            wrong = self.result(args, setting, frozenset({asked}))
            if wrong is not None:
                yield replace(asked, wrong=wrong)
        yield from line_slips(equation, where)
        if self.task != "solve":
            yield from walked(args, ORDER[self.task])

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the places that a learner with these slips finds."""
        where = line_of(self.task, args, setting)
        found = self._places(args, where, taken)
        if found is None:
            return None
        if self.task == "solve" and is_unique(args):
            return found[0] if len(found) == 1 else None
        return Apply("set", tuple(found)) if found else Name("emptyset")

    def _places(self, args: Args, where: Line, taken: frozenset[Slip]) -> list[Tree] | None:
        names = {slip.name for slip in taken if not slip.place}
        unchecked = "sign-change-not-checked" in names
        instead = next((order for name, order, _ in INSTEAD.get(self.task, ()) if name in names), None)
        if instead is not None:
            other = solutions(equals(after(args[0], (where.name,) * instead), ZERO), where)
            return None if other is None else list(other)
        found = places_with(equation_of(self.task, args), self._walks(args), where, taken, args[0])
        if found is None or self.task != "inflection" or unchecked:
            return None if found is None else list(found)
        bend = after(args[0], (where.name, where.name))
        return [place for place in found if changes_sign(bend, where.name, place)] if not taken else list(found)

    def _walks(self, args: Args) -> list[Walk]:
        return walks(args, ORDER[self.task])


def changes_sign(tree: Tree, name: str, place: Tree) -> bool:
    """Return whether a formula changes its sign at a place."""
    at = value_of(place)
    if at is None:
        return False
    sides = [value_of(tree, {name: at + step}) for step in (-1e-4, 1e-4)]
    return None not in sides and sides[0] * sides[1] < 0


def line_of(task: str, args: Args, setting: Setting) -> Line:
    """Return the variable and the range of a task."""
    name = name_of(args[1])
    region = region_of(args) if task == "solve" else args[2] if len(args) > 2 else None
    return Line(name=name, span=range_of(region, name, setting))


def equation_of(task: str, args: Args) -> Tree:
    """Return the equation that is solved."""
    if task == "solve":
        is_equation = isinstance(args[0], Apply) and args[0].head == "="
        return args[0] if is_equation else equals(args[0], ZERO)
    return equals(after(args[0], (name_of(args[1]),) * ORDER[task]), ZERO)


def walks(args: Args, order: int) -> list[Walk]:
    """Return a walk for each derivative that is taken."""
    name = name_of(args[1])
    held = tuple(other for other in sorted(free_names(args[0])) if other != name)
    return [Walk(variable=name, held=held, head="derivative") for _ in range(order)]


def walked(args: Args, order: int) -> Iterator[Slip]:
    """Yield slips inside the derivatives of a function of one variable."""
    name = name_of(args[1])
    if has_kinks(args[0], name):
        return
    for count, slip in enumerate(sites_of_walks(args[0], walks(args, order))):
        if count >= MOST_WALKED:
            return
        yield replace(slip, place=(WALK, *slip.place))


def line_slips(equation: Tree, where: Line) -> Iterator[Slip]:
    """Yield the slips in the lines of an equation."""
    for wrong in wrong_lines(equation, where):
        yield Slip(
            name=wrong.name,
            place=(LINE, wrong.line),
            part=wrong.part,
            right=wrong.right,
            wrong=wrong.wrong,
            say=wrong.say,
        )


def places_with(
    equation: Tree, turns: list[Walk], where: Line, taken: frozenset[Slip], function: Tree
) -> list[Tree] | None:
    """Return the solutions of an equation with slips in its lines, or in the derivatives it comes from."""
    inside = frozenset(replace(slip, place=slip.place[1:]) for slip in taken if slip.place[:1] == (WALK,))
    lines = [slip for slip in taken if slip.place[:1] == (LINE,)]
    if inside:
        made = result_of_walks(function, turns, inside, staged=len(turns) > 1)
        if made is None:
            return None
        equation = equals(made, ZERO)
    if len(lines) > 1 or (lines and inside):
        return None
    wrong = lines[0] if lines else None
    found = after_wrong_line(equation, where, wrong.name, wrong.place[1]) if wrong else solutions(equation, where)
    return None if found is None else in_order(found)


POINT_SLIPS: Mapping[str, Slips] = {task: PlaceSlips(task) for task in ORDER}
